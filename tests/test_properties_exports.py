"""Laws of the open data: whatever an author writes, each form of it says that and no more."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

from hypothesis import assume, example, given
from hypothesis import strategies as st
from icalendar import Calendar
from naive_tables import computed
from openpyxl import load_workbook
from parapluie.exports import exports
from parapluie.exports.formulas import awake
from parapluie.exports.records import in_html
from parapluie.meaning.graph import Graph
from parapluie.model import Content, Entry
from parapluie.site.publication import Publication
from parapluie.source.content_files import Roots
from parapluie.source.options import Options
from parapluie.source.reading import read
from parapluie.vocabulary.grammar import typeset
from rounds import law
from site_tools import DAY, parse

ADDRESS = "https://bourg.exemple.invalid/"
SIGNS = "=+-@;,:\"'\\<>&|%/ \u00a0\u2028\ufeff\uff1d]}0aé"
WORDS = st.text(SIGNS, min_size=1, max_size=20) | st.text(
    st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20
)
ATOM = "{http://www.w3.org/2005/Atom}"


def told(folder: Path, title: str, said: str) -> tuple[Entry, dict[str, bytes]]:
    """Return an activity of this title and this sentence, and the files of the data."""
    file = folder / "contenu" / "demarche" / "a.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    head = f"titre: {json.dumps(title)}\nen_bref: {json.dumps(said)}\nquand: 2026-01-02\n"
    file.write_text(f"---\n{head}---\n", "utf-8")
    options = Options(today=DAY, site_url=ADDRESS)
    content, problems = read(
        Roots(folder / "contenu", folder / "illustrations"), options.vocabulary
    )
    assume(not problems)
    graph = Graph(content, options.vocabulary)
    made = exports(Publication(graph, Content(graph.entries), options))
    (entry,) = graph.of("activite")
    files = {}
    for one in made.files:
        assert not isinstance(one.content, Path)
        files[one.path] = one.content.encode() if isinstance(one.content, str) else one.content
    return entry, files


@law(60)
@given(title=WORDS, said=WORDS)
@example(title="=1+1", said="</script><b>")
@example(title="]]>", said="\ufeff\nEND:VEVENT")
@example(title="a\ufffe", said="\uffff")
@example(title="a,=1+1,b", said="a;,@b |-c")
def test_each_form_of_the_data_says_what_was_written(title: str, said: str, tmp_path: Path) -> None:
    entry, files = told(tmp_path, title, said)
    (row,) = csv.DictReader(
        io.StringIO(files["donnees/tableaux/activite.csv"].decode("utf-8-sig"), newline=""),
        delimiter=";",
    )
    for key, text in (("titre", entry.title), ("en_bref", entry.summary)):
        assert awake(row[key]) == text
    tables = [raw.decode("utf-8-sig") for path, raw in files.items() if path.endswith(".csv")]
    assert [found for table in tables if (found := computed(table))] == []
    sheet = load_workbook(io.BytesIO(files["donnees/parapluie.xlsx"])).worksheets[1]
    names = [cell.value for cell in sheet[1]]
    cell = sheet[2][names.index("titre")]
    assert (cell.value, cell.data_type) == (entry.title, "s")
    (news,) = ElementTree.fromstring(files["donnees/nouveautes.atom"]).iter(f"{ATOM}entry")
    assert (news.findtext(f"{ATOM}title") or "").startswith(typeset(entry.title))
    assert news.findtext(f"{ATOM}summary") == entry.summary
    (event,) = Calendar.from_ical(files["donnees/calendrier.ics"]).walk("VEVENT")
    assert str(event["SUMMARY"]) == typeset(entry.title)
    assert str(event["DESCRIPTION"]) == typeset(entry.summary)
    nodes = json.loads(files["donnees/parapluie.jsonld"])["@graph"]
    (node,) = (node for node in nodes if node["@type"] == "schema:Event")
    assert (node["schema:name"], node["schema:description"]) == (entry.title, entry.summary)
    page = parse(f'<p><script type="application/ld+json">{in_html(node)}</script></p>')
    (script,) = (element for element in page.all() if element.tag == "script")
    assert json.loads("".join(map(str, script.children))) == node

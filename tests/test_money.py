"""Money: every roll-up equals a sum made anew from the published tables, each dollar once.

What is recounted here is recounted from `liens.csv` and `budget.csv` alone.
"""

import csv
import io
import json
import random
import re
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from case_files import read_blocks, write
from conftest import Town
from council_site import COUNCIL, COUNCIL_DAY
from openpyxl import load_workbook
from parapluie.build.making import Site
from parapluie.build.understanding import understand
from parapluie.meaning.graph import Graph
from parapluie.meaning.money import MEASURES, Amounts, Money, bands, when
from parapluie.meaning.progress import Progress
from parapluie.model import Entry
from parapluie.pages.money_shown import counted
from parapluie.pages.writer import Writer
from parapluie.site.publication import identifier
from parapluie.site.site_file import SiteFile
from parapluie.source.options import Options
from parapluie.source.reading import read
from parapluie.vocabulary.dates import parse_period
from site_tools import DAY, Element, core_site, parse
from test_follow_up import bars, rows, section, site_pages
from test_spreadsheets import Town as Sheets
from test_spreadsheets import column

Rows = list[dict[str, str]]
Sums = tuple[Decimal | None, ...]
MOMENTS = "2024 2025 2026 2026-03 2024/2026 2025/.. 2025~ 2025-01/2025-09".split()
PAGE = "suivi/argent.md"


# --- A town at random, recounted ---


def ran(chance: random.Random, number: int, name: str) -> list[str]:
    return [f"{name}{chance.randrange(number)}" for _ in range(chance.choice((0, 1, 1, 2, 3)))]


def lines(chance: random.Random) -> list[dict[str, str]]:
    found = []
    for _ in range(chance.choice((0, 0, 1, 2, 4))):
        line = {}
        if chance.random() < 0.9:
            line["quand"] = chance.choice(MOMENTS)
        for key in MEASURES:
            if chance.random() < 0.5:
                whole = chance.choice((0, chance.randrange(5000), chance.randrange(4_000_000)))
                cents = f"{whole},{whole % 100:02}"
                line[key] = str(whole % 5000) if key.startswith("jours") else cents
        if chance.random() < 0.7:
            line["nature"] = chance.choice(("fonctionnement", "investissement"))
        if chance.random() < 0.7:
            line["provenance"] = chance.choice(("municipalite", "subvention", "partenaire"))
        if line:
            found.append(line)
    return found


def random_town(chance: random.Random, actions: int) -> str:
    """Return a town as blocks: levels of policies, projects with parts, several ways everywhere."""
    files: dict[str, dict[str, object]] = {}
    for n in range(6):
        parent = f"principe{chance.randrange(n)}" if n and chance.random() < 0.4 else ""
        files[f"principes/principe{n}"] = {"parent": parent}
    for n in range(5):
        files[f"groupes/groupe{n}"] = files[f"themes/theme{n}"] = files[f"acteurs/acteur{n}"] = {}
    for n in range(12):
        above = [f"politique{chance.randrange(n)}" for _ in range(chance.choice((0, 1, 2))) if n]
        objectives = [
            {
                "id": f"objectif{m}",
                "titre": f"Objectif {m}",
                "groupes": ran(chance, 5, "groupe"),
                "budget": lines(chance),
                **({"dans": f"objectif{m - 1}"} if m and chance.random() < 0.5 else {}),
            }
            for m in range(3)
        ]
        files[f"politiques/politique{n}"] = {
            "releve_de": sorted(set(above)),
            "principes": ran(chance, 6, "principe:principe"),
            "groupes": ran(chance, 5, "groupe"),
            "responsable": "".join(ran(chance, 5, "acteur")[:1]),
            "objectifs": objectives,
            "budget": lines(chance),
        }
    for n in range(actions):
        achieved = [
            f"politique{chance.randrange(12)}{chance.choice(('', '#objectif0', '#objectif2'))}"
            for _ in range(chance.choice((0, 1, 1, 2, 4)))
        ]
        whole = [f"action{chance.randrange(n)}"] if n and chance.random() < 0.3 else []
        files[f"actions/action{n}"] = {
            "realise": achieved,
            "fait_partie_de": whole,
            "principes": ran(chance, 6, "principe:principe")[:1],
            "groupes": ran(chance, 5, "groupe"),
            "themes": ran(chance, 5, "theme"),
            "responsable": "".join(ran(chance, 5, "acteur")[:1]),
            "budget": lines(chance),
        }
    return "".join(
        f"=== {path}.md\n---\n"
        + "".join(
            f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
            for key, value in {"titre": path.rpartition("/")[2].capitalize(), **fields}.items()
            if value
        )
        + "---\n"
        for path, fields in files.items()
    )


def read_town(folder: Path, blocks: str) -> tuple[Writer, dict[str, Rows]]:
    """Return what writes the pages of a town, and its published tables by name."""
    roots = write(read_blocks(blocks)[0], folder)
    options = Options(today=DAY)
    content, problems = read(roots, options.vocabulary)
    graph = Graph(content, options.vocabulary)
    assert [str(problem) for problem in (*problems, *graph.problems)] == []
    writer = Writer(graph, content, options, {})
    made = [file for file in writer.exports.files if file.path.endswith(".csv")]
    return writer, {Path(file.path).stem: parsed(text_of(file)) for file in made}


def page_of(writer: Writer, path: str) -> Element:
    (found,) = (file for file in writer.write() if file.path == path)
    return parse(text_of(found).split("---\n", 2)[2])


def text_of(file: SiteFile) -> str:
    assert isinstance(file.content, str | bytes)
    return file.content if isinstance(file.content, str) else file.content.decode("utf-8-sig")


def parsed(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


# The links, of the tables, that carry dependence: written here anew.
UP = {"principes", "parent", "releve_de", "objectifs", "dans", "realise", "fait_partie_de"}
NAMING = {"groupes", "themes", "responsable"}


def reached(links: Rows, start: str, *, without: str = "") -> set[str]:
    """Return all that an entry leads to; none by links of the type *without*."""
    found, pending = {start}, [start]
    while pending:
        one = pending.pop()
        for link in links:
            if link["de"] == one and link["type"] in UP - {without} and link["vers"] not in found:
                found.add(link["vers"])
                pending.append(link["vers"])
    return found


def recounted(links: Rows, budget: Rows) -> tuple[Mapping[str, Rows], Mapping[str, Rows]]:
    """Return the rows that count for each entry: all of them, then otherwise than « under »."""
    by_origin: dict[str, Rows] = defaultdict(list)
    for link in links:
        by_origin[link["de"]].append(link)
    every: dict[str, Rows] = defaultdict(list)
    own: dict[str, Rows] = defaultdict(list)
    for origin in {row["entree"] for row in budget}:
        of_it = [row for row in budget if row["entree"] == origin]
        named = {k["vers"] for k in by_origin[origin] if k["type"] in NAMING}
        for found, without in ((every, ""), (own, "releve_de")):
            for target in reached(links, origin, without=without) | named:
                found[target] += of_it
    return every, own


def sums(found: Rows) -> Sums:
    def one(key: str) -> Decimal | None:
        known = [Decimal(row[key].replace(",", ".")) for row in found if row[key]]
        return sum(known, Decimal(0)) if known else None

    return tuple(map(one, MEASURES))


def said(amounts: Amounts) -> Sums:
    parts = (amounts.planned, amounts.real, amounts.planned_days, amounts.real_days)
    return tuple(part.total for part in parts)


@pytest.mark.parametrize(("seed", "actions"), [(1, 300), (2, 40), (3, 40), (4, 5)])
def test_every_roll_up_equals_a_sum_made_from_the_published_tables(
    seed: int, actions: int, tmp_path: Path
) -> None:
    writer, tables = read_town(tmp_path, random_town(random.Random(seed), actions))
    graph, links, budget = writer.graph, tables["liens"], tables["budget"]
    every, own = recounted(links, budget)
    money = Money(graph)
    assert said(money.whole.amounts) == sums(budget)
    for entry in graph.entries:
        name = identifier(entry.key)
        assert said(money.every(entry).amounts) == sums(every[name]), name
        assert said(money.own(entry).amounts) == sums(own[name]), name
        assert len(set(money.every(entry).entries)) == len(money.every(entry).entries)
    for parts, key in ((money.whole.by_nature, "nature"), (money.whole.by_origin, "provenance")):
        for choice, amounts in parts:
            part = [row for row in budget if row[key] == (choice.key if choice else "")]
            assert said(amounts) == sums(part)
    for moment, amounts in money.whole.by_time:
        if isinstance(moment, int):
            year = str(moment)
            part = [
                row
                for row in budget
                if row["annee_debut"] == row["annee_fin"] == year and "~" not in row["quand"]
            ]
        else:
            part = [row for row in budget if row["quand"] == (moment.text if moment else "")]
        assert said(amounts) == sums(part), moment


def test_the_page_says_what_the_tables_add_up_to(tmp_path: Path) -> None:
    writer, tables = read_town(tmp_path, random_town(random.Random(5), 60))
    graph, page = writer.graph, page_of(writer, PAGE)
    every, own = recounted(tables["liens"], tables["budget"])
    for kind in ("groupe", "theme", "acteur", "principe", "politique"):
        told = rows(section(page, kind))
        for entry in graph.of(kind):
            found = (own if kind == "politique" else every)[identifier(entry.key)]
            planned, real, *_ = sums(found)
            if not found:
                assert entry.title not in told
                continue
            for cell, total in zip(told[entry.title], (planned, real), strict=False):
                assert number(cell) == total


def number(cell: str) -> Decimal | None:
    text = "".join(cell.partition("$")[0].split()).replace(",", ".")
    return None if cell == "non précisé" else Decimal(text)


# --- Parts and wholes, what nobody knows ---

HAMLET = """\
=== principes/equite.md
---
titre: Équité
---
=== groupes/aines.md
---
titre: Personnes aînées
---
=== politiques/cadre.md
---
titre: Cadre
principes: equite
budget: [{quand: 2026, prevu: 1 000 $}]
---
=== politiques/loisirs.md
---
titre: Loisirs
releve_de: cadre
sources: [{cle: rapport, titre: Le rapport}]
objectifs:
  - id: bouger
    titre: Bouger
    groupes: aines
    budget: [{quand: 2026, prevu: 20 $, source: rapport}]
---
=== actions/parc.md
---
titre: Parc
realise: [loisirs#bouger, loisirs]
principes: equite
groupes: aines
budget:
  - {quand: 2026, prevu: 300 $, reel: 0}
  - {quand: 2026/2028, prevu: "4 000,50 $"}
---
=== actions/banc.md
---
titre: Banc
fait_partie_de: parc
groupes: aines
budget: [{quand: 2025, jours_prevus: 3, precision: Des bénévoles}]
---
=== actions/fete.md
---
titre: Fête
realise: loisirs
groupes: aines
---
"""


def get(graph: Graph, name: str) -> Entry:
    (found,) = (entry for entry in graph.entries if entry.id == name)
    return found


def test_what_a_whole_writes_counts_beside_its_parts_once_whatever_leads_there(town: Town) -> None:
    graph = town(HAMLET)
    money = Money(graph)
    planned = Decimal("4320.50")
    assert money.own(get(graph, "loisirs")).amounts.planned.total == planned
    assert money.own(get(graph, "loisirs#bouger")).amounts.planned.total == planned
    assert money.own(get(graph, "aines")).amounts.planned.total == planned
    assert money.own(get(graph, "parc")).amounts.planned.total == planned - 20
    assert money.own(get(graph, "cadre")).amounts.planned.total == 1000
    assert money.under(get(graph, "cadre")).amounts.planned.total == planned
    assert money.every(get(graph, "equite")).amounts.planned.total == planned + 1000


def test_what_nobody_knows_is_not_zero_and_each_sum_says_for_how_many_lines_it_is_known(
    town: Town,
) -> None:
    graph = town(HAMLET)
    money = Money(graph)
    whole = money.own(get(graph, "parc")).amounts
    assert (whole.lines, whole.planned.known, whole.real.known) == (3, 2, 1)
    assert whole.real.total == 0
    banc = money.own(get(graph, "banc")).amounts
    assert (banc.planned.total, banc.real.total, banc.has_dollars) == (None, None, False)
    (of_group,) = counted(money, Progress(graph), get(graph, "aines"))
    assert (len(of_group.done), of_group.total, of_group.others) == (1, 3, ["1\u00a0objectif"])


def test_what_covers_several_years_is_split_among_none(town: Town) -> None:
    graph = town(HAMLET)
    told = [(str(moment), sums.planned.total) for moment, sums in Money(graph).whole.by_time]
    assert told == [("2025", None), ("2026", 1320), ("2026 à 2028", Decimal("4000.5"))]
    assert [when(parse_period(text)) for text in ("2026-03", "2026-01/2026-09")] == [2026, 2026]
    assert when(None) is None


def test_where_nothing_has_money_nothing_speaks_of_it(tmp_path: Path) -> None:
    plain = re.sub(r"(?m)^ *budget:.*\n(  - \{quand.*\n)*", "", HAMLET)
    writer, tables = read_town(tmp_path, re.sub(r"(?m)^titre: .*$", r"\g<0>\nen_bref: Oui.", plain))
    assert "budget" not in tables
    files = writer.write()
    assert [file.path for file in files if file.path == PAGE] == []
    assert 'id="argent"' not in text_of(next(f for f in files if f.path == "actions/parc.md"))


# --- The invented town ---


@pytest.fixture(scope="module")
def made() -> Site:
    return core_site(COUNCIL, COUNCIL_DAY)


@pytest.fixture(scope="module")
def council(made: Site) -> dict[str, Element]:
    return site_pages(made)


def test_how_much_for_a_group_is_two_taps_from_the_home_page(
    made: Site, council: dict[str, Element]
) -> None:
    text = section(council[PAGE], "groupe").text
    assert "Personnes aînées" in text
    assert "409 400 $ prévus, 76 330,50 $ dépensés, pour 3 actions sur 3 et 1 objectif" in plain(
        text
    )
    assert PAGE in json.dumps(made.menu)


def plain(text: str) -> str:
    return " ".join(text.split())


def test_a_page_says_what_it_is_made_of_then_its_own_lines(council: dict[str, Element]) -> None:
    told = plain(section(council["actions/parc.md"], "argent").text)
    assert "354 400 $ prévus, 52 230,50 $ dépensés, documentés pour 2 actions sur 2." in told
    assert "Budget annoncé : 400 000 $." in told
    assert "2026 à 2027 120 000 $ non précisé" in told
    assert "38 250 $ connu pour 1 ligne sur 4" in told
    policy = council["politiques/developpement-durable.md"]
    # The benches of 2025 came before the policy of 2026 that they would hang on.
    assert "Par ce qui en relève : 400 000 $ prévus" in plain(section(policy, "argent").text)


def test_each_bar_of_money_has_its_words_and_its_row(council: dict[str, Element]) -> None:
    page = council[PAGE]
    for key in ("politique", "groupe", "acteur", "annees", "natures", "provenances"):
        part = section(page, key)
        told = rows(part)
        for title, text, widths in bars(part):
            assert plain(text).partition(" $")[0] in plain(" ".join(told[title]))
            assert 0 < sum(widths.values()) <= 100


def test_a_source_of_an_objective_is_one_of_its_page(tmp_path: Path) -> None:
    writer, _ = read_town(tmp_path, HAMLET)
    page = page_of(writer, "politiques/loisirs.md")
    assert "#source-rapport" in [a.attributes.get("href") for a in page.all("a")]


def test_lists_are_filtered_by_what_is_planned(town: Town) -> None:
    graph = town(HAMLET)
    found = [(key, [e.id for e in having]) for key, _, having in bands(graph.of("action"))]
    assert found == [("moins-de-10-000", ["parc"]), ("non-precise", ["banc", "fete"])]
    assert bands([get(graph, "fete")]) == []


# --- Programs ---


def test_a_workbook_adds_up_what_is_planned(tmp_path: Path) -> None:
    writer, _ = read_town(tmp_path, HAMLET)
    (file,) = (f for f in writer.exports.files if f.path.endswith(".xlsx"))
    assert isinstance(file.content, bytes)
    sheet = load_workbook(io.BytesIO(file.content))["Budget"]
    column = [cell.value for cell in sheet[1]].index("prevu")
    values = [row[column].value for row in sheet.iter_rows(min_row=2)]
    assert sum(value for value in values if value is not None) == 5320.5
    assert values.count(None) == 1


def test_linked_data_says_each_amount_with_its_currency_and_its_time(tmp_path: Path) -> None:
    writer, _ = read_town(tmp_path, HAMLET)
    (file,) = (f for f in writer.exports.files if f.path.endswith("parapluie.jsonld"))
    nodes = json.loads(text_of(file))["@graph"]
    (node,) = (node for node in nodes if node.get("dcterms:identifier") == "action/parc")
    planned, spent, later = node["schema:amount"]
    assert [one["schema:currency"] for one in (planned, spent, later)] == ["CAD"] * 3
    assert [one["schema:value"]["@value"] for one in (planned, spent, later)] == [
        "300",
        "0",
        "4000.5",
    ]
    assert later["schema:validFrom"]["@value"] == "2026-01-01"
    assert later["schema:validThrough"]["@value"] == "2028-12-31"


# --- The staff's workbook ---

SHEET = """\
=== principes/equite.md
---
titre: Équité
en_bref: Pareil pour tout le monde.
---
=== actions/parc.md
---
titre: Parc
en_bref: Un parc.
principes: equite
budget:
  - {quand: 2025, prevu: "240 000 $", reel: "1,2 M$", jours_prevus: "4,5", provenance: subvention}
  - {quand: 2026/2027, reel: "1240,50", nature: investissement, precision: "Un | deux; trois"}
budget_annonce: 240000
---
"""


@pytest.mark.parametrize(
    ("typed", "form", "dollars"),
    [
        (240000, "General", 240000),
        (240000.0, "# ##0 $", 240000),
        (1240.5, '#,##0.00 "$"', Decimal("1240.5")),
        ("240 000 $", "General", 240000),
        ("240\u202f000,50\u00a0$", "General", Decimal("240000.5")),
        ("1,2 M$", "General", 1_200_000),
        (0, "General", 0),
    ],
)
def test_an_amount_typed_in_a_workbook_comes_back_equal_and_nothing_else_changes(
    typed: object, form: str, dollars: object, tmp_path: Path
) -> None:
    town = Sheets(write(read_blocks(SHEET)[0], tmp_path), Options(today=DAY))
    book = town.opened()
    sheet = book["Actions"]
    cell = sheet.cell(2, column(sheet, "Budget annoncé"))
    assert cell.value == "240000"
    file = tmp_path / "contenu" / "actions" / "parc.md"
    before = file.read_text("utf-8").splitlines()
    cell.value, cell.number_format = typed, form
    plan = town.compared(book)
    town.apply(plan)
    after = file.read_text("utf-8").splitlines()
    assert [line for line in before if line not in after][1:] == []
    _, graph, _ = understand(town.roots, town.options)
    (action,) = graph.of("action")
    assert action.fields["budget_annonce"] == dollars


def test_a_line_of_a_budget_changed_in_a_workbook_keeps_the_others(tmp_path: Path) -> None:
    town = Sheets(write(read_blocks(SHEET)[0], tmp_path), Options(today=DAY))
    assert town.compared(town.workbook()).files == {}
    book = town.opened()
    sheet = book["Actions"]
    cell = sheet.cell(2, column(sheet, "Budget"))
    first, second = str(cell.value).split("\n")
    cell.value = f"{first.replace('1,2 M$', '1 250 000 $')}\n{second}\n2028 | 5 k$"
    town.apply(town.compared(book))
    _, graph, _ = understand(town.roots, town.options)
    (action,) = graph.of("action")
    one, two, three = action.fields["budget"]
    assert (one.prevu, one.reel, one.jours_prevus) == (240000, 1_250_000, Decimal("4.5"))
    assert (two.reel, two.precision, two.prevu) == (Decimal("1240.50"), "Un | deux; trois", None)
    assert (str(three.quand), three.prevu, three.reel) == ("2028", 5000, None)

"""What ended, or came before, counts nowhere: lists, tables, feeds, commands say as pages do."""

import json
import posixpath
from datetime import date
from pathlib import Path

import pytest
from parapluie.build.making import build
from parapluie.build.understanding import understand
from parapluie.meaning.facets import Facets
from parapluie.meaning.graph import Graph
from parapluie.meaning.said_reasons import said_reasons
from parapluie.model import Entry
from parapluie.pages.crossing import cross
from parapluie.pages.matrix import grid
from site_tools import DEMONSTRATION_DAY, ROOT, core_arguments, core_site, parapluie, parse
from small_sites import small_town

SITES = Path(__file__).with_name("sites")

TOWN = """=== principes/eau.md
---
titre: Eau partagée
---
=== principes/air.md
---
titre: Air pur
---
=== politiques/neuve.md
---
titre: Politique neuve
adoption: 2023-02-06
remplace: vieille
principes: [eau, air]
releve_de: [cadre-ancien]
responsable: loisirs
---
=== politiques/vieille.md
---
titre: Politique vieille
statut: remplacee
adoption: 2010
principes:
  - {vers: eau, parce_que: On buvait au puits.}
responsable: loisirs
---
=== politiques/cadre-ancien.md
---
titre: Cadre ancien
statut: echue
adoption: 2005
principes: [air]
s_impose_a_tout: oui
---
=== actions/avant.md
---
titre: Plantation
statut: realisee
periode: 2019
realise: [neuve]
responsable: loisirs
---
=== actions/pendant.md
---
titre: Arrosage
statut: en-cours
periode: 2019/..
realise: [neuve]
responsable: loisirs
---
=== acteurs/loisirs.md
---
titre: Loisirs
---
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_town(TOWN, tmp_path, "parapluie: {publier_outils: oui}")


@pytest.fixture
def graph(folder: Path) -> Graph:
    return understand(*core_arguments(folder))[1]


def titles(found: object) -> set[str]:
    return {one.title for one in found}  # type: ignore[attr-defined]


def test_a_list_is_not_filtered_by_what_does_not_hold(graph: Graph) -> None:
    facets = Facets(graph, date(2031, 1, 1))
    ties = {
        entry.title: titles(facets.facts(entry).ties.get("principe", ())) for entry in graph.entries
    }
    assert ties["Politique neuve"] == {"Eau partagée", "Air pur"}
    assert ties["Arrosage"] == {"Eau partagée", "Air pur"}
    assert ties["Plantation"] == ties["Politique vieille"] == ties["Cadre ancien"] == set()
    (planted,) = [one for one in graph.entries if one.title == "Plantation"]
    assert "politique" not in facets.facts(planted).ties


def test_a_table_has_no_row_of_what_ended(graph: Graph) -> None:
    table = grid(graph)
    assert [row.policy.title for row in table.rows] == ["Politique neuve"]
    assert table.counts == (1, 1)
    principles = graph.of("principe")
    crossed = cross(graph, principles, principles)
    assert {one.title for cell in crossed.cells.values() for one in cell} <= {"Politique neuve"}


def test_reasons_of_what_ended_are_not_counted(graph: Graph) -> None:
    found = said_reasons(graph)
    assert found.said == 0
    # The new policy applies two principles and stands under what ended; one action is its own.
    assert found.number == 4
    assert [(one.entry.title, one.number) for one in found.principles] == [
        ("Air pur", 1),
        ("Eau partagée", 1),
    ]


def test_news_of_what_came_before_is_not_news_of_a_principle(folder: Path) -> None:
    site = core_site(folder)
    feed = next(str(f.content) for f in site.files if f.path == "id/principe/eau.atom")
    assert "Arrosage" in feed
    assert "Plantation" not in feed
    assert "Politique vieille" not in feed


def test_a_newcomer_is_not_bound_by_what_ended(folder: Path) -> None:
    site = core_site(folder)
    page = next(
        parse(str(f.content)).text for f in site.files if f.path == "le-cadre-en-vingt-minutes.md"
    )
    assert "Cadre ancien" not in page


def test_what_is_explained_tells_apart_what_does_not_hold(folder: Path) -> None:
    done = parapluie("expliquer", "principe:eau", "--format", "json", cwd=folder)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert {one["name"] for one in said["dependents"]} == {"politique:neuve", "action:pendant"}
    apart = {one["name"]: one["why"] for one in said["apart"]}
    assert set(apart) == {"politique:vieille", "action:avant"}
    assert "avant" in apart["action:avant"] or "précède" in apart["action:avant"]
    text = parapluie("expliquer", "principe:eau", cwd=folder).stdout
    assert "Ce qui n’en dépend plus, ou date d’avant (2)" in text


def _days(entry: Entry) -> tuple[date | None, date | None]:
    """Return the first day of an entry and the last, where its fields leave no doubt."""
    told = [value.date for value in entry.fields.get("adoption") or () if value.date]
    period = entry.fields.get("quand") or entry.fields.get("periode")
    starts = told or ([period.start] if period and period.start else [])
    ends = [period.end] if period and period.end and entry.kind.key != "politique" else []
    first = min((day.first for day in starts if not day.approximate), default=None)
    last = max((day.last for day in ends if not day.approximate), default=None)
    return first, last


@pytest.mark.parametrize("town", [ROOT, SITES / "candiac", SITES / "victoriaville"], ids=str)
def test_nothing_in_three_towns_is_explained_by_what_did_not_exist_yet(town: Path) -> None:
    roots, options = core_arguments(town, DEMONSTRATION_DAY)
    _, graph, _ = understand(roots, options)
    files = {f.path: str(f.content) for f in build(roots, options).files}
    pages = {entry.path.removesuffix(".md"): entry for entry in graph.entries if not entry.anchor}
    seen, wrong = 0, []
    for path, entry in pages.items():
        _, last = _days(entry)
        if last is None or not entry.kind.keys >= {"principes"}:
            continue
        for section in parse(files[f"{path}.md"]).with_class("pp-why-section"):
            apart = {id(a) for one in section.with_class("pp-apart") for a in one.all("a")}
            apart |= {id(a) for one in section.with_class("pp-inherited") for a in one.all("a")}
            for link in section.all("a"):
                target = posixpath.normpath(
                    posixpath.join(posixpath.dirname(path), link.attributes["href"])
                )
                other = pages.get(target.partition("#")[0].removesuffix(".html"))
                if other is None or id(link) in apart:
                    continue
                first, _ = _days(other)
                seen += 1
                if first and last < first:
                    wrong.append((entry.title, other.title))
    assert seen
    assert wrong == []

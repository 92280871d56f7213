"""Groups within groups, themes within themes: what is of the wider is of the narrower, and said."""

import json
from datetime import date
from pathlib import Path

import pytest
from conftest import Town
from parapluie.meaning.facets import Facets
from parapluie.meaning.list_filters import filters
from playwright.sync_api import Browser, expect
from site_tools import core_site, run, window
from small_sites import heard, small_town, texts

TOWN = """=== groupes/familles.md
---
titre: Familles
---
=== groupes/monoparentales.md
---
titre: Familles monoparentales
fait_partie_de: [familles]
---
=== groupes/jeunes.md
---
titre: Jeunes
---
=== groupes/jeunes-parents.md
---
titre: Jeunes parents
fait_partie_de:
  - {vers: monoparentales, parce_que: Beaucoup élèvent seuls leur enfant.}
  - jeunes
---
=== themes/eau.md
---
titre: Eau
---
=== themes/rives.md
---
titre: Rives
parent: eau
---
=== actions/camp.md
---
titre: Camp de jour
groupes: [familles]
themes: [rives]
---
=== actions/halte.md
---
titre: Halte-garderie
groupes: [monoparentales]
themes: [eau]
---
=== actions/skate.md
---
titre: Planchodrome
groupes: [jeunes]
---
"""
SETTINGS = "use_directory_urls: false\ntheme: {name: material, language: fr, font: false}\n"
TODAY = date(2031, 1, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_town(TOWN, tmp_path, settings=SETTINGS)


@pytest.fixture
def pages(folder: Path) -> dict[str, str]:
    return texts(core_site(folder))


@pytest.mark.parametrize(
    ("groups", "titles"),
    [
        (["familles"], ["Camp de jour"]),
        (["monoparentales"], ["Camp de jour", "Halte-garderie"]),
        (["jeunes-parents"], ["Camp de jour", "Halte-garderie", "Planchodrome"]),
        (["jeunes-parents", "jeunes"], ["Planchodrome"]),
        (["familles", "monoparentales"], ["Camp de jour"]),
    ],
)
def test_what_is_for_a_group_is_for_those_within_it(
    groups: list[str], titles: list[str], town: Town
) -> None:
    graph = town(TOWN)
    facets = Facets(graph, TODAY)
    asked = [graph.resolver.find(f"groupe:{one}")[0] for one in groups]
    assert sorted(one.title for one in facets.touching(*asked)) == titles


def test_the_page_of_a_group_says_by_which_wider_one(pages: dict[str, str]) -> None:
    page = heard(pages["groupes/monoparentales.md"])
    heading = "Ce qui s’adresse aux familles, et donc aux familles monoparentales"
    assert page.index("Halte-garderie") < page.index(heading) < page.index("Camp de jour")
    assert "Fait partie de Familles groupe" in page
    assert "Comprend Jeunes parents groupe Beaucoup élèvent seuls leur enfant." in page
    assert "Rien ne s’adresse" not in page
    wide = heard(pages["groupes/familles.md"])
    assert "Halte-garderie" not in wide
    nested = heard(pages["groupes/jeunes-parents.md"])
    assert "Rien ne s’adresse" not in nested
    for title in ("Camp de jour", "Halte-garderie", "Planchodrome"):
        assert title in nested


def test_the_page_of_a_theme_lists_what_is_of_its_parts(pages: dict[str, str]) -> None:
    page = heard(pages["themes/eau.md"])
    assert page.index("Halte-garderie") < page.index("Rives") < page.index("Camp de jour")
    assert "Fait partie de Eau thème" in heard(pages["themes/rives.md"])


def test_a_list_is_filtered_by_the_wider_and_the_narrower(town: Town) -> None:
    graph = town(TOWN)
    (subkind,) = [one for one in graph.vocabulary.subkinds if one.key == "action"]
    found = filters(Facets(graph, TODAY), subkind, list(graph.of("action")))
    counted = {
        one.label: {value.label: value.number for value in one.values} for one in found.facets
    }
    assert counted["Groupe"] == {
        "Familles": 1,
        "› Familles monoparentales": 2,
        "› › Jeunes parents": 3,
        "Jeunes": 1,
    }
    assert list(counted["Thème"].items()) == [("Eau", 2), ("› Rives", 1)]


def test_others_read_that_it_is_within(pages: dict[str, str], folder: Path) -> None:
    linked = json.loads(pages["donnees/parapluie.jsonld"])["@graph"]
    broader = {
        one["@id"]: json.dumps(one["skos:broader"]) for one in linked if "skos:broader" in one
    }
    assert any("theme/rives" in one and "theme/eau" in wider for one, wider in broader.items())
    assert any(
        "groupe/monoparentales" in one and "groupe/familles" in wider
        for one, wider in broader.items()
    )
    done = run("-m", "parapluie", "expliquer", "groupe:monoparentales", cwd=folder)
    assert "fait partie de" in done.stdout


def test_who_is_of_a_group_is_told_of_the_wider_one(browser: Browser, folder: Path) -> None:
    built = run("-m", "mkdocs", "build", "-q", cwd=folder)
    assert built.returncode == 0, built.stderr
    with window(browser) as page:
        page.goto(f"file://{folder}/site/et-pour-moi.html")
        page.get_by_label("Familles monoparentales", exact=True).check()
        answers = page.locator(".pp-answers")
        expect(answers).to_contain_text(
            "s’adresse aux familles, et donc aux familles monoparentales."
        )
        expect(answers).to_contain_text("Halte-garderie")
        expect(answers).not_to_contain_text("Planchodrome")
        page.get_by_label("Familles", exact=True).check()
        # Ticked too, it needs no chain.
        expect(answers).not_to_contain_text("et donc")

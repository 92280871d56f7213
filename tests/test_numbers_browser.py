"""Numbers in a real browser: found by the search, and followed by lists that one sorts."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from parapluie.pages.search_index import BODY, TITLE, Found, packed_index
from playwright.sync_api import Browser, Page
from site_tools import ROOT, window
from test_numbers import TOWN, town

SCRIPTS = ROOT / "plugins" / "parapluie" / "assets" / "scripts"
PAGES = (
    ("Action", "Planter des saules", "1.2.3"),
    ("Action", "Creuser un puits", "1.2.10"),
    ("Action", "Ouvrir 12 logements", "A-4"),
    ("Action", "Nettoyer le lac", "A-14"),
    ("Action", "Peindre l’école", "12"),
    ("Objectif", "Garder l’eau", "1.2"),
    ("Objectif", "Parler de l’eau", "1.2.3"),
    ("Décision", "Adopter la politique de 2024", "Résolution\u00a02024-05"),
    ("Décision", "Adopter le budget", "Résolution\u00a02024-056"),
    ("Page", "Action 1.2.3 : le bilan", ""),
    ("Page", "La résolution 2024-05 expliquée", ""),
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with window(browser) as found:
        index = [
            Found(
                title,
                f"{place}.html",
                "",
                noun,
                noun,
                ("", ""),
                ((TITLE, title), (BODY, noun)),
                number=number,
            )
            for place, (noun, title, number) in enumerate(PAGES)
        ]
        found.add_script_tag(path=SCRIPTS / "search-engine.js")
        found.add_script_tag(content=packed_index(index, {}))
        yield found


def found(page: Page, query: str, *, typing: bool = False) -> list[str]:
    """Return the titles found, after their numbers."""
    asked = f"{json.dumps(query)}, {json.dumps(typing)}"
    result: Any = page.evaluate(
        "new ParapluieSearch(window.parapluieSearch, 'https://exemple.invalid/')"
        f".find({asked}).pages.map((one) => [one.mark, one.title])"
    )
    return [" ".join(filter(None, one)).replace("\u00a0", " ") for one in result]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("1.2.3", ["1.2.3 Planter des saules", "1.2.3 Parler de l’eau"]),
        ("action 1.2.3", ["1.2.3 Planter des saules", "1.2.3 Parler de l’eau"]),
        ("l’objectif 1.2.3", ["1.2.3 Parler de l’eau", "1.2.3 Planter des saules"]),
        ("Actions 1.2.10", ["1.2.10 Creuser un puits"]),
        ("résolution 2024-05", ["Résolution 2024-05 Adopter la politique de 2024"]),
        ("resolution no 2024–05", ["Résolution 2024-05 Adopter la politique de 2024"]),
        ("2024-05", ["Résolution 2024-05 Adopter la politique de 2024"]),
        ("A-4", ["A-4 Ouvrir 12 logements"]),
        ("a-4", ["A-4 Ouvrir 12 logements"]),
        ("« 1.2 »", ["1.2 Garder l’eau"]),
        ("action 12", ["12 Peindre l’école"]),
        ("12", ["12 Peindre l’école"]),
        ("numéro 12", ["12 Peindre l’école"]),
        ("12 logements", ["A-4 Ouvrir 12 logements"]),
    ],
)
def test_what_has_the_number_is_found_first(page: Page, query: str, first: list[str]) -> None:
    assert found(page, query)[: len(first)] == first


def test_a_number_is_not_a_part_of_another(page: Page) -> None:
    assert found(page, "1.2")[:4] == [
        "1.2 Garder l’eau",
        "1.2.3 Planter des saules",
        "1.2.10 Creuser un puits",
        "1.2.3 Parler de l’eau",
    ]
    assert "1.2 Garder l’eau" not in found(page, "1.2.3")[:2]
    assert "12 Peindre l’école" not in found(page, "12 logements")[:1]


def test_while_one_types_numbers_that_begin_so_come(page: Page) -> None:
    first = found(page, "2024-0", typing=True)[:2]
    assert first == [
        "Résolution 2024-05 Adopter la politique de 2024",
        "Résolution 2024-056 Adopter le budget",
    ]


def test_an_index_without_numbers_weighs_nothing_more() -> None:
    plain = Found("Eau", "eau.html", "", "Action", "action", ("", ""), ((TITLE, "Eau"),))
    assert '"numbers"' not in packed_index([plain], {})


def test_a_list_is_sorted_by_numbers_and_its_table_has_them(
    browser: Browser, tmp_path: Path
) -> None:
    made = town(tmp_path, TOWN.replace("titre: Étape 2", "titre: Étape 2\nstatut: realisee"))
    _, _, body = made["actions/index.md"].partition("---\n\n")
    with window(browser) as page:
        page.set_content(f"<article>{body}</article>")
        page.add_script_tag(path=SCRIPTS / "lists.js")
        page.locator("summary").first.evaluate("one => (one.parentNode.open = true)")

        def shown(order: str) -> list[str]:
            page.locator("select[name=tri]").select_option(order)
            return page.locator(".pp-card:visible a").all_inner_texts()

        numbered = ["1.2.2, Des saules", "1.2.10, L’école au lac"]
        assert shown("numero") == [*numbered, "Étape 2", "Étape 10", "Un atelier"]
        assert shown("titre") == [numbered[0], "Étape 2", "Étape 10", numbered[1], "Un atelier"]
        page.locator("input[name=mots]").fill("1.2.1")
        page.locator(".pp-card:visible").first.wait_for()
        page.wait_for_function("document.querySelectorAll('.pp-card:not([hidden])').length === 1")
        with page.expect_download() as download:
            page.locator("button[name=csv]").click()
        table = download.value.path().read_text("utf-8-sig").splitlines()
    assert table[0].startswith('"Numéro";"Titre"')
    assert table[1].startswith('"1.2.10";"L’école au lac"')

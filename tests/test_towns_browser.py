"""The sites of two towns in a real browser: each type of page serves everyone, in its colours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from site_tools import window
from test_browser import OUT_OF_WINDOW, SETTLED, open_all, violations
from test_towns import built

PAGES = (
    "candiac/index.html",
    "candiac/rouages/facteurs-candiacois.html",
    "candiac/cadres/plan-strategique.html",
    "candiac/leviers/index.html",
    "candiac/leviers/politique-familiale.html",
    "candiac/chantiers/index.html",
    "candiac/actions/environnement/toits-du-square.html",
    "candiac/decisions/crible-communaute-nourriciere.html",
    "candiac/demarche/neuf-consultations.html",
    "candiac/suivi/tableau.html",
    "victoriaville/index.html",
    "victoriaville/idees-forces/plusieurs-besoins.html",
    "victoriaville/plans/plan-strategique.html",
    "victoriaville/orientations/index.html",
    "victoriaville/projets-structurants/mobilite-motorisee.html",
    "victoriaville/groupes/ado-handicape-monoparental.html",
    "victoriaville/concordance/index.html",
    "victoriaville/concordance/libelles.html",
    "victoriaville/indicateurs/bilan-plan-strategique.html",
    "victoriaville/referentiels/mada/index.html",
    "victoriaville/et-pour-moi.html",
    "victoriaville/suivi/index.html",
    "neo-terra/feuilles-de-route/neo-terra-2019.html",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds the sites, each under its own path as on a host."""
    every = tmp_path_factory.mktemp("towns")
    for town in dict.fromkeys(path.partition("/")[0] for path in PAGES):
        (every / town).symlink_to(built(tmp_path_factory, town))
    return every


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with window(browser, reduced_motion="reduce") as found:
        yield found


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_a_town_serves_everyone_in_light_in_dark_and_on_a_phone(
    page: Page, address: str, path: str
) -> None:
    wrong = []
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address + path)
    open_all(page)
    wrong += violations(page)
    page.set_viewport_size({"width": 320, "height": 800})
    page.evaluate(SETTLED)
    wrong += page.evaluate(OUT_OF_WINDOW)
    page.emulate_media(color_scheme="dark")
    page.locator("body[data-md-color-scheme=slate]").wait_for()
    page.evaluate(SETTLED)
    wrong += violations(page, "color-contrast")  # what the dark changes
    assert wrong == []

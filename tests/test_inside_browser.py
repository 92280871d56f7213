"""axe looks at what only colleagues see: their own page, and the slides of an evening."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from council_site import COUNCIL, COUNCIL_DAY
from parapluie.build.understanding import understand
from parapluie.pages.slides import slides_page
from playwright.sync_api import Browser, Page
from site_tools import copy_site, core_arguments, run, window
from test_browser import open_all, violations

INSIDE, SLIDES = "site-interne/a-l-interieur.html", "diapos.html"
WIDTHS = (1280, 360)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    town = tmp_path_factory.mktemp("conseil") / "site"
    copy_site(COUNCIL, town)
    done = run("-m", "parapluie", "construire", "--interne", cwd=town)
    assert done.returncode == 0, done.stdout + done.stderr
    _, graph, _ = understand(*core_arguments(town, COUNCIL_DAY))
    _, options = core_arguments(town, COUNCIL_DAY)
    made = next(filter(None, (slides_page(graph, options, p) for p in graph.of("politique"))))
    (town / SLIDES).write_text(made, "utf-8")
    return town


@pytest.fixture(params=WIDTHS)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with window(browser, width=request.param) as found:
        yield found


@pytest.mark.parametrize("path", [INSIDE, SLIDES])
def test_axe_finds_nothing(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    open_all(page)
    assert violations(page) == []

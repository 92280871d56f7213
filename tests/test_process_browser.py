"""The process in a real browser: days that pass after the build, with scripts and without."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from site_tools import built_site, window

# Those that the test site is built for, on the first day of 2031.
OPEN = "demarche/2030/boite-a-idees.html"
LIST = "demarche/index.html"
HEARD = "demarche/vous-avez-dit.html"
LAST_MINUTE = datetime(2031, 2, 3, 23, 59)
DAY_AFTER = datetime(2031, 2, 4, 0, 1)
MONTREAL = "America/Toronto"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_site(tmp_path_factory, "mkdocs", "files") / "site"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a window of a reader of the town."""
    with window(browser, timezone_id=MONTREAL) as found:
        yield found


def at(page: Page, moment: datetime, address: str) -> None:
    """Open an address as a reader of the town would at that moment of theirs."""
    # The clock takes moments of the machine; in winter the town is five hours behind.
    page.clock.set_fixed_time(f"{moment:%Y-%m-%dT%H:%M}-05:00")
    page.goto(address)


def seen(page: Page, selector: str) -> list[str]:
    """Return the texts that show of what a selector finds."""
    return [
        " ".join(element.inner_text().split())
        for element in page.locator(selector).all()
        if element.is_visible()
    ]


def test_until_the_last_minute_of_the_last_day_it_is_open(page: Page, address: str) -> None:
    at(page, LAST_MINUTE, address + OPEN)
    assert seen(page, ".pp-state") == ["Ouverte jusqu’au 3 février 2031"]
    assert len(seen(page, ".pp-ways li")) == 5


def test_from_the_day_after_it_is_over_though_the_site_was_not_built_again(
    page: Page, address: str
) -> None:
    at(page, DAY_AFTER, address + OPEN)
    assert seen(page, ".pp-state") == ["Terminée le 3 février 2031"]
    assert seen(page, ".pp-ways li") == []
    assert "Les résultats ne sont pas encore publiés ici." in page.locator("article").inner_text()


@pytest.mark.parametrize("path", ["index.html", LIST])
def test_what_is_over_leaves_the_home_page_and_the_head_of_the_list(
    page: Page, address: str, path: str
) -> None:
    at(page, datetime(2031, 1, 20, 12), address + path)
    assert len(seen(page, ".pp-open__list > li")) == 2
    # The evening of the twentieth is past; the box of ideas is still there.
    at(page, datetime(2031, 1, 21, 12), address + path)
    assert len(seen(page, ".pp-open__list > li")) == 1
    at(page, DAY_AFTER, address + path)
    assert seen(page, ".pp-open") == []


def test_without_scripts_the_sentence_keeps_its_date(browser: Browser, address: str) -> None:
    with window(browser, java_script_enabled=False) as page:
        page.goto(address + OPEN)
        assert seen(page, ".pp-state") == ["Ouverte jusqu’au 3 février 2031"]
        assert len(seen(page, ".pp-ways li")) == 5


def test_a_page_where_nothing_is_open_asks_for_no_script(page: Page, address: str) -> None:
    page.goto(f"{address}demarche/2030/veillee.html")
    assert page.locator("script[src*='until.js']").count() == 0


def test_the_script_reads_a_site_on_a_disk(page: Page, folder: Path) -> None:
    at(page, DAY_AFTER, (folder / OPEN).resolve().as_uri())
    assert seen(page, ".pp-state") == ["Terminée le 3 février 2031"]


@pytest.mark.parametrize("path", [LIST, HEARD, OPEN])
@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_the_process_serves_everyone_in_light_and_in_the_dark_and_on_a_small_screen(
    page: Page, address: str, path: str, scheme: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    at(page, LAST_MINUTE, address + path)
    page.evaluate(
        """async (scheme) => {
          document.body.dataset.mdColorScheme = scheme;
          document.body.dataset.mdColorPrimary = "indigo";
          document.querySelectorAll("article details").forEach((e) => { e.open = true; });
          // Colours change little by little: what stands between the two has no contrast.
          await Promise.allSettled(document.getAnimations().map((change) => change.finished));
        }""",
        scheme,
    )
    found = Axe().run(page, context="article")
    assert [
        (wrong["id"], node["html"])
        for wrong in found.response["violations"]
        for node in wrong["nodes"]
    ] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_word_of_the_list_by_theme_leads_to_its_answer(page: Page, address: str) -> None:
    page.goto(address + HEARD)
    page.get_by_text("La rue", exact=True).click()
    page.locator("details").get_by_role("link", name="On veut une fusée.").click()
    assert page.locator(":target").is_visible()
    assert "Le Bourg n’en a pas le pouvoir." in page.locator(":target").inner_text()

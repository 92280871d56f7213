"""The page « suivi » in a real browser: for everyone, by keyboard, at every width, on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from site_tools import built_site, demonstration, window
from test_browser import CONTENT, OUT_OF_WINDOW, SETTLED, open_all, violations

PAGES = (
    "demo/suivi/index.html",
    "demo/politiques/participation-citoyenne.html",
    "demo/principes/participation-et-engagement.html",
    "demo/indicateurs/votants-budget-participatif.html",
    "bourg/suivi/index.html",
    "bourg/leviers/cadre-vivre-ici.html",
    "bourg/indicateurs/arrosage.html",
)
FOLLOW_UP = "demo/suivi/index.html"
WIDTHS = (1280, 360, 320)
LEAST_TARGET = 24  # CSS pixels: WCAG 2.2, 2.5.8
SCHEMES = ("light", "dark")

# Each bar's parts, as shares of the width that the drawing really has.
PARTS = """(bars) => bars.map((bar) => {
  const whole = bar.getBoundingClientRect().width;
  return [...bar.querySelectorAll("rect")].map((e) => {
    const drawn = e.getBBox();
    return [drawn.width / whole, parseFloat(e.getAttribute("width")) / 100, drawn.height];
  });
})"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds both sites, each under its own path as on a host."""
    both = tmp_path_factory.mktemp("sites")
    (both / "demo").symlink_to(demonstration(tmp_path_factory))
    (both / "bourg").symlink_to(built_site(tmp_path_factory, "mkdocs", "files") / "site")
    return both


@pytest.fixture(scope="module", params=SCHEMES)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    with window(browser, color_scheme=request.param) as found:
        yield found


@pytest.mark.parametrize("path", PAGES)
def test_charts_and_tables_serve_everyone_and_fit_every_window(
    page: Page, address: str, path: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address + path)
    assert page.locator(".pp-bar, .pp-plot").count()
    open_all(page)
    wrong = violations(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(SETTLED)
        wrong += [f"{width}: {element}" for element in page.evaluate(OUT_OF_WINDOW)]
        if width == 360:
            wrong += violations(page)
        # What is in the page makes it no wider; what stands around it is tested elsewhere.
        assert page.evaluate("document.querySelector('article').scrollWidth") <= width
    assert wrong == []


def test_bars_keep_their_proportions_at_every_width(page: Page, address: str) -> None:
    page.goto(address + FOLLOW_UP)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(SETTLED)
        found = page.locator("article .pp-bar").evaluate_all(PARTS)
        assert len(found) > 20
        for parts in found:
            for drawn, told, height in parts:
                assert drawn == pytest.approx(told, abs=0.01)
                assert height >= 8


def test_texts_of_charts_do_not_shrink_with_the_window(page: Page, address: str) -> None:
    page.goto(f"{address}demo/indicateurs/votants-budget-participatif.html")
    sizes = []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(SETTLED)
        boxes = page.locator(".pp-plot__value").evaluate_all(
            "(texts) => texts.map((e) => e.getBoundingClientRect().height)"
        )
        sizes.append(min(boxes))
    assert sizes[1] == pytest.approx(sizes[0], rel=0.15)
    assert sizes[1] >= 12


def test_the_keyboard_opens_a_table_and_scrolls_it(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address + FOLLOW_UP)
    summary = page.locator("#politique ~ figure .pp-figures > summary")
    summary.focus()
    page.keyboard.press("Enter")
    region = page.locator("#politique ~ figure .pp-scroll")
    region.wait_for(state="visible")
    page.keyboard.press("Tab")
    assert region.evaluate("(e) => e === document.activeElement")
    assert region.evaluate("(e) => getComputedStyle(e).outlineStyle") == "solid"
    for _ in range(8):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(60)
    page.wait_for_function("document.activeElement.scrollLeft > 0")


def test_what_one_presses_is_large_enough(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address + FOLLOW_UP)
    found = page.locator("article summary, .pp-onpage a").evaluate_all(
        """(found) => found.map((e) => {
          const box = e.getBoundingClientRect();
          return [e.textContent, Math.min(box.width, box.height)];
        })"""
    )
    assert len(found) > 12
    small = [text for text, size in found if size < LEAST_TARGET]
    assert small == []


def test_each_place_of_the_page_is_a_link_away(page: Page, address: str) -> None:
    page.goto(address + FOLLOW_UP)
    links = page.locator(".pp-onpage a").evaluate_all("(all) => all.map((a) => a.hash.slice(1))")
    headings = page.locator("article h2").evaluate_all("(all) => all.map((h) => h.id)")
    assert links == headings


def test_the_page_reads_without_scripts(browser: Browser, address: str) -> None:
    with window(browser, java_script_enabled=False) as plain, window(browser) as usual:
        for page in (plain, usual):
            page.goto(address + FOLLOW_UP)
        text = plain.locator(CONTENT).text_content()
        assert text == usual.locator(CONTENT).text_content()
        assert "sans statut documenté" in (text or "")
        plain.locator("article summary").first.click()
        assert plain.locator("article table").first.is_visible()


def test_tables_that_are_folded_print(browser: Browser, address: str) -> None:
    with window(browser) as page:
        page.goto(address + FOLLOW_UP)
        assert not page.locator(".pp-figures table").first.is_visible()
        page.emulate_media(media="print")
        assert page.locator(".pp-figures table").first.is_visible()
        assert not page.locator(".pp-figures > summary").first.is_visible()
        assert page.locator(".pp-bar").first.is_visible()


def test_parts_are_told_apart_without_their_colours(browser: Browser, address: str) -> None:
    """No two parts are filled alike, whatever the colours: their fills differ in kind."""
    with window(browser) as page:
        page.goto(f"{address}bourg/suivi/index.html")
        fills = page.locator("#ensemble ~ figure .pp-legend rect").evaluate_all(
            "(all) => all.map((e) => getComputedStyle(e).fill)"
        )
    assert len(fills) == len(set(fills)) >= 5
    # Patterns, but for what is done, which alone is full.
    assert sum("url(" in fill for fill in fills) == len(fills) - 1

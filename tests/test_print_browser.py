"""Any page on paper, as Chromium prints it."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pdf_text import Sheet, sheets, squashed
from playwright.sync_api import Browser, Page
from site_tools import demonstration, window

A4, A5 = (210, 297), (148, 210)
WHOLE = "politiques/participation-citoyenne/complet.html"
PRINCIPLE = "principes/participation-et-engagement.html"
PRINTED = (
    "index.html",
    "recit/decider-ensemble.html",
    PRINCIPLE,
    "politiques/participation-citoyenne.html",
    WHOLE,
    "actions/index.html",
    "actions/budget-participatif.html",
    "glossaire/index.html",
    "guide/regles.html",
    "confidentialite.html",
)
# The width of A4 between its margins, in pixels of a style sheet.
COLUMN = round((210 - 2 * 16) / 25.4 * 96)
# The text, without what is only heard.
SEEN = """() => {
  document.querySelectorAll(".pp-unseen").forEach((e) => e.remove());
  return document.querySelector("article").innerText;
}"""
OUT = """(width) => [...document.querySelectorAll("article *")].filter((e) => {
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  if (!e.checkVisibility({ visibilityProperty: true }) || box.width <= 1) return false;
  if (e.closest(".pp-unseen, svg")) return false;
  return box.right > width + 1 || box.left < -1
    || (/hidden|clip|auto|scroll/.test(style.overflow) && e.scrollWidth > e.clientWidth + 1);
}).map((e) => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstration(tmp_path_factory)


@pytest.fixture(scope="module", params=["light", "dark"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with window(browser, width=COLUMN, color_scheme=request.param) as found:
        yield found


def printed(page: Page) -> list[Sheet]:
    page.emulate_media(media="print")
    return sheets(page.pdf(prefer_css_page_size=True))


@pytest.mark.parametrize("path", PRINTED)
def test_a_page_prints_on_a4_with_all_its_text_and_where_it_is_from(
    page: Page, address: str, path: str
) -> None:
    page.goto(address + path, wait_until="load")
    title = page.title()
    page.emulate_media(media="print")
    words = Counter(re.findall(r"\w{3,}", page.evaluate(SEEN)))
    assert page.evaluate(OUT, COLUMN) == []
    found = printed(page)
    assert {sheet.size for sheet in found} == {A4}
    text = "".join(sheet.text for sheet in found)
    assert words.total() > 50
    assert [word for word, times in words.items() if text.count(word) < times] == []
    for number, sheet in enumerate(found, start=1):
        for wanted in (title, address + path, f"{number}/{len(found)}"):
            assert squashed(wanted) in sheet.text
    # The menu, the search and the way up have nothing to do there.
    for absent in ("Chercher", "Repères", "Fil d’Ariane", "Retour en haut", "Tout lire sur une"):
        assert squashed(absent) not in text


def test_what_is_folded_is_printed_without_scripts_too(browser: Browser, address: str) -> None:
    with window(browser, java_script_enabled=False) as page:
        page.goto(address + PRINCIPLE)
        folded = page.locator("details:not([open]) .pp-rows__title a").all_text_contents()
        assert len(folded) >= 2
        text = "".join(sheet.text for sheet in printed(page))
        assert [title for title in folded if squashed(title) not in text] == []


def test_addresses_of_other_sites_are_printed_and_those_of_this_one_are_not(
    page: Page, address: str
) -> None:
    page.goto(address + PRINCIPLE)
    found = printed(page)
    text = "".join(sheet.text for sheet in found)
    outside = page.locator("article .pp-sources a[href^=http]").evaluate_all(
        "links => links.map((link) => link.getAttribute('href'))"
    )
    assert len(outside) >= 3
    assert [link for link in outside if squashed(link) not in text] == []
    assert text.count(".html") == len(found)  # that of the page, once a sheet


def test_paper_is_white_and_its_text_dark_whatever_the_screen_shows(
    page: Page, address: str
) -> None:
    page.goto(address + WHOLE)
    page.emulate_media(media="print")
    colours = page.evaluate(
        """() => ["body", "article p", "article h2", "article a", ".pp-card-facts",
                  ".pp-whole__contents", ".md-footer-meta", ".md-copyright__highlight",
                  ".md-copyright"]
          .map((name) => getComputedStyle(document.querySelector(name)))
          .flatMap((style) => [style.backgroundColor, style.color])"""
    )
    grounds, texts = colours[::2], colours[1::2]
    assert set(grounds) <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
    assert all(max(map(int, text[4:-1].split(","))) <= 0x44 for text in texts)


def test_the_story_still_prints_as_a_booklet(page: Page, address: str) -> None:
    page.goto(f"{address}recit/en-une-page.html")
    assert {sheet.size for sheet in printed(page)} == {A5}


def test_the_story_prints_on_large_sheets_for_who_asks(page: Page, address: str) -> None:
    page.goto(f"{address}recit/en-une-page.html")
    page.get_by_role("link", name="au format A4").click()
    assert {sheet.size for sheet in printed(page)} == {A4}

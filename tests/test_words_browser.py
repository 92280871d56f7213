"""Words explained in a real browser: by keyboard, by touch, without scripts, on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page
from site_tools import demonstration, window
from test_browser import OUT_OF_WINDOW, SETTLED, violations

# Several words are explained there, one of them with its acronym written out.
PAGE = "politiques/communaute-nourriciere.html"
WITH_ACRONYM = "principes/efficacite-economique.html"
PHONE, NARROW, WIDE = 360, 320, 1280
LEAST_TARGET = 24  # CSS pixels: WCAG 2.2, 2.5.8

# Where a press falls on what: the middle of each line of an element.
LINES = """(e) => [...e.getClientRects()].filter((r) => r.width).map((r) =>
  [r.left + Math.min(r.width / 2, 20), r.top + r.height / 2])"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstration(tmp_path_factory)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with window(browser, WIDE) as found:
        yield found


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"], scope="module")
def phone(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    with window(browser, PHONE, has_touch=True, java_script_enabled=request.param) as found:
        yield found


def first(page: Page) -> tuple[Locator, Locator]:
    """Return the first word's button and its meaning."""
    word = page.locator(".pp-word").first
    return word.locator(".pp-word__ask"), word.locator(".pp-word__meaning")


def test_the_keyboard_opens_a_meaning_goes_into_it_and_closes_it(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    ask, meaning = first(page)
    ask.focus()
    assert not meaning.is_visible()
    page.keyboard.press("Enter")
    assert meaning.is_visible()
    page.keyboard.press("Tab")
    assert meaning.locator("a").evaluate("e => e === document.activeElement")
    page.keyboard.press("Tab")
    assert meaning.locator("button").evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    assert not meaning.is_visible()
    page.keyboard.press("Space")
    assert meaning.is_visible()
    page.keyboard.press("Escape")
    assert not meaning.is_visible()
    assert ask.evaluate("e => e === document.activeElement")


def test_a_finger_opens_a_meaning_by_its_sign_or_its_word_and_closes_it(
    phone: Page, address: str
) -> None:
    phone.goto(address + PAGE)
    ask, meaning = first(phone)
    ask.scroll_into_view_if_needed()
    ask.tap()
    assert meaning.is_visible()
    meaning.locator("button").tap()
    assert not meaning.is_visible()
    for x, y in phone.locator(".pp-word label").first.evaluate(LINES):
        phone.touchscreen.tap(x, y)
        assert meaning.is_visible()
        phone.touchscreen.tap(PHONE / 2, 60)  # anywhere else, such as the header's edge
        assert not meaning.is_visible()


def test_a_meaning_leads_to_its_place_in_the_glossary(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    ask, meaning = first(page)
    ask.click()
    meaning.locator("a").click()
    page.wait_for_url("**/glossaire/index.html#*")
    place = page.locator(f"[id='{page.url.partition('#')[2]}']")
    assert place.locator("dt").is_visible()


def test_a_screen_reader_hears_the_word_then_that_it_is_explained(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    ask, _ = first(page)
    heard = ask.locator("xpath=ancestor::p[1]").aria_snapshot()
    word, button = "développement durable", '- button "Ce que veut dire « développement durable »"'
    assert heard.replace("\u00a0", " ").index(word) < heard.replace("\u00a0", " ").index(button)


def test_a_paragraph_is_copied_as_the_sentence_that_its_author_wrote(
    page: Page, address: str
) -> None:
    page.goto(address + PAGE)
    ask, _ = first(page)
    paragraph = ask.locator("xpath=ancestor::p[1]")
    copied = paragraph.evaluate(
        "e => { getSelection().selectAllChildren(e); return getSelection().toString(); }"
    )
    assert (
        "la politique de développement durable. Le thème de la résilience alimentaire a" in copied
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_an_open_meaning_is_accessible_and_stays_in_the_window(
    width: int, scheme: str, browser: Browser, address: str
) -> None:
    with window(browser, width, color_scheme=scheme) as page:
        page.goto(address + PAGE)
        for word in page.locator(".pp-word").all():
            word.locator(".pp-word__ask").focus()
            page.keyboard.press("Enter")
            page.evaluate(SETTLED)
            box = word.locator(".pp-word__meaning").bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= 800
        assert violations(page) == []
        assert page.evaluate(OUT_OF_WINDOW) == []


def test_the_sign_is_a_target_large_enough(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    ask, _ = first(page)
    ask.scroll_into_view_if_needed()
    x, y = ask.evaluate(
        """(e) => {
          const box = e.getBoundingClientRect();
          return [box.x + box.width / 2, box.y + box.height / 2];
        }"""
    )
    hit = "([x, y]) => document.elementFromPoint(x, y).closest('button')?.className"
    reach = LEAST_TARGET / 2 - 1
    for right, down in ((0, 0), (reach, 0), (-reach, 0), (0, reach), (0, -reach)):
        assert page.evaluate(hit, [x + right, y + down]) == "pp-word__ask"


def test_the_sign_does_not_push_lines_apart(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    paragraph = first(page)[0].locator("xpath=ancestor::p[1]")
    height = "(e) => e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight)"
    lines = paragraph.evaluate(height)
    assert abs(lines - round(lines)) < 0.05


def test_on_paper_the_meaning_is_there_and_the_sentence_is_whole(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    page.emulate_media(media="print")
    _, meaning = first(page)
    assert meaning.is_visible()
    assert "Répond" in meaning.inner_text() or len(meaning.inner_text()) > 40
    assert not meaning.locator("button").is_visible()
    assert not page.locator(".pp-word__ask").first.is_visible()
    assert meaning.evaluate("e => getComputedStyle(e).float") == "right"
    page.emulate_media(media="screen")
    assert not meaning.is_visible()


def test_a_browser_without_popovers_shows_the_meaning_in_the_text(page: Page, address: str) -> None:
    page.goto(address + PAGE)
    # What such a browser makes of the page: it knows neither the attribute nor the condition.
    page.evaluate(
        """() => {
          for (const e of document.querySelectorAll("[popover]")) e.removeAttribute("popover");
          for (const sheet of document.styleSheets)
            for (let i = sheet.cssRules.length - 1; i >= 0; i--)
              if (/popover-open/.test(sheet.cssRules[i].conditionText ?? "")) sheet.deleteRule(i);
        }"""
    )
    ask, meaning = first(page)
    assert not ask.is_visible()
    assert meaning.is_visible()
    assert meaning.evaluate("e => getComputedStyle(e).display") == "inline"
    assert meaning.evaluate("e => getComputedStyle(e, '::before').content") == '" ("'


def test_what_an_acronym_stands_for_is_read_in_the_sentence(page: Page, address: str) -> None:
    page.goto(address + WITH_ACRONYM)
    assert page.locator(".pp-in-full").first.inner_text() == "(Université du Québec à Chicoutimi)"

"""What axe does not see: the keyboard, a magnified page, spaced text, the reader's own colours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from site_tools import built_site, demonstration, pages, parse, window

HOME = "demo/index.html"
# A page of each shape: story, list with filters, long lists of links, folds, table, form, one page.
SHAPES = (
    HOME,
    "demo/recit/decider-ensemble.html",
    "demo/principes/participation-et-engagement.html",
    "demo/politiques/participation-citoyenne/complet.html",
    "demo/actions/index.html",
    "demo/recherche.html",
    "demo/guide/regles.html",
    "bourg/leviers/cadre-vivre-ici.html",
)
WIDE, PHONE = (1280, 800), (360, 740)
# A window of 1280 × 800 at 200 %, and the width of WCAG 2.2, 1.4.10.
MAGNIFIED, NARROWEST = (640, 400), (320, 640)

# WCAG 2.2, 1.4.12.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
# Text that its box cuts. What is only heard is cut on purpose, and so is the title of the page in
# the header, which stands in the page too.
CUT = """() => [...document.querySelectorAll("body *")].filter((e) => {
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  if (box.width <= 1 || box.height <= 1 || style.visibility === "hidden") return false;
  if (e.closest(".md-header__title, .pp-unseen, svg, pre, [hidden]")) return false;
  if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) return false;
  return (/hidden|clip/.test(style.overflowX) && e.scrollWidth > e.clientWidth + 1)
    || (/hidden|clip/.test(style.overflowY) && e.scrollHeight > e.clientHeight + 1);
}).map((e) => e.outerHTML.slice(0, 120))"""
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"
# What has the focus: whether any of it is seen, and whether something says that it has it.
FOCUS = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const box = element.getBoundingClientRect();
  const inside = (x, y) => {
    const top = document.elementFromPoint(x, y);
    return top && (top === element || element.contains(top) || top.contains(element)
      || element.labels?.length && [...element.labels].some((l) => l.contains(top)));
  };
  const xs = [box.left + 2, (box.left + box.right) / 2, box.right - 2];
  const ys = [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2];
  const shown = [element, element.closest("li, label, .pp-search") ?? element,
    element.querySelector("*") ?? element];
  return {
    what: element.outerHTML.slice(0, 140),
    seen: ys.some((y) => xs.some((x) => inside(x, y))),
    marked: shown.some((e) => {
      const style = getComputedStyle(e);
      return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1)
        || style.boxShadow !== "none";
    }),
  };
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    both = tmp_path_factory.mktemp("sites")
    (both / "demo").symlink_to(demonstration(tmp_path_factory))
    (both / "bourg").symlink_to(built_site(tmp_path_factory, "mkdocs", "files") / "site")
    return both


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with window(browser) as found:
        yield found


def size(page: Page, width_and_height: tuple[int, int]) -> None:
    width, height = width_and_height
    page.set_viewport_size({"width": width, "height": height})


def walk(page: Page, *, backwards: bool = False) -> Iterator[dict[str, object]]:
    """Press Tab until the focus leaves the page, and yield what has it each time."""
    for _ in range(600):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        found = page.evaluate(FOCUS)
        for _ in range(50):
            if found is None or (found["seen"] and found["marked"]):
                break
            # The theme hides and shows its tabs once the page has scrolled.
            page.wait_for_timeout(100)
            found = page.evaluate(FOCUS)
        if found is None:
            return
        yield found
    pytest.fail("Tab never leaves the page")


def test_every_page_has_one_heading_one_language_and_its_landmarks(folder: Path) -> None:
    wrong = []
    for path, html in pages(folder / "demo").items():
        tree = parse(html)
        if any(e.attributes.get("http-equiv") == "refresh" for e in tree.all("meta")):
            continue
        counted = [len(list(tree.all(tag))) for tag in ("h1", "main")]
        roots = [e.attributes.get("lang") for e in tree.all("html")]
        footers = [e for e in tree.with_class("md-footer") if e.tag == "footer"]
        if counted != [1, 1] or roots != ["fr"] or len(footers) != 1:
            wrong.append(path)
    assert wrong == []


def test_the_first_key_leads_past_the_menu_to_the_content(page: Page, address: str) -> None:
    for wanted in (WIDE, PHONE):
        size(page, wanted)
        page.goto(address + HOME)
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Aller au contenu"
        expect(page.locator(":focus")).to_have_css("opacity", "1")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('main')")


@pytest.mark.parametrize("path", SHAPES)
def test_what_has_the_focus_is_seen_and_marked(page: Page, address: str, path: str) -> None:
    size(page, PHONE)
    page.goto(address + path)
    found = list(walk(page))
    size(page, WIDE)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    # Up the page, where the header lies in wait.
    found += walk(page, backwards=True)
    assert len(found) > 20
    assert [e for e in found if not (e["seen"] and e["marked"])] == []


@pytest.mark.parametrize("path", SHAPES)
def test_nothing_is_lost_when_a_page_is_magnified_or_its_text_is_spaced(
    page: Page, address: str, path: str
) -> None:
    wrong = []
    page.goto(address + path)
    page.evaluate("document.querySelectorAll('article details').forEach((e) => (e.open = true))")
    for spaced in (False, True):
        if spaced:
            page.evaluate(SPACED)
        for wanted in (WIDE, MAGNIFIED, NARROWEST):
            size(page, wanted)
            if page.evaluate(SIDEWAYS) > 0:
                wrong.append(f"{wanted}: sideways")
            wrong += [f"{wanted}: {element}" for element in page.evaluate(CUT)]
    assert wrong == []


def test_the_menu_of_a_narrow_window_needs_only_the_keyboard(page: Page, address: str) -> None:
    size(page, PHONE)
    page.goto(address + HOME)
    menu, panel = page.locator("[data-pp-menu]"), page.locator(".pp-menu__panel")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.pp-menu__button')")
    page.keyboard.press("Enter")
    assert panel.is_visible()
    page.keyboard.press("Tab")
    assert panel.locator("a").first.evaluate("e => e === document.activeElement")
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert page.evaluate("document.activeElement.matches('.pp-menu__button')")
    # Going on past its last item folds it too, rather than leave it over what has the focus.
    page.keyboard.press("Enter")
    while menu.evaluate("e => e.contains(document.activeElement)"):
        page.keyboard.press("Tab")
    assert not panel.is_visible()


def test_the_menu_of_a_narrow_window_works_without_scripts(browser: Browser, address: str) -> None:
    with window(browser, *PHONE, java_script_enabled=False) as page:
        page.goto(address + HOME)
        page.locator(".pp-menu__button").click()
        page.locator(".pp-menu__panel").get_by_text("Les principes").first.click()
        page.locator(".pp-menu__panel").get_by_role("link", name="Subsidiarité").click()
        assert page.locator("h1").inner_text() == "Subsidiarité"


def test_who_wants_no_motion_gets_none(browser: Browser, address: str) -> None:
    moving = """() => [...document.querySelectorAll("*")].filter((e) =>
      getComputedStyle(e).transitionDuration.split(",").some((t) => parseFloat(t) > 0.001)
    ).length"""
    with window(browser) as page:
        page.goto(address + HOME)
        assert page.evaluate(moving) > 0
        page.emulate_media(reduced_motion="reduce")
        assert page.evaluate(moving) == 0


def test_what_tells_folds_and_passages_stays_in_the_colours_of_the_reader(
    browser: Browser, address: str
) -> None:
    with window(browser, forced_colors="active") as page:
        page.goto(f"{address}demo/principes/participation-et-engagement.html")
        mark, ground = page.evaluate(
            """() => [
              [document.querySelector("article summary"), "::after"], [document.body]
            ].map((of) => getComputedStyle(...of).backgroundColor)"""
        )
        assert mark != ground
        page.goto(f"{address}demo/recit/decider-ensemble.html")
        style = page.locator(".pp-passage").first.evaluate(
            "e => getComputedStyle(e).borderBottomStyle"
        )
        assert style == "solid"

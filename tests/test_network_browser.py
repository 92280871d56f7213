"""The picture of the links and the table of the whole in a real browser, by keyboard too."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from site_tools import built_site, demonstration, window
from test_browser import SETTLED, violations

PRINCIPLE = "demo/principes/participation-et-engagement.html"
POLICY = "demo/politiques/developpement-durable.html"
TABLE = "demo/suivi/tableau.html"
PICTURES = (
    PRINCIPLE,
    POLICY,
    "demo/politiques/aines-mada.html",
    "demo/principes/sante-et-qualite-de-vie.html",
    "bourg/facteurs/entraide.html",
    "bourg/leviers/cadre-vivre-ici.html",
)
PHONE, TABLET, WIDE = 360, 720, 1280
LEAST_LETTERS = 12  # CSS pixels
LEAST_TARGET = 24  # CSS pixels: WCAG 2.2, 2.5.8

# The picture that is displayed, with what a reader of it needs to know.
DRAWN = """() => {
  const svg = [...document.querySelectorAll(".pp-net > svg")].filter((e) => e.checkVisibility());
  const box = (e) => {
    const found = e.getBoundingClientRect();
    return [found.left, found.top, found.right, found.bottom];
  };
  return {
    pictures: svg.length,
    width: svg[0].getBoundingClientRect().width,
    nodes: [...svg[0].querySelectorAll(".pp-net__node")].map((node) => ({
      box: box(node.querySelector("rect")),
      text: [...node.querySelectorAll("text")].map(box),
      letters: 15 * node.querySelector("rect").getScreenCTM().a,
      name: node.getAttribute("aria-label"),
      link: node.tagName === "a",
    })),
  };
}"""
FOCUSED = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  return {
    name: e.getAttribute("aria-label"), inside: !!e.closest(".pp-net"),
    seen: style.outlineStyle !== "none" && box.top >= 0 && box.bottom <= innerHeight + 1,
  };
}"""
CELL = """() => {
  const e = document.activeElement, cell = e.closest("td, th");
  if (!cell) return null;
  const frame = document.querySelector(".pp-grid"), columns = [...frame.querySelectorAll("col")];
  const box = cell.getBoundingClientRect(), outer = frame.getBoundingClientRect();
  const corner = frame.querySelector(".pp-grid__corner").getBoundingClientRect();
  const foot = frame.querySelector("tfoot").getBoundingClientRect();
  const inBody = !!e.closest("tbody") && cell.cellIndex > 0;
  return {
    at: [cell.parentElement.rowIndex, cell.cellIndex],
    covered: inBody && (box.left < corner.right - 1 || box.top < corner.bottom - 1
      || box.bottom > foot.top + 1 || box.right > outer.right + 1),
    outlined: getComputedStyle(e).outlineStyle !== "none",
    marked: columns.findIndex((column) => column.classList.contains("pp-grid__column")),
    stops: frame.querySelectorAll('[tabindex="0"]').length,
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


def drawn(page: Page, address: str, width: int) -> dict[str, Any]:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    # On a phone the picture is folded.
    page.evaluate("document.querySelectorAll('.pp-fold').forEach((e) => (e.open = true))")
    page.evaluate(SETTLED)
    found: dict[str, Any] = page.evaluate(DRAWN)
    return found


# --- The picture ---


@pytest.mark.parametrize("width", [320, PHONE, TABLET, WIDE])
@pytest.mark.parametrize("path", PICTURES)
def test_one_picture_is_displayed_with_letters_that_one_can_read(
    page: Page, address: str, path: str, width: int
) -> None:
    found = drawn(page, address + path, width)
    assert found["pictures"] == 1
    assert 3 <= len(found["nodes"]) <= 15
    for node in found["nodes"]:
        left, top, right, bottom = node["box"]
        assert node["letters"] >= LEAST_LETTERS * 0.99
        assert bottom - top >= LEAST_TARGET
        assert left >= 0
        assert right <= width
        # The label keeps inside its box, in the face that this machine has.
        for text in node["text"]:
            assert left < text[0] < text[2] < right
            assert top < text[1] < text[3] < bottom


@pytest.mark.parametrize("width", [PHONE, WIDE])
@pytest.mark.parametrize("path", [PRINCIPLE, "bourg/leviers/cadre-vivre-ici.html"])
def test_tab_goes_through_the_picture_column_by_column_from_the_top(
    page: Page, address: str, path: str, width: int
) -> None:
    nodes = [node for node in drawn(page, address + path, width)["nodes"] if node["link"]]
    wanted = sorted(nodes, key=lambda node: (node["box"][0], node["box"][1]))
    # From the heading, which cannot take the focus itself.
    page.evaluate(
        """() => {
          const heading = document.getElementById("liens-en-image");
          heading.tabIndex = -1;
          heading.focus();
        }"""
    )
    if width == PHONE:
        page.keyboard.press("Tab")  # what unfolds it
    met = []
    while len(met) < len(nodes):
        page.keyboard.press("Tab")
        page.evaluate(SETTLED)
        met.append(page.evaluate(FOCUSED))
    assert all(each["inside"] and each["seen"] for each in met)
    assert [each["name"] for each in met] == [node["name"] for node in wanted]
    page.keyboard.press("Tab")
    assert not page.evaluate(FOCUSED)["inside"]


def test_a_reader_hears_a_group_of_lists_of_links_by_title_and_kind(
    page: Page, address: str
) -> None:
    drawn(page, address + PRINCIPLE, WIDE)
    group = page.get_by_role("group", name="Les liens de « Participation et engagement »")
    assert group.count() == 1
    assert group.get_by_role("list").count() == 3
    assert group.get_by_role("list", name="Politiques").get_by_role("listitem").count() == 6
    link = group.get_by_role("link", name="Budget participatif, projet", exact=True)
    assert link.get_attribute("href") == "../actions/budget-participatif.html"
    here = group.get_by_role("img", name="Participation et engagement, principe (cette page)")
    assert here.count() == 1
    rest = group.get_by_role("link", name="et 5 autres actions, dans les listes de cette page")
    rest.click()
    assert page.url.endswith("#ce-qui-en-depend")


def test_the_lines_of_the_node_with_the_focus_stand_out(page: Page, address: str) -> None:
    drawn(page, address + PRINCIPLE, WIDE)
    page.locator(".pp-net__across .pp-net__n1").focus()
    page.keyboard.press("Tab")
    node = page.evaluate("document.activeElement.getAttribute('class').match(/pp-net__n(\\d+)/)[1]")
    looks = page.evaluate(
        """(number) => [...document.querySelectorAll(".pp-net__across .pp-net__line")].map((e) => [
          e.classList.contains(`pp-net__l${number}`), parseFloat(getComputedStyle(e).strokeWidth),
          parseFloat(getComputedStyle(e).strokeOpacity),
        ])""",
        node,
    )
    assert {own for own, _, _ in looks} == {True, False}
    for own, width, opacity in looks:
        assert (width > 2.5 and opacity == 1) if own else (width < 2 and opacity < 0.5)


def test_the_picture_is_printed_wide_whatever_the_window(page: Page, address: str) -> None:
    drawn(page, address + PRINCIPLE, PHONE)
    page.emulate_media(media="print")
    shown = page.evaluate(
        "[...document.querySelectorAll('.pp-net > svg')].filter((e) => e.checkVisibility())"
        ".map((e) => e.getAttribute('class'))"
    )
    page.emulate_media(media="screen")
    assert shown == ["pp-net__across"]


def test_the_picture_takes_the_colours_that_a_person_forces(browser: Browser, address: str) -> None:
    with window(browser, forced_colors="active") as page:
        page.goto(address + PRINCIPLE)
        looks = page.evaluate(
            """() => {
              const look = (selector, name) =>
                getComputedStyle(document.querySelector(`.pp-net__across ${selector}`))[name];
              const canvas = document.createElement("p");
              canvas.style.cssText =
                "color: CanvasText; background: Canvas; border-color: LinkText";
              document.body.append(canvas);
              const own = getComputedStyle(canvas);
              return [
                [look("a rect", "fill"), own.backgroundColor],
                [look("a text", "fill"), own.borderTopColor],
                [look(".pp-net__line", "stroke"), own.color],
                [look(".pp-net__node--here text", "fill"), own.color],
              ];
            }"""
        )
    assert [found for found, _ in looks] == [wanted for _, wanted in looks]


# The other two of four are in test_browser.
@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (WIDE, "dark")])
@pytest.mark.parametrize("path", [PRINCIPLE, POLICY, TABLE])
def test_picture_and_table_serve_everyone_in_each_window_and_scheme(
    browser: Browser, address: str, path: str, width: int, scheme: str
) -> None:
    with window(browser, width=width, color_scheme=scheme) as page:
        page.goto(address + path)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


# --- The table ---


def into_the_table(page: Page, address: str, width: int) -> None:
    """Open the page of the table and tab until the focus is in it."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    page.locator(".pp-grid-said a").last.focus()
    page.keyboard.press("Tab")


def at(page: Page) -> Any:
    """Return the row and column of the cell with the focus, which must be seen."""
    page.evaluate(SETTLED)
    cell = page.evaluate(CELL)
    assert cell, "the focus has left the table"
    assert not cell["covered"]
    assert cell["outlined"]
    assert cell["marked"] == cell["at"][1]
    assert cell["stops"] == 1
    return cell["at"]


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_arrows_go_from_cell_to_cell_and_tab_leaves(page: Page, address: str, width: int) -> None:
    into_the_table(page, address + TABLE, width)
    columns = page.locator(".pp-grid thead th").count()
    rows = page.locator(".pp-grid tr").count()
    assert at(page) == [1, 2]
    for key, cell in (
        ("ArrowRight", [1, 3]),
        ("ArrowDown", [2, 3]),
        ("ArrowLeft", [2, 2]),  # an empty cell
        ("ArrowLeft", [2, 1]),
        ("ArrowLeft", [2, 0]),
        ("ArrowLeft", [2, 0]),
        ("End", [2, columns - 1]),
        ("ArrowUp", [1, columns - 1]),
        ("ArrowUp", [0, columns - 1]),
        ("Home", [0, 0]),
        ("Control+End", [rows - 1, columns - 1]),
        ("PageUp", [0, columns - 1]),
        ("PageDown", [rows - 1, columns - 1]),
        ("Control+Home", [0, 0]),
        ("ArrowDown", [1, 0]),
        ("ArrowRight", [1, 1]),
    ):
        page.keyboard.press(key)
        assert at(page) == cell, key
    page.keyboard.press("Tab")
    assert page.evaluate(CELL) is None
    page.keyboard.press("Shift+Tab")
    assert at(page) == [1, 1]


def test_the_heads_that_stay_never_cover_the_cell_with_the_focus(page: Page, address: str) -> None:
    into_the_table(page, address + TABLE, PHONE)
    page.keyboard.press("End")
    last = at(page)[1]
    assert last > 10
    for column in range(last - 1, 0, -1):
        page.keyboard.press("ArrowLeft")
        assert at(page) == [1, column]


def test_enter_leads_from_a_cell_to_what_explains_it(page: Page, address: str) -> None:
    into_the_table(page, address + TABLE, WIDE)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    name = page.evaluate("document.activeElement.textContent")
    assert name.replace("\u00a0", " ") == "A par « Politique de développement durable »"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("politiques/plan-action-2023-2028.html#principes")
    assert page.locator("#principes").is_visible()


def test_a_reader_hears_a_grid_with_heads(page: Page, address: str) -> None:
    page.goto(address + TABLE)
    table = page.get_by_role("grid", name="Tableau des principes et des politiques")
    assert table.get_by_role("columnheader").count() == 18
    assert table.get_by_role("rowheader", name="Politique familiale").count() == 1
    assert table.get_by_role("gridcell").count() == 17 * 7
    assert page.locator("[data-grid-hint]").is_visible()


def test_without_scripts_the_table_is_one_of_links_in_a_frame_that_scrolls_by_keyboard(
    browser: Browser, address: str
) -> None:
    with window(browser, width=PHONE, java_script_enabled=False) as page:
        page.goto(address + TABLE)
        assert page.get_by_role("table", name="Tableau des principes").count() == 1
        assert page.get_by_role("grid").count() == 0
        frame = page.get_by_role("region", name="Tableau des principes et des politiques")
        assert frame.get_attribute("tabindex") == "0"
        assert frame.locator("a[tabindex]").count() == 0
        assert not page.locator("[data-grid-hint]").is_visible()
        assert frame.locator("td a").first.is_visible()

"""The story in a real browser: still while it loads, a map by keyboard, a margin, a booklet."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page
from site_tools import demonstration, pages, parse, run, window
from test_browser import CONTENT, OUT_OF_WINDOW, SETTLED, open_all, violations

HOME = "index.html"
COVER = "recit/index.html"
CHAPTER = "recit/decider-ensemble.html"
BOOK = "recit/en-une-page.html"
COVERAGE = "recit/du-reve-aux-gestes.html"
STORY = (HOME, COVER, CHAPTER, BOOK, COVERAGE)
HEIGHT = 800
PHONE, TABLET, WIDE = 360, 768, 1440
LEAST_TARGET = 24  # CSS pixels: WCAG 2.2, 2.5.8
STILL = 0.02  # the layout shift that nobody sees
ADDRESS = "https://bourg.exemple.invalid/vision/"

# Counted by the browser from the first frame on.
SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const e of list.getEntries()) window.shifts.push(
    [e.value, e.sources.map((s) => (s.node?.outerHTML ?? s.node?.nodeName ?? "").slice(0, 90))]
  );
}).observe({type: "layout-shift", buffered: true});
"""
# Down the page by half windows, letting lazy pictures come: those that show, for what is folded
# away is never asked for.
SCROLL = """async () => {
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo(0, y);
    await wait(60);
  }
  const seen = [...document.images].filter((i) => i.checkVisibility() && !i.complete);
  await Promise.all(seen.map((i) => new Promise((done) => { i.onload = i.onerror = done; })));
  await wait(120);
}"""
BOXES = """(spots) => spots.map((e) => {
  const box = e.getBoundingClientRect();
  return [box.left, box.top, box.right, box.bottom];
})"""
FOCUSED = """() => {
  const e = document.activeElement;
  const where = e.closest(".pp-map__picture") ? "over" : e.closest(".pp-map__list") ? "list" : "";
  return [where, e.getAttribute("href")];
}"""
# What moves when motion is not wanted: all but colours that fade.
MOVING = """() => [...document.querySelectorAll("article, article *")].flatMap((e) =>
  ["", "::before", "::after"].flatMap((part) => {
    const style = getComputedStyle(e, part || undefined);
    const long = (times) => times.split(",").some((time) => parseFloat(time) > 0.001);
    const moves = long(style.transitionDuration) &&
      !/^((color|background-color|border-color|opacity)(, |$))+$/.test(style.transitionProperty);
    const runs = style.animationName !== "none" && long(style.animationDuration);
    return moves || runs || style.scrollBehavior === "smooth"
      ? [`${e.tagName}.${e.className}${part}: ${style.transition} ${style.animation}`] : [];
  }))"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstration(tmp_path_factory)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with window(browser, WIDE) as found:
        yield found


@pytest.fixture(scope="module")
def dark(browser: Browser) -> Iterator[Page]:
    with window(browser, PHONE, color_scheme="dark") as found:
        yield found


@pytest.fixture(scope="module")
def without_scripts(browser: Browser) -> Iterator[Page]:
    with window(browser, PHONE, java_script_enabled=False) as found:
        yield found


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.evaluate(SETTLED)


@pytest.fixture(params=(WIDE, TABLET, PHONE))
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


# --- Every window ---


@pytest.mark.parametrize("path", STORY)
def test_a_page_of_the_story_never_scrolls_sideways(page: Page, address: str, path: str) -> None:
    resize(page, WIDE)
    page.goto(address + path)
    open_all(page)
    wrong = []
    for width in (WIDE, TABLET, PHONE):
        resize(page, width)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{width}: the page scrolls sideways")
        wrong += [f"{width}: {element}" for element in page.evaluate(OUT_OF_WINDOW)]
    assert wrong == []


@pytest.mark.parametrize("path", STORY)
def test_a_page_of_the_story_serves_everyone(page: Page, address: str, path: str) -> None:
    resize(page, WIDE)
    page.goto(address + path)
    open_all(page)
    wrong = [f"{WIDE}: {found}" for found in violations(page)]
    resize(page, PHONE)
    wrong += [f"{PHONE}: {found}" for found in violations(page)]
    assert wrong == []


@pytest.mark.parametrize("path", STORY)
def test_a_page_of_the_story_serves_everyone_in_the_dark(
    dark: Page, address: str, path: str
) -> None:
    # The chapter both ways, for its notes are not the same; colours alone change in the dark.
    for width in (WIDE, PHONE) if path == CHAPTER else (PHONE,):
        resize(dark, width)
        dark.goto(address + path)
        assert dark.locator("body").get_attribute("data-md-color-scheme") == "slate"
        open_all(dark)
        assert violations(dark) == []


LOADED = (*((CHAPTER, width) for width in (WIDE, TABLET, PHONE)), (COVER, PHONE), (BOOK, PHONE))


@pytest.mark.parametrize(("path", "width"), LOADED)
def test_nothing_moves_while_a_page_loads_and_scrolls(
    browser: Browser, slow_address: str, path: str, width: int
) -> None:
    with window(browser, width) as page:
        page.add_init_script(SHIFTS)
        page.goto(slow_address + path)
        page.evaluate(SCROLL)
        shifts = page.evaluate("window.shifts")
    assert sum(value for value, _ in shifts) <= STILL, shifts


def test_the_counter_of_these_tests_sees_what_moves(browser: Browser, address: str) -> None:
    with window(browser, WIDE) as page:
        page.add_init_script(SHIFTS)
        page.goto(address + CHAPTER)
        page.evaluate("document.querySelector('article').style.paddingTop = '300px'")
        page.evaluate(SCROLL)
        assert page.evaluate("window.shifts.reduce((sum, [value]) => sum + value, 0)") > STILL


@pytest.mark.parametrize("path", STORY)
def test_nothing_moves_for_who_asked_for_no_motion(
    browser: Browser, address: str, path: str
) -> None:
    with window(browser, WIDE, reduced_motion="reduce") as page:
        page.goto(address + path)
        open_all(page)
        assert page.evaluate(MOVING) == []


def test_these_tests_see_what_moves_where_motion_is_welcome(page: Page, address: str) -> None:
    page.goto(address + HOME)
    assert page.evaluate(MOVING) != []


@pytest.mark.parametrize(("path", "width"), [(CHAPTER, WIDE), *((path, PHONE) for path in STORY)])
def test_a_page_of_the_story_reads_the_same_without_scripts(
    page: Page, without_scripts: Page, address: str, path: str, width: int
) -> None:
    shown = []
    for reader in (page, without_scripts):
        reader.set_viewport_size({"width": width, "height": HEIGHT})
        reader.goto(address + path)
        shown.append(reader.locator(CONTENT).inner_text())
    assert shown[0] == shown[1]
    assert len(shown[0]) > 400


# --- The map ---


def test_the_hotspots_are_large_enough_apart_and_on_the_picture(
    page: Page, address: str, width: int
) -> None:
    resize(page, width)
    page.goto(address + COVER)
    boxes = page.locator(".pp-map__spot").evaluate_all(BOXES)
    (picture,) = page.locator(".pp-map__picture").evaluate_all(BOXES)
    assert len(boxes) == 8
    for number, (left, top, right, bottom) in enumerate(boxes):
        assert right - left >= LEAST_TARGET
        assert bottom - top >= LEAST_TARGET
        assert (left + right) / 2 == pytest.approx(
            sorted((picture[0], (left + right) / 2, picture[2]))[1]
        )
        for other in boxes[number + 1 :]:
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            assert apart, (number + 1, boxes.index(other) + 1)


def test_tab_goes_through_the_hotspots_in_order_then_through_the_same_list(
    page: Page, address: str, width: int
) -> None:
    resize(page, width)
    page.goto(address + COVER)
    found: list[tuple[str, str]] = []
    hidden = []
    page.locator(".pp-button").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        where, href = page.evaluate(FOCUSED)
        if not where:
            if found:
                break
            continue
        found.append((where, href))
        if where == "over":
            label = page.locator(".pp-map__spot:focus .pp-map__label")
            left, top, right, bottom = label.evaluate_all(BOXES)[0]
            if left < 0 or right > width or top < 0 or bottom > HEIGHT:
                hidden.append(f"{label.inner_text()}: {left:.0f} to {right:.0f}")
    over = [href for where, href in found if where == "over"]
    assert len(over) == len(set(over)) == 8
    assert found == [*(("over", href) for href in over), *(("list", href) for href in over)]
    spots = page.locator(".pp-map__spot").evaluate_all("s => s.map(e => e.getAttribute('href'))")
    assert over == spots
    # What the focus shows stays in the window.
    assert hidden == []


def test_a_hotspot_opens_with_the_keyboard(page: Page, address: str) -> None:
    resize(page, PHONE)
    page.goto(address + COVER)
    spot = page.locator(".pp-map__spot").first
    ending = str(spot.get_attribute("href")).removeprefix("..")
    spot.focus()
    assert spot.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(ending)


# --- Beside the story ---


def test_a_wide_page_has_its_notes_in_the_margin(page: Page, address: str) -> None:
    resize(page, WIDE)
    page.goto(address + CHAPTER)
    notes = page.locator(".pp-margin")
    assert notes.count() == page.locator(".pp-passage").count() == 3
    assert all(note.is_visible() for note in notes.all())
    assert not any(folded.is_visible() for folded in page.locator(".pp-folded").all())
    # Beside the text: no note covers a passage.
    boxes = notes.evaluate_all(BOXES)
    for left, top, right, bottom in page.locator(".pp-passage").evaluate_all(BOXES):
        for note in boxes:
            assert right <= note[0] or note[2] <= left or bottom <= note[1] or note[3] <= top


@pytest.mark.parametrize("narrow", [TABLET, PHONE])
def test_a_narrow_page_folds_each_note_under_its_paragraph(
    page: Page, address: str, narrow: int
) -> None:
    resize(page, narrow)
    page.goto(address + CHAPTER)
    folds = page.locator("details.pp-folded")
    assert folds.count() == page.locator(".pp-passage").count()
    assert not any(note.is_visible() for note in page.locator(".pp-margin").all())
    for fold in folds.all():
        assert fold.is_visible()
        assert not fold.evaluate("e => e.open")
        assert fold.evaluate("e => e.querySelector('summary').getBoundingClientRect().height") >= 24
        before = fold.evaluate(
            "e => { let b = e; do b = b.previousElementSibling; while (b.matches('.pp-folded'));"
            " return !!b.querySelector('.pp-passage') && b.getBoundingClientRect().bottom"
            " <= e.getBoundingClientRect().top + 1; }"
        )
        assert before


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_the_keyboard_reaches_what_makes_each_passage_true(
    page: Page, address: str, size: int
) -> None:
    resize(page, size)
    page.goto(address + CHAPTER)
    shown = ".pp-margin" if size == WIDE else ".pp-folded"
    wanted = page.locator(f"{shown} a").evaluate_all("l => l.map(e => e.getAttribute('href'))")
    assert len(wanted) == 3
    summaries, reached = 0, []
    page.locator(".pp-dots a").last.focus()
    while not page.evaluate("!!document.activeElement.closest('.pp-section')"):
        page.keyboard.press("Tab")
        kind, href = page.evaluate(
            "(shown) => { const e = document.activeElement;"
            " return [e.closest(shown) ? e.tagName : '', e.getAttribute('href')]; }",
            shown,
        )
        if kind == "SUMMARY":
            summaries += 1
            page.keyboard.press("Enter")
        elif kind == "A":
            reached.append(href)
    assert reached == wanted
    assert summaries == (0 if size == WIDE else 3)


# --- A booklet ---

A5 = (419.5, 595.3)  # points


def pages_of(pdf: bytes) -> list[tuple[float, float]]:
    """Return the width and height of each page of a PDF by Chromium, in points."""
    boxes = re.findall(rb"/MediaBox \[([\d. ]+)\]", pdf)
    assert len(boxes) == len(re.findall(rb"/Type /Page\b", pdf))
    sizes = [tuple(map(float, box.split())) for box in boxes]
    return [(right - left, bottom - top) for left, top, right, bottom in sizes]


def test_the_story_on_one_page_prints_as_an_a5_booklet(page: Page, address: str) -> None:
    resize(page, WIDE)
    page.goto(address + BOOK, wait_until="networkidle")
    sizes = pages_of(page.pdf(prefer_css_page_size=True))
    assert len(sizes) > 8
    assert {size for size in sizes if size != pytest.approx(A5, abs=1)} == set()


def test_each_chapter_of_the_booklet_opens_a_page(page: Page, address: str) -> None:
    resize(page, WIDE)
    page.goto(address + BOOK)
    chapters = page.locator(".pp-book__chapter").count()
    assert chapters == 7
    # With nothing between them, what is left of a chapter would fit with the next.
    page.evaluate(
        "document.querySelectorAll('article > :not(header, nav), article img')"
        ".forEach((e) => e.remove())"
    )
    assert len(pages_of(page.pdf(prefer_css_page_size=True))) == chapters + 1


def test_other_pages_print_on_a4(page: Page, address: str) -> None:
    resize(page, WIDE)
    page.goto(address + CHAPTER)
    sizes = pages_of(page.pdf(prefer_css_page_size=True, format="Letter"))
    assert sizes[0] == pytest.approx((595, 842), abs=1)


def test_print_hides_what_only_a_screen_needs(page: Page, address: str) -> None:
    resize(page, WIDE)
    page.goto(address + BOOK)
    page.emulate_media(media="print")
    try:
        for name in (".pp-crumbs", ".md-header", ".md-tabs"):
            assert not page.locator(name).first.is_visible(), name
        assert page.locator(".pp-book__chapter h2").first.is_visible()
    finally:
        page.emulate_media(media="screen")


# --- Shared elsewhere ---


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small built site that knows its address."""
    base = tmp_path_factory.mktemp("partage")
    folder = base / "contenu"
    (folder / "recit").mkdir(parents=True)
    (folder / "index.md").write_text("---\ntitre: L’accueil & « nous »\nen_bref: On est là.\n---\n")
    (folder / "recit" / "pont.md").write_text(
        '---\ntitre: Le "pont"\nen_bref: On <traverse>.\n---\n'
    )
    (base / "mkdocs.yml").write_text(
        f"site_name: Bourg\nsite_url: {ADDRESS}\ndocs_dir: contenu\nuse_directory_urls: false\n"
        "theme: {name: material, language: fr, font: false}\n"
        "plugins: [{parapluie: {guide: false}}]\n"
    )
    done = run("-m", "mkdocs", "build", cwd=base)
    assert done.returncode == 0, done.stderr
    return base / "site"


def tags(html: str) -> dict[str, str]:
    """Return what a page says of itself to those who share it, each thing said once."""
    found: dict[str, str] = {}
    for meta in parse(html).all("meta"):
        name = meta.attributes.get("property") or meta.attributes.get("name", "")
        if name.startswith(("og:", "twitter:")):
            assert name not in found, name
            found[name] = meta.attributes["content"]
    return found


def test_every_page_says_how_to_share_it(shared: Path) -> None:
    built = pages(shared)
    # With the search, the open data and the two statements that every site has.
    assert len(built) == 8
    for path, html in built.items():
        found = tags(html)
        assert found["og:url"] == ADDRESS + path
        assert found["og:image"].startswith(f"{ADDRESS}partage/")
        file = shared / found["og:image"].removeprefix(ADDRESS)
        with Image.open(file) as image:
            assert (image.format, image.size) == ("JPEG", (1200, 630))
        size = (found["og:image:width"], found["og:image:height"])
        assert size == ("1200", "630")
        assert found["twitter:card"] == "summary_large_image"
        assert (found["og:type"], found["og:site_name"]) == ("website", "Bourg")
        assert found["og:image:alt"]
        for name in ("og:url", "og:image"):
            assert urlsplit(found[name]).scheme == "https"


def test_titles_and_sentences_are_shared_as_written(shared: Path) -> None:
    home = tags((shared / "index.html").read_text("utf-8"))
    scene = tags((shared / "recit" / "pont.html").read_text("utf-8"))
    assert home["og:title"].replace("\u00a0", " ") == "L’accueil & « nous »"
    assert (scene["og:title"], scene["og:description"]) == ('Le "pont"', "On <traverse>.")


def test_a_site_without_address_shares_no_relative_picture(folder: Path) -> None:
    found = tags((folder / "recit" / "index.html").read_text("utf-8"))
    assert found["og:title"] == "Le récit"
    assert "og:image" not in found
    assert "og:url" not in found

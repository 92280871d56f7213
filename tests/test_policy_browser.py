"""What the site promises of privacy, kept in a real browser under the strictest security policy.

`test_browser` hears what any page does beyond the same policy.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from site_tools import (
    OTHER_WORDS,
    Element,
    build_with,
    built_site,
    copy_site,
    demonstration,
    parse,
    window,
)

Serve = Callable[[Path], AbstractContextManager[str]]

KEPT = "[...Object.entries(localStorage), ...Object.entries(sessionStorage)]"
SCHEME = "document.body.dataset.mdColorScheme"
BUTTON = "[data-pp-scheme]"
# The scheme of the body whenever something is painted, from the first time on.
PAINTED = """
window.painted = new Promise((done) => {
  const seen = [];
  const look = () => {
    if (document.body) seen.push(document.body.dataset.mdColorScheme);
    if (seen.length < 3) requestAnimationFrame(look);
    else done(seen);
  };
  requestAnimationFrame(look);
});
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstration(tmp_path_factory)


@pytest.fixture(scope="module")
def address(guarded_address: str) -> str:
    return guarded_address


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Page]:
    """Return a window that nobody used before, on a device set to light."""
    with window(browser, color_scheme="light") as found:
        yield found


def kept(context: BrowserContext, page: Page) -> list[object]:
    """Return all that a visit leaves on the device."""
    databases = page.evaluate("indexedDB.databases()")
    caches = page.evaluate("caches.keys()")
    return [*context.cookies(), *page.evaluate(KEPT), *databases, *caches]


def test_reading_and_searching_leave_nothing_on_the_device(visitor: Page, address: str) -> None:
    for path in ("index.html", "recit/decider-ensemble.html", "actions/index.html"):
        visitor.goto(address + path, wait_until="networkidle")
        assert kept(visitor.context, visitor) == []
    visitor.goto(f"{address}recherche.html?q=budget", wait_until="networkidle")
    assert kept(visitor.context, visitor) == []


def test_the_choice_of_colours_is_all_that_is_kept_and_goes_when_it_is_taken_back(
    visitor: Page, address: str
) -> None:
    visitor.goto(f"{address}index.html")
    button = visitor.locator(BUTTON)
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert visitor.evaluate(SCHEME) == "slate"
    assert kept(visitor.context, visitor) == [["/.scheme", "slate"]]
    visitor.goto(f"{address}actions/index.html")
    assert visitor.evaluate(SCHEME) == "slate"
    assert visitor.locator(BUTTON).get_attribute("aria-pressed") == "true"
    visitor.locator(BUTTON).click()
    assert visitor.evaluate(SCHEME) == "default"
    assert kept(visitor.context, visitor) == []


def test_the_colours_follow_the_device_until_a_choice_is_made(visitor: Page, address: str) -> None:
    visitor.goto(f"{address}index.html")
    visitor.emulate_media(color_scheme="dark")
    visitor.locator("body[data-md-color-scheme=slate]").wait_for()
    visitor.locator(BUTTON).click()
    visitor.emulate_media(color_scheme="light")
    visitor.emulate_media(color_scheme="dark")
    assert visitor.evaluate(SCHEME) == "default"


def test_the_wanted_colours_are_there_from_the_first_paint(browser: Browser, address: str) -> None:
    with window(browser, color_scheme="dark") as page:
        page.add_init_script(PAINTED)
        page.goto(f"{address}index.html")
        assert set(page.evaluate("painted")) == {"slate"}


def test_a_device_that_refuses_to_keep_anything_can_still_change_colours(
    browser: Browser, address: str
) -> None:
    with window(browser, color_scheme="light") as page:
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"
        )
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{address}index.html")
        page.locator(BUTTON).click()
        assert page.evaluate(SCHEME) == "slate"
        assert wrong == []


def test_no_page_holds_a_script_or_a_style_of_its_own(folder: Path) -> None:
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) > 100
    assert [f"{p.name}: {e}" for p in pages for e in _inline(parse(p.read_text("utf-8")))] == []


# What browsers never run.
DATA = ("application/json", "application/ld+json")


def _inline(tree: Element) -> Iterator[str]:
    """Yield what a policy without « unsafe-inline » refuses in a page."""
    for element in tree.all():
        named = element.attributes
        runs = element.tag == "script" and named.get("type") not in DATA
        if element.tag == "style" or (runs and "src" not in named):
            yield element.tag
        yield from (name for name in named if name == "style" or name.startswith("on"))


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs", "zensical"])
def test_every_engine_makes_pages_that_keep_to_the_policy(
    visitor: Page, serve_guarded: Serve, tmp_path_factory: pytest.TempPathFactory, engine: str
) -> None:
    said: list[str] = []
    visitor.on("console", lambda message: said.append(message.text))
    visitor.on("pageerror", lambda error: said.append(str(error)))
    visitor.on("request", lambda asked: asked.url.startswith(here) or said.append(asked.url))
    with serve_guarded(built_site(tmp_path_factory, engine, "files") / "site") as here:
        for path in ("index.html", "mesures/jardin.html", "recherche.html?q=jardin", "404.html"):
            visitor.goto(here + path, wait_until="networkidle")
            assert kept(visitor.context, visitor) == []
        assert visitor.locator("h1").inner_text() == "Page introuvable"
        visitor.locator(BUTTON).click()
        assert visitor.evaluate(SCHEME) == "slate"
        visitor.get_by_role("link", name="Aller à l’accueil").click()
        visitor.wait_for_url(f"{here}index.html")
        assert visitor.evaluate(SCHEME) == "slate"
    assert said == []


def test_a_former_address_leads_on_under_the_policy(
    visitor: Page, serve_guarded: Serve, tmp_path_factory: pytest.TempPathFactory
) -> None:
    said: list[tuple[str, str]] = []
    visitor.on("console", lambda message: said.append((message.text, message.location["url"])))
    with serve_guarded(built_site(tmp_path_factory, "mkdocs", "files") / "site") as here:
        visitor.goto(f"{here}mesures/autobus.html")
        visitor.wait_for_url(f"{here}mesures/navette.html")
    # Where the page stays long enough, the browser asks for an icon that nobody promised.
    assert [text for text, address in said if not address.endswith("/favicon.ico")] == []


def test_a_town_that_asks_the_theme_to_follow_its_visitors_gets_no_follower(
    tmp_path: Path,
) -> None:
    site = copy_site(
        OTHER_WORDS,
        tmp_path / "site",
        {
            "  font: false\n": "",
            "extra:\n": "extra:\n  analytics: {provider: google, property: G-1}\n"
            "  consent: {title: Témoins, description: Oui}\n",
        },
    )
    done = build_with("mkdocs", site)
    assert done.returncode == 0, done.stderr
    home = (site / "site" / "index.html").read_text("utf-8")
    assert "parapluie/start.js" in home
    for other in ("google", "__analytics", "fonts.gstatic", 'data-md-component="source"'):
        assert other not in home

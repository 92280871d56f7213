"""The site in a real browser: by keyboard, without scripts, on a small screen, for everyone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from council_site import council_site
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Response,
)
from site_tools import built_site, demonstration, window

# A page of every template and of every turn of one: those of the demonstration, and what it has
# none of from the test site.
PAGES = (
    "demo/index.html",
    "demo/recit/index.html",
    "demo/recit/decider-ensemble.html",
    "demo/principes/participation-et-engagement.html",
    "demo/politiques/participation-citoyenne.html",
    "demo/politiques/aines-mada.html",
    "demo/actions/index.html",
    "demo/actions/budget-participatif.html",
    "demo/groupes/aines.html",
    "demo/groupes/aines-benevoles.html",
    "demo/themes/alimentation.html",
    "demo/et-pour-moi.html",
    "demo/angles-morts.html",
    "demo/failles.html",
    "demo/politiques/index.html",
    "demo/acteurs/conseil-municipal.html",
    "demo/demarche/index.html",
    "demo/decisions/adoption-des-politiques.html",
    "demo/indicateurs/votants-budget-participatif.html",
    "demo/referentiels/index.html",
    "demo/referentiels/ldd/index.html",
    "demo/referentiels/odd/11.html",
    "demo/glossaire/index.html",
    "demo/a-propos.html",
    "demo/accessibilite.html",
    "demo/confidentialite.html",
    "demo/politiques/participation-citoyenne/complet.html",
    "demo/guide/publier.html",
    "demo/guide/mots.html",
    "demo/acteurs/index.html",
    "demo/donnees/index.html",
    "demo/suivi/index.html",
    "demo/suivi/tableau.html",
    "demo/guide/index.html",
    "demo/guide/premiere-heure.html",
    "demo/guide/cles.html",
    "demo/guide/reglages.html",
    "demo/guide/regles.html",
    "demo/guide/recherche.html",
    "demo/recherche.html",
    "bourg/recherche.html",
    "demo/guide/lisibilite.html",
    "bourg/concordance/banc.html",
    "bourg/demarche/index.html",
    "bourg/demarche/vous-avez-dit.html",
    "bourg/demarche/2030/boite-a-idees.html",
    "bourg/demarche/2030/veillee.html",
    "bourg/facteurs/entraide.html",
    "bourg/leviers/cadre-vivre-ici.html",
    "bourg/leviers/cadre-vivre-ici/complet.html",
    "bourg/mesures/jardin.html",
    "bourg/suivi/tableau.html",
    "demo/suivi/passer-au-crible.html",
    "demo/le-cadre-en-vingt-minutes.html",
    "conseil/concordance/index.html",
    "conseil/suivi/ce-qui-a-change.html",
    "conseil/suivi/tensions.html",
    "conseil/suivi/bilan-2025.html",
    "conseil/suivi/passer-au-crible.html",
    "conseil/decisions/le-parc-au-crible/fiche.html",
    "conseil/actions/parc/dossier.html",
    "conseil/acteurs/loisirs/vingt-minutes.html",
    "conseil/politiques/familiale-2015.html",
    "conseil/guide/a-relire.html",
    "conseil/suivi/argent.html",
    "conseil/actions/parc.html",
)
# From wide to narrow: Material slides its search box in when a window grows.
WIDTHS = (1280, 360, 320)
CONTENT = "article.md-content__inner"
CRITERIA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Fulfilled once a new size of the window is laid out and drawn.
SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

# What stands out of the right edge of the window and is neither hidden nor scrolled to.
OUT_OF_WINDOW = """() => [...document.querySelectorAll("article *")].filter((e) => {
  const box = e.getBoundingClientRect();
  if (box.right <= window.innerWidth + 1 || box.width <= 1) return false;
  for (let up = e.parentElement; up && up.tagName !== "ARTICLE"; up = up.parentElement)
    if (/auto|scroll/.test(getComputedStyle(up).overflowX)) return false;
  return true;
}).map((e) => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds both sites, each under its own path as on a host."""
    both = tmp_path_factory.mktemp("sites")
    (both / "demo").symlink_to(demonstration(tmp_path_factory))
    (both / "conseil").symlink_to(council_site(tmp_path_factory))
    (both / "bourg").symlink_to(built_site(tmp_path_factory, "mkdocs", "files") / "site")
    return both


@pytest.fixture(scope="module")
def address(guarded_address: str) -> str:
    return guarded_address


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with window(browser) as found:
        yield found


@pytest.fixture(scope="module")
def dark(browser: Browser) -> Iterator[Page]:
    with window(browser, width=360, color_scheme="dark") as found:
        yield found


@pytest.fixture(scope="module")
def without_scripts(browser: Browser) -> Iterator[Page]:
    with window(browser, java_script_enabled=False) as found:
        yield found


@contextmanager
def heard(page: Page, address: str) -> Iterator[list[str]]:
    """Collect what a page asks of other sites, says in its console or does not find."""
    found: list[str] = []

    def request(asked: Request) -> None:
        if not asked.url.startswith(address):
            found.append(asked.url)

    def response(answer: Response) -> None:
        if answer.status >= 400:
            found.append(f"{answer.status}: {answer.url}")

    def console(message: ConsoleMessage) -> None:
        found.append(f"{message.type}: {message.text}")

    def error(raised: Error) -> None:
        found.append(f"error: {raised}")

    listeners = (
        ("request", request),
        ("response", response),
        ("console", console),
        ("pageerror", error),
    )
    for event, listener in listeners:
        page.on(event, listener)  # type: ignore[call-overload]
    yield found
    for event, listener in listeners:
        page.remove_listener(event, listener)


def violations(page: Page, rule: str = "") -> list[str]:
    """Return what axe finds wrong in the whole of a page, by one rule where one is given."""
    run_only = {"type": "rule", "values": [rule]} if rule else {"type": "tag", "values": CRITERIA}
    found = Axe().run(page, options={"runOnly": run_only}).response
    assert found["passes"]
    return [
        f"{violation['id']}: {node['html'][:120]} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def open_all(page: Page) -> None:
    """Unfold what is folded in the text, so that it is looked at too."""
    page.evaluate("document.querySelectorAll('article details').forEach((e) => (e.open = true))")


def tab_to(page: Page, ending: str, within: str = "body") -> None:
    """Press Tab until the focus is on a link to *ending* inside *within*, then Enter."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate(
            """([ending, within]) => {
              const link = document.activeElement;
              return link.href?.split("#")[0].endsWith(ending) && !!link.closest(within);
            }""",
            [ending, within],
        ):
            break
    else:
        pytest.fail(f"Tab never reaches {ending} in {within}")
    box = page.evaluate(
        """() => {
          const link = document.activeElement, box = link.getBoundingClientRect();
          const style = getComputedStyle(link), card = link.closest(".pp-card");
          return {
            seen: box.top >= 0 && box.bottom <= innerHeight && box.height > 0,
            outlined: [link, card].some((e) => e && getComputedStyle(e).outlineStyle !== "none"),
          };
        }"""
    )
    assert box == {"seen": True, "outlined": True}, ending
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_keyboard_alone_leads_from_home_to_an_action_and_back_up(
    page: Page, address: str
) -> None:
    page.goto(f"{address}demo/index.html")
    tab_to(page, "recit/decider-ensemble.html", "article")
    assert page.locator("h1").inner_text() == "Décider ensemble"
    tab_to(page, "principes/participation-et-engagement.html", ".pp-chips")
    assert page.locator("h1").inner_text() == "Participation et engagement"
    tab_to(page, "actions/budget-participatif.html", ".pp-dependents .pp-rows__title")
    assert page.locator("h1").inner_text() == "Budget participatif"
    tab_to(page, "principes/participation-et-engagement.html", ".pp-why-section")
    assert page.locator("h1").inner_text() == "Participation et engagement"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_to_its_site_fits_every_window_serves_everyone_and_needs_no_script(
    page: Page, without_scripts: Page, address: str, path: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    with heard(page, address) as outside:
        page.goto(address + path)
        text = page.locator(CONTENT).text_content()
        open_all(page)
        wrong = violations(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate(SETTLED)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wrong.append(f"{width}: the page scrolls sideways")
            wrong += [f"{width}: {element}" for element in page.evaluate(OUT_OF_WINDOW)]
    assert [*outside, *wrong] == []
    without_scripts.goto(address + path)
    assert text
    assert without_scripts.locator(CONTENT).text_content() == text


@pytest.mark.parametrize("path", PAGES)
def test_a_page_serves_everyone_on_a_phone_in_the_dark(dark: Page, address: str, path: str) -> None:
    dark.goto(address + path)
    assert dark.locator("body").get_attribute("data-md-color-scheme") == "slate"
    open_all(dark)
    assert violations(dark) == []


def test_the_site_is_read_from_a_disk(page: Page, folder: Path) -> None:
    home = (folder / "demo" / "index.html").resolve().as_uri()
    page.goto(home)
    page.locator("article").get_by_role("link", name="Décider ensemble").first.click()
    page.locator(".pp-chips").get_by_role("link", name="Participation et engagement").click()
    assert page.url.startswith("file://")
    assert page.locator("h1").inner_text() == "Participation et engagement"
    # Our style sheet came along.
    assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--pp-paper')")


def test_the_picture_of_the_home_page_loads(page: Page, address: str) -> None:
    page.goto(f"{address}demo/index.html", wait_until="networkidle")
    picture = page.locator("article img").first
    assert picture.evaluate("image => image.naturalWidth") > 0
    assert picture.get_attribute("alt")

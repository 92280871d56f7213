"""Lists sorted by how far things are and by what they cost, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from site_tools import run, window

ACTIONS = {
    "banc": ("Un banc", "avancement: {pourcentage: 9}\nbudget_annonce: 900\n"),
    "quai": ("Un quai", "avancement: {pourcentage: 80}\nbudget: [{prevu: 12 000}]\n"),
    "arbre": ("Un arbre", ""),
    "parc": ("Un parc", "avancement: {pourcentage: 100}\nbudget: [{prevu: 0}]\n"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    town = tmp_path_factory.mktemp("ordres")
    (town / "mkdocs.yml").write_text(
        "site_name: Essai\nsite_url: https://exemple.ca/\ndocs_dir: contenu\n"
        "use_directory_urls: false\ntheme: {name: material, language: fr, font: false}\n"
        "plugins:\n  - parapluie: {organisation: la Ville, images_generees: false}\n",
        "utf-8",
    )
    for key, (title, more) in ACTIONS.items():
        file = town / "contenu/actions" / f"{key}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\ntitre: {title}\nen_bref: Oui.\n{more}---\n\nTexte.\n", "utf-8")
    done = run("-m", "mkdocs", "build", "-q", "-f", "mkdocs.yml", cwd=town)
    assert done.returncode == 0, done.stderr
    return town / "site"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with window(browser) as found:
        found.goto(f"{address}actions/index.html")
        yield found


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        ("", ["Un arbre", "Un banc", "Un parc", "Un quai"]),
        ("avancement", ["Un parc", "Un quai", "Un banc", "Un arbre"]),
        # What costs nothing comes before what nobody says the cost of.
        ("budget", ["Un quai", "Un banc", "Un parc", "Un arbre"]),
    ],
)
def test_a_list_goes_from_the_greatest_to_what_is_not_said(
    page: Page, order: str, titles: list[str]
) -> None:
    panel = page.locator(".pp-filters__panel")
    if panel.get_attribute("open") is None:
        panel.locator("summary").first.click()
    page.locator("select[name=tri]").select_option(order)
    assert page.locator("[data-facts]:visible .pp-card__title").all_inner_texts() == titles

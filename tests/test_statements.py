"""The pages on access and privacy: ours, or the town's; and how to reach whoever publishes."""

from pathlib import Path

import pytest
from case_files import read_blocks, read_test_options, write
from parapluie.build.making import build, pages_of
from parapluie.site.security_policy import POLICY
from parapluie.source.options import read_options
from site_tools import DAY, article, demonstration, pages, parse

OURS = ("accessibilite.md", "confidentialite.md")
HOME = "=== index.md\n---\ntitre: Accueil\nen_bref: Bonjour.\n---\n"
THEIRS = (
    "=== confidentialite.md\n---\ntitre: Vos renseignements\nen_bref: Les nôtres.\n---\n"
    "Ce que la Ville en fait.\n"
)


def made(blocks: str, folder: Path, **written: object) -> dict[str, str]:
    """Return the text pages of a site of blocks."""
    files, _ = read_blocks(blocks)
    options, wrong = read_options(written, site_name="Ici", today=DAY, directory_urls=False)
    assert wrong == []
    site = build(write(files, folder), options)
    return {file.path: file.content for file in site.files if isinstance(file.content, str)}


def test_a_site_that_says_nothing_of_it_says_what_holds_for_every_site(tmp_path: Path) -> None:
    found = made(HOME, tmp_path, organisation="les gens du Bourg")
    for path in OURS:
        assert "1er janvier 2031" in found[path].replace("\u00a0", " ")
    assert "une cible, et non une certification" in found["accessibilite.md"]
    assert "aucun témoin" in found["confidentialite.md"]


def test_a_page_of_the_town_takes_the_place_of_ours(tmp_path: Path) -> None:
    found = made(HOME + THEIRS, tmp_path)
    assert "Ce que la Ville en fait." in found["confidentialite.md"]
    assert "aucun témoin" not in found["confidentialite.md"]
    assert "une cible" in found["accessibilite.md"]


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("info@bourg.exemple", "mailto:info@bourg.exemple"),
        ("https://bourg.exemple/nous-joindre", "https://bourg.exemple/nous-joindre"),
    ],
)
def test_a_contact_is_given_where_one_is_known(tmp_path: Path, contact: str, address: str) -> None:
    found = made(HOME, tmp_path, contact=contact, organisation="le Bourg")
    for path in OURS:
        assert f'Écrivez au Bourg&nbsp;: <a href="{address}">{contact}</a>' in found[path]


def test_without_a_contact_nobody_is_told_to_write(tmp_path: Path) -> None:
    found = made(HOME, tmp_path)
    for path in OURS:
        assert "Écrivez" not in found[path]
        assert "contact" not in found[path]
    assert "Adressez-vous aux personnes qui publient ce site" in found["accessibilite.md"]


def test_they_stand_in_no_menu_but_the_footer_of_every_page_leads_to_them(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files, _ = read_blocks(HOME)
    options, _ = read_test_options(None)
    site = build(write(files, tmp_path), options)
    assert not set(OURS) & set(pages_of(site.menu))
    folder = demonstration(tmp_path_factory)
    missing = []
    for path, html in pages(folder).items():
        if 'http-equiv="refresh"' in html:
            continue
        footer = next(parse(html).with_class("pp-footer"))
        up = "../" * path.count("/")
        expected = [f"{up}accessibilite.html", f"{up}confidentialite.html"]
        if [link.attributes["href"] for link in footer.all("a")] != expected:
            missing.append(path)
    assert missing == []


def test_the_guide_gives_hosts_the_policy_that_the_tests_send(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    page = article((demonstration(tmp_path_factory) / "guide/publier.html").read_text("utf-8"))
    assert page.text.count(POLICY) == 4
    assert "unsafe" not in POLICY
    assert "data:" not in POLICY

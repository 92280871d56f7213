"""What was published keeps an address, or the one who removes it is told."""

import re
from pathlib import Path

import pytest
from parapluie.build.making import build
from parapluie.build.understanding import addresses
from parapluie.build.verdict import verify
from parapluie.desk.starting import TEMPLATES, Answers, start
from parapluie.vocabulary.starting_words import EXAMPLE
from site_tools import ROOT, copy_site, core_arguments, parapluie

SMALL = ROOT / "tests" / "pages" / "ville"
FAST = {"      guide: false": "      guide: false\n      images_generees: false"}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_site(SMALL, tmp_path_factory.mktemp("town") / "ville", FAST)
    done = parapluie("construire", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def kept(town: Path) -> list[str]:
    text = (town / "contenu" / "_adresses.txt").read_text("utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def test_a_build_keeps_the_addresses_that_it_published(town: Path) -> None:
    found = kept(town)
    assert {"actions/corvee.html", "id/action/corvee/", "actions/index.html"} <= set(found)
    assert found == sorted(found)
    for address in found:
        file = town / "site" / address
        assert (file / "index.html" if address.endswith("/") else file).is_file(), address
    assert not (town / "site" / "_adresses.txt").exists()


def test_a_page_that_moves_without_a_redirect_is_told_until_it_has_one(
    town: Path, tmp_path: Path
) -> None:
    moved = copy_site(town, tmp_path / "ville")
    actions = moved / "contenu" / "actions"
    text = (actions / "corvee.md").read_text("utf-8")
    (actions / "corvee.md").unlink()
    (actions / "grande-corvee.md").write_text(text, "utf-8")
    for file in moved.rglob("*.md"):
        written = file.read_text("utf-8")
        file.write_text(written.replace("corvee.md", "grande-corvee.md"), "utf-8")
    lost = [p for p in verify(*core_arguments(moved))[0] if p.code == "P501"]
    assert [re.findall("« (.+?) »", str(p))[0] for p in lost] == [
        "actions/corvee.html",
        "id/action/corvee/",
    ]
    with_id = text.replace("---\n", "---\nanciens_ids: [corvee]\n", 1)
    (actions / "grande-corvee.md").write_text(with_id, "utf-8")
    assert [p for p in verify(*core_arguments(moved))[0] if p.code == "P501"] == []


def test_the_examples_of_a_new_town_owe_nobody_their_address(tmp_path: Path) -> None:
    town = tmp_path / "ville"
    start(town, Answers("Ville de Val"))
    content = town / "contenu"
    list_ = content / "_adresses.txt"
    (content / "themes").mkdir()
    theme = "---\ntitre: Eau\n---\n\nL’eau d’ici.\n"
    (content / "themes" / "eau.md").write_text(theme, "utf-8")
    list_.write_text("actions/exemple-soiree-d-echange.html\n", "utf-8")
    list_.write_text(addresses(*core_arguments(town)), "utf-8")
    assert [line for line in kept(town) if not line.startswith("id/page/")] == [
        "id/theme/eau/",
        "index.html",
        "themes/eau.html",
        "themes/index.html",
    ]
    # A list of before, and then every example goes.
    with list_.open("a", encoding="utf-8") as stream:
        stream.write("actions/exemple-soiree-d-echange.html\nid/acteur/exemple-service/\n")
    for file in content.rglob("exemple-*.md"):
        file.unlink()
    home = "---\ntitre: Val\nen_bref: Val.\n---\n\nBienvenue.\n"
    (content / "index.md").write_text(home, "utf-8")
    assert [p for p in verify(*core_arguments(town))[0] if p.code == "P501"] == []
    (content / "themes" / "eau.md").unlink()
    assert [p.code for p in verify(*core_arguments(town))[0]].count("P501") == 3


def test_every_example_of_a_new_town_is_named_as_one() -> None:
    files = [file.name for file in (TEMPLATES / "commun" / "contenu").rglob("*.md")]
    assert [name for name in files if not name.startswith(EXAMPLE)] == ["index.md"]


def test_a_former_address_leads_to_the_page(town: Path, tmp_path: Path) -> None:
    moved = copy_site(town, tmp_path / "ville")
    file = moved / "contenu" / "actions" / "corvee.md"
    old = "anciennes_adresses: [projets/cour.html, /vieux/dossier, actions/index.html]"
    file.write_text(file.read_text("utf-8").replace("---\n", f"---\n{old}\n", 1), "utf-8")
    made = build(*core_arguments(moved))
    assert made.problems == ()
    paths = [f.path for f in made.files]
    assert len(paths) == len(set(paths))
    pages = {f.path: str(f.content) for f in made.files}
    assert 'href="../actions/corvee.html"' in pages["projets/cour.html"]
    assert 'href="../../actions/corvee.html"' in pages["vieux/dossier/index.html"]
    # A page that is there is no former address.
    assert "actions/index.html" not in pages


def test_a_second_build_forgets_no_address(town: Path, tmp_path: Path) -> None:
    again = copy_site(town, tmp_path / "ville")
    list_ = again / "contenu" / "_adresses.txt"
    list_.write_text(list_.read_text("utf-8") + "vieille/page.html\n", "utf-8")
    done = parapluie("construire", cwd=again)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "P501" in done.stdout + done.stderr
    assert kept(again) == sorted([*kept(town), "vieille/page.html"])

"""`parapluie expliquer` says of an entry what the site really makes of it."""

import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
from command_tools import Said, command
from hamlet_site import hamlet
from parapluie.speed.reasons import RECIPES, Reason
from site_tools import ROOT, build_with, share_pictures

ENTRIES = ("principe:eau", "politique:eau", "objectif:eau#puits", "action:puits", "page:index")
CANDIAC = ROOT / "tests" / "sites" / "candiac"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = hamlet(tmp_path_factory.mktemp("hameau") / "hameau")
    share_pictures(folder)
    return folder


@pytest.fixture(scope="module")
def site(town: Path) -> Path:
    done = build_with("mkdocs", town)
    assert done.returncode == 0, done.stderr
    return town / "site"


def explained(town: Path, name: str) -> dict[str, Any]:
    said = command("expliquer", name, "--format", "json", cwd=town)
    assert (said.code, said.err) == (0, "")
    found: dict[str, Any] = json.loads(said.out)
    return found


def paths(found: dict[str, Any]) -> list[str]:
    return [path for group in found["files"] for path in group["paths"]]


# --- What is said ---


def test_an_entry_is_told_with_its_links_and_what_depends_on_it(town: Path) -> None:
    lines = command("expliquer", "politique:eau", cwd=town).out.splitlines()
    assert lines[:14] == [
        "Politique de l’eau",
        "  politique:eau, politique : contenu/politiques/eau.md:2",
        "",
        "Ce à quoi cette entrée mène (2)",
        "  applique « Eau partagée » (principe:eau) : contenu/politiques/eau.md:4",
        "  mentionne « Eau partagée » (principe:eau) : contenu/politiques/eau.md:8",
        "",
        "Ce qui y mène sans en dépendre (1)",
        "  « Eau partagée » (principe:eau) raconte cette entrée : contenu/principes/eau.md:6",
        "",
        "Ce qui en dépend (2)",
        "  À 1 lien",
        "    objectif:eau#puits : Cet objectif compte ici parce qu’il fait partie de cette "
        "politique.",
        "  À 2 liens",
    ]
    assert lines[14].startswith("    action:puits : Cette action compte ici parce qu’elle réalise")
    assert "  politiques/index.html : la liste des politiques" in lines


def test_what_would_make_its_files_again_is_told_in_the_words_of_the_rules(town: Path) -> None:
    text = command("expliquer", "politique:eau", cwd=town).out
    told = {reason for reason in Reason if f"    - {reason.value}\n" in text}
    found = explained(town, "politique:eau")
    listed = {
        recipe: tuple(reasons)
        for each in found["files"]
        for recipe, reasons in each["reasons"].items()
    }
    rules = {recipe.label: tuple(reason.name for reason in recipe.every) for recipe in RECIPES}
    assert listed == {label: rules[label] for label in listed}
    assert {reason.name for reason in told} == {name for names in listed.values() for name in names}
    assert Reason.DAY in told
    assert Reason.ORIGINAL not in told  # it has no photograph
    assert "ORIGINAL" in json.dumps(explained(town, "principe:eau"))


def test_the_same_is_said_of_a_name_an_identifier_and_a_file(town: Path) -> None:
    said = command("expliquer", "action:puits", cwd=town)
    for name in (
        "puits",
        "contenu/actions/puits.md",
        "actions/puits.md",
        town / "contenu" / "actions" / "puits.md",
    ):
        assert command("expliquer", name, cwd=town) == said


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("politique:au", "Aucune entrée « politique:au » (vouliez-vous dire « politique:eau » ?)."),
        ("puit", "Aucune entrée « puit » (vouliez-vous dire « puits » ?)."),
        (
            "contenu/actions/puit.md",
            "Aucune entrée « contenu/actions/puit.md » "
            "(vouliez-vous dire « contenu/actions/puits.md » ?).",
        ),
        (
            "eau",
            "« eau » peut être une politique ou un principe; écrivez le type devant, comme "
            "« politique:eau ».",
        ),
    ],
)
def test_what_names_no_entry_is_told_with_the_nearest(town: Path, name: str, told: str) -> None:
    said = command("expliquer", name, cwd=town)
    assert said == Said(2, "", f"{told}\n« parapluie --aide » montre comment l’écrire.\n")


def test_a_content_with_errors_is_told_in_its_place(town: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(town, tmp_path / "hameau", symlinks=True)
    file = copy / "contenu" / "actions" / "puits.md"
    file.write_text(file.read_text("utf-8").replace("eau#puits", "eau#puis"), "utf-8")
    said = command("expliquer", "principe:eau", cwd=copy)
    assert said.code == 1
    assert said.out.startswith("contenu/actions/puits.md:4: P202 ")


# --- What is built ---


@pytest.mark.parametrize("name", ENTRIES)
def test_the_files_that_an_entry_makes_are_those_of_the_site(
    town: Path, site: Path, name: str
) -> None:
    found = paths(explained(town, name))
    assert found
    assert [path for path in found if not (site / path).is_file()] == []
    assert len(found) == len(set(found))


def test_every_file_of_an_entry_is_said_to_be_its_own(town: Path, site: Path) -> None:
    said = {path for name in ENTRIES for path in paths(explained(town, name))}
    built = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    own = {
        path
        for path in built
        if path.startswith(("id/", "principes/", "politiques/", "actions/", "illustrations/place"))
    }
    lists = {f"{folder}/index.html" for folder in ("principes", "politiques", "actions")}
    assert own - lists - said == set()


def test_what_holds_some_entries_is_said_of_those_that_it_holds(tmp_path: Path) -> None:
    town = hamlet(tmp_path / "hameau")
    share_pictures(town)
    (town / "contenu" / "decisions").mkdir()
    (town / "contenu" / "decisions" / "eau.md").write_text(
        "---\ntitre: Adoption\nen_bref: Oui.\ngenre: resolution\nnumero: 2026-1\n"
        "quand: 2026-02-03\nadopte: politique:eau\n---\n",
        "utf-8",
    )
    done = build_with("mkdocs", town)
    assert done.returncode == 0, done.stderr
    data = town / "site" / "donnees"
    for name in (*ENTRIES[:4], "decision:eau"):
        found = explained(town, name)
        said = {path.removeprefix("donnees/") for path in paths(found) if "donnees/" in path}
        title = found["entry"]["title"]
        for file_name, title_in in (
            ("stratml.xml", f"<Name>{title}</Name>"),
            ("nouveautes.atom", f"<title>{title}"),
            ("calendrier.ics", f"SUMMARY:{title}"),
        ):
            holds = title_in in (data / file_name).read_text("utf-8")
            assert (file_name in said) is holds, (name, file_name)


def test_what_a_rule_names_gives_other_files_and_nothing_else_does(
    town: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(town, tmp_path / "hameau", symlinks=True))
    file = copy / "contenu" / "actions" / "puits.md"
    text = file.read_text("utf-8")

    def drawn() -> tuple[list[str], list[str]]:
        found = paths(explained(copy, "action:puits"))
        return tuple(
            [path for path in found if path.startswith(start)]
            for start in ("partage/", "illustrations/")
        )  # type: ignore[return-value]

    cards, landscapes = drawn()
    assert (len(cards), len(landscapes)) == (1, 3)
    file.write_text(f"{text}\nUn mot de plus.\n", "utf-8")
    assert drawn() == (cards, landscapes)
    file.write_text(text.replace("On creuse.", "On bêche."), "utf-8")  # the sentence of its page
    after, same = drawn()
    assert same == landscapes
    assert after != cards
    file.rename(file.with_name("source.md"))
    moved = [path for path in paths(explained(copy, "action:source")) if "paysage" in path]
    assert set(moved).isdisjoint(landscapes)


def leading_to(site: Path, target: str) -> set[str]:
    """Return the pages of the site that lead to another."""
    found = set()
    for page in site.rglob("*.html"):
        path = page.relative_to(site).as_posix()
        text = page.read_text("utf-8")
        body = text[text.find("<article") : text.find("</article>")]
        for address in re.findall(r'href="([^"#?]*)', body):
            led = unquote(urljoin(f"http://a/{path}", address)).removeprefix("http://a/")
            if f"{led}index.html" == target and path != target:
                found.add(path)
    return found


@pytest.mark.parametrize("name", ENTRIES[:4:3] + ENTRIES[1:2])
def test_the_pages_said_to_show_an_entry_lead_to_it_and_no_page_of_an_entry_is_left_out(
    town: Path, site: Path, name: str
) -> None:
    found = explained(town, name)
    said = {each["path"] for each in found["shown"]}
    leading = leading_to(site, paths(found)[0])
    assert said <= leading
    own = tuple(f"{path.removesuffix('index.html')}" for path in paths(found)[:1])
    entries = {
        path
        for path in leading
        if path.startswith(("principes/", "politiques/", "actions/"))
        and not path.startswith(own)
        and path.count("/") < 3
    }
    assert entries <= said


def test_nothing_is_written_of_a_site_without_pictures(tmp_path: Path) -> None:
    town = hamlet(tmp_path / "hameau")
    before = sorted(town.rglob("*"))
    assert command("expliquer", "action:puits", cwd=town).code == 0
    assert sorted(town.rglob("*")) == before
    # Its picture is looked at, and kept like a build does.
    assert command("expliquer", "principe:eau", cwd=town).code == 0
    new = {*town.rglob("*")} - {*before}
    assert {file.relative_to(town).parts[0] for file in new} == {".cache"}


def test_every_entry_of_a_town_is_explained(tmp_path: Path) -> None:
    town = Path(shutil.copytree(CANDIAC, tmp_path / "candiac"))
    for file in sorted((town / "contenu").rglob("*.md"))[::12]:
        said = command("expliquer", file, cwd=town)
        assert said.code == 0 or "peut être" in said.err, (file, said.err)

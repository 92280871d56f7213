"""The demonstration in contenu/: real, sourced, said to be unofficial, and whole."""

import re
from pathlib import Path

import pytest
import yaml
from site_tools import (
    DEMONSTRATION_DAY,
    ROOT,
    Element,
    article,
    broken_links,
    demonstration,
    pages,
    run,
)

CONTENT = ROOT / "contenu"
NOTICE = "Démonstration non officielle, faite de sources publiques."
# A function or a courtesy title followed by what looks like a person's first and last names.
PERSON = re.compile(
    r"\b(?:M\.|Mme|[Mm]aire|[Mm]airesse|[Dd]irect(?:eur|rice)|[Cc]onseill(?:er|ère)|[Ss]tagiaire)"
    r"(?: du développement| général| générale)?,?\s:?\s*"
    r"[A-ZÀ-Ý][a-zà-ÿ]+(?:[ -][A-ZÀ-Ý][a-zà-ÿ]+)+"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site, which `mkdocs build --strict` made."""
    return demonstration(tmp_path_factory)


@pytest.fixture(scope="module")
def html(site: Path) -> dict[str, str]:
    return pages(site)


def entries(folder: str) -> list[Path]:
    return [file for file in sorted((CONTENT / folder).rglob("*.md")) if file.stem != "index"]


def header(file: Path) -> dict[str, object]:
    found = yaml.safe_load(file.read_text("utf-8").split("---\n")[1])
    assert isinstance(found, dict)
    return found


def content(html: dict[str, str], path: str) -> Element:
    return article(html[path])


def links(element: Element) -> set[str]:
    return {a.attributes["href"] for a in element.all("a") if "href" in a.attributes}


def test_there_is_no_problem_of_any_kind() -> None:
    done = run("-m", "parapluie", "verifier", "--strict", day=DEMONSTRATION_DAY)
    assert done.returncode == 0
    # Sources that are known by an unprotected address alone; four projects, of which no source says
    # what they carry out; principles that nothing tells apart yet.
    assert done.stderr == "Aucune erreur, aucun avertissement et 7 lacunes.\n"
    assert set(re.findall(r" (P\d+) ", done.stdout)) == {"P109", "P305", "P325"}


def test_it_builds_strictly_and_its_front_page_is_where_hosts_look(site: Path) -> None:
    assert (site / "index.html").is_file()


def test_every_link_anchor_and_picture_leads_somewhere(site: Path) -> None:
    assert broken_links(site) == []


@pytest.mark.parametrize(
    ("folder", "least"),
    [
        ("recit", 5),
        ("principes", 16),
        ("politiques", 5),
        ("actions", 12),
        ("groupes", 4),
        ("acteurs", 4),
        ("indicateurs", 4),
        ("decisions", 2),
    ],
)
def test_each_part_is_as_full_as_promised(folder: str, least: int) -> None:
    assert len(entries(folder)) >= least


def test_the_principles_are_those_of_the_act() -> None:
    linked = {str(link) for file in entries("principes") for link in header(file)["referentiels"]}  # type: ignore[attr-defined]
    assert len({link for link in linked if link.startswith("ldd:")}) == 16


def test_the_nineteen_activities_of_the_process_are_there() -> None:
    parts = [header(file).get("fait_partie_de") for file in entries("demarche")]
    assert parts.count(["creer-le-petit-saguenay-de-nos-reves"]) == 19


def test_every_entry_names_its_sources() -> None:
    folders = [folder for folder in CONTENT.iterdir() if folder.is_dir()]
    without = [
        file.relative_to(CONTENT).as_posix()
        for folder in folders
        for file in entries(folder.name)
        if not header(file).get("sources") and not default(folder, "sources")
    ]
    assert without == []


def default(folder: Path, key: str) -> object:
    file = folder / "_defauts.yml"
    return yaml.safe_load(file.read_text("utf-8")).get(key) if file.is_file() else None


def test_every_page_says_that_it_is_an_unofficial_demonstration(html: dict[str, str]) -> None:
    assert len(html) > 150
    assert [p for p in html if NOTICE not in content(html, p).text.replace("\u00a0", " ")] == []


def test_every_chapter_says_that_it_is_not_the_official_story(html: dict[str, str]) -> None:
    for file in entries("recit"):
        text = content(html, f"recit/{file.stem}.html").text
        assert "écrit pour la démonstration" in text, file.stem


def test_a_principle_lists_the_participatory_budget_directly_and_through_the_policy(
    html: dict[str, str],
) -> None:
    page = content(html, "principes/participation-et-engagement.html")
    (section,) = page.with_class("pp-dependents")
    rows = [
        next(row.all("a")).text for rows in section.with_class("pp-rows") for row in rows.all("li")
    ]
    assert rows.count("Budget participatif") == 1
    assert rows.index("Budget participatif") < rows.index(
        "Mise sur pied du comité loisirs, sports et plein air"
    )
    (group,) = (
        group
        for group in section.with_class("pp-group")
        if next(group.all("summary")).text.startswith("Par la Politique de participation citoyenne")
    )
    assert "On y trouve aussi Budget participatif" in group.text


def test_the_page_of_an_action_leads_up_to_its_principle_and_to_a_chapter(
    html: dict[str, str],
) -> None:
    page = content(html, "actions/budget-participatif.html")
    (why,) = page.with_class("pp-why-section")
    assert "../principes/participation-et-engagement.html" in links(why)
    assert "../politiques/participation-citoyenne.html" in links(why)
    assert [link for link in links(why) if link.startswith("../recit/")]


@pytest.mark.parametrize(("framework", "size"), [("ldd", 16), ("odd", 17)])
def test_each_item_of_a_framework_says_what_corresponds_or_that_nothing_does(
    html: dict[str, str], framework: str, size: int
) -> None:
    folder = f"referentiels/{framework}/"
    items = [path for path in html if path.startswith(folder) and not path.endswith("/index.html")]
    assert len(items) == size
    for path in items:
        page = content(html, path)
        something = [h2 for h2 in page.all("h2") if h2.text.startswith("Ce qui y correspond ici")]
        assert something or "Rien n’y correspond encore ici." in page.text, path
    listed = links(content(html, f"{folder}index.html"))
    assert {path.removeprefix(folder) for path in items} <= {
        link.rpartition("/")[2] for link in listed
    }


def test_no_page_names_a_person_by_function(html: dict[str, str]) -> None:
    assert PERSON.search("la directrice du développement, Prénom Nom")
    named = {path: PERSON.findall(content(html, path).text) for path in html}
    assert {path: found for path, found in named.items() if found} == {}

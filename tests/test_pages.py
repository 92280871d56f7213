"""Finished pages: those of a small frozen town, and what holds of every page of any town.

When pages are meant to change, write them again and read the difference:

    PARAPLUIE_REGENERER=1 ./faire tests tests/test_pages.py
    git diff tests/pages/attendu
"""

import html
import itertools
import os
import re
from collections.abc import Iterator
from pathlib import Path

import markdown
import pytest
import yaml
from parapluie.build.making import Site, build
from parapluie.site.prose import typeset as typeset_markdown
from parapluie.source.content_files import Roots
from parapluie.source.options import Options
from site_tools import DAY, ROOT, Element, article, core_site, is_data, parse, run

TOWN = ROOT / "tests" / "pages" / "ville"
EXPECTED = ROOT / "tests" / "pages" / "attendu"
GOLDEN = (
    "index.md",
    "recit/le-pont.md",
    "principes/entraide.md",
    "principes/index.md",
    "politiques/ecole.md",
    "actions/corvee.md",
    "actions/index.md",
    "groupes/enfants.md",
    "demarche/veillee.md",
    "indicateurs/livres.md",
    "referentiels/odd/11.md",
    "referentiels/odd/12.md",
    "politiques/plan-scolaire.html",
)
HOSTILE = (
    "</script><script>alert(1)</script>",
    'Un "guillemet" et une apostrophe\'',
    "[x](y) et [[z]]",
    "<b>gras</b> &amp; & puis *italique* _souligné_ `code`",
    "{{ 7 * 7 }} {% raw %} {# rien #} {: .classe }",
    "# Pas un titre : ni --- une coupure",
    "<!-- jamais fermé",
)


@pytest.fixture(scope="module")
def town() -> Site:
    found = core_site(TOWN)
    assert found.problems == ()
    return found


@pytest.mark.parametrize("path", GOLDEN)
def test_a_page_of_the_frozen_town_is_as_it_was(town: Site, path: str) -> None:
    made = {file.path: file.content for file in town.files}[path]
    file = EXPECTED / path
    if os.environ.get("PARAPLUIE_REGENERER"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(str(made), "utf-8", newline="\n")
        pytest.skip("written again")
    assert made == file.read_text("utf-8")


def test_no_expected_page_is_left_over() -> None:
    kept = {file.relative_to(EXPECTED).as_posix() for file in EXPECTED.rglob("*.*")}
    assert kept == set(GOLDEN)


# --- Hostile words ---


def hostile_town(folder: Path) -> Path:
    """Write a town whose every text is hostile."""

    def write(path: str, text: str = "", **fields: object) -> None:
        file = folder / "contenu" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        header = yaml.safe_dump(fields, allow_unicode=True, width=1000)
        file.write_text(f"---\n{header}---\n{text}\n", "utf-8")

    for number, words in enumerate(HOSTILE):
        common = {"titre": words, "en_bref": words}
        sources = [{"titre": words, "cle": "s", "note": words}]
        write(f"principes/p{number}.md", **common, questions=[words], avis=words)
        write(
            f"politiques/q{number}.md",
            f"[[p{number}]]\n",
            **common,
            principes=[f"p{number}"],
            objectifs=[{"id": "o", "titre": words, "texte_adopte": words}],
        )
        write(
            f"actions/a{number}.md",
            f"[[p{number}]] et [[p{number}|{words.replace('[', '(').replace(']', ')')}]]\n",
            **common,
            realise=[f"q{number}#o"],
            faits=[{"libelle": words, "valeur": [{"valeur": words, "source": "s"}, "2"]}],
            etapes=[{"quand": "2030", "titre": words}],
            sources=sources,
            anciens_ids=[f"ancien{number}"],
        )
        write(f"recit/c{number}.md", **common, principes=[f"p{number}"])
        write(f"demarche/d{number}.md", **common, quand=2030, apports=[{"texte": words}])
    (folder / "mkdocs.yml").write_text(
        "site_name: Ville\ndocs_dir: contenu\nuse_directory_urls: false\n"
        "theme: {name: material, language: fr, font: false}\n"
        "plugins: [search, parapluie: {publier_outils: oui}]\n"
    )
    return folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_town(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def hostile_pages(hostile: Path) -> dict[str, str]:
    site = build(Roots(hostile / "contenu", hostile / "illustrations"), Options(today=DAY))
    assert site.problems == ()
    return {file.path: str(file.content) for file in site.files if file.path.endswith(".md")}


def plain(text: str) -> str:
    """Return a text without what typography changes."""
    return " ".join(text.replace("\u00a0", " ").replace("’", "'").split())


def as_published(page: str) -> Element:
    """Return a page as an engine's Markdown makes it, with more extensions than we ask for."""
    body = page.split("---\n", 2)[2]
    extensions = ["attr_list", "toc", "tables", "def_list", "footnotes", "md_in_html", "admonition"]
    return parse(markdown.markdown(body, extensions=extensions))


@pytest.mark.parametrize(("number", "words"), list(enumerate(HOSTILE)))
@pytest.mark.parametrize("kind", ["principes/p", "politiques/q", "actions/a", "recit/c"])
def test_a_hostile_title_and_summary_are_read_as_they_were_written(
    hostile_pages: dict[str, str], kind: str, number: int, words: str
) -> None:
    page = hostile_pages[f"{kind}{number}.md"]
    header = yaml.safe_load(page.split("---\n", 2)[1])
    assert plain(html.unescape(header["title"])) == plain(words)
    assert plain(html.unescape(header["description"])) == plain(words)
    assert not set('<>"') & set(header["description"])
    tree = as_published(page)
    assert [plain(h1.text) for h1 in tree.all("h1")] == [plain(words)]
    assert plain(words) in [plain(e.text) for e in tree.with_class("pp-brief")]


def test_hostile_words_add_no_element_of_their_own(hostile_pages: dict[str, str]) -> None:
    trees = {path: as_published(page) for path, page in hostile_pages.items()}
    added = {
        path: [e.tag for e in tree.all("script", "b", "i", "style", "iframe") if not is_data(e)]
        for path, tree in trees.items()
    }
    assert {path: tags for path, tags in added.items() if tags} == {}
    classes = [e.attributes.get("class", "") for tree in trees.values() for e in tree.all()]
    assert "classe" not in " ".join(classes).split()
    links = [e.attributes.get("href") for tree in trees.values() for e in tree.all("a")]
    assert "y" not in links


@pytest.mark.parametrize(("number", "words"), list(enumerate(HOSTILE)))
def test_a_link_by_a_hostile_title_leads_where_it_says(
    hostile_pages: dict[str, str], number: int, words: str
) -> None:
    tree = as_published(hostile_pages[f"actions/a{number}.md"])
    inline = [a for p in tree.children if isinstance(p, Element) for a in _inline_links(p)]
    assert [a.attributes["href"] for a in inline] == [f"../principes/p{number}.md"] * 2
    assert plain(inline[0].text) == plain(words)


def _inline_links(element: Element) -> Iterator[Element]:
    """Yield the links of a paragraph of the author's."""
    if element.tag == "p" and not element.attributes:
        yield from element.all("a")


@pytest.fixture(scope="module")
def hostile_site(hostile: Path) -> dict[str, str]:
    done = run("-m", "mkdocs", "build", "-f", "mkdocs.yml", cwd=hostile)
    assert done.returncode == 0, done.stderr
    return {
        file.relative_to(hostile / "site").as_posix(): file.read_text("utf-8")
        for file in (hostile / "site").rglob("*.html")
    }


@pytest.mark.parametrize(("number", "words"), list(enumerate(HOSTILE)))
def test_an_engine_publishes_a_hostile_title_as_it_was_written(
    hostile_site: dict[str, str], number: int, words: str
) -> None:
    for path in (f"principes/p{number}.html", f"actions/a{number}.html"):
        page = parse(hostile_site[path])
        (h1,) = article(hostile_site[path]).all("h1")
        assert plain(h1.text) == plain(words)
        title = next(page.all("title"))
        assert plain(title.text).startswith(plain(words))
    (redirect,) = (parse(hostile_site[f"actions/ancien{number}.html"]).all("p"),)
    assert plain(words) in plain(next(redirect).text)


def test_hostile_titles_add_no_element_to_the_pages_of_an_engine(
    hostile_site: dict[str, str],
) -> None:
    home = parse(hostile_site["guide/regles.html"]).all("script")
    theirs = [e.tag for e in home if not is_ours(e) and not is_data(e)]
    for path, page in hostile_site.items():
        if "<article" in page and path != "404.html":
            assert "alert(1)" not in [e.text for e in parse(page).all("script")], path
            # Some pages ask for a script of ours besides, and most hold data.
            found = [e for e in parse(page).all("script", "b") if not is_ours(e) and not is_data(e)]
            assert [e.tag for e in found] == theirs, path


def is_ours(element: Element) -> bool:
    """Tell whether an element is a script that the template of a page asks for."""
    return "defer" in element.attributes and "assets/parapluie/" in element.attributes["src"]


# --- Typography ---


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("l'eau : « oui »", "l’eau\u00a0: «\u00a0oui\u00a0»"),
        ("25 000 $ et 12 %", "25\u00a0000\u00a0$ et 12\u00a0%"),
        ("à 8 h, 3 km, 5 ans", "à 8\u00a0h, 3\u00a0km, 5\u00a0ans"),
        ("`l'eau : a`", "`l'eau : a`"),
        ("[l'eau](l'eau.md)", "[l’eau](l'eau.md)"),
        ("[l'eau](l'eau.md) : `a` : oui", "[l’eau](l'eau.md)\u00a0: `a`\u00a0: oui"),
        ("<a title=\"l'eau : b\">l'eau</a>", '<a title="l\'eau : b">l’eau</a>'),
        ("https://exemple.invalid/l'eau", "https://exemple.invalid/l'eau"),
        ("```\nl'eau : c\n```", "```\nl'eau : c\n```"),
        ("prix:1", "prix:1"),
    ],
)
def test_typography_is_of_quebec_and_leaves_code_and_addresses_alone(
    written: str, printed: str
) -> None:
    assert typeset_markdown(written) == printed


def test_every_page_has_one_title_and_headings_that_skip_no_level(town: Site) -> None:
    for file in town.files:
        if file.path.endswith(".md"):
            levels = [int(e.tag[1]) for e in as_published(str(file.content)).all(*HEADINGS)]
            assert levels.count(1) == 1, file.path
            assert levels[0] == 1, file.path
            assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), file.path


HEADINGS = tuple(f"h{level}" for level in range(1, 7))


def test_no_page_names_an_anchor_twice(town: Site) -> None:
    for file in town.files:
        if file.path.endswith(".md"):
            anchors = re.findall(r'\bid="([^"]+)"', str(file.content))
            assert len(anchors) == len(set(anchors)), file.path

"""An engine that is spared our HTML makes the same page as one that reads it as Markdown."""

from pathlib import Path

import markdown
import pytest
from parapluie.build.making import Site
from parapluie.site.fragments import anchors, by_author, condensed, restored, unmarked
from site_tools import ROOT, core_site

TOWN = ROOT / "tests" / "pages" / "ville"
EXTENSIONS = ["attr_list", "toc", "tables", "def_list", "footnotes", "fenced_code"]


@pytest.fixture(scope="module")
def town() -> Site:
    return core_site(TOWN)


def convert(text: str) -> str:
    return markdown.markdown(text, extensions=EXTENSIONS)


def spared(rendered: str) -> tuple[str, str]:
    """Return a page as an engine reads all of it, and as it is spared our HTML."""
    page, spans = unmarked(rendered)
    text, fragments = condensed(page, spans)
    return convert(page), restored(convert(text), fragments)


def test_every_page_of_a_town_is_the_same(town: Site) -> None:
    saved = 0
    for file in town.files:
        if file.path.endswith(".md"):
            whole = str(file.content)
            body = whole.split("---\n", 2)[2]
            start = len(whole) - len(body)
            spans = tuple((first - start, last - start) for first, last in file.html)
            text, fragments = condensed(body, spans)
            assert restored(convert(text), fragments) == convert(body), file.path
            saved += len(body) - len(text)
    assert saved > sum(len(str(f.content)) for f in town.files if f.html) / 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Un paragraphe.",
        "- une liste\n- qui finit la page",
        "# Titre\n\nTexte[^1]\n\n[^1]: une note",
        "<div>jamais fermé\n\nautre paragraphe",
        "<section>\n\nau milieu\n\n</section>",
        "</section>",
        "<!-- jamais fermé",
        "```\n<div>\n```\n",
        "```\n<div> jamais fermé",
        "Terme\n:   définition",
        "    du code",
        "| a | b |\n| - | - |\n| 1 | 2 |",
    ],
)
def test_whatever_an_author_writes_the_page_is_the_same(text: str) -> None:
    head = '<header class="a"><h1 id="t">Titre</h1></header>\n\n'
    foot = '\n\n<section id="s"><h2>Liens</h2>\n\n<ul><li>un</li></ul></section>\n<p>fin</p>\n'
    whole, without = spared(f"{head}{by_author(text)}{foot}")
    assert without.split() == whole.split()


@pytest.mark.parametrize(
    "rendered",
    [
        f"<section>\n\n{by_author('**texte**')}\n\n</section>\n",  # an author's text inside
        "```html\n<div>\n</div>\n```\n\n<div>autre</div>\n",  # code of our own
        "~~~\n<div>\n</div>\n~~~\n\n<div>autre</div>\n",
        "<div>jamais fermé\n",
    ],
)
def test_a_page_that_cannot_be_told_apart_is_read_whole(rendered: str) -> None:
    page, spans = unmarked(rendered)
    assert spans == ()
    assert "\x0e" not in page


def test_markdown_of_our_own_templates_stays_markdown() -> None:
    rendered = "## Les clés\n\n<table><tr><td>a</td></tr></table>\n\nDu *texte*.\n"
    whole, without = spared(rendered)
    assert without == whole
    assert "<h2" in without
    assert "<em>texte</em>" in without


def test_our_html_is_found_on_both_sides_of_what_authors_write() -> None:
    assert (by_author(""), by_author("un")) == ("", "\x0eun\x0f")
    ours = [f"<p>{n}</p>\n\n" for n in range(3)]
    rendered = ours[0] + by_author("<p>un</p>\n\n") + ours[1] + by_author("deux\n\n") + ours[2]
    page, spans = unmarked(rendered)
    assert page == f"{ours[0]}<p>un</p>\n\n{ours[1]}deux\n\n{ours[2]}"
    assert [page[start:end] for start, end in spans] == [block.strip() for block in ours]


def test_marks_of_code_within_a_line_keep_no_page_from_being_spared() -> None:
    rendered = "<p>On écrit ``` ou ~~~.</p>\n"
    assert unmarked(rendered) == (rendered, ((0, len(rendered) - 1),))


def test_the_places_of_a_fragment_are_known() -> None:
    page, spans = unmarked('<h2 id="sources">Sources</h2>\n<ol><li id="source-a">a</li></ol>\n')
    assert anchors(condensed(page, spans)[1]) == {"sources", "source-a"}


def test_no_mark_is_left_in_a_page(town: Site, tmp_path: Path) -> None:
    for file in town.files:
        if isinstance(file.content, str):
            assert not {"\x0e", "\x0f"} & set(file.content), file.path

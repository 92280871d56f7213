"""Laws of authors' text: nothing active passes, plain text stays plain, typography is done once."""

import re
import sys
from html import unescape

import markdown
from hypothesis import example, given
from hypothesis import strategies as st
from parapluie.meaning.graph import Graph
from parapluie.model import Content
from parapluie.site import prose
from parapluie.source.costly_text import tangle
from parapluie.source.entry_text import code_spans, inline, passages
from parapluie.source.markup import refusals
from parapluie.source.parsed_markup import EXTENSIONS
from parapluie.source.yaml_nodes import CONTROL
from parapluie.vocabulary import grammar
from parapluie.vocabulary.local_words import Vocabulary
from rounds import law
from site_tools import parse

PLAIN = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=40
).filter(lambda text: not CONTROL.search(text))
SIGNS = st.text("a1é \\`*_[](){}<>#+-.!&;:/|~^='\"«»’%$", min_size=1, max_size=30)
TITLES = (PLAIN | SIGNS).map(lambda text: " ".join(text.split())).filter(bool)
# Sides of what people write and of what attackers do, to be put together at random.
PIECES = st.lists(
    st.sampled_from(
        # A sign between them that none holds.
        "a¦ ¦\n¦\n\n¦    ¦`¦``¦```\n¦*¦_¦[¦]¦(¦)¦!¦](¦](javascript:alert(1))¦](https://e.invalid)¦"
        "<¦>¦</¦/>¦<!--¦-->¦<b>¦</b>¦<script>¦</script>¦<svg¦ onload=¦\"¦'¦=¦{:¦{: ¦}¦{#a}¦ .b¦"
        " onclick=a¦ style=a¦&#106;¦&colon;¦&lt;¦&¦javascript:¦data:text/html,¦//e.invalid¦"
        "http://e.invalid¦\\¦<a href=¦<img src=x¦[a]: ¦<javascript:a>¦# ¦- ¦> ¦|¦|-|\n¦<?¦<!A¦<p>¦"
        "</p>¦<details>¦<summary>¦<iframe¦\t¦<a\n¦1. ¦~~~\n¦:".split("¦")
    ),
    max_size=14,
).map("".join)

# A town without entries: nothing to name in a link.
NOBODY = Graph(Content(()), Vocabulary())

ELEMENTS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup data dd del details dfn div "
    "dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp "
    "section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var "
    "wbr".split()
)


def converted(text: str) -> str:
    return markdown.Markdown(extensions=list(EXTENSIONS)).convert(text)


@law(400)
@given(text=PIECES)
@example(text="<a href='javascript:alert(1)'>a</a>")
@example(text="[a](&#106;avascript:alert(1))")
@example(text="a{: onclick=a}")
@example(text="[a]: javascript:a\n\n[a]")
@example(text="<b\n onclick='a'>")
def test_a_text_that_is_not_refused_gives_nothing_active(text: str) -> None:
    if tangle(text) is not None or any(refusal.is_error for refusal in refusals(text)):
        return
    for element in parse(converted(text)).all():
        assert not element.tag or element.tag in ELEMENTS, element.tag
        for name, value in element.attributes.items():
            assert not name.startswith("on"), name
            assert name not in ("style", "srcdoc", "formaction", "action", "xlink:href"), name
            if name in ("href", "src", "cite"):
                address = re.sub(r"[\x00-\x20\x7f-\xa0\ufeff]", "", unescape(value))
                scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", address)
                assert scheme is None or scheme[1].lower() in ("https", "http", "mailto", "tel")
                assert not address.startswith("//")


@law(200)
@given(text=PIECES)
def test_a_refusal_stands_in_the_text_and_each_place_is_told_once(text: str) -> None:
    if tangle(text) is None:
        found = refusals(text)
        assert all(0 <= refusal.offset <= len(text) for refusal in found)
        assert [r.offset for r in found] == sorted({r.offset for r in found})


@law(200)
@given(title=TITLES)
@example(title="a](b)")
@example(title="<i>a</i> & co")
@example(title="1. a")
def test_an_escaped_title_reads_as_it_was_written_in_a_link(title: str) -> None:
    html = converted(f"x [{prose.escape(title)}](a.md) x")
    links = list(parse(html).all("a"))
    assert [link.attributes for link in links] == [{"href": "a.md"}]
    assert links[0].text == " ".join(title.split())
    assert not list(links[0].all("em", "strong", "code", "img", "b", "i"))


@law(150)
@given(title=TITLES)
@example(title="a # b * c > d")
@example(title="[a](b) &lt;c&gt; \\_d_")
def test_an_escaped_title_is_quoted_as_it_was_written(title: str) -> None:
    assert prose.plain(f"x {prose.escape(title)}", NOBODY) == grammar.typeset(f"x {title}")


def test_a_quotation_drops_the_signs_that_mark_and_keeps_the_others() -> None:
    text = (
        "## Le **parc** #12\n> cité\n> > deux\n* une `note` en C#, 3 > 2 et 2 * 3\n"
        '*a* _b_ c_d ![e](f.png) [*g*](h.md "i") \\*j\\* A&amp;B [k]{l}'
    )
    assert prose.plain(text, NOBODY).replace("\u00a0", " ").split("\n") == [
        *(" Le parc #12", "cité", "deux", " une note en C#, 3 > 2 et 2 * 3"),
        "a b c_d e g *j* A&B k",
    ]


@law(150)
@given(title=TITLES)
@example(title="`a` *b* <c> [d](e) &amp; :smile: ==f==")
@example(title="a -- b --- c... d - e.")
def test_inert_text_means_nothing_to_markdown_whatever_its_extensions(title: str) -> None:
    many = ["extra", "sane_lists", "smarty", "toc", "nl2br", "admonition", "wikilinks"]
    many += ["pymdownx.betterem", "pymdownx.caret", "pymdownx.mark", "pymdownx.tilde"]
    html = markdown.markdown(f"<p>x</p>\n\nx {prose.inert(title)} x", extensions=many)
    assert parse(html).text == "x x " + " ".join(grammar.typeset(title).split()) + " x"


def test_what_is_folded_is_folded_once_and_for_all() -> None:
    signs = (chr(code) for code in range(sys.maxunicode + 1))
    assert [sign for sign in signs if grammar.fold(once := grammar.fold(sign)) != once] == []
    assert grammar.fold("L’ŒUVRE Ǽ, ᴬ ℂ") == "l’oeuvre ae, a c"


@law(150)
@given(text=PLAIN | SIGNS)
@example(text="« a » : 5 $ l'eau : « b »")
def test_typography_is_done_once_and_changes_spaces_and_apostrophes_alone(text: str) -> None:
    once = grammar.typeset(text)
    assert grammar.typeset(once) == once
    assert len(once) == len(text)
    for before, after in zip(text, once, strict=True):
        assert before == after or (before, after) in ((" ", "\u00a0"), ("'", "’"))


@law(150)
@given(
    before=SIGNS,
    code=st.text("ab' :«»$%1", min_size=1, max_size=12),
    after=SIGNS,
)
def test_typography_leaves_code_and_addresses_alone(before: str, code: str, after: str) -> None:
    plain = re.sub(r"[`<>\[\]()~:/]", "", f"{before}|{after}").partition("|")
    for written in (f"`{code}`", f"[a]({code})", f"https://e.invalid/{code.replace(' ', '')}"):
        assert written in prose.typeset(f"{plain[0]} {written} {plain[2]}")


@law(150)
@given(levels=st.integers(0, 6), text=st.text("# `~\nab=-", max_size=60))
def test_headings_go_down_by_so_many_levels_and_never_past_the_sixth(
    levels: int, text: str
) -> None:
    def headings(written: str) -> list[tuple[int, str]]:
        tree = parse(markdown.markdown(written, extensions=["fenced_code"]))
        tags = [f"h{n}" for n in range(1, 7)]
        return [(int(e.tag[1]), e.text) for e in tree.all(*tags)]

    # Only texts whose headings stand alone on their lines, as people write them.
    lines = [line if line.startswith("#") else line.replace("#", "") for line in text.split("\n")]
    text = "\n\n".join(re.sub(r"^[=\-]+\s*$|[`~]", "", line) for line in lines)
    text = re.sub(r"^(#+)(?=[^#\s])", r"\1 ", text, flags=re.MULTILINE)
    text = re.sub(r"^(#{6})#+", r"\1", text, flags=re.MULTILINE)
    text = re.sub(r"^#+[# ]*$", "", text, flags=re.MULTILINE)
    was = headings(text)
    assert headings(prose.lowered(text, levels)) == [(min(6, n + levels), t) for n, t in was]


@law(200)
@given(text=st.text("[]{}()`a,é.\n =!\\|-", max_size=80))
@example(text="[a [[b]] c]{action:d, e}")
def test_a_passage_stands_where_it_says_with_its_words_and_its_targets(text: str) -> None:
    end = 0
    for passage in passages(text, "a.md", 4):
        assert passage.start >= end
        end = passage.end
        assert text[passage.start] == "["
        assert text[passage.end - 1] == "}"
        assert text[passage.text_end : passage.text_end + 2] == "]{"
        written = text[passage.text_end + 2 : passage.end - 1]
        assert list(passage.targets) == [
            part.strip() for part in written.split(",") if part.strip()
        ]
        line = text.split("\n")[passage.place.line - 5]
        assert line[passage.place.column - 1] == "["


@law(200)
@given(text=st.text("`[]()ab \n~|.md", max_size=80))
def test_nothing_within_code_is_a_link(text: str) -> None:
    spans, _ = code_spans(text)
    mentions, _ = inline(text, "a.md", 0)
    fences = [(s, e) for s, e in spans if text[s:].lstrip(" ").startswith(("```", "~~~"))]
    for mention in mentions:
        assert not any(start <= mention.start < end for start, end in fences)

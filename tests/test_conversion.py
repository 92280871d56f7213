"""What spares Python-Markdown work makes what it would have made."""

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from parapluie.mkdocs.conversion import _stressed, _Unmarked
from rounds import law

_PLAIN = markdown.Markdown(extensions=["attr_list", "tables", "toc"])
_SPARED = markdown.Markdown(extensions=["attr_list", "tables", "toc"])
_SPARED.treeprocessors.register(_Unmarked(), "unmarked", 20.5)

_PIECES = (
    *("*", "**", "***", "* ", " *", "mot", "eau", "été", "l’", "a", "2", " ", ", ", ". ", "\n"),
    *(
        "\n\n",
        "- ",
        "# ",
        "« ",
        " »",
        "(",
        ")",
        "€",
        "+",
        "-",
        "!",
        "{.x}",
        "\\",
        "`",
        "_",
        "[",
        "]",
    ),
    *("(b.md)", "<b>", "&", "  \n", "| ", "1. "),
)


def both(text: str) -> tuple[str, str]:
    return _SPARED.reset().convert(text), _PLAIN.reset().convert(text)


@given(st.lists(st.sampled_from(_PIECES), max_size=24).map("".join))
@example("Un **mot**, *deux*{.x} et *l’eau\nvive* : « *été* »")
@example("- *a* b **c**\n- d\n\n# *e* f {#g}\n\n| *h* |\n| --- |\n| **i** |")
@law(300)
def test_stressed_words_are_those_of_python_markdown(text: str) -> None:
    spared, whole = both(text)
    assert spared == whole


@pytest.mark.parametrize(
    ("text", "spared"),
    [
        ("Rien à dire.", True),
        ("Un **mot** et *deux mots*, (*trois*).", True),
        ("2 * 3 * 4", False),
        ("*l’eau", False),
        ("***tout***", False),
        ("un *mot*s", False),
        ("*un* [lien](a.md)", False),
        ("*un* `code`", False),
    ],
)
def test_what_is_plain_or_only_stressed_is_told(text: str, *, spared: bool) -> None:
    assert (_stressed(text) is not None) is spared

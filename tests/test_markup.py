"""What a text may not hold is found to its limits and told where it stands."""

import pytest
from parapluie.source.costly_text import overgrown, tangle
from parapluie.source.markup import refusals
from parapluie.source.refusal_places import Refusal


def found(text: str) -> list[tuple[int, str, str]]:
    return [(one.offset, one.reason, one.words) for one in refusals(text)]


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("a\n\n" * 15_000, "\n"),
        (("a " + "*" * 100 + "\n\n") * 300, "*"),
        ("a [" * 60, "["),
        (("a [" * 60 + "\n\n") * 5, "[a"),
        ("a" * 20_000, "a"),
        ("# a\n\n" * 1_000, "# a"),
    ],
)
def test_a_text_is_converted_up_to_a_limit_and_no_further(text: str, more: str) -> None:
    assert tangle(text) is None
    assert tangle(text + more) is not None


def test_what_is_too_much_is_told_where_it_begins() -> None:
    assert tangle("a\n\n" + "[" * 61) == 2  # with the line end before
    assert tangle("a\n\n" * 15_001) == 0
    assert tangle("a " + "*" * 30_001) == 0
    assert tangle("# a\n\n" * 1_002) == 5_000


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a <object>b</object>\n\nc <object>d</object>", ["2 object", "24 object"]),
        ("<p>a &amp; <object>b</object></p>", ["11 object"]),
        ("a [b](javascript:c&d)", ["6 javascript:c&d"]),
        ("un texte</b >", ["8 </b>"]),
    ],
)
def test_a_refusal_stands_where_its_words_do(text: str, places: list[str]) -> None:
    assert [f"{offset} {words}" for offset, _, words in found(text)] == places


@pytest.mark.parametrize("colon", [":", "&colon;", "&#58;"])
def test_what_is_written_twice_is_told_twice(colon: str) -> None:
    link = f"a [b](javascript{colon}c)\n\n"
    first, second = (offset for offset, *_ in found(link * 2))
    assert link[first] in "]j"
    assert second == first + len(link)


def test_what_is_refused_is_an_error_unless_it_only_says_too_little() -> None:
    assert refusals("a <object>")[0] == Refusal(2, "element", "object")


def table(rows: int, columns: int = 2, cell: str = "un mot") -> str:
    lines = ["|".join(row) for row in ([cell] * columns, ["---"] * columns)]
    return "\n".join([*lines, *["|".join([cell] * columns)] * rows]) + "\n"


def html_table(rows: int, between: str = "\n") -> str:
    row = "<tr><td>un mot</td><td>a*</td></tr>" + between
    return "<table>" + between + row * rows + "</table>\n"


@pytest.mark.parametrize(
    "text",
    [
        "Avant.\n\n" + html_table(5_000) + "\nAprès.\n",
        html_table(5_000, between=""),
        html_table(5_000).upper(),
        table(5_000),
        table(5_000, 5, "< 5 %"),
        "Avant.\n\n## Les rues\n" + table(5_000, 6),
        table(2_500) + "\nEntre.\n\n" + table(2_500),
        table(5_000).replace("un mot|", "[un](b.md)|").replace("|un mot", "|*mot* &amp; <br>", 900),
        "".join(f"| {line}\n" for line in table(5_000, 1).splitlines()),
    ],
)
def test_a_table_of_thousands_of_rows_is_converted(text: str) -> None:
    assert len(text) > 20_000
    assert overgrown(text) is None
    assert tangle(text) is None
    assert [refusal for refusal in refusals(text) if refusal.is_error] == []


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("Avant.\n\n" + table(5_001), 8),
        ("Avant.\n\n## Les rues\n" + table(5_001), 20),
        (table(4_300, 7), 0),
        ("Avant.\n\n" + html_table(5_001, between=""), 8),
        (table(2_500) + "\n" + table(2_501), len(table(2_500)) + 1),
        (table(4_000, 2, "**a** *b*"), 0),
    ],
)
def test_a_table_that_is_too_large_is_told_where_it_begins(text: str, offset: int) -> None:
    assert overgrown(text) == offset


@pytest.mark.parametrize(
    "text",
    [
        "a|b\n" * 6_000,  # no table: Markdown reads it as words
        "    " + table(6_000).replace("---|---", "---"),
        table(3_000).replace("un mot|un mot\nun mot", "x" * 20_001 + "|a\nun mot", 1),
        table(3_000).replace("un mot|un mot\nun mot", "[" * 61 + "|a\nun mot", 1),
        table(3_000).replace("un mot|", "<b|"),
        table(3_000) + "\n" + "*" * 30_001,
        html_table(1_000).replace("</table>", "</table>" + "*a* " * 6_000),
        html_table(1_000).replace("</td></tr>", "</table> *b*</td></tr>"),
        html_table(2_000).replace("<tr>", "<tr <b"),
    ],
)
def test_what_only_looks_like_a_table_is_held_to_the_limits_of_words(text: str) -> None:
    assert overgrown(text) is None
    assert tangle(text) is not None


def test_a_line_of_dashes_takes_no_time() -> None:
    assert overgrown("a|b\n" + "-" * 500_000 + "x") is None


@pytest.mark.parametrize(
    ("text", "reason", "words"),
    [
        ("<td width=50/>", "unquoted", "<td width=50/>"),
        ("<p id=a>b</p>", "unquoted", "<p id=a>"),
        ("<a href=b.md>b</a>", "unquoted", "<a href=b.md>"),
        ("<p title=(b)>c</p>", "unquoted", "<p title=(b)>c</p>"),
        ("a <span/> b", "alone", "<span/>"),
        ("&amp; *a*{{ b }}", "template", "{{ b }"),
        ("# a &amp; {b c}", "braces", "{b c}"),
        ("[a](https://b.c/d?e\\&f)", "backslash", "https://b.c/d?e\\&f"),
        ('<p role="note dialog">a</p>', "value", "note dialog"),
        ('&amp; *a*{: b="c" }', "attribute", "b"),
        ("a <!-- b <!-- c --> d", "markup", "<!-- b <!-- c --> d"),
    ],
)
def test_a_refusal_says_what_is_wrong(text: str, reason: str, words: str) -> None:
    assert [(why, said) for _, why, said in found(text)][:1] == [(reason, words)]


@pytest.mark.parametrize(
    "text",
    [
        "a <!-- b -- c <b> d -- > --> e",
        "<!-- a\n\nb --- c -->",
        "<td width=50% align=left>a</td>",
        "a<br lang=fr >b",
        "a \\{b c\\}",
    ],
)
def test_what_is_harmless_is_kept(text: str) -> None:
    assert found(text) == []

"""What a text may not hold is found to its limits and told where it stands."""

import pytest
from parapluie.reader.markup import Refusal, refusals, tangle


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

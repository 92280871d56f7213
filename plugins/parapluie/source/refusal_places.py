"""Where a text holds what it may not: its words are looked for, one after the other."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .entry_text import code_spans
from .parsed_markup import unescaped


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that a text may not hold."""

    offset: int  # in characters from the start of the text
    reason: str  # key of a sentence in the vocabulary
    words: str  # what the author wrote, or the part of it that says most
    is_error: bool = True


Found = tuple[str, str, bool]  # reason, words, whether it is an error


def placed_in(text: str, found: Sequence[Found]) -> Iterator[Refusal]:
    """Give each finding its place in the text: where its words stand, one after the other."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a capital that makes two signs would move what follows
        lowered = "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
    named = _named(lowered) if any(reason in _NAMES for reason, *_ in found) else {}
    after: dict[str, int] = {}
    told: set[tuple[int, str]] = set()
    for reason, words, is_error in found:
        key = words.lower()
        if reason in _NAMES and named.get(key):
            offset = named[key].pop()
        else:
            places = (look(lowered, key, after.get(key, 0)) for look in _LOOKS)
            offset = next((place for place in places if place >= 0), 0)
            after[key] = offset + 1
        if (offset, reason) not in told:
            told.add((offset, reason))
            yield Refusal(offset, reason, words, is_error)


def _named(text: str) -> dict[str, list[int]]:
    """Return where ids and classes are given: in tags, or in braces that follow a text; backwards.

    Not in what code shows, though it may look like it.
    """
    shown = _unshown(text)
    found: dict[str, list[int]] = {}
    for given in _GIVEN.finditer(shown):
        start, end = given.span()
        line = shown.rfind("\n", 0, start)
        if given["braces"] and not shown[shown.rfind("\n", 0, max(0, line)) + 1 : start].strip(
            _BLANKS
        ):
            continue  # words that open a block
        for name in _WORD.finditer(shown, start + 1, end - 1):
            found.setdefault(unescaped(name[1]), []).append(name.start(1))
    for places in found.values():
        places.reverse()
    return found


def _unshown(text: str) -> str:
    """Return *text* with blanks in the place of what code shows, but for what opens a block."""
    pieces: list[str] = []
    position = 0
    for start, end in sorted(code_spans(text)[0]):
        first = text.find("\n", start, end) if text.startswith(_FENCES, start) else start
        if position <= first:
            pieces += [text[position:first], " " * (end - first)]
            position = end
    return "".join([*pieces, text[position:]])


def _tag_at(text: str, words: str, after: int) -> int:
    return text.find(f"<{words}", after)


def _words_at(text: str, words: str, after: int) -> int:
    return text.find(words, after)


def _closing_at(text: str, words: str, after: int) -> int:
    return text.find(words.rstrip(">"), after)


def _escaped_at(text: str, words: str, after: int) -> int:
    """Find an address that was written with entities or spaces: by what opens its link."""
    match = _ESCAPED.search(text, after)
    return match.start() if match else -1


_GIVEN = re.compile(r"<[a-z][^<>]*>|(?P<braces>\{[^{}\n]*\})")
_WORD = re.compile(r"[.#:]*([^\s\"'=<>{}]+)")
_BLANKS = " \t\n>"
_ESCAPED = re.compile(r"\]\(\s*[^)\n]*[&\\]|<[^>]*&|\{[^}\n]*&|\]:\s*\S*&")
_NAMES = ("id", "class")
_FENCES = ("```", "~~~")
_LOOKS: tuple[Callable[[str, str, int], int], ...] = (
    _tag_at,
    _words_at,
    _closing_at,
    _escaped_at,
)

"""Authors' texts as sentences: what is none is covered, every position kept."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from parapluie.model import Entry, Place
from parapluie.vocabulary.grammar import CAPITALS, fold
from parapluie.vocabulary.plain_words import (
    ABBREVIATIONS,
    STOP,
)

from .inclusive_writing import inclusive

# Fields that hold sentences of the town's own; not what people said, nor what was adopted.
TEXT_FIELDS = ("en_bref", "avis", "definition", "questions")
# What is no sentence, to be covered with spaces. Of a link, the words stay. Each begins as few
# places do, at a line or with a sign: the engine passes over the rest.
_COVERED = re.compile(
    r"^(?:[ ]{0,3}(?:"
    r"(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|\#{1,6}[^\n]*"
    r"|>[^\n]*(?:\n(?![ \t]*\n)[^\n]+)*"
    r"|\|[^\n]*"
    r"|\*?\[[^\[\]\n]+\]:[^\n]*)"
    r"|[^\n]+\n[ ]{0,3}(?:=+|-{2,})[ \t]*$"
    r"|(?:!!!|\?\?\?\+?|===)[ ][^\n]*)"
    r"|`(?<!``)(?P<ticks>`*)(?!`)(?:[^\n]|\n(?!\n)){1,1000}?`(?<!``)(?P=ticks)(?!`)"
    r"|<(?:!--.{0,9999}?-->|/?[a-zA-Z][^<>]*>|[^<>\s]+>)"
    r"|!\[[^\[\]\n]*\]\([^()\n]*\)"
    r"|\[(?:\[[^\[\]|\n]*(?:\||\]\])|(?<!\w.))"
    r"|\](?:\]|\((?:[^()\n]|\([^()\n]*\))*\))"
    r"|\]?\{[^{}\n]*\}"
    r"|://[^\s<>]+|@[\w-]+\.[\w.-]+"
    r"|[*_`]+",
    re.DOTALL | re.MULTILINE,
)
_LINKED = re.compile(r"\[\[[^\[\]\n]*\]\]|\[[^\[\]\n]*\]\([^()\n]*\)")
_ITEM = re.compile(r"^[ \t]*(?:[*+-]|\d+[.)])[ \t]+", re.MULTILINE)
_BREAK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[*+-]|\d+[.)])[ \t]+)")
_STOP = re.compile(STOP)
_LONGEST = max(map(len, ABBREVIATIONS))
_CAPITALS = re.compile(rf"[{CAPITALS}](?<![\w@/.-].)[{CAPITALS}][{CAPITALS}0-9]*\+?(?![\w@/-])")


@dataclass(frozen=True, slots=True)
class Prose:
    """A piece of a page: its sentences, what is none covered with spaces of the same length."""

    text: str
    places: Callable[[int], Place]  # from a position in the text
    linked: tuple[tuple[int, int], ...] = ()  # spans of the links' words
    blocks: tuple[tuple[int, int], ...] = ()  # spans of paragraphs and items
    capitals: tuple[tuple[int, str], ...] = ()  # words in capitals, by position
    styles: tuple[tuple[int, str, str], ...] = ()  # what `inclusive` finds


def prose(markdown: str, file: str, offset: int = 0) -> Prose:
    """Return the sentences of a text that has *offset* lines of its file before it."""
    text = _COVERED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), markdown)
    text = _ITEM.sub(lambda match: " " * len(match[0]), text)
    starts = [0, *(match.end() for match in re.finditer("\n", markdown))]

    def place(position: int) -> Place:
        line = _last(starts, position)
        return Place(file, offset + line + 1, position - starts[line] + 1)

    blocks, start = [], 0
    for match in _BREAK.finditer(markdown):
        blocks.append((start, match.start()))
        start = match.end()
    blocks.append((start, len(markdown)))
    linked = tuple(match.span() for match in _LINKED.finditer(markdown))
    return _prose(text, place, linked, tuple(b for b in blocks if text[b[0] : b[1]].strip()))


def _prose(
    text: str,
    places: Callable[[int], Place],
    linked: tuple[tuple[int, int], ...],
    blocks: tuple[tuple[int, int], ...],
) -> Prose:
    capitals = tuple((match.start(), match[0]) for match in _CAPITALS.finditer(text))
    return Prose(text, places, linked, blocks, capitals, tuple(inclusive(text)))


def _last(starts: Sequence[int], position: int) -> int:
    """Return the index of the last of *starts* that is not after *position*."""
    low, high = 0, len(starts)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if starts[middle] <= position else (low, middle)
    return low


def pieces_of(entry: Entry) -> Iterator[Prose]:
    """Yield the texts of an entry that its town wrote."""
    for key in TEXT_FIELDS:
        value = entry.fields.get(key)
        for text in [value] if isinstance(value, str) else value or ():
            # A value of the front matter may be folded over lines: only its start is known.
            at = _always(entry.places.get(key, entry.place))
            yield _prose(str(text), at, (), ((0, len(str(text))),))
    if entry.body.strip():
        yield prose(entry.body, entry.file, entry.body_offset)


def _always(place: Place) -> Callable[[int], Place]:
    return lambda _: place


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of a paragraph."""
    start = 0
    for match in _STOP.finditer(text):
        if match[0] == "." and _is_shortened(text[start : match.start()][-_LONGEST - 1 :]):
            continue
        yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _is_shortened(text: str) -> bool:
    """Tell whether a text ends with an abbreviation or an initial."""
    if len(text) > _LONGEST and text.isalpha():
        return False  # most sentences end with a longer word
    first = len(text)
    while first and text[first - 1].isalpha():
        first -= 1
    short = text[first:]
    return fold(short) in ABBREVIATIONS or (len(short) == 1 and short.isupper())

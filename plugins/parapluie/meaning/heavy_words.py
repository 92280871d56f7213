"""Words that have a plainer one, found in one reading."""

import re
from collections.abc import Iterable, Iterator, Sequence

from parapluie.vocabulary.grammar import APOSTROPHE, APOSTROPHES
from parapluie.vocabulary.plain_words import (
    WRITTEN,
    PlainWord,
)


class HeavyWords:
    """Find the words that have a plainer one, in one reading."""

    def __init__(self, words: Iterable[PlainWord]) -> None:
        """Make one expression of *words*, the longest first."""
        longest = sorted(words, key=lambda word: len(word.heavy), reverse=True)
        self._pattern, order = _expression([word.heavy for word in longest])
        self._words = [longest[number] for number in order]

    def found(self, text: str) -> Iterator[tuple[int, str, PlainWord]]:
        """Yield the position and the words of each, with what would be plainer."""
        for match in self._pattern.finditer(text) if self._words else ():
            word = self._words[(match.lastindex or 1) - 1]
            yield match.start(), " ".join(match[0].split()), word


def _expression(words: Sequence[str]) -> tuple[re.Pattern[str], list[int]]:
    """Return what finds each of the words, and which of them each of its groups is.

    They stand under their first letter and begin with their second: the engine leaves at once most
    places of a text.
    """
    by_letter: dict[str, list[int]] = {}
    for number, heavy in enumerate(words):
        by_letter.setdefault(heavy[0], []).append(number)
    branches = [
        f"[{letter}{letter.upper()}](?:"
        + "|".join(_rest(pattern_of(words[number])) for number in below)
        + ")"
        for letter, below in by_letter.items()
    ]
    order = [number for below in by_letter.values() for number in below]
    found = rf"(?<![^\W_])(?<!-)(?:{'|'.join(branches)})(?:(?<=[{APOSTROPHES}])|(?![^\W_]|-\w))"
    return re.compile(found), order


def _rest(pattern: str) -> str:
    """Return what follows the first letter, in any case, as a group after the second."""
    second = pattern[1]
    if second.isalpha():
        return f"[{second}{second.upper()}]((?i:{pattern[2:]}))"
    return f"((?i:{pattern[1:]}))"


def pattern_of(heavy: str) -> str:
    """Return what matches a word of the vocabulary: contracted, elided, at the start of a line."""
    start, _, last = heavy.rpartition(" ")
    if last in WRITTEN:
        return rf"{pattern_of(start)}\s+{WRITTEN[last]}"
    heavy = heavy.replace("(", "(?:").replace("*", r"\w*").replace(APOSTROPHE, f"[{APOSTROPHES}]")
    return heavy.replace(" ", r"\s+")

"""Which entries say nearly the same: those that share rare words.

An inverted index on stems: two entries are compared only where a rare word brings them together, so
that the work grows as the number of entries and not as its square.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parapluie.model import Entry
from parapluie.vocabulary.grammar import APOSTROPHES

from .search_index import Analyser

# A word of more entries than this tells none of them apart.
_RARE = 12
_TITLE = 2.0  # what a word of a title weighs beside one of a summary


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near an entry is to a text, from 0 to 1, and the words that they share."""

    entry: Entry
    score: float
    words: tuple[str, ...]


class Alike:
    """The words of some entries, ready to be compared."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Read the titles and the summaries of *entries*."""
        self.entries = tuple(entries)
        self.compared = 0  # how many pairs were looked at, for those who count
        self._analyser = Analyser()
        self._stems = [self._weighed(entry.title, entry.summary) for entry in self.entries]
        self._holding: dict[str, list[int]] = defaultdict(list)
        for number, stems in enumerate(self._stems):
            for stem in stems:
                self._holding[stem].append(number)
        self._norms = [self._norm(stems) for stems in self._stems]

    def near(self, title: str, *, most: int = 5, least: float = 0.2) -> list[Likeness]:
        """Return the entries nearest to a title, the nearest first."""
        asked = self._weighed(title, "")
        shared: dict[int, list[str]] = defaultdict(list)
        for stem in asked:
            for number in self._holding.get(stem, ()):
                shared[number].append(stem)
        norm = self._norm(asked)
        said = dict.fromkeys(re.split(rf"[\s{APOSTROPHES}]+", title.lower()))
        stems_of = {word: frozenset(self._analyser.sequence(word)) for word in said}
        found = [
            Likeness(
                self.entries[number],
                self._score(asked, norm, number, stems),
                tuple(word for word in said if stems_of[word] & set(stems)),
            )
            for number, stems in shared.items()
        ]
        found = [one for one in found if one.score >= least]
        found.sort(key=lambda one: (-one.score, one.entry.sort_key, one.entry.id))
        return found[:most]

    def pairs(self, *, least: float) -> Iterator[tuple[Entry, Entry, float]]:
        """Yield the entries that are alike two by two, each pair once."""
        seen: set[tuple[int, int]] = set()
        for first, second in self._candidates():
            if (first, second) in seen:
                continue
            seen.add((first, second))
            self.compared += 1
            stems = self._stems[first].keys() & self._stems[second].keys()
            score = self._score(self._stems[first], self._norms[first], second, stems)
            if score >= least:
                yield self.entries[first], self.entries[second], score

    def _candidates(self) -> Iterator[tuple[int, int]]:
        for numbers in self._holding.values():
            if len(numbers) <= _RARE:
                for index, first in enumerate(numbers):
                    for second in numbers[index + 1 :]:
                        yield first, second
        # Titles of common words alone, each beside the next that is the same.
        same: dict[tuple[str, ...], int] = {}
        for number, entry in enumerate(self.entries):
            title = tuple(sorted(self._analyser.sequence(entry.title)))
            if title in same:
                yield same[title], number
            same[title] = number

    def _weighed(self, title: str, summary: str) -> dict[str, float]:
        found = dict.fromkeys(self._analyser.sequence(title), _TITLE)
        for stem in set(self._analyser.sequence(summary)):
            found[stem] = found.get(stem, 0.0) + 1
        return found

    def _rarity(self, stem: str) -> float:
        return math.log(1 + len(self.entries) / (1 + len(self._holding.get(stem, ()))))

    def _norm(self, stems: dict[str, float]) -> float:
        return math.sqrt(sum((w * self._rarity(stem)) ** 2 for stem, w in stems.items())) or 1.0

    def _score(
        self, asked: dict[str, float], norm: float, number: int, shared: Iterable[str]
    ) -> float:
        """Return the cosine of two texts, their words weighed by how rare they are."""
        of = self._stems[number]
        product = sum(asked[stem] * of[stem] * self._rarity(stem) ** 2 for stem in shared)
        return product / (norm * self._norms[number])

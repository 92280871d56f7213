"""What entries wait for: a decision, a permit, an answer; of whom, and by when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from parapluie.meaning.graph import Graph
from parapluie.model import Entry
from parapluie.vocabulary.dates import PartialDate
from parapluie.vocabulary.fields import Phase
from parapluie.vocabulary.kinds.asked import AWAITS
from parapluie.vocabulary.links import AWAITED_FROM

KEY = AWAITS.key
# Links that pages tell with what is awaited, and by when.
TOLD_APART = (AWAITED_FROM.key, f"<{AWAITED_FROM.key}")
_OVER = (Phase.DONE, Phase.STOPPED)


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something that an entry waits for."""

    entry: Entry
    what: str
    of: Entry | None  # who is to give it
    word: str  # who, where it is no entry of the content: « conseil »
    by: PartialDate | None
    is_late: bool

    @property
    def is_of_council(self) -> bool:
        """Tell whether the council is to give it, be it an entry or a word."""
        return (self.of.id if self.of else self.word) in AWAITED_FROM.said

    @property
    def who(self) -> tuple[str, str]:
        """What tells those who are awaited apart."""
        return self.of.key if self.of else ("", self.word)


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that is awaited of the same."""

    of: Entry | None
    word: str  # none, as *of* is none: nobody is named
    found: tuple[Awaited, ...]


def awaited_by(graph: Graph, entry: Entry, today: date) -> Awaited | None:
    """Return what an entry waits for; what is done or was stopped waits for nothing."""
    said = entry.fields.get(KEY)
    if said is None or not _is_open(entry):
        return None
    target = next((link.target for link in graph.out(entry, AWAITED_FROM.key)), None)
    late = said.d_ici is not None and said.d_ici.last < today
    word = said.qui if target is None and said.qui in AWAITED_FROM.said else ""
    return Awaited(entry, said.quoi, target, word, said.d_ici, late)


def awaited(graph: Graph, today: date) -> list[Awaited]:
    """Return what is awaited, that whose day is past first, then the nearest."""
    waiting = (entry for entry in graph.entries if entry.fields.get(KEY))
    return ordered(filter(None, (awaited_by(graph, entry, today) for entry in waiting)))


def awaited_from(graph: Graph, actor: Entry, today: date) -> list[Awaited]:
    """Return what is awaited from *actor*."""
    origins = (link.origin for link in graph.into(actor, AWAITED_FROM.key))
    return ordered(filter(None, (awaited_by(graph, entry, today) for entry in origins)))


def ordered(found: Iterable[Awaited]) -> list[Awaited]:
    """Return what is awaited: that whose day is past first, then the nearest, no day last."""
    return sorted(
        found,
        key=lambda one: (
            not one.is_late,
            one.by is None,
            one.by.last if one.by else date.max,
            one.entry.sort_key,
        ),
    )


def by_whom(found: Iterable[Awaited]) -> list[Waiting]:
    """Return what is awaited, of each in turn: the council first, nobody named last."""
    groups: dict[tuple[str, str], list[Awaited]] = {}
    for one in found:
        groups.setdefault(one.who, []).append(one)
    rows = [Waiting(every[0].of, every[0].word, tuple(every)) for every in groups.values()]
    return sorted(rows, key=lambda row: (not row.found[0].is_of_council, not _is_named(row)))


def _is_named(row: Waiting) -> bool:
    return bool(row.of or row.word)


def days(entry: Entry) -> Iterator[tuple[str, PartialDate]]:
    """Yield what an entry waits for with the day by which it is needed, if there is one."""
    said = entry.fields.get(KEY)
    if said is not None and said.d_ici is not None and _is_open(entry):
        yield said.quoi, said.d_ici


def _is_open(entry: Entry) -> bool:
    status = entry.fields.get("statut")
    return status is None or status.phase not in _OVER

"""What holds at its date: the days of entries and of links, and what chains may so explain.

What was over before something began is not explained by it; what ended or was replaced explains
nothing today. Only what is certain is said: a date that is not known is no limit, one known to the
year may be any day of it, and days that sources dispute limit where all of them agree.

Pure: from the graph, and the day that it is looked at.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from typing import NamedTuple

from parapluie.meaning.decisions import fate
from parapluie.meaning.graph import Graph
from parapluie.meaning.relations import Chain, Dependence, Link
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary.dates import PartialDate, Period
from parapluie.vocabulary.fields import Phase
from parapluie.vocabulary.links import ADOPTS

_OVER = (Phase.DONE, Phase.STOPPED, Phase.OUT)


class Standing(StrEnum):
    """Whether a chain, or a dependence, explains anything today."""

    HOLDS = auto()
    FORMER = auto()  # what it passes by, or it, ended or was replaced
    BEFORE = auto()  # it was over before what it would be explained by began


@dataclass(frozen=True, slots=True)
class Days:
    """What is certain of when an entry was."""

    begins: date | None = None  # it was not there before
    ended: date | None = None  # nothing of it came after
    is_over: bool = False  # it explains nothing any more

    def is_before(self, other: "Days") -> bool:
        """Tell whether it was certainly over before *other* began."""
        return self.ended is not None and other.begins is not None and self.ended < other.begins


@dataclass(frozen=True, slots=True)
class TakenUp:
    """Something that a policy took in after it had begun."""

    policy: Entry
    begun: PartialDate


class Stood(NamedTuple):
    """A dependence, whether it explains anything today, and the chains that say so."""

    dependence: Dependence
    standing: Standing
    chains: tuple[Chain, ...]


class Standings:
    """The days of a graph's entries, each found when it is asked for."""

    def __init__(self, graph: Graph) -> None:
        """Look at *graph* on its own day."""
        self.graph, self.today = graph, graph.today
        self._days: dict[EntryKey, Days] = {}
        # A page asks several times for what its own entry leads to.
        self._led: tuple[tuple[EntryKey, str], list[Stood]] | None = None

    # --- Days ---

    def days(self, entry: Entry) -> Days:
        """Return what is certain of when *entry* was; a part was when what holds it was."""
        found = self._days.get(entry.key)
        if found is None:
            holder = self.graph.get(entry.container) if entry.container else None
            found = self.days(holder) if holder else self._found(entry)
            self._days[entry.key] = found
        return found

    def _found(self, entry: Entry) -> Days:
        begun = self.begun(entry)
        begins = min((day.first for day in begun), default=None)
        if any(day.approximate for day in begun):
            begins = None
        if entry.kind.by_date:
            held: Period = entry.fields["quand"]
            return Days(begins, _last(held.end or held.start))
        status, period = entry.fields.get("statut"), entry.fields.get("periode")
        phase = status.phase if status else None
        ends = [_last(period.end)] if period and (phase is None or phase in _OVER) else []
        if phase is None and ends and not self._is_past(ends[0]):
            ends = []
        is_over = phase is Phase.OUT or (not entry.kind.is_done and (phase in _OVER or bool(ends)))
        became = fate(self.graph, entry)
        if became and became.decision:
            when = became.decision.fields["quand"]
            if not self._is_to_come(when.start or when.end):
                ends.append(_last(when.end or when.start))
                is_over = True
        if became and became.current:
            after = self.begun(became.current)
            if not after or not all(self._is_to_come(day) for day in after):
                ends.append(max((_last(day) or date.max for day in after), default=None))
                is_over = True
        known = [end for end in ends if end is not None]
        # Where several are said, the last is the only one of which nothing came after.
        ended = max(known) if known and len(known) == len(ends) else None
        return Days(begins, ended, is_over)

    def begun(self, entry: Entry) -> list[PartialDate]:
        """Return when *entry* began, as many days as sources give; none where one says none."""
        adoption = entry.fields.get("adoption") or ()
        if adoption:
            days = [value.date for value in adoption]
            return [day for day in days if day] if all(days) else []
        when = entry.fields.get("quand") if entry.kind.by_date else entry.fields.get("periode")
        if when is not None:
            return [when.start] if when.start else []
        adopting = [link.origin for link in self.graph.into(entry, ADOPTS.key)]
        decided = [one.fields["quand"] for one in adopting if one.kind.by_date]
        return [held.start for held in decided if held.start]

    def _is_past(self, day: date | None) -> bool:
        return day is not None and self.today is not None and day < self.today

    def _is_to_come(self, day: PartialDate) -> bool:
        return self.today is not None and day.first > self.today

    # --- Links, chains, dependence ---

    def of_link(self, link: Link, *, counting: bool = False) -> Standing:
        """Return whether a link explains its origin by its target, wherever it is passed.

        When *counting*, what the origin itself became is no matter: its status is counted.
        """
        origin = self.days(link.origin)
        since = link.reason.since if link.reason else None
        until = link.reason.until if link.reason else None
        begins = since.first if since and not since.approximate else None
        if origin.is_before(self.days(link.target)) or origin.is_before(Days(begins)):
            return Standing.BEFORE
        # What ended still holds its own parts: what was done for these was done for it.
        is_over = origin.is_over and not counting
        passed = is_over and self.holder(link.origin) is not self.holder(link.target)
        if passed or (until and self._is_past(_last(until))):
            return Standing.FORMER
        return Standing.HOLDS

    def of_chain(self, chain: Chain) -> Standing:
        """Return whether a chain explains its origin today.

        What its last target became is its own matter: who ended keeps what was done for them.
        """
        start = self.days(chain[0].origin)
        links = [self.of_link(link) for link in chain]
        if Standing.BEFORE in links or any(start.is_before(self.days(k.target)) for k in chain):
            return Standing.BEFORE
        return Standing.FORMER if Standing.FORMER in links else Standing.HOLDS

    def of(self, dependence: Dependence) -> tuple[Standing, tuple[Chain, ...]]:
        """Return whether a dependence explains anything today, with the chains that say so.

        One chain that holds is enough, were it none of those that the dependence names.
        """
        found = [(self.of_chain(chain), chain) for chain in dependence.chains]
        holding = tuple(chain for standing, chain in found if standing is Standing.HOLDS)
        if not holding:
            other = self.ways(dependence.origin).get(dependence.target.key)
            holding = (other,) if other else ()
        if holding:
            return Standing.HOLDS, holding
        former = tuple(chain for standing, chain in found if standing is Standing.FORMER)
        if former:
            return Standing.FORMER, former
        return Standing.BEFORE, dependence.chains

    def leads_to(self, origin: Entry, kind_key: str) -> list[Stood]:
        """Return each dependence of *origin* on a kind, nearest first, with what `of` says."""
        asked = origin.key, kind_key
        if self._led is None or self._led[0] != asked:
            found = [Stood(one, *self.of(one)) for one in self.graph.leads_to(origin, kind_key)]
            self._led = asked, found
        return self._led[1]

    def steps(self, origin: Entry, links: Iterable[Link]) -> Iterator[Link]:
        """Yield those of *links* that a walk up from *origin* may follow today."""
        start = self.days(origin)
        for link in links:
            holds = link.type.carries_dependence and self.of_link(link) is Standing.HOLDS
            if holds and not start.is_before(self.days(link.target)):
                yield link

    def reached(self, origin: Entry, kind_key: str) -> list[Entry]:
        """Return the entries of a kind that *origin* leads to today, nearest first."""
        ends = (chain[-1].target for chain in self.ways(origin).values() if chain)
        return [target for target in ends if target.kind.key == kind_key]

    def ways(self, origin: Entry) -> dict[EntryKey, Chain]:
        """Return the shortest chain that holds to each entry that one leads to, nearest first.

        That to the entry itself is empty.
        """
        ways: dict[EntryKey, Chain] = {origin.key: ()}
        pending = deque([origin])
        while pending:
            entry = pending.popleft()
            for link in self.steps(origin, self.graph.out(entry)):
                if link.target.key not in ways:
                    ways[link.target.key] = (*ways[entry.key], link)
                    pending.append(link.target)
        return ways

    # --- What began before ---

    def taken_up(self, chain: Chain) -> TakenUp | None:
        """Return what a chain leads to first that took in its origin after this had begun."""
        origin = chain[0].origin
        begun = self.begun(origin)
        for link in chain:
            policy = self.holder(link.target)
            since = self.begun(policy)
            if begun and since and "adoption" in policy.kind.keys:
                first = min(since, key=lambda day: day.first)
                was_before = not first.approximate and begun[0].last < first.first
                if was_before and not self.days(origin).is_before(self.days(policy)):
                    return TakenUp(policy, begun[0])
        return None

    def holder(self, entry: Entry) -> Entry:
        """Return what holds a part, or the entry itself."""
        holder = self.graph.get(entry.container) if entry.container else None
        return holder or entry


def _last(day: PartialDate | None) -> date | None:
    return day.last if day and not day.approximate else None

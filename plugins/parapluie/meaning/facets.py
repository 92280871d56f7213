"""What can be asked of an entry: what it depends on, whom it is for, when, and by whom it is done.

Computed once for each entry, from the graph. Lists filter by it, « and for me? » explains by it,
and the matrix of groups counts it.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from parapluie.meaning.graph import Graph
from parapluie.meaning.relations import Chain
from parapluie.meaning.standing import Standings
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary.dates import PartialDate, Period, parse_date
from parapluie.vocabulary.fields import Choice
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.kinds.group import GROUP
from parapluie.vocabulary.links import (
    ABOUT,
    ADOPTS,
    ANSWERS,
    CARRIED_BY,
    FEEDS,
    FOR_GROUPS,
    JOINS,
    SUPPORTED_BY,
)

# The kinds that touch people, in the order in which they look for them.
TOUCHING = tuple(
    sorted(
        (kind for kind in KINDS if FOR_GROUPS in kind.links and kind.place_for_people),
        key=lambda kind: kind.place_for_people,
    )
)
# Of these, what a municipality commits to or does, which counts as done for them.
COUNTED = tuple(kind for kind in TOUCHING if kind.folder and not kind.by_date)
# Links that say by themselves that one has to do with the other, without dependence.
_TIES = (ABOUT.key, ANSWERS.key, CARRIED_BY.key, SUPPORTED_BY.key, FEEDS.key, ADOPTS.key)
_DATES = ("periode", "quand")


@dataclass(frozen=True, slots=True)
class Way:
    """How an entry is for some groups: the links to what addresses them, none for itself."""

    steps: Chain
    groups: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be asked of one entry."""

    ties: Mapping[str, tuple[Entry, ...]]  # what it depends on or is tied to, by key of kind
    ways: tuple[Way, ...]  # nearest first; a group is in one of them alone
    years: range  # every year of it, to that of the build where it has no end
    begins: date | None
    status: Choice | None
    checked: PartialDate | None

    @property
    def groups(self) -> tuple[Entry, ...]:
        """Every group that it is for, by itself or by what it carries out."""
        return tuple(group for way in self.ways for group in way.groups)


class Facets:
    """The facts of every entry, each found when first asked for."""

    def __init__(self, graph: Graph, today: date) -> None:
        """An open period runs to *today*."""
        self.graph, self.today = graph, today
        self.standings = Standings(graph)
        self._facts: dict[EntryKey, Facts] = {}
        self._members: dict[EntryKey, tuple[Entry, ...]] = {}

    def facts(self, entry: Entry) -> Facts:
        """Return what can be asked of an entry."""
        found = self._facts.get(entry.key)
        if found is None:
            found = self._facts[entry.key] = self._find(entry)
        return found

    def members(self, group: Entry) -> tuple[Entry, ...]:
        """Return the groups that a combination joins, those of combinations in it too."""
        found = self._members.get(group.key)
        if found is None:
            every = self.graph.follow(group, JOINS.key)
            found = tuple(one for one in every if not self.graph.out(one, JOINS.key))
            self._members[group.key] = found
        return found

    @cached_property
    def _addressing(self) -> Mapping[EntryKey, Mapping[EntryKey, Entry]]:
        """What is for each group or combination, whatever it has that from."""
        found: dict[EntryKey, dict[EntryKey, Entry]] = {}
        for kind in TOUCHING:
            for entry in self.graph.of(kind.key):
                for group in self.facts(entry).groups:
                    found.setdefault(group.key, {})[entry.key] = entry
        return found

    @cached_property
    def combinations(self) -> tuple[Entry, ...]:
        """The groups that join others."""
        return tuple(group for group in self.graph.of(GROUP.key) if self.members(group))

    def touching(self, *groups: Entry) -> list[Entry]:
        """Return what is for people who belong to all of *groups*, and to no other.

        What is for a combination of some of them is for these.
        """
        asked = {group.key for group in groups}
        covered: dict[EntryKey, tuple[Entry, set[EntryKey]]] = {}
        wider = (one for group in groups for one in self.graph.wider(group))
        named = {group.key: group for group in (*groups, *wider, *self.combinations)}
        for group in named.values():
            own = self.meant(group, asked)
            for key, entry in self._addressing.get(group.key, {}).items() if own else ():
                covered.setdefault(key, (entry, set()))[1].update(own)
        return [entry for entry, groups_of in covered.values() if groups_of == asked]

    def meant(self, group: Entry, asked: Set[EntryKey]) -> set[EntryKey]:
        """Return which of the groups *asked* something that is for *group* is for, if it is.

        What is for a combination is for who belongs to all that it joins; what is for a group is
        for those within it.
        """
        members = self.members(group)
        if members:
            found = [self.meant(one, asked) for one in members]
            return set().union(*found) if all(found) else set()
        return {one.key for one in (group, *self.graph.narrower(group))} & asked

    def within(self, group: Entry, asked: Sequence[Entry]) -> list[Entry]:
        """Return which of the groups *asked* are within *group*, where it is none of them."""
        found = [] if group in asked else self.graph.narrower(group)
        return [one for one in found if one in asked]

    def reasons(self, entry: Entry, groups: Iterable[Entry]) -> list[Way]:
        """Return the ways by which an entry is for *groups*, no others being named in them."""
        asked = {group.key for group in groups}
        ways = (
            Way(way.steps, tuple(one for one in way.groups if self.meant(one, asked)))
            for way in self.facts(entry).ways
        )
        return [way for way in ways if way.groups]

    def _find(self, entry: Entry) -> Facts:
        chains = self.standings.ways(entry)
        ties: dict[str, dict[EntryKey, Entry]] = {}
        above = [chain[-1].target for chain in chains.values() if chain]
        direct = [link.target for link in self.graph.out(entry) if link.type.key in _TIES]
        wider = [one for target in direct for one in self.graph.wider(target)]
        for target in (*above, *direct, *wider):
            ties.setdefault(target.kind.key, {})[target.key] = target
        period = self._period(entry)
        return Facts(
            MappingProxyType({kind: tuple(found.values()) for kind, found in ties.items()}),
            self._ways(entry, chains),
            _years(period, self.today),
            period.start.first if period and period.start else None,
            entry.fields.get("statut"),
            entry.fields.get("verifie_le"),
        )

    def _ways(self, entry: Entry, chains: Mapping[EntryKey, Chain]) -> tuple[Way, ...]:
        """Return for whom the entry is: its groups, then those of what it is a part of.

        What a policy stands under addresses others too: its groups are not passed on.
        """
        ways = []
        known: set[EntryKey] = set()
        for chain in chains.values():
            if all(link.type.is_part for link in chain):
                source = chain[-1].target if chain else entry
                found = [link.target for link in self.graph.out(source, FOR_GROUPS.key)]
                groups = tuple(group for group in found if group.key not in known)
                known.update(group.key for group in groups)
                if groups:
                    ways.append(Way(chain, groups))
        return tuple(ways)

    def _period(self, entry: Entry) -> Period | None:
        for key in _DATES:
            found = entry.fields.get(key)
            if found is not None:
                return found  # type: ignore[no-any-return]
        # Sources may give several dates of adoption: from the first to the last.
        days = [day for value in entry.fields.get("adoption") or () if (day := _day(value.value))]
        days.sort(key=lambda day: day.first)
        return Period("", days[0], days[-1]) if days else None


def _day(text: str) -> PartialDate | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _years(period: Period | None, today: date) -> range:
    if period is None:
        return range(0)
    bounds = [day for day in (period.start, period.end) if day]
    first = bounds[0].first.year
    last = period.end.last.year if period.end else max(first, today.year)
    return range(first, last + 1)

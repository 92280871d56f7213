"""What can be asked of an entry: what it depends on, whom it is for, when, and by whom it is done.

Computed once for each entry, from the graph. Lists filter by it, « and for me? » explains by it,
and the matrix of groups counts it.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import count, groupby
from types import MappingProxyType
from typing import TypeAlias

from markupsafe import Markup

from parapluie.meaning import sentences
from parapluie.meaning.graph import Graph
from parapluie.meaning.relations import Chain
from parapluie.meaning.sentences import Sentence
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary.dates import PartialDate, Period, parse_date
from parapluie.vocabulary.fields import Choice
from parapluie.vocabulary.grammar import capitalize
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.kinds.group import GROUP
from parapluie.vocabulary.links import (
    ABOUT,
    ADOPTS,
    CARRIED_BY,
    FEEDS,
    FOR_GROUPS,
    JOINS,
    SUPPORTED_BY,
    UNDER,
)
from parapluie.vocabulary.local_words import Subkind
from parapluie.vocabulary.words import FACET_STATUS, FACET_YEAR, STATUS_KEY, YEAR_KEY

# The kinds that touch people, in the order in which they look for them.
TOUCHING = tuple(
    sorted(
        (kind for kind in KINDS if FOR_GROUPS in kind.links and kind.place_for_people),
        key=lambda kind: kind.place_for_people,
    )
)
# Of these, what a municipality commits to or does, which counts as done for them.
COUNTED = tuple(kind for kind in TOUCHING if kind.folder and not kind.by_date)
# The kinds whose lists can be filtered.
FILTERED = tuple(
    kind for kind in KINDS if FOR_GROUPS in kind.links and kind.folder and not kind.is_concordance
)
# Links that say by themselves that one has to do with the other, without dependence.
_TIES = (ABOUT.key, CARRIED_BY.key, SUPPORTED_BY.key, FEEDS.key, ADOPTS.key)
# By what one filters, in the order in which residents look.
_FACETS = sorted((kind for kind in KINDS if kind.facet), key=lambda kind: kind.facet)
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
        for group in (*groups, *self.combinations):
            own = {one.key for one in self.members(group) or (group,)}
            if own <= asked:
                for key, entry in self._addressing.get(group.key, {}).items():
                    covered.setdefault(key, (entry, set()))[1].update(own)
        return [entry for entry, groups_of in covered.values() if groups_of == asked]

    def reasons(self, entry: Entry, groups: Iterable[Entry]) -> list[Way]:
        """Return the ways by which an entry is for *groups*, no others being named in them."""
        asked = {group.key for group in groups}

        def is_meant(group: Entry) -> bool:
            return all(one.key in asked for one in self.members(group) or (group,))

        ways = (
            Way(way.steps, tuple(filter(is_meant, way.groups))) for way in self.facts(entry).ways
        )
        return [way for way in ways if way.groups]

    def _find(self, entry: Entry) -> Facts:
        chains = self._chains(entry)
        ties: dict[str, dict[EntryKey, Entry]] = {}
        above = [chain[-1].target for chain in chains.values() if chain]
        direct = [link.target for link in self.graph.out(entry) if link.type.key in _TIES]
        for target in (*above, *direct):
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

    def _chains(self, entry: Entry) -> dict[EntryKey, Chain]:
        """Return the shortest chain of dependence to each entry that one leads to, nearest first.

        That to the entry itself is empty.
        """
        chains: dict[EntryKey, Chain] = {entry.key: ()}
        pending = deque([entry])
        while pending:
            origin = pending.popleft()
            for link in self.graph.out(origin):
                if link.type.carries_dependence and link.target.key not in chains:
                    chains[link.target.key] = (*chains[origin.key], link)
                    pending.append(link.target)
        return chains

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


# --- Filters of a list ---


@dataclass(frozen=True, slots=True)
class Value:
    """A choice of a filter."""

    key: str  # as in addresses
    label: str
    number: int  # how many entries of the list have it


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter of a list."""

    key: str  # as in addresses
    label: str
    values: tuple[Value, ...]

    @property
    def is_shown(self) -> bool:
        """True where there is something to choose."""
        return len(self.values) > 1


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list can be filtered and sorted by."""

    facets: tuple[Facet, ...]
    sources: tuple[Sentence, ...]  # « par la *Politique familiale* »: what groups may come from
    marks: Mapping[EntryKey, Markup]  # attributes of each entry of the list, for the script
    total: int
    has_status: bool
    has_years: bool
    has_checked: bool


def filters(facets: Facets, subkind: Subkind, entries: Sequence[Entry]) -> Filters:
    """Return what the list of a sub-kind can be filtered by.

    A mark names choices by their number, counted through all facets, so that a thousand entries
    stay light: `3 7-9 12:0` is choice 3, choices 7 to 9, and choice 12 by way of source 0.
    """
    numbers = count()
    plain: dict[EntryKey, list[int]] = {entry.key: [] for entry in entries}
    inherited: dict[EntryKey, list[str]] = {entry.key: [] for entry in entries}
    sources: dict[EntryKey, tuple[int, Sentence]] = {}
    made = []
    for key, label, found in _found(facets, subkind, entries):
        values = []
        for identifier, words, having in found:
            number = next(numbers)
            values.append(Value(identifier, words, len(having)))
            for entry, source in having:
                if source is None:
                    plain[entry.key].append(number)
                else:
                    place, _ = sources.setdefault(source.key, (len(sources), sentences.by(source)))
                    inherited[entry.key].append(f"{number}:{place}")
        if values:
            made.append(Facet(key, label, tuple(values)))
    facts = {entry.key: facets.facts(entry) for entry in entries}
    statuses = [choice.key for choice in _statuses(subkind)]
    return Filters(
        tuple(made),
        tuple(sentence for _, sentence in sources.values()),
        {
            key: Markup(' data-facts="{}" data-order="{}"').format(
                " ".join((*_runs(plain[key]), *inherited[key])), _order(facts[key], statuses)
            )
            for key in facts
        },
        len(entries),
        has_status=len({found.status and found.status.key for found in facts.values()}) > 1,
        has_years=len({found.begins for found in facts.values()}) > 1,
        has_checked=len({found.checked and found.checked.last for found in facts.values()}) > 1,
    )


# Entries that have a value, each with what it has it from where that is another.
_Having: TypeAlias = list[tuple[Entry, Entry | None]]
_Values: TypeAlias = list[tuple[str, str, _Having]]  # each with its key and its label


def _found(
    facets: Facets, subkind: Subkind, entries: Sequence[Entry]
) -> Iterator[tuple[str, str, _Values]]:
    """Yield every facet of a list with its key and its label."""
    for kind in _FACETS:
        for part in facets.graph.vocabulary.of(kind):
            label = UNDER.label if kind is subkind.kind else capitalize(part.noun.singular)
            find = _by_group if kind.key in FOR_GROUPS.targets else _by_tie
            yield part.key, label, find(facets, entries, part)
    yield STATUS_KEY, FACET_STATUS, _by_status(facets, entries, subkind)
    yield YEAR_KEY, FACET_YEAR, _by_year(facets, entries)


def _by_tie(facets: Facets, entries: Iterable[Entry], part: Subkind) -> _Values:
    """Return what of a sub-kind entries are tied to."""
    found: dict[EntryKey, tuple[Entry, _Having]] = {}
    for entry in entries:
        for target in facets.facts(entry).ties.get(part.kind.key, ()):
            if target.subkind is part:
                found.setdefault(target.key, (target, []))[1].append((entry, None))
    return _titled(found.values())


def _by_group(facets: Facets, entries: Iterable[Entry], part: Subkind) -> _Values:
    """Return the groups of a sub-kind that entries are for.

    What is for a combination is for each group that it joins, by way of it.
    """
    found: dict[EntryKey, tuple[Entry, _Having]] = {}
    for entry in entries:
        having: dict[EntryKey, tuple[Entry, Entry | None]] = {}
        for way in facets.facts(entry).ways:
            source = way.steps[-1].target if way.steps else None
            for group in way.groups:
                having.setdefault(group.key, (group, source))
                for one in facets.members(group):
                    having.setdefault(one.key, (one, group))
        for group, source in having.values():
            if group.subkind is part:
                found.setdefault(group.key, (group, []))[1].append((entry, source))
    return _titled(found.values())


def _titled(found: Iterable[tuple[Entry, _Having]]) -> _Values:
    ordered = sorted(found, key=lambda item: item[0].sort_key)
    return [(target.id, target.title, having) for target, having in ordered]


def _by_status(facets: Facets, entries: Iterable[Entry], subkind: Subkind) -> _Values:
    found: dict[str, _Having] = {}
    for entry in entries:
        status = facets.facts(entry).status
        if status is not None:
            found.setdefault(status.key, []).append((entry, None))
    gender = subkind.noun.gender
    return [
        (choice.key, choice.agreed(gender), found[choice.key])
        for choice in _statuses(subkind)
        if choice.key in found
    ]


def _statuses(subkind: Subkind) -> Sequence[Choice]:
    field = subkind.kind.field(STATUS_KEY)
    return field.choices if field else ()


def _by_year(facets: Facets, entries: Iterable[Entry]) -> _Values:
    found: dict[int, _Having] = {}
    for entry in entries:
        for year in facets.facts(entry).years:
            found.setdefault(year, []).append((entry, None))
    return [(str(year), str(year), found[year]) for year in sorted(found, reverse=True)]


def _runs(numbers: Iterable[int]) -> list[str]:
    """Return numbers with those that follow each other as `7-9`."""
    runs = []
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda item: item[1] - item[0]):
        found = [number for _, number in run]
        runs.append(f"{found[0]}-{found[-1]}" if len(found) > 1 else str(found[0]))
    return runs


def _order(facts: Facts, statuses: Sequence[str]) -> str:
    """Return the rank of the status, the first day and the day of the last check."""
    rank = str(statuses.index(facts.status.key)) if facts.status else ""
    days = (facts.begins, facts.checked.last if facts.checked else None)
    return ",".join((rank, *(day.isoformat() if day else "" for day in days)))

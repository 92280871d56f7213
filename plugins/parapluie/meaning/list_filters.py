"""What the list of a kind can be filtered and sorted by, with the marks that its script reads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count, groupby
from typing import TypeAlias

from markupsafe import Markup

from parapluie.meaning import sentences
from parapluie.meaning.facets import Facets, Facts
from parapluie.meaning.graph import Graph
from parapluie.meaning.money import bands, planned
from parapluie.meaning.sentences import Sentence
from parapluie.meaning.tracking import percent
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary.fields import Choice, Field
from parapluie.vocabulary.grammar import capitalize
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.links import (
    FOR_GROUPS,
    UNDER,
)
from parapluie.vocabulary.local_words import Subkind
from parapluie.vocabulary.money_words import BUDGET_KEY, FACET_BUDGET
from parapluie.vocabulary.words import FACET_STATUS, FACET_YEAR, STATUS_KEY, WITHIN, YEAR_KEY

# The kinds whose lists can be filtered.
FILTERED = tuple(
    kind for kind in KINDS if FOR_GROUPS in kind.links and kind.folder and not kind.is_concordance
)
# By what one filters, in the order in which residents look.
_FACETS = sorted((kind for kind in KINDS if kind.facet), key=lambda kind: kind.facet)


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
    has_progress: bool
    has_money: bool
    has_numbers: bool


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
            entry.key: Markup(' data-facts="{}" data-order="{}"').format(
                " ".join((*_runs(plain[entry.key]), *inherited[entry.key])),
                _order(facts[entry.key], statuses, percent(entry), planned(entry)),
            )
            for entry in entries
        },
        len(entries),
        has_status=len({found.status and found.status.key for found in facts.values()}) > 1,
        has_years=len({found.begins for found in facts.values()}) > 1,
        has_checked=len({found.checked and found.checked.last for found in facts.values()}) > 1,
        has_progress=any(percent(entry) is not None for entry in entries),
        has_money=any(planned(entry) is not None for entry in entries),
        has_numbers=any(entry.fields.get("numero") for entry in entries),
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
    yield BUDGET_KEY, FACET_BUDGET, _by_budget(entries)
    for item in subkind.kind.fields:
        if item.is_own or item.filters:
            label = facets.graph.vocabulary.say(item.label)
            yield item.key, label, _by_own(facets, entries, item)


def _by_tie(facets: Facets, entries: Iterable[Entry], part: Subkind) -> _Values:
    """Return what of a sub-kind entries are tied to."""
    found: dict[EntryKey, tuple[Entry, _Having]] = {}
    for entry in entries:
        for target in facets.facts(entry).ties.get(part.kind.key, ()):
            if target.subkind is part:
                found.setdefault(target.key, (target, []))[1].append((entry, None))
    return _titled(facets.graph, found.values())


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
                for one in facets.members(group) or facets.graph.narrower(group):
                    having.setdefault(one.key, (one, group))
        for group, source in having.values():
            if group.subkind is part:
                found.setdefault(group.key, (group, []))[1].append((entry, source))
    return _titled(facets.graph, found.values())


def _titled(graph: Graph, found: Iterable[tuple[Entry, _Having]]) -> _Values:
    """Return values in the order of lists, what is within another after it, with a sign."""
    listed = []
    for target, having in found:
        above = list(_above(graph, target))[::-1]
        place = tuple(one.sort_key for one in (*above, target))
        listed.append((place, (target.id, f"{WITHIN * len(above)}{target.title}", having)))
    return [value for _, value in sorted(listed, key=lambda item: item[0])]


def _above(graph: Graph, entry: Entry) -> Iterator[Entry]:
    """Yield what an entry is within, nearest first: by the first that it names, each time."""
    while wider := graph.wider(entry):
        entry = wider[0]
        yield entry


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


def _by_own(facets: Facets, entries: Iterable[Entry], item: Field) -> _Values:
    """Return what a field of the town's own holds, where that is one of a few values."""
    found: dict[str, tuple[str, _Having]] = {}
    for entry in entries:
        value = entry.fields.get(item.key)
        if item.link is not None:
            for link in facets.graph.out(entry, item.key):
                found.setdefault(link.target.id, (link.target.title, []))[1].append((entry, None))
        elif value not in (None, ()) and (item.choices or item.type.is_few):
            for one in value if item.many else (value,):
                label = item.type.printed(item, one)
                found.setdefault(item.type.column(item, one), (label, []))[1].append((entry, None))
    order = [choice.key for choice in item.choices]
    keys = sorted(found, key=lambda key: (order.index(key) if key in order else 0, key))
    return [(key, *found[key]) for key in keys]


def _statuses(subkind: Subkind) -> Sequence[Choice]:
    field = subkind.kind.field(STATUS_KEY)
    return field.choices if field else ()


def _by_year(facets: Facets, entries: Iterable[Entry]) -> _Values:
    found: dict[int, _Having] = {}
    for entry in entries:
        for year in facets.facts(entry).years:
            found.setdefault(year, []).append((entry, None))
    return [(str(year), str(year), found[year]) for year in sorted(found, reverse=True)]


def _by_budget(entries: Iterable[Entry]) -> _Values:
    return [(key, label, [(e, None) for e in having]) for key, label, having in bands(entries)]


def _runs(numbers: Iterable[int]) -> list[str]:
    """Return numbers with those that follow each other as `7-9`."""
    runs = []
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda item: item[1] - item[0]):
        found = [number for _, number in run]
        runs.append(f"{found[0]}-{found[-1]}" if len(found) > 1 else str(found[0]))
    return runs


def _order(facts: Facts, statuses: Sequence[str], far: int | None, dollars: Decimal | None) -> str:
    """Return the rank of the status, the first day, the day last checked, the percent, dollars.

    What stands last and is not known is left out: few lists have either.
    """
    rank = str(statuses.index(facts.status.key)) if facts.status else ""
    days = (facts.begins, facts.checked.last if facts.checked else None)
    more = ["" if far is None else str(far), "" if dollars is None else str(round(dollars))]
    while more and not more[-1]:
        more.pop()
    return ",".join((rank, *(day.isoformat() if day else "" for day in days), *more))

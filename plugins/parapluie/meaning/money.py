"""What is planned and what was spent: lines of budgets, rolled up so that each dollar counts once.

A line stands in one entry. It counts once for that entry, for all that the entry leads to by
dependence, however many ways lead there, and for the groups, themes and actors that its own page
names. What a whole writes counts beside what its parts write: a dollar is written in one place. The
total that a whole announces (`budget_annonce`) is compared with them, never added. A line of
several years is split among none. What nobody knows is not zero: each sum says for how many lines
it is known.

Pure: from the graph.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeAlias

from parapluie.meaning.graph import Graph
from parapluie.meaning.progress import NAMED, Steps, above
from parapluie.meaning.standing import Standings
from parapluie.model import Entry
from parapluie.vocabulary.dates import Period
from parapluie.vocabulary.fields import Choice
from parapluie.vocabulary.kinds.asked import BUDGET, BUDGET_TOTAL
from parapluie.vocabulary.links import PLANS
from parapluie.vocabulary.money_words import BANDS, NO_BUDGET

Line: TypeAlias = Any  # a record of the field `budget`
# What each line may measure, in the order of `Amounts`.
MEASURES = ("prevu", "reel", "jours_prevus", "jours_reels")


@dataclass(frozen=True, slots=True)
class Measure:
    """A sum, and for how many lines it is known; `None` where it is for none."""

    total: Decimal | None = None
    known: int = 0


@dataclass(frozen=True, slots=True)
class Amounts:
    """The sums of some lines: dollars, and days of people apart."""

    lines: int
    planned: Measure
    real: Measure
    planned_days: Measure
    real_days: Measure

    @property
    def has_dollars(self) -> bool:
        """Whether any amount of money is known."""
        return bool(self.planned.known or self.real.known)

    @property
    def has_days(self) -> bool:
        """Whether any time of people is known."""
        return bool(self.planned_days.known or self.real_days.known)

    @property
    def largest(self) -> Decimal:
        """The larger of what is planned and what was spent; zero where neither is known."""
        return max(self.planned.total or Decimal(0), self.real.total or Decimal(0))


def amounts(lines: Sequence[Line]) -> Amounts:
    """Return the sums of *lines*."""
    return Amounts(
        len(lines),
        *(_measure(getattr(line, key) for line in lines) for key in MEASURES),
    )


def _measure(values: Iterable[Decimal | None]) -> Measure:
    known = [value for value in values if value is not None]
    return Measure(sum(known, Decimal(0)), len(known)) if known else Measure()


@dataclass(frozen=True)
class Holding:
    """The entries whose lines count for something, each once."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def lines(self) -> list[Line]:
        """Every line of them."""
        return [line for entry in self.entries for line in lines_of(entry)]

    @cached_property
    def amounts(self) -> Amounts:
        """The sums of every line."""
        return amounts(self.lines)

    @cached_property
    def documented(self) -> tuple[Entry, ...]:
        """The entries of which some amount of money is known."""
        return tuple(entry for entry in self.entries if amounts(lines_of(entry)).has_dollars)

    @cached_property
    def by_time(self) -> list[tuple[Period | int | None, Amounts]]:
        """The sums of each year, then of each period that is not within one, then of no date."""
        return self._by(lambda line: when(line.quand), _moment)

    @cached_property
    def by_nature(self) -> list[tuple[Choice | None, Amounts]]:
        """The sums of each nature, in the order of the vocabulary, then of none."""
        return self._by_choice("nature")

    @cached_property
    def by_origin(self) -> list[tuple[Choice | None, Amounts]]:
        """The sums of each origin, in the order of the vocabulary, then of none."""
        return self._by_choice("provenance")

    def _by_choice(self, key: str) -> list[tuple[Choice | None, Amounts]]:
        choices = next(item.choices for item in BUDGET.fields if item.key == key)

        def rank(choice: Choice | None) -> int:
            return choices.index(choice) if choice else len(choices)

        return self._by(lambda line: getattr(line, key), rank)

    def _by(
        self, part: Callable[[Line], Any], rank: Callable[[Any], Any]
    ) -> list[tuple[Any, Amounts]]:
        found: dict[Any, list[Line]] = {}
        for line in self.lines:
            found.setdefault(part(line), []).append(line)
        return [(key, amounts(found[key])) for key in sorted(found, key=rank)]


def lines_of(entry: Entry) -> tuple[Line, ...]:
    """Return the lines that an entry writes itself."""
    return entry.fields.get(BUDGET.key) or ()


def when(period: Period | None) -> Period | int | None:
    """Return the year that a period is within, or the period where it is in no single one."""
    if period is None or period.start is None or period.end is None:
        return period
    first, last = period.start, period.end
    if first.approximate or last.approximate or first.first.year != last.last.year:
        return period
    return first.first.year


def _moment(key: Period | int | None) -> tuple[Any, ...]:
    if key is None:
        return (2, 0, 0, "")
    if isinstance(key, int):
        return (0, key, 0, "")
    first = (key.start or key.end).first.toordinal()  # type: ignore[union-attr]
    last = (key.end or key.start).last.toordinal()  # type: ignore[union-attr]
    return (1, first, last, key.text)


_NOTHING = Holding()


class Money:
    """The money of a town: which lines count for what.

    One walk up from each entry that has lines; nothing at all where none has.
    """

    def __init__(self, graph: Graph) -> None:
        """Walk up from every entry of *graph* that has lines."""
        self.graph = graph
        holders = [entry for entry in graph.entries if entry.fields.get(BUDGET.key)]
        self.announced = tuple(e for e in graph.entries if announced_by(e) is not None)
        own: dict[Entry, dict[Entry, None]] = defaultdict(dict)
        under: dict[Entry, dict[Entry, None]] = defaultdict(dict)
        loose: list[Entry] = []
        known: Steps = {}
        standings = Standings(graph)
        for entry in holders:
            own[entry][entry] = None
            reached = list(above(standings, entry, known))
            for target, through in reached:
                (under if through else own)[target][entry] = None
            for link in graph.out(entry):
                if link.type.key in NAMED:
                    own[link.target][entry] = None
            if not any(one.kind.key in PLANS for one in (entry, *(t for t, _ in reached))):
                loose.append(entry)
        self.whole = Holding(tuple(holders))
        self.loose = Holding(tuple(loose))  # what leads to no policy
        self._own = {target: Holding(tuple(found)) for target, found in own.items()}
        self._under = {target: Holding(tuple(found)) for target, found in under.items()}

    @property
    def is_used(self) -> bool:
        """Whether anything of the town has money."""
        return bool(self.whole.entries or self.announced)

    def own(self, target: Entry) -> Holding:
        """Return what counts for *target* otherwise than only through a policy under another."""
        return self._own.get(target, _NOTHING)

    def under(self, target: Entry) -> Holding:
        """Return what counts for *target* only through a policy that stands under another."""
        return self._under.get(target, _NOTHING)

    def every(self, target: Entry) -> Holding:
        """Return all that counts for *target*."""
        return Holding((*self.own(target).entries, *self.under(target).entries))

    def unnamed(self, link_key: str) -> Holding:
        """Return what names nothing by links of a type, such as nobody who carries it."""
        return Holding(tuple(e for e in self.whole.entries if not self.graph.out(e, link_key)))


def announced_by(entry: Entry) -> Decimal | None:
    """Return the total that an entry announces, if it does."""
    return entry.fields.get(BUDGET_TOTAL.key)


def years_of(period: Period | None) -> Iterator[int]:
    """Yield the years of a period that has two ends."""
    if period and period.start and period.end:
        yield from range(period.start.first.year, period.end.last.year + 1)


def bands(entries: Iterable[Entry]) -> list[tuple[str, str, list[Entry]]]:
    """Return the entries of each band of amounts, with its key and its label; none without any.

    An entry is in the band of what it plans, or else of the total that it announces.
    """
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        found.setdefault(_band(planned(entry)), []).append(entry)
    if found.keys() <= {NO_BUDGET}:
        return []
    order = [*((key, label) for _, key, label in BANDS), NO_BUDGET]
    return [(*band, found[band]) for band in order if band in found]


def planned(entry: Entry) -> Decimal | None:
    """Return what an entry plans in dollars, or else the total that it announces, if any."""
    lines = lines_of(entry)
    total = amounts(lines).planned.total if lines else None
    return announced_by(entry) if total is None else total


def _band(total: Decimal | None) -> tuple[str, str]:
    if total is None:
        return NO_BUDGET
    return next((key, label) for end, key, label in BANDS if end is None or total < end)

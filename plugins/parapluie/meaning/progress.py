"""Where things stand on a day: progress rolled up, what is late, to come, verified and announced.

An action counts once for each entry that it leads to by dependence, however many ways lead there,
and for each group, theme or actor that it names itself. What it leads to only through a policy that
stands under another is kept apart, so that a policy can say what is its own. Nothing is inferred:
an action without a status has none, one without an end is neither late nor done, and a share of
what is done is given only where every status is known. The page « suivi » says the same to people.

Pure: from the graph and a day.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum, auto
from typing import TypeAlias

from parapluie.meaning import awaited
from parapluie.meaning.graph import Graph
from parapluie.meaning.relations import Link
from parapluie.meaning.standing import Standing, Standings
from parapluie.meaning.tracking import last_sign
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary.dates import PartialDate, months_before
from parapluie.vocabulary.delays import late_by
from parapluie.vocabulary.fields import Choice, Phase
from parapluie.vocabulary.links import ABOUT, CARRIED_BY, FOR_GROUPS, PLANS, UNDER
from parapluie.vocabulary.local_values import OUR_STATUSES
from parapluie.vocabulary.local_words import Subkind

# Below this, a share says more than there is to say: one action of three is no « 33 % ».
LEAST_SHARED = 10
# What nobody awaits any more.
_OVER = (Phase.DONE, Phase.STOPPED, Phase.OUT)
# Ages in months that tell verified pages apart, besides the age at which a town wants them reread.
_AGES = (6, 12)
Steps: TypeAlias = "dict[Entry, list[tuple[Link, bool]]]"
# The links of its own page by which something counts for a group, a theme or an actor.
NAMED = frozenset((FOR_GROUPS.key, ABOUT.key, CARRIED_BY.key))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many actions have each status, by its key; the empty key is for those without one.

    What was turned down, replaced or merged is told apart, and counts for nothing.
    """

    statuses: Mapping[str, int]
    known: Mapping[str, Choice] = field(default_factory=lambda: OUR_STATUSES)  # the town's, by key

    @property
    def total(self) -> int:
        """How many there are, each counted once."""
        return sum(self.statuses.values()) - self.at(Phase.OUT)

    def at(self, phase: Phase | None) -> int:
        """Return how many are in a phase; `None` asks for those without a status."""
        return sum(n for key, n in self.statuses.items() if self._phase(key) is phase)

    def _phase(self, key: str) -> Phase | None:
        status = self.known.get(key)
        return status.phase if status else None

    @property
    def ending(self) -> int:
        """How many are meant to be done one day: all but those without an end."""
        return self.total - self.at(Phase.ONGOING)

    @property
    def share(self) -> int | None:
        """The done among those that end, in percent; nothing where that would say too much."""
        if self.at(None) or self.ending < LEAST_SHARED:
            return None
        return self.at(Phase.DONE) * 100 // self.ending


_NOTHING = Tally({})


class Progress:
    """The actions of a town, counted once for everything that they count for.

    One walk up from each action, which looks at the links of every entry once: the cost is what the
    actions lead to, whatever asks afterwards.
    """

    def __init__(self, graph: Graph) -> None:
        """Walk up from every action of *graph*."""
        self._statuses = graph.vocabulary.statuses
        whole: Counter[str] = Counter()
        loose: Counter[str] = Counter()
        unassigned: Counter[str] = Counter()
        own: dict[Entry, Counter[str]] = defaultdict(Counter)
        under: dict[Entry, Counter[str]] = defaultdict(Counter)
        known: Steps = {}
        standings = Standings(graph)
        for action in graph.where(lambda kind: kind.is_done):
            status = action.fields.get("statut")
            key = status.key if status else ""
            whole[key] += 1
            reached = list(above(standings, action, known))
            for target, through in reached:
                (under if through else own)[target][key] += 1
            naming = [link for link in graph.out(action) if link.type.key in NAMED]
            named = {link.target for link in naming}
            for target in named:
                own[target][key] += 1
            if not any(target.kind.key in PLANS for target, _ in reached):
                loose[key] += 1
            if not any(link.type.key == CARRIED_BY.key for link in naming):
                unassigned[key] += 1
        self.whole = self._tally(whole)
        self.loose = self._tally(loose)  # those that lead to no policy
        self.unassigned = self._tally(unassigned)  # those that nobody is said to carry
        self._own = {entry: self._tally(counted) for entry, counted in own.items()}
        self._under = {entry: self._tally(counted) for entry, counted in under.items()}

    def _tally(self, counted: Mapping[str, int]) -> Tally:
        return Tally(counted, self._statuses)

    def own(self, entry: Entry) -> Tally:
        """Return what counts for *entry* otherwise than only through a policy under another."""
        return self._own.get(entry, _NOTHING)

    def under(self, entry: Entry) -> Tally:
        """Return what counts for *entry* only through a policy that stands under another."""
        return self._under.get(entry, _NOTHING)

    def every(self, entry: Entry) -> Tally:
        """Return all that counts for *entry*."""
        own, under = self._own.get(entry), self._under.get(entry)
        if own is None or under is None:
            return own or under or _NOTHING
        return self._tally(Counter(own.statuses) + Counter(under.statuses))


def above(standings: Standings, origin: Entry, known: Steps) -> Iterator[tuple[Entry, bool]]:
    """Yield what *origin* leads to today, once, and whether only through a policy under another.

    All that can be reached without such a link comes first. *known* keeps the steps up from each
    entry, which many pass. What ended, or began after *origin* was over, is passed by no way.
    """
    start = standings.days(origin)
    seen = {origin}
    pending, beyond = [origin], list[Entry]()
    through = False
    while pending:
        entry = pending.pop()
        steps = known.get(entry)
        if entry is origin and start.is_over:
            steps = _steps(standings, entry, counting=entry.kind.is_done)
        elif steps is None:
            steps = known[entry] = _steps(standings, entry)
        for link, is_under in steps:
            target = link.target
            if target in seen or start.is_before(standings.days(target)):
                continue
            if is_under and not through:
                beyond.append(target)
                continue
            seen.add(target)
            pending.append(target)
            yield target, through
        if not pending and not through:
            through = True
            for target in beyond:
                if target not in seen:
                    seen.add(target)
                    pending.append(target)
                    yield target, through


def _steps(
    standings: Standings, entry: Entry, *, counting: bool = False
) -> list[tuple[Link, bool]]:
    """Return the links that hold up from *entry*, each with whether it stands under its target."""
    return [
        (link, link.type.key == UNDER.key)
        for link in standings.graph.out(entry)
        if link.type.carries_dependence
        and standings.of_link(link, counting=counting) is Standing.HOLDS
    ]


# --- Dates ---


class Delay(StrEnum):
    """Why something is late, or its status out of date."""

    END = auto()  # its period is over and its status does not say so
    START = auto()  # it should have begun
    STEP = auto()  # a step is past, and it has not begun


@dataclass(frozen=True, slots=True)
class Late:
    """What should have happened, by the dates that the entry itself gives."""

    entry: Entry
    why: Delay
    when: PartialDate
    step: str = ""

    def by(self, today: date) -> str:
        """Return by how much: « de 3 mois »."""
        return late_by(self.when.last, today)


class Event(StrEnum):
    """What is to come."""

    START = auto()
    END = auto()
    STEP = auto()
    HELD = auto()  # a meeting, a decision
    WHOLE = auto()  # one date for all of it
    AWAITED = auto()  # the day by which it is needed


@dataclass(frozen=True, slots=True)
class Coming:
    """What an entry announces for a day to come."""

    entry: Entry
    what: Event
    when: PartialDate
    step: str = ""


def late(graph: Graph, today: date) -> list[Late]:
    """Return what is late, the longest first; a date known to the year is past when the year is.

    What goes on without an end, what is done and what was stopped are never late. A step has no
    status: it is past due where its action has not begun, unless it says that it is done.
    """
    found = (delay(entry, today) for entry in graph.entries)
    return sorted(filter(None, found), key=lambda delay: (delay.when.last, delay.entry.sort_key))


def delay(entry: Entry, today: date) -> Late | None:
    """Return why and since when an entry is late, or nothing."""
    phase = _phase(entry)
    if phase in (Phase.ONGOING, *_OVER):
        return None
    period = entry.fields.get("periode")
    if period and period.end and period.end.last < today:
        return Late(entry, Delay.END, period.end)
    if phase is not Phase.BEFORE:
        return None
    if period and period.start and period.start.last < today:
        return Late(entry, Delay.START, period.start)
    for step in entry.fields.get("etapes") or ():
        when = step.quand.end or step.quand.start
        if not step.fait and when.last < today:
            return Late(entry, Delay.STEP, when, step.titre)
    return None


def to_come(graph: Graph, today: date) -> list[Coming]:
    """Return what begins after *today* and within a year, the nearest first."""
    found = [one for entry in graph.entries for one in coming_of(entry, today)]
    return sorted(found, key=lambda c: (c.when.first, c.when.last, c.entry.sort_key))


def coming_of(entry: Entry, today: date) -> list[Coming]:
    """Return what an entry announces for the year after *today*."""
    if _phase(entry) in _OVER:
        return []
    until = _a_year_after(today)
    return [one for one in _announced(entry) if today < one.when.first < until]


def _announced(entry: Entry) -> Iterator[Coming]:
    period = entry.fields.get("periode")
    if period and period.start == period.end:
        yield Coming(entry, Event.WHOLE, period.start)
    elif period:
        for what, when in ((Event.START, period.start), (Event.END, period.end)):
            if when:
                yield Coming(entry, what, when)
    for step in entry.fields.get("etapes") or ():
        if not step.fait:
            yield Coming(entry, Event.STEP, step.quand.start or step.quand.end, step.titre)
    for needed, day in awaited.days(entry):
        yield Coming(entry, Event.AWAITED, day, needed)
    if entry.kind.by_date:
        held = entry.fields["quand"]
        yield Coming(entry, Event.HELD, held.start or held.end)


def _phase(entry: Entry) -> Phase | None:
    status = entry.fields.get("statut")
    return status.phase if status else None


def is_out(entry: Entry) -> bool:
    """Tell whether an entry is no longer counted: turned down, replaced, merged."""
    return _phase(entry) is Phase.OUT


def _a_year_after(day: date) -> date:
    if day.year == date.max.year:
        return date.max
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 3, 1)
    return day.replace(year=day.year + 1)


# --- What was verified ---

# Rows that are of no actor.
_NOBODY: EntryKey = ("", "nobody")
_OTHERS: EntryKey = ("", "others")


@dataclass(frozen=True, slots=True)
class Reviews:
    """How many pages were verified how long ago.

    A row counts those more recent than each of *ages* in turn, then the older, then those never
    verified.
    """

    ages: tuple[int, ...]  # in months, the last being when pages should be read again
    whole: tuple[int, ...]
    by_actor: tuple[tuple[Entry, tuple[int, ...]], ...]
    unassigned: tuple[int, ...]  # nobody is named, though somebody could be
    others: tuple[int, ...]  # of kinds that nobody is named for


def reviews(graph: Graph, today: date, months: int) -> Reviews:
    """Return what was verified when, by who carries it; *months* is the age to read again at."""
    ages = (*(age for age in _AGES if age < months), months)
    limits = [months_before(today, age) for age in ages]
    rows: dict[EntryKey, list[int]] = {}
    whole = [0] * (len(ages) + 2)
    for entry in graph.entries:
        if entry.kind.is_plain_page or "verifie_le" not in entry.kind.keys:
            continue
        column = _column(last_sign(entry), limits)
        whole[column] += 1
        links = graph.out(entry, CARRIED_BY.key)
        nobody = _NOBODY if CARRIED_BY in entry.kind.links else _OTHERS
        for carrier in [link.target.key for link in links] or [nobody]:
            rows.setdefault(carrier, [0] * len(whole))[column] += 1
    nothing = [0] * len(whole)
    actors = (actor for key in CARRIED_BY.targets for actor in graph.of(key))
    return Reviews(
        ages,
        tuple(whole),
        tuple((a, tuple(rows[a.key])) for a in actors if a.key in rows),
        tuple(rows.get(_NOBODY, nothing)),
        tuple(rows.get(_OTHERS, nothing)),
    )


def _column(checked: PartialDate | None, limits: Sequence[date]) -> int:
    if checked is None:
        return len(limits) + 1
    return next((i for i, limit in enumerate(limits) if checked.last >= limit), len(limits))


# --- What was announced ---


@dataclass(frozen=True, slots=True)
class Announced:
    """A number that an entry announces, and how many of them are documented."""

    entry: Entry
    counted: Subkind
    documented: int
    announced: int


def announced(graph: Graph) -> list[Announced]:
    """Return every announced number."""
    return [
        Announced(entry, *counts)
        for entry in graph.entries
        if entry.fields.get("annonce")
        for counts in graph.announced(entry)
    ]

"""The geometry of charts: where bars, dots and lines go, for the templates that draw them.

Places are percentages of a drawing, which so has the width of its page without its texts shrinking.
"""

import itertools
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from parapluie.meaning.indicators import Reading, Series
from parapluie.meaning.progress import Tally
from parapluie.vocabulary.fields import Choice, Phase
from parapluie.vocabulary.grammar import Gender, capitalize, enumerate_words, figure
from parapluie.vocabulary.words import OR

# From what is done to what nobody knows.
PHASES: tuple[Phase | None, ...] = (
    Phase.DONE,
    Phase.DURING,
    Phase.ONGOING,
    Phase.HELD_UP,
    Phase.BEFORE,
    Phase.STOPPED,
    None,
)
UNKNOWN = "unknown"

_EDGES = (13.0, 94.0)  # from the first day of a plot to the last; numbers stand on the left
_FLOOR, _CEILING = 84.0, 10.0  # from its lowest number to its highest; dates stand under the floor
_LINES = 4  # about how many lines show the numbers
_STEPS = tuple(map(Decimal, ("1", "2", "2.5", "5", "10")))
_APART = 15.0  # what dates under a plot need so that they can be told apart
_MOST_NAMED = 8  # beyond, dots touch each other's numbers: the table has them


def look(phase: Phase | None) -> str:
    """Return the name of how a phase is drawn."""
    return phase.value if phase else UNKNOWN


# --- Bars ---


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar, from *start* over *width*."""

    look: str
    number: int
    start: float
    width: float


def bar(parts: Iterable[tuple[str, int]], scale: int) -> tuple[Segment, ...]:
    """Return the parts of a bar one after the other; *scale* is what the whole width stands for."""
    segments = []
    before = 0
    for name, number in parts:
        if number:
            segments.append(Segment(name, number, _percent(before, scale), _percent(number, scale)))
            before += number
    return tuple(segments)


def phases(tally: Tally) -> tuple[tuple[str, int], ...]:
    """Return how many actions are in each phase, under the name of how it is drawn."""
    return tuple((look(phase), tally.at(phase)) for phase in PHASES)


def has_column(name: str, shown: Container[str]) -> bool:
    """Tell whether a table has a column for a phase: what waits has one where something does."""
    return name != Phase.HELD_UP or name in shown


def statuses(tally: Tally) -> list[tuple[Choice | None, int]]:
    """Return the statuses of a tally and their numbers, in the order of bars; none comes last."""
    ordered = [s for phase in PHASES for s in tally.known.values() if phase and s.phase is phase]
    found: list[tuple[Choice | None, int]] = [
        (status, tally.statuses.get(status.key, 0)) for status in ordered
    ]
    return [(status, number) for status, number in (*found, (None, tally.at(None))) if number]


def uncounted(tally: Tally) -> list[tuple[Choice, int]]:
    """Return the statuses of what no longer counts, and their numbers."""
    found = ((s, tally.statuses.get(s.key, 0)) for s in tally.known.values())
    return [(status, number) for status, number in found if number and status.phase is Phase.OUT]


def legend(gender: Gender, known: Mapping[str, Choice]) -> list[tuple[str, str]]:
    """Return how each phase is drawn and what it is called; no name for what has no status."""
    found = []
    for phase in PHASES:
        statuses = (s for s in known.values() if phase and s.phase is phase)
        names = [status.agreed(gender, plural=True) for status in statuses]
        found.append((look(phase), capitalize(enumerate_words(map(str.lower, names), OR))))
    return found


def _percent(number: int, scale: int) -> float:
    return round(100 * number / scale, 3)


# --- Values over time ---


@dataclass(frozen=True, slots=True)
class Dot:
    """A value: at *x*, over what its date may cover, from *start* to *end*."""

    x: float
    y: float
    start: float
    end: float
    label: str  # the number, or nothing where there is no room
    is_under: bool  # whether the label stands under the dot, another being above


@dataclass(frozen=True, slots=True)
class Plot:
    """Values over time, with what they are compared to."""

    dots: tuple[Dot, ...]
    strokes: tuple[tuple[Dot, Dot], ...]  # between readings on which all sources agree
    spans: tuple[tuple[Dot, Dot], ...]  # between the values of sources that disagree
    targets: tuple[float, ...]
    baselines: tuple[float, ...]
    numbers: tuple[tuple[float, str], ...]  # the lines behind, with what they stand for
    dates: tuple[tuple[float, str, str], ...]  # with how the text is anchored


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a plot spans: days as ordinals, and numbers."""

    first: int
    last: int
    low: Decimal
    high: Decimal

    def x(self, day: float) -> float:
        """Return where a day goes; what spans one date alone stands in the middle."""
        left, right = _EDGES
        if self.first == self.last:
            return (left + right) / 2
        return round(left + (right - left) * (day - self.first) / (self.last - self.first), 2)

    def y(self, number: Decimal) -> float:
        """Return where a number goes, downwards as drawings count."""
        part = float((number - self.low) / (self.high - self.low))
        return round(_FLOOR - (_FLOOR - _CEILING) * part, 2)


def plot(series: Series) -> Plot | None:
    """Return the drawing of an indicator; nothing where there is nothing to compare."""
    readings = [reading for reading in series.readings if reading.numbers]
    if not readings or (len(readings) < 2 and not series.targets and not series.baselines):
        return None
    every = [*series.targets, *series.baselines, *(n for r in readings for n in r.numbers)]
    step = _step(every)
    frame = _Frame(
        min(reading.first for reading in readings).toordinal(),
        max(reading.last for reading in readings).toordinal(),
        # Nothing is shown larger than it is: numbers start from zero.
        min(Decimal(0), (min(every) / step).to_integral_value(ROUND_FLOOR) * step),
        max(step, (max(every) / step).to_integral_value(ROUND_CEILING) * step),
    )
    if len(readings) == 1:
        frame = replace(frame, last=frame.first)
    named = len(readings) <= _MOST_NAMED
    dots = [_dots(r, frame, named=named or r is readings[-1]) for r in readings]
    agreed = [
        found[0] if len(found) == 1 and reading.complete else None
        for reading, found in zip(readings, dots, strict=True)
    ]
    lines = int((frame.high - frame.low) / step) + 1
    return Plot(
        tuple(dot for found in dots for dot in found),
        tuple((a, b) for a, b in itertools.pairwise(agreed) if a and b),
        tuple((found[0], found[-1]) for found in dots if len(found) > 1),
        tuple(map(frame.y, series.targets)),
        tuple(map(frame.y, series.baselines)),
        tuple((frame.y(n), figure(n)) for n in (frame.low + step * i for i in range(lines))),
        tuple(_dates(readings, [found[0].x for found in dots])),
    )


def _dots(reading: Reading, frame: _Frame, *, named: bool) -> list[Dot]:
    """Return the values of a reading from the highest to the lowest."""
    start, end = frame.x(reading.first.toordinal()), frame.x(reading.last.toordinal())
    numbers = sorted(reading.numbers, reverse=True)
    ends = (numbers[0], numbers[-1])
    return [
        Dot(
            round((start + end) / 2, 2),
            frame.y(number),
            start,
            end,
            figure(number) if named and number in ends else "",
            number is numbers[-1] and len(numbers) > 1,
        )
        for number in numbers
    ]


def _step(numbers: Sequence[Decimal]) -> Decimal:
    """Return a round number, some few of which span *numbers* and zero."""
    span = max(Decimal(0), *numbers) - min(Decimal(0), *numbers)
    if not span:
        return Decimal(1)
    rough = span / _LINES
    magnitude = Decimal(1).scaleb(rough.adjusted())
    step = next(magnitude * part for part in _STEPS if magnitude * part >= rough)
    # What is counted has no halves.
    whole = all(number == number.to_integral_value() for number in numbers)
    return max(step, Decimal(1)) if whole else step


def _dates(
    readings: Sequence[Reading], places: Sequence[float]
) -> Iterator[tuple[float, str, str]]:
    """Yield the dates to print under a plot: the last, then those before that have room."""
    years = [reading.first.year for reading in readings]
    by_year = 1 < len(set(years)) == len(years) and years == [r.last.year for r in readings]
    room = float("inf")
    for reading, x in reversed(list(zip(readings, places, strict=True))):
        if not by_year and reading not in (readings[0], readings[-1]):
            continue
        if room - x >= _APART:
            room = x
            if by_year:
                yield x, str(reading.first.year), "middle"
            else:
                anchor = "start" if x < _APART else "end" if x > 100 - _APART else "middle"
                yield x, str(reading.when), anchor

"""What indicators measured, as numbers where they are: values over time and the gap to the target.

Sources may disagree: every value stands, none is averaged, and a gap is then a range. Pure.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from parapluie.model import Entry
from parapluie.vocabulary.dates import Period
from parapluie.vocabulary.field_types.sourced_type import SourcedValue

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was measured for a date or a period."""

    when: Period
    values: tuple[SourcedValue, ...]
    numbers: tuple[Decimal, ...]  # those that are numbers, each once
    complete: bool  # whether all are numbers

    @property
    def first(self) -> date:
        """The first day that it may be about; that of its end for what has no start."""
        side = self.when.start or self.when.end
        assert side is not None  # a period has one side at least
        return side.first

    @property
    def last(self) -> date:
        """The last day that it may be about; that of its start for what has no end."""
        side = self.when.end or self.when.start
        assert side is not None
        return side.last


@dataclass(frozen=True, slots=True)
class Gap:
    """How far values are from the target: from *least* to *most*, where sources disagree."""

    least: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class Course:
    """How far the last values are from the target, and how far it was at the beginning."""

    last: Reading
    gap: Gap
    first: Gap | None = None  # at the baseline, or else at the first reading; `None`: unknown
    since: Reading | None = None  # that reading
    # Without a beginning nobody can tell on which side of the target to be: `None`, as where
    # sources disagree about it.
    reached: bool | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """An indicator read as numbers; readings come in the order of time."""

    entry: Entry
    unit: str
    readings: tuple[Reading, ...]
    baselines: tuple[Decimal, ...]
    targets: tuple[Decimal, ...]
    course: Course | None  # `None` where the target or the last values are not all numbers


def series(entry: Entry) -> Series:
    """Return an indicator as numbers; values that are none are left to whoever prints them."""
    unit = entry.fields["unite"] or ""
    readings = sorted(
        (
            Reading(row.quand, row.valeur, *_numbers(row.valeur, unit))
            for row in entry.fields["valeurs"]
        ),
        key=lambda reading: (reading.last, reading.first),
    )
    baselines, _ = _numbers(entry.fields["depart"] or (), unit)
    targets, complete = _numbers(entry.fields["cible"] or (), unit)
    course = _course(readings, baselines, targets) if complete else None
    return Series(entry, unit, tuple(readings), baselines, targets, course)


def _course(
    readings: Sequence[Reading], baselines: Sequence[Decimal], targets: Sequence[Decimal]
) -> Course | None:
    if not targets or not readings or not readings[-1].complete:
        return None
    last = readings[-1]
    since = None if baselines else next((r for r in readings[:-1] if r.complete), None)
    starts = since.numbers if since else baselines
    verdicts = {
        _is_reached(value, target, start)
        for value in last.numbers
        for target in targets
        for start in starts or (None,)
    }
    return Course(
        last,
        _gap(last.numbers, targets),
        _gap(starts, targets) if starts else None,
        since,
        verdicts.pop() if len(verdicts) == 1 else None,
    )


def _is_reached(value: Decimal, target: Decimal, start: Decimal | None) -> bool | None:
    """Tell whether *value* is at the target or, from *start*, beyond it."""
    if value == target:
        return True
    return None if start is None else (start - target) * (value - target) < 0


def _gap(values: Iterable[Decimal], targets: Sequence[Decimal]) -> Gap:
    gaps = [abs(value - target) for value in values for target in targets]
    return Gap(min(gaps), max(gaps))


def _numbers(values: Iterable[SourcedValue], unit: str) -> tuple[tuple[Decimal, ...], bool]:
    """Return the values that are numbers, each once, and whether all are."""
    found = [number(value.value, unit) for value in values]
    numbers = tuple(dict.fromkeys(value for value in found if value is not None))
    return numbers, None not in found


def number(text: str, unit: str = "") -> Decimal | None:
    """Return the number that *text* writes, with its unit or without; `None` for anything else."""
    written = text.removesuffix(unit).strip() if unit else text
    if not _NUMBER.fullmatch(written):
        return None
    return Decimal(re.sub(r"\s", "", written).replace(",", "."))

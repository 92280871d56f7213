"""The periods that accounts are given of: a year, a quarter, between two dates."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from parapluie.vocabulary.dates import from_date, parse_period

_QUARTER = re.compile(r"([0-9]{4})-T([1-4])", re.IGNORECASE)
_ORDINALS = ("premier", "deuxième", "troisième", "quatrième")


@dataclass(frozen=True, slots=True)
class Window:
    """The days from *first* to *last*."""

    text: str  # as written
    first: date
    last: date
    of: str  # what follows « Bilan » : « 2024 », « du premier trimestre de 2024 »

    @property
    def years(self) -> range:
        """The years that it holds whole."""
        begins = self.first.year + (self.first > date(self.first.year, 1, 1))
        ends = self.last.year - (self.last < date(self.last.year, 12, 31))
        return range(begins, ends + 1)


def year_window(year: int) -> Window:
    """Return a year."""
    year = min(max(year, 1), date.max.year)  # what no calendar holds is told by a rule
    return Window(str(year), date(year, 1, 1), date(year, 12, 31), str(year))


def parse_window(text: str) -> Window:
    """Return the days that « 2024 », « 2024-T1 » or « 2024-01/2024-06 » says.

    Raises `ValueError` where it says none.
    """
    quarter = _QUARTER.fullmatch(text)
    if quarter:
        year, number = int(quarter[1]), int(quarter[2])
        last = date(year, number * 3, monthrange(year, number * 3)[1])
        words = f"du {_ORDINALS[number - 1]} trimestre de {year}"
        return Window(text, date(year, number * 3 - 2, 1), last, words)
    period = parse_period(text)
    if period.start is None or period.end is None:
        raise ValueError(text)
    if period.start == period.end:
        is_year = period.start.precision == "year"
        words = period.start.words if is_year else from_date(period.start)
    else:
        words = str(period)
        words = f"de {words}" if words[0].isdigit() else words
    return Window(text, period.start.first, period.end.last, words)

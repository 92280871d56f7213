"""Partial dates and periods: a subset of EDTF, and how French says them.

The subset of the Extended Date/Time Format (ISO 8601-2, levels 0 and 1) is what municipal
documents need: a year, a month, a day or a season, perhaps approximate, and intervals that may be
open at either end. The `edtf` package was tried and took 6.6 ms a date, which is 100 s of a town
of 5,000 entries; these patterns take microseconds.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from parapluie.vocabulary.grammar import MONTHS, NO_BREAK_SPACE, SEASONS, contract, elides

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(~)?")
# Seasons as northern meteorological quarters; winter of a year is the one that year begins with,
# as in « hiver 2022 ».
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (1, 3)}
OPEN = ".."
# The years that what a municipality dates may have without a doubt.
FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the year, the season, the month or the day."""

    text: str  # as written
    first: date  # first day that it may be
    last: date  # last day that it may be
    season: int | None = None  # 21 to 24, EDTF's numbers
    approximate: bool = False

    @property
    def precision(self) -> str:
        """« year », « season », « month » or « day »."""
        if self.season:
            return "season"
        return ("year", "month", "day")[self.text.rstrip("~").count("-")]

    def __str__(self) -> str:
        """The date in French: « 1er mars 2023 », « printemps 2022 », « vers 2016 »."""
        return f"vers {self.words}" if self.approximate else self.words

    @property
    def words(self) -> str:
        """The date in French as if it were exact."""
        year = str(self.first.year)
        if self.season:
            return f"{SEASONS[self.season]} {year}"
        if self.precision == "year":
            return year
        if self.precision == "month":
            return f"{MONTHS[self.first.month - 1]} {year}"
        return f"{_day_number(self)}{NO_BREAK_SPACE}{MONTHS[self.first.month - 1]} {year}"


@dataclass(frozen=True, slots=True)
class Period:
    """An interval between two partial dates; `None` stands for an open or unknown end."""

    text: str  # as written
    start: PartialDate | None
    end: PartialDate | None

    def __str__(self) -> str:
        """The period in French: « depuis 2018 », « de février à mai 2022 », « 2023 à 2028 »."""
        if self.start is None:
            return _until(self.end) if self.end else ""
        if self.end is None:
            return _about(f"depuis {_with_article(self.start, self.start.words)}", self.start)
        if self.start == self.end:
            return str(self.start)
        if self.start.precision == self.end.precision == "year":
            first = _about(self.start.words, self.start)
            return _about(f"{first} à {self.end.words}", self.end)
        first = from_date(self.start, _shortened(self.start, self.end))
        return _about(f"{first} {contract('à', _with_article(self.end, self.end.words))}", self.end)


def parse_date(text: str) -> PartialDate:
    """Return the date that *text* writes in EDTF.

    Raises `ValueError` when the text is no such date or names a day that does not exist.
    """
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in match.groups()[:3])
    approximate = bool(match[4])
    assert year is not None
    if month is None:
        return PartialDate(text, date(year, 1, 1), date(year, 12, 31), None, approximate)
    if day is None and month in _SEASON_MONTHS:
        opens, closes = _SEASON_MONTHS[month]
        last = date(year, closes, monthrange(year, closes)[1])
        return PartialDate(text, date(year, opens, 1), last, month, approximate)
    first = date(year, month, day or 1)
    last = first if day else date(year, month, monthrange(year, month)[1])
    return PartialDate(text, first, last, None, approximate)


def parse_period(text: str) -> Period:
    """Return the period that *text* writes: a date, `start/end`, `start/..` or `../end`.

    Raises `ValueError` when a part is no date or the end comes before the start.
    """
    if "/" not in text:
        day = parse_date(text)
        return Period(text, day, day)
    start_text, end_text = text.split("/", 1)
    start = None if start_text in (OPEN, "") else parse_date(start_text)
    end = None if end_text in (OPEN, "") else parse_date(end_text)
    if (start is None and end is None) or (start and end and end.last < start.first):
        raise ValueError(text)
    return Period(text, start, end)


def day_after(day: date) -> date:
    """Return the next day; calendars have none after the last of the year 9999."""
    return min(day, date.max - timedelta(days=1)) + timedelta(days=1)


def months_before(day: date, months: int) -> date:
    """Return the first day of the month that is *months* before that of *day*."""
    index = max(day.year * 12 + day.month - 1 - months, 12)
    return date(index // 12, index % 12 + 1, 1)


def from_date(day: PartialDate, words: str = "") -> str:
    """Return « du 6 février 2023 », « d’avril 2023 », « de l’été 2022 », « de 2016 environ ».

    *words* stand for those of the date where the rest of a sentence completes them.
    """
    return _about(contract("de", _with_article(day, words or day.words)), day)


def on_date(day: PartialDate) -> str:
    """Return « le 6 février 2023 », « en avril 2023 », « à l’été 2022 », « vers 2016 »."""
    if day.approximate:
        return str(day)
    if day.precision in ("year", "month"):
        return f"en {day.words}"
    words = _with_article(day, day.words)
    return contract("à", words) if day.season else words


def by_day(day: PartialDate) -> str:
    """Return « d’ici le 6 février 2023 », « d’ici avril 2023 », « d’ici l’été 2022 »."""
    return _about(f"d’ici {_with_article(day, day.words)}", day)


def _until(day: PartialDate) -> str:
    if day.precision in ("year", "month"):
        return _about(f"jusqu’en {day.words}", day)
    return _about(f"jusqu’{contract('à', _with_article(day, day.words))}", day)


def _with_article(day: PartialDate, words: str) -> str:
    if day.season:
        return f"l’{words}" if elides(words) else f"le {words}"
    return f"le {words}" if day.precision == "day" else words


def _about(words: str, day: PartialDate) -> str:
    return f"{words} environ" if day.approximate else words


def _day_number(day: PartialDate) -> str:
    return "1er" if day.first.day == 1 else str(day.first.day)


def _shortened(start: PartialDate, end: PartialDate) -> str:
    """Return the words of *start* without the month and the year that those of *end* repeat."""
    if start.first.year != end.first.year or start.approximate:
        return start.words
    if "year" in (start.precision, end.precision):
        return start.words
    if start.precision == end.precision == "day" and start.first.month == end.first.month:
        return _day_number(start)
    return start.words.removesuffix(f" {start.first.year}")

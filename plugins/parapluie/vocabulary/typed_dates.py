"""Dates as people type them in a spreadsheet, brought to the subset of EDTF that content uses."""

import re
from datetime import date

from parapluie.vocabulary.dates import OPEN, parse_date, parse_period
from parapluie.vocabulary.grammar import MONTHS, SEASONS, fold

_MONTH_NUMBERS = {fold(month): number for number, month in enumerate(MONTHS, start=1)}
# « avr. », « sept. », « févr. »; three letters that begin two months name neither.
_SHORT_MONTHS = {
    name[:length]: number
    for name, number in _MONTH_NUMBERS.items()
    for length in (3, 4)
    if sum(other.startswith(name[:length]) for other in _MONTH_NUMBERS) == 1
}
_SEASON_NUMBERS = {fold(name): number for number, name in SEASONS.items()}
_QUARTER = re.compile(r"(?:t|q)([1-4])|([1-4])(?:er|e|re|eme)? trimestre")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})(?:[/.-](\d{1,2}))?")
_WORDS = re.compile(r"(?:(\d{1,2})(?:er)? )?([a-z]+)\.?(?: (?:de )?(\d{4}))?")
_SINCE = re.compile(r"(?:depuis|a partir d[eu]|des) (?:l[ea] |l['’])?(.+)")
_UNTIL = re.compile(r"(?:jusqu['’](?:en|a|au) |d['’]ici (?:a |la fin de )?|avant )(.+)")
_ABOUT = re.compile(r"(?:vers|environ|autour de) (.+)|(.+) environ")
_RANGE = re.compile(
    r"(?:de |du |d['’]|entre )?(?:l['’])?(.+?)(?: ?[–—] ?| - | a l['’]| au? | et )(.+)"
)
_YEARS = re.compile(r"(\d{4}) ?[-–—/] ?(\d{4})")


def edtf(text: str, *, period: bool = True) -> str | None:
    """Return the date or, with *period*, the period that *text* says; `None` if it says none.

    « octobre 2026 » gives `2026-10`, « 2023-2028 » gives `2023/2028`, « depuis 2018 » `2018/..`. A
    day such as 05/06/2026, which has two readings, gives `None`.
    """
    text = " ".join(text.split())
    try:
        (parse_period if period else parse_date)(text)
    except ValueError:
        pass
    else:
        return text
    found = _read(fold(text), period=period)
    try:
        if found:
            (parse_period if period else parse_date)(found)
    except ValueError:
        return None
    return found


def _read(text: str, *, period: bool) -> str | None:
    single = _single(text)
    if single or not period:
        return single
    if match := _YEARS.fullmatch(text):
        return f"{match[1]}/{match[2]}"
    for pattern, form in ((_SINCE, "{}/" + OPEN), (_UNTIL, OPEN + "/{}")):
        match = pattern.fullmatch(text)
        bound = _single(match[1]) if match else None
        if bound:
            return form.format(bound)
    if match := _QUARTER.match(text):
        year = re.fullmatch(r" ?(?:de |-)?(\d{4})", text[match.end() :])
        last = int(match[1] or match[2]) * 3
        return f"{year[1]}-{last - 2:02}/{year[1]}-{last:02}" if year else None
    if match := _RANGE.fullmatch(text):
        last_bound = _single(match[2])
        first_bound = _single(match[1])
        if last_bound and not first_bound:
            first_bound = _single(f"{match[1]} {last_bound[:4]}")
        if first_bound and last_bound:
            return f"{first_bound}/{last_bound}"
    return None


def _single(text: str) -> str | None:
    if match := _ABOUT.fullmatch(text):
        inner = _single(match[1] or match[2])
        return f"{inner}~" if inner else None
    text = re.sub(r"^(?:en |l[ea] |l['’]|a l['’]|au |fin )", "", text)
    if re.fullmatch(r"\d{4}", text):
        return text
    if match := _YEAR_FIRST.fullmatch(text):
        return "-".join([match[1], *(f"{int(part):02}" for part in match.groups()[1:] if part)])
    if match := _DAY_FIRST.fullmatch(text):
        first, second, year = (int(part) for part in match.groups())
        day, month = (first, second) if first > 12 or first == second else (second, first)
        if day <= 12 and first != second:
            return None  # two readings
        return _day(year, month, day)
    if (match := _WORDS.fullmatch(text)) and match[3]:
        day_text, name, year_text = match.groups()
        month_number = _MONTH_NUMBERS.get(name) or _SHORT_MONTHS.get(name)
        if month_number:
            return _day(int(year_text), month_number, int(day_text) if day_text else None)
        if name in _SEASON_NUMBERS and not day_text:
            return f"{year_text}-{_SEASON_NUMBERS[name]}"
    return None


def _day(year: int, month: int, day: int | None) -> str | None:
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")

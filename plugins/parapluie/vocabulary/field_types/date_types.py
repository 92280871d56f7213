"""Dates known to the year, the month or the day, and what lies between two of them."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from parapluie.vocabulary import cms_words, spreadsheet_words
from parapluie.vocabulary.dates import PartialDate, Period, parse_date, parse_period

from .cell_signs import CellError
from .value_type import (
    Asked,
    Data,
    Declared,
    Published,
    Schema,
    ValueType,
    Widget,
    parsed,
)

_DATE = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?~?"
_PERIOD = rf"(?:{_DATE}|{_DATE}/(?:{_DATE}|\.\.)|\.\./{_DATE})"


def _written(pattern: str) -> Schema:
    # YAML takes « 2026 » for a number.
    return {"anyOf": [{"type": "string", "pattern": f"^{pattern}$"}, {"type": "integer"}]}


def _edtf(text: str, *, period: bool) -> str | None:
    from parapluie.vocabulary.typed_dates import edtf  # which a check does without

    return edtf(text, period=period)


def dated(raw: PartialDate | Period) -> dict[str, str]:
    """Return a date or a period as written, with the days that it may begin and end on."""
    if isinstance(raw, PartialDate):
        first, last = raw.first, raw.last
        return {"texte": raw.text, "debut": first.isoformat(), "fin": last.isoformat()}
    found = {"texte": raw.text}
    if raw.start:
        found["debut"] = raw.start.first.isoformat()
    if raw.end:
        found["fin"] = raw.end.last.isoformat()
    return found


class Date(ValueType):
    """A date in our subset of EDTF."""

    said = "une date : 2026, 2026-10 ou 2026-10-05, avec ~ si elle est approximative"
    example = "2026-10-05"
    is_bare = True
    is_date = True

    def read(self, item: Declared, value: Data) -> PartialDate:
        """Return the date."""
        found: PartialDate = parsed(value, "expected_date", parse_date)
        return found

    def years(self, raw: Any) -> Iterator[int]:
        """Yield its year."""
        yield raw.first.year

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a date, or of a year that YAML takes for a number."""
        return _written(_DATE)

    def shape(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return a reference to the schema of a date with its days."""
        return {"$ref": "#/$defs/date"}

    def data(self, item: Declared, raw: Any, published: Published) -> Any:
        """Return it as written, with the days that it may begin and end on."""
        return dated(raw)

    def column(self, item: Declared, raw: Any) -> str:
        """Return it as written."""
        return str(raw.text)

    def typed(self, text: str) -> str | None:
        """Return the date that a person typed, as content writes it; `None` if it is none."""
        return _edtf(text, period=False)

    def one_from_cell(self, item: Declared, text: str) -> Data:
        """Return the date that was typed, as content writes it."""
        found = self.typed(text)
        if found is None:
            raise CellError(spreadsheet_words.BAD_DATE.format(value=text))
        return found

    def widget_of_one(self, item: Any, asked: Asked) -> Widget:
        """Return a place for a date."""
        return {"widget": "string", "pattern": list(cms_words.PATTERNS["date"])}


class Span(Date):
    """A date, or the interval between two of them."""

    said = "une date, ou deux séparées par une barre; deux points pour un bout ouvert"
    example = "2026/2030"
    is_searched = True

    def read(self, item: Declared, value: Data) -> Any:
        """Return the period."""
        return parsed(value, "expected_period", parse_period)

    def years(self, raw: Any) -> Iterator[int]:
        """Yield the years of its ends."""
        yield from dict.fromkeys(day.first.year for day in (raw.start, raw.end) if day)

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a date or a period."""
        return _written(_PERIOD)

    def typed(self, text: str) -> str | None:
        """Return the period that a person typed, as content writes it; `None` if it is none."""
        return _edtf(text, period=True)

    def widget_of_one(self, item: Any, asked: Asked) -> Widget:
        """Return a place for a period."""
        return {"widget": "string", "pattern": list(cms_words.PATTERNS["period"])}

"""A value, or several with their sources where these disagree."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from parapluie.vocabulary import exports_words, words
from parapluie.vocabulary.dates import PartialDate, parse_date
from parapluie.vocabulary.grammar import Gender, enumerate_words, typeset

from .cell_signs import escape, pieces, unescape
from .text_types import ANY_TEXT
from .value_type import (
    Data,
    Declared,
    Path,
    Published,
    Schema,
    ValueType,
    as_list,
    fail,
    line_of,
    plain,
)

_IN_A_CELL = re.compile(r"[\\\n\[\]]")
_IN_A_RECORD = re.compile(r"[\\\n\[\]|;]")
_VALUE_AND_SOURCE = re.compile(
    r"(?P<value>(?:[^\\\[\]]|\\.)*?)\s*\[(?P<source>(?:[^\\\[\]]|\\.)*)\]"
)
_WITH_SOURCE: Schema = {
    "anyOf": [
        ANY_TEXT,
        {
            "type": "object",
            "properties": {"valeur": ANY_TEXT, "source": ANY_TEXT},
            "required": ["valeur"],
            "additionalProperties": False,
        },
    ]
}


@dataclass(frozen=True, slots=True)
class SourcedValue:
    """One of the values of a field, with the key or address of its source."""

    value: str
    source: str = ""

    def __str__(self) -> str:
        """The value alone."""
        return self.value

    @property
    def date(self) -> PartialDate | None:
        """The date that it is, if it is one."""
        try:
            return parse_date(self.value)
        except ValueError:
            return None

    @property
    def words(self) -> str:
        """What French prints: a date in words, the rest as typed."""
        return str(self.date or typeset(self.value))


class Sourced(ValueType):
    """Values with their sources: itself a list, of one where a value stands alone."""

    shown_as = "sourced"
    said = "une valeur, ou plusieurs avec leurs sources"
    example = "{valeur: 200, source: bilan}"
    is_bare = True
    has_shapes = True
    has_addresses = True
    has_sources = True

    def read(self, item: Declared, value: Data) -> tuple[SourcedValue, ...]:
        """Return the values, each with its source."""
        items = value if isinstance(value, list) else [value]
        if not items:
            raise fail("empty")
        return tuple(map(_read_one, items))

    def years(self, raw: Any) -> Iterator[int]:
        """Yield the years of the dates among the values."""
        yield from dict.fromkeys(day.first.year for one in raw if (day := one.date))

    def addresses(self, raw: Any) -> Iterator[tuple[Path, str]]:
        """Yield the sources, of which some are addresses."""
        for index, one in enumerate(raw):
            yield (index, "source"), one.source

    def sources(self, raw: Any) -> Iterator[tuple[int, str]]:
        """Yield each source that is named."""
        yield from ((index, one.source) for index, one in enumerate(raw) if one.source)

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a value with or without its source, or of a list of them."""
        several = {"type": "array", "items": _WITH_SOURCE, "minItems": 1}
        return {"anyOf": [_WITH_SOURCE, several]}

    def shape(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a list of values with their sources."""
        text = {"type": "string"}
        one = {
            "type": "object",
            "properties": {"valeur": text, "source": text},
            "required": ["valeur"],
            "additionalProperties": False,
        }
        return {"type": "array", "items": one}

    def data(self, item: Declared, raw: Any, published: Published) -> Any:
        """Return the list of the values."""
        return [
            {"valeur": one.value, "source": one.source} if one.source else {"valeur": one.value}
            for one in raw
        ]

    def column(self, item: Declared, raw: Any) -> str:
        """Return the values without their sources."""
        return exports_words.VALUES_SEPARATOR.join(one.value for one in raw)

    def cell(self, item: Declared, value: Data, gender: Gender) -> str:
        """Return a line for each value, its source in brackets."""
        return "\n".join(_cells(value, _IN_A_CELL))

    def from_cell(self, item: Declared, text: str) -> Data:
        """Return the values of the lines."""
        return _from_cells(pieces(text, "\n"))

    def part(self, item: Declared, value: Data, gender: Gender) -> str:
        """Return the values on one line, between semicolons."""
        return " ; ".join(_cells(value, _IN_A_RECORD))

    def from_part(self, item: Declared, text: str) -> Data:
        """Return the values between the semicolons."""
        return _from_cells(pieces(text, ";"))

    def printed(self, item: Declared, raw: Any, gender: Gender = Gender.MASCULINE) -> str:
        """Return « 200 ou 300 »: sources that disagree are not added up."""
        return enumerate_words((one.words for one in raw), words.OR)


def _read_one(item: Data) -> SourcedValue:
    if isinstance(item, dict):
        if not {"valeur"} <= item.keys() <= {"valeur", "source"}:
            raise fail("expected_sourced")
        source = item.get("source")
        return SourcedValue(line_of(item["valeur"]), line_of(source) if source is not None else "")
    if isinstance(item, list):
        raise fail("expected_sourced")
    return SourcedValue(line_of(item))


def _cells(value: Data, signs: re.Pattern[str]) -> list[str]:
    texts = []
    for item in as_list(value):
        if isinstance(item, dict):
            source = item.get("source")
            written = escape(plain(item.get("valeur")), signs)
            texts.append(f"{written} [{escape(plain(source), signs)}]" if source else written)
        else:
            texts.append(escape(plain(item), signs))
    return texts


def _from_cells(parts: Sequence[str]) -> Data:
    values: list[Data] = []
    for part in parts:
        match = _VALUE_AND_SOURCE.fullmatch(part.strip())
        if match and match["source"].strip():
            source = unescape(match["source"]).strip()
            values.append({"valeur": unescape(match["value"]).strip(), "source": source})
        else:
            values.append(unescape(part).strip())
    return values[0] if len(values) == 1 else values

"""Numbers, counts, a point of a picture, yes or no."""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from parapluie.vocabulary import exports_words, messages, spreadsheet_words
from parapluie.vocabulary.grammar import Gender, capitalize, enumerate_words, figure, spell

from .cell_signs import CellError
from .value_type import (
    Asked,
    Data,
    Declared,
    Published,
    Schema,
    ValueType,
    Widget,
    fail,
    line_of,
    parsed,
    plain,
)

_INTEGER = re.compile(r"-?[0-9]{1,3}(?:[ \u00a0\u202f]?[0-9]{3}){0,4}|-?[0-9]{1,15}")
_SPACE_IN_NUMBER = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)")
_GROUPED = r"-?[0-9]{1,3}(?:[ \u00a0\u202f]?[0-9]{3})*"
_COUNT: Schema = {
    "anyOf": [
        {"type": "integer", "minimum": 0},
        {"type": "string", "pattern": rf"^{_GROUPED.removeprefix('-?')}$"},
    ]
}


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise ValueError(text)
    return int(_SPACE_IN_NUMBER.sub("", text))


def _number(text: str) -> float:
    return float(_SPACE_IN_NUMBER.sub("", text).replace(",", "."))


def _count(text: str) -> int:
    number = _integer(text)
    if number < 0:
        raise ValueError(text)
    return number


def _boolean(text: str) -> bool:
    if text.lower() in messages.YES:
        return True
    if text.lower() in messages.NO:
        return False
    raise ValueError(text)


class Integer(ValueType):
    """A whole number."""

    said = "un nombre entier"
    example = "3"
    is_bare = True
    by_comma = True

    def read(self, item: Declared, value: Data) -> int:
        """Return the number, its groups of digits set apart or not."""
        return int(parsed(value, "expected_integer", _integer))

    def years(self, raw: Any) -> Iterator[int]:
        """Yield itself."""
        yield raw

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a whole number as YAML types it, or as it was typed."""
        return {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": f"^{_GROUPED}$"}]}

    def shape(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a whole number."""
        return {"type": "integer"}

    def widget_of_one(self, item: Any, asked: Asked) -> Widget:
        """Return a place for a whole number."""
        return {"widget": "number", "value_type": "int"}

    def printed(self, item: Declared, raw: Any, gender: Gender = Gender.MASCULINE) -> str:
        """Return it with the spaces of French; a year has none."""
        return spell(raw) if abs(raw) > 9999 else str(raw)


class Number(ValueType):
    """A number, with decimals or not."""

    said = "un nombre"
    example = "4,5"
    is_bare = True

    def read(self, item: Declared, value: Data) -> float:
        """Return the number, with a comma or a point."""
        return float(parsed(value, "expected_number", _number))

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a number as YAML types it, or as it was typed."""
        typed = {"type": "string", "pattern": f"^{_GROUPED}(?:[.,][0-9]+)?$"}
        return {"anyOf": [{"type": "number"}, typed]}

    def shape(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a number."""
        return {"type": "number"}

    def widget_of_one(self, item: Any, asked: Asked) -> Widget:
        """Return a place for a number."""
        return {"widget": "number", "value_type": "float"}

    def printed(self, item: Declared, raw: Any, gender: Gender = Gender.MASCULINE) -> str:
        """Return it with the comma of French."""
        return figure(Decimal(str(raw)))


class Boolean(ValueType):
    """Yes or no."""

    said = "oui ou non"
    example = "oui"
    is_few = True
    says_alone = False

    def read(self, item: Declared, value: Data) -> bool:
        """Return whether the author said yes."""
        return bool(parsed(value, "expected_boolean", _boolean))

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of what says yes or no."""
        words = [
            said
            for word in (*messages.YES, *messages.NO)
            for said in (word, capitalize(word), word.upper())
        ]
        return {"anyOf": [{"type": "boolean"}, {"type": "string", "enum": words}]}

    def shape(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a truth."""
        return {"type": "boolean"}

    def column(self, item: Declared, raw: Any) -> str:
        """Return « oui » or « non »."""
        return messages.YES[0] if raw else messages.NO[0]

    def widget_of_one(self, item: Any, asked: Asked) -> Widget:
        """Return a switch."""
        return {"widget": "boolean"}

    def printed(self, item: Declared, raw: Any, gender: Gender = Gender.MASCULINE) -> str:
        """Return « Oui » or « Non »."""
        return capitalize(messages.YES[0] if raw else messages.NO[0])


class Counts(ValueType):
    """A number, or numbers by kind; a bare number is kept under an empty key."""

    said = "un nombre, ou des nombres par type d’entrée"
    example = "12"
    is_bare = True
    has_shapes = True
    names_kinds = True

    def read(self, item: Declared, value: Data) -> dict[str, int]:
        """Return the numbers by the words that name the kinds."""
        items = value.items() if isinstance(value, dict) else [("", value)]
        result = {}
        for key, one in items:
            try:
                result[key] = _count(line_of(one))
            except ValueError:
                raise fail("expected_count", one) from None
        return result

    def kinds_named(self, raw: Any) -> Iterable[str]:
        """Return the words that name kinds."""
        return [key for key in raw if key]

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a count, or of counts by key."""
        return {"anyOf": [_COUNT, {"type": "object", "additionalProperties": _COUNT}]}

    def shape(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of counts by key."""
        return {"type": "object", "additionalProperties": {"type": "integer"}}

    def column(self, item: Declared, raw: Any) -> str:
        """Return « action : 12 | objectif : 4 »."""
        return exports_words.VALUES_SEPARATOR.join(
            f"{key}{exports_words.PARTS_SEPARATOR}{n}" if key else str(n) for key, n in raw.items()
        )

    def cell(self, item: Declared, value: Data, gender: Gender) -> str:
        """Return « action: 12, objectif: 4 », or the number alone."""
        if isinstance(value, dict):
            return ", ".join(f"{key}: {plain(number)}" for key, number in value.items())
        return plain(value)

    def from_cell(self, item: Declared, text: str) -> Data:
        """Return the numbers by key, or the number alone."""
        if ":" not in text:
            return text
        counts: dict[str, Data] = {}
        for part in re.split(r"[,;\n]", text):
            key, colon, number = part.partition(":")
            if not colon:
                raise CellError(spreadsheet_words.BAD_COUNT)
            counts[key.strip()] = number.strip()
        return counts

    def printed(self, item: Declared, raw: Any, gender: Gender = Gender.MASCULINE) -> str:
        """Return « action : 12 et objectif : 4 », or the number alone."""
        separator = exports_words.PARTS_SEPARATOR
        return enumerate_words(
            f"{key}{separator}{spell(number)}" if key else spell(number)
            for key, number in raw.items()
        )


class Point(ValueType):
    """A place in a picture: two percentages."""

    said = "deux pourcentages"
    example = "[50, 40]"
    is_bare = True
    has_shapes = True

    def read(self, item: Declared, value: Data) -> tuple[float, float]:
        """Return the two numbers."""
        if isinstance(value, list) and len(value) == 2:
            try:
                x, y = (_number(str(part)) for part in value)
            except ValueError:
                raise fail("expected_point") from None
            if 0 <= x <= 100 and 0 <= y <= 100:
                return (x, y)
        raise fail("expected_point")

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a list of two percentages."""
        number = {"type": "number", "minimum": 0, "maximum": 100}
        typed = {"type": "string", "pattern": r"^[0-9]+(?:[.,][0-9]+)?$"}
        return {
            "type": "array",
            "minItems": 2,
            "maxItems": 2,
            "items": {"anyOf": [number, typed]},
        }

    def shape(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a list of numbers."""
        return {"type": "array", "items": {"type": "number"}}

    def data(self, item: Declared, raw: Any, published: Published) -> Any:
        """Return the list of the two."""
        return list(raw)

    def cell_of_one(self, item: Declared, value: Data, gender: Gender) -> str:
        """Return « 50 ; 40 », since decimals have commas."""
        return " ; ".join(map(plain, value)) if isinstance(value, list) else plain(value)

    def one_from_cell(self, item: Declared, text: str) -> Data:
        """Return the two texts."""
        return [part.strip() for part in text.split(";")]

    def printed(self, item: Declared, raw: Any, gender: Gender = Gender.MASCULINE) -> str:
        """Return « 50 % et 40 % »."""
        return enumerate_words(f"{figure(Decimal(str(part)))} %" for part in raw)

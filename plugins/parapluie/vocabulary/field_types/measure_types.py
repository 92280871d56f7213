"""Amounts of money and percentages."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from parapluie.vocabulary.grammar import NO_BREAK_SPACE, Gender, figure

from .value_type import Asked, Data, Declared, Published, Schema, ValueType, Widget, fail, parsed

_BLANKS = " \u00a0\u202f"
_AMOUNT = re.compile(
    rf"(?P<figure>[0-9]{{1,3}}(?:[{_BLANKS}][0-9]{{3}})+|[0-9]{{1,15}})(?:[.,](?P<cents>[0-9]{{1,2}}))?"
    rf"(?:[{_BLANKS}]?(?:(?P<scale>[kM])[{_BLANKS}]?)?\$)?"
)
_AMOUNT_TYPED = (
    r"^(?:[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+|[0-9]{1,15})(?:[.,][0-9]{1,2})?"
    r"(?:[ \u00a0\u202f]?(?:[kM][ \u00a0\u202f]?)?\$)?$"
)
_DAYS = re.compile(
    rf"(?P<figure>[0-9]{{1,3}}(?:[{_BLANKS}][0-9]{{3}}){{1,2}}|[0-9]{{1,7}})(?:[.,](?P<part>[0-9]{{1,2}}))?"
)
_DAYS_TYPED = r"^(?:[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3}){1,2}|[0-9]{1,7})(?:[.,][0-9]{1,2})?$"
# No municipality here has ever had as much: a zero too many, or the wrong unit.
_MOST_DOLLARS = 100_000_000_000
_SCALES = {"k": 1000, "M": 1_000_000}
_OTHER_MONEY = re.compile(r"€|£|¥|\b(?:USD?|EUR|GBP)\b|US\$|\$US", re.IGNORECASE)
_PERCENT = re.compile(rf"(?P<figure>[0-9]{{1,3}})(?:[{_BLANKS}]?%)?")


def _amount(text: str) -> Decimal:
    if _OTHER_MONEY.search(text):
        raise fail("expected_dollars", text)
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise ValueError(text)
    dollars = _decimal(found["figure"], found["cents"]) * _SCALES.get(found["scale"] or "", 1)
    if dollars > _MOST_DOLLARS:
        raise fail("expected_possible", text)
    return dollars


def _days(text: str) -> Decimal:
    found = _DAYS.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return _decimal(found["figure"], found["part"])


def _decimal(whole: str, part: str | None) -> Decimal:
    digits = "".join(sign for sign in whole if sign not in _BLANKS)
    return Decimal(f"{digits}.{part or 0}")


def decimal(number: Decimal) -> str:
    """Return a number as programs write it: « 240000 », « 1240.5 »."""
    return f"{number.normalize():f}"


def dollars(amount: Decimal) -> str:
    """Return « 240 000 $ », with cents where there are some: « 1 240,50 $ »."""
    rounded = amount.quantize(Decimal("0.01"))
    if rounded == rounded.to_integral_value():
        return f"{figure(rounded.to_integral_value())}{NO_BREAK_SPACE}$"
    whole, cents = f"{rounded:.2f}".split(".")
    return f"{figure(Decimal(whole))},{cents}{NO_BREAK_SPACE}$"


class Amount(ValueType):
    """A sum of money in Canadian dollars; an amount that nobody knows is not written."""

    said = "un montant en dollars : 240 000, 1 240,50 $ ou 1,2 M$"
    example = "240 000 $"
    is_bare = True

    def read(self, item: Declared, value: Data) -> Decimal:
        """Return the dollars."""
        found: Decimal = parsed(value, "expected_amount", _amount)
        return found

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a number as YAML types it, or of an amount as it was typed."""
        return {
            "anyOf": [
                {"type": "number", "minimum": 0},
                {"type": "string", "pattern": _AMOUNT_TYPED},
            ]
        }

    def shape(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a number of dollars."""
        return {"type": "number"}

    def data(self, item: Declared, raw: Any, published: Published) -> Any:
        """Return the number of dollars."""
        return int(raw) if raw == raw.to_integral_value() else float(raw)

    def column(self, item: Declared, raw: Any) -> str:
        """Return the number of dollars, as French writes decimals."""
        return decimal(raw).replace(".", ",")

    def widget_of_one(self, item: Any, asked: Asked) -> Widget:
        """Return a place for an amount."""
        return {"widget": "string"}

    def printed(self, item: Declared, raw: Any, gender: Gender = Gender.MASCULINE) -> str:
        """Return « 240 000 $ »."""
        return dollars(raw)


class Days(Amount):
    """Time of people, in days of one person; a number that nobody knows is not written."""

    said = "un nombre de jours-personnes : 12 ou 4,5"
    example = "12"

    def read(self, item: Declared, value: Data) -> Decimal:
        """Return the days."""
        found: Decimal = parsed(value, "expected_days", _days)
        return found

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a number as YAML types it, or as it was typed."""
        typed = {"type": "string", "pattern": _DAYS_TYPED}
        return {"anyOf": [{"type": "number", "minimum": 0}, typed]}

    def widget_of_one(self, item: Any, asked: Asked) -> Widget:
        """Return a place for a number of days."""
        return {"widget": "number", "value_type": "float", "min": 0}

    def printed(self, item: Declared, raw: Any, gender: Gender = Gender.MASCULINE) -> str:
        """Return it with the comma of French."""
        return figure(raw)


class Percent(ValueType):
    """A whole percentage, from 0 to 100."""

    said = "un pourcentage, de 0 à 100"
    example = "60"
    is_bare = True

    def read(self, item: Declared, value: Data) -> int:
        """Return the number, written with its sign or not."""
        return int(parsed(value, "expected_percent", _percent))

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a whole number as YAML types it, or as it was typed."""
        typed = {"type": "string", "pattern": r"^(?:100|[0-9]{1,2})[ \u00a0\u202f]?%?$"}
        return {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 100}, typed]}

    def shape(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a percentage."""
        return {"type": "integer", "minimum": 0, "maximum": 100}

    def widget_of_one(self, item: Any, asked: Asked) -> Widget:
        """Return a place for a percentage."""
        return {"widget": "number", "value_type": "int", "min": 0, "max": 100}

    def printed(self, item: Declared, raw: Any, gender: Gender = Gender.MASCULINE) -> str:
        """Return « 60 % »."""
        return f"{raw}{NO_BREAK_SPACE}%"


def _percent(text: str) -> int:
    found = _PERCENT.fullmatch(text)
    if found is None or int(found["figure"]) > 100:
        raise ValueError(text)
    return int(found["figure"])

"""One of the values that a field admits."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from pydantic_core import core_schema as core

from parapluie.vocabulary.grammar import Gender, fold

from .value_type import (
    Asked,
    Choosable,
    Data,
    Declared,
    Published,
    Schema,
    ValueType,
    Widget,
    fail,
    line_of,
    plain,
)


class OneOf(ValueType):
    """One of the `choices` of a field."""

    said = "une des valeurs admises"
    example = "la-premiere"
    by_comma = True

    def read(self, item: Declared, value: Data) -> Choosable:
        """Return the choice that is written by its key."""
        return _read({choice.key: choice for choice in item.choices}, value)

    def schema(self, item: Declared) -> core.CoreSchema:
        """Return what validates one value, its choices known once."""
        known = {choice.key: choice for choice in item.choices}
        return core.no_info_plain_validator_function(partial(_read, known))

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of the keys."""
        return {"type": "string", "enum": [choice.key for choice in item.choices]}

    def shape(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of the keys."""
        return {"enum": [choice.key for choice in item.choices]}

    def data(self, item: Declared, raw: Any, published: Published) -> Any:
        """Return the key."""
        return raw.key

    def column(self, item: Declared, raw: Any) -> str:
        """Return the key."""
        return str(raw.key)

    def cell_of_one(self, item: Declared, value: Data, gender: Gender) -> str:
        """Return the label, as it agrees with what the entry is called."""
        text = plain(value)
        found = (choice.agreed(gender) for choice in item.choices if choice.key == value)
        return next(found, text)

    def one_from_cell(self, item: Declared, text: str) -> Data:
        """Return the key of the choice that a person names by its key or label, or *text*."""
        wanted = fold(text)
        for choice in item.choices:
            if wanted in {fold(choice.key), fold(choice.label), fold(choice.feminine)} - {""}:
                return choice.key
        return text

    def example_of(self, item: Declared) -> str:
        """Return the first of the choices."""
        first = item.choices[0].key if item.choices else self.example
        return f"[{first}]" if item.many else first

    def widget_of_one(self, item: Any, asked: Asked) -> Widget:
        """Return the list of the labels."""
        options = [{"label": c.label, "value": c.key} for c in item.choices]
        return {"widget": "select", "options": options}

    def printed(self, item: Declared, raw: Any, gender: Gender = Gender.MASCULINE) -> str:
        """Return the label, as it agrees with what the entry is called."""
        return str(raw.agreed(gender))


def _read(known: Mapping[str, Choosable], value: Data) -> Choosable:
    text = line_of(value)
    if text not in known:
        raise fail("expected_choice", text, choices=tuple(known))
    return known[text]

"""A mapping with fields of its own, and what validates any mapping of fields."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import SimpleNamespace
from typing import Any

from pydantic_core import core_schema as core

from parapluie.vocabulary import exports_words, spreadsheet_words
from parapluie.vocabulary.grammar import Gender

from .cell_signs import NESTED_IN_A_RECORD, CellError, escape, pieces, split, unescape
from .value_type import (
    WIDE,
    Asked,
    Data,
    Declared,
    Published,
    Schema,
    ValueType,
    Widget,
    as_list,
    column_of,
    fail,
    printed_of,
)


class Record(SimpleNamespace):
    """The values of one record of a document, by the keys of its fields."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__(**values)


class Mapped(ValueType):
    """A record: a mapping with `fields`."""

    shown_as = "record"
    said = "des clés, avec un retrait"
    example = "{cle: valeur}"
    is_placed = True
    has_records = True
    has_addresses = True
    cell_width = WIDE

    def read(self, item: Declared, value: Data) -> dict[str, Data]:
        """Return what says something of a mapping, whose values its schema then reads."""
        if not isinstance(value, dict):
            raise fail("expected_record", value, keys=", ".join(inner.key for inner in item.fields))
        return without_nothing(value, item.fields)

    def schema(self, item: Declared) -> core.CoreSchema:
        """Return what validates a record and all that it holds."""
        record = core.no_info_after_validator_function(Record, values_schema(item.fields))
        return core.no_info_before_validator_function(partial(self.read, item), record)

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of its fields."""
        return record(item.fields)

    def shape(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of its fields."""
        return record(item.fields)

    def data(self, item: Declared, raw: Any, published: Published) -> Any:
        """Return its values by key."""
        return published.record(item.fields, vars(raw))

    def column(self, item: Declared, raw: Any) -> str:
        """Return its parts; a yes or no says nothing without its label."""
        held = (
            column_of(inner, value)
            for inner, value in told(item.fields, vars(raw))
            if inner.type.says_alone
        )
        return exports_words.PARTS_SEPARATOR.join(text for text in held if text)

    def cell(self, item: Declared, value: Data, gender: Gender) -> str:
        """Return a line for each record, its parts between bars."""
        return "\n".join(line(item, record, gender) for record in as_list(value))

    def from_cell(self, item: Declared, text: str) -> Data:
        """Return the records of the lines."""
        records: list[Data] = [from_line(item, one) for one in pieces(text, "\n")]
        return records if item.many else records[0]

    def part(self, item: Declared, value: Data, gender: Gender) -> str:
        """Return a record within another: « MRC : les berges ; Québec : les routes »."""
        return " ; ".join(
            " : ".join(
                escape(
                    inner.type.cell_of_one(inner, record.get(inner.key), gender), NESTED_IN_A_RECORD
                )
                for inner in item.fields
                if record.get(inner.key) is not None
            )
            for record in as_list(value)
            if isinstance(record, dict)
        )

    def from_part(self, item: Declared, text: str) -> Data:
        """Return what such a part writes; the last of its fields may hold colons."""
        records: list[Data] = []
        for piece in pieces(text, ";"):
            parts = [part.strip() for part in split(piece, ":")]
            last = len(item.fields) - 1
            parts[last:] = [" : ".join(parts[last:])] if parts[last:] else []
            records.append(
                {
                    inner.key: inner.type.one_from_cell(inner, unescape(part))
                    for inner, part in zip(item.fields, parts, strict=False)
                    if part
                }
            )
        if item.many:
            return records
        return records[0] if records else None

    def cell_note(self, item: Declared) -> str:
        """Return what the parts of a line are."""
        return record_note(item)

    def example_of(self, item: Declared) -> str:
        """Return a record with what it is nothing without, or with its first key."""
        asked = [inner for inner in item.fields if inner.required] or list(item.fields)[:1]
        one = ", ".join(f"{inner.key}: {inner.type.example_of(inner)}" for inner in asked)
        return f"[{{{one}}}]" if item.many else f"{{{one}}}"

    def widget(self, item: Any, asked: Asked) -> Widget | None:
        """Return a list of records; what is left out of one stays in the file."""
        # Unless the record is nothing without.
        if not item.many or any(i.required and i.type.has_shapes for i in item.fields):
            return None
        return {"widget": "list", "collapsed": True, "fields": list(asked.fields(item.fields))}

    def printed(self, item: Declared, raw: Any, gender: Gender = Gender.MASCULINE) -> str:
        """Return « Quand : 2026; Titre : Premier vote »."""
        held = ((i.label, printed_of(i, value)) for i, value in told(item.fields, vars(raw)))
        separator = exports_words.PARTS_SEPARATOR
        return "; ".join(f"{label}{separator}{text}" for label, text in held if text)


def told(fields: Iterable[Declared], values: Mapping[str, Any]) -> Iterator[tuple[Declared, Any]]:
    """Yield the fields that may be published, each with its value.

    A name goes out only with the consent of who bears it, whatever a town makes of the rule.
    """
    is_unnamed = "consentement" in values and not values["consentement"]
    for item in fields:
        if not (is_unnamed and item.key == "nom") and not item.hides:
            yield item, values.get(item.key)


def without_nothing(data: Mapping[str, Data], fields: Iterable[Declared]) -> dict[str, Data]:
    """Return what says something: forms leave empty quotes where someone erased a value.

    A key that no field has stays, to be told: « {texte: ce parc, 43 %} » has one by a comma.
    """
    known = {item.key for item in fields}
    return {
        key: value
        for key, value in data.items()
        if (value is not None and value != "") or key not in known
    }


def values_schema(fields: Sequence[Declared]) -> core.CoreSchema:
    """Return what holds a mapping to *fields*, and gives every key of them a value."""
    return core.typed_dict_schema(
        {
            item.key: core.typed_dict_field(
                _schema(item)
                if item.required
                else core.with_default_schema(_schema(item), default=() if item.many else None),
                required=item.required,
            )
            for item in fields
        },
        extra_behavior="forbid",
    )


def _schema(item: Declared) -> core.CoreSchema:
    one = item.type.schema(item)
    if not item.many:
        return one
    return core.no_info_before_validator_function(as_list, core.tuple_variable_schema(one))


def record_note(item: Declared) -> str:
    """Return what the parts of the line of a record are."""
    parts = " | ".join(inner.label for inner in item.fields)
    return spreadsheet_words.RECORD_NOTE.format(parts=parts)


def line(item: Declared, record: Data, gender: Gender) -> str:
    """Return a record as a line of a cell, its parts between bars."""
    values = record if isinstance(record, dict) else {}
    parts = []
    for inner in item.fields:
        value = values.get(inner.key)
        parts.append("" if value is None else inner.type.part(inner, value, gender))
    while parts and not parts[-1]:
        parts.pop()
    return " | ".join(parts)


def from_line(item: Declared, line: str) -> dict[str, Data]:
    """Return the record that a line of a cell writes; raises `CellError`."""
    parts = split(line, "|")
    if len(parts) > len(item.fields):
        raise CellError(
            spreadsheet_words.TOO_MANY_PARTS.format(
                value=line,
                number=len(item.fields),
                parts=" | ".join(inner.label for inner in item.fields),
            )
        )
    record: dict[str, Data] = {}
    for inner, part in zip(item.fields, parts, strict=False):
        text = part.strip()
        if text:
            record[inner.key] = inner.type.from_part(inner, text)
    return record

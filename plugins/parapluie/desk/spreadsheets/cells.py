"""A value of the front matter as the text of one cell, and back.

A list stands in one cell, ids between commas and texts one per line. A record is a line, its parts
between bars. A backslash before a sign makes it a part of the text.
"""

import re
from collections.abc import Iterable, Sequence

from parapluie.source.yaml_nodes import Data
from parapluie.vocabulary import spreadsheet_words as said
from parapluie.vocabulary.fields import Field, FieldType
from parapluie.vocabulary.grammar import Gender, fold
from parapluie.vocabulary.typed_dates import edtf

_BY_COMMA = frozenset(
    (FieldType.LINK, FieldType.IDENTIFIER, FieldType.CHOICE, FieldType.PICTURE, FieldType.INTEGER)
)
_DATES = frozenset((FieldType.DATE, FieldType.PERIOD))
# What a backslash makes a part of the text, by where the text stands.
_IN_A_LIST = re.compile(r"[\\\n]")
_IN_A_RECORD = re.compile(r"[\\\n|]")
_SOURCED = re.compile(r"[\\\n\[\]]")
_SOURCED_IN_A_RECORD = re.compile(r"[\\\n\[\]|;]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_VALUE_AND_SOURCE = re.compile(
    r"(?P<value>(?:[^\\\[\]]|\\.)*?)\s*\[(?P<source>(?:[^\\\[\]]|\\.)*)\]"
)


class CellError(ValueError):
    """A text that no value of the field is written as; its message is in French."""


def as_text(item: Field, value: Data, gender: Gender = Gender.MASCULINE) -> str:
    """Return the text of the cell for a value of the field *item*."""
    if value is None:
        return ""
    if item.type is FieldType.RECORD:
        records = value if isinstance(value, list) else [value]
        return "\n".join(_record(item, record, gender) for record in records)
    if item.type is FieldType.SOURCED:
        return "\n".join(_sourced(value, _SOURCED))
    if item.type is FieldType.COUNTS:
        return ", ".join(_counts(value))
    if not item.many:
        return _one(item, value, gender)
    items = value if isinstance(value, list) else [value]
    if item.type in _BY_COMMA:
        return ", ".join(_one(item, one, gender) for one in items)
    return "\n".join(_escape(_one(item, one, gender), _IN_A_LIST) for one in items)


def as_value(item: Field, text: str) -> Data:
    """Return the value that the text of a cell writes; `None` for an empty one.

    Raises `CellError`. What the value itself should be is the schema's to say.
    """
    text = text.strip()
    if not text:
        return None
    if item.type is FieldType.RECORD:
        records: list[Data] = [_read_record(item, line) for line in _pieces(text, "\n")]
        return records if item.many else records[0]
    if item.type is FieldType.SOURCED:
        return _read_sourced(_pieces(text, "\n"))
    if item.type is FieldType.COUNTS:
        return _read_counts(text)
    if not item.many:
        return _read_one(item, text)
    if item.type in _BY_COMMA:
        parts = [part.strip() for part in re.split(r"[,;\n]", text)]
        return [_read_one(item, part) for part in parts if part]
    return [_read_one(item, _unescape(part)) for part in _pieces(text, "\n")]


def chosen(item: Field, text: str) -> str:
    """Return the key of the choice that a person names by its key or label, or *text* itself."""
    wanted = fold(text)
    for choice in item.choices:
        if wanted in {fold(choice.key), fold(choice.label), fold(choice.feminine)} - {""}:
            return choice.key
    return text


def _one(item: Field, value: Data, gender: Gender) -> str:
    text = value if isinstance(value, str) else "" if value is None else str(value)
    for choice in item.choices:
        if choice.key == text:
            return choice.agreed(gender)
    return text.strip()


def _read_one(item: Field, text: str) -> str:
    if item.choices:
        return chosen(item, text)
    if item.type in _DATES:
        found = edtf(text, period=item.type is FieldType.PERIOD)
        if found is None:
            raise CellError(said.BAD_DATE.format(value=text))
        return found
    return text


# --- Records ---


def _record(item: Field, record: Data, gender: Gender) -> str:
    values = record if isinstance(record, dict) else {}
    parts = []
    for inner in item.fields:
        value = values.get(inner.key)
        if value is None:
            parts.append("")
        elif inner.type is FieldType.SOURCED:
            parts.append(" ; ".join(_sourced(value, _SOURCED_IN_A_RECORD)))
        elif inner.many:
            parts.append(as_text(inner, value, gender))
        else:
            parts.append(_escape(_one(inner, value, gender), _IN_A_RECORD))
    while parts and not parts[-1]:
        parts.pop()
    return " | ".join(parts)


def _read_record(item: Field, line: str) -> dict[str, Data]:
    parts = _split(line, "|")
    if len(parts) > len(item.fields):
        raise CellError(
            said.TOO_MANY_PARTS.format(
                value=line,
                number=len(item.fields),
                parts=" | ".join(inner.label for inner in item.fields),
            )
        )
    record: dict[str, Data] = {}
    for inner, part in zip(item.fields, parts, strict=False):
        text = part.strip()
        if not text:
            continue
        if inner.type is FieldType.SOURCED:
            record[inner.key] = _read_sourced(_pieces(text, ";"))
        elif inner.many:
            record[inner.key] = as_value(inner, text)
        else:
            record[inner.key] = _read_one(inner, _unescape(text))
    return record


# --- Values with their sources, counts ---


def _sourced(value: Data, signs: re.Pattern[str]) -> list[str]:
    items = value if isinstance(value, list) else [value]
    texts = []
    for item in items:
        if isinstance(item, dict):
            source = item.get("source")
            written = _escape(_plain(item.get("valeur")), signs)
            texts.append(f"{written} [{_escape(_plain(source), signs)}]" if source else written)
        else:
            texts.append(_escape(_plain(item), signs))
    return texts


def _read_sourced(parts: Sequence[str]) -> Data:
    values: list[Data] = []
    for part in parts:
        match = _VALUE_AND_SOURCE.fullmatch(part.strip())
        if match and match["source"].strip():
            source = _unescape(match["source"]).strip()
            values.append({"valeur": _unescape(match["value"]).strip(), "source": source})
        else:
            values.append(_unescape(part).strip())
    return values[0] if len(values) == 1 else values


def _counts(value: Data) -> Iterable[str]:
    if isinstance(value, dict):
        return [f"{key}: {_plain(number)}" for key, number in value.items()]
    return [_plain(value)]


def _read_counts(text: str) -> Data:
    if ":" not in text:
        return text
    counts: dict[str, Data] = {}
    for part in re.split(r"[,;\n]", text):
        key, colon, number = part.partition(":")
        if not colon:
            raise CellError(said.BAD_COUNT)
        counts[key.strip()] = number.strip()
    return counts


def _plain(value: Data) -> str:
    return value.strip() if isinstance(value, str) else "" if value is None else str(value)


# --- Signs ---


def _escape(text: str, signs: re.Pattern[str]) -> str:
    return signs.sub(lambda found: "\\n" if found[0] == "\n" else f"\\{found[0]}", text)


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], text)


def _pieces(text: str, sign: str) -> list[str]:
    return [part.strip() for part in _split(text, sign) if part.strip()]


def _split(text: str, sign: str) -> list[str]:
    """Split at each *sign* that no backslash makes a part of the text."""
    parts = [""]
    position = 0
    while position < len(text):
        letter = text[position]
        if letter == "\\" and position + 1 < len(text):
            parts[-1] += text[position : position + 2]
            position += 2
            continue
        if letter == sign:
            parts.append("")
        else:
            parts[-1] += letter
        position += 1
    return parts

"""Schemas of the front matter: validators made from the vocabulary's field tables.

Validators raise `PydanticCustomError` with a type of ours; `validate` turns every error of a
document into a problem with its place and a French message. They are schemas of pydantic's core:
its classes, which would say the same, take longer to import and to make than a check takes to read
a thousand pages.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import SimpleNamespace
from typing import Any

from pydantic_core import ErrorDetails, PydanticCustomError, SchemaValidator, ValidationError
from pydantic_core import core_schema as core

from parapluie.model import SourcedValue
from parapluie.problems import Problem, problem, suggestion
from parapluie.vocabulary import messages
from parapluie.vocabulary.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    PartialDate,
    Period,
    parse_date,
    parse_period,
)
from parapluie.vocabulary.fields import Choice, Field, FieldType
from parapluie.vocabulary.file_names import (
    LONGEST,
    LONGEST_PATH,
    RESERVED,
    RESERVED_IDENTIFIER,
    fault,
    is_reserved,
    kept_name,
    name_for,
)
from parapluie.vocabulary.grammar import contract, enumerate_words, fold, quoted
from parapluie.vocabulary.rules import REASONS
from parapluie.vocabulary.search_words import STOP_WORDS
from parapluie.vocabulary.web_addresses import is_web
from parapluie.vocabulary.words import OF

from .yaml_nodes import Data, Document

IDENTIFIER = re.compile(rf"(?=.{{1,{LONGEST}}}$)(?!{RESERVED_IDENTIFIER}$)[a-z0-9]+(?:-[a-z0-9]+)*")
_LINK = re.compile(r"[^\s\[\]|]+")
ADDRESS = re.compile(
    rf"(?=.{{1,{LONGEST_PATH}}}$)/?(?!.*(?:^|/)\.\.?(?:/|$))"
    rf"[A-Za-z0-9_~.-]{{1,{LONGEST}}}(?:/[A-Za-z0-9_~.-]{{1,{LONGEST}}})*/?"
)
_INTEGER = re.compile(r"-?[0-9]{1,3}(?:[ \u00a0\u202f]?[0-9]{3}){0,4}|-?[0-9]{1,15}")
_DATED = (FieldType.DATE, FieldType.PERIOD)
_SPACE_IN_NUMBER = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)")


class Record(SimpleNamespace):
    """The values of one record of a document, by the keys of its fields."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__(**values)


def _fail(kind: str, value: object = None, **context: object) -> PydanticCustomError:
    return PydanticCustomError(kind, kind, {"value": value, **context})


def _text(value: Data, kind: str = "expected_text") -> str:
    if value is None or (isinstance(value, str) and not value.strip()):
        raise _fail("empty")
    if not isinstance(value, str):
        raise _fail(kind, value)
    return value.strip()


def _line(value: Data) -> str:
    return " ".join(_text(value, "expected_line").split())


def _parser(kind: str, parse: Callable[[str], Any]) -> Callable[[Data], Any]:
    def validate_value(value: Data) -> Any:
        text = _text(value, "expected_line")
        try:
            return parse(text)
        except PydanticCustomError:  # which is a `ValueError` that says more
            raise
        except ValueError:
            raise _fail(kind, text) from None

    return validate_value


def _boolean(text: str) -> bool:
    if text.lower() in messages.YES:
        return True
    if text.lower() in messages.NO:
        return False
    raise ValueError(text)


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise ValueError(text)
    return int(_SPACE_IN_NUMBER.sub("", text))


def _count(text: str) -> int:
    number = _integer(text)
    if number < 0:
        raise ValueError(text)
    return number


def _number(text: str) -> float:
    return float(_SPACE_IN_NUMBER.sub("", text).replace(",", "."))


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError(text)
        return text

    return parse


def _naming(pattern: re.Pattern[str], longest: int = LONGEST) -> Callable[[str], str]:
    """Return what reads a text that becomes a path of the site."""
    parse = _matching(pattern)

    def named(text: str) -> str:
        if len(text) > longest or any(len(part) > LONGEST for part in text.split("/")):
            raise _fail("expected_shorter", f"{text[:40]}…")
        return parse(text)

    return named


_named = _naming(IDENTIFIER)
_led = _naming(ADDRESS, LONGEST_PATH)


def _identifier(text: str) -> str:
    if is_reserved(text):
        raise _fail("expected_kept", text, fault=RESERVED, other=name_for(text))
    return _named(text)


def _address(text: str) -> str:
    for part in _led(text).split("/"):
        if is_reserved(part) or part.endswith("."):
            raise _fail("expected_kept", part, fault=fault(part), other=kept_name(part, "_"))
    return text


def _web(text: str) -> str:
    if not is_web(text):
        raise ValueError(text)
    return text


def _point(value: Data) -> tuple[float, float]:
    if isinstance(value, list) and len(value) == 2:
        try:
            x, y = (_number(str(part)) for part in value)
        except ValueError:
            raise _fail("expected_point") from None
        if 0 <= x <= 100 and 0 <= y <= 100:
            return (x, y)
    raise _fail("expected_point")


def _sourced(value: Data) -> tuple[SourcedValue, ...]:
    items = value if isinstance(value, list) else [value]
    if not items:
        raise _fail("empty")
    return tuple(_sourced_item(item) for item in items)


def _sourced_item(item: Data) -> SourcedValue:
    if isinstance(item, dict):
        if not {"valeur"} <= item.keys() <= {"valeur", "source"}:
            raise _fail("expected_sourced")
        source = item.get("source")
        return SourcedValue(_line(item["valeur"]), _line(source) if source is not None else "")
    if isinstance(item, list):
        raise _fail("expected_sourced")
    return SourcedValue(_line(item))


def _counts(value: Data) -> dict[str, int]:
    """A bare number is kept under an empty key."""
    items = value.items() if isinstance(value, dict) else [("", value)]
    result = {}
    for key, item in items:
        try:
            result[key] = _count(_line(item))
        except ValueError:
            raise _fail("expected_count", item) from None
    return result


def _choice(choices: tuple[Choice, ...]) -> Callable[[Data], Choice]:
    known = {choice.key: choice for choice in choices}

    def validate_value(value: Data) -> Choice:
        text = _line(value)
        if text not in known:
            raise _fail("expected_choice", text, choices=tuple(known))
        return known[text]

    return validate_value


_VALIDATORS: Mapping[FieldType, Callable[[Data], Any]] = {
    FieldType.LINE: _line,
    FieldType.TEXT: _text,
    FieldType.INTEGER: _parser("expected_integer", _integer),
    FieldType.NUMBER: _parser("expected_number", _number),
    FieldType.BOOLEAN: _parser("expected_boolean", _boolean),
    FieldType.DATE: _parser("expected_date", parse_date),
    FieldType.PERIOD: _parser("expected_period", parse_period),
    FieldType.LINK: _parser("expected_identifier", _matching(_LINK)),
    FieldType.SOURCED: _sourced,
    FieldType.COUNTS: _counts,
    FieldType.PICTURE: _parser("expected_identifier", _naming(IDENTIFIER)),
    FieldType.POINT: _point,
    FieldType.IDENTIFIER: _parser("expected_identifier", _identifier),
    FieldType.ADDRESS: _parser("expected_address", _address),
    FieldType.URL: _parser("expected_url", _web),
}


def _as_list(value: Data) -> Data:
    """A single value stands for a list of one; nothing, for none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _as_record(fields: tuple[Field, ...]) -> Callable[[Data], Data]:
    keys = ", ".join(item.key for item in fields)

    def check(value: Data) -> Data:
        if not isinstance(value, dict):
            raise _fail("expected_record", value, keys=keys)
        return _without_nothing(value)

    return check


def _schema(item: Field) -> core.CoreSchema:
    one: core.CoreSchema
    if item.type is FieldType.RECORD:
        record = core.no_info_after_validator_function(Record, _values_schema(item.fields))
        one = core.no_info_before_validator_function(_as_record(item.fields), record)
    elif item.type is FieldType.CHOICE:
        one = core.no_info_plain_validator_function(_choice(item.choices))
    else:
        one = core.no_info_plain_validator_function(_VALIDATORS[item.type])
    if not item.many:
        return one
    every = core.tuple_variable_schema(one)
    return core.no_info_before_validator_function(_as_list, every)


def _values_schema(fields: tuple[Field, ...]) -> core.CoreSchema:
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


@cache
def record_validator(fields: tuple[Field, ...]) -> SchemaValidator:
    """Return what validates a mapping of *fields*, into its values by key."""
    return SchemaValidator(_values_schema(fields))


# By identity, with the fields themselves: hashing them for each page was a seventh of a check.
_validators: dict[int, tuple[tuple[Field, ...], SchemaValidator]] = {}


def _validator(fields: tuple[Field, ...]) -> SchemaValidator:
    known = _validators.get(id(fields))
    if known is None:
        known = _validators[id(fields)] = fields, record_validator(fields)
    return known[1]


def validate(
    fields: tuple[Field, ...], document: Document, kind_phrase: str
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the values of *document* by key, every key of *fields* present, and every problem.

    Keys in error are left out of the input and take their default, so that one mistake never hides
    another. *kind_phrase* names the kind in messages: « une action ». When a required key is
    missing or wrong, the values are empty.
    """
    given = _without_nothing(document.data)
    validator = _validator(fields)
    try:
        values: dict[str, Any] = validator.validate_python(given)
        return values, list(_doubtful(fields, values, document))
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=True)
    problems = [_problem(detail, fields, document, kind_phrase) for detail in details]
    wrong = {str(detail["loc"][0]) for detail in details}
    try:
        right = {key: value for key, value in given.items() if key not in wrong}
        values = validator.validate_python(right)
    except ValidationError:
        return {}, problems
    return values, [*problems, *_doubtful(fields, values, document)]


def _doubtful(
    fields: tuple[Field, ...], values: Mapping[str, Any], document: Document
) -> Iterator[Problem]:
    """Yield what is told of values that are well written."""
    yield from _unprotected(fields, values, document)
    for path, year in _years(fields, values):
        if not FIRST_YEAR <= year <= LAST_YEAR:
            key = next(str(step) for step in reversed(path) if isinstance(step, str))
            yield problem("P229", document.place(path), key=key, year=year)


def _years(
    fields: tuple[Field, ...], values: Mapping[str, Any]
) -> Iterator[tuple[tuple[str | int, ...], int]]:
    """Yield each year that a value names, with the path to it."""
    for item in fields:
        value = values.get(item.key)
        is_dated = item.type in _DATED or item.dates
        if not value or not (is_dated or item.type is FieldType.RECORD):
            continue
        for index, one in enumerate(value if item.many else (value,)):
            path = (item.key, index) if item.many else (item.key,)
            if item.type is FieldType.RECORD:
                for rest, year in _years(item.fields, vars(one)):
                    yield (*path, *rest), year
            else:
                yield from ((path, year) for year in _years_of(one))


def _years_of(value: Any) -> Iterator[int]:
    """Yield the years of a date, of the ends of a period, of what sources say, or a bare one."""
    if isinstance(value, int):
        yield value
    elif isinstance(value, tuple):
        yield from dict.fromkeys(day.first.year for day in map(_date_in, value) if day)
    else:
        ends = (value.start, value.end) if isinstance(value, Period) else (value,)
        yield from dict.fromkeys(day.first.year for day in ends if day)


def _date_in(sourced: SourcedValue) -> PartialDate | None:
    try:
        return parse_date(sourced.value)
    except ValueError:
        return None


def _unprotected(
    fields: tuple[Field, ...], values: Mapping[str, Any], document: Document
) -> Iterator[Problem]:
    """P109: an address that anyone on its way may read or change."""
    for path, address in _addresses(fields, values):
        if address.lower().startswith("http:"):
            yield problem("P109", document.place(path), value=address)


def _addresses(
    fields: tuple[Field, ...], values: Mapping[str, Any]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield each address that a value is or names, with the path to it."""
    for item in fields:
        value = values.get(item.key)
        if (
            not value
            or not item.leads
            or item.type not in (FieldType.URL, FieldType.SOURCED, FieldType.RECORD)
        ):
            continue
        if item.type is FieldType.SOURCED:
            for index, sourced in enumerate(value):
                yield (item.key, index, "source"), sourced.source
            continue
        for index, one in enumerate(value if item.many else (value,)):
            path = (item.key, index) if item.many else (item.key,)
            if item.type is FieldType.URL:
                yield path, str(one)
            else:
                for rest, address in _addresses(item.fields, vars(one)):
                    yield (*path, *rest), address


def lines(document: Document, key: str) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the words at *key*, itself a word of the author's, and every problem of them."""
    found: list[str] = []
    problems: list[Problem] = []
    for path, text, of_key in _written(key, document.data[key]):
        try:
            line = _line(text)
            if not _says_something(line):
                raise _fail("expected_word", line)
        except PydanticCustomError as error:
            reason = REASONS[error.type].format(found=_found(text), value=text)
            place = document.place(path, of_key=of_key)
            problems.append(problem("P203", place, key=key, reason=reason))
        else:
            found += [] if of_key else [line]
    return tuple(found), problems


def _written(key: str, value: Data) -> list[tuple[list[str | int], Data, bool]]:
    """Return the key and each of its values: the path to it, what it is, whether it is the key."""
    found: list[tuple[list[str | int], Data, bool]] = [([key], key, True)]
    if isinstance(value, list) and value:
        found += [([key, index], item, False) for index, item in enumerate(value)]
    else:
        found.append(([key], value or None, False))
    return found


def _says_something(text: str) -> bool:
    """Tell whether *text* has a word that can be searched for."""
    found = re.findall(r"[^\W_]{2,}", fold(text))
    return any(word not in STOP_WORDS.split() for word in found)


def _without_nothing(data: Mapping[str, Data]) -> dict[str, Data]:
    """Return what says something: forms leave empty quotes where someone erased a value."""
    return {key: value for key, value in data.items() if value is not None and value != ""}


def _problem(
    detail: ErrorDetails, fields: tuple[Field, ...], document: Document, kind_phrase: str
) -> Problem:
    path = tuple(detail["loc"])
    item, key = _field_at(fields, path)
    kind = detail["type"]
    if kind == "extra_forbidden":
        known = [known.key for known in (item.fields if item else fields)]
        return problem(
            "P201",
            document.place(path, of_key=True),
            key=key,
            of_kind=contract(OF, quoted(item.key) if item else kind_phrase),
            suggestion=suggestion(key, known),
        )
    if kind == "missing":
        label = item.label if item else key
        return problem("P204", document.place(path, of_key=True), key=key, label=label)
    return problem("P203", document.place(path), key=key, reason=_reason(detail, item))


def _field_at(fields: tuple[Field, ...], path: tuple[int | str, ...]) -> tuple[Field | None, str]:
    """Return the field at *path* (its record's field when the last key is unknown) and its key."""
    item: Field | None = None
    key = ""
    for step in path:
        if isinstance(step, int):
            continue
        key = step
        known = item.fields if item else fields
        found = next((candidate for candidate in known if candidate.key == step), None)
        if found is None:
            break
        item = found
    return item, key


def _reason(detail: ErrorDetails, item: Field | None) -> str:
    context = detail.get("ctx", {})
    value = context.get("value")
    words: dict[str, object] = {
        "value": value,
        "found": _found(value),
        "keys": context.get("keys", ""),
        "choices": "",
        "suggestion": "",
        "fault": context.get("fault", ""),
        "other": context.get("other", ""),
    }
    if item is not None and item.choices:
        keys = [choice.key for choice in item.choices]
        words["choices"] = enumerate_words(keys, messages.OR)
        words["suggestion"] = suggestion(str(value), keys)
    return REASONS.get(detail["type"], REASONS["expected_text"]).format(**words)


def _found(value: object) -> str:
    if isinstance(value, dict):
        return messages.FOUND_RECORD
    if isinstance(value, list):
        return messages.FOUND_LIST
    return messages.FOUND_NOTHING if value is None else messages.FOUND_TEXT

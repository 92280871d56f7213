"""Front matter held against the vocabulary's field tables, whose types say what each value is.

Types raise `PydanticCustomError` with a type of ours; `validate` turns every error of a document
into a problem with its place and a French message. Schemas are those of pydantic's core: its
classes, which would say the same, take longer to import and to make than a check takes to read a
thousand pages.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic_core import ErrorDetails, PydanticCustomError, SchemaValidator, ValidationError

from parapluie.problems import Problem, problem, suggestion
from parapluie.vocabulary import messages
from parapluie.vocabulary.dates import FIRST_YEAR, LAST_YEAR
from parapluie.vocabulary.field_types.name_types import IDENTIFIER as IDENTIFIER
from parapluie.vocabulary.field_types.record_type import values_schema, without_nothing
from parapluie.vocabulary.field_types.value_type import fail, line_of
from parapluie.vocabulary.fields import Field
from parapluie.vocabulary.grammar import contract, enumerate_words, fold, quoted
from parapluie.vocabulary.rules import REASONS
from parapluie.vocabulary.search_words import STOP_WORDS
from parapluie.vocabulary.words import OF

from .yaml_nodes import Data, Document


@cache
def record_validator(fields: tuple[Field, ...]) -> SchemaValidator:
    """Return what validates a mapping of *fields*, into its values by key."""
    return SchemaValidator(values_schema(fields))


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
    given = without_nothing(document.data, fields)
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
        value, known = values.get(item.key), item.type
        if not value or not (known.is_date or item.dates or known.has_records):
            continue
        for index, one in enumerate(value if item.many else (value,)):
            path = (item.key, index) if item.many else (item.key,)
            if known.has_records:
                for rest, year in _years(item.fields, vars(one)):
                    yield (*path, *rest), year
            else:
                yield from ((path, year) for year in known.years(one))


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
        value, known = values.get(item.key), item.type
        if not value or not item.leads or not known.has_addresses:
            continue
        for index, one in enumerate(value if item.many else (value,)):
            path = (item.key, index) if item.many else (item.key,)
            inner = known.has_records
            found = _addresses(item.fields, vars(one)) if inner else known.addresses(one)
            for rest, address in found:
                yield (*path, *rest), address


def lines(document: Document, key: str) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the words at *key*, itself a word of the author's, and every problem of them."""
    found: list[str] = []
    problems: list[Problem] = []
    for path, text, of_key in _written(key, document.data[key]):
        try:
            line = line_of(text)
            if not _says_something(line):
                raise fail("expected_word", line)
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

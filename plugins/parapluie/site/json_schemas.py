"""JSON Schemas of what authors write, in the town's own words, for editors and other programs.

Made from the same field tables as the reader's models. A schema takes what the reader takes of a
value, whether it comes as YAML types it or as it was typed; what only the whole content can tell
(where links lead, days that do not exist) stays with `parapluie verifier`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from parapluie.source.validators import ADDRESS, IDENTIFIER
from parapluie.vocabulary import messages
from parapluie.vocabulary import schema_words as words
from parapluie.vocabulary.fields import Field, FieldType
from parapluie.vocabulary.file_fields import FRAMEWORK_FIELDS, ILLUSTRATION_FIELDS
from parapluie.vocabulary.gaps_words import REVIEWED_FILE
from parapluie.vocabulary.grammar import capitalize, enumerate_words
from parapluie.vocabulary.kinds import KIND_BY_KEY
from parapluie.vocabulary.kinds.term import TERM
from parapluie.vocabulary.local_words import Subkind, Vocabulary
from parapluie.vocabulary.words import (
    DEFAULTS_FILE,
    FRAMEWORKS_FOLDER,
    GLOSSARY_FILE,
    GLOSSARY_FOLDER,
    ILLUSTRATIONS_FILE,
    OR,
    SYNONYMS_FILE,
)

Schema = dict[str, Any]

# The newest that editors of YAML know.
_DIALECT = "http://json-schema.org/draft-07/schema#"
DEFAULTS_SUFFIX = "-defauts"

_DATE = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?~?"
_GROUPED = r"-?[0-9]{1,3}(?:[ \u00a0\u202f]?[0-9]{3})*"
_PATTERNS = {
    FieldType.DATE: f"^{_DATE}$",
    FieldType.PERIOD: rf"^(?:{_DATE}|{_DATE}/(?:{_DATE}|\.\.)|\.\./{_DATE})$",
    FieldType.LINK: r"^[^\s\[\]|]+$",
    FieldType.PICTURE: f"^{IDENTIFIER.pattern}$",
    FieldType.IDENTIFIER: f"^{IDENTIFIER.pattern}$",
    FieldType.URL: r"^https?://[^\s<>\"'`{}|\\^]+$",
    FieldType.ADDRESS: f"^{ADDRESS.pattern}$",
}
# What YAML takes for a number or a truth, and the reader for the text that was typed.
_TEXT: Schema = {"anyOf": [{"type": "string", "pattern": r"\S"}, {"type": ["number", "boolean"]}]}
_COUNT: Schema = {
    "anyOf": [
        {"type": "integer", "minimum": 0},
        {"type": "string", "pattern": rf"^{_GROUPED.removeprefix('-?')}$"},
    ]
}
_SOURCED: Schema = {
    "anyOf": [
        _TEXT,
        {
            "type": "object",
            "properties": {"valeur": _TEXT, "source": _TEXT},
            "required": ["valeur"],
            "additionalProperties": False,
        },
    ]
}
_VALUES: Mapping[FieldType, Schema] = {
    FieldType.LINE: _TEXT,
    FieldType.TEXT: _TEXT,
    FieldType.INTEGER: {
        "anyOf": [{"type": "integer"}, {"type": "string", "pattern": f"^{_GROUPED}$"}]
    },
    FieldType.NUMBER: {
        "anyOf": [
            {"type": "number"},
            {"type": "string", "pattern": f"^{_GROUPED}(?:[.,][0-9]+)?$"},
        ]
    },
    FieldType.BOOLEAN: {
        "anyOf": [
            {"type": "boolean"},
            {
                "type": "string",
                "enum": [
                    said
                    for word in (*messages.YES, *messages.NO)
                    for said in (word, capitalize(word), word.upper())
                ],
            },
        ]
    },
    FieldType.SOURCED: {"anyOf": [_SOURCED, {"type": "array", "items": _SOURCED, "minItems": 1}]},
    FieldType.COUNTS: {"anyOf": [_COUNT, {"type": "object", "additionalProperties": _COUNT}]},
    FieldType.POINT: {
        "type": "array",
        "minItems": 2,
        "maxItems": 2,
        "items": {
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": 100},
                {"type": "string", "pattern": r"^[0-9]+(?:[.,][0-9]+)?$"},
            ]
        },
    },
}


def schemas(vocabulary: Vocabulary) -> dict[str, Schema]:
    """Return every schema by its name, which is that of its file."""
    found: dict[str, Schema] = {}
    for subkind in vocabulary.subkinds:
        if not subkind.folder and not subkind.kind.is_plain_page:
            continue
        title = words.TITLE.format(noun=subkind.noun.singular)
        found[subkind.key] = _document(title, _record(subkind.kind.fields, vocabulary))
        if subkind.folder:
            title = words.DEFAULTS.format(plural=subkind.noun.plural)
            defaults = _record(subkind.kind.fields, vocabulary, owed=False)
            found[f"{subkind.key}{DEFAULTS_SUFFIX}"] = _document(title, defaults)
    named = {"type": "object", "propertyNames": {"pattern": _PATTERNS[FieldType.IDENTIFIER]}}
    lines = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}
    every: dict[str, Schema] = {
        "illustrations": {
            "type": "object",
            "additionalProperties": _record(ILLUSTRATION_FIELDS, vocabulary),
        },
        GLOSSARY_FOLDER: named | {"additionalProperties": _record(TERM.fields, vocabulary)},
        "referentiel": _record(FRAMEWORK_FIELDS, vocabulary),
        "synonymes": {"type": "object", "additionalProperties": lines},
        "arrimages": {"type": "object", "additionalProperties": lines},
    }
    found |= {name: _document(words.FILES[name], schema) for name, schema in every.items()}
    return found


def mapping(vocabulary: Vocabulary, *, schemas_folder: str, content: str, pictures: str) -> Schema:
    """Return the settings by which VS Code's YAML extension finds the schema of each file."""
    files = {
        "illustrations": f"{pictures}/{ILLUSTRATIONS_FILE}",
        GLOSSARY_FOLDER: f"{content}/{GLOSSARY_FILE}",
        "referentiel": f"{content}/{FRAMEWORKS_FOLDER}/*.yml",
        "synonymes": f"{content}/{SYNONYMS_FILE}",
        "arrimages": f"{content}/{REVIEWED_FILE}",
    }
    for subkind in vocabulary.subkinds:
        if subkind.folder:
            files[f"{subkind.key}{DEFAULTS_SUFFIX}"] = (
                f"{content}/{subkind.folder}/**/{DEFAULTS_FILE}"
            )
    return {
        "yaml.schemas": {f"./{schemas_folder}/{name}.json": path for name, path in files.items()}
    }


def _document(title: str, schema: Schema) -> Schema:
    return {"$schema": _DIALECT, "$comment": words.COMMENT, "title": title, **schema}


def _record(fields: Iterable[Field], vocabulary: Vocabulary, *, owed: bool = True) -> Schema:
    """Return the schema of a record; what is *owed* must be there and hold something."""
    items = tuple(fields)
    required = [item.key for item in items if item.required and owed]
    schema: Schema = {
        "type": "object",
        "properties": {item.key: _field(item, vocabulary, owed=owed) for item in items},
        "additionalProperties": False,
    }
    return schema | ({"required": required} if required else {})


def _field(item: Field, vocabulary: Vocabulary, *, owed: bool) -> Schema:
    one = _value(item, vocabulary)
    choices = [one]
    if item.many:
        # A value alone stands for a list of one.
        choices.append({"type": "array", "items": one})
    if not (item.required and owed):
        # A key without a value says nothing, nor do the empty quotes that forms leave.
        choices.append({"enum": [None, ""]})
    schema = one if len(choices) == 1 else {"anyOf": choices}
    title = capitalize(vocabulary.say(item.label))
    return {"title": title, "description": _description(item, vocabulary), **schema}


def _value(item: Field, vocabulary: Vocabulary) -> Schema:
    if item.type is FieldType.RECORD:
        return _record(item.fields, vocabulary)
    if item.type is FieldType.CHOICE:
        return {"type": "string", "enum": [choice.key for choice in item.choices]}
    pattern = _PATTERNS.get(item.type)
    if pattern is None:
        return _VALUES[item.type]
    text: Schema = {"type": "string", "pattern": pattern}
    # YAML takes « 2026 » for a number: a year, or an id that is one.
    return (
        text
        if item.type in (FieldType.URL, FieldType.ADDRESS)
        else {"anyOf": [text, {"type": "integer"}]}
    )


def _description(item: Field, vocabulary: Vocabulary) -> str:
    text = capitalize(vocabulary.say(item.help))
    if item.choices:
        text += words.CHOICES.format(
            choices=enumerate_words((f"{c.key} ({c.label})" for c in item.choices), OR)
        )
    if item.link is not None:
        text += _targets(item.link.targets, vocabulary)
    return text


def _targets(keys: Iterable[str], vocabulary: Vocabulary) -> str:
    subkinds: list[Subkind] = [s for key in keys for s in vocabulary.of(KIND_BY_KEY[key])]
    if not subkinds:
        return words.ANY_ENTRY
    return words.LEADS_TO.format(nouns=enumerate_words((s.noun.singular for s in subkinds), OR))

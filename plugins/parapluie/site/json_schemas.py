"""JSON Schemas of what authors write, in the town's own words, for editors and other programs.

Made from the same field tables as the reader's models. A schema takes what the reader takes of a
value, whether it comes as YAML types it or as it was typed; what only the whole content can tell
(where links lead, days that do not exist) stays with `parapluie verifier`.
"""

from collections.abc import Iterable
from dataclasses import replace

from parapluie.vocabulary import schema_words as words
from parapluie.vocabulary.field_types.name_types import IDENTIFIER
from parapluie.vocabulary.field_types.text_types import ANY_TEXT
from parapluie.vocabulary.field_types.value_type import Schema
from parapluie.vocabulary.fields import Field
from parapluie.vocabulary.file_fields import FRAMEWORK_FIELDS, ILLUSTRATION_FIELDS
from parapluie.vocabulary.gaps_words import REVIEWED_FILE
from parapluie.vocabulary.grammar import capitalize, enumerate_words, quoted
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

# The newest that editors of YAML know.
_DIALECT = "http://json-schema.org/draft-07/schema#"
_LINK = "lien"
DEFAULTS_SUFFIX = "-defauts"


def schemas(vocabulary: Vocabulary) -> dict[str, Schema]:
    """Return every schema by its name, which is that of its file."""
    found: dict[str, Schema] = {}
    for subkind in vocabulary.subkinds:
        if not subkind.folder and not subkind.kind.is_plain_page:
            continue
        title = words.TITLE.format(noun=subkind.noun.singular)
        link = _link(subkind.kind.fields, vocabulary)
        found[subkind.key] = _document(title, _record(subkind.kind.fields, vocabulary)) | link
        if subkind.folder:
            title = words.DEFAULTS.format(plural=subkind.noun.plural)
            defaults = _record(subkind.kind.fields, vocabulary, owed=False)
            found[f"{subkind.key}{DEFAULTS_SUFFIX}"] = _document(title, defaults) | link
    named = {"type": "object", "propertyNames": {"pattern": f"^{IDENTIFIER.pattern}$"}}
    lines = {"anyOf": [ANY_TEXT, {"type": "array", "items": ANY_TEXT, "minItems": 1}]}
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


def _link(fields: Iterable[Field], vocabulary: Vocabulary) -> Schema:
    """Return what fields that lead to entries refer to: an id, or a mapping that says why."""
    for item in fields:
        if item.link is not None and item.fields:
            # Where it leads is said by each field.
            target = replace(item.fields[0], link=None)
            shared = replace(item, fields=(target, *item.fields[1:]))
            schema = shared.type.written(shared, lambda inner: _record(inner, vocabulary))
            return {"definitions": {_LINK: schema}}
    return {}


def _value(item: Field, vocabulary: Vocabulary) -> Schema:
    if item.link is not None and item.fields:
        return {"$ref": f"#/definitions/{_LINK}"}
    return item.type.written(item, lambda fields: _record(fields, vocabulary))


def _description(item: Field, vocabulary: Vocabulary) -> str:
    text = capitalize(vocabulary.say(item.help))
    if item.choices:
        text += words.CHOICES.format(
            choices=enumerate_words((f"{c.key} ({c.label})" for c in item.choices), OR)
        )
    if item.link is not None:
        text += _targets(item.link.targets, vocabulary)
        if item.link.said:
            text += words.SAID.format(words=enumerate_words(map(quoted, item.link.said), OR))
    return text


def _targets(keys: Iterable[str], vocabulary: Vocabulary) -> str:
    subkinds: list[Subkind] = [s for key in keys for s in vocabulary.of(KIND_BY_KEY[key])]
    if not subkinds:
        return words.ANY_ENTRY
    return words.LEADS_TO.format(nouns=enumerate_words((s.noun.singular for s in subkinds), OR))

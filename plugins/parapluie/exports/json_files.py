"""JSON: the whole graph in one file and each entry at its permanent address, with their schema."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from parapluie.model import Entry
from parapluie.site.publication import Publication, permanent
from parapluie.site.site_file import SiteFile, later
from parapluie.vocabulary import exports_words as words
from parapluie.vocabulary.fields import Field
from parapluie.vocabulary.grammar import capitalize
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.kinds.common import REASON

from .records import compact, fields_of, received, record

# Greater by one after the dot for what is added, before it for what would break who reads.
VERSION = "1.1"
FORMAT = "parapluie"


def files(publication: Publication) -> Iterator[SiteFile]:
    """Yield the file of the whole, its schema and a file for each entry; each written once."""

    @cache
    def written(entry: Entry) -> str:
        return compact(record(publication, entry))

    def alone(entry: Entry, path: str) -> str:
        shape = publication.reference(words.SCHEMA_JSON, path)
        head = compact({"$schema": shape, "format": FORMAT, "version": VERSION})[:-1]
        links = compact(received(publication.graph, entry))
        return f'{head},"entree":{written(entry)},"liens_recus":{links}}}\n'

    def together() -> str:
        head = compact(_head(publication))[:-1]
        whole = ",\n".join(map(written, publication.entries))
        return f'{head},"entrees":[\n{whole}\n]}}\n'

    for entry in publication.entries:
        path = f"{permanent(entry.key)}.json"
        yield SiteFile(path, later(alone, entry, path))
    yield SiteFile(words.WHOLE_JSON, later(together))
    yield SiteFile(words.SCHEMA_JSON, later(lambda: f"{compact(schema(publication))}\n"))


def _head(publication: Publication) -> dict[str, Any]:
    options = publication.options
    name, address = publication.licence
    site = {
        "nom": options.site_name,
        "organisation": options.organisation,
        "avis": options.notice,
        "url": options.site_url,
        "licence": {"nom": name, "url": address} if name else None,
    }
    return {
        "$schema": publication.reference(words.SCHEMA_JSON, words.WHOLE_JSON),
        "format": FORMAT,
        "version": VERSION,
        "site": {key: value for key, value in site.items() if value},
        "types": [
            {"type": s.kind.key, "sous_type": s.key, "nom": s.noun.singular, "noms": s.noun.plural}
            for s in publication.graph.vocabulary.subkinds
        ],
    }


# --- The schema, from the tables of the vocabulary ---


def schema(publication: Publication) -> dict[str, Any]:
    """Return the JSON Schema of both sorts of file."""
    say, kinds = publication.graph.vocabulary.say, publication.graph.vocabulary.kinds
    text = {"type": "string"}
    head = {"$schema": text, "format": {"const": FORMAT}, "version": {"const": VERSION}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": publication.reference(words.SCHEMA_JSON, words.SCHEMA_JSON),
        "title": words.SCHEMA_TITLE.format(version=VERSION),
        "oneOf": [{"$ref": "#/$defs/tout"}, {"$ref": "#/$defs/seule"}],
        "$defs": {
            "tout": _object(
                {
                    **head,
                    "site": {"type": "object"},
                    "types": {"type": "array", "items": {"type": "object"}},
                    "entrees": {"type": "array", "items": {"$ref": "#/$defs/entree"}},
                }
            ),
            "seule": _object(
                {
                    **head,
                    "entree": {"$ref": "#/$defs/entree"},
                    "liens_recus": {**_links(), "description": words.SCHEMA_RECEIVED},
                }
            ),
            "entree": _entry(),
            "lien": _object(
                {
                    "type": {**text, "description": words.SCHEMA_LINK_TYPE},
                    "entree": {**text, "description": words.SCHEMA_LINK_TO},
                    "note": {**text, "description": words.SCHEMA_LINK_NOTE},
                    **_fields(REASON, say)["properties"],
                },
                optional=("note", *(item.key for item in REASON)),
            ),
            "date": {
                **_object(
                    {
                        "texte": text,
                        "debut": {**text, "format": "date"},
                        "fin": {**text, "format": "date"},
                    },
                    optional=("debut", "fin"),
                ),
                "description": words.SCHEMA_DATE,
            },
            **{f"champs_{kind.key}": _fields(fields_of(kind), say) for kind in kinds},
        },
    }


def _entry() -> dict[str, Any]:
    text = {"type": "string"}
    shape = _object(
        {
            "id": {
                "type": "string",
                "pattern": "^[a-z_]+(/[a-z0-9-]+)+$",
                "description": words.SCHEMA_ID,
            },
            "type": {"enum": [kind.key for kind in KINDS], "description": words.SCHEMA_KIND},
            "sous_type": {**text, "description": words.SCHEMA_SUBKIND},
            "nom": {**text, "description": words.SCHEMA_NOUN},
            "titre": {**text, "description": words.SCHEMA_TITLE_KEY},
            "page": {**text, "description": words.SCHEMA_PAGE},
            "champs": {"type": "object", "description": words.SCHEMA_FIELDS},
            "texte": {**text, "description": words.SCHEMA_TEXT},
            "texte_adopte": {**text, "description": words.SCHEMA_ADOPTED},
            "liens": {**_links(), "description": words.SCHEMA_LINKS},
        },
        optional=("texte", "texte_adopte"),
    )
    shape["allOf"] = [
        {
            "if": {"properties": {"type": {"const": kind.key}}},
            "then": {"properties": {"champs": {"$ref": f"#/$defs/champs_{kind.key}"}}},
        }
        for kind in KINDS
    ]
    return shape


def _links() -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": "#/$defs/lien"}}


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [key for key in properties if key not in optional],
        "additionalProperties": False,
    }


def _fields(fields: Iterable[Field], say: Callable[[str], str]) -> dict[str, Any]:
    properties = {}
    for item in fields:
        if item.hides:
            continue
        shape = item.type.shape(item, lambda inner: _fields(inner, say))
        if item.many:
            shape = {"type": "array", "items": shape}
        title, description = (capitalize(say(text)) for text in (item.label, item.help))
        properties[item.key] = {**shape, "title": title, "description": description}
    return {"type": "object", "properties": properties, "additionalProperties": False}

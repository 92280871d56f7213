"""How far things are, in linked data: what schema.org has no word for, each under its own name."""

from collections.abc import Iterator
from typing import Any

from parapluie.model import Entry
from parapluie.vocabulary.kinds.asked import PARTICIPATION, TRACKED
from parapluie.vocabulary.kinds.scope import SCOPE

Node = dict[str, Any]
_TOLD = frozenset(item.key for item in (*TRACKED, PARTICIPATION, SCOPE)) | {
    "etapes",
    "sans_suite",
    "reponse",
    "ou",
}


def describe(entry: Entry, node: Node) -> None:
    """Add to the *node* of an entry what it says of how far it is, if anything."""
    found = list(_properties(entry))
    if found:
        node["schema:additionalProperty"] = found


def _properties(entry: Entry) -> Iterator[Node]:
    for item in entry.kind.fields:
        is_told = item.key in _TOLD or (item.is_own and item.link is None)
        value = entry.fields.get(item.key) if is_told else None
        if value in (None, (), ""):
            continue
        for one in value if item.many else (value,):
            printed = item.type.printed(item, one, entry.noun.gender)
            if printed:
                yield {
                    "@type": "schema:PropertyValue",
                    "schema:propertyID": item.key,
                    "schema:name": item.label,
                    "schema:value": printed,
                }

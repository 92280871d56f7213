"""Entries as data: what their fields hold, in values that JSON knows."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from parapluie.meaning.graph import Graph
from parapluie.meaning.relations import Link
from parapluie.model import Entry
from parapluie.site.publication import Publication, identifier
from parapluie.vocabulary.field_types.link_type import WHY
from parapluie.vocabulary.field_types.record_type import told
from parapluie.vocabulary.fields import Field
from parapluie.vocabulary.kinds.common import KEPT_INSIDE, REASON
from parapluie.vocabulary.kinds.facts import Kind

# What stands beside the fields of an entry, or is told by its links.
_APART = frozenset(("id", "titre", "type", "texte_adopte"))


def fields_of(kind: Kind) -> Iterator[Field]:
    """Yield the fields of a kind that its records hold: neither its links nor its parts."""
    for item in kind.fields:
        if item.key in _APART or item in KEPT_INSIDE:
            continue
        if item.link is None and not item.entries:
            yield item


def record(publication: Publication, entry: Entry) -> dict[str, Any]:
    """Return an entry as data, with the links that it declares."""
    found: dict[str, Any] = {
        "id": identifier(entry.key),
        "type": entry.kind.key,
        "sous_type": entry.subkind.key,
        "nom": entry.noun.singular,
        "titre": entry.title,
        "page": publication.page(entry),
        "champs": _Out(publication.graph).record(fields_of(entry.kind), entry.fields),
    }
    if entry.body:
        found["texte"] = entry.body
    if entry.adopted:
        found["texte_adopte"] = entry.adopted
    found["liens"] = [_link(link, link.target) for link in publication.out(entry)]
    return found


def received(graph: Graph, entry: Entry) -> list[dict[str, Any]]:
    """Return the links of others to *entry*."""
    return [_link(link, link.origin) for link in graph.into(entry)]


def _link(link: Link, other: Entry) -> dict[str, Any]:
    found: dict[str, Any] = {"type": link.type.key, "entree": identifier(other.key)}
    if link.note:
        found["note"] = link.note
    return found | why(link)


def why(link: Link) -> dict[str, Any]:
    """Return what the author of a link says of it, by the keys that they write."""
    return _Out(None).record(REASON, values_of(link))


def values_of(link: Link) -> dict[str, Any]:
    """Return what the author of a link says of it, each value as it was read."""
    reason = link.reason
    if reason is None:
        return {}
    return {
        WHY: link.why or None,
        "depuis": reason.since,
        "jusqu_a": reason.until,
        "preuve": reason.proof,
        "appui": reason.support,
    }


@dataclass(frozen=True, slots=True)
class _Out:
    """What types ask of the content for what they publish."""

    graph: Graph | None

    def identifier(self, written: str, item: Field) -> str:
        # A word that stands for no entry (« conseil ») is published as it is.
        kinds = item.link.targets if item.link else ()
        found = self.graph.resolver.find(written, kinds) if self.graph else ()
        return identifier(found[0].key) if found else written

    def record(self, fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for item, raw in told(fields, values):
            if raw is None or raw == ():
                continue
            if item.many:
                found[item.key] = [item.type.data(item, one, self) for one in raw]
            else:
                found[item.key] = item.type.data(item, raw, self)
        return found


def compact(data: Any) -> str:
    """Return data as JSON without useless spaces."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def in_html(data: Any) -> str:
    """Return data as JSON that may stand in an HTML element: no text of it closes one."""
    text = compact(data).replace("&", "\\u0026")
    return text.replace("<", "\\u003c").replace(">", "\\u003e")

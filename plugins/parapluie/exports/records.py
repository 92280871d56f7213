"""Entries as data: what their fields hold, in values that JSON knows."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from parapluie.meaning.graph import Graph
from parapluie.meaning.relations import Link
from parapluie.model import Entry
from parapluie.site.publication import Publication, identifier
from parapluie.vocabulary.dates import PartialDate, Period
from parapluie.vocabulary.fields import Field, FieldType
from parapluie.vocabulary.kinds.facts import Kind

# What stands beside the fields of an entry, or is told by its links.
_APART = frozenset(("id", "titre", "type", "texte_adopte"))


def fields_of(kind: Kind) -> Iterator[Field]:
    """Yield the fields of a kind that its records hold: neither its links nor its parts."""
    for item in kind.fields:
        if item.key not in _APART and item.link is None and not item.entries:
            yield item


def record(publication: Publication, entry: Entry) -> dict[str, Any]:
    """Return an entry as data, with the links that it declares."""
    graph = publication.graph
    found: dict[str, Any] = {
        "id": identifier(entry.key),
        "type": entry.kind.key,
        "sous_type": entry.subkind.key,
        "nom": entry.noun.singular,
        "titre": entry.title,
        "page": publication.page(entry),
        "champs": _record(fields_of(entry.kind), entry.fields, graph),
    }
    if entry.body:
        found["texte"] = entry.body
    if entry.adopted:
        found["texte_adopte"] = entry.adopted
    found["liens"] = [_link(link, link.target) for link in publication.out(entry)]
    return found


def received(graph: Graph, entry: Entry) -> list[dict[str, str]]:
    """Return the links of others to *entry*."""
    return [_link(link, link.origin) for link in graph.into(entry)]


def _link(link: Link, other: Entry) -> dict[str, str]:
    found = {"type": link.type.key, "entree": identifier(other.key)}
    return {**found, "note": link.note} if link.note else found


def _record(fields: Iterable[Field], values: Mapping[str, Any], graph: Graph) -> dict[str, Any]:
    # A name goes out only with the consent of who bears it, whatever a town makes of the rule.
    unnamed = "consentement" in values and not values["consentement"]
    found = {}
    for item in fields:
        raw = values.get(item.key)
        if raw is None or raw == () or (unnamed and item.key == "nom"):
            continue
        if item.many:
            found[item.key] = [_value(item, one, graph) for one in raw]
        else:
            found[item.key] = _value(item, raw, graph)
    return found


def _value(item: Field, raw: Any, graph: Graph) -> Any:
    match item.type:
        case FieldType.DATE | FieldType.PERIOD:
            return dated(raw)
        case FieldType.CHOICE:
            return raw.key
        case FieldType.SOURCED:
            return [
                {"valeur": one.value, "source": one.source} if one.source else {"valeur": one.value}
                for one in raw
            ]
        case FieldType.LINK:
            return identifier(graph.resolver.find(raw)[0].key)
        case FieldType.RECORD:
            return _record(item.fields, vars(raw), graph)
        case FieldType.POINT:
            return list(raw)
        case _:
            return raw


def dated(raw: PartialDate | Period) -> dict[str, str]:
    """Return a date or a period as written, with the days that it may begin and end on."""
    if isinstance(raw, PartialDate):
        first, last = raw.first, raw.last
        return {"texte": raw.text, "debut": first.isoformat(), "fin": last.isoformat()}
    found = {"texte": raw.text}
    if raw.start:
        found["debut"] = raw.start.first.isoformat()
    if raw.end:
        found["fin"] = raw.end.last.isoformat()
    return found


def compact(data: Any) -> str:
    """Return data as JSON without useless spaces."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def in_html(data: Any) -> str:
    """Return data as JSON that may stand in an HTML element: no text of it closes one."""
    text = compact(data).replace("&", "\\u0026")
    return text.replace("<", "\\u003c").replace(">", "\\u003e")

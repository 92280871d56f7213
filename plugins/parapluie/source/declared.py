"""What the values of a record declare: links, where each value stands, sources."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from parapluie.model import (
    DeclaredLink,
    Hotspot,
    Mention,
    Place,
)
from parapluie.vocabulary.field_types.link_type import PROOF_KEY, TO, WHY, reason_of
from parapluie.vocabulary.fields import Choice, Field, LinkType
from parapluie.vocabulary.links import SHOWN_AT

from .entry_text import INLINE
from .yaml_nodes import Document


def links(
    fields: tuple[Field, ...], values: Mapping[str, Any], document: Document
) -> Iterator[DeclaredLink]:
    """Yield the links that *values* declare, those of their records too, in the order of fields."""
    for item in fields:
        value = values.get(item.key)
        if not value or item.entries:
            continue
        if item.link is not None:
            for index, target in enumerate(value if item.many else [value]):
                path: list[str | int] = [item.key, index] if item.many else [item.key]
                reason = reason_of(target)
                if reason is None:
                    yield DeclaredLink(item.link, target, document.place(path), item.key)
                    continue
                place, why = (document.place([*path, key]) for key in (TO, WHY))
                mentions = tuple(said_in(reason.text, why))
                yield DeclaredLink(
                    item.link, target, place, item.key, reason=reason, mentions=mentions
                )
        elif item.type.has_records:
            for index, record in enumerate(value if item.many else [value]):
                inner = document.child(item.key, index) if item.many else document.child(item.key)
                note = next((str(held) for key in _NOTES if (held := getattr(record, key, ""))), "")
                becomes = _answered(item.fields, vars(record))
                for link in links(item.fields, vars(record), inner):
                    answered = becomes if becomes and becomes.targets == link.type.targets else None
                    yield replace(link, note=note, type=answered or link.type)


# The keys by which a record says why its links are there.
_NOTES = ("texte", "constat")


def _answered(fields: tuple[Field, ...], values: Mapping[str, Any]) -> LinkType | None:
    """Return what the answer of a record makes of its link."""
    chosen = (values.get(item.key) for item in fields if item.choices)
    return next((c.link for c in chosen if isinstance(c, Choice) and c.link is not None), None)


def said_in(text: str, place: Place) -> Iterator[Mention]:
    """Yield the links to entries that a reason holds, all at the place where it begins."""
    for match in INLINE.finditer(text) if "[[" in text else ():
        if match["target"] is not None:
            label = (match["label"] or "").strip()
            yield Mention(match["target"].strip(), label, place, *match.span(), text)


def places(
    fields: tuple[Field, ...], values: Mapping[str, Any], document: Document
) -> dict[str, Place]:
    """Return where each key stands and, as « key.0 », « key.1 », where each record of it does.

    Where each address does, too.
    """
    found = document.places()
    for item in fields:
        if item.many and item.type.is_placed:
            for index in range(len(values[item.key])):
                found[f"{item.key}.{index}"] = document.place([item.key, index])
    return found


def hotspots(records: Iterable[Any], document: Document) -> Iterator[Hotspot]:
    """Yield the places of a picture that lead to entries."""
    for index, record in enumerate(records):
        place = document.place(["reperes", index, "entree"])
        link = DeclaredLink(SHOWN_AT, record.entree, place, SHOWN_AT.key)
        yield Hotspot(record.x, record.y, link, record.libelle or "")


def sources(
    fields: tuple[Field, ...], values: Mapping[str, Any]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the key of each source that a value names, with the path to the value."""
    for item in fields:
        value = values.get(item.key)
        if not value or item.entries:
            continue
        if item.key == "source":
            yield (item.key,), str(value)
        elif item.type.has_sources:
            of_link = (PROOF_KEY,) if item.link is not None else ()
            yield from (((item.key, i, *of_link), said) for i, said in item.type.sources(value))
        elif item.type.has_records:
            for index, record in enumerate(value if item.many else [value]):
                for path, source in sources(item.fields, vars(record)):
                    yield (item.key, index, *path), source

"""What a council adopted, kept as it stood that day: entries, their adopted words and their links.

A snapshot is a file of JSON in the town's own folder. It holds its own nouns, so that what is gone,
or is called otherwise since, can still be told.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from parapluie.model import CONTROL, Item, Place, Snapshot
from parapluie.vocabulary.council_words import SNAPSHOT_ENTRY_KEYS, SNAPSHOT_KEYS, SNAPSHOT_LATER
from parapluie.vocabulary.grammar import Gender, Noun
from parapluie.vocabulary.kinds import KINDS

# The first told no reasons.
_FORMATS = (1, 2)
_LINKS = {link.key for kind in KINDS for link in kind.links}


def written(snapshot: Snapshot) -> str:
    """Return the file of a snapshot, the same for the same content."""
    values = (
        _FORMATS[-1],
        snapshot.day.isoformat(),
        snapshot.number,
        snapshot.title,
        snapshot.decision,
        {name: _record(item) for name, item in snapshot.items.items()},
        list(snapshot.later),
    )
    made = dict(zip((*SNAPSHOT_KEYS, SNAPSHOT_LATER), values, strict=True))
    if not snapshot.later:
        del made[SNAPSHOT_LATER]
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def read(text: str, place: Place) -> Snapshot:
    """Return what a file of ours holds; raises `ValueError` where it is none.

    A `json.JSONDecodeError`, which is one, says where.
    """
    try:
        found = json.loads(text)
        if not isinstance(found, dict):
            raise TypeError(found)
        form, day, number, title, decision, records = (found[key] for key in SNAPSHOT_KEYS)
        if form not in _FORMATS:
            raise ValueError(form)
        items = {name: _item(name, record, text) for name, record in records.items()}
        return Snapshot(
            date.fromisoformat(day),
            _text(number),
            _text(title),
            _text(decision),
            items,
            place,
            tells_reasons=form > _FORMATS[0],
            later=_names(found.get(SNAPSHOT_LATER, ())),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from None


def _record(item: Item) -> dict[str, Any]:
    noun = [item.noun.singular, item.noun.plural, item.noun.gender.value]
    links = {key: list(names) for key, names in item.links.items()}
    reasons = {key: dict(said) for key, said in item.reasons.items()}
    former = list(item.former)
    values = (item.title, noun, item.text, item.inside, item.said, former, links, reasons)
    # What is empty is left out: a person may read this.
    return {key: value for key, value in zip(SNAPSHOT_ENTRY_KEYS, values, strict=True) if value}


def _item(name: str, record: Mapping[str, Any], file: str) -> Item:
    try:
        return _read_item(name, record)
    except (TypeError, AttributeError, ValueError) as error:
        # With the place of the entry, as for what is no JSON at all.
        place = max(0, file.find(json.dumps(name, ensure_ascii=False)))
        raise json.JSONDecodeError(str(error), file, place) from None


def _read_item(name: str, record: Mapping[str, Any]) -> Item:
    title, noun, text, inside, said, former, links, reasons = map(record.get, SNAPSHOT_ENTRY_KEYS)
    singular, plural, gender = _names(noun or ())
    if unknown := {*(links or {}), *(reasons or {})} - _LINKS:
        raise ValueError(unknown)
    return Item(
        _text(name),
        _text(title),
        Noun(_text(singular), _text(plural), Gender(gender)),
        _text(text or ""),
        _text(inside or ""),
        _text(said or ""),
        _names(former or ()),
        {key: _names(names) for key, names in (links or {}).items()},
        {
            key: {_text(name): _text(text) for name, text in said.items()}
            for key, said in (reasons or {}).items()
        },
    )


def _text(value: Any) -> str:
    if not isinstance(value, str) or CONTROL.search(value):
        raise TypeError(value)
    return value


def _names(values: Any) -> tuple[str, ...]:
    if isinstance(values, str):
        raise TypeError(values)
    return tuple(map(_text, values))

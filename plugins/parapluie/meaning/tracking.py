"""How far an entry is, as its own page says: percent, steps, notes, proof, what presses.

Nothing is inferred: an action whose steps say nothing of being done has no count of them.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from parapluie.model import Entry
from parapluie.vocabulary.dates import PartialDate
from parapluie.vocabulary.grammar import fold


def percent(entry: Entry) -> int | None:
    """Return how far an entry says that it is."""
    progress = entry.fields.get("avancement")
    return progress.pourcentage if progress else None


def notes(entry: Entry, year: int | None = None) -> list[Any]:
    """Return the notes of what happened, the newest first; those of a year where it is given."""
    found = entry.fields.get("suivi") or ()
    kept = [note for note in found if year is None or note.quand.first.year == year]
    return sorted(kept, key=lambda note: (note.quand.last, note.quand.first), reverse=True)


def last_sign(entry: Entry) -> PartialDate | None:
    """Return the last day on which someone verified an entry, or noted what happened to it."""
    checked: PartialDate | None = entry.fields.get("verifie_le")
    noted: list[PartialDate] = [note.quand for note in entry.fields.get("suivi") or ()]
    if not noted:
        return checked
    latest = max(noted, key=lambda day: day.last)
    return latest if checked is None or latest.last > checked.last else checked


def stale_since(entry: Entry, limit: date) -> PartialDate | None:
    """Return the last sign of an entry that is verified, where it is older than *limit*."""
    sign = last_sign(entry) if entry.fields.get("verifie_le") is not None else None
    return sign if sign is not None and sign.last < limit else None


def steps_done(entry: Entry) -> tuple[int, int] | None:
    """Return how many steps are done, of how many; nothing where none of them says it."""
    steps = entry.fields.get("etapes") or ()
    if all(step.fait is None for step in steps):
        return None
    return sum(1 for step in steps if step.fait), len(steps)


def by_priority(order: Sequence[str]) -> Callable[[Entry], tuple[Any, ...]]:
    """Return what sorts entries by priority: in *order*, then by its words, then those without."""
    ranks = {fold(word): rank for rank, word in enumerate(order)}

    def key(entry: Entry) -> tuple[Any, ...]:
        word = fold(entry.fields.get("priorite") or "")
        return (not word, ranks.get(word, len(ranks)), _natural(word) if word not in ranks else ())

    return key


def ordered(entries: Iterable[Any], order: Sequence[str], of: Callable[[Any], Entry]) -> list[Any]:
    """Return what is about entries, that of the most pressing first; else as it was."""
    found = list(entries)
    if not any(of(one).fields.get("priorite") for one in found):
        return found
    key = by_priority(order)
    return sorted(found, key=lambda one: key(of(one)))


def _natural(word: str) -> tuple[tuple[int, int, str], ...]:
    """Return what sorts « 2 » before « 10 »."""
    parts = re.findall(r"[0-9]+|[^0-9]+", word)
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)

"""What touches some groups, and what combinations of groups are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from parapluie.meaning import sentences
from parapluie.meaning.facets import TOUCHING, Facets
from parapluie.meaning.sentences import Sentence
from parapluie.model import Entry
from parapluie.vocabulary.fields import Phase
from parapluie.vocabulary.local_words import Subkind
from parapluie.vocabulary.words import COUNTS_HERE, GROUP_KEY, PERSONA_PATH

# What goes on comes first, what was given up last.
_PHASES = (
    *(Phase.DURING, Phase.ONGOING, Phase.HELD_UP, Phase.BEFORE, None),
    *(Phase.DONE, Phase.STOPPED, Phase.OUT),
)


@dataclass(frozen=True, slots=True)
class Touched:
    """What touches some groups, under its sub-kinds, each with its reasons as sentences."""

    groups: tuple[Entry, ...]
    parts: tuple[tuple[Subkind, tuple[tuple[Entry, tuple[Sentence, ...]], ...]], ...]


def combination(facets: Facets, entry: Entry) -> dict[str, Any]:
    """Return what the page of a group shows of the combinations that it is or is part of."""
    members = facets.members(entry)
    together = facets.touching(*members) if members else []
    known = {one.key for one in together}
    return {
        "persona_path": PERSONA_PATH,
        "group_key": GROUP_KEY,
        "members": members,
        "together": _touched(facets, members, together),
        "apart": [
            _touched(facets, (group,), [e for e in facets.touching(group) if e.key not in known])
            for group in members
        ],
        "combinations": [group for group in facets.combinations if entry in facets.members(group)],
    }


def _touched(facets: Facets, groups: tuple[Entry, ...], entries: Sequence[Entry]) -> Touched:
    found: dict[str, tuple[Subkind, list[tuple[Entry, tuple[Sentence, ...]]]]] = {}
    for entry in sorted(entries, key=standing):
        ways = facets.reasons(entry, groups)
        why = tuple(
            sentences.addressed(
                entry, w.steps, {g: facets.within(g, groups) for g in w.groups}, COUNTS_HERE
            )
            for w in ways
        )
        found.setdefault(entry.subkind.key, (entry.subkind, []))[1].append((entry, why))
    order = [s.key for kind in TOUCHING for s in facets.graph.vocabulary.of(kind)]
    parts = sorted(found.values(), key=lambda part: order.index(part[0].key))
    return Touched(groups, tuple((subkind, tuple(rows)) for subkind, rows in parts))


def standing(entry: Entry) -> tuple[Any, ...]:
    """Return where an entry stands among what touches someone."""
    status = entry.fields.get("statut")
    return (_PHASES.index(status.phase if status else None), entry.sort_key)

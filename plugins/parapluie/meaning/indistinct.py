"""Principles that nothing tells apart: the same dependents by the same ways.

All that depends on an entry hangs on the links that lead to it by themselves; where these have the
same origins, types and reasons, so has all the rest. One pass over these links finds the equals.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from parapluie.meaning.graph import Graph
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary.kinds.principle import PRINCIPLE


@dataclass(frozen=True, slots=True)
class Equals:
    """Entries that nothing tells apart, and what names all of them."""

    entries: tuple[Entry, ...]
    origins: tuple[Entry, ...]

    def others(self, entry: Entry) -> tuple[Entry, ...]:
        """Return those that are not *entry*."""
        return tuple(one for one in self.entries if one.key != entry.key)


def indistinct(graph: Graph) -> list[Equals]:
    """Return the classes of principles that have the same dependents by the same ways."""
    classes: dict[frozenset[tuple[str, EntryKey, str]], list[Entry]] = {}
    for entry in graph.of(PRINCIPLE.key):
        links = [k for k in graph.into(entry) if k.type.carries_dependence]
        if links:
            ways = frozenset((link.type.key, link.origin.key, link.why) for link in links)
            classes.setdefault(ways, []).append(entry)
    found = []
    for same in classes.values():
        if len(same) > 1:
            links = [k for k in graph.into(same[0]) if k.type.carries_dependence]
            origins = {link.origin.key: link.origin for link in links}
            found.append(Equals(tuple(same), tuple(origins.values())))
    return found


def by_entry(classes: list[Equals]) -> Mapping[EntryKey, Equals]:
    """Return the class of each entry that has one."""
    return {entry.key: same for same in classes for entry in same.entries}

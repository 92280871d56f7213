"""What the council decided of an entry, and what took its place."""

from dataclasses import dataclass

from parapluie.meaning.graph import Graph
from parapluie.meaning.relations import Link
from parapluie.model import Entry
from parapluie.vocabulary.links import ADOPTS, AMENDS, ENDS, REPLACES

_DECIDING = tuple(link.key for link in (ADOPTS, AMENDS, REPLACES, ENDS))


@dataclass(frozen=True, slots=True)
class Fate:
    """Why a page is kept for memory: what stands in its place today, and by which decision."""

    current: Entry | None
    decision: Entry | None
    is_over: bool  # ended, with nothing in its place


def history(graph: Graph, entry: Entry) -> list[Link]:
    """Return the decisions about *entry*, the oldest first."""
    links = [
        link
        for link in graph.into(entry)
        if link.type.key in _DECIDING and link.origin.kind.is_decision
    ]
    return sorted(links, key=lambda link: (_day(link.origin), link.origin.sort_key))


def fate(graph: Graph, entry: Entry) -> Fate | None:
    """Return what became of an entry that is no longer in force, however many followed it."""
    decided = history(graph, entry)
    ending = next((k.origin for k in reversed(decided) if k.type in (REPLACES, ENDS)), None)
    current, seen = entry, {entry.key}
    while True:
        after = [
            link.origin
            for link in graph.into(current, REPLACES.key)
            if link.origin.kind is entry.kind and link.origin.key not in seen
        ]
        if not after:
            break
        current = after[0]
        seen.add(current.key)
    if current is entry and ending is not None:
        # A decision may say both: what it replaces, and the only one of the kind that it adopts.
        adopted = [k.target for k in graph.out(ending, ADOPTS.key) if k.target.kind is entry.kind]
        if len(adopted) == 1 and adopted[0] is not entry and graph.out(ending, REPLACES.key):
            current = adopted[0]
    if current is entry and ending is None:
        return None
    return Fate(None if current is entry else current, ending, current is entry)


def _day(decision: Entry) -> tuple[object, object]:
    period = decision.fields["quand"]
    first, last = period.start or period.end, period.end or period.start
    return first.first, last.last

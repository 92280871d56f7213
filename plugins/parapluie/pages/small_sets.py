"""Small sets that would close several gaps: what is near a gap, and the fewest that cover most."""

import heapq
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from parapluie.meaning.facets import Facets
from parapluie.meaning.graph import Graph
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary.links import APPLIES, FOR_GROUPS, JOINS, PLANS


def covering(
    sets: Sequence[AbstractSet[int]], *, most: int, least: int
) -> Iterator[tuple[int, AbstractSet[int]]]:
    """Yield the set that covers the most of what is left, with what it covers, then again.

    The greedy choice covers at least 1 - 1/e of what the best choice of its size would: Nemhauser,
    Wolsey and Fisher, 1978. A heap keeps what each set covered when last looked at, which only gets
    smaller. At *most* so many sets, none of which covers fewer than *least*.
    """
    heap = [(-len(covered), order) for order, covered in enumerate(sets)]
    heapq.heapify(heap)
    left = set().union(*sets)
    picked = 0
    while heap and picked < most:
        _, order = heapq.heappop(heap)
        now = sets[order] & left
        if len(now) < least:
            continue
        if heap and len(now) < -heap[0][0]:
            heapq.heappush(heap, (-len(now), order))
            continue
        left -= now
        picked += 1
        yield order, now


def near_gap(graph: Graph, facets: Facets, gap: Entry) -> Iterator[EntryKey]:
    """Yield what must be shared with an entry for it to be near a gap."""
    if gap.container:
        yield gap.container
        for link in graph.out(gap, FOR_GROUPS.key):
            yield link.target.key
    elif gap.kind.key in APPLIES.targets:
        # The principle over it, those under it, and the policies that apply it.
        for link in graph.out(gap, "parent"):
            yield link.target.key
        for link in graph.into(gap):
            if link.type.carries_dependence:
                yield link.origin.key
    else:
        for link in graph.into(gap, JOINS.key):
            yield link.origin.key
            for other in facets.members(link.origin):
                if other is not gap:
                    yield other.key


def near_action(facets: Facets, action: Entry) -> Iterator[EntryKey]:
    """Yield what an action is near by what it leads to and whom it is for."""
    facts = facets.facts(action)
    for key in {*PLANS, *APPLIES.targets}:
        for entry in facts.ties.get(key, ()):
            yield entry.key
    for group in facts.groups:
        yield group.key

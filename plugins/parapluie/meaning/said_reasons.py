"""How many links say why they stand: by principle, by policy, by who sees to it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parapluie.meaning.graph import Graph
from parapluie.meaning.relations import Link
from parapluie.meaning.standing import Standing, Standings
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary.links import APPLIES, CARRIED_BY, PLANS


@dataclass(frozen=True, slots=True)
class Share:
    """Of the links of an entry that could say why, those that do."""

    entry: Entry
    said: int
    number: int


@dataclass(frozen=True, slots=True)
class SaidReasons:
    """Of every link that makes its origin depend on its target today, those that say why.

    A principle or a policy has those that lead to it or to its parts; who sees to entries has those
    that leave these. What has none is left out; the order is that of lists.
    """

    said: int
    number: int
    principles: Sequence[Share]
    policies: Sequence[Share]
    actors: Sequence[Share]


def said_reasons(graph: Graph) -> SaidReasons:
    """Count the links of *graph* that say why, in one pass."""
    number: Counter[EntryKey] = Counter()
    said: Counter[EntryKey] = Counter()
    total = told = 0
    standings = Standings(graph)
    for entry in graph.entries:
        for link in graph.out(entry):
            if not _asks_why(link) or standings.of_link(link) is not Standing.HOLDS:
                continue
            ends = {link.target.key, link.target.container or link.target.key}
            holder = graph.get(entry.container) if entry.container else None
            for one in (entry, holder):
                carried = graph.out(one, CARRIED_BY.key) if one else ()
                ends |= {by.target.key for by in carried}
            total += 1
            told += bool(link.why)
            number.update(ends)
            said.update(ends if link.why else ())

    def shares(kinds: Iterable[str]) -> list[Share]:
        every = (entry for kind in kinds for entry in graph.of(kind))
        return [Share(one, said[one.key], number[one.key]) for one in every if number[one.key]]

    return SaidReasons(
        told,
        total,
        shares(APPLIES.targets),
        shares(PLANS),
        shares(CARRIED_BY.targets),
    )


def _asks_why(link: Link) -> bool:
    """Tell whether the link can say why: a record says it by itself, or by where it is."""
    kind = link.origin.kind
    if link.note:
        return False
    return link.type.carries_dependence and link.type not in (kind.inside, kind.inside_parent)

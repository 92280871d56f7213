"""Policies that hold for everything: what they impose on what does not depend on them.

A town may say that the principles of a policy bind every other policy, project and decision. That
is no link of each of these: it would drown what really depends on a principle. Pages say it apart.
"""

from collections import Counter
from collections.abc import Iterable

from parapluie.meaning.graph import Graph
from parapluie.model import Entry
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.kinds.principle import PRINCIPLE
from parapluie.vocabulary.links import APPLIES
from parapluie.vocabulary.local_words import Subkind

from .page_data import Inherited

# Whatever may apply a principle of itself, and has a page.
_BOUND = [kind for kind in KINDS if APPLIES in kind.links and kind.folder]


def imposed(graph: Graph, entry: Entry) -> list[Inherited]:
    """Return the principles that bind *entry* without its leading to them, by policy."""
    above = [policy for policy in graph.umbrellas if policy is not entry]
    if not above:
        return []
    known = {found.target for found in graph.leads_to(entry, PRINCIPLE.key, chains=1)}
    groups = []
    for policy in above:
        principles = tuple(
            link.target for link in graph.out(policy, "principes") if link.target not in known
        )
        if principles:
            groups.append(Inherited(policy, principles))
    return groups


def bound(
    graph: Graph, principle: Entry, dependents: Iterable[Entry]
) -> tuple[list[Entry], list[tuple[Subkind, int]]]:
    """Return the policies that impose *principle* on everything, and on how many others."""
    holding = {link.origin for link in graph.into(principle, "principes")}
    above = [policy for policy in graph.umbrellas if policy in holding]
    if not above:
        return [], []
    known = Counter(entry.subkind.key for entry in dependents)
    others = [
        (subkind, graph.numbers.get(subkind.key, 0) - known[subkind.key])
        for kind in _BOUND
        for subkind in graph.vocabulary.of(kind)
    ]
    return above, [(subkind, number) for subkind, number in others if number > 0]

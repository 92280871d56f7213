"""Policies that hold for everything: what they impose on what does not depend on them.

A town may say that the principles of a policy bind every other policy, project and decision. That
is no link of each of these: it would drown what really depends on a principle. Pages say it apart.
"""

from collections import Counter
from collections.abc import Iterable

from parapluie.graph import Graph
from parapluie.model import Entry
from parapluie.vocabulary.kinds import ACTION, DECISION, POLICY, PRINCIPLE
from parapluie.vocabulary.local import Subkind

from .data import Inherited

_BOUND = (POLICY, ACTION, DECISION)


def umbrellas(graph: Graph) -> list[Entry]:
    """Return the policies that hold for everything."""
    return [policy for policy in graph.of(POLICY.key) if policy.fields["s_impose_a_tout"]]


def imposed(graph: Graph, entry: Entry) -> list[Inherited]:
    """Return the principles that bind *entry* without its leading to them, by policy."""
    above = [policy for policy in umbrellas(graph) if policy is not entry]
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
    above = [policy for policy in umbrellas(graph) if policy in holding]
    if not above:
        return [], []
    numbers = Counter(entry.subkind.key for kind in _BOUND for entry in graph.of(kind.key))
    numbers.subtract(entry.subkind.key for entry in dependents if entry.kind in _BOUND)
    return above, [(s, numbers[s.key]) for s in graph.vocabulary.subkinds if numbers[s.key] > 0]

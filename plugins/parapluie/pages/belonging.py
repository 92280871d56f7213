"""What belongs to a group or a theme: its own, and what it has from those within or around it."""

from collections.abc import Iterable
from typing import Any

from parapluie.meaning.facets import Facets
from parapluie.meaning.graph import Graph
from parapluie.meaning.needs import answers
from parapluie.meaning.standing import Standings
from parapluie.model import Entry
from parapluie.vocabulary.links import ABOUT, ANSWERS, FOR_GROUPS, JOINS

from . import touched
from .entry_facts import by_kind, unique


def of_group(facets: Facets, standings: Standings, entry: Entry) -> dict[str, Any]:
    """Return what is for a group, its needs with what answers them, and what wider ones give it."""
    graph = facets.graph
    served = _served(graph, entry, FOR_GROUPS.key)
    needs = [one for one in served if one.kind.key in ANSWERS.targets]
    around = _around(graph, entry, served, graph.wider(entry), FOR_GROUPS.key)
    return {
        "groups": by_kind((one for one in served if one not in needs), graph),
        "needs": [(need, answers(standings, need)) for need in needs],
        "around": around,
        **touched.combination(facets, entry),
        "shown": (f"<{FOR_GROUPS.key}", JOINS.key, f"<{JOINS.key}"),
    }


def of_theme(graph: Graph, entry: Entry) -> dict[str, Any]:
    """Return what is about a theme, then what is about those within it."""
    served = _served(graph, entry, ABOUT.key)
    return {
        "groups": by_kind(served, graph),
        "around": _around(graph, entry, served, graph.narrower(entry), ABOUT.key),
        "shown": (f"<{ABOUT.key}",),
    }


def _served(graph: Graph, entry: Entry, link_key: str) -> list[Entry]:
    return unique(link.origin for link in graph.into(entry, link_key))


def _around(
    graph: Graph, entry: Entry, own: Iterable[Entry], others: Iterable[Entry], link_key: str
) -> list[tuple[Entry, list[Entry]]]:
    """Return what links join to *others*, each with what none before it had."""
    told = {entry, *own}
    found = []
    for other in others:
        new = [one for one in _served(graph, other, link_key) if one not in told]
        told.update(new)
        if new:
            found.append((other, new))
    return found

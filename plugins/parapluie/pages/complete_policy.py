"""A policy and all that achieves it on one page, to read or to print."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from parapluie.meaning.graph import Graph
from parapluie.model import Entry, EntryKey
from parapluie.site.paths import whole_path
from parapluie.vocabulary.kinds.policy import POLICY

from .gather import applied
from .page_data import SiteFile
from .press import Press


@dataclass(frozen=True, slots=True)
class Part:
    """What achieves an objective or, without one, the policy itself."""

    objective: Entry | None
    actions: tuple[Entry, ...]  # an action, then what it comprises
    told: tuple[Entry, ...]  # what achieves this too and stands under another part


def pages(press: Press) -> list[SiteFile]:
    """Return such a page for each policy that has something under it."""
    graph = press.graph
    return [
        press.render("whole", whole_path(policy), partial(_gather, press, policy))
        for policy in graph.of(POLICY.key)
        if graph.into(policy, "objectifs") or graph.into(policy, "realise")
    ]


def _gather(press: Press, policy: Entry) -> dict[str, Any]:
    parts = parts_of(press.graph, policy)
    actions = [action for part in parts for action in part.actions]
    own, inherited = applied(press.graph, policy)
    return {
        "policy": policy,
        "parts": parts,
        "leads": {action.key: press.gatherer.lead(action) for action in (policy, *actions)},
        "ladders": {action.key: press.gatherer.ladders(action)[:1] for action in actions},
        "own": own,
        "inherited": inherited,
    }


def parts_of(graph: Graph, policy: Entry) -> list[Part]:
    """Return the objectives of a policy with their actions, then the actions of the policy itself.

    Each action stands once, under the first that it achieves.
    """
    objectives = [objective for objective, _ in graph.inside(policy)]
    seen: set[EntryKey] = set()
    parts = []
    for holder in (*objectives, policy):
        achieving = _sorted(link.origin for link in graph.into(holder, "realise"))
        told = tuple(action for action in achieving if action.key in seen)
        actions = tuple(_with_parts(graph, achieving, seen))
        if holder is not policy or actions or told:
            parts.append(Part(None if holder is policy else holder, actions, told))
    return parts


def _with_parts(graph: Graph, actions: list[Entry], seen: set[EntryKey]) -> Iterable[Entry]:
    """Yield each action that was not *seen* yet, followed by what it comprises."""
    waiting = actions[::-1]
    while waiting:
        action = waiting.pop()
        if action.key in seen:
            continue
        seen.add(action.key)
        yield action
        inside = (link.origin for link in graph.into(action, "fait_partie_de"))
        waiting += _sorted(entry for entry in inside if entry.kind.is_done)[::-1]


def _sorted(entries: Iterable[Entry]) -> list[Entry]:
    unique = {entry.key: entry for entry in entries}
    return sorted(unique.values(), key=lambda entry: entry.sort_key)

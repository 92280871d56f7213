"""A policy and all that achieves it on one page, to read or to print."""

from functools import partial
from typing import Any

from parapluie.meaning.plan_state import parts_of
from parapluie.model import Entry
from parapluie.site.paths import whole_path
from parapluie.vocabulary.kinds.policy import POLICY

from .entry_facts import applied
from .page_data import SiteFile
from .press import Press


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
    own, inherited = applied(press.gatherer.standings, policy)
    return {
        "policy": policy,
        "parts": parts,
        "leads": {action.key: press.gatherer.lead(action) for action in (policy, *actions)},
        "ladders": {action.key: press.gatherer.ladders(action)[:1] for action in actions},
        "own": own,
        "inherited": inherited,
    }

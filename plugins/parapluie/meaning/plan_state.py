"""Where a policy stands: what achieves it, what is late, what waits, what was told of its years."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from parapluie.meaning.awaited import Awaited, awaited_by, ordered
from parapluie.meaning.decisions import history
from parapluie.meaning.graph import Graph
from parapluie.meaning.progress import Coming, Late, coming_of, delay
from parapluie.meaning.relations import Link
from parapluie.meaning.yearly_report import Count, count, line_of
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary.windows import Window, year_window


@dataclass(frozen=True, slots=True)
class Part:
    """What achieves an objective or, without one, the policy itself."""

    objective: Entry | None
    actions: tuple[Entry, ...]  # an action, then what it comprises
    told: tuple[Entry, ...]  # what achieves this too and stands under another part


@dataclass(frozen=True, slots=True)
class State:
    """Where a policy stands on a day."""

    parts: tuple[Part, ...]
    actions: tuple[Entry, ...]
    late: Mapping[EntryKey, Late]
    waiting: tuple[Awaited, ...]  # of the policy, its objectives and its actions
    decisions: tuple[Link, ...]  # on any of them, the newest first
    counts: tuple[tuple[Window, Count], ...]  # last year, then this year, where told of
    coming: tuple[Coming, ...]  # within a year, the nearest first


def state_of(graph: Graph, policy: Entry, today: date) -> State | None:
    """Return where a policy stands, if there is anything under it."""
    parts = tuple(parts_of(graph, policy))
    actions = tuple(action for part in parts for action in part.actions)
    if not parts:
        return None
    objectives = [part.objective for part in parts if part.objective]
    every = (policy, *objectives, *actions)
    delays = (delay(action, today) for action in actions)
    decided = {
        (link.origin.key, link.type.key, link.target.key): link
        for entry in every
        for link in history(graph, entry)
    }
    coming = [found for entry in every for found in coming_of(entry, today)]
    return State(
        parts,
        actions,
        {delay.entry.key: delay for delay in delays if delay},
        tuple(ordered(filter(None, (awaited_by(graph, entry, today) for entry in every)))),
        tuple(sorted(decided.values(), key=_day, reverse=True)),
        tuple(_counts(actions, today)),
        tuple(sorted(coming, key=lambda one: (one.when.first, one.when.last, one.entry.sort_key))),
    )


def _day(link: Link) -> date:
    held = link.origin.fields["quand"]
    day: date = (held.start or held.end).first
    return day


def _counts(actions: Iterable[Entry], today: date) -> Iterable[tuple[Window, Count]]:
    every = list(actions)
    for year in (today.year - 1, today.year):
        window = year_window(year)
        found = count(filter(None, (line_of(action, window) for action in every)))
        if found.told:
            yield window, found


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

"""What was planned for a year, or another period, and what was done of it, in the staff's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from parapluie.meaning.graph import Graph
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary.fields import Choice, Phase
from parapluie.vocabulary.kinds.action import RESULTS
from parapluie.vocabulary.links import APPLIES, CARRIED_BY, FOR_GROUPS, PLANS
from parapluie.vocabulary.windows import Window

_RESULT = {choice.phase: choice for choice in RESULTS}
DONE = _RESULT[Phase.DONE]
_ACCOUNTS = "bilans"
_ABOVE = (*PLANS, *APPLIES.targets)


@dataclass(frozen=True, slots=True)
class Line:
    """An action that was planned for the period; without a result, nobody has said."""

    action: Entry
    result: Choice | None
    record: Any | None  # the staff's account, where there is one

    @property
    def is_done(self) -> bool:
        """Tell whether it counts as done."""
        return self.result is DONE


@dataclass(frozen=True, slots=True)
class Count:
    """How many actions were planned, done, done in part, not done, and without a word."""

    planned: int
    done: int
    partly: int
    undone: int
    untold: int

    @property
    def missed(self) -> int:
        """How many are said not to be done, or in part only; those without a word are not."""
        return self.partly + self.undone

    @property
    def told(self) -> int:
        """How many someone has told of."""
        return self.planned - self.untold

    @property
    def share(self) -> int | None:
        """What part of those told of was done, in whole percents."""
        return round(100 * self.done / self.told) if self.told else None


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts of a period."""

    window: Window
    lines: tuple[Line, ...]
    whole: Count
    by: tuple[tuple[str, tuple[tuple[Entry, Count], ...]], ...]  # by key of a kind


def years(graph: Graph) -> list[int]:
    """Return the years that some action gives its account of, the newest first."""
    found = {r.annee for action in _accounted(graph) for r in action.fields[_ACCOUNTS]}
    return sorted(found, reverse=True)


def accounts(graph: Graph, window: Window, service: Entry | None = None) -> Accounts:
    """Return the accounts of a period: of the whole, then by policy, principle, group and actor.

    Those of what *service* carries alone, where one is given. An action is planned for a year that
    its account names or, without one, for a period that one of its steps or its own period meets.
    It is done where the account says so or, without one, where all steps of the period are told and
    done, or where its status says so and its period ends in this one.
    """
    lines = list(filter(None, (line_of(action, window) for action in _accounted(graph))))
    if service is not None:
        carried = {link.origin.key for link in graph.into(service, CARRIED_BY.key)}
        lines = [line for line in lines if line.action.key in carried]
    rows: dict[str, dict[EntryKey, list[Line]]] = {}
    for line in lines:
        action = line.action
        links, above = graph.out(action), graph.above(action)
        found = (
            *(one for key in _ABOVE for one in above.get(key, ())),
            *(link.target for link in links if link.type in (FOR_GROUPS, CARRIED_BY)),
        )
        for entry in found:
            rows.setdefault(entry.kind.key, {}).setdefault(entry.key, []).append(line)
    by = tuple(
        (
            key,
            tuple(
                (entry, count(rows[key][entry.key]))
                for entry in graph.of(key)
                if entry.key in rows[key]
            ),
        )
        for key in (*_ABOVE, *FOR_GROUPS.targets, *CARRIED_BY.targets)
        if key in rows
    )
    return Accounts(window, tuple(lines), count(lines), by)


def _accounted(graph: Graph) -> list[Entry]:
    """Return the entries that may give an account of their years."""
    return graph.where(lambda kind: _ACCOUNTS in kind.keys)


def line_of(action: Entry, window: Window) -> Line | None:
    """Return what is told of an action for a period; nothing where it was not planned for it."""
    records = [one for one in action.fields.get(_ACCOUNTS) or () if one.annee in window.years]
    if records:
        records.sort(key=lambda one: (one.resultat is not None, one.annee))
        return Line(action, records[-1].resultat, records[-1])
    steps = [
        step.fait
        for step in action.fields.get("etapes") or ()
        if step.quand.start
        and step.quand.end
        and window.first <= step.quand.start.first
        and step.quand.end.last <= window.last
    ]
    if steps and None not in steps:
        phase = Phase.DONE if all(steps) else Phase.DURING if any(steps) else Phase.BEFORE
        return Line(action, _RESULT[phase], None)
    period = action.fields.get("periode")
    if period is None or period.start is None or period.start.first > window.last:
        return Line(action, None, None) if steps else None
    end = period.end.last if period.end is not None else None
    if end is not None and end < window.first:
        return Line(action, None, None) if steps else None
    status = action.fields.get("statut")
    if status is not None and status.phase is Phase.OUT:
        return None
    # What the status says is of today: of a period that went on after this one, it says nothing.
    is_over = end is not None and end <= window.last
    if is_over and status is not None and status.phase in (Phase.DONE, Phase.STOPPED):
        return Line(action, _RESULT[status.phase], None)
    return Line(action, None, None)


def count(lines: Iterable[Line]) -> Count:
    """Return how many of *lines* stand where."""
    found = list(lines)

    def number(*phases: Phase) -> int:
        return sum(1 for line in found if line.result and line.result.phase in phases)

    return Count(
        len(found),
        number(Phase.DONE),
        number(Phase.DURING),
        number(Phase.BEFORE, Phase.STOPPED),
        sum(1 for line in found if line.result is None),
    )

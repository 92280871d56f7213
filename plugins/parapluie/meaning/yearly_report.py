"""What was planned for a year and what was done of it, in the staff's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from parapluie.meaning.graph import Graph
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary.fields import Choice, Phase
from parapluie.vocabulary.kinds.action import RESULTS
from parapluie.vocabulary.links import APPLIES, CARRIED_BY, FOR_GROUPS, UNDER

DONE = next(choice for choice in RESULTS if choice.phase is Phase.DONE)
_ACCOUNTS = "bilans"
_ABOVE = (*UNDER.targets, *APPLIES.targets)


@dataclass(frozen=True, slots=True)
class Line:
    """An action that was planned for the year; without a result, nobody has said."""

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
    def gap(self) -> int:
        """How many were planned and not done."""
        return self.planned - self.done

    @property
    def share(self) -> int:
        """What part was done, in whole percents."""
        return round(100 * self.done / self.planned) if self.planned else 0


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts of a year."""

    year: int
    lines: tuple[Line, ...]
    whole: Count
    by: tuple[tuple[str, tuple[tuple[Entry, Count], ...]], ...]  # by key of a kind


def years(graph: Graph) -> list[int]:
    """Return the years that some action gives its account of, the newest first."""
    found = {r.annee for action in _accounted(graph) for r in action.fields[_ACCOUNTS]}
    return sorted(found, reverse=True)


def accounts(graph: Graph, year: int) -> Accounts:
    """Return the accounts of a year: of the whole, then by policy, principle, group and actor.

    An action is planned for a year that its account names or, without one, that its period holds.
    It is done where the account says so or, without one, where its status does and its period ends.
    """
    lines = tuple(filter(None, (_line(action, year) for action in _accounted(graph))))
    rows: dict[str, dict[EntryKey, list[Line]]] = {}
    for line in lines:
        action = line.action
        links = graph.out(action)
        found = (
            *(above for key in _ABOVE for above in graph.nearest(action, key)),
            *(link.target for link in links if link.type in (FOR_GROUPS, CARRIED_BY)),
        )
        for entry in found:
            rows.setdefault(entry.kind.key, {}).setdefault(entry.key, []).append(line)
    by = tuple(
        (
            key,
            tuple(
                (entry, _count(rows[key][entry.key]))
                for entry in graph.of(key)
                if entry.key in rows[key]
            ),
        )
        for key in (*_ABOVE, *FOR_GROUPS.targets, *CARRIED_BY.targets)
        if key in rows
    )
    return Accounts(year, lines, _count(lines), by)


def _accounted(graph: Graph) -> list[Entry]:
    """Return the entries that may give an account of their years."""
    return graph.where(lambda kind: _ACCOUNTS in kind.keys)


def _line(action: Entry, year: int) -> Line | None:
    record = next((one for one in action.fields[_ACCOUNTS] if one.annee == year), None)
    if record is not None:
        return Line(action, record.resultat, record)
    period = action.fields.get("periode")
    if period is None or period.start is None or period.start.first.year > year:
        return None
    if period.end is not None and period.end.last.year < year:
        return None
    status = action.fields.get("statut")
    if status is not None and status.phase is Phase.OUT:
        return None
    is_over = period.end is not None and period.end.last.year == year
    done = status is not None and status.phase is Phase.DONE and is_over
    return Line(action, DONE if done else None, None)


def _count(lines: Iterable[Line]) -> Count:
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

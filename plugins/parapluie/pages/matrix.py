"""The table of the whole: every principle against every policy, and how the one reaches the other.

Made once, from the links themselves: a chain for each of thousands of pairs would say no more.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parapluie.meaning.graph import Graph
from parapluie.meaning.sentences import Sentence, noun_group
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary import grammar, words
from parapluie.vocabulary.fields import LinkType
from parapluie.vocabulary.kinds.action import ACTION
from parapluie.vocabulary.kinds.objective import OBJECTIVE
from parapluie.vocabulary.kinds.policy import POLICY
from parapluie.vocabulary.kinds.principle import PRINCIPLE
from parapluie.vocabulary.links import (
    ACHIEVES,
    APPLIES,
    PART_OF_ACTION,
    PART_OF_OBJECTIVE,
    PART_OF_POLICY,
    SPECIFIES,
    UNDER,
)

from .page_data import SiteFile
from .press import Press

_MOST_NAMED = 6  # beyond, a sentence counts
_MOST_ALONE = 3
_HANGS = frozenset(
    link.key for link in (PART_OF_OBJECTIVE, PART_OF_POLICY, ACHIEVES, PART_OF_ACTION)
)


class Way(StrEnum):
    """How a policy applies a principle."""

    DIRECT = "direct"
    SPECIFIC = "specific"  # by a principle that specifies it
    INHERITED = "inherited"  # by a policy that stands over it
    THROUGH = "through"  # by what achieves it only


@dataclass(frozen=True, slots=True)
class Cell:
    """That a policy applies a principle, and the entries by which it does."""

    way: Way
    by: tuple[Entry, ...] = ()

    @property
    def applies(self) -> bool:
        """True where the policy itself is bound to the principle."""
        return self.way is not Way.THROUGH


@dataclass(frozen=True, slots=True)
class GridRow:
    """A policy against every principle."""

    policy: Entry
    letter: str  # what other rows call it by, where they have principles from it
    cells: tuple[Cell | None, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Alone:
    """A policy that is the only one to apply some principles."""

    group: Sentence  # « la *Politique de …* »
    is_feminine: bool
    principles: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The table, and what it comes to."""

    principles: tuple[Entry, ...]
    rows: tuple[GridRow, ...]
    counts: tuple[int, ...]  # of each principle
    letters: Mapping[EntryKey, str]
    ways: frozenset[Way]
    everywhere: tuple[Entry, ...]
    nowhere: tuple[Entry, ...]
    alone: tuple[Alone, ...]


def pages(press: Press) -> list[SiteFile]:
    """Return the page of the table, where there is something on both sides."""
    graph = press.graph
    if not graph.of(PRINCIPLE.key) or not graph.of(POLICY.key):
        return []
    nouns = grammar.enumerate_words(
        grammar.contract(words.OF, f"{words.THE_PLURAL} {subkind.noun.plural}")
        for kind in (PRINCIPLE, POLICY)
        for subkind in graph.vocabulary.of(kind)
        if press.gatherer.members(subkind)
    )
    press.offer(words.MENU_FOLLOW, words.MENU_GRID, words.GRID_PATH)
    return [
        press.render(
            "grid",
            words.GRID_PATH,
            lambda: {"grid": grid(graph)},
            title=words.GRID_TITLE.format(nouns=nouns),
            most_named=_MOST_NAMED,
            most_alone=_MOST_ALONE,
        )
    ]


def grid(graph: Graph) -> Grid:
    """Return the table of a graph, its rows and columns in the order of the lists."""
    principles, policies = graph.of(PRINCIPLE.key), graph.of(POLICY.key)
    found = applied(graph)
    counts = Counter(
        principle for cells in found.values() for principle, cell in cells.items() if cell.applies
    )
    sources = {
        source.key
        for cells in found.values()
        for cell in cells.values()
        if cell.way is Way.INHERITED
        for source in cell.by
    }
    letters = {
        key: _letter(number)
        for number, key in enumerate(p.key for p in policies if p.key in sources)
    }
    rows = []
    alone: dict[EntryKey, list[Entry]] = {}
    for policy in policies:
        cells = tuple(found[policy.key].get(principle.key) for principle in principles)
        bound = [p for p, cell in zip(principles, cells, strict=True) if cell and cell.applies]
        rows.append(GridRow(policy, letters.get(policy.key, ""), cells, len(bound)))
        only = [principle for principle in bound if counts[principle.key] == 1]
        if only and len(policies) > 1:
            alone[policy.key] = only
    return Grid(
        principles,
        tuple(rows),
        tuple(counts[principle.key] for principle in principles),
        letters,
        frozenset(cell.way for cells in found.values() for cell in cells.values()),
        tuple(p for p in principles if counts[p.key] == len(policies)),
        tuple(p for p in principles if not counts[p.key]),
        tuple(_alone(policy, alone[policy.key]) for policy in policies if policy.key in alone),
    )


def applied(graph: Graph) -> dict[EntryKey, dict[EntryKey, Cell]]:
    """Return, for each policy, the principles that it applies by key, each with how.

    What it applies itself comes before what it has from over it, and that before what its
    objectives or actions alone apply.
    """
    own: dict[EntryKey, dict[EntryKey, Cell]] = {}
    for policy in graph.of(POLICY.key):
        cells = own[policy.key] = {}
        for principle in _targets(graph, policy, APPLIES):
            cells[principle.key] = Cell(Way.DIRECT)
        for principle in _targets(graph, policy, APPLIES):
            for wider in _reached(graph, principle, {SPECIFIES.key}):
                _add(cells, wider.key, Way.SPECIFIC, principle)
    found = {key: dict(cells) for key, cells in own.items()}
    for policy in graph.of(POLICY.key):
        # In the order of the rows, so that their letters follow.
        for over in sorted(_reached(graph, policy, {UNDER.key}), key=lambda one: one.sort_key):
            for key in own[over.key]:
                _add(found[policy.key], key, Way.INHERITED, over)
    for entry in (*graph.of(OBJECTIVE.key), *graph.of(ACTION.key)):
        principles = _targets(graph, entry, APPLIES)
        if not principles:
            continue
        widened = [far for near in principles for far in _reached(graph, near, {SPECIFIES.key})]
        for holder in _reached(graph, entry, _HANGS):
            if holder.kind is POLICY:
                for principle in (*principles, *widened):
                    _add(found[holder.key], principle.key, Way.THROUGH, entry)
    return found


def _add(cells: dict[EntryKey, Cell], key: EntryKey, way: Way, source: Entry) -> None:
    """Note that a policy applies a principle in a *way*, unless it does in a stronger one."""
    cell = cells.get(key)
    if cell is None:
        cells[key] = Cell(way, (source,))
    elif cell.way is way and source not in cell.by:
        cells[key] = Cell(way, (*cell.by, source))


def _targets(graph: Graph, entry: Entry, link: LinkType) -> list[Entry]:
    return [found.target for found in graph.out(entry, link.key)]


def _reached(graph: Graph, entry: Entry, keys: Iterable[str]) -> list[Entry]:
    """Return what links of some types lead to from *entry*, nearest first."""
    found: dict[EntryKey, Entry] = {}
    pending = [entry]
    for one in pending:
        for link in graph.out(one):
            if link.type.key in keys and link.target.key not in (*found, entry.key):
                found[link.target.key] = link.target
                pending.append(link.target)
    return list(found.values())


def _alone(policy: Entry, principles: Sequence[Entry]) -> Alone:
    group, noun = noun_group(policy)
    return Alone(tuple(group), noun.is_feminine, tuple(principles))


def _letter(number: int) -> str:
    """Return A for 0, Z for 25, then AA."""
    more, rest = divmod(number, 26)
    return (_letter(more - 1) if more else "") + chr(ord("A") + rest)

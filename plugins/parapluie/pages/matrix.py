"""The table of the whole: every principle against every policy, and how the one reaches the other.

Made once, from the links themselves: a chain for each of thousands of pairs would say no more.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parapluie.meaning.graph import Graph
from parapluie.meaning.sentences import Sentence, noun_group
from parapluie.meaning.standing import Standings
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary import grammar, words
from parapluie.vocabulary.fields import LinkType
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.kinds.policy import POLICY
from parapluie.vocabulary.kinds.principle import PRINCIPLE
from parapluie.vocabulary.links import (
    ACHIEVES,
    APPLIES,
    PART_OF_ACTION,
    PART_OF_OBJECTIVE,
    PART_OF_POLICY,
    PLANS,
    SPECIFIES,
    UNDER,
)

from .page_data import SiteFile
from .press import Press

_MOST_NAMED = 6  # beyond, a sentence counts
_MOST_ALONE = 3
# What commits of itself stands in a row; policies first, which others hang on.
_OTHER_ROWS = [
    kind
    for kind in KINDS
    if APPLIES in kind.links and kind.folder and kind.key not in PLANS
    if not kind.is_done and not kind.is_decision
]
_HANGS = frozenset(
    link.key for link in (PART_OF_OBJECTIVE, PART_OF_POLICY, ACHIEVES, PART_OF_ACTION)
)
# What a policy stands under: other policies, objectives that it answers, and what holds these.
_OVER = frozenset(link.key for link in (UNDER, PART_OF_OBJECTIVE, PART_OF_POLICY))


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
    """A policy, or what commits as one does, against every principle."""

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
    others: tuple[GridRow, ...]  # of what is no policy
    counts: tuple[int, ...]  # of each principle, over all rows
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
        for subkind in (*graph.vocabulary.of(PRINCIPLE), *graph.vocabulary.of(POLICY))
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
    standings = Standings(graph)
    principles = graph.of(PRINCIPLE.key)
    # What ended, or was replaced, applies nothing today.
    policies = [one for one in graph.of(POLICY.key) if not standings.days(one).is_over]
    found = applied(graph, policies)
    every_other = (entry for kind in _OTHER_ROWS for entry in graph.of(kind.key))
    others = [one for one in every_other if not standings.days(one).is_over]
    beside = {entry.key: _applied_beside(graph, entry, found) for entry in others}
    counts = Counter(
        principle for cells in found.values() for principle, cell in cells.items() if cell.applies
    )
    sources = {
        source.key
        for cells in (*found.values(), *beside.values())
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
        rows.append(_row(policy, principles, found[policy.key], letters.get(policy.key, "")))
        bound = _bound(principles, rows[-1].cells)
        only = [principle for principle in bound if counts[principle.key] == 1]
        if only and len(policies) > 1:
            alone[policy.key] = only
    more = tuple(_row(entry, principles, beside[entry.key]) for entry in others)
    held = Counter(p.key for row in more for p in _bound(principles, row.cells))
    every = (*found.values(), *beside.values())
    return Grid(
        principles,
        tuple(rows),
        more,
        tuple(counts[principle.key] + held[principle.key] for principle in principles),
        letters,
        frozenset(cell.way for cells in every for cell in cells.values()),
        tuple(p for p in principles if counts[p.key] == len(policies)),
        tuple(p for p in principles if not counts[p.key]),
        tuple(_alone(policy, alone[policy.key]) for policy in policies if policy.key in alone),
    )


def _row(
    entry: Entry, principles: Sequence[Entry], found: Mapping[EntryKey, Cell], letter: str = ""
) -> GridRow:
    cells = tuple(found.get(principle.key) for principle in principles)
    return GridRow(entry, letter, cells, len(_bound(principles, cells)))


def _bound(principles: Sequence[Entry], cells: Sequence[Cell | None]) -> list[Entry]:
    return [p for p, cell in zip(principles, cells, strict=True) if cell and cell.applies]


def _applied_beside(
    graph: Graph, entry: Entry, policies: Mapping[EntryKey, Mapping[EntryKey, Cell]]
) -> dict[EntryKey, Cell]:
    """Return the principles that *entry* applies, itself or by the policies that it hangs on."""
    cells = _of_its_own(graph, entry)
    for over in _reached(graph, entry, _HANGS | _OVER):
        for key, cell in policies.get(over.key, {}).items():
            if cell.applies:
                _add(cells, key, Way.INHERITED, over)
    return cells


def applied(graph: Graph, policies: Sequence[Entry]) -> dict[EntryKey, dict[EntryKey, Cell]]:
    """Return, for each of *policies*, the principles that it applies by key, each with how.

    What it applies itself comes before what it has from over it, and that before what its
    objectives or actions alone apply.
    """
    found = {policy.key: _of_its_own(graph, policy) for policy in policies}
    for policy in policies:
        # In the order of the rows, so that their letters follow.
        for over in sorted(_reached(graph, policy, _OVER), key=lambda one: one.sort_key):
            for key in _of_its_own(graph, over):
                # A row has a letter: what an objective gives is its policy's.
                source = (graph.get(over.container) if over.container else over) or over
                if source.key in found:
                    _add(found[policy.key], key, Way.INHERITED, source)
    for entry in graph.where(_is_below):
        principles = _targets(graph, entry, APPLIES)
        if not principles:
            continue
        widened = [far for near in principles for far in _reached(graph, near, {SPECIFIES.key})]
        for holder in _reached(graph, entry, _HANGS):
            if holder.key in found:
                for principle in (*principles, *widened):
                    _add(found[holder.key], principle.key, Way.THROUGH, entry)
    return found


def _of_its_own(graph: Graph, entry: Entry) -> dict[EntryKey, Cell]:
    """Return what *entry* applies by its own links, or by principles that specify others."""
    principles = _targets(graph, entry, APPLIES)
    cells = {principle.key: Cell(Way.DIRECT) for principle in principles}
    for principle in principles:
        for wider in _reached(graph, principle, {SPECIFIES.key}):
            _add(cells, wider.key, Way.SPECIFIC, principle)
    return cells


def _is_below(kind: Kind) -> bool:
    """Tell whether what is of a kind is committed to or done for what stands over it."""
    return bool(kind.column) and APPLIES in kind.links and kind.key not in PLANS


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

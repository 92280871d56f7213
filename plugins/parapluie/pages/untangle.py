"""Ordering the columns of a small picture of links so that few lines cross.

As in Sugiyama, Tagawa and Toda, « Methods for visual understanding of hierarchical system
structures » (1981): sweeps by barycenter and by median, then exchanges of neighbours, keeping what
crosses least. Ties go by rank, so that the same links always make the same picture.
"""

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median_low

_SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Node:
    """What is drawn in a column; *rank* orders what nothing else does."""

    key: str
    column: int
    label: str
    rank: int = 0
    last: bool = False  # stands for what is not drawn: at the foot of its column


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two nodes, whatever their columns; its tip is at the target."""

    origin: str
    target: str
    type: str


@dataclass(frozen=True, slots=True)
class Routed:
    """Columns of keys with the lines between neighbouring ones.

    A line that passes a column has a key of its own there, shared by the lines that go to the
    same node: its lane.
    """

    columns: tuple[tuple[str, ...], ...]
    pairs: frozenset[tuple[str, str]]  # left, right
    arcs: frozenset[tuple[str, str]]  # within a column: origin, target
    last: frozenset[str]


def routed(nodes: Iterable[Node], edges: Iterable[Edge]) -> Routed:
    """Return the columns that hold something, by rank, with lanes for what passes through one."""
    ordered = sorted(nodes, key=lambda node: (node.last, node.rank, node.key))
    numbers = sorted({node.column for node in ordered})
    column = {node.key: numbers.index(node.column) for node in ordered}
    columns: list[list[str]] = [[] for _ in numbers]
    for node in ordered:
        columns[column[node.key]].append(node.key)
    place = _places(columns)
    lanes: list[list[str]] = [[] for _ in numbers]
    pairs: set[tuple[str, str]] = set()
    arcs: set[tuple[str, str]] = set()
    joined = set()
    for edge in edges:
        ends = edge.origin, edge.target
        if column[edge.origin] == column[edge.target]:
            arcs.add(ends)
        else:
            joined.add(tuple(sorted(ends, key=column.__getitem__)))
    for left, right in sorted(joined, key=lambda pair: [place[key] for key in pair]):
        passed = lanes[column[left] + 1 : column[right]]
        for keys in passed:
            if lane_of(left) not in keys:
                keys.append(lane_of(left))
        pairs.update(pairwise([left, *(lane_of(left) for _ in passed), right]))
    return Routed(
        tuple((*passing, *keys) for passing, keys in zip(lanes, columns, strict=True)),
        frozenset(pairs),
        frozenset(arcs),
        frozenset(node.key for node in ordered if node.last),
    )


def lane_of(key: str) -> str:
    """Return the key of the lane that leads to a node."""
    return f"\0{key}"


def crossings(columns: Sequence[Sequence[str]], pairs: Iterable[tuple[str, str]]) -> int:
    """Return how many pairs of lines cross between neighbouring columns."""
    place = _places(columns)
    column = {key: number for number, keys in enumerate(columns) for key in keys}
    number = 0
    ends: list[list[int]] = [[] for _ in columns]
    for start, _, end in sorted((column[a], place[a], place[b]) for a, b in pairs):
        number += len(ends[start]) - bisect_right(ends[start], end)
        insort(ends[start], end)
    return number


def untangled(links: Routed) -> tuple[tuple[str, ...], ...]:
    """Return the columns in an order with few crossings, then arcs that go up and are short."""
    best = links.columns
    tangle = _Tangle(links)
    least = tangle.score()
    for centre in (fmean, median_low):
        tangle = _Tangle(links)
        for turn in range(_SWEEPS):
            tangle.sweep(centre, rightwards=turn % 2 == 0)
            tangle.exchange()
            score = tangle.score()
            if score < least:
                least, best = score, tuple(map(tuple, tangle.columns))
    return best


class _Tangle:
    """Columns being ordered, with the neighbours of each node on either side."""

    def __init__(self, links: Routed) -> None:
        self.links = links
        self.columns = [list(keys) for keys in links.columns]
        self.ranks = _places(links.columns)
        self.near: dict[str, tuple[list[str], list[str]]] = {key: ([], []) for key in self.ranks}
        self.bound: dict[str, list[str]] = {key: [] for key in self.ranks}
        for left, right in links.pairs:
            self.near[left][1].append(right)
            self.near[right][0].append(left)
        for one, other in links.arcs:
            self.bound[one].append(other)
            self.bound[other].append(one)

    def score(self) -> tuple[int, ...]:
        """Return what is wrong, the worst first: crossings, arcs that go down, long arcs, order."""
        place = _places(self.columns)
        return (
            crossings(self.columns, self.links.pairs),
            sum(place[origin] < place[target] for origin, target in self.links.arcs),
            sum(abs(place[one] - place[other]) for one, other in self.links.arcs),
            sum(
                self.ranks[one] > self.ranks[other]
                for keys in self.columns
                for one, other in pairwise(keys)
            ),
        )

    def sweep(self, centre: Callable[[list[float]], float], *, rightwards: bool) -> None:
        """Sort each column in turn by the centre of what its nodes are joined to before it."""
        side = 0 if rightwards else 1
        count = len(self.columns)
        numbers = range(1, count) if rightwards else range(count - 2, -1, -1)
        for number in numbers:
            keys = self.columns[number]
            before = _shares(self.columns[number - 1 if rightwards else number + 1])
            middle = _shares(keys)
            for key in keys:
                found = [before[other] for other in self.near[key][side]]
                if found:
                    middle[key] = centre(found)
            keys.sort(key=lambda key: (key in self.links.last, middle[key], self.ranks[key]))

    def exchange(self) -> None:
        """Exchange neighbours while that betters the score."""
        place = _places(self.columns)
        changed = True
        while changed:
            changed = False
            for keys in self.columns:
                for index in range(1, len(keys)):
                    upper, lower = keys[index - 1], keys[index]
                    if lower not in self.links.last and self._worse(upper, lower, place):
                        keys[index - 1], keys[index] = lower, upper
                        place[upper], place[lower] = index, index - 1
                        changed = True

    def _worse(self, upper: str, lower: str, place: Mapping[str, int]) -> bool:
        """Tell whether two neighbours score worse than the other way round."""
        crossed = self._between(upper, lower, place) - self._between(lower, upper, place)
        if crossed:
            return crossed > 0
        arcs = self.links.arcs
        # An arc gets shorter where its node moves towards its other end.
        shorter = sum(
            1 if (place[far] > place[key]) is (key is upper) else -1
            for key, beside in ((upper, lower), (lower, upper))
            for far in self.bound[key]
            if far != beside
        )
        down = ((upper, lower) in arcs) - ((lower, upper) in arcs)
        return (down, shorter, self.ranks[upper] - self.ranks[lower]) > (0, 0, 0)

    def _between(self, upper: str, lower: str, place: Mapping[str, int]) -> int:
        """Return how often the lines of two nodes cross when the one is over the other."""
        return sum(
            place[one] > place[other]
            for side in (0, 1)
            for one in self.near[upper][side]
            for other in self.near[lower][side]
        )


def _places(columns: Iterable[Sequence[str]]) -> dict[str, int]:
    return {key: index for keys in columns for index, key in enumerate(keys)}


def _shares(keys: Sequence[str]) -> dict[str, float]:
    """Return how far down its column each key stands, from 0 to 1."""
    return {key: (index + 0.5) / len(keys) for index, key in enumerate(keys)}

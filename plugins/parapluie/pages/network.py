"""The geometry of a small picture of links: what stands where, and the lines between.

Pure: nodes and edges in, places and paths out.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from .letters import wrapped
from .untangle import Edge, Node, lane_of, routed, untangled

MOST = 15  # nodes of a picture
_MOST_IN_COLUMN = 8

# In units of the picture, which are pixels at its full width.
_WIDTH, _GUTTERS = 840, {2: 190, 3: 96}
_NARROW_WIDTH, _NARROW_GUTTER = 340, 64
_TRACK, _CORNER = 8, 5
_LINE, _PADDING, _INDENT, _GAP = 19, 8, 13, 12
_NARROW_GAP = 8
_LANE = 8  # the height that lines passing through a column keep free
_HEADING = 18
_TIP = 7


@dataclass(frozen=True, slots=True)
class Placed:
    """A node in its place, with its label on at most two lines."""

    key: str
    number: int  # in the order of reading, from 0
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        """The height at which lines arrive."""
        return self.y + self.height / 2

    def towards(self, other: "Placed") -> int:
        """Return the height at which the lines to and from another node of the column arrive."""
        return round(self.y + self.height * (0.72 if other.y > self.y else 0.28))

    @property
    def text(self) -> tuple[tuple[int, int, str], ...]:
        """The lines of the label, each with where it begins."""
        first = self.y + _PADDING + round(_LINE * 0.74)
        return tuple(
            (self.x + _INDENT, first + index * _LINE, line) for index, line in enumerate(self.lines)
        )


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, with where its lines begin, and the nodes under it."""

    number: int
    heading: tuple[tuple[int, int, str], ...]
    nodes: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """The path of an edge and the numbers of the nodes that it joins."""

    path: str
    type: str
    ends: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, its nodes in the order of reading."""

    width: int
    height: int
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    tips: tuple[str, ...]


# --- Choosing ---


def shares(sizes: Sequence[int]) -> list[int]:
    """Return how many nodes each column gets, as evenly as their sizes let."""
    given = [0] * len(sizes)
    for _ in range(MOST):
        wanting = [
            index for index, size in enumerate(sizes) if given[index] < min(size, _MOST_IN_COLUMN)
        ]
        if not wanting:
            break
        given[min(wanting, key=lambda index: given[index])] += 1
    return given


# --- Placing ---


def drawings(
    nodes: Iterable[Node], edges: Iterable[Edge], headings: Mapping[int, str]
) -> tuple[Drawing, Drawing]:
    """Return a picture for wide windows and one for narrow ones, of two or three columns."""
    known = {node.key: node for node in nodes}
    edges = list(edges)
    links = routed(known.values(), edges)
    columns = untangled(links)
    return (
        _across(columns, links.pairs, known, edges, headings),
        _down(columns, known, edges, headings),
    )


def _across(
    columns: Sequence[Sequence[str]],
    pairs: Collection[tuple[str, str]],
    known: Mapping[str, Node],
    edges: Iterable[Edge],
    headings: Mapping[int, str],
) -> Drawing:
    """Return the picture with its columns side by side."""
    gutter = _GUTTERS[len(columns)]
    width = (_WIDTH - gutter * (len(columns) - 1)) // len(columns)
    labels = {key: wrapped(node.label, width - 2 * _INDENT) for key, node in known.items()}
    sizes = {key: _box(labels[key]) if key in labels else _LANE for keys in columns for key in keys}
    numbers = [_number(keys, known) for keys in columns]
    titles = [wrapped(headings[number], width) for number in numbers]
    top = _HEADING * max(map(len, titles)) + _GAP
    heights = _heights(columns, sizes, pairs)
    placed: dict[str, Placed] = {}
    made = []
    for index, keys in enumerate(columns):
        x = index * (width + gutter)
        for key in (key for key in keys if key in labels):
            y = top + heights[key]
            placed[key] = Placed(key, len(placed), x, y, width, sizes[key], labels[key])
        heading = _heading(x, _HEADING * len(titles[index]), titles[index])
        here = tuple(placed[key] for key in keys if key in placed)
        made.append(Column(numbers[index], heading, here))
    drawn = []
    for edge in edges:
        origin, target = placed[edge.origin], placed[edge.target]
        left = min(origin, target, key=lambda node: node.x)
        if origin.x == target.x:
            # Into the nearest gutter.
            drawn.append(_arc(edge, origin, target, -1 if origin.x else 1, gutter * 0.55))
        elif abs(origin.x - target.x) > width + gutter:
            lane = top + heights[lane_of(left.key)] + _LANE / 2
            drawn.append(_curve(edge, origin, target, lane))
        else:
            drawn.append(_curve(edge, origin, target, None))
    height = max(heights[keys[-1]] + sizes[keys[-1]] for keys in columns)
    return _drawing(_WIDTH, top + height, made, drawn)


def _heights(
    columns: Sequence[Sequence[str]],
    sizes: Mapping[str, int],
    pairs: Iterable[tuple[str, str]],
) -> dict[str, int]:
    """Return how far down everything is: the longest column whole, the others level with it."""
    found: dict[str, int] = {}
    lengths = []
    for keys in columns:
        y = 0
        for key in keys:
            found[key] = y
            y += sizes[key] + _GAP
        lengths.append(y)
    longest = lengths.index(max(lengths))
    outwards = [*range(longest - 1, -1, -1), *range(longest + 1, len(columns))]
    for number in outwards:
        beside = columns[number + 1 if number < longest else number - 1]
        apart = [
            found[far] + sizes[far] / 2 - found[key] - sizes[key] / 2
            for pair in pairs
            for key, far in (pair, pair[::-1])
            if key in columns[number] and far in beside
        ]
        room = lengths[longest] - lengths[number]
        shift = round(min(max(fmean(apart), 0), room)) if apart else room // 2
        found.update({key: found[key] + shift for key in columns[number]})
    return found


def _down(
    columns: Iterable[Sequence[str]],
    known: Mapping[str, Node],
    edges: Iterable[Edge],
    headings: Mapping[int, str],
) -> Drawing:
    """Return the picture with its columns one under the other, lines beside them."""
    x, width = _NARROW_GUTTER, _NARROW_WIDTH - _NARROW_GUTTER
    placed: dict[str, Placed] = {}
    made = []
    y = 0
    for keys in columns:
        number = _number(keys, known)
        title = wrapped(headings[number], width)
        y += _HEADING * len(title)
        heading = _heading(x, y, title)
        y += _NARROW_GAP
        here = []
        for key in keys:
            if key in known:
                label = wrapped(known[key].label, width - 2 * _INDENT)
                here.append(Placed(key, len(placed), x, y, width, _box(label), label))
                placed[key] = here[-1]
                y += _box(label) + _NARROW_GAP
        y += _NARROW_GAP
        made.append(Column(number, heading, tuple(here)))
    drawn = [
        _round(edge, placed[edge.origin], placed[edge.target], lane)
        for edge, lane in _tracks(edges, placed)
    ]
    return _drawing(_NARROW_WIDTH, y - 2 * _NARROW_GAP, made, drawn)


def _tracks(edges: Iterable[Edge], placed: Mapping[str, Placed]) -> list[tuple[Edge, int]]:
    """Return the edges with the place across of the track that each runs along.

    Edges of a type that share an end share a track, the end that has the most of them first;
    tracks that overlap stand side by side, the longest farthest from the nodes.
    """
    left = sorted(
        dict.fromkeys(edges),
        key=lambda edge: (placed[edge.origin].number, placed[edge.target].number, edge.type),
    )
    shared: list[list[Edge]] = []
    while left:
        ends: dict[tuple[str, str, str], list[Edge]] = {}
        for edge in left:
            ends.setdefault((edge.type, "", edge.target), []).append(edge)
            ends.setdefault((edge.type, edge.origin, ""), []).append(edge)
        shared.append(max(ends.values(), key=len))
        left = [edge for edge in left if edge not in shared[-1]]
    spans = []
    for track in shared:
        heights = [
            height for edge in track for height in _facing(placed[edge.origin], placed[edge.target])
        ]
        spans.append((max(heights) - min(heights), min(heights), max(heights), track))
    spans.sort(key=lambda span: span[:3])
    rows: list[list[tuple[int, int]]] = []
    rowed = []
    for _, top, bottom, track in spans:
        free = (
            number
            for number, taken in enumerate(rows)
            if all(bottom < start or end < top for start, end in taken)
        )
        number = next(free, len(rows))
        if number == len(rows):
            rows.append([])
        rows[number].append((top, bottom))
        rowed += [(edge, number) for edge in track]
    step = min(_TRACK, (_NARROW_GUTTER - _TIP - _CORNER) / max(len(rows), 1))
    first = _NARROW_GUTTER - _TIP - _CORNER
    return [(edge, round(first - number * step)) for edge, number in rowed]


def _round(edge: Edge, origin: Placed, target: Placed, track: int) -> tuple[Line, str]:
    """Return the line between two nodes by a track beside them."""
    x = origin.x
    start, end = _facing(origin, target)
    turn = _CORNER if start < end else -_CORNER
    # From the tip: where lines share their track, so do their dashes.
    path = f"M{x} {end}H{track + _CORNER}q-{_CORNER} 0 -{_CORNER} {-turn}V{start + turn}"
    path += f"q0 {-turn} {_CORNER} {-turn}H{x}"
    return _line(edge, origin, target, path), _tip(x, end, -1)


def _number(keys: Iterable[str], known: Mapping[str, Node]) -> int:
    """Return the number that a column was given."""
    return next(known[key].column for key in keys if key in known)


def _drawing(
    width: int, height: int, columns: Iterable[Column], drawn: Iterable[tuple[Line, str]]
) -> Drawing:
    ordered = sorted(drawn, key=lambda one: (one[0].ends, one[0].type))
    tips = dict.fromkeys(tip for _, tip in ordered)
    # A margin, for what lines and outlines add.
    return Drawing(
        width, height + 2, tuple(columns), tuple(line for line, _ in ordered), tuple(tips)
    )


def _heading(x: int, bottom: int, lines: Sequence[str]) -> tuple[tuple[int, int, str], ...]:
    first = bottom - _HEADING * (len(lines) - 1) - 4
    return tuple((x, first + index * _HEADING, line) for index, line in enumerate(lines))


def _box(lines: Sequence[str]) -> int:
    return _LINE * len(lines) + 2 * _PADDING


def _curve(edge: Edge, origin: Placed, target: Placed, lane: float | None) -> tuple[Line, str]:
    """Return the line between two columns, by the *lane* of the column that it passes."""
    left, right = sorted((origin, target), key=lambda node: node.x)
    x, end = left.x + left.width, right.x
    path = f"M{x} {left.middle:g}"
    if lane is None:
        path += _bend(x, left.middle, end, right.middle)
    else:
        gutter = (end - x - left.width) // 2
        path += _bend(x, left.middle, x + gutter, lane) + f"H{end - gutter}"
        path += _bend(end - gutter, lane, end, right.middle)
    if target is left:
        return _line(edge, origin, target, path), _tip(x, left.middle, 1)
    return _line(edge, origin, target, path), _tip(end, right.middle, -1)


def _bend(x: int, y: float, end: int, height: float) -> str:
    half = (x + end) // 2
    return f"C{half} {y:g} {half} {height:g} {end} {height:g}"


def _arc(edge: Edge, origin: Placed, target: Placed, side: int, reach: float) -> tuple[Line, str]:
    """Return the line between two nodes of a column, on its left (-1) or right, up to *reach*."""
    x = origin.x + (origin.width if side > 0 else 0)
    start, end = _facing(origin, target)
    # A cubic curve goes three quarters of the way to its handles.
    handle = round(x + side * min(12 + abs(start - end) / 9, reach) / 0.75)
    path = f"M{x} {end}C{handle} {end} {handle} {start} {x} {start}"
    return _line(edge, origin, target, path), _tip(x, end, side)


def _facing(origin: Placed, target: Placed) -> tuple[int, int]:
    """Return at what heights two nodes of a column are joined: each on the side of the other."""
    return origin.towards(target), target.towards(origin)


def _line(edge: Edge, origin: Placed, target: Placed, path: str) -> Line:
    first, second = sorted((origin.number, target.number))
    return Line(path, edge.type, (first, second))


def _tip(x: int, y: float, side: int) -> str:
    """Return the tip of the lines that arrive on the left (-1) or the right of a node."""
    half = _TIP // 2 + 1
    return f"M{x} {y:g}l{side * _TIP} -{half}v{2 * half}z"

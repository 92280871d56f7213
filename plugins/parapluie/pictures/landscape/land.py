"""Hills, woods and fields, from the farthest to the nearest."""

import math
from collections.abc import Sequence

from parapluie.pictures.landscape.canvas import Canvas, Dice, Point
from parapluie.pictures.landscape.mood import Mood, shadowed
from parapluie.pictures.landscape.trees import birch, conifer, pine
from parapluie.pictures.palettes import mix
from parapluie.source.colours import Rgb

Line = list[Point]


_STEP = 10.0  # units between two points of a ridge


def ridge(canvas: Canvas, dice: Dice, controls: Sequence[Point], rough: float) -> Line:
    """Return a skyline through the controls (x in parts of the width), *rough* units uneven."""
    waves = [(dice.between(0.6, 1.4), dice.between(0, math.tau)) for _ in range(4)]
    xs = [x * canvas.width for x, _ in controls]
    line = []
    count = math.ceil((xs[-1] - xs[0]) / _STEP)
    piece = 0
    for step in range(count + 1):
        x = min(xs[0] + step * _STEP, xs[-1])
        while piece < len(xs) - 2 and x > xs[piece + 1]:
            piece += 1
        part = (x - xs[piece]) / (xs[piece + 1] - xs[piece])
        ease = part * part * (3 - 2 * part)
        y = controls[piece][1] + (controls[piece + 1][1] - controls[piece][1]) * ease
        for index, (force, phase) in enumerate(waves):
            y += rough * force * math.sin(x / (90 / 1.9**index) + phase) / 1.8**index
        line.append((x, y))
    return line


def height_at(line: Line, x: float) -> float:
    """Return how high a skyline is at *x*."""
    index = min(max(int((x - line[0][0]) / _STEP), 0), len(line) - 2)
    (x0, y0), (x1, y1) = line[index], line[index + 1]
    return y0 + (y1 - y0) * min(max((x - x0) / (x1 - x0), 0.0), 1.0)


def treeline(dice: Dice, line: Line, tall: float) -> Line:
    """Return the skyline with the tops of a far forest on it."""
    teeth = []
    x, end = line[0][0], line[-1][0]
    group = dice.between(0, math.tau)
    while x < end:
        size = tall * dice.between(0.55, 1.1) * (0.85 + 0.3 * math.sin(x / 70 + group))
        half = size * dice.between(0.28, 0.4)
        y = height_at(line, x)
        teeth += [(x, y + size * 0.12), (x + half, y - size), (x + 2 * half, y + size * 0.05)]
        x += half * 2
    return [line[0], *teeth, line[-1]]


def tone(mood: Mood, distance: float) -> Rgb:
    """Return the colour of wooded hills at a distance from 0 to 1."""
    wooded = mix(mood.forest, mood.far, min(1.0, 0.25 + 0.75 * distance))
    if mood.winter:
        wooded = mix(wooded, mood.snow, 0.16)
    return mood.at(wooded, distance * 0.5)


def hill(
    canvas: Canvas,
    mood: Mood,
    dice: Dice,
    line: Line,
    bottom: float,
    distance: float,
    *,
    trees: float,
    mist: float = 0.4,
) -> None:
    """Paint a wooded hill under a skyline, its trees *trees* units tall, its foot in mist."""
    top = tone(mood, distance)
    foot = mix(top, mood.haze, mist)
    edge = treeline(dice, line, trees) if trees else line
    shape = [*edge, (line[-1][0], bottom), (line[0][0], bottom)]
    canvas.shaded(shape, (top, mix(top, foot, 0.35), foot))


def wood(
    canvas: Canvas,
    mood: Mood,
    dice: Dice,
    line: Line,
    reach: tuple[float, float],
    count: int,
    tall: float,
    distance: float,
) -> None:
    """Scatter groves of small trees on a slope, from a part of its depth to another."""
    base = tone(mood, distance)
    left, right = line[0][0], line[-1][0]
    spots = []
    for _ in range(count // 5):
        x, deep = dice.between(left, right), dice.between(*reach)
        warm = not mood.winter and dice.chance(0.34)
        leaf = dice.pick(mood.leaves)
        spots += [
            (deep + dice.between(-7, 7), x + dice.between(-30, 30), warm, leaf) for _ in range(7)
        ]
    for deep, x, warm, leaf in sorted(spots, key=lambda spot: spot[0]):
        y = height_at(line, x) + max(deep, tall * 0.7)
        if not left <= x <= right:
            continue
        size = tall * dice.between(0.75, 1.2)
        low = min(0.55, 0.55 * max(0.0, deep - reach[0]) / (reach[1] - reach[0] + 60))
        if warm:
            tint = mix(mix(base, mood.at(leaf, distance * 0.6), 0.55), mood.haze, low)
            r = size * 0.32
            canvas.ellipse(x, y - r, r, r * 1.15, mix(tint, base, 0.55))
            canvas.ellipse(x - r * 0.2, y - r * 1.25, r * 0.7, r * 0.75, tint)
            continue
        half = size * 0.24
        dark = mix(mix(base, mood.forest, dice.between(0.14, 0.34)), mood.haze, low)
        canvas.polygon([(x, y - size), (x + half, y), (x - half, y)], dark)
        lit = mood.snow if mood.winter else mood.glow
        canvas.polygon(
            [(x, y - size), (x, y), (x - half, y)], mix(dark, lit, 0.24 if mood.winter else 0.1)
        )


def field(
    canvas: Canvas, mood: Mood, line: Line, bottom: float, distance: float, *, shade: float = 0.3
) -> None:
    """Paint open ground under a skyline: meadow, or snow."""
    near = mix(mood.meadow, mood.forest if not mood.winter else mood.sky[0], shade)
    top = mix(mood.at(mood.meadow, distance), mood.glow, 0.18)
    shape = [*line, (line[-1][0], bottom), (line[0][0], bottom)]
    canvas.shaded(shape, (top, mood.at(mix(top, near, 0.5), distance * 0.5), near))


def rows(
    canvas: Canvas,
    mood: Mood,
    line: Line,
    vanishing: Point,
    bottom: float,
    count: int,
    span: tuple[float, float],
    colour: Rgb,
) -> None:
    """Draw the rows of a crop, from the skyline towards the one who looks."""
    vy = vanishing[1]
    for index in range(count):
        end = span[0] + (span[1] - span[0]) * index / count
        width = (span[1] - span[0]) / count * 0.42
        x, y = _start(line, vanishing, end, bottom)
        half = width * (y - vy) / (bottom - vy) * 0.5
        canvas.polygon(
            [
                (x - half, height_at(line, x - half) + 1),
                (x + half, height_at(line, x + half) + 1),
                (end + width, bottom),
                (end - width * 0.4, bottom),
            ],
            mix(colour, mood.meadow, 0.35),
        )


def _start(line: Line, vanishing: Point, end: float, bottom: float) -> Point:
    vx, vy = vanishing
    low, high = 0.0, 1.0
    for _ in range(10):
        part = (low + high) / 2
        x, y = vx + (end - vx) * part, vy + (bottom - vy) * part
        if y < height_at(line, x) + 1:
            low = part
        else:
            high = part
    return vx + (end - vx) * high, vy + (bottom - vy) * high


def frame(
    canvas: Canvas, mood: Mood, dice: Dice, ground: Line, trees: int, tall: float, edge: float
) -> None:
    """Frame the left side with tall near trees, the tallest at the very edge."""
    near = shadowed(mood)
    kind = dice.pick((conifer, conifer, pine, birch))
    spots = sorted(dice.between(-0.01, edge) for _ in range(trees))
    stands = []
    for index, part in enumerate(spots):
        x = (part + index * edge / trees) / 2 * canvas.width
        height = tall * dice.between(0.72, 1.06) * (1 - 0.4 * index / max(1, trees))
        stands.append((height_at(ground, x) + dice.between(4, 22), x, height))
    for y, x, height in sorted(stands):
        kind(canvas, near, dice, (x, y), height)

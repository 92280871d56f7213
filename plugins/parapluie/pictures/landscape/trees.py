"""Trees, each painted at its foot."""

import math

from parapluie.pictures.landscape.canvas import Canvas, Dice, Point
from parapluie.pictures.landscape.mood import Mood
from parapluie.pictures.palettes import BLACK, mix
from parapluie.source.colours import Rgb


def conifer(
    canvas: Canvas, mood: Mood, dice: Dice, foot: Point, height: float, distance: float = 0.0
) -> None:
    """Paint a spruce or a fir: drooping tiers, lit from the left, with snow in winter."""
    x, y = foot
    tint = mix(mood.forest, mood.leaves[0], dice.between(0.0, 0.16))
    dark = mood.at(mix(tint, BLACK, 0.12), distance)
    lit = mood.at(mix(tint, mood.glow, 0.16), distance)
    if height < 26:
        half = height * dice.between(0.17, 0.23)
        canvas.polygon([(x, y - height), (x + half, y), (x - half, y)], dark)
        canvas.polygon([(x, y - height), (x + half * 0.1, y), (x - half, y)], lit)
        if mood.winter:
            top = (x, y - height)
            canvas.polygon(
                [top, (x + half * 0.25, y - height * 0.55), (x - half * 0.7, y - height * 0.2)],
                mood.at(mood.snow, distance),
            )
        return
    spread = height * dice.between(0.17, 0.24)
    tiers = 5 + int(height > 60) + int(height > 120) + int(height > 190)
    canvas.rectangle(
        x - height * 0.022, y - height * 0.1, x + height * 0.022, y, mood.at(mood.trunk, distance)
    )
    crown = y - height * 0.07
    left: list[Point] = []
    right: list[Point] = []
    middle: list[Point] = []
    caps: list[list[Point]] = []
    for tier in range(1, tiers + 1):
        part = tier / tiers
        level = y - height + (crown - y + height) * part**0.92
        drop = height * 0.055 * (0.5 + part)
        reach = spread * part**0.85
        tips = []
        for side, edge in ((-1, left), (1, right)):
            out = reach * dice.between(0.86, 1.1)
            inner = (x + side * out * 0.44, level - drop * 0.55)
            tip = (x + side * out, level + drop * 0.25)
            before = edge[-1] if edge else (x, y - height)
            edge += [(x + side * out * 0.66, level - drop * 0.95), tip, inner]
            tips.append((tip, inner, before, side))
        middle += [(x + reach * 0.24, level - drop * 0.2), (x - reach * 0.02, level - drop * 0.9)]
        if mood.winter:
            for tip, inner, before, side in tips:
                bend = (x + side * reach * 0.66, level - drop * 0.95)
                caps.append([before, bend, tip, (inner[0] + side * reach * 0.06, inner[1] - drop)])
    top = (x, y - height)
    canvas.polygon([top, *right, (x, crown - height * 0.02), *reversed(left)], dark)
    canvas.polygon([top, *middle, (x, crown - height * 0.02), *reversed(left)], lit)
    for cap in caps:
        canvas.polygon(cap, mood.at(mood.snow, distance))


def pine(
    canvas: Canvas, mood: Mood, dice: Dice, foot: Point, height: float, distance: float = 0.0
) -> None:
    """Paint a white pine: a tall trunk and flat pads of needles that the wind has shaped."""
    x, y = foot
    lean = height * dice.between(-0.05, 0.06)
    trunk = mood.at(mood.trunk, distance)
    dark = mood.at(mix(mood.forest, BLACK, 0.1), distance)
    lit = mood.at(mix(mix(mood.forest, mood.leaves[0], 0.2), mood.glow, 0.16), distance)
    snow = mood.at(mood.snow, distance)
    thick = height * 0.019
    canvas.polygon(
        [
            (x - thick, y),
            (x + lean * 0.95 - thick * 0.2, y - height * 0.97),
            (x + lean * 0.95 + thick * 0.2, y - height * 0.97),
            (x + thick, y),
        ],
        trunk,
    )
    side = dice.pick((-1, 1))
    for branch in range(13):
        part = 0.26 + 0.7 * branch / 12
        bx, by = x + lean * part, y - height * part
        reach = height * (0.05 + 0.21 * (1 - part) ** 0.75) * dice.between(0.7, 1.15)
        lift = height * 0.014
        tip = (bx + side * reach, by - height * dice.between(0.01, 0.04))
        back = (bx - side * reach * 0.24, by + lift * 0.2)
        crest = [
            (bx + side * reach * at, by - height * (0.03 + 0.022 * bump) - (by - tip[1]) * at)
            for at, bump in (
                (0.05, 0.6),
                (0.25, 1.0),
                (0.38, 0.3),
                (0.58, 0.8),
                (0.72, 0.1),
                (0.88, 0.3),
            )
        ]
        under = [(bx + side * reach * 0.55, by + lift * 0.5), (bx + side * reach * 0.2, by + lift)]
        canvas.polygon([back, *crest, tip, *under], dark)
        top = [(px, py + height * 0.013) for px, py in reversed(crest)]
        canvas.polygon([*crest, *top], snow if mood.winter else lit)
        side = -side
    canvas.polygon(
        [
            (x + lean, y - height),
            (x + lean + height * 0.03, y - height * 0.93),
            (x + lean - height * 0.03, y - height * 0.93),
        ],
        dark,
    )


def broadleaf(
    canvas: Canvas, mood: Mood, dice: Dice, foot: Point, height: float, distance: float = 0.0
) -> None:
    """Paint a maple: a round crown of several masses of leaves, bare in winter."""
    x, y = foot
    trunk = mood.at(mood.trunk, distance)
    if mood.winter:
        bark = mix(trunk, mood.haze, 0.2)
        forks = 3 + int(height > 40) + int(height > 90)
        _bough(canvas, dice, foot, -math.pi / 2, height * 0.3, height * 0.036, bark, forks)
        return
    leaf = dice.pick(mood.leaves)
    dark = mood.at(mix(leaf, mood.forest, 0.42), distance)
    middle = mood.at(mix(leaf, mood.forest, 0.16), distance)
    lit = mood.at(mix(leaf, mood.glow, 0.15), distance)
    fork = y - height * 0.42
    canvas.polygon(
        [
            (x - height * 0.03, y),
            (x - height * 0.014, fork),
            (x + height * 0.014, fork),
            (x + height * 0.03, y),
        ],
        trunk,
    )
    radius = height * dice.between(0.27, 0.32)
    for side in (-1, 1):
        canvas.line(
            [(x, fork + height * 0.06), (x + side * radius * 0.5, fork - radius * 0.5)],
            trunk,
            height * 0.018,
        )
    heart = y - height * 0.64
    large = height > 60
    masses = [(x, heart, radius * 0.72)]
    for step in range(9 if large else 6):
        turn = (step + dice.between(-0.25, 0.25)) / (9 if large else 6) * math.tau
        size = radius * (dice.between(0.34, 0.5) if large else dice.between(0.46, 0.6))
        reach = radius * dice.between(0.6, 0.78)
        masses.append((x + math.cos(turn) * reach, heart + math.sin(turn) * reach * 0.86, size))
    for mx, my, size in masses:
        canvas.ellipse(mx + size * 0.1, my + size * 0.12, size, size * 0.94, dark)
    for mx, my, size in masses:
        canvas.ellipse(mx - size * 0.12, my - size * 0.1, size * 0.82, size * 0.74, middle)
    for mx, my, size in masses[1:]:
        if mx - x + (my - heart) < radius * 0.5:
            canvas.ellipse(mx - size * 0.26, my - size * 0.3, size * 0.46, size * 0.36, lit)
    if large:
        for _ in range(60):
            turn, reach = dice.between(0, math.tau), radius * dice.between(0.15, 1.1)
            dx, dy = math.cos(turn) * reach, math.sin(turn) * reach * 0.88
            light = dx + dy < -radius * 0.15
            size = radius * dice.between(0.03, 0.06)
            canvas.ellipse(x + dx, heart + dy, size, size * 0.8, lit if light else middle)


def birch(
    canvas: Canvas, mood: Mood, dice: Dice, foot: Point, height: float, distance: float = 0.0
) -> None:
    """Paint a birch: a slender white trunk, light hanging leaves."""
    x, y = foot
    bark = mood.at(mix(mood.wall, mood.forest, 0.1), distance)
    mark = mood.at(mix(mood.forest, BLACK, 0.25), distance)
    lean = height * dice.between(-0.06, 0.06)
    thick = max(0.9, height * 0.014)
    canvas.polygon(
        [
            (x - thick, y),
            (x + lean - thick * 0.35, y - height * 0.93),
            (x + lean + thick * 0.35, y - height * 0.93),
            (x + thick, y),
        ],
        bark,
    )
    for step in range(6):
        part = 0.08 + step * 0.09 + dice.between(-0.02, 0.02)
        side = dice.pick((-1, 1)) * thick
        bx, by = x + lean * part, y - height * part
        canvas.line([(bx + side, by), (bx, by + 0.4)], mark, 0.6)
    if mood.winter:
        twig = mood.at(mix(mood.trunk, mood.haze, 0.25), distance)
        for step in range(14):
            part = 0.36 + step * 0.043
            side = 1 if step % 2 else -1
            bx, by = x + lean * part, y - height * part
            reach = height * 0.2 * (1.08 - part) * dice.between(0.7, 1.2)
            elbow = (bx + side * reach * 0.6, by - reach * 0.75)
            tip = (bx + side * reach * 0.85, by - reach * 1.7)
            canvas.line([(bx, by), elbow, tip], twig, height * 0.005)
            canvas.line([elbow, (bx + side * reach * 1.25, by - reach * 1.35)], twig, 0.5)
        return
    leaf = dice.pick(mood.leaves[1:])
    shades = (
        mood.at(mix(leaf, mood.forest, 0.38), distance),
        mood.at(mix(leaf, mood.forest, 0.12), distance),
        mood.at(mix(leaf, mood.glow, 0.28), distance),
    )
    for shade, count, shift in ((0, 26, 0.014), (1, 30, -0.004), (2, 22, -0.02)):
        for _ in range(count):
            part = dice.between(0.34, 1.0)
            room = height * 0.16 * math.sin(math.pi * min(1.0, (1.1 - part) * 1.3))
            size = height * dice.between(0.02, 0.036) * (1.0 if shade < 2 else 0.66)
            canvas.ellipse(
                x + lean * part + dice.between(-room, room) + shift * height,
                y - height * (part - shift),
                size * 0.8,
                size * 1.15,
                shades[shade],
            )


def _bough(
    canvas: Canvas,
    dice: Dice,
    foot: Point,
    turn: float,
    length: float,
    thick: float,
    colour: Rgb,
    forks: int,
) -> None:
    x, y = foot
    end = (x + math.cos(turn) * length, y + math.sin(turn) * length)
    canvas.line([foot, end], colour, thick)
    if forks:
        for side in (-1, 1):
            _bough(
                canvas,
                dice,
                end,
                turn + side * dice.between(0.18, 0.5),
                length * dice.between(0.6, 0.86),
                thick * 0.66,
                colour,
                forks - 1,
            )

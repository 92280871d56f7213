"""Places of the fields: a valley, a hilltop, a harvest."""

import math
from itertools import pairwise

from parapluie.pictures.landscape.buildings import (
    hamlet,
    house,
)
from parapluie.pictures.landscape.canvas import HEIGHT, Canvas, Dice
from parapluie.pictures.landscape.farm_buildings import bale, barn, covered_bridge
from parapluie.pictures.landscape.ground import (
    flowers,
    swells,
    tufts,
)
from parapluie.pictures.landscape.land import (
    Line,
    field,
    frame,
    height_at,
    hill,
    ridge,
    rows,
    wood,
)
from parapluie.pictures.landscape.mood import Mood
from parapluie.pictures.landscape.sky import heavens
from parapluie.pictures.landscape.trees import broadleaf, conifer
from parapluie.pictures.palettes import WHITE, mix


def valley(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    """Paint a valley."""
    width, floor = canvas.width, dice.between(330, 356)
    fx = dice.between(0.6, 0.68)
    heavens(canvas, mood, dice, floor, (fx * width, floor - dice.between(100, 130)))
    far = ridge(
        canvas, dice, [(0, floor - 130), (0.3, floor - 170), (fx, floor - 60), (1, floor - 150)], 7
    )
    hill(canvas, mood, dice, far, floor + 10, 1.0, trees=0)
    right = ridge(canvas, dice, [(fx - 0.12, floor + 6), (0.84, floor - 100), (1, floor - 150)], 6)
    hill(canvas, mood, dice, right, floor + 20, 0.72, trees=6)
    wood(canvas, mood, dice, right, (8, 90), 60, 9, 0.72)
    left = ridge(canvas, dice, [(0, floor - 150), (0.22, floor - 110), (fx - 0.02, floor + 6)], 6)
    hill(canvas, mood, dice, left, floor + 20, 0.55, trees=8)
    wood(canvas, mood, dice, left, (10, 110), 84, 11, 0.55)
    ground = ridge(canvas, dice, [(0, floor + 2), (0.5, floor + 6), (1, floor)], 2)
    field(canvas, mood, ground, HEIGHT, 0.4)
    _parcels(canvas, mood, dice, floor + 4)
    swells(canvas, mood, dice, (0, floor + 40, width, HEIGHT), 14)
    hamlet(
        canvas,
        mood,
        dice,
        ground,
        (0.72 * width, 0.97 * width),
        27,
        5,
        distance=0.2,
        steeple=0.8 * width,
        drop=14,
    )
    _river(canvas, mood, dice, floor + 8, fx)
    for index in range(9):
        x = width * dice.between(0.0, 0.42)
        y = floor + 8 + index * 6
        dice.pick((broadleaf, broadleaf, conifer))(
            canvas, mood, dice, (x, y), 22 + index * 3.2, 0.3 - index * 0.03
        )
    tufts(canvas, mood, dice, (0, floor + 60, width, HEIGHT), 60)
    meadow = ridge(canvas, dice, [(-0.02, 540), (0.3, 566), (0.55, 606), (0.6, 620)], 3)
    field(canvas, mood, meadow, 640, 0.0, shade=0.45)
    frame(canvas, mood, dice, meadow, dice.whole(2, 4), dice.between(200, 270), 0.2)
    flowers(canvas, mood, dice, (0, 560, width * 0.45, 604))


def _parcels(canvas: Canvas, mood: Mood, dice: Dice, top: float) -> None:
    """Divide the floor of a valley into narrow fields, as the first settlers did."""
    width = canvas.width
    vx, deep = width * 0.62, 0.3
    edges = [-0.75, -0.4, -0.08, 0.2, 0.45, 0.8, 1.12, 1.45, 1.9]
    for index, (left, right) in enumerate(pairwise(edges)):
        colour = mix(mood.meadow, dice.pick(mood.leaves[1:]), dice.between(0.1, 0.3))
        if mood.winter:
            colour = mix(mood.snow, mood.sky[0], dice.between(0.0, 0.08))
        a, b = vx + (left * width - vx) * deep, vx + (right * width - vx) * deep
        if index % 2:
            canvas.shaded(
                [(a, top), (b, top), (right * width, HEIGHT), (left * width, HEIGHT)],
                (
                    mix(mood.at(mood.meadow, 0.4), mood.glow, 0.18),
                    mix(colour, mood.meadow, 0.3),
                    mix(colour, mood.forest if not mood.winter else mood.sky[0], 0.3),
                ),
            )
        # A hedge along the edge, thinner as it goes away.
        far = mood.at(mood.forest, 0.45)
        hedge = mix(mood.forest, mood.meadow, 0.3)
        above, below = [], []
        for step in range(25):
            part = (step / 24) ** 1.5 * 0.9
            x = a + (left * width - a) * part
            y = top + (HEIGHT - top) * part
            above.append(
                (x + dice.between(-1, 1) * part, y - (1 + 8 * part) * dice.between(0.5, 1.2))
            )
            below.append((x + 3 * part, y + 1.6 * part))
        canvas.shaded([*above, *reversed(below)], (far, mix(far, hedge, 0.6), hedge))
        for _ in range(5):
            part = dice.between(0.02, 0.6)
            x = a + (left * width - a) * part
            size = 2 + 11 * part
            y = top + (HEIGHT - top) * part
            tint = mix(far, hedge, part)
            if mood.winter:
                conifer(canvas, mood, dice, (x, y), size * 2, 0.4 - 0.4 * part)
                continue
            canvas.ellipse(x, y - size * 0.6, size * 1.1, size * 0.9, tint)
            canvas.ellipse(
                x - size * 0.25,
                y - size * 0.8,
                size * 0.7,
                size * 0.55,
                mix(tint, mood.leaves[1], 0.35),
            )


def _river(canvas: Canvas, mood: Mood, dice: Dice, top: float, fx: float) -> None:
    width = canvas.width
    phase = dice.between(-0.4, 0.4)
    left, right, bank = [], [], []
    for step in range(61):
        part = step / 60
        y = top + (HEIGHT + 12 - top) * part**1.7
        x = width * (fx + 0.13 * math.sin(part * 7.4 + phase) * (0.22 + part) - 0.06 * part)
        half = 2.5 + 104 * part**1.9
        left.append((x - half, y))
        right.append((x + half, y))
        bank.append((x - half - 2 - 7 * part, y + 1.5))
    shade = mix(mood.meadow, mood.forest if not mood.winter else mood.sky[0], 0.5)
    canvas.polygon([*bank, *reversed(right)], shade)
    sky = mix(mood.sky[2], mood.water[0], 0.4)
    deep = mood.water[1] if not mood.winter else mix(mood.water[1], mood.snow, 0.35)
    canvas.shaded([*left, *reversed(right)], (sky, mix(mood.water[0], deep, 0.4), deep))
    for step in range(16, 60, 2):
        part = step / 60
        (x0, y), (x1, _) = left[step], right[step]
        cx = dice.between(x0 + (x1 - x0) * 0.25, x1 - (x1 - x0) * 0.25)
        half = (x1 - x0) * dice.between(0.08, 0.2)
        canvas.veil(
            [(cx - half, y), (cx, y - 1.2 * part), (cx + half, y), (cx, y + 1.2 * part)],
            mix(mood.glow, WHITE, 0.3),
            (0.5, 0.5),
        )
    if dice.chance(0.65):
        step = 33
        (x0, y), (x1, _) = left[step], right[step]
        covered_bridge(canvas, mood, (x0 - 16, y - 7), x1 - x0 + 32, 30)


def hilltop(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    """Paint a hilltop."""
    width = canvas.width
    fx = dice.between(0.6, 0.66)
    top = dice.between(300, 330)
    heavens(canvas, mood, dice, 420, (width * dice.between(0.2, 0.34), top - dice.between(10, 40)))
    far = ridge(canvas, dice, [(0, top - 10), (0.3, top - 50), (0.6, top + 10), (1, top - 40)], 8)
    hill(canvas, mood, dice, far, 470, 1.0, trees=0)
    middle = ridge(
        canvas, dice, [(0, top + 30), (0.35, top + 60), (0.7, top + 20), (1, top + 10)], 7
    )
    hill(canvas, mood, dice, middle, 500, 0.7, trees=7)
    wood(canvas, mood, dice, middle, (8, 70), 98, 10, 0.7)
    brow = ridge(
        canvas,
        dice,
        [(0, top + 150), (0.3, top + 92), (fx, top + 8), (0.84, top + 40), (1, top + 84)],
        2,
    )
    field(canvas, mood, brow, HEIGHT, 0.24, shade=0.34)
    swells(canvas, mood, dice, (0.1 * width, top + 70, width, top + 220), 12)
    _road(canvas, mood, dice, brow, fx * width)
    tufts(canvas, mood, dice, (0.2 * width, top + 110, width, top + 190), 30)
    hamlet(
        canvas,
        mood,
        dice,
        brow,
        ((fx - 0.23) * width, (fx + 0.3) * width),
        44,
        8,
        distance=0.04,
        steeple=fx * width,
        drop=30,
    )
    lower = ridge(
        canvas, dice, [(0, top + 150), (0.4, top + 196), (0.75, top + 164), (1, top + 120)], 3
    )
    for part in (0.04, 0.1, 0.17, 0.79, 0.88, 0.95):
        x = part * width
        dice.pick((broadleaf, broadleaf, conifer))(
            canvas, mood, dice, (x, height_at(lower, x) - 6), dice.between(50, 74), 0.08
        )
    field(canvas, mood, lower, HEIGHT + 10, 0.08, shade=0.5)
    if not mood.winter:
        rows(
            canvas,
            mood,
            lower,
            (width * 0.5, top - 60),
            HEIGHT + 10,
            34,
            (-0.7 * width, 1.8 * width),
            mix(mood.meadow, mood.forest, 0.5),
        )
    else:
        swells(canvas, mood, dice, (0, top + 190, width, HEIGHT), 8)
    front = ridge(canvas, dice, [(-0.02, 548), (0.24, 580), (0.5, 612)], 3)
    field(canvas, mood, front, 640, 0.0, shade=0.55)
    frame(canvas, mood, dice, front, dice.whole(2, 3), dice.between(230, 300), 0.15)


def _road(canvas: Canvas, mood: Mood, dice: Dice, brow: Line, x: float) -> None:
    left, right = [], []
    top = height_at(brow, x) + 14
    for step in range(31):
        part = step / 30
        y = top + (HEIGHT + 8 - top) * part**1.25
        cx = x - 20 + 74 * math.sin(part * 5.2) * (0.3 + part)
        half = 2 + 17 * part
        left.append((cx - half, y))
        right.append((cx + half, y))
    colour = (
        mix(mood.meadow, mood.wall, 0.55) if not mood.winter else mix(mood.snow, mood.sky[0], 0.22)
    )
    canvas.shaded([*left, *reversed(right)], (colour, mix(colour, mood.forest, 0.12)))


def harvest(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    """Paint a harvest."""
    width, top = canvas.width, dice.between(330, 352)
    fx = dice.between(0.64, 0.7)
    heavens(canvas, mood, dice, top, (width * dice.between(0.22, 0.34), top - dice.between(40, 70)))
    far = ridge(canvas, dice, [(0, top - 30), (0.35, top - 66), (0.7, top - 26), (1, top - 50)], 7)
    hill(canvas, mood, dice, far, top + 30, 0.95, trees=0)
    middle = ridge(canvas, dice, [(0, top - 4), (0.3, top - 16), (0.6, top + 2), (1, top - 28)], 5)
    hill(canvas, mood, dice, middle, top + 40, 0.6, trees=9)
    wood(canvas, mood, dice, middle, (6, 24), 84, 10, 0.6)
    back = ridge(canvas, dice, [(0, top + 30), (0.4, top + 12), (fx, top + 16), (1, top + 34)], 2)
    field(canvas, mood, back, 520, 0.3)
    swells(canvas, mood, dice, (0, top + 34, width, top + 90), 8)
    x = fx * width
    y = height_at(back, x) + 34
    slope = ridge(
        canvas, dice, [(0, top + 74), (0.35, top + 90), (0.7, top + 56), (1, top + 64)], 3
    )
    for part in (0.06, 0.13, 0.3, 0.5, 0.92, 0.97):
        tx = (part + dice.between(-0.02, 0.02)) * width
        dice.pick((broadleaf, broadleaf, conifer))(
            canvas, mood, dice, (tx, height_at(back, tx) + 14), dice.between(34, 54), 0.2
        )
    broadleaf(canvas, mood, dice, (x - 96, y + 2), 92, 0.1)
    barn(canvas, mood, (x, y + 6), dice.between(120, 140), 0.03)
    house(canvas, mood, dice, (x + 150, y + 4), 58, distance=0.06)
    field(canvas, mood, slope, HEIGHT + 10, 0.16, shade=0.4)
    gold = mix(mood.meadow, mood.leaves[1], 0.5) if not mood.winter else mood.snow
    if not mood.winter:
        rows(
            canvas,
            mood,
            slope,
            (fx * width, top - 90),
            HEIGHT + 10,
            40,
            (-0.9 * width, 1.9 * width),
            mix(gold, mood.forest, 0.34),
        )
        for index in range(6):
            bx = width * (0.1 + 0.15 * index + dice.between(-0.04, 0.04))
            by = height_at(slope, bx) + dice.between(34, 130)
            bale(canvas, mood, (bx, by), 9 + (by - top) * 0.07)
    front = ridge(canvas, dice, [(-0.02, 556), (0.2, 580), (0.42, 614)], 3)
    field(canvas, mood, front, 640, 0.0, shade=0.55)
    frame(canvas, mood, dice, front, dice.whole(1, 3), dice.between(220, 290), 0.12)
    flowers(canvas, mood, dice, (0, 572, width * 0.3, 606))

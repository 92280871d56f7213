"""The places that a landscape can show.

Each is composed with what matters on its right; half of the pictures are mirrored.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from parapluie.pictures.landscape.buildings import (
    bale,
    barn,
    cabin,
    covered_bridge,
    hamlet,
    house,
    jetty,
    lighthouse,
    tent,
)
from parapluie.pictures.landscape.canvas import HEIGHT, Canvas, Dice, Point
from parapluie.pictures.landscape.ground import (
    flowers,
    grass,
    near_shore,
    reeds,
    rock,
    sedge,
    streaks,
    swells,
    tufts,
    water_light,
)
from parapluie.pictures.landscape.land import (
    Line,
    field,
    frame,
    height_at,
    hill,
    ridge,
    rows,
    tone,
    wood,
)
from parapluie.pictures.landscape.life import canoe, heron, sailboat, skater
from parapluie.pictures.landscape.mood import Mood, shadowed
from parapluie.pictures.landscape.sky import heavens, snowfall
from parapluie.pictures.landscape.trees import birch, broadleaf, conifer
from parapluie.pictures.palettes import WHITE, mix

SEASONS = ("spring", "summer", "summer", "autumn", "autumn", "winter")


HOURS = ("morning", "day", "day", "evening", "evening", "night")


def _fjord(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    width, shore = canvas.width, dice.between(338, 362)
    fx = dice.between(0.6, 0.68)
    heavens(canvas, mood, dice, shore + 4, (fx * width, shore - dice.between(48, 76)))
    high = dice.between(110, 170)
    far = ridge(canvas, dice, [(0, shore - 90), (fx, shore - 34), (1, shore - 110)], 5)
    hill(canvas, mood, dice, far, shore + 2, 1.0, trees=0)
    back = ridge(canvas, dice, [(0, high + 70), (0.3, high + 100), (fx + 0.02, shore + 3)], 5)
    hill(canvas, mood, dice, back, shore + 2, 0.78, trees=5)
    right = ridge(canvas, dice, [(fx - 0.04, shore + 4), (0.82, high + 60), (1, high - 20)], 6)
    hill(canvas, mood, dice, right, shore + 2, 0.6, trees=7)
    wood(canvas, mood, dice, right, (10, 130), 70, 10, 0.6)
    left = ridge(
        canvas, dice, [(0, high - 50), (0.14, high), (0.36, high + 120), (0.54, shore + 4)], 7
    )
    hill(canvas, mood, dice, left, shore + 2, 0.38, trees=9, mist=0.42)
    wood(canvas, mood, dice, left, (14, 210), 130, 14, 0.38)
    point = ridge(canvas, dice, [(0.72, shore + 5), (0.84, shore - 14), (1, shore - 44)], 2)
    field(canvas, mood, point, shore + 2, 0.3)
    hamlet(
        canvas,
        mood,
        dice,
        point,
        (0.8 * width, 0.98 * width),
        30,
        5,
        distance=0.12,
        steeple=0.9 * width if dice.chance(0.6) else None,
        drop=16,
    )
    canvas.reflect(shore, HEIGHT, mood.water, (0.72, 0.2), dice)
    water_light(canvas, mood, dice, fx * width, shore)
    if mood.season != "winter" and dice.chance(0.8):
        sailboat(
            canvas, mood, (width * (fx - 0.06), shore + dice.between(50, 80)), dice.between(34, 46)
        )
    near_shore(canvas, mood, dice)


def _lake(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    width, shore = canvas.width, dice.between(300, 330)
    fx = dice.between(0.58, 0.7)
    heavens(canvas, mood, dice, shore + 4, (fx * width, shore - dice.between(60, 100)))
    far = ridge(
        canvas,
        dice,
        [
            (0, shore - 60),
            (0.25, shore - 120),
            (0.55, shore - 50),
            (0.8, shore - 84),
            (1, shore - 60),
        ],
        6,
    )
    hill(canvas, mood, dice, far, shore + 2, 0.95, trees=0)
    middle = ridge(
        canvas,
        dice,
        [
            (0, shore - 74),
            (0.2, shore - 62),
            (0.5, shore - 14),
            (0.75, shore - 24),
            (1, shore - 70),
        ],
        5,
    )
    hill(canvas, mood, dice, middle, shore + 2, 0.66, trees=6)
    wood(canvas, mood, dice, middle, (8, 46), 84, 9, 0.66)
    bank = ridge(
        canvas, dice, [(0, shore - 12), (0.3, shore - 4), (0.62, shore - 3), (1, shore - 20)], 2
    )
    hill(canvas, mood, dice, bank, shore + 2, 0.5, trees=11, mist=0.25)
    for part, size in ((fx + dice.between(0.0, 0.04), 1.0), (fx - dice.between(0.2, 0.26), 0.5)):
        _island(canvas, mood, dice, (part * width, shore + 4), size * dice.between(0.85, 1.1))
    canvas.reflect(shore + 3, HEIGHT, mood.water, (0.78, 0.25), dice)
    water_light(canvas, mood, dice, fx * width, shore + 3)
    if mood.winter:
        near_shore(canvas, mood, dice)
        return
    canoe(
        canvas,
        mood,
        (width * dice.between(0.4, 0.5), shore + dice.between(96, 130)),
        dice.between(70, 92),
    )
    if dice.chance(0.5):
        near_shore(canvas, mood, dice)
    else:
        jetty(canvas, mood, dice)
        reeds(canvas, mood, dice, width * 0.8, width * 1.02, 96)


def _island(canvas: Canvas, mood: Mood, dice: Dice, foot: Point, size: float) -> None:
    x, y = foot
    rock = mood.at(mix(mood.far, mood.forest, 0.45), 0.1)
    half = 92 * size
    canvas.polygon(
        [
            (x - half, y),
            (x - half * 0.8, y - 6 * size),
            (x - half * 0.2, y - 10 * size),
            (x + half * 0.5, y - 8 * size),
            (x + half, y),
        ],
        rock,
    )
    canvas.polygon(
        [
            (x - half * 0.86, y - 4 * size),
            (x - half * 0.2, y - 13 * size),
            (x + half * 0.5, y - 11 * size),
            (x + half * 0.9, y - 3 * size),
        ],
        mood.at(mix(mood.meadow, mood.forest, 0.35), 0.15),
    )
    spots = sorted(dice.between(-0.72, 0.72) for _ in range(15))
    for part in sorted(spots, key=lambda part: dice.between(0, 1)):
        tall = (74 - 46 * abs(part)) * size * dice.between(0.75, 1.1)
        kind = broadleaf if dice.chance(0.2) and not mood.winter else conifer
        kind(canvas, mood, dice, (x + part * half, y - 7 * size + 2 * abs(part)), tall, 0.12)


def _valley(canvas: Canvas, mood: Mood, dice: Dice) -> None:
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


def _hilltop(canvas: Canvas, mood: Mood, dice: Dice) -> None:
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


def _clearing(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    width = canvas.width
    fx, floor = dice.between(0.58, 0.65), dice.between(418, 436)
    heavens(canvas, mood, dice, floor, (fx * width + 20, dice.between(190, 240)))
    for distance, tall, gap, low in (
        (0.92, 120, 0.0, 40),
        (0.7, 170, 0.07, 22),
        (0.45, 230, 0.15, 8),
    ):
        _screen(canvas, mood, dice, floor - low, tall, distance, fx, gap)
        canvas.veil(
            [(0, floor - low - 80), (width, floor - low - 80), (width, floor), (0, floor)],
            mood.haze,
            (0.0, 0.55),
        )
    ground = ridge(
        canvas, dice, [(0, floor - 6), (0.4, floor - 2), (0.7, floor + 4), (1, floor - 8)], 2
    )
    field(canvas, mood, ground, HEIGHT + 10, 0.14, shade=0.5)
    swells(canvas, mood, dice, (0, floor + 18, width, HEIGHT), 12)
    tufts(canvas, mood, dice, (0, floor + 14, width, HEIGHT), 80)
    if mood.winter or dice.chance(0.5):
        _path(canvas, mood, fx * width, floor + 34)
        cabin(canvas, mood, dice, (fx * width, floor + 38), dice.between(104, 124))
    else:
        tent(canvas, mood, (fx * width, floor + 52), dice.between(104, 124))
    near = shadowed(mood)
    for part, tall, down in (
        (0.3, 120, 26),
        (0.36, 84, 30),
        (0.84, 140, 30),
        (0.79, 92, 40),
        (0.22, 200, 46),
        (0.93, 230, 56),
    ):
        kind = dice.pick((conifer, conifer, birch))
        x = (part + dice.between(-0.02, 0.02)) * width
        kind(canvas, mood, dice, (x, floor + down), tall * dice.between(0.88, 1.1), 0.03)
    for part, tall in ((0.14, 400), (0.02, 540), (1.0, 470)):
        conifer(
            canvas,
            near,
            dice,
            ((part + dice.between(-0.015, 0.015)) * width, 560 + dice.between(0, 20)),
            tall * dice.between(0.92, 1.06),
        )
    front = ridge(canvas, dice, [(-0.02, 552), (0.3, 584), (0.6, 598), (1.02, 566)], 3)
    canvas.shaded(
        [*front, (width + 20, 640), (-20, 640)],
        (
            mix(mood.meadow, near.forest, 0.5 if not mood.winter else 0.12),
            mix(mood.meadow, near.forest, 0.75 if not mood.winter else 0.3),
        ),
    )
    flowers(canvas, shadowed(mood, 0.1), dice, (0, 574, width, 606))


def _screen(
    canvas: Canvas,
    mood: Mood,
    dice: Dice,
    foot: float,
    tall: float,
    distance: float,
    fx: float,
    gap: float,
) -> None:
    """Paint a rank of the forest, open around the clearing."""
    colour = tone(mood, distance)
    x = -20.0
    while x < canvas.width + 20:
        away = abs(x / canvas.width - fx)
        rise = min(1.0, 0.42 + max(0.0, away - gap) * 1.9)
        height = tall * rise * dice.between(0.72, 1.12)
        half = height * dice.between(0.13, 0.17)
        if away > gap:
            points: Line = [(x, foot - height)]
            for side in (1, -1):
                for step in range(1, 6) if side == 1 else range(5, 0, -1):
                    part = step / 5
                    tip = (x + side * half * part, foot - height * (1 - part) * 0.98)
                    notch = (x + side * half * part * 0.6, tip[1] - height * 0.02)
                    points += [tip, notch] if side == 1 else [notch, tip]
            canvas.polygon(points, mix(colour, mood.forest, dice.between(0.0, 0.13)))
        x += half * dice.between(0.9, 1.5)
    canvas.rectangle(0, foot - 1, canvas.width, foot + 60, mix(colour, mood.haze, 0.4))


def _path(canvas: Canvas, mood: Mood, x: float, top: float) -> None:
    left, right = [], []
    for step in range(21):
        part = step / 20
        y = top + (HEIGHT + 6 - top) * part
        cx = x - 24 - 150 * part * part + 22 * math.sin(part * 4)
        half = 7 + 44 * part * part
        left.append((cx - half, y))
        right.append((cx + half, y))
    colour = (
        mix(mood.meadow, mood.wall, 0.42) if not mood.winter else mix(mood.snow, mood.sky[0], 0.2)
    )
    canvas.shaded([*left, *reversed(right)], (colour, mix(colour, mood.forest, 0.22)))


def _northern_lights(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    width, shore = canvas.width, dice.between(396, 416)
    fx = dice.between(0.62, 0.7)
    heavens(canvas, mood, dice, shore + 4, (0.3 * width, 100), aurora=True)
    far = ridge(
        canvas, dice, [(0, shore - 60), (0.3, shore - 100), (0.6, shore - 44), (1, shore - 90)], 7
    )
    hill(canvas, mood, dice, far, shore + 4, 0.9, trees=0)
    middle = ridge(
        canvas, dice, [(0, shore - 46), (0.4, shore - 30), (0.7, shore - 22), (1, shore - 56)], 5
    )
    hill(canvas, mood, dice, middle, shore + 4, 0.5, trees=10)
    bank = ridge(
        canvas, dice, [(0, shore - 4), (0.5, shore), (0.75, shore - 16), (1, shore - 22)], 2
    )
    field(canvas, mood, bank, shore + 30, 0.2)
    hamlet(
        canvas,
        mood,
        dice,
        bank,
        ((fx - 0.06) * width, 0.97 * width),
        36,
        5,
        distance=0.0,
        steeple=(fx + 0.11) * width if dice.chance(0.6) else None,
        drop=12,
    )
    canvas.reflect(
        shore + 8,
        HEIGHT,
        (mix(mood.sky[1], mood.snow, 0.25), mix(mood.sky[0], mood.snow, 0.2)),
        (0.62, 0.4),
        dice,
    )
    snowy = ridge(canvas, dice, [(-0.02, 486), (0.25, 516), (0.6, 566), (1.02, 540)], 4)
    field(canvas, mood, snowy, 640, 0.0, shade=0.4)
    swells(canvas, mood, dice, (0, 530, width, HEIGHT), 8)
    for part, tall in ((0.24, 96), (0.31, 66), (0.88, 110), (0.95, 150), (0.81, 60)):
        x = (part + dice.between(-0.015, 0.015)) * width
        conifer(
            canvas,
            mood,
            dice,
            (x, height_at(snowy, x) + dice.between(4, 14)),
            tall * dice.between(0.9, 1.15),
        )
    frame(canvas, mood, dice, snowy, 3, 310, 0.16)
    if dice.chance(0.3):
        snowfall(canvas, mood, dice)


def _harvest(canvas: Canvas, mood: Mood, dice: Dice) -> None:
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


def _estuary(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    width, shore = canvas.width, dice.between(322, 346)
    sun_x = width * dice.between(0.3, 0.42)
    heavens(canvas, mood, dice, shore + 4, (sun_x, shore - dice.between(34, 60)))
    far = ridge(canvas, dice, [(0, shore - 46), (0.2, shore - 58), (0.46, shore + 3)], 4)
    hill(canvas, mood, dice, far, shore + 2, 0.95, trees=0)
    head = ridge(
        canvas, dice, [(0.5, shore + 4), (0.66, shore - 38), (0.8, shore - 66), (1, shore - 130)], 4
    )
    hill(canvas, mood, dice, head, shore + 2, 0.5, trees=9)
    wood(canvas, mood, dice, head, (10, 70), 70, 12, 0.5)
    cape = ridge(
        canvas, dice, [(0.55, shore + 5), (0.64, shore - 16), (0.8, shore - 22), (1, shore - 40)], 2
    )
    field(canvas, mood, cape, shore + 2, 0.2, shade=0.4)
    lx = width * 0.66
    hamlet(canvas, mood, dice, cape, (0.74 * width, 0.98 * width), 32, 4, distance=0.08, drop=16)
    lighthouse(canvas, mood, (lx, height_at(cape, lx) + 5), dice.between(104, 126))
    canvas.reflect(shore, HEIGHT, mood.water, (0.66, 0.2), dice)
    water_light(canvas, mood, dice, sun_x, shore)
    if not mood.winter:
        sailboat(
            canvas,
            mood,
            (width * dice.between(0.2, 0.4), shore + dice.between(34, 66)),
            dice.between(36, 50),
        )
        sailboat(canvas, mood, (width * dice.between(0.46, 0.52), shore + 14), 15)
    sand = mix(mix(mood.light, mood.wall, 0.5), mood.meadow, 0.25)
    sand = mix(sand, mood.forest, {"night": 0.62, "evening": 0.25}.get(mood.hour, 0.05))
    if mood.winter:
        sand = mood.snow
    beach = ridge(canvas, dice, [(0.3, 612), (0.55, 556), (0.8, 500), (1.02, 470)], 4)
    foam = [(x, y - 5) for x, y in beach]
    canvas.veil([*foam, (width + 20, 640), (0.3 * width, 640)], mood.wall, (0.5, 0.5))
    canvas.shaded([*beach, (width + 20, 640)], (sand, mix(sand, mood.forest, 0.25)))
    dune = ridge(canvas, dice, [(0.56, 612), (0.78, 566), (1.02, 528)], 4)
    field(canvas, mood, dune, 640, 0.0, shade=0.42)
    if not mood.winter:
        near = mix(mood.meadow, mood.forest, 0.3)
        tones = [near, mix(near, mood.forest, 0.4), mix(near, mood.glow, 0.35)]
        for index in range(9):
            x = width * (0.62 + 0.045 * index)
            y = height_at(dune, x)
            grass(canvas, dice, 16, (x - 22, y + 2, x + 22, y + 26), tones, 34)


def _maples(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    width, top = canvas.width, dice.between(300, 326)
    fx = dice.between(0.6, 0.68)
    heavens(canvas, mood, dice, top + 20, (fx * width - 60, top - dice.between(70, 100)))
    far = ridge(canvas, dice, [(0, top - 70), (0.3, top - 20), (0.65, top - 60), (1, top - 100)], 8)
    hill(canvas, mood, dice, far, top + 60, 1.0, trees=0)
    middle = ridge(canvas, dice, [(0, top - 10), (0.4, top + 30), (0.7, top + 6), (1, top - 30)], 6)
    hill(canvas, mood, dice, middle, top + 160, 0.7, trees=7)
    wood(canvas, mood, dice, middle, (8, 90), 140, 12, 0.7)
    grove = ridge(
        canvas, dice, [(0, top + 84), (0.4, top + 104), (0.7, top + 90), (1, top + 70)], 4
    )
    for distance, tall, down in ((0.42, 70, -8), (0.24, 92, 12)):
        x = -20.0
        while x < width + 20:
            if abs(x / width - fx) > 0.1 or distance > 0.3:
                kind = conifer if dice.chance(0.16) else broadleaf
                kind(
                    canvas,
                    mood,
                    dice,
                    (x, height_at(grove, x) + down),
                    tall * dice.between(0.8, 1.15),
                    distance,
                )
            x += tall * dice.between(0.46, 0.72)
    ground = ridge(
        canvas, dice, [(0, top + 106), (0.4, top + 122), (0.7, top + 112), (1, top + 96)], 3
    )
    field(canvas, mood, ground, HEIGHT + 10, 0.18, shade=0.45)
    foot = (fx * width, height_at(ground, fx * width) + 28)
    swells(canvas, mood, dice, (0, top + 130, width, HEIGHT), 12)
    tufts(canvas, mood, dice, (0, top + 130, width, HEIGHT), 80)
    _path(canvas, mood, foot[0], foot[1] - 4)
    size = dice.between(92, 110)
    cabin(canvas, mood, dice, foot, size)
    near = shadowed(mood, 0.08)
    spots = ((0.36, 132, 40), (0.86, 150, 52), (0.24, 190, 74), (0.97, 230, 90), (0.06, 330, 130))
    for part, tall, down in spots:
        x = (part + dice.between(-0.02, 0.02)) * width
        broadleaf(
            canvas,
            near if tall > 180 else mood,
            dice,
            (x, height_at(ground, x) + down),
            tall * dice.between(0.92, 1.08),
        )
    front = ridge(canvas, dice, [(-0.02, 560), (0.4, 590), (0.7, 604), (1.02, 576)], 3)
    field(canvas, mood, front, 640, 0.0, shade=0.6)
    flowers(canvas, mood, dice, (0, 578, width, 606))


def _marsh(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    width, shore = canvas.width, dice.between(330, 350)
    fx = dice.between(0.62, 0.68)
    heavens(
        canvas,
        mood,
        dice,
        shore + 4,
        (width * dice.between(0.34, 0.44), shore - dice.between(56, 96)),
    )
    far = ridge(
        canvas, dice, [(0, shore - 60), (0.35, shore - 34), (0.7, shore - 84), (1, shore - 50)], 6
    )
    hill(canvas, mood, dice, far, shore + 2, 0.95, trees=0)
    bank = ridge(
        canvas, dice, [(0, shore - 34), (0.3, shore - 14), (0.6, shore - 20), (1, shore - 40)], 4
    )
    hill(canvas, mood, dice, bank, shore + 2, 0.58, trees=14, mist=0.3)
    wood(canvas, mood, dice, bank, (4, 22), 90, 15, 0.5)
    canvas.reflect(shore, HEIGHT, mood.water, (0.75, 0.25), dice)
    water_light(canvas, mood, dice, width * 0.4, shore)
    spots = [
        (0.1, 0.05),
        (0.46, 0.1),
        (0.86, 0.14),
        (0.24, 0.22),
        (0.6, 0.3),
        (fx, 0.44),
        (0.1, 0.5),
        (0.92, 0.56),
    ]
    for part, deep in spots:
        x = (part + dice.between(-0.04, 0.04)) * width
        sedge(
            canvas,
            mood,
            dice,
            (x, shore + 10 + deep * 230),
            (70 + 190 * deep) * dice.between(0.8, 1.2),
            deep,
        )
    heron(canvas, mood, (fx * width, shore + 128), dice.between(104, 120))
    grass(
        canvas,
        dice,
        14,
        (fx * width - 50, shore + 128, fx * width + 50, shore + 136),
        [mix(mood.meadow, mood.forest, 0.4)],
        17,
    )
    reeds(canvas, mood, dice, -0.02 * width, 0.22 * width, 190)
    reeds(canvas, mood, dice, 0.9 * width, 1.02 * width, 130)


def _waterfall(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    width, shore = canvas.width, dice.between(424, 444)
    fx, top = dice.between(0.6, 0.66), dice.between(226, 250)
    x = fx * width
    heavens(canvas, mood, dice, 330, (width * dice.between(0.3, 0.4), dice.between(120, 150)))
    far = ridge(canvas, dice, [(0, top - 70), (0.4, top - 20), (0.7, top - 90), (1, top - 50)], 7)
    hill(canvas, mood, dice, far, 380, 0.95, trees=0)
    plateau = ridge(
        canvas,
        dice,
        [
            (0, top + 40),
            (0.3, top - 4),
            (fx - 0.06, top - 2),
            (fx, top + 12),
            (fx + 0.07, top - 6),
            (1, top - 60),
        ],
        3,
    )
    hill(canvas, mood, dice, plateau, shore + 2, 0.55, trees=22, mist=0.25)
    stone = mix(mix(mood.far, mood.forest, 0.4), mood.wall, 0.14)
    if mood.winter:
        stone = mix(stone, mood.snow, 0.2)
    brow = [(x + dx, height_at(plateau, x + dx) + 4) for dx in range(-150, 151, 25)]
    canvas.shaded(
        [*brow, (x + 150, shore + 2), (x - 150, shore + 2)], (stone, mix(stone, mood.haze, 0.4))
    )
    for index in range(26):
        side = -1 if index % 2 else 1
        cx = x + side * dice.between(26, 135)
        cy = dice.between(top + 26, shore - 30)
        wide, tall = dice.between(10, 24), dice.between(16, 44)
        dark = mix(stone, mood.forest if index % 3 else mood.glow, 0.3)
        canvas.veil(
            [
                (cx - wide, cy + tall * 0.2),
                (cx - wide * 0.2, cy - tall * 0.5),
                (cx + wide * 0.7, cy - tall * 0.35),
                (cx + wide * 0.5, cy + tall * 0.7),
                (cx - wide * 0.6, cy + tall * 0.6),
            ],
            dark,
            (0.5, 0.1),
        )
    white = mix(WHITE, mood.sky[2], 0.12) if mood.hour != "night" else mix(WHITE, mood.sky[1], 0.4)
    fall = [(x - 24, top + 10), (x + 24, top + 10), (x + 36, shore + 2), (x - 36, shore + 2)]
    canvas.shaded(fall, (mix(mood.water[0], white, 0.5), white, white))
    for _ in range(16):
        part = dice.between(-1, 1)
        a, b = dice.between(0, 0.6), dice.between(0.5, 1.0)
        y0, y1 = top + 12 + (shore - top) * a, top + 12 + (shore - top) * min(1.0, a + b * 0.5)
        canvas.veil(
            [
                (x + part * 22, y0),
                (x + part * 25 + 2.5, y0),
                (x + part * 34 + 2, y1),
                (x + part * 32, y1),
            ],
            mood.water[1],
            (0.05, 0.3),
        )
    slopes = (
        [(0, top + 20), (fx - 0.13, top + 16), (fx - 0.08, top + 84), (fx - 0.04, shore + 4)],
        [(fx + 0.045, shore + 4), (fx + 0.08, top + 90), (fx + 0.14, top + 4), (1, top - 30)],
    )
    for controls in slopes:
        slope = ridge(canvas, dice, controls, 3)
        hill(canvas, mood, dice, slope, shore + 2, 0.34, trees=26, mist=0.3)
        wood(canvas, mood, dice, slope, (22, shore - top - 30), 96, 30, 0.34)
    canvas.reflect(shore, HEIGHT, mood.water, (0.7, 0.25), dice)
    canvas.glow(x, shore, 110, 40, white, 0.9)
    streaks(canvas, dice, (x - 120, shore + 8, x + 120, HEIGHT - 40), 30, white, 0.35)
    for side in (-1, 1):
        if side < 0:
            controls = [
                (-0.02, shore - 22),
                (0.14, shore + 6),
                (0.36, shore + 60),
                (0.44, shore + 190),
            ]
        else:
            controls = [(0.78, shore + 190), (0.86, shore + 44), (1.02, shore - 8)]
        land = ridge(canvas, dice, controls, 3)
        field(canvas, mood, land, 640, 0.06, shade=0.5)
        for index in range(5):
            rx = land[0][0] + (land[-1][0] - land[0][0]) * (
                0.42 + 0.12 * index if side < 0 else 0.1 + 0.1 * index
            )
            rock(canvas, mood, dice, (rx, height_at(land, rx) + 10), dice.between(24, 50))
    left = ridge(canvas, dice, [(-0.02, 500), (0.2, 548), (0.4, 612)], 3)
    frame(canvas, mood, dice, left, dice.whole(3, 4), dice.between(270, 340), 0.2)
    for part, tall in ((0.93, 170), (0.99, 230)):
        conifer(
            canvas, shadowed(mood), dice, (part * width, shore + 60 + 30 * dice.between(0, 1)), tall
        )


def _rink(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    width, floor = canvas.width, dice.between(376, 392)
    fx = dice.between(0.54, 0.6)
    heavens(
        canvas, mood, dice, floor, (width * dice.between(0.22, 0.3), floor - dice.between(70, 110))
    )
    far = ridge(
        canvas, dice, [(0, floor - 90), (0.3, floor - 60), (0.7, floor - 150), (1, floor - 100)], 7
    )
    hill(canvas, mood, dice, far, floor + 10, 0.95, trees=0)
    middle = ridge(
        canvas, dice, [(0, floor - 30), (0.35, floor - 50), (0.75, floor - 60), (1, floor - 84)], 5
    )
    hill(canvas, mood, dice, middle, floor + 20, 0.6, trees=9)
    wood(canvas, mood, dice, middle, (8, 50), 80, 11, 0.6)
    ground = ridge(canvas, dice, [(0, floor + 4), (0.5, floor), (1, floor - 10)], 2)
    field(canvas, mood, ground, HEIGHT + 10, 0.1)
    hamlet(
        canvas,
        mood,
        dice,
        ground,
        (0.08 * width, 0.99 * width),
        50,
        9,
        distance=0.06,
        steeple=0.76 * width,
        drop=26,
    )
    swells(canvas, mood, dice, (0, floor + 40, width, HEIGHT), 10)
    cx, cy, rx, ry = fx * width, floor + 112, width * 0.31, 66
    ice = mix(mix(mood.snow, mood.water[0], 0.4), mood.sky[0], 0.12)
    board = mix(mood.wall, mood.light, 0.15)
    rim = mood.roof
    for lift, tint, spread in (
        (0, mix(mood.snow, mood.forest, 0.3), 8),
        (17, board, 0),
        (17, rim, -1),
        (12, board, -3),
        (-1, rim, -4),
        (-3, ice, -6),
    ):
        canvas.ellipse(cx, cy - lift, rx + spread, ry + spread * 0.3, tint)
    canvas.glow(cx - rx * 0.2, cy - 4, rx * 0.7, ry * 0.7, WHITE, 0.4)
    ring = mix(ice, mood.roof, 0.5)
    canvas.line([(cx - 8, cy - ry * 0.98), (cx + 8, cy + ry * 0.9)], ring, 2)
    canvas.ellipse(cx, cy, 44, 10, ring)
    canvas.ellipse(cx, cy, 41, 8.6, ice)
    poles = [
        (cx - rx * 0.96, cy - 8),
        (cx - rx * 0.36, cy - ry - 6),
        (cx + rx * 0.36, cy - ry - 6),
        (cx + rx * 0.96, cy - 8),
    ]
    tops = [(px, py - 92) for px, py in poles]
    for (ax, ay), (bx, by) in pairwise(tops):
        wire = []
        for step in range(13):
            part = step / 12
            wire.append(
                (ax + (bx - ax) * part, ay + (by - ay) * part + 22 * math.sin(part * math.pi))
            )
        canvas.line(wire, mix(mood.forest, mood.haze, 0.2), 0.8)
        for lx, ly in wire[1:-1:2]:
            if mood.dark:
                canvas.glow(lx, ly + 2, 13, 13, mood.light, 0.6)
            canvas.ellipse(lx, ly + 2, 2.3, 2.7, mood.light)
    for (px, py), (tx, ty) in zip(poles, tops, strict=True):
        canvas.line([(px, py), (tx, ty - 6)], mood.trunk, 2.4)
        if mood.dark:
            canvas.glow(tx, ty - 6, 46, 40, mood.light, 0.6)
        canvas.ellipse(tx, ty - 8, 4.4, 4.4, mood.light)
    people = []
    for index in range(8):
        part = (index + dice.between(0.15, 0.85)) / 8
        people.append((cy + dice.between(-0.6, 0.55) * ry, cx + (part - 0.5) * rx * 1.5))
    for y, x in sorted(people):
        skater(canvas, mood, dice, (x, y), 29 + (y - cy) * 0.13)
    front = ridge(canvas, dice, [(-0.02, 540), (0.22, 566), (0.5, 600), (0.6, 616)], 3)
    field(canvas, mood, front, 640, 0.0, shade=0.4)
    frame(canvas, mood, dice, front, dice.whole(2, 3), dice.between(240, 310), 0.14)
    if mood.hour != "day" and dice.chance(0.5):
        snowfall(canvas, mood, dice)


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of landscape: how it is painted, where to look, when it is beautiful."""

    paint: Callable[[Canvas, Mood, Dice], None]
    focus: tuple[float, float]
    seasons: tuple[str, ...] = SEASONS
    hours: tuple[str, ...] = HOURS


PLACES = {
    "fjord": Place(_fjord, (0.66, 0.5)),
    "lake": Place(_lake, (0.6, 0.5)),
    "valley": Place(_valley, (0.62, 0.55)),
    "hilltop": Place(_hilltop, (0.62, 0.5)),
    "clearing": Place(_clearing, (0.6, 0.62)),
    "northern lights": Place(_northern_lights, (0.66, 0.55), ("winter",), ("night",)),
    "harvest": Place(
        _harvest, (0.64, 0.58), ("summer", "autumn", "autumn"), ("morning", "day", "day", "evening")
    ),
    "marsh": Place(_marsh, (0.62, 0.6), ("spring", "summer", "summer", "autumn")),
    "waterfall": Place(_waterfall, (0.62, 0.56)),
    "rink": Place(
        _rink, (0.57, 0.66), ("winter",), ("morning", "day", "evening", "evening", "night")
    ),
    "estuary": Place(_estuary, (0.62, 0.48)),
    "maples": Place(_maples, (0.6, 0.62), ("spring", "summer", "autumn", "autumn", "winter")),
}

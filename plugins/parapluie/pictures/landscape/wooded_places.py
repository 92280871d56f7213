"""Places of the woods and of winter: a clearing, maples, northern lights, a rink."""

import math
from itertools import pairwise

from parapluie.pictures.landscape.buildings import (
    cabin,
    hamlet,
    tent,
)
from parapluie.pictures.landscape.canvas import HEIGHT, Canvas, Dice
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
    tone,
    wood,
)
from parapluie.pictures.landscape.life import skater
from parapluie.pictures.landscape.mood import Mood, shadowed
from parapluie.pictures.landscape.sky import heavens, snowfall
from parapluie.pictures.landscape.trees import birch, broadleaf, conifer
from parapluie.pictures.palettes import WHITE, mix


def clearing(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    """Paint a clearing."""
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


def maples(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    """Paint maples."""
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


def northern_lights(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    """Paint northern lights."""
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


def rink(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    """Paint a rink."""
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

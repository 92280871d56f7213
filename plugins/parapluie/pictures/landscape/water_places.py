"""Places by water: a fjord, a lake, an estuary, a marsh, a waterfall."""

from parapluie.pictures.landscape.buildings import (
    hamlet,
    jetty,
    lighthouse,
)
from parapluie.pictures.landscape.canvas import HEIGHT, Canvas, Dice, Point
from parapluie.pictures.landscape.ground import (
    grass,
    near_shore,
    reeds,
    rock,
    sedge,
    streaks,
    water_light,
)
from parapluie.pictures.landscape.land import (
    field,
    frame,
    height_at,
    hill,
    ridge,
    wood,
)
from parapluie.pictures.landscape.life import canoe, heron, sailboat
from parapluie.pictures.landscape.mood import Mood, shadowed
from parapluie.pictures.landscape.sky import heavens
from parapluie.pictures.landscape.trees import broadleaf, conifer
from parapluie.pictures.palettes import WHITE, mix


def fjord(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    """Paint a fjord."""
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


def lake(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    """Paint a lake."""
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


def estuary(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    """Paint an estuary."""
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


def marsh(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    """Paint a marsh."""
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


def waterfall(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    """Paint a waterfall."""
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

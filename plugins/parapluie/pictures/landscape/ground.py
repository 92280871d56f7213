"""What lies on the ground and on the water: grass, stones, drifts, rays of light."""

from collections.abc import Sequence

from parapluie.pictures.landscape.canvas import HEIGHT, Canvas, Dice, Point
from parapluie.pictures.landscape.land import frame, height_at, ridge
from parapluie.pictures.landscape.mood import Mood, shadowed
from parapluie.pictures.palettes import BLACK, WHITE, mix
from parapluie.source.colours import Rgb


def streaks(
    canvas: Canvas,
    dice: Dice,
    area: tuple[float, float, float, float],
    count: int,
    fill: Rgb,
    strength: float,
) -> None:
    """Lay long thin bands: light on water, or a high cloud."""
    left, top, right, bottom = area
    for _ in range(count):
        part = dice.between(0, 1) ** 1.3
        y = top + (bottom - top) * part
        half = dice.between(8, 26) * (0.6 + 2.0 * part)
        x = dice.between(left, right)
        thick = 0.5 + 1.2 * part
        canvas.veil(
            [(x - half, y), (x, y - thick), (x + half, y), (x, y + thick)],
            fill,
            (strength, strength),
        )


def swells(
    canvas: Canvas, mood: Mood, dice: Dice, area: tuple[float, float, float, float], count: int
) -> None:
    """Give open ground its hollows and rises: long soft strokes, or drifts in the snow."""
    left, top, right, bottom = area
    light = mix(mood.meadow, mood.glow if not mood.winter else WHITE, 0.45)
    shade = mix(mood.meadow, mood.forest if not mood.winter else mood.sky[0], 0.35)
    for index in range(count):
        part = (index + dice.between(0.1, 0.9)) / count
        y = top + (bottom - top) * part
        half = dice.between(60, 130) * (0.7 + part)
        x = dice.between(left, right)
        thick = 4 + 11 * part
        bend = dice.between(-0.3, 0.3) * half
        crest = [(x - half, y), (x - half * 0.4 + bend, y - thick * 0.8), (x + bend, y - thick)]
        crest += [(x + half * 0.5 + bend, y - thick * 0.7), (x + half, y)]
        if index % 2:
            canvas.veil([*crest, (x + bend, y + thick * 0.5)], shade, (0.34, 0.0))
        else:
            canvas.veil([*crest, (x + bend, y + thick * 0.3)], light, (0.4, 0.0))


def tufts(
    canvas: Canvas, mood: Mood, dice: Dice, area: tuple[float, float, float, float], count: int
) -> None:
    """Scatter tufts of grass on open ground, larger where it is nearer."""
    if mood.winter:
        return
    left, top, right, bottom = area
    dark = mix(mood.meadow, mood.forest, 0.42)
    light = mix(mood.meadow, mood.glow, 0.4)
    for _ in range(count):
        part = dice.between(0, 1)
        x, y = dice.between(left, right), top + (bottom - top) * part
        size = 1.6 + 4.6 * part
        tint = light if dice.chance(0.4) else dark
        canvas.polygon(
            [
                (x - size * 0.5, y),
                (x - size * 0.8, y - size),
                (x - size * 0.12, y - size * 0.35),
                (x + size * 0.1, y - size * 1.4),
                (x + size * 0.25, y - size * 0.35),
                (x + size * 0.9, y - size * 0.9),
                (x + size * 0.5, y),
            ],
            tint,
        )


def rock(canvas: Canvas, mood: Mood, dice: Dice, foot: Point, size: float) -> None:
    """Paint a boulder, lit from the left."""
    x, y = foot
    stone = mix(mix(mood.far, mood.wall, 0.15), mood.forest, 0.5)
    tall = size * dice.between(0.5, 0.7)
    peak = (x - size * dice.between(-0.05, 0.2), y - tall)
    canvas.polygon(
        [
            (x - size * 0.5, y),
            (x - size * 0.42, y - tall * 0.55),
            peak,
            (x + size * 0.28, y - tall * 0.72),
            (x + size * 0.5, y),
        ],
        mix(stone, BLACK, 0.22),
    )
    top = mood.snow if mood.winter else mix(stone, mood.glow, 0.3)
    canvas.polygon(
        [
            (x - size * 0.42, y - tall * 0.55),
            peak,
            (x + size * 0.28, y - tall * 0.72),
            (x + size * 0.02, y - tall * 0.5),
            (x - size * 0.2, y - tall * 0.42),
        ],
        top,
    )
    canvas.polygon(
        [
            (x - size * 0.5, y),
            (x - size * 0.42, y - tall * 0.55),
            (x - size * 0.2, y - tall * 0.42),
            (x - size * 0.12, y),
        ],
        stone,
    )


def reeds(canvas: Canvas, mood: Mood, dice: Dice, left: float, right: float, tall: float) -> None:
    """Plant reeds and cattails at the bottom of the picture."""
    dark = mix(mood.forest, BLACK, 0.15)
    tones = (dark, mix(dark, mood.meadow, 0.3), mix(dark, mood.meadow, 0.55))
    for _ in range(44):
        x = dice.between(left, right)
        height = tall * dice.between(0.45, 1.0)
        lean = height * dice.between(-0.16, 0.2)
        canvas.polygon([(x - 2, 606), (x + lean, 606 - height), (x + 2, 606)], dice.pick(tones))
    for _ in range(7):
        x = dice.between(left, right)
        height = tall * dice.between(0.8, 1.1)
        lean = height * dice.between(-0.06, 0.08)
        canvas.line([(x, 606), (x + lean, 606 - height)], dark, 1.4)
        head = mix(mood.trunk, mood.roof, 0.3)
        canvas.ellipse(x + lean * 0.9, 606 - height * 0.9, 2.6, 10, head)


def grass(
    canvas: Canvas,
    dice: Dice,
    blades: int,
    area: Sequence[float],
    colours: Sequence[Rgb],
    tall: float,
) -> None:
    """Plant blades of grass in a box, those in front last."""
    left, top, right, bottom = area
    for y in sorted(dice.between(top, bottom) for _ in range(blades)):
        x = dice.between(left, right)
        height = tall * dice.between(0.55, 1.1)
        lean = height * dice.between(-0.35, 0.35)
        half = 0.8 + height * 0.02
        canvas.polygon([(x - half, y), (x + lean, y - height), (x + half, y)], dice.pick(colours))


def water_light(canvas: Canvas, mood: Mood, dice: Dice, x: float, shore: float) -> None:
    """Lay on water the gleam of its shore, its ripples, and the path of a low sun or moon."""
    width = canvas.width
    shine = mix(mood.glow, WHITE, 0.25)
    canvas.veil(
        [(0, shore - 2), (width, shore - 2), (width, shore + 3), (0, shore + 3)],
        shine,
        (0.0, 0.12 if mood.hour == "night" else 0.28),
    )
    streaks(canvas, dice, (0, shore + 8, width, HEIGHT - 60), 26, shine, 0.2)
    streaks(canvas, dice, (0, shore + 40, width, HEIGHT), 14, mood.water[1], 0.3)
    if mood.hour != "day":
        for index in range(26):
            part = index / 26
            half = (7 + 36 * part) * dice.between(0.4, 1.1)
            y = shore + 4 + (HEIGHT - shore) * 0.72 * part
            cx = x + dice.between(-1, 1) * (4 + 22 * part)
            canvas.veil(
                [(cx - half, y), (cx, y - 1 - part), (cx + half, y), (cx, y + 1 + part)],
                shine,
                (0.75 - 0.5 * part,) * 2,
            )


def near_shore(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    """Close the bottom of a picture of water with a dark shore at the left and its trees."""
    near = shadowed(mood)
    width = canvas.width
    ground = ridge(canvas, dice, [(-0.02, 520), (0.16, 545), (0.36, 596), (0.44, 612)], 3)
    top = mix(mood.meadow, mood.forest, 0.4 if not mood.winter else 0.08)
    canvas.shaded(
        [*ground, (-20, 640)], (top, mix(top, mood.forest, 0.5 if not mood.winter else 0.15))
    )
    for part, down, size in ((0.33, 12, 30), (0.28, 20, 44), (0.38, 8, 22)):
        x = (part + dice.between(-0.02, 0.02)) * width
        rock(canvas, mood, dice, (x, height_at(ground, x) + down), size * dice.between(0.8, 1.2))
    frame(canvas, mood, dice, ground, dice.whole(3, 5), dice.between(210, 290), 0.24)
    if not mood.winter:
        colours = [
            mix(top, mood.meadow, 0.4),
            mix(top, near.forest, 0.45),
            mix(top, mood.glow, 0.25),
        ]
        grass(canvas, dice, 70, (-5, 556, width * 0.34, 604), colours, 17)


def flowers(
    canvas: Canvas, mood: Mood, dice: Dice, area: tuple[float, float, float, float]
) -> None:
    """Let grass and flowers grow in the foreground, but under snow."""
    if mood.winter:
        return
    near = mix(mood.meadow, mood.forest, 0.45)
    grass(
        canvas, dice, 80, area, [near, mix(near, mood.forest, 0.4), mix(near, mood.glow, 0.3)], 18
    )
    left, top, right, bottom = area
    petals = [
        mix(mood.roof, mood.wall, 0.2),
        mood.light,
        mood.wall,
        mix(mood.roof, mood.sky[0], 0.5),
    ]
    petal = dice.pick(petals)
    for _ in range(34):
        x, y = dice.between(left, right), dice.between(top - 8, bottom)
        canvas.ellipse(x, y, 1.9, 1.7, petal)


def sedge(canvas: Canvas, mood: Mood, dice: Dice, place: Point, half: float, deep: float) -> None:
    """Lay an islet of marsh grass on the water."""
    x, y = place
    base = mood.at(mix(mood.meadow, mood.forest, 0.3 + 0.15 * deep), 0.35 * (1 - deep))
    thick = 3 + 13 * deep
    under = mix(base, mood.water[1], 0.6)
    canvas.veil(
        [
            (x - half, y),
            (x + half, y),
            (x + half * 0.5, y + thick * 1.4),
            (x - half * 0.5, y + thick * 1.4),
        ],
        under,
        (0.7, 0.0),
    )
    canvas.polygon(
        [
            (x - half, y),
            (x - half * 0.5, y - thick * 0.6),
            (x + half * 0.4, y - thick * 0.7),
            (x + half, y),
            (x + half * 0.5, y + thick * 0.4),
            (x - half * 0.6, y + thick * 0.4),
        ],
        base,
    )
    tones = [base, mix(base, mood.forest, 0.35), mix(base, mood.glow, 0.35)]
    area = (x - half * 0.8, y - thick * 0.4, x + half * 0.8, y + thick * 0.3)
    grass(canvas, dice, 16 + int(26 * deep), area, tones, 8 + 26 * deep)

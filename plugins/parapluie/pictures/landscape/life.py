"""People, animals and what they move in, each painted at its foot."""

from parapluie.pictures.landscape.canvas import Canvas, Dice, Point
from parapluie.pictures.landscape.mood import Mood
from parapluie.pictures.palettes import BLACK, WHITE, mix


def sailboat(canvas: Canvas, mood: Mood, foot: Point, size: float) -> None:
    """Paint a boat under sail, with its image in the water."""
    x, y = foot
    sail = mix(mood.wall, WHITE, 0.4)
    shade = mix(sail, mood.haze, 0.35)
    mast = y - size
    canvas.veil([(x - size * 0.3, y), (x + size * 0.34, y), (x, y + size * 0.6)], sail, (0.4, 0.0))
    canvas.polygon(
        [
            (x + size * 0.02, mast),
            (x + size * 0.4, y - size * 0.17),
            (x + size * 0.02, y - size * 0.14),
        ],
        sail,
    )
    canvas.polygon(
        [
            (x - size * 0.03, mast + size * 0.12),
            (x - size * 0.28, y - size * 0.17),
            (x - size * 0.03, y - size * 0.14),
        ],
        shade,
    )
    canvas.line([(x, mast - size * 0.03), (x, y - size * 0.08)], mood.trunk, size * 0.02)
    canvas.polygon(
        [
            (x - size * 0.36, y - size * 0.12),
            (x + size * 0.44, y - size * 0.12),
            (x + size * 0.32, y + size * 0.02),
            (x - size * 0.26, y + size * 0.02),
        ],
        mood.roof,
    )


def canoe(canvas: Canvas, mood: Mood, foot: Point, size: float) -> None:
    """Paint a canoe and the one who paddles it, with their image in the water."""
    x, y = foot
    hull = mix(mood.roof, mood.light, 0.12)
    dark = mix(mood.forest, BLACK, 0.4)
    canvas.veil(
        [
            (x - size * 0.48, y),
            (x + size * 0.48, y),
            (x + size * 0.3, y + size * 0.16),
            (x - size * 0.3, y + size * 0.16),
        ],
        dark,
        (0.5, 0.0),
    )
    bow = [
        (x + side * size * part, y - size * up)
        for side, part, up in ((-1, 0.5, 0.15), (-1, 0.42, 0.08), (1, 0.42, 0.08), (1, 0.5, 0.15))
    ]
    canvas.polygon(
        [
            (x - size * 0.08, y - size * 0.07),
            (x - size * 0.055, y - size * 0.24),
            (x + size * 0.03, y - size * 0.24),
            (x + size * 0.08, y - size * 0.07),
        ],
        dark,
    )
    canvas.ellipse(x - size * 0.01, y - size * 0.3, size * 0.042, size * 0.05, dark)
    canvas.line(
        [(x + size * 0.02, y - size * 0.26), (x + size * 0.22, y + size * 0.03)],
        mood.trunk,
        size * 0.022,
    )
    canvas.polygon([*bow, (x + size * 0.36, y), (x - size * 0.36, y)], hull)


def heron(canvas: Canvas, mood: Mood, foot: Point, size: float) -> None:
    """Paint a great blue heron that stands and looks to the left."""
    x, y = foot
    body = mix(mix(mood.water[1], mood.wall, 0.35), mood.forest, 0.25)
    dark = mix(mood.forest, BLACK, 0.3)
    for dx, bend in ((-0.02, 0.03), (0.07, -0.02)):
        canvas.line(
            [
                (x + dx * size, y),
                (x + (dx + bend) * size, y - size * 0.2),
                (x + dx * size, y - size * 0.38),
            ],
            dark,
            size * 0.016,
        )
    canvas.polygon(
        [
            (x - size * 0.14, y - size * 0.5),
            (x - size * 0.02, y - size * 0.56),
            (x + size * 0.2, y - size * 0.42),
            (x + size * 0.32, y - size * 0.28),
            (x + size * 0.1, y - size * 0.35),
            (x - size * 0.1, y - size * 0.4),
        ],
        body,
    )
    canvas.polygon(
        [
            (x + size * 0.02, y - size * 0.5),
            (x + size * 0.2, y - size * 0.4),
            (x + size * 0.34, y - size * 0.24),
            (x + size * 0.08, y - size * 0.38),
        ],
        mix(body, dark, 0.45),
    )
    neck = [(-0.1, 0.48), (-0.17, 0.58), (-0.1, 0.7), (-0.09, 0.8), (-0.14, 0.87)]
    canvas.line(
        [(x + dx * size, y - up * size) for dx, up in neck], mix(body, mood.wall, 0.3), size * 0.045
    )
    canvas.ellipse(
        x - size * 0.15, y - size * 0.88, size * 0.045, size * 0.032, mix(body, mood.wall, 0.5)
    )
    canvas.polygon(
        [
            (x - size * 0.18, y - size * 0.9),
            (x - size * 0.36, y - size * 0.86),
            (x - size * 0.17, y - size * 0.86),
        ],
        mix(mood.light, mood.roof, 0.25),
    )
    canvas.line(
        [(x - size * 0.14, y - size * 0.9), (x - size * 0.02, y - size * 0.87)], dark, size * 0.014
    )


def skater(canvas: Canvas, mood: Mood, dice: Dice, foot: Point, size: float) -> None:
    """Paint someone who glides on the ice in a warm coat, often with a stick."""
    x, y = foot
    way = dice.pick((-1, 1))
    coat = dice.pick(
        (
            mood.roof,
            mix(mood.light, mood.roof, 0.2),
            mood.forest,
            mix(mood.water[1], mood.forest, 0.2),
        )
    )
    dark = mix(mood.forest, BLACK, 0.35)
    canvas.ellipse(x, y + size * 0.02, size * 0.3, size * 0.05, mix(mood.snow, mood.forest, 0.3))
    hip = (x + way * size * 0.02, y - size * 0.42)
    for dx, knee in ((-0.16, -0.03), (0.12, 0.1)):
        end = (x + way * dx * size, y)
        canvas.line([hip, (x + way * knee * size, y - size * 0.2), end], dark, size * 0.09)
        canvas.line([(end[0] - size * 0.06, y), (end[0] + size * 0.08, y)], dark, size * 0.04)
    neck = (x + way * size * 0.12, y - size * 0.78)
    canvas.polygon(
        [
            (hip[0] - size * 0.12, hip[1] + size * 0.04),
            (neck[0] - size * 0.11, neck[1]),
            (neck[0] + size * 0.1, neck[1]),
            (hip[0] + size * 0.12, hip[1] + size * 0.04),
        ],
        coat,
    )
    hand = (x + way * size * 0.34, y - size * 0.48)
    canvas.line(
        [neck, (x + way * size * 0.28, y - size * 0.6), hand], mix(coat, BLACK, 0.2), size * 0.07
    )
    head = (neck[0] + way * size * 0.03, neck[1] - size * 0.1)
    canvas.ellipse(
        *head,
        size * 0.095,
        size * 0.1,
        (226, 186, 156) if mood.hour != "night" else (176, 146, 134),
    )
    canvas.polygon(
        [
            (head[0] - size * 0.11, head[1] - size * 0.02),
            (head[0], head[1] - size * 0.17),
            (head[0] + size * 0.11, head[1] - size * 0.02),
        ],
        dice.pick((mood.roof, mood.light, dark)),
    )
    if dice.chance(0.6):
        canvas.line([hand, (x + way * size * 0.55, y - size * 0.02)], mood.trunk, size * 0.035)


def birds(canvas: Canvas, mood: Mood, dice: Dice, place: Point, count: int) -> None:
    """Let a few birds glide together."""
    x, y = place
    colour = mix(mood.forest, mood.sky[1], 0.3)
    for index in range(count):
        size = dice.between(5.5, 9.5)
        bx = x + index * 19 + dice.between(-6, 6)
        by = y + dice.between(-13, 13)
        lift = size * dice.between(0.3, 0.55)
        canvas.line(
            [
                (bx - size, by - lift * 0.2),
                (bx - size * 0.5, by - lift),
                (bx, by),
                (bx + size * 0.5, by - lift),
                (bx + size, by - lift * 0.2),
            ],
            colour,
            1.3,
        )

"""What stands on a farm: a barn, a covered bridge, bales."""

from parapluie.pictures.landscape.canvas import Canvas, Point
from parapluie.pictures.landscape.mood import Mood
from parapluie.pictures.palettes import BLACK, mix


def barn(canvas: Canvas, mood: Mood, foot: Point, size: float, distance: float = 0.0) -> None:
    """Paint a barn under a broken roof, with its silo."""
    x, y = foot
    front = mood.at(mood.roof, distance)
    shadow = mood.at(mix(mood.roof, BLACK, 0.28), distance)
    trim = mood.at(mood.wall, distance)
    cover = mood.snow if mood.winter else mix(mix(mood.forest, mood.wall, 0.35), mood.roof, 0.12)
    roof = mood.at(cover, distance)
    silo_x, silo_r, silo_top = x + size * 0.66, size * 0.085, y - size * 0.66
    body = mood.at(mix(mood.wall, mood.forest, 0.22), distance)
    canvas.rectangle(silo_x - silo_r, silo_top, silo_x + silo_r, y, body)
    canvas.rectangle(silo_x + silo_r * 0.2, silo_top, silo_x + silo_r, y, mix(body, BLACK, 0.14))
    canvas.ellipse(silo_x, silo_top, silo_r, silo_r * 0.9, roof)
    gable, side, wall = size * 0.42, size * 0.56, size * 0.26
    knee, ridge = wall + size * 0.17, wall + size * 0.25
    canvas.rectangle(x, y - wall, x + side, y, shadow)
    canvas.polygon(
        [
            (x - gable, y),
            (x, y),
            (x, y - wall),
            (x - gable * 0.2, y - knee),
            (x - gable / 2, y - ridge),
            (x - gable * 0.8, y - knee),
            (x - gable, y - wall),
        ],
        front,
    )
    run = side + size * 0.03
    canvas.polygon(
        [
            (x - gable / 2, y - ridge),
            (x - gable / 2 + run, y - ridge),
            (x - gable * 0.2 + run, y - knee),
            (x + run, y - wall + size * 0.02),
            (x + size * 0.02, y - wall + size * 0.02),
            (x - gable * 0.2, y - knee),
        ],
        roof,
    )
    canvas.polygon(
        [
            (x - gable * 0.2, y - knee),
            (x - gable * 0.2 + run, y - knee),
            (x + run, y - wall + size * 0.02),
            (x + size * 0.02, y - wall + size * 0.02),
        ],
        mix(roof, BLACK, 0.1),
    )
    edge = size * 0.014
    canvas.line(
        [
            (x - gable - edge, y - wall + edge),
            (x - gable * 0.8, y - knee),
            (x - gable / 2, y - ridge),
            (x - gable * 0.2, y - knee),
            (x + edge, y - wall + edge),
        ],
        trim,
        edge * 1.6,
    )
    left, right, top = x - gable * 0.7, x - gable * 0.3, y - wall * 0.8
    canvas.rectangle(left, top, right, y, mix(front, BLACK, 0.3))
    canvas.line(
        [(left, top), (right, top), (right, y), (left, y), (left, top), (right, y)], trim, edge
    )
    canvas.line([(right, top), (left, y)], trim, edge)
    glass = mood.light if mood.dark else trim
    canvas.rectangle(x - gable * 0.57, y - knee, x - gable * 0.43, y - wall - size * 0.08, glass)
    for part in (0.2, 0.45, 0.7):
        wx = x + side * part
        canvas.rectangle(wx, y - wall * 0.62, wx + size * 0.045, y - wall * 0.34, glass)


def covered_bridge(canvas: Canvas, mood: Mood, left: Point, length: float, height: float) -> None:
    """Paint a covered bridge across the picture, on two stone piers."""
    x, y = left
    wall = mix(mood.roof, mood.forest, 0.1)
    stone = mix(mix(mood.far, mood.wall, 0.3), mood.forest, 0.3)
    for part in (0.12, 0.82):
        px = x + length * part
        canvas.polygon(
            [
                (px, y),
                (px + length * 0.07, y),
                (px + length * 0.085, y + height * 0.7),
                (px - length * 0.015, y + height * 0.7),
            ],
            stone,
        )
    canvas.rectangle(x, y - height * 0.62, x + length, y + height * 0.05, wall)
    dark = mix(wall, BLACK, 0.45)
    canvas.rectangle(x, y - height * 0.5, x + length, y - height * 0.32, dark)
    for step in range(1, 9):
        px = x + length * step / 9
        canvas.rectangle(
            px - height * 0.03, y - height * 0.5, px + height * 0.03, y - height * 0.32, wall
        )
    canvas.rectangle(x, y - height * 0.02, x + length, y + height * 0.07, mix(wall, BLACK, 0.3))
    roof = mood.snow if mood.winter else mix(mix(mood.forest, mood.wall, 0.3), mood.roof, 0.12)
    canvas.polygon(
        [
            (x - height * 0.16, y - height * 0.58),
            (x + height * 0.12, y - height),
            (x + length - height * 0.12, y - height),
            (x + length + height * 0.16, y - height * 0.58),
        ],
        roof,
    )


def bale(canvas: Canvas, mood: Mood, foot: Point, size: float) -> None:
    """Leave a round bale of straw and its shadow on a field."""
    x, y = foot
    straw = mix(mood.light, mood.meadow, 0.35)
    straw = mix(straw, mood.forest, 0.1 if mood.hour != "night" else 0.55)
    dark = mix(straw, mood.forest, 0.35)
    canvas.veil(
        [
            (x - size, y),
            (x + size * 2.4, y - size * 0.16),
            (x + size * 2.0, y + size * 0.2),
            (x - size * 0.4, y + size * 0.22),
        ],
        mood.forest,
        (0.35, 0.35),
    )
    canvas.polygon(
        [(x, y - size * 1.5), (x + size * 1.3, y - size * 1.5), (x + size * 1.3, y), (x, y)], dark
    )
    canvas.ellipse(x + size * 1.3, y - size * 0.75, size * 0.5, size * 0.75, dark)
    canvas.ellipse(x, y - size * 0.75, size * 0.62, size * 0.76, straw)
    canvas.ellipse(x, y - size * 0.75, size * 0.36, size * 0.46, mix(straw, dark, 0.5))
    canvas.ellipse(x, y - size * 0.75, size * 0.26, size * 0.34, straw)

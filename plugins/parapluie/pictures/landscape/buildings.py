"""What people build in a landscape, each thing painted at its foot."""

import math

from parapluie.pictures.landscape.canvas import Canvas, Dice, Point
from parapluie.pictures.landscape.land import Line, height_at
from parapluie.pictures.landscape.mood import Mood
from parapluie.pictures.landscape.trees import broadleaf, conifer
from parapluie.pictures.palettes import BLACK, WHITE, mix


def house(
    canvas: Canvas,
    mood: Mood,
    dice: Dice,
    foot: Point,
    size: float,
    *,
    lit: bool | None = None,
    distance: float = 0.0,
) -> None:
    """Paint a house seen from a corner: its gable, its long wall, a steep roof, windows.

    *foot* is the bottom of the corner between the two walls, *size* the width of the whole.
    """
    x, y = foot
    lit = mood.dark if lit is None else lit
    gable, side = size * 0.42, size * 0.58
    wall_height, rise = size * 0.34, size * 0.38
    eave = size * 0.05
    base = dice.pick((mood.wall, mood.wall, mix(mood.wall, mood.light, 0.35), mood.roof))
    front = mood.at(base, distance)
    shadow = mood.at(mix(base, mood.forest, 0.3), distance)
    cover = mood.roof if base != mood.roof else mix(mood.forest, mood.wall, 0.25)
    if base != mood.roof and dice.chance(0.35):
        cover = mix(mood.forest, mood.wall, 0.2)
    roof = mood.at(mood.snow if mood.winter else cover, distance)
    under = mood.at(mix(cover, BLACK, 0.35), distance)
    ridge = y - wall_height - rise
    canvas.polygon(
        [(x, y), (x + side, y), (x + side, y - wall_height), (x, y - wall_height)], shadow
    )
    canvas.polygon(
        [
            (x - gable, y),
            (x, y),
            (x, y - wall_height),
            (x - gable / 2, ridge),
            (x - gable, y - wall_height),
        ],
        front,
    )
    stack = mood.at(mix(mood.roof, BLACK, 0.25), distance)
    cx = x + side * 0.45 - gable / 2
    canvas.rectangle(cx, ridge - size * 0.12, cx + size * 0.075, ridge + size * 0.1, stack)
    if mood.winter:
        canvas.rectangle(cx, ridge - size * 0.14, cx + size * 0.075, ridge - size * 0.11, roof)
    # The far slope shows as a thin edge along the gable.
    canvas.polygon(
        [
            (x - gable / 2, ridge - eave * 0.4),
            (x - gable - eave, y - wall_height + eave),
            (x - gable - eave, y - wall_height + eave * 1.7),
            (x - gable / 2, ridge + eave * 0.7),
        ],
        under if not mood.winter else roof,
    )
    canvas.polygon(
        [
            (x - gable / 2, ridge - eave * 0.4),
            (x + side - gable / 2 + eave, ridge - eave * 0.4),
            (x + side + eave, y - wall_height + eave),
            (x + eave * 0.7, y - wall_height + eave),
        ],
        roof,
    )
    glass = mood.light if lit else mix(mood.sky[0], mood.forest, 0.55)
    glass = glass if lit else mood.at(glass, distance)
    pane = size * (0.075 if size > 34 else 0.1)
    frame = mood.at(mix(mood.wall, WHITE, 0.3), distance) if size > 34 else None

    def window(wx: float, wy: float, half: float, tall: float) -> None:
        if frame is not None:
            edge = size * 0.014
            canvas.rectangle(wx - half - edge, wy - tall - edge, wx + half + edge, wy + edge, frame)
        canvas.rectangle(wx - half, wy - tall, wx + half, wy, glass)
        if frame is not None:
            canvas.line([(wx, wy - tall), (wx, wy)], frame, size * 0.012)

    window(x - gable * 0.5, y - wall_height * 1.12, pane * 0.42, pane * 1.15)
    if size > 22:
        window(x - gable * 0.74, y - wall_height * 0.34, pane * 0.42, pane * 1.15)
    door = mood.at(mix(mood.roof, mood.forest, 0.35), distance)
    canvas.rectangle(x - gable * 0.36, y - wall_height * 0.66, x - gable * 0.36 + pane, y, door)
    for part in (0.24, 0.7) if size < 40 else (0.2, 0.5, 0.8):
        window(x + side * part, y - wall_height * 0.34, pane * 0.46, pane * 1.15)


def church(
    canvas: Canvas, mood: Mood, dice: Dice, foot: Point, size: float, distance: float = 0.0
) -> None:
    """Paint a village church: a long nave and a steeple that shines."""
    x, y = foot
    wall = mood.at(mood.wall, distance)
    shadow = mood.at(mix(mood.wall, mood.forest, 0.28), distance)
    slate = mood.at(
        mood.snow if mood.winter else mix(mix(mood.forest, mood.wall, 0.28), mood.roof, 0.1),
        distance,
    )
    spire = mood.at(mix(mix(mood.forest, mood.wall, 0.22), mood.roof, 0.1), distance)
    glass = mood.at(
        mood.light if mood.dark else mix(mood.sky[0], mood.forest, 0.55), distance * 0.4
    )
    tower, nave, height = size * 0.24, size * 0.72, size * 0.36
    canvas.rectangle(x, y - height, x + nave, y, shadow)
    canvas.polygon(
        [
            (x - tower * 0.1, y - height),
            (x + tower * 0.4, y - height * 1.72),
            (x + nave - tower * 0.3, y - height * 1.72),
            (x + nave + size * 0.03, y - height),
        ],
        slate,
    )
    for part in (0.42, 0.62, 0.82):
        wx = x + nave * part
        canvas.rectangle(
            wx - size * 0.022, y - height * 0.72, wx + size * 0.022, y - 0.1 * size, glass
        )
        canvas.ellipse(wx, y - height * 0.72, size * 0.022, size * 0.03, glass)
    top = y - height * 2.0
    canvas.rectangle(x - tower * 0.5, top, x + tower * 0.5, y, wall)
    canvas.rectangle(x + tower * 0.22, top, x + tower * 0.5, y, shadow)
    canvas.rectangle(x - tower * 0.62, top - size * 0.02, x + tower * 0.62, top, spire)
    peak = top - size * 0.66
    canvas.polygon([(x, peak), (x + tower * 0.48, top), (x - tower * 0.48, top)], spire)
    canvas.polygon(
        [(x, peak), (x + tower * 0.08, top), (x - tower * 0.48, top)],
        mix(spire, mood.glow, 0.22),
    )
    canvas.ellipse(x, top + size * 0.13, size * 0.035, size * 0.06, glass)
    canvas.rectangle(
        x - size * 0.04, y - size * 0.16, x + size * 0.04, y, mood.at(mood.roof, distance)
    )
    gold = mood.at(mood.light, distance * 0.5)
    canvas.line([(x, peak + size * 0.02), (x, peak - size * 0.1)], gold, size * 0.014)
    canvas.line(
        [(x - size * 0.03, peak - size * 0.06), (x + size * 0.03, peak - size * 0.06)],
        gold,
        size * 0.014,
    )


def smoke(canvas: Canvas, mood: Mood, dice: Dice, foot: Point, height: float) -> None:
    """Let a thread of smoke rise and spread."""
    x, y = foot
    sway = dice.between(0.5, 1.2) * height * 0.12
    left, right = [], []
    for step in range(13):
        part = step / 12
        centre = x + math.sin(part * 4.2) * sway * part + part * height * 0.16
        half = height * (0.016 + 0.05 * part)
        left.append((centre - half, y - height * part))
        right.append((centre + half, y - height * part))
    canvas.veil([*left, *reversed(right)], mix(mood.snow, mood.haze, 0.3), (0.0, 0.55))


def lighthouse(canvas: Canvas, mood: Mood, foot: Point, size: float) -> None:
    """Paint a lighthouse; its lamp shines when it is dark."""
    x, y = foot
    half, top = size * 0.11, y - size * 0.76
    shadow = mix(mood.wall, mood.forest, 0.3)
    body = [(x - half, y), (x - half * 0.62, top), (x + half * 0.62, top), (x + half, y)]
    canvas.polygon(body, mood.wall)
    canvas.polygon([(x + half * 0.3, y), (x + half * 0.2, top), *body[2:]], shadow)
    for low, high in ((0.22, 0.4), (0.58, 0.76)):
        a, b = half * (1 - 0.38 * low), half * (1 - 0.38 * high)
        ya, yb = y + (top - y) * low, y + (top - y) * high
        canvas.polygon([(x - a, ya), (x - b, yb), (x + b, yb), (x + a, ya)], mood.roof)
    lamp = mood.light if mood.dark else mix(mood.sky[0], mood.forest, 0.4)
    canvas.rectangle(
        x - half * 0.8, top - size * 0.03, x + half * 0.8, top, mix(mood.roof, BLACK, 0.4)
    )
    canvas.rectangle(x - half * 0.45, top - size * 0.13, x + half * 0.45, top - size * 0.03, lamp)
    canvas.polygon(
        [
            (x - half * 0.65, top - size * 0.13),
            (x, top - size * 0.24),
            (x + half * 0.65, top - size * 0.13),
        ],
        mood.roof,
    )
    if mood.dark:
        canvas.glow(x, top - size * 0.08, size * 0.6, size * 0.4, mood.light, 0.8)


def tent(canvas: Canvas, mood: Mood, foot: Point, size: float) -> None:
    """Paint a tent, a lamp inside when it is dark, and a fire before it."""
    x, y = foot
    cloth = mix(mood.roof, mood.light, 0.35)
    if mood.dark:
        cloth = mix(cloth, mood.light, 0.35)
    peak = (x, y - size * 0.62)
    canvas.polygon([peak, (x + size * 0.34, y), (x - size * 0.34, y)], cloth)
    canvas.polygon(
        [
            peak,
            (x + size * 0.5, y - size * 0.54),
            (x + size * 0.82, y - size * 0.06),
            (x + size * 0.34, y),
        ],
        mix(cloth, mood.forest, 0.35),
    )
    inside = mood.light if mood.dark else mix(cloth, BLACK, 0.5)
    canvas.polygon([(x, y - size * 0.5), (x + size * 0.13, y), (x - size * 0.13, y)], inside)
    canvas.line([(x - size * 0.34, y), (x - size * 0.5, y + size * 0.06)], mood.wall, 0.8)
    canvas.line([peak, (x - size * 0.56, y + size * 0.04)], mood.wall, 0.7)
    fx, fy = x - size * 0.72, y + size * 0.2
    if mood.dark:
        canvas.glow(fx, fy - size * 0.08, size * 1.3, size * 0.8, mood.light, 0.55)
    wood = mix(mood.trunk, BLACK, 0.2)
    for side in (-1, 1):
        ends = [
            (fx - side * size * 0.15, fy + size * 0.03),
            (fx + side * size * 0.13, fy - size * 0.04),
        ]
        canvas.line(ends, wood, size * 0.05)
    for half, tall, tint in (
        (0.1, 0.3, mix(mood.roof, (214, 90, 40), 0.6)),
        (0.065, 0.2, (236, 150, 60)),
        (0.03, 0.11, (253, 226, 150)),
    ):
        canvas.polygon(
            [
                (fx - size * half, fy - size * 0.02),
                (fx - size * half * 0.8, fy - size * tall * 0.45),
                (fx + size * half * 0.2, fy - size * tall),
                (fx + size * half, fy - size * tall * 0.35),
                (fx + size * half * 0.8, fy - size * 0.02),
            ],
            tint,
        )


def hamlet(
    canvas: Canvas,
    mood: Mood,
    dice: Dice,
    line: Line,
    span: tuple[float, float],
    size: float,
    count: int,
    *,
    distance: float,
    steeple: float | None = None,
    drop: float = 14,
) -> None:
    """Set houses of a village on a slope, one behind another, and perhaps a church among them."""
    things: list[tuple[float, float, bool]] = []
    room = (span[1] - span[0]) / max(1, count)
    for index in range(count):
        x = span[0] + room * (index + dice.between(0.2, 0.8))
        if steeple is not None and abs(x - steeple) < size * 0.8:
            continue
        down = drop * (0.2 + 0.8 * ((index * 7) % 3) / 2) + dice.between(-2, 2)
        things.append((height_at(line, x) + down, x, False))
    if steeple is not None:
        things.append((height_at(line, steeple) + drop * 0.35, steeple, True))
    for y, x, sacred in sorted(things):
        if sacred:
            church(canvas, mood, dice, (x, y), size * 1.7, distance)
            continue
        if dice.chance(0.45):
            conifer(canvas, mood, dice, (x + size * 0.62, y - 2), size * 1.05, distance)
        elif dice.chance(0.45):
            broadleaf(canvas, mood, dice, (x - size * 0.5, y - 2), size, distance)
        house(canvas, mood, dice, (x, y), size * dice.between(0.85, 1.1), distance=distance)
        if mood.dark:
            canvas.glow(x, y - size * 0.1, size * 1.2, size * 0.7, mood.light, 0.28)


def jetty(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    """Run a wooden jetty out from the bottom left, with two chairs to sit on."""
    wood_colour = mix(mood.trunk, mood.wall, 0.4)
    dark = mix(wood_colour, BLACK, 0.4)
    width = canvas.width
    end, near = 0.27 * width, -0.03 * width
    for part in (0.3, 0.65, 0.97):
        for shift in (0, 34):
            px = near + (end - near) * part + shift * (1.35 - part)
            py = 596 - 88 * part + shift * 0.25
            canvas.rectangle(px - 3, py - 2, px + 3, py + 26, dark)
    canvas.polygon(
        [(near, 588), (end, 506), (end + 56, 514), (near + 150, 640), (near, 640)], wood_colour
    )
    for step in range(1, 15):
        part = step / 15
        a = (near + (end - near) * part, 588 - 82 * part)
        b = (near + 150 + (end + 56 - near - 150) * part, 640 - 126 * part)
        canvas.line([a, b], mix(wood_colour, dark, 0.45), 1.1)
    canvas.polygon([(end, 506), (end + 56, 514), (end + 56, 520), (end, 512)], dark)
    canvas.polygon([(near + 150, 640), (end + 56, 514), (end + 56, 521), (near + 160, 652)], dark)


def cabin(canvas: Canvas, mood: Mood, dice: Dice, foot: Point, size: float) -> None:
    """Set a lived-in house down, its shadow, its smoke and the light of its windows."""
    x, y = foot
    shadow = [(-0.6, 0.04), (-0.3, -0.04), (0.7, -0.04), (0.8, 0.05)]
    canvas.veil([(x + dx * size, y + dy * size) for dx, dy in shadow], mood.forest, (0.35, 0.35))
    smoke(canvas, mood, dice, (x + size * 0.09, y - size * 0.82), 118)
    house(canvas, mood, dice, foot, size, lit=True)
    canvas.glow(x, y - 16, size, size * 0.62, mood.light, 0.34 if mood.dark else 0.12)

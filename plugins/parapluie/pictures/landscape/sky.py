"""The sky over a landscape: sun, moon, stars, clouds, birds, northern lights."""

import math

from PIL import Image

from parapluie.pictures.landscape.canvas import HEIGHT, Canvas, Dice, Point
from parapluie.pictures.landscape.life import birds
from parapluie.pictures.landscape.mood import Mood
from parapluie.pictures.palettes import WHITE, mix
from parapluie.source.colours import Rgb


def cloud(
    canvas: Canvas, dice: Dice, place: Point, size: float, fill: Rgb, strength: float
) -> None:
    """Paint a fair-weather cloud: several rounds over a flat base, fading downwards."""
    x, base = place
    rounds = [
        (x - size * 0.36, base, size * 0.15, size * 0.1),
        (x + size * 0.38, base, size * 0.13, size * 0.09),
    ]
    at = x - size * 0.22
    while at < x + size * 0.26:
        radius = size * dice.between(0.13, 0.2) * (1.15 - abs(at - x) / size)
        rounds.append((at, base - radius * 0.25, radius, radius * 0.9))
        at += radius * dice.between(0.75, 1.05)
    canvas.puffs(rounds, base, fill, (strength, strength * 0.45))


def heavens(
    canvas: Canvas, mood: Mood, dice: Dice, bottom: float, sun: Point, *, aurora: bool = False
) -> None:
    """Paint the sky, with its sun or moon near a place, clouds or stars."""
    x, y = sun
    width = canvas.width
    lights: list[tuple[float, float, float, float, Rgb, float]] = []
    if mood.hour in ("morning", "evening"):
        lights += [(x, y, width * 0.62, 300, mood.glow, 0.7), (x, y, 170, 150, mood.glow, 0.75)]
        for _ in range(dice.whole(2, 4)):
            cy = dice.between(70, y - 40)
            lights.append(
                (
                    dice.between(0, width),
                    cy,
                    dice.between(120, 280),
                    dice.between(7, 18),
                    mix(mood.sky[2], mood.glow, 0.4),
                    dice.between(0.3, 0.6),
                )
            )
    elif mood.hour == "day":
        y = min(y, 150)
        lights += [(x, y, width * 0.36, 220, mood.glow, 0.45)]
    else:
        y = dice.between(80, 150)
        lights += [(x, y, 190, 190, mood.glow, 0.0 if aurora else 0.34)]
    curtain = _aurora(dice) if aurora else None
    green = mix((118, 240, 178), mood.sky[2], 0.05)
    violet = mix((156, 92, 200), mood.sky[1], 0.2)
    canvas.sky(mood.sky, bottom, lights, (curtain, green, violet) if curtain else None)
    if mood.hour == "night":
        _stars(canvas, mood, dice, bottom)
        if not aurora:
            _moon(canvas, mood, dice, (x, y))
        return
    radius = {"day": 21.0, "morning": 27.0, "evening": 32.0}[mood.hour]
    canvas.ellipse(x, y, radius, radius, mix(mood.glow, WHITE, 0.55))
    if mood.hour == "day" or dice.chance(0.3):
        white = mix(WHITE, mood.sky[2], 0.15)
        count = dice.whole(2, 3)
        for index in range(count):
            place = ((index + dice.between(0.2, 0.8)) / count * width, dice.between(70, 190))
            if abs(place[0] - x) > 130 or abs(place[1] - y) > 60:
                cloud(canvas, dice, place, dice.between(110, 210), white, dice.between(0.5, 0.8))
    if dice.chance(0.6):
        birds(
            canvas,
            mood,
            dice,
            (width * dice.between(0.3, 0.55), dice.between(150, 210)),
            dice.whole(2, 4),
        )


def _stars(canvas: Canvas, mood: Mood, dice: Dice, bottom: float) -> None:
    white = mix(WHITE, mood.sky[1], 0.1)
    for _ in range(90):
        part = dice.between(0, 1) ** 1.5
        x, y = dice.between(0, canvas.width), part * bottom
        size = dice.pick((0.5, 0.6, 0.6, 0.8, 0.8, 1.2))
        canvas.ellipse(x, y, size, size, mix(white, mood.sky[1], 0.2 + part * 0.6))
    for _ in range(3):
        x, y = dice.between(0.05, 0.95) * canvas.width, dice.between(25, 210)
        size = dice.between(4, 7)
        arm = size * 0.17
        points = [
            (0, -size),
            (arm, -arm),
            (size, 0),
            (arm, arm),
            (0, size),
            (-arm, arm),
            (-size, 0),
        ]
        canvas.polygon([(x + dx, y + dy) for dx, dy in [*points, (-arm, -arm)]], white)


def _moon(canvas: Canvas, mood: Mood, dice: Dice, place: Point) -> None:
    x, y = place
    radius = dice.between(17, 24)
    pale = mix(WHITE, mood.light, 0.25)
    canvas.ellipse(x, y, radius, radius, pale)
    if dice.chance(0.5):
        for dx, dy, size in ((-0.3, -0.2, 0.22), (0.25, 0.3, 0.28), (0.3, -0.4, 0.14)):
            canvas.ellipse(
                x + dx * radius,
                y + dy * radius,
                size * radius,
                size * radius,
                mix(pale, mood.sky[1], 0.12),
            )


def _aurora(dice: Dice) -> Image.Image:
    """Return a mask of northern lights: folded curtains of rays over the whole sky."""
    width, height = 112, 63
    cells = bytearray(width * height)
    for curtain in range(3):
        foot = height * (0.82 - 0.17 * curtain)
        swing = dice.between(4, 8)
        phase, pace = dice.between(0, math.tau), dice.between(0.031, 0.057)
        power = 0.85 - 0.22 * curtain
        rays = [dice.between(0, math.tau) for _ in range(3)]
        for x in range(width):
            base = foot + swing * math.sin(x * pace + phase) + 3 * math.sin(x * 0.13 + phase * 2)
            ray = (
                0.6
                + 0.22 * math.sin(x * 0.47 + rays[0] + math.sin(x * 0.07))
                + 0.18 * math.sin(x * 1.01 + rays[1])
            )
            wax = 0.5 + 0.5 * math.sin(x * 0.044 + rays[2])
            tall = (18 + 14 * ray) * (0.6 + 0.5 * wax)
            force = power * ray * (0.25 + 0.75 * wax)
            for y in range(max(0, math.ceil(base - tall)), min(height, int(base) + 3)):
                up = (base - y) / tall
                shine = (1 - up) ** 1.6 if up >= 0 else max(0.0, 1 + up * tall / 3)
                at = y * width + x
                cells[at] = min(240, cells[at] + int(250 * force * shine))
    return Image.frombytes("L", (width, height), bytes(cells))


def snowfall(canvas: Canvas, mood: Mood, dice: Dice) -> None:
    """Let a few large flakes fall."""
    flake = mix(WHITE, mood.sky[2], 0.1)
    for _ in range(70):
        size = dice.pick((0.8, 1.0, 1.2, 1.6, 2.2))
        canvas.ellipse(dice.between(0, canvas.width), dice.between(0, HEIGHT), size, size, flake)

"""A surface to paint on in gouache: flat shapes, soft gradients, mist and reflections.

Lengths are in units: the picture is 600 units high whatever its size in pixels. It is painted at
twice its size and reduced, which smooths every edge.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from random import Random
from typing import TypeVar

from PIL import Image, ImageChops, ImageDraw

from parapluie.pictures.palettes import mix
from parapluie.source.colours import Rgb

HEIGHT = 600.0
Point = tuple[float, float]
_T = TypeVar("_T")
_OVER = 2  # times larger than the result
# Lights a little lighter and darks a little darker, as paint dries.
_CONTRAST = [
    min(255, max(0, round(level + 11 * math.sin((level - 128) / 127 * math.pi * 0.92))))
    for level in range(256)
] * 3
_COARSE = 4  # pixels painted at once where everything is soft


class Dice:
    """Chance that falls the same way for the same words, on every machine.

    `Random.random` is the one method of which Python promises the same numbers in every version.
    """

    def __init__(self, *words: str) -> None:
        digest = hashlib.sha256("\0".join(words).encode()).digest()
        self._random = Random(int.from_bytes(digest)).random

    def chance(self, part: float) -> bool:
        """Return whether something that happens *part* of the time happens now."""
        return self._random() < part

    def between(self, low: float, high: float) -> float:
        """Return a number from *low* to *high*."""
        return low + (high - low) * self._random()

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from *low* to *high* included."""
        return low + int((high - low + 1) * self._random())

    def pick(self, things: Sequence[_T]) -> _T:
        """Return one of the things."""
        return things[int(len(things) * self._random())]


class Canvas:
    """An image twice too large, and what can be painted on it in units."""

    def __init__(self, size: tuple[int, int]) -> None:
        self._size = size
        self._image = Image.new("RGB", (size[0] * _OVER, size[1] * _OVER))
        self._draw = ImageDraw.Draw(self._image)
        self._scale = size[1] * _OVER / HEIGHT
        self.width = HEIGHT * size[0] / size[1]

    def finish(self, *, mirrored: bool) -> Image.Image:
        """Return the picture at its size, with the grain of painted paper."""
        image = self._image.reduce(_OVER).point(_CONTRAST)
        if mirrored:
            image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        return ImageChops.multiply(image, _grain(self._size))

    def polygon(self, points: Iterable[Point], fill: Rgb) -> None:
        """Fill a shape."""
        scale = self._scale
        self._draw.polygon([part * scale for point in points for part in point], fill=fill)

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: Rgb) -> None:
        """Fill an ellipse given by its centre and its radii."""
        s = self._scale
        self._draw.ellipse([(x - rx) * s, (y - ry) * s, (x + rx) * s, (y + ry) * s], fill=fill)

    def line(self, points: Iterable[Point], fill: Rgb, width: float) -> None:
        """Draw a line, at least a pixel of the result wide."""
        s = self._scale
        self._draw.line(
            [part * s for point in points for part in point],
            fill=fill,
            width=max(2, round(width * s)),
            joint="curve",
        )

    def rectangle(self, left: float, top: float, right: float, bottom: float, fill: Rgb) -> None:
        """Fill an upright rectangle."""
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], fill)

    def shaded(self, points: Sequence[Point], stops: Sequence[Rgb]) -> None:
        """Fill a shape with colours that melt into each other from its top to its bottom."""
        box = self._box(points)
        if box is None:
            return
        left, top, right, bottom = box
        s = self._scale
        mask = Image.new("1", (right - left, bottom - top))
        flat = [v for x, y in points for v in (x * s - left, y * s - top)]
        ImageDraw.Draw(mask).polygon(flat, fill=1)
        # The part of the shape that is off the canvas keeps its share of the gradient.
        low, high = min(y for _, y in points) * s, max(y for _, y in points) * s
        fade = _fade(stops, mask.size, (top - low) / (high - low), (bottom - low) / (high - low))
        self._image.paste(fade, (left, top), mask)

    def veil(self, points: Sequence[Point], fill: Rgb, strengths: tuple[float, float]) -> None:
        """Cover a shape thinly, by a part at its top that becomes another at its bottom."""
        box = self._box(points)
        if box is None:
            return
        left, top, right, bottom = box
        s = self._scale
        mask = Image.new("L", (right - left, bottom - top))
        flat = [v for x, y in points for v in (x * s - left, y * s - top)]
        if strengths[0] == strengths[1]:
            ImageDraw.Draw(mask).polygon(flat, fill=round(255 * strengths[0]))
            self._image.paste(fill, (left, top), mask)
            return
        ImageDraw.Draw(mask).polygon(flat, fill=255)
        self._thin(mask, (left, top), fill, strengths)

    def puffs(
        self,
        ellipses: Sequence[tuple[float, float, float, float]],
        base: float,
        fill: Rgb,
        strengths: tuple[float, float],
    ) -> None:
        """Cover thinly what several ellipses cover together, down to a flat *base*."""
        corners = [(x + rx * i, y + ry * i) for x, y, rx, ry in ellipses for i in (-1, 1)]
        box = self._box([(x, min(y, base)) for x, y in corners])
        if box is None:
            return
        left, top, right, bottom = box
        s = self._scale
        mask = Image.new("L", (right - left, bottom - top))
        draw = ImageDraw.Draw(mask)
        for x, y, rx, ry in ellipses:
            draw.ellipse(
                [
                    (x - rx) * s - left,
                    (y - ry) * s - top,
                    (x + rx) * s - left,
                    (y + ry) * s - top,
                ],
                fill=255,
            )
        self._thin(mask, (left, top), fill, strengths)

    def glow(self, x: float, y: float, rx: float, ry: float, fill: Rgb, strength: float) -> None:
        """Shed light that is strongest in the middle of an ellipse and nothing at its edge."""
        s = self._scale
        width, height = round(2 * rx * s), round(2 * ry * s)
        if width < 1 or height < 1:
            return
        mask = _halo(round(strength * 255)).resize((width, height), Image.Resampling.NEAREST)
        self._image.paste(fill, (round((x - rx) * s), round((y - ry) * s)), mask)

    def sky(
        self,
        stops: Sequence[Rgb],
        bottom: float,
        lights: Iterable[tuple[float, float, float, float, Rgb, float]],
        curtain: tuple[Image.Image, Rgb, Rgb] | None = None,
    ) -> None:
        """Paint the sky down to *bottom*, with lights (as `glow` takes them) and an aurora.

        A *curtain* is a mask over the sky, then its colour at the bottom and at the top. All of it
        is so soft that it is painted coarsely.
        """
        s = self._scale / _COARSE / 2
        size = (-(-self._image.width // (_COARSE * 2)), max(2, math.ceil(bottom * s)))
        sky = _fade(stops, size, 0, 1)
        for x, y, rx, ry, fill, strength in lights:
            mask = _halo(round(strength * 255)).resize(
                (max(1, round(2 * rx * s)), max(1, round(2 * ry * s))), Image.Resampling.BILINEAR
            )
            sky.paste(fill, (round((x - rx) * s), round((y - ry) * s)), mask)
        if curtain is not None:
            mask, low, high = curtain
            mask = mask.resize(size, Image.Resampling.BICUBIC)
            sky.paste(_fade((high, mix(high, low, 0.35), low, low), size, 0, 1), (0, 0), mask)
        self._image.paste(_enlarged(sky.resize((size[0] * 2, size[1] * 2))), (0, 0))

    def reflect(
        self,
        shore: float,
        bottom: float,
        stops: Sequence[Rgb],
        strengths: tuple[float, float],
        dice: Dice,
    ) -> None:
        """Fill the width from *shore* to *bottom* with water that mirrors what is above it."""
        s = self._scale
        top, end = round(shore * s), min(self._image.height, round(bottom * s))
        depth = min(end - top, top)
        above = self._image.crop((0, top - depth, self._image.width, top)).reduce(_COARSE)
        mirror = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        small = (mirror.width, -(-(end - top) // _COARSE))
        wave = dice.between(0, math.tau)
        ripples = Image.new("RGB", small, stops[-1])
        for row in range(small[1]):
            reach = 0.4 + 2.6 * row / small[1]
            shift = round(reach * math.sin(wave + row * 1.1 + 3 * math.sin(row * 0.31)))
            source = min(row, mirror.height - 1)
            line = mirror.crop((0, source, mirror.width, source + 1))
            ripples.paste(line, (shift, row))
            if shift > 0:
                ripples.paste(line.crop((0, 0, shift, 1)), (0, row))
            elif shift < 0:
                edge = line.crop((line.width + shift, 0, line.width, 1))
                ripples.paste(edge, (line.width + shift, row))
        water = _fade(stops, small, 0, 1)
        weights = bytes(
            round(255 * (strengths[0] + (strengths[1] - strengths[0]) * row / small[1]))
            for row in range(small[1])
        )
        mask = Image.frombytes("L", (1, small[1]), weights).resize(small)
        water.paste(ripples, (0, 0), mask)
        self._image.paste(_enlarged(water).crop((0, 0, self._image.width, end - top)), (0, top))

    def _thin(
        self, mask: Image.Image, place: tuple[int, int], fill: Rgb, strengths: tuple[float, float]
    ) -> None:
        high, low = (round(255 * strength) for strength in strengths)
        column = Image.frombytes("L", (1, 2), bytes((high, low)))
        column = column.resize((1, mask.height), Image.Resampling.BILINEAR, (0, 0.5, 1, 1.5))
        fade = column.resize(mask.size, Image.Resampling.NEAREST)
        self._image.paste(fill, place, ImageChops.multiply(mask, fade))

    def _box(self, points: Iterable[Point]) -> tuple[int, int, int, int] | None:
        """Return the pixels around the points that are on the canvas, if any are."""
        xs, ys = zip(*points, strict=True)
        s = self._scale
        left, top = max(0, math.floor(min(xs) * s)), max(0, math.floor(min(ys) * s))
        right = min(self._image.width, math.ceil(max(xs) * s) + 1)
        bottom = min(self._image.height, math.ceil(max(ys) * s) + 1)
        return (left, top, right, bottom) if left < right and top < bottom else None


def _enlarged(image: Image.Image) -> Image.Image:
    """Return a coarse image at the size of the canvas, smooth once the canvas is reduced."""
    twice = (image.width * 2, image.height * 2)
    smooth = image.resize(twice, Image.Resampling.BILINEAR)
    return smooth.resize((twice[0] * 2, twice[1] * 2), Image.Resampling.NEAREST)


def _fade(stops: Sequence[Rgb], size: tuple[int, int], start: float, end: float) -> Image.Image:
    """Return the part from *start* to *end* of a gradient, from top to bottom of an image."""
    last = len(stops) - 1
    strip = Image.frombytes("RGB", (1, len(stops)), bytes(part for stop in stops for part in stop))
    # Between the middles of the first and last pixels, the enlargement is the gradient.
    box = (0, 0.5 + start * last, 1, 0.5 + end * last)
    column = strip.resize((1, size[1]), Image.Resampling.BILINEAR, box)
    return column.resize(size, Image.Resampling.NEAREST)


@lru_cache(maxsize=64)
def _halo(strength: int) -> Image.Image:
    """Return a disc of light in a square: *strength* of 255 in the middle, nothing at the edge."""
    table = [round(strength * max(0.0, 1 - level / 180) ** 2) for level in range(256)]
    return Image.radial_gradient("L").point(table)


@lru_cache(maxsize=4)
def _grain(size: tuple[int, int]) -> Image.Image:
    """Return what paper and brush take from each colour: long soft strokes, never noise."""
    # The corners are a little darker, which leads the eye inwards.
    shade = [255 - round(22 * max(0.0, level / 255 - 0.62) / 0.38) for level in range(256)]
    grain = Image.radial_gradient("L").point(shade).resize(size, Image.Resampling.BICUBIC)
    for name, across, down, depth in (
        ("wash", 9, 6, 4),
        ("stroke", 36, 60, 4),
        ("dab", 120, 75, 2),
    ):
        count = across * down
        bits = hashlib.shake_256(name.encode()).digest(count)
        levels = bytes(255 - depth * bit // 255 for bit in bits)
        layer = Image.frombytes("L", (across, down), levels)
        grain = ImageChops.multiply(grain, layer.resize(size, Image.Resampling.BICUBIC))
    return Image.merge("RGB", (grain,) * 3)

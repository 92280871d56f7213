"""The colours that the generated pictures are painted in, one palette per principle."""

import hashlib
from dataclasses import dataclass

from parapluie.source.colours import Rgb, rgb

WHITE: Rgb = (253, 250, 243)
BLACK: Rgb = (10, 14, 24)


@dataclass(frozen=True, slots=True)
class Palette:
    """What a landscape is painted in on a clear summer day; seasons and hours are mixed from it."""

    name: str
    sky: Rgb
    horizon: Rgb
    light: Rgb  # the sun, and lit windows
    far: Rgb  # the farthest hills
    forest: Rgb
    meadow: Rgb
    water: Rgb
    roof: Rgb  # the accent
    night: Rgb


def mix(one: Rgb, other: Rgb, part: float) -> Rgb:
    """Return *one* with a *part*, from 0 to 1, of *other*."""
    rest = 1 - part
    return (
        int(one[0] * rest + other[0] * part + 0.5),
        int(one[1] * rest + other[1] * part + 0.5),
        int(one[2] * rest + other[2] * part + 0.5),
    )


def _palette(name: str, colours: str) -> Palette:
    return Palette(name, *(rgb(colour) for colour in colours.split()))


# In the order of the fields.
PALETTES = (
    _palette("fjord", "8fbfc9 dbe5d2 fbe0a0 7fa6ab 1f4f4c 9cb56c 3f7d97 a8402c 12324a"),
    _palette("spruce", "a9cdbd e8ecd2 f6e2a6 86ab98 1d4a3d 8fae5f 4f8f8a c2703a 0f2f33"),
    _palette("ochre", "b4cfcd f5e4b8 f4c35c bcae88 4a5a38 dab65c 6f9ca0 a8402c 232c4d"),
    _palette("brick", "e0bba6 f8dfc4 f9c983 c49484 57403c c79f6c a3949a a8402c 371f42"),
    _palette("lupin", "a9aed6 f2dcdc fbdcb4 8f90ba 363f66 93a877 6d7fb3 9a4a78 1d1f48"),
    _palette("frost", "a4cde2 e9f1ef fdeecb 9dbccb 2b5468 a5c0a4 5c97b3 b5532f 0f2747"),
    _palette("lichen", "b5cbb8 f0ead0 f0cf7a 98a78c 3a4b38 aab066 6c948a 8a4b2d 17303a"),
    _palette("blueberry", "8d9fc8 f5d2bd fbd08e 7d7ca8 2d3159 84977a 4e6a9a c05a52 15173a"),
)


def palette_for(key: str) -> Palette:
    """Return the palette of a principle, or of anything else that has an id: always the same."""
    return PALETTES[hashlib.sha256(key.encode()).digest()[0] % len(PALETTES)]

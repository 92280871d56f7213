"""From a photograph to what is published: upright, sRGB, without metadata, in few sizes.

Files per photograph: WebP at each width, a JPEG (or PNG when something shows through) at 960 for
the few browsers without WebP, and two WebP crops for cards. There is no crop for headers:
`object-fit` does it with the focus point, and would waste a third of the bytes at most.
"""

import hashlib
import io
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import PIL
from PIL import Image, ImageCms

from parapluie.speed.reasons import PHOTOGRAPH, Reason

from .originals import FORMATS, UNREADABLE

WIDTHS = (480, 960, 1440)
CARD_WIDTHS = (480, 960)
CARD_RATIO = 3 / 2
FALLBACK_WIDTH = 960
_MAX_HEIGHT = 16_383  # WebP's own
_RECIPE = 1  # to be raised by whoever changes what this module draws

Size = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Encoding:
    """A format to publish, and how Pillow is asked for it; one object each."""

    suffix: str
    type: str
    pillow: str
    settings: Mapping[str, Any]


WEBP = Encoding("webp", "image/webp", "WEBP", {"quality": 80, "method": 4})
JPEG = Encoding("jpg", "image/jpeg", "JPEG", {"quality": 80, "progressive": True, "optimize": True})
PNG = Encoding("png", "image/png", "PNG", {"compress_level": 9})
# One thread: as many as pictures are made at once, and the same bytes on any machine.
AVIF = Encoding(
    "avif", "image/avif", "AVIF", {"quality": 60, "speed": 8, "max_threads": 1, "codec": "aom"}
)
ENCODINGS = {encoding.suffix: encoding for encoding in (WEBP, JPEG, PNG, AVIF)}


@dataclass(frozen=True, slots=True)
class Derived:
    """A file made from an original."""

    size: Size
    encoding: Encoding
    content: bytes | Path  # or where it is kept

    @property
    def name(self) -> str:
        """What tells it from the others of the same original."""
        return f"{self.size[0]}x{self.size[1]}.{self.encoding.suffix}"


@dataclass(frozen=True, slots=True)
class Derivation:
    """All that is made from an original."""

    colour: str  # #rrggbb
    whole: tuple[Derived, ...]
    card: tuple[Derived, ...]  # may hold files of `whole`, when the original has that shape
    fallback: Derived


def digest(original: bytes, focus: tuple[float, float], *, avif: bool) -> str:
    """Return the name of what this module makes of *original*, from its bytes and the recipe.

    Pillow is part of the recipe: it does not encode alike from one version to the next.
    """
    encodings = (WEBP, JPEG, PNG, *((AVIF,) if avif else ()))
    content, focus, formats, sizes, drawing, pillow = PHOTOGRAPH.parts(
        {
            Reason.ORIGINAL: hashlib.sha256(original).digest(),
            Reason.FOCUS: focus,
            Reason.ENCODINGS: [(each.pillow, dict(each.settings)) for each in encodings],
            Reason.SIZES: (WIDTHS, CARD_WIDTHS, CARD_RATIO, FALLBACK_WIDTH),
            Reason.DRAWING: _RECIPE,
            Reason.PILLOW: PIL.__version__,
        }
    )
    # Addresses show it: the same parts in the same order give the same.
    made_by = json.dumps([drawing, pillow, focus, *sizes, formats], sort_keys=True).encode()
    return hashlib.sha256(content + made_by).hexdigest()[:32]


def derive(original: bytes, focus: tuple[float, float], *, avif: bool) -> Derivation:
    """Return all that is published of *original*; raises one of `UNREADABLE` if it is damaged.

    *focus* is in per cent of the upright picture. Nothing is enlarged.
    """
    image = clean(original)
    encodings = (AVIF, WEBP) if avif else (WEBP,)
    transparent = image.mode == "RGBA"
    sizes = [_scaled(image.size, width) for width in _steps(_widest(image.size), WIDTHS)]
    scaled = {size: _resized(image, size) for size in sizes}
    window = _window(image.size, focus)
    card_width = min(window[2] - window[0], CARD_WIDTHS[-1])
    card_sizes = [
        (width, max(1, round(width / CARD_RATIO)))
        for width in _steps(max(1, round(card_width)), CARD_WIDTHS)
    ]
    for size in card_sizes:
        if size not in scaled:
            scaled[size] = image.resize(size, Image.Resampling.LANCZOS, window, reducing_gap=3)
    made = {
        (size, encoding.suffix): Derived(size, encoding, _encoded(scaled[size], encoding))
        for encoding in encodings
        for size in dict.fromkeys([*sizes, *card_sizes])
    }
    nearest = max((size for size in sizes if size[0] <= FALLBACK_WIDTH), default=sizes[0])
    last = PNG if transparent else JPEG
    return Derivation(
        _dominant(scaled[sizes[0]]),
        tuple(made[size, encoding.suffix] for encoding in encodings for size in sizes),
        tuple(made[size, encoding.suffix] for encoding in encodings for size in card_sizes),
        Derived(nearest, last, _encoded(scaled[nearest], last)),
    )


# --- Sizes ---


def _widest(size: Size) -> int:
    """Return the greatest width to publish, such that the height too suits the formats."""
    width, height = size
    return max(1, min(width, WIDTHS[-1], width * _MAX_HEIGHT // height))


def _steps(widest: int, widths: tuple[int, ...]) -> list[int]:
    return [width for width in widths if width < widest] + [widest]


def _scaled(size: Size, width: int) -> Size:
    return width, max(1, min(round(size[1] * width / size[0]), _MAX_HEIGHT))


def _window(size: Size, focus: tuple[float, float]) -> tuple[float, float, float, float]:
    """Return the largest part of the shape of a card, its centre as near *focus* as it may be."""
    width = min(size[0], size[1] * CARD_RATIO)
    height = min(size[1], width / CARD_RATIO)
    left = min(max(size[0] * focus[0] / 100 - width / 2, 0), size[0] - width)
    top = min(max(size[1] * focus[1] / 100 - height / 2, 0), size[1] - height)
    return left, top, left + width, top + height


# --- Pixels ---

# By the value of EXIF's orientation (CIPA DC-008, 4.6.5.1.6).
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ORIENTATION = 0x0112
_FIRST_ON_ITS_SIDE = 5


def clean(original: bytes) -> Image.Image:
    """Return an upright sRGB image that holds pixels alone, large enough for every use.

    It is made smaller as early as possible: 60 MP are 240 MB.
    """
    with Image.open(io.BytesIO(original), formats=FORMATS) as image:
        orientation = _orientation(image)
        size = _enough(image.size, turned=orientation >= _FIRST_ON_ITS_SIDE)
        # Asks a JPEG for half, a quarter… of its size, with as much again for the filter.
        image.draft(None, (2 * size[0], 2 * size[1]))
        image.load()
        profile = image.info.get("icc_profile")
        reduced = _resized(_of_plain_mode(image), size)
    if orientation in _TURNS:
        reduced = reduced.transpose(_TURNS[orientation])
    coloured = _to_srgb(reduced, profile)
    if coloured.mode == "RGBA" and coloured.getchannel("A").getextrema() == (255, 255):
        coloured = coloured.convert("RGB")
    # Pillow keeps comments, profiles and EXIF beside the pixels, and writes some of them back.
    pixels = Image.new(coloured.mode, coloured.size)
    pixels.paste(coloured)
    return pixels


def _orientation(image: Image.Image) -> int:
    try:
        found = image.getexif().get(_ORIENTATION, 1)
    except UNREADABLE:
        return 1
    return found if isinstance(found, int) and found in _TURNS else 1


def _enough(size: Size, *, turned: bool) -> Size:
    """Return the stored size that still gives the widest picture and the widest card."""
    width, height = reversed(size) if turned else size
    card_height = CARD_WIDTHS[-1] / CARD_RATIO
    scale = min(1, max(WIDTHS[-1] / width, card_height / height))
    return max(1, math.ceil(size[0] * scale)), max(1, math.ceil(size[1] * scale))


def _of_plain_mode(image: Image.Image) -> Image.Image:
    """Return *image* as L, RGB, RGBA or CMYK, whichever holds all that it shows."""
    if image.mode.startswith("I"):  # 16 bits of grey, which a mere conversion would clip
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode in ("L", "RGB", "CMYK"):
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _to_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Return *image* as RGB or RGBA, by its profile when it has one that suits its pixels."""
    target = "RGBA" if image.mode == "RGBA" else "RGB"
    if not isinstance(profile, bytes) or not profile:
        return image.convert(target)
    opaque = image.convert("RGB") if image.mode == "RGBA" else image
    try:
        converted = ImageCms.profileToProfile(
            opaque,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image.convert(target)
    assert converted is not None  # it is None in place only
    if target == "RGBA":
        converted.putalpha(image.getchannel("A"))
    return converted


def _resized(image: Image.Image, size: Size) -> Image.Image:
    if size == image.size:
        return image
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)


def _encoded(image: Image.Image, encoding: Encoding) -> bytes:
    out = io.BytesIO()
    image.save(out, encoding.pillow, **encoding.settings)
    return out.getvalue()


def _dominant(image: Image.Image) -> str:
    """Return the most frequent of a few colours: a mean would be mud."""
    small = image.copy()
    small.thumbnail((64, 64), Image.Resampling.BOX)
    if small.mode == "RGBA":
        behind = Image.new("RGBA", small.size, "white")
        small = Image.alpha_composite(behind, small).convert("RGB")
    few = small.quantize(5, Image.Quantize.MEDIANCUT)
    counts = few.histogram()
    index = counts.index(max(counts))
    palette = few.getpalette() or [0, 0, 0]
    return "#" + bytes(palette[3 * index : 3 * index + 3]).hex()

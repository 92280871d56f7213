"""Pictures that nobody drew: a landscape for what has none, a sharing card for every page.

Their names come from what they will show, so that pages can be written first; then `draw` makes
those that the cache does not hold yet.
"""

import hashlib
import io
import json
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import PIL
from PIL import Image

from parapluie.model import Illustration, Picture, Place, Rendition
from parapluie.speed.reasons import CARD, LANDSCAPE, Reason

from . import cache as kept
from .cards import SIZE as CARD_SIZE
from .cards import card, colours_of
from .palettes import palette_for
from .scenes import plan, scene
from .variants import JPEG, WEBP, Derivation, Derived, Encoding

_RECIPE = 1  # to be raised by whoever changes how landscapes or cards are drawn
_SIZES = ((960, 600), (480, 300))
_FALLBACK = (480, 300)
_SHORT = 12  # digits of a digest that an address shows
_DRAWN_BY = {Reason.DRAWING: _RECIPE, Reason.PILLOW: PIL.__version__}
_CARDS = "partage"  # folders in the site
_LANDSCAPES = "illustrations"


@dataclass(frozen=True, slots=True)
class Landscape:
    """The landscape of an identifier, in the palette of another: its principle's."""

    identifier: str
    principle: str

    @property
    def digest(self) -> str:
        """What names its files."""
        shown = LANDSCAPE.parts(
            {
                Reason.IDENTIFIER: self.identifier,
                Reason.PALETTE: palette_for(self.principle).name,
                Reason.SIZES: _SIZES,
                **_DRAWN_BY,
            }
        )
        return _digest("landscape", *shown)

    def picture(self, cache: Path) -> Picture:
        """Return it as a picture, whose files are in *cache* once drawn."""
        x, y = plan(self.identifier).focus
        name = f"{_LANDSCAPES}/paysage-{self.digest[:_SHORT]}"

        def rendition(size: tuple[int, int], encoding: Encoding) -> Rendition:
            file = Derived(size, encoding, b"").name
            return Rendition(
                f"{name}-{file}", *size, encoding.type, cache / f"{self.digest}-{file}"
            )

        nothing = Illustration(
            self.identifier,
            "",
            "",
            "",
            "",
            "",
            "",
            (100 * x, 100 * y),
            decorative=True,
            place=Place(""),
        )
        renditions = tuple(rendition(size, WEBP) for size in reversed(_SIZES))
        red, green, blue = palette_for(self.principle).horizon
        return Picture(
            nothing,
            rendition(_FALLBACK, JPEG),
            renditions,
            renditions,
            f"#{red:02x}{green:02x}{blue:02x}",
        )

    def drawn(self) -> Derivation:
        """Draw it."""
        image = scene(self.identifier, palette_for(self.principle), _SIZES[0])
        scaled = {size: image.resize(size, Image.Resampling.LANCZOS) for size in _SIZES[1:]}
        scaled[_SIZES[0]] = image
        whole = tuple(_derived(scaled[size], WEBP) for size in reversed(_SIZES))
        return Derivation("", whole, whole, _derived(scaled[_FALLBACK], JPEG))


@dataclass(frozen=True, slots=True)
class Card:
    """What a page shows when its address is shared."""

    title: str
    sentence: str
    town: str
    notice: str
    picture: Picture
    landscape: Landscape  # whose colours it takes, and whose place when the picture is a drawing

    @property
    def digest(self) -> str:
        """What names its file."""
        shown = CARD.parts(
            {
                Reason.CARD_TITLE: self.title,
                Reason.CARD_SENTENCE: self.sentence,
                Reason.TOWN_NAME: self.town,
                Reason.NOTICE: self.notice,
                Reason.CARD_PICTURE: self.picture.path,
                Reason.CARD_LANDSCAPE: self.landscape.digest,
                **_DRAWN_BY,
            }
        )
        return _digest("card", *shown)

    @property
    def path(self) -> str:
        """Where it goes in the site."""
        return f"{_CARDS}/{self.digest[:_SHORT]}.jpg"

    def rendition(self, cache: Path) -> Rendition:
        """Return its file, which is in *cache* once drawn."""
        file = Derived(CARD_SIZE, JPEG, b"").name
        return Rendition(self.path, *CARD_SIZE, JPEG.type, cache / f"{self.digest}-{file}")

    def drawn(self, cache: Path) -> Derivation:
        """Draw it; its picture is drawn already."""
        image, focus = self._image(cache)
        colours = colours_of(palette_for(self.landscape.principle))
        drawing = card(
            self.title,
            self.sentence,
            self.town,
            image,
            self.notice,
            focus=focus,
            colours=colours,
        )
        made = _derived(drawing, JPEG)
        return Derivation("", (made,), (), made)

    def _image(self, cache: Path) -> tuple[Image.Image, tuple[float, float]]:
        picture = self.picture if self.picture.renditions else self.landscape.picture(cache)
        largest = max(picture.renditions, key=lambda rendition: rendition.width)
        content = largest.content
        with Image.open(io.BytesIO(content) if isinstance(content, bytes) else content) as image:
            x, y = picture.illustration.focus
            return image.convert("RGB"), (x / 100, y / 100)


def draw(
    landscapes: Iterable[Landscape],
    cards: Iterable[Card],
    cache: Path,
    *,
    workers: int | None = None,
) -> None:
    """Make every landscape, then every card, that *cache* does not hold. Raises `OSError`."""
    wanted = list(cards)
    scenes = {item.digest: item for item in landscapes}
    scenes |= {item.landscape.digest: item.landscape for item in wanted}
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        list(pool.map(lambda item: _kept(item, item.drawn, cache), scenes.values()))
        list(pool.map(lambda item: _kept(item, lambda: item.drawn(cache), cache), wanted))


def _kept(item: Landscape | Card, drawn: Any, cache: Path) -> None:
    if kept.fetch(cache, item.digest) is None:
        kept.keep(cache, item.digest, drawn())


def _derived(image: Image.Image, encoding: Encoding) -> Derived:
    out = io.BytesIO()
    image.save(out, encoding.pillow, **encoding.settings)
    return Derived(image.size, encoding, out.getvalue())


def _digest(name: str, *parts: Any) -> str:
    """Return the digest of parts that end with those of `_DRAWN_BY`, which stand first in it.

    Addresses show it: the same parts in the same order give the same.
    """
    *shown, drawing, pillow = parts
    made_by = json.dumps([drawing, pillow, name, *shown], ensure_ascii=False)
    return hashlib.sha256(made_by.encode()).hexdigest()[:32]

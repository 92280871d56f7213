"""Pictures for the site: drawings as they are, photographs made light and without metadata.

A derived file is named by the hash of its original and of the recipe, so that nothing ever needs
to be invalidated.
"""

import hashlib
import io
import re
from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from parapluie.model import Illustration, Picture
from parapluie.problems import Problem, problem

_WIDTH = 1440
_RECIPE = f"webp-{_WIDTH}-82-1"
_SVG_HEAD = 4096  # bytes
_UNREADABLE = (UnidentifiedImageError, OSError, Image.DecompressionBombError, ValueError)
_SVG_SIZE = re.compile(rb"viewBox=[\"']\s*\S+\s+\S+\s+([\d.]+)\s+([\d.]+)")


def check(illustrations: Iterable[Illustration], root: Path) -> list[Problem]:
    """Return a problem for each original that is no picture, by reading its head alone."""
    found = []
    for illustration in illustrations:
        try:
            with (root / illustration.file).open("rb") as original:
                if _is_drawing(illustration):
                    _drawing_size(original.read(_SVG_HEAD))
                else:
                    Image.open(original).close()
        except _UNREADABLE:
            found.append(problem("P215", illustration.place, file=illustration.file))
    return found


def make(
    illustrations: Iterable[Illustration], root: Path, cache: Path | None
) -> tuple[dict[str, Picture], list[Problem]]:
    """Return a picture per illustration, by its id, and the problems of those that cannot be read.

    *cache* is a folder for derived files, made when needed; without it nothing is kept.
    """
    pictures: dict[str, Picture] = {}
    problems: list[Problem] = []
    for illustration in illustrations:
        original = (root / illustration.file).read_bytes()
        try:
            if _is_drawing(illustration):
                picture = _drawing(illustration, original)
            else:
                picture = _photograph(illustration, original, cache)
        except _UNREADABLE:
            problems.append(problem("P215", illustration.place, file=illustration.file))
            continue
        pictures[illustration.id] = picture
    return pictures, problems


def _is_drawing(illustration: Illustration) -> bool:
    return illustration.file.lower().endswith(".svg")


def _drawing_size(head: bytes) -> tuple[int, int]:
    """Return the size that the drawing's view box states; raises `ValueError` without one."""
    size = _SVG_SIZE.search(head)
    if size is None:
        raise ValueError(head[:40])
    return round(float(size[1])), round(float(size[2]))


def _drawing(illustration: Illustration, original: bytes) -> Picture:
    name = f"illustrations/{illustration.id}-{_digest(original)}.svg"
    return Picture(illustration, name, *_drawing_size(original[:_SVG_HEAD]), original)


def _photograph(illustration: Illustration, original: bytes, cache: Path | None) -> Picture:
    name = f"{illustration.id}-{_digest(original + _RECIPE.encode())}.webp"
    kept = cache / name if cache else None
    if kept is not None and kept.is_file():
        content = kept.read_bytes()
        with Image.open(io.BytesIO(content)) as image:
            return Picture(illustration, f"illustrations/{name}", *image.size, content)
    with Image.open(io.BytesIO(original)) as image:
        upright = ImageOps.exif_transpose(image).convert("RGB")
    if upright.width > _WIDTH:
        height = round(upright.height * _WIDTH / upright.width)
        upright = upright.resize((_WIDTH, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    upright.save(out, "WEBP", quality=82, method=4)
    content = out.getvalue()
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        partial = kept.with_suffix(".partiel")
        partial.write_bytes(content)
        partial.replace(kept)
    return Picture(illustration, f"illustrations/{name}", *upright.size, content)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]

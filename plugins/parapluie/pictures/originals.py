"""Originals: found inside their folder, and judged by their head before anything is decoded.

A file of a few bytes may claim a billion pixels, so nothing here decodes any.
"""

import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from PIL import Image

from parapluie.model import Illustration
from parapluie.problems import Problem, problem
from parapluie.vocabulary import messages

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")  # as Pillow names them
MAX_BYTES = 25 << 20
MAX_PIXELS = 60_000_000
MAX_SIDE = 30_000  # pixels; a longer strip is nobody's illustration
# What Pillow raises on a file that is damaged, or made to harm.
UNREADABLE = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    KeyError,
    IndexError,
    TypeError,
    OverflowError,
    ZeroDivisionError,
    MemoryError,
    RuntimeError,  # by its AVIF decoder
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)
# Phones put a second view after a photograph (« MPO »), which Pillow then counts as a frame.
_JPEG = ("JPEG", "MPO")


@dataclass(frozen=True, slots=True)
class Original:
    """The file of an illustration, known to stand in the folder and not to weigh too much."""

    illustration: Illustration
    path: Path

    @property
    def is_drawing(self) -> bool:
        """Whether it is an SVG, as its name alone may say; any other is what its bytes say."""
        return self.path.suffix.lower() == ".svg"

    def unreadable(self) -> Problem:
        """Return the problem of a file that is no picture, or a damaged one."""
        return problem("P215", self.illustration.place, file=self.illustration.file)


def find(illustration: Illustration, root: Path) -> Original | Problem:
    """Return where the original of *illustration* is, or why it cannot be taken."""
    absent = problem("P213", illustration.place, value=illustration.id, file=illustration.file)
    try:
        path = (root / illustration.file).resolve(strict=True)
        status = path.stat()
    except (OSError, ValueError, RuntimeError):  # RuntimeError: links in a circle, before 3.13
        return absent
    if not path.is_relative_to(root.resolve()) or not S_ISREG(status.st_mode):
        return absent
    if status.st_size > MAX_BYTES:
        return too_heavy(illustration, status.st_size, MAX_BYTES)
    return Original(illustration, path)


def too_heavy(illustration: Illustration, size: int, limit: int) -> Problem:
    """Return the problem of a file of *size* bytes, rounded up so as never to equal *limit*."""
    return problem(
        "P216",
        illustration.place,
        file=illustration.file,
        size=messages.MEGABYTES.format(number=-(-size >> 20)),
        limit=messages.MEGABYTES.format(number=limit >> 20),
    )


@contextmanager
def quietly() -> Iterator[None]:
    """Keep Pillow's warnings (odd metadata, sizes that we judge ourselves) out of the output.

    Filters are the whole process's: enter this once, round the threads.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def refusal(original: Original) -> Problem | None:
    """Return why a photograph is refused, from its head. To be called within `quietly`."""
    illustration = original.illustration
    try:
        with Image.open(original.path, formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE:
                size = messages.PICTURE_SIZE.format(width=image.width, height=image.height)
                return _too_large(illustration, size)
            if image.format not in _JPEG and getattr(image, "is_animated", False):
                return problem("P218", illustration.place, file=illustration.file)
    except Image.DecompressionBombError:  # over twice Pillow's own limit
        return _too_large(illustration, messages.PICTURE_HUGE)
    except UNREADABLE:
        return original.unreadable()
    return None


def _too_large(illustration: Illustration, size: str) -> Problem:
    limit = messages.PICTURE_LIMIT.format(pixels=MAX_PIXELS // 1_000_000, side=MAX_SIDE)
    return problem("P217", illustration.place, file=illustration.file, size=size, limit=limit)

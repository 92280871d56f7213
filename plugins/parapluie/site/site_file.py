"""What the core gives to outlets: a file of the site."""

import hashlib
import os
import sys
from collections.abc import Callable
from functools import partial
from io import BufferedIOBase
from pathlib import Path
from typing import NamedTuple, TypeAlias

Span: TypeAlias = tuple[int, int]
Part: TypeAlias = tuple[int, int, bool, tuple[Span, ...]]  # what `Kept` holds after its store
_new_hash = partial(hashlib.blake2b, digest_size=16)


class Made(NamedTuple):
    """What a file holds: text, bytes, or a file that holds them."""

    content: str | bytes | Path
    html: tuple[Span, ...] = ()  # what of the text is finished HTML, see `pages.fragments`


Make: TypeAlias = Callable[[], Made]


def later(make: Callable[..., str | bytes], *arguments: object) -> Make:
    """Return what makes a file of what a function returns."""
    return lambda: Made(make(*arguments))


class Kept(NamedTuple):
    """What a file holds, kept outside of memory."""

    store: "Store"
    start: int
    length: int
    is_text: bool
    html: tuple[Span, ...]

    @property
    def part(self) -> Part:
        """Where it is kept."""
        return self.start, self.length, self.is_text, self.html

    @property
    def raw(self) -> bytes:
        """What the file holds, as bytes, read anew. Raises `OSError`."""
        return self.store.read(self.start, self.length)

    @property
    def made(self) -> Made:
        """What the file holds, read anew. Raises `OSError`."""
        return Made(self.raw.decode() if self.is_text else self.raw, self.html)


class Store:
    """A file that holds what the files of a site hold, one after the other.

    All the pages of a large site weigh more than all that they are made from, and an engine asks
    for them one at a time.
    """

    def __init__(self, file: BufferedIOBase) -> None:
        """*file* is open for reading, and for writing where something is to be kept."""
        self.file = file
        self._end = self._flushed = 0
        self._hash = _new_hash()

    @property
    def digest(self) -> str:
        """The hash of all that was kept."""
        return self._hash.hexdigest()

    def holds(self, digest: str) -> bool:
        """Tell whether the file still holds what had this hash. Raises `OSError`."""
        self.file.seek(0)
        return hashlib.file_digest(self.file, _new_hash).hexdigest() == digest

    def keep(self, made: Made) -> Kept:
        """Keep what a file holds. Raises `OSError`."""
        assert not isinstance(made.content, Path)
        is_text = isinstance(made.content, str)
        raw = made.content.encode() if isinstance(made.content, str) else made.content
        return Kept(self, self._add(raw), len(raw), is_text, made.html)

    def _add(self, raw: bytes) -> int:
        start = self._end
        self.file.seek(start)
        self.file.write(raw)
        self._hash.update(raw)
        self._end += len(raw)
        return start

    def take(self, other: "Store", part: Part) -> Kept:
        """Keep a part of what *other* keeps, which is flushed. Raises `OSError`."""
        start, length, is_text, html = part
        return Kept(self, self._add(other.read(start, length)), length, is_text, html)

    def read(self, start: int, length: int) -> bytes:
        """Return what is kept there. Raises `OSError`."""
        if sys.platform == "win32":
            self.file.seek(start)
            return self.file.read(length)
        if self._flushed != self._end:
            self.file.flush()
            self._flushed = self._end
        # Two processes may read one file, which has but one position.
        return os.pread(self.file.fileno(), length, start)


class SiteFile:
    """A file of the site: its path among the sources that an engine reads, and what it holds.

    What *make* returns is made when it is first asked for: a preview shows few pages.
    """

    __slots__ = ("_made", "origin", "path")

    def __init__(
        self, path: str, content: str | bytes | Path | Made | Make | Kept, origin: str = ""
    ) -> None:
        """*origin* is the file that this one replaces, relative to the content folder."""
        self.path, self.origin = path, origin
        if isinstance(content, str | bytes | Path):
            content = Made(content)
        self._made: Made | Make | Kept = content

    @property
    def made(self) -> Made:
        """What the file holds."""
        if isinstance(self._made, Kept):
            return self._made.made
        if not isinstance(self._made, Made):
            self._made = self._made()
        return self._made

    @property
    def kept(self) -> Kept | None:
        """Where what the file holds is, where that is outside of memory."""
        return self._made if isinstance(self._made, Kept) else None

    def keep(self, store: Store) -> None:
        """Hold what the file holds in *store*; it is made now. Raises `OSError`."""
        made = self.made
        if not isinstance(made.content, Path):
            self._made = store.keep(made)

    def hold(self, kept: Kept) -> None:
        """Hold what was made and kept elsewhere."""
        self._made = kept

    @property
    def content(self) -> str | bytes | Path:
        """The text, the bytes, or the file that holds them."""
        return self.made.content

    @property
    def size(self) -> int:
        """How many bytes the file holds. Raises `OSError`."""
        if isinstance(self._made, Kept):
            return self._made.length
        content = self.content
        if isinstance(content, Path):
            return content.stat().st_size
        return len(content.encode() if isinstance(content, str) else content)

    @property
    def html(self) -> tuple[Span, ...]:
        """What of the text is finished HTML, see `pages.fragments`."""
        return self.made.html

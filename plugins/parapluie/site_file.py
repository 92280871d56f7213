"""What the core gives to outlets: a file of the site."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

Span: TypeAlias = tuple[int, int]


class Made(NamedTuple):
    """What a file holds: text, bytes, or a file that holds them."""

    content: str | bytes | Path
    html: tuple[Span, ...] = ()  # what of the text is finished HTML, see `pages.fragments`


Make: TypeAlias = Callable[[], Made]


def later(make: Callable[..., str | bytes], *arguments: object) -> Make:
    """Return what makes a file of what a function returns."""
    return lambda: Made(make(*arguments))


class SiteFile:
    """A file of the site: its path among the sources that an engine reads, and what it holds.

    What *make* returns is made when it is first asked for: a preview shows few pages.
    """

    __slots__ = ("_made", "origin", "path")

    def __init__(
        self, path: str, content: str | bytes | Path | Made | Make, origin: str = ""
    ) -> None:
        """*origin* is the file that this one replaces, relative to the content folder."""
        self.path, self.origin = path, origin
        if isinstance(content, str | bytes | Path):
            content = Made(content)
        self._made: Made | Make = content

    @property
    def made(self) -> Made:
        """What the file holds."""
        if not isinstance(self._made, Made):
            self._made = self._made()
        return self._made

    @property
    def content(self) -> str | bytes | Path:
        """The text, the bytes, or the file that holds them."""
        return self.made.content

    @property
    def html(self) -> tuple[Span, ...]:
        """What of the text is finished HTML, see `pages.fragments`."""
        return self.made.html

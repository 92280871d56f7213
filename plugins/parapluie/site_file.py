"""What the core gives to outlets: a file of the site."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the site: its path among the sources that an engine reads, and what it holds."""

    path: str
    content: str | bytes | Path  # text, bytes, or a file that holds them
    origin: str = ""  # the file it replaces, relative to the content folder
    html: tuple[tuple[int, int], ...] = ()  # what of the text is finished HTML, see `fragments`

"""What pages are made of, as data."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeAlias

from parapluie.graph import Link
from parapluie.model import (
    Entry,
    EntryKey,
    Place,
)
from parapluie.sentences import Sentence
from parapluie.vocabulary.kinds import (
    LinkType,
)

from .fragments import Span


class Made(NamedTuple):
    """What a file holds: text, bytes, or a file that holds them."""

    content: str | bytes | Path
    html: tuple[Span, ...] = ()  # what of the text is finished HTML, see `fragments`


Make: TypeAlias = Callable[[], Made]


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
        """What of the text is finished HTML, see `fragments`."""
        return self.made.html


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in the list of what depends on another, with its reasons as sentences."""

    entry: Entry
    reasons: tuple[Sentence, ...]
    distance: int
    under: Entry | None  # the objective that it is listed under


@dataclass(slots=True)
class PolicyGroup:
    """What depends on an entry by way of one policy, or directly when there is none."""

    policy: Entry | None
    reasons: tuple[Sentence, ...] = ()
    distance: int = 1
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The same way up to several entries: the steps, then what the last step applies."""

    steps: tuple[Link, ...]
    last: LinkType
    targets: tuple[Entry, ...]
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Relation:
    """The entries that one type of link joins to an entry, on one side."""

    label: str
    links: dict[EntryKey, tuple[Entry, str]]  # each with the note of its link


@dataclass(frozen=True, slots=True)
class Told:
    """A passage of the story, with what makes it true."""

    chapter: Entry
    place: Place
    anchor: str
    words: str  # as plain text
    targets: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Inherited:
    """The principles that a policy has from another that stands over it."""

    policy: Entry
    principles: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class PolicyLinks:
    """What the page of a policy lists."""

    own: list[Entry]  # principles
    inherited: list[Inherited]
    over: list[Entry]  # policies
    under: list[Entry]
    objectives: list[tuple[Entry, list[Entry]]]  # each with its actions
    direct: list[Entry]  # actions

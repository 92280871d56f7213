"""What pages are made of, as data."""

from dataclasses import dataclass, field

from parapluie.meaning.relations import Link
from parapluie.meaning.sentences import Sentence
from parapluie.model import Entry, EntryKey, Place
from parapluie.site.site_file import Made as Made
from parapluie.site.site_file import SiteFile as SiteFile


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in the list of what depends on another."""

    entry: Entry
    distance: int
    under: Entry | None  # the objective that it is listed under


@dataclass(slots=True)
class PolicyGroup:
    """What depends on an entry by way of one policy, or directly when there is none."""

    policy: Entry | None
    distance: int = 1
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The same way up to several entries: the steps, then what the last step applies."""

    steps: tuple[Link, ...]
    links: tuple[Link, ...]  # the last ones, all of the same type
    sentence: Sentence

    @property
    def targets(self) -> tuple[Entry, ...]:
        """What it leads to."""
        return tuple(link.target for link in self.links)


@dataclass(frozen=True, slots=True)
class Relation:
    """The entries that one type of link joins to an entry, on one side."""

    label: str
    links: dict[EntryKey, tuple[Entry, str]]  # each with the note of its link
    said: dict[EntryKey, Link] = field(default_factory=dict)  # those of which someone says why


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
    """The principles that a policy has from others that stand over it, the same from each."""

    policies: tuple[Entry, ...]
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

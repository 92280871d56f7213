"""What the reader finds: entries, their links as declared, and the values of their fields.

Everything is frozen. Links are declared here by what authors wrote; `graph` resolves them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from parapluie.vocabulary.field_types.link_type import Reason
from parapluie.vocabulary.fields import Field, LinkType
from parapluie.vocabulary.grammar import Noun, natural
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.local_words import Subkind

# What no text may hold: what YAML refuses, or takes for a line break where editors show none.
# Halves of a sign can be written in escapes alone, and no file can hold them.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
EntryKey = tuple[str, str]  # key of the kind and id; an objective's id is `politique#objectif`


class Place(NamedTuple):  # made for each key of each page: a dataclass takes three times as long
    """Where an author wrote something: a file as they would name it, and 1-based positions."""

    file: str
    line: int = 1
    column: int = 1


_NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Mention:
    """A link written in the text."""

    target: str  # what stands between the brackets, or the path of a relative link
    label: str
    place: Place
    start: int  # span in the entry's body
    end: int
    context: str  # the sentence round it, as plain text
    is_path: bool = False


@dataclass(frozen=True, slots=True)
class DeclaredLink:
    """A link as written in the front matter, not yet resolved."""

    type: LinkType
    target: str
    place: Place
    key: str  # the front matter key, for messages
    note: str = ""  # the text of the record that holds it, such as what was heard
    reason: Reason | None = None  # what its author says of it
    mentions: tuple[Mention, ...] = ()  # the links of its reason, with their span in it


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of the text tied to the entries that make it true: `[words]{entry, entry}`."""

    start: int  # span in the entry's body, marks included
    end: int
    text_start: int  # span of the words alone
    text_end: int
    targets: tuple[str, ...]  # none: a dream that nothing makes true yet
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One entry of the content, valid by itself; compared and hashed by identity."""

    subkind: Subkind
    id: str
    file: str  # where an author wrote it, as in messages
    path: str  # where its page goes: `principes/participation.md`
    anchor: str  # place in that page, for objectives and terms; empty for a whole page
    fields: Mapping[str, Any]
    places: Mapping[str, Place]
    links: tuple[DeclaredLink, ...] = ()
    mentions: tuple[Mention, ...] = ()
    passages: tuple[Passage, ...] = ()
    body: str = ""
    body_offset: int = 0  # lines of the file before it
    adopted: str = ""
    text: str = ""  # the body with the adopted words where they were written
    container: EntryKey | None = None  # the policy of an objective, the framework of an item
    sort_key: tuple[Any, ...] = ()
    # The graph asks for these a hundred times for each entry.
    kind: Kind = field(init=False)  # the kind whose behaviour it follows
    key: EntryKey = field(init=False)  # what identifies it in the whole content

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", self.subkind.kind)
        object.__setattr__(self, "key", (self.subkind.kind.key, self.id))

    @property
    def title(self) -> str:
        """Its title."""
        return str(self.fields["titre"])

    @property
    def summary(self) -> str:
        """Its sentence, or nothing."""
        return str(self.fields.get("en_bref") or "")

    @property
    def place(self) -> Place:
        """Where its title stands, or else its first line."""
        return self.places.get("titre") or Place(self.file)

    @property
    def town_fields(self) -> tuple[tuple[Field, Any], ...]:
        """The fields that the town added to its kind, links apart, each with what it holds."""
        own = (item for item in self.kind.fields if item.is_own and item.link is None)
        held = ((item, self.fields.get(item.key)) for item in own)
        return tuple((item, value) for item, value in held if value not in (None, (), ""))

    @property
    def noun(self) -> Noun:
        """What to call it: the noun of its genre or nature where it has one, or its sub-kind's."""
        for name in ("genre", "nature"):
            choice = self.fields.get(name)
            if choice is not None and choice.noun is not None:
                return choice.noun  # type: ignore[no-any-return]
        return self.subkind.noun


@dataclass(frozen=True, slots=True)
class Framework:
    """An outside framework, such as the 17 goals of the United Nations."""

    key: str
    title: str
    short_name: str
    summary: str
    notice: str
    sources: tuple[Any, ...]
    items: tuple[Entry, ...]
    path: str
    file: str
    iri: str = ""  # what the public identifiers of its items begin with, before their own


@dataclass(frozen=True, slots=True)
class Hotspot:
    """A link laid over an illustration, at percentages of its width and height."""

    x: float
    y: float
    link: DeclaredLink
    label: str


@dataclass(frozen=True, slots=True)
class Illustration:
    """An entry of `illustrations.yml`."""

    id: str
    file: str  # its name within the illustrations folder
    alt: str
    description: str
    caption: str
    credit: str
    licence: str
    focus: tuple[float, float]
    decorative: bool
    place: Place
    hotspots: tuple[Hotspot, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendition:
    """A file of a picture."""

    path: str  # in the site
    width: int  # pixels
    height: int
    type: str  # as `<source type>` has it
    content: bytes | Path  # or where it is kept until it is published


@dataclass(frozen=True, slots=True)
class Picture:
    """An illustration ready to publish.

    A drawing is its fallback alone. A photograph has renditions by type, the best first, then by
    width; those for cards hold the part round the focus point, and may be files of the whole.
    """

    illustration: Illustration
    fallback: Rendition  # for `<img src>`, of the whole
    renditions: tuple[Rendition, ...] = ()
    card: tuple[Rendition, ...] = ()
    colour: str = ""  # #rrggbb, to show while loading; empty for a drawing

    @property
    def path(self) -> str:
        """Where the fallback goes in the site."""
        return self.fallback.path

    @property
    def width(self) -> int:
        """The width of the largest rendition."""
        return max((r.width for r in self.renditions), default=self.fallback.width)

    @property
    def height(self) -> int:
        """The height of the largest rendition."""
        return max((r.height for r in self.renditions), default=self.fallback.height)

    @property
    def sources(self) -> tuple[tuple[str, tuple[Rendition, ...]], ...]:
        """The renditions under their types: one `<source>` each."""
        return _by_type(self.renditions)

    @property
    def card_sources(self) -> tuple[tuple[str, tuple[Rendition, ...]], ...]:
        """Those for cards."""
        return _by_type(self.card)

    @property
    def files(self) -> tuple[Rendition, ...]:
        """What to publish, each file once."""
        every = (self.fallback, *self.renditions, *self.card)
        return tuple({rendition.path: rendition for rendition in every}.values())


@dataclass(frozen=True, slots=True)
class Foreign:
    """An entry of another town: shown as such, and counted nowhere."""

    title: str
    noun: str
    summary: str
    address: str  # in full; empty where the town did not give its own


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another town whose data is pinned: what of it touches what we share."""

    key: str
    name: str
    address: str  # of its site
    licence: tuple[str, str]  # its name and its address
    notice: str
    by_reference: Mapping[str, tuple[Foreign, ...]]  # by the identifier of a framework's item
    by_theme: Mapping[str, tuple[Foreign, ...]]  # by the title of a theme, folded


@dataclass(frozen=True, slots=True)
class Reading:
    """That some entries were written or read again knowing a wording."""

    of: str  # the entry whose wording it is, as `kind:id`
    fingerprint: str
    read_on: date
    text: str  # the wording
    by: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Called:
    """What holds a noun, as a sub-kind does."""

    noun: Noun


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as a snapshot keeps it; compared by identity of name."""

    name: str  # `kind:id`
    title: str
    noun: Noun
    text: str  # the adopted words, or what stands for them
    inside: str  # the name of what holds it
    said: str  # how a sentence says a group
    former: tuple[str, ...]  # names that it had
    links: Mapping[str, tuple[str, ...]] = field(hash=False)
    # Why, by link and by the name of what it leads to, where its author says so.
    reasons: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)

    @property
    def subkind(self) -> Called:
        """What sentences ask of an entry too."""
        return Called(self.noun)

    @property
    def kind(self) -> str:
        """The key of its kind."""
        return self.name.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Every entry on the day of a decision."""

    day: date
    number: str  # of the resolution
    title: str
    decision: str  # name of the decision's entry
    items: Mapping[str, Item]
    place: Place = _NOWHERE
    tells_reasons: bool = True  # it was kept since links may say why
    later: tuple[str, ...] = ()  # names of those whose words had changed since the decision


@dataclass(frozen=True, slots=True)
class Lens:
    """What a project is looked at through: a principle, or what a town names itself."""

    key: str  # of the field that names it in a record
    id: str
    title: str
    questions: tuple[str, ...]
    entry: Entry | None = None  # the principle


@dataclass(frozen=True, slots=True)
class Content:
    """All that was read."""

    entries: tuple[Entry, ...]
    frameworks: tuple[Framework, ...] = ()
    illustrations: Mapping[str, Illustration] = field(default_factory=dict)
    incomplete: frozenset[str] = frozenset()  # paths of the pages of which entries were lost
    assets: tuple[str, ...] = ()  # other files to publish as they are, by path in the content
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # for the search
    neighbours: tuple[Neighbour, ...] = ()
    published: tuple[tuple[str, Place], ...] = ()  # addresses of the site, and where it says so
    reviewed: tuple[tuple[DeclaredLink, DeclaredLink], ...] = ()  # compared, and distinct
    readings: tuple[Reading, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()  # the oldest first
    lenses: tuple[Lens, ...] = ()  # those that a town names; none where its principles serve
    pictured: frozenset[str] = frozenset()  # files that illustrations name, even wrongly
    unpublished: frozenset[str] = frozenset()  # paths of drafts, and of what stays inside


def _by_type(renditions: Iterable[Rendition]) -> tuple[tuple[str, tuple[Rendition, ...]], ...]:
    found: dict[str, list[Rendition]] = {}
    for rendition in renditions:
        found.setdefault(rendition.type, []).append(rendition)
    return tuple((name, tuple(of_type)) for name, of_type in found.items())


def sort_key(
    fields: Mapping[str, Any], identifier: str, written: int | None = None
) -> tuple[Any, ...]:
    """Return the key by which lists sort: `ordre` first, then the number, then the title.

    Numbers go in their natural order, in titles too. What *written* ranks within its page, as
    records are, keeps that order where it has no number, after what has one.
    """
    number = fields.get("numero")
    order = fields.get("ordre") if written is None else 0 if number else written
    numbered = natural(number) if number else ""
    title = natural(str(fields.get("titre", "")))
    return (order is None, order or 0, number is None, numbered, title, identifier)

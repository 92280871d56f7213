"""A link between two entries, a chain of links, and dependence with the chains that explain it."""

from dataclasses import dataclass

from parapluie.model import Entry, Mention, Place
from parapluie.vocabulary.field_types.link_type import Reason
from parapluie.vocabulary.fields import LinkType


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two entries that exist."""

    type: LinkType
    origin: Entry
    target: Entry
    place: Place
    note: str = ""
    reason: Reason | None = None  # what its author says of it
    mentions: tuple[tuple[Mention, Entry], ...] = ()  # what its reason links to

    @property
    def verb(self) -> str:
        """What the origin does to the target, as one says it of such a target."""
        return self.type.verb_to(self.target.kind.key)

    @property
    def why(self) -> str:
        """Why its author says that it is there, as plain text; nothing where they do not say."""
        text = self.reason.text if self.reason else ""
        for mention, entry in reversed(self.mentions):
            text = text[: mention.start] + (mention.label or entry.title) + text[mention.end :]
        return text


Chain = tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Dependence:
    """That an entry depends on another, with the reasons: at least one chain, shortest first."""

    origin: Entry
    target: Entry
    chains: tuple[Chain, ...]

    @property
    def distance(self) -> int:
        """The number of links of the shortest chain."""
        return len(self.chains[0])

"""A link between two entries, a chain of links, and dependence with the chains that explain it."""

from dataclasses import dataclass

from parapluie.model import Entry, Place
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
    reason: Reason | None = None

    @property
    def why(self) -> str:
        """What its author says of it, with `[[…]]`; nothing where they say nothing."""
        return self.reason.text if self.reason else ""


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

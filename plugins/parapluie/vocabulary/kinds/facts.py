"""What may be said of a kind, each fact with what holds where it says nothing."""

from dataclasses import dataclass

from parapluie.vocabulary.fields import Field, LinkType
from parapluie.vocabulary.grammar import Noun


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry. Behaviour follows the kind; words follow the municipality."""

    key: str  # French, in content
    code: str  # English, names its templates
    noun: Noun
    folder: str  # empty for kinds without files of their own
    fields: tuple[Field, ...]
    place: int = 85  # among the kinds, from 10 on; new ones stand with the landmarks
    introduction: str = ""  # what these entries are, over their list
    introduction_alone: str = ""  # the same where kinds that it names are not used
    in_menu: bool = False  # its list stands in the menu by itself, not among the others
    in_navigation: bool = False  # each entry stands in the menu under its list
    counts: str = ""  # key of the kind that an announced bare number counts
    wants_summary: bool = True  # a missing `en_bref` is a gap
    wants_dependents: bool = False  # nothing depending on it is a gap
    wants_links: tuple[tuple[str, str], ...] = ()  # rule code and the link key it wants
    leads_to: tuple[str, str] | None = None  # rule code and key of the kind it should lead to
    inside: LinkType | None = None  # link from a record's entry to the entry that holds it
    # The link by which a record hangs on another of them, instead of on what holds it.
    inside_parent: LinkType | None = None
    # The fields that stand for the adopted text where there is none.
    worded_by: tuple[str, ...] = ()
    is_versioned: bool = False  # what a council adopts keeps its words and its links
    by_date: bool = False  # lists sort by `quand`, not by `ordre` and title
    is_concordance: bool = False  # its list is a table of what became of each
    is_process: bool = False  # its list is a time line, with what was heard and what it became

    @property
    def links(self) -> tuple[LinkType, ...]:
        """Every link that an entry of this kind may declare, in records too."""
        return tuple(_links(self.fields))

    @property
    def keys(self) -> frozenset[str]:
        """Every front matter key of this kind."""
        return frozenset(item.key for item in self.fields)

    def field(self, key: str) -> Field | None:
        """Return the field named *key*, if the kind has it."""
        return next((item for item in self.fields if item.key == key), None)


def _links(fields: tuple[Field, ...]) -> list[LinkType]:
    found: list[LinkType] = []
    for item in fields:
        if item.link and item.link not in found:
            found.append(item.link)
        found += [link for link in _links(item.fields) if link not in found and not item.entries]
    return found

"""What may be said of a kind, each fact with what holds where it says nothing."""

from dataclasses import dataclass
from enum import StrEnum, auto

from parapluie.vocabulary.fields import Field, LinkType
from parapluie.vocabulary.grammar import Noun


class CouncilFile(StrEnum):
    """Which entries of a kind have a file for the council, besides those that hold a `crible`."""

    NONE = auto()
    NAMED = auto()  # those that a genre names apart (« projet »), and those that were decided on
    EVERY = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """A kind of entry. Behaviour follows the kind; words follow the municipality.

    A town may give fields values of its own: its kind is then another object, and the same kind.
    """

    key: str  # French, in content
    code: str  # English, names its files where nothing else does
    noun: Noun
    folder: str  # empty for kinds without files of their own
    fields: tuple[Field, ...]
    place: int = 85  # among the kinds, from 10 on; new ones stand with the landmarks
    introduction: str = ""  # what these entries are, over their list
    introduction_alone: str = ""  # the same where kinds that it names are not used
    # --- What pages show ---
    template: str = "any"  # of its pages; that one prints every field, link and reason
    # In the picture of links: 0 what all answers to, 1 what is committed to, 2 what is done for it.
    column: int | None = 2
    facet: int = 0  # its place among what lists are filtered by, from 10 on; 0 is none
    # Among what touches people, from 10 on, where it may name groups; 0 is none.
    place_for_people: int = 25
    search_weight: float = 1.0  # what people look for comes before what documents it
    has_poster: bool = False  # a sheet to put up
    has_coupon: bool = False  # a small one to hand out
    in_menu: bool = False  # its list stands in the menu by itself, not among the others
    in_navigation: bool = False  # each entry stands in the menu under its list
    counts: str = ""  # key of the kind that an announced bare number counts
    wants_summary: bool = True  # a missing `en_bref` is a gap
    wants_dependents: bool = False  # nothing depending on it is a gap
    # By the code of a rule, the keys of links of which it wants one.
    wants_links: tuple[tuple[str, tuple[str, ...]], ...] = ()
    wants_values: tuple[tuple[str, str], ...] = ()  # rule codes, each with the key that it wants
    expects: tuple[str, ...] = ("en_bref", "sources", "verifie_le")  # keys of a complete entry
    leads_to: tuple[str, str] | None = None  # rule code and key of the kind it should lead to
    inside: LinkType | None = None  # link from a record's entry to the entry that holds it
    # The link by which a record hangs on another of them, instead of on what holds it.
    inside_parent: LinkType | None = None
    # The fields that stand for the adopted text where there is none.
    worded_by: tuple[str, ...] = ()
    is_versioned: bool = False  # what a council adopts keeps its words and its links
    by_date: bool = False  # lists sort by `quand`, not by `ordre` and title
    # The field whose choices are the headings of its list, where its entries have two of them.
    grouped_by: str = ""
    is_concordance: bool = False  # its list is a table of what became of each
    is_process: bool = False  # its list is a time line, with what was heard and what it became
    # --- Where its entries are written ---
    is_plain_page: bool = False  # a file anywhere, named by its path; no part of the framework
    in_glossary: bool = False  # one of many in the file of the glossary, named by its key there
    is_foreign: bool = False  # of an outside framework: shown where something corresponds to it
    sections: tuple[tuple[str, str], ...] = ()  # of its draft: a heading, or none, and advice
    how_to_write: str = ""  # what to say to who asks for a file, where it has none of its own
    # --- What it is in the framework ---
    is_story: bool = False  # a scene that tells what principles mean
    is_decision: bool = False  # the council decided there, on the day of `quand`
    is_adopted: bool = False  # a text in exact words, which is law from its adoption on
    numbered_as: Noun | None = None  # what its number is of, said before it
    is_done: bool = False  # done one day, by its `statut`: what progress counts
    council_file: CouncilFile = CouncilFile.NONE
    own_pages: tuple[str, ...] = ()  # names of the pages that its folder has besides its entries
    # --- Of what is published ---
    has_feed: bool = False  # a feed of what happens to it and to what depends on it
    has_scheme: bool = False  # its entries are ideas of one scheme of concepts (SKOS)
    linked_type: str = "schema:CreativeWork"  # its type in linked data

    def __eq__(self, other: object) -> bool:
        """Tell whether it is the same kind, whatever values a town gives its fields."""
        return self is other or (isinstance(other, Kind) and self.key == other.key)

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash(self.key)

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

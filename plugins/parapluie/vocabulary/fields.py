"""What fields and links are made of: types, choices, the words each way."""

from dataclasses import dataclass
from enum import StrEnum, auto

from parapluie.vocabulary.field_types.choice_type import OneOf
from parapluie.vocabulary.field_types.date_types import Date, Span
from parapluie.vocabulary.field_types.link_type import Cited, EntryLink
from parapluie.vocabulary.field_types.measure_types import Amount, Days, Percent
from parapluie.vocabulary.field_types.moment_type import Moment
from parapluie.vocabulary.field_types.name_types import (
    Identifier,
    Picture,
    SitePath,
    Url,
)
from parapluie.vocabulary.field_types.number_types import Boolean, Counts, Integer, Number, Point
from parapluie.vocabulary.field_types.record_type import Mapped
from parapluie.vocabulary.field_types.sourced_type import Sourced
from parapluie.vocabulary.field_types.text_types import Line, Text
from parapluie.vocabulary.field_types.value_type import ValueType
from parapluie.vocabulary.grammar import Gender, Noun


class FieldType:
    """The types of fields, by the names that fields call them."""

    LINE = Line()  # plain text on one line
    TEXT = Text()  # plain text, paragraphs allowed
    INTEGER = Integer()
    NUMBER = Number()
    AMOUNT = Amount()  # dollars
    DAYS = Days()  # of one person
    PERCENT = Percent()  # whole, from 0 to 100
    MOMENT = Moment()  # of a recording
    BOOLEAN = Boolean()
    DATE = Date()  # EDTF date
    PERIOD = Span()  # EDTF date or interval
    CHOICE = OneOf()  # one of `choices`
    LINK = EntryLink()  # the id of another entry
    CITED = Cited()  # the key of a source, an address, or a source
    SOURCED = Sourced()  # a value, or several with their sources where these disagree
    COUNTS = Counts()  # a number, or numbers by kind
    PICTURE = Picture()  # the id of an illustration
    POINT = Point()  # two percentages
    IDENTIFIER = Identifier()  # ASCII kebab-case
    URL = Url()
    ADDRESS = SitePath()  # of a page of this site, from its root
    RECORD = Mapped()  # a mapping with `fields`


class Phase(StrEnum):
    """Where a status stands in time, for checking it against dates."""

    BEFORE = auto()
    DURING = auto()
    ONGOING = auto()  # without an end
    HELD_UP = "held-up"  # neither going on nor given up
    DONE = auto()
    STOPPED = auto()
    OUT = auto()  # no longer counted: turned down, or counted under another


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values of a field; `feminine` is the form that agrees with a feminine noun."""

    key: str
    label: str
    feminine: str = ""
    noun: Noun | None = None  # what an entry with this choice is called
    phase: Phase | None = None
    hidden: bool = False  # the unmarked choice, which pages do not print
    plural: str = ""  # the label over several entries that have it
    wants: tuple[tuple[str, str], ...] = ()  # rule code and the key that the same record owes
    owes: tuple[str, ...] = ()  # keys that the same entry cannot do without
    hears: bool = False  # people speak there, so that what they said is missed
    # What a link of the same record becomes by this answer, if it leads to the same kinds.
    link: "LinkType | None" = None

    def agreed(self, gender: Gender, *, plural: bool = False) -> str:
        """Return the label in the given gender and number; without a feminine it is invariable."""
        if not self.feminine:
            return self.label
        word = self.feminine if gender is Gender.FEMININE else self.label
        return f"{word}s" if plural else word


@dataclass(frozen=True, slots=True)
class LinkType:
    """A typed link, declared by the side that knows and read from both with a verb each way."""

    key: str
    targets: tuple[str, ...]  # keys of kinds; empty for any kind
    verb: str
    reverse: str
    label: str  # heading over the targets on the page of the side that declares
    reverse_label: str  # heading over the origins on the target's page
    carries_dependence: bool = False
    is_part: bool = False  # the origin is counted among what the target comprises
    symmetric: bool = False
    sibling: bool = False  # the target is a record of the same entry, named by its short id
    holds: bool = False  # the target is counted among what the origin announces
    direct_verb: str = ""  # the verb where the link is the whole reason
    # Words that an author may write instead of an entry's id: who is no entry here.
    said: tuple[str, ...] = ()
    # What is said instead of the verb where the target is of a kind: by its key.
    verbs: tuple[tuple[str, str], ...] = ()
    narrows: bool = False  # the origin is within the target: what is of this is of that one too
    # Keys of those targets that an id alone does not name where it names another.
    yielding: tuple[str, ...] = ()

    def verb_to(self, kind: str) -> str:
        """Return the verb for a target of a kind, by its key: one « met en œuvre » a policy."""
        return dict(self.verbs).get(kind, self.verb)


@dataclass(frozen=True, slots=True)
class Field:
    """A front matter key: what it holds, what it is called and what to tell those who fill it."""

    key: str
    type: ValueType
    label: str
    help: str  # in the local words once `say` has read it
    required: bool = False
    many: bool = False
    choices: tuple[Choice, ...] = ()
    fields: tuple["Field", ...] = ()
    link: LinkType | None = None
    entries: str = ""  # key of the kind that each record becomes an entry of
    leads: bool = True  # someone may follow it; an address may also be but a name
    dates: bool = False  # a year or a date, of another type
    private: bool = False  # for colleagues: its values never go out
    is_own: bool = False  # a town's own, declared by its options
    hides: bool = False  # the record that says « yes » here never goes out
    filters: bool = False  # lists are filtered by its choices

"""What the type of a field answers for, each with what holds where a type says nothing.

A type knows nothing of the rooms above: what they alone can tell (where a link leads, what a town
calls its kinds, which pictures there are) they hand over, as `Published`, `Asked` or a function.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, Protocol, TypeAlias

from pydantic_core import PydanticCustomError
from pydantic_core import core_schema as core

from parapluie.vocabulary import exports_words, spreadsheet_words
from parapluie.vocabulary.grammar import Gender, enumerate_words

from .cell_signs import IN_A_LIST, IN_A_RECORD, LISTED_IN_A_RECORD, escape, pieces, unescape

# As YAML gives it: scalars are the strings that authors typed.
Data: TypeAlias = "str | list[Data] | dict[str, Data] | None"
Schema: TypeAlias = dict[str, Any]
Widget: TypeAlias = dict[str, Any]
Path: TypeAlias = tuple[str | int, ...]

WIDTH = 22  # of a column, in characters
WIDE = 48


class Choosable(Protocol):
    """One of the values of a field, as its type knows it."""

    @property
    def key(self) -> str:
        """What authors write."""

    @property
    def label(self) -> str:
        """What people read."""

    @property
    def feminine(self) -> str:
        """What they read of a feminine noun."""

    def agreed(self, gender: Gender, *, plural: bool = False) -> str:
        """Return the label in the given gender and number."""


class Declared(Protocol):
    """A field, as its type knows it."""

    @property
    def key(self) -> str:
        """What authors write before the value."""

    @property
    def label(self) -> str:
        """What people read before it."""

    @property
    def type(self) -> "ValueType":
        """The type of its values."""

    @property
    def required(self) -> bool:
        """Whether a record is nothing without it."""

    @property
    def many(self) -> bool:
        """Whether it holds several values."""

    @property
    def choices(self) -> Sequence[Choosable]:
        """The values that it admits."""

    @property
    def fields(self) -> Sequence["Declared"]:
        """The fields of its records."""

    @property
    def hides(self) -> bool:
        """Whether a record that says « yes » there stays inside."""


class Published(Protocol):
    """What exports know of the content."""

    def identifier(self, written: str, item: Any) -> str:
        """Return the public name of the entry that an author wrote, or a word that is of none."""

    def record(self, fields: Iterable[Any], values: Mapping[str, Any]) -> dict[str, Any]:
        """Return as data what may be published of the values of *fields*."""


class Asked(Protocol):
    """What the forms in the browser know of the town."""

    @property
    def pictures(self) -> Sequence[str]:
        """The ids of its illustrations."""

    def relation(self, item: Any) -> Widget | None:
        """Return what asks for the links of a field, unless a form would spoil them."""

    def fields(self, fields: Iterable[Any]) -> Iterable[Widget]:
        """Return what asks for each of *fields*."""


def fail(kind: str, value: object = None, **context: object) -> PydanticCustomError:
    """Return the error whose message is the reason *kind* of the vocabulary's rules."""
    return PydanticCustomError(kind, kind, {"value": value, **context})


def text_of(value: Data, kind: str = "expected_text") -> str:
    """Return the text that an author wrote, without the blanks round it."""
    if value is None or (isinstance(value, str) and not value.strip()):
        raise fail("empty")
    if not isinstance(value, str):
        raise fail(kind, value)
    return value.strip()


def line_of(value: Data) -> str:
    """Return the same, on one line."""
    return " ".join(text_of(value, "expected_line").split())


def parsed(value: Data, kind: str, parse: Callable[[str], Any]) -> Any:
    """Return what *parse* makes of a text; its `ValueError` becomes the reason *kind*."""
    text = text_of(value, "expected_line")
    try:
        return parse(text)
    except PydanticCustomError:  # which is a `ValueError` that says more
        raise
    except ValueError:
        raise fail(kind, text) from None


def plain(value: Data) -> str:
    """Return a value as the text that was typed."""
    return value.strip() if isinstance(value, str) else "" if value is None else str(value)


def as_list(value: Data) -> list[Data]:
    """A single value stands for a list of one; nothing, for none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


class ValueType:
    """What the value of a field looks like, and all that follows from it.

    « As authors write it » is `Data`; « as read » is what `read` returns. The fields that methods
    are given hold this type.
    """

    said: ClassVar[str]  # what authors are told to write
    example: ClassVar[str]  # what an author may write, in one line of YAML
    is_bare: ClassVar[bool] = False  # authors leave no quotes, though other tools read a number
    is_searched: ClassVar[bool] = False  # people look for words of it
    is_placed: ClassVar[bool] = False  # of several, each has a place that problems name
    is_text: ClassVar[bool] = False  # several stand on a line each
    has_addresses: ClassVar[bool] = False
    has_sources: ClassVar[bool] = False
    names_kinds: ClassVar[bool] = False
    has_shapes: ClassVar[bool] = False  # may be written in several, of which a form would force one
    has_records: ClassVar[bool] = False
    is_date: ClassVar[bool] = False
    names_picture: ClassVar[bool] = False
    by_comma: ClassVar[bool] = False  # several stand in a cell between commas
    is_few: ClassVar[bool] = False  # there are but two or three of them
    says_alone: ClassVar[bool] = True  # without its label it says something
    cell_width: ClassVar[int] = WIDTH
    shown_as: ClassVar[str] = "words"  # what a page makes of it, beside what `printed` says

    def __repr__(self) -> str:
        """Return the same in every process: earlier runs are known by what the options print."""
        return type(self).__name__

    # --- Read ---

    def read(self, item: Declared, value: Data) -> Any:
        """Return the value that an author wrote; raise the `fail` that says what is wrong."""
        raise NotImplementedError

    def schema(self, item: Declared) -> core.CoreSchema:
        """Return what validates one value."""
        return core.no_info_plain_validator_function(partial(self.read, item))

    # --- What a value that was read holds ---

    def years(self, raw: Any) -> Iterator[int]:
        """Yield the years that it names, where its field holds dates."""
        yield from ()

    def addresses(self, raw: Any) -> Iterator[tuple[Path, str]]:
        """Yield the addresses that it is or names, with the path to each."""
        yield from ()

    def sources(self, raw: Any) -> Iterator[tuple[int, str]]:
        """Yield the sources that it names, with their index."""
        yield from ()

    def kinds_named(self, raw: Any) -> Iterable[str]:
        """Return the kinds that it names."""
        return ()

    # --- JSON ---

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the JSON schema of one value as authors write it, for editors."""
        raise NotImplementedError

    def shape(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the JSON schema of one value as it is published."""
        return {"type": "string"}

    def data(self, item: Declared, raw: Any, published: Published) -> Any:
        """Return one value that was read, as it is published."""
        return raw

    # --- Tables ---

    def column(self, item: Declared, raw: Any) -> str:
        """Return one value that was read, as a column of the open data shows it."""
        return str(raw)

    def cell(self, item: Declared, value: Data, gender: Gender) -> str:
        """Return the cell of what an author wrote, which is not nothing."""
        if not item.many:
            return self.cell_of_one(item, value, gender)
        texts = [self.cell_of_one(item, one, gender) for one in as_list(value)]
        if self.by_comma:
            return ", ".join(texts)
        return "\n".join(escape(text, IN_A_LIST) for text in texts)

    def from_cell(self, item: Declared, text: str) -> Data:
        """Return what the text of a cell writes; raises `CellError`."""
        if not item.many:
            return self.one_from_cell(item, text)
        if self.by_comma:
            parts = [part.strip() for part in re.split(r"[,;\n]", text)]
            return [self.one_from_cell(item, part) for part in parts if part]
        return [self.one_from_cell(item, unescape(part)) for part in pieces(text, "\n")]

    def cell_of_one(self, item: Declared, value: Data, gender: Gender) -> str:
        """Return the text of one value, no sign made a part of it yet."""
        return plain(value)

    def one_from_cell(self, item: Declared, text: str) -> Data:
        """Return the value of one text."""
        return text

    def typed(self, text: str) -> str | None:
        """Return what a person typed as content writes it; `None` if it is no such value."""
        return text

    def part(self, item: Declared, value: Data, gender: Gender) -> str:
        """Return a value as a part of a record in a cell."""
        if not item.many:
            return escape(self.cell_of_one(item, value, gender), IN_A_RECORD)
        if self.by_comma:
            return self.cell(item, value, gender)
        texts = (self.cell_of_one(item, one, gender) for one in as_list(value))
        return " ; ".join(escape(text, LISTED_IN_A_RECORD) for text in texts)

    def from_part(self, item: Declared, text: str) -> Data:
        """Return what a part of a record in a cell writes."""
        if not item.many:
            return self.one_from_cell(item, unescape(text))
        if self.by_comma:
            return self.from_cell(item, text)
        return [self.one_from_cell(item, unescape(part)) for part in pieces(text, ";")]

    def cell_note(self, item: Declared) -> str:
        """Return how several values, or the parts of one, are written in a cell."""
        if not item.many:
            return ""
        return spreadsheet_words.LINES_NOTE if self.is_text else spreadsheet_words.LIST_NOTE

    # --- Forms and pages ---

    def example_of(self, item: Declared) -> str:
        """Return what an author may write of a field, as YAML after its key."""
        return f"[{self.example}]" if item.many else self.example

    def widget(self, item: Any, asked: Asked) -> Widget | None:
        """Return how a form asks for it; nothing where a form would force a shape upon it."""
        if self.has_shapes:
            return None
        return {"widget": "list"} if item.many else self.widget_of_one(item, asked)

    def widget_of_one(self, item: Any, asked: Asked) -> Widget:
        """Return how a form asks for one value."""
        return {"widget": "string"}

    def printed(self, item: Declared, raw: Any, gender: Gender = Gender.MASCULINE) -> str:
        """Return one value that was read, as a page prints it."""
        return str(raw)


def column_of(item: Declared, raw: Any) -> str:
    """Return what a column of the open data shows of a field."""
    if raw is None or raw == ():
        return ""
    if item.many:
        return exports_words.VALUES_SEPARATOR.join(item.type.column(item, one) for one in raw)
    return item.type.column(item, raw)


def printed_of(item: Declared, raw: Any, gender: Gender = Gender.MASCULINE) -> str:
    """Return what a page prints of a field: nothing, a value, or several as French lists them."""
    if raw is None or raw == ():
        return ""
    if item.many:
        return enumerate_words(item.type.printed(item, one, gender) for one in raw)
    return item.type.printed(item, raw, gender)

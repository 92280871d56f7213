"""A link to another entry: its id, or a mapping that says why too."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic_core import InitErrorDetails, ValidationError
from pydantic_core import core_schema as core

from parapluie.vocabulary import spreadsheet_words
from parapluie.vocabulary.dates import PartialDate
from parapluie.vocabulary.grammar import Gender

from .cell_signs import LISTED_IN_A_RECORD, CellError, escape, pieces, split, unescape
from .record_type import from_line, line, record_note, values_schema, without_nothing
from .value_type import (
    Asked,
    Choosable,
    Data,
    Declared,
    Path,
    Published,
    Schema,
    ValueType,
    Widget,
    as_list,
    fail,
    line_of,
    parsed,
    plain,
)

TO = "vers"  # the key of the id, where a link says why
WHY = "parce_que"
PROOF_KEY = "preuve"
_LINK = re.compile(r"[^\s\[\]|]+")


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows that a link holds: the key of a source of the page, or a source of its own."""

    key: str = ""  # or an address
    title: str = ""
    url: str = ""
    date: PartialDate | None = None
    note: str = ""

    @property
    def is_whole(self) -> bool:
        """Tell whether it says itself what it is, instead of naming a source of the page."""
        return bool(self.title or self.url)


@dataclass(frozen=True, slots=True)
class Reason:
    """What an author says of a link: why it stands, for how long, and what shows it."""

    text: str = ""  # with its `[[…]]`
    since: PartialDate | None = None
    until: PartialDate | None = None
    proof: Proof | None = None
    support: Choosable | None = None  # whether it is among the main ones

    @property
    def is_main(self) -> bool:
        """Tell whether its author holds it for one of the main ones."""
        return self.support is not None and self.support.key == "principal"


class Target(str):
    """The id that a link names; a text, since most of what asks only asks where it leads."""

    __slots__ = ("reason",)
    reason: Reason

    def __new__(cls, identifier: str, reason: Reason) -> "Target":
        """Return an id with what its author says of the link."""
        made = super().__new__(cls, identifier)
        made.reason = reason
        return made


def reason_of(target: str) -> Reason | None:
    """Return what the author of a link says of it."""
    return target.reason if isinstance(target, Target) else None


class EntryLink(ValueType):
    """The id of another entry or, where its field has `fields`, a mapping that says why too."""

    shown_as = "entry"
    said = "l’identifiant d’une entrée"
    example = "budget-participatif"
    by_comma = True
    has_addresses = True
    has_sources = True
    cell_width = 28

    def read(self, item: Declared, value: Data) -> str:
        """Return the id as written, its kind before it or not."""
        return str(parsed(value, "expected_identifier", _link))

    def schema(self, item: Declared) -> core.CoreSchema:
        """Return what validates an id, or a mapping whose `vers` is one."""
        if not item.fields:
            return super().schema(item)
        record = values_schema(item.fields)
        return core.no_info_wrap_validator_function(partial(self._either, item), record)

    def _either(
        self, item: Declared, value: Data, validate: Callable[[Any], dict[str, Any]]
    ) -> str:
        if not isinstance(value, dict):
            return self.read(item, value)
        values = validate(without_nothing(value, item.fields))
        reason = Reason(
            values[WHY] or "",
            values["depuis"],
            values["jusqu_a"],
            values[PROOF_KEY],
            values["appui"],
        )
        if reason.since and reason.until and reason.until.last < reason.since.first:
            error = fail("expected_later", reason.until.text, other=reason.since.text)
            found = InitErrorDetails(type=error, loc=("jusqu_a",), input=value)
            raise ValidationError.from_exception_data("", [found])
        target = str(values[TO])
        return target if reason == _NOTHING else Target(target, reason)

    def years(self, raw: Any) -> Iterator[int]:
        """Yield those between which it holds."""
        reason = reason_of(raw)
        for day in (reason.since, reason.until) if reason else ():
            if day is not None:
                yield day.first.year

    def addresses(self, raw: Any) -> Iterator[tuple[Path, str]]:
        """Yield that of its proof."""
        proof = reason.proof if (reason := reason_of(raw)) else None
        if proof is not None:
            yield ((PROOF_KEY, "url"), proof.url) if proof.is_whole else ((PROOF_KEY,), proof.key)

    def sources(self, raw: Any) -> Iterator[tuple[int, str]]:
        """Yield the source of the page that each proof names."""
        for index, one in enumerate((raw,) if isinstance(raw, str) else raw):
            reason = reason_of(one)
            if reason and reason.proof and not reason.proof.is_whole:
                yield index, reason.proof.key

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a name without spaces, or of a mapping with one."""
        named: Schema = {"type": "string", "pattern": r"^[^\s\[\]|]+$"}
        # YAML takes an id that is a number for one.
        either = [named, {"type": "integer"}]
        return {"anyOf": [*either, record(item.fields)] if item.fields else either}

    def data(self, item: Declared, raw: Any, published: Published) -> Any:
        """Return the public name of the entry."""
        return published.identifier(raw, item)

    def cell_of_one(self, item: Declared, value: Data, gender: Gender) -> str:
        """Return the id; why stands in a column of its own."""
        return plain(value.get(TO) if isinstance(value, dict) else value)

    def widget(self, item: Any, asked: Asked) -> Widget | None:
        """Return a picker, or a place to write where links lead to several collections."""
        return asked.relation(item)


class Why(EntryLink):
    """The same values as the column beside that of the links shows them: those that say why."""

    cell_width = 48

    def cell(self, item: Declared, value: Data, gender: Gender) -> str:
        """Return a line for each link that says why, its parts between bars."""
        said = (one for one in as_list(value) if isinstance(one, dict))
        return "\n".join(line(item, one, gender) for one in said)

    def from_cell(self, item: Declared, text: str) -> Data:
        """Return the mappings of the lines."""
        found: list[Data] = [from_line(item, one) for one in pieces(text, "\n")]
        return found if item.many or len(found) > 1 else found[0]

    def cell_note(self, item: Declared) -> str:
        """Return what the parts of a line are."""
        return record_note(item)


class Cited(ValueType):
    """A source: the key of one of the page, an address, or a source of its own."""

    shown_as = "cited"
    said = "la clé d’une source de la page, une adresse, ou une source (titre, url, date)"
    example = "bilan"
    has_shapes = True

    def read(self, item: Declared, value: Data) -> Proof:
        """Return the key or address that stands for a source."""
        return Proof(line_of(value))

    def schema(self, item: Declared) -> core.CoreSchema:
        """Return what validates a key, an address or a whole source."""
        record = values_schema(item.fields)
        return core.no_info_wrap_validator_function(partial(self._either, item), record)

    def _either(
        self, item: Declared, value: Data, validate: Callable[[Any], dict[str, Any]]
    ) -> Proof:
        if isinstance(value, list):
            raise fail("expected_source", value)
        if not isinstance(value, dict):
            return self.read(item, value)
        found = validate(without_nothing(value, item.fields))
        key, title, url, note = (str(found[k] or "") for k in ("cle", "titre", "url", "note"))
        if not (key or title or url):
            raise fail("expected_source", value)
        return Proof(key, title, url, found["date"], note)

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a text or of a source."""
        return {"anyOf": [{"type": "string"}, record(item.fields)]}

    def shape(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a text or of a source."""
        return {"anyOf": [{"type": "string"}, record(item.fields)]}

    def data(self, item: Declared, raw: Any, published: Published) -> Any:
        """Return the key, or the source."""
        return published.record(item.fields, _source(raw)) if raw.is_whole else raw.key

    def column(self, item: Declared, raw: Any) -> str:
        """Return what names the source."""
        return " ".join(filter(None, (raw.key, raw.title, raw.url)))

    def printed(self, item: Declared, raw: Any, gender: Gender = Gender.MASCULINE) -> str:
        """Return what names the source."""
        return str(raw.title or raw.key)

    def part(self, item: Declared, value: Data, gender: Gender) -> str:
        """Return a key or, between semicolons, the parts of a source."""
        if not isinstance(value, dict):
            return escape(plain(value), LISTED_IN_A_RECORD)
        parts = [escape(plain(value.get(inner.key)), LISTED_IN_A_RECORD) for inner in item.fields]
        while len(parts) > 2 and not parts[-1]:
            parts.pop()
        return " ; ".join(parts)

    def from_part(self, item: Declared, text: str) -> Data:
        """Return the key, or the source that several parts make."""
        parts = [unescape(part).strip() for part in split(text, ";")]
        if len(parts) == 1:
            return parts[0]
        if len(parts) > len(item.fields):
            raise CellError(
                spreadsheet_words.TOO_MANY_PARTS.format(
                    value=text,
                    number=len(item.fields),
                    parts=" ; ".join(inner.label for inner in item.fields),
                )
            )
        return {i.key: part for i, part in zip(item.fields, parts, strict=False) if part}


def _source(proof: Proof) -> Mapping[str, Any]:
    return {
        "cle": proof.key or None,
        "titre": proof.title or None,
        "url": proof.url or None,
        "date": proof.date,
        "note": proof.note or None,
    }


def _link(text: str) -> str:
    if not _LINK.fullmatch(text):
        raise ValueError(text)
    return text


_NOTHING = Reason()

"""What names something: an entry, a picture, a record, a page of this site, another site."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from parapluie.vocabulary import cms_words
from parapluie.vocabulary.file_names import (
    LONGEST,
    LONGEST_PATH,
    RESERVED,
    RESERVED_IDENTIFIER,
    fault,
    is_reserved,
    kept_name,
    name_for,
)
from parapluie.vocabulary.web_addresses import is_web

from .value_type import (
    Asked,
    Data,
    Declared,
    Path,
    Schema,
    ValueType,
    Widget,
    fail,
    parsed,
)

IDENTIFIER = re.compile(rf"(?=.{{1,{LONGEST}}}$)(?!{RESERVED_IDENTIFIER}$)[a-z0-9]+(?:-[a-z0-9]+)*")
ADDRESS = re.compile(
    rf"(?=.{{1,{LONGEST_PATH}}}$)/?(?!.*(?:^|/)\.\.?(?:/|$))"
    rf"[A-Za-z0-9_~.-]{{1,{LONGEST}}}(?:/[A-Za-z0-9_~.-]{{1,{LONGEST}}})*/?"
)


def _named(pattern: re.Pattern[str], text: str, longest: int = LONGEST) -> str:
    """Return a text that becomes a path of the site."""
    if len(text) > longest or any(len(part) > LONGEST for part in text.split("/")):
        raise fail("expected_shorter", f"{text[:40]}…")
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def _written(pattern: str, *, as_number: bool = True) -> Schema:
    text: Schema = {"type": "string", "pattern": f"^{pattern}$"}
    # YAML takes an id that is a number for one.
    return {"anyOf": [text, {"type": "integer"}]} if as_number else text


class Picture(ValueType):
    """The id of an illustration."""

    shown_as = "picture"
    said = "un identifiant du fichier illustrations.yml"
    example = "parc-en-hiver"
    by_comma = True
    names_picture = True

    def read(self, item: Declared, value: Data) -> str:
        """Return the id."""
        return str(parsed(value, "expected_identifier", _picture))

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of an id."""
        return _written(IDENTIFIER.pattern)

    def widget_of_one(self, item: Any, asked: Asked) -> Widget:
        """Return the list of the town's pictures."""
        return {"widget": "select", "options": list(asked.pictures)}


class Identifier(ValueType):
    """ASCII kebab-case, which every system keeps as the name of a file."""

    shown_as = "code"
    said = "des minuscules sans accent, des chiffres et des traits d’union"
    example = "nom-court"
    by_comma = True

    def read(self, item: Declared, value: Data) -> str:
        """Return the id."""
        return str(parsed(value, "expected_identifier", _identifier))

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of an id."""
        return _written(IDENTIFIER.pattern)

    def widget_of_one(self, item: Any, asked: Asked) -> Widget:
        """Return a place for an id."""
        return {"widget": "string", "pattern": list(cms_words.PATTERNS["identifier"])}


class Url(ValueType):
    """An address of the Web."""

    shown_as = "web"
    said = "une adresse qui commence par https://"
    example = '"https://exemple.ca/page"'
    has_addresses = True

    def read(self, item: Declared, value: Data) -> str:
        """Return the address."""
        return str(parsed(value, "expected_url", _web))

    def addresses(self, raw: Any) -> Iterator[tuple[Path, str]]:
        """Yield itself."""
        yield (), str(raw)

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of an address."""
        return _written(r"https?://[^\s<>\"'`{}|\\^]+", as_number=False)

    def shape(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of an address."""
        return {"type": "string", "format": "uri"}

    def widget_of_one(self, item: Any, asked: Asked) -> Widget:
        """Return a place for an address."""
        return {"widget": "string", "pattern": list(cms_words.PATTERNS["url"])}


class SitePath(ValueType):
    """The address of a page of this site, from its root."""

    shown_as = "code"
    said = "l’adresse d’une page du site, depuis sa racine"
    example = "projets/budget-2018.html"
    is_placed = True

    def read(self, item: Declared, value: Data) -> str:
        """Return the address."""
        return str(parsed(value, "expected_address", _address))

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a path."""
        return _written(ADDRESS.pattern, as_number=False)


def _picture(text: str) -> str:
    return _named(IDENTIFIER, text)


def _identifier(text: str) -> str:
    if is_reserved(text):
        raise fail("expected_kept", text, fault=RESERVED, other=name_for(text))
    return _named(IDENTIFIER, text)


def _address(text: str) -> str:
    for part in _named(ADDRESS, text, LONGEST_PATH).split("/"):
        if is_reserved(part) or part.endswith("."):
            raise fail("expected_kept", part, fault=fault(part), other=kept_name(part, "_"))
    return text


def _web(text: str) -> str:
    if not is_web(text):
        raise ValueError(text)
    return text

"""The ways to write a value in YAML, by what its field is and what stood there."""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import yaml

from parapluie.source.yaml_nodes import Data
from parapluie.vocabulary.fields import Field

from .key_paths import KeyPath, Step, reads_as

_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_WIDTH = 100  # of a line that holds a short list, or that a folded text is wrapped at
BARE_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("int", "float", "timestamp"))
_TEXT_TAG = "tag:yaml.org,2002:str"
_RESOLVER = yaml.resolver.Resolver()


@dataclass(frozen=True, slots=True)
class Shape:
    """What the schema says of a value."""

    bare: bool  # a number or a date, which authors do not quote
    fields: tuple[Field, ...] = ()

    def of(self, key: Step) -> "Shape":
        """Return what it says of the value under *key*."""
        found = next((item for item in self.fields if item.key == key), None)
        if found is None:
            return replace(self, fields=()) if isinstance(key, str) else self
        return Shape(self.bare or found.type.is_bare, found.fields)


class BlockSpelling:
    """The ways to write values in blocks, with the line ends of a file."""

    def __init__(self, newline: str) -> None:
        self.newline = newline

    def after_key(
        self, value: Data, column: int, *, shape: Shape, old: yaml.Node | None = None
    ) -> Iterator[str]:
        """Yield what may follow a key at *column*, from after its colon."""
        if isinstance(value, str):
            style = old.style if isinstance(old, yaml.ScalarNode) else None
            bare = keeps_bare(old, value, bare=shape.bare)
            yield from (f" {t}" for t in self._texts(value, column + 2, style=style, bare=bare))
            return
        flow = list(flow_of(value, shape=shape))
        block = self._block(value, column, shape=shape)
        wants_block = isinstance(old, yaml.CollectionNode) and not old.flow_style
        is_short = not wants_block and all(
            isinstance(item, str) and " " not in item and "\n" not in item
            for item in (value if isinstance(value, list) else [{}])
        )
        short = is_short and len(flow[0]) + column < _WIDTH * 4 // 5
        if short or not value:
            yield from (f" {text}" for text in flow)
            yield block
        else:
            yield block
            yield from (f" {text}" for text in flow)

    def _block(self, value: Data, column: int, *, shape: Shape) -> str:
        start = self.newline + " " * (column + 2)
        if isinstance(value, list):
            return "".join(
                f"{start}-{next(self.after_dash(item, column + 2, shape=shape))}" for item in value
            )
        assert isinstance(value, dict)
        return "".join(
            f"{start}{key_of(key)}:{next(self.after_key(item, column + 2, shape=shape.of(key)))}"
            for key, item in value.items()
        )

    def after_dash(
        self, value: Data, column: int, *, shape: Shape, old: yaml.Node | None = None
    ) -> Iterator[str]:
        """Yield what may follow a dash at *column*."""
        if isinstance(value, dict) and value:
            written = [
                f"{key_of(key)}:{next(self.after_key(item, column + 2, shape=shape.of(key)))}"
                for key, item in value.items()
            ]
            yield " " + (self.newline + " " * (column + 2)).join(written)
        if isinstance(value, str):
            style = old.style if isinstance(old, yaml.ScalarNode) else None
            bare = keeps_bare(old, value, bare=shape.bare)
            yield from (f" {t}" for t in self._texts(value, column + 2, style=style, bare=bare))
        else:
            yield from (f" {text}" for text in flow_of(value, shape=shape))

    def _texts(self, value: str, indent: int, *, style: str | None, bare: bool) -> Iterator[str]:
        """Yield the ways to write a text in a block, the best first."""
        margin = self.newline + " " * indent
        lines = value.split("\n")
        plain_lines = all(line == line.strip() for line in lines)
        if "\n" in value.rstrip("\n") and plain_lines and lines[0]:
            kept = value.removesuffix("\n")
            mark = "|" if value.endswith("\n") else "|-"
            written = (line and " " * indent + line for line in kept.split("\n"))
            yield f"{mark}{self.newline}" + self.newline.join(written)
        elif style in (">", "|") and value == " ".join(value.split()) and value:
            wrapped = textwrap.wrap(value, _WIDTH, break_long_words=False, break_on_hyphens=False)
            yield ">-" + "".join(margin + line for line in wrapped)
        yield from spellings(value, style=style, bare=bare)


def _fields_at(fields: tuple[Field, ...], path: KeyPath) -> tuple[Field, ...]:
    for step in path:
        if isinstance(step, str):
            found = next((item for item in fields if item.key == step), None)
            fields = found.fields if found else ()
    return fields


def order_of(fields: tuple[Field, ...], path: KeyPath) -> list[str]:
    """Return the keys of the record that holds the last of *path*, in their order."""
    return [item.key for item in _fields_at(fields, path[:-1])]


def shape_at(fields: tuple[Field, ...], path: KeyPath) -> Shape:
    """Return what the schema says of the value at *path*."""
    shape = Shape(bare=False, fields=fields)
    for step in path:
        shape = shape.of(step)
    return shape


def keeps_bare(old: yaml.Node | None, value: Data, *, bare: bool) -> bool:
    """Tell whether *value* may go without quotes: its field says so, or what it replaces did."""
    if bare or not isinstance(old, yaml.ScalarNode) or old.style or not isinstance(value, str):
        return bare
    return old.tag in BARE_TAGS and _tag(value) == old.tag


def _tag(value: str) -> str:
    found = _RESOLVER.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    return str(found)


def spellings(value: str, *, style: str | None, bare: bool) -> Iterator[str]:
    """Yield the ways to write *value* on one line; the last is always right."""
    tag = _tag(value)
    plain = bool(value) and (tag == _TEXT_TAG or (bare and tag in BARE_TAGS))
    if plain and style not in ("'", '"') and stays(value):
        yield value
    if style == "'" and not _ESCAPED.search(value.replace('"', "").replace("\\", "")):
        yield "'" + value.replace("'", "''") + "'"
    yield _quoted(value)


@lru_cache(maxsize=4096)
def stays(value: str, *, flow: bool = False) -> bool:
    """Tell whether YAML reads *value* back as it is without quotes, in a block or in brackets."""
    written = f"k: [{value}, x]" if flow else f"k: {value}"
    return reads_as(written, {"k": [value, "x"] if flow else value})


def _quoted(value: str) -> str:
    def escape(match: re.Match[str]) -> str:
        found = match[0]
        return _ESCAPES.get(found) or f"\\u{ord(found):04X}"

    return f'"{_ESCAPED.sub(escape, value)}"'


def flow_of(value: Data, *, shape: Shape, old: yaml.Node | None = None) -> Iterator[str]:
    """Yield the ways to write *value* within brackets or on one line."""
    if isinstance(value, str):
        style = old.style if isinstance(old, yaml.ScalarNode) else None
        bare = keeps_bare(old, value, bare=shape.bare)
        for spelt in spellings(value, style=style, bare=bare):
            if spelt != value or stays(value, flow=True):
                yield spelt
    elif isinstance(value, list):
        yield "[" + ", ".join(next(flow_of(item, shape=shape)) for item in value) + "]"
    elif isinstance(value, dict):
        yield (
            "{"
            + ", ".join(
                f"{key_of(k)}: {next(flow_of(v, shape=shape.of(k)))}" for k, v in value.items()
            )
            + "}"
        )
    else:
        yield "null"


@lru_cache(maxsize=1024)
def key_of(key: str) -> str:
    """Return a key as it is written, in quotes where YAML would read something else."""
    plain = _tag(key) == _TEXT_TAG and not key.startswith(("'", '"'))
    if plain and reads_as(f"{key}: x", {key: "x"}) and reads_as(f"{{{key}: x}}", {key: "x"}):
        return key
    return _quoted(key)

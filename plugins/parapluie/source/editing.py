"""Changes to the files that authors wrote, with every other byte kept.

A file is changed at the places of its YAML nodes, never dumped again: comments, quotes, layout, the
byte order mark, line ends and the lack of a last one stay as they were. Each change is read back
before it is kept, and what cannot be made so raises `EditError`: no guess reaches a file.
"""

import difflib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

import yaml

from parapluie.source.yaml_nodes import Data
from parapluie.vocabulary.fields import Field

from .edit_attempts import Attempts
from .key_paths import EditError, KeyPath, holds, reads_as, value_at, values_of, with_value
from .yaml_spans import BREAK, all_scalars, node_at, pair_of, span
from .yaml_spelling import BARE_TAGS, shape_at, spellings

Substitution: TypeAlias = tuple[re.Pattern[str], str]  # what stands there, and what will

_BOM = "\ufeff"
_PAGE = re.compile(
    r"(?P<opening>---[ \t]*(?:\r\n|\r|\n))(?P<header>.*?)"
    r"(?P<closing>(?:(?<=\n)|(?<=\r))(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z))",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Authored:
    """A file as its author wrote it: the text of its YAML, and what stands before and after."""

    before: str
    text: str
    after: str
    newline: str
    lines_before: int

    @property
    def raw(self) -> bytes:
        """The bytes of the file."""
        joint = ""
        if self.text and self.before.strip(_BOM) and not self.after.startswith(("\n", "\r")):
            joint = self.newline  # the header was empty
        return (self.before + self.text + joint + self.after).encode("utf-8")

    @property
    def data(self) -> dict[str, Data]:
        """The values, as the reader gives them."""
        return values_of(self.text)[0]

    def put(self, path: KeyPath, value: Data, fields: tuple[Field, ...] = ()) -> "Authored":
        """Return the file with *value* at *path*; `None` removes the key or the item there.

        *fields* are those of the whole document: a new key takes its place in their order. What a
        list or a record keeps is left as it was written.
        """
        data, node = values_of(self.text)
        old = value_at(data, path)
        if old == value and (value is not None or not holds(data, path)):
            return self
        while len(path) > 1 and not value_at(data, path[:-1]) and isinstance(key := path[-1], str):
            path, value = path[:-1], {key: value}
        if isinstance(old, dict) and isinstance(value, dict) and old and value:
            return self._put_record(path, old, value, fields)
        if isinstance(old, list) and isinstance(value, list) and old and value:
            with suppress(EditError):
                return self._put_list(path, old, value, fields)
        expected = with_value(data, path, value)
        for text in Attempts(self.text, self.newline).replacements(node, path, value, fields):
            if reads_as(text, expected):
                return replace(self, text=text)
        raise EditError(".".join(map(str, path)))

    def rename_key(self, path: KeyPath, new: str) -> "Authored":
        """Return the file with the last key of *path* called *new*, in the same place."""
        data, node = values_of(self.text)
        pair = pair_of(node_at(node, path[:-1]), path[-1])
        holder = value_at(data, path[:-1])
        if pair is None or not isinstance(holder, dict) or new in holder:
            raise EditError(".".join(map(str, path)))
        renamed: Data = {new if key == path[-1] else key: held for key, held in holder.items()}
        expected = with_value(data, path[:-1], renamed) if len(path) > 1 else renamed
        first, last = span(pair[0])
        for spelt in spellings(new, style=pair[0].style, bare=False):
            text = self.text[:first] + spelt + self.text[last:]
            if reads_as(text, expected):
                return replace(self, text=text)
        raise EditError(".".join(map(str, path)))

    def swap(
        self,
        scalars: Mapping[tuple[int, int], str],
        within: Mapping[tuple[int, int], Sequence[Substitution]] = MappingProxyType({}),
    ) -> "Authored":
        """Return the file with the values at some places replaced, or some words *within* others.

        A place is a line and a column of the file, both from 1, where the value begins.
        """
        _, node = values_of(self.text)
        found = {
            (mark.line + 1 + self.lines_before, mark.column + 1): scalar
            for scalar in all_scalars(node)
            for mark in (scalar.start_mark,)
        }
        text = self.text
        for place in sorted({*scalars, *within}, reverse=True):
            scalar = found.get(place)
            if scalar is None:
                raise EditError(f"{place[0]}:{place[1]}")
            first, last = span(scalar)
            if place in within:
                text = text[:first] + _substituted(text[first:last], within[place]) + text[last:]
                continue
            spelt = next(
                spellings(scalars[place], style=scalar.style, bare=scalar.tag in BARE_TAGS)
            )
            text = text[:first] + spelt + text[last:]
        at = {id(scalar): place for place, scalar in found.items()}
        wanted = [
            scalars.get(at[id(s)]) or _substituted(s.value, within.get(at[id(s)], ()))
            for s in all_scalars(node)
        ]
        if [scalar.value for scalar in all_scalars(values_of(text)[1])] != wanted:
            raise EditError(", ".join(scalars.values()))
        return replace(self, text=text)

    # --- Records and lists ---

    def _put_record(
        self, path: KeyPath, old: dict[str, Data], new: dict[str, Data], fields: tuple[Field, ...]
    ) -> "Authored":
        changed = self
        for key, value in new.items():
            changed = changed.put((*path, key), value, fields)
        for key in old:
            if key not in new:
                changed = changed.put((*path, key), None, fields)
        return changed

    def _put_list(
        self, path: KeyPath, old: list[Data], new: list[Data], fields: tuple[Field, ...]
    ) -> "Authored":
        changed = self
        matcher = difflib.SequenceMatcher(
            None, [json.dumps(i) for i in old], [json.dumps(i) for i in new], autojunk=False
        )
        for name, first, last, new_first, new_last in reversed(matcher.get_opcodes()):
            if name == "equal":
                continue
            shared = min(last - first, new_last - new_first)
            for index in range(last - 1, first + shared - 1, -1):
                changed = changed.put((*path, index), None, fields)
            for index in range(new_last - 1, new_first + shared - 1, -1):
                changed = changed._insert((*path, first + shared), new[index], fields)
            for index in range(shared):
                changed = changed.put((*path, first + index), new[new_first + index], fields)
        return changed

    def _insert(self, path: KeyPath, value: Data, fields: tuple[Field, ...]) -> "Authored":
        """Return the file with an item added to a list, before the one at *path*."""
        data, node = values_of(self.text)
        holder, index = node_at(node, path[:-1]), path[-1]
        if not isinstance(holder, yaml.SequenceNode) or not isinstance(index, int):
            raise EditError(".".join(map(str, path)))
        items = value_at(data, path[:-1])
        assert isinstance(items, list)
        expected = with_value(data, path[:-1], [*items[:index], value, *items[index:]])
        shape = shape_at(fields, path)
        for text in Attempts(self.text, self.newline).insertions(holder, index, value, shape=shape):
            if reads_as(text, expected):
                return replace(self, text=text)
        raise EditError(".".join(map(str, path)))


def _substituted(text: str, changes: Iterable[Substitution]) -> str:
    for pattern, new in changes:
        text = pattern.sub(lambda _, new=new: new, text)  # type: ignore[misc]
    return text


def opened(raw: bytes, *, page: bool) -> Authored:
    """Return a file ready to be changed; a page has its YAML between two lines of dashes.

    Raises `EditError` where it is no text or has no front matter.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise EditError("utf-8") from None
    bom = _BOM if text.startswith(_BOM) else ""
    text = text.removeprefix(_BOM)
    found = BREAK.search(text)
    newline = found[0] if found else "\n"
    if not page:
        return Authored(bom, text, "", newline, 0)
    match = _PAGE.match(text)
    if match is None:
        raise EditError("---")
    header = match["header"]
    ends = next((end for end in ("\r\n", "\n", "\r") if header.endswith(end)), "")
    split = match.start("closing") - len(ends)
    return Authored(
        bom + match["opening"], text[match.end("opening") : split], text[split:], newline, 1
    )


def spliced(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """Return *text* with each span replaced; spans do not overlap."""
    for first, last, new in sorted(spans, reverse=True):
        text = text[:first] + new + text[last:]
    return text

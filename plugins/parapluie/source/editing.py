"""Changes to the files that authors wrote, with every other byte kept.

A file is changed at the places of its YAML nodes, never dumped again: comments, quotes, layout, the
byte order mark, line ends and the lack of a last one stay as they were. Each change is read back
before it is kept, and what cannot be made so raises `EditError`: no guess reaches a file.

Several files are written all or none.
"""

import difflib
import json
import os
import re
import shutil
import tempfile
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import yaml

from parapluie.source.yaml_nodes import Data, read_yaml
from parapluie.vocabulary.fields import Field
from parapluie.vocabulary.system_words import system_reason

Step = str | int
KeyPath = tuple[Step, ...]

_BOM = "\ufeff"
_BREAK = re.compile(r"\r\n|\r|\n")
_PAGE = re.compile(
    r"(?P<opening>---[ \t]*(?:\r\n|\r|\n))(?P<header>.*?)"
    r"(?P<closing>(?:(?<=\n)|(?<=\r))(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z))",
    re.DOTALL,
)
_COLON = re.compile(r"\s*:")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|\Z)")
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_WIDTH = 100  # of a line that holds a short list, or that a folded text is wrapped at
_BARE_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("int", "float", "timestamp"))
_TEXT_TAG = "tag:yaml.org,2002:str"
_RESOLVER = yaml.resolver.Resolver()


class EditError(Exception):
    """The file is written in a way that cannot be changed there without touching the rest."""


class ChangedError(Exception):
    """A file is no longer what it was when the changes were made ready."""


class WriteError(Exception):
    """A file could not be written; `left` names those that could not be put back either."""

    def __init__(self, file: Path, reason: str, left: Sequence[Path]) -> None:
        super().__init__(str(file), reason)
        self.file, self.reason, self.left = file, reason, tuple(left)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the schema says of a value."""

    bare: bool  # a number or a date, which authors do not quote
    fields: tuple[Field, ...] = ()

    def of(self, key: Step) -> "_Shape":
        """Return what it says of the value under *key*."""
        found = next((item for item in self.fields if item.key == key), None)
        if found is None:
            return replace(self, fields=()) if isinstance(key, str) else self
        return _Shape(self.bare or found.type.is_bare, found.fields)


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
        return _read(self.text)[0]

    def put(self, path: KeyPath, value: Data, fields: tuple[Field, ...] = ()) -> "Authored":
        """Return the file with *value* at *path*; `None` removes the key or the item there.

        *fields* are those of the whole document: a new key takes its place in their order. What a
        list or a record keeps is left as it was written.
        """
        data, node = _read(self.text)
        old = value_at(data, path)
        if old == value and (value is not None or not _holds(data, path)):
            return self
        while len(path) > 1 and not value_at(data, path[:-1]) and isinstance(key := path[-1], str):
            path, value = path[:-1], {key: value}
        if isinstance(old, dict) and isinstance(value, dict) and old and value:
            return self._put_record(path, old, value, fields)
        if isinstance(old, list) and isinstance(value, list) and old and value:
            with suppress(EditError):
                return self._put_list(path, old, value, fields)
        expected = _with(data, path, value)
        for text in self._attempts(node, path, value, fields):
            if _reads_as(text, expected):
                return replace(self, text=text)
        raise EditError(".".join(map(str, path)))

    def rename_key(self, path: KeyPath, new: str) -> "Authored":
        """Return the file with the last key of *path* called *new*, in the same place."""
        data, node = _read(self.text)
        pair = _pair(_node_at(node, path[:-1]), path[-1])
        holder = value_at(data, path[:-1])
        if pair is None or not isinstance(holder, dict) or new in holder:
            raise EditError(".".join(map(str, path)))
        renamed: Data = {new if key == path[-1] else key: held for key, held in holder.items()}
        expected = _with(data, path[:-1], renamed) if len(path) > 1 else renamed
        first, last = _span(pair[0])
        for spelt in _scalars(new, style=pair[0].style, bare=False):
            text = self.text[:first] + spelt + self.text[last:]
            if _reads_as(text, expected):
                return replace(self, text=text)
        raise EditError(".".join(map(str, path)))

    def swap(self, scalars: Mapping[tuple[int, int], str]) -> "Authored":
        """Return the file with the values at some places replaced.

        A place is a line and a column of the file, both from 1, where the value begins.
        """
        _, node = _read(self.text)
        found = {
            (mark.line + 1 + self.lines_before, mark.column + 1): scalar
            for scalar in _all_scalars(node)
            for mark in (scalar.start_mark,)
        }
        text = self.text
        for place in sorted(scalars, reverse=True):
            scalar = found.get(place)
            if scalar is None:
                raise EditError(f"{place[0]}:{place[1]}")
            first, last = _span(scalar)
            spelt = next(
                _scalars(scalars[place], style=scalar.style, bare=scalar.tag in _BARE_TAGS)
            )
            text = text[:first] + spelt + text[last:]
        wanted = [
            scalars.get((s.start_mark.line + 1 + self.lines_before, s.start_mark.column + 1))
            or s.value
            for s in _all_scalars(node)
        ]
        if [scalar.value for scalar in _all_scalars(_read(text)[1])] != wanted:
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
        data, node = _read(self.text)
        holder, index = _node_at(node, path[:-1]), path[-1]
        if not isinstance(holder, yaml.SequenceNode) or not isinstance(index, int):
            raise EditError(".".join(map(str, path)))
        items = value_at(data, path[:-1])
        assert isinstance(items, list)
        expected = _with(data, path[:-1], [*items[:index], value, *items[index:]])
        shape = _shape(fields, path)
        for text in self._insertions(holder, index, value, shape=shape):
            if _reads_as(text, expected):
                return replace(self, text=text)
        raise EditError(".".join(map(str, path)))

    def _insertions(
        self, holder: yaml.SequenceNode, index: int, value: Data, *, shape: _Shape
    ) -> Iterator[str]:
        text, nodes = self.text, holder.value
        if holder.flow_style:
            for spelt in _flow(value, shape=shape):
                if index:
                    end = _span(nodes[index - 1])[1]
                    yield f"{text[:end]}, {spelt}{text[end:]}"
                else:
                    first = _span(nodes[0])[0]
                    yield f"{text[:first]}{spelt}, {text[first:]}"
            return
        column = holder.start_mark.column
        for spelt in self._items(value, column, shape=shape):
            if index:
                yield self._new_line(_end(nodes[index - 1], text), f"{' ' * column}-{spelt}")
            else:
                first = holder.start_mark.index
                yield f"{text[:first]}-{spelt}{self.newline}{' ' * column}{text[first:]}"

    # --- One value ---

    def _attempts(
        self, node: yaml.Node | None, path: KeyPath, value: Data, fields: tuple[Field, ...]
    ) -> Iterator[str]:
        """Yield the texts that may hold the change, the best first."""
        holder, step = _node_at(node, path[:-1]), path[-1]
        shape = _shape(fields, path)
        if value is None:
            yield from self._without(holder, step)
        elif isinstance(holder, yaml.SequenceNode) and isinstance(step, int):
            yield from self._with_item(holder, step, value, shape=shape)
        elif isinstance(holder, yaml.MappingNode) and isinstance(step, str):
            pair = _pair(holder, step)
            if pair is None:
                yield from self._with_key(holder, step, value, _order(fields, path), shape=shape)
            else:
                yield from self._with_value(holder, pair, value, shape=shape)
        elif node is None and len(path) == 1 and isinstance(step, str):
            end = f"{self.newline}" if self.text and not self.text.endswith(("\n", "\r")) else ""
            for spelt in self._blocks(value, 0, shape=shape):
                written = f"{_key(step)}:{spelt}"
                yield self.text + end + written
                yield self.text + end + written + self.newline

    def _with_value(
        self,
        holder: yaml.MappingNode,
        pair: tuple[yaml.ScalarNode, yaml.Node],
        value: Data,
        *,
        shape: _Shape,
    ) -> Iterator[str]:
        key, old = pair
        text = self.text
        colon = _colon(key, text)
        yield from self._in_place(
            colon, old, value, key.start_mark.column, flow=bool(holder.flow_style), shape=shape
        )

    def _with_item(
        self, holder: yaml.SequenceNode, index: int, value: Data, *, shape: _Shape
    ) -> Iterator[str]:
        old = holder.value[index]
        if holder.flow_style:
            yield from self._in_place(_span(old)[0], old, value, 0, flow=True, shape=shape)
            return
        dash = self._dash(holder, index)
        first, last = dash + 1, _end(old, self.text, empty=dash + 1)
        for spelt in self._items(value, holder.start_mark.column, shape=shape, old=old):
            yield self.text[:first] + spelt + self.text[last:]

    def _in_place(
        self, colon: int, old: yaml.Node, value: Data, column: int, *, flow: bool, shape: _Shape
    ) -> Iterator[str]:
        """Yield the text with *old*, which follows what ends at *colon*, replaced."""
        text = self.text
        first, last = _span(old)[0], _end(old, text, empty=colon)
        if flow:
            space = "" if text[colon - 1] != ":" or text[colon : colon + 1].isspace() else " "
            start = max(first, colon) if not _is_empty(old) else colon
            for spelt in _flow(value, shape=shape, old=old):
                yield f"{text[:start]}{space}{spelt}{text[last:]}"
            return
        below = not _is_empty(old) and _BREAK.search(text[colon:first]) is not None
        # A comment may stand between the key and what is under it.
        note = text[colon : _BREAK.search(text, colon).start()] if below else ""  # type: ignore[union-attr]
        if not below:
            same_line = text[colon:first] if not _is_empty(old) else ""
            gap = same_line if same_line.strip() == "" and same_line else ""
        for spelt in self._blocks(value, column, shape=shape, old=old):
            if below and _BREAK.match(spelt):
                yield text[:colon] + note + spelt + text[last:]
            elif below:
                yield text[:colon] + spelt + note + text[last:]
            else:
                kept = gap + spelt.lstrip(" ") if gap and not _BREAK.match(spelt) else spelt
                yield text[:colon] + kept + text[last:]

    def _with_key(
        self,
        holder: yaml.MappingNode,
        key: str,
        value: Data,
        order: Sequence[str],
        *,
        shape: _Shape,
    ) -> Iterator[str]:
        text = self.text
        before = _predecessor(holder, key, order)
        if holder.flow_style:
            for spelt in _flow(value, shape=shape):
                written = f"{_key(key)}: {spelt}"
                if before is not None:
                    end = _end(before[1], text, empty=_colon(before[0], text))
                    yield f"{text[:end]}, {written}{text[end:]}"
                elif holder.value:
                    first = _span(holder.value[0][0])[0]
                    yield f"{text[:first]}{written}, {text[first:]}"
                else:
                    first = holder.start_mark.index + 1
                    yield f"{text[:first]}{written}{text[first:]}"
            return
        column = holder.value[0][0].start_mark.column
        for spelt in self._blocks(value, column, shape=shape):
            written = f"{_key(key)}:{spelt}"
            if before is not None:
                end = _end(before[1], text, empty=_colon(before[0], text))
                yield self._new_line(end, f"{' ' * column}{written}")
            else:
                first = _span(holder.value[0][0])[0]
                yield f"{text[:first]}{written}{self.newline}{' ' * column}{text[first:]}"

    def _without(self, holder: yaml.Node | None, step: Step) -> Iterator[str]:
        text = self.text
        if isinstance(holder, yaml.MappingNode):
            pairs = holder.value
            index = next(i for i, (key, _) in enumerate(pairs) if key.value == step)
            key, old = pairs[index]
            first, last = _span(key)[0], _end(old, text, empty=_colon(key, text))
            after = _span(pairs[index + 1][0])[0] if index + 1 < len(pairs) else None
            previous = pairs[index - 1] if index else None
            back = _end(previous[1], text, empty=_colon(previous[0], text)) if previous else first
        elif isinstance(holder, yaml.SequenceNode) and isinstance(step, int):
            items = holder.value
            old = items[step]
            first = _span(old)[0] if holder.flow_style else self._dash(holder, step)
            last = _end(old, text, empty=first + 1)
            after = None
            if step + 1 < len(items):
                after = (
                    _span(items[step + 1])[0] if holder.flow_style else self._dash(holder, step + 1)
                )
            back = _span(items[step - 1])[1] if step else first
        else:
            return
        if holder.flow_style:
            if after is not None:
                yield text[:first] + text[after:]
            else:
                yield text[:back] + text[last:]
            return
        line = _line_start(text, first)
        if text[line:first].strip(" ") == "":
            yield self._without_lines(line, last)
        elif after is not None and _REST_OF_LINE.fullmatch(text[last:after].rstrip(" ")):
            yield text[:first] + text[after:]

    def _without_lines(self, first: int, last: int) -> str:
        """Return the text without the lines from *first* to that of *last*."""
        text = self.text
        if last > first and text[last - 1] in "\r\n":
            return text[:first] + text[last:]
        rest = _REST_OF_LINE.match(text, last)
        end = rest.end() if rest else last
        if end == len(text) and not text[last:end].endswith(("\n", "\r")):
            before = text[:first]
            return before[: -len(self.newline)] if before.endswith(self.newline) else before
        return text[:first] + text[end:]

    def _new_line(self, end: int, line: str) -> str:
        """Return the text with *line* after that in which a value ends."""
        text = self.text
        if end and text[end - 1] in "\r\n":
            return f"{text[:end]}{line}{self.newline}{text[end:]}"
        found = _BREAK.search(text, end)
        if found is None:
            return f"{text}{self.newline}{line}"
        return f"{text[: found.end()]}{line}{self.newline}{text[found.end() :]}"

    def _dash(self, holder: yaml.SequenceNode, index: int) -> int:
        """Return where the dash of an item stands."""
        text, column = self.text, holder.start_mark.column
        if index == 0:
            return int(holder.start_mark.index)
        position = _end(holder.value[index - 1], text)
        limit = _span(holder.value[index])[0]
        line = _line_start(text, position)
        while line <= limit:
            place = line + column
            if (
                place >= position
                and text[place : place + 1] == "-"
                and not text[line:place].strip()
            ):
                return place
            found = _BREAK.search(text, line)
            if found is None:
                break
            line = found.end()
        raise EditError(str(index))

    # --- Spelling values in blocks ---

    def _blocks(
        self, value: Data, column: int, *, shape: _Shape, old: yaml.Node | None = None
    ) -> Iterator[str]:
        """Yield what may follow a key at *column*, from after its colon."""
        if isinstance(value, str):
            style = old.style if isinstance(old, yaml.ScalarNode) else None
            bare = _keeps_bare(old, value, bare=shape.bare)
            yield from (f" {t}" for t in self._texts(value, column + 2, style=style, bare=bare))
            return
        flow = list(_flow(value, shape=shape))
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

    def _block(self, value: Data, column: int, *, shape: _Shape) -> str:
        start = self.newline + " " * (column + 2)
        if isinstance(value, list):
            return "".join(
                f"{start}-{next(self._items(item, column + 2, shape=shape))}" for item in value
            )
        assert isinstance(value, dict)
        return "".join(
            f"{start}{_key(key)}:{next(self._blocks(item, column + 2, shape=shape.of(key)))}"
            for key, item in value.items()
        )

    def _items(
        self, value: Data, column: int, *, shape: _Shape, old: yaml.Node | None = None
    ) -> Iterator[str]:
        """Yield what may follow a dash at *column*."""
        if isinstance(value, dict) and value:
            written = [
                f"{_key(key)}:{next(self._blocks(item, column + 2, shape=shape.of(key)))}"
                for key, item in value.items()
            ]
            yield " " + (self.newline + " " * (column + 2)).join(written)
        if isinstance(value, str):
            style = old.style if isinstance(old, yaml.ScalarNode) else None
            bare = _keeps_bare(old, value, bare=shape.bare)
            yield from (f" {t}" for t in self._texts(value, column + 2, style=style, bare=bare))
        else:
            yield from (f" {text}" for text in _flow(value, shape=shape))

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
        yield from _scalars(value, style=style, bare=bare)


# --- Opening and writing ---


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
    found = _BREAK.search(text)
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


def write(files: Mapping[Path, bytes | None], before: Mapping[Path, bytes | None]) -> None:
    """Write all of *files* or none; `None` stands for a file that is not there.

    *before* is what the changes were made from. Raises `ChangedError` where a file is no longer
    that, and `WriteError` where one could not be written; the others are then as they were.
    """
    files = {path: raw for path, raw in files.items() if before.get(path) != raw}
    for path in files:
        if _bytes_of(path) != before.get(path):
            raise ChangedError(str(path))
    ready: dict[Path, Path] = {}
    made: list[Path] = []
    done: list[Path] = []
    try:
        for path, raw in files.items():
            if raw is not None:
                made += _folders(path.parent)
                ready[path] = _beside(path, raw)
        for path, temporary in ready.items():
            os.replace(temporary, path)
            done.append(path)
        for path, raw in files.items():
            if raw is None:
                path.unlink()
                done.append(path)
    except BaseException as error:
        left = [path for path in reversed(done) if not _put_back(path, before.get(path))]
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        if not isinstance(error, OSError):
            raise  # an interruption, as a rule
        name = Path(str(error.filename or next(iter(files))))
        raise WriteError(name, system_reason(error), left) from error
    finally:
        for temporary in ready.values():
            temporary.unlink(missing_ok=True)


def _bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _folders(folder: Path) -> list[Path]:
    """Make *folder*; return those that were not there, the outermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        path.mkdir()
    return missing[::-1]


def _beside(path: Path, raw: bytes) -> Path:
    """Write *raw* beside *path*, where renaming is one step, with the rights of the file there."""
    handle, name = tempfile.mkstemp(prefix=".parapluie-", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        else:
            mask = os.umask(0)
            os.umask(mask)
            temporary.chmod(0o666 & ~mask)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _put_back(path: Path, raw: bytes | None) -> bool:
    try:
        if raw is None:
            path.unlink(missing_ok=True)
        else:
            os.replace(_beside(path, raw), path)
    except OSError:
        return False
    return True


# --- Reading back ---


def _read(text: str) -> tuple[dict[str, Data], yaml.Node | None]:
    document, problems = read_yaml(text, "")
    if document is None or problems:
        raise EditError(str(problems[0].message) if problems else "")
    return document.data, document.node


def _reads_as(text: str, expected: Data) -> bool:
    document, problems = read_yaml(text, "")
    return document is not None and not problems and document.data == expected


def value_at(data: Data, path: KeyPath) -> Data:
    """Return the value at *path* of what YAML holds, or `None`."""
    for step in path:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _holds(data: Data, path: KeyPath) -> bool:
    """Tell whether the last step of *path* is there, even without a value."""
    holder = value_at(data, path[:-1])
    if isinstance(holder, dict):
        return path[-1] in holder
    return isinstance(holder, list) and isinstance(path[-1], int) and path[-1] < len(holder)


def _with(data: Data, path: KeyPath, value: Data) -> Data:
    """Return *data* with *value* at *path*, or nothing there for `None`."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(data, dict) and isinstance(step, str):
        changed = dict(data)
        if value is None and not rest:
            changed.pop(step, None)
        else:
            changed[step] = _with(changed.get(step), rest, value)
        return changed
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        items = list(data)
        if value is None and not rest:
            del items[step]
        else:
            items[step] = _with(items[step], rest, value)
        return items
    if isinstance(step, str) and data is None:
        return {step: _with(None, rest, value)}
    raise EditError(str(step))


# --- Nodes ---


def _node_at(node: yaml.Node | None, path: KeyPath) -> yaml.Node | None:
    for step in path:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        else:
            pair = _pair(node, step)
            node = pair[1] if pair else None
    return node


def _pair(node: yaml.Node | None, key: Step) -> tuple[yaml.ScalarNode, yaml.Node] | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((pair for pair in node.value if pair[0].value == key), None)


def _all_scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _all_scalars(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _all_scalars(key)
            yield from _all_scalars(value)


def _span(node: yaml.Node) -> tuple[int, int]:
    return int(node.start_mark.index), int(node.end_mark.index)


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and _span(node)[0] == _span(node)[1]


def _colon(key: yaml.Node, text: str) -> int:
    """Return where the text after a key and its colon begins."""
    found = _COLON.match(text, _span(key)[1])
    if found is None:
        raise EditError(str(key.value))
    return found.end()


def _end(node: yaml.Node, text: str, *, empty: int = 0) -> int:
    """Return where the last character of a value ends.

    PyYAML ends a collection, and a text of several lines, where the next thing begins. *empty* is
    returned for a value that is not written.
    """
    first, last = _span(node)
    if isinstance(node, yaml.ScalarNode):
        if first == last:
            return empty or last
        if node.style in ("|", ">"):
            header = _BREAK.split(text[first:last], maxsplit=1)[0].partition("#")[0]
            if "+" not in header:
                return first + len(text[first:last].rstrip())
        return last
    assert isinstance(node, yaml.CollectionNode)
    if not node.value or node.flow_style:
        return last
    if isinstance(node, yaml.MappingNode):
        key, value = node.value[-1]
        return _end(value, text, empty=_colon(key, text))
    item = node.value[-1]
    if _is_empty(item):
        return first + len(text[first : _span(item)[0]].rstrip())
    return _end(item, text)


def _line_start(text: str, position: int) -> int:
    return max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1


def _predecessor(
    holder: yaml.MappingNode, key: str, order: Sequence[str]
) -> tuple[yaml.ScalarNode, yaml.Node] | None:
    """Return the pair after which *key* belongs; `None` where it comes first."""
    if not holder.value:
        return None
    if key not in order:
        pair: tuple[yaml.ScalarNode, yaml.Node] = holder.value[-1]
        return pair
    ranks = {name: rank for rank, name in enumerate(order)}
    earlier = [pair for pair in holder.value if ranks.get(pair[0].value, len(ranks)) < ranks[key]]
    return max(earlier, key=lambda pair: ranks[pair[0].value], default=None)


# --- The schema ---


def _fields_at(fields: tuple[Field, ...], path: KeyPath) -> tuple[Field, ...]:
    for step in path:
        if isinstance(step, str):
            found = next((item for item in fields if item.key == step), None)
            fields = found.fields if found else ()
    return fields


def _order(fields: tuple[Field, ...], path: KeyPath) -> list[str]:
    return [item.key for item in _fields_at(fields, path[:-1])]


def _shape(fields: tuple[Field, ...], path: KeyPath) -> _Shape:
    shape = _Shape(bare=False, fields=fields)
    for step in path:
        shape = shape.of(step)
    return shape


# --- Spelling ---


def _keeps_bare(old: yaml.Node | None, value: Data, *, bare: bool) -> bool:
    """Tell whether *value* may go without quotes: its field says so, or what it replaces did."""
    if bare or not isinstance(old, yaml.ScalarNode) or old.style or not isinstance(value, str):
        return bare
    return old.tag in _BARE_TAGS and _tag(value) == old.tag


def _tag(value: str) -> str:
    found = _RESOLVER.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
    return str(found)


def _scalars(value: str, *, style: str | None, bare: bool) -> Iterator[str]:
    """Yield the ways to write *value* on one line; the last is always right."""
    tag = _tag(value)
    plain = bool(value) and (tag == _TEXT_TAG or (bare and tag in _BARE_TAGS))
    if plain and style not in ("'", '"') and _stays(value):
        yield value
    if style == "'" and not _ESCAPED.search(value.replace('"', "").replace("\\", "")):
        yield "'" + value.replace("'", "''") + "'"
    yield _quoted(value)


@lru_cache(maxsize=4096)
def _stays(value: str, *, flow: bool = False) -> bool:
    """Tell whether YAML reads *value* back as it is without quotes, in a block or in brackets."""
    written = f"k: [{value}, x]" if flow else f"k: {value}"
    return _reads_as(written, {"k": [value, "x"] if flow else value})


def _quoted(value: str) -> str:
    def escape(match: re.Match[str]) -> str:
        found = match[0]
        return _ESCAPES.get(found) or f"\\u{ord(found):04X}"

    return f'"{_ESCAPED.sub(escape, value)}"'


def _flow(value: Data, *, shape: _Shape, old: yaml.Node | None = None) -> Iterator[str]:
    """Yield the ways to write *value* within brackets or on one line."""
    if isinstance(value, str):
        style = old.style if isinstance(old, yaml.ScalarNode) else None
        bare = _keeps_bare(old, value, bare=shape.bare)
        for spelt in _scalars(value, style=style, bare=bare):
            if spelt != value or _stays(value, flow=True):
                yield spelt
    elif isinstance(value, list):
        yield "[" + ", ".join(next(_flow(item, shape=shape)) for item in value) + "]"
    elif isinstance(value, dict):
        yield (
            "{"
            + ", ".join(f"{_key(k)}: {next(_flow(v, shape=shape.of(k)))}" for k, v in value.items())
            + "}"
        )
    else:
        yield "null"


@lru_cache(maxsize=1024)
def _key(key: str) -> str:
    """Return a key as it is written, in quotes where YAML would read something else."""
    plain = _tag(key) == _TEXT_TAG and not key.startswith(("'", '"'))
    if plain and _reads_as(f"{key}: x", {key: "x"}) and _reads_as(f"{{{key}: x}}", {key: "x"}):
        return key
    return _quoted(key)


def spliced(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """Return *text* with each span replaced; spans do not overlap."""
    for first, last, new in sorted(spans, reverse=True):
        text = text[:first] + new + text[last:]
    return text

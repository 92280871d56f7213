"""YAML with places: plain data of strings, lists and mappings, and the position of each.

PyYAML composes nodes with its C parser as fast as it loads values; the nodes keep their marks.
Scalars stay the strings that authors typed, so that `NO`, `0123`, `12:30` or `1.10` never become
something else: schemas say what each should be.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast

import yaml

from parapluie.model import CONTROL, Place
from parapluie.problems import Problem, problem
from parapluie.vocabulary import messages
from parapluie.vocabulary.rules import YAML_REASONS

Data: TypeAlias = "str | list[Data] | dict[str, Data] | None"

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "value", "merge")
)
_MAX_DEPTH = 12
# Composing recurses in C, where too many levels would end the process instead of raising. Fewer
# openings than this are harmless; more are counted first.
_HARMLESS_OPENINGS = 1000
# What YAML ends a line by.
_LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_OPENING = re.compile(r"[\[{]|[-?](?=\s)")
_KEY = re.compile(r"[\w-]+")
_KEY_STUCK_TO_VALUE = re.compile(r"\s*(?:- )?[\w-]+:(?=[^\s/])")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A loader that does not guess what a plain scalar is: it stays a string."""

    def resolve(self, kind: type[yaml.Node], _value: object, _implicit: object) -> str:
        return _TAGS[kind]


_TAGS = {
    yaml.ScalarNode: yaml.resolver.BaseResolver.DEFAULT_SCALAR_TAG,
    yaml.SequenceNode: yaml.resolver.BaseResolver.DEFAULT_SEQUENCE_TAG,
    yaml.MappingNode: yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG,
}


@dataclass(frozen=True, slots=True)
class Document:
    """A mapping read from YAML, which can tell where each of its parts stands."""

    data: dict[str, Data]
    node: yaml.Node | None
    file: str
    offset: int  # lines of the file before the YAML
    under: tuple["Document", ...] = ()  # documents that speak where this one is silent

    def places(self) -> dict[str, Place]:
        """Return where the value of each key stands."""
        if len(self.under) > 1 or not isinstance(self.node, yaml.MappingNode):
            return {key: self.place([key]) for key in self.data}
        return {
            key_node.value: Place(
                self.file,
                value_node.start_mark.line + 1 + self.offset,
                value_node.start_mark.column + 1,
            )
            for key_node, value_node in self.node.value
        }

    def place(self, path: Sequence[str | int], *, of_key: bool = False) -> Place:
        """Return where the value at *path*, or its key, stands; its nearest parent if absent."""
        layer = self._layer(path)
        if layer is not self:
            return layer.place(path, of_key=of_key)
        node: yaml.Node | None = self.node
        found = node
        for depth, step in enumerate(path):
            child: yaml.Node | None = None
            if step == 0 and not isinstance(node, yaml.SequenceNode):
                continue  # a single value stands for a list of one
            if isinstance(node, yaml.MappingNode):
                for key_node, value_node in node.value:
                    if key_node.value == step:
                        last = depth == len(path) - 1
                        found = key_node if last and of_key else value_node
                        child = value_node
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                child = found = node.value[step]
            if child is None:
                break
            node = child
        if found is None:
            return Place(self.file, self.offset or 1)
        mark = found.start_mark
        return Place(self.file, mark.line + 1 + self.offset, mark.column + 1)

    def child(self, *path: str | int) -> "Document":
        """Return the mapping at *path*, empty when it is none."""
        layer = self._layer(path)
        data: Data = layer.data
        node = layer.node
        for step in path:
            if isinstance(data, dict) and isinstance(step, str):
                data = data[step]
                pairs = node.value if isinstance(node, yaml.MappingNode) else []
                node = next((value for key, value in pairs if key.value == step), node)
            elif isinstance(data, list) and isinstance(step, int):
                data = data[step]
                node = node.value[step] if isinstance(node, yaml.SequenceNode) else node
        return Document(data if isinstance(data, dict) else {}, node, layer.file, layer.offset)

    def over(self, defaults: Sequence["Document"]) -> "Document":
        """Return this document completed by *defaults*, the first of them to speak winning."""
        data: dict[str, Data] = {}
        for document in (*reversed(defaults), self):
            for key, value in document.data.items():
                if value is not None or key not in data:
                    data[key] = value
        own = Document(self.data, self.node, self.file, self.offset)
        return Document(data, self.node, self.file, self.offset, (own, *defaults))

    def only(self, keys: Container[str]) -> "Document":
        """Return this document without the keys that are not among *keys*."""
        data = {key: value for key, value in self.data.items() if key in keys}
        return Document(data, self.node, self.file, self.offset)

    def _layer(self, path: Sequence[str | int]) -> "Document":
        """Return the document that the value at *path* comes from."""
        if self.under and path:
            for document in self.under:
                if document.data.get(str(path[0])) is not None:
                    return document
        return self if not self.under else self.under[0]


def read_yaml(text: str, file: str, offset: int = 0) -> tuple[Document | None, list[Problem]]:
    """Return the mapping that *text* holds and the problems met; `None` when nothing can be read.

    *offset* is the number of lines of *file* before *text*.
    """
    try:
        deep = _too_deep(text)
        if deep is not None:
            place = Place(file, deep.line + 1 + offset, deep.column + 1)
            return None, [problem("P102", place, reason=messages.YAML_TOO_DEEP)]
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        return None, [_syntax_problem(error, text, file, offset)]
    except yaml.YAMLError:  # a character that YAML refuses, where the caller let it through
        return None, [problem("P102", Place(file, 1 + offset), reason=messages.YAML_UNREADABLE)]
    except RecursionError:
        return None, [problem("P102", Place(file, 1 + offset), reason=messages.YAML_TOO_DEEP)]
    if node is None:
        return Document({}, None, file, offset), []
    found: list[Problem] = []
    # Only an escape, such as "\\0", writes a control character where none stands.
    escapes = "\\" in text or CONTROL.search(text) is not None
    data = _Converter(file, offset, found, escapes=escapes).convert(node, 0)
    if not isinstance(data, dict) or not isinstance(node, yaml.MappingNode):
        mark = node.start_mark
        # What « --- » alone announces would stand on the line after it.
        last = len(_LINE_END.findall(text))
        place = Place(file, min(mark.line, last) + 1 + offset, mark.column + 1)
        return None, [*found, problem("P102", place, reason=messages.YAML_NOT_A_MAPPING)]
    if any(item.code == "P102" for item in found):
        return None, found
    return Document(data, node, file, offset), found


def _too_deep(text: str) -> yaml.Mark | None:
    """Return where *text* goes deeper than it should, if it has enough openings to be a danger."""
    if sum(1 for _ in _OPENING.finditer(text)) <= _HARMLESS_OPENINGS:
        return None
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            return cast(yaml.Mark, event.start_mark)
    return None


class _Converter:
    def __init__(self, file: str, offset: int, problems: list[Problem], *, escapes: bool) -> None:
        self.file, self.offset, self.problems, self.escapes = file, offset, problems, escapes
        self.seen: set[int] = set()

    def place(self, node: yaml.Node) -> Place:
        mark = node.start_mark
        return Place(self.file, mark.line + 1 + self.offset, mark.column + 1)

    def refuse(self, node: yaml.Node, reason: str) -> None:
        self.problems.append(problem("P102", self.place(node), reason=reason))

    def convert(self, node: yaml.Node, depth: int) -> Data:
        if id(node) in self.seen:
            self.refuse(node, messages.YAML_ALIAS)
            return None
        self.seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            self.refuse(node, messages.YAML_TAG.format(tag=node.tag))
            return None
        if depth > _MAX_DEPTH:
            self.refuse(node, messages.YAML_TOO_DEEP)
            return None
        if isinstance(node, yaml.ScalarNode):
            found = CONTROL.search(node.value) if self.escapes else None
            if found:
                self.refuse(node, messages.FILE_CONTROL_CHARACTER.format(code=code_of(found[0])))
                return None
            return None if not node.style and node.value in _NULLS else str(node.value)
        if isinstance(node, yaml.SequenceNode):
            return [self.convert(item, depth + 1) for item in node.value]
        return self._mapping(node, depth) if isinstance(node, yaml.MappingNode) else None

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Data]:
        result: dict[str, Data] = {}
        lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.refuse(key_node, messages.YAML_KEY_NOT_TEXT)
                continue
            if key_node.value != key_node.value.strip():
                self.refuse(key_node, messages.YAML_KEY_SPACE.format(key=key_node.value.strip()))
                key_node.value = key_node.value.strip()
            key = str(key_node.value)
            if key in lines:
                place, line = self.place(key_node), lines[key] + 1 + self.offset
                self.problems.append(problem("P104", place, key=key, line=line))
                continue
            lines[key] = key_node.start_mark.line
            result[key] = self.convert(value_node, depth + 1)
        return result


def code_of(character: str) -> str:
    """Return the number of a character as tables of Unicode give it."""
    return f"{ord(character):04X}"


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str, offset: int) -> Problem:
    """Say in French what PyYAML says in English, where the author should look."""
    said = f"{error.context or ''} {error.problem or ''}"
    at_opening = any(words in said for words in ("quoted scalar", "flow", "simple key"))
    mark = error.problem_mark or error.context_mark
    lines = text.split("\n")
    found = _cause(said, lines, mark, error.context_mark or mark) if mark else None
    if found is None:
        reason = next((fr for en, fr in YAML_REASONS if en in said), messages.YAML_UNREADABLE)
        mark = (error.context_mark if at_opening else None) or mark
        found = (mark.line, mark.column, reason) if mark else (0, 0, reason)
    line, column, reason = found
    place = Place(file, min(line, len(lines) - 1) + 1 + offset, column + 1)
    return problem("P102", place, reason=reason)


def _cause(
    said: str, lines: Sequence[str], mark: yaml.Mark, opening: yaml.Mark
) -> tuple[int, int, str] | None:
    """Return line, column (from 0) and reason where the lines say more than PyYAML does.

    *opening* is where what could not be read begins.
    """
    number, column = min(mark.line, len(lines) - 1), mark.column
    line = lines[number]
    before, indent = line[:column].rstrip(), len(line) - len(line.lstrip())
    if line[column : column + 1] == "\t":
        return number, column, messages.YAML_TAB
    if "parsing a flow" in said and line[column : column + 1] == ":":
        # A key at the margin is one of the entry's: what opens above was never closed.
        return None if _KEY.fullmatch(before) else (number, column, messages.YAML_COLON)
    if "block mapping" in said and before.endswith("'"):
        return number, column, messages.YAML_AFTER_APOSTROPHE
    if "block mapping" in said and before.endswith('"'):
        return number, column, messages.YAML_AFTER_QUOTE
    if "simple key" in said:
        first = min(opening.line, len(lines) - 1)
        stuck = _KEY_STUCK_TO_VALUE.match(lines[first])
        return (first, stuck.end() - 1, messages.YAML_STUCK_COLON) if stuck else None
    if "mapping values" not in said:
        return None
    if ":" in before:
        return number, column, messages.YAML_COLON
    # The colon is the right one: what is wrong came before.
    above = next((n for n in range(number - 1, -1, -1) if lines[n].strip()), number)
    stuck = _KEY_STUCK_TO_VALUE.match(lines[above])
    if stuck:
        return above, stuck.end() - 1, messages.YAML_STUCK_COLON
    if ":" not in lines[above] and not lines[above].startswith((" ", "-")):
        return above, 0, messages.YAML_NO_COLON
    return number, indent, messages.YAML_INDENT

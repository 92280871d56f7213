"""The texts that may hold a change, of which the first that reads back as wanted is kept."""

import re
from collections.abc import Iterator, Sequence

import yaml

from parapluie.source.yaml_nodes import Data
from parapluie.vocabulary.fields import Field

from .key_paths import EditError, KeyPath, Step
from .yaml_spans import (
    BREAK,
    after_colon,
    end_of,
    is_empty,
    line_start,
    node_at,
    pair_of,
    predecessor,
    span,
)
from .yaml_spelling import BlockSpelling, Shape, flow_of, key_of, order_of, shape_at

_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|\Z)")


class Attempts:
    """The texts that may hold a change of *text*, the best first; none is read back yet."""

    def __init__(self, text: str, newline: str) -> None:
        self.text, self.newline, self.spelling = text, newline, BlockSpelling(newline)

    def replacements(
        self, node: yaml.Node | None, path: KeyPath, value: Data, fields: tuple[Field, ...]
    ) -> Iterator[str]:
        """Yield the texts that may hold the change, the best first."""
        holder, step = node_at(node, path[:-1]), path[-1]
        shape = shape_at(fields, path)
        if value is None:
            yield from self._without(holder, step)
        elif isinstance(holder, yaml.SequenceNode) and isinstance(step, int):
            yield from self._with_item(holder, step, value, shape=shape)
        elif isinstance(holder, yaml.MappingNode) and isinstance(step, str):
            pair = pair_of(holder, step)
            if pair is None:
                yield from self._with_key(holder, step, value, order_of(fields, path), shape=shape)
            else:
                yield from self._with_value(holder, pair, value, shape=shape)
        elif node is None and len(path) == 1 and isinstance(step, str):
            end = f"{self.newline}" if self.text and not self.text.endswith(("\n", "\r")) else ""
            for spelt in self.spelling.after_key(value, 0, shape=shape):
                written = f"{key_of(step)}:{spelt}"
                yield self.text + end + written
                yield self.text + end + written + self.newline

    def insertions(
        self, holder: yaml.SequenceNode, index: int, value: Data, *, shape: Shape
    ) -> Iterator[str]:
        """Yield the texts with *value* added to a list, before the item at *index*."""
        text, nodes = self.text, holder.value
        if holder.flow_style:
            for spelt in flow_of(value, shape=shape):
                if index:
                    end = span(nodes[index - 1])[1]
                    yield f"{text[:end]}, {spelt}{text[end:]}"
                else:
                    first = span(nodes[0])[0]
                    yield f"{text[:first]}{spelt}, {text[first:]}"
            return
        column = holder.start_mark.column
        for spelt in self.spelling.after_dash(value, column, shape=shape):
            if index:
                yield self._new_line(end_of(nodes[index - 1], text), f"{' ' * column}-{spelt}")
            else:
                first = holder.start_mark.index
                yield f"{text[:first]}-{spelt}{self.newline}{' ' * column}{text[first:]}"

    def _with_value(
        self,
        holder: yaml.MappingNode,
        pair: tuple[yaml.ScalarNode, yaml.Node],
        value: Data,
        *,
        shape: Shape,
    ) -> Iterator[str]:
        key, old = pair
        text = self.text
        colon = after_colon(key, text)
        yield from self._in_place(
            colon, old, value, key.start_mark.column, flow=bool(holder.flow_style), shape=shape
        )

    def _with_item(
        self, holder: yaml.SequenceNode, index: int, value: Data, *, shape: Shape
    ) -> Iterator[str]:
        old = holder.value[index]
        if holder.flow_style:
            yield from self._in_place(span(old)[0], old, value, 0, flow=True, shape=shape)
            return
        dash = self._dash(holder, index)
        first, last = dash + 1, end_of(old, self.text, empty=dash + 1)
        for spelt in self.spelling.after_dash(
            value, holder.start_mark.column, shape=shape, old=old
        ):
            yield self.text[:first] + spelt + self.text[last:]

    def _in_place(
        self, colon: int, old: yaml.Node, value: Data, column: int, *, flow: bool, shape: Shape
    ) -> Iterator[str]:
        """Yield the text with *old*, which follows what ends at *colon*, replaced."""
        text = self.text
        first, last = span(old)[0], end_of(old, text, empty=colon)
        if flow:
            space = "" if text[colon - 1] != ":" or text[colon : colon + 1].isspace() else " "
            start = max(first, colon) if not is_empty(old) else colon
            for spelt in flow_of(value, shape=shape, old=old):
                yield f"{text[:start]}{space}{spelt}{text[last:]}"
            return
        below = not is_empty(old) and BREAK.search(text[colon:first]) is not None
        # A comment may stand between the key and what is under it.
        note = text[colon : BREAK.search(text, colon).start()] if below else ""  # type: ignore[union-attr]
        if not below:
            same_line = text[colon:first] if not is_empty(old) else ""
            gap = same_line if same_line.strip() == "" and same_line else ""
        for spelt in self.spelling.after_key(value, column, shape=shape, old=old):
            if below and BREAK.match(spelt):
                yield text[:colon] + note + spelt + text[last:]
            elif below:
                yield text[:colon] + spelt + note + text[last:]
            else:
                kept = gap + spelt.lstrip(" ") if gap and not BREAK.match(spelt) else spelt
                yield text[:colon] + kept + text[last:]

    def _with_key(
        self,
        holder: yaml.MappingNode,
        key: str,
        value: Data,
        order: Sequence[str],
        *,
        shape: Shape,
    ) -> Iterator[str]:
        text = self.text
        before = predecessor(holder, key, order)
        if holder.flow_style:
            for spelt in flow_of(value, shape=shape):
                written = f"{key_of(key)}: {spelt}"
                if before is not None:
                    end = end_of(before[1], text, empty=after_colon(before[0], text))
                    yield f"{text[:end]}, {written}{text[end:]}"
                elif holder.value:
                    first = span(holder.value[0][0])[0]
                    yield f"{text[:first]}{written}, {text[first:]}"
                else:
                    first = holder.start_mark.index + 1
                    yield f"{text[:first]}{written}{text[first:]}"
            return
        column = holder.value[0][0].start_mark.column
        for spelt in self.spelling.after_key(value, column, shape=shape):
            written = f"{key_of(key)}:{spelt}"
            if before is not None:
                end = end_of(before[1], text, empty=after_colon(before[0], text))
                yield self._new_line(end, f"{' ' * column}{written}")
            else:
                first = span(holder.value[0][0])[0]
                yield f"{text[:first]}{written}{self.newline}{' ' * column}{text[first:]}"

    def _without(self, holder: yaml.Node | None, step: Step) -> Iterator[str]:
        text = self.text
        if isinstance(holder, yaml.MappingNode):
            pairs = holder.value
            index = next(i for i, (key, _) in enumerate(pairs) if key.value == step)
            key, old = pairs[index]
            first, last = span(key)[0], end_of(old, text, empty=after_colon(key, text))
            after = span(pairs[index + 1][0])[0] if index + 1 < len(pairs) else None
            previous = pairs[index - 1] if index else None
            back = (
                end_of(previous[1], text, empty=after_colon(previous[0], text))
                if previous
                else first
            )
        elif isinstance(holder, yaml.SequenceNode) and isinstance(step, int):
            items = holder.value
            old = items[step]
            first = span(old)[0] if holder.flow_style else self._dash(holder, step)
            last = end_of(old, text, empty=first + 1)
            after = None
            if step + 1 < len(items):
                after = (
                    span(items[step + 1])[0] if holder.flow_style else self._dash(holder, step + 1)
                )
            back = span(items[step - 1])[1] if step else first
        else:
            return
        if holder.flow_style:
            if after is not None:
                yield text[:first] + text[after:]
            else:
                yield text[:back] + text[last:]
            return
        line = line_start(text, first)
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
        found = BREAK.search(text, end)
        if found is None:
            return f"{text}{self.newline}{line}"
        return f"{text[: found.end()]}{line}{self.newline}{text[found.end() :]}"

    def _dash(self, holder: yaml.SequenceNode, index: int) -> int:
        """Return where the dash of an item stands."""
        text, column = self.text, holder.start_mark.column
        if index == 0:
            return int(holder.start_mark.index)
        position = end_of(holder.value[index - 1], text)
        limit = span(holder.value[index])[0]
        line = line_start(text, position)
        while line <= limit:
            place = line + column
            if (
                place >= position
                and text[place : place + 1] == "-"
                and not text[line:place].strip()
            ):
                return place
            found = BREAK.search(text, line)
            if found is None:
                break
            line = found.end()
        raise EditError(str(index))

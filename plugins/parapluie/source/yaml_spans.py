"""Where the nodes of a YAML text begin and end, to the character."""

import re
from collections.abc import Iterator, Sequence

import yaml

from .key_paths import EditError, KeyPath, Step

BREAK = re.compile(r"\r\n|\r|\n")
_COLON = re.compile(r"\s*:")


def node_at(node: yaml.Node | None, path: KeyPath) -> yaml.Node | None:
    """Return the node at *path*, or `None`."""
    for step in path:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        else:
            pair = pair_of(node, step)
            node = pair[1] if pair else None
    return node


def pair_of(node: yaml.Node | None, key: Step) -> tuple[yaml.ScalarNode, yaml.Node] | None:
    """Return a key of a mapping with its value, or `None`."""
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((pair for pair in node.value if pair[0].value == key), None)


def all_scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """Yield every scalar of a node, keys too, in the order of the text."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from all_scalars(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from all_scalars(key)
            yield from all_scalars(value)


def span(node: yaml.Node) -> tuple[int, int]:
    """Return where a node begins and where PyYAML ends it."""
    return int(node.start_mark.index), int(node.end_mark.index)


def is_empty(node: yaml.Node) -> bool:
    """Tell whether a value is not written."""
    return isinstance(node, yaml.ScalarNode) and span(node)[0] == span(node)[1]


def after_colon(key: yaml.Node, text: str) -> int:
    """Return where the text after a key and its colon begins."""
    found = _COLON.match(text, span(key)[1])
    if found is None:
        raise EditError(str(key.value))
    return found.end()


def end_of(node: yaml.Node, text: str, *, empty: int = 0) -> int:
    """Return where the last character of a value ends.

    PyYAML ends a collection, and a text of several lines, where the next thing begins. *empty* is
    returned for a value that is not written.
    """
    first, last = span(node)
    if isinstance(node, yaml.ScalarNode):
        if first == last:
            return empty or last
        if node.style in ("|", ">"):
            header = BREAK.split(text[first:last], maxsplit=1)[0].partition("#")[0]
            if "+" not in header:
                return first + len(text[first:last].rstrip())
        return last
    assert isinstance(node, yaml.CollectionNode)
    if not node.value or node.flow_style:
        return last
    if isinstance(node, yaml.MappingNode):
        key, value = node.value[-1]
        return end_of(value, text, empty=after_colon(key, text))
    item = node.value[-1]
    if is_empty(item):
        return first + len(text[first : span(item)[0]].rstrip())
    return end_of(item, text)


def line_start(text: str, position: int) -> int:
    """Return where the line of a position begins."""
    return max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1


def predecessor(
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

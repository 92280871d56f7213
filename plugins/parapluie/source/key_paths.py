"""Values of YAML by the keys and numbers that lead to them; what is read back."""

import yaml

from parapluie.source.yaml_nodes import Data, read_yaml

Step = str | int
KeyPath = tuple[Step, ...]


class EditError(Exception):
    """The file is written in a way that cannot be changed there without touching the rest."""


def values_of(text: str) -> tuple[dict[str, Data], yaml.Node | None]:
    """Return the values of a text, as the reader gives them, and their node."""
    document, problems = read_yaml(text, "")
    if document is None or problems:
        raise EditError(str(problems[0].message) if problems else "")
    return document.data, document.node


def reads_as(text: str, expected: Data) -> bool:
    """Tell whether a text reads back as *expected*."""
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


def holds(data: Data, path: KeyPath) -> bool:
    """Tell whether the last step of *path* is there, even without a value."""
    holder = value_at(data, path[:-1])
    if isinstance(holder, dict):
        return path[-1] in holder
    return isinstance(holder, list) and isinstance(path[-1], int) and path[-1] < len(holder)


def with_value(data: Data, path: KeyPath, value: Data) -> Data:
    """Return *data* with *value* at *path*, or nothing there for `None`."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(data, dict) and isinstance(step, str):
        changed = dict(data)
        if value is None and not rest:
            changed.pop(step, None)
        else:
            changed[step] = with_value(changed.get(step), rest, value)
        return changed
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        items = list(data)
        if value is None and not rest:
            del items[step]
        else:
            items[step] = with_value(items[step], rest, value)
        return items
    if isinstance(step, str) and data is None:
        return {step: with_value(None, rest, value)}
    raise EditError(str(step))

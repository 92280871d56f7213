"""What a fault of ours was on: the file that the innermost call had in its hands.

Where a fault is, nobody knows before; so it is read off the calls that it ended, once it came, and
nothing has to tell on the way what it works on.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from traceback import walk_tb
from typing import Any

from parapluie.model import Entry, Place
from parapluie.vocabulary import messages

# Fields that lead from what is about an entry to it, the nearest first.
_LEADING = ("file", "entry", "origin", "place", "illustration", "item")
_DEEPEST = 2


@contextmanager
def noted() -> Iterator[None]:
    """Give whatever ends the block a note that names the file it was on, where there is one."""
    try:
        yield
    except Exception as error:
        file = file_of(error)
        if file and not hasattr(error, "__notes__"):
            error.add_note(messages.CLI_ON.format(file=file))
        raise


def file_of(error: BaseException) -> str:
    """Return the file that the innermost call knew of when *error* ended it, or nothing."""
    calls = [frame.f_locals for frame, _ in walk_tb(error.__traceback__)]
    found = (_file(value) for held in reversed(calls) for value in held.values())
    return next(filter(None, found), "")


def _file(value: Any, depth: int = _DEEPEST) -> str:
    if isinstance(value, Entry | Place):
        return value.file
    # Never by `getattr`: what is in the midst of a fault may raise.
    held = _held(value)
    source = held.get("src_uri")  # the file of a page, as engines have it
    if isinstance(source, str):
        return source
    if isinstance(held.get("file"), str):
        return str(held["file"])
    inner = (held[name] for name in _LEADING if name in held) if depth else ()
    return next(filter(None, (_file(one, depth - 1) for one in inner)), "")


def _held(value: Any) -> Mapping[str, Any]:
    """Return the fields of what is ours, or a page of an engine's, and the entry of a context."""
    if isinstance(value, type):
        return {}
    if isinstance(value, dict):
        return {"entry": value["entry"]} if "entry" in value else {}
    if is_dataclass(value):
        return {item.name: getattr(value, item.name, None) for item in fields(value)}
    is_known = type(value).__module__.partition(".")[0] in ("parapluie", "mkdocs", "properdocs")
    return getattr(value, "__dict__", {}) if is_known else {}

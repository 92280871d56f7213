"""A moment of a recording: how long after its beginning."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from parapluie.vocabulary.grammar import NO_BREAK_SPACE

from .value_type import Asked, Data, Declared, Published, Schema, ValueType, Widget, parsed

_BLANKS = r"[ \u00a0\u202f]?"
_CLOCK = re.compile(
    r"(?:(?P<hours>[0-9]{1,2}):(?P<minutes>[0-5][0-9])|(?P<long>[0-9]{1,3})):(?P<seconds>[0-5][0-9])"
)
_WORDS = re.compile(
    rf"(?:(?P<hours>[0-9]{{1,2}}){_BLANKS}h{_BLANKS})?"
    rf"(?:(?P<minutes>[0-9]{{1,3}})(?:{_BLANKS}(?:min|m){_BLANKS})?)?"
    rf"(?:(?P<seconds>[0-9]{{1,2}}){_BLANKS}s)?"
)


def _seconds(text: str) -> int:
    found = _CLOCK.fullmatch(text) or _WORDS.fullmatch(text)
    if not text or found is None:
        raise ValueError(text)
    parts = found.groupdict()
    hours, minutes, seconds = (int(parts[key] or 0) for key in ("hours", "minutes", "seconds"))
    # « 1 h 75 » is a slip; « 62 min » is not.
    if seconds > 59 or (parts["hours"] and minutes > 59) or text.isdigit():
        raise ValueError(text)
    return hours * 3600 + (minutes or int(parts.get("long") or 0)) * 60 + seconds


def clock(moment: int) -> str:
    """Return « 1:02:30 », or « 2:30 » within the first hour."""
    hours, rest = divmod(moment, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


class Moment(ValueType):
    """A moment of a recording, in seconds from its beginning."""

    said = "un moment d’un enregistrement : 1:02:30, 62:30 ou 1 h 02"
    example = '"1:02:30"'
    is_bare = True

    def read(self, item: Declared, value: Data) -> int:
        """Return the seconds since the beginning."""
        return int(parsed(value, "expected_moment", _seconds))

    def written(self, item: Any, record: Callable[[Iterable[Any]], Schema]) -> Schema:
        """Return the schema of a moment as it was typed."""
        typed = {"type": "string", "pattern": r"^[0-9]{1,3}(?::[0-5][0-9]){1,2}$|[hms]"}
        # YAML takes « 1:02:30 » for a number in base sixty.
        return {"anyOf": [typed, {"type": "integer", "minimum": 0}]}

    def data(self, item: Declared, raw: Any, published: Published) -> Any:
        """Return « 1:02:30 »."""
        return clock(raw)

    def column(self, item: Declared, raw: Any) -> str:
        """Return « 1:02:30 »."""
        return clock(raw)

    def widget_of_one(self, item: Any, asked: Asked) -> Widget:
        """Return a place for a moment."""
        return {"widget": "string"}

    def printed(self, item: Declared, raw: Any, gender: Any = None) -> str:
        """Return « 1 h 02 min 30 s »."""
        return moment_words(raw)


def moment_words(moment: int) -> str:
    """Return « 1 h 02 min 30 s », « 1 h 02 », « 2 min 30 s » or « 45 s »."""
    hours, rest = divmod(moment, 3600)
    minutes, seconds = divmod(rest, 60)
    if hours:
        said = f"{hours} h {minutes:02}" + (f" min {seconds:02} s" if seconds else "")
    elif minutes:
        said = f"{minutes} min" + (f" {seconds:02} s" if seconds else "")
    else:
        said = f"{seconds} s"
    return said.replace(" ", NO_BREAK_SPACE)

"""The signs that stand between the values of one cell, and the backslash that makes them text."""

import re

# What a backslash makes a part of the text, by where the text stands.
IN_A_LIST = re.compile(r"[\\\n]")
IN_A_RECORD = re.compile(r"[\\\n|]")
LISTED_IN_A_RECORD = re.compile(r"[\\\n|;]")
NESTED_IN_A_RECORD = re.compile(r"[\\\n|;:]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class CellError(ValueError):
    """A text that no value of the field is written as; its message is in French."""


def escape(text: str, signs: re.Pattern[str]) -> str:
    """Return *text* with a backslash before each of *signs*."""
    return signs.sub(lambda found: "\\n" if found[0] == "\n" else f"\\{found[0]}", text)


def unescape(text: str) -> str:
    """Return *text* without the backslashes that `escape` puts in it."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], text)


def pieces(text: str, sign: str) -> list[str]:
    """Return what stands between each *sign*, blank parts left out."""
    return [part.strip() for part in split(text, sign) if part.strip()]


def split(text: str, sign: str) -> list[str]:
    """Split at each *sign* that no backslash makes a part of the text."""
    parts = [""]
    position = 0
    while position < len(text):
        letter = text[position]
        if letter == "\\" and position + 1 < len(text):
            parts[-1] += text[position : position + 2]
            position += 2
            continue
        if letter == sign:
            parts.append("")
        else:
            parts[-1] += letter
        position += 1
    return parts

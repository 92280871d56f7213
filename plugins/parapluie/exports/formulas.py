"""Text that a spreadsheet computes nothing of, wherever it cuts it into cells, and back.

A file of ours sets its cells apart by semicolons; a spreadsheet set otherwise opens it with commas,
tabs or spaces, and then takes quotes and ends of lines within a cell for others. So an apostrophe
stands before each sign of a formula that any of these would put first in a cell. Sources: OWASP,
« CSV injection »; the dialogues of import of Excel and LibreOffice for what may set cells apart.
"""

import re

_SIGN = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b"
# What may set cells apart, with the ends of lines and the mark round a cell.
_BETWEEN = ',;:|"\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029'
# What is not seen before the first sign of a cell, or is taken off.
_UNSEEN = r"\s\x00-\x20\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_GAP = f"[{_BETWEEN}{_UNSEEN}]"
_CUT = re.compile(f"(?<!{_GAP})({_GAP}++)('*+)(?=[{_SIGN}](.?))", re.DOTALL)
_FIRST = re.compile(f"'*+(?:{_GAP}*+'*+[{_SIGN}]|[\\t\\r\\n])")
_SEPARATOR = re.compile(f"[{_BETWEEN}]")


def asleep(text: str) -> str:
    """Return *text* with an apostrophe before each sign that would make a cell a formula."""
    text = _CUT.sub(lambda found: found[0] + "'" * _wakes(found), text)
    return f"'{text}" if _FIRST.match(text) else text


def awake(text: str) -> str:
    """Return what `asleep` was given."""
    if text.startswith("'") and _FIRST.match(text, 1):
        text = text[1:]
    return _CUT.sub(lambda found: found[0][: -1 if found[2] and _wakes(found) else None], text)


def _wakes(found: re.Match[str]) -> bool:
    """Tell whether what follows a gap could begin a cell and be computed.

    A space sets cells apart too, but a sign between two of them is then alone in its cell.
    """
    gap, _, after = found.groups()
    return bool(_SEPARATOR.search(gap)) or (" " in gap and after != " ")

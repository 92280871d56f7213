"""How wide texts are in a picture of links, and where their lines break."""

import unicodedata
from functools import cache

from parapluie.vocabulary.grammar import APOSTROPHE

_SIZE = 15  # of the letters, in the units of the picture
_LINES = 2
# Widths in ems of the letters of DejaVu Sans, the widest of the faces that the site asks for;
# of accented letters, those of their bases.
_ADVANCES = {
    letter: width
    for width, letters in (
        (0.3, "'IJijl"),
        (0.35, f" ,./:;\\|\u00a0·{APOSTROPHE}"),
        (0.4, "()-[]ft"),
        (0.45, "!r"),
        (0.5, '"*_`–'),
        (0.55, "?csz"),
        (0.6, "FLkvxy"),
        (0.65, "$0123456789EPSTYabdeghnopqu{}"),
        (0.7, "ABCKRVXZ"),
        (0.75, "NU"),
        (0.8, "&DGHOQ"),
        (0.85, "#+<=>^w~"),
        (0.9, "M"),
        (1.0, "%@Wm…—"),
    )
    for letter in letters
}
_WIDEST = 1.1
_SPACE = _SIZE * _ADVANCES[" "]
_CUT = "…"


def wrapped(text: str, width: float) -> tuple[str, ...]:
    """Return *text* on at most two lines of *width*, cut where it does not hold."""
    lines: list[str] = []
    used = width
    # Far more letters than any two lines hold.
    for word in text[: round(width)].split(" "):
        wide = advance(word)
        if lines and used + _SPACE + wide <= width:
            lines[-1] += f" {word}"
            used += _SPACE + wide
        elif len(lines) == _LINES:
            lines[-1] += _CUT
            break
        else:
            lines.append(word)
            used = wide
    return tuple(line if advance(line) <= width else _cut(line, width) for line in lines)


def advance(text: str) -> float:
    """Return a width that *text* does not exceed, whatever the face."""
    return sum(map(_advance, text))


@cache
def _advance(letter: str) -> float:
    base = unicodedata.normalize("NFD", letter)[0]
    return _SIZE * _ADVANCES.get(base, _WIDEST)


def _cut(line: str, width: float) -> str:
    """Return the beginning of a line, as many whole words as hold, or letters of the first."""
    line = line.removesuffix(_CUT)
    while advance(line + _CUT) > width:
        line = line.rpartition(" ")[0] or line[:-1]
    return line.rstrip(" ,;:") + _CUT

"""What the styles of a drawing would fetch or set in motion, however they are spelt."""

import re

_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
# CSS Images 4 has several functions that fetch; `url()` alone may name a part of the drawing.
_FETCHES = re.compile(
    r"@import|(?<![\w-])(?:url\(\s*+[\"']?+\s*+(?!#)|src\(|image\(|(?:-webkit-)?image-set\("
    r"|(?:-webkit-)?cross-fade\(|expression\()|-moz-binding|(?:java|vb)script:",
    re.IGNORECASE,
)
# A rule that asks for what is not published would draw otherwise without it.
ASKS_FOR_DATA = re.compile(r"\[\s*(?:[\w*-]*\|)?\s*data-", re.IGNORECASE)
_MOVES = re.compile(r"(?<![\w-])(?:-webkit-)?animation(?:-name)?\s*:", re.IGNORECASE)
# A style sheet may wait for readers who do not ask for stillness; SMIL cannot.
ASKED = "prefers-reduced-motion"
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f]+")


def moves(css: str) -> bool:
    """Tell whether a style sets something in motion, however it is spelt."""
    spelt = without_escapes(css)
    return "animation" in spelt.lower() and _MOVES.search(spelt) is not None


def without_escapes(css: str) -> str:
    """Return a style without its escapes and comments."""
    return _CSS_COMMENT.sub("", _CSS_ESCAPE.sub(_unescaped, css))


def fetches(css: str) -> bool:
    """Tell whether a style names anything outside of the drawing, however it is spelt."""
    if "(" not in css and "@" not in css and ":" not in css and "\\" not in css:
        return False
    spelt = _CSS_ESCAPE.sub(_unescaped, css)
    return any(
        _FETCHES.search(_INVISIBLE.sub("", text)) for text in (spelt, _CSS_COMMENT.sub("", spelt))
    )


def _unescaped(escape: re.Match[str]) -> str:
    if escape[1] is None:
        return escape[2]
    code = int(escape[1], 16)
    return chr(code) if 0 < code <= 0x10FFFF else "\ufffd"

"""What names women and men at once, and the style that it follows."""

import re
from collections.abc import Iterator

from parapluie.vocabulary.plain_words import (
    CAPITALISED,
    CAPITALISED_FORM,
    ENDINGS,
    INCLUSIVE_FORMS,
    PAIR,
    PAIRS,
    PRONOUNS,
    SHORTENED,
)

_PAIR = re.compile(PAIR)
_INCLUSIVE = re.compile(
    rf"\b[^\W\d_]{{2,}}+(?:{'|'.join(f'({form})' for form in INCLUSIVE_FORMS.values())})"
    rf"|({CAPITALISED_FORM})"
)
_STYLES = (*INCLUSIVE_FORMS, CAPITALISED)
_SHORTENED = re.compile(SHORTENED)


def inclusive(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the position, the style and the words of what names women and men at once."""
    for match in _INCLUSIVE.finditer(text) if _SHORTENED.search(text) else ():
        yield match.start(), _STYLES[(match.lastindex or 1) - 1], match[0]
    for match in _PAIR.finditer(text):
        start = match.start()
        one = re.search(r"[^\W\d_]+$", text[max(0, start - 40) : start])
        if one and _is_pair(one[0].lower(), match[1].lower()):
            start -= len(one[0])
            yield start, PAIRS, " ".join(text[start : match.end()].split())


def _is_pair(one: str, other: str) -> bool:
    """Tell whether two words are the same, for a man and for a woman."""
    if frozenset((one, other)) in PRONOUNS:
        return True
    one, other = one.removesuffix("s"), other.removesuffix("s")
    return one != other and any(
        a.endswith(man) and b == a.removesuffix(man) + woman
        for a, b in ((one, other), (other, one))
        for man, woman in ENDINGS
    )

"""Pages that name women and men in more than one way, or in one that the others do not follow."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from parapluie.model import Place
from parapluie.vocabulary.plain_words import (
    ELSEWHERE,
    INCLUSIVE,
    ON_THIS_PAGE,
    PAIRS,
)

from .covered_text import Prose
from .remarks import Remark


@dataclass(slots=True)
class ReadPage:
    """What one page holds."""

    file: str
    pieces: list[Prose] = field(default_factory=list)
    styles: dict[str, tuple[Place, str]] = field(default_factory=dict)  # first of each style


def mixed_within(page: ReadPage) -> Iterator[Remark]:
    """Report the second way of writing that a page uses, and each after it."""
    for piece in page.pieces:
        for position, style, words in piece.styles:
            place = piece.places(position)
            if style not in page.styles:
                page.styles[style] = (place, words)
    if len(page.styles) < 2:
        return
    styles = sorted(page.styles.items(), key=lambda item: (item[0] != PAIRS, item[1][0]))
    _, (first, other) = styles[0]
    for _, (place, words) in styles[1:]:
        where = ON_THIS_PAGE.format(line=first.line)
        yield _mixed(place, words, other, where)


def mixed_across(pages: Iterable[ReadPage]) -> Iterator[Remark]:
    """Report the pages that shorten in a way that most others do not follow."""
    single = [(page, *next(iter(page.styles.items()))) for page in pages if len(page.styles) == 1]
    count = Counter(style for _, style, _ in single)
    if len(count) < 2:
        return
    # Full pairs are what is advised: as many pages make them the rule.
    usual = max(count, key=lambda style: (count[style], style == PAIRS, style))
    model, words = next((page, first[1]) for page, style, first in single if style == usual)
    for _, style, (place, here) in single:
        if style not in (usual, PAIRS):
            yield _mixed(place, here, words, ELSEWHERE.format(file=model.file))


def _mixed(place: Place, words: str, other: str, where: str) -> Remark:
    message = INCLUSIVE.message.format(words=words, other=other, where=where)
    return Remark(place, INCLUSIVE, message)

"""Nouns that « de » joins one to the next."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from parapluie.vocabulary.grammar import APOSTROPHES
from parapluie.vocabulary.plain_words import (
    DETERMINERS,
    DIRECTLY,
    INFINITIVE,
    LINKING,
    LOCUTIONS,
    NO_NOUNS,
    NOUNS_LIKE_INFINITIVES,
    VERBS_WITH_OF,
)

_TOKEN = re.compile(r"[^\W\d_](?:[\w-]*[^\W_])?")
LINKING_WORDS = re.compile(rf"\b(?:{'|'.join(sorted(LINKING))})\b")
_INFINITIVE = re.compile(INFINITIVE)


def chains(text: str, least: int = 4) -> Iterator[tuple[int, int, int]]:
    """Yield the spans of *least* nouns or more that « de » joins one to the next, and their number.

    Without a grammar, a noun is what stands where one must: after « de », and not a small word, a
    name, an infinitive or one of the verbs that « de » follows. One word may stand between a noun
    and what follows it, for an adjective.
    """
    if not _are_near([match.span() for match in LINKING_WORDS.finditer(text)], text, least - 1):
        return
    tokens = list(_TOKEN.finditer(text))
    words = [token[0] for token in tokens]
    joined = [
        not text[left.end() : right.start()].strip(f" \t\n\u00a0\u202f{APOSTROPHES}")
        for left, right in pairwise(tokens)
    ]
    # A first noun has « de » after it, an adjective or a locution at most between the two.
    firsts = {n - back for n, word in enumerate(words) if word in LINKING for back in (1, 2, 3)}
    index = 0
    for first in sorted(firsts):
        if first >= index:
            nouns, last = _chain(words, joined, first)
            if nouns >= least:
                yield tokens[first].start(), tokens[last].end(), nouns
                index = last + 1


def _are_near(linking: Sequence[tuple[int, int]], text: str, least: int) -> bool:
    """Tell whether so many words that link follow one another as those of a chain may.

    Between two of them stand at most a determiner, a noun, a locution and its noun.
    """
    run = 1 if linking else 0
    for (_, end), (start, _) in pairwise(linking):
        if run >= least:
            break
        between = text[end:start]
        near = len(between.split()) <= 4 and not any(sign in between for sign in ".,;:()")
        run = run + 1 if near else 1
    return run >= least


def _chain(words: Sequence[str], joined: Sequence[bool], index: int) -> tuple[int, int]:
    """Return how many nouns follow one another from the word *index*, and where the last is."""
    if not _may_be_noun(words[index]):
        return 0, index
    nouns, position = 1, index

    def follows(step: int) -> bool:
        """Tell whether nothing but spaces and apostrophes stands before the next *step* words."""
        return position + step < len(words) and all(joined[position : position + step])

    while True:
        step = 1
        if follows(2) and words[position + 1] in LOCUTIONS and _may_be_noun(words[position + 2]):
            step = 3
        elif follows(1) and _may_be_noun(words[position + 1]):
            step = 2
        if not follows(step) or words[position + step] not in LINKING:
            return nouns, position
        bare = words[position + step] in DIRECTLY
        step += 1
        if bare and follows(step) and words[position + step] in DETERMINERS:
            bare, step = False, step + 1
        if not follows(step) or not _may_be_noun(words[position + step]):
            return nouns, position
        if bare and _is_infinitive(words[position + step]):
            return nouns, position
        nouns, position = nouns + 1, position + step


def _may_be_noun(word: str) -> bool:
    return (
        len(word) > 2 and word[0].islower() and word not in NO_NOUNS and word not in VERBS_WITH_OF
    )


def _is_infinitive(word: str) -> bool:
    return _INFINITIVE.search(word) is not None and word not in NOUNS_LIKE_INFINITIVES

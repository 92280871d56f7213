"""Plain language: what makes authors' sentences harder to read than they need to be.

Marks in the text, not a measure of understanding: no grade level comes out of this. What a council
adopted is left alone, and so are quotes, code and headings. Passive turns are not looked for: a
past participle after « être » is as often no passive, and telling them apart takes a grammar.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from parapluie.meaning.graph import Graph
from parapluie.meaning.lexicon import Lexicon, is_acronym, stands_for
from parapluie.model import Entry
from parapluie.source.options import Options, Readability
from parapluie.vocabulary.acronyms import FAMILIAR
from parapluie.vocabulary.grammar import fold
from parapluie.vocabulary.kinds.term import TERM
from parapluie.vocabulary.plain_words import (
    ACRONYM,
    NOUNS,
    PARAGRAPH,
    PLAIN_WORDS,
    SENTENCE,
    SHOWN_WORDS,
    SUMMARY,
    WORD,
    Check,
)

from .covered_text import TEXT_FIELDS, Prose, pieces_of, sentences
from .heavy_words import HeavyWords, pattern_of
from .mixed_styles import ReadPage, mixed_across, mixed_within
from .noun_chains import LINKING_WORDS, chains
from .remarks import Remark

_ROMAN = re.compile(r"[IVXLCDM]+(?:E|ER)?")
_SHOUTED = 8  # letters from which capitals are no acronym
_Reading: TypeAlias = tuple[list[Prose], list[Remark]]
# What the last run found in each text: a preview reads the same ones again and again.
_last_readings: dict[tuple[object, ...], _Reading] = {}


def forget_readings() -> None:
    """Let go of what the last run found: what ends with a build reads nothing again."""
    _last_readings.clear()


def remarks(graph: Graph, options: Options) -> list[Remark]:
    """Return what could be plainer in the texts of *graph*, by place."""
    house = options.readability
    lexicon = Lexicon(graph.of(TERM.key))
    allowed = {fold(word) for word in house.allowed}
    words = HeavyWords(
        word
        for word in PLAIN_WORDS
        if not any(re.fullmatch(pattern_of(fold(word.heavy)), written) for written in allowed)
    )
    rules = (repr(house), repr([(term.title, term.fields) for term in graph.of(TERM.key)]))
    readings: dict[tuple[object, ...], _Reading] = {}
    found: list[Remark] = []
    pages: dict[str, ReadPage] = {}
    for entry in graph.entries:
        if entry.container is not None and entry.kind.inside is None:
            continue  # an item of an outside framework
        page = pages.setdefault(entry.file, ReadPage(entry.file))
        if entry.kind.wants_summary and not entry.summary:
            found.append(Remark(entry.place, SUMMARY, SUMMARY.message))
        key = (*rules, entry.file, entry.body_offset, entry.body, _values(entry))
        reading = _last_readings.get(key)
        if reading is None:
            pieces = list(pieces_of(entry))
            reading = pieces, [r for p in pieces for r in _read(p, house, words, lexicon, allowed)]
        readings[key] = reading
        page.pieces += reading[0]
        found += reading[1]
    _last_readings.clear()
    _last_readings.update(readings)
    for page in pages.values():
        found += _acronyms(page.pieces, lexicon, allowed)
        found += mixed_within(page)
    found += mixed_across(pages.values())
    return sorted(set(found), key=lambda remark: (remark.place, remark.check.key, remark.message))


def _values(entry: Entry) -> str:
    return repr(
        [(entry.fields.get(key), entry.places.get(key, entry.place)) for key in TEXT_FIELDS]
    )


def _read(
    piece: Prose, house: Readability, words: "HeavyWords", lexicon: Lexicon, allowed: set[str]
) -> Iterator[Remark]:
    linked = len(LINKING_WORDS.findall(piece.text)) >= house.nouns - 1
    one = _as_one(piece.text, lexicon) if linked else ""
    for first, last in piece.blocks:
        text = piece.text[first:last]
        number = _count(text, house.paragraph)
        if number > house.paragraph:
            yield _long(piece, first, text, number, house.paragraph, PARAGRAPH)
        for start, end in sentences(text):
            sentence = text[start:end]
            number = _count(sentence, house.sentence)
            if number > house.sentence:
                yield _long(piece, first + start, sentence, number, house.sentence, SENTENCE)
        for start, end, number in chains(one[first:last], house.nouns) if linked else ():
            shown = " ".join(text[start:end].split())
            if fold(shown) not in allowed:
                message = NOUNS.message.format(words=shown, number=number)
                yield Remark(piece.places(first + start), NOUNS, message)
    for position, shown, word in words.found(piece.text):
        if fold(shown) not in allowed:
            message = WORD.message.format(words=shown, plain=word.plain)
            yield Remark(piece.places(position), WORD, message)


def _count(text: str, limit: int) -> int:
    """Return the number of words of *text*, signs apart, or some number within the *limit*."""
    pieces = text.split()
    return len(pieces) if len(pieces) <= limit else sum(map(_is_word, pieces))


def _is_word(piece: str) -> bool:
    return piece.isalnum() or any(map(str.isalnum, piece))


def _as_one(text: str, lexicon: Lexicon) -> str:
    """Return *text* with each word of the glossary in one piece: its nouns count as one."""
    for start, end in lexicon.spans(text):
        text = text[:start] + re.sub(r"\W", "_", text[start:end]) + text[end:]
    return text


def _long(piece: Prose, start: int, text: str, number: int, limit: int, check: Check) -> Remark:
    words = " ".join(text.split()[:SHOWN_WORDS]).rstrip(",;:.")
    place = piece.places(start + len(text) - len(text.lstrip()))
    return Remark(place, check, check.message.format(number=number, limit=limit, words=words))


def _acronyms(pieces: Sequence[Prose], lexicon: Lexicon, allowed: set[str]) -> Iterator[Remark]:
    """Report each acronym of a page once, where nothing says what it stands for."""
    seen = set()
    for piece in pieces:
        for start, short in piece.capitals:
            if short in seen or any(a <= start < b for a, b in piece.linked):
                continue
            seen.add(short)
            if not (
                short in lexicon.acronyms
                or short in FAMILIAR
                or fold(short) in allowed
                or len(short) >= _SHOUTED
                or _ROMAN.fullmatch(short)
                or not is_acronym(short)
                or _is_written_out(short, "\n\n".join(piece.text for piece in pieces))
            ):
                yield Remark(piece.places(start), ACRONYM, ACRONYM.message.format(words=short))


def _is_written_out(short: str, text: str) -> bool:
    """Tell whether a text says what an acronym stands for: « … (MRC) » or « MRC (…) »."""
    for match in re.finditer(rf"{re.escape(short)}[\s\u00a0]*\(([^()]+)\)", text):
        if stands_for(short, match[1]):
            return True
    for match in re.finditer(rf"[\s\u00a0]\({re.escape(short)}[),;]", text):
        before = re.split(r"[.!?;:()]\s", text[: match.start()])[-1].split()[-3 * len(short) :]
        if stands_for(short, " ".join(before)):
            return True
    return False

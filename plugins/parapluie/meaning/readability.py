"""Plain language: what makes authors' sentences harder to read than they need to be.

Marks in the text, not a measure of understanding: no grade level comes out of this. What a council
adopted is left alone, and so are quotes, code and headings. Passive turns are not looked for: a
past participle after « être » is as often no passive, and telling them apart takes a grammar.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from parapluie.meaning.graph import Graph
from parapluie.meaning.lexicon import Lexicon, is_acronym, stands_for
from parapluie.model import Entry, Place
from parapluie.source.options import Options, Readability
from parapluie.vocabulary.acronyms import FAMILIAR
from parapluie.vocabulary.grammar import APOSTROPHE, APOSTROPHES, CAPITALS, fold
from parapluie.vocabulary.kinds.term import TERM
from parapluie.vocabulary.plain_words import (
    ABBREVIATIONS,
    ACRONYM,
    CAPITALISED,
    CAPITALISED_FORM,
    DETERMINERS,
    DIRECTLY,
    ELSEWHERE,
    ENDINGS,
    INCLUSIVE,
    INCLUSIVE_FORMS,
    INFINITIVE,
    LINKING,
    LOCUTIONS,
    NO_NOUNS,
    NOUNS,
    NOUNS_LIKE_INFINITIVES,
    ON_THIS_PAGE,
    PAIR,
    PAIRS,
    PARAGRAPH,
    PLAIN_WORDS,
    PRONOUNS,
    SENTENCE,
    SHORTENED,
    SHOWN_WORDS,
    STOP,
    SUMMARY,
    VERBS_WITH_OF,
    WORD,
    WRITTEN,
    Check,
    PlainWord,
)

# Fields that hold sentences of the town's own; not what people said, nor what was adopted.
_FIELDS = ("en_bref", "avis", "definition", "questions")

# What is no sentence, to be covered with spaces. Of a link, the words stay. Each begins as few
# places do, at a line or with a sign: the engine passes over the rest.
_COVERED = re.compile(
    r"^(?:[ ]{0,3}(?:"
    r"(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|\#{1,6}[^\n]*"
    r"|>[^\n]*(?:\n(?![ \t]*\n)[^\n]+)*"
    r"|\|[^\n]*"
    r"|\*?\[[^\[\]\n]+\]:[^\n]*)"
    r"|[^\n]+\n[ ]{0,3}(?:=+|-{2,})[ \t]*$"
    r"|(?:!!!|\?\?\?\+?|===)[ ][^\n]*)"
    r"|`(?<!``)(?P<ticks>`*)(?!`)(?:[^\n]|\n(?!\n)){1,1000}?`(?<!``)(?P=ticks)(?!`)"
    r"|<(?:!--.{0,9999}?-->|/?[a-zA-Z][^<>]*>|[^<>\s]+>)"
    r"|!\[[^\[\]\n]*\]\([^()\n]*\)"
    r"|\[(?:\[[^\[\]|\n]*(?:\||\]\])|(?<!\w.))"
    r"|\](?:\]|\((?:[^()\n]|\([^()\n]*\))*\))"
    r"|\]?\{[^{}\n]*\}"
    r"|://[^\s<>]+|@[\w-]+\.[\w.-]+"
    r"|[*_`]+",
    re.DOTALL | re.MULTILINE,
)
_LINKED = re.compile(r"\[\[[^\[\]\n]*\]\]|\[[^\[\]\n]*\]\([^()\n]*\)")
_ITEM = re.compile(r"^[ \t]*(?:[*+-]|\d+[.)])[ \t]+", re.MULTILINE)
_BREAK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[*+-]|\d+[.)])[ \t]+)")
_STOP = re.compile(STOP)
_LONGEST = max(map(len, ABBREVIATIONS))
_TOKEN = re.compile(r"[^\W\d_](?:[\w-]*[^\W_])?")
_LINKING = re.compile(rf"\b(?:{'|'.join(sorted(LINKING))})\b")
_CAPITALS = re.compile(rf"[{CAPITALS}](?<![\w@/.-].)[{CAPITALS}][{CAPITALS}0-9]*\+?(?![\w@/-])")
_ROMAN = re.compile(r"[IVXLCDM]+(?:E|ER)?")
_SHOUTED = 8  # letters from which capitals are no acronym
_INFINITIVE = re.compile(INFINITIVE)
_PAIR = re.compile(PAIR)
_INCLUSIVE = re.compile(
    rf"\b[^\W\d_]{{2,}}+(?:{'|'.join(f'({form})' for form in INCLUSIVE_FORMS.values())})"
    rf"|({CAPITALISED_FORM})"
)
_STYLES = (*INCLUSIVE_FORMS, CAPITALISED)
_SHORTENED = re.compile(SHORTENED)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to read again, at its place; `message` says what, `check` says what to do."""

    place: Place
    check: Check
    message: str

    def __str__(self) -> str:
        """The remark as `file:line: message`."""
        return f"{self.place.file}:{self.place.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Prose:
    """A piece of a page: its sentences, what is none covered with spaces of the same length."""

    text: str
    places: Callable[[int], Place]  # from a position in the text
    linked: tuple[tuple[int, int], ...] = ()  # spans of the links' words
    blocks: tuple[tuple[int, int], ...] = ()  # spans of paragraphs and items
    capitals: tuple[tuple[int, str], ...] = ()  # words in capitals, by position
    styles: tuple[tuple[int, str, str], ...] = ()  # what `inclusive` finds


@dataclass(slots=True)
class _Page:
    """What one page holds."""

    file: str
    pieces: list[Prose] = field(default_factory=list)
    styles: dict[str, tuple[Place, str]] = field(default_factory=dict)  # first of each style


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
    words = _Words(
        word
        for word in PLAIN_WORDS
        if not any(re.fullmatch(_alternative(fold(word.heavy)), written) for written in allowed)
    )
    rules = (repr(house), repr([(term.title, term.fields) for term in graph.of(TERM.key)]))
    readings: dict[tuple[object, ...], _Reading] = {}
    found: list[Remark] = []
    pages: dict[str, _Page] = {}
    for entry in graph.entries:
        if entry.container is not None and entry.kind.inside is None:
            continue  # an item of an outside framework
        page = pages.setdefault(entry.file, _Page(entry.file))
        if entry.kind.wants_summary and not entry.summary:
            found.append(Remark(entry.place, SUMMARY, SUMMARY.message))
        key = (*rules, entry.file, entry.body_offset, entry.body, _values(entry))
        reading = _last_readings.get(key)
        if reading is None:
            pieces = list(_pieces(entry))
            reading = pieces, [r for p in pieces for r in _read(p, house, words, lexicon, allowed)]
        readings[key] = reading
        page.pieces += reading[0]
        found += reading[1]
    _last_readings.clear()
    _last_readings.update(readings)
    for page in pages.values():
        found += _acronyms(page.pieces, lexicon, allowed)
        found += _inclusive(page)
    found += _across(pages.values())
    return sorted(set(found), key=lambda remark: (remark.place, remark.check.key, remark.message))


def _values(entry: Entry) -> str:
    return repr([(entry.fields.get(key), entry.places.get(key, entry.place)) for key in _FIELDS])


def as_text(found: Iterable[Remark]) -> str:
    """Return one line per remark."""
    return "".join(f"{remark}\n" for remark in found)


def as_json(found: Iterable[Remark]) -> str:
    """Return a JSON array of objects: file, line, column, check, message, advice."""
    rows = [
        {
            "file": remark.place.file,
            "line": remark.place.line,
            "column": remark.place.column,
            "check": remark.check.key,
            "message": remark.message,
            "advice": remark.check.advice,
        }
        for remark in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


# --- What is read ---


def prose(markdown: str, file: str, offset: int = 0) -> Prose:
    """Return the sentences of a text that has *offset* lines of its file before it."""
    text = _COVERED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), markdown)
    text = _ITEM.sub(lambda match: " " * len(match[0]), text)
    starts = [0, *(match.end() for match in re.finditer("\n", markdown))]

    def place(position: int) -> Place:
        line = _last(starts, position)
        return Place(file, offset + line + 1, position - starts[line] + 1)

    blocks, start = [], 0
    for match in _BREAK.finditer(markdown):
        blocks.append((start, match.start()))
        start = match.end()
    blocks.append((start, len(markdown)))
    linked = tuple(match.span() for match in _LINKED.finditer(markdown))
    return _prose(text, place, linked, tuple(b for b in blocks if text[b[0] : b[1]].strip()))


def _prose(
    text: str,
    places: Callable[[int], Place],
    linked: tuple[tuple[int, int], ...],
    blocks: tuple[tuple[int, int], ...],
) -> Prose:
    capitals = tuple((match.start(), match[0]) for match in _CAPITALS.finditer(text))
    return Prose(text, places, linked, blocks, capitals, tuple(inclusive(text)))


def _last(starts: Sequence[int], position: int) -> int:
    """Return the index of the last of *starts* that is not after *position*."""
    low, high = 0, len(starts)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if starts[middle] <= position else (low, middle)
    return low


def _pieces(entry: Entry) -> Iterator[Prose]:
    for key in _FIELDS:
        value = entry.fields.get(key)
        for text in [value] if isinstance(value, str) else value or ():
            # A value of the front matter may be folded over lines: only its start is known.
            at = _always(entry.places.get(key, entry.place))
            yield _prose(str(text), at, (), ((0, len(str(text))),))
    if entry.body.strip():
        yield prose(entry.body, entry.file, entry.body_offset)


def _always(place: Place) -> Callable[[int], Place]:
    return lambda _: place


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of a paragraph."""
    start = 0
    for match in _STOP.finditer(text):
        if match[0] == "." and _is_shortened(text[start : match.start()][-_LONGEST - 1 :]):
            continue
        yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _is_shortened(text: str) -> bool:
    """Tell whether a text ends with an abbreviation or an initial."""
    if len(text) > _LONGEST and text.isalpha():
        return False  # most sentences end with a longer word
    first = len(text)
    while first and text[first - 1].isalpha():
        first -= 1
    short = text[first:]
    return fold(short) in ABBREVIATIONS or (len(short) == 1 and short.isupper())


# --- The checks ---


def _read(
    piece: Prose, house: Readability, words: "_Words", lexicon: Lexicon, allowed: set[str]
) -> Iterator[Remark]:
    linked = len(_LINKING.findall(piece.text)) >= house.nouns - 1
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


class _Words:
    """Find the words that have a plainer one, in one reading."""

    def __init__(self, words: Iterable[PlainWord]) -> None:
        """Make one expression of *words*, the longest first."""
        longest = sorted(words, key=lambda word: len(word.heavy), reverse=True)
        self._pattern, order = _expression([word.heavy for word in longest])
        self._words = [longest[number] for number in order]

    def found(self, text: str) -> Iterator[tuple[int, str, PlainWord]]:
        """Yield the position and the words of each, with what would be plainer."""
        for match in self._pattern.finditer(text) if self._words else ():
            word = self._words[(match.lastindex or 1) - 1]
            yield match.start(), " ".join(match[0].split()), word


def _expression(words: Sequence[str]) -> tuple[re.Pattern[str], list[int]]:
    """Return what finds each of the words, and which of them each of its groups is.

    They stand under their first letter and begin with their second: the engine leaves at once most
    places of a text.
    """
    by_letter: dict[str, list[int]] = {}
    for number, heavy in enumerate(words):
        by_letter.setdefault(heavy[0], []).append(number)
    branches = [
        f"[{letter}{letter.upper()}](?:"
        + "|".join(_rest(_alternative(words[number])) for number in below)
        + ")"
        for letter, below in by_letter.items()
    ]
    order = [number for below in by_letter.values() for number in below]
    found = rf"(?<![^\W_])(?<!-)(?:{'|'.join(branches)})(?:(?<=[{APOSTROPHES}])|(?![^\W_]|-\w))"
    return re.compile(found), order


def _rest(pattern: str) -> str:
    """Return what follows the first letter, in any case, as a group after the second."""
    second = pattern[1]
    if second.isalpha():
        return f"[{second}{second.upper()}]((?i:{pattern[2:]}))"
    return f"((?i:{pattern[1:]}))"


def _alternative(heavy: str) -> str:
    """Return what matches a word of the vocabulary: contracted, elided, at the start of a line."""
    start, _, last = heavy.rpartition(" ")
    if last in WRITTEN:
        return rf"{_alternative(start)}\s+{WRITTEN[last]}"
    heavy = heavy.replace("(", "(?:").replace("*", r"\w*").replace(APOSTROPHE, f"[{APOSTROPHES}]")
    return heavy.replace(" ", r"\s+")


def chains(text: str, least: int = 4) -> Iterator[tuple[int, int, int]]:
    """Yield the spans of *least* nouns or more that « de » joins one to the next, and their number.

    Without a grammar, a noun is what stands where one must: after « de », and not a small word, a
    name, an infinitive or one of the verbs that « de » follows. One word may stand between a noun
    and what follows it, for an adjective.
    """
    if not _are_near([match.span() for match in _LINKING.finditer(text)], text, least - 1):
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


# --- Writing for women and men ---


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


def _inclusive(page: _Page) -> Iterator[Remark]:
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


def _across(pages: Iterable[_Page]) -> Iterator[Remark]:
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

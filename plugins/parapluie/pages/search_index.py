"""The index of the search, made at build time and read by `search.js`.

A word is known by its form (lower case, no accents) and by its term (the form's Snowball stem).
The browser has no stemmer: the index lists the forms of every term. Both sides cut text into words
the same way, which `Analyser` and the script's `wordsOf` say each in its language.

How it is packed, so that 1,000 entries stay under 300 kB compressed:

- what is known of pages stands in columns, one string each, a line a page;
- terms are lines sorted by the beginning that their forms share: how many letters are those of the
  line before, the others, then what each form adds;
- the postings of a term are a line too: pages grouped by how much the term weighs there, as
  distances from one page to the next in signs of one character (see `_packed`).
"""

import json
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from parapluie.vocabulary.grammar import APOSTROPHE, fold
from parapluie.vocabulary.search_words import AUXILIARIES, BEEN, ELIDED, STOP_WORDS

_RAW = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_BEEN = re.compile(rf"\b((?:{'|'.join(AUXILIARIES.split())})(?: \w+)?) {BEEN}(?!\w)")
_SAME = ((APOSTROPHE, "'"), ("\u02bc", "'"), ("\u2010", "-"), ("\u2011", "-"))
_ELIDED = re.compile(rf"(?:{'|'.join(ELIDED.split())})'")
_PLURAL = re.compile(r"[sx]$")  # in words that are said together, on both sides
_LONGEST_COMPOUND = 4  # words; a longer one is a phrase, whose parts are enough

# Characters that JSON does not escape and HTML does not read.
_SIGNS = [chr(code) for code in range(33, 127) if chr(code) not in '"\\<']
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_LEVELS, _CARRIES = 10, 20
_FINALS = len(_SIGNS) - _LEVELS - _CARRIES
_LIGHTEST, _RATIO = 0.35, 1.5  # the weight of the lowest level, and from one level to the next


_USUAL_LENGTH = 150  # different words
_STOP = frozenset(STOP_WORDS.split())


@cache
def _stemmer() -> Any:
    # All languages are imported with one: not by whoever makes no index.
    import snowballstemmer

    return snowballstemmer.stemmer("french")


@dataclass(frozen=True, slots=True)
class Weight:
    """What words weigh in a part of a page.

    In a name, the words share the weight: a title of one word says it all. In prose it comes near
    to *most* as a word returns, and stays far from it in a long text.
    """

    most: float
    is_name: bool = False

    def of(self, times: int, words: int) -> float:
        """Return what a word weighs that comes so many times among so many different words."""
        if self.is_name:
            return self.most / math.sqrt(words)
        return self.most * times / (times + 0.5 + words / _USUAL_LENGTH)


TITLE = Weight(10, is_name=True)
OTHER_NAME = Weight(8, is_name=True)
SUMMARY = Weight(4)
BODY = Weight(2)
ADOPTED = Weight(1.5)
AROUND = Weight(0.8)  # what a page is called, and what it is linked to


@dataclass(frozen=True, slots=True)
class Found:
    """A page or a place that can be found."""

    title: str
    address: str  # relative to the site
    summary: str
    noun: str
    group: str  # the key of what results are filtered by
    status: tuple[str, str]  # as printed, and its phase
    texts: tuple[tuple[Weight, str], ...]
    standing: float = 1.0  # multiplies what its words weigh
    number: str = ""  # as adopted, after the noun of what it is of and a no-break space


class Analyser:
    """Cut text into words and give each its stem. One object for a whole site: words return."""

    def __init__(self) -> None:
        self.forms: dict[str, set[str]] = defaultdict(set)  # by stem
        self._known: dict[str, tuple[str, ...]] = {}

    def counts(self, text: str) -> Counter[str]:
        """Return how often each stem comes, compounds also as one word."""
        found: Counter[str] = Counter()
        for raw, times in Counter(_raw(text)).items():
            stems = self._known.get(raw)
            if stems is None:
                words = _parts(raw)
                if 1 < len(words) <= _LONGEST_COMPOUND and not raw.replace("-", "").isdigit():
                    words.append("".join(words))
                stems = self._known[raw] = tuple(self._stems(words))
            for stem in stems:
                found[stem] += times
        return found

    def sequence(self, text: str) -> tuple[str, ...]:
        """Return the stems of a text in their order, those of compounds one by one."""
        return tuple(stem for raw in _raw(text) for stem in self._stems(_parts(raw)))

    def _stems(self, words: Iterable[str]) -> Iterator[str]:
        for word in words:
            form = fold(word)
            # Folding makes several words of a few signs, and « ½ » no word at all.
            if len(form) > 1 and form.isalnum() and form not in _STOP:
                stem = _stem(word)
                self.forms[stem].add(form)
                yield stem


@cache
def _stem(word: str) -> str:
    """Return the stem of a word, folded; kept between the builds of a preview."""
    return fold(_stemmer().stemWord(word))


def _raw(text: str) -> list[str]:
    """Return the words of a text, compounds and elided words being one."""
    text = unicodedata.normalize("NFC", text).lower()
    for sign, usual in _SAME:
        text = text.replace(sign, usual)
    return _RAW.findall(_BEEN.sub(r"\1", text) if BEEN in text else text)


def _parts(raw: str) -> list[str]:
    """Return the words of a compound, without what is elided before them."""
    parts = (_ELIDED.sub("", part, count=1).replace("'", "") for part in raw.split("-"))
    return [part for part in parts if part]


@dataclass(slots=True)
class Lexicon:
    """The terms of a site: their forms, and what each weighs on each page."""

    analyser: Analyser = field(default_factory=Analyser)
    weights: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, number: int, page: Found) -> None:
        """Add the words of a page."""
        names: dict[str, float] = {}
        prose: dict[str, float] = defaultdict(float)
        for weight, text in page.texts:
            counts = self.analyser.counts(text)
            for stem, times in counts.items():
                found = weight.of(times, len(counts))
                if weight.is_name:
                    names[stem] = max(found, names.get(stem, 0.0))
                else:
                    prose[stem] += found
        for stem in names.keys() | prose.keys():
            found = names.get(stem, 0.0) + prose.get(stem, 0.0)
            self.weights[stem][number] = found * page.standing

    def join_related(self) -> None:
        """Join the terms of a word that Snowball leaves apart, where the site has both forms.

        « participent » and « décidons » join « participer » and « décider », « jeux » joins
        « jeu »; « agents » has no « ager », and « maisons » is the plural of « maison ».
        """
        forms = self.analyser.forms
        stem_of = {form: stem for stem in sorted(forms) for form in sorted(forms[stem])}
        for form, stem in stem_of.items():
            simple = ""
            if form.endswith("x"):
                simple = form[:-1]
            elif form.endswith("ent") or (form.endswith("ons") and form[:-1] not in stem_of):
                simple = f"{form[:-3]}er"
            base = stem_of.get(simple, stem)
            if base != stem and base in forms and stem in forms:
                forms[base] |= forms.pop(stem)
                for number, more in self.weights.pop(stem, {}).items():
                    pages = self.weights[base]
                    pages[number] = pages.get(number, 0.0) + more


def packed_index(pages: Sequence[Found], synonyms: Mapping[str, Iterable[str]]) -> str:
    """Return what `search.js` loads to find *pages*, the same for the same pages.

    *synonyms* lead from what people say to words of the pages, the nearest first; those that lead
    nowhere here are left out.
    """
    lexicon = Lexicon()
    for number, page in enumerate(pages):
        lexicon.add(number, page)
    lexicon.join_related()
    led = _leading(lexicon, synonyms)
    lines = sorted((_beginning(f), s) for s, f in lexicon.analyser.forms.items())
    stems = [stem for _, stem in lines]
    number_of = {stem: number for number, stem in enumerate(stems)}
    nouns, groups, statuses = (
        sorted({getattr(page, name) for page in pages}) for name in ("noun", "group", "status")
    )
    index: dict[str, Any] = {
        "stop": " ".join(sorted(_STOP)),
        "elided": ELIDED,
        "levels": [round(_LIGHTEST * _RATIO**level, 3) for level in range(_LEVELS)],
        "carries": _CARRIES,
        "titles": _column(page.title for page in pages),
        "addresses": _column(page.address for page in pages),
        "summaries": _column(page.summary for page in pages),
        "nouns": nouns,
        "noun": [nouns.index(page.noun) for page in pages],
        "groups": groups,
        "group": [groups.index(page.group) for page in pages],
        "statuses": statuses,
        "status": [statuses.index(page.status) for page in pages],
        "terms": _column(_shortened([(s, lexicon.analyser.forms[t]) for s, t in lines])),
        "postings": _column(_packed(lexicon.weights.get(stem, {})) for stem in stems),
        "synonyms": {
            said: [[number_of[stem] for stem in target] for target in targets]
            for said, targets in sorted(led.items())
        },
    }
    if any(page.number for page in pages):
        index["numbers"] = _column(page.number for page in pages)
    written = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    # Inert wherever it is read: a title may hold « </script> », and these end a line of JavaScript.
    for sign in "<\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return f"window.parapluieSearch = {written};\n"


def _leading(
    lexicon: Lexicon, synonyms: Mapping[str, Iterable[str]]
) -> dict[str, list[tuple[str, ...]]]:
    """Return the synonyms that lead somewhere: the forms that people type, then targets as stems.

    Forms and not stems, since « taxe » and « taxi » have one stem.
    """
    analyser = Analyser()  # aside: the words of synonyms are not those of the site
    found: dict[str, list[tuple[str, ...]]] = {}
    for said, targets in synonyms.items():
        words = [form for raw in _raw(said) for form in map(fold, _parts(raw)) if form not in _STOP]
        led = [analyser.sequence(target) for target in targets]
        led = [stems for stems in led if stems and all(stem in lexicon.weights for stem in stems)]
        if words and led:
            several = len(words) > 1
            found[" ".join(_PLURAL.sub("", word) if several else word for word in words)] = led
    return found


def _column(lines: Iterable[str]) -> str:
    return "\n".join(" ".join(line.splitlines()) for line in lines)


def _shortened(terms: Iterable[tuple[str, Collection[str]]]) -> Iterable[str]:
    """Yield a line a term: letters shared with the line before, the others, what forms add."""
    before = ""
    for start, forms in terms:
        shared = min(len(_beginning((before, start))), len(_BASE36) - 1)
        endings = sorted(form[len(start) :] for form in forms)
        added = "" if endings == [""] else f" {' '.join(e or '-' for e in endings)}"
        yield f"{_BASE36[shared]}{start[shared:]}{added}"
        before = start


def _beginning(words: Collection[str]) -> str:
    """Return what all the words begin with."""
    first, last = min(words), max(words)
    length = next((i for i, sign in enumerate(first) if sign != last[i]), len(first))
    return first[:length]


def _packed(weights: Mapping[int, float]) -> str:
    """Return the postings of a term.

    Signs stand for numbers. The first ten open a level; then come pages, in order, each as its
    distance from the one before in the level: signs that carry, in base 20, then a final one.
    """
    levels: dict[int, list[int]] = defaultdict(list)
    for number, weight in weights.items():
        level = round(math.log(weight / _LIGHTEST, _RATIO))
        levels[min(max(level, 0), _LEVELS - 1)].append(number)
    written: list[str] = []
    for level in sorted(levels, reverse=True):
        written.append(_SIGNS[level])
        before = -1
        for number in sorted(levels[level]):
            distance, final = divmod(number - before - 1, _FINALS)
            carried = []
            while distance:
                distance, digit = divmod(distance, _CARRIES)
                carried.append(_SIGNS[_LEVELS + digit])
            written += (*reversed(carried), _SIGNS[_LEVELS + _CARRIES + final])
            before = number
    return "".join(written)

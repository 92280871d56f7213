"""The words that pages explain: where they stand in a text, and how to say what they mean.

Words are the terms of the glossary and the acronyms that Parapluie knows. One expression finds
them all, made once for a site.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from parapluie.model import Entry
from parapluie.vocabulary.acronyms import ACRONYMS, ELIDED, INVARIABLE, NAMING, PLURAL_DETERMINERS
from parapluie.vocabulary.grammar import (
    APOSTROPHE,
    APOSTROPHES,
    CAPITALS,
    CLOSING_QUOTE,
    OPENING_QUOTE,
    fold,
    slug,
)

_SPACE = r"(?:[ \t\u00a0\u202f]+\n?[ \t]*|\n[ \t]*)"
# No letter, digit or sign of an address beside the word; an apostrophe is looked at afterwards.
_BEFORE = r"(?<![^\W_])(?<![-\u2011.@/+])"
_AFTER = rf"(?![^\W_])(?![-\u2011@/+])(?!\.\w)(?![{APOSTROPHES}]\w)"
_ACRONYM = re.compile(rf"[{CAPITALS}](?=\d*[{CAPITALS}])[{CAPITALS}0-9]+\+?")
_PIECE = re.compile(rf"([^\W\d_]+)|(\s+)|([{APOSTROPHES}])|([-\u2011])|(.)", re.DOTALL)
_LAST_WORD = re.compile(rf"([^\W_]+[{APOSTROPHES}]?)\s*$")
_NAME = re.compile(rf"\s+{NAMING}[{CAPITALS}0-9]")
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)?")

# What is no sentence of the author's: code, HTML, headings, quotes, links, addresses, braces. Each
# begins as few places do, at a line or with a sign: the engine passes over the rest.
_PROTECTED = re.compile(
    r"^(?:[ ]{0,3}(?:"
    r"(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|<(?P<block>[a-zA-Z][a-zA-Z0-9]*)\b(?:.{0,9999}?</(?P=block)>[^\n]*|[^\n]*(?:\n[^\n]+)*)"
    r"|\#{1,6}[^\n]*"
    r"|>[^\n]*(?:\n(?![ \t]*\n)[^\n]+)*"
    r"|\*?\[[^\[\]\n]+\]:[^\n]*)"
    r"|(?:[ ]{4}|\t)[^\n]*"
    r"|[^\n]+\n[ ]{0,3}(?:=+|-{2,})[ \t]*$"
    r"|(?:!!!|\?\?\?\+?|===)[ ][^\n]*)"
    r"|`(?<!``)(?P<ticks>`*)(?!`)(?:[^\n]|\n(?!\n)){1,1000}?`(?<!``)(?P=ticks)(?!`)"
    r"|<(?:!--.{0,9999}?-->"
    r"|(?P<tag>a|abbr|button|code|del|dfn|h[1-6]|kbd|label|pre|q|samp|script|style|svg|textarea)\b"
    r".{0,9999}?</(?P=tag)>|/?[a-zA-Z][^<>]*>|[^<>\s]+>)"
    r"|\[(?:\[[^\[\]\n]*\]\]"
    r"|(?:[^\[\]]|\[[^\[\]]*\])*\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\[\]\n]*\]))"
    r"|\{[^{}\n]*\}"
    r"|://[^\s<>]+|@[\w-]+\.[\w.-]+",
    re.DOTALL | re.MULTILINE,
)

# By what an acronym of ours stands for: the acronym, and both its numbers.
_SHORT = {
    full.casefold(): known.short for known in ACRONYMS for full in (known.singular, known.plural)
}
_IN_FULL = {
    full.casefold(): (known.singular, known.plural)
    for known in ACRONYMS
    for full in (known.singular, known.plural)
}


@dataclass(frozen=True, slots=True)
class Word:
    """Something to explain; without a meaning, its forms only say that it is already in full."""

    key: str  # names its place in a page
    title: str
    meaning: str
    term: Entry | None
    in_full: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By acronym, what it stands for after a singular and after a plural; empty for neither."""


@dataclass(frozen=True, slots=True)
class Use:
    """The first use of a word in a page."""

    start: int
    end: int
    text: str
    word: Word
    in_full: str  # what to print between parentheses after it; empty for nothing
    explained: bool  # whether its meaning is worth a place of its own


class Lexicon:
    """Find the words to explain."""

    def __init__(self, terms: Iterable[Entry]) -> None:
        """Take the *terms* of a glossary, then the acronyms that they do not hold."""
        forms: dict[str, Word] = {}
        for term in terms:
            written = [term.title, *(term.fields.get("aussi_nomme") or ())]
            written += [_SHORT[form.casefold()] for form in written if form.casefold() in _SHORT]
            meaning = " ".join(str(term.fields["definition"]).split())
            word = Word(term.id, term.title, meaning, term, _expansions(written))
            for form in written:
                forms.setdefault(_normal(form), word)
        for acronym in ACRONYMS:
            if acronym.short not in forms:
                full = (acronym.singular, acronym.plural)
                key = slug(acronym.short)
                word = Word(key, acronym.short, acronym.singular, None, {acronym.short: full})
                for form in filter(None, (acronym.short, *full)):
                    forms.setdefault(_normal(form), word)
        forms.pop("", None)
        self.acronyms = frozenset(form for form in forms if is_acronym(form))
        self._pattern, order = _expression(list(forms))
        self._words = [forms[form] for form in order]  # by group of the expression
        self._found = lru_cache(maxsize=4096)(self._find)  # a text stands on more than one page

    def uses(self, text: str, seen: set[str], *, markdown: bool = True) -> list[Use]:
        """Return the first use of each word that *seen* does not hold, and add it there.

        With *markdown*, only the author's sentences count. What an author wrote in full is seen.
        """
        found = []
        protected: list[tuple[int, int]] | None = None
        for start, end, word in self._found(text):
            if word.key in seen or _continues(text, start):
                continue
            if markdown:
                if protected is None:
                    protected = [piece.span() for piece in _PROTECTED.finditer(text)]
                if any(first < end and start < last for first, last in protected):
                    continue
            seen.add(word.key)
            use = _use(text, start, end, word)
            if use is not None:
                found.append(use)
        return found

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where every word stands in *text*."""
        return [match.span() for match in self._pattern.finditer(text)]

    def _find(self, text: str) -> tuple[tuple[int, int, Word], ...]:
        return tuple(
            (*match.span(), self._words[(match.lastindex or 1) - 1])
            for match in self._pattern.finditer(text)
        )


def is_acronym(text: str) -> bool:
    """Tell whether a form is written in capitals: « MRC », « ADS+ »."""
    return _ACRONYM.fullmatch(text) is not None


def stands_for(acronym: str, words: str) -> bool:
    """Tell whether the letters of an acronym are initials of *words*, in their order."""
    initials = iter(part[0] for part in re.split(r"[\W_]+", fold(words)) if part)
    return all(letter in initials for letter in fold(acronym) if letter.isalpha())


def _normal(form: str) -> str:
    return " ".join(form.replace(APOSTROPHE, "'").split())


def _expansions(forms: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return, for each acronym among the forms of a term, what it stands for."""
    title, *others = forms
    found = {}
    for short in filter(is_acronym, (title, *others)):
        # How authors write it in a sentence, rather than as a title.
        for full in (*others, title):
            if not is_acronym(full) and stands_for(short, full):
                plural = re.split(rf"[\s{APOSTROPHES},]", full)[0].endswith(("s", "x"))
                known = _IN_FULL.get(full.casefold())
                found[short] = known or (("", full) if plural else (full, ""))
                break
    return found


def _use(text: str, start: int, end: int, word: Word) -> Use | None:
    """Return how to explain a word where it stands, or nothing where the author did."""
    short = text[start:end]
    if short not in word.in_full:
        return Use(start, end, short, word, "", explained=True) if word.term else None
    opening = text.rfind("\n\n", 0, start) + 1
    before, after = text[max(opening, start - 1000) : start], text[end : end + 300]
    following = _PARENTHESIS.match(after)
    if word.term is None and following and stands_for(short, following[1]):
        return None
    inside = any(
        before.count(opening) > before.count(closing)
        for opening, closing in (("(", ")"), (OPENING_QUOTE, CLOSING_QUOTE))
    )
    in_full = ""
    if not (inside or following or _NAME.match(after)):
        determiner = _LAST_WORD.search(before)
        in_full = word.in_full[short][determiner is not None and _is_plural(determiner[1])]
    return Use(start, end, short, word, in_full, explained=word.term is not None or not in_full)


def _is_plural(determiner: str) -> bool:
    return determiner.casefold() in PLURAL_DETERMINERS or (
        determiner.isdecimal() and int(determiner) > 1
    )


def _continues(text: str, start: int) -> bool:
    """Tell whether a match goes on with a word: « île » in « presqu’île », not in « l’île »."""
    if start < 2 or text[start - 1] not in APOSTROPHES:
        return False
    before = re.search(r"\w*$", text[max(0, start - 12) : start - 1])
    return before is not None and before[0].casefold() not in ELIDED


def _expression(forms: list[str]) -> tuple[re.Pattern[str], list[str]]:
    """Return what finds every form, the longest first, and the form of each of its groups.

    Forms stand under their first letter and begin with their second: the engine leaves at once
    most places of a text. Acronyms come after the rest, which may hold them.
    """
    branches: dict[str, list[tuple[str, str]]] = {}
    for form in sorted(forms, key=lambda form: (is_acronym(form), -len(form))):
        first, rest = _form(form)
        branches.setdefault(first, []).append((rest, form))
    found = "|".join(
        f"{first}(?:{'|'.join(rest for rest, _ in below)})" for first, below in branches.items()
    )
    order = [form for below in branches.values() for _, form in below]
    return re.compile(f"{_BEFORE}(?:{found}){_AFTER}"), order


def _form(form: str) -> tuple[str, str]:
    """Return what matches the first letter of a form, and its rest with one group at its end.

    Acronyms are matched as they are, other forms in any case, in the singular and the plural.
    """
    if is_acronym(form):
        return form[0], f"{form[1]}({re.escape(form[2:])})"
    (first, *_), *others = _PIECE.findall(form)
    if len(first) < 3:
        return _either(form[0]), f"({_others(_PIECE.findall(form[1:]))})"
    return _either(first[0]), f"{_either(first[1])}((?i:{_number(first)[1:]}){_others(others)})"


def _others(pieces: list[tuple[str, ...]]) -> str:
    found = []
    for word, space, apostrophe, hyphen, other in pieces:
        if word:
            found.append(f"(?i:{re.escape(word[0])}{_number(word)})")
        elif space:
            found.append(_SPACE)
        else:
            found.append(
                f"[{APOSTROPHES}]" if apostrophe else "[-\u2011]" if hyphen else re.escape(other)
            )
    return "".join(found)


def _either(letter: str) -> str:
    cases = {letter, letter.lower(), letter.upper()}
    return "[" + "".join(re.escape(case) for case in sorted(cases) if len(case) == 1) + "]"


def _number(word: str) -> str:
    """Return what matches a word but for its first letter, in the singular and the plural."""
    rest = word[1:]
    if len(word) < 3 or word.casefold() in INVARIABLE or not rest.islower():
        return re.escape(rest)
    if rest.endswith("al"):
        return f"{rest[:-1]}(?:ls?|ux)"
    if rest.endswith("s") and len(word) > 4:
        return f"{rest[:-1]}s?"
    return rest + ("" if rest.endswith(("s", "x", "z")) else "[sx]?")

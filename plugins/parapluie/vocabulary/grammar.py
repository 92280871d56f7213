"""French grammar for the sentences that the site builds from data.

Everything here is about words: articles, elision, contraction, agreement, dates and numbers as
Québec French writes them. Sources: Office québécois de la langue française, Banque de dépannage
linguistique (elision, spaces, numbers, dates).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

NO_BREAK_SPACE = "\u00a0"
APOSTROPHE = "\u2019"
# For regular expressions, within brackets: what French prints that ASCII has not.
APOSTROPHES = "'’"
CAPITALS = "A-ZÀ-ÖØ-Þ"
OPENING_QUOTE, CLOSING_QUOTE = "«", "»"
# What one may type otherwise without writing another word; a soft hyphen is no letter.
LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "\u00ad": None})
SIGNS = "°«»’…–—"
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
SEASONS = {21: "printemps", 22: "été", 23: "automne", 24: "hiver"}

# Words that a vocabulary noun or a title may begin with and that refuse elision. The list holds
# what municipal documents use; a town sets `elision: false` on a word of its own.
_NO_ELISION = frozenset(
    "haie halte hameau handicap hangar hausse haut haute hauteur havre herse hockey hors huit "
    "huitième hutte onze onzième oui ouistiti yacht yoga".split()
)


# Of any length: an author's text may hold more than a whole number can.
_DIGITS = re.compile(r"[0-9]+")
# How titles of groups begin that hold their own article, or need none.
_OWN_ARTICLES = frozenset("le la les toutes tous".split())
# Words of titles that end as plurals do.
_SINGULAR_IN_S = frozenset("bras corps cours pays poids tiers voix".split())


class Gender(StrEnum):
    """Grammatical gender, with the letters that content and options use."""

    MASCULINE = "m"
    FEMININE = "f"


MASCULINE, FEMININE = Gender.MASCULINE, Gender.FEMININE


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun with what is needed to put articles and pronouns round it."""

    singular: str
    plural: str
    gender: Gender
    elides: bool | None = None  # None: by the first letter

    def count(self, number: int) -> str:
        """Return « 1 action » or « 12 actions »; in French zero is singular."""
        return f"{spell(number)}{NO_BREAK_SPACE}{self.plural if number >= 2 else self.singular}"

    @property
    def is_feminine(self) -> bool:
        """True for « la », « cette », « elle »."""
        return self.gender is Gender.FEMININE

    @property
    def elided(self) -> bool:
        """True when « le » and « la » become « l' » before the word."""
        return elides(self.singular) if self.elides is None else self.elides


def counted(forms: tuple[str, str, str], number: int) -> str:
    """Return the form for none, one or several."""
    return forms[min(number, 2)].format(number=number)


class _Folded(dict[int, str]):
    """What `str.translate` makes of each letter: what stays when it is folded again."""

    def __missing__(self, code: int) -> str:
        found, last = chr(code), ""
        while found != last:
            last = found
            found = unicodedata.normalize("NFKD", found.casefold())
            found = "".join(sign for sign in found if not unicodedata.combining(sign))
            found = found.replace("œ", "oe").replace("æ", "ae")
        self[code] = found
        return found


_FOLDED = _Folded()


@lru_cache(maxsize=8192)  # the same nouns and titles come back in every sentence
def fold(text: str) -> str:
    """Return *text* in lower case without accents or ligatures, for comparing and sorting."""
    return text.translate(_FOLDED)


def natural(text: str) -> str:
    """Return *text* for sorting as people count: 2 before 10, 1.2 before 1.10, A-4 before A-10.

    Before the digits of a number comes how many they are, so that strings compare as numbers do.
    `lists.js` says it again.
    """
    return _DIGITS.sub(_counted_digits, fold(text))


def _counted_digits(found: re.Match[str]) -> str:
    digits = found.group().lstrip("0") or "0"
    nines, rest = divmod(len(digits), 9)
    return f"{'9' * nines}{rest}{digits}"


def slug(text: str, separator: str = "-") -> str:
    """Return *text* as a name in an address: « L'œuvre commune » gives `l-oeuvre-commune`."""
    return re.sub(r"[^a-z0-9]+", separator, fold(text)).strip(separator)


def heading_anchor(text: str, separator: str = "-") -> str:
    """Return what addresses a heading, apart from what the theme and our pages name so."""
    made = slug(text, separator)
    return f"titre-{made}" if made.startswith(("md-", "pp-")) else made


def elides(word: str) -> bool:
    """Tell whether « le » and « la » lose their vowel before *word*."""
    folded = fold(word)
    first = re.match(r"[a-z]+", folded)
    if first is None or first.group() in _NO_ELISION or folded.startswith(("ya", "ye", "yo")):
        return False
    return folded[0] in "aeiouyh"


def the(noun: Noun) -> str:
    """Return « l'objectif », « la politique », « le plan »."""
    return _article(noun) + noun.singular


def this(noun: Noun) -> str:
    """Return « ce plan », « cet objectif », « cette action »."""
    return _demonstrative(noun) + noun.singular


def a(noun: Noun) -> str:
    """Return « un plan », « une action »."""
    return ("une " if noun.is_feminine else "un ") + noun.singular


def pronoun(noun: Noun) -> str:
    """Return « il » or « elle »."""
    return "elle" if noun.is_feminine else "il"


def relative(noun: Noun) -> str:
    """Return « lequel » or « laquelle », which tells two antecedents apart where « qui » cannot."""
    return "laquelle" if noun.is_feminine else "lequel"


def this_one(noun: Noun) -> str:
    """Return « celui-ci » or « celle-ci »."""
    return "celle-ci" if noun.is_feminine else "celui-ci"


def this_very(noun: Noun) -> str:
    """Return « ce principe-ci », the one here among others that the sentence names."""
    return f"{this(noun)}-ci"


def article(noun: Noun) -> str:
    """Return « le », « la » or « l' » with the space that follows it, if one does."""
    return _article(noun)


def contract(verb: str, group: str) -> str:
    """Join a verb that ends in « de » or « à » with a noun group that begins with its article.

    « relève de » and « le plan » give « relève du plan »; « s'adresse à » and « les jeunes » give
    « s'adresse aux jeunes ».
    """
    for preposition, singular, plural in (("de", "du ", "des "), ("à", "au ", "aux ")):
        if verb.endswith(f" {preposition}") or verb == preposition:
            stem = verb[: -len(preposition)]
            if group.startswith("le "):
                return stem + singular + group[3:]
            if group.startswith("les "):
                return stem + plural + group[4:]
            if preposition == "de" and elides(group) and not group.startswith("l" + APOSTROPHE):
                return f"{stem}d{APOSTROPHE}{group}"
    return f"{verb} {group}"


def people(title: str, noun: Noun) -> str:
    """Return the people whom a title names as a sentence says them.

    « les familles », « la relève agricole », « toutes et tous », or « le groupe « Jeunesse » »
    where the title does not tell its article.
    """
    said = title[:1].lower() + title[1:]
    words = re.findall(r"[^\s,’']+[’']?", title)
    first = fold(words[0]) if words else ""
    if first in _OWN_ARTICLES or first.rstrip(f"'{APOSTROPHE}") == "l":
        return said
    # An acronym is no plural.
    plural = first.endswith(("s", "x")) and words[0][1:].islower()
    if plural and first not in _SINGULAR_IN_S:
        return f"les {said}"
    return f"{the(noun)} {quoted(title)}"


def quoted(text: str) -> str:
    """Return *text* between guillemets."""
    return f"« {text} »"


def because(clause: str) -> str:
    """Return « parce que … » or « parce qu'… » before *clause*."""
    return f"parce qu{APOSTROPHE}{clause}" if elides(clause) else f"parce que {clause}"


def enumerate_words(words: Iterable[str], last: str = "et") -> str:
    """Return « a », « a et b », « a, b et c »."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def capitalize(text: str) -> str:
    """Return *text* with its first letter in upper case and the rest as it was."""
    return text[:1].upper() + text[1:]


def decimal(number: float) -> str:
    """Return a number with one decimal and the comma of French: « 4,5 »."""
    return f"{number:.1f}".replace(".", ",")


def spell(number: int) -> str:
    """Return a whole number with the no-break spaces of French: « 25 000 »."""
    return f"{number:,}".replace(",", NO_BREAK_SPACE)


def figure(number: Decimal) -> str:
    """Return a number with as many decimals as it has: « 12 », « 4,25 », « 25 000,5 »."""
    whole, _, decimals = f"{number:,f}".partition(".")
    decimals = decimals.rstrip("0")
    spelt = whole.replace(",", NO_BREAK_SPACE)
    return f"{spelt},{decimals}" if decimals else spelt


# Each begins with a plain character, which is searched for much faster than what may precede it.
# What precedes a colon may be markup that stays out of the text.
_COLON = re.compile(r" (?:(?<=\S )|(?<=\A )):(?=\s|$)")
_UNIT = re.compile(r" (?<=\d )(?=[$%]|h\b|km\b|ans\b|M\$|000\b|mois\b)")
# Before a word, or before what opens one: a link, a quotation, emphasis.
_TYPEWRITER_APOSTROPHE = re.compile(r"'(?<=\w')(?=[\w\[«*])")


@lru_cache(maxsize=4096, typed=True)  # the titles of a site are printed on many pages
def typeset(text: str) -> str:
    """Return *text* with no-break spaces and apostrophes as Québec French prints them."""
    text = text.replace("« ", f"«{NO_BREAK_SPACE}").replace(" »", f"{NO_BREAK_SPACE}»")
    text = _COLON.sub(f"{NO_BREAK_SPACE}:", text)
    text = _UNIT.sub(NO_BREAK_SPACE, text)
    return _TYPEWRITER_APOSTROPHE.sub(APOSTROPHE, text)


def _article(noun: Noun) -> str:
    if noun.elided:
        return "l" + APOSTROPHE
    return "la " if noun.is_feminine else "le "


def _demonstrative(noun: Noun) -> str:
    if noun.is_feminine:
        return "cette "
    return "cet " if noun.elided else "ce "

"""Signs that nobody sees: those that turn the direction of a text, and those that are nothing.

What a writing system needs is left alone: joiners in Arabic and Indic scripts and in emoji, breaks
in those of South-East Asia, marks of direction beside Hebrew or Arabic, variants of emoji and of
ideographs. Sources: Unicode, UAX 9 (direction), UTS 51 (emoji), UTS 39 (identifiers).
"""

import re
import unicodedata
from collections.abc import Iterator

from parapluie.vocabulary.messages import SIGN_IN

_NAMES = {
    "\u00ad": "trait d’union conditionnel",
    "\u034f": "liant de graphèmes",
    "\u061c": "marque de direction arabe",
    "\u180e": "séparateur de voyelles mongol",
    "\u200b": "espace sans chasse",
    "\u200c": "antiliant sans chasse",
    "\u200d": "liant sans chasse",
    "\u200e": "marque gauche-à-droite",
    "\u200f": "marque droite-à-gauche",
    "\u202a": "début d’un texte de gauche à droite",
    "\u202b": "début d’un texte de droite à gauche",
    "\u202c": "fin de la direction",
    "\u202d": "gauche-à-droite forcé",
    "\u202e": "droite-à-gauche forcé",
    "\u2060": "gluon de mots",
    "\u2066": "isolat de gauche à droite",
    "\u2067": "isolat de droite à gauche",
    "\u2068": "isolat de direction",
    "\u2069": "fin de l’isolat",
    "\u3164": "lettre coréenne vide",
    "\uffa0": "lettre coréenne vide",
    "\ufeff": "indicateur d’ordre des octets",
}
_ANY = "signe invisible"
_GROUPS = (
    ("\u115f", "\u1160", "lettre coréenne vide"),
    ("\u180b", "\u180f", "sélecteur de variante"),
    ("\u2061", "\u2064", "opérateur invisible"),
    ("\u206a", "\u206f", "signe de mise en forme périmé"),
    ("\ufe00", "\ufe0f", "sélecteur de variante"),
    ("\U000e0000", "\U000e007f", "étiquette invisible"),
    ("\U000e0100", "\U000e01ef", "sélecteur de variante"),
)
HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# All but what French and its neighbours print: told apart ten times faster.
_UNUSUAL = re.compile(
    "[^\x00-\xac\xae-\u02ff\u0370-\u05ff\u1400-\u17af\u1e00-\u200a\u2010-\u2027\u202f-\u205f"
    "\u2070-\u2dff\u4e00-\u9fff]"
)
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{1,10}\U000e007f")  # of Scotland, of Wales
_TURNS = frozenset("\u061c\u200e\u200f\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")
_JOINED = frozenset(
    "ARABIC SYRIAC MANDAIC NKO MONGOLIAN DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL TELUGU "
    "KANNADA MALAYALAM SINHALA TIBETAN MYANMAR KHMER BALINESE JAVANESE NEWA CHAKMA".split()
)
_BROKEN = frozenset("THAI LAO KHMER MYANMAR TIBETAN".split())  # written without spaces
# By sign: the writing systems beside which it has its place.
_AT_HOME = {
    "\u034f": frozenset(("HEBREW",)),
    "\u115f": frozenset(("HANGUL",)),
    "\u1160": frozenset(("HANGUL",)),
    "\u17b4": frozenset(("KHMER",)),
    "\u17b5": frozenset(("KHMER",)),
    "\u180e": frozenset(("MONGOLIAN",)),
    "\u200b": _BROKEN,
    "\u2060": _BROKEN,
}
_IDEOGRAPHS = frozenset(("CJK", "MYANMAR", "MONGOLIAN", "PHAGS-PA", "MANICHAEAN"))
_KEYCAPS = "#*0123456789"


def script(sign: str) -> str:
    """Return the first word of the name of a sign, which for a letter is its writing system's."""
    return unicodedata.name(sign, "").partition(" ")[0]


def may_hide(text: str) -> bool:
    """Tell whether a text holds any sign of those, wanted or not."""
    return _UNUSUAL.search(text) is not None and HIDDEN.search(text) is not None


def hidden(text: str) -> Iterator[int]:
    """Yield where *text* holds a sign that nobody sees and that no writing there needs."""
    found = [match.start() for match in HIDDEN.finditer(text)]
    if not found:
        return
    flags = [match.span() for match in _FLAG.finditer(text)]
    turned = any(unicodedata.bidirectional(sign) in ("R", "AL") and sign.isalpha() for sign in text)
    for place in found:
        if any(first <= place < last for first, last in flags):
            continue
        if not (text[place] in _TURNS and turned) and not _is_at_home(text, place):
            yield place


def _is_at_home(text: str, place: int) -> bool:
    sign = text[place]
    before = HIDDEN.sub("", text[max(0, place - 4) : place])[-1:]
    after = HIDDEN.sub("", text[place + 1 : place + 5])[:1]
    beside = {script(other) for other in (before, after) if other}
    if sign in _JOINERS:
        is_joined = bool(before) and script(before) in _JOINED
        return is_joined or (sign == "\u200d" and _is_emoji(before) and _is_emoji(after))
    if sign in _AT_HOME:
        return bool(beside & _AT_HOME[sign])
    if sign in "\ufe0e\ufe0f" and before:
        # An emoji, a sign that has one, or a digit that its keycap follows.
        return after == "\u20e3" if before in _KEYCAPS else _is_emoji(before, "‼⁉〰〽ℹ")
    if unicodedata.category(sign) == "Mn":  # the other selectors
        return bool(before) and (script(before) in _IDEOGRAPHS or _is_emoji(before))
    return False


def _is_emoji(sign: str, others: str = "") -> bool:
    """Tell whether a sign may be an emoji: a symbol, or one of *others*."""
    return bool(sign) and (unicodedata.category(sign) in ("So", "Sk", "Sm") or sign in others)


def hidden_words(text: str) -> Iterator[tuple[str, str]]:
    """Yield each such sign of a text that has no place of its own: where in it, and which."""
    for offset in hidden(text):
        where = SIGN_IN.format(words=HIDDEN.sub("", text), number=offset + 1)
        yield where, described(text[offset])


def described(sign: str) -> str:
    """Return the code and the name of a sign: « U+200B, espace sans chasse »."""
    name = _NAMES.get(sign) or next(
        (name for first, last, name in _GROUPS if first <= sign <= last), _ANY
    )
    return f"U+{ord(sign):04X}, {name}"

"""Addresses of the Web: those that are whole, and those that lead elsewhere than it seems.

Sources: WHATWG, URL Standard (how a browser reads one); Unicode, UTS 39 (mixed scripts); the IDN
policy of Chromium (whole words of letters that look like ours).
"""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from parapluie.vocabulary.hidden_signs import script

# An address whose host is more than plain letters: most texts hold none.
UNPLAIN = (
    r"[hH][tT][tT][pP][sS]?:(?!//(?:(?!xn--)[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?"
    r"(?:[/?#\s\"<>]|$|[)\],;.!:»}'’]+(?:[\s\"<>]|$)))"
)
_UNPLAIN = re.compile(rf"{UNPLAIN}|@[^\s@]*(?:[^\x00-\xff]|[xX][nN]--)")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`{}|\\^]+")
_WEB = re.compile(r"https?:[/\\]*(?P<authority>[^/\\?#]*)", re.IGNORECASE)
_WRITTEN = re.compile(r"(?i:https?:)[/\\]*[^\s/\\?#<>\"«»`]*|[^\s<>()\"«»,;:]+@[^\s<>()\"«»,;:/]+")
_AFTER = re.compile(r"[,;(){}\[\]|'’*…].*")  # in a sentence, what follows a host
_MAIL = re.compile(r"(?:mailto:)?[^/?]*@(?P<host>[^@?/]*)(?:\?.*)?", re.IGNORECASE | re.DOTALL)
_PORT = re.compile(r":[^:]*$")
_DOTS = re.compile(r"[.。]")
_QUAD = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}")
_NUMBER = re.compile(r"0x[0-9a-f]*|\d+")

# Letters that are written together: those of Japanese, Korean and Chinese, with ours among them.
_TOGETHER = frozenset("CJK HIRAGANA KATAKANA KATAKANA-HIRAGANA IDEOGRAPHIC HANGUL BOPOMOFO".split())
_LATIN = "LATIN"
# Of other alphabets, the letters that nobody tells from ours; and the countries that write them.
_LOOKALIKES = frozenset("аԁсеһіјӏорԛѕԝхуѵαικνορτυωη")
_COUNTRIES = frozenset("bg by cy eu gr kz mk mn rs ru su ua".split())

_REASONS = {
    "user": "ce qui précède « @ » n’est qu’un nom, peut-être suivi d’un mot de passe, et "
    "l’adresse mène à « {host} »; écrivez-la sans lui",
    "encoded": "son nom de site est écrit en codes, et l’adresse mène à « {host} »; écrivez-la "
    "en lettres",
    "signs": "son nom de site, « {host} », contient un signe qui n’est pas d’un nom de site; "
    "recopiez l’adresse depuis le site",
    "scripts": "son nom de site, « {host} », mêle des lettres de plusieurs écritures ({scripts}), "
    "qui se ressemblent; recopiez l’adresse depuis le site",
    "lookalikes": "son nom de site, « {host} », est en lettres d’une autre écriture qui imitent "
    "les nôtres ({scripts}); recopiez l’adresse depuis le site",
    "number": "son nom de site, « {host} », est un nombre; écrivez le nom du site en lettres",
}
_SCRIPTS = {
    "LATIN": "latine",
    "CYRILLIC": "cyrillique",
    "GREEK": "grecque",
    "ARMENIAN": "arménienne",
    "HEBREW": "hébraïque",
    "ARABIC": "arabe",
    "CANADIAN": "syllabique",
    "CHEROKEE": "tchérokie",
}
_OTHER_SCRIPT = "autre"


def is_whole(address: str) -> bool:
    """Tell whether *address* can be taken apart: a host that may be one, a port that is a number.

    Engines take every link apart, and stop where Python refuses to.
    """
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    return bool(parts.hostname) or parts.scheme not in ("http", "https")


def is_web(address: str) -> bool:
    """Tell whether *address* is one of the Web, in full, and nothing else."""
    return bool(_ADDRESS.fullmatch(address)) and is_whole(address)


def misleading(address: str) -> str:
    """Return why an address, as a browser reads it, leads elsewhere than it seems, or nothing.

    What cannot be taken apart is for `is_whole` to tell.
    """
    web = _WEB.match(address)
    mail = None if web else _MAIL.fullmatch(address)
    if web is None:
        return _of_letters(mail["host"].lower()) if mail else ""
    written = web["authority"]
    _, sign, host = _decoded(written).rpartition("@")
    if sign:
        return _REASONS["user"].format(host=host)
    host = _PORT.sub("", host)
    return "" if host.startswith("[") else _of_host(host, written)


def may_mislead(text: str) -> bool:
    """Tell whether a text holds an address that is worth reading."""
    return _UNPLAIN.search(text) is not None


def misleading_in(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each address of a text that leads elsewhere: where, as it is written, and why."""
    for match in _WRITTEN.finditer(text):
        written = match[0].rstrip(".,;:!?")
        if _WEB.match(written) and "@" not in _decoded(written) and "//[" not in written:
            written = _AFTER.sub("", written)
        reason = misleading(written)
        if reason:
            yield match.start(), written, reason


def _decoded(written: str) -> str:
    """Return part of an address as browsers take it: codes resolved, one form for each letter."""
    return unicodedata.normalize("NFKC", unquote(written))


def _of_host(host: str, written: str) -> str:
    host = host.lower()
    if "%" in written:
        return _REASONS["encoded"].format(host=host)
    if any(unicodedata.category(sign)[0] not in "LMN" and sign not in "-_.。" for sign in host):
        return _REASONS["signs"].format(host=host)
    if not _QUAD.fullmatch(host) and all(map(_NUMBER.fullmatch, _DOTS.split(host))):
        return _REASONS["number"].format(host=host)
    return _of_letters(host)


def _of_letters(host: str) -> str:
    """Return what is wrong with the letters of a host, or of that of a mail address."""
    try:
        labels = [_unpunycoded(label) for label in _DOTS.split(host)]
    except UnicodeError:
        return _REASONS["signs"].format(host=host)
    for label in labels:
        found = {script(sign) for sign in label if unicodedata.category(sign)[0] == "L"}
        names = ", ".join(sorted({_SCRIPTS.get(name, _OTHER_SCRIPT) for name in found}))
        if _is_mixed(found):
            return _REASONS["scripts"].format(host=host, scripts=names)
        if found and set(label) <= _LOOKALIKES and _is_ours(labels[-1]):
            return _REASONS["lookalikes"].format(host=host, scripts=names)
    return ""


def _unpunycoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    return label.removeprefix("xn--").encode("ascii").decode("punycode")


def _is_mixed(found: set[str]) -> bool:
    others = found - _TOGETHER
    return len(others) > 1 or bool(others - {_LATIN} and found & _TOGETHER)


def _is_ours(top: str) -> bool:
    """Tell whether what ends a host is of no country whose letters these are."""
    return top.isascii() and top not in _COUNTRIES

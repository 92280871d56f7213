"""Names of files and folders that every system keeps, and what to call the others.

Sources: Microsoft, « Naming Files, Paths, and Namespaces »; Python's `ntpath.isreserved`, for names
that Windows takes for a device whatever follows a dot or spaces (`nul.tar.gz`, `con .txt`).
"""

import re

from parapluie.vocabulary.grammar import slug

# What Windows keeps for its devices, of letters that our identifiers may hold.
RESERVED_IDENTIFIER = "(?:con|prn|aux|nul|(?:com|lpt)[0-9])"
_RESERVED = re.compile(rf"{RESERVED_IDENTIFIER}|(?:com|lpt)[¹²³]|con(?:in|out)\$", re.IGNORECASE)
_SIGN = re.compile(r"[<>:\"|?*\\/]")
# Disks keep 255 bytes; what is published of a file adds a few to its name (`.html`, `.json`), and
# what is published of an entry some more.
_LONGEST = 240
LONGEST = 200
LONGEST_PATH = 1000
_LONG = 60  # of a name that we make
_ENDS = ". "

RESERVED = "est réservé par Windows"
_SIGN_REFUSED = "contient « {sign} », que Windows refuse"
_END_REFUSED = "finit par un point ou une espace, que Windows retire"
_TOO_LONG = "est trop long"
NO_IDENTIFIER = "ne peut pas servir d’identifiant"


def is_reserved(name: str) -> bool:
    """Tell whether Windows takes *name* for a device, whatever its extension and its case."""
    return _RESERVED.fullmatch(name.partition(".")[0].rstrip(" ")) is not None


def fault(name: str) -> str:
    """Return why some system cannot keep a file or a folder of this name, or nothing."""
    if is_reserved(name):
        return RESERVED
    sign = _SIGN.search(name)
    if sign:
        return _SIGN_REFUSED.format(sign=sign[0])
    if name.endswith(tuple(_ENDS)):
        return _END_REFUSED
    return _TOO_LONG if len(name.encode("utf-8", "surrogatepass")) > _LONGEST else ""


def kept(identifier: str) -> str:
    """Return an identifier as every system keeps it: `con` becomes `con-2`."""
    return f"{identifier}-2" if is_reserved(identifier) else identifier


def name_for(text: str) -> str:
    """Return the identifier that a text gives, cut at a word where it is long.

    It is empty where the text has neither letter nor digit.
    """
    whole = slug(text)
    if len(whole) > _LONG:
        whole = whole[: _LONG + 1].rpartition("-")[0] or whole[:_LONG]
    return kept(whole)


def kept_name(name: str, otherwise: str) -> str:
    """Return a name near to that of a file or a folder, which every system keeps.

    *otherwise* is what to call what has no letter.
    """
    stem, dot, suffix = name.rpartition(".")
    if not dot or not suffix.strip(_ENDS):
        stem, suffix = name.rstrip(_ENDS), ""
    if suffix == "md":
        return f"{name_for(stem) or otherwise}.{suffix}"
    stem, suffix = (_SIGN.sub("-", part).strip(_ENDS + "-") for part in (stem, suffix))
    while len(f"{stem}.{suffix}".encode("utf-8", "surrogatepass")) > _LONG:
        stem, suffix = stem[:-1], suffix[:8]
    stem = stem.rstrip(_ENDS + "-") or otherwise
    if is_reserved(stem):
        first, dot, rest = stem.partition(".")
        stem = f"{first.rstrip(' ')}-2{dot}{rest}"
    return f"{stem}.{suffix}" if suffix else stem

"""Other towns' open data, pinned: a copy in the content folder, and the hash that it must keep.

What comes from elsewhere is text of someone else's: only what pages show of it is kept, links are
web addresses or nothing, and a build never asks the network for it.
"""

import hashlib
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError, SchemaValidator, ValidationError
from pydantic_core import core_schema as core

from parapluie.model import Foreign, Neighbour
from parapluie.vocabulary.exports_words import ID_FOLDER, WHOLE_JSON
from parapluie.vocabulary.grammar import fold
from parapluie.vocabulary.links import ABOUT, CORRESPONDS
from parapluie.vocabulary.web_addresses import is_whole

MAX_BYTES = 32 << 20
# Signs that change what others look like or where they stand, or that nobody sees. What joins
# letters or pictures (U+200C, U+200D) and what may cut a word (U+00AD) are of good use.
_HIDDEN = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
)
_UNSEEN = re.compile(f"[{_HIDDEN}]")
# Without a name and a password, which would be published.
_WEB = re.compile(rf"https?://(?![^/?#]*@)[^\s<>\"'`{{}}|\\^{_HIDDEN}]+")
_LOCAL = re.compile(r"https?://(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?/")
_HAS_UNSEEN = "unseen"
_TEXT = core.str_schema()


def shown(text: str) -> str:
    """Return a text of someone else's on one line, with a mark where a sign would not be seen."""
    return _UNSEEN.sub("\ufffd", " ".join(text.split()))


def _seen(text: str) -> str:
    if _UNSEEN.search(text):
        raise PydanticCustomError(_HAS_UNSEEN, _HAS_UNSEEN)
    return " ".join(text.split())


def _town() -> SchemaValidator:
    """Return what reads the data of a town; of it, only what pages show is kept."""
    line = core.no_info_after_validator_function(_seen, core.str_schema(max_length=2000))
    link = _mapping({"type": _TEXT, "entree": _TEXT})
    entry = _mapping(
        {
            "id": core.str_schema(pattern=r"^[a-z_]+(/[a-z0-9-]+)+$"),
            "type": _TEXT,
            "nom": line,
            "titre": line,
        },
        champs=_mapping(en_bref=line),
        liens=core.list_schema(link),
    )
    site = _mapping(
        {
            "nom": core.no_info_after_validator_function(
                _seen, core.str_schema(strip_whitespace=True, min_length=1, max_length=2000)
            )
        },
        avis=line,
        url=_TEXT,
        licence=_mapping(nom=line, url=_TEXT),
    )
    return SchemaValidator(
        _mapping(
            {
                "format": core.literal_schema(["parapluie"]),
                "version": core.str_schema(pattern=r"^1\.\d+$"),
                "site": site,
                "entrees": core.list_schema(entry),
            }
        )
    )


def _mapping(
    required: Mapping[str, core.CoreSchema] | None = None, **others: core.CoreSchema
) -> core.CoreSchema:
    """Return the schema of a mapping; what it holds besides is left out."""
    must = {key: core.typed_dict_field(schema) for key, schema in (required or {}).items()}
    may = {key: core.typed_dict_field(schema, required=False) for key, schema in others.items()}
    return core.typed_dict_schema({**must, **may})


def digest(content: bytes) -> str:
    """Return the hash by which a copy is pinned."""
    return hashlib.sha256(content).hexdigest()


def is_fetched(address: str) -> bool:
    """Tell whether an address may be asked: encrypted, or of this very machine.

    Of plain letters, since others look like them.
    """
    if not _WEB.fullmatch(address) or not address.isascii() or not is_whole(address):
        return False
    parts = urlsplit(address)
    return parts.port != 0 and (parts.scheme == "https" or bool(_LOCAL.match(address)))


def has_unseen(content: bytes) -> bool:
    """Tell whether a town's data is refused for a sign that is not seen."""
    try:
        _town().validate_json(content)
    except ValidationError as error:
        return any(one["type"] == _HAS_UNSEEN for one in error.errors(include_input=False))
    return False


def neighbour(key: str, content: bytes, source: str) -> Neighbour | None:
    """Return the town that *content* describes, or nothing where it is no such data.

    *source* is the address that it was taken from, for the towns that do not give their own.
    """
    try:
        town = _town().validate_json(content)
    except ValidationError:
        return None
    site, entries = town["site"], town["entrees"]
    licence = site.get("licence", {})
    base = _web(site.get("url", "")) or _web(source).removesuffix(WHOLE_JSON)
    base = base if base.endswith("/") else ""
    themes = {
        entry["id"]: fold(entry["titre"]) for entry in entries if entry["type"] in ABOUT.targets
    }
    by_reference: dict[str, list[Foreign]] = {}
    by_theme: dict[str, list[Foreign]] = {}
    for entry in entries:
        address = f"{base}{ID_FOLDER}/{entry['id']}/" if base else ""
        summary = entry.get("champs", {}).get("en_bref", "")
        foreign = Foreign(entry["titre"], entry["nom"], summary, address)
        for link in entry.get("liens", ()):
            if link["type"] == CORRESPONDS.key:
                by_reference.setdefault(link["entree"], []).append(foreign)
            elif link["type"] == ABOUT.key and link["entree"] in themes:
                by_theme.setdefault(themes[link["entree"]], []).append(foreign)
    return Neighbour(
        key,
        site["nom"],
        base,
        (licence.get("nom", ""), _web(licence.get("url", ""))),
        site.get("avis", ""),
        _frozen(by_reference),
        _frozen(by_theme),
    )


def _web(address: str) -> str:
    return address if _WEB.fullmatch(address) and is_whole(address) else ""


def _frozen(found: Mapping[str, list[Foreign]]) -> dict[str, tuple[Foreign, ...]]:
    return {key: tuple(dict.fromkeys(entries)) for key, entries in found.items()}

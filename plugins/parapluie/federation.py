"""Other towns' open data, pinned: a copy in the content folder, and the hash that it must keep.

What comes from elsewhere is text of someone else's: only what pages show of it is kept, links are
web addresses or nothing, and a build never asks the network for it.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints, ValidationError

from parapluie.model import Foreign, Neighbour
from parapluie.vocabulary.exports_words import ID_FOLDER, WHOLE_JSON
from parapluie.vocabulary.grammar import fold
from parapluie.vocabulary.kinds import ABOUT, CORRESPONDS, THEME

MAX_BYTES = 32 << 20
_WEB = re.compile(r"https?://[^\s<>\"'`{}|\\^]+")
_LOCAL = re.compile(r"https?://(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?/")
_Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class _Link(BaseModel):
    type: str
    entree: str


class _Fields(BaseModel):
    en_bref: _Line = ""


class _Entry(BaseModel):
    id: Annotated[str, StringConstraints(pattern=r"^[a-z_]+(/[a-z0-9-]+)+$")]
    type: str
    nom: _Line
    titre: _Line
    champs: _Fields = _Fields()
    liens: list[_Link] = []


class _Licence(BaseModel):
    nom: _Line = ""
    url: str = ""


class _Site(BaseModel):
    nom: Annotated[_Line, Field(min_length=1)]
    avis: _Line = ""
    url: str = ""
    licence: _Licence = _Licence()


class _Town(BaseModel):
    format: Literal["parapluie"]
    version: Annotated[str, StringConstraints(pattern=r"^1\.\d+$")]
    site: _Site
    entrees: list[_Entry]


def digest(content: bytes) -> str:
    """Return the hash by which a copy is pinned."""
    return hashlib.sha256(content).hexdigest()


def is_fetched(address: str) -> bool:
    """Tell whether an address may be asked: encrypted, or of this very machine."""
    return bool(_WEB.fullmatch(address)) and (
        address.startswith("https://") or bool(_LOCAL.match(address))
    )


def neighbour(key: str, content: bytes, source: str) -> Neighbour | None:
    """Return the town that *content* describes, or nothing where it is no such data.

    *source* is the address that it was taken from, for the towns that do not give their own.
    """
    try:
        town = _Town.model_validate_json(content)
    except ValidationError:
        return None
    base = _web(town.site.url) or _web(source).removesuffix(WHOLE_JSON)
    base = base if base.endswith("/") else ""
    themes = {entry.id: fold(entry.titre) for entry in town.entrees if entry.type == THEME.key}
    by_reference: dict[str, list[Foreign]] = {}
    by_theme: dict[str, list[Foreign]] = {}
    for entry in town.entrees:
        address = f"{base}{ID_FOLDER}/{entry.id}/" if base else ""
        foreign = Foreign(entry.titre, entry.nom, entry.champs.en_bref, address)
        for link in entry.liens:
            if link.type == CORRESPONDS.key:
                by_reference.setdefault(link.entree, []).append(foreign)
            elif link.type == ABOUT.key and link.entree in themes:
                by_theme.setdefault(themes[link.entree], []).append(foreign)
    return Neighbour(
        key,
        town.site.nom,
        base,
        (town.site.licence.nom, _web(town.site.licence.url)),
        town.site.avis,
        _frozen(by_reference),
        _frozen(by_theme),
    )


def _web(address: str) -> str:
    return address if _WEB.fullmatch(address) else ""


def _frozen(found: Mapping[str, list[Foreign]]) -> dict[str, tuple[Foreign, ...]]:
    return {key: tuple(dict.fromkeys(entries)) for key, entries in found.items()}

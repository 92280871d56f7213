"""What options become: the words of a town, its colours, what may be a contact or a licence."""

import re
from collections.abc import Mapping
from dataclasses import fields

from parapluie.source.colours import Palette, is_colour
from parapluie.vocabulary.exports_words import LICENCES
from parapluie.vocabulary.grammar import Noun
from parapluie.vocabulary.kinds import KIND_BY_KEY
from parapluie.vocabulary.local_words import LocalWord
from parapluie.vocabulary.web_addresses import is_web

from .option_schema import KindWord, Word, Written, WrittenPalette

_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[a-zA-Z]{2,}")


def is_licence(written: str) -> bool:
    """Tell whether a licence is one that we know, or an address of one."""
    if not written or written in LICENCES:
        return True
    return written.startswith("https://") and is_web(written)


def is_contact(written: str) -> bool:
    """Tell whether what is written is an email or the address of a page."""
    return not written or bool(_MAIL.fullmatch(written)) or is_web(written)


# Each colour that a municipality names, and the tokens that follow it.
_TOKENS = {
    "principale": ("primary", "primary-deep"),
    "accent": ("accent",),
    "rehaut": ("highlight",),
    "papier": ("paper",),
    "lien": ("link",),
}


def palette_of(parsed: Written) -> Palette:
    """Return our colours with those of the municipality."""
    return Palette().with_colours(_colours(parsed.palette), _colours(parsed.palette_sombre))


def _colours(written: WrittenPalette) -> dict[str, str]:
    return {
        token: colour.lower()
        for name, colour in pairs(written)
        if colour and is_colour(colour)
        for token in _TOKENS[name]
    }


def pairs(written: WrittenPalette) -> list[tuple[str, str | None]]:
    """Return the colours that may be set, by name, with what is set."""
    return [(item.name, getattr(written, item.name)) for item in fields(written)]


def local_word(key: str, word: Word) -> LocalWord:
    """Return what a municipality calls a kind and its parts."""
    standard = KIND_BY_KEY[key].noun
    parts = {}
    if isinstance(word, KindWord):
        parts = {name: _part(name, part, standard) for name, part in word.sous_types.items()}
    noun = None
    if word.singulier or word.pluriel or word.genre or word.elision is not None:
        noun = Noun(
            word.singulier or standard.singular,
            word.pluriel or (f"{word.singulier}s" if word.singulier else standard.plural),
            word.genre or standard.gender,
            word.elision,
        )
    return _said(word, noun, parts)


def _part(name: str, word: Word, standard: Noun) -> LocalWord:
    singular = word.singulier or name.replace("-", " ")
    noun = Noun(
        singular, word.pluriel or f"{singular}s", word.genre or standard.gender, word.elision
    )
    return _said(word, noun)


def _said(word: Word, noun: Noun | None, parts: Mapping[str, LocalWord] | None = None) -> LocalWord:
    light, dark = (
        colour.lower() if is_colour(colour) else ""
        for colour in (word.couleur, word.couleur_sombre)
    )
    return LocalWord(
        noun, word.dossier, word.presentation, word.menu, word.rang, light, dark, parts
    )

"""What a sheet, its headings and its values seem to be."""

import re

from parapluie.source.options import Options
from parapluie.vocabulary import foreign_sheets as said
from parapluie.vocabulary.fields import Field
from parapluie.vocabulary.grammar import fold
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.local_words import Subkind

from .mapping_files import ASIDE, SheetMapping
from .workbook_reader import Row, Sheet

_SEARCHED = 30  # rows, for the one of headings
_AGREEMENT = re.compile(r"\(e?s?\)|[·•.]e(?:s|·s)?\b")


def bare(text: str) -> str:
    """Return a heading or a value as the tables of words have it: letters, figures and spaces."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(_AGREEMENT.sub("", text))))


def _field_of(heading: str, subkind: Subkind) -> str:
    """Return the key of the field that a heading names, or what becomes of its column."""
    words = bare(heading)
    # A cell of a town's own is no record of ours: its « Budget » says what it likes.
    by_key = {
        item.key: item
        for item in subkind.kind.fields
        if not item.type.has_records or item.key in said.HEADINGS
    }
    nouns = (subkind.noun.singular, subkind.noun.plural, subkind.kind.noun.singular)
    if words in {bare(noun) for noun in nouns}:
        return "titre"
    for key, item in by_key.items():
        if words in (bare(item.label), bare(key), *said.HEADINGS.get(key, ())):
            return key
    if words in said.PLAIN_TEXT_HEADINGS:
        return said.AS_PLAIN_TEXT
    if words in said.TEXT_HEADINGS:
        return said.AS_TEXT
    # « Responsable (service) », « Échéancier 2024-2027 »: a known heading and more.
    for key in by_key:
        for known in said.HEADINGS.get(key, ()):
            if len(known) > 4 and re.match(rf"{re.escape(known)}\b", words):
                return key
    return said.IGNORE


def guessed(sheet: Sheet, options: Options) -> SheetMapping | None:
    """Return what a sheet seems to be, or nothing where it is no table of entries."""
    subkind = _subkind_of(sheet.title, options)
    best: tuple[int, Row, dict[str, str]] | None = None
    for row in sheet.rows[:_SEARCHED]:
        headings = [text for text in row.texts if text]
        columns: dict[str, str] = {}
        for heading in headings:
            key = _field_of(heading, subkind)
            taken = key in columns.values() and key not in ASIDE
            columns[heading] = said.AS_TEXT if taken else key
        known = sum(key not in (said.IGNORE, said.AS_TEXT) for key in columns.values())
        if "titre" in columns.values() and known >= 2 and (best is None or known > best[0]):
            best = (known, row, columns)
    if best is None:
        return None
    return SheetMapping(sheet.title, subkind, best[1].number, best[2])


def _subkind_of(title: str, options: Options) -> Subkind:
    words = bare(title)
    for subkind in options.vocabulary.subkinds:
        names = (subkind.noun.plural, subkind.noun.singular, subkind.folder)
        if subkind.folder and words in {bare(name) for name in names}:
            return subkind
    # A plan is made of what gets done.
    return options.vocabulary.of(next(kind for kind in KINDS if kind.is_done))[0]


def choice_of(item: Field, text: str) -> str:
    """Return the key of the choice that a text seems to mean, or nothing."""
    wanted = bare(text)
    for choice in item.choices:
        known = {bare(choice.key), bare(choice.label), bare(choice.feminine)} - {""}
        if wanted in known or wanted in said.CHOICES.get(choice.key, ()):
            return choice.key
    return ""

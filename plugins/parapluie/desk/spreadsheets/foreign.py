"""A town's own spreadsheet: what its columns and values answer to, and the entries that it gives.

What is guessed is written in a mapping file, which a person corrects and runs again. Nothing is
made while a value awaits a decision.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from parapluie.problems import errors
from parapluie.source.content_files import Roots
from parapluie.source.options import Options
from parapluie.vocabulary import foreign_sheets as said

from .foreign_rows import EntryMaker, without_merges
from .guessed_columns import guessed
from .import_desk import Desk, EntryChange, ImportPlan
from .mapping_files import MappingError, SheetMapping, mappings_of
from .workbook_reader import Book, Trouble


@dataclass(frozen=True, slots=True)
class Reading:
    """How a foreign workbook is understood, and what it would make."""

    plan: ImportPlan
    mappings: tuple[SheetMapping, ...] = ()
    undecided: tuple[tuple[str, str], ...] = ()  # key of a field, and the value


def guess(book: Book, roots: Roots, options: Options) -> Reading:
    """Understand a workbook by itself."""
    return _read(book, Desk(roots, options), None)


def follow(book: Book, roots: Roots, options: Options, raw: bytes, name: str) -> Reading:
    """Understand a workbook by a mapping file called *name* in messages."""
    desk = Desk(roots, options)
    try:
        mappings = list(mappings_of(raw, book, options))
    except MappingError as error:
        message = said.BAD_MAPPING.format(file=name, reason=error)
        return Reading(ImportPlan(troubles=(Trouble(message),)))
    return _read(book, desk, mappings)


def _read(book: Book, desk: Desk, mappings: Sequence[SheetMapping] | None) -> Reading:
    if wrong := errors(desk.problems):
        return Reading(ImportPlan(problems=tuple(wrong)))
    notes: list[str] = []
    if mappings is None:
        found = [(sheet, guessed(sheet, desk.options)) for sheet in book.sheets]
        notes = [said.NOT_A_TABLE.format(sheet=s.title) for s, m in found if m is None and s.rows]
        mappings = [mapping for _, mapping in found if mapping is not None]
    if not mappings:
        return Reading(ImportPlan(troubles=(Trouble(said.NO_TABLE),), notes=tuple(notes)))
    by_title = {sheet.title: sheet for sheet in book.sheets}
    notes += [note for mapping in mappings for note in by_title[mapping.sheet].notes]
    makers = [EntryMaker(desk, without_merges(by_title[m.sheet]), m) for m in mappings]
    for maker in makers:
        maker.read()
    troubles = [trouble for maker in makers for trouble in maker.troubles]
    undecided = tuple(pair for maker in makers for pair in maker.undecided)
    notes += [note for maker in makers for note in maker.notes]
    entries: list[EntryChange] = []
    if not troubles and not undecided:
        for maker in makers:
            entries += maker.make()
    plan = desk.plan(entries, troubles, notes)
    return Reading(plan, tuple(mappings), undecided)

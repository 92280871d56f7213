"""Every file that the options ask for, made once, with what is said of the main ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from parapluie.site.publication import Publication
from parapluie.site.site_file import SiteFile, later
from parapluie.vocabulary import exports_words as words
from parapluie.vocabulary.kinds.policy import POLICY
from parapluie.vocabulary.money_words import BUDGET_NOTE, BUDGET_TABLE

from . import calendars, feeds, json_files
from .catalogue import Distribution, catalogue, distribution
from .csv_tables import Table, tables
from .csv_tables import files as table_files
from .happenings import happenings
from .linked_data import Linked
from .records import compact
from .strategic_plan import strategic_plan

TABLE_NOTES = {**words.TABLE_NOTES, BUDGET_TABLE: BUDGET_NOTE}


@dataclass(frozen=True)
class Exports:
    """The files, and what the page of open data and the catalogue say of them."""

    files: tuple[SiteFile, ...]
    updated: date | None  # the last day that the content speaks of as past
    publication: Publication

    @cached_property
    def paths(self) -> frozenset[str]:
        """Where the files go."""
        return frozenset(file.path for file in self.files)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """What the tables hold."""
        return tuple(tables(self.publication))

    @cached_property
    def distributions(self) -> tuple[Distribution, ...]:
        """What is said of each file, which is made for that."""
        return tuple(_distributions(self.files, self.tables))


def exports(publication: Publication) -> Exports:
    """Return what is published beside the pages."""
    dated = {entry.key: happenings(entry) for entry in publication.entries}
    today = publication.options.today
    past = [each.day for found in dated.values() for each in found if each.day <= today]
    updated = max(past, default=None)
    day = updated.isoformat() if updated else ""
    makes = publication.makes
    files: list[SiteFile] = []
    if makes(words.JSON):
        files += json_files.files(publication)
    if makes(words.CSV):
        files += table_files(publication, lambda: found.tables)
    if makes(words.XLSX):
        files.append(SiteFile(words.WORKBOOK, later(lambda: _workbook(found, day))))
    if makes(words.JSON_LD):
        made = later(lambda: Linked(publication).whole())
        files.append(SiteFile(words.LINKED_DATA, made))
    if makes(words.STRATML) and publication.graph.of(POLICY.key):
        files.append(SiteFile(words.STRATEGIC_PLAN, later(strategic_plan, publication, day)))
    if makes(words.ATOM):
        files += feeds.files(publication, dated)
    if makes(words.ICALENDAR):
        files += calendars.files(publication, dated)
    if files:
        made = later(lambda: f"{compact(catalogue(publication, found.distributions, day))}\n")
        files.append(SiteFile(words.CATALOGUE, made))
    found = Exports(tuple(files), updated, publication)
    return found


def _workbook(found: Exports, day: str) -> bytes:
    # The package takes a third of a second to import, which a check of the content would pay.
    from .excel import workbook

    return workbook(found.publication, found.tables, day)


def _distributions(files: Sequence[SiteFile], found: Sequence[Table]) -> Iterator[Distribution]:
    """Yield what is said of each file, the whole first."""
    made = {file.path: file for file in files}
    told = [
        (words.JSON, words.WHOLE_JSON, *words.FORMS[words.JSON]),
        (words.JSON, words.SCHEMA_JSON, words.SCHEMA_FORM, words.SCHEMA_NOTE),
        (words.XLSX, words.WORKBOOK, *words.FORMS[words.XLSX]),
        (words.JSON_LD, words.LINKED_DATA, *words.FORMS[words.JSON_LD]),
        (words.STRATML, words.STRATEGIC_PLAN, *words.FORMS[words.STRATML]),
        (words.ATOM, words.NEWS_FEED, *words.FORMS[words.ATOM]),
        (words.ICALENDAR, words.CALENDAR, *words.FORMS[words.ICALENDAR]),
    ]
    for form, path, label, note in told:
        if path in made:
            note = note.format(version=json_files.VERSION)
            yield distribution(form, label, note, made[path])
    for table in found:
        path = f"{words.TABLES_FOLDER}/{table.key}.csv"
        if path in made:
            note = TABLE_NOTES.get(table.key, words.FORMS[words.CSV][1])
            yield distribution(words.CSV, table.title, note, made[path], len(table.rows))

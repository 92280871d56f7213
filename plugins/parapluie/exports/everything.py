"""Every file that the options ask for, made once, with what is said of the main ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parapluie.site_file import SiteFile
from parapluie.vocabulary import exports_words as words

from . import calendars, feeds, whole
from .catalogue import Distribution, catalogue, distribution
from .happenings import happenings
from .linked import Linked
from .publication import Publication
from .records import compact
from .strategic_plan import strategic_plan
from .tables import Table, tables
from .tables import files as table_files


@dataclass(frozen=True, slots=True)
class Exports:
    """The files, and what the page of open data and the catalogue say of them."""

    files: tuple[SiteFile, ...]
    distributions: tuple[Distribution, ...]
    tables: tuple[Table, ...]
    updated: date | None  # the last day that the content speaks of as past
    paths: frozenset[str]


def exports(publication: Publication) -> Exports:
    """Return what is published beside the pages."""
    dated = {entry.key: happenings(entry) for entry in publication.entries}
    today = publication.options.today
    past = [each.day for found in dated.values() for each in found if each.day <= today]
    updated = max(past, default=None)
    day = updated.isoformat() if updated else ""
    makes = publication.makes
    wanted = makes(words.CSV) or makes(words.XLSX)
    found_tables = tables(publication) if wanted else []
    files: list[SiteFile] = []
    if makes(words.JSON):
        files += whole.files(publication)
    if makes(words.CSV):
        files += table_files(publication, found_tables)
    if makes(words.XLSX):
        # The package takes a third of a second to import, which a check of the content would pay.
        from .workbook import workbook

        files.append(SiteFile(words.WORKBOOK, workbook(publication, found_tables, day)))
    if makes(words.JSON_LD):
        text = compact(Linked(publication).whole())
        files.append(SiteFile(words.LINKED_DATA, f"{text}\n"))
    if makes(words.STRATML):
        plan = strategic_plan(publication, day)
        files += [SiteFile(words.STRATEGIC_PLAN, plan)] if plan else []
    if makes(words.ATOM):
        files += feeds.files(publication, dated)
    if makes(words.ICALENDAR):
        files += calendars.files(publication, dated)
    said = tuple(_distributions(files, found_tables))
    if said:
        card = compact(catalogue(publication, said, day))
        files.append(SiteFile(words.CATALOGUE, f"{card}\n"))
    paths = frozenset(file.path for file in files)
    return Exports(tuple(files), said, tuple(found_tables), updated, paths)


def _distributions(files: list[SiteFile], found: list[Table]) -> Iterator[Distribution]:
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
            note = note.format(version=whole.VERSION)
            yield distribution(form, label, note, made[path])
    for table in found:
        path = f"{words.TABLES_FOLDER}/{table.key}.csv"
        if path in made:
            note = words.TABLE_NOTES.get(table.key, words.FORMS[words.CSV][1])
            yield distribution(words.CSV, table.title, note, made[path], len(table.rows))

"""Tables: a CSV file for each kind, one of the links, and the dictionary of their columns.

Columns are set apart by a semicolon, since Excel takes the list separator of the system: that of
French (Canada) is the semicolon, its comma being that of decimals. A mark tells Excel that the text
is UTF-8.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from parapluie.exports.formulas import asleep
from parapluie.meaning.money import MEASURES
from parapluie.meaning.relations import Link
from parapluie.model import Entry
from parapluie.site.publication import Publication, identifier
from parapluie.site.site_file import SiteFile, later
from parapluie.vocabulary import exports_words as words
from parapluie.vocabulary import money_words as money
from parapluie.vocabulary.field_types.value_type import column_of
from parapluie.vocabulary.fields import Field
from parapluie.vocabulary.grammar import capitalize
from parapluie.vocabulary.kinds.asked import BUDGET
from parapluie.vocabulary.kinds.common import REASON
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.local_words import Vocabulary

from .records import fields_of, values_of

_MARK = "\ufeff"
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:\s?%)?")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading, every cell being text."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[str] = frozenset()  # the columns of numbers, which a workbook can add


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the dictionary explains it."""

    key: str
    label: str
    explanation: str
    values: str = ""  # those admitted


def tables(publication: Publication) -> list[Table]:
    """Return a table for each kind that has entries, that of the links, then the dictionary."""
    found = []
    explained: list[tuple[str, ...]] = []
    for kind, entries in publication.by_kind:
        columns = columns_of(kind, publication.graph.vocabulary)
        rows = tuple(_row(publication, entry, columns) for entry in entries)
        title = capitalize(publication.graph.vocabulary.names[kind.key].plural)
        found.append(Table(kind.key, title, tuple(column.key for column in columns), rows))
        explained += ((kind.key, c.key, c.label, c.explanation, c.values) for c in columns)
    budget = _budget(publication)
    if budget:
        found.append(budget)
        of_budgets = money.BUDGET_COLUMNS.items()
        explained += ((money.BUDGET_TABLE, key, *both, "") for key, both in of_budgets)
    links = tuple(
        (
            identifier(link.origin.key),
            link.type.key,
            link.type.verb,
            identifier(link.target.key),
            link.note,
            *_why(link),
        )
        for link in publication.links
    )
    columns_told = words.LINK_COLUMNS | {item.key: (item.label, item.help) for item in REASON}
    explained += ((words.LINKS_TABLE, key, *both, "") for key, both in columns_told.items())
    found.append(Table(words.LINKS_TABLE, words.LINKS_TITLE, tuple(columns_told), links))
    found.append(
        Table(
            words.DICTIONARY_TABLE,
            words.DICTIONARY_TITLE,
            words.DICTIONARY_COLUMNS,
            tuple(explained),
        )
    )
    return found


def _why(link: Link) -> Iterator[str]:
    """Yield what the author of a link says of it, in the order of its columns."""
    said = values_of(link)
    yield from (column_of(item, said.get(item.key)) for item in REASON)


def _holders(publication: Publication) -> list[Entry]:
    return [entry for entry in publication.entries if entry.fields.get(BUDGET.key)]


def budget_path(publication: Publication) -> str:
    """Return where the table of the lines of budgets is published, if it is."""
    if not publication.makes(words.CSV) or not _holders(publication):
        return ""
    return f"{words.TABLES_FOLDER}/{money.BUDGET_TABLE}.csv"


def _budget(publication: Publication) -> Table | None:
    """Return a row for each line of a budget, if there is any: tidy, so that all sums follow."""
    rows = []
    for entry in _holders(publication):
        for line in entry.fields[BUDGET.key]:
            values = vars(line)
            cells = {item.key: column_of(item, values[item.key]) for item in BUDGET.fields}
            period = line.quand
            if period and period.start:
                cells["annee_debut"] = str(period.start.first.year)
            if period and period.end:
                cells["annee_fin"] = str(period.end.last.year)
            cells |= {"entree": identifier(entry.key), "type": entry.kind.key, "titre": entry.title}
            rows.append(tuple(cells.get(key, "") for key in money.BUDGET_COLUMNS))
    if not rows:
        return None
    columns = tuple(money.BUDGET_COLUMNS)
    return Table(money.BUDGET_TABLE, money.BUDGET_TITLE, columns, tuple(rows), frozenset(MEASURES))


def files(publication: Publication, found: Callable[[], Sequence[Table]]) -> Iterator[SiteFile]:
    """Yield a CSV file for each table that *found* returns."""

    def written(key: str) -> bytes:
        (table,) = (table for table in found() if table.key == key)
        return (_MARK + as_csv(table)).encode()

    kinds = [kind.key for kind, _ in publication.by_kind]
    budget = (money.BUDGET_TABLE,) if _holders(publication) else ()
    for key in (*kinds, *budget, words.LINKS_TABLE, words.DICTIONARY_TABLE):
        yield SiteFile(f"{words.TABLES_FOLDER}/{key}.csv", later(written, key))


def as_csv(table: Table) -> str:
    """Return a table as CSV, of which a spreadsheet computes nothing."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([inert(cell) for cell in row] for row in (table.columns, *table.rows))
    return text.getvalue()


def inert(cell: str) -> str:
    """Return a cell of which a spreadsheet computes nothing; numbers stay as they are."""
    return cell if _NUMBER.fullmatch(cell) else asleep(cell)


@lru_cache(maxsize=64)
def columns_of(kind: Kind, vocabulary: Vocabulary) -> tuple[Column, ...]:
    """Return the columns of a kind: what every entry has, its fields, then its links."""

    def said(text: str) -> str:
        return capitalize(vocabulary.say(text))

    first = ("id", "adresse", "sous_type", "titre")
    last = ("texte", "texte_adopte")
    return (
        *(Column(key, *words.TABLE_COLUMNS[key]) for key in first),
        *(Column(i.key, said(i.label), said(i.help), _choices(i)) for i in fields_of(kind)),
        *(Column(link.key, link.label, said(i.help)) for i in kind.fields if (link := i.link)),
        *(Column(key, *words.TABLE_COLUMNS[key]) for key in last),
    )


def _choices(item: Field) -> str:
    return ", ".join(choice.key for choice in item.choices)


def _row(publication: Publication, entry: Entry, columns: Sequence[Column]) -> tuple[str, ...]:
    page = publication.page(entry)
    cells = {
        "id": identifier(entry.key),
        "adresse": publication.absolute(page) or page,
        "sous_type": entry.noun.singular,
        "titre": entry.title,
        "texte": entry.body,
        "texte_adopte": entry.adopted,
    }
    for item in fields_of(entry.kind):
        cells[item.key] = column_of(item, entry.fields.get(item.key))
    linked: dict[str, list[str]] = {}
    for link in publication.out(entry):
        linked.setdefault(link.type.key, []).append(identifier(link.target.key))
    for item in entry.kind.fields:
        if item.link:
            cells[item.key] = words.VALUES_SEPARATOR.join(linked.get(item.key, ()))
    return tuple(cells[column.key] for column in columns)

"""The page of open data: every file that other programs may take, and what it holds."""

from dataclasses import replace
from itertools import compress
from typing import Any

from parapluie.exports.csv_tables import Column, columns_of
from parapluie.vocabulary.dates import parse_date
from parapluie.vocabulary.exports_words import (
    CATALOGUE,
    DATA_PATH,
    DATA_TITLE,
    DICTIONARY_TITLE,
    TABLES_FOLDER,
)
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.local_words import kinds_named
from parapluie.vocabulary.words import MENU_ABOUT

from .page_data import SiteFile
from .press import Press


def pages(press: Press) -> list[SiteFile]:
    """Return the page, if there is anything to take."""
    made = press.exports
    if not made.files:
        return []
    press.offer(MENU_ABOUT, DATA_TITLE, DATA_PATH)
    day = made.updated

    def gather() -> dict[str, Any]:
        found = made.distributions
        whole = [each for each in found if not each.path.startswith(TABLES_FOLDER)]
        return {
            "whole": whole,
            "tables": [each for each in found if each not in whole],
            "columns": _columns(press),
        }

    return [
        press.render(
            "open_data",
            DATA_PATH,
            gather,
            title=DATA_TITLE,
            updated=parse_date(day.isoformat()) if day else None,
            catalogue=CATALOGUE,
            dictionary=DICTIONARY_TITLE,
            licence=press.publication.licence,
            publication=press.publication,
            neighbours=press.content.neighbours,
        )
    ]


def _columns(press: Press) -> list[tuple[Kind, list[Column]]]:
    """Return the columns that some row fills, under their kinds.

    What nobody writes leaves no trace here; the table of the dictionary is the same everywhere.
    """
    tables = {table.key: table for table in press.exports.tables}
    used = {kind.key for kind, _ in press.publication.by_kind}
    found = []
    for kind, _ in press.publication.by_kind:
        unused = {item.key for item in kind.fields if not kinds_named(item.help) <= used}
        columns = columns_of(kind, press.graph.vocabulary)
        filled = [any(cells) for cells in zip(*tables[kind.key].rows, strict=True)]
        said = [
            replace(column, explanation="") if column.key in unused else column
            for column in compress(columns, filled)
        ]
        found.append((kind, said))
    return found

"""The same tables in one Excel workbook."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.xml.functions import tostring

from parapluie.publication import Publication
from parapluie.vocabulary import exports_words as words

from .tables import Table

# A workbook says when it was made; the content says it in its own words.
_ALWAYS = datetime(1980, 1, 1)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE = 31
_LONGEST_CELL = 32_767
_CORE = "docProps/core.xml"


def workbook(publication: Publication, tables: Sequence[Table], updated: str) -> bytes:
    """Return a workbook with a sheet for each table; the same tables give the same bytes."""
    book = Workbook(write_only=True)
    _read_me(book, publication, updated)
    for table in tables:
        sheet = book.create_sheet(_title(table.title, book.sheetnames))
        sheet.freeze_panes = "B2" if table.rows else None
        for number, name in enumerate(table.columns, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = 18 + 18 * (name == "titre")
        heading = []
        for name in table.columns:
            cell = WriteOnlyCell(sheet, name)
            cell.font = Font(bold=True)
            heading.append(cell)
        sheet.append(heading)
        for row in table.rows:
            sheet.append([_cell(sheet, text) for text in row])
    kept = io.BytesIO()
    book.save(kept)
    return _timeless(book, kept.getvalue())


def _read_me(book: Workbook, publication: Publication, updated: str) -> None:
    options = publication.options
    said = {
        "site": options.site_name,
        "avis": options.notice,
        "licence": " – ".join(filter(None, dict.fromkeys(publication.licence))),
        "url": options.site_url,
        "date": updated,
    }
    sheet = book.create_sheet(words.READ_ME_TITLE)
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 90
    for label, key in words.READ_ME:
        if said[key]:
            sheet.append([label, _cell(sheet, said[key])])


def _cell(sheet: Any, text: str) -> object:
    """Return a cell that is text whatever it begins with: openpyxl takes a « = » for a formula."""
    if not text.startswith(("=", "#")):
        return text[:_LONGEST_CELL] or None
    cell = WriteOnlyCell(sheet, text[:_LONGEST_CELL])
    cell.data_type = "s"
    return cell


def _title(wanted: str, taken: Sequence[str]) -> str:
    """Return the title of a sheet, which Excel wants short, plain and its own."""
    title = _FORBIDDEN.sub(" ", wanted)[:_LONGEST_TITLE].strip("' ")
    number = 2
    found = title
    while found.casefold() in {name.casefold() for name in taken}:
        found = f"{title[: _LONGEST_TITLE - 4]} ({number})"
        number += 1
    return found


def _timeless(book: Workbook, made: bytes) -> bytes:
    """Return a workbook without the hour at which it was made, which openpyxl always writes."""
    book.properties.created = book.properties.modified = _ALWAYS
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(made)) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == _CORE:
                content = tostring(book.properties.to_tree())
            item = zipfile.ZipInfo(name, _ALWAYS.timetuple()[:6])
            item.create_system = 3  # wherever it is made
            new.writestr(item, content, zipfile.ZIP_DEFLATED)
    return kept.getvalue()

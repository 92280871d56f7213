"""The same tables in one Excel workbook.

openpyxl makes all of it but the rows, each of which it takes through a tree: a tenth of a build.
"""

import html
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.xml.functions import tostring

from parapluie.site.publication import Publication
from parapluie.vocabulary import exports_words as words

from .csv_tables import Table

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
    empty = io.BytesIO()
    book.save(empty)
    return _filled(book, empty, tables)


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
            cell = WriteOnlyCell(sheet, said[key])
            cell.data_type = "s"  # whatever it begins with: openpyxl takes a « = » for a formula
            sheet.append([label, cell])


def _rows(table: Table) -> str:
    """Return the rows under the heading: texts whatever they begin with, numbers where said."""
    columns = [
        (get_column_letter(number), _figure if name in table.numbers else _text)
        for number, name in enumerate(table.columns, start=1)
    ]
    return "".join(
        f'<row r="{number}">'
        + "".join(
            cell(f"{letter}{number}", text)
            for (letter, cell), text in zip(columns, row, strict=True)
            if text
        )
        + "</row>"
        for number, row in enumerate(table.rows, start=2)
    )


def _text(place: str, text: str) -> str:
    return (
        f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">'
        f"{html.escape(text[:_LONGEST_CELL], quote=False)}</t></is></c>"
    )


def _figure(place: str, text: str) -> str:
    """Return a number, which our tables write with the comma of French."""
    return f'<c r="{place}"><v>{text.replace(",", ".")}</v></c>'


def _title(wanted: str, taken: Sequence[str]) -> str:
    """Return the title of a sheet, which Excel wants short, plain and its own."""
    title = _FORBIDDEN.sub(" ", wanted)[:_LONGEST_TITLE].strip("' ")
    number = 2
    found = title
    while found.casefold() in {name.casefold() for name in taken}:
        found = f"{title[: _LONGEST_TITLE - 4]} ({number})"
        number += 1
    return found


def _filled(book: Workbook, empty: io.BytesIO, tables: Sequence[Table]) -> bytes:
    """Return a workbook with its rows, without the hour of its making, which openpyxl writes."""
    book.properties.created = book.properties.modified = _ALWAYS
    # The first sheet says what the file is.
    by_sheet = {f"xl/worksheets/sheet{n}.xml": table for n, table in enumerate(tables, start=2)}
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(empty) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == _CORE:
                content = tostring(book.properties.to_tree())
            elif name in by_sheet:
                head, end, tail = content.rpartition(b"</sheetData>")
                content = head + _rows(by_sheet[name]).encode() + end + tail
            item = zipfile.ZipInfo(name, _ALWAYS.timetuple()[:6])
            item.create_system = 3  # wherever it is made
            new.writestr(item, content, zipfile.ZIP_DEFLATED)
    return kept.getvalue()

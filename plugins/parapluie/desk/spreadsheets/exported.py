"""Tables written as a workbook, or as CSV files for the spreadsheets of Québec."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from parapluie.exports.formulas import asleep
from parapluie.meaning.graph import Graph
from parapluie.model import Content
from parapluie.vocabulary import spreadsheet_words as said
from parapluie.vocabulary.field_types.value_type import WIDTH
from parapluie.vocabulary.fields import Field

from .rows import Column, Table, targets_of

_SPARE_ROWS = 300  # under the last entry, with drop-downs too
_PICTURES = "picture"  # the heading over their ids
_TITLE_WIDTH = 36
_INLINE_LIST = 250  # characters: Excel's limit for choices written in the sheet is 255
_PROMPT = 250
_HEAD = PatternFill("solid", fgColor="12324A")
_HEAD_FONT = Font(bold=True, color="FFFFFF")
_KEY_FILL = PatternFill("solid", fgColor="EFEAE0")


def workbook(tables: Sequence[Table], content: Content, graph: Graph) -> bytes:
    """Return the workbook of *tables*: what each column wants, and drop-downs for what is known."""
    book = Workbook()
    read_me = book.active
    assert read_me is not None
    read_me.title = said.READ_ME
    lists = book.create_sheet(said.LISTS)
    ranges = _lists(lists, tables, content, graph)
    for table in tables:
        _sheet(book.create_sheet(table.title), table, ranges)
    _read_me(read_me, tables)
    book.move_sheet(lists, offset=len(tables))
    lists.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_files(tables: Sequence[Table]) -> dict[str, bytes]:
    """Return a file for each table: UTF-8 with its mark, semicolons, and no formula."""
    found = {}
    for table in tables:
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
        writer.writerow([*(asleep(column.label) for column in table.columns), said.FINGERPRINT])
        for row in table.rows:
            writer.writerow([*map(asleep, row.texts), row.fingerprint])
        found[f"{table.stem}.csv"] = stream.getvalue().encode("utf-8-sig")
    return found


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write *files* into *folder*, which is made where it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, raw in files.items():
        (folder / name).write_bytes(raw)


def about(column: Column) -> str:
    """Return what to write in a column."""
    item = column.field
    if item is None:
        return said.NEW_ROW_NOTE if column.label == said.IDENTIFIER else ""
    text = (said.REQUIRED if item.required else "") + item.help
    note = item.type.cell_note(item)
    return f"{text} {note}" if note else text


def _lists(sheet: Any, tables: Sequence[Table], content: Content, graph: Graph) -> dict[str, str]:
    """Write the ids of each kind, and of pictures, under a heading; return their ranges."""
    columns = {table.subkind.kind.key: "" for table in tables}
    known = {key: [entry.id for entry in graph.of(key)] for key in columns}
    known[_PICTURES] = list(content.illustrations)
    ranges = {}
    for number, (key, ids) in enumerate(known.items(), start=1):
        sheet.cell(1, number, key)
        for row, identifier in enumerate(ids, start=2):
            _write(sheet.cell(row, number), identifier)
        letter = get_column_letter(number)
        if ids:
            ranges[key] = f"'{said.LISTS}'!${letter}$2:${letter}${len(ids) + 1}"
    return ranges


def _sheet(sheet: Any, table: Table, ranges: Mapping[str, str]) -> None:
    last = len(table.rows) + 1 + _SPARE_ROWS
    for number, column in enumerate(table.columns, start=1):
        head = sheet.cell(1, number, column.label)
        head.font, head.fill = _HEAD_FONT, _HEAD
        head.alignment = Alignment(vertical="center", wrap_text=True)
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = _width(column)
        # Typed by hand, a date stays as it is typed.
        sheet.column_dimensions[letter].number_format = "@"
        validation = _validation(column, table, ranges)
        if validation is not None:
            sheet.add_data_validation(validation)
            validation.add(f"{letter}2:{letter}{last}")
    mark = len(table.columns) + 1
    sheet.cell(1, mark, said.FINGERPRINT)
    sheet.column_dimensions[get_column_letter(mark)].hidden = True
    for number, row in enumerate(table.rows, start=2):
        for index, text in enumerate(row.texts):
            if not text:
                continue
            cell = sheet.cell(number, index + 1)
            _write(cell, text)
            item = table.columns[index].field
            # Rows stay low enough to be compared; records show their first line.
            is_record = item is not None and item.type.has_records
            cell.alignment = Alignment(vertical="top", wrap_text=not is_record)
            if index < table.first_field:
                cell.fill = _KEY_FILL
        _write(sheet.cell(number, mark), row.fingerprint)
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = sheet.cell(2, table.first_field + 2)
    sheet.auto_filter.ref = (
        f"A1:{get_column_letter(len(table.columns))}{max(len(table.rows), 1) + 1}"
    )


def _write(cell: Cell, text: str) -> None:
    """Write a text as text, whatever a spreadsheet would make of it."""
    if not text:
        return
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    if text[0] in "=+-@":
        cell.quotePrefix = True  # still a text after someone has clicked in it


def _width(column: Column) -> int:
    if column.field is None:
        return WIDTH + 4
    return _TITLE_WIDTH if column.field.key == "titre" else column.field.type.cell_width


def _validation(column: Column, table: Table, ranges: Mapping[str, str]) -> DataValidation | None:
    """Return the drop-down of a column with what to write in it."""
    item = column.field
    listed = item is not None and not column.says_why
    source, strict = _source(item, table, ranges) if item and listed else ("", False)
    text = about(column)
    if not source and not text:
        return None
    validation = DataValidation(
        type="list" if source else None, formula1=source or None, allow_blank=True
    )
    validation.showErrorMessage = strict
    validation.showInputMessage = True
    validation.promptTitle = column.label[:32]
    validation.prompt = text[:_PROMPT]
    return validation


def _source(item: Field, table: Table, ranges: Mapping[str, str]) -> tuple[str, bool]:
    """Return where the values of a field are listed, and whether another is refused."""
    if item.choices and not item.many:
        gender = table.subkind.noun.gender
        labels = ",".join(choice.agreed(gender) for choice in item.choices)
        return (f'"{labels}"', True) if len(labels) < _INLINE_LIST else ("", False)
    if item.type.names_picture:
        return ranges.get(_PICTURES, ""), False
    targets = targets_of(item)
    if targets is not None and len(targets) == 1:
        # Several ids may stand in the cell: the list proposes, and refuses nothing.
        return ranges.get(targets[0], ""), False
    return "", False


def _read_me(sheet: Any, tables: Sequence[Table]) -> None:
    sheet.column_dimensions["A"].width = 26
    sheet.column_dimensions["B"].width = 30
    sheet.column_dimensions["C"].width = 90
    sheet.cell(1, 1, said.READ_ME).font = Font(bold=True, size=16)
    for number, line in enumerate(said.READ_ME_LINES, start=2):
        sheet.cell(number, 1, line)
    row = len(said.READ_ME_LINES) + 3
    for index, label in enumerate((said.HELP_SHEET, said.HELP_COLUMN, said.HELP_TEXT), start=1):
        cell = sheet.cell(row, index, label)
        cell.font, cell.fill = _HEAD_FONT, _HEAD
    for table in tables:
        for column in table.columns:
            row += 1
            for index, text in enumerate((table.title, column.label, about(column)), start=1):
                cell = sheet.cell(row, index)
                _write(cell, text)
                cell.alignment = Alignment(vertical="top", wrap_text=True)

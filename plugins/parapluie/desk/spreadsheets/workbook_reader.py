"""Reading workbooks and CSV files: plain cells of text, or problems; never an exception.

Whatever someone sends is read within bounds of time and memory: sizes are checked before anything
is opened, sheets are streamed, and formulas, macros and merged cells are named, never obeyed.
"""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from parapluie.exports.formulas import awake
from parapluie.vocabulary import spreadsheet_words as said
from parapluie.vocabulary.grammar import fold
from parapluie.vocabulary.system_words import system_reason

MAX_FILE = 20  # megabytes
MAX_INSIDE = 60  # megabytes, once unpacked
MAX_MEMBER = 8  # megabytes, for what is no sheet and no text of cells: styles, names
MAX_ROWS = 150_000  # that hold a cell, be it empty
MAX_CELLS = 400_000  # that hold something
MAX_COLUMNS = 200
MAX_TROUBLES = 100  # told for a sheet; a person corrects a column, not a cell
_MEMBERS = 2_000
_LAST_ROW = 1_048_576  # of a spreadsheet
_WIDE_ROWS = 5_000  # that go past the last column, were it by empty cells
# So few cells, so many rows below all others, are a slip of the hand.
_STRAYS = 5
_FAR = 1_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_DECIMALS = re.compile(r"0\.(0+)(?![0#?E])")
_NOT_A_FORMAT = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.')


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with a workbook, and where."""

    message: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        """The problem with its place, in French."""
        if self.cell:
            return said.CELL.format(sheet=self.sheet, cell=self.cell, message=self.message)
        if self.sheet:
            return said.SHEET.format(sheet=self.sheet, message=self.message)
        return self.message


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something, with the texts of its cells from the first column on."""

    number: int
    texts: tuple[str, ...]

    def text(self, index: int) -> str:
        """Return the text in a column, numbered from 0."""
        return self.texts[index] if index < len(self.texts) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as texts."""

    title: str
    rows: tuple[Row, ...]
    merged: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()  # of its cells
    notes: tuple[str, ...] = ()  # what was not read, and why


@dataclass(frozen=True, slots=True)
class Book:
    """What a file or a folder holds; without sheets where it cannot be read."""

    sheets: tuple[Sheet, ...] = ()
    troubles: tuple[Trouble, ...] = field(default=())


def address(row: int, column: int) -> str:
    """Return « F12 » for a row and a column numbered from 0."""
    return f"{get_column_letter(column + 1)}{row}"


def read_workbook(source: Path | bytes) -> Book:
    """Return the sheets of a workbook, a CSV file or a folder of these; never raises."""
    if isinstance(source, bytes):
        return _read_bytes(source, "")
    try:
        if source.is_dir():
            return _read_folder(source)
        if not source.is_file():
            return _refused(said.NOT_FOUND)
        if source.stat().st_size > MAX_FILE << 20:
            return _refused(said.TOO_HEAVY.format(limit=MAX_FILE))
        return _read_bytes(source.read_bytes(), source.name)
    except OSError as error:
        return _refused(system_reason(error))


def _refused(message: str) -> Book:
    return Book(troubles=(Trouble(message),))


def _read_bytes(raw: bytes, name: str) -> Book:
    if len(raw) > MAX_FILE << 20:
        return _refused(said.TOO_HEAVY.format(limit=MAX_FILE))
    if raw.startswith(_OLE):
        return _refused(said.OLD_EXCEL)
    if raw.startswith(b"PK"):
        return _read_zip(raw)
    if name.lower().endswith((".csv", ".tsv", ".txt")):
        return Book((_read_csv(raw, Path(name).stem),))
    return _refused(said.NOT_A_WORKBOOK)


# --- Workbooks ---


def _read_zip(raw: bytes) -> Book:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            reason = _unfit(archive)
            if reason:
                return _refused(reason)
        return _read_sheets(raw)
    except Exception:  # noqa: BLE001 - a broken file makes openpyxl raise almost anything
        return _refused(said.DAMAGED)


def _unfit(archive: zipfile.ZipFile) -> str:
    """Return why an archive is no workbook to open, from its table of contents alone."""
    members = archive.infolist()
    names = {member.filename for member in members}
    # `zipfile` never unpacks more of a member than the size that is written here.
    if len(members) > _MEMBERS or sum(m.file_size for m in members) > MAX_INSIDE << 20:
        return said.TOO_BIG_INSIDE.format(limit=MAX_INSIDE)
    if any(m.file_size > MAX_MEMBER << 20 and not _holds_cells(m.filename) for m in members):
        return said.TOO_BIG_INSIDE.format(limit=MAX_MEMBER)
    if any(name.startswith("word/") for name in names):
        return said.A_DOCUMENT
    if "mimetype" in names and "content.xml" in names:
        return said.OPEN_DOCUMENT
    if any(member.flag_bits & 1 for member in members):
        return said.OLD_EXCEL
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return said.WITH_MACROS
    if "[Content_Types].xml" not in names:
        return said.NOT_A_WORKBOOK
    if b"macroEnabled" in archive.read("[Content_Types].xml"):
        return said.WITH_MACROS
    return "" if any(name.startswith("xl/") for name in names) else said.NOT_A_WORKBOOK


def _holds_cells(name: str) -> bool:
    return name.startswith(("xl/worksheets/", "xl/media/")) or name == "xl/sharedStrings.xml"


def _read_sheets(raw: bytes) -> Book:
    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, keep_links=False)
    try:
        sheets = []
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for sheet in book.worksheets:
                written = archive.read(getattr(sheet, "_worksheet_path", ""))
                if trouble := _too_many(written, sheet.title):
                    sheets.append(Sheet(sheet.title, (), (), (trouble,)))
                    continue
                merged = _MERGED.findall(written)
                sheet.reset_dimensions()  # what a file says of its size may be wrong
                sheets.append(
                    _sheet(
                        sheet.title,
                        sheet.iter_rows(),
                        tuple(ref.decode() for ref in merged),
                    )
                )
        return Book(tuple(sheets))
    finally:
        book.close()


def _too_many(written: bytes, title: str) -> Trouble | None:
    """Return why a sheet is not read, counted first: openpyxl makes a row before it gives it."""
    for found, limit, message in (
        (_CELL, MAX_CELLS, said.TOO_MANY_CELLS),
        (_ROW, MAX_ROWS, said.TOO_MANY_ROWS),
    ):
        if sum(1 for _ in found.finditer(written)) > limit * 2:
            return Trouble(message.format(limit=limit), title)
    return None


@dataclass(slots=True)
class _Line:
    """A row that holds something: its texts, what is wrong with it, which cells do."""

    number: int
    texts: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    filled: list[int] = field(default_factory=list)


def _sheet(title: str, rows: Iterable[Sequence[Any]], merged: tuple[str, ...]) -> Sheet:
    """Return a sheet of *rows*, of which those that hold nothing at all may be empty."""
    lines: list[_Line] = []
    aside: list[str] = []  # cells past the last column
    cells = read = wide = 0
    message, limit = "", 0
    for number, row in enumerate(rows, start=1):
        if number > _LAST_ROW or read >= MAX_ROWS:
            message, limit = said.TOO_MANY_ROWS, MAX_ROWS
        elif not row:
            continue
        else:
            read, wide = read + 1, wide + (len(row) > MAX_COLUMNS)
            line = _line(title, number, row[:MAX_COLUMNS])
            beyond = enumerate(row[MAX_COLUMNS:], MAX_COLUMNS)
            aside += [address(number, index) for index, cell in beyond if cell.value is not None]
            cells += len(line.filled)
            if cells > MAX_CELLS:
                message, limit = said.TOO_MANY_CELLS, MAX_CELLS
            elif len(aside) > _STRAYS or wide > _WIDE_ROWS:
                message, limit = said.TOO_MANY_COLUMNS, MAX_COLUMNS
            elif line.filled:
                lines.append(line)
        if message:
            break
    kept = _together(lines)
    aside += [address(line.number, index) for line in lines[len(kept) :] for index in line.filled]
    troubles = [trouble for line in kept for trouble in line.troubles][:MAX_TROUBLES]
    if message:
        troubles.append(Trouble(message.format(limit=limit), title))
    found = tuple(Row(line.number, tuple(line.texts)) for line in kept if line.texts)
    note = said.STRAYS.format(sheet=title, cells=", ".join(aside))
    return Sheet(title, found, merged, tuple(troubles), (note,) if aside else ())


def _line(title: str, number: int, row: Iterable[Any]) -> _Line:
    line = _Line(number)
    for index, cell in enumerate(row):
        if cell.value is None:
            continue
        text, fault = _text(cell)
        if fault:
            line.troubles.append(Trouble(fault, title, address(number, index)))
        if text:
            line.texts += [""] * (index - len(line.texts))
            line.texts.append(text)
        if text or fault:
            line.filled.append(index)
    return line


def _together(lines: list[_Line]) -> list[_Line]:
    """Return *lines* without the few cells that stand far below all others."""
    cells = 0
    for place in range(len(lines) - 1, 0, -1):
        cells += len(lines[place].filled)
        if cells > _STRAYS:
            break
        if lines[place].number - lines[place - 1].number > _FAR:
            return lines[:place]
    return lines


def _text(cell: Any) -> tuple[str, str]:
    """Return the text of a cell as a person reads it, and what is wrong with it."""
    value = cell.value
    if cell.data_type == "f":
        return "", said.FORMULA
    if cell.data_type == "e":
        return "", said.CELL_ERROR.format(value=value)
    if isinstance(value, bool):
        return (said.TRUE if value else said.FALSE), ""
    if isinstance(value, datetime | date):
        return _date(value, cell.number_format), ""
    if isinstance(value, int | float):
        return _number(value, cell.number_format), ""
    return _clean(str(value))


def _clean(text: str) -> tuple[str, str]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    return text.strip(), said.CONTROL if _CONTROL.search(text) else ""


def _date(value: date, number_format: str) -> str:
    """Return a date to the precision that its cell shows: `2026-10` for « oct-26 »."""
    shown = _NOT_A_FORMAT.sub("", number_format.lower())
    if "d" in shown or "y" not in shown:
        return f"{value:%Y-%m-%d}"
    return f"{value:%Y-%m}" if "m" in shown else f"{value:%Y}"


def _number(value: float, number_format: str) -> str:
    shown = _NOT_A_FORMAT.sub("", number_format)
    per_cent = "%" in shown
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    text = f"{value * 100 if per_cent else value:.12f}".rstrip("0").rstrip(".")
    if per_cent:
        return said.PER_CENT.format(value=text.replace(".", ","))
    # As its cell shows it, « 1.10 » is no « 1.1 »: it may be the number of something.
    decimals = _DECIMALS.match(shown)
    if decimals is None:
        return text
    whole, _, written = text.partition(".")
    return f"{whole}.{written.ljust(len(decimals[1]), '0')}"


# --- CSV ---

_NOTHING: list["_Text"] = []  # of all rows without a word, which may be a million


def _read_folder(folder: Path) -> Book:
    files = sorted(f for f in folder.iterdir() if f.suffix.lower() == ".csv" and f.is_file())
    if not files:
        return _refused(said.NO_CSV)
    if sum(file.stat().st_size for file in files) > MAX_FILE << 20:
        return _refused(said.TOO_HEAVY.format(limit=MAX_FILE))
    return Book(tuple(_read_csv(file.read_bytes(), file.stem) for file in files))


def _read_csv(raw: bytes, title: str) -> Sheet:
    text = _decoded(raw)
    if text is None:
        return Sheet(title, (), (), (Trouble(said.BAD_ENCODING, title),))
    head = text[:4096].split("\n", 1)[0]
    delimiter = max(";,\t", key=head.count)
    try:
        rows = list(_csv_rows(text, delimiter))
    except csv.Error:
        return Sheet(title, (), (), (Trouble(said.BAD_CSV, title),))
    return _sheet(title, rows, ())


@dataclass(frozen=True, slots=True)
class _Text:
    """A cell of a CSV file, which has but text."""

    value: str | None
    data_type: str = "s"
    number_format: str = ""


def _csv_rows(text: str, delimiter: str) -> Iterator[list[_Text]]:
    ours = False
    for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
        if number > _LAST_ROW:
            return
        # In a file of someone else, an apostrophe is theirs.
        ours = ours or (number == 0 and fold(said.FINGERPRINT) in map(fold, row))
        if any(row):
            yield [_Text((awake(cell) if ours else cell) or None) for cell in row]
        else:
            yield _NOTHING


def _decoded(raw: bytes) -> str | None:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None

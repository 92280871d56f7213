"""What a workbook that we exported changes: told cell by cell, checked whole, then written or not.

A row carries the fingerprint of what was exported. A row that is still that is left alone; a row
that was changed is refused where the entry has changed in the site since.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parapluie.problems import errors, suggestion
from parapluie.source.content_files import Roots
from parapluie.source.key_paths import EditError
from parapluie.source.options import Options
from parapluie.source.validators import IDENTIFIER
from parapluie.source.yaml_nodes import Data
from parapluie.vocabulary import spreadsheet_words as said
from parapluie.vocabulary.field_types.link_type import TO
from parapluie.vocabulary.field_types.value_type import as_list
from parapluie.vocabulary.fields import Field
from parapluie.vocabulary.file_names import is_reserved, name_for
from parapluie.vocabulary.grammar import counted, enumerate_words, fold
from parapluie.vocabulary.kinds import holders
from parapluie.vocabulary.words import OR

from .cells import CellError, as_text, as_value
from .import_desk import CellChange, Desk, EntryChange, ImportPlan, NewEntry
from .rows import Column, Table, TableRow, fingerprint, tables
from .workbook_reader import Book, Row, Sheet, Trouble, address


def is_exported(book: Book) -> bool:
    """Tell whether a workbook is one that we wrote."""
    mark = fold(said.FINGERPRINT)
    return any(mark in map(fold, sheet.rows[0].texts) for sheet in book.sheets if sheet.rows)


def compare(book: Book, roots: Roots, options: Options, *, whole: bool = True) -> ImportPlan:
    """Return what a workbook that we exported changes; *whole* where it should have each sheet."""
    if book.troubles:
        return ImportPlan(troubles=book.troubles)
    desk = Desk(roots, options)
    if wrong := errors(desk.problems):
        return ImportPlan(problems=tuple(wrong))
    found = tables(desk.content, desk.graph, options, desk.files)
    comparison = _Comparison(desk, found)
    comparison.read(book, whole=whole)
    return comparison.plan()


@dataclass(slots=True)
class _Line:
    """A row of a sheet, with what it is about."""

    table: Table
    row: Row
    texts: dict[int, str]  # by column of the table
    places: dict[int, int]  # column of the sheet, by column of the table
    current: TableRow | None  # none for a new entry
    new: NewEntry | None = None

    def cell(self, index: int) -> str:
        return address(self.row.number, self.places.get(index, 0))


class _Comparison:
    def __init__(self, desk: Desk, found: Sequence[Table]) -> None:
        self.desk, self.tables = desk, found
        self.troubles: list[Trouble] = []
        self.notes: list[str] = []
        self.lines: list[_Line] = []
        self.entries: list[EntryChange] = []

    def read(self, book: Book, *, whole: bool) -> None:
        by_name = {fold(name): t for t in self.tables for name in (t.title, t.stem)}
        aside = {fold(said.READ_ME), fold(said.LISTS)}
        seen: set[str] = set()
        for sheet in book.sheets:
            table = by_name.get(fold(sheet.title))
            if table is not None:
                seen.add(table.title)
                self._read_sheet(sheet, table)
            elif fold(sheet.title) not in aside:
                self.notes.append(said.SHEET_IGNORED.format(sheet=sheet.title))
        if not seen:
            known = ", ".join(table.title for table in self.tables)
            self.troubles.append(Trouble(said.NO_SHEET.format(known=known)))
        elif whole:
            self.troubles += [
                Trouble(said.MISSING_SHEET.format(sheet=table.title))
                for table in self.tables
                if table.rows and table.title not in seen
            ]

    def plan(self) -> ImportPlan:
        for line in self.lines:
            try:
                if line.new is not None:
                    self._make(line)
                else:
                    self._change(line)
            except EditError as error:
                file = line.current.entry.file if line.current else line.table.title
                message = said.NOT_EDITABLE.format(file=file, where=error)
                self.troubles.append(Trouble(message, line.table.title, line.cell(0)))
        return self.desk.plan(self.entries, self.troubles, self.notes)

    # --- Sheets and rows ---

    def _read_sheet(self, sheet: Sheet, table: Table) -> None:
        title = sheet.title
        self.troubles += sheet.troubles
        self.notes += sheet.notes
        for cells in sheet.merged:
            self.troubles.append(Trouble(said.MERGED.format(cells=cells), title))
        if sheet.troubles or sheet.merged or not sheet.rows:
            return
        places, mark = self._columns(sheet, table)
        key = next(i for i, c in enumerate(table.columns) if c.label == said.IDENTIFIER)
        if mark is None or key not in places:
            label = said.FINGERPRINT if mark is None else said.IDENTIFIER
            self.troubles.append(Trouble(said.NO_HEADER.format(name=label), title))
            return
        current = {row.entry.id: row for row in table.rows}
        taken: dict[str, int] = {}
        for row in sheet.rows[1:]:
            texts = {index: row.text(place) for index, place in places.items()}
            known = row.text(mark)
            if not any(texts.values()):
                continue
            line = _Line(table, row, texts, places, None)
            identifier = self._identifier(line, key)
            if identifier in taken:
                self._wrong(
                    line, key, said.DUPLICATE_ROW.format(value=identifier, row=taken[identifier])
                )
                continue
            if identifier:
                taken[identifier] = row.number
            line.current = current.get(identifier)
            self._read_line(line, key, identifier, known)
        absent = len(current.keys() - taken.keys())
        if absent:
            number = counted(said.ABSENT_COUNT, absent)
            self.notes.append(said.ROWS_ABSENT.format(sheet=title, number=number))

    def _columns(self, sheet: Sheet, table: Table) -> tuple[dict[int, int], int | None]:
        """Return where each column of *table* stands in *sheet*, and where the fingerprints do."""
        labels = {fold(column.label): i for i, column in enumerate(table.columns)}
        labels |= {
            column.field.key: i
            for i, column in enumerate(table.columns)
            if column.field and not column.says_why
        } | labels
        places: dict[int, int] = {}
        mark = None
        head = sheet.rows[0]
        for place, name in enumerate(head.texts):
            cell = address(head.number, place)
            index = labels.get(fold(name))
            if fold(name) == fold(said.FINGERPRINT):
                if mark is not None:
                    message = said.DUPLICATE_HEADER.format(name=name)
                    self.troubles.append(Trouble(message, sheet.title, cell))
                mark = place
            elif index is not None and index in places:
                message = said.DUPLICATE_HEADER.format(name=name)
                self.troubles.append(Trouble(message, sheet.title, cell))
            elif index is not None:
                places[index] = place
            elif name:
                self.notes.append(said.COLUMN_IGNORED.format(sheet=sheet.title, name=name))
        return places, mark

    def _identifier(self, line: _Line, key: int) -> str:
        identifier = line.texts[key]
        if holders(line.table.subkind.kind) and identifier:
            return f"{line.texts.get(0, '')}#{identifier}"
        return identifier

    def _read_line(self, line: _Line, key: int, identifier: str, known: str) -> None:
        columns = line.table.columns
        if line.current is None:
            if known:
                self._wrong(line, key, said.ID_CHANGED.format(value=identifier))
            else:
                self._read_new(line, key)
            return
        given = [line.texts.get(index, text) for index, text in enumerate(line.current.texts)]
        if known == fingerprint(given):
            return  # nobody touched it, whatever became of the entry
        if not known:
            self._wrong(line, key, said.ALREADY_THERE.format(value=identifier))
        elif known != line.current.fingerprint:
            if not self._same(given, line.current.texts, columns):
                self._wrong(line, key, said.STALE.format(value=identifier))
        else:
            self.lines.append(line)

    def _same(
        self, given: Sequence[str], current: Sequence[str], columns: Sequence[Column]
    ) -> bool:
        return all(
            _flat(text) == _flat(old) for text, old, _ in zip(given, current, columns, strict=True)
        )

    def _wrong(self, line: _Line, index: int, message: str) -> None:
        self.troubles.append(Trouble(message, line.table.title, line.cell(index)))

    # --- Entries ---

    def _read_new(self, line: _Line, key: int) -> None:
        table, desk = line.table, self.desk
        kind = table.subkind.kind
        container = None
        title_index = next(
            i for i, c in enumerate(table.columns) if c.field and c.field.key == "titre"
        )
        title = line.texts.get(title_index, "")
        identifier = line.texts[key] or name_for(title)
        above = [holder.key for holder, _ in holders(kind)]
        if above:
            wanted = line.texts.get(0, "")
            found = (desk.graph.get((key, wanted)) for key in above)
            container = next(filter(None, found), None)
            if container is None:
                names = desk.graph.resolver.names(above)
                every = (desk.options.vocabulary.names[key].one for key in above)
                one = enumerate_words(every, OR)
                near = suggestion(wanted, names)
                self._wrong(
                    line, 0, said.NO_CONTAINER.format(value=wanted, one=one, suggestion=near)
                )
                return
            identifier = f"{wanted}#{identifier}" if identifier else ""
        if not identifier:
            self._wrong(line, key, said.NO_ID)
            return
        parts = identifier.rpartition("#")[2].split("/" if kind.is_plain_page else "#")
        if reserved := [part for part in parts if is_reserved(part)]:
            other = name_for(reserved[0])
            self._wrong(line, key, said.RESERVED_ID.format(value=reserved[0], other=other))
            return
        if not all(IDENTIFIER.fullmatch(part) for part in parts):
            self._wrong(line, key, said.BAD_ID.format(value=line.texts[key]))
            return
        if line.texts[key] and (
            (kind.key, identifier) in desk.graph.resolver.by_key
            or (kind.key, identifier) in desk.new
        ):
            self._wrong(line, key, said.ALREADY_THERE.format(value=identifier))
            return
        identifier = desk.free(kind.key, identifier)
        line.new = NewEntry(table.subkind, identifier, {}, container)
        desk.new[kind.key, identifier] = line.new
        self.lines.append(line)

    def _make(self, line: _Line) -> None:
        assert line.new is not None
        values: dict[str, Data] = {}
        cells = []
        for index, column in enumerate(line.table.columns):
            if column.field is None:
                continue
            text = line.texts.get(index, "")
            value, fine = self._value(line, index, column.field, text)
            if fine and value is not None:
                if column.says_why:
                    value = self._reasoned(line, index, values.get(column.field.key), value)
                values[column.field.key] = value
                cells.append(CellChange(line.cell(index), column.label, "", text))
        if self.troubles:
            return
        new = NewEntry(line.new.subkind, line.new.identifier, values, line.new.container)
        file = self.desk.add(new)
        self.entries.append(
            EntryChange(file, str(values.get("titre", "")), is_new=True, cells=tuple(cells))
        )

    def _change(self, line: _Line) -> None:
        assert line.current is not None
        entry = line.current.entry
        own = self.desk.files.own(entry)
        gender = entry.subkind.noun.gender
        cells = []
        for index, column in enumerate(line.table.columns):
            item = column.field
            if item is None or index not in line.texts:
                continue
            before, after = line.current.texts[index], line.texts[index]
            if _flat(before) == _flat(after):
                continue
            if item.link is not None and item.fields:
                continue
            value, fine = self._value(line, index, item, after)
            # What spreadsheets make of a value, such as a date, may say the same.
            if not fine or as_text(item, value, gender) == as_text(item, own.get(item.key), gender):
                continue
            cells.append(CellChange(line.cell(index), column.label, before, after))
            if not self.troubles:
                self.desk.put(entry, item, value)
        cells += self._change_links(line, own)
        if cells:
            self.entries.append(
                EntryChange(entry.file, entry.title, is_new=False, cells=tuple(cells))
            )

    def _change_links(self, line: _Line, own: Mapping[str, Data]) -> list[CellChange]:
        """Change the links of an entry: two columns make one value, where they lead and why."""
        assert line.current is not None
        cells: list[CellChange] = []
        columns = line.table.columns
        for index, (ids, whys) in enumerate(pairwise(columns)):
            if not whys.says_why or ids.field is None:
                continue
            both = [
                (place, line.current.texts[place], line.texts.get(place, line.current.texts[place]))
                for place in (index, index + 1)
            ]
            changed = [one for one in both if _flat(one[1]) != _flat(one[2])]
            if not changed:
                continue
            named, fine = self._value(line, index, ids.field, both[0][2])
            whys_given, also = self._value(line, index + 1, whys.field or ids.field, both[1][2])
            if not (fine and also):
                continue
            before = as_list(own.get(ids.field.key))
            value = self._reasoned(line, index + 1, named, whys_given, before)
            if value == own.get(ids.field.key):
                continue
            cells += [
                CellChange(line.cell(p), columns[p].label, old, new) for p, old, new in changed
            ]
            if not self.troubles:
                self.desk.put(line.current.entry, ids.field, value)
        return cells

    def _reasoned(
        self, line: _Line, index: int, named: Data, whys: Data, before: Sequence[Data] = ()
    ) -> Data:
        """Return the links that *named* names, each with why where *whys* does.

        A reason that stood there *before* goes with its link.
        """
        reasons: dict[Data, Data] = {}
        for one in as_list(whys):
            if isinstance(one, dict):
                if one.get(TO) in reasons:
                    self._wrong(line, index, said.WHY_TWICE.format(value=one.get(TO)))
                reasons[one.get(TO)] = one
        ids = as_list(named)
        for name, one in reasons.items():
            if name not in ids and one not in before:
                column = line.table.columns[index - 1].label
                message = said.WHY_WITHOUT_LINK.format(value=name, column=column)
                self._wrong(line, index, message)
        found = [reasons.get(name, name) for name in ids]
        item = line.table.columns[index].field
        return found if item is None or item.many else (found[0] if found else None)

    def _value(self, line: _Line, index: int, item: Field, text: str) -> tuple[Data, bool]:
        """Return the value that a cell gives, and whether it is one."""
        try:
            value = as_value(item, text)
        except CellError as error:
            self._wrong(line, index, str(error))
            return None, False
        faults = self.desk.faults(item, value, line.table.subkind)
        for fault in faults:
            self._wrong(line, index, fault)
        return value, not faults


def _flat(text: str) -> str:
    return "\n".join(" ".join(part.split()) for part in text.split("\n")).strip()

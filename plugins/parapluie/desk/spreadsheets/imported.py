"""What a workbook that we exported changes: told cell by cell, checked whole, then written or not.

A row carries the fingerprint of what was exported. A row that is still that is left alone; a row
that was changed is refused where the entry has changed in the site since.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from parapluie.build.understanding import understand
from parapluie.meaning.graph import Graph
from parapluie.model import Content, Entry, Place
from parapluie.problems import Problem, errors, problem, suggestion
from parapluie.source.editing import Authored, EditError, opened
from parapluie.source.options import Options
from parapluie.source.reading import Roots
from parapluie.source.validators import IDENTIFIER, validate
from parapluie.source.yaml_nodes import Data, Document
from parapluie.vocabulary import spreadsheet_words as said
from parapluie.vocabulary.fields import Field, FieldType
from parapluie.vocabulary.file_names import is_reserved, name_for
from parapluie.vocabulary.grammar import a, counted, fold
from parapluie.vocabulary.kinds.objective import OBJECTIVE
from parapluie.vocabulary.kinds.page import PAGE
from parapluie.vocabulary.kinds.term import TERM
from parapluie.vocabulary.local_words import Subkind

from .cells import CellError, as_text, as_value
from .rows import Column, Files, Table, TableRow, file_of_new, fingerprint, record_path, tables
from .workbook_reader import Book, Row, Sheet, Trouble, address


@dataclass(frozen=True, slots=True)
class CellChange:
    """What a cell changes."""

    cell: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What a row changes, or the entry that it makes."""

    file: str
    title: str
    is_new: bool
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All that a workbook changes. With troubles or problems nothing may be written."""

    files: Mapping[Path, bytes | None] = field(default_factory=dict)
    before: Mapping[Path, bytes | None] = field(default_factory=dict)
    entries: tuple[EntryChange, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether it may be written."""
        return not self.troubles and not self.problems


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to make: its values by key, and the text of its page."""

    subkind: Subkind
    identifier: str
    values: Mapping[str, Data]
    container: Entry | None = None
    body: str = ""


class Desk:
    """A content under change: what it holds, and the files as they would become."""

    def __init__(self, roots: Roots, options: Options) -> None:
        """Read the content."""
        self.roots, self.options = roots, options
        self.content: Content
        self.graph: Graph
        self.content, self.graph, self.problems = understand(roots, options)
        self.files = Files(roots)
        self.raw: dict[str, bytes] = {}
        self.new: dict[tuple[str, str], NewEntry] = {}

    def add(self, entry: NewEntry) -> str:
        """Make an entry; return what messages call its file."""
        file = self.files.name(file_of_new(entry.subkind, entry.identifier, entry.container))
        changed = self._current(file)
        fields = entry.subkind.kind.fields
        values = {item.key: entry.values.get(item.key) for item in fields}
        given = {key: value for key, value in values.items() if value is not None}
        if entry.container is not None:
            holder = next(f for f in entry.container.kind.fields if f.entries == OBJECTIVE.key)
            old = changed.data.get(holder.key)
            records: list[Data] = [*(old if isinstance(old, list) else [old] if old else [])]
            anchor = entry.identifier.rpartition("#")[2]
            changed = changed.put(
                (holder.key,), [*records, {"id": anchor, **given}], entry.container.kind.fields
            )
        else:
            prefix = (entry.identifier,) if entry.subkind.kind is TERM else ()
            for key, value in given.items():
                changed = changed.put((*prefix, key), value, () if prefix else fields)
        raw = changed.raw
        if entry.body and entry.container is None and entry.subkind.kind is not TERM:
            raw += f"\n{entry.body.rstrip()}\n".encode()
        self.raw[file] = raw
        return file

    def put(self, entry: Entry, item: Field, value: Data) -> None:
        """Change one value of an entry."""
        changed = self._current(entry.file)
        path = (*record_path(entry, changed.data), item.key)
        fields = entry.kind.fields
        if entry.container:
            holder = self.graph.get(entry.container)
            fields = holder.kind.fields if holder else ()
        elif entry.kind is TERM:
            fields = (Field(entry.id, FieldType.RECORD, "", "", fields=fields),)
        self.raw[entry.file] = changed.put(path, value, fields).raw

    def plan(
        self,
        entries: Sequence[EntryChange],
        troubles: Sequence[Trouble],
        notes: Sequence[str] = (),
    ) -> ImportPlan:
        """Return the plan, held against the site that it would give."""
        if troubles:
            return ImportPlan(troubles=tuple(troubles), notes=tuple(notes))
        files: dict[Path, bytes | None] = {}
        before: dict[Path, bytes | None] = {}
        for file, raw in self.raw.items():
            path = self.files.path(file)
            files[path], before[path] = raw, self.files.raw[file]
        _, _, problems = understand(self.roots, self.options, files)
        return ImportPlan(files, before, tuple(entries), (), tuple(errors(problems)), tuple(notes))

    def _current(self, file: str) -> Authored:
        first = self.files.opened(file)
        raw = self.raw.get(file)
        return first if raw is None else opened(raw, page=file.endswith(".md"))

    # --- What a value should be ---

    def faults(self, item: Field, value: Data, subkind: Subkind) -> list[str]:
        """Return what is wrong with a value of a field, in French."""
        if value is None and not item.required:
            return []
        document = Document({item.key: value}, None, "", 0)
        _, problems = validate((item,), document, a(subkind.noun))
        if problems:
            return [p.message for p in problems]
        return [*self._dead_links(item, value)]

    def _dead_links(self, item: Field, value: Data) -> Iterator[str]:
        if item.type.has_records:
            for record in value if isinstance(value, list) else [value]:
                if isinstance(record, dict):
                    for inner in item.fields:
                        yield from self._dead_links(inner, record.get(inner.key))
            return
        for one in value if isinstance(value, list) else [value]:
            if not isinstance(one, str):
                continue
            if item.type.names_picture and one not in self.content.illustrations:
                near = suggestion(one, self.content.illustrations)
                yield _message("P210", key=item.key, value=one, suggestion=near)
            if item.link is not None:
                kinds = item.link.targets
                if not self.graph.resolver.find(one, kinds) and not self._is_new(one, kinds):
                    near = suggestion(one, self.graph.resolver.names(kinds))
                    yield _message("P202", key=item.key, value=one, suggestion=near)

    def _is_new(self, written: str, kinds: Sequence[str]) -> bool:
        prefix, colon, identifier = written.partition(":")
        kind = self.options.vocabulary.kind_named(prefix) if colon else None
        if kind is not None:
            return (kind.key, identifier) in self.new
        return any((key, written) in self.new for key in kinds or [k for k, _ in self.new])

    def free(self, kind_key: str, wanted: str) -> str:
        """Return an id of a kind that is not taken: *wanted*, or with a number."""
        identifier, number = wanted, 2
        resolver = self.graph.resolver
        while (
            (kind_key, identifier) in self.new
            or (kind_key, identifier) in resolver.by_key
            or (kind_key, identifier) in resolver.former
        ):
            identifier = f"{wanted}-{number}"
            number += 1
        return identifier


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
            column.field.key: i for i, column in enumerate(table.columns) if column.field
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
        if line.table.subkind.kind is OBJECTIVE and identifier:
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
        if kind is OBJECTIVE:
            wanted = line.texts.get(0, "")
            container = desk.graph.get(("politique", wanted))
            if container is None:
                names = desk.graph.resolver.names(["politique"])
                one = desk.options.vocabulary.names["politique"].one
                near = suggestion(wanted, names)
                self._wrong(
                    line, 0, said.NO_CONTAINER.format(value=wanted, one=one, suggestion=near)
                )
                return
            identifier = f"{wanted}#{identifier}" if identifier else ""
        if not identifier:
            self._wrong(line, key, said.NO_ID)
            return
        parts = identifier.rpartition("#")[2].split("/" if kind is PAGE else "#")
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
            value, fine = self._value(line, index, item, after)
            # What spreadsheets make of a value, such as a date, may say the same.
            if not fine or as_text(item, value, gender) == as_text(item, own.get(item.key), gender):
                continue
            cells.append(CellChange(line.cell(index), column.label, before, after))
            if not self.troubles:
                self.desk.put(entry, item, value)
        if cells:
            self.entries.append(
                EntryChange(entry.file, entry.title, is_new=False, cells=tuple(cells))
            )

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


def _message(code: str, **words: object) -> str:
    return problem(code, Place(""), **words).message

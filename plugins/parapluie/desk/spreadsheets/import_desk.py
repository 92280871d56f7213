"""The content under change by a workbook: what is planned, and the site that it would give."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from parapluie.build.understanding import understand
from parapluie.meaning.graph import Graph
from parapluie.model import Content, Entry, Place
from parapluie.problems import Problem, errors, problem, suggestion
from parapluie.source.content_files import Roots
from parapluie.source.editing import Authored, opened
from parapluie.source.options import Options
from parapluie.source.validators import validate
from parapluie.source.yaml_nodes import Data, Document
from parapluie.vocabulary.fields import Field, FieldType
from parapluie.vocabulary.grammar import a
from parapluie.vocabulary.kinds import holders
from parapluie.vocabulary.local_words import Subkind

from .rows import Files, file_of_new, record_path
from .workbook_reader import Trouble


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
        self.content, self.graph, self.problems = understand(roots, options.for_staff)
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
            within = entry.container.kind
            holder = next(f for kind, f in holders(entry.subkind.kind) if kind == within)
            old = changed.data.get(holder.key)
            records: list[Data] = [*(old if isinstance(old, list) else [old] if old else [])]
            anchor = entry.identifier.rpartition("#")[2]
            changed = changed.put(
                (holder.key,), [*records, {"id": anchor, **given}], entry.container.kind.fields
            )
        else:
            prefix = (entry.identifier,) if entry.subkind.kind.in_glossary else ()
            for key, value in given.items():
                changed = changed.put((*prefix, key), value, () if prefix else fields)
        raw = changed.raw
        if entry.body and entry.container is None and not entry.subkind.kind.in_glossary:
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
        elif entry.kind.in_glossary:
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
        _, _, problems = understand(self.roots, self.options.for_staff, files)
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
                known = one in item.link.said or self.graph.resolver.find(one, kinds)
                if not known and not self._is_new(one, kinds):
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


def _message(code: str, **words: object) -> str:
    return problem(code, Place(""), **words).message

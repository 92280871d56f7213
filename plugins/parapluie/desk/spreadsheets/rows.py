"""The content as tables: a table for each name of a kind, a row for each entry."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from parapluie.meaning.graph import Graph
from parapluie.model import Content, Entry
from parapluie.source.content_files import Roots
from parapluie.source.editing import Authored, opened
from parapluie.source.options import Options
from parapluie.source.yaml_nodes import Data
from parapluie.vocabulary import spreadsheet_words as said
from parapluie.vocabulary.field_types.link_type import Why
from parapluie.vocabulary.fields import Field, LinkType
from parapluie.vocabulary.grammar import capitalize, enumerate_words, fold
from parapluie.vocabulary.kinds import KIND_BY_KEY, holders
from parapluie.vocabulary.kinds.common import COMMON
from parapluie.vocabulary.local_words import Subkind, Vocabulary
from parapluie.vocabulary.words import GLOSSARY_FILE, OR

from .cells import as_text

_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\']")
_LONGEST_TITLE = 31  # of a sheet, for Excel


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; without a field it names the entry or what holds it."""

    label: str
    field: Field | None = None

    @property
    def says_why(self) -> bool:
        """Tell whether it says why the links of the column before it stand."""
        return self.field is not None and isinstance(self.field.type, Why)


@dataclass(frozen=True, slots=True)
class TableRow:
    """An entry as it stands in a table."""

    entry: Entry
    texts: tuple[str, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Table:
    """The entries that a town calls by one name."""

    title: str
    stem: str  # of its CSV file
    subkind: Subkind
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]

    @property
    def first_field(self) -> int:
        """The index of the first column that holds a field."""
        return 2 if holders(self.subkind.kind) else 1

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of its columns."""
        return tuple(column.field for column in self.columns if column.field)


class Files:
    """The files of the content, each opened once."""

    def __init__(self, roots: Roots) -> None:
        """Read under *roots*, when asked."""
        self.roots = roots
        self.raw: dict[str, bytes | None] = {}
        self._opened: dict[str, Authored] = {}

    def path(self, file: str) -> Path:
        """Return where a file of the content stands."""
        return self.roots.content / file.removeprefix(f"{self.roots.content_name}/")

    def name(self, path: str) -> str:
        """Return what messages call the file at *path* in the content."""
        return f"{self.roots.content_name}/{path}"

    def opened(self, file: str) -> Authored:
        """Return a file ready to be changed; a new one is empty."""
        if file not in self._opened:
            path = self.path(file)
            page = file.endswith(".md")
            self.raw[file] = path.read_bytes() if path.is_file() else None
            raw = self.raw[file]
            if raw is None:
                raw = b"---\n---\n" if page else b""
            self._opened[file] = opened(raw, page=page)
        return self._opened[file]

    def own(self, entry: Entry) -> dict[str, Data]:
        """Return what an author wrote for *entry* itself, without what its folder gives."""
        data = self.opened(entry.file).data
        path = record_path(entry, data)
        found: Data = data
        for step in path:
            if isinstance(found, dict) and isinstance(step, str):
                found = found.get(step)
            elif isinstance(found, list) and isinstance(step, int):
                found = found[step]
        return found if isinstance(found, dict) else {}


def record_path(entry: Entry, data: dict[str, Data]) -> tuple[str | int, ...]:
    """Return where the record of an entry stands in its file; nothing for a whole file."""
    if entry.kind.in_glossary:
        return (entry.id,)
    if not entry.container:
        return ()
    holder = KIND_BY_KEY[entry.container[0]]
    for item in holder.fields:
        value = data.get(item.key) if item.entries == entry.kind.key else None
        for index, record in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(record, dict) and record.get("id") == entry.anchor:
                return (item.key, index) if isinstance(value, list) else (item.key,)
    return ()


def tables(content: Content, graph: Graph, options: Options, files: Files) -> list[Table]:
    """Return a table for each name that the town gives to what it writes itself."""
    found: list[Table] = []
    titles = {fold(said.READ_ME), fold(said.LISTS)}
    for subkind in options.vocabulary.subkinds:
        if subkind.kind.is_foreign:
            continue
        title = _title(subkind.title, titles)
        titles.add(fold(title))
        columns = tuple(_columns(subkind, options.vocabulary))
        rows = tuple(
            _row(entry, columns, files)
            for entry in graph.of(subkind.kind.key)
            if entry.subkind is subkind
        )
        stem = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-") or subkind.kind.code
        found.append(Table(title, stem, subkind, columns, rows))
    return found


def fingerprint(texts: Sequence[str]) -> str:
    """Return what tells whether a row is still what was exported."""
    joined = "\x1f".join(" ".join(text.split()) for text in texts)
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def file_of_new(subkind: Subkind, identifier: str, container: Entry | None) -> str:
    """Return the path in the content where a new entry goes."""
    if container is not None:
        return container.path
    if subkind.kind.in_glossary:
        return GLOSSARY_FILE
    return f"{subkind.folder}/{identifier}.md" if subkind.folder else f"{identifier}.md"


def targets_of(item: Field) -> tuple[str, ...] | None:
    """Return the kinds that a field's links may lead to; `None` where it holds none."""
    link: LinkType | None = item.link
    return link.targets if link is not None else None


def _title(wanted: str, taken: set[str]) -> str:
    base = _NOT_IN_A_TITLE.sub(" ", wanted).strip()[:_LONGEST_TITLE]
    title, number = base, 2
    while fold(title) in taken:
        title = f"{base[: _LONGEST_TITLE - 4]} ({number})"
        number += 1
    return title


def _columns(subkind: Subkind, vocabulary: Vocabulary) -> Iterator[Column]:
    kind = subkind.kind
    above = [vocabulary.names[holder.key].singular for holder, _ in holders(kind)]
    if above:
        yield Column(capitalize(enumerate_words(above, OR)))
    yield Column(said.IDENTIFIER)
    labels = {fold(said.IDENTIFIER), fold(said.FINGERPRINT)}
    # What is filled most comes first; what takes room, last.
    for item in sorted(kind.fields, key=_rank):
        if item.entries or (above and item.key == "id"):
            continue
        label = f"{item.label} ({item.key})" if fold(item.label) in labels else item.label
        labels.add(fold(label))
        yield Column(label, replace(item, help=capitalize(vocabulary.say(item.help))))
        if item.link is not None and item.fields:
            label = said.WHY_COLUMN.format(name=_named(item))
            yield Column(label, replace(item, type=Why(), help=said.WHY_HELP))


def _named(item: Field) -> str:
    """Return what a link is called by its key, with the accents that its label has."""
    key = item.key.replace("_", " ")
    return item.label.lower() if fold(item.label) == key else key


def _rank(item: Field) -> int:
    if item.key in ("titre", "en_bref", "definition"):
        return 0
    if item.type.has_records:
        return 3
    return 2 if item in COMMON else 1


def _row(entry: Entry, columns: Sequence[Column], files: Files) -> TableRow:
    own = files.own(entry)
    gender = entry.subkind.noun.gender
    texts = [entry.container[1]] if entry.container else []
    texts.append(entry.anchor or entry.id)
    texts += [
        as_text(column.field, own.get(column.field.key), gender)
        for column in columns
        if column.field is not None
    ]
    return TableRow(entry, tuple(texts), fingerprint(texts))

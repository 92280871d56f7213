"""From the rows of a town's own sheet to entries, by its mapping."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from openpyxl.utils.cell import range_boundaries

from parapluie.model import Entry
from parapluie.source.yaml_nodes import Data
from parapluie.vocabulary import foreign_sheets as said
from parapluie.vocabulary.fields import Field
from parapluie.vocabulary.file_names import name_for
from parapluie.vocabulary.grammar import a, fold
from parapluie.vocabulary.kinds import KIND_BY_KEY, KINDS

from .cells import CellError, as_value
from .guessed_columns import bare, choice_of
from .import_desk import CellChange, Desk, EntryChange, NewEntry
from .mapping_files import SheetMapping
from .workbook_reader import Row, Sheet, Trouble, address

_ALIKE = 0.85
_SPLIT = re.compile(r"[,;/\n•]")
_SPECIAL = re.compile(r"([\\`*_\[\]{}#])")


def without_merges(sheet: Sheet) -> Sheet:
    """Return a sheet in which cells merged down a column all hold their text."""
    texts = {row.number: list(row.texts) for row in sheet.rows}
    for ref in sheet.merged:
        left, top, right, bottom = _bounds(ref)
        first = texts.get(top, [])
        if left != right or len(first) < left:
            continue
        for number, cells in texts.items():
            if top < number <= bottom:
                cells += [""] * (left - len(cells))
                cells[left - 1] = cells[left - 1] or first[left - 1]
    return replace(sheet, rows=tuple(Row(n, tuple(t)) for n, t in sorted(texts.items())))


def _bounds(ref: str) -> tuple[int, int, int, int]:
    """Return the first column and row, and the last, of a range such as « B2:D5 »."""
    left, top, right, bottom = range_boundaries(ref)
    return left or 1, top or 1, right or 1, bottom or 1


@dataclass(slots=True)
class _Draft:
    """A row on its way to be an entry."""

    row: Row
    title: str
    values: dict[str, Data]
    cells: list[CellChange]
    body: list[str]
    identifier: str = ""


class EntryMaker:
    """Read the rows of a sheet by its mapping."""

    def __init__(self, desk: Desk, sheet: Sheet, mapping: SheetMapping) -> None:
        self.desk, self.sheet, self.mapping = desk, sheet, mapping
        self.kind = mapping.subkind.kind
        self.troubles: list[Trouble] = []
        self.notes: list[str] = []
        self.undecided: list[tuple[str, str]] = []
        self.drafts: list[_Draft] = []
        self.created: dict[tuple[str, str], str] = {}  # kind and title of what is made on the way

    def read(self) -> None:
        """Read the rows; nothing is made yet."""
        head = next((r for r in self.sheet.rows if r.number == self.mapping.header), None)
        headings = list(head.texts) if head else []
        places: dict[int, str] = {}
        for heading, key in self.mapping.columns.items():
            if heading not in headings:
                message = said.NO_SUCH_COLUMN.format(
                    sheet=self.sheet.title, name=heading, row=self.mapping.header
                )
                self.troubles.append(Trouble(message))
            elif key != said.IGNORE:
                places[headings.index(heading)] = key
        used = {address(0, place).rstrip("0") for place in places}
        self.troubles += [t for t in self.sheet.troubles if t.cell.rstrip("0123456789") in used]
        if self.troubles:
            return
        titles = {fold(entry.title): entry for entry in self.desk.graph.of(self.kind.key)}
        for row in self.sheet.rows:
            if row.number > self.mapping.header:
                self._read_row(row, places, headings, titles)

    def _read_row(
        self,
        row: Row,
        places: Mapping[int, str],
        headings: Sequence[str],
        titles: Mapping[str, Entry],
    ) -> None:
        title = next((row.text(p) for p, key in places.items() if key == "titre"), "")
        title = " ".join(title.split())
        words = {"sheet": self.sheet.title, "row": row.number}
        filled = [text for text in row.texts if text]
        if self._is_subtitle(row, title, filled):
            self.notes.append(said.SUBTITLE.format(text=filled[0], **words))
            return
        if not title:
            self.notes.append(said.NO_TITLE.format(**words))
            return
        if fold(title) in titles:
            file = titles[fold(title)].file
            self.notes.append(said.ALREADY_HERE.format(text=title, file=file, **words))
            return
        draft = _Draft(row, title, {}, [], [])
        for place, key in sorted(places.items()):
            text = row.text(place)
            if not text:
                continue
            cell = address(row.number, place)
            if key == said.AS_PLAIN_TEXT:
                draft.body.insert(0, _escaped(text))
            elif key == said.AS_TEXT:
                draft.body.append(f"**{_escaped(headings[place])}** : {_escaped(text)}")
            else:
                self._read_value(draft, key, text, cell)
            draft.cells.append(CellChange(cell, headings[place], "", text))
        self._check(draft, places)
        self.drafts.append(draft)

    def _check(self, draft: _Draft, places: Mapping[int, str]) -> None:
        """Name what the mapping makes of a value where that is none."""
        for place, key in places.items():
            item = self.kind.field(key)
            if item is None or key not in draft.values:
                continue
            cell = address(draft.row.number, place)
            for fault in self.desk.faults(item, draft.values[key], self.mapping.subkind):
                self.troubles.append(Trouble(fault, self.sheet.title, cell))

    def _is_subtitle(self, row: Row, title: str, filled: Sequence[str]) -> bool:
        """Tell whether a row is a heading across the table rather than an entry."""
        if len(filled) != 1:
            return False
        across = any(
            bounds[1] == row.number and bounds[0] != bounds[2]
            for bounds in map(_bounds, self.sheet.merged)
        )
        return across or not title

    def _read_value(self, draft: _Draft, key: str, text: str, cell: str) -> None:
        item = self.kind.field(key)
        assert item is not None
        if item.link is not None:
            self._read_links(draft, item, text)
            return
        if item.choices or item.type.is_date:
            self._read_known(draft, item, text)
            return
        try:
            value = draft.title if key == "titre" else as_value(item, text)
        except CellError as error:
            self.troubles.append(Trouble(str(error), self.sheet.title, cell))
            return
        draft.values[key] = value

    def _read_known(self, draft: _Draft, item: Field, text: str) -> None:
        """Read a choice or a date: what it is worth stands in the mapping."""
        if not item.choices:
            found = item.type.typed(text)
            if found is not None:
                draft.values[item.key] = found
                return
            status = self.kind.field("statut")
            if status and "statut" not in draft.values and choice_of(status, text) == "en-continu":
                draft.values["statut"] = "en-continu"
                return
        target = self._decided(item.key, text, lambda: choice_of(item, text) or said.UNDECIDED)
        if target not in (said.IGNORE, said.UNDECIDED):
            draft.values[item.key] = target

    def _read_links(self, draft: _Draft, item: Field, text: str) -> None:
        parts = [" ".join(text.split())]
        known = self.mapping.values.get(item.key, {})
        if parts[0] not in known and not self._match(item, parts[0]):
            parts = [part for part in map(str.strip, _SPLIT.split(text)) if part]
            parts = [piece for part in parts for piece in self._apart(item, part)]
        found: list[str] = []
        for part in parts:
            target = self._decided(
                item.key,
                part,
                lambda part=part: self._match(item, part) or said.UNDECIDED,  # type: ignore[misc]
            )
            if target == said.CREATE:
                target = self._created(item, part)
            if target not in (said.IGNORE, said.UNDECIDED, "") and target not in found:
                found.append(target)
        if not found:
            return
        if item.many:
            listed: list[Data] = list(found)
            draft.values[item.key] = listed
            return
        draft.values[item.key] = found[0]
        partners = self.kind.field("partenaires")
        if found[1:] and item.key == "responsable" and partners is not None:
            old = draft.values.get("partenaires")
            draft.values["partenaires"] = [*(old if isinstance(old, list) else []), *found[1:]]
            self.notes.append(
                said.MOVED_TO_PARTNERS.format(
                    sheet=self.sheet.title, row=draft.row.number, text=" ".join(text.split())
                )
            )

    def _apart(self, item: Field, part: str) -> list[str]:
        """Return a part, or those round its « et » where each of them is known."""
        pieces = [piece.strip() for piece in part.split(said.AND_SIGN)]
        known = self.mapping.values.get(item.key, {})
        if part in known or self._match(item, part) or len(pieces) == 1:
            return [part]
        return pieces if all(p in known or self._match(item, p) for p in pieces) else [part]

    def _decided(self, key: str, text: str, guess_it: Callable[[], str]) -> str:
        """Return what the mapping says of a value, which is put in it where it says nothing."""
        values = self.mapping.values.setdefault(key, {})
        text = " ".join(text.split())
        if text not in values:
            values[text] = guess_it()
        if values[text] == said.UNDECIDED and (key, text) not in self.undecided:
            self.undecided.append((key, text))
        return values[text]

    # --- Links ---

    def _match(self, item: Field, text: str) -> str:
        """Return what names the entry that a text seems to mean, or nothing."""
        assert item.link is not None
        kinds = item.link.targets
        found = self.desk.graph.resolver.find(text, kinds)
        if len(found) == 1:
            return text
        names = {name: e for e in self._entries(kinds) for name in _names(e)}
        wanted = _plain(text)
        near = get_close_matches(wanted, names, n=1, cutoff=_ALIKE) if wanted else []
        if not near:
            return ""
        entry = names[near[0]]
        alone = len(self.desk.graph.resolver.find(entry.id, kinds)) == 1
        return entry.id if alone else f"{entry.subkind.key}:{entry.id}"

    def _entries(self, kinds: Sequence[str]) -> Iterable[Entry]:
        for key in kinds:
            yield from self.desk.graph.of(key)

    def _created(self, item: Field, text: str) -> str:
        """Make an entry with *text* for its title, once; return its id."""
        assert item.link is not None
        title = text[:1].upper() + text[1:]
        for key in item.link.targets:
            kind = KIND_BY_KEY[key]
            required = [f.key for f in kind.fields if f.required]
            if not kind.folder or required != ["titre"]:
                continue
            made = next(
                (
                    new
                    for (its_kind, _), new in self.desk.new.items()
                    if its_kind == key and new.values == {"titre": title}
                ),
                None,
            )
            if made is not None:
                return made.identifier
            subkind = self.desk.options.vocabulary.of(kind)[0]
            identifier = self.desk.free(key, name_for(title) or said.SHEET)
            self.desk.new[key, identifier] = NewEntry(subkind, identifier, {"titre": title})
            return identifier
        plain = next(kind.key for kind in KINDS if kind.is_plain_page)
        first = item.link.targets[0] if item.link.targets else plain
        one = a(self.desk.options.vocabulary.noun(first))
        message = said.CANNOT_CREATE.format(value=text, one=one)
        self.troubles.append(Trouble(message, self.sheet.title))
        return ""

    # --- Making ---

    def make(self) -> Iterator[EntryChange]:
        """Yield the entries of the sheet, and those made for what they name."""
        for draft in self.drafts:
            draft.identifier = self.desk.free(self.kind.key, name_for(draft.title) or said.SHEET)
            self.desk.new[self.kind.key, draft.identifier] = NewEntry(
                self.mapping.subkind, draft.identifier, draft.values, None, "\n\n".join(draft.body)
            )
            file = self.desk.add(self.desk.new[self.kind.key, draft.identifier])
            yield EntryChange(file, draft.title, is_new=True, cells=tuple(draft.cells))
        for new in list(self.desk.new.values()):
            if new.values.keys() == {"titre"} and not any(
                new is self.desk.new.get((self.kind.key, d.identifier)) for d in self.drafts
            ):
                file = self.desk.files.name(f"{new.subkind.folder}/{new.identifier}.md")
                if file not in self.desk.raw:
                    self.desk.add(new)
                    yield EntryChange(file, str(new.values["titre"]), is_new=True, cells=())


def _names(entry: Entry) -> Iterator[str]:
    yield _plain(entry.title)
    yield _plain(entry.id)
    for name in entry.fields.get("aussi_nomme") or ():
        yield _plain(name)


def _plain(text: str) -> str:
    """Return a name without the article that opens it."""
    words = bare(text)
    for article in sorted(said.ARTICLES, key=len, reverse=True):
        if words.startswith(f"{article} "):
            return words.removeprefix(f"{article} ")
    return words


def _escaped(text: str) -> str:
    """Return a text as Markdown that says just that."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    safe = (_SPECIAL.sub(r"\\\1", html.escape(line, quote=False)) for line in lines)
    return "\n\n".join(re.sub(r"^([-+>=~]|\d+[.)])", r"\\\1", line) for line in safe if line)

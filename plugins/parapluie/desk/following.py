"""References made to follow new ids, and the site that this gives held against what was."""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from parapluie.build.understanding import understand
from parapluie.meaning.content_paths import former_paths
from parapluie.meaning.graph import Graph
from parapluie.model import Entry, EntryKey, Place
from parapluie.problems import errors
from parapluie.source.editing import Authored, Substitution, opened, spliced
from parapluie.source.key_paths import EditError
from parapluie.source.yaml_nodes import Data
from parapluie.vocabulary import editing_words as said
from parapluie.vocabulary.field_types.link_type import TO
from parapluie.vocabulary.grammar import quoted

from .plans import FileChange, Plan, Refusal, file_change
from .references import EditedSite, Reference, menu_spans


class Planner:
    """Make the changes that follow from new ids, and hold the result against what was."""

    def __init__(
        self,
        site: EditedSite,
        mapping: Mapping[EntryKey, str],
        targets: Mapping[EntryKey, Entry] | None = None,
    ) -> None:
        self.site, self.mapping, self.targets = site, mapping, targets or {}
        self.files: dict[str, bytes] = {}
        self.current = ""  # the file that is being changed

    def plan(self, entry: Entry, identifier: str, new_path: str) -> Plan | Refusal:
        """Plan the renaming of *entry*; *new_path* is where its file goes, if it has its own."""
        try:
            self._follow(new_path)
            file = self._opened(entry.file)
            if entry.kind.in_glossary:
                file = file.rename_key((entry.id,), identifier)
            else:
                path = _record_path(entry, file.data)
                own = entry.anchor or entry.id.rpartition("/")[2]
                ids = [old for old in entry.fields["anciens_ids"] if old != identifier]
                file = self._with_former_ids(file, entry, [*ids, own])
                if path:
                    file = file.put((*path, "id"), identifier)
            self.files[entry.file] = file.raw
        except EditError as error:
            return _not_changeable(self.current, error)
        moved = {entry.file: f"{self.site.roots.content_name}/{new_path}"} if new_path else {}
        return self._checked(moved, (), {}, redirects=True if new_path else None)

    def plan_removal(self, entry: Entry, other: Entry | None) -> Plan | Refusal:
        """Plan the removal of *entry*, whose place *other* takes."""
        redirects = None
        own_file = not entry.anchor
        try:
            if other is not None:
                self._follow("")
            if not own_file:
                file = self._opened(entry.file)
                path = (entry.id,) if entry.kind.in_glossary else _record_path(entry, file.data)
                holder = file.data.get(str(path[0]))
                if len(path) > 1 and isinstance(holder, list) and len(holder) == 1:
                    path = path[:1]
                self.files[entry.file] = file.put(path, None).raw
            if other is not None and other.kind is entry.kind and not entry.kind.in_glossary:
                same = not entry.container or entry.container == other.container
                if same:
                    file = self._opened(other.file)
                    own = entry.anchor or entry.id.rpartition("/")[2]
                    ids = [*other.fields["anciens_ids"], *entry.fields["anciens_ids"], own]
                    self.files[other.file] = self._with_former_ids(file, other, ids).raw
        except EditError as error:
            return _not_changeable(self.current, error)
        if own_file and other is not None:
            redirects = other.kind is entry.kind
        gone = (entry.file,) if own_file else ()
        return self._checked({}, gone, {entry.key: other}, redirects=redirects, old=entry)

    def _with_former_ids(self, file: Authored, entry: Entry, ids: Iterable[str]) -> Authored:
        holder = self.site.graph.get(entry.container) if entry.container else entry
        fields = (holder or entry).kind.fields
        former: list[Data] = list(dict.fromkeys(ids))
        return file.put((*_record_path(entry, file.data), "anciens_ids"), former, fields)

    # --- References ---

    def _opened(self, file: str) -> Authored:
        self.current = file
        raw = self.files.get(file)
        if raw is None:
            self.site.text(file)
            raw = self.site.raw[self.site.path(file)] or b""
        return opened(raw, page=file.endswith(".md"))

    def _follow(self, new_path: str) -> None:
        """Make every reference follow."""
        by_file: dict[str, list[Reference]] = defaultdict(list)
        for reference in self.site.references(self.mapping):
            by_file[reference.place.file].append(reference)
        for file, references in by_file.items():
            self.current = file
            text = self.site.text(file)
            bom = (self.site.raw[self.site.path(file)] or b"")[:3] == b"\xef\xbb\xbf"
            spans = [
                (*reference.span, self._inline(reference, new_path))
                for reference in references
                if reference.span
            ]
            inside = [reference for reference in references if not reference.span]
            raw = (("\ufeff" if bom else "") + spliced(text, spans)).encode()
            if inside:
                changed = opened(raw, page=file.endswith(".md"))
                changed = changed.swap(*self._swaps(inside))
                raw = _without_doubles(changed, {self._written(r) for r in inside}).raw
            self.files[file] = raw
        spans = [
            (*span, new_path or self.targets[key].path)
            for key in self.mapping
            if (entry := self.site.graph.get(key)) and not entry.anchor
            for _, span in menu_spans(self.site, entry.path)
        ]
        if spans:
            file = self.site.configuration.name
            self.files[file] = spliced(self.site.text(file), spans).encode()

    def _swaps(
        self, references: Iterable[Reference]
    ) -> tuple[dict[tuple[int, int], str], dict[tuple[int, int], list[Substitution]]]:
        """Return the values that become others, and the words that do within values, by place."""
        scalars: dict[tuple[int, int], str] = {}
        within: dict[tuple[int, int], list[Substitution]] = defaultdict(list)
        for reference in references:
            place = reference.place.line, reference.place.column
            if reference.is_said:
                named = re.compile(rf"(?<=\[\[){re.escape(reference.written)}(?=\s*[\]|])")
                within[place].append((named, self._written(reference)))
            else:
                scalars[place] = self._written(reference)
        return scalars, within

    def _written(self, reference: Reference) -> str:
        """Return the new id as the author would write it there."""
        new = self.mapping[reference.key]
        vocabulary = self.site.options.vocabulary
        prefix, colon, _ = reference.written.partition(":")
        target = self.targets.get(reference.key)
        subkind = (target or self.site.graph.resolver.by_key[reference.key]).subkind
        if colon and vocabulary.kind_named(prefix) is not None:
            named = vocabulary.kind_named(prefix)
            return f"{prefix if named is subkind.kind else subkind.key}:{new}"
        kinds = reference.link.targets
        others = [
            found
            for found in self.site.graph.resolver.find(new, kinds)
            if found.key != reference.key and found is not target
        ]
        return f"{subkind.key}:{new}" if others else new

    def _inline(self, reference: Reference, new_path: str) -> str:
        if reference.name == "anchor":
            return self.mapping[reference.key].rpartition("#")[2]
        if reference.name != "path":
            return self._written(reference)
        assert reference.origin is not None
        target = self.targets.get(reference.key)
        folder, slash, _ = reference.written.rpartition("/")
        if target is None:
            return f"{folder}{slash}{new_path.rpartition('/')[2]}"
        return posixpath.relpath(target.path, posixpath.dirname(reference.origin.path) or ".")

    # --- Checking ---

    def _checked(
        self,
        moved: Mapping[str, str],
        gone: Sequence[str],
        removed: Mapping[EntryKey, Entry | None],
        *,
        redirects: bool | None,
        old: Entry | None = None,
    ) -> Plan | Refusal:
        site = self.site
        files: dict[Path, bytes | None] = {}
        for file, raw in self.files.items():
            files[site.path(moved.get(file, file))] = raw
        for file in (*gone, *moved):
            site.text(file)
            files[site.path(file)] = None
        before = {path: site.raw.get(path) for path in files}
        _, graph, problems = understand(site.roots, site.options.for_staff, files)
        known = {str(p.message) for p in site.problems}
        if wrong := [p for p in errors(problems) if p.message not in known]:
            return Refusal(said.WOULD_BREAK, problems=tuple(wrong))
        if strayed := self._strayed(graph, removed):
            return Refusal(said.LEADS_ELSEWHERE, strayed)
        if redirects and old is not None:
            redirects = old.path in [
                path
                for entry in graph.entries
                for path in former_paths(entry, site.options.vocabulary)
            ]
        changes = [
            file_change(file, site.text(file), raw.decode(), moved.get(file, ""))
            for file, raw in sorted(self.files.items())
            if file not in gone
        ]
        changes += [FileChange(file, removed=True) for file in gone]
        return Plan(files, before, tuple(changes), redirects)

    def _strayed(
        self, graph: Graph, removed: Mapping[EntryKey, Entry | None]
    ) -> tuple[tuple[Place, str], ...]:
        """Return the links that would lead elsewhere than those of the content as it is."""

        def now(key: EntryKey) -> EntryKey:
            target = self.targets.get(key)
            return target.key if target else (key[0], self.mapping.get(key, key[1]))

        ours = self.site.graph
        lost = {e.key for e in ours.entries if e.key in removed or e.container in removed}
        expected = {
            (link.type.key, now(link.origin.key), now(link.target.key))
            for entry in ours.entries
            if entry.key not in lost
            for link in ours.out(entry)
        }
        return tuple(
            (
                link.place,
                f"{quoted(link.origin.title)} {link.verb} {quoted(link.target.title)}",
            )
            for entry in graph.entries
            for link in graph.out(entry)
            if (link.type.key, link.origin.key, link.target.key) not in expected
        )


def _record_path(entry: Entry, data: Mapping[str, Data]) -> tuple[str | int, ...]:
    """Return where the record of an entry stands in its file; nothing for a whole file."""
    if not entry.container:
        return ()
    for key, value in data.items():
        for index, record in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(record, dict) and record.get("id") == entry.anchor:
                return (key, index) if isinstance(value, list) else (key,)
    raise EditError(entry.id)


def _without_doubles(file: Authored, ids: set[str]) -> Authored:
    """Return *file* with one of those *ids* at most once in each list."""

    def walk(
        data: Data, path: tuple[str | int, ...]
    ) -> Iterator[tuple[tuple[str | int, ...], Data]]:
        if isinstance(data, dict):
            for key, value in data.items():
                yield from walk(value, (*path, key))
        elif isinstance(data, list):
            named = [one.get(TO) if isinstance(one, dict) else one for one in data]
            if any(named.count(one) > 1 for one in ids):
                yield path, _once(data, named)
            for index, item in enumerate(data):
                yield from walk(item, (*path, index))

    for path, value in list(walk(file.data, ())):
        file = file.put(path, value)
    return file


def _once(data: Sequence[Data], named: Sequence[Data]) -> list[Data]:
    """Return the items of a list without those that only name what another says more of."""
    said = {str(one[TO]) for one in data if isinstance(one, dict) and TO in one}
    kept: list[Data] = []
    for one, name in zip(data, named, strict=True):
        if isinstance(one, dict) or (name not in said and one not in kept):
            kept.append(one)
    return kept


def _not_changeable(file: str, error: EditError) -> Refusal:
    return Refusal(said.NOT_CHANGEABLE.format(file=file, where=error))

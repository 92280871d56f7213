"""Renaming and removing entries: every reference follows, and the whole is checked before writing.

References are found where they are written: links of the front matter and of its records, values
for whole folders, hotspots of illustrations, links and passages of texts, the menu of the
configuration. What is planned is held against the site that it would give: no new error, and no
other link that leads elsewhere than before.
"""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import yaml

from parapluie.build.understanding import understand
from parapluie.meaning.content_paths import former_paths, joined
from parapluie.meaning.graph import Graph
from parapluie.model import Entry, EntryKey, Place
from parapluie.problems import Problem, errors, suggestion
from parapluie.source.content_files import Roots
from parapluie.source.editing import Authored, EditError, opened, spliced
from parapluie.source.entry_text import INLINE, PASSAGE, inline, passages, split
from parapluie.source.options import Options
from parapluie.source.validators import IDENTIFIER
from parapluie.source.yaml_nodes import Data, Document, read_yaml
from parapluie.vocabulary import editing_words as said
from parapluie.vocabulary.fields import Field, LinkType
from parapluie.vocabulary.file_names import is_reserved, name_for
from parapluie.vocabulary.grammar import a, contract, counted, enumerate_words, fold, quoted, the
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.kinds.objective import OBJECTIVE
from parapluie.vocabulary.kinds.page import PAGE
from parapluie.vocabulary.kinds.reference import REFERENCE
from parapluie.vocabulary.kinds.term import TERM
from parapluie.vocabulary.links import MENTIONS, SHOWN_AT, TOLD
from parapluie.vocabulary.words import DEFAULTS_FILE, OR, TO

_INDEX = "index"
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file before and after; empty where it comes or goes."""

    number: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """What happens to a file."""

    file: str
    moved_to: str = ""
    removed: bool = False
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Changes that are sound, ready to be written."""

    files: Mapping[Path, bytes | None]
    before: Mapping[Path, bytes | None]
    changes: tuple[FileChange, ...]
    redirects: bool | None  # whether the old address will lead on; None where there was none


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing may change."""

    message: str
    dependents: tuple[tuple[Place, str], ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reference:
    """A place that names an entry."""

    place: Place
    key: EntryKey
    link: LinkType
    origin: Entry | None  # none in values of folders and illustrations
    name: str = ""  # what those are called
    span: tuple[int, int] | None = None  # within the whole text of the file; None in YAML
    written: str = ""


class _Site:
    """The content as it is, with every place that names an entry."""

    def __init__(self, roots: Roots, options: Options, configuration: Path) -> None:
        self.roots, self.options, self.configuration = roots, options, configuration
        self.content, self.graph, self.problems = understand(roots, options)
        self.raw: dict[Path, bytes | None] = {}

    def path(self, file: str) -> Path:
        """Return where a file stands that messages call *file*."""
        for root, name in (
            (self.roots.content, self.roots.content_name),
            (self.roots.illustrations, self.roots.illustrations_name),
        ):
            if file.startswith(f"{name}/"):
                return root / file.removeprefix(f"{name}/")
        return self.configuration

    def text(self, file: str) -> str:
        """Return what a file holds, with its own line ends and without a byte order mark."""
        path = self.path(file)
        if path not in self.raw:
            self.raw[path] = path.read_bytes()
        return (self.raw[path] or b"").decode("utf-8").removeprefix("\ufeff")

    # --- Finding an entry ---

    def editable(self, written: str) -> Entry | Refusal:
        """Return the entry that a person names, where the content is good enough to be edited."""
        if wrong := errors(self.problems):
            return Refusal(said.NOT_GOOD, problems=tuple(wrong))
        return self.named(written)

    def named(self, written: str) -> Entry | Refusal:
        """Return the entry that a person names, or why there is none."""
        found = self.graph.resolver.find(written)
        if len(found) == 1 and found[0].kind is not REFERENCE:
            return found[0]
        if found and found[0].kind is REFERENCE:
            return Refusal(said.FROM_OUTSIDE.format(value=written, one=a(found[0].noun)))
        if found:
            return Refusal(
                said.AMBIGUOUS.format(
                    value=written,
                    candidates=enumerate_words((a(e.subkind.noun) for e in found), OR),
                    example=f"{found[0].subkind.key}:{written}",
                )
            )
        prefix, colon, identifier = written.partition(":")
        kind = self.options.vocabulary.kind_named(prefix) if colon else None
        names = self.graph.resolver.names([kind.key] if kind else ())
        near = suggestion(
            identifier if kind else written, names, before=f"{prefix}:" if kind else ""
        )
        return Refusal(said.NO_SUCH_ENTRY.format(value=written, suggestion=near))

    # --- Finding what names it ---

    def references(self, keys: Iterable[EntryKey]) -> list[_Reference]:
        """Return every place that names one of the entries of *keys*, each once."""
        wanted = frozenset(keys)
        found: dict[tuple[Place, str], _Reference] = {}
        for reference in (
            *self._in_defaults(),
            *self._in_links(),
            *self._in_hotspots(),
            *self._in_texts(),
        ):
            if reference.key in wanted:
                found.setdefault((reference.place, reference.written), reference)
        return [found[key] for key in sorted(found)]

    def _target(self, written: str, kinds: Sequence[str]) -> EntryKey | None:
        found = self.graph.resolver.find(written, kinds)
        return found[0].key if len(found) == 1 else None

    def _in_links(self) -> Iterator[_Reference]:
        for entry in self.graph.entries:
            for declared in entry.links:
                is_container = entry.container and declared.type is entry.kind.inside
                key = self._target(declared.target, declared.type.targets)
                if key and not is_container and declared.type is not TOLD:
                    yield _Reference(
                        declared.place, key, declared.type, entry, written=declared.target
                    )

    def _in_defaults(self) -> Iterator[_Reference]:
        fields = tuple({item.key: item for kind in KINDS for item in kind.fields}.values())
        for path in sorted(self.roots.content.rglob(DEFAULTS_FILE)):
            inside = path.relative_to(self.roots.content).as_posix()
            file = f"{self.roots.content_name}/{inside}"
            document, _ = read_yaml(_unix(self.text(file)), file)
            if document is not None:
                yield from self._in_values(fields, document.data, document, ())

    def _in_values(
        self,
        fields: tuple[Field, ...],
        data: Mapping[str, Data],
        document: Document,
        path: tuple[str | int, ...],
    ) -> Iterator[_Reference]:
        for item in fields:
            value = data.get(item.key)
            listed = value if isinstance(value, list) else [value]
            for index, one in enumerate(listed):
                step = (item.key, index) if isinstance(value, list) else (item.key,)
                if isinstance(one, dict):
                    yield from self._in_values(item.fields, one, document, (*path, *step))
                elif isinstance(one, str) and item.link is not None:
                    key = self._target(one, item.link.targets)
                    if key:
                        place = document.place((*path, *step))
                        yield _Reference(place, key, item.link, None, item.key, written=one)

    def _in_hotspots(self) -> Iterator[_Reference]:
        for illustration in self.content.illustrations.values():
            for hotspot in illustration.hotspots:
                key = self._target(hotspot.link.target, ())
                if key:
                    yield _Reference(
                        hotspot.link.place,
                        key,
                        SHOWN_AT,
                        None,
                        illustration.id,
                        written=hotspot.link.target,
                    )

    def _in_texts(self) -> Iterator[_Reference]:
        anchors = {(e.path, e.anchor): e.key for e in self.graph.entries if e.anchor}
        for entry in self.graph.entries:
            if entry.anchor or not entry.file.endswith(".md"):
                continue
            text = self.text(entry.file)
            source, _ = split(_unix(text), entry.file)
            if source is None or ("[" not in source.text):
                continue
            starts = [0, *(match.end() for match in _BREAK.finditer(text))]
            mentions, _ = inline(source.text, entry.file, source.text_offset)
            for mention in mentions:
                start = starts[mention.place.line - 1] + mention.place.column - 1
                match = INLINE.match(text, start)
                if match is None:
                    continue
                if not mention.is_path:
                    key = self._target(mention.target, ())
                    if key:
                        span = _stripped(text, match.span("target"))
                        yield _Reference(
                            mention.place, key, MENTIONS, entry, "", span, mention.target
                        )
                    continue
                path = joined(entry.path, mention.target)
                span = match.span("path")
                target = self.graph.resolver.by_path.get(path)
                if target is not None:
                    yield _Reference(
                        mention.place, target.key, MENTIONS, entry, "path", span, mention.target
                    )
                fragment = re.compile(r"#([^()\s]*)").match(text, span[1])
                if fragment and (path, fragment[1]) in anchors:
                    yield _Reference(
                        mention.place,
                        anchors[path, fragment[1]],
                        MENTIONS,
                        entry,
                        "anchor",
                        fragment.span(1),
                        f"#{fragment[1]}",
                    )
            for passage in passages(source.text, entry.file, source.text_offset):
                start = starts[passage.place.line - 1] + passage.place.column - 1
                match = PASSAGE.match(text, start)
                position = match.start("targets") if match else 0
                for part in match["targets"].split(",") if match else ():
                    span = _stripped(text, (position, position + len(part)))
                    position += len(part) + 1
                    key = self._target(part.strip(), ())
                    if key:
                        yield _Reference(passage.place, key, TOLD, entry, "", span, part.strip())

    def sentence(self, reference: _Reference) -> str:
        """Say what a place that names an entry does."""
        target = self.graph.resolver.by_key[reference.key]
        if reference.origin is None:
            if reference.link is SHOWN_AT:
                return said.HOTSPOT_SENTENCE.format(title=reference.name)
            return said.DEFAULT_SENTENCE.format(key=reference.name)
        origin = reference.origin
        subject = f"{the(origin.noun)} {quoted(origin.title)}"
        where = f"{the(target.noun)} {quoted(target.title)}"
        return f"{subject} {contract(reference.link.verb, where)}"


def rename(
    roots: Roots, options: Options, configuration: Path, old: str, new: str
) -> Plan | Refusal:
    """Plan to give the entry that *old* names the id *new*."""
    site = _Site(roots, options, configuration)
    entry = site.editable(old)
    if isinstance(entry, Refusal):
        return entry
    prefix, _, identifier = new.rpartition(":")
    if prefix and options.vocabulary.kind_named(prefix) is not entry.kind:
        identifier = new
    identifier = identifier.rpartition("#")[2] if entry.container else identifier
    folder, _, last = entry.id.rpartition("/") if entry.kind is PAGE else ("", "", entry.id)
    identifier = identifier.removeprefix(f"{folder}/") if folder else identifier
    if last == _INDEX:
        return Refusal(said.INDEX_PAGE.format(value=entry.id))
    if is_reserved(identifier):
        other = name_for(identifier)
        return Refusal(said.RESERVED.format(value=identifier, other=other))
    if not IDENTIFIER.fullmatch(identifier):
        near = suggestion(fold(identifier), [name_for(identifier)])
        return Refusal(said.BAD_IDENTIFIER.format(value=identifier, suggestion=near))
    renamed = f"{folder}/{identifier}" if folder else identifier
    if entry.container:
        renamed = f"{entry.container[1]}#{identifier}"
    if renamed == entry.id:
        return Refusal(said.SAME_IDENTIFIER.format(value=entry.id))
    taken = site.graph.get((entry.kind.key, renamed))
    if taken is not None:
        return Refusal(said.TAKEN.format(value=renamed, file=taken.file))
    mapping = {entry.key: renamed}
    for inner in site.graph.entries:
        if inner.container == entry.key:
            mapping[inner.key] = f"{renamed}#{inner.anchor}"
    new_path = ""
    if not entry.anchor:
        new_path = f"{entry.path.rpartition('/')[0]}/{identifier}.md".lstrip("/")
        if site.roots.content.joinpath(new_path).exists():
            name = f"{roots.content_name}/{new_path}"
            return Refusal(said.TAKEN.format(value=renamed, file=name))
    return _Planner(site, mapping).plan(entry, identifier, new_path)


def remove(
    roots: Roots, options: Options, configuration: Path, written: str, replacement: str = ""
) -> Plan | Refusal:
    """Plan to remove the entry that *written* names, or to point what leads there elsewhere."""
    site = _Site(roots, options, configuration)
    entry = site.editable(written)
    if isinstance(entry, Refusal):
        return entry
    gone = [entry, *(inner for inner in site.graph.entries if inner.container == entry.key)]
    keys = {inner.key for inner in gone}
    outside = [
        reference
        for reference in site.references(keys)
        if not (reference.origin and reference.origin.key in keys)
    ]
    in_menu = [
        (place, said.MENU_PLACE.format(file=place.file))
        for place, _ in _menu_spans(site, entry.path)
        if not entry.anchor
    ]
    told = tuple((r.place, site.sentence(r)) for r in outside)
    if not replacement:
        if told or in_menu:
            number = len(told) + len(in_menu)
            count = counted(said.LINKS_COUNT, number)
            return Refusal(said.STILL_USED.format(number=count), (*told, *in_menu))
        return _Planner(site, {}).plan_removal(entry, None)
    other = site.named(replacement)
    if isinstance(other, Refusal):
        return other
    if other.key in keys:
        return Refusal(said.ITSELF)
    mapping = {entry.key: other.id}
    targets = {entry.key: other}
    for inner in gone[1:]:
        counterpart = site.graph.get((OBJECTIVE.key, f"{other.id}#{inner.anchor}"))
        if counterpart is not None:
            mapping[inner.key] = counterpart.id
            targets[inner.key] = counterpart
    lost = [r for r in outside if r.key not in mapping]
    if lost:
        to = contract(TO, the(site.graph.resolver.by_key[lost[0].key].noun))
        return Refusal(
            said.NO_COUNTERPART.format(to=f"{to} {quoted(lost[0].written)}"),
            tuple((r.place, site.sentence(r)) for r in lost),
        )
    return _Planner(site, mapping, targets).plan_removal(entry, other)


class _Planner:
    """Make the changes that follow from new ids, and hold the result against what was."""

    def __init__(
        self,
        site: _Site,
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
            if entry.kind is TERM:
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
                path = (entry.id,) if entry.kind is TERM else _record_path(entry, file.data)
                holder = file.data.get(str(path[0]))
                if len(path) > 1 and isinstance(holder, list) and len(holder) == 1:
                    path = path[:1]
                self.files[entry.file] = file.put(path, None).raw
            if other is not None and other.kind is entry.kind and entry.kind is not TERM:
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
        by_file: dict[str, list[_Reference]] = defaultdict(list)
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
            swaps = {
                (r.place.line, r.place.column): self._written(r) for r in references if not r.span
            }
            raw = (("\ufeff" if bom else "") + spliced(text, spans)).encode()
            if swaps:
                changed = opened(raw, page=file.endswith(".md")).swap(swaps)
                raw = _without_doubles(changed, set(swaps.values())).raw
            self.files[file] = raw
        spans = [
            (*span, new_path or self.targets[key].path)
            for key in self.mapping
            if (entry := self.site.graph.get(key)) and not entry.anchor
            for _, span in _menu_spans(self.site, entry.path)
        ]
        if spans:
            file = self.site.configuration.name
            self.files[file] = spliced(self.site.text(file), spans).encode()

    def _written(self, reference: _Reference) -> str:
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

    def _inline(self, reference: _Reference, new_path: str) -> str:
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
        _, graph, problems = understand(site.roots, site.options, files)
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
            _file_change(file, site.text(file), raw.decode(), moved.get(file, ""))
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
                f"{quoted(link.origin.title)} {link.type.verb} {quoted(link.target.title)}",
            )
            for entry in graph.entries
            for link in graph.out(entry)
            if (link.type.key, link.origin.key, link.target.key) not in expected
        )


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _stripped(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return a span without the spaces at its ends."""
    first, last = span
    part = text[first:last]
    return first + len(part) - len(part.lstrip()), last - len(part) + len(part.rstrip())


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
            texts = [item for item in data if isinstance(item, str)]
            if len(texts) == len(data) and any(texts.count(one) > 1 for one in ids):
                yield path, list(dict.fromkeys(texts))
            for index, item in enumerate(data):
                yield from walk(item, (*path, index))

    for path, value in list(walk(file.data, ())):
        file = file.put(path, value)
    return file


def _menu_spans(site: _Site, path: str) -> list[tuple[Place, tuple[int, int]]]:
    """Return where the menu of the configuration names the page at *path*."""
    if not site.configuration.is_file():
        return []
    file = site.configuration.name
    node = yaml.compose(site.text(file), Loader=yaml.SafeLoader)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    found = []
    pending = [value for key, value in pairs if key.value == "nav"]
    while pending:
        node = pending.pop()
        if isinstance(node, yaml.ScalarNode) and node.value == path:
            mark = node.start_mark
            place = Place(file, mark.line + 1, mark.column + 1)
            found.append((place, (mark.index, node.end_mark.index)))
        elif isinstance(node, yaml.SequenceNode):
            pending += node.value
        elif isinstance(node, yaml.MappingNode):
            pending += [value for _, value in node.value]
    return found


def _file_change(file: str, before: str, after: str, moved_to: str) -> FileChange:
    old = _unix(before).split("\n")
    new = _unix(after.removeprefix("\ufeff")).split("\n")
    lines = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for name, first, last, new_first, new_last in matcher.get_opcodes():
        if name == "equal":
            continue
        for index in range(max(last - first, new_last - new_first)):
            was = old[first + index] if first + index < last else ""
            now = new[new_first + index] if new_first + index < new_last else ""
            lines.append(Line(min(first + index, last) + 1, was, now))
    return FileChange(file, moved_to, lines=tuple(lines))


def _not_changeable(file: str, error: EditError) -> Refusal:
    return Refusal(said.NOT_CHANGEABLE.format(file=file, where=error))

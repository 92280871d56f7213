"""Every place of the content that names an entry, found where it is written."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from parapluie.build.understanding import understand
from parapluie.meaning.content_paths import joined
from parapluie.model import Entry, EntryKey, Mention, Place
from parapluie.problems import errors, suggestion
from parapluie.source.content_files import Roots
from parapluie.source.declared import said_in
from parapluie.source.entry_text import INLINE, PASSAGE, Source, inline, passages, split
from parapluie.source.options import Options
from parapluie.source.yaml_nodes import Data, Document, read_yaml
from parapluie.vocabulary import editing_words as said
from parapluie.vocabulary.field_types.link_type import WHY
from parapluie.vocabulary.fields import Field, LinkType
from parapluie.vocabulary.grammar import a, contract, enumerate_words, quoted, the
from parapluie.vocabulary.links import MENTIONS, SHOWN_AT, TOLD
from parapluie.vocabulary.words import DEFAULTS_FILE, OR

from .plans import Refusal, with_unix_line_ends

_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that names an entry."""

    place: Place
    key: EntryKey
    link: LinkType
    origin: Entry | None  # none in values of folders and illustrations
    name: str = ""  # what those are called
    span: tuple[int, int] | None = None  # within the whole text of the file; None in YAML
    written: str = ""
    is_said: bool = False  # in a value that holds other words too: `[[…]]` in a reason


class EditedSite:
    """The content as it is, with every place that names an entry."""

    def __init__(self, roots: Roots, options: Options, configuration: Path) -> None:
        self.roots, self.options, self.configuration = roots, options, configuration
        self.content, self.graph, self.problems = understand(roots, options.for_staff)
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
        if len(found) == 1 and not found[0].kind.is_foreign:
            return found[0]
        if found and found[0].kind.is_foreign:
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

    def references(self, keys: Iterable[EntryKey]) -> list[Reference]:
        """Return every place that names one of the entries of *keys*, each once."""
        wanted = frozenset(keys)
        found: dict[tuple[Place, str], Reference] = {}
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

    def _in_links(self) -> Iterator[Reference]:
        for entry in self.graph.entries:
            for declared in entry.links:
                is_container = entry.container and declared.type is entry.kind.inside
                key = self._target(declared.target, declared.type.targets)
                if key and not is_container and declared.type is not TOLD:
                    yield Reference(
                        declared.place, key, declared.type, entry, written=declared.target
                    )
                yield from self._in_reason(declared.mentions, entry)

    def _in_reason(
        self, mentions: Iterable[Mention], entry: Entry | None, name: str = ""
    ) -> Iterator[Reference]:
        for mention in mentions:
            key = self._target(mention.target, ())
            if key:
                yield Reference(
                    mention.place, key, MENTIONS, entry, name, written=mention.target, is_said=True
                )

    def _in_defaults(self) -> Iterator[Reference]:
        kinds = self.options.vocabulary.kinds
        fields = tuple({item.key: item for kind in kinds for item in kind.fields}.values())
        for path in sorted(self.roots.content.rglob(DEFAULTS_FILE)):
            inside = path.relative_to(self.roots.content).as_posix()
            file = f"{self.roots.content_name}/{inside}"
            document, _ = read_yaml(with_unix_line_ends(self.text(file)), file)
            if document is not None:
                yield from self._in_values(fields, document.data, document, ())

    def _in_values(
        self,
        fields: tuple[Field, ...],
        data: Mapping[str, Data],
        document: Document,
        path: tuple[str | int, ...],
    ) -> Iterator[Reference]:
        for item in fields:
            value = data.get(item.key)
            listed = value if isinstance(value, list) else [value]
            for index, one in enumerate(listed):
                step = (item.key, index) if isinstance(value, list) else (item.key,)
                if isinstance(one, dict):
                    yield from self._in_values(item.fields, one, document, (*path, *step))
                elif isinstance(one, str) and item.key == WHY:
                    said = said_in(one, document.place((*path, *step)))
                    yield from self._in_reason(said, None, item.key)
                elif isinstance(one, str) and item.link is not None:
                    key = self._target(one, item.link.targets)
                    if key:
                        place = document.place((*path, *step))
                        yield Reference(place, key, item.link, None, item.key, written=one)

    def _in_hotspots(self) -> Iterator[Reference]:
        for illustration in self.content.illustrations.values():
            for hotspot in illustration.hotspots:
                key = self._target(hotspot.link.target, ())
                if key:
                    yield Reference(
                        hotspot.link.place,
                        key,
                        SHOWN_AT,
                        None,
                        illustration.id,
                        written=hotspot.link.target,
                    )

    def _in_texts(self) -> Iterator[Reference]:
        anchors = {(e.path, e.anchor): e.key for e in self.graph.entries if e.anchor}
        for entry in self.graph.entries:
            if entry.anchor or not entry.file.endswith(".md"):
                continue
            text = self.text(entry.file)
            source, _ = split(with_unix_line_ends(text), entry.file)
            if source is None or ("[" not in source.text):
                continue
            starts = [0, *(match.end() for match in _BREAK.finditer(text))]
            yield from self._in_mentions(entry, text, source, starts, anchors)
            yield from self._in_passages(entry, text, source, starts)

    def _in_mentions(
        self,
        entry: Entry,
        text: str,
        source: Source,
        starts: Sequence[int],
        anchors: Mapping[tuple[str, str], EntryKey],
    ) -> Iterator[Reference]:
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
                    yield Reference(mention.place, key, MENTIONS, entry, "", span, mention.target)
                continue
            path = joined(entry.path, mention.target)
            span = match.span("path")
            target = self.graph.resolver.by_path.get(path)
            if target is not None:
                yield Reference(
                    mention.place, target.key, MENTIONS, entry, "path", span, mention.target
                )
            fragment = re.compile(r"#([^()\s]*)").match(text, span[1])
            if fragment and (path, fragment[1]) in anchors:
                yield Reference(
                    mention.place,
                    anchors[path, fragment[1]],
                    MENTIONS,
                    entry,
                    "anchor",
                    fragment.span(1),
                    f"#{fragment[1]}",
                )

    def _in_passages(
        self, entry: Entry, text: str, source: Source, starts: Sequence[int]
    ) -> Iterator[Reference]:
        for passage in passages(source.text, entry.file, source.text_offset):
            start = starts[passage.place.line - 1] + passage.place.column - 1
            match = PASSAGE.match(text, start)
            position = match.start("targets") if match else 0
            for part in match["targets"].split(",") if match else ():
                span = _stripped(text, (position, position + len(part)))
                position += len(part) + 1
                key = self._target(part.strip(), ())
                if key:
                    yield Reference(passage.place, key, TOLD, entry, "", span, part.strip())

    def sentence(self, reference: Reference) -> str:
        """Say what a place that names an entry does."""
        target = self.graph.resolver.by_key[reference.key]
        if reference.origin is None:
            if reference.link is SHOWN_AT:
                return said.HOTSPOT_SENTENCE.format(title=reference.name)
            return said.DEFAULT_SENTENCE.format(key=reference.name)
        origin = reference.origin
        subject = f"{the(origin.noun)} {quoted(origin.title)}"
        where = f"{the(target.noun)} {quoted(target.title)}"
        return f"{subject} {contract(reference.link.verb_to(target.kind.key), where)}"


def _stripped(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return a span without the spaces at its ends."""
    first, last = span
    part = text[first:last]
    return first + len(part) - len(part.lstrip()), last - len(part) + len(part.rstrip())


def menu_spans(site: EditedSite, path: str) -> list[tuple[Place, tuple[int, int]]]:
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

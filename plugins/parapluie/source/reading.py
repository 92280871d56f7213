"""From a folder of Markdown to entries, and to every problem of every file.

Nothing on the way raises for an author's mistake: a file that cannot be read gives a problem, and
the others are read all the same.
"""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from json import JSONDecodeError
from pathlib import Path
from types import MappingProxyType
from typing import Any

from parapluie.model import (
    CONTROL,
    Content,
    DeclaredLink,
    Entry,
    Framework,
    Hotspot,
    Illustration,
    Lens,
    Mention,
    Neighbour,
    Passage,
    Place,
    Reading,
    Snapshot,
    sort_key,
)
from parapluie.problems import Problem, problem, suggestion
from parapluie.source import snapshots
from parapluie.source.other_towns import MAX_BYTES, digest, has_unseen, neighbour
from parapluie.vocabulary import exports_words, messages
from parapluie.vocabulary.council_fields import (
    LENS_KEY,
    LENSES_FIELDS,
    LENSES_FILE,
    LENSES_KEY,
    READINGS_FIELDS,
    READINGS_FILE,
    READINGS_KEY,
)
from parapluie.vocabulary.council_words import VERSIONS_FOLDER
from parapluie.vocabulary.exports_words import (
    ADDRESSES_FILE,
    FEDERATION_FILE,
    FEDERATION_FOLDER,
    PIN_KEYS,
)
from parapluie.vocabulary.fields import Field
from parapluie.vocabulary.file_fields import FRAMEWORK_FIELDS, ILLUSTRATION_FIELDS
from parapluie.vocabulary.file_names import LONGEST_PATH, NO_IDENTIFIER, fault, kept_name, name_for
from parapluie.vocabulary.gaps_words import REVIEWED_FILE
from parapluie.vocabulary.grammar import a, contract, quoted
from parapluie.vocabulary.kinds import KIND_BY_KEY
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.kinds.page import PAGE
from parapluie.vocabulary.kinds.reference import REFERENCE
from parapluie.vocabulary.kinds.term import TERM
from parapluie.vocabulary.links import COMPARED, SHOWN_AT, TOLD
from parapluie.vocabulary.local_words import Subkind, Vocabulary
from parapluie.vocabulary.rules import REASONS
from parapluie.vocabulary.system_words import system_reason
from parapluie.vocabulary.web_addresses import is_whole, misleading
from parapluie.vocabulary.words import (
    DEFAULTS_FILE,
    DOCUMENT_SUFFIXES,
    FRAMEWORKS_FOLDER,
    GLOSSARY_FILE,
    GLOSSARY_FOLDER,
    ILLUSTRATIONS_FILE,
    OF,
    PASSAGE_KEY,
    PICTURE_SUFFIXES,
    SYNONYMS_FILE,
)

from . import alternative_texts, sign_checks
from .entry_text import Image, adopted_section, inline, passages, split
from .markup import as_read, overgrown, refusals, sentence, tangle
from .validators import IDENTIFIER, lines, validate
from .yaml_nodes import Document, code_of, read_yaml

SHIPPED_FRAMEWORKS = Path(__file__).parent.parent / "referentiels"
_MAX_BYTES = 1 << 20
_MAX_HEADER = 1 << 17  # characters
_MAX_YAML = 1 << 19
_INDEX = "index.md"
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".tif", ".tiff", ".heic")


@dataclass(frozen=True, slots=True)
class Roots:
    """Where content lives, and the names by which messages call those folders."""

    content: Path
    illustrations: Path
    content_name: str = "contenu"
    illustrations_name: str = "illustrations"
    base: Path | None = None  # the project, that no link of theirs may lead out of


Changes = Mapping[Path, bytes | None]
"""What files would hold, `None` where they would be gone; their paths begin as those of `Roots`."""


@dataclass(slots=True)
class Memory:
    """What the last reading found in each page, for who reads the same ones again and again."""

    vocabulary: Vocabulary | None = None  # entries know what they are by its own objects
    rules: object = None  # what else a page is read by, but for its text
    pages: dict[str, "_Found"] = field(default_factory=dict)


@dataclass(slots=True)
class _Found:
    """What a page holds."""

    text: str = ""
    place: Place | None = None  # where it is
    problems: list[Problem] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)  # illustrations asked for, even wrongly
    is_whole: bool = True  # every entry that it holds could be read


def read(
    roots: Roots,
    vocabulary: Vocabulary,
    changes: Changes = MappingProxyType({}),
    memory: Memory | None = None,
) -> tuple[Content, list[Problem]]:
    """Return all that the folders hold and every problem met, in no particular order.

    With *changes* they are read as if these were written. A page whose text is what *memory* holds
    is not read again, unless what it is read by has changed.
    """
    return _Reader(roots, vocabulary, changes, memory).read()


def _readable(name: str) -> bool:
    """Tell whether the name of a file is text on one line."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return not CONTROL.search(name) and "\n" not in name


class _Reader:
    def __init__(
        self, roots: Roots, vocabulary: Vocabulary, changes: Changes, memory: Memory | None
    ) -> None:
        self.roots, self.vocabulary, self.changes = roots, vocabulary, changes
        self.memory = memory
        self.added: dict[Path, set[Path]] = {}  # by folder, the new folders too
        for path in (path for path, raw in changes.items() if raw is not None):
            while path not in (roots.content, path.parent):
                self.added.setdefault(path.parent, set()).add(path)
                path = path.parent
        self.problems: list[Problem] = []
        self.entries: list[Entry] = []
        self.frameworks: list[Framework] = []
        self.assets: list[str] = []
        self.defaults: dict[str, Document] = {}
        self.defaults_texts: list[tuple[str, str]] = []
        self.synonyms: dict[str, tuple[str, ...]] = {}
        self.copies: set[str] = set()  # of other towns' data
        self.published: list[tuple[str, Place]] = []
        self.reviewed: list[tuple[DeclaredLink, DeclaredLink]] = []
        self.readings: tuple[Reading, ...] = ()
        self.snapshots: list[Snapshot] = []
        self.lenses: tuple[Lens, ...] = ()
        self.images: list[Image] = []
        self.has_pictures = True  # whether the folder of illustrations could be read
        self.illustrations: frozenset[str] = frozenset()  # named in their file, even wrongly
        self.pictured: set[str] = set()  # the files that they name, and those that stand elsewhere
        self.shown: set[str] = set()  # illustrations that pages ask for, even wrong pages

    def read(self) -> tuple[Content, list[Problem]]:
        pages: list[tuple[str, Path]] = []
        pins: Document | None = None
        if self._leads_out(self.roots.content, self.roots.content_name, "docs_dir"):
            return Content(()), self.problems
        if not self.roots.content.is_dir():
            missing = problem("P402", Place("mkdocs.yml"), value=self.roots.content_name)
            return Content(()), [missing]
        for path, file in self._files(self.roots.content, self.roots.content_name):
            name = path.rpartition("/")[2]
            if name == DEFAULTS_FILE:
                self._read_defaults(path, file)
            elif name.endswith(".md"):
                pages.append((path, file))
            elif path == GLOSSARY_FILE:
                self._read_glossary(path, file)
            elif path == FEDERATION_FILE:
                pins = self._yaml(file, f"{self.roots.content_name}/{path}")
            elif path.startswith(f"{FEDERATION_FOLDER}/"):
                self.copies.add(path)  # read where a pin asks for it
            elif path == ADDRESSES_FILE:
                self._read_addresses(file, f"{self.roots.content_name}/{path}")
            elif path.startswith(f"{VERSIONS_FOLDER}/") and name.endswith(".json"):
                self._read_snapshot(file, f"{self.roots.content_name}/{path}")
                self.assets.append(path)
            elif path == LENSES_FILE:
                self._read_lenses(file, f"{self.roots.content_name}/{path}")
            elif path == READINGS_FILE:
                self._read_readings(file, f"{self.roots.content_name}/{path}")
            elif path == SYNONYMS_FILE:
                self._read_synonyms(file, f"{self.roots.content_name}/{path}")
            elif path == REVIEWED_FILE:
                self._read_reviewed(file, f"{self.roots.content_name}/{path}")
            elif path.startswith(f"{FRAMEWORKS_FOLDER}/") and name.endswith((".yml", ".yaml")):
                self._read_framework(file, f"{self.roots.content_name}/{path}")
            elif name.lower().endswith(_PICTURES):
                place = Place(f"{self.roots.content_name}/{path}")
                folder = self.roots.illustrations_name
                self.problems.append(problem("P224", place, folder=folder))
                self.pictured.add(name)
            elif name.startswith("_"):
                continue
            elif file.suffix.lower() in DOCUMENT_SUFFIXES:
                self.assets.append(path)
            else:
                place = Place(f"{self.roots.content_name}/{path}")
                self.problems.append(problem("P110", place, suffix=file.suffix or name))
        incomplete = self._read_pages(pages)
        own = {framework.key for framework in self.frameworks}
        for file in sorted(SHIPPED_FRAMEWORKS.glob("*.yml")):
            if file.stem not in own:
                self._read_framework(file, f"{FRAMEWORKS_FOLDER}/{file.name}")
        content = Content(
            tuple(self.entries),
            tuple(sorted(self.frameworks, key=lambda f: f.key)),
            self._read_illustrations(),
            frozenset(incomplete),
            tuple(self.assets),
            self.synonyms,
            tuple(self._neighbours(pins)) if pins else (),
            tuple(self.published),
            tuple(self.reviewed),
            self.readings,
            tuple(sorted(self.snapshots, key=lambda one: (one.day, one.place))),
            self.lenses,
            frozenset(self.pictured),
        )
        self._check_pictures(content)
        return content, self.problems

    # --- Files ---

    def _leads_out(self, root: Path, name: str, key: str) -> bool:
        """P118: tell whether a folder that stands in the project is a link to one that does not.

        One that `mkdocs.yml` names elsewhere, with *key*, is where its authors want it.
        """
        if self.roots.base is None:
            return False
        base = os.path.realpath(self.roots.base)
        folder = Path(os.path.normpath(root.absolute()))
        stands_inside = any(os.path.realpath(above) == base for above in folder.parents)
        if not stands_inside or Path(os.path.realpath(folder)).is_relative_to(base):
            return False
        self.problems.append(problem("P118", Place(name), key=key))
        return True

    def _files(self, root: Path, name: str) -> Iterator[tuple[str, Path]]:
        """Yield every file under *root* with its path, folders and files in the order of names."""
        pending = [(root, "")]
        seen: dict[str, str] = {}
        while pending:
            folder, prefix = pending.pop()
            subfolders = []
            for item in self._items(folder):
                path = prefix + item.name
                if item.name.startswith("."):
                    continue
                if not self._check_name(item.name, f"{name}/{path}"):
                    continue
                if len(path.encode()) > LONGEST_PATH:
                    place = Place(f"{name}/{path}")
                    self.problems.append(problem("P228", place, limit=LONGEST_PATH))
                    continue
                folded = unicodedata.normalize("NFC", path).casefold()
                other = seen.setdefault(folded, path)
                if other != path:
                    self.problems.append(problem("P114", Place(f"{name}/{path}"), other=other))
                if item.is_symlink():
                    self.problems.append(problem("P107", Place(f"{name}/{path}")))
                elif item.is_file() or item in self.changes:
                    yield path, item
                elif item.is_dir() or item in self.added:
                    subfolders.append((item, f"{path}/"))
                else:
                    self.problems.append(problem("P111", Place(f"{name}/{path}")))
            pending += reversed(subfolders)

    def _check_name(self, name: str, path: str) -> bool:
        """Tell what is wrong with the name of the file at *path*; return whether it can be read."""
        if not _readable(name):
            # Said as Python can print it, for the bytes have no letters.
            shown = path.encode("utf-8", "backslashreplace").decode().replace("\n", "\\n")
            self.problems.append(problem("P113", Place(shown)))
            return False
        place, reason = Place(path), fault(name)
        if reason:
            wanted = kept_name(name, messages.OTHER_NAME)
            self.problems.append(
                problem("P105", place, name=name, reason=reason, suggestion=wanted)
            )
        self.problems += sign_checks.in_name(name, place)
        return True

    def _items(self, folder: Path) -> list[Path]:
        """Return what *folder* holds, or would hold, by name."""
        found = set(folder.iterdir()) if folder.is_dir() else set()
        found |= self.added.get(folder, set())
        gone = {item for item in found if item in self.changes and self.changes[item] is None}
        return sorted(found - gone, key=lambda item: item.name)

    def _text(self, file: Path, name: str) -> str | None:
        """Return the text of *file* with Unix line ends and no byte order mark."""
        reason = ""
        raw = b""
        try:
            changed = self.changes.get(file)
            if changed is None:
                with file.open("rb") as stream:
                    raw = stream.read(_MAX_BYTES + 1)
            else:
                raw = changed
            if len(raw) > _MAX_BYTES:
                reason = messages.FILE_TOO_LARGE.format(limit=messages.FILE_LIMIT)
            text = "" if reason else raw.decode("utf-8-sig")
        except OSError as error:
            reason = messages.FILE_SYSTEM.format(reason=system_reason(error))
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            reason = messages.FILE_NOT_UTF8.format(position=error.start + 1)
            self.problems.append(problem("P101", Place(name, line), reason=reason))
            return None
        if reason:
            self.problems.append(problem("P101", Place(name), reason=reason))
            return None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        found = CONTROL.search(text)
        if found:
            before = text[: found.start()]
            place = Place(name, before.count("\n") + 1, found.start() - before.rfind("\n"))
            reason = messages.FILE_CONTROL_CHARACTER.format(code=code_of(found[0]))
            self.problems.append(problem("P101", place, reason=reason))
            return None
        return text

    def _yaml(self, file: Path, name: str, *, is_ours: bool = False) -> Document | None:
        """Return what a file of YAML holds; *is_ours* where no author writes it."""
        text = self._text(file, name)
        return None if text is None else self._document(text, name, _MAX_YAML, is_ours=is_ours)

    def _document(
        self, text: str, name: str, limit: int, offset: int = 0, *, is_ours: bool = False
    ) -> Document | None:
        """Return what YAML of at most so many characters holds; values cost more than texts."""
        if len(text) > limit:
            reason = messages.YAML_TOO_LONG.format(limit=limit >> 10)
            self.problems.append(problem("P102", Place(name, offset + 1), reason=reason))
            return None
        document, problems = read_yaml(text, name, offset)
        self.problems += problems
        if document is not None and not is_ours:
            self.problems += sign_checks.in_values(document, text)
        return document

    # --- Entries ---

    def _read_defaults(self, path: str, file: Path) -> None:
        name = f"{self.roots.content_name}/{path}"
        text = self._text(file, name)
        document = self._document(text, name, _MAX_YAML) if text is not None else None
        if text is None or document is None:
            return
        self.defaults_texts.append((path, text))
        folder = path.rpartition("/")[0]
        top = self.vocabulary.in_folder(folder.partition("/")[0])
        known = {
            item.key
            for kind in ([top.kind] if top else KIND_BY_KEY.values())
            for item in kind.fields
        }
        for key in document.data:
            if key not in known:
                self.problems.append(
                    problem(
                        "P201",
                        document.place([key], of_key=True),
                        key=key,
                        of_kind=contract(OF, a((top or self.vocabulary.of(PAGE)[0]).noun)),
                        suggestion=suggestion(key, sorted(known)),
                    )
                )
        self.defaults[folder] = document

    def _defaults_for(self, path: str, kind: Kind) -> list[Document]:
        """Return what the folders of *path* give to entries of *kind*, the nearest folder first."""
        documents = []
        folder = path.rpartition("/")[0]
        while True:
            if folder in self.defaults:
                documents.append(self.defaults[folder].only(kind.keys))
            if not folder:
                return documents
            folder = folder.rpartition("/")[0]

    def _subkind(self, path: str, document: Document, name: str) -> Subkind | None:
        top, slash, rest = path.partition("/")
        folder = self.vocabulary.in_folder(top) if slash else None
        declared = document.data.get("type")
        if not isinstance(declared, str):
            if not slash or rest == _INDEX:
                return self.vocabulary.of(PAGE)[0]
            if folder is None:
                reason = messages.TYPE_MISSING.format(
                    suggestion=suggestion(top, self.vocabulary.folders)
                )
                self.problems.append(problem("P106", Place(name), reason=reason))
            return folder
        found = self.vocabulary.named(declared)
        place = document.place(["type"])
        if found is None or (not found.kind.folder and found.kind is not PAGE):
            known = [s.key for s in self.vocabulary.subkinds if s.folder]
            reason = messages.TYPE_UNKNOWN.format(
                value=declared, suggestion=suggestion(declared, known)
            )
            self.problems.append(problem("P106", place, reason=reason))
            return None
        if folder is not None and found.kind is not folder.kind:
            reason = messages.TYPE_CONTRADICTS.format(value=declared, plural=folder.noun.plural)
            self.problems.append(problem("P106", place, reason=reason))
            return None
        return found if found.key == declared or folder is None else folder

    def _read_pages(self, pages: Iterable[tuple[str, Path]]) -> list[str]:
        """Add the entries of pages; return the paths of those that did not give all they hold."""
        memory, rules = self.memory, (self.roots, self.defaults_texts)
        known: dict[str, _Found] = {}
        if memory and memory.vocabulary is self.vocabulary and memory.rules == rules:
            known = memory.pages
        found: dict[str, _Found] = {}
        incomplete = []
        for path, file in pages:
            name = f"{self.roots.content_name}/{path}"
            text = self._text(file, name)
            page = known.get(path)
            if text is None:
                page = _Found(is_whole=False)
            elif page is None or page.text != text:
                page = self._apart(path, name, text)
            self.problems += page.problems
            self.entries += page.entries
            self.images += page.images
            self.shown |= page.shown
            if not page.is_whole:
                incomplete.append(path)
            if memory is not None and text is not None:
                found[path] = page
        if memory is not None:
            memory.vocabulary, memory.rules, memory.pages = self.vocabulary, rules, found
        return incomplete

    def _apart(self, path: str, name: str, text: str) -> _Found:
        """Return what a page holds, and nothing of the others."""
        others = self.problems, self.entries, self.images, self.shown
        page = _Found(text, Place(name))
        self.problems, self.entries = page.problems, page.entries
        self.images, self.shown = page.images, page.shown
        page.is_whole = self._read_page(path, name, text)
        self.problems, self.entries, self.images, self.shown = others
        return page

    def _read_page(self, path: str, name: str, text: str) -> bool:
        """Add the entries of a page; tell whether it gave all those that it holds."""
        source, problems = split(text, name)
        self.problems += problems
        if source is None:
            return False
        document = self._document(source.header, name, _MAX_HEADER, source.header_offset)
        if document is None:
            return False
        subkind = self._subkind(path, document, name)
        if subkind is None:
            return False
        identifier = self._identifier(path, subkind, name)
        defaults = self._defaults_for(path, subkind.kind)
        layered = document.over(defaults)
        shown = layered.data.get("illustration")
        if isinstance(shown, str):
            self.shown.add(shown)
        fields, problems = validate(subkind.kind.fields, layered, a(subkind.noun))
        self.problems += problems
        if not fields or identifier is None:
            return False
        if not self._check_markup(source.text, Place(name, source.text_offset + 1)):
            return False
        body, adopted = adopted_section(source.text)
        mentions, images = inline(body, name, source.text_offset)
        tied = passages(body, name, source.text_offset)
        self.images += images
        self._add(
            subkind,
            identifier,
            fields,
            layered,
            path=path,
            body=body,
            body_offset=source.text_offset,
            adopted=adopted,
            text=source.text,
            mentions=tuple(mentions),
            tied=tuple(tied),
        )
        return all(
            fields[item.key] or not layered.data.get(item.key)
            for item in subkind.kind.fields
            if item.entries
        )

    def _identifier(self, path: str, subkind: Subkind, name: str) -> str | None:
        stem = path.removesuffix(".md")
        identifier = stem if subkind.kind is PAGE else stem.rpartition("/")[2]
        *folders, last = identifier.split("/")
        for part, suffix in (*((folder, "") for folder in folders), (last, ".md")):
            if IDENTIFIER.fullmatch(part):
                continue
            if not fault(part + suffix):  # which is told where the file was found
                self._refuse_name(Place(name), part + suffix, suffix)
            return None
        return identifier

    def _refuse_name(self, place: Place, written: str, suffix: str = "") -> None:
        """P105: what cannot be an identifier, with one that can."""
        reason = fault(written) or NO_IDENTIFIER
        wanted = name_for(written.removesuffix(suffix)) or messages.OTHER_NAME
        self.problems.append(
            problem("P105", place, name=written, reason=reason, suggestion=f"{wanted}{suffix}")
        )

    def _add(
        self,
        subkind: Subkind,
        identifier: str,
        fields: dict[str, Any],
        document: Document,
        *,
        path: str,
        container: Entry | None = None,
        order: int | None = None,
        body: str = "",
        body_offset: int = 0,
        adopted: str = "",
        text: str = "",
        mentions: tuple[Mention, ...] = (),
        tied: tuple[Passage, ...] = (),
    ) -> None:
        """Add the entry that *fields* describe, and those that its records become."""
        kind = subkind.kind
        said = tuple(item for item in kind.fields if fields[item.key])
        links = list(_links(said, fields, document))
        if container is not None and kind.inside is not None:
            up = kind.inside
            links = [
                replace(link, target=f"{container.id}#{link.target}") if link.type.sibling else link
                for link in links
            ]
            if not any(link.type is kind.inside_parent for link in links):
                links.insert(0, DeclaredLink(up, container.id, document.place(["id"]), up.key))
        for passage in tied:
            words = " ".join(body[passage.text_start : passage.text_end].split())
            links += (
                DeclaredLink(TOLD, target, passage.place, PASSAGE_KEY, words)
                for target in passage.targets
            )
        self._check_sources(said, fields, document)
        self._check_counts(said, fields, document)
        entry = Entry(
            subkind=subkind,
            id=identifier,
            file=document.file,
            path=path,
            anchor=str(fields["id"]) if container is not None else "",
            fields=fields,
            places=_places(said, fields, document),
            links=tuple(links),
            mentions=mentions,
            passages=tied,
            body=body,
            body_offset=body_offset,
            adopted=adopted,
            text=text,
            container=container.key if container else None,
            sort_key=(order,) if order is not None else sort_key(fields, identifier),
        )
        self.entries.append(entry)
        for item in kind.fields:
            if item.entries:
                for index, record in enumerate(fields[item.key]):
                    written = document.child(item.key, index)
                    self._add(
                        self._record_subkind(KIND_BY_KEY[item.entries], record, written),
                        f"{identifier}#{record.id}",
                        vars(record),
                        written,
                        path=path,
                        container=entry,
                        order=index,
                        adopted=record.texte_adopte or "",
                    )

    def _record_subkind(self, kind: Kind, record: Any, document: Document) -> Subkind:
        """Return which part of *kind* a record says that it is, or else the first."""
        every = self.vocabulary.of(kind)
        if not record.type:
            return every[0]
        found = self.vocabulary.named(record.type)
        if found is None or found.kind is not kind:
            known = [subkind.key for subkind in every]
            reason = messages.TYPE_UNKNOWN.format(
                value=record.type, suggestion=suggestion(record.type, known)
            )
            self.problems.append(problem("P106", document.place(["type"]), reason=reason))
            return every[0]
        return found

    def _check_markup(self, text: str, start: Place) -> bool:
        """Refuse what *text*, which stands at *start*, may not hold; tell whether it is usable."""
        for code, judged in (("P119", overgrown), ("P112", tangle)):
            offset = judged(text)
            if offset is not None:
                line = start.line + text.count("\n", 0, offset)
                self.problems.append(problem(code, Place(start.file, line)))
                return False
        for refused in refusals(text):
            before = text[: refused.offset]
            line, column = before.count("\n"), refused.offset - before.rfind("\n")
            place = Place(start.file, start.line + line, column)
            if refused.is_error:
                self.problems.append(problem("P108", place, reason=sentence(refused)))
            elif refused.reason == "misleading":
                reason = misleading(as_read(refused.words))
                self.problems.append(problem("P117", place, value=refused.words, reason=reason))
            elif refused.reason == "hidden":
                self.problems += sign_checks.in_name(as_read(refused.words), place)
            else:
                self.problems.append(problem("P109", place, value=refused.words))
        self.problems += sign_checks.in_text(text, start)
        return True

    def _check_sources(
        self, items: tuple[Field, ...], fields: Mapping[str, Any], document: Document
    ) -> None:
        """Hold the source of each value against the sources of its own entry."""
        known = [source.cle for source in fields.get("sources") or () if source.cle]
        for path, source in _sources(items, fields):
            place = document.place([*path, "source"])
            is_address = source.startswith(("https://", "http://"))
            if is_address and not is_whole(source):
                reason = REASONS["expected_url"].format(value=source)
                self.problems.append(problem("P203", place, key="source", reason=reason))
            elif source not in known and not is_address:
                self.problems.append(
                    problem(
                        "P211",
                        place,
                        value=source,
                        suggestion=suggestion(source, known),
                    )
                )

    def _check_counts(
        self, items: tuple[Field, ...], fields: Mapping[str, Any], document: Document
    ) -> None:
        """Hold what an announced count counts against the kinds, in the town's words too."""
        for item in items:
            if not item.type.names_kinds:
                continue
            for key in item.type.kinds_named(fields[item.key] or {}):
                if self.vocabulary.kind_named(key) is None:
                    known = [s.key for s in self.vocabulary.subkinds]
                    reason = messages.COUNT_KIND_UNKNOWN.format(
                        value=key, suggestion=suggestion(key, known)
                    )
                    place = document.place([item.key, key], of_key=True)
                    self.problems.append(problem("P203", place, key=item.key, reason=reason))

    # --- Other files ---

    def _read_glossary(self, path: str, file: Path) -> None:
        name = f"{self.roots.content_name}/{path}"
        document = self._yaml(file, name)
        subkind = self.vocabulary.of(TERM)[0]
        for identifier in document.data if document else ():
            assert document is not None
            if not IDENTIFIER.fullmatch(identifier):
                self._refuse_name(document.place([identifier], of_key=True), identifier)
                continue
            nested = document.child(identifier)
            fields, problems = validate(TERM.fields, nested, a(subkind.noun))
            self.problems += problems
            if fields:
                self.entries.append(
                    Entry(
                        subkind,
                        identifier,
                        name,
                        f"{GLOSSARY_FOLDER}/{_INDEX}",
                        identifier,
                        fields,
                        nested.places(),
                        sort_key=sort_key(fields, identifier),
                    )
                )

    def _read_synonyms(self, file: Path, name: str) -> None:
        document = self._yaml(file, name)
        for said in document.data if document else ():
            assert document is not None
            targets, problems = lines(document, said)
            self.problems += problems
            if targets:
                self.synonyms[said] = targets

    def _neighbours(self, pins: Document) -> Iterator[Neighbour]:
        """Yield the towns whose copies are as they were pinned."""
        for key, pin in pins.data.items():
            file = f"{FEDERATION_FOLDER}/{key}.json"
            copy = self.roots.content / file
            held = pin if isinstance(pin, dict) else {}
            wanted, source = (str(held.get(name) or "") for name in PIN_KEYS[::-1])
            found, reason = None, ""
            if not IDENTIFIER.fullmatch(key) or file not in self.copies:
                reason = exports_words.PIN_NO_COPY
            elif not wanted:
                reason = exports_words.PIN_NO_HASH
            elif copy.stat().st_size > MAX_BYTES:
                reason = exports_words.PIN_NOT_DATA
            else:
                content = copy.read_bytes()
                found = neighbour(key, content, source) if digest(content) == wanted else None
                reason = exports_words.PIN_NOT_DATA
                if digest(content) != wanted:
                    reason = exports_words.PIN_CHANGED
                elif found is None and has_unseen(content):
                    reason = exports_words.PIN_UNSEEN
            place = pins.place([key], of_key=True)
            if found is not None:
                self._check_neighbour(found, place)
                yield found
            else:
                reason = reason.format(file=file)
                self.problems.append(problem("P502", place, value=key, reason=reason))

    def _check_neighbour(self, found: Neighbour, place: Place) -> None:
        """P117: addresses of another town's, which pages would show as links."""
        for address in (found.address, found.licence[1]):
            if reason := misleading(address):
                self.problems.append(problem("P117", place, value=address, reason=reason))

    def _read_addresses(self, file: Path, name: str) -> None:
        for number, line in enumerate((self._text(file, name) or "").splitlines(), start=1):
            if line.strip() and not line.startswith("#"):
                self.published.append((line.strip(), Place(name, number)))

    def _read_reviewed(self, file: Path, name: str) -> None:
        document = self._yaml(file, name)
        for first in document.data if document else ():
            assert document is not None
            others, problems = lines(document, first)
            self.problems += problems
            place = document.place([first], of_key=True)
            one = DeclaredLink(COMPARED, first, place, REVIEWED_FILE)
            for index, other in enumerate(others):
                place = document.place([first, index])
                self.reviewed.append((one, DeclaredLink(COMPARED, other, place, REVIEWED_FILE)))

    def _read_lenses(self, file: Path, name: str) -> None:
        document = self._yaml(file, name)
        if document is None:
            return
        fields, problems = validate(LENSES_FIELDS, document, quoted(LENSES_FILE))
        self.problems += problems
        self.lenses = tuple(
            Lens(LENS_KEY, record.id, record.titre, record.questions)
            for record in fields.get(LENSES_KEY) or ()
        )

    def _read_snapshot(self, file: Path, name: str) -> None:
        text = self._text(file, name)
        try:
            if text is not None:
                self.snapshots.append(snapshots.read(text, Place(name)))
        except JSONDecodeError as error:
            self.problems.append(problem("P602", Place(name, error.lineno, error.colno)))
        except ValueError:
            self.problems.append(problem("P602", Place(name)))

    def _read_readings(self, file: Path, name: str) -> None:
        document = self._yaml(file, name, is_ours=True)
        if document is None:
            return
        fields, problems = validate(READINGS_FIELDS, document, quoted(READINGS_FILE))
        self.problems += problems
        self.readings = tuple(
            Reading(
                record.de,
                record.empreinte,
                record.lu_le.last,
                record.texte or "",
                record.par,
                document.place([READINGS_KEY, index]),
            )
            for index, record in enumerate(fields.get(READINGS_KEY) or ())
        )

    def _read_framework(self, file: Path, name: str) -> None:
        document = self._yaml(file, name)
        if document is None:
            return
        fields, problems = validate(
            FRAMEWORK_FIELDS, document, a(self.vocabulary.noun(REFERENCE.key))
        )
        self.problems += problems
        if not fields:
            return
        key = fields["cle"]
        subkind = self.vocabulary.of(REFERENCE)[0]
        items = tuple(
            Entry(
                subkind,
                f"{key}:{record.id}",
                name,
                f"{FRAMEWORKS_FOLDER}/{key}/{record.id}.md",
                "",
                vars(record),
                {"titre": document.place(["elements", index])},
                container=("cadre", key),
                sort_key=(key, index),
            )
            for index, record in enumerate(fields["elements"])
        )
        self.frameworks.append(
            Framework(
                key,
                fields["titre"],
                fields["nom_court"] or fields["titre"],
                fields["en_bref"] or "",
                fields["avis"] or "",
                fields["sources"],
                items,
                f"{FRAMEWORKS_FOLDER}/{key}/{_INDEX}",
                name,
                fields["iri"] or "",
            )
        )
        self.entries += items

    def _read_illustrations(self) -> dict[str, Illustration]:
        root = self.roots.illustrations
        if self._leads_out(root, self.roots.illustrations_name, "illustrations"):
            self.has_pictures = False
            return {}
        if not root.is_dir():
            return {}
        folder = self.roots.illustrations_name
        named = [
            item
            for item in sorted(root.iterdir())
            if item.name.startswith(".") or self._check_name(item.name, f"{folder}/{item.name}")
        ]
        files = {item.name for item in named if item.is_file() and not item.is_symlink()}
        records = self._illustration_records(files)
        self.illustrations = frozenset(records)
        shown = (nested.data.get("fichier") for nested, _ in records.values())
        self.pictured |= {name for name in shown if isinstance(name, str)}
        self._check_unnamed(files, {key: nested.data for key, (nested, _) in records.items()})
        found: dict[str, Illustration] = {}
        for identifier, (nested, place) in records.items():
            fields, problems = validate(ILLUSTRATION_FIELDS, nested, quoted(identifier))
            self.problems += problems
            if not fields:
                continue
            if not fields["alt"] and not fields["decorative"]:
                self.problems.append(
                    problem("P212", place, value=identifier, fix=messages.ALT_IN_FILE)
                )
            reason = alternative_texts.fault(fields["alt"] or "", fields["fichier"])
            if reason:
                self.problems.append(
                    problem("P220", nested.place(["alt"]), value=identifier, reason=reason)
                )
            if not nested.data.get("credit"):
                self.problems.append(problem("P221", place, value=identifier))
            if fields["fichier"] not in files:
                self.problems.append(
                    problem(
                        "P213", nested.place(["fichier"]), value=identifier, file=fields["fichier"]
                    )
                )
                continue
            found[identifier] = Illustration(
                identifier,
                fields["fichier"],
                fields["alt"] or "",
                fields["description"] or "",
                fields["legende"] or "",
                fields["credit"] or "",
                fields["licence"] or "",
                fields["foyer"] or (50.0, 50.0),
                bool(fields["decorative"]),
                place,
                tuple(_hotspots(fields["reperes"], nested)),
            )
        return found

    def _illustration_records(self, files: set[str]) -> dict[str, tuple[Document, Place]]:
        """Return what each illustration says, and where: all in one file, or a file for each."""
        root, folder = self.roots.illustrations, self.roots.illustrations_name
        records: dict[str, tuple[Document, Place]] = {}
        if ILLUSTRATIONS_FILE in files:
            document = self._yaml(root / ILLUSTRATIONS_FILE, f"{folder}/{ILLUSTRATIONS_FILE}")
            for identifier in document.data if document else ():
                assert document is not None
                place = document.place([identifier], of_key=True)
                if not IDENTIFIER.fullmatch(identifier):
                    self._refuse_name(place, identifier)
                records[identifier] = (document.child(identifier), place)
        for file in sorted(files - {ILLUSTRATIONS_FILE}):
            identifier, dot, suffix = file.rpartition(".")
            if not dot or suffix not in ("yml", "yaml"):
                continue
            place = Place(f"{folder}/{file}")
            if not IDENTIFIER.fullmatch(identifier):
                if not fault(file):  # which is told with the others of the folder
                    self._refuse_name(place, file, f".{suffix}")
                continue
            document = self._yaml(root / file, place.file)
            if document is None:
                continue
            if identifier in records:
                other = records[identifier][1]
                self.problems.append(
                    problem("P206", place, value=identifier, other=f"{other.file}:{other.line}")
                )
                continue
            records[identifier] = (document, place)
        return records

    def _check_unnamed(self, files: set[str], illustrations: Mapping[str, Any]) -> None:
        """P223: a picture in the folder that no illustration names."""
        named = {
            record.get("fichier") for record in illustrations.values() if isinstance(record, dict)
        }
        for file in sorted(files - named):
            if file.lower().endswith(tuple(f".{suffix}" for suffix in PICTURE_SUFFIXES)):
                place = Place(f"{self.roots.illustrations_name}/{file}")
                self.problems.append(problem("P223", place))

    def _check_used(self, content: Content) -> None:
        """P222: an illustration that no entry asks for and no text shows."""
        shown = self.shown | {entry.fields.get("illustration") or "" for entry in content.entries}
        for unknown in shown - self.illustrations:
            # A misspelt one is shown all the same: one mistake is one problem.
            shown |= {*get_close_matches(unknown, self.illustrations, n=1)}
        in_text = {image.address.rpartition("/")[2] for image in self.images}
        for illustration in content.illustrations.values():
            if illustration.id not in shown and illustration.file not in in_text:
                self.problems.append(problem("P222", illustration.place, value=illustration.id))

    def _check_pictures(self, content: Content) -> None:
        known = self.illustrations
        self._check_used(content)
        for entry in content.entries:
            wanted = entry.fields.get("illustration")
            if wanted and wanted not in known and self.has_pictures:
                self.problems.append(
                    problem(
                        "P210",
                        entry.places["illustration"],
                        key="illustration",
                        value=wanted,
                        suggestion=suggestion(wanted, known),
                    )
                )
        for image in self.images:
            if not image.alt.strip():
                self.problems.append(
                    problem("P212", image.place, value=image.address, fix=messages.ALT_IN_TEXT)
                )
            elif reason := alternative_texts.fault(image.alt, image.address):
                self.problems.append(
                    problem("P220", image.place, value=image.address, reason=reason)
                )


def _links(
    fields: tuple[Field, ...], values: Mapping[str, Any], document: Document
) -> Iterator[DeclaredLink]:
    """Yield the links that *values* declare, those of their records too, in the order of fields."""
    for item in fields:
        value = values.get(item.key)
        if not value or item.entries:
            continue
        if item.link is not None:
            for index, target in enumerate(value if item.many else [value]):
                place = document.place([item.key, index] if item.many else [item.key])
                yield DeclaredLink(item.link, target, place, item.key)
        elif item.type.has_records:
            for index, record in enumerate(value if item.many else [value]):
                inner = document.child(item.key, index) if item.many else document.child(item.key)
                note = str(getattr(record, "texte", ""))
                for link in _links(item.fields, vars(record), inner):
                    yield replace(link, note=note)


def _places(
    fields: tuple[Field, ...], values: Mapping[str, Any], document: Document
) -> dict[str, Place]:
    """Return where each key stands and, as « key.0 », « key.1 », where each record of it does.

    Where each address does, too.
    """
    found = document.places()
    for item in fields:
        if item.many and item.type.is_placed:
            for index in range(len(values[item.key])):
                found[f"{item.key}.{index}"] = document.place([item.key, index])
    return found


def _hotspots(records: Iterable[Any], document: Document) -> Iterator[Hotspot]:
    for index, record in enumerate(records):
        place = document.place(["reperes", index, "entree"])
        link = DeclaredLink(SHOWN_AT, record.entree, place, SHOWN_AT.key)
        yield Hotspot(record.x, record.y, link, record.libelle or "")


def _sources(
    fields: tuple[Field, ...], values: Mapping[str, Any]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the key of each source that a value names, with the path to the value."""
    for item in fields:
        value = values.get(item.key)
        if not value or item.entries:
            continue
        if item.key == "source":
            yield (item.key,), str(value)
        elif item.type.has_sources:
            yield from (((item.key, i), source) for i, source in item.type.sources(value))
        elif item.type.has_records:
            for index, record in enumerate(value if item.many else [value]):
                for path, source in _sources(item.fields, vars(record)):
                    yield (item.key, index, *path), source

"""From a page to the entries that it holds, those of its records too."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from parapluie.model import (
    DeclaredLink,
    Entry,
    Mention,
    Passage,
    Place,
    sort_key,
)
from parapluie.problems import Problem, problem, softened, suggestion
from parapluie.vocabulary import messages
from parapluie.vocabulary.field_types.link_type import PROOF_KEY
from parapluie.vocabulary.fields import Field
from parapluie.vocabulary.file_names import fault
from parapluie.vocabulary.grammar import a
from parapluie.vocabulary.inside_words import INTERIOR_FOLDER
from parapluie.vocabulary.kinds import KIND_BY_KEY
from parapluie.vocabulary.kinds.common import DRAFT
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.kinds.page import PAGE
from parapluie.vocabulary.links import TOLD
from parapluie.vocabulary.local_words import Subkind, Vocabulary
from parapluie.vocabulary.rules import REASONS
from parapluie.vocabulary.web_addresses import is_whole, misleading
from parapluie.vocabulary.words import (
    PASSAGE_KEY,
)

from . import declared, sign_checks
from .content_files import INDEX, MAX_HEADER, document, is_interior, refused_name
from .costly_text import overgrown, tangle
from .entry_text import Image, adopted_section, inline, passages, split
from .folder_defaults import FolderDefaults
from .markup import refusals, sentence
from .parsed_markup import as_read
from .validators import IDENTIFIER, validate
from .yaml_nodes import Document


@dataclass(slots=True)
class PageEntries:
    """What a page holds."""

    key: tuple[object, ...] = ()  # what it was read by
    place: Place | None = None  # where it is
    problems: list[Problem] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)  # illustrations asked for, even wrongly
    is_whole: bool = True  # every entry that it holds could be read
    is_unpublished: bool = False  # a draft, or what stays inside


def page_entries(
    path: str, name: str, text: str, vocabulary: Vocabulary, defaults: FolderDefaults
) -> PageEntries:
    """Return what a page holds."""
    page = PageEntries(place=Place(name), is_unpublished=is_interior(path))
    page.is_whole = _PageReader(vocabulary, defaults, page).read_page(path, name, text)
    if page.is_unpublished:
        # What is not finished stops nothing.
        page.problems = [softened(found) for found in page.problems]
    return page


class _PageReader:
    def __init__(self, vocabulary: Vocabulary, defaults: FolderDefaults, page: PageEntries) -> None:
        self.vocabulary, self.defaults = vocabulary, defaults
        self.page = page
        self.problems, self.entries = page.problems, page.entries
        self.images, self.shown = page.images, page.shown

    def read_page(self, path: str, name: str, text: str) -> bool:
        """Add the entries of a page; tell whether it gave all those that it holds."""
        source, problems = split(text, name)
        self.problems += problems
        if source is None:
            return False
        header, problems = document(source.header, name, MAX_HEADER, source.header_offset)
        self.problems += problems
        if header is None:
            return False
        subkind = self._subkind(path, header, name)
        if subkind is None:
            return False
        identifier = self._identifier(path, subkind, name)
        defaults = self.defaults.given_to(path, subkind.kind)
        layered = header.over(defaults)
        written = layered.data.get(DRAFT.key)
        if isinstance(written, str) and written.strip().lower() in messages.YES:
            self.page.is_unpublished = True
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

    def _subkind(self, path: str, document: Document, name: str) -> Subkind | None:
        top, slash, rest = path.removeprefix(f"{INTERIOR_FOLDER}/").partition("/")
        folder = self.vocabulary.in_folder(top) if slash else None
        declared = document.data.get("type")
        if not isinstance(declared, str):
            if not slash or rest == INDEX:
                return self.vocabulary.of(PAGE)[0]
            if folder is None and is_interior(path):
                return self.vocabulary.of(PAGE)[0]
            if folder is None:
                reason = messages.TYPE_MISSING.format(
                    suggestion=suggestion(top, self.vocabulary.folders)
                )
                self.problems.append(problem("P106", Place(name), reason=reason))
            return folder
        found = self.vocabulary.named(declared)
        place = document.place(["type"])
        if found is None or (not found.kind.folder and not found.kind.is_plain_page):
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

    def _identifier(self, path: str, subkind: Subkind, name: str) -> str | None:
        stem = path.removesuffix(".md")
        identifier = stem if subkind.kind.is_plain_page else stem.rpartition("/")[2]
        *folders, last = identifier.split("/")
        for part, suffix in (*((folder, "") for folder in folders), (last, ".md")):
            if IDENTIFIER.fullmatch(part):
                continue
            if not fault(part + suffix):  # which is told where the file was found
                self.problems.append(refused_name(Place(name), part + suffix, suffix))
            return None
        return identifier

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
        said = tuple(item for item in subkind.kind.fields if fields[item.key])
        links = _links(subkind.kind, said, fields, document, container)
        links += _told(body, tied)
        held = container.fields.get("sources") if container else None
        self._check_sources(said, fields, document, (*(held or ()), *(fields.get("sources") or ())))
        self._check_counts(said, fields, document)
        entry = Entry(
            subkind=subkind,
            id=identifier,
            file=document.file,
            path=path,
            anchor=str(fields["id"]) if container is not None else "",
            fields=fields,
            places=declared.places(said, fields, document),
            links=tuple(links),
            mentions=mentions,
            passages=tied,
            body=body,
            body_offset=body_offset,
            adopted=adopted,
            text=text,
            container=container.key if container else None,
            sort_key=sort_key(fields, identifier, order),
        )
        self.entries.append(entry)
        self._add_records(entry, document)

    def _add_records(self, container: Entry, document: Document) -> None:
        for item in container.kind.fields:
            if item.entries:
                for index, record in enumerate(container.fields[item.key]):
                    written = document.child(item.key, index)
                    self._add(
                        self._record_subkind(KIND_BY_KEY[item.entries], record, written),
                        f"{container.id}#{record.id}",
                        vars(record),
                        written,
                        path=container.path,
                        container=container,
                        order=index,
                        adopted=record.texte_adopte or "",
                    )

    def _record_subkind(self, kind: Kind, record: Any, document: Document) -> Subkind:
        """Return which part of *kind* a record says that it is, or else the first."""
        every = self.vocabulary.of(kind)
        if not record.type:
            return every[0]
        found = self.vocabulary.named(record.type)
        if found is None or found.kind != kind:
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
        self,
        items: tuple[Field, ...],
        fields: Mapping[str, Any],
        document: Document,
        sources: Iterable[Any],
    ) -> None:
        """Hold the source of each value against the sources of its page."""
        known = [source.cle for source in sources if source.cle]
        for path, source in declared.sources(items, fields):
            place = document.place([*path, "source"])
            key = path[-1] if path[-1] == PROOF_KEY else "source"
            is_address = source.startswith(("https://", "http://"))
            if is_address and not is_whole(source):
                reason = REASONS["expected_url"].format(value=source)
                self.problems.append(problem("P203", place, key=key, reason=reason))
            elif source not in known and not is_address:
                self.problems.append(
                    problem(
                        "P211",
                        place,
                        key=key,
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


def _links(
    kind: Kind,
    items: tuple[Field, ...],
    fields: dict[str, Any],
    document: Document,
    container: Entry | None,
) -> list[DeclaredLink]:
    """Return the links of an entry's values, and that of a record to what holds it."""
    links = list(declared.links(items, fields, document))
    if container is not None and kind.inside is not None:
        up = kind.inside
        links = [
            replace(link, target=f"{container.id}#{link.target}") if link.type.sibling else link
            for link in links
        ]
        if not any(link.type is kind.inside_parent for link in links):
            links.insert(0, DeclaredLink(up, container.id, document.place(["id"]), up.key))
    return links


def _told(body: str, tied: Iterable[Passage]) -> Iterator[DeclaredLink]:
    """Yield the links that passages of *body* make."""
    for passage in tied:
        words = " ".join(body[passage.text_start : passage.text_end].split())
        for target in passage.targets:
            yield DeclaredLink(TOLD, target, passage.place, PASSAGE_KEY, words)

"""From a folder of Markdown to entries, and to every problem of every file.

Nothing on the way raises for an author's mistake: a file that cannot be read gives a problem, and
the others are read all the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from parapluie.model import (
    Content,
    DeclaredLink,
    Entry,
    Framework,
    Lens,
    Place,
    Reading,
    Snapshot,
)
from parapluie.problems import Problem, problem
from parapluie.speed.reasons import READING, Reason
from parapluie.vocabulary.council_fields import (
    LENSES_FILE,
    READINGS_FILE,
)
from parapluie.vocabulary.council_words import VERSIONS_FOLDER
from parapluie.vocabulary.exports_words import (
    ADDRESSES_FILE,
    FEDERATION_FILE,
    FEDERATION_FOLDER,
)
from parapluie.vocabulary.gaps_words import REVIEWED_FILE
from parapluie.vocabulary.local_words import Vocabulary
from parapluie.vocabulary.words import (
    DEFAULTS_FILE,
    DOCUMENT_SUFFIXES,
    FRAMEWORKS_FOLDER,
    GLOSSARY_FILE,
    SYNONYMS_FILE,
)

from . import special_files
from .content_files import Changes, ContentFiles, Roots, is_interior
from .entry_text import Image
from .folder_defaults import FolderDefaults
from .illustrations import Illustrations
from .page_entries import PageEntries, page_entries
from .yaml_nodes import Document

SHIPPED_FRAMEWORKS = Path(__file__).parent.parent / "referentiels"
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".tif", ".tiff", ".heic")


@dataclass(slots=True)
class Memory:
    """What the last reading found in each page, for who reads the same ones again and again."""

    pages: dict[str, PageEntries] = field(default_factory=dict)


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


class _Reader:
    def __init__(
        self, roots: Roots, vocabulary: Vocabulary, changes: Changes, memory: Memory | None
    ) -> None:
        self.files, self.vocabulary, self.memory = ContentFiles(roots, changes), vocabulary, memory
        self.problems = self.files.problems
        self.defaults = FolderDefaults()
        self.pages: list[tuple[str, Path]] = []
        self.pins: Document | None = None
        self.entries: list[Entry] = []
        self.frameworks: list[Framework] = []
        self.assets: list[str] = []
        self.synonyms: dict[str, tuple[str, ...]] = {}
        self.copies: set[str] = set()  # of other towns' data
        self.published: list[tuple[str, Place]] = []
        self.reviewed: list[tuple[DeclaredLink, DeclaredLink]] = []
        self.readings: tuple[Reading, ...] = ()
        self.snapshots: list[Snapshot] = []
        self.lenses: tuple[Lens, ...] = ()
        self.images: list[Image] = []
        self.pictured: set[str] = set()  # the files that stand among the texts
        self.unpublished: set[str] = set()  # files of drafts, and of what stays inside
        self.shown: set[str] = set()  # illustrations that pages ask for, even wrong pages

    def read(self) -> tuple[Content, list[Problem]]:
        roots = self.files.roots
        if self.files.leads_out(roots.content, roots.content_name, "docs_dir"):
            return Content(()), self.problems
        if not roots.content.is_dir():
            missing = problem("P402", Place("mkdocs.yml"), value=roots.content_name)
            return Content(()), [missing]
        for path, file in self.files.under(roots.content, roots.content_name):
            self._read_file(path, file)
        incomplete = self._read_pages(self.pages)
        own = {framework.key for framework in self.frameworks}
        for file in sorted(SHIPPED_FRAMEWORKS.glob("*.yml")):
            if file.stem not in own:
                self._read_framework(file, f"{FRAMEWORKS_FOLDER}/{file.name}")
        illustrations = Illustrations(self.files)
        shown = illustrations.read()
        content = Content(
            tuple(self.entries),
            tuple(sorted(self.frameworks, key=lambda f: f.key)),
            shown,
            frozenset(incomplete),
            tuple(self.assets),
            self.synonyms,
            tuple(special_files.neighbours(self.files, self.pins, self.copies))
            if self.pins
            else (),
            tuple(self.published),
            tuple(self.reviewed),
            self.readings,
            tuple(sorted(self.snapshots, key=lambda one: (one.day, one.place))),
            self.lenses,
            frozenset(self.pictured | illustrations.pictured),
            frozenset(self.unpublished),
        )
        illustrations.check(content, self.images, self.shown)
        return content, self.problems

    def _read_file(self, path: str, file: Path) -> None:
        """Read a file by what its name says that it is; pages wait for all defaults."""
        files, place = self.files, f"{self.files.roots.content_name}/{path}"
        name = path.rpartition("/")[2]
        if name == DEFAULTS_FILE:
            self.defaults.read(files, self.vocabulary, path, file)
        elif name.endswith(".md"):
            self.pages.append((path, file))
        elif path == GLOSSARY_FILE:
            self.entries += special_files.glossary(files, self.vocabulary, file, place)
        elif path == FEDERATION_FILE:
            self.pins = files.yaml_of(file, place)
        elif path.startswith(f"{FEDERATION_FOLDER}/"):
            self.copies.add(path)  # read where a pin asks for it
        elif path == ADDRESSES_FILE:
            self.published += special_files.addresses(files, file, place)
        elif path.startswith(f"{VERSIONS_FOLDER}/") and name.endswith(".json"):
            if snapshot := special_files.snapshot(files, file, place):
                self.snapshots.append(snapshot)
            self.assets.append(path)
        elif path == LENSES_FILE:
            self.lenses = special_files.lenses(files, file, place)
        elif path == READINGS_FILE:
            self.readings = special_files.readings(files, file, place)
        elif path == SYNONYMS_FILE:
            self.synonyms.update(special_files.synonyms(files, file, place))
        elif path == REVIEWED_FILE:
            self.reviewed += special_files.reviewed(files, file, place)
        elif path.startswith(f"{FRAMEWORKS_FOLDER}/") and name.endswith((".yml", ".yaml")):
            self._read_framework(file, place)
        else:
            self._read_other(path, file, Place(place))

    def _read_other(self, path: str, file: Path, place: Place) -> None:
        """Keep a document to publish; refuse what may not stand among the texts."""
        name = path.rpartition("/")[2]
        if is_interior(path):
            self.assets.append(path)
        elif name.lower().endswith(_PICTURES):
            folder = self.files.roots.illustrations_name
            self.problems.append(problem("P224", place, folder=folder))
            self.pictured.add(name)
        elif name.startswith("_"):
            return
        elif file.suffix.lower() in DOCUMENT_SUFFIXES:
            self.assets.append(path)
        else:
            self.problems.append(problem("P110", place, suffix=file.suffix or name))

    def _read_framework(self, file: Path, name: str) -> None:
        found = special_files.framework(self.files, self.vocabulary, file, name)
        if found is not None:
            self.frameworks.append(found)
            self.entries += found.items

    def _read_pages(self, pages: Iterable[tuple[str, Path]]) -> list[str]:
        """Add the entries of pages; return the paths of those that did not give all they hold."""
        memory = self.memory
        known = memory.pages if memory else {}
        of_all = {
            Reason.FOLDER_DEFAULTS: self.defaults.texts,
            # Entries know what they are by its own objects.
            Reason.TOWN_WORDS: self.vocabulary,
            Reason.FOLDERS: self.files.roots,
        }
        found: dict[str, PageEntries] = {}
        incomplete = []
        for path, file in pages:
            name = f"{self.files.roots.content_name}/{path}"
            text = self.files.text_of(file, name)
            page = known.get(path)
            key = READING.parts({Reason.FILE_TEXT: text, Reason.PAGE_PATH: path, **of_all})
            if text is None:
                page = PageEntries(is_whole=False)
            elif page is None or page.key != key:
                page = page_entries(path, name, text, self.vocabulary, self.defaults)
                page.key = key if memory else ()
            self.problems += page.problems
            if page.is_unpublished:
                self.unpublished.add(path)
            self.entries += page.entries
            self.images += page.images
            self.shown |= page.shown
            if not page.is_whole:
                incomplete.append(path)
            if memory is not None and text is not None:
                found[path] = page
        if memory is not None:
            memory.pages = found
        return incomplete

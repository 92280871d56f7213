"""The folders of a town, walked: files by the names that every system keeps, as text, as YAML."""

import os
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from parapluie.model import (
    CONTROL,
    Place,
)
from parapluie.problems import Problem, problem
from parapluie.vocabulary import messages
from parapluie.vocabulary.file_names import LONGEST_PATH, NO_IDENTIFIER, fault, kept_name, name_for
from parapluie.vocabulary.inside_words import INTERIOR_FOLDER
from parapluie.vocabulary.system_words import system_reason

from . import sign_checks
from .yaml_nodes import Document, code_of, read_yaml

INDEX = "index.md"
_MAX_BYTES = 1 << 20
MAX_HEADER = 1 << 17  # characters
_MAX_YAML = 1 << 19


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


class ContentFiles:
    """The files of a town as they are, or would be; what is wrong with them is in `problems`."""

    def __init__(self, roots: Roots, changes: Changes) -> None:
        self.roots, self.changes = roots, changes
        self.problems: list[Problem] = []
        self.added: dict[Path, set[Path]] = {}  # by folder, the new folders too
        for path in (path for path, raw in changes.items() if raw is not None):
            while path not in (roots.content, path.parent):
                self.added.setdefault(path.parent, set()).add(path)
                path = path.parent

    def leads_out(self, root: Path, name: str, key: str) -> bool:
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

    def under(self, root: Path, name: str) -> Iterator[tuple[str, Path]]:
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
                if not self.check_name(item.name, f"{name}/{path}"):
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

    def check_name(self, name: str, path: str) -> bool:
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

    def text_of(self, file: Path, name: str) -> str | None:
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

    def yaml_of(self, file: Path, name: str, *, is_ours: bool = False) -> Document | None:
        """Return what a file of YAML holds; *is_ours* where no author writes it."""
        text = self.text_of(file, name)
        return None if text is None else self.document(text, name, is_ours=is_ours)

    def document(self, text: str, name: str, *, is_ours: bool = False) -> Document | None:
        """Return what YAML of *name* holds."""
        found, problems = document(text, name, _MAX_YAML, is_ours=is_ours)
        self.problems += problems
        return found


def is_interior(path: str) -> bool:
    """Tell whether what stands at *path* of the content is for colleagues alone."""
    return INTERIOR_FOLDER in path.split("/")[:-1]


def document(
    text: str, name: str, limit: int, offset: int = 0, *, is_ours: bool = False
) -> tuple[Document | None, list[Problem]]:
    """Return what YAML of at most so many characters holds; values cost more than texts."""
    if len(text) > limit:
        reason = messages.YAML_TOO_LONG.format(limit=limit >> 10)
        return None, [problem("P102", Place(name, offset + 1), reason=reason)]
    found, problems = read_yaml(text, name, offset)
    if found is not None and not is_ours:
        problems += sign_checks.in_values(found, text)
    return found, problems


def refused_name(place: Place, written: str, suffix: str = "") -> Problem:
    """P105: what cannot be an identifier, with one that can."""
    reason = fault(written) or NO_IDENTIFIER
    wanted = name_for(written.removesuffix(suffix)) or messages.OTHER_NAME
    return problem("P105", place, name=written, reason=reason, suggestion=f"{wanted}{suffix}")


def _readable(name: str) -> bool:
    """Tell whether the name of a file is text on one line."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return not CONTROL.search(name) and "\n" not in name

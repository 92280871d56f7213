"""Paths in the content: as accents write them, relative ones, those that stood before."""

import unicodedata

from parapluie.model import Entry
from parapluie.vocabulary.local_words import Vocabulary


def former_paths(entry: Entry, vocabulary: Vocabulary) -> list[str]:
    """Return where the page of *entry* may have stood before, by its former ids.

    In its own folder, or in those of its kind: an entry may have taken the place of one there.
    """
    if entry.anchor:
        return []
    own = entry.path.rpartition("/")[0]
    folders = [own, *(s.folder for s in vocabulary.of(entry.kind) if s.folder and s.folder != own)]
    return [
        f"{folder}/{old}.md" if folder else f"{old}.md"
        for old in entry.fields.get("anciens_ids") or ()
        for folder in folders
    ]


def normal(path: str) -> str:
    """Return a path as every way of writing its accents has it."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def joined(path: str, relative: str) -> str:
    """Return the path that *relative*, written in the file at *path*, leads to."""
    parts = path.split("/")[:-1]
    for part in relative.split("/"):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)

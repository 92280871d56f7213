"""Illustrations: what their files say of them, and whether entries and texts show them."""

from collections.abc import Container, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from parapluie.model import (
    Content,
    Illustration,
    Place,
)
from parapluie.problems import problem, suggestion
from parapluie.vocabulary import messages
from parapluie.vocabulary.file_fields import ILLUSTRATION_FIELDS
from parapluie.vocabulary.file_names import fault
from parapluie.vocabulary.grammar import quoted
from parapluie.vocabulary.words import (
    ILLUSTRATIONS_FILE,
    PICTURE_SUFFIXES,
)

from . import alternative_texts
from .content_files import ContentFiles, refused_name
from .declared import hotspots
from .entry_text import Image
from .validators import IDENTIFIER, validate
from .yaml_nodes import Document


class Illustrations:
    """What is known of the illustrations of a town, once `read` has gone through their folder."""

    def __init__(self, files: ContentFiles) -> None:
        self.files = files
        self.can_be_read = True  # the folder
        self.named: frozenset[str] = frozenset()  # in their files, even wrongly
        self.pictured: set[str] = set()  # the files that they name

    def read(self) -> dict[str, Illustration]:
        """Return those that can be shown, by identifier."""
        root = self.files.roots.illustrations
        if self.files.leads_out(root, self.files.roots.illustrations_name, "illustrations"):
            self.can_be_read = False
            return {}
        if not root.is_dir():
            return {}
        folder = self.files.roots.illustrations_name
        named = [
            item
            for item in sorted(root.iterdir())
            if item.name.startswith(".")
            or self.files.check_name(item.name, f"{folder}/{item.name}")
        ]
        files = {item.name for item in named if item.is_file() and not item.is_symlink()}
        records = self._illustration_records(files)
        self.named = frozenset(records)
        shown = (nested.data.get("fichier") for nested, _ in records.values())
        self.pictured |= {name for name in shown if isinstance(name, str)}
        self._check_unnamed(files, {key: nested.data for key, (nested, _) in records.items()})
        found: dict[str, Illustration] = {}
        for identifier, (nested, place) in records.items():
            illustration = self._illustration(identifier, nested, place, files)
            if illustration is not None:
                found[identifier] = illustration
        return found

    def _illustration(
        self, identifier: str, nested: Document, place: Place, files: Container[str]
    ) -> Illustration | None:
        """Return what a record says, unless its values or its file fail it."""
        fields, problems = validate(ILLUSTRATION_FIELDS, nested, quoted(identifier))
        self.files.problems += problems
        if not fields:
            return None
        if not fields["alt"] and not fields["decorative"]:
            self.files.problems.append(
                problem("P212", place, value=identifier, fix=messages.ALT_IN_FILE)
            )
        reason = alternative_texts.fault(fields["alt"] or "", fields["fichier"])
        if reason:
            self.files.problems.append(
                problem("P220", nested.place(["alt"]), value=identifier, reason=reason)
            )
        if not nested.data.get("credit"):
            self.files.problems.append(problem("P221", place, value=identifier))
        if fields["fichier"] not in files:
            self.files.problems.append(
                problem("P213", nested.place(["fichier"]), value=identifier, file=fields["fichier"])
            )
            return None
        return Illustration(
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
            tuple(hotspots(fields["reperes"], nested)),
        )

    def _illustration_records(self, files: set[str]) -> dict[str, tuple[Document, Place]]:
        """Return what each illustration says, and where: all in one file, or a file for each."""
        root, folder = self.files.roots.illustrations, self.files.roots.illustrations_name
        records: dict[str, tuple[Document, Place]] = {}
        if ILLUSTRATIONS_FILE in files:
            document = self.files.yaml_of(
                root / ILLUSTRATIONS_FILE, f"{folder}/{ILLUSTRATIONS_FILE}"
            )
            for identifier in document.data if document else ():
                assert document is not None
                place = document.place([identifier], of_key=True)
                if not IDENTIFIER.fullmatch(identifier):
                    self.files.problems.append(refused_name(place, identifier))
                records[identifier] = (document.child(identifier), place)
        for file in sorted(files - {ILLUSTRATIONS_FILE}):
            identifier, dot, suffix = file.rpartition(".")
            if not dot or suffix not in ("yml", "yaml"):
                continue
            place = Place(f"{folder}/{file}")
            if not IDENTIFIER.fullmatch(identifier):
                if not fault(file):  # which is told with the others of the folder
                    self.files.problems.append(refused_name(place, file, f".{suffix}"))
                continue
            document = self.files.yaml_of(root / file, place.file)
            if document is None:
                continue
            if identifier in records:
                other = records[identifier][1]
                self.files.problems.append(
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
                place = Place(f"{self.files.roots.illustrations_name}/{file}")
                self.files.problems.append(problem("P223", place))

    def check(self, content: Content, images: Sequence[Image], asked: set[str]) -> None:
        """Hold what entries and texts show against what is known."""
        known = self.named
        self._check_used(content, images, asked)
        for entry in content.entries:
            wanted = entry.fields.get("illustration")
            if wanted and wanted not in known and self.can_be_read:
                self.files.problems.append(
                    problem(
                        "P210",
                        entry.places["illustration"],
                        key="illustration",
                        value=wanted,
                        suggestion=suggestion(wanted, known),
                    )
                )
        for image in images:
            if not image.alt.strip():
                self.files.problems.append(
                    problem("P212", image.place, value=image.address, fix=messages.ALT_IN_TEXT)
                )
            elif reason := alternative_texts.fault(image.alt, image.address):
                self.files.problems.append(
                    problem("P220", image.place, value=image.address, reason=reason)
                )

    def _check_used(self, content: Content, images: Sequence[Image], asked: set[str]) -> None:
        """P222: an illustration that no entry asks for and no text shows."""
        shown = asked | {entry.fields.get("illustration") or "" for entry in content.entries}
        for unknown in shown - self.named:
            # A misspelt one is shown all the same: one mistake is one problem.
            shown |= {*get_close_matches(unknown, self.named, n=1)}
        in_text = {image.address.rpartition("/")[2] for image in images}
        for illustration in content.illustrations.values():
            if illustration.id not in shown and illustration.file not in in_text:
                self.files.problems.append(
                    problem("P222", illustration.place, value=illustration.id)
                )

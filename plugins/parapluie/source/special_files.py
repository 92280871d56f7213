"""Files of the content that are no pages, each known by its name or its folder."""

from collections.abc import Container, Iterator
from json import JSONDecodeError
from pathlib import Path

from parapluie.model import (
    DeclaredLink,
    Entry,
    Framework,
    Lens,
    Neighbour,
    Place,
    Reading,
    Snapshot,
    sort_key,
)
from parapluie.problems import Problem, problem
from parapluie.source import snapshots
from parapluie.source.other_towns import MAX_BYTES, digest, has_unseen, neighbour
from parapluie.vocabulary import exports_words
from parapluie.vocabulary.council_fields import (
    LENS_KEY,
    LENSES_FIELDS,
    LENSES_FILE,
    LENSES_KEY,
    READINGS_FIELDS,
    READINGS_FILE,
    READINGS_KEY,
)
from parapluie.vocabulary.exports_words import (
    FEDERATION_FOLDER,
    PIN_KEYS,
)
from parapluie.vocabulary.file_fields import FRAMEWORK_FIELDS
from parapluie.vocabulary.gaps_words import REVIEWED_FILE
from parapluie.vocabulary.grammar import a, quoted
from parapluie.vocabulary.kinds.reference import REFERENCE
from parapluie.vocabulary.kinds.term import TERM
from parapluie.vocabulary.links import COMPARED
from parapluie.vocabulary.local_words import Vocabulary
from parapluie.vocabulary.web_addresses import misleading
from parapluie.vocabulary.words import (
    FRAMEWORKS_FOLDER,
    GLOSSARY_FOLDER,
)

from .content_files import INDEX, ContentFiles, refused_name
from .validators import IDENTIFIER, lines, validate
from .yaml_nodes import Document


def glossary(files: ContentFiles, vocabulary: Vocabulary, file: Path, name: str) -> Iterator[Entry]:
    """Yield the terms of the glossary."""
    document = files.yaml_of(file, name)
    subkind = vocabulary.of(TERM)[0]
    for identifier in document.data if document else ():
        assert document is not None
        if not IDENTIFIER.fullmatch(identifier):
            files.problems.append(
                refused_name(document.place([identifier], of_key=True), identifier)
            )
            continue
        nested = document.child(identifier)
        fields, problems = validate(TERM.fields, nested, a(subkind.noun))
        files.problems += problems
        if fields:
            yield Entry(
                subkind,
                identifier,
                name,
                f"{GLOSSARY_FOLDER}/{INDEX}",
                identifier,
                fields,
                nested.places(),
                sort_key=sort_key(fields, identifier),
            )


def synonyms(files: ContentFiles, file: Path, name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what residents say, with what is meant."""
    document = files.yaml_of(file, name)
    for said in document.data if document else ():
        assert document is not None
        targets, problems = lines(document, said)
        files.problems += problems
        if targets:
            yield said, targets


def neighbours(files: ContentFiles, pins: Document, copies: Container[str]) -> Iterator[Neighbour]:
    """Yield the towns whose copies are as they were pinned."""
    for key, pin in pins.data.items():
        file = f"{FEDERATION_FOLDER}/{key}.json"
        copy = files.roots.content / file
        held = pin if isinstance(pin, dict) else {}
        wanted, source = (str(held.get(name) or "") for name in PIN_KEYS[::-1])
        found, reason = None, ""
        if not IDENTIFIER.fullmatch(key) or file not in copies:
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
            files.problems += _misleading_addresses(found, place)
            yield found
        else:
            reason = reason.format(file=file)
            files.problems.append(problem("P502", place, value=key, reason=reason))


def _misleading_addresses(found: Neighbour, place: Place) -> Iterator[Problem]:
    """P117: addresses of another town's, which pages would show as links."""
    for address in (found.address, found.licence[1]):
        if reason := misleading(address):
            yield problem("P117", place, value=address, reason=reason)


def addresses(files: ContentFiles, file: Path, name: str) -> Iterator[tuple[str, Place]]:
    """Yield the addresses that were published, and where each is written."""
    for number, line in enumerate((files.text_of(file, name) or "").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield line.strip(), Place(name, number)


def reviewed(
    files: ContentFiles, file: Path, name: str
) -> Iterator[tuple[DeclaredLink, DeclaredLink]]:
    """Yield the pairs of which someone has said that they are no double."""
    document = files.yaml_of(file, name)
    for first in document.data if document else ():
        assert document is not None
        others, problems = lines(document, first)
        files.problems += problems
        place = document.place([first], of_key=True)
        one = DeclaredLink(COMPARED, first, place, REVIEWED_FILE)
        for index, other in enumerate(others):
            place = document.place([first, index])
            yield one, DeclaredLink(COMPARED, other, place, REVIEWED_FILE)


def lenses(files: ContentFiles, file: Path, name: str) -> tuple[Lens, ...]:
    """Return the lenses that are a town's own."""
    document = files.yaml_of(file, name)
    if document is None:
        return ()
    fields, problems = validate(LENSES_FIELDS, document, quoted(LENSES_FILE))
    files.problems += problems
    return tuple(
        Lens(LENS_KEY, record.id, record.titre, record.questions)
        for record in fields.get(LENSES_KEY) or ()
    )


def snapshot(files: ContentFiles, file: Path, name: str) -> Snapshot | None:
    """Return what a council adopted."""
    text = files.text_of(file, name)
    try:
        if text is not None:
            return snapshots.read(text, Place(name))
    except JSONDecodeError as error:
        files.problems.append(problem("P602", Place(name, error.lineno, error.colno)))
    except ValueError:
        files.problems.append(problem("P602", Place(name)))
    return None


def readings(files: ContentFiles, file: Path, name: str) -> tuple[Reading, ...]:
    """Return which wordings were read, when and by whom."""
    document = files.yaml_of(file, name, is_ours=True)
    if document is None:
        return ()
    fields, problems = validate(READINGS_FIELDS, document, quoted(READINGS_FILE))
    files.problems += problems
    return tuple(
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


def framework(
    files: ContentFiles, vocabulary: Vocabulary, file: Path, name: str
) -> Framework | None:
    """Return an outside framework with its elements."""
    document = files.yaml_of(file, name)
    if document is None:
        return None
    fields, problems = validate(FRAMEWORK_FIELDS, document, a(vocabulary.noun(REFERENCE.key)))
    files.problems += problems
    if not fields:
        return None
    key = fields["cle"]
    subkind = vocabulary.of(REFERENCE)[0]
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
    return Framework(
        key,
        fields["titre"],
        fields["nom_court"] or fields["titre"],
        fields["en_bref"] or "",
        fields["avis"] or "",
        fields["sources"],
        items,
        f"{FRAMEWORKS_FOLDER}/{key}/{INDEX}",
        name,
        fields["iri"] or "",
    )

"""Adopted wordings, by fingerprints that ignore typography, and what must be read again.

When the wording of an entry changes, all that depends on it is to be read again until somebody says
that they did. The file of readings keeps, for each wording, who has read it: it opens with what was
read, so that a person can read the file too, and a difference shows its words.
"""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher

from parapluie.meaning.graph import Graph
from parapluie.meaning.relations import Link
from parapluie.model import Entry, EntryKey, Place, Reading
from parapluie.vocabulary.grammar import LIGATURES
from parapluie.vocabulary.kinds.common import TITLE

# Words, numbers, and the signs that change what a number says. All else is typography.
_WORD = re.compile(r"\w+|[%$€<>=≤≥±]")
_LENGTH = 12  # hexadecimal figures: a town has thousands of wordings, not millions


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, went or came, by `sign`: nothing, « - » or « + »."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class ToRead:
    """A wording that changed, and what depends on it without having read it since."""

    source: Entry
    before: str  # as it was read last, where the file tells
    since: date | None  # when that was
    by: tuple[Entry, ...]

    @property
    def pieces(self) -> list[Piece]:
        """What changed, word by word; nothing where the file does not tell."""
        return difference(self.before, wording(self.source)) if self.before else []


def wording(entry: Entry) -> str:
    """Return the words that others depend on: the adopted text, or else what stands for it."""
    return _said(entry, entry.kind.worded_by)


def statement(entry: Entry) -> str:
    """Return the same without the title."""
    return _said(entry, [key for key in entry.kind.worded_by if key != TITLE.key])


def _said(entry: Entry, keys: Iterable[str]) -> str:
    if entry.adopted:
        return entry.adopted.strip()
    said = (str(entry.fields.get(key) or "").strip() for key in keys)
    return ".\n".join(filter(None, said))


def fingerprint(text: str) -> str:
    """Return what two texts share that differ by spaces, signs, quotes, capitals or marks only."""
    words = " ".join(_WORD.findall(_folded(text)))
    return hashlib.sha256(words.encode("utf-8")).hexdigest()[:_LENGTH]


def difference(before: str, after: str) -> list[Piece]:
    """Return what is the same, what went and what came, in the order of reading."""
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(
        None, [_bare(word) for word in old], [_bare(word) for word in new], autojunk=False
    )
    pieces: list[Piece] = []
    for name, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if name == "equal":
            pieces.append(Piece("", " ".join(new[new_from:new_to])))
            continue
        pieces += [
            Piece(sign, " ".join(words))
            for sign, words in (("-", old[old_from:old_to]), ("+", new[new_from:new_to]))
            if words
        ]
    return pieces


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(LIGATURES).casefold()


def _bare(word: str) -> str:
    return " ".join(_WORD.findall(_folded(word)))


# --- What is to be read again ---


def to_read(graph: Graph, readings: Iterable[Reading]) -> list[ToRead]:
    """Return each wording that changed since it was read, in the order of lists."""
    found = []
    for source, kept in _by_source(graph, readings).items():
        waiting = _waiting(graph, source, kept)
        if waiting:
            last = max(
                (reading for reading in kept if reading.fingerprint != _current(source)),
                key=lambda reading: reading.read_on,
            )
            found.append(ToRead(source, last.text, last.read_on, tuple(waiting)))
    place = {entry.key: number for number, entry in enumerate(graph.entries)}
    return sorted(found, key=lambda one: place[one.source.key])


def acknowledged(
    graph: Graph,
    readings: Iterable[Reading],
    today: date,
    readers: Collection[EntryKey] | None = None,
) -> list[Reading]:
    """Return the readings once *readers* have read all that they depend on, or else everyone.

    What was not followed yet is from now on; what no longer depends on a wording is left out.
    """
    kept = _by_source(graph, readings)
    return [
        reading
        for source in graph.entries
        if wording(source)
        for reading in _after(graph, source, kept.get(source, []), today, readers)
    ]


def _after(
    graph: Graph,
    source: Entry,
    known: Sequence[Reading],
    today: date,
    readers: Collection[EntryKey] | None,
) -> list[Reading]:
    """Return the readings of one wording, the oldest first."""
    waiting = _waiting(graph, source, known)
    still = [_name(one) for one in waiting if readers is not None and one.key not in readers]
    done = [_name(one) for one in _concerned(graph, source) if _name(one) not in still]
    older = [reading for reading in known if reading.fingerprint != _current(source)]
    newer = [reading for reading in known if reading.fingerprint == _current(source)]
    if still:
        # Who has read none of them yet waits with the last one.
        held = {name for reading in older for name in reading.by}
        last = max(older, key=lambda reading: reading.read_on)
        late = tuple(name for name in still if name not in held)
        older = [replace(one, by=one.by + late) if one is last else one for one in older]
    older = [replace(one, by=tuple(n for n in one.by if n in still)) for one in older]
    held = {name for reading in newer for name in reading.by}
    newer = [replace(one, by=tuple(n for n in one.by if n in done)) for one in newer]
    added = tuple(name for name in done if name not in held)
    if added:
        text = wording(source)
        new = Reading(_name(source), fingerprint(text), today, text, added, Place(""))
        # On one day, one reading.
        same = next((one for one in newer if one.read_on == today), None)
        newer = [one for one in newer if one is not same]
        newer.append(replace(new, by=same.by + added) if same else new)
    return sorted((one for one in (*older, *newer) if one.by), key=lambda one: one.read_on)


def _by_source(graph: Graph, readings: Iterable[Reading]) -> dict[Entry, list[Reading]]:
    found: dict[Entry, list[Reading]] = {}
    for reading in readings:
        for source in graph.resolver.find(reading.of)[:1]:
            names = [_name(entry) for name in reading.by for entry in graph.resolver.find(name)[:1]]
            found.setdefault(source, []).append(replace(reading, by=tuple(names)))
    return found


def _waiting(graph: Graph, source: Entry, kept: Iterable[Reading]) -> list[Entry]:
    """Return what depends on *source* and has not read its present wording.

    Where somebody has read it, an entry that no reading names is new: it was written after.
    """
    current = _current(source)
    read = {name for reading in kept if reading.fingerprint == current for name in reading.by}
    older = [reading for reading in kept if reading.fingerprint != current]
    if not older:
        return []
    named = {name for reading in older for name in reading.by}
    return [
        entry
        for entry in _concerned(graph, source)
        if _name(entry) not in read and (not read or _name(entry) in named)
    ]


def reasons_about(graph: Graph, reader: Entry, source: Entry) -> list[Link]:
    """Return the links of *reader* whose reason speaks of *source*: leads to it, or names it."""
    return [link for link in graph.out(reader) if link.why and _speaks_of(link, source)]


def _speaks_of(link: Link, source: Entry) -> bool:
    return link.target is source or any(named is source for _, named in link.mentions)


def _concerned(graph: Graph, source: Entry) -> list[Entry]:
    """Return what depends on *source*, then what gives reasons that speak of it."""
    found = {entry.key: entry for entry in graph.depending(source)}
    for link in graph.into(source):  # a reason that names it makes a mention too
        if link.origin is not source and reasons_about(graph, link.origin, source):
            found.setdefault(link.origin.key, link.origin)
    return list(found.values())


def _current(source: Entry) -> str:
    return fingerprint(wording(source))


def _name(entry: Entry) -> str:
    return f"{entry.kind.key}:{entry.id}"

"""Running a project through the framework: the lenses, what was answered, what is in tension."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from parapluie.meaning.graph import Graph
from parapluie.model import Entry, EntryKey, Lens, Place
from parapluie.vocabulary.council_words import TO_ANSWER
from parapluie.vocabulary.fields import Choice
from parapluie.vocabulary.kinds.common import TITLE
from parapluie.vocabulary.kinds.decision import ANSWERS, DECISION, DECISION_GENRES
from parapluie.vocabulary.links import (
    APPLIES,
    ARBITRATED_BY,
    CARRIED_BY,
    EXAMINES,
    FEEDS,
    FOR_GROUPS,
    IN_TENSION,
    PART_OF_ACTION,
    PART_OF_POLICY,
    PART_OF_PROCESS,
    SUPPORTED_BY,
)

TENSION = next(choice for choice in ANSWERS if choice.wants)
RUN = "crible"  # the genre of a decision, and the key of its records
_RECORDS = next(field for field in DECISION.fields if field.key == RUN)
_ANSWER = next(field for field in _RECORDS.fields if field.choices)
_FINDING, _GENRE, _WHEN = "constat", "genre", "quand"
_PARTIES = (FOR_GROUPS, CARRIED_BY, SUPPORTED_BY)
# From a project to what it serves; an umbrella is over everything, and its public is everyone.
_SERVES = frozenset(("realise", "dans", PART_OF_ACTION.key, PART_OF_POLICY.key))


def lenses(graph: Graph) -> list[Lens]:
    """Return what every project is looked at through: the town's own, or principles that ask."""
    if graph.own_lenses:
        return list(graph.own_lenses)
    return [
        Lens(APPLIES.targets[0], entry.id, entry.title, tuple(entry.fields["questions"]), entry)
        for entry in graph.of(APPLIES.targets[0])
        if entry.fields["questions"]
    ]


@dataclass(frozen=True, slots=True)
class Look:
    """A project seen through a lens; without a record, nobody has looked."""

    lens: Lens
    record: Any | None
    index: int | None  # of the record

    @property
    def answer(self) -> Choice | None:
        """The answer."""
        return self.record.reponse if self.record else None

    @property
    def is_begun(self) -> bool:
        """True where a record was prepared and nobody has written in it."""
        record = self.record
        if record is None or record.reponse or record.manque:
            return False
        return record.constat in (None, TO_ANSWER)


def screened(graph: Graph) -> list[Entry]:
    """Return what was run through the framework."""
    return [one for one in graph.where(lambda kind: RUN in kind.keys) if one.fields[RUN]]


def sheet(graph: Graph, decision: Entry) -> list[Look]:
    """Return a decision through each lens, then through principles that are no lens."""
    records: dict[tuple[str, str], tuple[int, Any]] = {}
    more: list[Lens] = []
    every = lenses(graph)
    known = {(lens.key, lens.id) for lens in every}
    for index, record in enumerate(decision.fields["crible"]):
        if record.principe:
            found = graph.resolver.find(record.principe, APPLIES.targets)
            if not found:
                continue
            key = (APPLIES.targets[0], found[0].id)
            if key not in known:
                questions = tuple(found[0].fields["questions"])
                more.append(Lens(*key, found[0].title, questions, found[0]))
        else:
            key = next((k for k in known if k[1] == record.lentille), ("", ""))
        if key[1]:
            records.setdefault(key, (index, record))
    return [
        Look(lens, record, index)
        for lens in (*every, *more)
        for index, record in [records.get((lens.key, lens.id), (None, None))]
        if record is not None or lens not in more
    ]


def owed(looks: Sequence[Look]) -> list[Look]:
    """Return the lenses that await an answer; a story of what was found owes none."""
    if any(look.answer or look.is_begun for look in looks):
        return [look for look in looks if look.answer is None]
    return []


def draft(graph: Graph, title: str, day: date, examined: str) -> str:
    """Return the file of a project to run through the framework, each lens to be answered."""
    genre = next(choice for choice in DECISION_GENRES if choice.key == RUN)
    head = [
        (TITLE.key, json.dumps(title, ensure_ascii=False)),
        (_GENRE, genre.key),
        (_WHEN, day.isoformat()),
    ]
    if examined:
        head.append((EXAMINES.key, examined))
    lines = [f"{key}: {value}" for key, value in head]
    lines.append(f"{RUN}:")
    for lens in lenses(graph):
        lines.append(f"  - {lens.key}: {lens.id}")
        lines += [f"    # {question}" for question in lens.questions]
        lines.append(f"    # {_ANSWER.key}: {', '.join(c.key for c in _ANSWER.choices)}")
        lines.append(f"    {_ANSWER.key}:")
        lines.append(f"    {_FINDING}: {TO_ANSWER}")
    return "\n".join(["---", *lines, "---", ""])


# --- Tensions ---


@dataclass(frozen=True, slots=True)
class Tension:
    """Two things that pull apart, and how it was settled, if it was."""

    origin: Entry
    other: Entry | None  # or the lens
    lens: Lens | None = None
    why: str = ""
    arbitration: str = ""
    decision: Entry | None = None  # that settled it
    arbiter: Entry | None = None
    until: Any | None = None
    place: Place | None = None  # where it was settled

    def is_due(self, today: date) -> bool:
        """Tell whether the day to come back to what was settled is past."""
        return bool(self.arbitration) and self.until is not None and self.until.last < today

    def is_open(self, today: date) -> bool:
        """Tell whether somebody has to settle it, or to come back to it."""
        return not self.arbitration or self.is_due(today)


def tensions(graph: Graph) -> list[Tension]:
    """Return every tension once, those that nobody settled first."""
    found: dict[frozenset[EntryKey], Tension] = {}
    for entry in graph.entries:
        for index, record in enumerate(entry.fields.get("tensions") or ()):
            for other in graph.resolver.find(record.avec)[:1]:
                pair = frozenset((entry.key, other.key))
                if pair in found and not record.arbitrage:
                    continue  # told on both sides, and settled on the other
                settled = graph.resolver.find(record.decision or "", ARBITRATED_BY.targets)
                found[pair] = Tension(
                    entry,
                    other,
                    arbitration=record.arbitrage or "",
                    decision=settled[0] if settled else None,
                    until=record.jusqu_au,
                    place=entry.places[f"tensions.{index}"],
                )
    for entry in graph.entries:
        for link in graph.out(entry, IN_TENSION.key):
            pair = frozenset((entry.key, link.target.key))
            found.setdefault(pair, Tension(entry, link.target))
    looks = [t for one in screened(graph) for t in of_decision(graph, one)]
    return sorted((*found.values(), *looks), key=lambda one: bool(one.arbitration))


def by_entry(graph: Graph) -> dict[Entry, list[Tension]]:
    """Return the tensions of each entry that has some, what other side it is on."""
    found: dict[Entry, list[Tension]] = {}
    for one in tensions(graph):
        for entry in dict.fromkeys(filter(None, (one.origin, one.other))):
            found.setdefault(entry, []).append(one)
    return found


def of_decision(graph: Graph, decision: Entry) -> list[Tension]:
    """Return the tensions that a project met at its lenses."""
    examined = [link.target for link in graph.out(decision, EXAMINES.key)]
    found = []
    for look in sheet(graph, decision):
        record = look.record
        if record is not None and look.answer is TENSION:
            arbiters = graph.resolver.find(record.arbitre_par or "")
            found.append(
                Tension(
                    examined[0] if examined else decision,
                    look.lens.entry,
                    look.lens,
                    record.constat or "",
                    record.arbitrage or "",
                    decision if record.arbitrage else None,
                    arbiters[0] if arbiters else None,
                    record.jusqu_au,
                    decision.places[f"{RUN}.{look.index}"],
                )
            )
    return found


# --- Who is touched, who was consulted ---


@dataclass(frozen=True, slots=True)
class Party:
    """A group or an actor that a project touches, by what, and where it was heard."""

    entry: Entry
    label: str  # of the link
    through: Entry
    heard: tuple[Entry, ...]  # activities, the oldest first


def parties(graph: Graph, entry: Entry) -> list[Party]:
    """Return whom a project touches, those who were not heard included.

    The project, what it comprises, and what it serves up to its policies; each by its nearest way.
    What was heard of a policy was not heard of each of its projects.
    """
    own = _own(graph, entry)
    activities = _activities(graph, own)
    found: dict[EntryKey, Party] = {}
    for one in (*own, *_served(graph, own)):
        for link in graph.out(one):
            if link.type in _PARTIES and link.target.key not in found:
                heard = tuple(
                    activity
                    for activity in activities
                    if any(k.target is link.target for k in graph.out(activity))
                )
                found[link.target.key] = Party(link.target, link.type.label, one, heard)
    return list(found.values())


def consultations(graph: Graph, entry: Entry) -> list[Entry]:
    """Return the activities where people spoke of a project, the oldest first."""
    return _activities(graph, _own(graph, entry))


def _own(graph: Graph, entry: Entry) -> list[Entry]:
    """Return an entry, what it examines or examines it, and what these comprise."""
    start = [entry, *(link.target for link in graph.out(entry, EXAMINES.key))]
    start += [link.origin for link in graph.into(entry, EXAMINES.key)]
    found = {one.key: one for one in start}
    waiting = list(found.values())
    for one in waiting:
        # What belongs to it without depending on what it serves, as a consultation, is no part.
        below = [link.origin for link in graph.into(one) if link.type == PART_OF_ACTION]
        below += [inner for inner, _ in graph.inside(one)]
        for other in below:
            if other.key not in found:
                found[other.key] = other
                waiting.append(other)
    return list(found.values())


def _served(graph: Graph, own: Sequence[Entry]) -> list[Entry]:
    found: dict[EntryKey, Entry] = {one.key: one for one in own}
    waiting = list(own)
    for one in waiting:
        for link in graph.out(one):
            if link.type.key in _SERVES and link.target.key not in found:
                found[link.target.key] = link.target
                waiting.append(link.target)
    return list(found.values())[len(own) :]


def _activities(graph: Graph, own: Sequence[Entry]) -> list[Entry]:
    found = {
        link.origin.key: link.origin
        for one in own
        for link in graph.into(one)
        if link.type in (FEEDS, PART_OF_PROCESS) and _hears(link.origin)
    }
    return sorted(found.values(), key=_day)


def _hears(activity: Entry) -> bool:
    """Tell whether people speak there; a milestone or a launch is no consultation."""
    if not activity.kind.is_process:
        return False
    genre = activity.fields.get("genre")
    return bool(activity.fields.get("apports")) or (genre is not None and genre.hears)


def _day(activity: Entry) -> date:
    period = activity.fields["quand"]
    day: date = (period.start or period.end).first
    return day

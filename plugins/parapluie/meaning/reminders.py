"""What the staff has to come back to: late, awaiting, stale or incomplete, by who carries it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parapluie.meaning.awaited import awaited
from parapluie.meaning.graph import Graph
from parapluie.meaning.progress import Delay, late
from parapluie.meaning.tracking import stale_since
from parapluie.model import Entry
from parapluie.vocabulary import reminders_words as words
from parapluie.vocabulary.dates import by_day, months_before, on_date
from parapluie.vocabulary.fields import Field
from parapluie.vocabulary.grammar import enumerate_words, quoted
from parapluie.vocabulary.links import CARRIED_BY
from parapluie.vocabulary.reminders_words import Why

_LATE = {
    Delay.START: words.LATE_START,
    Delay.END: words.LATE_END,
    Delay.STEP: words.LATE_STEP,
}


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of what is expected of its kind an entry says."""

    expected: tuple[Field, ...]
    missing: tuple[Field, ...]

    @property
    def filled(self) -> int:
        """How many of those expected it fills."""
        return len(self.expected) - len(self.missing)


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something about an entry that someone has to come back to."""

    why: Why
    entry: Entry
    what: str  # in French, to follow its title


@dataclass(frozen=True, slots=True)
class Reminders:
    """What someone has to come back to, the most pressing first."""

    carrier: Entry | None  # nobody, where none is named
    found: tuple[Reminder, ...]


def completeness(entry: Entry) -> Completeness:
    """Return how much of what is expected of its kind an entry says."""
    expected = tuple(item for item in entry.kind.fields if item.key in entry.kind.expects)
    missing = tuple(i for i in expected if entry.fields.get(i.key) in (None, (), "", []))
    return Completeness(expected, missing)


def reminders(graph: Graph, today: date, review_months: int) -> list[Reminders]:
    """Return what is to be come back to, by who carries it, in the order of lists; nobody last."""
    by_carrier: dict[Entry | None, list[Reminder]] = {}
    for one in _all(graph, today, review_months):
        by_carrier.setdefault(_carrier(graph, one.entry), []).append(one)
    place = {entry: number for number, entry in enumerate(graph.entries)}
    rank = {why: number for number, why in enumerate(Why)}
    found = []
    for carrier in sorted(by_carrier, key=lambda one: place[one] if one else len(place)):
        every = sorted(by_carrier[carrier], key=lambda one: rank[one.why])
        found.append(Reminders(carrier, tuple(every)))
    return found


def _all(graph: Graph, today: date, review_months: int) -> Iterator[Reminder]:
    for delay in late(graph, today):
        said = _LATE[delay.why].format(
            when=on_date(delay.when), by=delay.by(today), step=delay.step
        )
        yield Reminder(Why.LATE, delay.entry, said)
    for one in awaited(graph, today):
        of = words.AWAITED_OF.format(title=one.of.title) if one.of else ""
        of = words.AWAITED_COUNCIL if one.is_of_council else of
        until = f", {by_day(one.by)}" if one.by else ""
        said = words.AWAITED.format(what=one.what, of=of, until=until)
        yield Reminder(Why.AWAITING, one.entry, said)
    limit = months_before(today, review_months)
    for entry in graph.entries:
        sign = stale_since(entry, limit)
        if sign is not None:
            yield Reminder(Why.STALE, entry, words.STALE.format(when=on_date(sign)))
        full = completeness(entry)
        if full.missing:
            fields = enumerate_words(quoted(item.key) for item in full.missing)
            share = words.SHARE.format(filled=full.filled, expected=len(full.expected))
            said = words.INCOMPLETE.format(fields=fields, share=share)
            yield Reminder(Why.INCOMPLETE, entry, said)


def _carrier(graph: Graph, entry: Entry) -> Entry | None:
    """Return who carries an entry, or what holds it."""
    holder = graph.get(entry.container) if entry.container else None
    for one in (entry, holder):
        for link in graph.out(one, CARRIED_BY.key) if one else ():
            return link.target
    return None

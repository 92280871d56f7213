"""The process, as data: its time line, what was heard and what it became, what is open to all."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from parapluie.meaning.graph import Graph
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary.dates import PartialDate, Period, day_after, on_date
from parapluie.vocabulary.fields import Choice, Phase
from parapluie.vocabulary.grammar import Noun
from parapluie.vocabulary.kinds.activity import ACTIVITY, RECEPTIONS
from parapluie.vocabulary.links import FEEDS, PART_OF_PROCESS
from parapluie.vocabulary.local_words import Subkind
from parapluie.vocabulary.words import HEARD_PAGE

_NUMBER = re.compile(r"\+?\d[\d\s().-]*")


@dataclass(frozen=True, slots=True)
class Heard:
    """What someone said at an activity, and what it became."""

    activity: Entry
    anchor: str  # on the activity's page and on the page of all that was heard
    words: str
    reception: Choice | None
    reason: str
    targets: tuple[Entry, ...]

    @property
    def kept(self) -> bool:
        """True unless the answer says that it went nowhere, or not yet."""
        if self.reception is None:
            return True
        return any(key == FEEDS.key for _, key in self.reception.wants)


@dataclass(frozen=True, slots=True)
class Opening:
    """Until when one may take part in an activity, and how."""

    activity: Entry
    ways: Any  # the record of its front matter
    opens: PartialDate | None  # where that is still to come on the day of the build
    phase: Phase

    @property
    def closes(self) -> date:
        """The last day."""
        last: date = self.ways.jusqu_au.last
        return last

    @property
    def closed_from(self) -> date:
        """The first day when it is over."""
        return day_after(self.closes)

    @property
    def when(self) -> Period:
        """What to say of the days: « jusqu’au 3 février 2031 »."""
        return Period("", self.opens, self.ways.jusqu_au)

    @property
    def ended(self) -> str:
        """« le 3 février 2031 », « en février 2031 »."""
        return on_date(self.ways.jusqu_au)

    @property
    def phone(self) -> str:
        """The number as an address has it, without the extension that may follow it."""
        found = _NUMBER.search(self.ways.telephone or "")
        return re.sub(r"[^+\d]", "", found[0]) if found else ""


@dataclass(frozen=True, slots=True)
class Strand:
    """The activities of a year that belong to one project, or one that belongs to none."""

    head: Entry | None  # the one that is alone, or that the others belong to
    project: Entry | None  # what they belong to, where that is not the head
    dates: tuple[tuple[Period, tuple[Entry, ...]], ...]  # the others, those of a date together
    fed: tuple[Entry, ...]  # what each of several fed
    elsewhere: tuple[Entry, ...]  # those of the project in other years


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The activities of a list under their years, and how many of each sort."""

    years: tuple[tuple[str, tuple[Strand, ...]], ...]
    numbers: tuple[tuple[Noun, int], ...]
    announced: tuple[tuple[Entry, Subkind, int, int], ...]  # project, what, here, announced


@dataclass(slots=True)
class Answered:
    """What was heard that had one answer, or none where it has none yet."""

    reception: Choice | None
    heard: list[Heard] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The anchor of the answer."""
        return self.reception.key if self.reception else "sans-suite"


class Process:
    """What was heard and what is open, by activity and by what it fed."""

    def __init__(self, graph: Graph, today: date) -> None:
        """Index every activity of *graph* once."""
        self.graph, self.today = graph, today
        self.at: dict[EntryKey, list[Heard]] = {}
        self._fed_by: dict[EntryKey, list[Heard]] = {}
        for activity in graph.of(ACTIVITY.key):
            for number, record in enumerate(activity.fields["apports"], start=1):
                heard = self._heard(activity, number, record)
                self.at.setdefault(activity.key, []).append(heard)
                for target in heard.targets:
                    if heard.kept:
                        self._fed_by.setdefault(target.key, []).append(heard)

    def _heard(self, activity: Entry, number: int, record: Any) -> Heard:
        # The graph has the links of an entry together; those of one record are told by what they
        # name, which has led somewhere or there would be no page.
        found = [one for name in record.nourrit for one in self.graph.resolver.find(name)[:1]]
        targets = tuple({target.key: target for target in found}.values())
        return Heard(
            activity,
            f"{activity.id}-{number}",
            record.texte,
            record.suite,
            record.raison or "",
            targets,
        )

    def behind(self, entry: Entry) -> list[tuple[Heard, Entry]]:
        """Return what was heard that fed *entry* or an entry of its page, with which it fed."""
        parts = [k.origin for k in self.graph.into(entry) if k.origin.container == entry.key]
        return [(heard, fed) for fed in (entry, *parts) for heard in self._fed_by.get(fed.key, ())]

    def opening(self, activity: Entry) -> Opening | None:
        """Return how one may take part in an activity, if it says so."""
        ways = activity.fields["participer"]
        if ways is None:
            return None
        start, last = activity.fields["quand"].start, ways.jusqu_au.last
        # What begins after one may take part is an evening that one signs up for.
        to_come = start is not None and self.today < start.first <= last
        phase = Phase.BEFORE if to_come else Phase.DURING
        return Opening(
            activity, ways, start if to_come else None, Phase.DONE if last < self.today else phase
        )

    def openings(self, activities: Iterable[Entry]) -> list[Opening]:
        """Return what one may take part in now or soon, what closes first before the rest."""
        found = [opening for a in activities if (opening := self.opening(a))]
        return sorted(
            (opening for opening in found if opening.phase is not Phase.DONE),
            key=lambda opening: (opening.phase is Phase.BEFORE, opening.closes),
        )

    def project(self, activity: Entry) -> Entry | None:
        """Return the larger project that an activity belongs to: itself where it is one."""
        found, seen = activity, {activity.key}
        while found.kind.is_process:
            above = [link.target for link in self.graph.out(found, PART_OF_PROCESS.key)]
            if not above or above[0].key in seen:
                break
            found = above[0]
            seen.add(found.key)
        if found is not activity or self.graph.into(activity, PART_OF_PROCESS.key):
            return found
        return None

    def fed(self, activity: Entry) -> list[Entry]:
        """Return what an activity fed, as a whole or by what was heard there."""
        found = (link.target for link in self.graph.out(activity, FEEDS.key))
        return list({target.key: target for target in found}.values())

    def time_line(self, activities: Sequence[Entry]) -> TimeLine:
        """Return *activities*, which come in the order of their dates, under their years."""
        projects = {activity.key: self.project(activity) for activity in activities}
        together: dict[EntryKey, list[Entry]] = {}
        years: dict[str, dict[EntryKey, list[Entry]]] = {}
        for activity in activities:
            project = projects[activity.key]
            key = project.key if project else activity.key
            together.setdefault(key, []).append(activity)
            years.setdefault(_year(activity), {}).setdefault(key, []).append(activity)
        nouns: Counter[Noun] = Counter(activity.noun for activity in activities)
        found = {project.key: project for project in projects.values() if project}
        return TimeLine(
            tuple(
                (
                    year,
                    tuple(
                        self._strand(found.get(key), entries, together[key])
                        for key, entries in strands.items()
                    ),
                )
                for year, strands in years.items()
            ),
            tuple(nouns.most_common()),
            tuple(
                (project, *numbers)
                for project in found.values()
                for numbers in self.graph.announced(project)
                if numbers[0].kind.is_process
            ),
        )

    def _strand(
        self, project: Entry | None, entries: Sequence[Entry], together: Sequence[Entry]
    ) -> Strand:
        head = entries[0] if len(entries) == 1 else None
        head = next((entry for entry in entries if entry is project), head)
        dates: dict[str, list[Entry]] = {}
        for entry in entries:
            if entry is not head:
                dates.setdefault(str(entry.fields["quand"]), []).append(entry)
        fed = [{target.key: target for target in self.fed(entry)} for entry in entries]
        shared = set(fed[0]).intersection(*fed[1:]) if len(fed) > 1 else set()
        here = {entry.key for entry in entries}
        return Strand(
            head,
            project if project is not head else None,
            tuple((group[0].fields["quand"], tuple(group)) for group in dates.values()),
            tuple(target for key, target in fed[0].items() if key in shared),
            tuple(e for e in together if e.key not in here and e is not project),
        )


def heard_path(subkind: Subkind) -> str:
    """Return where the page of what was heard goes."""
    return f"{subkind.folder}/{HEARD_PAGE}.md"


def answers(process: Process, activities: Iterable[Entry]) -> list[Answered]:
    """Return what was heard under its answers, in the order of the vocabulary."""
    found = {choice.key: Answered(choice) for choice in RECEPTIONS}
    unanswered = Answered(None)
    for activity in activities:
        for heard in process.at.get(activity.key, ()):
            answer = found[heard.reception.key] if heard.reception else unanswered
            answer.heard.append(heard)
    return [answer for answer in (*found.values(), unanswered) if answer.heard]


def _year(activity: Entry) -> str:
    period = activity.fields["quand"]
    return str((period.start or period.end).first.year)

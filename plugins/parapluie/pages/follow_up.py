"""The page that says where things stand: progress, delays, what is to come, indicators."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from parapluie.meaning import progress
from parapluie.meaning.awaited import awaited, by_whom
from parapluie.meaning.graph import Graph
from parapluie.meaning.indicators import series
from parapluie.meaning.progress import Announced, Tally
from parapluie.meaning.tracking import ordered
from parapluie.model import Entry
from parapluie.vocabulary.dates import parse_date
from parapluie.vocabulary.fields import Phase
from parapluie.vocabulary.kinds.action import ACTION
from parapluie.vocabulary.kinds.actor import ACTOR
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.kinds.group import GROUP
from parapluie.vocabulary.kinds.indicator import INDICATOR
from parapluie.vocabulary.kinds.policy import POLICY
from parapluie.vocabulary.kinds.principle import PRINCIPLE
from parapluie.vocabulary.links import PLANS
from parapluie.vocabulary.local_words import Subkind
from parapluie.vocabulary.words import FOLLOW_PATH, MENU_FOLLOW, STATUS_KEY

from .charts import Segment, bar, look, phases
from .entry_facts import by_kind
from .page_data import SiteFile
from .press import Press


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chart and of its table."""

    id: str  # of its drawing in the page
    entry: Entry | None  # none: what belongs to none of the entries of the chart
    tally: Tally
    segments: tuple[Segment, ...]
    is_under: bool = False  # what counts for the entry only through what stands under it


@dataclass(frozen=True, slots=True)
class Chart:
    """What stands where, for each entry of a kind."""

    key: str
    lines: tuple[Line, ...]

    @property
    def looks(self) -> frozenset[str]:
        """How what the chart shows is drawn."""
        return _looks(line.tally for line in self.lines)


def pages(press: Press) -> list[SiteFile]:
    """Return the page that says where things stand, if there is anything to follow."""
    graph, options = press.graph, press.options
    indicators = graph.of(INDICATOR.key)
    standing = _standing(graph)
    if not graph.of(ACTION.key) and not indicators and not standing:
        return []
    press.offer(MENU_FOLLOW, MENU_FOLLOW, FOLLOW_PATH)

    def gather() -> dict[str, Any]:
        found = press.progress
        return {
            "whole": found.whole,
            "looks": _looks([found.whole]),
            "charts_shown": _charts(press),
            "late": ordered(
                progress.late(graph, options.today), options.priorities, lambda late: late.entry
            ),
            "waiting": by_whom(awaited(graph, options.today)),
            "coming": progress.to_come(graph, options.today),
            "reviews": progress.reviews(graph, options.today, options.review_months),
            "announced": [
                (f"annonce-{number}", each, _documented(each))
                for number, each in enumerate(progress.announced(graph), start=1)
            ],
            "standing": standing,
            "indicators": [series(indicator) for indicator in indicators],
        }

    return [
        press.render(
            "follow_up",
            FOLLOW_PATH,
            gather,
            today=parse_date(options.today.isoformat()),
            least_shared=progress.LEAST_SHARED,
        )
    ]


def _charts(press: Press) -> list[Chart]:
    graph, found = press.graph, press.progress
    policies: list[tuple[Entry | None, Tally, bool]] = []
    for policy in graph.of(POLICY.key):
        policies.append((policy, found.own(policy), False))
        under = found.under(policy)
        if under.total:
            policies.append((policy, under, True))
    carried = [(actor, found.own(actor), False) for actor in graph.of(ACTOR.key)]
    carried = [row for row in carried if row[1].total]
    carried.sort(key=lambda row: -row[1].total)
    charts = [
        _chart(POLICY, [*policies, (None, found.loose, False)]),
        _chart(PRINCIPLE, [(p, found.every(p), False) for p in graph.of(PRINCIPLE.key)]),
        _chart(GROUP, [(g, found.own(g), False) for g in graph.of(GROUP.key)]),
        _chart(ACTOR, [*carried, (None, found.unassigned, False)]),
    ]
    return list(filter(None, charts))


def _chart(kind: Kind, rows: Sequence[tuple[Entry | None, Tally, bool]]) -> Chart | None:
    """Return the chart of a kind, where there is something to show."""
    if not any(entry for entry, _, _ in rows) or not any(tally.total for _, tally, _ in rows):
        return None
    return Chart(kind.key, _lines(kind.key, rows))


def _standing(graph: Graph) -> list[tuple[Subkind, list[Entry]]]:
    """Return what has a status that is neither counted nor that of a document in force."""
    followed = graph.where(
        lambda kind: kind.field(STATUS_KEY) and not kind.is_done and kind.key not in PLANS
    )
    return by_kind((entry for entry in followed if entry.fields[STATUS_KEY]), graph)


def _lines(key: str, rows: Iterable[tuple[Entry | None, Tally, bool]]) -> tuple[Line, ...]:
    """Return the lines of a chart, all on the scale of the longest."""
    kept = [row for row in rows if row[0] or row[1].total]
    scale = max(tally.total for _, tally, _ in kept) or 1
    return tuple(
        Line(f"{key}-{number}", entry, tally, bar(phases(tally), scale), is_under)
        for number, (entry, tally, is_under) in enumerate(kept, start=1)
    )


def _documented(each: Announced) -> tuple[Segment, ...]:
    """Return the bar of what is announced: what is documented, then the rest."""
    documented = min(each.documented, each.announced)
    parts = ((look(Phase.DONE), documented), (look(None), each.announced - documented))
    return bar(parts, each.announced)


def _looks(tallies: Iterable[Tally]) -> frozenset[str]:
    return frozenset(name for tally in tallies for name, number in phases(tally) if number)

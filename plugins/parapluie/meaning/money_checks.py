"""What the content says of money as a whole: a function per rule, each yielding problems."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from parapluie.meaning.graph import Graph
from parapluie.meaning.money import Line, Money, announced_by, lines_of, years_of
from parapluie.meaning.progress import Progress
from parapluie.model import Entry
from parapluie.problems import Problem, problem
from parapluie.source.options import Options
from parapluie.vocabulary.dates import Period
from parapluie.vocabulary.field_types.measure_types import dollars
from parapluie.vocabulary.kinds.asked import BUDGET, BUDGET_TOTAL
from parapluie.vocabulary.money_words import REAL_AHEAD, REAL_OUTSIDE, WITH_PARTS


def spent_out_of_time(graph: Graph, options: Options) -> Iterator[Problem]:
    """P317: something is spent in years that have not come, or that are not those of the entry."""
    for entry in graph.entries:
        for index, line in enumerate(lines_of(entry)):
            if line.quand and (line.reel is not None or line.jours_reels is not None):
                reason = _out_of_time(line.quand, entry.fields.get("periode"), options.today)
                if reason:
                    place = entry.places[f"{BUDGET.key}.{index}"]
                    yield problem("P317", place, when=line.quand, reason=reason)


def _out_of_time(spent: Period, period: Period | None, today: date) -> str:
    if spent.start and spent.start.first > today:
        return REAL_AHEAD
    if period is None:
        return ""
    before = spent.start and period.start and spent.start.first.year < period.start.first.year
    after = spent.end and period.end and spent.end.last.year > period.end.last.year
    return REAL_OUTSIDE.format(period=period) if before or after else ""


def announced_total_against_lines(graph: Graph, options: Options) -> Iterator[Problem]:
    """P318: what is planned line by line exceeds what is announced, or is all there and differs."""
    announcing = [entry for entry in graph.entries if announced_by(entry) is not None]
    if not announcing:
        return
    money, progress = Money(graph), Progress(graph)
    for entry in announcing:
        announced = announced_by(entry) or Decimal(0)
        holding = money.own(entry)
        planned = holding.amounts.planned.total
        if planned is None or planned == announced:
            continue
        parts = [one for one in holding.documented if one.kind.is_done and one is not entry]
        is_whole = len(parts) == progress.own(entry).total
        if planned > announced or (is_whole and _says_all(entry, holding.lines)):
            yield problem(
                "P318",
                entry.places[BUDGET_TOTAL.key],
                announced=dollars(announced),
                planned=dollars(planned),
                parts=WITH_PARTS if set(holding.entries) - {entry} else "",
            )


def _says_all(entry: Entry, lines: list[Line]) -> bool:
    """Tell whether lines cover every year of an entry, and no planned amount is missing."""
    wanted = set(years_of(entry.fields.get("periode")))
    covered = {year for line in lines for year in years_of(line.quand)}
    return bool(wanted) and wanted <= covered and all(line.prevu is not None for line in lines)

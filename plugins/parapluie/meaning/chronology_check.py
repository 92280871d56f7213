"""P326: two entries and the link between them, whose dates cannot all be right."""

from collections.abc import Iterator

from parapluie.meaning.graph import Graph
from parapluie.meaning.relations import Link
from parapluie.meaning.sentences import named
from parapluie.meaning.standing import Standing, Standings
from parapluie.problems import Problem, problem
from parapluie.source.options import Options
from parapluie.vocabulary.dates import PartialDate, on_date
from parapluie.vocabulary.links import REPLACES


def impossible_orders(graph: Graph, options: Options) -> Iterator[Problem]:
    """P326: an entry was over before what it depends on began, or began before what it replaces.

    Only what is certain counts: a date that is not known, or that sources dispute, is no limit.
    """
    standings = Standings(graph)
    for entry in graph.entries:
        for link in graph.out(entry):
            if link.target.key == entry.container:
                continue
            if link.type.carries_dependence:
                wrong = standings.of_link(link) is Standing.BEFORE
            else:
                wrong = link.type.key == REPLACES.key and _began_before(standings, link)
            if wrong:
                yield problem(
                    "P326",
                    link.place,
                    key=link.type.key,
                    entry=named(entry),
                    other=named(link.target),
                    begins=on_date(_first(standings, link)),
                )


def _began_before(standings: Standings, link: Link) -> bool:
    own, other = standings.begun(link.origin), standings.begun(link.target)
    if not own or not other or any(day.approximate for day in (*own, *other)):
        return False
    return max(day.last for day in own) < min(day.first for day in other)


def _first(standings: Standings, link: Link) -> PartialDate:
    """Return the first day of what the link leads to, or of the link where that is said."""
    if link.reason and link.reason.since:
        return link.reason.since
    return min(standings.begun(standings.holder(link.target)), key=lambda day: day.first)

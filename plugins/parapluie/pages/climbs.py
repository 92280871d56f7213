"""The ways up drawn as ladders: what they share is climbed once, and each principle named once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from parapluie.meaning.relations import Chain, Link
from parapluie.meaning.standing import Standing, Standings
from parapluie.model import Entry

from .page_data import Ladder
from .upward import ladders


@dataclass(slots=True)
class Rung:
    """What one goes by, and what that leads to at once; the foot goes by nothing."""

    links: list[Link] = field(default_factory=list)
    applied: list[Link] = field(default_factory=list)


Climb = list[Rung]


def climbs(found: Sequence[Ladder]) -> list[Climb]:
    """Return ladders, the shortest way first: the foot, then a rung for each step.

    A way that others go on from is a part of the first of them. Ways that lead to the same things
    by as many steps are one, with two links on a rung.
    """
    ways = {ladder.steps: ladder.links for ladder in found}
    trunks = [way for way in ways if not any(_goes_on(other, way) for other in ways)]
    told: set[Chain] = set()
    every: list[Climb] = []
    for trunk in trunks:
        rungs = [Rung()] + [Rung([link]) for link in trunk]
        for number, rung in enumerate(rungs):
            if trunk[:number] in ways and trunk[:number] not in told:
                told.add(trunk[:number])
                rung.applied = list(ways[trunk[:number]])
        every.append(_named_once(rungs))
    return _merged(every)


def drawn(standings: Standings, entry: Entry) -> dict[str, Any]:
    """Return why *entry* is there: its ladders, and the reasons that stand on no rung of them."""
    found = climbs(ladders(standings, entry))
    shown = {link for climb in found for rung in climb for link in (*rung.links, *rung.applied)}
    argued = [
        link
        for link in standings.graph.out(entry)
        if link.reason and link.type.carries_dependence and link not in shown
        if standings.of_link(link) is Standing.HOLDS
    ]
    return {"climbs": found, "argued": argued}


def _goes_on(other: Chain, way: Chain) -> bool:
    return len(other) > len(way) and other[: len(way)] == way


def _named_once(climb: Climb) -> Climb:
    """Leave out what a rung below leads to, but where nothing else is above, and what is a rung."""
    for rung, above in pairwise(climb):
        rung.applied = [link for link in rung.applied if link not in above.links]
    below = {link.target for link in climb[0].applied}
    for rung in climb[1:]:
        rung.applied = [k for k in rung.applied if k.target not in below] or rung.applied
        below.update(link.target for link in rung.applied)
    return climb


def _merged(every: list[Climb]) -> list[Climb]:
    by_ends: dict[tuple[frozenset[str], ...], Climb] = {}
    for climb in every:
        ends = tuple(frozenset(link.target.id for link in rung.applied) for rung in climb)
        same = by_ends.setdefault(ends, climb)
        if same is not climb:
            for rung, other in zip(same, climb, strict=True):
                rung.links += _new(rung.links, other.links)
                rung.applied += _new(rung.applied, other.applied)
    return list(by_ends.values())


def _new(held: Sequence[Link], others: Iterable[Link]) -> list[Link]:
    targets = {link.target for link in held}
    return [link for link in others if link.target not in targets]

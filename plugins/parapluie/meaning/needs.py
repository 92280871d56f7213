"""Needs through a merger: what answered each before, what answers it since, and which is lost.

A need outlives the policies that answer it. When one replaces others, each need that they, their
objectives or what depends on them answered is to be answered still, by anything in force.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parapluie.meaning.graph import Graph
from parapluie.meaning.sentences import named
from parapluie.meaning.standing import Standings
from parapluie.model import Entry
from parapluie.problems import Problem, problem
from parapluie.source.options import Options
from parapluie.vocabulary.grammar import contract
from parapluie.vocabulary.links import ANSWERS, PLANS, REPLACES
from parapluie.vocabulary.words import TO


@dataclass(frozen=True, slots=True)
class Through:
    """A need, what answered it in what was replaced, and what answers it today."""

    need: Entry
    before: tuple[Entry, ...]
    after: tuple[Entry, ...]

    @property
    def is_lost(self) -> bool:
        """Tell whether nothing answers it any more, and nobody says why."""
        return not self.after and not self.need.fields["sans_suite"]


def needs_through(standings: Standings, policy: Entry) -> list[Through]:
    """Return the needs of what *policy* replaces, in the order of lists."""
    graph = standings.graph
    before: dict[Entry, dict[Entry, None]] = {}
    for link in graph.out(policy, REPLACES.key):
        for one in (link.target, *graph.depending(link.target)):
            for answer in graph.out(one, ANSWERS.key):
                before.setdefault(answer.target, {})[one] = None
    return [
        Through(need, tuple(before[need]), tuple(answers(standings, need)))
        for need in sorted(before, key=lambda one: one.sort_key)
    ]


def answers(standings: Standings, need: Entry) -> Sequence[Entry]:
    """Return what answers a need today."""
    found = (link.origin for link in standings.graph.into(need, ANSWERS.key))
    return [one for one in found if not standings.days(one).is_over]


def lost_needs(graph: Graph, options: Options) -> Iterator[Problem]:
    """P329: a policy replaces others, and nothing answers any more a need that they answered."""
    standings = Standings(graph)
    for policy in (one for key in PLANS for one in graph.of(key)):
        for found in needs_through(standings, policy):
            if found.is_lost:
                (link, *_) = graph.out(policy, REPLACES.key)
                yield problem(
                    "P329",
                    link.place,
                    old=named(found.before[0]),
                    to_need=contract(TO, named(found.need)),
                    new=named(policy),
                )

"""The framework in twenty minutes, for a new councillor or employee: for all, then by service."""

from collections.abc import Callable, Iterable
from functools import cached_property, partial
from typing import Any, Generic, TypeVar

from parapluie.meaning.progress import Late, late
from parapluie.meaning.screening import Tension, tensions
from parapluie.meaning.tracking import ordered
from parapluie.meaning.wordings import to_read
from parapluie.model import Entry
from parapluie.site.paths import carriers, twenty_path
from parapluie.vocabulary.council_words import TWENTY_PATH, TWENTY_TITLE
from parapluie.vocabulary.kinds.policy import POLICY
from parapluie.vocabulary.kinds.principle import PRINCIPLE
from parapluie.vocabulary.links import CARRIED_BY, SUPPORTED_BY
from parapluie.vocabulary.words import MENU_STAFF

from .page_data import SiteFile
from .press import Press

T = TypeVar("T")


def pages(press: Press) -> list[SiteFile]:
    """Return the page for all, and one for each actor that carries something."""
    graph = press.graph
    found = carriers(graph)
    if not found or not press.options.has_tools:
        return []
    press.offer(MENU_STAFF, TWENTY_TITLE, TWENTY_PATH)
    whole = _Whole(press)
    ways = [(actor, twenty_path(actor)) for actor in found]
    files = [
        press.render(
            "twenty", TWENTY_PATH, partial(whole.gather, None), title=TWENTY_TITLE, ways=ways
        )
    ]
    for actor, path in ways:
        gather = partial(whole.gather, actor)
        files.append(press.render("twenty", path, gather, title=TWENTY_TITLE, ways=ways))
    return files


class _Whole:
    """What every page asks, found once."""

    def __init__(self, press: Press) -> None:
        self.graph, self.today = press.graph, press.options.today
        self.priorities = press.options.priorities
        self.standings = press.gatherer.standings

    @cached_property
    def _bound(self) -> tuple[list[Entry], list[Entry]]:
        """What holds for everything, and the principles that it brings, or else all of them."""
        graph = self.graph
        every = (p for p in graph.of(POLICY.key) if p.fields["s_impose_a_tout"])
        over = [policy for policy in every if not self.standings.days(policy).is_over]
        bound = {k.target for policy in over for k in graph.out(policy, "principes")}
        principles = [p for p in graph.of(PRINCIPLE.key) if p in bound]
        return over, principles or [
            p for p in graph.of(PRINCIPLE.key) if not graph.out(p, "parent")
        ]

    @cached_property
    def _rank(self) -> dict[Entry, int]:
        """The place of each policy in lists."""
        return {policy: rank for rank, policy in enumerate(self.graph.of(POLICY.key))}

    @cached_property
    def _tensions(self) -> "_Open[Tension]":
        found = [one for one in tensions(self.graph) if one.is_open(self.today)]
        return _Open(found, lambda one: (one.origin, one.other))

    @cached_property
    def _waiting(self) -> "_Open[Entry]":
        found = to_read(self.graph, self.graph.readings)
        waiting = dict.fromkeys(entry for one in found for entry in one.by)
        return _Open(waiting, lambda entry: (entry,))

    @cached_property
    def _late(self) -> "_Open[Late]":
        found = ordered(late(self.graph, self.today), self.priorities, lambda one: one.entry)
        return _Open(found, lambda one: (one.entry,))

    def gather(self, actor: Entry | None) -> dict[str, Any]:
        """Return what binds, what is done and what is open, for an actor or for all."""
        graph = self.graph
        over, principles = self._bound
        own = [link.origin for link in graph.into(actor, CARRIED_BY.key)] if actor else []
        helped = [link.origin for link in graph.into(actor, SUPPORTED_BY.key)] if actor else []
        served = {p for entry in own for p in (entry, *self.standings.reached(entry, POLICY.key))}
        mine = own if actor else None
        return {
            "actor": actor,
            "over": over,
            "principles": principles,
            "policies": sorted(served & self._rank.keys() - set(over), key=self._rank.__getitem__),
            "actions": [entry for entry in own if entry.kind.is_done],
            "helped": [entry for entry in helped if entry.kind.is_done],
            "tensions": self._tensions.of(mine),
            "waiting": self._waiting.of(mine),
            "late": self._late.of(mine),
        }


class _Open(Generic[T]):
    """What is open, in order, and of it what is about some entries."""

    def __init__(self, found: Iterable[T], about: Callable[[T], Iterable[Entry | None]]) -> None:
        self._all = list(found)
        self._by_entry: dict[Entry, list[int]] = {}
        for rank, one in enumerate(self._all):
            for entry in filter(None, about(one)):
                self._by_entry.setdefault(entry, []).append(rank)

    def of(self, entries: Iterable[Entry] | None) -> list[T]:
        """Return what is about *entries*, or all of it."""
        if entries is None:
            return self._all
        ranks = {rank for entry in entries for rank in self._by_entry.get(entry, ())}
        return [self._all[rank] for rank in sorted(ranks)]

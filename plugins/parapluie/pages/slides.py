"""The slides of a plan for an evening: a page to print in 16:9, made when it is asked for."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parapluie.meaning.graph import Graph
from parapluie.meaning.plan_state import State, state_of
from parapluie.meaning.progress import Event
from parapluie.model import Entry
from parapluie.source.options import Options
from parapluie.vocabulary.fields import Choice
from parapluie.vocabulary.grammar import capitalize
from parapluie.vocabulary.links import APPLIES, CARRIED_BY

from .environment import environment

STYLE = "diapos.css"
_STYLE_FILE = Path(__file__).parent.parent / "assets" / "slides.css"
_LINES = 7  # of large type on a slide
_LETTERS = 52  # that surely fit on a line of it
_LONGEST = 150  # letters of a text; the site has the rest


@dataclass(frozen=True, slots=True)
class Item:
    """A line or two of a slide."""

    text: str
    more: Any = None  # a status, a date, a way to reach someone: as the template prints it


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide; *key* tells the template what it holds."""

    key: str
    title: str  # of the objective, where it is the slide of one
    items: tuple[Item, ...]
    is_next: bool = False  # it goes on from the one before


def slides_page(graph: Graph, options: Options, policy: Entry) -> str | None:
    """Return the page of the slides of a policy; nothing where nothing stands under it.

    Its style is at `STYLE`, beside it.
    """
    state = state_of(graph, policy, options.today)
    if state is None:
        return None
    template = environment(options, graph).get_template("slides.html.jinja")
    return template.render(
        policy=policy,
        slides=list(slides(graph, policy, state)),
        options=options,
        organisation=capitalize(options.organisation),
        style=STYLE,
        brief=_short(policy.summary),
        title=_short(policy.title),
    )


def style(options: Options) -> str:
    """Return the style of the slides, in the colours of the town."""
    return options.palette.style() + _STYLE_FILE.read_text("utf-8")


def slides(graph: Graph, policy: Entry, state: State) -> Iterator[Slide]:
    """Yield what follows the title: why, where it stands, each objective, what comes, whom to ask.

    What waits has slides of its own.
    """
    principles = graph.nearest(policy, APPLIES.targets[0])
    yield from _split("why", "", (Item(_short(one.title)) for one in principles))
    yield Slide("glance", "", tuple(_glance(state)))
    for part in state.parts:
        title = _short(part.objective.title) if part.objective else ""
        actions = (*part.actions, *part.told)
        found = [Item(_short(one.title), one) for one in actions]
        yield from _split("objective", title, found, empty=True)
    coming = [
        Item(_short(_coming(one)), one) for one in state.coming if one.what is not Event.AWAITED
    ]
    yield from _split("coming", "", coming[: _LINES * 2])
    waiting = [Item(_short(f"{one.entry.title} : {one.what}"), one) for one in state.waiting]
    yield from _split("waiting", "", waiting)
    yield from _split("ask", "", _carriers(graph, policy, state), empty=True)


def _coming(one: Any) -> str:
    return f"{one.entry.title} : {one.step}" if one.step else str(one.entry.title)


def _glance(state: State) -> Iterator[Item]:
    found: Counter[Choice | None] = Counter(a.fields.get("statut") for a in state.actions)
    for status, number in found.most_common(_LINES - 1):
        yield Item("", (status, number))


def _carriers(graph: Graph, policy: Entry, state: State) -> list[Item]:
    """Return who carries the plan, then most of its actions."""
    carried = [link.target for link in graph.out(policy, CARRIED_BY.key)]
    numbers = Counter(
        link.target for action in state.actions for link in graph.out(action, CARRIED_BY.key)
    )
    every = dict.fromkeys((*carried, *(actor for actor, _ in numbers.most_common(_LINES - 2))))
    return [Item(_short(actor.title), actor) for actor in every][: _LINES - 2]


def _split(key: str, title: str, items: Iterable[Item], *, empty: bool = False) -> Iterator[Slide]:
    """Yield slides that hold *items*, as many as fit on each; one without any where *empty*."""
    rows: list[Item] = []
    room, is_next = _room(title), False
    for item in items:
        needed = 1 + (len(item.text) + (20 if item.more is not None else 0)) // _LETTERS
        if rows and needed > room:
            yield Slide(key, title, tuple(rows), is_next)
            rows, room, is_next = [], _room(title), True
        rows.append(item)
        room -= needed
    if rows or (empty and not is_next):
        yield Slide(key, title, tuple(rows), is_next)


def _room(title: str) -> int:
    return _LINES - (len(title) > _LETTERS // 2) - (len(title) > _LETTERS)


def _short(text: str) -> str:
    words: Sequence[str] = text.split()
    whole = " ".join(words)
    return whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 1].rsplit(' ', 1)[0]}…"

"""The framework in twenty minutes, for a new councillor or employee: for all, then by service."""

from functools import partial
from typing import TYPE_CHECKING, Any

from parapluie.graph import Graph
from parapluie.lenses import Tension, tensions
from parapluie.model import Entry
from parapluie.progress import late
from parapluie.vocabulary.council_words import TWENTY_PAGE, TWENTY_PATH, TWENTY_TITLE
from parapluie.vocabulary.kinds import ACTION, ACTOR, CARRIED_BY, POLICY, PRINCIPLE, SUPPORTED_BY
from parapluie.vocabulary.words import MENU_STAFF
from parapluie.wordings import ToRead, to_read

from .data import SiteFile

if TYPE_CHECKING:
    from .writer import Writer


def pages(writer: "Writer") -> list[SiteFile]:
    """Return the page for all, and one for each actor that carries something."""
    graph = writer.graph
    found = carriers(graph)
    if not found:
        return []
    writer.offer(MENU_STAFF, TWENTY_TITLE, TWENTY_PATH)
    whole = _Whole(writer)
    ways = [(actor, path_of(actor)) for actor in found]
    files = [
        writer.render(
            "twenty", TWENTY_PATH, partial(whole.gather, None), title=TWENTY_TITLE, ways=ways
        )
    ]
    for actor, path in ways:
        gather = partial(whole.gather, actor)
        files.append(writer.render("twenty", path, gather, title=TWENTY_TITLE, ways=ways))
    return files


def carriers(graph: Graph) -> list[Entry]:
    """Return the actors that have a page: those that carry something, where something binds."""
    if not graph.of(PRINCIPLE.key):
        return []
    return [actor for actor in graph.of(ACTOR.key) if graph.into(actor, CARRIED_BY.key)]


def path_of(actor: Entry) -> str:
    """Return the path of the page for an actor."""
    return f"{actor.path.removesuffix('.md')}/{TWENTY_PAGE}.md"


class _Whole:
    """What every page asks, found once."""

    def __init__(self, writer: "Writer") -> None:
        self.graph, self.today = writer.graph, writer.options.today
        self._found: tuple[list[Tension], list[ToRead], list[Entry]] | None = None

    def gather(self, actor: Entry | None) -> dict[str, Any]:
        """Return what binds, what is done and what is open, for an actor or for all."""
        graph = self.graph
        over = [p for p in graph.of(POLICY.key) if p.fields["s_impose_a_tout"]]
        principles = [p for p in graph.of(PRINCIPLE.key) if not graph.out(p, "parent")]
        if over:
            bound = {k.target for policy in over for k in graph.out(policy, "principes")}
            principles = [p for p in graph.of(PRINCIPLE.key) if p in bound] or principles
        own = [link.origin for link in graph.into(actor, CARRIED_BY.key)] if actor else []
        helped = [link.origin for link in graph.into(actor, SUPPORTED_BY.key)] if actor else []
        actions = [entry for entry in own if entry.kind is ACTION]
        served = {p for entry in own for p in (entry, *graph.nearest(entry, POLICY.key))}
        policies = [p for p in graph.of(POLICY.key) if p in served] if actor else []
        torn, waiting, delayed = self._open()
        mine = set(own) if actor else set(graph.entries)
        return {
            "actor": actor,
            "over": over,
            "principles": principles,
            "policies": [p for p in policies if p not in over],
            "actions": actions,
            "helped": [entry for entry in helped if entry.kind is ACTION],
            "tensions": [
                one
                for one in torn
                if not one.arbitration and (one.origin in mine or one.other in mine)
            ],
            "waiting": list(dict.fromkeys(e for one in waiting for e in one.by if e in mine)),
            "late": [entry for entry in delayed if entry in mine],
        }

    def _open(self) -> tuple[list[Tension], list[ToRead], list[Entry]]:
        if self._found is None:
            graph = self.graph
            delayed = [one.entry for one in late(graph, self.today)]
            self._found = tensions(graph), to_read(graph, graph.readings), delayed
        return self._found

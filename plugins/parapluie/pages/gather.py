"""What each page shows: gathered from the graph, as data for the templates."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cached_property
from typing import Any

from parapluie.meaning import screening, sentences
from parapluie.meaning.awaited import TOLD_APART
from parapluie.meaning.decisions import fate, history
from parapluie.meaning.facets import Facets
from parapluie.meaning.graph import Graph
from parapluie.meaning.indicators import series
from parapluie.meaning.indistinct import Equals, by_entry, indistinct
from parapluie.meaning.needs import answers, needs_through
from parapluie.meaning.relations import Dependence
from parapluie.meaning.screening import Tension, sheet
from parapluie.meaning.standing import Standings
from parapluie.model import Entry, EntryKey
from parapluie.site import prose
from parapluie.site.paths import file_path, has_file, whole_path
from parapluie.vocabulary.council_words import SHEET_PAGE
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.kinds.action import ACTION
from parapluie.vocabulary.kinds.chapter import CHAPTER
from parapluie.vocabulary.kinds.common import TENSIONS_FIELD
from parapluie.vocabulary.kinds.objective import OBJECTIVE
from parapluie.vocabulary.kinds.policy import POLICY
from parapluie.vocabulary.links import (
    ANSWERS,
    APPLIES,
    CARRIED_BY,
    FEEDS,
    FOR_GROUPS,
    LOOKED_FOR,
    MENTIONS,
    PLANS,
    SUPPORTED_BY,
)
from parapluie.vocabulary.local_words import Subkind

from . import belonging, upward
from .charts import plot
from .climbs import drawn
from .entry_facts import applied, declared, unique
from .formerly import depending, headed
from .neighbours import of_policy, of_principle
from .page_data import Ladder, PolicyGroup, PolicyLinks, Relation, Row
from .participation import Process, heard_path
from .principle_facts import facts
from .umbrella import Umbrellas

_KIND_ORDER = {kind.key: number for number, kind in enumerate(KINDS)}
_UNPRINTED = ("bilans", TENSIONS_FIELD.key)  # what no template prints in its own way
_LEAD = (FOR_GROUPS.key, CARRIED_BY.key, SUPPORTED_BY.key)


class Gatherer:
    """Gather what pages show; *members* gives the entries of a sub-kind in its list's order."""

    def __init__(
        self,
        graph: Graph,
        members: Callable[[Subkind], list[Entry]],
        process: Process,
        facets: Facets,
    ) -> None:
        self.graph, self.members, self.process, self.facets = graph, members, process, facets
        self.standings = Standings(graph)
        self.umbrellas = Umbrellas(self.standings)
        self._homes: dict[EntryKey, tuple[list[Entry], list[Entry]]] = {}

    @cached_property
    def equals(self) -> Mapping[EntryKey, Equals]:
        """The principles that nothing tells apart, each with the others."""
        return by_entry(indistinct(self.graph))

    @cached_property
    def tensions(self) -> Mapping[Entry, list[Tension]]:
        """The tensions that each entry has, those of the projects that met it at a lens too."""
        return screening.by_entry(self.graph)

    def context(self, entry: Entry) -> dict[str, Any]:
        """Return what the template of the entry's kind prints."""
        gather = _GATHERERS.get(entry.kind.template)
        context = gather(self, entry) if gather else {}
        shown = frozenset((*context.pop("shown", ()), *_LEAD, *TOLD_APART))
        born = self.process.behind(entry)
        unprinted = _UNPRINTED if "declared" not in context else ()
        said = frozenset(heard.activity.key for heard, _ in born)
        return {
            **context,
            "lead": self.lead(entry),
            "council_file": file_path(entry) if has_file(self.graph, entry) else "",
            "born": born,
            "relations": self.relations(entry, shown, said),
            "unsaid": [one for one in declared(entry) if one[0].key in unprinted],
        }

    def lead(self, entry: Entry) -> list[Relation]:
        """Return for whom, by whom and with whom: what residents look for first."""
        found: dict[str, Relation] = {}
        for link in self.graph.out(entry):
            if link.type.key in _LEAD:
                relation = found.setdefault(link.type.key, Relation(link.type.label, {}))
                relation.links[link.target.key] = (link.target, "")
                if link.reason:
                    relation.said[link.target.key] = link
        return list(found.values())

    def relations(
        self, entry: Entry, shown: frozenset[str], said: frozenset[EntryKey] = frozenset()
    ) -> list[Relation]:
        """Return what is linked to *entry* both ways, but for the types in *shown*.

        *shown* holds `key` for links from the entry and `<key` for links to it. The page quotes
        what was *said* at some activities, which it so names already.
        """
        found: dict[str, Relation] = {}
        related: set[EntryKey] = set()
        sides = [
            (link.type.key, link.type.label, link.target, "", link)
            for link in self.graph.out(entry)
        ]
        for link in self.graph.into(entry):
            side = link.type.key if link.type.symmetric else f"<{link.type.key}"
            sides.append((side, link.type.reverse_label, link.origin, link.note, link))
        for side, label, other, note, link in sides:
            # What the text mentions is a link in the text; what mentions it comes last.
            if side in shown or side == MENTIONS.key or entry.key in (other.container, other.key):
                continue
            if side == f"<{FEEDS.key}" and other.key in said:
                continue
            if side == f"<{MENTIONS.key}" and (other.kind.is_plain_page or other.key in related):
                continue
            relation = found.setdefault(side, Relation(label, {}))
            relation.links.setdefault(other.key, (other, note))
            if link.reason:
                relation.said.setdefault(other.key, link)
            related.add(other.key)
        return list(found.values())

    def dependents(self, entry: Entry) -> dict[str, Any]:
        """Return what depends on *entry*, by policy, nearest first; what does not today apart."""
        found, apart = depending(self.standings, entry)
        groups: dict[EntryKey | None, PolicyGroup] = {}
        for dependence in found:
            if dependence.origin.kind.key in PLANS:
                groups[dependence.origin.key] = PolicyGroup(
                    dependence.origin, distance=dependence.distance
                )
        for dependence in found:
            if dependence.origin.kind.key not in PLANS:
                policy, objective = self._home(dependence.origin, groups)
                group = groups.setdefault(policy.key if policy else None, PolicyGroup(policy))
                group.rows.append(Row(dependence.origin, dependence.distance, objective))
        for group in groups.values():
            group.rows.sort(key=_row_order)
        ordered = sorted(groups.values(), key=lambda g: (g.policy is None, g.distance))
        return {
            "found": found,
            "groups": ordered,
            "dependents": self._by_number(entry, found),
            "formerly": headed(apart),
        }

    def _by_number(self, entry: Entry, found: Iterable[Dependence]) -> list[tuple[Subkind, int]]:
        """Return how many of each sub-kind, what only specifies *entry* last."""
        numbers = Counter(dependence.origin.subkind.key for dependence in found)
        subkinds = [s for s in self.graph.vocabulary.subkinds if numbers[s.key]]
        return [(s, numbers[s.key]) for s in sorted(subkinds, key=lambda s: s.kind is entry.kind)]

    def _home(
        self, entry: Entry, policies: Container[EntryKey | None]
    ) -> tuple[Entry | None, Entry | None]:
        """Return the nearest of *policies* over *entry*, and the objective between them."""
        nearest = self._homes.get(entry.key)
        if nearest is None:
            above = self.graph.above(entry)
            nearest = above.get(POLICY.key, []), above.get(OBJECTIVE.key, [])
            self._homes[entry.key] = nearest
        policy = next((found for found in nearest[0] if found.key in policies), None)
        if policy is None:
            return None, None
        objectives = [entry, *nearest[1]] if entry.container else nearest[1]
        return policy, next((o for o in objectives if o.container == policy.key), None)

    def ladders(self, entry: Entry) -> list[Ladder]:
        """Return the ways up from *entry* to the principles that hold today."""
        return upward.ladders(self.standings, entry)

    def chapters_for(self, entry: Entry, principles: Iterable[Entry]) -> list[Entry]:
        """Return the chapters that mention *entry*, then those that tell its nearest principles."""
        chapters = [k.origin for k in self.graph.into(entry, "mention") if k.origin.kind.is_story]
        for principle in principles:
            chapters += [
                link.origin
                for link in self.graph.into(principle, "principes")
                if link.origin.kind.is_story
            ]
        return list({chapter.key: chapter for chapter in chapters}.values())


def _principle(show: "Gatherer", entry: Entry) -> dict[str, Any]:
    chapters = [k.origin for k in show.graph.into(entry, "principes") if k.origin.kind.is_story]
    listed = show.dependents(entry)
    above, others = show.umbrellas.bound(entry, [found.origin for found in listed["found"]])
    return {
        "dependents": listed["dependents"],
        "formerly": listed["formerly"],
        "told": facts(entry, listed["found"], show.equals.get(entry.key)),
        "umbrellas": above,
        "by": sentences.by,
        "bound": others,
        "network": of_principle(show.graph, entry, listed["found"], listed["groups"]),
        "chapters": chapters,
        "shown": ("<principes", f"<{LOOKED_FOR.key}", "parent", "<parent"),
        "tensions": show.tensions.get(entry, []),
        "above": [one for one in show.ladders(entry) if one.steps],
        "parts": [link.origin for link in show.graph.into(entry, "parent")],
        "parents": [link.target for link in show.graph.out(entry, "parent")],
        "announced": show.graph.announced(entry),
    }


def _policy(show: "Gatherer", entry: Entry) -> dict[str, Any]:
    graph = show.graph
    own, inherited = applied(show.standings, entry)
    said = {*own, *(one for group in inherited for one in group.principles)}
    inside = graph.inside(entry)
    listed = PolicyLinks(
        own=own,
        inherited=inherited,
        over=[link.target for link in graph.out(entry, "releve_de")],
        under=[link.origin for link in graph.into(entry, "releve_de")],
        objectives=[(one, graph.counted(one, ACTION.key, deep=False)) for one, _ in inside],
        direct=unique(k.origin for k in graph.into(entry, "realise")),
    )
    return {
        "own": listed.own,
        "inherited": listed.inherited,
        "over": listed.over,
        "under": listed.under,
        "objectives": listed.objectives,
        "depths": {one.key: depth for one, depth in inside},
        "direct": listed.direct,
        "network": of_policy(graph, entry, listed),
        "ladders": (),
        "above": upward.ladders(show.standings, entry, said),
        "above_parts": {
            one.key: found
            for one, _ in inside
            if (found := upward.ladders(show.standings, one, {*said, *_applied(graph, one)}))
        },
        **upward.beside(show.standings, entry),
        "whole": whole_path(entry) if listed.objectives or listed.direct else "",
        "announced": show.graph.announced(entry),
        "imposed": show.umbrellas.imposed(entry),
        "fate": fate(graph, entry),
        "history": history(graph, entry),
        "needs_through": needs_through(show.standings, entry),
        "shown": ("principes", "releve_de", "<releve_de", "<realise", "<objectifs"),
    }


def _applied(graph: Graph, entry: Entry) -> list[Entry]:
    return [link.target for link in graph.out(entry, APPLIES.key)]


def _action(show: "Gatherer", entry: Entry) -> dict[str, Any]:
    ladders = show.ladders(entry)
    nearest = ladders[0].targets if ladders else ()
    return {
        **upward.beside(show.standings, entry),
        "ladders": ladders,
        **drawn(show.standings, entry),
        "chapters": show.chapters_for(entry, nearest),
        "announced": show.graph.announced(entry),
        "imposed": show.umbrellas.imposed(entry),
        "shown": ("principes", "realise", "releve_de", "<fait_partie_de"),
    }


def _chapter(show: "Gatherer", entry: Entry) -> dict[str, Any]:
    chapters = show.graph.of(CHAPTER.key)
    position = chapters.index(entry)
    mentioned = unique(
        link.target for link in show.graph.out(entry, "mention") if link.target.kind.is_done
    )
    return {
        "chapters": chapters,
        "minutes": prose.minutes(entry),
        "number": position + 1,
        "total": len(chapters),
        "previous": chapters[position - 1] if position else None,
        "next": chapters[position + 1] if position + 1 < len(chapters) else None,
        "principles": [link.target for link in show.graph.out(entry, "principes")],
        "actions": mentioned,
        "shown": ("principes", "passage", "entendu"),
    }


def _activity(show: "Gatherer", entry: Entry) -> dict[str, Any]:
    heard = show.process.at.get(entry.key, ())
    told = {target.key for one in heard for target in one.targets}
    activities = show.members(entry.subkind)
    position = activities.index(entry)
    return {
        "previous": activities[position - 1] if position else None,
        "next": activities[position + 1] if position + 1 < len(activities) else None,
        "announced": show.graph.announced(entry),
        "heard": heard,
        "opening": show.process.opening(entry),
        "heard_path": heard_path(entry.subkind),
        "fed": [target for target in show.process.fed(entry) if target.key not in told],
        "shown": ("nourrit",),
    }


def _group(show: "Gatherer", entry: Entry) -> dict[str, Any]:
    return belonging.of_group(show.facets, show.standings, entry)


def _theme(show: "Gatherer", entry: Entry) -> dict[str, Any]:
    return belonging.of_theme(show.graph, entry)


def _need(show: "Gatherer", entry: Entry) -> dict[str, Any]:
    return {"answers": answers(show.standings, entry), "shown": (f"<{ANSWERS.key}",)}


def _decision(show: "Gatherer", entry: Entry) -> dict[str, Any]:
    # What is looked at one by one is named there.
    screened = bool(entry.fields["crible"])
    return {
        **upward.beside(show.standings, entry),
        "shown": ("principes", LOOKED_FOR.key) if screened else ("principes",),
        **drawn(show.standings, entry),
        "imposed": show.umbrellas.imposed(entry),
        "looks": sheet(show.graph, entry) if screened else [],
        "sheet": f"{entry.path.removesuffix('.md')}/{SHEET_PAGE}.md",
    }


def _indicator(show: "Gatherer", entry: Entry) -> dict[str, Any]:
    measured = series(entry)
    return {"measured": measured, "plot": plot(measured)}


def _any(show: "Gatherer", entry: Entry) -> dict[str, Any]:
    """Return what the page of a kind without a template of its own prints: all that it has."""
    found = show.dependents(entry)
    return {
        **upward.beside(show.standings, entry),
        "formerly_below": found["formerly"],
        **drawn(show.standings, entry),
        "announced": show.graph.announced(entry),
        "imposed": show.umbrellas.imposed(entry),
        "declared": declared(entry),
        "depending": [
            (dependence.origin, tuple(sentences.down(dependence))) for dependence in found["found"]
        ],
    }


# By the template that prints it.
_GATHERERS = {
    "principle": _principle,
    "policy": _policy,
    "action": _action,
    "chapter": _chapter,
    "activity": _activity,
    "group": _group,
    "decision": _decision,
    "indicator": _indicator,
    "theme": _theme,
    "need": _need,
    "any": _any,
}


def _row_order(row: Row) -> tuple[Any, ...]:
    under = row.under.sort_key if row.under else (float("inf"),)
    own = row.under is row.entry
    kind = _KIND_ORDER[row.entry.kind.key]
    return (under, not own, row.distance, kind, row.entry.sort_key)

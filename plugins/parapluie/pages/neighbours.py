"""What stands in the picture of the links of a principle or a policy: chosen from its page.

What the page lists already is not looked for again, and only what is drawn is asked for its links.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from parapluie.meaning.graph import Graph
from parapluie.meaning.relations import Dependence
from parapluie.model import Entry
from parapluie.vocabulary import grammar, words
from parapluie.vocabulary.fields import LinkType
from parapluie.vocabulary.links import (
    ACHIEVES,
    APPLIES,
    PART_OF_ACTION,
    PART_OF_OBJECTIVE,
    PART_OF_POLICY,
    PLANS,
    SPECIFIES,
    UNDER,
)
from parapluie.vocabulary.local_words import Subkind

from .network import Drawing, drawings, shares
from .page_data import PolicyGroup, PolicyLinks
from .untangle import Edge, Node

_COLUMNS = 3
_TYPES = (SPECIFIES, APPLIES, UNDER, PART_OF_POLICY, PART_OF_OBJECTIVE, ACHIEVES, PART_OF_ACTION)
_LEAST = 3  # nodes, for a picture to show something
_OTHERS = ""  # type of the lines of what is not drawn

Hanging = Iterable[tuple[Entry, Entry]]  # what depends, each with what the page lists it under


@dataclass(frozen=True, slots=True)
class Others:
    """What a column has no place for: how many, in words, and where the page lists them."""

    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Network:
    """The picture of the links of *here*: what its nodes are, and where they stand."""

    here: Entry
    across: Drawing
    down: Drawing
    entries: Mapping[str, Entry]
    others: Mapping[str, Others]
    headings: Mapping[int, str]
    kinds: str  # of what it shows: « les principes, les politiques et les actions »
    types: Sequence[LinkType]  # of its lines


def of_principle(
    graph: Graph, entry: Entry, found: Iterable[Dependence], groups: Iterable[PolicyGroup]
) -> Network | None:
    """Return the picture of a principle: what it specifies, and what depends on it.

    *found* is all that does, nearest first; *groups* are the same as the page lists them.
    """
    columns: list[list[Entry]] = [[] for _ in range(_COLUMNS)]
    columns[0] = [entry, *(link.target for link in graph.out(entry, "parent"))]
    for dependence in found:
        column = dependence.origin.kind.column
        if column is not None:
            columns[column].append(dependence.origin)
    hanging = [(policy, entry) for policy in columns[1] if policy.kind.key in PLANS]
    hanging += [
        (row.entry, group.policy or entry if row.under in (None, row.entry) else row.under)
        for group in groups
        for row in group.rows
    ]
    anchors = ("ce-qui-en-depend",) * _COLUMNS
    return _network(graph, entry, columns, hanging, anchors, through=True)


def of_policy(graph: Graph, entry: Entry, listed: PolicyLinks) -> Network | None:
    """Return the picture of a policy: what it applies, what stands over and under it, what it does.

    Nothing but what its page lists.
    """
    principles = [*listed.own, *(one for group in listed.inherited for one in group.principles)]
    done = [(action, objective) for objective, found in listed.objectives for action in found]
    done += [(action, entry) for action in listed.direct]
    below = [*(objective for objective, _ in listed.objectives), *listed.under]
    columns = [principles, [entry, *listed.over, *below], [action for action, _ in done]]
    anchors = (
        "principes",
        "encadre" if listed.under else "objectifs",
        "actions" if listed.direct else "objectifs",
    )
    return _network(
        graph,
        entry,
        columns,
        [*((one, _over(graph, one) or entry) for one in below), *done],
        anchors,
    )


def _network(
    graph: Graph,
    here: Entry,
    columns: Sequence[Sequence[Entry]],
    hanging: Hanging,
    anchors: Sequence[str],
    *,
    through: bool = False,
) -> Network | None:
    """Choose what is drawn, the first of each column, and draw it.

    With *through*, links past the middle column are drawn too.
    """
    every = [list(dict.fromkeys(entries)) for entries in columns]
    given = shares(list(map(len, every)))
    column_of: dict[Entry, int] = {}
    for number, found in enumerate(every):
        column_of |= dict.fromkeys(found, number)
    shown: dict[Entry, str] = {}
    entries: dict[str, Entry] = {}
    others: dict[str, Others] = {}
    headings: dict[int, str] = {}
    nodes: list[Node] = []
    for number, (found, share) in enumerate(zip(every, given, strict=True)):
        fits = len(found) <= share
        chosen, rest = (found, []) if fits else (found[: share - 1], found[share - 1 :])
        for rank, entry in enumerate(_under_their_holders(chosen)):
            key = shown[entry] = ":".join(entry.key)
            entries[key] = entry
            nodes.append(Node(key, number, grammar.typeset(entry.title), rank))
        subkinds = _subkinds(graph, found)
        headings[number] = grammar.enumerate_words(subkind.noun.plural for subkind in subkinds)
        if rest:
            key = _rest(number)
            others[key] = Others(_others(graph, rest), anchors[number])
            nodes.append(Node(key, number, others[key].label, len(chosen), last=True))
    if len(nodes) < _LEAST or sum(map(bool, every)) < 2:
        return None
    edges = _edges(graph, entries.values(), shown, column_of, reach=2 if through else 1)
    if others:
        edges += _folded(hanging, shown, column_of)
    titles = {number: grammar.capitalize(heading) for number, heading in headings.items()}
    across, down = drawings(nodes, edges, titles)
    keys = {edge.type for edge in edges}
    # Two types may say the same, and look the same.
    types = {link.verb: link for link in _TYPES if link.key in keys}
    kinds = grammar.enumerate_words(
        f"{words.THE_PLURAL} {subkind.noun.plural}" for subkind in _subkinds(graph, column_of)
    )
    return Network(here, across, down, entries, others, headings, kinds, tuple(types.values()))


def _edges(
    graph: Graph,
    drawn: Iterable[Entry],
    shown: Mapping[Entry, str],
    column_of: Mapping[Entry, int],
    *,
    reach: int,
) -> list[Edge]:
    """Return the links that carry dependence between what is drawn, one for each pair.

    Their ends are at most *reach* columns apart.
    """
    found: dict[tuple[str, str], Edge] = {}
    for entry in drawn:
        for link in graph.out(entry):
            column = column_of.get(link.target)
            if not link.type.carries_dependence or column is None or entry is link.target:
                continue
            if abs(column_of[entry] - column) > reach:
                continue
            target = shown.get(link.target)
            ends = shown[entry], target or _rest(column)
            found.setdefault(ends, Edge(*ends, link.type.key if target else _OTHERS))
    return list(found.values())


def _folded(
    hanging: Hanging, shown: Mapping[Entry, str], column_of: Mapping[Entry, int]
) -> list[Edge]:
    """Return the lines from what is not drawn, one for each column of it and what it hangs on."""
    found: dict[tuple[str, str], Edge] = {}
    for entry, holder in hanging:
        column = column_of.get(entry)
        if column is None or entry in shown:
            continue
        ends = _rest(column), shown.get(holder) or _rest(column_of[holder])
        if ends[0] != ends[1]:
            found.setdefault(ends, Edge(*ends, _OTHERS))
    return list(found.values())


def _over(graph: Graph, entry: Entry) -> Entry | None:
    """Return the wider objective that an objective is in, if it is in one."""
    found = graph.out(entry, PART_OF_OBJECTIVE.key)
    return found[0].target if found else None


def _under_their_holders(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries in their order, but objectives after their policy where it is among them."""
    place = {entry.key: number for number, entry in enumerate(entries)}
    return sorted(
        entries,
        key=lambda entry: (
            place.get(entry.container or entry.key, place[entry.key]),
            place[entry.key],
        ),
    )


def _rest(column: int) -> str:
    return f"+{column}"


def _subkinds(graph: Graph, entries: Iterable[Entry]) -> list[Subkind]:
    found = {entry.subkind.key for entry in entries}
    return [subkind for subkind in graph.vocabulary.subkinds if subkind.key in found]


def _others(graph: Graph, rest: Sequence[Entry]) -> str:
    """Return « et 12 autres actions », « et 5 autres politiques et objectifs »."""
    nouns = grammar.enumerate_words(subkind.noun.plural for subkind in _subkinds(graph, rest))
    return words.AND_OTHERS.format(number=grammar.spell(len(rest)), nouns=nouns)

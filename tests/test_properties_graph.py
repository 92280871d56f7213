"""Laws of the graph, against answers that are found the slow way."""

import random
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from parapluie.meaning.graph import Graph
from parapluie.meaning.sentences import down, plain, up
from parapluie.model import Content, DeclaredLink, Entry, Place
from parapluie.vocabulary.fields import LinkType
from parapluie.vocabulary.links import (
    ACHIEVES,
    APPLIES,
    IN_TENSION,
    PART_OF_ACTION,
    SPECIFIES,
    UNDER,
)
from parapluie.vocabulary.local_words import Vocabulary
from rounds import law, rounds

WORDS = Vocabulary()
FILE = "a.md"
# How many of each kind, and the links that may stand between them; the last carries no dependence.
KINDS = ("principe", "politique", "action")
LINKS: dict[tuple[str, str], LinkType] = {
    ("principe", "principe"): SPECIFIES,
    ("politique", "principe"): APPLIES,
    ("politique", "politique"): UNDER,
    ("action", "principe"): APPLIES,
    ("action", "politique"): ACHIEVES,
    ("action", "action"): PART_OF_ACTION,
}
EDGES = st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=24)
TENSIONS = st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=4)


def entry(kind: str, name: str, links: Iterable[tuple[LinkType, str]]) -> Entry:
    (subkind,) = (s for s in WORDS.subkinds if s.key == kind)
    declared = tuple(DeclaredLink(type_, to, Place(FILE), type_.key) for type_, to in links)
    return Entry(subkind, name, FILE, f"{kind}/{name}.md", "", {"titre": name}, {}, declared)


def kind_of(number: int) -> str:
    return KINDS[number % 3]


def name_of(number: int) -> str:
    return f"{kind_of(number)[0]}{kind_of(number)[1]}{number}"


def town(edges: set[tuple[int, int]], tensions: set[tuple[int, int]], shuffle: int = 0) -> Graph:
    entries = []
    for one in range(9):
        links = [
            (LINKS[kind_of(one), kind_of(other)], f"{kind_of(other)}:{name_of(other)}")
            for origin, other in sorted(edges)
            if origin == one and (kind_of(one), kind_of(other)) in LINKS
        ]
        links += [
            (IN_TENSION, f"{kind_of(b)}:{name_of(b)}")
            for a, b in sorted(tensions)
            if a == one and a != b
        ]
        entries.append(entry(kind_of(one), name_of(one), links))
    random.Random(shuffle).shuffle(entries)
    return Graph(Content(tuple(entries)), WORDS)


def steps(edges: set[tuple[int, int]]) -> dict[int, set[int]]:
    """Return where dependence leads from each."""
    found: dict[int, set[int]] = {number: set() for number in range(9)}
    for one, other in edges:
        if (kind_of(one), kind_of(other)) in LINKS:
            found[one].add(other)
    return found


def distances(edges: set[tuple[int, int]], target: int) -> dict[int, int]:
    """Return how far each is from *target*, by going over all of them until nothing changes."""
    up = steps(edges)
    found = {target: 0}
    changed = True
    while changed:
        changed = False
        for one in range(9):
            near = [found[other] + 1 for other in up[one] if other in found]
            if near and min(near) < found.get(one, 99):
                found[one] = min(near)
                changed = True
    found.pop(target)
    return found


@law(80)
@given(edges=EDGES, tensions=TENSIONS, target=st.integers(0, 8))
@example(edges={(0, 3), (3, 0), (1, 0)}, tensions=set(), target=0)
def test_dependents_are_all_that_leads_there_and_their_distances_the_shortest(
    edges: set[tuple[int, int]], tensions: set[tuple[int, int]], target: int
) -> None:
    graph = town(edges, tensions)
    found = graph.dependents(graph.resolver.by_key[kind_of(target), name_of(target)])
    expected = {name_of(n): d for n, d in distances(edges, target).items()}
    assert {d.origin.id: d.distance for d in found} == expected
    assert [d.distance for d in found] == sorted(d.distance for d in found)


@law(80)
@given(edges=EDGES, target=st.integers(0, 8), limit=st.integers(1, 4))
def test_a_reason_is_a_way_that_never_comes_back_and_none_is_said_twice(
    edges: set[tuple[int, int]], target: int, limit: int
) -> None:
    graph = town(edges, set())
    goal = graph.resolver.by_key[kind_of(target), name_of(target)]
    for found in graph.dependents(goal, chains=limit):
        assert 1 <= len(found.chains) <= limit
        assert len(set(found.chains)) == len(found.chains)
        assert [len(c) for c in found.chains] == sorted(len(c) for c in found.chains)
        for chain in found.chains:
            assert chain[0].origin is found.origin
            assert chain[-1].target is goal
            assert all(a.target is b.origin for a, b in pairwise(chain))
            assert all(link.type.carries_dependence for link in chain)
            names = [chain[0].origin.key, *(link.target.key for link in chain)]
            assert len(set(names)) == len(names)


@law(60)
@given(edges=EDGES, tensions=TENSIONS)
def test_what_depends_and_what_it_leads_to_are_one_relation(
    edges: set[tuple[int, int]], tensions: set[tuple[int, int]]
) -> None:
    graph = town(edges, tensions)
    down_ = {
        (d.origin.key, target.key, d.chains)
        for target in graph.of("principe")
        for d in graph.dependents(target)
    }
    up_ = {
        (origin.key, d.target.key, d.chains)
        for origin in graph.entries
        for d in graph.leads_to(origin, "principe")
    }
    assert down_ == up_
    for origin in graph.entries:
        reached = {d.target.key for d in graph.leads_to(origin, "principe")}
        assert graph.reaches(origin, "principe") == bool(reached)
        assert {e.key for e in graph.nearest(origin, "principe")} == reached


def has_loop(edges: set[tuple[int, int]]) -> bool:
    """Take away what depends on nothing that is left, until nothing can be taken."""
    up = steps(edges)
    left = set(up)
    while True:
        ends = {one for one in left if not up[one] & left}
        if not ends:
            return bool(left)
        left -= ends


@law(100)
@given(edges=EDGES, tensions=TENSIONS)
@example(edges={(2, 2)}, tensions=set())
def test_a_loop_is_told_where_there_is_one_and_nowhere_else(
    edges: set[tuple[int, int]], tensions: set[tuple[int, int]]
) -> None:
    loops = [problem for problem in town(edges, tensions).problems if problem.code == "P301"]
    assert bool(loops) == has_loop(edges)
    assert len(loops) == len(town(edges, tensions, shuffle=7).problems)


@law(50)
@given(edges=EDGES, tensions=TENSIONS, shuffle=st.integers(1, 99))
def test_the_order_in_which_files_are_read_changes_nothing(
    edges: set[tuple[int, int]], tensions: set[tuple[int, int]], shuffle: int
) -> None:
    def said(graph: Graph) -> list[tuple[str, str, int]]:
        return [
            (target.id, d.origin.id, d.distance)
            for target in graph.entries
            for d in graph.dependents(target)
        ]

    one, other = town(edges, tensions), town(edges, tensions, shuffle)
    assert [e.id for e in one.entries] == [e.id for e in other.entries]
    assert said(one) == said(other)


@law(40)
@given(edges=EDGES, tensions=TENSIONS)
def test_every_reason_is_a_sentence_that_names_its_steps(
    edges: set[tuple[int, int]], tensions: set[tuple[int, int]]
) -> None:
    graph = town(edges, tensions)
    for target in graph.of("principe"):
        for found in graph.dependents(target):
            for chain, here, there in zip(found.chains, down(found), up(found), strict=True):
                between = [link.target.title for link in chain[:-1]]
                for words in (plain(here), plain(there)):
                    assert words.endswith(".")
                    assert words[0].isupper()
                    assert all(name in words for name in between)
                assert target.title in plain(there)


@cache
def long_chain(size: int, way_back: int) -> Graph:
    """Return actions that each are part of the next; the last applies, and leads back a bit."""
    actions = []
    for n in range(size):
        links = [(PART_OF_ACTION, f"a{n + 1}")] if n < size - 1 else [(APPLIES, "p")]
        if n == size - 1 and way_back:
            links.append((PART_OF_ACTION, f"a{size - 1 - way_back}"))
        actions.append(entry("action", f"a{n}", links))
    return Graph(Content((entry("principe", "p", []), *actions)), WORDS)


@pytest.mark.parametrize("way_back", [0, 1, 2500, 4999])
def test_a_chain_of_five_thousand_is_followed_without_recursion(way_back: int) -> None:
    size = 5000
    graph = long_chain(size, way_back)
    assert [p.code for p in graph.problems] == (["P301"] if way_back else [])
    assert all(len(problem.message) < 400 for problem in graph.problems)
    first = graph.resolver.by_key["action", "a0"]
    (far,) = graph.leads_to(first, "principe")
    assert len(far.chains[0]) == far.distance == size
    assert plain(up(far)[0]).count("a4999") == 1
    assert len(graph.follow(first, PART_OF_ACTION.key)) == size - (way_back < size - 1)
    assert all(graph.reaches(entry, "principe") for entry in graph.of("action"))
    assert graph.depths().get(first.key) == (None if way_back else size)


@pytest.mark.parametrize("way_back", [0, 7])
def test_all_that_hangs_on_a_long_chain_is_listed_nearest_first(way_back: int) -> None:
    size = rounds(600, 5000)  # the reasons of all of them are a square
    graph = long_chain(size, way_back)
    (top,) = graph.of("principe")
    found = graph.dependents(top, chains=1)
    assert [d.origin.id for d in found] == [f"a{n}" for n in reversed(range(size))]
    assert [d.distance for d in found] == list(range(1, size + 1))


@law(60)
@given(edges=EDGES)
def test_the_depth_of_an_entry_is_its_longest_chain(edges: set[tuple[int, int]]) -> None:
    up_ = steps(edges)

    def longest(number: int, behind: frozenset[int]) -> int | None:
        """Return the longest way up, or nothing where it may go round."""
        if number in behind:
            return None
        found = [longest(other, behind | {number}) for other in up_[number]]
        return None if None in found else 1 + max((n for n in found if n is not None), default=-1)

    expected = {name_of(n): longest(n, frozenset()) for n in range(9)}
    found = {key[1]: depth for key, depth in town(edges, set()).depths().items()}
    assert found == {name: depth for name, depth in expected.items() if depth is not None}

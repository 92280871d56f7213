"""Reasons that towns give: how many, of how many links, and how they are written."""

import re
from pathlib import Path

import pytest
from parapluie.build.understanding import understand
from parapluie.meaning.graph import Graph
from parapluie.meaning.indistinct import indistinct
from parapluie.meaning.relations import Link
from site_tools import ROOT, core_arguments

COUNCIL = ROOT / "tests/sites/conseil"
TOWNS = {
    "conseil": COUNCIL,
    "petit-saguenay": ROOT,
    "candiac": ROOT / "tests/sites/candiac",
    "victoriaville": ROOT / "tests/sites/victoriaville",
}
LONGEST = 25  # words


def graph_of(folder: Path) -> Graph:
    return understand(*core_arguments(folder))[1]


def direct(graph: Graph) -> list[Link]:
    """Return the links of dependence that an author declares."""
    return [
        link
        for entry in graph.entries
        for link in graph.out(entry)
        if link.type.carries_dependence and link.type is not entry.kind.inside
    ]


@pytest.mark.parametrize("town", TOWNS)
def test_reasons_are_sentences_that_one_can_read_aloud(town: str) -> None:
    graph = graph_of(TOWNS[town])
    reasons = [
        link for entry in graph.entries for link in graph.out(entry) if link.reason and link.why
    ]
    for link in reasons:
        assert link.why.endswith((".", "!", "?")), link.why
        assert len(re.findall(r"[\w’'-]+", link.why)) <= LONGEST, link.why
        assert not re.search(r"[\"'«]\w| [;!?]|\.\.\.", link.why), link.why
    if town != "conseil":
        # What is said of a real place has a source.
        assert [link.why for link in reasons if link.reason and not link.reason.proof] == []


def test_the_invented_town_says_why_of_what_it_decides() -> None:
    graph = graph_of(COUNCIL)
    links = direct(graph)
    told = [link for link in links if link.why]
    assert len(told) >= 30
    assert len(told) >= 0.8 * len(links)
    assert len(graph.of("principe")) >= 10
    assert indistinct(graph) == []

"""Reasons that towns give: how many, of how many links, and how they are written."""

import re
from pathlib import Path

import pytest
from parapluie.build.understanding import understand
from parapluie.meaning.graph import Graph
from parapluie.meaning.indistinct import indistinct
from parapluie.meaning.relations import Link
from site_tools import ROOT, core_arguments, core_site

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


def test_each_principle_of_the_invented_town_asks_what_no_other_asks() -> None:
    # In `questions` they make a lens of every screening; in the text they are only asked.
    asked = {
        one.id: set(one.fields["questions"]) | set(re.findall(r"[^.?!\n]+\?", one.body))
        for one in graph_of(COUNCIL).of("principe")
    }
    assert [id_ for id_, questions in asked.items() if not questions] == []
    every = [question.strip() for questions in asked.values() for question in questions]
    assert len(every) == len(set(every))


def test_no_principle_of_the_invented_town_prints_the_list_of_another() -> None:
    pages = {
        file.path: str(file.content)
        for file in core_site(COUNCIL).files
        if re.fullmatch(r"principes/(?!index)[^/]+\.md", file.path)
    }
    assert len(pages) >= 10
    printed = [
        match[0]
        for content in pages.values()
        if (match := re.search(r'<h2 id="ce-qui-en-depend".*?</section>', content, re.DOTALL))
    ]
    assert len(printed) == len(pages)
    # Reasons are each page's own: what must differ is whom the list names.
    named = [tuple(sorted(set(re.findall(r'href="([^"]+)"', one)))) for one in printed]
    assert len(set(printed)) == len(set(named)) == len(pages)

"""Chains read as a clerk would say them: each sentence of sentences.txt, in full."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import Town
from parapluie.meaning import sentences
from parapluie.meaning.graph import Graph
from parapluie.meaning.relations import Dependence
from parapluie.model import Entry
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.kinds.principle import PRINCIPLE

DATA = Path(__file__).with_name("sentences.txt")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a content, and the sentences that must answer."""

    section: str
    blocks: str
    direction: str
    names: tuple[str, ...]
    answers: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.section}, {self.direction} {' '.join(self.names)}"


def questions() -> Iterator[Question]:
    for section in re.split(r"^## ", DATA.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, _, rest = section.partition("\n")
        blocks, *asked = re.split(r"^>>> ", rest, flags=re.MULTILINE)
        for question in asked:
            line, *answers = filter(None, question.split("\n"))
            direction, *names = line.split()
            yield Question(name, blocks, direction, tuple(names), tuple(answers))


QUESTIONS = list(questions())


def named(graph: Graph, name: str) -> Entry:
    (found,) = graph.resolver.find(name)
    return found


def dependence(graph: Graph, origin: Entry, target: Entry) -> Dependence:
    (found,) = (d for d in graph.dependents(target) if d.origin is origin)
    return found


def answer(graph: Graph, question: Question) -> list[str]:
    entries = [named(graph, name) for name in question.names]
    if question.direction == "down":
        return list(map(sentences.plain, sentences.down(dependence(graph, *entries))))
    if question.direction == "up":
        return list(map(sentences.plain, sentences.up(dependence(graph, *entries))))
    assert question.direction == "all"
    ways: dict[tuple[object, ...], list[Dependence]] = {}
    for found in graph.leads_to(entries[0], PRINCIPLE.key, chains=1):
        ways.setdefault(found.chains[0][:-1], []).append(found)
    return [
        sentences.plain(
            sentences.up_to_all(entries[0], same[0].chains[0][:-1], [d.chains[0][-1] for d in same])
        )
        for same in ways.values()
    ]


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_a_reason_is_a_sentence_that_one_can_say(question: Question, town: Town) -> None:
    assert answer(town(question.blocks), question) == list(question.answers)


def test_the_sentences_here_say_every_link_that_carries_dependence() -> None:
    said = " ".join(answer for question in QUESTIONS for answer in question.answers)
    verbs = {link.verb for kind in KINDS for link in kind.links if link.carries_dependence}
    assert verbs
    # « relève de » may be contracted.
    assert [verb for verb in verbs if verb.removesuffix(" de") not in said] == []


def test_a_sentence_holds_its_entries_for_pages_to_link(town: Town) -> None:
    graph = town(QUESTIONS[0].blocks)
    target = named(graph, "principe:ecoute")
    budget = named(graph, "action:budget")
    (first, *_) = sentences.down(dependence(graph, budget, target))
    assert all(isinstance(part, str | Entry) for part in first)
    assert not any(isinstance(a, str) and isinstance(b, str) for a, b in pairwise(first))


def test_what_is_named_together_has_its_articles(town: Town) -> None:
    graph = town(QUESTIONS[0].blocks)
    policies = [named(graph, f"politique:{name}") for name in ("dd", "citoyenne", "familles")]
    said = sentences.plain(sentences.opened(sentences.together(policies[:2])))
    assert said == (
        "La *Politique de développement durable* et la *Politique de participation citoyenne*"
    )
    assert sentences.plain(sentences.together(policies)).endswith(
        ", la *Politique de participation citoyenne* et la politique *Grandir ici*"
    )


def test_a_title_that_begins_with_its_label_is_not_labelled_again(town: Town) -> None:
    (adoption, other) = (
        named(town(f"=== decisions/d.md\n---\ntitre: {title}\nquand: 2024\n---\n"), "decision:d")
        for title in ("Adoption des deux politiques", "Adoptions en série")
    )
    assert sentences.labelled("Adoption", adoption) == ""
    assert sentences.labelled("Adoption", other) == "Adoption "
    assert sentences.labelled("Remplacement", adoption) == "Remplacement "

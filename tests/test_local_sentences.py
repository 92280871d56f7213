"""Sentences in the words of real towns and real plans: local_sentences.txt, in full."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from parapluie.meaning.graph import Graph
from parapluie.problems import judged
from parapluie.source.reading import read
from parapluie.vocabulary.grammar import a, capitalize, contract, pronoun, the, this
from site_tools import ROOT, core_arguments
from test_sentences import Question, answer

DATA = Path(__file__).with_name("local_sentences.txt")
SITES = ROOT / "tests" / "sites"


def questions() -> Iterator[Question]:
    for section in re.split(r"^## ", DATA.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        name, _, rest = section.partition("\n")
        for question in re.split(r"^>>> ", rest, flags=re.MULTILINE)[1:]:
            line, *answers = filter(None, question.split("\n"))
            direction, *names = line.split()
            yield Question(name, "", direction, tuple(names), tuple(answers))


QUESTIONS = list(questions())


@cache
def graph(site: str) -> Graph:
    roots, options = core_arguments(ROOT if site == "contenu" else SITES / site)
    content, problems = read(roots, options.vocabulary)
    # Some sources are known in http only.
    assert {found.code for found in judged(problems, options.severities)} <= {"P109"}
    return Graph(content, options.vocabulary)


def said(asked: Question) -> list[str]:
    town, (name, *_) = graph(asked.section), asked.names
    if asked.direction == "says":
        kind = town.names[name]
        said = (
            f"C’est {kind.one}.",
            f"Cela vaut pour {kind.every}.",
            f"Voici {kind.all}.",
            f"On n’y trouve {kind.none}.",
        )
        return [sentence.replace("\u00a0", " ") for sentence in said]
    if asked.direction == "with":
        found = town.vocabulary.named(name)
        assert found is not None
        noun = found.noun
        return [
            f"{capitalize(a(noun))} : {the(noun)}, {this(noun)}, {pronoun(noun)}.",
            f"{capitalize(contract('relève de', the(noun)))} et "
            f"{contract('s’adresse à', the(noun))}.",
            f"{noun.count(0)}, {noun.count(1)}, {noun.count(2)}.".replace("\u00a0", " "),
        ]
    return answer(town, asked)


@pytest.mark.parametrize("asked", QUESTIONS, ids=str)
def test_a_town_says_it_in_its_own_words(asked: Question) -> None:
    assert said(asked) == list(asked.answers)


def test_there_are_sixty_sentences_and_each_site_has_some() -> None:
    assert sum(len(asked.answers) for asked in QUESTIONS) >= 60
    assert {asked.section for asked in QUESTIONS} >= {"candiac", "victoriaville", "contenu"}


def test_the_sentences_have_both_genders_elision_and_plurals() -> None:
    text = " ".join(answer for asked in QUESTIONS for answer in asked.answers)
    for wanted in (
        "Ce ",
        "Cet ",
        "Cette ",
        "l’",
        " du ",
        " de l’",
        " à l’",
        "lequel ",
        "ainsi que ",
    ):
        assert wanted in text, wanted

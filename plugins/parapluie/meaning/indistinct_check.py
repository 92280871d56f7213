"""P325: principles that nothing tells apart."""

from collections.abc import Iterator

from parapluie.meaning.graph import Graph
from parapluie.meaning.indistinct import Equals, indistinct
from parapluie.meaning.sentences import named
from parapluie.model import Entry
from parapluie.problems import Problem, problem
from parapluie.source.options import Options
from parapluie.vocabulary import telling_words as words
from parapluie.vocabulary.grammar import contract, enumerate_words, spell
from parapluie.vocabulary.words import OF

_MOST_NAMED = 3


def indistinct_principles(graph: Graph, options: Options) -> Iterator[Problem]:
    """P325: the same direct links lead to several principles, and no reason tells them apart."""
    for same in indistinct(graph):
        first, *others = same.entries
        yield problem(
            "P325",
            first.place,
            first=named(first),
            others=contract(OF, named(others[0])) + _more(others),
            origins=_origins(same),
        )


def _more(others: list[Entry]) -> str:
    rest = len(others) - 1
    return (
        words.AND_OTHERS.format(number=spell(rest))
        if rest > 1
        else (words.AND_ONE.format(entry=contract(OF, named(others[1]))) if rest else "")
    )


def _origins(same: Equals) -> str:
    shown = [named(one) for one in same.origins[:_MOST_NAMED]]
    rest = len(same.origins) - len(shown)
    return enumerate_words(
        [*shown, words.OTHERS.format(number=spell(rest))]
        if rest > 1
        else [named(one) for one in same.origins[: _MOST_NAMED + 1]]
    )

"""Who carries things, as a person names them."""

from parapluie.cli.frame import Refusal
from parapluie.meaning.graph import Graph
from parapluie.model import Entry
from parapluie.problems import suggestion
from parapluie.vocabulary import council_words as words
from parapluie.vocabulary.grammar import a
from parapluie.vocabulary.links import CARRIED_BY


def carrier_named(graph: Graph, name: str) -> Entry:
    """Return who carries things that a person names; raise `Refusal` where there is none."""
    found = graph.resolver.find(name, CARRIED_BY.targets)
    if len(found) == 1:
        return found[0]
    near = suggestion(name, graph.resolver.names(CARRIED_BY.targets))
    one = a(graph.vocabulary.noun(CARRIED_BY.targets[0]))
    raise Refusal(words.CLI_NO_SERVICE.format(value=name, one=one, suggestion=near))

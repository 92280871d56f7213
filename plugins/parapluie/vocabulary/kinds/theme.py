"""The kind « theme »."""

from parapluie.vocabulary.grammar import MASCULINE, Noun
from parapluie.vocabulary.kinds.common import COMMON
from parapluie.vocabulary.kinds.facts import Kind

THEME = Kind(
    "theme",
    "theme",
    Noun("thème", "thèmes", MASCULINE),
    "themes",
    fields=COMMON,
    template="theme",
    facet=10,
    introduction="De quoi parlent {politique.all} et {action.all}.",
    introduction_alone="De quoi il est question ici.",
    wants_summary=False,
    expects=("en_bref",),
    has_scheme=True,
    linked_type="skos:Concept",
    place=70,
)

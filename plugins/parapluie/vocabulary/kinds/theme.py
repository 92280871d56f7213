"""The kind « theme »."""

from parapluie.vocabulary.grammar import MASCULINE, Noun
from parapluie.vocabulary.kinds.common import COMMON, link_field
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.links import PART_OF_THEME

THEME = Kind(
    "theme",
    "theme",
    Noun("thème", "thèmes", MASCULINE),
    "themes",
    fields=(
        *COMMON,
        link_field(PART_OF_THEME, "{theme.one} plus large, dont cela fait partie.", many=False),
    ),
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

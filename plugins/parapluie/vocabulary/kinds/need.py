"""The kind « besoin »: what some groups need, which outlives the policies that answer it."""

from parapluie.vocabulary.fields import Field, FieldType
from parapluie.vocabulary.grammar import MASCULINE, Noun
from parapluie.vocabulary.kinds.common import COMMON, GROUPS_FIELD, THEMES_FIELD
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.links import ANSWERS

NEED = Kind(
    "besoin",
    "need",
    Noun("besoin", "besoins", MASCULINE),
    "besoins",
    fields=(
        *COMMON,
        GROUPS_FIELD,
        THEMES_FIELD,
        Field(
            "sans_suite",
            FieldType.LINE,
            "Sans suite",
            "Pourquoi l’on n’y répond pas, ou plus, quand c’est voulu.",
        ),
    ),
    template="need",
    column=None,
    facet=35,
    place_for_people=0,
    introduction="Ce dont des personnes ont besoin, et ce qui y répond.",
    wants_summary=False,
    wants_links=(("P328", (ANSWERS.key,)),),
    expects=("groupes", "sources"),
    has_scheme=True,
    linked_type="skos:Concept",
    sections=(("", "Dites le besoin dans les mots des personnes, et d’où on le sait."),),
    place=65,
)

"""The kind « principe »."""

from parapluie.vocabulary.fields import Choice, Field, FieldType
from parapluie.vocabulary.grammar import FEMININE, MASCULINE, Noun
from parapluie.vocabulary.kinds.common import (
    ANNOUNCED,
    BORN_OF_FIELD,
    COMMON,
    REFERENCES_FIELD,
    TENSION_FIELD,
    TENSIONS_FIELD,
    link_field,
)
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.kinds.scope import SCOPE
from parapluie.vocabulary.links import SPECIFIES

NATURES = (
    Choice("principe", "Principe", hidden=True),
    Choice("valeur", "Valeur", noun=Noun("valeur", "valeurs", FEMININE), plural="Valeurs"),
    Choice("finalite", "Finalité", plural="Finalités"),
    Choice("moyen", "Moyen", plural="Moyens"),
    Choice("condition", "Condition", plural="Conditions"),
)
PRINCIPLE = Kind(
    "principe",
    "principle",
    Noun("principe", "principes", MASCULINE),
    "principes",
    fields=(
        *COMMON,
        Field(
            "nature",
            FieldType.CHOICE,
            "Nature",
            "De quelle sorte il s’agit.",
            choices=NATURES,
        ),
        link_field(
            SPECIFIES, "Ce que cette entrée précise : {principe.one} plus large.", many=False
        ),
        Field(
            "questions",
            FieldType.LINE,
            "Questions à se poser",
            "Les questions que l’on pose à un projet en son nom.",
            many=True,
        ),
        SCOPE,
        ANNOUNCED,
        REFERENCES_FIELD,
        TENSION_FIELD,
        TENSIONS_FIELD,
        BORN_OF_FIELD,
    ),
    template="principle",
    column=0,
    grouped_by="nature",
    facet=50,
    has_poster=True,
    has_coupon=True,
    in_menu=True,
    introduction="Ce à quoi {politique.every} et {action.every} doivent répondre.",
    introduction_alone="Ce qui guide tout le reste.",
    in_navigation=True,
    counts="principe",
    wants_dependents=True,
    worded_by=("titre", "en_bref"),
    is_versioned=True,
    has_feed=True,
    has_scheme=True,
    linked_type="skos:Concept",
    sections=(
        (
            "",
            "Dites ce que ce principe veut dire ici, dans les mots de tous les jours, avec un "
            "exemple de ce qu’il change. Ajoutez à l’en-tête les questions que l’on posera aux "
            "projets.",
        ),
    ),
    place=20,
)

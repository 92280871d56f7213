"""The kind « objectif »."""

from parapluie.vocabulary.fields import Field, FieldType
from parapluie.vocabulary.grammar import MASCULINE, Noun
from parapluie.vocabulary.kinds.asked import AWAITS, MONEY, NUMBER
from parapluie.vocabulary.kinds.common import (
    ANNOUNCED,
    ANSWERS_FIELD,
    APPLIES_FIELD,
    FORMER_IDS,
    GROUPS_FIELD,
    KEPT_INSIDE,
    REFERENCES_FIELD,
    SUMMARY,
    TENSION_FIELD,
    TENSIONS_FIELD,
    THEMES_FIELD,
    TITLE,
    TYPE,
    link_field,
)
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.links import ACHIEVES, PART_OF_OBJECTIVE, PART_OF_POLICY, UNDER

OBJECTIVE = Kind(
    "objectif",
    "objective",
    Noun("objectif", "objectifs", MASCULINE),
    "",
    fields=(
        Field(
            "id",
            FieldType.IDENTIFIER,
            "Identifiant",
            "Nom court, unique dans la page.",
            required=True,
        ),
        TITLE,
        NUMBER,
        SUMMARY,
        TYPE,
        link_field(
            PART_OF_OBJECTIVE,
            "Ce dont cela fait partie : {objectif.one} plus large, par son nom dans la page.",
            many=False,
        ),
        ANNOUNCED,
        Field("texte_adopte", FieldType.TEXT, "Texte adopté", "La formulation officielle."),
        FORMER_IDS,
        APPLIES_FIELD,
        GROUPS_FIELD,
        ANSWERS_FIELD,
        THEMES_FIELD,
        REFERENCES_FIELD,
        TENSION_FIELD,
        TENSIONS_FIELD,
        *MONEY,
        AWAITS,
        *KEPT_INSIDE,
    ),
    column=1,
    facet=40,
    place_for_people=40,
    introduction="Ce que cherche à atteindre {politique.every}.",
    introduction_alone="Ce que l’on cherche à atteindre.",
    counts="action",
    wants_summary=False,
    expects=("en_bref", "texte_adopte"),
    wants_links=(("P304", (ACHIEVES.key, UNDER.key)),),
    worded_by=("titre", "en_bref"),
    inside=PART_OF_POLICY,
    inside_parent=PART_OF_OBJECTIVE,
    is_versioned=True,
    how_to_write="{one} s’écrit dans sa page, sous la clé « objectifs » {of_holder}.",
    place=40,
)

"""The kind « indicateur »."""

from parapluie.vocabulary.fields import Field, FieldType
from parapluie.vocabulary.grammar import MASCULINE, Noun
from parapluie.vocabulary.kinds.common import COMMON, RESPONSIBLE_FIELD, link_field
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.links import MEASURES

INDICATOR = Kind(
    "indicateur",
    "indicator",
    Noun("indicateur", "indicateurs", MASCULINE),
    "indicateurs",
    fields=(
        *COMMON,
        Field("unite", FieldType.LINE, "Unité", "Ce que l’on compte : %, personnes, tonnes."),
        Field("depart", FieldType.SOURCED, "Départ", "Valeur de départ."),
        Field("cible", FieldType.SOURCED, "Cible", "Valeur visée, avec son échéance."),
        Field(
            "valeurs",
            FieldType.RECORD,
            "Valeurs",
            "Les valeurs mesurées, datées et sourcées.",
            many=True,
            fields=(
                Field("quand", FieldType.PERIOD, "Quand", "Date ou période.", required=True),
                Field("valeur", FieldType.SOURCED, "Valeur", "La valeur.", required=True),
                Field("note", FieldType.LINE, "Note", "Ce qu’il faut savoir pour la lire."),
            ),
        ),
        link_field(
            MEASURES,
            "Ce que l’on mesure : {principe.one}, {politique.one}, {objectif.one} ou {action.one}.",
        ),
        RESPONSIBLE_FIELD,
    ),
    template="indicator",
    search_weight=0.8,
    introduction="Ce que l’on mesure pour savoir si l’on avance.",
    linked_type="schema:StatisticalVariable",
    sections=(("", "Dites ce que l’on mesure, comment, et ce que cela ne dit pas."),),
    place=110,
)

"""The kind « mesure ancienne »."""

from parapluie.vocabulary.fields import Choice, Field, FieldType
from parapluie.vocabulary.grammar import FEMININE, Noun
from parapluie.vocabulary.kinds.common import COMMON, GROUPS_FIELD, THEMES_FIELD, link_field
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.links import BECOMES

OUTCOMES = (
    Choice("maintenue", "Maintenu", "Maintenue", owes=("devient",)),
    Choice("fusionnee", "Fusionné", "Fusionnée", owes=("devient",)),
    Choice("modifiee", "Modifié", "Modifiée", owes=("devient",)),
    Choice("abandonnee", "Abandonné", "Abandonnée", owes=("raison",)),
)
FORMER_MEASURE = Kind(
    "mesure_ancienne",
    "former_measure",
    Noun("mesure ancienne", "mesures anciennes", FEMININE),
    "concordance",
    fields=(
        *COMMON,
        Field("politique_ancienne", FieldType.LINE, "Ancien texte", "D’où vient la mesure."),
        Field("suite", FieldType.CHOICE, "Suite", "Ce qu’elle est devenue.", choices=OUTCOMES),
        Field("raison", FieldType.LINE, "Raison", "Pourquoi."),
        link_field(BECOMES, "Ce que la mesure est devenue."),
        GROUPS_FIELD,
        THEMES_FIELD,
    ),
    template="former_measure",
    place_for_people=0,
    search_weight=0.7,
    introduction="Ce à quoi on s’était engagé avant, et ce que c’est devenu.",
    is_concordance=True,
    wants_summary=False,
    expects=("suite", "sources"),
    place=120,
)

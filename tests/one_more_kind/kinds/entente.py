"""The kind « entente »: words, and a field of every type. It states no fact that has a default."""

from parapluie.vocabulary.fields import Choice, Field, FieldType, LinkType, Phase
from parapluie.vocabulary.grammar import FEMININE, Noun
from parapluie.vocabulary.kinds.common import (
    ANNOUNCED,
    APPLIES_FIELD,
    COMMON,
    GROUPS_FIELD,
    PERIOD,
    RESPONSIBLE_FIELD,
    link_field,
)
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.links import ACHIEVES

COMPLETES = LinkType(
    "complete",
    ("entente",),
    "complète",
    "est complétée par",
    "Complète",
    "Ce qui la complète",
    carries_dependence=True,
)
STATUSES = (
    Choice("a-signer", "À signer", phase=Phase.BEFORE),
    Choice("en-vigueur", "En vigueur", phase=Phase.DURING),
    Choice("echue", "Échu", "Échue", phase=Phase.DONE),
)
AGREEMENT = Kind(
    "entente",
    "agreement",
    Noun("entente", "ententes", FEMININE),
    "ententes",
    fields=(
        *COMMON,
        Field("statut", FieldType.CHOICE, "Statut", "Où en est l’entente.", choices=STATUSES),
        PERIOD,
        Field("signataire", FieldType.LINE, "Signataire", "Avec qui l’entente est signée."),
        Field("portee", FieldType.TEXT, "Portée", "Ce que l’entente couvre."),
        Field("reconductions", FieldType.INTEGER, "Reconductions", "Combien de fois."),
        Field("superficie", FieldType.NUMBER, "Superficie", "En hectares."),
        Field("cout", FieldType.AMOUNT, "Coût", "Ce que l’entente coûte par année."),
        Field("temps", FieldType.DAYS, "Temps", "En jours-personnes."),
        Field("part", FieldType.PERCENT, "Part", "Ce que la municipalité en paie."),
        Field("moment", FieldType.MOMENT, "Moment", "Quand on en parle, à la séance."),
        Field("publique", FieldType.BOOLEAN, "Document public", "Oui si chacun peut la lire."),
        Field("signee_le", FieldType.DATE, "Signée le", "Le jour de la signature."),
        Field("montant", FieldType.SOURCED, "Montant", "Ce que l’entente coûte."),
        Field("plan", FieldType.PICTURE, "Plan des lieux", "Identifiant dans illustrations.yml."),
        Field("repere", FieldType.POINT, "Repère", "Où cela se trouve sur le plan."),
        Field("code", FieldType.IDENTIFIER, "Code interne", "Le code du greffe."),
        Field("document", FieldType.URL, "Document signé", "Adresse Web du document."),
        Field("ancienne_page", FieldType.ADDRESS, "Ancienne page", "Où l’entente se lisait."),
        Field(
            "clauses",
            FieldType.RECORD,
            "Clauses",
            "Ce à quoi chacun s’engage.",
            many=True,
            fields=(
                Field("titre", FieldType.LINE, "Clause", "La clause.", required=True),
                Field("echeance", FieldType.DATE, "Échéance", "D’ici quand."),
            ),
        ),
        Field("constat", FieldType.CITED, "Constat", "Ce qui montre qu’elle est tenue."),
        ANNOUNCED,
        APPLIES_FIELD,
        link_field(ACHIEVES, "Ce que l’entente réalise."),
        link_field(COMPLETES, "{entente.one} plus large."),
        GROUPS_FIELD,
        RESPONSIBLE_FIELD,
    ),
    introduction="Ce que la municipalité a signé avec d’autres.",
)

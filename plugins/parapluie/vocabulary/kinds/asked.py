"""Fields that a council asks for: numbers, money, how far things are, what blocks them."""

from parapluie.vocabulary.fields import Choice, Field, FieldType
from parapluie.vocabulary.kinds.common import SOURCE_KEY, link_field
from parapluie.vocabulary.links import AWAITED_FROM

# A record that says « yes » there is for colleagues alone.
INSIDE = Field(
    "interne", FieldType.BOOLEAN, "Interne", "Oui si cela reste entre collègues.", hides=True
)
NUMBER = Field(
    "numero",
    FieldType.LINE,
    "Numéro",
    "Le numéro tel qu’adopté, comme 1.2.3, A-4 ou 2024-05; les listes le suivent.",
)
MONEY_NATURES = (
    Choice("fonctionnement", "Fonctionnement"),
    Choice("investissement", "Investissement"),
)
MONEY_ORIGINS = (
    Choice("municipalite", "Municipalité"),
    Choice("subvention", "Subvention"),
    Choice("partenaire", "Partenaire"),
)
BUDGET = Field(
    "budget",
    FieldType.RECORD,
    "Budget",
    "Ce qui est prévu et ce qui a été dépensé, une ligne par année, nature et provenance. "
    "Un montant que l’on ne connaît pas ne s’écrit pas : ce n’est pas zéro.",
    many=True,
    fields=(
        Field("quand", FieldType.PERIOD, "Quand", "L’année ou la période : 2024, 2024/2028."),
        Field("prevu", FieldType.AMOUNT, "Prévu", "En dollars : 240 000 ou 1,2 M$."),
        Field("reel", FieldType.AMOUNT, "Réel", "Ce qui a été dépensé, en dollars."),
        Field("jours_prevus", FieldType.DAYS, "Jours prévus", "En jours-personnes."),
        Field("jours_reels", FieldType.DAYS, "Jours réels", "En jours-personnes."),
        Field(
            "nature",
            FieldType.CHOICE,
            "Nature",
            "Fonctionnement ou investissement.",
            choices=MONEY_NATURES,
        ),
        Field(
            "provenance",
            FieldType.CHOICE,
            "Provenance",
            "D’où vient l’argent.",
            choices=MONEY_ORIGINS,
        ),
        Field("precision", FieldType.LINE, "Précision", "Le programme ou le partenaire."),
        SOURCE_KEY,
    ),
)
BUDGET_TOTAL = Field(
    "budget_annonce",
    FieldType.AMOUNT,
    "Budget annoncé",
    "Le total annoncé en dollars, même si toutes ses lignes ne sont pas documentées ici.",
)
MONEY = (BUDGET, BUDGET_TOTAL)
# From the least to the most, as the field of public participation names them.
LEVELS = (
    Choice("aucune", "Aucune"),
    Choice("information", "Information"),
    Choice("consultation", "Consultation"),
    Choice("concertation", "Concertation"),
    Choice("coconstruction", "Coconstruction"),
)
PARTICIPATION = Field(
    "participation",
    FieldType.CHOICE,
    "Participation",
    "Jusqu’où les gens y prennent part; « aucune » est une réponse.",
    choices=LEVELS,
    filters=True,
)
HOW_FAR = Field(
    "avancement",
    FieldType.RECORD,
    "Avancement",
    "Où l’on en est, en pourcentage, et de quel jour cela date.",
    fields=(
        Field(
            "pourcentage",
            FieldType.PERCENT,
            "Pourcentage",
            "De 0 à 100.",
            required=True,
        ),
        Field("le", FieldType.DATE, "Le", "Le jour de cette estimation."),
        Field("mot", FieldType.LINE, "En un mot", "Ce qui est fait, ce qui reste."),
    ),
)
PROOF = Field(
    "preuve",
    FieldType.RECORD,
    "Preuve",
    "Ce qui montre que le statut est vrai.",
    fields=(
        Field("texte", FieldType.LINE, "Texte", "Ce que l’on peut constater.", required=True),
        Field("le", FieldType.DATE, "Le", "Le jour du constat."),
        SOURCE_KEY,
    ),
)
FOLLOWED = Field(
    "suivi",
    FieldType.RECORD,
    "Suivi",
    "Au fil des mois, ce qui s’est passé : un jour, une phrase.",
    many=True,
    fields=(
        Field("quand", FieldType.DATE, "Quand", "Le jour.", required=True),
        Field("texte", FieldType.LINE, "Texte", "Ce qui s’est passé.", required=True),
        INSIDE,
        SOURCE_KEY,
    ),
)
AWAITS = Field(
    "attend",
    FieldType.RECORD,
    "Ce que l’on attend",
    "Ce qui débloquerait la suite : une décision, un permis, une réponse.",
    fields=(
        Field("quoi", FieldType.LINE, "Quoi", "Ce qui est attendu.", required=True),
        link_field(
            AWAITED_FROM,
            "De qui : {acteur.one}, ou « conseil » pour une décision.",
            many=False,
            says_why=False,
        ),
        Field("d_ici", FieldType.DATE, "D’ici", "Le jour où il le faudrait."),
    ),
)
PRIORITY = Field(
    "priorite",
    FieldType.LINE,
    "Priorité",
    "Dans les mots de la municipalité; pour l’équipe, qui trie ses listes par elle.",
)
TRACKED = (HOW_FAR, PROOF, FOLLOWED, AWAITS, PRIORITY)

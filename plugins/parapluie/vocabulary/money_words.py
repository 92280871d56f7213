"""French words of what is said of money."""

from parapluie.vocabulary.words import FOLLOW_FOLDER

MONEY_PATH = f"{FOLLOW_FOLDER}/argent.md"
MENU_MONEY = "L’argent"
NO_YEAR = "Année non précisée"
NOT_SAID = "Non précisée"

# --- Rules ---

REAL_AHEAD = "n’a pas encore commencé"
REAL_OUTSIDE = "sort de la période « {period} »"
WITH_PARTS = ", avec ce qui en fait partie"

# --- The table of open data ---

BUDGET_TABLE = "budget"
BUDGET_TITLE = "Budget"
BUDGET_NOTE = "Chaque ligne de budget : une année ou une période, une nature, une provenance."
BUDGET_COLUMNS = {
    "entree": ("Entrée", "L’identifiant de l’entrée qui porte la ligne."),
    "type": ("Type", "Le type de l’entrée; il reste le même quels que soient les mots d’ici."),
    "titre": ("Titre", "Le titre de l’entrée."),
    "quand": ("Quand", "L’année ou la période telle qu’elle a été écrite (EDTF)."),
    "annee_debut": ("Première année", "L’année où commence la période."),
    "annee_fin": (
        "Dernière année",
        "L’année où finit la période; ce qui couvre plusieurs années n’est pas réparti.",
    ),
    "nature": ("Nature", "Fonctionnement ou investissement."),
    "provenance": ("Provenance", "D’où vient l’argent."),
    "prevu": ("Prévu", "En dollars; vide si ce n’est pas connu, ce qui n’est pas zéro."),
    "reel": ("Réel", "Ce qui a été dépensé, en dollars; vide si ce n’est pas connu."),
    "jours_prevus": ("Jours prévus", "En jours-personnes."),
    "jours_reels": ("Jours réels", "En jours-personnes."),
    "precision": ("Précision", "Le programme ou le partenaire."),
    "source": ("Source", "La clé d’une source de la page, ou une adresse Web."),
}

# --- Linked data ---

ANNOUNCED = "Budget annoncé"
PLANNED = "Prévu"
SPENT = "Réel"
CURRENCY = "CAD"

# --- Lists ---

BUDGET_KEY = "budget"
FACET_BUDGET = "Budget prévu"
# From the first that a total is under.
BANDS: tuple[tuple[int | None, str, str], ...] = (
    (10_000, "moins-de-10-000", "Moins de 10 000 $"),
    (100_000, "10-000-a-100-000", "De 10 000 $ à 100 000 $"),
    (1_000_000, "100-000-a-1-000-000", "De 100 000 $ à 1 M$"),
    (None, "1-000-000-et-plus", "1 M$ et plus"),
)
NO_BUDGET = ("non-precise", "Non précisé")

"""How towns head the columns of their own spreadsheets, and what they write in them."""

# By key of a field: headings without accents, capitals or punctuation.
HEADINGS: dict[str, tuple[str, ...]] = {
    "titre": (
        "action", "actions", "mesure", "mesures", "titre", "nom", "projet", "projets", "intitule",
        "initiative", "initiatives", "libelle", "moyen d action", "moyens d action",
        "action proposee", "actions proposees", "actions a realiser", "geste", "engagement",
    ),
    "numero": ("no", "n", "num", "numero", "numero de l action", "no action", "no de l action"),
    "en_bref": ("en bref", "resume", "sommaire", "en une phrase"),
    "responsable": (
        "responsable", "responsables", "porteur", "porteurs", "porteur de dossier",
        "service responsable", "services responsables", "responsabilite", "charge de projet",
        "porte par", "qui", "leader", "instance responsable", "direction",
    ),
    "partenaires": (
        "partenaire", "partenaires", "collaborateurs", "collaborations", "collaboration",
        "partenaires potentiels", "partenaires associes", "avec qui", "collaborateur",
    ),
    "periode": (
        "echeancier", "echeance", "echeances", "periode", "calendrier", "annee", "annees", "date",
        "dates", "date prevue", "delai", "quand", "date de realisation", "echeancier prevu",
    ),
    "statut": (
        "statut", "etat", "etat d avancement", "avancement", "suivi", "progression",
        "degre d avancement", "etat de realisation", "realisation",
    ),
    "groupes": (
        "clientele visee", "clientele", "clienteles", "clienteles visees", "clientele cible",
        "public cible", "public vise", "public", "publics", "groupe", "groupes", "groupe cible",
        "groupes cibles", "groupes vises", "groupe vise", "population visee", "beneficiaires",
        "pour qui",
    ),
    "themes": (
        "theme", "themes", "thematique", "thematiques", "champ d action", "champs d action",
        "champ d intervention", "secteur", "domaine", "sphere",
    ),
    "realise": ("objectif", "objectifs", "objectif vise", "objectifs vises", "politique"),
    "principes": ("principe", "principes", "valeur", "valeurs"),
    "fait_partie_de": ("fait partie de", "projet parent"),
    "courriel": ("courriel", "adresse courriel", "email"),
    "telephone": ("telephone", "tel", "numero de telephone"),
    "quand": ("date", "quand", "periode"),
}  # fmt: skip
# Headings of what goes into the text of the page, under its heading or alone.
TEXT_HEADINGS = (
    "budget", "cout", "couts", "cout estime", "commentaire", "commentaires", "remarque",
    "remarques", "note", "notes", "indicateur", "indicateurs", "indicateur de suivi",
    "indicateurs de suivi", "indicateur de resultat", "indicateurs de resultat", "ressources",
    "ressources requises", "moyens", "moyens de mise en oeuvre", "resultats attendus",
    "resultat attendu", "retombees", "precisions", "details", "financement",
)  # fmt: skip
PLAIN_TEXT_HEADINGS = ("description", "descriptif", "description de l action", "contexte")

# By key of a choice: what towns write.
CHOICES: dict[str, tuple[str, ...]] = {
    "a-venir": (
        "a venir", "a faire", "planifie", "planifiee", "prevu", "prevue", "non debute",
        "non debutee", "non commence", "non commencee", "pas commence", "pas commencee",
        "pas debute", "a debuter", "a planifier", "non amorce", "non amorcee", "futur",
    ),
    "en-cours": (
        "en cours", "amorce", "amorcee", "debute", "debutee", "commence", "commencee",
        "en realisation", "en elaboration", "en cours de realisation", "en marche", "entame",
        "en developpement", "partiellement realise", "partiellement realisee",
    ),
    "en-continu": (
        "en continu", "continu", "continue", "recurrent", "recurrente", "permanent", "permanente",
        "en permanence", "annuel", "annuelle", "annuellement", "chaque annee", "tous les ans",
    ),
    "realisee": (
        "realise", "realisee", "fait", "faite", "complete", "completee", "termine", "terminee",
        "acheve", "achevee", "fini", "finie", "100", "realise 100",
    ),
    "reportee": (
        "reporte", "reportee", "en attente", "suspendu", "suspendue", "sur la glace", "remis",
        "remise a plus tard",
    ),
    "abandonnee": ("abandonne", "abandonnee", "annule", "annulee", "retire", "retiree"),
    "en-vigueur": ("en vigueur", "adopte", "adoptee", "actif", "active"),
    "en-preparation": ("en preparation", "en elaboration", "en redaction", "projet"),
    "echue": ("echu", "echue", "expire", "expiree"),
    "remplacee": ("remplace", "remplacee"),
}  # fmt: skip
# Words that open what an entry's title leaves out.
ARTICLES = ("les", "le", "la", "l", "des", "du", "de la", "de l", "tous les", "toutes les")
AND_SIGN = " et "

# --- The mapping file ---

SHEETS, SHEET, TYPE, HEADER, COLUMNS, VALUES = (
    "feuilles", "feuille", "type", "entete", "colonnes", "valeurs",
)  # fmt: skip
AS_TEXT, AS_PLAIN_TEXT, IGNORE, CREATE, UNDECIDED = "texte", "texte-seul", "ignorer", "creer", "?"
MAPPING_SUFFIX = ".correspondance.yml"
MAPPING_HEAD = """\
# À quoi répondent les colonnes et les valeurs d’un classeur.
#
# Sous « colonnes », à droite de chaque titre de colonne : une clé d’entrée (titre, statut,
# groupes…), « texte » pour la mettre dans le texte de la page, ou « ignorer ».
# Sous « valeurs », à droite de ce que dit le classeur : un identifiant ou une valeur admise,
# « creer » pour en faire une nouvelle entrée, ou « ignorer ». Un « ? » attend votre décision.
# Corrigez, enregistrez, puis relancez la même commande.
"""

# --- What is told ---

GUESSED = "Ce classeur ne vient pas de Parapluie. Voici comment il a été compris :"
SHEET_READ = "feuille {sheet} : titres de colonnes à la ligne {row}; chaque ligne est {one}"
COLUMN_READ = "  « {name} » → {field}"
VALUE_READ = "  {field} : « {value} » → {target}"
MAPPING_WRITTEN = "La correspondance est dans {file}; corrigez-la au besoin, puis relancez."
TO_DECIDE = "  {field} : « {value} » → ? (à décider)"
STILL_TO_DECIDE = (
    "Le contenu n’a pas changé : {number} à décider dans {file}. Remplacez chaque « ? », puis "
    "relancez."
)
VALUE_COUNT = ("rien", "une valeur reste", "{number} valeurs restent")
SUBTITLE = "feuille {sheet}, ligne {row} : « {text} » est pris pour un intertitre."
ALREADY_HERE = "feuille {sheet}, ligne {row} : « {text} » est déjà dans le site ({file})."
NO_TITLE = "feuille {sheet}, ligne {row} : pas de titre; la ligne est laissée de côté."
MOVED_TO_PARTNERS = (
    "feuille {sheet}, ligne {row} : « {text} » nomme plusieurs responsables; le premier l’est, les "
    "autres sont des partenaires."
)
NOT_A_TABLE = (
    "La feuille {sheet} ne ressemble pas à un tableau d’entrées; elle est laissée de côté."
)
NO_TABLE = (
    "aucune feuille n’a de titres de colonnes que Parapluie reconnaît (par exemple « Action », "
    "« Responsable », « Échéancier »)"
)
BAD_MAPPING = "« {file} » : {reason}"
UNKNOWN_SHEET = "le classeur n’a pas de feuille « {name} »"
UNKNOWN_TYPE = "« {name} » n’est pas un type d’entrée{suggestion}"
UNKNOWN_FIELD = "« {name} » n’est pas une clé {of_kind}{suggestion}"
NO_SUCH_COLUMN = "la feuille « {sheet} » n’a pas de colonne « {name} » à la ligne {row}"
TITLE_MISSING = "aucune colonne ne donne le « titre » dans la feuille « {sheet} »"
BAD_HEADER = "« entete » doit être un numéro de ligne"
CANNOT_CREATE = (
    "« {value} » ne peut pas être créé : {one} se décrit ailleurs; donnez un identifiant"
)
UNREADABLE = "le fichier n’a pas la forme attendue; supprimez-le pour que Parapluie le refasse"

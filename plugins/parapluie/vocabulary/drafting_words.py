"""French of the command that prepares a new entry, and of the advice that it writes."""

COMMAND = (
    "Prépare une nouvelle entrée du type TYPE (principe, politique, action…, ou vos propres mots), "
    "avec ce que le reste du contenu en dit déjà."
)
TITLE = "Le titre de l’entrée; il donne aussi le nom du fichier."
IDENTIFIER = "Le nom du fichier, sans « .md », s’il ne doit pas venir du titre."
FOLDER = "Un sous-dossier du dossier de ce type."
LINK = "Remplit la clé « {key} » avec l’identifiant d’une entrée; peut se répéter."
ANY = "Remplit une autre clé, comme statut=en-cours; peut se répéter."
# The options that fill a key of the front matter, and that key.
LINK_OPTIONS = (
    ("--releve-de", "releve_de"),
    ("--realise", "realise"),
    ("--principe", "principes"),
    ("--groupe", "groupes"),
    ("--responsable", "responsable"),
)
ASK_WHY = "Sous « parce_que », dites en une phrase pourquoi ce lien existe : la population la lira."
PAIR = "CLÉ=VALEUR"
ASK_TITLE = "Titre"
ASKED = "\u00a0: "

UNKNOWN_KIND = "« {value} » n’est pas un type d’entrée{suggestion}. Il y a : {known}."
NO_FILE = "{one} n’a pas de fichier à soi."
NO_TITLE = "Il manque un titre : ajoutez --titre."
BAD_TITLE = "Le titre tient sur une ligne et contient au moins une lettre."
BAD_IDENTIFIER = (
    "« {value} » ne convient pas; il faut des minuscules sans accent, des chiffres et des traits "
    "d’union."
)
RESERVED = "« {value} » est réservé par Windows; prenez plutôt « {other} »."
NO_KEY = "{one} n’a pas de clé « {key} »{suggestion}."
BAD_PAIR = "« {value} » n’a pas la forme clé=valeur."
NO_ENTRY = "« {key} » : aucune entrée « {value} »{suggestion}."
TAKEN = "« {file} » existe déjà; choisissez un autre titre, ou ajoutez --identifiant."
SAME = "L’identifiant « {value} » est déjà celui de {file}; ajoutez --identifiant."

WRITTEN = "{file} est écrit."
LEFT = "Il reste à remplir :"
THEN = "Ouvrez ce fichier, suivez les conseils, puis lancez « parapluie verifier »."
GOOD = "Il n’a aucun problème. Ouvrez-le pour écrire le texte, puis lancez « parapluie verifier »."

# --- What the file says ---

OPENING = (
    "Préparé par « parapluie nouveau ». Les lignes qui commencent par un dièse sont des conseils :",
    "retirez le dièse devant une clé pour vous en servir, et effacez les autres quand vous voulez.",
)
CLOSING = "Les autres clés sont dans le guide de « parapluie servir », page « Toutes les clés »."
CHOICES = "Au choix : {choices}."
SOME = "Il y a : {names}."
AND_MORE = "… et {number} autres."
INHERITED = "Déjà reçus de ce qui précède, sans les écrire : {names}."
UMBRELLAS = "Ce qui encadre déjà d’autres {plural} : {names}."
CONCERNED = "Déjà visés par ce qui précède : {names}."
CHAPTERS = "{plural} qui racontent ces principes, à relire pour rester dans le même esprit :"
SIMILAR = "{plural} qui se ressemblent : à relier, à regrouper ou à ne pas refaire?"
COMMON_WORDS = "{title} (mots communs : {words})"
# Keys that a first draft does without.
LEFT_OUT = frozenset(
    "type aussi_nomme anciens_ids ordre avis faits annonce tension_avec citations etapes "
    "competence valeurs apports participer elements objectifs sources attend enregistrement".split()
)
# Keys whose records are shown as an example, as YAML under a dièse.
RECORDS = {
    "objectifs": (
        "objectifs:",
        "  - id: premier-objectif",
        "    titre: Premier objectif",
        "    en_bref: Ce que l’on veut changer, en une phrase.",
    ),
    "competence": (
        "competence:",
        "  seule: Ce que la municipalité peut faire seule",
        "  avec:",
        "    - {qui: la MRC, quoi: Ce qui se fait ensemble}",
        "  ne_veut_pas_dire: Ce que personne n’a promis",
    ),
    "attend": (
        "attend:",
        "  quoi: Une décision sur le terrain",
        "  qui: conseil",
        "  d_ici: 2027-03-15",
    ),
    "enregistrement": ("enregistrement:", "  url: https://…", '  moment: "1:02:30"'),
    "sources": ("sources:", "  - titre: Titre du document", "    url: https://…"),
}

# What to write where a kind names no sections: a heading, none for what comes first, and advice.
ANY_SECTION = (("", "Écrivez ici le texte, en paragraphes séparés par une ligne vide."),)
ADOPTED = (
    "Après l’adoption par le conseil, ajoutez une section nommée « Texte adopté » avec les mots "
    "exacts : c’est elle qui prévaut."
)
QUESTIONS = "Ce que demandent {principe.all}"
QUESTIONS_ADVICE = "Répondez sous chaque question, ou effacez celles qui ne s’appliquent pas."

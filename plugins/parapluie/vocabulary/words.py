"""French words that content itself uses and that the code must know."""

from parapluie.vocabulary.grammar import Gender, Noun

DEFAULT_ORGANISATION = "la Municipalité"
ADOPTED_HEADING = "Texte adopté"
DEFAULTS_FILE = "_defauts.yml"
GLOSSARY_FILE = "glossaire.yml"
FRAMEWORKS_FOLDER = "referentiels"
GLOSSARY_FOLDER = "glossaire"
ILLUSTRATIONS_FILE = "illustrations.yml"
# Files that a folder of illustrations may hold, whether Parapluie reads them or not.
PICTURE_SUFFIXES = "jpg jpeg png webp avif gif svg heic heif tif tiff bmp".split()
# Documents that the content folder may publish beside its texts: none that a browser runs.
DOCUMENT_SUFFIXES = frozenset(
    ".pdf .txt .csv .tsv .json .geojson .ics .vcf .odt .ods .odp .docx .xlsx .pptx .rtf .epub .zip "
    ".mp3 .ogg .oga .opus .m4a .flac .wav .vtt .srt".split()
)
# What an alternative text need not begin with, as a regular expression.
ALT_OPENING = (
    r"(?:l['’]|une? |cette )?(?:image|photo(?:graphie)?|illustration)s? ?(?:de |du |des |d['’]|:)"
)
FOLLOW_FOLDER = "suivi"
FOLLOW_PATH = f"{FOLLOW_FOLDER}/index.md"
GUIDE_FOLDER = "guide"
GUIDE_RULES = "regles"
GUIDE_STORY = "recit"
GUIDE_PICTURES = "illustrations"
GUIDE_HOSTING = "publier"
GUIDE_WORDS = "mots"
GUIDE_SEARCH = "recherche"
GUIDE_READABILITY = "lisibilite"
READABILITY_TITLE = "Lisibilité"
PASSAGE_KEY = "{…}"  # how messages call the braces of a passage
STORY_PAGE = "en-une-page"
COVERAGE_PAGE = "du-reve-aux-gestes"
ACCESSIBILITY_PAGE = "accessibilite"
PRIVACY_PAGE = "confidentialite"
WHOLE_PAGE = "complet"  # a policy with all that achieves it
PERSONA_PATH = "et-pour-moi.md"
PERSONA_TITLE = "Et pour moi?"
BLIND_SPOTS_PATH = "angles-morts.md"
BLIND_SPOTS_TITLE = "Angles morts"
HEARD_PAGE = "vous-avez-dit"
SEARCH_PAGE = "recherche"
SEARCH_LIST = "Liste"
SEARCH_LISTS = "Listes"
SYNONYMS_FILE = "synonymes.yml"
HEARD_TITLE = "Vous avez dit, c’est devenu"

COUNTS_HERE = " compte ici "
CONCERNS_YOU = " vous concerne "
CONCERNS_EVERYONE = (
    "{this} vous concerne comme tout le monde : {pronoun} ne s’adresse à {none} en particulier."
)
BY = "par"
WHICH = "qui"
OF = "de"
TO = "à"
AND = "et"
THE_PLURAL = "les"
AND_SO = "et donc"
WITHIN = "› "  # before what is within another, for each level
OR = "ou"
AS_WELL_AS = "ainsi que"
AND_OTHERS = "et {number} autres {nouns}"
GRID_PATH = f"{FOLLOW_FOLDER}/tableau.md"
CROSSING_PATH = f"{FOLLOW_FOLDER}/croisement.md"
GRID_TITLE = "Tableau {nouns}"
EVERY = "chaque"
NO = "aucun"
NO_FEMININE = "aucune"
NOR = "ni"

# Nouns that titles begin with, so that sentences say « la *Politique de …* » and not « la politique
# *Politique de …* ».
TITLE_NOUNS = tuple(
    Noun(singular, plural, gender)
    for singular, plural, gender in (
        ("politique", "politiques", Gender.FEMININE),
        ("plan", "plans", Gender.MASCULINE),
        ("planification", "planifications", Gender.FEMININE),
        ("programme", "programmes", Gender.MASCULINE),
        ("stratégie", "stratégies", Gender.FEMININE),
        ("cadre", "cadres", Gender.MASCULINE),
        ("règlement", "règlements", Gender.MASCULINE),
        ("charte", "chartes", Gender.FEMININE),
        ("vision", "visions", Gender.FEMININE),
        ("comité", "comités", Gender.MASCULINE),
        ("conseil", "conseils", Gender.MASCULINE),
        ("service", "services", Gender.MASCULINE),
        ("projet", "projets", Gender.MASCULINE),
    )
)

# The filters of lists, as addresses and labels have them.
GROUP_KEY = "groupe"
STATUS_KEY = "statut"
YEAR_KEY = "annee"
FACET_STATUS = "Statut"
FACET_YEAR = "Année"

MENU_HOME = "Accueil"
MENU_TOP = ""  # what stands in the menu by itself, after the home page
MENU_OTHERS = "Repères"
MENU_STAFF = "Pour l’équipe"
MENU_FOLLOW = "Suivi"
MENU_GRID = "Tableau d’ensemble"
MENU_ABOUT = "À propos"
MENU_FRAMEWORKS = "Référentiels"
MENU_GLOSSARY = "Les mots expliqués"
MENU_GUIDE = (
    ("index", "Guide de rédaction"),
    ("premiere-heure", "La première heure"),
    ("cles", "Toutes les clés"),
    (GUIDE_STORY, "Écrire le récit"),
    (GUIDE_WORDS, "Vos mots et vos niveaux"),
    (GUIDE_PICTURES, "Les illustrations"),
    (GUIDE_SEARCH, "La recherche"),
    (GUIDE_HOSTING, "Publier le site"),
    (GUIDE_RULES, "Les règles"),
)

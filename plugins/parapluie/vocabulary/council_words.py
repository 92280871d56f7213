"""What a council's work is told in: what to read again."""

from parapluie.vocabulary.grammar import Gender, Noun

ENTRIES = Noun("entrée", "entrées", Gender.FEMININE)
LENSES = Noun("lentille", "lentilles", Gender.FEMININE)

# --- What is to be read again ---

REREAD_TITLE = "À relire"
REREAD_NAME = "a-relire"
CLI_REREAD = (
    "Dire ce qui est à relire depuis qu’une formulation a changé. Avec TYPE:ID, noter que cette "
    "entrée a été relue; avec --tout, qu’elles l’ont toutes été. La première fois, --tout commence "
    "le suivi."
)
CLI_REREAD_ALL = "Noter que tout a été relu."
CLI_REREAD_SOURCE = "{place}: {entry} a changé."
CLI_REREAD_BEFORE = "  avant : {text}"
CLI_REREAD_AFTER = "  maintenant : {text}"
CLI_REREAD_ONE = "  - {name} ({title})"
CLI_REREAD_REASON = "    sa raison, pour « {title} » : {text}"
CLI_REREAD_NOTHING = "Rien n’est à relire."
CLI_REREAD_NOT_STARTED = (
    "Aucune lecture n’est encore notée. « parapluie relire --tout » note l’état d’aujourd’hui; ce "
    "qui changera ensuite sera à relire."
)
CLI_REREAD_NUMBER = "{number} à relire."
CLI_REREAD_WRITTEN = "Lectures notées dans {file}."
CLI_REREAD_UNKNOWN = "« {value} » n’est pas une entrée d’ici{suggestion}."
CLI_REREAD_BROKEN = "Rien n’est noté tant que le contenu a des erreurs."
READINGS_HEAD = "# Qui a lu quelle formulation. « parapluie relire » tient ce fichier.\n"

# --- Versions ---

VERSIONS_FOLDER = "versions"
CHANGES_TITLE = "Ce qui a changé"
CHANGES_PATH = "suivi/ce-qui-a-change.md"
SNAPSHOT_KEYS = ("format", "date", "resolution", "titre", "decision", "entrees")
SNAPSHOT_LATER = "malgre"  # those whose words had changed since
SNAPSHOT_ENTRY_KEYS = ("titre", "nom", "texte", "dans", "phrase", "anciens", "liens", "raisons")

# Each with the masculine, then the feminine.
ADDED = "s’ajoute"
WITHDRAWN = ("est retiré", "est retirée")
REPLACED = ("est remplacé par", "est remplacée par")
REWORDED = ("est reformulé", "est reformulée")
WORDED = "reçoit un texte"
UNWORDED = "n’a plus de texte"
RENAMED = "s’appelait « {title} »"
NOT, NOT_BEFORE_VOWEL, NO_MORE = "ne ", "n’", "plus"
ALSO, NOW = "aussi", "maintenant"
ARGUED = ("dit maintenant pourquoi", "ne dit plus pourquoi", "dit autrement pourquoi")
PRONOUNS = ("il", "elle")

# Of a text, each with the masculine, then the feminine.
WAS_ADOPTED = ("adopté", "adoptée")
WAS_AMENDED = ("modifié", "modifiée")
AS_SOURCES_SAY = ", selon les sources"
RESOLUTION = "résolution"

CLI_FREEZE = (
    "Garder l’état du contenu au jour d’une décision : les formulations et les liens, dans un "
    "fichier de contenu/versions/. La page « Ce qui a changé » compare ces fichiers."
)
CLI_FREEZE_METAVAR = "NUMÉRO"
CLI_FREEZE_NUMBER = "Le numéro de la résolution, ou l’identifiant de la décision."
CLI_FROZEN = "{number} gardées dans {file}."
CLI_FREEZE_UNKNOWN = (
    "Aucune décision n’a le numéro ou l’identifiant « {value} »{suggestion}. Écrivez "
    "d’abord la décision."
)
CLI_FREEZE_TAKEN = (
    "{file} existe déjà et dit autre chose. Un état gardé ne se réécrit pas; supprimez-le d’abord "
    "si c’est voulu."
)
CLI_FREEZE_ANYWAY = (
    "Garder les mots d’aujourd’hui même s’ils ont changé depuis la résolution : le fichier et « Ce "
    "qui a changé » diront lesquels."
)
CLI_FREEZE_CHANGED = "Ces mots ont changé depuis la résolution {number} ({day}) :"
CLI_FREEZE_ONE = "  - {name} : {sentence}"
CLI_FREEZE_WAY_OUT = (
    "Rien n’est gardé : le conseil n’a pas adopté ces mots ce jour-là. Si une autre décision les a "
    "adoptés, donnez son numéro. S’ils sont bien ceux de la résolution (une coquille corrigée, un "
    "texte transcrit plus tard), ajoutez « --malgre »; l’état gardé dira lesquels ont changé."
)
CLI_FREEZE_NOT_KNOWN = (
    "À vérifier : rien ne dit ici si ces mots ont changé depuis le jour de la résolution ({day})."
)
CLI_FREEZE_KNOWN_SINCE = (
    "À vérifier : git ne connaît cette décision que depuis {since}; on a comparé les mots à ceux "
    "de ce jour-là."
)
CLI_FREEZE_BROKEN = "Rien n’est gardé tant que le contenu a des erreurs."

# --- Former measures ---

NO_OUTCOME = "« suite » manque"
OUTCOME_OWES = "la suite est « {outcome} », mais « {key} » manque"

# --- Lenses ---

NO_LENS = "il manque « principe » ou « lentille »"
LENS_UNKNOWN = "aucune lentille « {value} »{suggestion}"
LENSES_TITLE = "Passer un projet au crible"
LENSES_PATH = "suivi/passer-au-crible.md"
SHEET_PAGE = "fiche"
SHEET_TITLE_OF = "Fiche de cohérence : {title}"
TENSIONS_TITLE = "Tensions et arbitrages"
TENSIONS_PATH = "suivi/tensions.md"
FILE_TITLE = "Dossier : {title}"
FILE_PAGE = "dossier"
NEW_LENSES = "crible"
CLI_NEW_EXAMINED = "Pour un crible, le projet ou le document examiné, comme action:parc."
CLI_NEW_TAKEN = "{file} existe déjà; rien n’est écrit."
CLI_NEW_WRITTEN = "{file} est prêt : répondez à chaque lentille, puis « parapluie verifier »."
CLI_NO_LENS = (
    "Aucune lentille : donnez des « questions » à vos principes, ou écrivez contenu/lentilles.yml."
)
TO_ANSWER = "À compléter."
CLI_FILE = (
    "Imprime en PDF balisé le dossier du conseil d’une entrée : son échelle, sa fiche, ses "
    "tensions, qui elle touche et son histoire. Sans navigateur de la famille de Chromium, dit où "
    "est sa page."
)
FOLLOW_PART = "suivi-au-conseil"
CLI_FILE_FOLLOW = (
    "Seulement « Suivi au conseil » : où en est chaque action, ce qui est en retard, ce qui attend "
    "et de qui, les décisions depuis."
)
CLI_FILE_NOTHING_UNDER = "Rien ne relève de « {title} » : il n’y a pas de suivi à imprimer."
CLI_FILE_METAVAR = "[FICHIER]"
CLI_FILE_NO_BROWSER = (
    "Aucun navigateur de la famille de Chromium n’est installé; ouvrez cette page du site et "
    "imprimez-la en PDF depuis votre navigateur."
)
CLI_FILE_UNKNOWN = "Le dossier de « {value} » n’existe pas{suggestion}."

# --- What is awaited ---

CLI_WAITING = (
    "Dire ce que l’on attend, de qui et d’ici quand, d’après la clé « attend » des entrées; ce "
    "dont le jour est passé vient d’abord."
)
CLI_WAITING_COUNCIL = "Seulement ce qui attend une décision du conseil."
CLI_NOTHING_AWAITED = "Rien n’est en attente."
CLI_NOTHING_OF_COUNCIL = "Rien n’attend une décision du conseil."
WAITS_FOR_COUNCIL = "Ce qui attend une décision du conseil"
WAITS_FOR = "Attendu de : {title}"
WAITS_FOR_NOBODY = "Sans que l’on dise de qui"
WAITED_TOO_LONG = " (dépassé)"

# --- Slides ---

CLI_SLIDES = (
    "Faire les diapos d’un plan pour une soirée, en PDF 16:9 : pourquoi, où on en est, chaque "
    "objectif et ce qui le réalise, ce qui s’en vient, à qui en parler. Il faut un navigateur de "
    "la famille de Chromium."
)
CLI_SLIDES_UNKNOWN = "« {value} » n’est pas une politique ni un plan d’ici{suggestion}."
SLIDES_FILE = "diapos-{id}.pdf"

# --- The accounts of a year ---

ACCOUNTS_TITLE = "Bilan {of}"
ACCOUNTS_PATH = "suivi/bilan-{year}.md"
ACCOUNTS_MENU = "Bilans"

TWENTY_TITLE = "Le cadre en vingt minutes"
TWENTY_PATH = "le-cadre-en-vingt-minutes.md"
TWENTY_PAGE = "vingt-minutes"

PATHS = (CHANGES_PATH, LENSES_PATH, TENSIONS_PATH, TWENTY_PATH)
CLI_ACCOUNTS = (
    "Dire ce qui était prévu pour une période, ce qui en a été fait, ce qui ne l’a pas été et ce "
    "dont personne n’a rendu compte. La période est une année (2024), un trimestre (2024-T1) ou va "
    "d’une date à une autre (2024-01/2024-06)."
)
CLI_WINDOW = "PÉRIODE"
CLI_SERVICE = "Seulement ce dont ce service, ou une autre de vos équipes, est responsable."
CLI_NO_WINDOW = (
    "« {value} » n’est pas une période; écrivez 2024, 2024-T1 (un trimestre) ou 2024-01/2024-06."
)
CLI_NO_SERVICE = "« {value} » n’est pas {one} d’ici{suggestion}."
CLI_NO_ACCOUNTS = (
    "Rien n’est prévu pour {window} d’après le contenu. Années avec un bilan : {known}."
)
CLI_NO_ACCOUNTS_OF = "Rien n’est prévu pour {window} d’après le contenu, pour « {title} »."
CLI_NO_YEAR = "aucune"
CLI_COUNT = "{label} : prévu {planned} (fait {done}, pas fait {missed}, sans bilan {untold}{share})"
CLI_SHARE = "; {share} % de ce qui a un bilan"
UNTOLD = "sans bilan"
PLANNED, DONE, GAP = "Prévu", "Fait", "Écart"

"""French words of the command that explains an entry to who maintains a site."""

COMMAND = (
    "Explique une entrée : ce à quoi elle mène, ce qui en dépend, les fichiers du site qui en "
    "viennent et ce qui les ferait refaire."
)
ENTRY = "ENTRÉE"
FORMAT = "La forme de la réponse."
FORMS = ("texte", "json")

NO_SUCH_ENTRY = "Aucune entrée « {value} »{suggestion}."
AMBIGUOUS = "« {value} » peut être {candidates}; écrivez le type devant, comme « {example} »."

# --- What is said ---

WHAT = "  {name}, {noun} : {file}:{line}"
LINKS = "Ce à quoi cette entrée mène ({number})"
LINK = "  {verb} « {title} » ({name}) : {file}:{line}"
OTHERS = "Ce qui y mène sans en dépendre ({number})"
OTHER = "  « {title} » ({name}) {verb} cette entrée : {file}:{line}"
DEPENDENTS = "Ce qui en dépend ({number})"
DISTANCE = ("", "  À {number} lien", "  À {number} liens")
DEPENDENT = "    {name} : {sentence}"
APART = "Ce qui n’en dépend plus, ou date d’avant ({number})"
FILES = "Les fichiers du site qui en viennent ({number})"
GROUP = "  {label} ({number}), à refaire avec : {recipes}"
FILE = "    {path}"
SHOWN = "Les pages qui la montrent ({number})"
SHOWN_ON = "  {path} : {why}"
SHOWN_ELSEWHERE = (
    "  Les pages de l’ensemble (accueil, suivi, tableaux, recherche) peuvent la montrer aussi."
)
REASONS = "Ce qui ferait refaire ces fichiers"
RECIPE = "  {label}, dès que change :"
REASON = "    - {reason}"
NOTHING = "  Rien."
JOIN = ", "

# --- Groups of files ---

PAGES = "Ses pages"
IN_PAGE = "La page où elle se trouve"
DATA = "Ses données"
FEEDS = "Son fil et son calendrier"
SHARING = "Sa carte à partager"
PAPER = "Son affiche et son coupon"
REDIRECTS = "Les adresses qui y mènent"
TABLES = "Les données de l’ensemble, où elle a ses lignes"
PICTURE = "Son image"
CARD = "L’image de ses pages dans les réseaux sociaux"

# --- Pages that show it ---

ITS_LIST = "la liste des {plural}"
LINKED_FROM = "« {title} » y mène"
LINKED_TO = "elle mène à « {title} »"
DEPENDED_ON = "elle dépend de « {title} »"
DEPENDS = "« {title} » en dépend"

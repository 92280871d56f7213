"""What spreadsheets and the commands that write and read them say."""

CLI_EXPORT = "Sort le contenu dans un autre format."
CLI_IMPORT = "Fait entrer du contenu d’un autre format."
CLI_EXPORT_SHEET = (
    "Écrit toutes les entrées dans un classeur (FICHIER.xlsx) ou dans un dossier de fichiers CSV, "
    "pour les modifier dans un tableur."
)
CLI_IMPORT_SHEET = (
    "Lit un classeur .xlsx, un fichier CSV ou un dossier de fichiers CSV, et montre ce qui "
    "changerait. Avec --appliquer, l’écrit. Un classeur qui ne vient pas de Parapluie donne de "
    "nouvelles entrées."
)
CLI_APPLY = "Écrit les changements dans le contenu."
CLI_YES = "Ne demande pas de confirmation."
CLI_MAPPING = "Le fichier qui dit à quoi répondent les colonnes d’un classeur venu d’ailleurs."
CLI_MAPPING_FILE = "CORRESPONDANCE.yml"
CLI_OVERWRITE = "Remplace le fichier ou les fichiers qui existent déjà."
TARGET_PIECE = "FICHIER.xlsx|DOSSIER"
SOURCE_PIECE = "FICHIER|DOSSIER"

# --- The sheets ---

READ_ME = "Lisez-moi"
LISTS = "Listes"
IDENTIFIER = "Identifiant"
FINGERPRINT = "Empreinte"
LIST_NOTE = "Séparez par des virgules."
LINES_NOTE = "Une par ligne (Alt+Entrée)."
RECORD_NOTE = "Une ligne pour chaque élément (Alt+Entrée), ses parties séparées par | : {parts}."
NEW_ROW_NOTE = "Laissez vide pour une nouvelle entrée : il se fait du titre."
REQUIRED = "Obligatoire. "
HELP_SHEET = "Feuille"
HELP_COLUMN = "Colonne"
HELP_TEXT = "Ce qu’on y écrit"
READ_ME_LINES = (
    "Ce classeur contient les entrées du site, une feuille par sorte d’entrée, une ligne par "
    "entrée.",
    "Changez ce que vous voulez, enregistrez, puis lancez « parapluie importer tableur » avec ce "
    "fichier : les changements sont d’abord montrés, et rien n’est écrit sans --appliquer.",
    "Pour ajouter une entrée, écrivez une nouvelle ligne. Retirer une ligne ne supprime rien.",
    "L’identifiant ne se change pas ici : « parapluie renommer » s’en charge.",
    "La dernière colonne, masquée, sert à reconnaître les lignes : ne la changez pas.",
    "Le texte des pages ne se trouve pas ici; l’importation n’y touche pas.",
    "Une cellule vide peut cacher une valeur que le dossier donne à toutes ses entrées "
    "(_defauts.yml).",
    "Une barre oblique inverse devant un signe (\\| \\[ \\;) dit qu’il fait partie du texte.",
)

# --- What is wrong ---

CELL = "feuille {sheet}, cellule {cell} : {message}"
SHEET = "feuille {sheet} : {message}"
FILE = "« {file} » : {message}"
NOT_FOUND = "ce fichier n’existe pas"
TOO_HEAVY = "le fichier pèse plus de {limit} Mo"
TOO_BIG_INSIDE = (
    "une fois ouvert, le fichier pèserait plus de {limit} Mo; ce n’est pas un vrai classeur"
)
OLD_EXCEL = (
    "c’est un ancien classeur .xls, ou un classeur protégé par un mot de passe; enregistrez-le "
    "en .xlsx, sans mot de passe"
)
NOT_A_WORKBOOK = "ce n’est pas un classeur .xlsx; enregistrez-le en .xlsx dans votre tableur"
A_DOCUMENT = "c’est un document de traitement de texte, pas un classeur"
OPEN_DOCUMENT = "c’est un classeur .ods; enregistrez-le en .xlsx"
WITH_MACROS = "ce classeur contient des macros; enregistrez-le en .xlsx, sans macros"
DAMAGED = "le classeur est abîmé; ouvrez-le dans votre tableur et enregistrez-le de nouveau"
NO_SHEET = "aucune feuille ne porte un nom que Parapluie connaît ({known})"
MISSING_SHEET = "il manque la feuille « {sheet} »; exportez de nouveau, et laissez-la en place"
TOO_MANY_ROWS = "elle a plus de {limit} lignes"
TOO_MANY_CELLS = "elle a plus de {limit} cellules remplies"
TOO_MANY_COLUMNS = "elle a plus de {limit} colonnes"
BAD_ENCODING = "le fichier n’est ni en UTF-8 ni en Windows-1252"
BAD_CSV = "ce n’est pas un fichier CSV lisible"
NO_CSV = "ce dossier ne contient aucun fichier CSV"
MERGED = "les cellules {cells} sont fusionnées; défaites la fusion"
FORMULA = "c’est une formule; remplacez-la par sa valeur (Collage spécial, Valeurs)"
CELL_ERROR = "la cellule contient l’erreur {value}"
CONTROL = "un caractère de contrôle s’y trouve; retapez la cellule"
DUPLICATE_HEADER = "la colonne « {name} » est là deux fois"
NO_HEADER = "il manque la colonne « {name} »; exportez de nouveau"
DUPLICATE_ROW = "« {value} » se trouve aussi à la ligne {row}"
STALE = (
    "« {value} » a changé dans le site depuis l’exportation; exportez de nouveau, puis reprenez "
    "vos changements"
)
ID_CHANGED = (
    "« {value} » n’existe pas; l’identifiant d’une ligne ne se change pas ici (« parapluie "
    "renommer » s’en charge)"
)
ALREADY_THERE = "« {value} » existe déjà; changez sa ligne plutôt que d’en ajouter une"
RESERVED_ID = "« {value} » est réservé par Windows; prenez plutôt « {other} »"
BAD_ID = "« {value} » n’est pas un identifiant : minuscules sans accent, chiffres, traits d’union"
NO_ID = "donnez un identifiant ou un titre"
NO_CONTAINER = "« {value} » n’est pas {one}{suggestion}"
BAD_DATE = "« {value} » n’est pas une date claire; écrivez 2026, 2026-10, 2026-10-05 ou 2023/2028"
WHY_COLUMN = "Parce que ({name})"
WHY_HELP = (
    "Pourquoi ce lien existe : une ligne par lien, l’identifiant, une barre, la phrase que la "
    "population lira."
)
WHY_WITHOUT_LINK = (
    "« {value} » a une raison ici, mais n’est pas dans la colonne « {column} » : ajoutez-l’y, ou "
    "effacez cette ligne"
)
WHY_TWICE = "« {value} » a deux lignes : gardez-en une"
TOO_MANY_PARTS = "« {value} » a plus de parties que les {number} attendues ({parts})"
BAD_COUNT = "écrivez un nombre, ou « type: nombre » séparés par des virgules"
NOT_EDITABLE = "« {file} » est écrit d’une façon qui ne se change pas d’ici ({where})"

# --- What is told ---

EXPORTED = "{entries} dans {file}."
EXISTS = "« {file} » existe déjà; choisissez un autre nom, ou ajoutez --forcer."
NOT_OUR_FOLDER = (
    "« {file} » contient autre chose que des fichiers CSV; choisissez un autre dossier."
)
QUOTED = "« {text} »"
ENTRIES = ("Aucune entrée", "1 entrée", "{number} entrées")
EMPTY_VALUE = "(vide)"
ENTRY_CHANGED = "{file} : {title}"
ENTRY_NEW = "{file} : {title} (nouvelle entrée)"
CELL_CHANGED = "  {cell} {label} : {before} → {after}"
CELL_NEW = "  {cell} {label} : {after}"
COLUMN_IGNORED = "feuille {sheet} : la colonne « {name} » est laissée de côté."
SHEET_IGNORED = "La feuille {sheet} est laissée de côté."
STRAYS = "feuille {sheet} : laissé de côté, loin des autres cellules : {cells}."
ROWS_ABSENT = "feuille {sheet} : {number}; rien n’est supprimé."
ABSENT_COUNT = ("", "une entrée du site n’y est pas", "{number} entrées du site n’y sont pas")
NOTHING_CHANGED = "Rien ne change."
SUMMARY = "{changed}, {new}, {cells}."
CHANGED_COUNT = ("Aucune entrée changée", "1 entrée changée", "{number} entrées changées")
NEW_COUNT = ("aucune nouvelle", "1 nouvelle", "{number} nouvelles")
CELL_COUNT = ("aucune cellule", "1 cellule", "{number} cellules")
ADD_APPLY = "Le contenu n’a pas changé. Pour écrire ces changements, ajoutez --appliquer."
NOTHING_WRITTEN = "Le contenu n’a pas changé : {number} à corriger dans le classeur."
SITE_PROBLEMS = "Le contenu n’a pas changé : il aurait alors ces erreurs."
CONFIRM = "Écrire ces changements ? [o/N] "
CONFIRM_YES = ("o", "oui", "y", "yes")
NOT_CONFIRMED = "Le contenu n’a pas changé."
WRITTEN = "Écrit : {files}."
FILES_WRITTEN = ("aucun fichier", "1 fichier", "{number} fichiers")

PER_CENT = "{value} %"
TRUE, FALSE = "oui", "non"

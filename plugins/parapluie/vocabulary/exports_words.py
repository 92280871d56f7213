"""French words of what is published beside the pages: data, feeds, calendars, paper."""

# --- Addresses: once published, they stay ---

ID_FOLDER = "id"
DATA_FOLDER = "donnees"
DATA_PATH = f"{DATA_FOLDER}/index.md"
DATA_TITLE = "Données ouvertes"
WHOLE_JSON = f"{DATA_FOLDER}/parapluie.json"
SCHEMA_JSON = f"{DATA_FOLDER}/parapluie.schema.json"
TABLES_FOLDER = f"{DATA_FOLDER}/tableaux"
LINKS_TABLE = "liens"
DICTIONARY_TABLE = "dictionnaire"
WORKBOOK = f"{DATA_FOLDER}/parapluie.xlsx"
LINKED_DATA = f"{DATA_FOLDER}/parapluie.jsonld"
CATALOGUE = f"{DATA_FOLDER}/catalogue.jsonld"
STRATEGIC_PLAN = f"{DATA_FOLDER}/stratml.xml"
NEWS_FEED = f"{DATA_FOLDER}/nouveautes.atom"
CALENDAR = f"{DATA_FOLDER}/calendrier.ics"
POSTER_PAGE = "affiche.html"
COUPON_PAGE = "coupon.html"
PAPER_STYLE = "assets/parapluie/papier.css"

# Not published: its name begins with an underscore.
ADDRESSES_FILE = "_adresses.txt"
ADDRESSES_HEAD = (
    "# Les adresses publiées; « parapluie construire » ajoute les nouvelles. Une ligne dont la",
    "# page disparaît sans redirection est signalée (P501); retirez-la si c’est ce qu’on veut.",
)

FEDERATION_FILE = "federation.yml"
FEDERATION_FOLDER = "_federation"
FEDERATION_HEAD = (
    "# Les données d’autres municipalités, épinglées par « parapluie federer ». La copie de",
    "# chacune est dans _federation; si son empreinte change, la construction s’arrête (P502).",
)

# --- What a town may leave out: values of the option `exports` ---

JSON, CSV, XLSX, JSON_LD, STRATML = "json", "csv", "xlsx", "jsonld", "stratml"
ATOM, ICALENDAR, POSTERS, SHARING = "atom", "ics", "affiches", "partage"
EXPORTS = (JSON, CSV, XLSX, JSON_LD, STRATML, ATOM, ICALENDAR, POSTERS, SHARING)

# What the option `licence` admits, with its name and where it stands.
LICENCES = {
    "CC-BY-4.0": (
        "Creative Commons Attribution 4.0 International (CC BY 4.0)",
        "https://creativecommons.org/licenses/by/4.0/deed.fr",
    ),
    "CC-BY-SA-4.0": (
        "Creative Commons Attribution – Partage dans les mêmes conditions 4.0 (CC BY-SA 4.0)",
        "https://creativecommons.org/licenses/by-sa/4.0/deed.fr",
    ),
    "CC-BY-NC-4.0": (
        "Creative Commons Attribution – Pas d’utilisation commerciale 4.0 (CC BY-NC 4.0)",
        "https://creativecommons.org/licenses/by-nc/4.0/deed.fr",
    ),
    "CC0-1.0": (
        "Creative Commons Zéro 1.0 (CC0)",
        "https://creativecommons.org/publicdomain/zero/1.0/deed.fr",
    ),
    "ODbL-1.0": (
        "Open Database License 1.0 (ODbL)",
        "https://opendatacommons.org/licenses/odbl/1-0/",
    ),
    "MIT": ("MIT", "https://opensource.org/license/mit"),
}
OPTION_EXPORT_UNKNOWN = "« {value} » n’est pas une forme de données{suggestion}"
OPTION_LICENCE_UNKNOWN = (
    "« {value} » n’est pas une licence connue{suggestion}; on admet aussi l’adresse d’une licence, "
    "qui commence par https://"
)

# --- The forms, as the page of open data lists them ---

FORMS = {
    JSON: ("JSON", "Toutes les entrées et tous leurs liens, pour un programme."),
    CSV: (
        "CSV",
        "Un tableau par type d’entrée. Le point-virgule sépare les colonnes, comme l’attend Excel "
        "quand l’ordinateur est réglé en français du Canada.",
    ),
    XLSX: ("Excel", "Les mêmes tableaux dans un seul classeur, une feuille par type d’entrée."),
    JSON_LD: ("JSON-LD", "Le graphe en données liées, avec les vocabulaires SKOS et schema.org."),
    STRATML: (
        "StratML",
        "La vision, les valeurs, les buts et les personnes visées, selon la norme ISO 17469-1.",
    ),
    ATOM: ("Atom", "Les nouveautés, pour un lecteur de fils."),
    ICALENDAR: ("iCalendar", "Les consultations, les échéances et les décisions, pour un agenda."),
}
SCHEMA_FORM = "Schéma JSON"
SCHEMA_NOTE = "Ce que contient le fichier JSON, clé par clé; version {version}."
DICTIONARY_NOTE = "Chaque colonne des tableaux, expliquée."
LINKS_NOTE = "Chaque lien entre deux entrées."
TABLE_NOTES = {LINKS_TABLE: LINKS_NOTE, DICTIONARY_TABLE: DICTIONARY_NOTE}

# --- Data ---

SCHEMA_TITLE = "Données d’un site Parapluie, version {version}"
SCHEMA_ID = "L’adresse permanente de l’entrée, sans ce qui précède « id/ »."
SCHEMA_KIND = "Le type d’entrée; il reste le même quels que soient les mots de la municipalité."
SCHEMA_SUBKIND = "La clé du type dans les mots de la municipalité."
SCHEMA_NOUN = "Comment la municipalité appelle cette entrée."
SCHEMA_TITLE_KEY = "Le titre."
SCHEMA_PAGE = "L’adresse de la page dans le site."
SCHEMA_FIELDS = "Les champs remplis."
SCHEMA_TEXT = "Le texte, en Markdown, tel qu’il a été écrit."
SCHEMA_ADOPTED = "Le texte adopté, qui prévaut."
SCHEMA_LINKS = "Les liens que cette entrée déclare."
SCHEMA_LINK_TYPE = "Le type de lien."
SCHEMA_LINK_TO = "L’identifiant de l’entrée à l’autre bout."
SCHEMA_LINK_NOTE = "Les mots qui font le lien."
SCHEMA_RECEIVED = "Les liens que d’autres entrées font vers celle-ci."
SCHEMA_DATE = "La date telle qu’elle a été écrite (EDTF), son premier jour et son dernier."
TABLE_COLUMNS = {
    "id": ("Identifiant", SCHEMA_ID),
    "adresse": ("Adresse", "La page de l’entrée."),
    "sous_type": ("Type", SCHEMA_NOUN),
    "titre": ("Titre", SCHEMA_TITLE_KEY),
    "texte": ("Texte", SCHEMA_TEXT),
    "texte_adopte": ("Texte adopté", SCHEMA_ADOPTED),
}
LINK_COLUMNS = {
    "de": ("De", "L’identifiant de l’entrée qui déclare le lien."),
    "type": ("Lien", SCHEMA_LINK_TYPE),
    "verbe": ("Verbe", "Ce que le lien dit, de l’une à l’autre."),
    "vers": ("Vers", SCHEMA_LINK_TO),
    "note": ("Note", SCHEMA_LINK_NOTE),
}
DICTIONARY_COLUMNS = ("tableau", "colonne", "libelle", "explication", "valeurs")
LINKS_TITLE = "Liens"
DICTIONARY_TITLE = "Dictionnaire"
READ_ME_TITLE = "À lire"
READ_ME = (
    ("Site", "site"),
    ("Avis", "avis"),
    ("Licence", "licence"),
    ("Adresse", "url"),
    ("Contenu à jour au", "date"),
)
VALUES_SEPARATOR = " | "
PARTS_SEPARATOR = " : "
DATASET_TITLE = "Politiques, principes et actions : {site}"
DATASET_DESCRIPTION = (
    "Les principes, les politiques, les objectifs et les actions publiés dans le site « {site} », "
    "avec leurs liens."
)
KEYWORDS = (
    "politiques municipales",
    "développement durable",
    "participation citoyenne",
    "municipalité",
    "Québec",
)

# --- Dates ---

ADOPTED = "adoption"
BEGINS = "début"
AWAITED = "{title} : d’ici ce jour, {what}"
ENDS = "fin"
MEASURED = "nouvelle valeur, {value}"
CHECKED = "page vérifiée"
LAST_DAY = "Dernier jour pour participer : {title}"
NEWS_TITLE = "Nouveautés : {site}"
NEWS_OF = "{title} : nouveautés"
HAPPENED = "{title} : {what}"
CALENDAR_TITLE = "{site} : calendrier"
CALENDAR_OF = "{title} : calendrier"

# --- StratML ---

PLAN_ACTIONS = "{nouns} : {titles}"

# --- Paper and sharing ---

BULLETIN_WHY = "Pourquoi? {reason}"
BULLETIN_MORE = "Pour en lire plus : {address}"
CARD_LABEL = "{title}. {sentence}"

# --- Commands ---

CLI_ADDRESSES = "La liste des adresses n’a pu être écrite dans {file} : {reason}"
CLI_PRINT = (
    "Imprime une page du site construit dans FICHIER, en PDF balisé, avec le Chromium installé. "
    "QUOI est l’identifiant d’une entrée (action:parc), une page du site ou une adresse Web."
)
CLI_PRINT_FORM = "Ce qui s’imprime d’une entrée : sa page, son affiche, son coupon ou « complet »."
CLI_PRINT_MANY = "« {value} » nomme plusieurs entrées; écrivez {example}."
CLI_PRINT_NOTHING = "« {value} » n’est ni une entrée, ni une page du site construit{suggestion}."
CLI_PRINT_NO_FILE = "{file} n’est pas dans le site; construisez-le d’abord (parapluie construire)."
CLI_PRINT_NO_BROWSER = (
    "Aucun navigateur de la famille de Chromium n’est installé; imprimez plutôt la page en PDF "
    "depuis votre navigateur."
)
CLI_PRINT_FAILED = "Le navigateur n’a pas imprimé la page."
CLI_PRINTED = "{file} est prêt."
PRINT_FORMS = ("page", "affiche", "coupon", "complet")
CLI_FEDERATE = (
    "Épingle les données ouvertes d’une autre municipalité : l’adresse de donnees/parapluie.json "
    "sur son site, ou un fichier. Notre site montre ensuite ce qui nous est commun."
)
CLI_FEDERATED = "{name} est épinglé : {number} liens avec les thèmes et les référentiels."
CLI_FEDERATE_NOT_READ = "« {source} » ne se lit pas : {reason}"
CLI_FEDERATE_NOT_DATA = (
    "« {source} » n’est pas le fichier JSON d’un site Parapluie; cherchez-le sur sa page « Données "
    "ouvertes »."
)
CLI_FEDERATE_SCHEME = (
    "l’adresse doit commencer par https://, sans mot de passe, accent ni signe invisible"
)
CLI_FEDERATE_UNSEEN = (
    "« {source} » contient des signes invisibles ou qui changent le sens de la lecture; demandez à "
    "cette municipalité de les retirer de ses textes."
)
CLI_FEDERATE_ELSEWHERE = (
    "elle renvoie ailleurs, à {address}; si ses données sont bien là, donnez cette adresse"
)
CLI_FEDERATE_STATUS = "le serveur répond {code}"
CLI_FEDERATE_SLOW = "le serveur est trop lent : rien de complet après {seconds} secondes"
CLI_FEDERATE_REASONS = {
    "name": "le réseau ne connaît pas ce nom, ou n’est pas là",
    "certificate": "son certificat n’est pas accepté",
    "connection": "le serveur ne répond pas",
    "answer": "sa réponse ne se comprend pas",
}
CLI_FEDERATE_FOLDER = "« {folder} » doit être un dossier, et non un lien."
CLI_FEDERATE_LARGE = "le fichier dépasse 32 Mo"
CLI_FEDERATE_WRONG = "« {file} » ne se lit pas; corrigez-le d’abord (parapluie verifier)."
PIN_NO_COPY = "sa copie, {file}, est absente"
PIN_NO_HASH = "il manque « empreinte »"
PIN_CHANGED = "sa copie, {file}, n’est plus celle qui a été épinglée"
PIN_NOT_DATA = "sa copie, {file}, n’est pas un fichier de données de Parapluie"
PIN_UNSEEN = (
    "sa copie, {file}, contient des signes invisibles ou qui changent le sens de la lecture"
)
PIN_KEYS = ("adresse", "empreinte")

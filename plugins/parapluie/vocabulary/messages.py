"""The French pieces that messages and sentences are made of, other than rules and kinds."""

YAML_UNREADABLE = "ce n’est pas du YAML valide; comparez avec une entrée qui fonctionne"
YAML_ALIAS = "les ancres et les alias (& et *) ne sont pas admis; répétez la valeur"
YAML_TAG = "les étiquettes YAML ({tag}) ne sont pas admises; écrivez la valeur seule"
YAML_TOO_DEEP = "les listes et les groupes sont trop imbriqués"
YAML_TOO_LONG = (
    "plus de {limit} ko; les longs textes vont sous l’en-tête, ou dans d’autres fichiers"
)
YAML_NOT_A_MAPPING = "on attend des lignes « clé: valeur »"
YAML_KEY_SPACE = "un espace, souvent insécable, touche la clé « {key} »; effacez-le"
YAML_COLON = (
    "un deux-points suivi d’un espace se trouve dans la valeur; mettez-la entre guillemets "
    'droits, comme dans titre: "Cadre : vie"'
)
YAML_STUCK_COLON = "il manque un espace après le deux-points"
YAML_NO_COLON = "il manque un deux-points après la clé"
YAML_INDENT = "le retrait de cette ligne ne suit pas ce qui précède"
YAML_TAB = "une tabulation sert de retrait; remplacez-la par des espaces"
YAML_AFTER_APOSTROPHE = (
    "une apostrophe ferme le texte trop tôt; mettez le texte entre guillemets droits"
)
YAML_AFTER_QUOTE = (
    "du texte suit un guillemet fermant; vérifiez les guillemets de cette ligne et de la précédente"
)
YAML_KEY_NOT_TEXT = "une clé doit être un mot simple"

FILE_NOT_UTF8 = (
    "l’octet {position} n’est pas de l’UTF-8; enregistrez le fichier en UTF-8 dans votre éditeur"
)
FILE_TOO_LARGE = "il dépasse {limit}; divisez-le"
FILE_LIMIT = "1 Mo"
FILE_CONTROL_CHARACTER = "un caractère de contrôle (code {code}) s’y trouve; effacez-le"
FILE_SYSTEM = "le système répond : {reason}"

SIGN_AT = "à la colonne {column}"
SIGN_IN = "dans « {words} », au signe {number}"
# What to call what has no letter of ours.
OTHER_NAME = "autre-nom"

HEADER_MISSING = (
    "la page doit commencer par une ligne de trois tirets, l’en-tête, puis trois tirets"
)
HEADER_UNCLOSED = "l’en-tête n’est pas fermé; ajoutez une ligne de trois tirets après ses clés"

TYPE_UNKNOWN = "« type » : « {value} » n’est pas un type d’entrée{suggestion}"
TYPE_CONTRADICTS = "« type » dit « {value} », mais le dossier est celui des {plural}"
TYPE_MISSING = (
    "ce dossier n’est celui d’aucun type{suggestion}; déplacez le fichier ou ajoutez « type »"
)

ALT_IN_FILE = "ajoutez « alt », en une phrase"
ALT_IN_TEXT = "écrivez-le entre les crochets, en une phrase"
ALT_FILE_NAME = "est un nom de fichier; dites ce que l’on voit, en une phrase"
ALT_OPENS = "commence par « {words} »; dites tout de suite ce que l’on voit"
ALT_LONG = (
    "compte {length} caractères (au plus {limit}); gardez l’essentiel et mettez le reste dans "
    "« description »"
)

MEGABYTES = "{number} Mo"
PICTURE_SIZE = "mesure {width} × {height} pixels"
PICTURE_HUGE = "mesure plus de 178 millions de pixels"
PICTURE_LIMIT = "{pixels} millions de pixels, et {side} pixels de côté"

DRAWING_AT_LINE = "{reason} (ligne {line} du dessin)"
DRAWING_NOT_XML = "ce n’est pas du XML valide"
DRAWING_NOT_SVG = "ce n’est pas un dessin SVG"
DRAWING_NO_SIZE = "il ne dit ni « viewBox », ni « width » et « height »"
DRAWING_ENCODING = "il n’est pas en UTF-8; enregistrez-le de nouveau en UTF-8"
DRAWING_DOCTYPE = "il a un DOCTYPE ou des entités inhabituels; retirez cette ligne"
DRAWING_TOO_DEEP = "ses groupes sont trop imbriqués"
DRAWING_TOO_MANY = "il ferait dessiner plus de {limit} éléments; retirez des « use »"
DRAWING_ELEMENT = "l’élément « {name} » n’est pas admis"
DRAWING_EVENT = "l’attribut « {name} » lance un script"
DRAWING_ATTRIBUTE = "l’attribut « {name} » n’est pas admis"
DRAWING_REFERENCE = "l’attribut « {name} » mène hors du dessin"
DRAWING_MOVES = (
    "il bouge, même pour qui demande moins de mouvement; retirez l’animation ou mettez-la sous "
    "« @media (prefers-reduced-motion: no-preference) »"
)
DRAWING_STYLE = "la feuille de style mène hors du dessin"
DRAWING_INSTRUCTION = "l’instruction « {name} » n’est pas admise"
DRAWING_FLOW = (
    "le texte coulé « flowRoot » ne se voit dans aucun navigateur; convertissez-le en texte "
    "ordinaire"
)
DRAWING_DATA = "la feuille de style choisit par des attributs « data- », qui ne sont pas publiés"
DRAWING_LOST = {
    "comments": "ses commentaires",
    "metadata": "les données de son logiciel",
    "data": "ses attributs « data- »",
}
COUNT_KIND_UNKNOWN = "« {value} » n’est pas un type d’entrée{suggestion}"

OLD_ADDRESS_TAKEN = "le site y a déjà un fichier ou un dossier; retirez cette adresse"
OLD_ADDRESS_SOURCE = "écrivez l’adresse de la page publiée, qui finit par .html ou par /"

FOUND_NOTHING = "rien"
FOUND_TEXT = "du texte"
FOUND_LIST = "une liste"
MARKUP_REASONS = {
    "element": "la balise « {words} » n’est pas admise dans un texte{advice}",
    "event": "l’attribut « {words} » exécuterait un programme; retirez-le",
    "attribute": "l’attribut « {words} » n’est pas admis dans un texte; retirez-le",
    "value": "la valeur « {words} » n’est pas admise pour cet attribut; retirez-le",
    "braces": "« {words} » se lit comme des attributs et ne se verrait pas; pour montrer les "
    "accolades, écrivez \\{{ et \\}}",
    "template": "« {words} » parle à un autre logiciel, et ne ferait rien ici; retirez-le",
    "unquoted": '« {words} » a une valeur sans guillemets droits; écrivez-la comme dans width="50"',
    "alone": "« {words} » reste ouverte malgré sa barre; retirez-la et fermez par « </{name}> »",
    "id": "l’ancre « {words} » sert à la page elle-même ou n’a pas la forme d’une adresse; "
    "prenez-en une autre, de lettres, de chiffres et de traits d’union",
    "class": "la classe « {words} » est du thème ou de Parapluie, qui en feraient autre chose; "
    "retirez-la, ou prenez un mot à vous, de plus de trois lettres",
    "address": "l’adresse « {words} » est trompeuse; écrivez-la en entier, avec https",
    "broken_address": "l’adresse « {words} » n’en est pas une : il lui manque un nom de site ou un "
    "port qui existe; copiez-la de nouveau depuis le navigateur",
    "backslash": "l’adresse « {words} » a une barre oblique inversée; retirez-la, ou écrivez /",
    "scheme": "l’adresse « {words} » n’est ni https, ni un courriel, ni un téléphone, ni une page "
    "d’ici",
    "image": "écrivez l’image « {words} » comme ceci : ![ce que l’on voit](fichier.jpg)",
    "outside_image": "l’image « {words} » vient d’un autre site, qui saurait qui lit cette page; "
    "mettez-la dans le dossier des illustrations",
    "markup": "« {words} » ressemble à une balise mal écrite; pour montrer le signe tel quel, "
    "écrivez &lt;",
    "fence": "le bloc de code ouvert par « {words} » n’est jamais fermé",
    "unopened": "« {words} » ferme une balise que rien n’ouvre ici",
    "unclosed": "la balise « {words} » n’est jamais fermée",
}
# What to write instead of an element of HTML; whatever is not here is no element.
ELEMENT_ADVICE = {
    name: advice
    for names, advice in {
        "base body frame frameset head html link meta param script style title": "",
        "dialog listing meter noembed noframes noscript plaintext progress slot": "",
        "template track xmp": "",
        "basefont bgsound big blink font hgroup marquee menu nobr": "; retirez-la",
        "center": '; alignez avec align="center"',
        "strike": "; prenez « s »",
        "tt": "; prenez « code »",
        "acronym": "; prenez « abbr »",
        "address article aside footer header main nav": "; prenez « section » ou « div »",
        "applet area audio canvas embed iframe map object portal video": "; mettez plutôt un lien",
        "button datalist fieldset form input keygen label legend optgroup option output search "
        "select textarea": "; mettez un lien vers le formulaire",
        "image picture source svg": "; mettez l’image dans le dossier des illustrations",
        "math": "; écrivez la formule en mots",
        "rb rp rt rtc ruby": "; mettez ces mots entre parenthèses",
    }.items()
    for name in names.split()
}
ELEMENT_UNKNOWN = "; pour montrer le signe tel quel, écrivez &lt;"
FOUND_RECORD = "un groupe de clés"

# What is wrong with an address of a text, after « ne mène à rien ».
LINK_EMPTY = " : il n’a pas d’adresse; écrivez-la entre les parenthèses"
LINK_OUT = " : il sort du site; écrivez l’adresse complète, qui commence par https://"
LINK_NO_PLACE = " : « {page} » n’a pas d’ancre « {place} »"
LINK_TO_SOURCE = (
    " : en HTML, une adresse est celle de la page publiée; écrivez plutôt [les mots](page.md)"
)
LINK_WRONG = "; corrigez l’adresse"
LINK_NO_FILE = "; corrigez l’adresse, ou ajoutez le fichier"
LINK_WRITE = "; écrivez « {value} »"
DID_YOU_MEAN = " (vouliez-vous dire « {value} » ?)"
OR = "ou"
AND = "et"
YES = ("oui", "vrai", "true", "yes")
NO = ("non", "faux", "false", "no")
MONTHS_LIMIT = ("un mois", "{number} mois")

SUMMARY_GOOD = "Tout est en ordre : {entries}, aucun problème."
SUMMARY_BAD = "{errors} et {warnings}."
SUMMARY_GAPS = "{errors}, {warnings} et {gaps}."
ENTRY_COUNT = ("aucune entrée lue", "1 entrée lue", "{number} entrées lues")
ERROR_COUNT = ("aucune erreur", "1 erreur", "{number} erreurs")
WARNING_COUNT = ("aucun avertissement", "1 avertissement", "{number} avertissements")
GAP_COUNT = ("aucune lacune", "1 lacune", "{number} lacunes")
GAPS_TOLD = "Lacunes, qui n’arrêtent rien :"
GAPS_ALL = "Lacunes :"
GAPS_MORE = "{code} : {number} autres; « --sans-lacune » les montre toutes"
GAP_LEVEL = "LACUNE"  # in an engine's log

OPTION_NO_NAME = "le site n’a pas de nom; écrivez celui de la municipalité"
OPTION_FOLDERS = (
    "le dossier du contenu (docs_dir), celui du site (site_dir) et celui de mkdocs.yml ne peuvent "
    "pas être le même, ni le site et le contenu l’un dans l’autre"
)
OPTION_UNKNOWN = "cette option n’existe pas{suggestion}"
OPTION_KIND_UNKNOWN = "« {value} » n’est pas un type d’entrée{suggestion}"
OPTION_RULE_UNKNOWN = "« {value} » n’est pas le code d’une règle"
STATUS_GROUP = "on attend un statut par ligne : en-cours: {libelle: En chantier}"
STATUS_SHAPE = "on attend un groupe de clés : {libelle: À l’étude, phase: avant}"
STATUS_LABEL = (
    "écrivez « libelle », ce que les pages en disent : {{libelle: À l’étude}}{suggestion}"
)
STATUS_PHASE = "ce statut est nouveau; dites sa « phase » : {phases}{suggestion}"
STATUS_PHASE_UNKNOWN = "« {value} » n’est pas une phase; écrivez {phases}{suggestion}"
STATUS_PHASE_KEPT = (
    "« {key} » garde sa phase, « {phase} »; pour une autre, ajoutez un statut de votre cru"
)
STATUS_TAKEN = "« {value} » nomme déjà le statut « {key} »; choisissez un autre mot"
FIELDS_GROUP = (
    "on attend, sous le type d’entrée, un champ par ligne : "
    "quartier: {libelle: Quartier, type: texte}"
)
FIELD_SHAPE = "on attend un groupe de clés : {libelle: Quartier, type: texte}"
FIELD_KEY = "la clé d’un champ s’écrit en minuscules sans accent, avec des traits de soulignement"
FIELD_TAKEN = "« {value} » est déjà une clé de ce type; choisissez-en une autre"
FIELD_LABEL = "on attend un texte, celui que les gens liront"
FIELD_TYPE = "on attend un de ces types : {types}{suggestion}"
FIELD_CHOICES = "on attend la liste des choix : [Nord, Sud], chacun une seule fois"
FIELD_TARGET = "on attend le type d’entrée où mène le lien, comme acteur{suggestion}"
FIELD_NOT_ITS = "cette clé ne vaut que pour le type « {type} »"
OPTION_FRAMEWORK_UNKNOWN = "aucun cadre de référence ne porte la clé « {value} »{suggestion}"
OPTION_FOLDER_TAKEN = "le dossier « {value} » sert déjà à un autre type"
OPTION_FOLDER_REFUSED = "le nom « {value} » {reason}; prenez plutôt « {other} »"
# How options call what the style sheet calls otherwise.
COLOUR_NAMES = {
    "primary": "principale",
    "primary-deep": "principale",
    "primary-soft": "principale pâle",
    "on-primary": "texte sur principale",
    "on-primary-soft": "texte pâle sur principale",
    "accent": "accent",
    "highlight": "rehaut",
    "paper": "papier",
    "card": "fiche",
    "sand": "encadré",
    "ink": "encre",
    "ink-soft": "encre pâle",
    "link": "lien",
}
OPTION_COLOUR = "« {value} » n’est pas une couleur comme #12324a"
OPTION_CONTACT = "« {value} » n’est ni un courriel ni une adresse Web qui commence par https://"
OPTION_CONTRAST = (
    "« {text} » sur « {ground} » n’a qu’un contraste de {ratio}; il faut {owed} pour que tout le "
    "monde puisse lire"
)
OPTION_HUE = (
    "{value} sur « {ground} » n’a qu’un contraste de {ratio}; il faut {owed} pour que la marque se "
    "voie (« couleur_sombre » donne une autre couleur au mode sombre)"
)
OPTION_CROSSING = "on attend deux mots qui partagent les {plural}, comme [orientation, echelle]"
OPTION_WRONG = "la valeur n’a pas la forme attendue; comparez avec le guide"
OPTION_REASONS = {
    "string_type": "on attend du texte",
    "string_too_long": "le texte est trop long : au plus 200 signes",
    "string_pattern_mismatch": (
        "on attend des minuscules sans accent, des chiffres et des traits d’union"
    ),
    "int_type": "on attend un nombre entier",
    "int_parsing": "on attend un nombre entier",
    "greater_than_equal": "on attend un nombre d’au moins 1",
    "list_type": "on attend une liste",
    "dict_type": "on attend un groupe de clés",
    "dataclass_type": "on attend un groupe de clés",
    "bool_type": "on attend true ou false",
    "bool_parsing": "on attend true ou false",
    "enum": (
        "on attend une des valeurs admises (genre : m ou f; menu : onglet, reperes ou aucun; "
        "règle : erreur, avertissement, lacune ou ignorer)"
    ),
}
DAY_EMPTY = "la variable est vide"
DAY_WRONG = (
    "« {value} » n’est pas un nombre entier de secondes depuis 1970, au plus tard à la fin de 2100"
)

CLI_USAGE = "Utilisation : "
CLI_PIECES = "COMMANDE [OPTIONS]…"
CLI_COMMANDS = "Commandes"
CLI_HELP = "Montre cette aide."
CLI_ABOUT = (
    "Parapluie transforme les politiques d’une municipalité, écrites en Markdown, en un site "
    "illustré que tout le monde peut lire."
)
CLI_VERSION = "Donne le numéro de version."
CLI_CONFIG = "Le fichier de configuration du site (mkdocs.yml)."
CLI_STRICT = "Compte les avertissements comme des erreurs."
CLI_GAPLESS = "Compte les lacunes comme des erreurs, et les montre toutes."
CLI_FORMAT = "La forme des messages."
CLI_VERIFY = "Vérifie le contenu, sans rien construire."
CLI_UNSEEN = (
    "À savoir : « verifier » ne voit pas ce que font {names}, que nomme mkdocs.yml; "
    "« construire » le dira."
)
CLI_RENDER = "Écrit le Markdown fini dans DOSSIER, pour Zensical ou un autre moteur."
CLI_BUILD = (
    "Construit le site à côté de l’ancien, puis prend sa place d’un seul coup, si tout est bon."
)
CLI_FORCE = "Publie même un site qui perd plus de la moitié de ses pages."
CLI_BUILT = "{number} pages publiées dans {folder}."
CLI_UNCHANGED = "Rien n’a été publié : le site d’avant reste en place, tel qu’il était."
CLI_CRASH = "Le moteur du site s’est arrêté en chemin : {reason}"
CLI_ON = "C’est arrivé sur {file}."
CLI_BUSY = "Une autre construction de ce site est en cours; attendez qu’elle finisse."
CLI_LOSS = (
    "Le nouveau site n’aurait que {after} pages, et celui d’avant en a {before} : rien n’a été "
    "publié. Si c’est bien ce que vous voulez, ajoutez --forcer."
)
CLI_NOT_A_SITE = (
    "« {folder} » contient des fichiers et n’est pas un site; choisissez un autre « site_dir », "
    "pour ne rien perdre."
)
CLI_PROFILE = "Dit combien de temps a pris chaque étape."
CLI_PHASE = "{label:<28}{seconds:>8} s{share:>5} %"
PHASES = {
    "read": "lecture du contenu",
    "graph": "liens entre les entrées",
    "checks": "vérifications",
    "pictures": "images",
    "writing": "pages",
    "search": "index de la recherche",
    "exports": "données ouvertes",
    "engine": "moteur et thème",
    "inspection": "vérification des pages finies",
    "swap": "mise en place",
}
CLI_SERVE = (
    "Montre le site sur cet ordinateur, à jour dès qu’un fichier est enregistré. "
    "Rien n’est publié; Ctrl-C arrête."
)
CLI_SERVE_OPEN = "Ouvre le site dans le navigateur."
CLI_ADDRESS_FORM = "HÔTE:PORT"
CLI_SERVE_ADDRESS = "L’adresse de l’aperçu."
CLI_SERVE_READY = "Aperçu à {url} (Ctrl-C pour arrêter)"
CLI_SERVE_TAKEN = "L’adresse {url} est déjà prise; donnez-en une autre avec --adresse."
CLI_SERVE_OTHERS = (
    "Le site emploie aussi {names} : l’aperçu de Parapluie ne sait pas les suivre. "
    "Servez-vous de celui du moteur : « mkdocs serve »."
)
SHORTCUT_OFF = "Le moteur n’a plus {names} : {without}"
WITHOUT_CONVERSION = "un seul processus convertit les pages. Le site est le même."
WITHOUT_PRINTING = "un seul processus imprime les pages. Le site est le même."
WITHOUT_PREVIEW = (
    "l’aperçu de Parapluie ne peut pas s’en passer. Servez-vous de celui du moteur : "
    "« mkdocs serve »."
)
PREVIEW_FAULTS = "À corriger ({number}) : la page montre la dernière version sans erreur"
PREVIEW_WARNINGS = "Avertissements : {number}"
PREVIEW_GAPS = "Lacunes : {number}"
PREVIEW_NOT_OURS = "L’aperçu répond seulement à l’adresse que « parapluie servir » affiche."
PREVIEW_NOTHING = "Le contenu a des erreurs : il n’y a encore rien à montrer"
CLI_COVERAGE = (
    "Dit quels passages du récit rien ne réalise, quelles actions il ne raconte pas, et ce qui "
    "manque : les failles, avec une raison et une suite pour chacune."
)
CLI_UNSERVED = "Passages du récit que rien ne réalise : {number}"
CLI_PASSAGE = "  {place}: « {words} »"
CLI_UNTOLD = "Actions que le récit ne raconte pas : {number}"
COMBINATION_OF_ITSELF = "la combinaison se réunit elle-même; retirez ce qui ramène à elle"
COMBINATION_OF_ONE = "une combinaison réunit au moins {two}; ajoutez-en"
CLI_READABILITY = "Dit ce que les textes pourraient dire plus simplement. Rien n’est obligatoire."
CLI_REMARKS_STRICT = "Sort avec le code 1 s’il y a des remarques."
CLI_REMARKS_FORMAT = "La forme des remarques."
CLI_REMARKS = ("Aucune remarque.", "1 remarque.", "{number} remarques.")
CLI_REMARKS_LIMIT = (
    "Ces repères ne mesurent pas la compréhension : faites lire la page à des gens d’ici."
)
CLI_REMARKS_PARTIAL = (
    "Des erreurs ont empêché de lire certaines entrées; « parapluie verifier » les nomme."
)
CLI_RENDERED = "{number} fichiers écrits dans {folder}."
CLI_NOT_OURS = (
    "« {folder} » existe et n’a pas été écrit par Parapluie; choisissez un autre dossier, pour ne "
    "rien perdre."
)
CLI_INSIDE = (
    "« {folder} » est dans le dossier du contenu ou des illustrations, que le site lirait à la "
    "prochaine construction; choisissez un autre dossier."
)
CLI_NO_CONFIG = "« {file} » n’existe pas; placez-vous dans le dossier du site, ou donnez --config."
CLI_NO_OPTION = "L’option « {name} » n’existe pas."
CLI_NO_COMMAND = "La commande « {name} » n’existe pas{suggestion}."
CLI_MISSING = "Il manque « {name} »."
CLI_BAD_VALUE = "La valeur donnée à « {name} » n’est pas admise."
CLI_BAD_OPTION = "L’option « {name} » est mal employée."
CLI_BAD_USAGE = "La commande est mal écrite."
CLI_SEE_HELP = "« parapluie --aide » montre comment l’écrire."
CLI_STOPPED = "Interrompu."
CLI_OUR_FAULT = (
    "C’est un défaut de Parapluie, pas de votre contenu. {changed} Envoyez le texte ci-dessus à "
    "l’équipe qui l’entretient."
)
CLI_NOTHING_CHANGED = "Rien n’a été changé."
CLI_PERHAPS_CHANGED = (
    "Des fichiers ont été changés, ou en partie : regardez-les avant de recommencer."
)
CLI_NOT_SAID = (
    "Une partie de ce que la commande disait n’a pas pu être écrite : {reason}. Ce qu’elle a fait "
    "reste fait."
)
CLI_BAD_SIGNS = "« {value} » contient des octets qui ne sont d’aucune écriture."

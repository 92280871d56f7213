"""What the commands that rename and remove entries say."""

CLI_RENAME = (
    "Renomme une entrée : change son identifiant, et tout ce qui y mène suit. L’ancienne adresse "
    "redirige vers la nouvelle."
)
CLI_REMOVE = (
    "Supprime une entrée, si rien n’y mène. Avec --remplace-par, ce qui y menait mène à une autre "
    "entrée."
)
CLI_REPLACED_BY = "L’entrée qui prend la place de celle qui est supprimée."
CLI_PREVIEW = "Montre ce qui changerait, sans rien écrire."
CLI_AS_JSON = "Donne le résultat en JSON, pour un autre programme."
ENTRY_PIECE = "[TYPE:]ENTRÉE"
NEW_PIECE = "NOUVEAU"

NOT_GOOD = "Le contenu a des erreurs; corrigez-les d’abord, car un lien illisible serait oublié."
NO_SUCH_ENTRY = "Aucune entrée « {value} »{suggestion}."
AMBIGUOUS = "« {value} » peut être {candidates}; écrivez le type devant, comme « {example} »."
FROM_OUTSIDE = (
    "« {value} » est {one} : ce qui vient d’un cadre extérieur ne se renomme ni ne se supprime ici."
)
INDEX_PAGE = "« {value} » présente une liste; son nom ne change pas."
BAD_IDENTIFIER = (
    "« {value} » n’est pas un identifiant : minuscules sans accent, chiffres, traits d’union"
    "{suggestion}."
)
RESERVED = "« {value} » est réservé par Windows; prenez plutôt « {other} »."
SAME_IDENTIFIER = "« {value} » porte déjà ce nom."
TAKEN = "« {value} » existe déjà : {file}."
ITSELF = "Une entrée ne prend pas sa propre place."
STILL_USED = "Rien n’a été supprimé : {number}. Ajoutez --remplace-par, ou retirez-les d’abord."
LINKS_COUNT = ("rien n’y mène", "un lien y mène encore", "{number} liens y mènent encore")
NO_COUNTERPART = (
    "Rien n’a été supprimé : des liens mènent {to}, et l’entrée qui prend la place n’en a pas de "
    "pareil. Changez-les d’abord."
)
WOULD_BREAK = "Rien n’a été changé : le contenu aurait alors ces erreurs."
LEADS_ELSEWHERE = (
    "Rien n’a été changé : avec ce nom, des liens mèneraient à une autre entrée qu’aujourd’hui."
)
NOT_CHANGEABLE = (
    "Rien n’a été changé : « {file} » est écrit d’une façon que Parapluie ne sait pas changer "
    "sans toucher au reste ({where}). Changez-le à la main."
)
CHANGED_MEANWHILE = "Le contenu n’a pas changé : « {file} » vient d’être modifié; recommencez."
NOT_WRITTEN = (
    "Le contenu n’a pas changé : « {file} » n’a pas pu être écrit; le système répond : {reason}"
)
NOT_PUT_BACK = (
    "« {file} » n’a pas pu être écrit ({reason}), et ces fichiers n’ont pas pu être remis comme "
    "avant : {left}. « git restore » les remet."
)
BUSY = "Une autre commande change ce contenu; attendez qu’elle finisse."

MENU_PLACE = "le menu de « {file} » y mène"
DEPENDENT = "{place}: {sentence}"
DEFAULT_SENTENCE = "la valeur par défaut « {key} » y mène"
HOTSPOT_SENTENCE = "l’illustration « {title} » y mène par un repère"

MOVED = "{old} → {new}"
REMOVED = "{file} : supprimé"
CHANGED = "{file}"
CHANGED_LINE = "  ligne {line} : {before} → {after}"
ADDED_LINE = "  ajouté : {after}"
GONE_LINE = "  retiré : {before}"
RENAMED = "{files}. L’ancienne adresse redirige vers la nouvelle."
RENAMED_WITHOUT_ADDRESS = "{files}."
REPLACED_ELSEWHERE = "{files}. L’ancienne adresse ne redirige pas : l’autre entrée est ailleurs."
WOULD_CHANGE = "Rien n’a été écrit : c’est un aperçu."
FILES_COUNT = ("Aucun fichier changé", "1 fichier changé", "{number} fichiers changés")

"""French of the forms in the browser, and of the command that prepares them."""

import re

from parapluie.vocabulary.file_names import RESERVED_IDENTIFIER

COMMAND = (
    "Prépare dans admin/ des formulaires dans le navigateur (Decap CMS), faits de vos types "
    "d’entrées et de vos mots."
)
HOST = "Où le dépôt est tenu : local, github ou gitlab."
PROJECT = "Le nom du dépôt chez son hébergeur, comme village/politiques."
BRANCH = "La branche que les formulaires modifient."
HOSTS = ("local", "github", "gitlab")
WANTS_PROJECT = "Avec --depot {host}, donnez aussi --projet, comme village/politiques."
NOT_OURS = "« {file} » existe et n’a pas été écrit par Parapluie; déplacez-le d’abord."
WRITTEN = "{number} fichiers écrits : {files}."
NEXT = """\
Ensuite, une seule fois (il faut Node.js 18 ou plus récent, et git) :
  npm install
Puis, chaque fois :
  npm run editer
et ouvrez dans le navigateur l’adresse qui s’affiche; chaque départ en donne une autre."""
OUTSIDE = (
    "Les formulaires écrivent dans « {folder} », qui n’est pas un dossier à côté de mkdocs.yml; "
    "changez d’abord docs_dir ou illustrations."
)
# What the local server says.
SERVER = {
    "refused": "Refusé : ce n’est pas une demande des formulaires.",
    "stale": "Refusé : ouvrez l’adresse que « npm run editer » a affichée en dernier.",
    "link": "Refusé : ce n’est ni un fichier ni un dossier, retirez-le : ",
    "branch": "Le dossier n’est pas sur la branche « {branch} », où les formulaires écrivent; "
    "tapez « git switch {branch} ».",
    "taken": "Le port {port} est déjà pris : les formulaires sont peut-être ouverts ailleurs. "
    "Fermez-les, ou choisissez un autre port avec la variable PORT.",
}

MARK = "Écrit par « parapluie cms »; relancez-le après avoir changé vos mots ou vos illustrations."
TITLE = "Rédaction – {site}"
NO_SCRIPT = "Ces formulaires ont besoin de JavaScript. Les fichiers s’écrivent aussi sans eux."
PICTURES = "Illustrations"
PICTURE = "illustration"
PICTURES_HINT = "Relancez « parapluie cms » pour les proposer ensuite dans les autres formulaires."
BODY = "Texte"
BODY_HINT = (
    "En Markdown : une ligne vide entre les paragraphes, ## devant un titre, [[identifiant]] pour "
    "un lien vers une entrée. Une section « ## Texte adopté » garde les mots officiels."
)
MANY_KINDS = " Écrivez des identifiants, séparés par des virgules."
ONE_OF_MANY = " Écrivez un identifiant."
OF_KINDS = " Mène à : {nouns}."
# What the history says; Decap fills the braces.
COMMITS = {
    "create": "Ajoute {{collection}} « {{slug}} »",
    "update": "Modifie {{collection}} « {{slug}} »",
    "delete": "Retire {{collection}} « {{slug}} »",
    "uploadMedia": "Ajoute l’image {{path}}",
    "deleteMedia": "Retire l’image {{path}}",
}
# Regular expressions of forms tell capitals from small letters.
_ANY_CASE = re.sub("[a-z]", lambda m: f"[{m[0]}{m[0].upper()}]", RESERVED_IDENTIFIER)
PATTERNS = {
    "date": (
        r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?~?$",
        "On attend une date : 2026, 2026-10 ou 2026-10-05.",
    ),
    "period": (
        r"^(\.\.|[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?~?)(/(\.\.|[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?~?))?$",
        "On attend une date, ou deux séparées par une barre : 2026/2030, 2026/..",
    ),
    "identifier": (
        rf"^(?!{RESERVED_IDENTIFIER}$)[a-z0-9]+(-[a-z0-9]+)*$",
        "On attend des minuscules sans accent, des chiffres et des traits d’union.",
    ),
    # Forms name the file themselves, by the letters of what is written here.
    "naming": (
        rf"^(?![^\wÀ-ɏ]*{_ANY_CASE}[^\wÀ-ɏ]*$)",
        "Windows garde ce nom pour lui; ajoutez-y un mot.",
    ),
    "url": (r"^https?://\S+$", "On attend une adresse qui commence par https://"),
}

"""French of the JSON Schemas and of the command that writes them."""

COMMAND = (
    "Écrit dans DOSSIER le schéma JSON de chaque type d’entrée, pour que votre éditeur propose les "
    "clés et souligne les fautes."
)
WRITTEN = "{number} schémas écrits dans {folder}."
NEXT = (
    "Pour VS Code, copiez ce que contient {file} dans .vscode/settings.json; la page « Dans votre "
    "éditeur » du guide explique le reste."
)
NOT_OURS = "« {file} » existe et n’a pas été écrit par Parapluie; choisissez un autre dossier."

COMMENT = "Écrit par Parapluie, dans les mots de ce site."
TITLE = "En-tête d’un fichier : {noun}"
DEFAULTS = "Valeurs par défaut d’un dossier : {plural}"
LEADS_TO = " Mène à : {nouns}."
SAID = " On peut aussi y écrire {words}."
ANY_ENTRY = " Mène à n’importe quelle entrée."
CHOICES = " Au choix : {choices}."
FILES = {
    "illustrations": "Les illustrations, par identifiant",
    "glossaire": "Les mots expliqués, par identifiant",
    "referentiel": "Un cadre extérieur",
    "synonymes": "Les mots des gens, et ceux des textes",
    "arrimages": "Les actions déjà comparées deux à deux",
}
VSCODE_FILE = "vscode.json"

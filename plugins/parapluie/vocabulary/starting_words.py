"""French of the command that starts a town's folder."""

import re

COMMAND = (
    "Crée dans DOSSIER le site d’une municipalité : réglages, exemples, publication. Pose quatre "
    "questions, ou prend les réponses en options."
)
NAME = "Le nom de la municipalité, tel qu’il s’affiche."
ADDRESS = "L’adresse du site publié; « aucune » si elle n’est pas connue."
HOST = "Où le site sera publié."
CONTACT = "Le courriel ou la page où vous écrire; « aucun » pour décider plus tard."
COLOUR = "La couleur principale, comme #12324a; sans elle, celle de Parapluie."
FROM = (
    "D’où pip installe Parapluie, pour la publication (une adresse « git+https://… », par exemple)."
)

ASK_NAME = "1/4. Le nom de la municipalité"
ASK_ADDRESS = "2/4. L’adresse du site publié (Entrée si elle n’est pas connue)"
ASK_HOST = "3/4. Où le publier : github, gitlab ou televersement"
ASK_CONTACT = "4/4. Le courriel où l’on peut vous écrire (Entrée pour décider plus tard)"

ASKED = "\u00a0: "

EXAMPLE = "exemple-"  # how the names of the files begin that are there to be replaced
NOTHING = frozenset(("", "aucun", "aucune", "non"))
HOSTS = ("github", "gitlab", "televersement")

NO_NAME = "il faut un nom."
BAD_ADDRESS = "« {value} » n’est pas une adresse Web; écrivez-la en entier, avec https://"
BAD_HOST = "on attend github, gitlab ou televersement."
BAD_LINE = "la réponse tient sur une ligne, sans caractère de contrôle"

NOT_EMPTY = "« {folder} » n’est pas vide; choisissez un autre dossier, pour ne rien perdre."
BAD_FOLDER = "Le nom « {value} » {reason}; prenez plutôt « {other} »."
NOT_A_FOLDER = "« {folder} » est un fichier; choisissez un autre nom."

DONE = "{number} fichiers écrits dans {folder}. Tout ce qu’ils disent est un exemple à remplacer."
NEXT = """\
Ensuite :
  cd {folder}
  parapluie verifier --strict
  parapluie construire --strict
  parapluie nouveau action --titre "…"
LISEZMOI.md dit le reste à vos collègues.
Un dépôt git public montre tout ce qu’il contient, brouillons et notes internes compris."""
WHEEL_WANTED = (
    "Pour publier, il reste à déposer le fichier {wheel} dans {folder}/outils : LISEZMOI.md dit "
    "comment le faire."
)

# How sentences call a municipality whose name begins so.
ORGANISATIONS = (
    ("ville", "la Ville"),
    ("village", "le Village"),
    ("canton", "le Canton"),
    ("paroisse", "la Paroisse"),
    ("mrc", "la MRC"),
)
USUAL_ORGANISATION = "la Municipalité"
FIRST_WORD = re.compile(r"[^\W\d_]+")

"""What a council's work is told in: what to read again."""

from parapluie.vocabulary.grammar import Gender, Noun

ENTRIES = Noun("entrée", "entrées", Gender.FEMININE)

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

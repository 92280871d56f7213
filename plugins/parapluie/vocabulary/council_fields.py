"""The fields of files that serve a council's work: who has read which wording."""

from parapluie.vocabulary.fields import Field, FieldType

READINGS_FILE = "lectures.yml"
READINGS_KEY = "lectures"

READINGS_FIELDS = (
    Field(
        READINGS_KEY,
        FieldType.RECORD,
        "Lectures",
        "Qui a lu quelle formulation; « parapluie relire » tient cette liste.",
        many=True,
        fields=(
            Field(
                "de", FieldType.LINE, "De", "L’entrée lue, comme principe:equite.", required=True
            ),
            Field(
                "empreinte",
                FieldType.LINE,
                "Empreinte",
                "Ce qui reconnaît la formulation, typographie mise à part.",
                required=True,
            ),
            Field("lu_le", FieldType.DATE, "Lu le", "Le jour de la lecture.", required=True),
            Field("texte", FieldType.TEXT, "Texte", "La formulation telle qu’elle a été lue."),
            Field("par", FieldType.LINE, "Par", "Les entrées relues.", many=True),
        ),
    ),
)
READING_KEYS = tuple(item.key for item in READINGS_FIELDS[0].fields)

LENSES_FILE = "lentilles.yml"
LENSES_KEY = "lentilles"
LENS_KEY = "lentille"  # in the record of a decision
LENSES_FIELDS = (
    Field("titre", FieldType.LINE, "Titre", "Le nom de la grille, comme « Les quatre rouages »."),
    Field(
        LENSES_KEY,
        FieldType.RECORD,
        "Lentilles",
        "Ce à travers quoi l’on regarde un projet, dans l’ordre.",
        required=True,
        many=True,
        fields=(
            Field("id", FieldType.IDENTIFIER, "Identifiant", "Nom court, unique.", required=True),
            Field("titre", FieldType.LINE, "Titre", "Le nom de la lentille.", required=True),
            Field("questions", FieldType.LINE, "Questions", "Ce que l’on demande.", many=True),
        ),
    ),
)

"""The field that says how far a municipality can go: alone, with whom, and what is not meant."""

from parapluie.vocabulary.fields import Field, FieldType

SCOPE = Field(
    "competence",
    FieldType.RECORD,
    "La portée",
    "Ce que la municipalité peut faire seule, ce qu’elle fait avec d’autres, ce que cela ne veut "
    "pas dire.",
    fields=(
        Field(
            "seule",
            FieldType.LINE,
            "Seule",
            "Ce que la municipalité peut faire seule.",
            many=True,
        ),
        Field(
            "avec",
            FieldType.RECORD,
            "Avec",
            "Avec qui elle doit agir, et pour quoi.",
            many=True,
            fields=(
                Field(
                    "qui",
                    FieldType.LINE,
                    "Qui",
                    "La MRC, le gouvernement du Québec, un partenaire.",
                    required=True,
                ),
                Field("quoi", FieldType.LINE, "Quoi", "Ce qui se fait ensemble."),
            ),
        ),
        Field(
            "ne_veut_pas_dire",
            FieldType.LINE,
            "Ce que cela ne veut pas dire",
            "Ce que l’on pourrait croire, et que personne n’a promis.",
            many=True,
        ),
    ),
)

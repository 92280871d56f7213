"""The fields of files that hold no entry: outside frameworks, illustrations."""

from parapluie.vocabulary.fields import Field, FieldType
from parapluie.vocabulary.kinds.common import SUMMARY, TITLE, link_field, sources_field
from parapluie.vocabulary.kinds.reference import REFERENCE
from parapluie.vocabulary.links import SHOWN_AT

# A record of a framework file: what a town writes to add an outside framework of its own.
FRAMEWORK_FIELDS = (
    Field(
        "cle",
        FieldType.IDENTIFIER,
        "Clé",
        "Ce qui précède le deux-points dans un lien.",
        required=True,
    ),
    TITLE,
    SUMMARY,
    Field("nom_court", FieldType.LINE, "Nom court", "Nom pour les listes."),
    Field("avis", FieldType.TEXT, "Avis", "Portée et limites du cadre."),
    Field(
        "iri",
        FieldType.URL,
        "Identifiant public",
        "Ce par quoi commence l’identifiant public de chaque élément, avant le sien, pour les "
        "données liées.",
        leads=False,
    ),
    sources_field("D’où viennent les libellés."),
    Field(
        "elements",
        FieldType.RECORD,
        "Éléments",
        "Les éléments du cadre, dans l’ordre.",
        required=True,
        many=True,
        fields=(
            Field(
                "id",
                FieldType.IDENTIFIER,
                "Identifiant",
                "Ce qui suit le deux-points.",
                required=True,
            ),
            *REFERENCE.fields,
        ),
        entries=REFERENCE.key,
    ),
)
ILLUSTRATION_FIELDS = (
    Field(
        "fichier",
        FieldType.LINE,
        "Fichier",
        "Nom du fichier dans le dossier des illustrations.",
        required=True,
    ),
    Field("alt", FieldType.LINE, "Texte de remplacement", "Ce que l’on voit, en une phrase."),
    Field("description", FieldType.TEXT, "Description", "La scène racontée à qui ne la voit pas."),
    Field("legende", FieldType.LINE, "Légende", "Phrase imprimée sous l’image."),
    Field("credit", FieldType.LINE, "Crédit", "Qui a fait l’image."),
    Field("licence", FieldType.LINE, "Licence", "À quelles conditions on peut la reprendre."),
    Field(
        "foyer",
        FieldType.POINT,
        "Point d’intérêt",
        "Où regarder, en % de la largeur et de la hauteur.",
    ),
    Field("decorative", FieldType.BOOLEAN, "Décorative", "Oui si l’image n’apprend rien."),
    Field(
        "reperes",
        FieldType.RECORD,
        "Repères",
        "Des liens posés sur l’image, qui en font une carte.",
        many=True,
        fields=(
            Field(
                "x", FieldType.NUMBER, "x", "En % de la largeur, depuis la gauche.", required=True
            ),
            Field("y", FieldType.NUMBER, "y", "En % de la hauteur, depuis le haut.", required=True),
            link_field(
                SHOWN_AT,
                "L’entrée où mène le repère.",
                many=False,
                required=True,
                says_why=False,
            ),
            Field("libelle", FieldType.LINE, "Libellé", "Ce que l’on voit à cet endroit."),
        ),
    ),
)

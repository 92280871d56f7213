"""The kind « reference »."""

from parapluie.vocabulary.fields import Field, FieldType
from parapluie.vocabulary.grammar import MASCULINE, Noun
from parapluie.vocabulary.kinds.common import SUMMARY, TITLE
from parapluie.vocabulary.kinds.facts import Kind

REFERENCE = Kind(
    "reference",
    "reference",
    Noun("élément de référence", "éléments de référence", MASCULINE),
    "",
    fields=(
        TITLE,
        SUMMARY,
        Field("numero", FieldType.LINE, "Numéro", "Numéro ou lettre dans le cadre."),
    ),
    template="reference",
    search_weight=0.7,
    introduction="Les cadres extérieurs auxquels la municipalité se compare.",
    wants_summary=False,
    expects=(),
    is_foreign=True,
    how_to_write="{one} s’écrit dans un fichier de contenu/referentiels.",
    linked_type="skos:Concept",
    place=140,
)

"""The kind « terme »."""

from parapluie.vocabulary.fields import Field, FieldType
from parapluie.vocabulary.grammar import MASCULINE, Noun
from parapluie.vocabulary.kinds.common import KEPT_INSIDE, TITLE, sources_field
from parapluie.vocabulary.kinds.facts import Kind

TERM = Kind(
    "terme",
    "term",
    Noun("terme", "termes", MASCULINE),
    "",
    fields=(
        TITLE,
        Field(
            "definition", FieldType.TEXT, "Définition", "Le mot expliqué simplement.", required=True
        ),
        Field("aussi_nomme", FieldType.LINE, "Aussi nommé", "Autres formes du mot.", many=True),
        sources_field("D’où vient la définition."),
        *KEPT_INSIDE,
    ),
    search_weight=0.6,
    introduction="Les mots de la vision et de ses textes, expliqués simplement.",
    wants_summary=False,
    expects=(),
    in_glossary=True,
    how_to_write="{one} s’écrit dans contenu/glossaire.yml.",
    linked_type="schema:DefinedTerm",
    place=130,
)

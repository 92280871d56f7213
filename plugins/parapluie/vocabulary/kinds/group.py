"""The kind « groupe »."""

from parapluie.vocabulary.fields import Field, FieldType
from parapluie.vocabulary.grammar import MASCULINE, Noun
from parapluie.vocabulary.kinds.common import COMMON, link_field
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.links import JOINS, PART_OF_GROUP

GROUP = Kind(
    "groupe",
    "group",
    Noun("groupe", "groupes", MASCULINE),
    "groupes",
    fields=(
        *COMMON,
        Field(
            "en_phrase",
            FieldType.LINE,
            "Dans une phrase",
            "Le nom avec son article, comme « les familles », quand le titre ne suffit pas.",
        ),
        link_field(PART_OF_GROUP, "{groupe.one} plus large, ou plusieurs, dont cela fait partie."),
        link_field(JOINS, "{groupe.all} dont on fait partie à la fois, pour une combinaison."),
    ),
    template="group",
    facet=20,
    introduction="Les personnes à qui s’adressent {politique.all}; on fait souvent partie de "
    "plusieurs {groupe.plural}.",
    introduction_alone="Les personnes à qui s’adresse ce qui se fait ici.",
    is_versioned=True,
    has_feed=True,
    has_scheme=True,
    linked_type="skos:Concept",
    sections=(("", "Dites de qui l’on parle et ce qui compte pour ces personnes."),),
    place=60,
)

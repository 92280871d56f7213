"""The kind « acteur »."""

from parapluie.vocabulary.fields import Choice, Field, FieldType
from parapluie.vocabulary.grammar import MASCULINE, Noun
from parapluie.vocabulary.kinds.common import COMMON, genre_field
from parapluie.vocabulary.kinds.facts import Kind

ACTOR_GENRES = (
    Choice("conseil", "Conseil municipal", noun=Noun("conseil", "conseils", MASCULINE)),
    Choice("service", "Service municipal", noun=Noun("service", "services", MASCULINE)),
    Choice("comite", "Comité", noun=Noun("comité", "comités", MASCULINE)),
    Choice("partenaire", "Partenaire", noun=Noun("partenaire", "partenaires", MASCULINE)),
)
ACTOR = Kind(
    "acteur",
    "actor",
    Noun("acteur", "acteurs", MASCULINE),
    "acteurs",
    fields=(
        *COMMON,
        genre_field("Conseil, service, comité ou partenaire.", ACTOR_GENRES),
        Field("courriel", FieldType.LINE, "Courriel", "Adresse du service, jamais d’une personne."),
        Field("telephone", FieldType.LINE, "Téléphone", "Numéro du service."),
    ),
    template="actor",
    facet=60,
    search_weight=0.9,
    introduction="Les services, les comités et les partenaires qui portent {action.all}.",
    introduction_alone="Les services, les comités et les partenaires.",
    has_feed=True,
    linked_type="schema:Organization",
    sections=(("", "Dites ce que fait ce service ou ce partenaire, et comment le joindre."),),
    place=80,
)

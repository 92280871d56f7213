"""The kind « decision »."""

from parapluie.vocabulary.fields import Choice, Field, FieldType, Phase
from parapluie.vocabulary.grammar import FEMININE, MASCULINE, Noun
from parapluie.vocabulary.kinds.asked import NUMBER
from parapluie.vocabulary.kinds.common import (
    APPLIES_FIELD,
    BORN_OF_FIELD,
    COMMON,
    GROUPS_FIELD,
    PARTNERS_FIELD,
    RESPONSIBLE_FIELD,
    SOURCE_KEY,
    genre_field,
    link_field,
)
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.links import (
    ADOPTS,
    AMENDS,
    APPLIES,
    ARBITRATED_WITH,
    ENDS,
    EXAMINES,
    LOOKED_FOR,
    REPLACES,
)

RESOLUTION = Noun("résolution", "résolutions", FEMININE)
DECISION_GENRES = (
    Choice("resolution", "Résolution", noun=RESOLUTION),
    Choice(
        "crible",
        "Projet passé au crible",
        noun=Noun("passage au crible", "passages au crible", MASCULINE),
    ),
)
ANSWERS = (
    Choice("contribue", "Contribue", phase=Phase.DONE, link=APPLIES),
    Choice("neutre", "Neutre", phase=Phase.ONGOING),
    Choice("tension", "En tension", phase=Phase.STOPPED, wants=(("P604", "arbitrage"),)),
    Choice("sans-objet", "Sans objet", phase=Phase.BEFORE),
)
DECISION = Kind(
    "decision",
    "decision",
    Noun("décision", "décisions", FEMININE),
    "decisions",
    fields=(
        *COMMON,
        genre_field("Résolution ou projet passé au crible.", DECISION_GENRES),
        NUMBER,
        Field("quand", FieldType.PERIOD, "Quand", "Date de la décision.", required=True),
        Field("proces_verbal", FieldType.URL, "Procès-verbal", "Adresse Web du procès-verbal."),
        Field(
            "enregistrement",
            FieldType.RECORD,
            "Enregistrement",
            "L’enregistrement de la séance, et le moment où l’on en parle.",
            fields=(
                Field("url", FieldType.URL, "Adresse", "Adresse Web.", required=True),
                Field(
                    "moment", FieldType.MOMENT, "Moment", "Quand on en parle : 1:02:30 ou 1 h 02."
                ),
            ),
        ),
        link_field(ADOPTS, "Ce que la décision adopte."),
        link_field(AMENDS, "Ce que la décision modifie."),
        link_field(REPLACES, "Ce que la décision remplace."),
        link_field(ENDS, "Ce à quoi la décision met fin."),
        link_field(EXAMINES, "Le projet ou le document passé au crible."),
        APPLIES_FIELD,
        Field(
            "crible",
            FieldType.RECORD,
            "Passage au crible",
            "Ce que l’on a trouvé, et ce qui manque, au regard de ce que l’on applique.",
            many=True,
            fields=(
                Field(
                    "principe",
                    FieldType.LINK,
                    "Principe",
                    "Ce au nom de quoi l’on regarde : {principe.one}.",
                    link=LOOKED_FOR,
                ),
                Field(
                    "lentille",
                    FieldType.IDENTIFIER,
                    "Lentille",
                    "Ou la lentille de lentilles.yml à travers laquelle on regarde.",
                ),
                Field(
                    "reponse",
                    FieldType.CHOICE,
                    "Réponse",
                    "Contribue, neutre, en tension ou sans objet.",
                    choices=ANSWERS,
                ),
                Field("constat", FieldType.LINE, "Constat", "Ce que l’on a trouvé, et pourquoi."),
                Field("manque", FieldType.LINE, "Ce qui manque", "Ce que l’on ne sait pas encore."),
                Field(
                    "arbitrage", FieldType.LINE, "Arbitrage", "Comment une tension a été tranchée."
                ),
                link_field(ARBITRATED_WITH, "Qui a tranché.", many=False, says_why=False),
                Field("jusqu_au", FieldType.DATE, "Jusqu’au", "Le jour où il faudra y revenir."),
                SOURCE_KEY,
            ),
        ),
        RESPONSIBLE_FIELD,
        PARTNERS_FIELD,
        GROUPS_FIELD,
        BORN_OF_FIELD,
    ),
    template="decision",
    column=None,
    place_for_people=0,
    search_weight=0.9,
    introduction="Ce que le conseil a décidé, et au nom de quoi.",
    expects=("en_bref", "numero", "quand", "sources"),
    by_date=True,
    is_decision=True,
    numbered_as=RESOLUTION,
    sections=(("", "Dites ce qui a été décidé, et ce qui a pesé dans la balance."),),
    place=100,
)

"""The kind « question »: what residents asked, what was answered, what it changed."""

from parapluie.vocabulary.fields import Field, FieldType
from parapluie.vocabulary.grammar import FEMININE, Noun
from parapluie.vocabulary.kinds.common import (
    COMMON,
    GROUPS_FIELD,
    RESPONSIBLE_FIELD,
    THEMES_FIELD,
    link_field,
)
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.links import CHANGES

ANSWER = Field("reponse", FieldType.TEXT, "Réponse", "Ce qui a été répondu, en mots simples.")
QUESTION = Kind(
    "question",
    "question",
    Noun("question", "questions", FEMININE),
    "questions",
    fields=(
        *COMMON,
        Field(
            "quand",
            FieldType.PERIOD,
            "Quand",
            "Le jour où on l’a posée, ou le mois, ou l’année.",
            required=True,
        ),
        Field("ou", FieldType.LINE, "Où", "À une séance, au comptoir, dans un sondage."),
        ANSWER,
        link_field(CHANGES, "Ce que la question a fait naître ou changer."),
        RESPONSIBLE_FIELD,
        GROUPS_FIELD,
        THEMES_FIELD,
    ),
    template="question",
    column=None,
    place_for_people=0,
    introduction="Ce que les gens ont demandé, ce qu’on leur a répondu et ce que cela a changé.",
    wants_summary=False,
    wants_values=(("P331", ANSWER.key),),
    expects=("reponse", "quand"),
    by_date=True,
    sections=(("", "Au besoin, dites d’où vient la question; qui l’a posée ne se nomme pas."),),
    place=95,
)

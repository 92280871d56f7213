"""The kind « chapitre »."""

from parapluie.vocabulary.fields import Field, FieldType
from parapluie.vocabulary.grammar import MASCULINE, Noun
from parapluie.vocabulary.kinds.common import COMMON, link_field
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.links import HEARD_AT, TELLS
from parapluie.vocabulary.words import COVERAGE_PAGE, STORY_PAGE

CHAPTER = Kind(
    "chapitre",
    "chapter",
    Noun("chapitre", "chapitres", MASCULINE),
    "recit",
    fields=(
        *COMMON,
        link_field(TELLS, "{principe.all} que cette scène donne à voir."),
        Field(
            "citations",
            FieldType.RECORD,
            "Paroles entendues",
            "Ce que des gens ont dit, mis en valeur dans la scène.",
            many=True,
            fields=(
                Field("texte", FieldType.LINE, "Parole", "Ce qui a été dit.", required=True),
                Field("qui", FieldType.LINE, "Qui", "Comme « une élève »; jamais un nom."),
                Field("nom", FieldType.LINE, "Nom", "Le nom, avec le consentement de la personne."),
                Field(
                    "consentement",
                    FieldType.BOOLEAN,
                    "Consentement",
                    "« oui » si la personne accepte que son nom soit publié.",
                ),
                link_field(HEARD_AT, "L’activité où cela a été dit.", many=False, says_why=False),
            ),
        ),
    ),
    template="chapter",
    in_menu=True,
    introduction="La vision, scène par scène.",
    is_story=True,
    own_pages=(STORY_PAGE, COVERAGE_PAGE),
    linked_type="schema:Chapter",
    sections=(
        (
            "",
            "Racontez une scène : un lieu, une saison, des gens qui font quelque chose ensemble. "
            "Deux minutes de lecture. Un passage entre crochets, suivi de ce qui le rend vrai "
            "entre accolades, se lie à ce qui se fait déjà.",
        ),
    ),
    place=10,
)

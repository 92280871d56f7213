"""The kind « activite »."""

from parapluie.vocabulary.fields import Choice, Field, FieldType, Phase
from parapluie.vocabulary.grammar import FEMININE, MASCULINE, Noun
from parapluie.vocabulary.kinds.common import (
    ANNOUNCED,
    COMMON,
    GROUPS_FIELD,
    PARTNERS_FIELD,
    RESPONSIBLE_FIELD,
    THEMES_FIELD,
    genre_field,
    link_field,
)
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.links import FEEDS, PART_OF_PROCESS
from parapluie.vocabulary.words import HEARD_PAGE

ACTIVITY_GENRES = (
    Choice(
        "consultation",
        "Consultation",
        noun=Noun("consultation", "consultations", FEMININE),
        hears=True,
    ),
    Choice("atelier", "Atelier", noun=Noun("atelier", "ateliers", MASCULINE), hears=True),
    Choice("synthese", "Synthèse", noun=Noun("synthèse", "synthèses", FEMININE)),
    Choice("lancement", "Lancement", noun=Noun("lancement", "lancements", MASCULINE)),
    Choice("jalon", "Jalon", noun=Noun("jalon", "jalons", MASCULINE)),
)
RECEPTIONS = (
    Choice("retenu", "Retenu", phase=Phase.DONE, wants=(("P314", "nourrit"),)),
    Choice(
        "en-partie",
        "Retenu en partie",
        phase=Phase.DURING,
        wants=(("P313", "raison"), ("P314", "nourrit")),
    ),
    Choice("a-l-etude", "À l’étude", phase=Phase.BEFORE),
    Choice("non-retenu", "Non retenu", phase=Phase.STOPPED, wants=(("P313", "raison"),)),
)
ACTIVITY = Kind(
    "activite",
    "activity",
    Noun("activité", "activités", FEMININE),
    "demarche",
    fields=(
        *COMMON,
        genre_field("Consultation, atelier, synthèse, lancement ou jalon.", ACTIVITY_GENRES),
        Field("quand", FieldType.PERIOD, "Quand", "Date ou période.", required=True),
        Field("participants", FieldType.SOURCED, "Participation", "Combien de personnes."),
        Field(
            "participer",
            FieldType.RECORD,
            "Participer",
            "Jusqu’à quand on peut participer, et comment; sans Internet aussi.",
            fields=(
                Field(
                    "jusqu_au",
                    FieldType.DATE,
                    "Jusqu’au",
                    "Le dernier jour pour participer.",
                    required=True,
                ),
                Field("telephone", FieldType.LINE, "Téléphone", "Le numéro où donner son avis."),
                Field("adresse", FieldType.LINE, "Sur papier", "Où déposer ou poster son avis."),
                Field("lieu", FieldType.LINE, "En personne", "Où se rendre, et quand."),
                Field("courriel", FieldType.LINE, "Par courriel", "Adresse où écrire."),
                Field("en_ligne", FieldType.URL, "En ligne", "Adresse Web du questionnaire."),
                Field(
                    "precisions",
                    FieldType.TEXT,
                    "Précisions",
                    "Ce qui aide à participer : garde d’enfants, transport, interprète.",
                ),
            ),
        ),
        GROUPS_FIELD,
        THEMES_FIELD,
        RESPONSIBLE_FIELD,
        PARTNERS_FIELD,
        link_field(
            PART_OF_PROCESS,
            "Ce dont cela fait partie : {action.one}, ou {activite.one} plus large.",
        ),
        link_field(FEEDS, "Ce que cela a nourri."),
        Field(
            "apports",
            FieldType.RECORD,
            "Ce qui a été entendu",
            "Ce que les gens ont dit et ce que c’est devenu.",
            many=True,
            fields=(
                Field(
                    "texte",
                    FieldType.LINE,
                    "Ce qui a été dit",
                    "Sans nommer personne.",
                    required=True,
                ),
                Field(
                    "suite", FieldType.CHOICE, "Suite", "Ce qui en a été fait.", choices=RECEPTIONS
                ),
                Field(
                    "raison", FieldType.LINE, "Raison", "Pourquoi, surtout si ce n’est pas retenu."
                ),
                link_field(FEEDS, "Ce que l’apport a nourri.", says_why=False),
            ),
        ),
        ANNOUNCED,
    ),
    template="activity",
    place_for_people=10,
    search_weight=0.85,
    in_menu=True,
    introduction="Comment on a écrit la vision et {politique.all}, étape par étape.",
    introduction_alone="Comment on en est arrivé là, étape par étape.",
    counts="activite",
    wants_summary=False,
    expects=("quand", "sources", "verifie_le"),
    by_date=True,
    is_process=True,
    own_pages=(HEARD_PAGE,),
    linked_type="schema:Event",
    sections=(("", "Dites comment la rencontre s’est passée et ce qu’on y a fait."),),
    place=90,
)

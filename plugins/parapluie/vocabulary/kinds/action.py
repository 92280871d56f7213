"""The kind « action »."""

from parapluie.vocabulary.fields import Choice, Field, FieldType, Phase
from parapluie.vocabulary.grammar import FEMININE, MASCULINE, Noun
from parapluie.vocabulary.kinds.asked import MONEY, NUMBER, PARTICIPATION, TRACKED
from parapluie.vocabulary.kinds.common import (
    ANNOUNCED,
    ANSWERS_FIELD,
    APPLIES_FIELD,
    BORN_OF_FIELD,
    COMMON,
    GROUPS_FIELD,
    PARTNERS_FIELD,
    PERIOD,
    REFERENCES_FIELD,
    RESPONSIBLE_FIELD,
    SOURCE_KEY,
    TENSION_FIELD,
    TENSIONS_FIELD,
    THEMES_FIELD,
    genre_field,
    link_field,
)
from parapluie.vocabulary.kinds.facts import CouncilFile, Kind
from parapluie.vocabulary.links import (
    ACHIEVES,
    MERGED_INTO,
    PART_OF_ACTION,
    REPLACES_ACTION,
    UNDER,
)

STATUSES = (
    Choice("a-venir", "À venir", phase=Phase.BEFORE),
    Choice("en-cours", "En cours", phase=Phase.DURING),
    Choice("en-continu", "En continu", phase=Phase.ONGOING),
    Choice("en-attente", "En attente", phase=Phase.HELD_UP, wants=(("P319", "attend"),)),
    Choice("en-pause", "En pause", phase=Phase.HELD_UP),
    Choice("realisee", "Réalisé", "Réalisée", phase=Phase.DONE),
    Choice("reportee", "Reporté", "Reportée", phase=Phase.STOPPED),
    Choice("abandonnee", "Abandonné", "Abandonnée", phase=Phase.STOPPED),
    Choice("non-retenue", "Non retenu", "Non retenue", phase=Phase.OUT),
    Choice("remplacee", "Remplacé", "Remplacée", phase=Phase.OUT),
    Choice("fusionnee", "Fusionné", "Fusionnée", phase=Phase.OUT),
)
ACTION_GENRES = (
    Choice("action", "Action", hidden=True),
    Choice("projet", "Projet", noun=Noun("projet", "projets", MASCULINE)),
    Choice(
        "projet-structurant",
        "Projet structurant",
        noun=Noun("projet structurant", "projets structurants", MASCULINE),
    ),
    Choice("service", "Service", noun=Noun("service", "services", MASCULINE)),
)
RESULTS = (
    Choice("fait", "Fait", "Faite", phase=Phase.DONE),
    Choice("en-partie", "Fait en partie", "Faite en partie", phase=Phase.DURING),
    Choice("pas-fait", "Pas fait", "Pas faite", phase=Phase.BEFORE),
    Choice("reporte", "Reporté", "Reportée", phase=Phase.STOPPED),
)
ACTION = Kind(
    "action",
    "action",
    Noun("action", "actions", FEMININE),
    "actions",
    fields=(
        *COMMON,
        NUMBER,
        genre_field("De quelle sorte il s’agit.", ACTION_GENRES),
        Field("statut", FieldType.CHOICE, "Statut", "Où l’on en est.", choices=STATUSES),
        PERIOD,
        Field(
            "etapes",
            FieldType.RECORD,
            "Étapes",
            "Les moments marquants.",
            many=True,
            fields=(
                Field("quand", FieldType.PERIOD, "Quand", "Date ou période.", required=True),
                Field("titre", FieldType.LINE, "Titre", "Ce qui se passe.", required=True),
                SOURCE_KEY,
                # Last, so that cells which were filled before it came keep their parts.
                Field("fait", FieldType.BOOLEAN, "Fait", "Oui quand l’étape est franchie."),
            ),
        ),
        Field(
            "bilans",
            FieldType.RECORD,
            "Bilans",
            "Année par année, ce qui était prévu et ce qui a été fait, dans les mots de l’équipe.",
            many=True,
            fields=(
                Field(
                    "annee",
                    FieldType.INTEGER,
                    "Année",
                    "L’année du bilan.",
                    required=True,
                    dates=True,
                ),
                Field("prevu", FieldType.LINE, "Prévu", "Ce qui était prévu cette année-là."),
                Field("resultat", FieldType.CHOICE, "Résultat", "Où on en est.", choices=RESULTS),
                Field("fait", FieldType.LINE, "Fait", "Ce qui a été fait."),
                Field(
                    "ecart", FieldType.LINE, "Écart", "Pourquoi ce n’est pas ce qui était prévu."
                ),
                SOURCE_KEY,
            ),
        ),
        link_field(
            ACHIEVES,
            "Ce que cela réalise : {objectif.one}, qui s’écrit `page#id`, ou {politique.one}.",
        ),
        link_field(
            UNDER,
            "À quoi cela répond sans en faire partie : {objectif.one} d’un autre document, qui "
            "s’écrit `page#id`, ou {politique.one}.",
        ),
        link_field(PART_OF_ACTION, "Le projet plus large dont cela fait partie."),
        APPLIES_FIELD,
        ANNOUNCED,
        PARTICIPATION,
        GROUPS_FIELD,
        ANSWERS_FIELD,
        THEMES_FIELD,
        RESPONSIBLE_FIELD,
        PARTNERS_FIELD,
        BORN_OF_FIELD,
        link_field(REPLACES_ACTION, "Ce que cette entrée remplace."),
        link_field(MERGED_INTO, "Ce qui regroupe maintenant cette entrée avec d’autres."),
        REFERENCES_FIELD,
        TENSION_FIELD,
        TENSIONS_FIELD,
        *MONEY,
        *TRACKED,
    ),
    template="action",
    place_for_people=20,
    has_poster=True,
    has_coupon=True,
    in_menu=True,
    introduction="Ce qui se fait sur le terrain.",
    counts="action",
    expects=(
        *("en_bref", "statut", "periode", "groupes"),
        *("themes", "responsable", "sources", "verifie_le"),
    ),
    leads_to=("P305", "principe"),
    is_versioned=True,
    is_done=True,
    council_file=CouncilFile.NAMED,
    linked_type="schema:Action",
    sections=(
        ("", "Dites ce qui se fait, où, et ce que ça change pour les gens."),
        ("Comment ça se passe", "Les étapes, et comment on peut y prendre part."),
    ),
    place=50,
)

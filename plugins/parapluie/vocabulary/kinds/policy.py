"""The kind « politique »."""

from parapluie.vocabulary.fields import Choice, Field, FieldType, Phase
from parapluie.vocabulary.grammar import FEMININE, MASCULINE, Noun
from parapluie.vocabulary.kinds.asked import AWAITS, FOLLOWED, MONEY, NUMBER, PARTICIPATION, PROOF
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
    TENSION_FIELD,
    TENSIONS_FIELD,
    THEMES_FIELD,
    genre_field,
    link_field,
)
from parapluie.vocabulary.kinds.facts import CouncilFile, Kind
from parapluie.vocabulary.kinds.objective import OBJECTIVE
from parapluie.vocabulary.kinds.scope import SCOPE
from parapluie.vocabulary.links import REPLACES_POLICY, UNDER

POLICY_STATUSES = (
    Choice("en-preparation", "En préparation", phase=Phase.BEFORE),
    Choice("en-vigueur", "En vigueur", phase=Phase.DURING),
    Choice("echue", "Échu", "Échue", phase=Phase.DONE),
    Choice("remplacee", "Remplacé", "Remplacée", phase=Phase.DONE),
)
POLICY_GENRES = (
    Choice("politique", "Politique", hidden=True),
    Choice("cadre", "Cadre", noun=Noun("cadre", "cadres", MASCULINE)),
    Choice("strategie", "Stratégie", noun=Noun("stratégie", "stratégies", FEMININE)),
    Choice("plan", "Plan", noun=Noun("plan", "plans", MASCULINE)),
    Choice("reglement", "Règlement", noun=Noun("règlement", "règlements", MASCULINE)),
)
POLICY = Kind(
    "politique",
    "policy",
    Noun("politique", "politiques", FEMININE),
    "politiques",
    fields=(
        *COMMON,
        NUMBER,
        genre_field("De quelle sorte de document il s’agit.", POLICY_GENRES),
        Field(
            "statut", FieldType.CHOICE, "Statut", "Où en est le document.", choices=POLICY_STATUSES
        ),
        Field(
            "adoption",
            FieldType.SOURCED,
            "Adoption",
            "Date de l’adoption par le conseil.",
            dates=True,
        ),
        PERIOD,
        link_field(
            UNDER,
            "Ce qui encadre cette entrée et dont elle hérite : {politique.one}, ou {objectif.one} "
            "à quoi elle répond, qui s’écrit `page#id`.",
        ),
        Field(
            "s_impose_a_tout",
            FieldType.BOOLEAN,
            "S’impose à tout",
            "Oui si {principe.all} qui s’y appliquent valent pour tout ce que l’on fait ici.",
        ),
        APPLIES_FIELD,
        SCOPE,
        Field(
            "objectifs",
            FieldType.RECORD,
            "{objectif.plural}",
            "{objectif.all} que l’on se donne.",
            many=True,
            fields=OBJECTIVE.fields,
            entries=OBJECTIVE.key,
        ),
        ANNOUNCED,
        PARTICIPATION,
        GROUPS_FIELD,
        ANSWERS_FIELD,
        THEMES_FIELD,
        RESPONSIBLE_FIELD,
        PARTNERS_FIELD,
        BORN_OF_FIELD,
        link_field(REPLACES_POLICY, "Ce que cette entrée remplace."),
        REFERENCES_FIELD,
        TENSION_FIELD,
        TENSIONS_FIELD,
        *MONEY,
        PROOF,
        FOLLOWED,
        AWAITS,
    ),
    template="policy",
    column=1,
    facet=30,
    place_for_people=30,
    has_coupon=True,
    in_menu=True,
    introduction="Les engagements que la municipalité a pris par écrit.",
    in_navigation=True,
    counts="action",
    expects=(
        *("en_bref", "statut", "adoption", "periode", "principes", "objectifs"),
        *("groupes", "themes", "responsable", "sources", "verifie_le"),
    ),
    leads_to=("P303", "principe"),
    is_versioned=True,
    is_adopted=True,
    council_file=CouncilFile.EVERY,
    has_feed=True,
    sections=(
        ("", "Présentez le document en une minute : d’où il vient, ce qu’il change, pour qui."),
        ("Pourquoi", "Ce que l’on a constaté ou entendu, avec ses sources."),
        ("Ce que l’on veut", "L’essentiel des objectifs, qui sont dans l’en-tête."),
        ("Comment on saura que ça avance", "Ce que l’on mesurera, et quand on en parlera."),
    ),
    place=30,
)

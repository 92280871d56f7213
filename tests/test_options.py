"""The options of mkdocs.yml: what is wrong with them is said, and the rest is used."""

from datetime import date
from typing import Any

import pytest
from case_files import BUILD_DAY, read_test_options
from parapluie.source.options import Options, build_day
from parapluie.vocabulary.grammar import a, the
from parapluie.vocabulary.rules import Severity


def read(**written: Any) -> tuple[Options, list[str]]:
    options, problems = read_test_options(written)
    return options, list(map(str, problems))


def test_no_option_is_required() -> None:
    options, problems = read()
    assert problems == []
    assert (options.review_months, options.guide, options.today) == (24, True, BUILD_DAY)
    assert options.organisation == "la Municipalité"


def test_every_option_reaches_the_core() -> None:
    options, problems = read(
        organisation="la Ville",
        avis="Démonstration.",
        illustrations="images",
        verification_mois=6,
        referentiels=["ldd"],
        regles={"P306": "ignorer", "P302": "erreur", "P303": "lacune"},
        guide=False,
    )
    assert problems == []
    assert (options.organisation, options.notice, options.illustrations) == (
        "la Ville",
        "Démonstration.",
        "images",
    )
    assert (options.review_months, options.frameworks, options.guide) == (6, ("ldd",), False)
    assert options.severities == {
        "P306": Severity.IGNORED,
        "P302": Severity.ERROR,
        "P303": Severity.GAP,
    }


def test_a_kind_takes_the_words_of_the_town() -> None:
    options, problems = read(
        vocabulaire={
            "action": {"singulier": "chantier", "genre": "m", "dossier": "chantiers"},
            "politique": {"singulier": "cadre", "pluriel": "cadres de vie", "genre": "m"},
            "groupe": {"pluriel": "groupes d’ici"},
            "acteur": {"presentation": "Qui fait quoi."},
            "objectif": {"singulier": "hameau", "pluriel": "hameaux", "elision": True},
        }
    )
    words = options.vocabulary
    assert problems == []
    assert [a(words.noun(key)) for key in ("action", "politique", "groupe")] == [
        "un chantier",
        "un cadre",
        "un groupe",
    ]
    assert [words.noun(key).plural for key in ("action", "politique", "groupe")] == [
        "chantiers",
        "cadres de vie",
        "groupes d’ici",
    ]
    assert the(words.noun("objectif")) == "l’hameau"
    assert words.in_folder("chantiers") is not None
    assert words.in_folder("actions") is None
    (acteur,) = (s for s in words.subkinds if s.key == "acteur")
    assert acteur.introduction == "Qui fait quoi."


def test_a_kind_may_be_split() -> None:
    options, problems = read(
        vocabulaire={
            "principe": {
                "sous_types": {
                    "rouage": {},
                    "grand-enjeu": {"pluriel": "grands enjeux", "dossier": "enjeux"},
                    "orientation": {"genre": "f"},
                }
            }
        }
    )
    words = options.vocabulary
    assert problems == []
    assert {
        s.folder: (a(s.noun), s.noun.plural) for s in words.subkinds if s.kind.key == "principe"
    } == {
        "rouage": ("un rouage", "rouages"),
        "enjeux": ("un grand enjeu", "grands enjeux"),
        "orientation": ("une orientation", "orientations"),
    }
    for name in ("principe", "rouage", "grand-enjeu", "Grand enjeu", "orientation"):
        kind = words.kind_named(name)
        assert kind is not None
        assert kind.key == "principe"
    assert words.kind_named("facteur") is None


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ({"verif_mois": 3}, "« verif_mois » : cette option n’existe pas"),
        ({"verification_moi": 3}, "(vouliez-vous dire « verification_mois » ?)"),
        ({"verification_mois": 0}, "« verification_mois » : on attend un nombre d’au moins 1"),
        ({"verification_mois": "un an"}, "« verification_mois » : on attend un nombre entier"),
        ({"verification_mois": [1]}, "« verification_mois » : on attend un nombre entier"),
        ({"organisation": 3}, "« organisation » : on attend du texte"),
        ({"avis": None}, "« avis » : on attend du texte"),
        ({"referentiels": "ldd"}, "« referentiels » : on attend une liste"),
        ({"guide": "peut-être"}, "« guide » : on attend true ou false"),
        ({"regles": ["P306"]}, "« regles » : on attend un groupe de clés"),
        ({"regles": {"P306": "jamais"}}, "« regles.P306 » : on attend une des valeurs admises"),
        ({"regles": {"P999": "erreur"}}, "« regles » : « P999 » n’est pas le code d’une règle"),
        ({"vocabulaire": "chantier"}, "« vocabulaire » : on attend un groupe de clés"),
        ({"vocabulaire": {"action": "chantier"}}, "« vocabulaire.action » : on attend un groupe"),
        ({"vocabulaire": {"actions": {}}}, "« actions » n’est pas un type d’entrée (vouliez-vous"),
        ({"vocabulaire": {"action": {"nom": "x"}}}, "« vocabulaire.action.nom » : cette option"),
        ({"vocabulaire": {"action": {"genre": "n"}}}, "« vocabulaire.action.genre » : on attend"),
        ({"vocabulaire": {"action": {"dossier": "Mes Actions"}}}, "on attend des minuscules"),
        ({"vocabulaire": {"action": {"dossier": "../ailleurs"}}}, "on attend des minuscules"),
        ({"vocabulaire": {"action": {"dossier": "groupes"}}}, "« groupes » sert déjà à un autre"),
    ],
    ids=str,
)
def test_a_wrong_option_is_named(written: dict[str, Any], problem: str) -> None:
    _, problems = read(**written)
    (found,) = problems
    assert found.startswith("mkdocs.yml:1: P401 ")
    assert problem in found


def test_one_wrong_option_does_not_cost_the_others() -> None:
    options, problems = read(verification_mois=0, organisation="la Ville", zzz=1, guide="?")
    assert len(problems) == 3
    assert options.organisation == "la Ville"
    assert (options.review_months, options.guide) == (24, True)


def test_a_review_longer_ago_than_the_calendar_goes_is_no_crash() -> None:
    options, problems = read(verification_mois=10**6)
    assert problems == []
    assert options.review_months == 10**6


def test_the_build_day_may_be_given() -> None:
    assert build_day({"SOURCE_DATE_EPOCH": "1795392000"}) == (date(2026, 11, 23), [])
    day, problems = build_day({})
    assert isinstance(day, date)
    assert problems == []

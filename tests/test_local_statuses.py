"""The statuses of a town: renamed, added, agreed, and followed wherever statuses go."""

from typing import Any

import pytest
from case_files import read_test_options
from parapluie.meaning.progress import Tally
from parapluie.pages.charts import legend, phases, statuses, uncounted
from parapluie.vocabulary.fields import Phase
from parapluie.vocabulary.grammar import Gender
from parapluie.vocabulary.kinds.action import ACTION
from parapluie.vocabulary.local_words import Vocabulary

OURS = [choice.key for choice in ACTION.field("statut").choices]  # type: ignore[union-attr]
TOWN = {
    "en-cours": {"libelle": "En chantier"},
    "a-l-etude": {"libelle": "À l’étude", "phase": "avant"},
    "amorcee": {"libelle": "Amorcé", "feminin": "Amorcée", "phase": "pendant"},
}


def vocabulary(**words: object) -> tuple[Vocabulary, list[str]]:
    options, problems = read_test_options({"vocabulaire": words})
    return options.vocabulary, list(map(str, problems))


def test_a_town_renames_statuses_and_adds_some_beside_those_of_their_phase() -> None:
    words, problems = vocabulary(statuts=TOWN, action={"singulier": "mesure"})
    assert problems == []
    found = words.of(ACTION)[0].kind.field("statut")
    assert found is not None
    assert [choice.key for choice in found.choices][:4] == [
        "a-venir",
        "a-l-etude",
        "en-cours",
        "amorcee",
    ]
    assert sorted(set(words.statuses) - set(OURS)) == ["a-l-etude", "amorcee"]
    assert words.statuses["en-cours"].agreed(Gender.FEMININE) == "En chantier"
    assert words.statuses["amorcee"].agreed(Gender.FEMININE, plural=True) == "Amorcées"
    assert words.noun("action").singular == "mesure"


def test_what_is_remembered_is_not_taken_for_that_of_other_statuses() -> None:
    assert repr(vocabulary(statuts=TOWN)[0]) != repr(Vocabulary())


def test_a_kind_with_other_statuses_is_the_same_kind() -> None:
    words, _ = vocabulary(statuts=TOWN)
    kind = words.of(ACTION)[0].kind
    assert kind is not ACTION
    assert kind == ACTION
    assert kind in {ACTION}
    assert words.names["action"].singular == "action"


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("chantier", "« vocabulaire.statuts » : on attend un statut par ligne"),
        ({"pret": "Prêt"}, "« vocabulaire.statuts.pret » : on attend un groupe de clés"),
        ({"Prêt": {"libelle": "Prêt", "phase": "fait"}}, "on attend des minuscules sans accent"),
        ({"pret": {"phase": "fait"}}, "« vocabulaire.statuts.pret » : écrivez « libelle »"),
        ({"pret": {"libelle": "Prêt"}}, "dites sa « phase » : avant, pendant, continu, suspendu"),
        ({"en-cour": {"libelle": "Parti"}}, "(vouliez-vous dire « en-cours » ?)"),
        (
            {"pret": {"libelle": "Prêt", "phase": "pendan"}},
            "« vocabulaire.statuts.pret.phase » : « pendan » n’est pas une phase",
        ),
        ({"realisee": {"libelle": "Fini", "phase": "avant"}}, "garde sa phase, « fait »"),
        ({"pret": {"libelle": "Prêt", "feminim": "x", "phase": "fait"}}, "« feminin » ?"),
        ({"pret": {"libelle": 3, "phase": "fait"}}, "statuts.pret.libelle » : on attend du texte"),
        ({"en-cours": {"libelle": "En continu"}}, "nomme déjà le statut « en-continu »"),
        (
            {
                "pret": {"libelle": "Prêt", "phase": "fait"},
                "fin-pret": {"libelle": "prêt", "phase": "fait"},
            },
            "« Prêt » nomme déjà le statut « fin-pret »",
        ),
    ],
)
def test_a_wrong_status_is_named_with_what_to_write(written: Any, problem: str) -> None:
    _, problems = vocabulary(statuts=written)
    assert [text for text in problems if problem in text and "P401" in text] == problems
    assert problems


def test_a_wrong_status_costs_neither_the_others_nor_the_words() -> None:
    words, problems = vocabulary(statuts={**TOWN, "x": {}}, action={"singulier": "mesure"})
    assert len(problems) == 2
    assert "amorcee" in words.statuses
    assert words.noun("action").singular == "mesure"


def test_what_was_turned_down_replaced_or_merged_leaves_the_count() -> None:
    tally = Tally({"realisee": 2, "non-retenue": 3, "fusionnee": 1, "en-pause": 1})
    assert (tally.total, tally.ending) == (3, 3)
    assert [choice.key for choice, _ in statuses(tally) if choice] == ["realisee", "en-pause"]
    assert [(choice.key, number) for choice, number in uncounted(tally)] == [
        ("non-retenue", 3),
        ("fusionnee", 1),
    ]
    assert dict(phases(tally))["held-up"] == 1


def test_the_legend_says_the_town_s_statuses_under_the_sign_of_their_phase() -> None:
    words, _ = vocabulary(statuts=TOWN)
    named = dict(legend(Gender.FEMININE, words.statuses))
    assert named["before"] == "À venir ou à l’étude"
    assert named["during"] == "En chantier ou amorcées"
    assert named["held-up"] == "En attente ou en pause"
    tally = Tally({"amorcee": 2}, words.statuses)
    assert tally.at(Phase.DURING) == tally.total == 2

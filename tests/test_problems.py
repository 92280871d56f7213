"""Problems as text, as JSON and as GitHub's workflow commands."""

import json

from parapluie.model import Place
from parapluie.problems import (
    Problem,
    as_github,
    as_json,
    as_text,
    errors,
    judged,
    problem,
    suggestion,
    summary,
)
from parapluie.vocabulary.rules import Severity

DEAD_LINK = problem(
    "P202",
    Place("contenu/politiques/eau.md", 6, 5),
    key="principes",
    value="sobriéte",
    suggestion=suggestion("sobriéte", ["sobriete", "equite"]),
)
NO_SUMMARY = problem("P306", Place("contenu/groupes/jeunes.md", 2, 8))


def test_a_problem_is_one_line_that_editors_can_follow() -> None:
    assert as_text([DEAD_LINK]) == (
        "contenu/politiques/eau.md:6: P202 « principes » : aucune entrée « sobriéte » "
        "(vouliez-vous dire « sobriete » ?)\n"
    )
    assert as_text([]) == ""


def test_json_gives_every_part_of_a_problem_with_its_accents() -> None:
    written = as_json([DEAD_LINK, NO_SUMMARY])
    assert "sobriéte" in written
    assert written.endswith("]\n")
    first, second = json.loads(written)
    assert first == {
        "file": "contenu/politiques/eau.md",
        "line": 6,
        "column": 5,
        "code": "P202",
        "severity": "error",
        "message": DEAD_LINK.message,
    }
    assert second["severity"] == "warning"
    assert json.loads(as_json([])) == []


def test_github_gets_a_command_per_problem() -> None:
    assert as_github([DEAD_LINK, NO_SUMMARY]).splitlines() == [
        "::error file=contenu/politiques/eau.md,line=6,col=5,title=P202::" + DEAD_LINK.message,
        "::warning file=contenu/groupes/jeunes.md,line=2,col=8,title=P306::" + NO_SUMMARY.message,
    ]


def test_github_commands_escape_what_would_end_them() -> None:
    odd = Problem(Place("contenu/a,b:c%.md"), "P202", "100 %\r\nfin: a, b", Severity.ERROR)
    assert as_github([odd]) == (
        "::error file=contenu/a%2Cb%3Ac%25.md,line=1,col=1,title=P202::100 %25%0D%0Afin: a, b\n"
    )


def test_problems_are_sorted_by_place_and_said_once() -> None:
    here = [problem("P306", Place("b.md", line)) for line in (10, 9, 9)]
    there = problem("P306", Place("a.md", 30))
    assert [(p.place.file, p.place.line) for p in judged([*here, there], {})] == [
        ("a.md", 30),
        ("b.md", 9),
        ("b.md", 10),
    ]


def test_a_town_sets_how_grave_a_rule_is() -> None:
    both = [DEAD_LINK, NO_SUMMARY]
    assert errors(judged(both, {})) == [DEAD_LINK]
    stricter = judged(both, {"P306": Severity.ERROR, "P202": Severity.IGNORED})
    assert [(p.code, p.severity) for p in stricter] == [("P306", Severity.ERROR)]


def test_the_closing_sentence_counts_in_french() -> None:
    assert summary([], 12) == "Tout est en ordre : 12 entrées lues, aucun problème."
    assert summary([], 1) == "Tout est en ordre : 1 entrée lue, aucun problème."
    assert summary([], 0) == "Tout est en ordre : aucune entrée lue, aucun problème."
    assert summary([NO_SUMMARY], 12) == "Aucune erreur et 1 avertissement."
    assert summary([DEAD_LINK], 12) == "1 erreur et aucun avertissement."
    assert summary([DEAD_LINK, DEAD_LINK, NO_SUMMARY, NO_SUMMARY], 12) == (
        "2 erreurs et 2 avertissements."
    )


def test_only_a_near_name_is_suggested() -> None:
    assert suggestion("sobriete", ["zèle", "équité"]) == ""
    assert suggestion("partcipation", ["participation", "particularites"]) == (
        " (vouliez-vous dire « participation » ?)"
    )
    assert suggestion("x", []) == ""

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
    stops,
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
NO_CREDIT = problem("P221", Place("illustrations/illustrations.yml", 1), value="quai")


def test_a_problem_is_one_line_that_editors_can_follow() -> None:
    assert as_text([DEAD_LINK]) == (
        "contenu/politiques/eau.md:6: P202 « principes » : aucune entrée « sobriéte » "
        "(vouliez-vous dire « sobriete » ?)\n"
    )
    assert as_text([]) == ""


def test_json_gives_every_part_of_a_problem_with_its_accents() -> None:
    written = as_json([DEAD_LINK, NO_CREDIT, NO_SUMMARY])
    assert "sobriéte" in written
    assert written.endswith("]\n")
    first, second, third = json.loads(written)
    assert first == {
        "file": "contenu/politiques/eau.md",
        "line": 6,
        "column": 5,
        "code": "P202",
        "severity": "error",
        "message": DEAD_LINK.message,
    }
    assert (second["severity"], third["severity"]) == ("warning", "gap")
    assert json.loads(as_json([])) == []


def test_github_gets_a_command_per_problem() -> None:
    assert as_github([DEAD_LINK, NO_CREDIT, NO_SUMMARY]).splitlines() == [
        "::error file=contenu/politiques/eau.md,line=6,col=5,title=P202::" + DEAD_LINK.message,
        "::warning file=illustrations/illustrations.yml,line=1,col=1,title=P221::"
        + NO_CREDIT.message,
        "::notice file=contenu/groupes/jeunes.md,line=2,col=8,title=P306::" + NO_SUMMARY.message,
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
    assert summary([NO_CREDIT], 12) == "Aucune erreur et 1 avertissement."
    assert summary([DEAD_LINK], 12) == "1 erreur et aucun avertissement."
    assert summary([NO_SUMMARY], 12) == "Aucune erreur, aucun avertissement et 1 lacune."
    assert summary([DEAD_LINK, NO_CREDIT, *(2 * [NO_SUMMARY])], 12) == (
        "1 erreur, 1 avertissement et 2 lacunes."
    )
    assert summary([DEAD_LINK, DEAD_LINK, NO_CREDIT, NO_CREDIT], 12) == (
        "2 erreurs et 2 avertissements."
    )


def test_what_stops_is_read_first_and_hundreds_of_gaps_hide_nothing() -> None:
    many = [problem("P306", Place("contenu/actions/parc.md", line)) for line in range(1, 300)]
    few = [
        problem("P601", Place("contenu/actions/parc.md", line), number=2) for line in (1, 2, 3, 4)
    ]
    found = judged([*many, *few, DEAD_LINK, NO_CREDIT], {})
    text = as_text(found).splitlines()
    assert text[:3] == [str(DEAD_LINK), str(NO_CREDIT), "Lacunes, qui n’arrêtent rien :"]
    assert text[3:7] == [
        *map(str, many[:3]),
        "P306 : 296 autres; « --sans-lacune » les montre toutes",
    ]
    assert text[7:] == [*map(str, few)]
    assert as_text(found, whole=True).count("P306") == len(many)
    assert "qui n’arrêtent rien" not in as_text(found, whole=True)


def test_only_who_asks_is_stopped_by_a_gap() -> None:
    assert stops([DEAD_LINK])
    assert not stops([NO_CREDIT, NO_SUMMARY])
    assert stops([NO_CREDIT], strict=True)
    assert not stops([NO_CREDIT], gapless=True)
    assert not stops([NO_SUMMARY], strict=True)
    assert stops([NO_SUMMARY], gapless=True)


def test_only_a_near_name_is_suggested() -> None:
    assert suggestion("sobriete", ["zèle", "équité"]) == ""
    assert suggestion("partcipation", ["participation", "particularites"]) == (
        " (vouliez-vous dire « participation » ?)"
    )
    assert suggestion("x", []) == ""

"""The accounts of a period, in three numbers: done, not done, not told."""

from datetime import date

import pytest
from conftest import Town
from council_site import COUNCIL, COUNCIL_DAY
from parapluie.meaning.graph import Graph
from parapluie.meaning.yearly_report import Count, accounts
from parapluie.source.reading import read
from parapluie.vocabulary.windows import parse_window, year_window
from site_tools import DAY, ROOT, core_arguments, run

TOLD = """\
=== acteurs/voirie.md
---
titre: Voirie
---
=== acteurs/loisirs.md
---
titre: Loisirs
---
=== actions/quai.md
---
titre: Quai
responsable: voirie
etapes:
  - {quand: 2024-02, titre: Plans, fait: oui}
  - {quand: 2024-03, titre: Permis, fait: non}
  - {quand: 2024-09, titre: Chantier}
---
=== actions/pont.md
---
titre: Pont
responsable: voirie
statut: realisee
periode: 2023/2024-03
---
=== actions/parc.md
---
titre: Parc
responsable: loisirs
statut: abandonnee
periode: 2023/2024
bilans: [{annee: 2024, resultat: fait}]
---
=== actions/fete.md
---
titre: Fête
responsable: loisirs
statut: en-cours
periode: 2024/2026
---
"""


def numbers(count: Count) -> tuple[int, int, int]:
    return count.done, count.missed, count.untold


def test_no_untold_action_of_the_demonstration_is_among_the_missed() -> None:
    roots, options = core_arguments(ROOT, DAY)
    content, _ = read(roots, options.vocabulary)
    found = accounts(Graph(content, options.vocabulary), year_window(2024))
    untold = [line for line in found.lines if line.result is None]
    told = [line for line in found.lines if line.result is not None]
    assert untold
    assert found.whole.untold == len(untold)
    assert found.whole.missed == sum(not line.is_done for line in told)
    assert found.whole.planned == found.whole.done + found.whole.missed + found.whole.untold


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2024", (2, 0, 2)),
        ("2024-T1", (1, 1, 2)),
        ("2024-t3", (0, 0, 3)),
        ("2024-01/2024-02", (1, 0, 3)),
        ("2023", (0, 0, 2)),
        ("2023/2024", (2, 0, 2)),
        ("2020", (0, 0, 0)),
    ],
)
def test_a_period_counts_what_is_told_of_it(
    town: Town, period: str, expected: tuple[int, int, int]
) -> None:
    assert numbers(accounts(town(TOLD), parse_window(period)).whole) == expected


def test_a_service_gives_the_accounts_of_what_it_carries(town: Town) -> None:
    graph = town(TOLD)
    voirie = graph.get(("acteur", "voirie"))
    found = accounts(graph, parse_window("2024-T1"), voirie)
    assert [line.action.id for line in found.lines] == ["pont", "quai"]
    assert numbers(found.whole) == (1, 1, 0)
    assert found.whole.share == 50


def test_a_share_is_of_what_was_told() -> None:
    assert Count(4, 1, 0, 1, 2).share == 50
    assert Count(2, 0, 0, 0, 2).share is None


@pytest.mark.parametrize(
    ("text", "of", "last"),
    [
        ("2024", "2024", date(2024, 12, 31)),
        ("2024-T1", "du premier trimestre de 2024", date(2024, 3, 31)),
        ("2024-T4", "du quatrième trimestre de 2024", date(2024, 12, 31)),
        ("2024-01/2024-06", "de janvier à juin 2024", date(2024, 6, 30)),
        ("2024/2026", "de 2024 à 2026", date(2026, 12, 31)),
        ("2024-04", "d’avril 2024", date(2024, 4, 30)),
    ],
)
def test_a_period_is_read_and_said(text: str, of: str, last: date) -> None:
    window = parse_window(text)
    assert (window.of, window.last) == (of, last)


@pytest.mark.parametrize("text", ["2024-T5", "2024/..", "hier", "2024-13", ""])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parse_window(text)


def test_the_command_says_three_numbers_or_what_is_wrong() -> None:
    def bilan(*given: str) -> tuple[int, str]:
        done = run("-m", "parapluie", "bilan", *given, cwd=COUNCIL, day=COUNCIL_DAY)
        return done.returncode, done.stdout + done.stderr

    code, said = bilan("2025", "--service", "loisirs")
    assert code == 0
    assert said.startswith(
        "Bilan 2025, Service des loisirs : prévu 3 (fait 0, pas fait 2, sans bilan 1; "
        "0 % de ce qui a un bilan)"
    )
    code, said = bilan("2025-T5")
    assert code == 2
    assert "« 2025-T5 » n’est pas une période; écrivez 2024, 2024-T1" in said
    code, said = bilan("2025", "--service", "loisir")
    assert code == 2
    assert "« loisir » n’est pas un acteur d’ici (vouliez-vous dire « loisirs » ?)" in said
    code, said = bilan("1999")
    assert (code, "Rien n’est prévu pour 1999" in said) == (2, True)

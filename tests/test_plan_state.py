"""Where a policy stands, as a council follows it: late, waiting, decided, told."""

from datetime import date
from pathlib import Path

import pytest
from conftest import Town
from council_site import COUNCIL, COUNCIL_DAY, council_site
from parapluie.meaning.plan_state import state_of
from pypdf import PdfReader
from site_tools import core_site, parse, run

PLAN = """\
=== politiques/plan.md
---
titre: Plan
objectifs:
  - {id: eau, titre: Eau, attend: {quoi: Une analyse, qui: conseil, d_ici: 2026-01}}
---
=== actions/quai.md
---
titre: Quai
statut: en-cours
periode: 2023/2024
realise: plan#eau
attend: {quoi: Un permis, d_ici: 2027-02}
---
=== actions/pont.md
---
titre: Pont
statut: a-venir
periode: 2027
realise: plan
---
=== actions/ailleurs.md
---
titre: Ailleurs
statut: en-cours
periode: 2020/2021
---
=== decisions/vote.md
---
titre: Vote
quand: 2024-05-06
adopte: plan
---
=== decisions/suite.md
---
titre: Suite
quand: 2025-05-06
modifie: action:quai
---
"""


def test_the_state_of_a_policy_is_of_what_stands_under_it(town: Town) -> None:
    graph = town(PLAN)
    plan = graph.get(("politique", "plan"))
    assert plan is not None
    state = state_of(graph, plan, date(2026, 11, 23))
    assert state is not None
    assert [action.id for action in state.actions] == ["quai", "pont"]
    assert [key for _, key in state.late] == ["quai"]
    assert [(one.what, one.is_late) for one in state.waiting] == [
        ("Une analyse", True),
        ("Un permis", False),
    ]
    assert [link.origin.id for link in state.decisions] == ["suite", "vote"]
    assert [one.entry.id for one in state.coming] == ["pont", "quai"]


def test_a_policy_with_nothing_under_it_has_no_state(town: Town) -> None:
    graph = town("=== politiques/vide.md\n---\ntitre: Vide\n---\n")
    (vide,) = graph.of("politique")
    assert state_of(graph, vide, COUNCIL_DAY) is None


def test_the_file_of_a_policy_begins_with_where_it_stands() -> None:
    files = {file.path: file for file in core_site(COUNCIL, COUNCIL_DAY).files}
    text = str(files["politiques/familles-et-aines/dossier.md"].content)
    said = " ".join(parse(text).text.replace("\u00a0", " ").split())
    for words in (
        "Au 23 novembre 2026 : 4 actions, rien en retard.",
        "Bilan. 2025 : 1 faite, 2 pas faites, 1 sans bilan.",
        "Une décision sur le prix de l’abri neuf, d’ici le 15 mars 2027 (Conseil municipal).",
        "Les décisions depuis l’adoption",
    ):
        assert words in said, words
    assert said.index("Suivi au conseil") < said.index("Qui est touché")
    assert "suivi-au-conseil" not in str(files["actions/parc/dossier.md"].content)


def test_staff_read_how_late_and_how_pressing_it_is() -> None:
    files = {file.path: file for file in core_site(COUNCIL, COUNCIL_DAY).files}

    def said(path: str) -> str:
        return " ".join(parse(str(files[path].content)).text.replace("\u00a0", " ").split())

    state = said("politiques/plan-des-loisirs/dossier.md")
    for words in (
        "4 actions, dont 1 en retard.",
        "Salle du village En cours en retard de 4 mois : devait finir en juin 2026",
        "juin 2026 priorité : haute",
        "Sentier de la coulée En pause priorité : moyenne",
        "Covoiturage du marché Fusionnée",
        "Balançoires de l’école Remplacée",
    ):
        assert words in state, words
    newcomer = said("le-cadre-en-vingt-minutes.md")
    assert "En retard 3.1, Salle du village en retard de 4 mois" in newcomer


def test_the_command_prints_that_part_alone(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    configuration = council_site(tmp_path_factory).parent / "mkdocs.yml"
    given = ("-m", "parapluie", "dossier", "politique:familles-et-aines", "--suivi")
    done = run(*given, "--config", configuration, cwd=tmp_path, day=COUNCIL_DAY)
    assert done.returncode == 0, done.stderr
    pdf = PdfReader(tmp_path / "suivi-au-conseil-familles-et-aines.pdf")
    text = "".join(sheet.extract_text() for sheet in pdf.pages).replace("\u00a0", " ")
    assert "Ce qui attend, et qui" in text
    assert "Qui est touché" not in text
    assert len(pdf.pages) <= 2

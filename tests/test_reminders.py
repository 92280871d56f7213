"""What the staff has to come back to: why, by whom, in which order, as text and as data."""

import json
from datetime import date
from pathlib import Path

import pytest
from command_tools import command
from conftest import Town
from parapluie.meaning.reminders import completeness, reminders
from parapluie.vocabulary.reminders_words import Why

TODAY = date(2026, 11, 30)
WORD = """\
=== acteurs/parcs.md
---
titre: Service des parcs
en_bref: Les parcs.
verifie_le: 2026-11
sources: [{titre: Le site}]
---
=== acteurs/voirie.md
---
titre: Voirie
en_bref: Les rues.
verifie_le: 2026-11
sources: [{titre: Le site}]
---
=== actions/banc.md
---
titre: Un banc
en_bref: Un banc.
statut: en-cours
periode: 2025/2026-07
groupes: []
responsable: parcs
verifie_le: 2020-01
attend: {quoi: Un vote, qui: conseil, d_ici: 2027-03-15}
---
=== actions/quai.md
---
titre: Un quai
en_bref: Un quai.
statut: a-venir
etapes:
  - quand: 2026-05
    titre: Appel d’offres
---
=== politiques/plan.md
---
titre: Plan vert
en_bref: Du vert.
responsable: voirie
verifie_le: 2026-11
objectifs:
  - id: o
    titre: Verdir
    attend: {quoi: Un devis, qui: voirie}
---
"""


@pytest.fixture
def told(town: Town) -> list[tuple[str, list[tuple[Why, str, str]]]]:
    graph = town(WORD)
    return [
        (
            one.carrier.id if one.carrier else "",
            [(r.why, r.entry.id, r.what) for r in one.found if r.why is not Why.INCOMPLETE],
        )
        for one in reminders(graph, TODAY, 24)
    ]


def test_what_is_pressing_comes_first_and_each_goes_to_who_carries_it(
    told: list[tuple[str, list[tuple[Why, str, str]]]],
) -> None:
    assert [who for who, _ in told] == ["parcs", "voirie", ""]
    found = dict(told)
    assert found["parcs"] == [
        (Why.LATE, "banc", "devait finir en juillet 2026, en retard de 3\u00a0mois"),
        (Why.AWAITING, "banc", "Un vote, du conseil, d’ici le 15\u00a0mars 2027"),
        (Why.STALE, "banc", "vérifié en janvier 2020"),
    ]
    assert found["voirie"] == [(Why.AWAITING, "plan#o", "Un devis, de « Voirie »")]
    assert found[""] == [
        (Why.LATE, "quai", "« Appel d’offres » était prévu en mai 2026, en retard de 5\u00a0mois")
    ]


def test_completeness_counts_what_is_expected_of_the_kind(town: Town) -> None:
    graph = town(WORD)
    bench = graph.get(("action", "banc"))
    assert bench is not None
    full = completeness(bench)
    assert [item.key for item in full.missing] == ["sources", "groupes", "themes"]
    assert (full.filled, len(full.expected)) == (5, 8)
    service = graph.get(("acteur", "parcs"))
    assert service is not None
    assert completeness(service).missing == ()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Essai\ndocs_dir: contenu\ntheme: {name: material, language: fr}\n"
        "plugins:\n  - parapluie: {organisation: la Ville}\n",
        "utf-8",
    )
    for block in WORD.split("=== ")[1:]:
        path, _, text = block.partition("\n")
        file = tmp_path / "contenu" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{text}\nTexte.\n", "utf-8")
    return tmp_path


def test_the_command_gives_a_text_to_send_to_a_service(site: Path) -> None:
    done = command("rappels", "--service", "parcs", cwd=site)
    assert done.code == 0, done.err
    lines = done.out.splitlines()
    assert lines[0] == "Service des parcs : 4 rappels"
    assert lines[1:4] == [
        "",
        "En retard",
        lines[3],
    ]
    assert lines[3].startswith("- Un banc (contenu/actions/banc.md:2) : devait finir ")
    assert "Voirie" not in done.out
    last = lines[-1]
    assert last.endswith(": il manque « sources », « groupes » et « themes » (5 sur 8)")


def test_the_command_gives_data(site: Path) -> None:
    found = json.loads(command("rappels", "--json", cwd=site).out)
    assert [one["responsable"] for one in found] == ["acteur:parcs", "acteur:voirie", None]
    first = found[0]["rappels"][0]
    assert (first["pourquoi"], first["entree"], first["ligne"]) == ("en-retard", "action:banc", 2)
    assert first["manque"] == ["sources", "groupes", "themes"]


def test_nobody_and_nothing_are_said(site: Path) -> None:
    near = command("rappels", "--service", "parc", cwd=site)
    assert near.code == 2
    assert "« parc »" in near.err
    for file in (site / "contenu/actions/banc.md",):
        file.unlink()
    assert command("rappels", "--service", "parcs", cwd=site).out == (
        "Rien à rappeler à « Service des parcs ».\n"
    )

"""What answers an objective of another plan hangs on it, and both sides say so."""

from pathlib import Path

import pytest
from conftest import Town
from parapluie.meaning.progress import Progress
from small_sites import heard, small_site, texts

TOWN = """=== principes/social.md
---
titre: Social au cœur
---
=== principes/ecoute.md
---
titre: Écoute
---
=== politiques/plan.md
---
titre: Plan stratégique
principes: [ecoute]
objectifs:
  - {id: coeur, titre: Le social au cœur, principes: [social]}
  - {id: seul, titre: Rester seul}
---
=== politiques/logement.md
---
titre: Politique du logement
releve_de:
  - {vers: plan#coeur, parce_que: Se loger vient avant le reste.}
---
=== actions/toit.md
---
titre: Un toit
genre: projet
statut: realisee
realise: [logement]
---
=== actions/table.md
---
titre: Une table
genre: projet
statut: en-cours
releve_de: [plan#coeur]
---
"""


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, str]:
    site = small_site(TOWN, tmp_path)
    assert not [p for p in site.problems if p.code in ("P201", "P205", "P303", "P305")]
    # Nothing achieves the other, and what is answered is not idle.
    assert [p.place.line for p in site.problems if p.code == "P304"] == [6]
    return texts(site)


def test_an_objective_lists_what_answers_it(pages: dict[str, str]) -> None:
    for path in ("politiques/plan.md", "politiques/plan/tout.md"):
        if path in pages:
            page = heard(pages[path])
            assert page.count("réalise encore") == 1, path  # the other one
            assert "Y répondent" in page
            assert page.index("Y répondent") < page.index("Politique du logement")
            assert page.index("Y répondent") < page.index("Une table")
    assert "Se loger vient avant le reste." in heard(pages["politiques/plan.md"])


def test_what_answers_says_what_it_has_from_it(pages: dict[str, str]) -> None:
    policy = heard(pages["politiques/logement.md"])
    assert "Relève de Le social au cœur objectif, Plan stratégique" in policy
    assert "Social au cœur" in policy
    assert (
        "Parce qu’elle répond à l’objectif Le social au cœur, qui applique le principe "
        "Social au cœur." in policy
    )
    action = heard(pages["actions/table.md"])
    assert "répond à Le social au cœur objectif" in action


@pytest.mark.parametrize("principle", ["social", "ecoute"])
def test_its_principles_list_what_answers_it(pages: dict[str, str], principle: str) -> None:
    page = heard(pages[f"principes/{principle}.md"])
    for title in ("Politique du logement", "Un toit", "Une table"):
        assert title in page


def test_what_answers_counts_apart_from_what_achieves(town: Town) -> None:
    graph = town(TOWN)
    (objective,) = [one for one in graph.of("objectif") if one.id.endswith("#coeur")]
    progress = Progress(graph)
    assert progress.own(objective).total == 0
    assert progress.under(objective).total == 2


def test_an_action_is_merged_into_an_action_alone(town: Town) -> None:
    merged = TOWN.replace("statut: en-cours", "statut: fusionnee\nfusionnee_dans: [logement]")
    replaced = TOWN.replace("statut: en-cours", "statut: remplacee\nremplace: [logement]")
    for text in (merged, replaced):
        assert [p.code for p in town(text).problems] == ["P205"]

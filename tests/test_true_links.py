"""Only what is true: an answer that says no application, and what came before or is over."""

from conftest import Town
from parapluie.meaning.graph import Graph
from parapluie.meaning.progress import Progress
from parapluie.meaning.standing import Standing, Standings
from parapluie.pages.umbrella import Umbrellas

MINIMAL = """\
=== actions/ancienne.md
---
titre: Action ancienne
statut: realisee
periode: 2019
realise: [pol]
---
=== decisions/c1.md
---
titre: Crible un
genre: crible
quand: 2020-02-02
crible:
  - {principe: precis, reponse: ANSWER, constat: Rien à voir.}
---
=== decisions/d1.md
---
titre: Décision une
quand: 2020-02-02
principes: [precis]
---
=== decisions/d2.md
---
titre: Décision deux
quand: 2020-02-02
---
=== politiques/autre.md
---
titre: Politique autre
principes: [precis]
---
=== politiques/pol.md
---
titre: Politique X
adoption: 2024-01-10
s_impose_a_tout: oui
principes: [precis]
---
=== politiques/vieille.md
---
titre: Politique vieille
statut: remplacee
adoption: 2001-01-10
principes: [precis]
---
=== principes/large.md
---
titre: Large
---
=== principes/precis.md
---
titre: Précis
parent: large
---
"""


def _found(graph: Graph, principle: str) -> dict[str, Standing]:
    target = graph.get(("principe", principle))
    assert target is not None
    standings = Standings(graph)
    return {one.origin.id: standings.of(one)[0] for one in graph.dependents(target)}


def test_only_an_answer_that_contributes_applies_a_principle(town: Town) -> None:
    for answer in ("neutre", "tension", "sans-objet"):
        assert "c1" not in _found(town(MINIMAL.replace("ANSWER", answer)), "precis")
    assert "c1" in _found(town(MINIMAL.replace("ANSWER", "contribue")), "precis")


def test_what_is_over_or_came_before_explains_nothing_and_is_not_missing(town: Town) -> None:
    graph = town(MINIMAL.replace("ANSWER", "neutre"))
    holds, former, before = Standing.HOLDS, Standing.FORMER, Standing.BEFORE
    expected = {"d1": holds, "autre": holds, "pol": holds, "vieille": former, "ancienne": before}
    assert _found(graph, "precis") == expected
    assert _found(graph, "large") == {**expected, "precis": holds}
    target = graph.get(("politique", "pol"))
    assert target is not None
    assert Progress(graph).every(target).total == 0


def test_an_umbrella_binds_nothing_that_was_over_before_it(town: Town) -> None:
    graph = town(MINIMAL.replace("ANSWER", "neutre"))
    decision = graph.get(("decision", "d2"))
    assert decision is not None
    umbrellas = Umbrellas(Standings(graph))
    assert umbrellas.imposed(decision) == []
    later = town(MINIMAL.replace("ANSWER", "neutre").replace("quand: 2020-02-02", "quand: 2024"))
    decision = later.get(("decision", "d2"))
    assert decision is not None
    assert [p.id for g in Umbrellas(Standings(later)).imposed(decision) for p in g.principles] == [
        "precis"
    ]

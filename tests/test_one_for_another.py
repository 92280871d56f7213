"""An action says which one it replaces and which one it was merged into, on both pages."""

from conftest import Town
from parapluie.meaning.graph import Graph
from parapluie.vocabulary.links import MERGED_INTO, REPLACES

ACTIONS = """\
=== actions/parc.md
---
titre: Parc
remplace: [balancoires]
---
=== actions/balancoires.md
---
titre: Balançoires
statut: remplacee
---
=== actions/covoiturage.md
---
titre: Covoiturage
statut: fusionnee
fusionnee_dans: [navette]
---
=== actions/navette.md
---
titre: Navette
---
"""


def _pairs(graph: Graph, key: str) -> list[tuple[str, str]]:
    return [(e.id, k.target.id) for e in graph.of("action") for k in graph.out(e, key)]


def test_an_action_replaces_another_or_is_merged_into_one(town: Town) -> None:
    graph = town(ACTIONS)
    assert _pairs(graph, REPLACES.key) == [("parc", "balancoires")]
    assert _pairs(graph, MERGED_INTO.key) == [("covoiturage", "navette")]


def test_what_was_replaced_depends_on_nothing_for_it(town: Town) -> None:
    graph = town(ACTIONS)
    assert not [e.id for e in graph.of("action") if graph.dependents(e)]

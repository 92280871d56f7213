"""What depends on a principle is told once each, in the order in which it matters."""

from conftest import Town
from parapluie.meaning.graph import Graph
from parapluie.meaning.indistinct import by_entry, indistinct
from parapluie.meaning.sentences import plain
from parapluie.meaning.telling import Telling, tell
from parapluie.model import Entry
from parapluie.pages.principle_facts import facts

BLOCKS = """=== principes/eau.md
---
titre: Eau
---
=== principes/air.md
---
titre: Air
---
=== principes/sol.md
---
titre: Sol
parent: eau
---
=== politiques/nature.md
---
titre: Politique de la nature
principes: [eau, air]
objectifs:
  - {id: rive, titre: Garder la rive}
---
=== politiques/plan.md
---
titre: Plan des parcs
releve_de: nature
---
=== actions/puits.md
---
titre: Le puits
principes:
  - {vers: eau, parce_que: On y boit depuis cent ans.}
---
=== actions/margelle.md
---
titre: La margelle
fait_partie_de: puits
---
=== actions/saules.md
---
titre: Planter des saules
realise: [nature#rive]
---
=== actions/banc.md
---
titre: Un banc
realise: plan
---
"""
SAME = """=== principes/un.md
---
titre: Un
---
=== principes/autre.md
---
titre: Autre
---
=== politiques/p.md
---
titre: Politique des deux
principes: [un, {second}]
---
"""


def named(graph: Graph, name: str) -> Entry:
    (found,) = graph.resolver.find(name)
    return found


def told(graph: Graph, name: str) -> Telling:
    return tell(graph.dependents(named(graph, name)))


def test_each_dependent_stands_in_one_place(town: Town) -> None:
    graph = town(BLOCKS)
    found = told(graph, "principe:eau")
    assert [row.entry.id for row in found.argued] == ["puits"]
    assert [row.entry.id for row in found.direct] == ["nature"]
    assert [row.entry.id for row in found.parts] == ["sol"]
    hubs = {hub.entry.id: [(row.entry.id, row.depth) for row in hub.rows] for hub in found.hubs}
    assert hubs == {"nature": [("nature#rive", 0), ("saules", 1)], "puits": [("margelle", 0)]}
    (framed,) = found.inherited
    assert [(row.entry.id, row.depth) for row in framed.rows] == [("plan", 0), ("banc", 1)]
    rows = [*found.argued, *found.direct, *found.parts]
    rows += [row for hub in (*found.hubs, *found.inherited) for row in hub.rows]
    every = graph.dependents(named(graph, "principe:eau"))
    assert sorted(row.entry.key for row in rows) == sorted(one.origin.key for one in every)


def test_principles_with_the_same_links_say_that_nothing_tells_them_apart(town: Town) -> None:
    graph = town(SAME.replace("{second}", "autre"))
    one = named(graph, "principe:un")
    (same,) = indistinct(graph)
    assert {entry.id for entry in same.entries} == {"un", "autre"}
    said = facts(one, graph.dependents(one), by_entry([same])[one.key]).equals
    assert plain(said) == (
        "Rien ne distingue encore ce principe d’*Autre* : tout ce qui en dépend les nomme ensemble."
    )


def test_a_said_reason_tells_them_apart(town: Town) -> None:
    second = "{vers: autre, parce_que: C’est autre chose.}"
    assert indistinct(town(SAME.replace("{second}", second))) == []

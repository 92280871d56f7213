"""The chain upward is drawn once: what ways share is climbed once, what they give named once."""

import pytest
from conftest import Town
from parapluie.meaning.standing import Standings
from parapluie.pages.climbs import climbs
from parapluie.pages.climbs import drawn as why_of
from parapluie.pages.upward import ladders

BASE = """=== principes/p.md
---
titre: P
---
=== principes/q.md
---
titre: Q
---
=== principes/s.md
---
titre: S
parent: q
---
=== politiques/haut.md
---
titre: Haut
principes: {haut}
---
=== politiques/bas.md
---
titre: Bas
principes: {bas}
releve_de: {over}
objectifs:
  - {{id: o, titre: O}}
  - {{id: u, titre: U}}
---
=== actions/a.md
---
titre: A
principes: {own}
realise: {done}
---
"""


@pytest.mark.parametrize(
    ("own", "done", "bas", "over", "haut", "drawn"),
    [
        # One way: a ladder of a rung for each step.
        ("[]", "[bas#o]", "[p]", "[]", "[]", ["A; O; Bas > P"]),
        # A way that goes on from another is the same ladder.
        ("[]", "[bas#o]", "[p]", "[haut]", "[q]", ["A; O; Bas > P; Haut > Q"]),
        ("[p]", "[bas#o]", "[q]", "[]", "[]", ["A > P; O; Bas > Q"]),
        # What was named below is not named again, but where nothing else is above.
        ("[p]", "[bas#o]", "[p, q]", "[]", "[]", ["A > P; O; Bas > Q"]),
        ("[p]", "[bas#o]", "[p]", "[]", "[]", ["A > P; O; Bas > P"]),
        # Policies that give the same are one rung, as are objectives of one policy.
        ("[]", "[bas, haut]", "[p, q]", "[]", "[p, q]", ["A; Bas + Haut > P + Q"]),
        ("[]", "[bas#o, bas#u]", "[p]", "[]", "[]", ["A; O + U; Bas > P"]),
        # A principle that makes another one precise is a rung.
        ("[p, s]", "[]", "[]", "[]", "[]", ["A > P; S > Q"]),
        # What leads elsewhere is another ladder.
        ("[]", "[bas, haut]", "[p]", "[]", "[q]", ["A; Bas > P", "A; Haut > Q"]),
        ("[]", "[]", "[p]", "[]", "[]", []),
    ],
)
def test_ways_are_drawn_as_few_ladders(
    own: str, done: str, bas: str, over: str, haut: str, drawn: list[str], town: Town
) -> None:
    graph = town(BASE.format(own=own, done=done, bas=bas, over=over, haut=haut))
    (entry,) = graph.of("action")
    standings = Standings(graph)
    found = ladders(standings, entry)
    climbed = climbs(found)
    said = []
    for climb in climbed:
        rungs = []
        for rung in climb:
            by = " + ".join(link.target.title for link in rung.links) or entry.title
            to = " + ".join(link.target.title for link in rung.applied)
            rungs.append(f"{by} > {to}" if to else by)
        said.append("; ".join(rungs))
    assert said == drawn
    shown = {k.target for climb in climbed for rung in climb for k in (*rung.links, *rung.applied)}
    assert shown >= {target for one in found for target in one.targets}
    assert why_of(standings, entry) == {"climbs": climbed, "argued": []}

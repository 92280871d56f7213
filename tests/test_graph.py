"""The graph: links both ways, dependence through chains, loops, former ids, and what it costs."""

from collections.abc import Iterable

import pytest
from conftest import Town
from parapluie.meaning.content_paths import former_paths, joined
from parapluie.meaning.graph import Graph
from parapluie.meaning.relations import Chain
from parapluie.model import Content, DeclaredLink, Entry, Mention, Place
from parapluie.vocabulary.fields import LinkType
from parapluie.vocabulary.links import ACHIEVES, APPLIES, PART_OF_ACTION, SPECIFIES, UNDER
from parapluie.vocabulary.local_words import Vocabulary

WORDS = Vocabulary()
FILE = "a.md"


def entry(kind: str, name: str, *links: tuple[LinkType, str], **fields: object) -> Entry:
    """Return an entry made without a file, for contents too large to write."""
    (subkind,) = (s for s in WORDS.subkinds if s.key == kind)
    declared = tuple(DeclaredLink(type_, to, Place(FILE), type_.key) for type_, to in links)
    return Entry(
        subkind, name, FILE, f"{kind}/{name}.md", "", {"titre": name, **fields}, {}, declared
    )


def graph_of(*entries: Entry) -> Graph:
    return Graph(Content(entries), WORDS)


def get(graph: Graph, name: str) -> Entry:
    (found,) = graph.resolver.find(name)
    return found


def ids(chain: Chain) -> list[str]:
    return [chain[0].origin.id, *(link.target.id for link in chain)]


def dependents(graph: Graph, name: str) -> list[tuple[str, int]]:
    return [(d.origin.id, d.distance) for d in graph.dependents(get(graph, name))]


# --- Dependence ---


def test_what_is_under_an_umbrella_inherits_every_principle_of_it() -> None:
    graph = graph_of(
        entry("principe", "equite"),
        entry("principe", "sobriete"),
        entry("politique", "toit", (APPLIES, "equite"), (APPLIES, "sobriete")),
        entry("politique", "eau", (UNDER, "toit")),
        entry("politique", "pluie", (UNDER, "eau")),
        entry("action", "bassin", (ACHIEVES, "pluie")),
    )
    for principle in ("equite", "sobriete"):
        assert dependents(graph, principle) == [
            ("toit", 1),
            ("eau", 2),
            ("pluie", 3),
            ("bassin", 4),
        ]
    above = graph.leads_to(get(graph, "bassin"), "principe")
    assert [ids(d.chains[0]) for d in above] == [
        ["bassin", "pluie", "eau", "toit", "equite"],
        ["bassin", "pluie", "eau", "toit", "sobriete"],
    ]


def test_the_nearest_come_first_then_the_order_of_kinds_and_of_titles() -> None:
    graph = graph_of(
        entry("action", "zebre", (APPLIES, "equite")),
        entry("action", "abeille", (APPLIES, "equite")),
        entry("action", "loin", (PART_OF_ACTION, "abeille")),
        entry("politique", "eau", (APPLIES, "equite")),
        entry("principe", "acces", (SPECIFIES, "equite")),
        entry("principe", "equite"),
    )
    assert dependents(graph, "equite") == [
        ("acces", 1),
        ("eau", 1),
        ("abeille", 1),
        ("zebre", 1),
        ("loin", 2),
    ]


def test_every_shortest_chain_is_a_reason_and_each_longer_way_gives_one() -> None:
    graph = graph_of(
        entry("principe", "p"),
        entry("politique", "toit", (APPLIES, "p")),
        entry("politique", "a", (UNDER, "toit")),
        entry("politique", "b", (UNDER, "toit")),
        entry("politique", "c", (UNDER, "a"), (UNDER, "b")),
        entry("action", "x", (ACHIEVES, "a"), (ACHIEVES, "b"), (ACHIEVES, "c")),
    )
    target, origin = get(graph, "p"), get(graph, "x")
    (found,) = (d for d in graph.dependents(target, chains=9) if d.origin is origin)
    assert [ids(chain) for chain in found.chains] == [
        ["x", "a", "toit", "p"],
        ["x", "b", "toit", "p"],
        ["x", "c", "a", "toit", "p"],
    ]
    (found,) = (d for d in graph.dependents(target, chains=2) if d.origin is origin)
    assert [ids(chain) for chain in found.chains] == [
        ["x", "a", "toit", "p"],
        ["x", "b", "toit", "p"],
    ]
    (c,) = (d for d in graph.dependents(target, chains=9) if d.origin.id == "c")
    assert [ids(chain) for chain in c.chains] == [["c", "a", "toit", "p"], ["c", "b", "toit", "p"]]


def test_reasons_stay_few_where_ways_are_beyond_counting() -> None:
    layers = [entry("principe", "p")]
    below = ["p"]
    for number in range(40):
        link = APPLIES if number == 0 else UNDER
        names = [f"c{number}-a", f"c{number}-b"]
        layers += [entry("politique", name, *((link, to) for to in below)) for name in names]
        below = names
    graph = graph_of(*layers)  # 2 to the power of 39 ways down
    found = graph.dependents(get(graph, "p"))
    assert len(found) == 80
    assert {len(d.chains) for d in found} == {1, 2, 3}
    assert max(d.distance for d in found) == 40


def test_a_chain_of_five_thousand_is_followed_to_its_end() -> None:
    size = 5000
    actions = [
        entry("action", f"a{n}", (PART_OF_ACTION, f"a{n + 1}") if n < size - 1 else (APPLIES, "p"))
        for n in range(size)
    ]
    graph = graph_of(entry("principe", "p"), *actions)
    (first,) = graph.leads_to(get(graph, "a0"), "principe")
    assert first.distance == size
    assert ids(first.chains[0])[-1] == "p"
    assert graph.reaches(get(graph, "a0"), "principe")
    assert graph.problems == []


def test_a_loop_of_five_thousand_ends_and_is_one_problem() -> None:
    size = 5000
    graph = graph_of(
        *(entry("action", f"a{n}", (PART_OF_ACTION, f"a{(n + 1) % size}")) for n in range(size))
    )
    assert [p.code for p in graph.problems] == ["P301"]
    assert not graph.reaches(get(graph, "a0"), "principe")


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_a_loop_that_leads_to_a_principle_still_gives_its_reasons(size: int) -> None:
    loop = [entry("action", f"a{n}", (PART_OF_ACTION, f"a{(n + 1) % size}")) for n in range(size)]
    way_out = entry("action", "b", (PART_OF_ACTION, "a0"), (APPLIES, "p"))
    last = entry("action", "a0", (PART_OF_ACTION, f"a{1 % size}"), (APPLIES, "p"))
    graph = graph_of(entry("principe", "p"), last, *loop[1:], way_out)
    assert [p.code for p in graph.problems] == ["P301"]
    for found in graph.dependents(get(graph, "p"), chains=9):
        for chain in found.chains:
            assert len(set(ids(chain))) == len(chain) + 1, "a chain comes back to where it was"
    assert {name for name, _ in dependents(graph, "p")} == {"b", *(f"a{n}" for n in range(size))}


def test_two_loops_that_share_an_entry_are_two_problems() -> None:
    graph = graph_of(
        entry("action", "a", (PART_OF_ACTION, "b"), (PART_OF_ACTION, "c")),
        entry("action", "b", (PART_OF_ACTION, "a")),
        entry("action", "c", (PART_OF_ACTION, "a")),
    )
    assert [p.code for p in graph.problems] == ["P301", "P301"]


def test_a_long_loop_is_told_by_its_ends() -> None:
    def told(size: int) -> str:
        names = [f"a{n:02}" for n in range(size)]
        loop = zip(names, [*names[1:], names[0]], strict=True)
        graph = graph_of(*(entry("action", one, (PART_OF_ACTION, other)) for one, other in loop))
        (problem,) = graph.problems
        return problem.message.replace("« ", "").replace(" »", "").replace("\u00a0", " ")

    whole = " → ".join(f"a{n:02}" for n in range(11))
    assert f"{whole} → a00" in told(11)
    assert "…" not in told(11)
    assert "a00 → a01 → a02 → a03 → a04 → a05 → … → a15 → a16 → a17 → a18 → a19 → a00" in told(20)


def test_what_depends_says_on_what_and_what_serves_is_known_by_kind() -> None:
    graph = graph_of(
        entry("principe", "equite"),
        entry("principe", "sobriete"),
        entry("politique", "eau", (APPLIES, "equite")),
        entry("action", "bassin", (ACHIEVES, "eau")),
    )
    found = graph.dependents(get(graph, "equite"))
    assert [(d.origin.id, d.target.id) for d in found] == [("eau", "equite"), ("bassin", "equite")]
    assert graph.serves(get(graph, "equite"), "action")
    assert graph.serves(get(graph, "eau"), "action")
    assert not graph.serves(get(graph, "eau"), "principe")
    assert not graph.serves(get(graph, "sobriete"), "action")
    assert [e.id for e in graph.depending(get(graph, "equite"))] == ["eau", "bassin"]
    assert [e.id for e in graph.nearest(get(graph, "bassin"), "principe")] == ["equite"]


# --- Addresses ---


@pytest.mark.parametrize(
    ("path", "written", "leads_to"),
    [
        ("actions/parc.md", "../politiques/eau.md", "politiques/eau.md"),
        ("actions/parc.md", "eau.md", "actions/eau.md"),
        ("actions/parc.md", "./a//eau.md", "actions/a/eau.md"),
        ("parc.md", "a/../eau.md", "eau.md"),
        ("parc.md", "../eau.md", ""),
        ("a/b/parc.md", "../../../eau.md", ""),
    ],
)
def test_a_relative_address_leads_within_the_content_or_nowhere(
    path: str, written: str, leads_to: str
) -> None:
    assert joined(path, written) == leads_to


def test_a_former_id_may_have_had_a_page_in_each_folder_of_its_kind(town: Town) -> None:
    graph = town(PARTS)
    parc, objective = get(graph, "parc"), get(graph, "familles#grandir")
    assert former_paths(parc, graph.vocabulary) == [
        "chantiers/jeux.md",
        "mesures/jeux.md",
        "chantiers/vieux.md",
        "mesures/vieux.md",
    ]
    assert former_paths(objective, graph.vocabulary) == []


PARTS = """\
=== mkdocs.yml
vocabulaire:
  action:
    sous_types:
      mesure: {genre: f, dossier: mesures}
      chantier: {genre: m, dossier: chantiers}
=== politiques/familles.md
---
titre: Familles
annonce: {chantier: 4, mesure: 3, action: 9}
objectifs:
  - {id: grandir, titre: Grandir ici, anciens_ids: [petit]}
---
=== chantiers/parc.md
---
titre: Parc
anciens_ids: [jeux, vieux]
realise: familles#grandir
annonce: 5
---
=== chantiers/balancoires.md
---
titre: Balançoires
fait_partie_de: parc
---
=== mesures/navette.md
---
titre: Navette
realise: familles
---
"""


def test_what_is_announced_is_counted_by_part_or_by_kind(town: Town) -> None:
    graph = town(PARTS)

    def announced(name: str) -> list[tuple[str, int, int]]:
        return [(s.key, *counts) for s, *counts in graph.announced(get(graph, name))]

    assert announced("familles") == [("chantier", 1, 4), ("mesure", 1, 3), ("mesure", 2, 9)]
    # A bare number counts what is called as the entry is.
    assert announced("parc") == [("chantier", 1, 5)]
    assert announced("navette") == []


# --- Links both ways ---

TOWN = """\
=== principes/equite.md
---
titre: Équité
tension_avec: sobriete
anciens_ids: [justice]
---
=== principes/sobriete.md
---
titre: Sobriété
tension_avec: equite
---
=== recit/hiver.md
---
titre: L’hiver
principes: equite
---
On y pellete pour les voisins. C’est l’[[equite|entraide]] du village! La neige fond.
=== politiques/eau.md
---
titre: Eau
principes: [equite, equite, justice]
objectifs:
  - {id: source, titre: La source, anciens_ids: [puits], groupes: jeunes}
---
Voir le [bassin](../actions/bassin.md#suite) et [[eau]].
=== actions/bassin.md
---
titre: Bassin
realise: eau#puits
responsable: voirie
partenaires: [voirie]
issu_de: cafe
---
=== groupes/jeunes.md
---
titre: Jeunes
---
=== acteurs/voirie.md
---
titre: Voirie
---
=== demarche/cafe.md
---
titre: Café
quand: 2023
apports:
  - {texte: Il manque d’eau., nourrit: [eau, bassin]}
  - {texte: Il y en a trop., nourrit: eau}
---
"""


def pairs(links: Iterable[object]) -> list[tuple[str, str]]:
    return [(link.type.key, link.origin.id) for link in links]  # type: ignore[attr-defined]


def test_every_link_is_read_from_both_sides(town: Town) -> None:
    graph = town(TOWN)
    assert graph.problems == []
    for one in graph.entries:
        assert all(link in graph.into(link.target, link.type.key) for link in graph.out(one))
        assert all(link in graph.out(link.origin, link.type.key) for link in graph.into(one))
    assert pairs(graph.into(get(graph, "bassin"))) == [("mention", "eau"), ("nourrit", "cafe")]
    assert pairs(graph.into(get(graph, "voirie"))) == [
        ("responsable", "bassin"),
        ("partenaires", "bassin"),
    ]
    assert pairs(graph.into(get(graph, "equite"), "tension_avec")) == [("tension_avec", "sobriete")]


def test_a_link_by_a_former_id_leads_to_the_entry_and_counts_once(town: Town) -> None:
    graph = town(TOWN)
    assert get(graph, "justice") is get(graph, "principe:equite")
    assert get(graph, "eau#puits") is get(graph, "objectif:eau#source")
    assert len(graph.out(get(graph, "politique:eau"), "principes")) == 1
    (only,) = (d for d in graph.dependents(get(graph, "equite")) if d.origin.id == "eau")
    assert len(only.chains) == 1


def test_what_was_heard_stays_with_its_link(town: Town) -> None:
    graph = town(TOWN)
    notes = [link.note for link in graph.into(get(graph, "politique:eau"), "nourrit")]
    assert notes == ["Il manque d’eau.", "Il y en a trop."]


def test_a_chapter_tells_a_principle_without_depending_on_it(town: Town) -> None:
    graph = town(TOWN)
    assert "hiver" not in dict(dependents(graph, "equite"))
    assert pairs(graph.into(get(graph, "equite"), "principes"))[0] == ("principes", "hiver")


def test_a_mention_keeps_its_sentence_and_none_to_itself_counts(town: Town) -> None:
    graph = town(TOWN)
    chapter = get(graph, "hiver")
    (mention,) = graph.out(chapter, "mention")
    assert mention.note == "C’est l’[[equite|entraide]] du village!"
    policy = get(graph, "politique:eau")
    assert pairs(graph.into(policy, "mention")) == []
    (by_path,) = graph.out(policy, "mention")
    assert by_path.target.id == "bassin"
    itself = next(m for m in policy.mentions if not m.is_path)
    assert graph.mention_targets[policy.key, itself.start] is policy


def test_the_sentence_of_a_mention_at_the_very_start_is_whole(town: Town) -> None:
    graph = town(
        "=== a.md\n---\ntitre: A\n---\nVoir [[b]] ici. Fin.\n=== b.md\n---\ntitre: B\n---\n"
    )
    (mention,) = graph.out(get(graph, "a"))
    assert mention.note == "Voir [[b]] ici."


def test_lists_come_by_kind_then_by_order_then_by_title_without_accents() -> None:
    graph = graph_of(
        entry("action", "z"), entry("principe", "b"), entry("principe", "a"), entry("action", "y")
    )
    assert [e.id for e in graph.entries] == ["a", "b", "y", "z"]
    assert [e.id for e in graph.of("action")] == ["y", "z"]
    assert graph.of("groupe") == ()


# --- What it costs: counted, not timed ---


class Counted(dict):  # type: ignore[type-arg]
    """A mapping that counts the look-ups made in it."""

    looked_up = 0

    def get(self, key: object, default: object = None) -> object:
        self.looked_up += 1
        return super().get(key, default)


def star(size: int) -> Graph:
    """Return a graph of one principle, a policy and *size* actions, each in a text too."""
    text = (Mention("eau", "", Place(FILE), 0, 0, ""),)
    actions = [entry("action", f"a{n}", (ACHIEVES, "eau"), (APPLIES, "p")) for n in range(size)]
    mentions = Entry(actions[0].subkind, "m", FILE, "m.md", "", {"titre": "m"}, {}, mentions=text)
    return graph_of(
        entry("principe", "p"), entry("politique", "eau", (APPLIES, "p")), *actions, mentions
    )


def look_ups(size: int, name: str) -> int:
    """Return how many look-ups the questions of one page make in a graph of *size*."""
    graph = star(size)
    graph.reaches(get(graph, "eau"), "principe")  # walked once, for all the pages that ask
    incoming, outgoing = Counted(graph._in), Counted(graph._out)
    graph._in, graph._out = incoming, outgoing  # type: ignore[assignment]
    page = get(graph, name)
    graph.out(page)
    graph.into(page)
    graph.get(page.key)
    graph.reaches(page, "principe")
    return incoming.looked_up + outgoing.looked_up


def test_the_questions_of_a_page_cost_no_more_in_a_larger_town() -> None:
    assert look_ups(10, "a3") == look_ups(2000, "a3") <= 4


def test_the_distances_to_a_principle_are_walked_once_for_all_the_pages_that_ask() -> None:
    graph = star(300)
    graph.leads_to(get(graph, "a0"), "principe")
    incoming = Counted(graph._in)
    graph._in = incoming  # type: ignore[assignment]
    for number in range(300):
        (found,) = graph.leads_to(get(graph, f"a{number}"), "principe")
        assert len(found.chains) == 2
    assert incoming.looked_up == 0


def test_dependents_look_at_each_entry_once() -> None:
    graph = star(300)
    incoming = Counted(graph._in)
    graph._in = incoming  # type: ignore[assignment]
    assert len(graph.dependents(get(graph, "p"))) == 301
    assert incoming.looked_up == 302

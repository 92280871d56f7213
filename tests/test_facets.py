"""What lists are filtered by: what the graph says of each entry, counted and marked."""

from collections.abc import Mapping
from datetime import date

import pytest
from conftest import Town
from parapluie.meaning import sentences
from parapluie.meaning.facets import Facets
from parapluie.meaning.graph import Graph
from parapluie.meaning.list_filters import Filters, filters
from parapluie.model import Entry
from parapluie.vocabulary.kinds import KIND_BY_KEY

TODAY = date(2031, 6, 1)
TOWN = """\
=== principes/equite.md
---
titre: Équité
---
=== principes/ecoute.md
---
titre: Écoute
parent: equite
---
=== groupes/aines.md
---
titre: Personnes aînées
---
=== groupes/familles.md
---
titre: Familles
---
=== groupes/jeunes.md
---
titre: Jeunes
---
=== groupes/proches.md
---
titre: Proches
reunit: [familles, aines]
---
=== acteurs/loisirs.md
---
titre: Loisirs
---
=== acteurs/ecole.md
---
titre: École
---
=== themes/eau.md
---
titre: Eau
---
=== politiques/cadre.md
---
titre: Cadre
genre: cadre
principes: [equite]
groupes: [jeunes]
---
=== politiques/famille.md
---
titre: Politique familiale
releve_de: cadre
groupes: [familles]
statut: en-vigueur
adoption: [{valeur: 2028-02, source: x}, {valeur: 2029-03, source: y}, "à l’automne"]
objectifs:
  - {id: jouer, titre: Jouer, groupes: [aines], principes: [ecoute]}
sources: [{cle: x, titre: X}, {cle: y, titre: Y}]
---
=== actions/parc.md
---
titre: Parc
statut: en-cours
periode: 2029/..
realise: [famille#jouer]
groupes: [jeunes]
responsable: loisirs
partenaires: [ecole]
themes: [eau]
verifie_le: 2031-02
---
=== actions/balancoire.md
---
titre: Balançoire
statut: realisee
periode: 2028-11/2030-02
fait_partie_de: [parc]
---
=== actions/repit.md
---
titre: Répit
groupes: [proches]
periode: ../2027
---
=== actions/future.md
---
titre: À venir
periode: 2033/..
---
=== demarche/veillee.md
---
titre: Veillée
quand: 2030-05
nourrit: [politique:famille]
fait_partie_de: [action:parc]
---
=== decisions/adoption.md
---
titre: Adoption
quand: 2029-03
adopte: [politique:famille]
principes: [equite]
---
"""


@pytest.fixture
def facets(town: Town) -> Facets:
    return Facets(town(TOWN), TODAY)


def named(graph: Graph, name: str) -> Entry:
    (found,) = graph.resolver.find(name)
    return found


def ids(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.id for entry in entries]


def asked(facets: Facets, kind: str) -> Filters:
    graph = facets.graph
    return filters(facets, graph.vocabulary.of(KIND_BY_KEY[kind])[0], graph.of(kind))


def shown(found: Filters) -> dict[str, dict[str, int]]:
    return {
        facet.key: {value.key: value.number for value in facet.values} for facet in found.facets
    }


def marked(facets: Facets, kind: str) -> dict[str, list[str]]:
    """Return what the marks of each entry say, read as the script reads them."""
    found = asked(facets, kind)
    values = [f"{facet.key}={value.key}" for facet in found.facets for value in facet.values]
    sources = [sentences.plain(source) for source in found.sources]
    said = {}
    for (_, identifier), mark in found.marks.items():
        codes = str(mark).split('data-facts="')[1].split('"')[0].split()
        said[identifier] = []
        for code in codes:
            numbers, _, source = code.partition(":")
            first, _, last = numbers.partition("-")
            said[identifier] += [
                values[n] + (f" {sources[int(source)]}" if source else "")
                for n in range(int(first), int(last or first) + 1)
            ]
    return said


def test_what_an_entry_depends_on_counts_as_what_it_names(facets: Facets) -> None:
    ties = facets.facts(named(facets.graph, "balancoire")).ties
    assert ids(ties["principe"]) == ["ecoute", "equite"]
    assert ids(ties["politique"]) == ["famille", "cadre"]
    assert ids(ties["objectif"]) == ["famille#jouer"]


def test_who_carries_it_and_who_helps_are_both_asked_for(facets: Facets) -> None:
    assert ids(facets.facts(named(facets.graph, "parc")).ties["acteur"]) == ["loisirs", "ecole"]


def test_what_an_activity_fed_and_a_decision_adopted_are_asked_for(facets: Facets) -> None:
    for name in ("veillee", "decision:adoption"):
        assert ids(facets.facts(named(facets.graph, name)).ties["politique"]) == ["famille"]


def test_an_activity_is_not_for_the_groups_of_the_project_it_belongs_to(facets: Facets) -> None:
    assert facets.facts(named(facets.graph, "veillee")).ways == ()


def test_groups_come_from_the_entry_then_from_what_it_carries_out_but_not_from_what_is_over_it(
    facets: Facets,
) -> None:
    ways = facets.facts(named(facets.graph, "parc")).ways
    assert [(ids(way.groups), [link.target.id for link in way.steps]) for way in ways] == [
        (["jeunes"], []),
        (["aines"], ["famille#jouer"]),
        (["familles"], ["famille#jouer", "famille"]),
    ]
    assert ids(facets.facts(named(facets.graph, "politique:famille")).groups) == ["familles"]


@pytest.mark.parametrize(
    ("name", "years"),
    [
        ("parc", [2029, 2030, 2031]),
        ("balancoire", [2028, 2029, 2030]),
        ("repit", [2027]),
        ("future", [2033]),
        ("politique:famille", [2028, 2029]),
        ("cadre", []),
        ("veillee", [2030]),
        ("decision:adoption", [2029]),
    ],
)
def test_an_entry_is_of_every_year_of_its_period(
    facets: Facets, name: str, years: list[int]
) -> None:
    assert list(facets.facts(named(facets.graph, name)).years) == years


def test_a_list_counts_every_choice(facets: Facets) -> None:
    assert shown(asked(facets, "action")) == {
        "theme": {"eau": 1},
        "groupe": {"familles": 3, "jeunes": 2, "aines": 3, "proches": 1},
        "politique": {"cadre": 2, "famille": 2},
        "objectif": {"famille#jouer": 2},
        "principe": {"ecoute": 2, "equite": 2},
        "acteur": {"ecole": 1, "loisirs": 1},
        "statut": {"en-cours": 1, "realisee": 1},
        "annee": {"2033": 1, "2031": 1, "2030": 2, "2029": 2, "2028": 1, "2027": 1},
    }


def test_a_facet_of_one_choice_is_not_shown(facets: Facets) -> None:
    found = {facet.key: facet.is_shown for facet in asked(facets, "action").facets}
    assert (found["theme"], found["objectif"], found["groupe"]) == (False, False, True)


def test_a_mark_says_what_an_entry_has_and_what_it_has_a_group_from(facets: Facets) -> None:
    said = marked(facets, "action")
    assert [text for text in said["balancoire"] if text.startswith("groupe")] == [
        "groupe=familles par la *Politique familiale*",
        "groupe=jeunes par l’action *Parc*",
        "groupe=aines par l’objectif *Jouer*",
    ]
    assert said["parc"][:2] == ["theme=eau", "groupe=jeunes"]
    assert [text for text in said["repit"] if text.startswith("groupe")] == [
        "groupe=proches",
        "groupe=familles par le groupe *Proches*",
        "groupe=aines par le groupe *Proches*",
    ]
    assert [text for text in said["parc"] if text.startswith("annee")] == [
        "annee=2031",
        "annee=2030",
        "annee=2029",
    ]


def test_a_mark_is_short(facets: Facets) -> None:
    marks: Mapping[str, str] = {key[1]: str(m) for key, m in asked(facets, "action").marks.items()}
    # Years that follow each other are one code.
    assert marks["parc"] == (
        ' data-facts="0 2 5-12 15-17 1:0 3:3" data-order="1,2029-01-01,2031-02-28"'
    )


def test_a_list_of_policies_says_what_they_stand_under(facets: Facets) -> None:
    labels = [facet.label for facet in asked(facets, "politique").facets]
    assert labels == ["Groupe", "Relève de", "Principe", "Statut", "Année"]


def test_each_part_of_a_split_kind_is_a_facet_with_its_own_name(town: Town) -> None:
    graph = town(
        """\
=== mkdocs.yml
vocabulaire:
  theme: {sous_types: {domaine: {dossier: domaines}, secteur: {dossier: secteurs}}}
  action: {singulier: chantier, pluriel: chantiers, genre: m, dossier: chantiers}
=== domaines/eau.md
---
titre: Eau
---
=== secteurs/rang-deux.md
---
titre: Rang Deux
---
=== secteurs/centre.md
---
titre: Centre
---
=== chantiers/pont.md
---
titre: Pont
statut: realisee
themes: [eau, centre, rang-deux]
---
"""
    )
    found = asked(Facets(graph, TODAY), "action")
    assert [(f.key, f.label, [v.label for v in f.values]) for f in found.facets] == [
        ("domaine", "Domaine", ["Eau"]),
        ("secteur", "Secteur", ["Centre", "Rang Deux"]),
        ("statut", "Statut", ["Réalisé"]),
    ]


def test_a_loop_of_dependence_ends(town: Town) -> None:
    graph = town(
        """\
=== groupes/jeunes.md
---
titre: Jeunes
---
=== actions/un.md
---
titre: Un
fait_partie_de: [deux]
---
=== actions/deux.md
---
titre: Deux
fait_partie_de: [un]
groupes: [jeunes]
---
"""
    )
    facets = Facets(graph, TODAY)
    assert [ids(facets.facts(entry).groups) for entry in graph.of("action")] == [["jeunes"]] * 2

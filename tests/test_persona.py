"""What touches people, and why: sentences as one says them, combinations, and the page's data."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from case_files import read_blocks, read_test_options, write
from conftest import Town
from parapluie.build.making import build
from parapluie.meaning import sentences
from parapluie.meaning.facets import Facets
from parapluie.meaning.graph import Graph
from parapluie.model import Entry
from parapluie.pages import persona, touched
from parapluie.vocabulary.grammar import Gender, Noun, contract, people
from site_tools import parse

TODAY = date(2031, 1, 1)
COMMON = """\
=== groupes/familles.md
---
titre: Familles
---
=== groupes/aines.md
---
titre: Personnes aînées
---
=== groupes/releve.md
---
titre: La relève agricole
---
=== groupes/ecole.md
---
titre: Le milieu scolaire
---
=== groupes/jeunesse.md
---
titre: Jeunesse
---
=== groupes/ensemble.md
---
titre: L’ensemble du voisinage
---
=== groupes/saguenayens.md
---
titre: Saguenayennes et Saguenayens
en_phrase: les Saguenayennes et Saguenayens
---
=== groupes/tous.md
---
titre: Toutes et tous
---
=== politiques/familiale.md
---
titre: Politique familiale
groupes: [familles]
objectifs:
  - {id: jouer, titre: Jouer dehors}
  - {id: aider, titre: Aider les proches, groupes: [aines]}
---
=== politiques/ecole.md
---
titre: École ouverte
genre: plan
releve_de: familiale
groupes: [ecole]
---
=== politiques/accueil.md
---
titre: Habiter ici
genre: strategie
groupes: [jeunesse, releve]
---
=== actions/fete.md
---
titre: Fête des voisins
groupes: [familles]
---
=== actions/parc.md
---
titre: Parc
genre: projet
realise: [familiale#jouer]
groupes: [aines, jeunesse]
---
=== actions/glissade.md
---
titre: Glissade
realise: [familiale]
fait_partie_de: [parc]
---
=== actions/proches.md
---
titre: Répit
genre: service
realise: [familiale#aider]
---
=== actions/portes.md
---
titre: Portes ouvertes
realise: [ecole, accueil]
---
=== actions/tous.md
---
titre: Corvée
groupes: [tous, saguenayens, ensemble, releve, ecole]
---
=== actions/libre.md
---
titre: Site Web
---
=== actions/projet-libre.md
---
titre: Éclairage
genre: projet-structurant
---
=== demarche/atelier.md
---
titre: Atelier
genre: atelier
quand: 2031-02
groupes: [aines]
---
=== demarche/veillee.md
---
titre: Veillée
quand: 2031-02
groupes: [familles, aines]
---
"""
LOCAL = """\
=== mkdocs.yml
vocabulaire:
  groupe: {singulier: clientèle, pluriel: clientèles, genre: f, dossier: clienteles}
  politique: {singulier: orientation, genre: f, dossier: orientations}
  objectif: {singulier: chantier, pluriel: chantiers, genre: m}
  action: {singulier: levier, genre: m, dossier: leviers}
=== clienteles/ainees.md
---
titre: Aînées
---
=== clienteles/jeunesse.md
---
titre: Jeunesse
---
=== orientations/vivre.md
---
titre: Vivre longtemps
groupes: [ainees]
objectifs:
  - {id: marcher, titre: Marcher, groupes: [jeunesse]}
---
=== leviers/banc.md
---
titre: Banc
realise: [vivre#marcher]
---
=== leviers/rien.md
---
titre: Rien
---
"""
SENTENCES = [
    (COMMON, "fete", "Cette action vous concerne parce qu’elle s’adresse aux familles."),
    (
        COMMON,
        "parc",
        "Ce projet vous concerne parce qu’il s’adresse aux personnes aînées et au groupe "
        "« Jeunesse ».",
    ),
    (
        COMMON,
        "parc",
        "Ce projet vous concerne parce qu’il réalise l’objectif *Jouer dehors* de la *Politique "
        "familiale*, qui s’adresse aux familles.",
    ),
    (
        COMMON,
        "glissade",
        "Cette action vous concerne parce qu’elle met en œuvre la *Politique familiale*, qui "
        "s’adresse aux familles.",
    ),
    (
        COMMON,
        "glissade",
        "Cette action vous concerne parce qu’elle fait partie du projet *Parc*, qui s’adresse aux "
        "personnes aînées et au groupe « Jeunesse ».",
    ),
    (
        COMMON,
        "proches",
        "Ce service vous concerne parce qu’il réalise l’objectif *Aider les proches*, qui "
        "s’adresse aux personnes aînées.",
    ),
    (
        COMMON,
        "proches",
        "Ce service vous concerne parce qu’il réalise l’objectif *Aider les proches* de la "
        "*Politique familiale*, qui s’adresse aux familles.",
    ),
    (
        COMMON,
        "portes",
        "Cette action vous concerne parce qu’elle met en œuvre le plan *École ouverte*, qui "
        "s’adresse au milieu scolaire.",
    ),
    (
        COMMON,
        "portes",
        "Cette action vous concerne parce qu’elle met en œuvre la stratégie *Habiter ici*, qui "
        "s’adresse au groupe « Jeunesse » et à la relève agricole.",
    ),
    (
        COMMON,
        "action:tous",
        "Cette action vous concerne parce qu’elle s’adresse à toutes et tous, aux Saguenayennes et "
        "Saguenayens, à l’ensemble du voisinage, à la relève agricole et au milieu scolaire.",
    ),
    (
        COMMON,
        "familiale",
        "Cette politique vous concerne parce qu’elle s’adresse aux familles.",
    ),
    (
        COMMON,
        "familiale#jouer",
        "Cet objectif vous concerne parce qu’il fait partie de la *Politique familiale*, qui "
        "s’adresse aux familles.",
    ),
    (
        COMMON,
        "familiale#aider",
        "Cet objectif vous concerne parce qu’il s’adresse aux personnes aînées.",
    ),
    # What stands over a policy addresses others too.
    (COMMON, "politique:ecole", "Ce plan vous concerne parce qu’il s’adresse au milieu scolaire."),
    (
        COMMON,
        "accueil",
        "Cette stratégie vous concerne parce qu’elle s’adresse au groupe « Jeunesse » et à la "
        "relève agricole.",
    ),
    (COMMON, "atelier", "Cet atelier vous concerne parce qu’il s’adresse aux personnes aînées."),
    (
        COMMON,
        "veillee",
        "Cette activité vous concerne parce qu’elle s’adresse aux familles et aux personnes "
        "aînées.",
    ),
    (
        COMMON,
        "libre",
        "Cette action vous concerne comme tout le monde : elle ne s’adresse à aucun groupe en "
        "particulier.",
    ),
    (
        COMMON,
        "projet-libre",
        "Ce projet structurant vous concerne comme tout le monde : il ne s’adresse à aucun groupe "
        "en particulier.",
    ),
    (
        LOCAL,
        "vivre",
        "Cette orientation vous concerne parce qu’elle s’adresse aux aînées.",
    ),
    (
        LOCAL,
        "vivre#marcher",
        "Ce chantier vous concerne parce qu’il s’adresse à la clientèle « Jeunesse ».",
    ),
    (
        LOCAL,
        "vivre#marcher",
        "Ce chantier vous concerne parce qu’il fait partie de l’orientation *Vivre longtemps*, qui "
        "s’adresse aux aînées.",
    ),
    (
        LOCAL,
        "banc",
        "Ce levier vous concerne parce qu’il réalise le chantier *Marcher*, qui s’adresse à la "
        "clientèle « Jeunesse ».",
    ),
    (
        LOCAL,
        "banc",
        "Ce levier vous concerne parce qu’il réalise le chantier *Marcher* de l’orientation "
        "*Vivre longtemps*, qui s’adresse aux aînées.",
    ),
    (
        LOCAL,
        "rien",
        "Ce levier vous concerne comme tout le monde : il ne s’adresse à aucune clientèle en "
        "particulier.",
    ),
]


def named(graph: Graph, name: str) -> Entry:
    (found,) = graph.resolver.find(name)
    return found


def reasons(graph: Graph, entry: Entry) -> list[str]:
    """Return every sentence that the page may say of an entry to those whom it is for."""
    ways = Facets(graph, TODAY).facts(entry).ways
    if not ways:
        return [sentences.for_everyone(entry, graph.vocabulary.names["groupe"].none)]
    return [
        sentences.plain(sentences.addressed(entry, way.steps, dict.fromkeys(way.groups, ())))
        for way in ways
    ]


@pytest.mark.parametrize(
    ("blocks", "name", "sentence"), SENTENCES, ids=[sentence for _, _, sentence in SENTENCES]
)
def test_a_reason_is_a_sentence_that_one_can_say(
    town: Town, blocks: str, name: str, sentence: str
) -> None:
    graph = town(blocks)
    assert sentence in reasons(graph, named(graph, name))


@pytest.mark.parametrize("blocks", [COMMON, LOCAL], ids=["common", "local"])
def test_the_sentences_here_are_every_sentence_of_their_entries(town: Town, blocks: str) -> None:
    graph = town(blocks)
    here = [(name, sentence) for b, name, sentence in SENTENCES if b == blocks]
    said = {s for name, _ in here for s in reasons(graph, named(graph, name))}
    assert said == {sentence for _, sentence in here}


@pytest.mark.parametrize(
    ("title", "to"),
    [
        ("Familles", "aux familles"),
        ("Aînés", "aux aînés"),
        ("Jeunes de 12 à 17 ans", "aux jeunes de 12 à 17 ans"),
        ("Grands-parents", "aux grands-parents"),
        ("Nouveaux arrivants", "aux nouveaux arrivants"),
        ("Les gens d’ici", "aux gens d’ici"),
        ("La relève", "à la relève"),
        ("L’équipe", "à l’équipe"),
        ("Le milieu scolaire", "au milieu scolaire"),
        ("Toutes et tous", "à toutes et tous"),
        ("Corps de métier", "au groupe « Corps de métier »"),
        ("OBNL", "au groupe « OBNL »"),
        ("HLM et OBNL", "au groupe « HLM et OBNL »"),
        ("Jeunesse", "au groupe « Jeunesse »"),
    ],
)
def test_people_are_named_with_their_article(title: str, to: str) -> None:
    assert contract("à", people(title, Noun("groupe", "groupes", Gender.MASCULINE))) == to


# --- Combinations ---

COMBINED = """\
=== groupes/aines.md
---
titre: Personnes aînées
ordre: 1
---
=== groupes/familles.md
---
titre: Familles
ordre: 2
---
=== groupes/jeunes.md
---
titre: Jeunes
ordre: 3
---
=== groupes/proches.md
---
titre: Proches aidantes
reunit: [familles, aines]
---
=== groupes/trois.md
---
titre: Trois générations
reunit: [proches, jeunes]
---
=== politiques/aines.md
---
titre: Politique des aînés
groupes: [aines]
---
=== actions/repit.md
---
titre: Répit
groupes: [proches]
---
=== actions/popote.md
---
titre: Popote
realise: [politique:aines]
groupes: [familles]
---
=== actions/garderie.md
---
titre: Garderie
groupes: [familles]
---
=== actions/fete.md
---
titre: Fête
groupes: [trois]
---
"""


@pytest.fixture
def combined(town: Town) -> Facets:
    return Facets(town(COMBINED), TODAY)


def test_a_combination_joins_the_groups_of_the_combinations_in_it(combined: Facets) -> None:
    members = combined.members(named(combined.graph, "trois"))
    assert [group.id for group in members] == ["jeunes", "familles", "aines"]


def test_what_touches_a_combination_is_what_touches_all_of_its_groups(combined: Facets) -> None:
    pair = combined.members(named(combined.graph, "proches"))
    assert [entry.id for entry in combined.touching(*pair)] == ["popote", "repit"]


def test_the_page_of_a_combination_shows_what_touches_all_then_each_with_reasons(
    combined: Facets,
) -> None:
    shown = touched.combination(combined, named(combined.graph, "proches"))

    def said(touched: touched.Touched) -> dict[str, list[str]]:
        return {
            entry.title: [sentences.plain(reason) for reason in why]
            for _, rows in touched.parts
            for entry, why in rows
        }

    assert said(shown["together"]) == {
        "Popote": [
            "Cette action compte ici parce qu’elle s’adresse aux familles.",
            "Cette action compte ici parce qu’elle met en œuvre la *Politique des aînés*, qui "
            "s’adresse aux personnes aînées.",
        ],
        "Répit": ["Cette action compte ici parce qu’elle s’adresse aux proches aidantes."],
    }
    apart = {touched.groups[0].title: list(said(touched)) for touched in shown["apart"]}
    assert apart == {"Familles": ["Garderie"], "Personnes aînées": ["Politique des aînés"]}


def test_the_page_of_a_group_names_the_combinations_that_it_is_part_of(combined: Facets) -> None:
    shown = touched.combination(combined, named(combined.graph, "groupe:aines"))
    assert [group.id for group in shown["combinations"]] == ["proches", "trois"]
    assert shown["members"] == ()


# --- The page ---


@pytest.fixture
def files(tmp_path: Path) -> Mapping[str, str]:
    """Return the files of the town that has other words, with what it is about."""
    blocks = f"""{LOCAL}\
=== themes/rue.md
---
titre: La rue
---
=== leviers/trottoir.md
---
titre: Trottoir
statut: en-cours
groupes: [ainees]
themes: [rue]
---
"""
    found, written = read_blocks(blocks)
    options, _ = read_test_options(written)
    return {file.path: str(file.content) for file in build(write(found, tmp_path), options).files}


@pytest.fixture
def data(files: Mapping[str, str]) -> dict[str, Any]:
    text = files["assets/parapluie/persona-data.js"]
    found = json.loads(text.removeprefix("window.parapluiePersona = ").removesuffix(";\n"))
    assert isinstance(found, dict)
    return found


def test_without_scripts_the_page_leads_to_the_page_of_each_group(files: Mapping[str, str]) -> None:
    page = parse(files["et-pour-moi.md"])
    (chips,) = page.with_class("pp-chips")
    assert [link.attributes["href"] for link in chips.all("a")] == [
        "clienteles/ainees.html",
        "clienteles/jeunesse.html",
    ]
    (form,) = page.with_class("pp-choices")
    assert "hidden" in form.attributes


def test_the_page_asks_in_local_words(files: Mapping[str, str]) -> None:
    legends = [legend.text for legend in parse(files["et-pour-moi.md"]).all("legend")]
    assert legends == [
        "Je fais partie de ces clientèles",
        "Seulement ce qui porte sur ce thème (au choix)",
    ]


def test_the_data_names_kinds_people_and_themes_in_local_words(data: dict[str, Any]) -> None:
    assert data["kinds"] == ["Activités", "Leviers", "Orientations", "Chantiers"]
    assert data["groups"] == ["aux aînées", "à la clientèle «\u00a0Jeunesse\u00a0»"]
    assert data["themes"] == ["le thème «\u00a0La rue\u00a0»"]


def test_the_data_of_an_entry_is_what_its_row_shows(data: dict[str, Any]) -> None:
    rows = {row[0]: row for row in data["entries"]}
    opening = "Ce levier vous concerne parce qu’il s’adresse"
    assert rows["Trottoir"] == [
        *("Trottoir", "leviers/trottoir.html", "levier", 1, ["En cours", "during"]),
        *([[[opening], [0]]], [0], 0),
    ]
    # What goes on comes first.
    assert [title for title, row in rows.items() if row[3] == 1] == ["Trottoir", "Banc", "Rien"]
    way, groups = rows["Banc"][5][1]
    objective, orientation = (list(rows).index(title) for title in ("Marcher", "Vivre longtemps"))
    assert (way[1], way[3], groups) == (objective, orientation, [0])


def test_an_activity_that_is_over_is_left_out(town: Town) -> None:
    graph = town(
        """\
=== demarche/passee.md
---
titre: Passée
quand: 2030-12-31
---
=== demarche/du-jour.md
---
titre: Du jour
quand: 2031-01-01
---
=== demarche/ouverte.md
---
titre: Ouverte
quand: 2029/..
---
=== demarche/prolongee.md
---
titre: Prolongée
quand: 2030-12-01
participer: {jusqu_au: 2031-01-31, telephone: 418 555-0100}
---
"""
    )
    shown = persona.shown(Facets(graph, TODAY), TODAY)
    assert {entry.id for entry in shown} == {"du-jour", "ouverte", "prolongee"}

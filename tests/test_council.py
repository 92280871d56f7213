"""What a council asks of its site: lenses, tensions, who was heard, accounts, files to print."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import Town
from council_site import COUNCIL, COUNCIL_DAY
from parapluie.build.making import build
from parapluie.meaning.decisions import fate
from parapluie.meaning.graph import Graph
from parapluie.meaning.screening import lenses, parties, sheet, tensions
from parapluie.meaning.yearly_report import accounts, years
from parapluie.problems import stops
from parapluie.source.reading import read
from parapluie.vocabulary.windows import year_window
from site_tools import core_arguments, core_site, parse, run


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    site = core_site(COUNCIL, COUNCIL_DAY)
    assert sorted(p.code for p in site.problems) == ["P308", "P331", "P601"]
    assert not stops(site.problems, strict=True)
    texts = {file.path: str(file.content) for file in site.files if file.path.endswith(".md")}
    return {path: parse(text).text.replace("\u00a0", " ") for path, text in texts.items()}


@pytest.fixture(scope="module")
def graph() -> Graph:
    roots, options = core_arguments(COUNCIL, COUNCIL_DAY)
    content, problems = read(roots, options.vocabulary)
    assert problems == []
    return Graph(content, options.vocabulary)


def test_the_questions_of_principles_are_the_lenses(graph: Graph) -> None:
    assert [lens.title for lens in lenses(graph)] == ["Écoute", "Équité", "Sobriété"]


def test_the_own_lenses_of_a_town_take_their_place(town: Town) -> None:
    blocks = """\
=== principes/equite.md
---
titre: Équité
questions: [Pour qui?]
---
=== lentilles.yml
lentilles:
  - {id: regles, titre: Règles, questions: [La Ville le peut-elle?]}
=== decisions/parc.md
---
titre: Parc
quand: 2026
genre: crible
crible:
  - {lentille: regles, reponse: contribue}
  - {principe: equite, constat: Oui.}
---
"""
    found = town(blocks)
    looks = sheet(found, found.of("decision")[0])
    assert [(look.lens.title, look.answer and look.answer.key) for look in looks] == [
        ("Règles", "contribue"),
        ("Équité", None),
    ]


def test_tensions_stand_once_each_those_to_settle_first(graph: Graph) -> None:
    found = [
        (one.origin.id, one.other.id if one.other else "", bool(one.arbitration))
        for one in tensions(graph)
    ]
    assert found == [
        ("navette", "parc", False),
        ("sobriete", "equite", True),
        ("parc", "sobriete", True),
    ]


def test_an_arbitration_whose_day_is_past_is_to_be_made_again() -> None:
    site = core_site(COUNCIL, date(2029, 1, 1))
    assert [p.place.file for p in site.problems if p.code == "P607"] == [
        "contenu/principes/sobriete.md"
    ]
    texts = {file.path: file for file in site.files}
    register = parse(str(texts["suivi/tensions.md"].content)).text.replace("\u00a0", " ")
    for words in ("À revoir : l’échéance est passée 1", "à revoir le 31 décembre 2028 (échu)"):
        assert words in register, words
    assert "Arbitrées 1" in register
    newcomer = parse(str(texts["le-cadre-en-vingt-minutes.md"].content)).text
    assert "Les tarifs restent bas" in newcomer  # it is an open question again


PULLED = """\
=== principes/eau.md
---
titre: Eau
tension_avec: [principe:feu]
---
=== principes/feu.md
---
titre: Feu
tensions:
  - {avec: principe:eau, arbitrage: Un jour sur deux.}
---
=== actions/bain.md
---
titre: Bain
genre: projet
realise: vivre
---
=== politiques/vivre.md
---
titre: Vivre
principes: eau
partenaires: club
---
=== acteurs/club.md
---
titre: Club
---
=== demarche/veillee.md
---
titre: Veillée
genre: consultation
quand: 2026
partenaires: club
nourrit: [politique:vivre]
---
=== demarche/lancement.md
---
titre: Lancement
genre: lancement
quand: 2026
partenaires: club
nourrit: [politique:vivre]
---
"""


def test_a_tension_told_on_both_sides_keeps_its_arbitration(town: Town) -> None:
    assert [one.arbitration for one in tensions(town(PULLED))] == ["Un jour sur deux."]


@pytest.mark.parametrize(
    ("key", "heard"), [(("politique", "vivre"), ["veillee"]), (("action", "bain"), [])]
)
def test_what_was_heard_of_a_policy_was_not_heard_of_its_projects(
    town: Town, key: tuple[str, str], heard: list[str]
) -> None:
    graph = town(PULLED)
    entry = graph.get(key)
    assert entry is not None
    assert [[one.id for one in party.heard] for party in parties(graph, entry)] == [heard]


def test_whom_a_project_touches_is_told_with_where_they_were_heard(graph: Graph) -> None:
    park = graph.get(("action", "parc"))
    assert park is not None
    found = {one.entry.id: [activity.id for activity in one.heard] for one in parties(graph, park)}
    assert found == {
        "familles": ["marche"],
        "aines": [],
        "loisirs": [],
        "travaux": [],
        "club-des-aines": ["marche"],
    }


def test_a_sheet_holds_what_a_council_reads_before_deciding(pages: dict[str, str]) -> None:
    text = pages["decisions/le-parc-au-crible/fiche.md"]
    for words in (
        "Parce qu’il réalise l’objectif Bouger dehors de la Politique des familles et des aînés",
        "Sobriété En tension",
        "Arbitrage : L’ancien abri est réparé; un neuf attendra trois ans.",
        "Tranché par Conseil municipal.",
        "à revoir le 31 janvier 2029",
        "Ce qu’en pensent les adolescents.",
        "Familles Pour qui, par Parc du ruisseau Marche au ruisseau (10 mai 2025)",
        "Personnes aînées Pour qui, par Parc du ruisseau pas de consultation documentée",
    ):
        assert words in text, words


def test_the_file_of_a_council_leads_to_sources_where_they_stand() -> None:
    files = {file.path: file.content for file in core_site(COUNCIL, COUNCIL_DAY).files}
    page = parse(str(files["actions/parc/dossier.md"]))
    links = [a.attributes["href"] for a in page.with_class("pp-ref")]
    assert links == ["../../actions/parc.html#source-chantier"]


def test_a_page_prints_the_records_that_only_other_pages_told(pages: dict[str, str]) -> None:
    assert "Personne n’a répondu à l’offre d’emploi." in pages["actions/navette.md"]
    assert "Les tarifs restent bas pour tout le monde" in pages["principes/sobriete.md"]


def test_what_was_replaced_leads_to_what_stands_today(graph: Graph, pages: dict[str, str]) -> None:
    said = "Cette politique a été remplacée par Politique des familles et des aînés"
    assert said in pages["politiques/familiale-2015.md"]
    plan = graph.get(("politique", "plan-des-loisirs"))
    assert plan is not None
    assert fate(graph, plan) is None


CHAIN = """\
=== politiques/a.md
---
titre: A
---
=== politiques/b.md
---
titre: B
remplace: a
---
=== politiques/c.md
---
titre: C
remplace: b
---
=== politiques/d.md
---
titre: D
---
=== politiques/e.md
---
titre: E
remplace: f
---
=== politiques/f.md
---
titre: F
remplace: e
---
=== decisions/fin.md
---
titre: Fin
quand: 2026
met_fin_a: d
---
"""


@pytest.mark.parametrize(
    ("name", "current", "is_over"), [("a", "c", False), ("b", "c", False), ("d", "", True)]
)
def test_a_chain_of_policies_leads_to_its_end(
    town: Town, name: str, current: str, *, is_over: bool
) -> None:
    graph = town(CHAIN)
    entry = graph.get(("politique", name))
    assert entry is not None
    found = fate(graph, entry)
    assert found is not None
    assert (found.current.id if found.current else "", found.is_over) == (current, is_over)


def test_policies_that_replace_each_other_end_the_walk(town: Town) -> None:
    graph = town(CHAIN)
    entry = graph.get(("politique", "e"))
    assert entry is not None
    found = fate(graph, entry)
    assert found is not None
    assert found.current is graph.get(("politique", "f"))


def test_accounts_count_what_was_planned_and_done(graph: Graph) -> None:
    assert years(graph) == [2025, 2024]
    found = accounts(graph, year_window(2025))
    whole = found.whole
    assert (whole.planned, whole.done, whole.partly, whole.undone, whole.untold) == (4, 1, 1, 1, 1)
    by = {entry.id: (count.planned, count.done) for _, rows in found.by for entry, count in rows}
    assert by["aines"] == (3, 1)
    assert by["familles-et-aines"] == (4, 1)
    assert by["travaux"] == (1, 1)
    before = accounts(graph, year_window(2024)).whole
    assert (before.done, before.untold, before.share) == (2, 0, 100)


def test_the_page_of_a_year_compares_it_and_explains_itself(pages: dict[str, str]) -> None:
    text = pages["suivi/bilan-2025.md"]
    for words in (
        "1 faite, 2 pas faites (dont 1 en partie), 1 sans bilan sur 4 actions prévues. "
        "C’est 33 % de ce qui a un bilan.",
        "En 2024, 2 sur 2 (100 % de ce qui a un bilan) : 67 points de moins cette année.",
        "Le sol était plus humide que prévu; le chantier attend le printemps.",
        "12 actions annoncées, 3 documentées ici. Ce bilan ne dit rien des autres.",
        "Ce qui est fait en partie n’est pas compté comme fait.",
    ):
        assert words in text, words


def test_the_concordance_says_for_each_group_what_became_of_it(pages: dict[str, str]) -> None:
    text = pages["concordance/index.md"]
    assert "2 mesures anciennes : 1 se poursuit, 1 a été abandonnée, et l’on dit pourquoi" in text
    assert "Publier un bottin des familles : abandonnée. Le site Web le remplace depuis" in text


def test_a_newcomer_reads_what_binds_a_service(pages: dict[str, str]) -> None:
    text = pages["acteurs/loisirs/vingt-minutes.md"]
    for words in (
        "Politique de développement durable s’impose à tout ce que nous faisons.",
        "Qui en profite, et qui n’en profite pas?",
        "Navette du village",
        "À arbitrer",
        "À relire",
    ):
        assert words in text, words
    assert "Bancs à l’ombre" not in text


def test_a_changed_wording_is_shown_word_by_word_with_whom_it_touches(
    pages: dict[str, str],
) -> None:
    assert "selon ses retiré : moyens. ajouté : besoins." in pages["guide/a-relire.md"]
    text = pages["suivi/ce-qui-a-change.md"]
    assert "La Politique familiale de 2015 est remplacée par la Politique des familles et" in text
    assert "résolution 2026-031" in text


@pytest.mark.parametrize("site_url", ["", "https://ville.exemple.invalid/cadre/"])
@pytest.mark.parametrize(
    ("page", "permanent", "words"),
    [
        (
            "politiques/familles-et-aines.md",
            "id/objectif/familles-et-aines/se-rencontrer/",
            "Se rencontrer",
        ),
        (
            "politiques/familles-et-aines.md",
            "id/objectif/familles-et-aines/bouger/",
            "Bouger dehors",
        ),
    ],
)
def test_a_citation_gives_the_words_and_an_address_that_stays(
    site_url: str, page: str, permanent: str, words: str
) -> None:
    roots, options = core_arguments(COUNCIL, COUNCIL_DAY)
    files = {f.path: f for f in build(roots, replace(options, site_url=site_url)).files}
    assert f"{permanent}index.html" in files
    block = next(
        block
        for block in parse(str(files[page].content)).with_class("pp-cite")
        if any(a.text == f"{site_url}{permanent}" for a in block.all("a"))
    )
    assert words in block.text
    (link,) = block.all("a")
    wanted = permanent if site_url else f"{permanent}index.html"
    assert link.attributes["href"] == f"../{wanted}"


def test_what_nobody_adopted_is_not_to_be_cited() -> None:
    roots, options = core_arguments(COUNCIL, COUNCIL_DAY)
    files = {f.path: f for f in build(roots, options).files}
    # That an adopted policy applies it says nothing of its own words.
    assert "pp-cite" not in str(files["principes/equite.md"].content)


def command(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = run("-m", "parapluie", *arguments, cwd=folder, day=COUNCIL_DAY)
    return done.returncode, done.stdout, done.stderr


def test_the_commands_prepare_count_and_point(tmp_path: Path) -> None:
    folder = tmp_path / "ville"
    shutil.copytree(COUNCIL, folder, ignore=shutil.ignore_patterns("site", ".cache"))
    new = ("nouveau", "crible", "--titre", 'L’« étang »: "oui"', "--examine", "action:parc")
    assert command(folder, *new)[0] == 0
    file = folder / "contenu" / "decisions" / "l-etang-oui.md"
    assert "  - principe: equite\n    # Qui en profite" in file.read_text("utf-8")
    code, said, _ = command(folder, "verifier")
    assert code == 0
    assert said.count(" P603 ") == 1
    assert "l-etang-oui.md:7: P603 3\u00a0lentilles : personne n’a répondu" in said
    filled = file.read_text("utf-8").replace("    reponse:\n", "    reponse: neutre\n", 2)
    file.write_text(filled, "utf-8")
    assert command(folder, "verifier")[1].count(" P603 ") == 1
    assert command(folder, *new)[0] == 2
    assert command(folder, "nouveau", "crible", "--titre", "X", "--examine", "action:par")[0] == 2
    code, said, _ = command(folder, "bilan", "2025")
    assert (
        "Bilan 2025 : prévu 4 (fait 1, pas fait 2, sans bilan 1; 33 % de ce qui a un bilan)" in said
    )
    assert "    Écart : Personne n’a répondu à l’offre d’emploi." in said
    assert command(folder, "bilan", "1999")[0] == 2
    assert command(folder, "dossier", "action:fete")[0] == 2
    code, _, said = command(folder, "dossier", "action:parc")
    assert code == 2
    assert "actions/parc/dossier.html n’est pas dans le site; construisez-le d’abord" in said
    assert not list(folder.glob("*.pdf"))


def test_without_a_browser_the_command_says_where_the_file_of_a_council_is() -> None:
    arguments = ("-m", "parapluie", "dossier", "action:parc")
    done = run(*arguments, cwd=COUNCIL, day=COUNCIL_DAY, PATH="")
    assert done.returncode == 0
    assert done.stdout == "actions/parc/dossier.html\n"
    assert "Aucun navigateur de la famille de Chromium n’est installé" in done.stderr

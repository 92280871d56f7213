"""How far things are: percent, steps, parts, proof, notes, delays, in pages and beside them."""

import re
from datetime import date

import pytest
from case_files import BUILD_DAY, read_blocks, read_test_options, write
from conftest import Town
from parapluie.build.making import Site, build
from parapluie.exports.happenings import happenings
from parapluie.meaning.progress import late, reviews
from parapluie.meaning.tracking import by_priority, last_sign, notes, ordered, steps_done
from parapluie.meaning.yearly_report import accounts
from parapluie.pages.found_gaps import as_data
from parapluie.pages.gaps import find
from parapluie.vocabulary.delays import late_by, since
from parapluie.vocabulary.kinds.action import ACTION
from parapluie.vocabulary.windows import year_window
from site_tools import Element, parse

TOWN = """\
=== mkdocs.yml
regles: {P305: ignorer, P306: ignorer}
priorites: [haute, basse]
vocabulaire:
  statuts:
    a-l-etude: {libelle: À l’étude, phase: avant}
    amorcee: {libelle: Amorcé, feminin: Amorcée, phase: pendant}
=== index.md
---
titre: Villessai
---
=== principes/equite.md
---
titre: Équité
---
=== politiques/plan.md
---
titre: Plan vert
principes: [equite]
objectifs:
  - {id: ombre, titre: De l’ombre}
preuve: {texte: Le texte est affiché à la mairie., le: 2026-02}
---
=== actions/parc.md
---
titre: Parc du ruisseau
genre: projet
statut: amorcee
periode: 2025/2026-08
realise: [plan#ombre]
etapes:
  - {quand: 2025-09, titre: Les plans, fait: oui}
  - {quand: 2026-03, titre: Les sentiers, fait: oui}
  - {quand: 2027-05, titre: La fête}
avancement: {pourcentage: 40, le: 2026-09-30, mot: Il reste à planter.}
verifie_le: 2024-01
suivi:
  - {quand: 2026-05-12, texte: La terre est drainée.}
  - {quand: 2026-09-30, texte: Les premiers arbres sont plantés.}
bilans:
  - {annee: 2026, prevu: Planter., resultat: en-partie}
---
=== actions/banc.md
---
titre: Bancs
statut: realisee
fait_partie_de: parc
preuve:
  texte: Les douze bancs sont posés.
  source: photo
sources:
  - {cle: photo, titre: Album de la rue, url: "https://exemple.ca/album"}
---
=== actions/lampe.md
---
titre: Lampes
statut: en-attente
fait_partie_de: parc
attend: {quoi: Le choix du modèle}
priorite: basse
---
=== actions/kiosque.md
---
titre: Kiosque
statut: non-retenue
fait_partie_de: parc
periode: 2020/2021
---
=== actions/four.md
---
titre: Four à pain
statut: realisee
realise: [plan#ombre]
---
=== actions/sente.md
---
titre: Sente
statut: a-l-etude
periode: 2026-10/2027
priorite: haute
etapes:
  - {quand: 2026-10, titre: L’arpentage, fait: oui}
---
=== actions/mare.md
---
titre: Mare
statut: a-venir
periode: 2027
etapes:
  - {quand: 2026-10, titre: L’étude, fait: oui}
  - {quand: 2026-11-01, titre: Le permis}
---
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    files, options = read_blocks(TOWN)
    roots = write(files, tmp_path_factory.mktemp("town"))
    read, problems = read_test_options(options)
    assert problems == []
    made = build(roots, read)
    assert [str(each) for each in made.problems if each.severity == "erreur"] == []
    return made


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, Element]:
    return {
        file.path: parse(str(file.content).split("---\n", 2)[2])
        for file in site.files
        if file.path.endswith(".md")
    }


def words_of(page: Element) -> str:
    return re.sub(r"[\s\u00a0]+", " ", page.text)


# --- How late ---


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("2026-11-30", "un jour"),
        ("2026-11-19", "12\u00a0jours"),
        ("2026-11-02", "29\u00a0jours"),
        ("2026-11-01", "un mois"),
        ("2026-08-31", "3\u00a0mois"),
        ("2025-12-31", "11\u00a0mois"),
        ("2024-12-31", "23\u00a0mois"),
        ("2024-12-01", "2\u00a0ans"),
        ("2015-12-31", "10\u00a0ans"),
    ],
)
def test_a_delay_is_said_in_whole_days_months_or_years(last: str, said: str) -> None:
    assert since(date.fromisoformat(last), date(2026, 12, 1)) == said


def test_a_delay_agrees_with_what_stands_before_it() -> None:
    assert late_by(date(2026, 10, 1), date(2026, 11, 1)) == "d’un mois"
    assert late_by(date(2026, 8, 1), date(2026, 11, 1)) == "de 3\u00a0mois"


# --- Pages ---


def test_the_page_of_an_action_says_how_far_it_is_and_by_how_much_it_is_late(
    pages: dict[str, Element],
) -> None:
    page = pages["actions/parc.md"]
    text = words_of(page)
    assert "Amorcé En retard de 2 mois, au 23 novembre 2026" in text
    assert "40 % 40 %, le 30 septembre 2026. Il reste à planter." in text
    (bar,) = page.all("progress")
    assert bar.attributes["value"] == "40"
    assert bar.attributes["aria-label"] == "Avancement"
    assert "2 étapes sur 3 franchies." in text
    assert text.count("Franchie") == 2
    assert "mai 2027 La fête Pas encore" in text


def test_what_an_action_regroups_is_counted_with_its_own_state(
    pages: dict[str, Element],
) -> None:
    text = words_of(pages["actions/parc.md"])
    assert "1 réalisée, 1 en attente sur 2; hors du compte : 1 non retenue." in text
    assert text.count("Kiosque") == 1  # not among the links once more


def test_notes_stand_on_the_page_newest_first(pages: dict[str, Element]) -> None:
    text = words_of(pages["actions/parc.md"])
    assert text.index("Les premiers arbres sont plantés.") < text.index("La terre est drainée.")


def test_what_shows_a_status_stands_beside_it(pages: dict[str, Element]) -> None:
    text = words_of(pages["actions/banc.md"])
    assert "Ce qui le montre Les douze bancs sont posés. source" in text
    assert "Le texte est affiché à la mairie. février 2026" in words_of(pages["politiques/plan.md"])


def test_a_page_that_says_nothing_of_all_this_shows_nothing_of_it(
    pages: dict[str, Element],
) -> None:
    page = pages["actions/four.md"]
    assert not list(page.all("progress"))
    for heading in ("Avancement", "Au fil du temps", "Ce que cela regroupe", "Ce qui le montre"):
        assert heading not in words_of(page)


def test_lists_say_the_percentage_and_sort_by_it(pages: dict[str, Element]) -> None:
    page = pages["actions/index.md"]
    assert "Amorcé Avancement : 40 %" in words_of(page)
    orders = [
        one.attributes["data-order"] for one in page.all("li") if "data-order" in one.attributes
    ]
    assert [order for order in orders if order.count(",") == 3] == ["3,2025-01-01,2024-01-31,40"]
    assert "avancement" in [option.attributes["value"] for option in page.all("option")]
    assert [h.text.split(" ")[0] for h in page.all("h2")][:4] == ["À", "À", "Amorcées", "En"]


def test_the_page_of_follow_up_says_by_how_much_what_presses_first(
    pages: dict[str, Element],
) -> None:
    text = words_of(pages["suivi/index.md"])
    assert "Hors du compte : 1 non retenue." in text
    start = text.index("En retard, ou à mettre à jour")
    delayed = text[start : text.index("Dans les douze prochains mois")]
    assert delayed.index("Sente") < delayed.index("Parc du ruisseau") < delayed.index("Mare")
    assert "Sente À l’étude En retard de 23 jours Devait commencer en octobre 2026" in delayed
    assert "En retard de 2 mois" in delayed
    assert "Le permis" in delayed
    assert "L’étude" not in delayed
    assert "Kiosque" not in delayed


def test_a_year_quotes_the_notes_of_it(pages: dict[str, Element]) -> None:
    (name,) = [path for path in pages if "2026" in path]
    assert "12 mai 2026 : La terre est drainée." in words_of(pages[name])


# --- What is found, counted, dated ---


def test_a_note_is_a_sign_of_life_and_dates_the_news(town: Town) -> None:
    graph = town(TOWN)
    parc = graph.get((ACTION.key, "parc"))
    assert parc is not None
    assert str(last_sign(parc)) == "30\u00a0septembre 2026"
    assert [note.texte for note in notes(parc, 2026)] == [
        "Les premiers arbres sont plantés.",
        "La terre est drainée.",
    ]
    assert notes(parc, 2025) == []
    assert steps_done(parc) == (2, 3)
    told = [each for each in happenings(parc) if each.key.startswith("suivi")]
    assert [(each.what, each.day.isoformat()) for each in told] == [
        ("La terre est drainée.", "2026-05-12"),
        ("Les premiers arbres sont plantés.", "2026-09-30"),
    ]
    assert reviews(graph, BUILD_DAY, 24).whole[0] == 1  # the park, though checked in 2024


def test_a_ticked_step_is_never_late_and_what_left_the_count_neither(town: Town) -> None:
    found = {delay.entry.id: delay for delay in late(town(TOWN), BUILD_DAY)}
    assert set(found) == {"parc", "sente", "mare"}
    assert found["mare"].step == "Le permis"


def test_what_was_turned_down_serves_nothing_and_is_planned_for_no_year(town: Town) -> None:
    blocks = TOWN.replace("statut: realisee\nrealise", "statut: fusionnee\nrealise")
    blocks = blocks.replace("fait_partie_de: parc\n", "")
    graph = town(blocks.replace("statut: amorcee", "statut: non-retenue"))
    read, _ = read_test_options({})
    gaps = as_data(find(graph, read))["gaps"]
    assert [gap["entries"][0]["id"] for gap in gaps["objectifs"]] == ["plan#ombre"]
    assert "kiosque" not in str(gaps["fiches"])
    assert "kiosque" not in {line.action.id for line in accounts(graph, year_window(2021)).lines}


def test_what_is_done_without_proof_is_told_where_others_give_theirs(town: Town) -> None:
    read, _ = read_test_options({"priorites": ["haute", "basse"]})

    def unproven(blocks: str) -> list[str]:
        gaps = as_data(find(town(blocks), read))["gaps"]
        return [gap["entries"][0]["id"] for gap in gaps["preuves"]]

    assert unproven(TOWN) == ["four"]
    without = re.sub(r"preuve:\n  texte.*\n  source.*\n", "", TOWN)
    assert unproven(without) == []


def test_priorities_follow_the_town_s_order_then_their_words_as_people_count(town: Town) -> None:
    def action(name: str, priority: str) -> str:
        line = f"priorite: {priority}\n" if priority else ""
        return f"=== actions/{name}.md\n---\ntitre: {name}\n{line}---\n"

    words = {"a": "", "b": "P10", "c": "P2", "d": "Haute", "e": "basse"}
    graph = town("".join(action(name, word) for name, word in words.items()))
    found = graph.of(ACTION.key)
    ids = [entry.id for entry in ordered(found, ["haute", "basse"], lambda entry: entry)]
    assert ids == ["d", "e", "c", "b", "a"]
    assert [e.id for e in sorted(found, key=by_priority(()))] == ["e", "d", "c", "b", "a"]


def test_lists_without_priorities_stay_as_they_were(town: Town) -> None:
    graph = town(re.sub(r"priorite: .*\n", "", TOWN))
    found = list(graph.of(ACTION.key))
    assert ordered(found, ["haute"], lambda entry: entry) == found


def test_a_priority_never_shows_on_pages_for_residents(
    pages: dict[str, Element],
) -> None:
    assert "haute" not in words_of(pages["actions/sente.md"]).casefold()

"""The process: its time line, what was heard and what it became, and what is open to all."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from case_files import read_blocks, read_test_options, write
from parapluie.build.making import Menu, Site, build
from site_tools import Element, parse

PROCESS = """
=== principes/partage.md
---
titre: Partage
en_bref: On partage.
---
=== themes/rue.md
---
titre: La rue
---
=== groupes/enfants.md
---
titre: Enfants
en_bref: Les plus petits.
---
=== acteurs/ecole.md
---
titre: École
en_bref: On y apprend.
---
=== politiques/cadre.md
---
titre: Vivre ici
en_bref: Ce qui nous tient.
genre: cadre
principes: [partage]
objectifs:
  - {id: jouer, titre: Jouer dehors}
---
=== actions/tournee.md
---
titre: Tournée des rangs
en_bref: De rang en rang.
genre: projet
statut: realisee
periode: 2020/2021
annonce: {activite: 4}
principes: [partage]
faits:
  - {libelle: Personnes, valeur: [près de 40, "50", près de 40]}
---
=== actions/banc.md
---
titre: Banc de la côte
en_bref: On s’assoit à mi-côte.
statut: en-cours
periode: 2021/..
realise: [cadre#jouer]
---
=== demarche/reve.md
---
titre: Premier rêve
genre: jalon
quand: 2018
---

Tout commence par une **idée**.
=== demarche/rang-un.md
---
titre: Veillée du rang un
genre: consultation
quand: 2020-02
fait_partie_de: [tournee]
groupes: [enfants]
partenaires: [ecole]
participants: [12, 15]
nourrit: [cadre]
themes: [rue]
apports:
  - {texte: On veut un banc., suite: retenu, nourrit: [banc]}
  - {texte: On veut un lac., suite: non-retenu, raison: Il n’y a pas d’eau.}
  - {texte: On veut jouer., suite: en-partie, raison: Pas la nuit., nourrit: [cadre#jouer, banc]}
---
=== demarche/rang-deux.md
---
titre: Veillée du rang deux
genre: consultation
quand: 2020-02
fait_partie_de: [tournee]
nourrit: [cadre]
apports:
  - {texte: On veut un pont., suite: a-l-etude}
  - texte: On veut du soleil.
---
=== demarche/marche.md
---
titre: Marche au village
genre: consultation
quand: 2020-01-20
en_bref: On marche et on parle.
---
=== demarche/tri.md
---
titre: Tri des idées
genre: synthese
quand: 2020-03-01
fait_partie_de: [tournee]
nourrit: [cadre, banc]
---
=== demarche/retour.md
---
titre: Retour dans les rangs
genre: consultation
quand: 2021-05
fait_partie_de: [tournee]
---
"""

OPEN = """
=== demarche/sondage.md
---
titre: Sondage sur le parc
en_bref: Quel parc voulons-nous?
genre: consultation
quand: 2030-12/2031-02
participer:
  jusqu_au: 2031-02-03
  telephone: +1 418 555-0100, poste 12
  adresse: 1, place Inventée
  lieu: À l’école, le samedi
  courriel: parc@exemple.invalid
  en_ligne: https://exemple.invalid/parc
  precisions: Garde d’enfants sur place.
---
=== demarche/atelier.md
---
titre: Atelier du parc
genre: atelier
quand: 2031-01-20
participer: {jusqu_au: 2031-01-20, lieu: "Salle du rang, 19 h"}
---
"""

Pages = Mapping[str, Element]
Make = Callable[..., tuple[Site, Pages]]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return what builds a town of blocks for a day, and reads its pages."""

    def made(blocks: str, day: date = date(2031, 1, 1)) -> tuple[Site, Pages]:
        files, written = read_blocks(blocks)
        options, wrong = read_test_options(written)
        site = build(write(files, tmp_path), replace(options, today=day))
        assert [*map(str, wrong), *(str(p) for p in site.problems if p.code > "P312")] == []
        pages = {
            file.path: parse(str(file.content).split("---\n", 2)[2])
            for file in site.files
            if file.path.endswith(".md")
        }
        return site, pages

    return made


def texts(page: Element, name: str) -> list[str]:
    """Return the texts of the elements of a class."""
    return [element.text for element in page.with_class(name)]


def shown(page: Element) -> str:
    """Return the text of a page but for what is hidden until a later day."""
    return " ".join(
        child if isinstance(child, str) else shown(child)
        for child in page.children
        if isinstance(child, str) or "hidden" not in child.attributes
    )


def plain(text: str) -> str:
    return " ".join(text.split())


def labels(menu: Menu) -> list[str]:
    return [
        text
        for label, below in menu
        for text in [label, *(labels(below) if isinstance(below, list) else [])]
    ]


# --- The time line ---


def test_the_time_line_goes_by_year_and_ties_the_activities_of_a_project_together(
    make: Make,
) -> None:
    _, pages = make(PROCESS)
    page = pages["demarche/index.md"]
    told = [e.text for e in page.all("h2", "h3", "h4")]
    assert told == [
        "2018",
        "Premier rêve",
        "2020",
        "Marche au village",
        "Tournée des rangs projet",
        "Veillée du rang deux",
        "Veillée du rang un",
        "Tri des idées",
        "2021",
        "Retour dans les rangs",
    ]
    (strand,) = page.with_class("pp-strand")
    assert texts(strand, "pp-moment__when") == [
        "février 2020 2 activités",
        "1er mars 2020 synthèse",
    ]


def test_the_time_line_counts_its_activities_and_those_that_were_announced(make: Make) -> None:
    _, pages = make(PROCESS)
    page = pages["demarche/index.md"]
    (total,) = page.with_class("pp-total")
    assert [span.text for span in total.all("span")] == ["4 consultations", "1 jalon", "1 synthèse"]
    (summary,) = page.with_class("pp-process__sum")
    said = [p.text for p in summary.all("p")]
    assert "Tournée des rangs : 4 activités annoncées, 4 documentées ici." in said


def test_an_activity_of_the_time_line_says_who_for_whom_how_many_and_what_it_became(
    make: Make,
) -> None:
    _, pages = make(PROCESS)
    page = pages["demarche/index.md"]
    (piece,) = (e for e in page.all("li") if e.attributes.get("id") == "moment-rang-un")
    assert texts(piece, "pp-moment__line") == [
        "Participation 12 ou 15, selon la source",
        "Pour qui Enfants",
        "Avec qui École",
        "Entendu 3 paroles",
        # What every activity of the project fed is said once, under its name.
        "Ce que c’est devenu Banc de la côte, Jouer dehors",
    ]
    (strand,) = page.with_class("pp-strand")
    own = [e.text for e in strand.children if isinstance(e, Element) and e.tag == "p"]
    assert own == ["Ce que c’est devenu Vivre ici"]


def test_what_sources_say_of_a_project_is_said_once_and_leads_to_its_other_years(
    make: Make,
) -> None:
    _, pages = make(PROCESS)
    page = pages["demarche/index.md"]
    (head,) = page.with_class("pp-strand__head")
    assert texts(head, "pp-moment__line") == [
        "Personnes près de 40 ou 50, selon la source",
        "Comprend aussi mai 2021",
    ]
    (moment,) = (e for e in page.all("div") if e.attributes.get("id") == "moment-retour")
    assert texts(moment, "pp-moment__line") == [
        "Fait partie de Tournée des rangs; aussi : février 2020, février 2020, 1er mars 2020"
    ]
    anchors = {e.attributes.get("id") for e in page.all()}
    links = [a.attributes["href"] for a in moment.all("a")]
    assert {link[1:] for link in links if link.startswith("#")} <= anchors


def test_an_activity_without_a_sentence_is_told_by_the_first_words_of_its_text(make: Make) -> None:
    _, pages = make(PROCESS)
    (moment,) = (
        e for e in pages["demarche/index.md"].all("div") if e.attributes.get("id") == "moment-reve"
    )
    assert "Tout commence par une idée." in [p.text for p in moment.all("p")]


def test_an_activity_that_others_belong_to_comes_before_them(make: Make) -> None:
    blocks = """
=== demarche/grand.md
---
titre: Grand rendez-vous
quand: 2020-05/2020-06
---
=== demarche/avant.md
---
titre: Préparation
quand: 2020-02
fait_partie_de: [grand]
---
=== demarche/suite.md
---
titre: Suite
quand: 2022
fait_partie_de: [grand]
---
=== demarche/boucle.md
---
titre: Boucle
quand: 2021
fait_partie_de: [autre-boucle]
---
=== demarche/autre-boucle.md
---
titre: Autre boucle
quand: 2021
fait_partie_de: [boucle]
---
"""
    _, pages = make(blocks)
    page = pages["demarche/index.md"]
    strand = next(iter(page.with_class("pp-strand")))
    assert [e.text for e in strand.all("h3", "h4")] == ["Grand rendez-vous", "Préparation"]
    # From another year they lead to it once, by its name, and to the others by their dates.
    (later,) = (e for e in page.all("div") if e.attributes.get("id") == "moment-suite")
    assert texts(later, "pp-moment__line") == [
        "Fait partie de Grand rendez-vous; aussi : février 2020"
    ]


# --- What was heard, and what it became ---


def test_what_was_heard_is_listed_by_what_it_became_with_links_status_and_reason(
    make: Make,
) -> None:
    _, pages = make(PROCESS)
    page = pages["demarche/vous-avez-dit.md"]
    assert [e.text for e in page.all("h2")] == [
        "Retenu 1",
        "Retenu en partie 1",
        "À l’étude 1",
        "Non retenu 1",
        "Sans suite documentée 1",
        "Par thème",
    ]
    assert texts(page, "pp-total") == ["5 paroles entendues"]
    assert [e.text for e in page.with_class("pp-heard__one")] == [
        "On veut un banc. Veillée du rang un, février 2020 Banc de la côte action En cours",
        "On veut jouer. Veillée du rang un, février 2020 Jouer dehors objectif Banc de la côte "
        "action En cours Pourquoi : Pas la nuit.",
        "On veut un pont. Veillée du rang deux, février 2020 On y réfléchit encore.",
        "On veut un lac. Veillée du rang un, février 2020 Pourquoi : Il n’y a pas d’eau.",
        "On veut du soleil. Veillée du rang deux, février 2020 La suite n’est pas encore "
        "documentée.",
    ]
    (by_theme,) = (e for e in page.all("details"))
    assert by_theme.text.startswith("La rue 3 On veut un banc. Retenu")
    anchors = {e.attributes.get("id") for e in page.all()}
    assert {a.attributes["href"][1:] for a in by_theme.all("a")} <= anchors


def test_the_page_of_what_was_heard_stands_in_the_menu_under_its_list(make: Make) -> None:
    site, _ = make(PROCESS)
    (below,) = (below for label, below in site.menu if label == "Activités")
    assert below == [
        ("Activités", "demarche/index.md"),
        ("Vous avez dit, c’est devenu", "demarche/vous-avez-dit.md"),
    ]


def test_where_nothing_was_heard_there_is_no_such_page_and_the_gap_is_said_once(
    make: Make,
) -> None:
    site, pages = make("=== demarche/veillee.md\n---\ntitre: Veillée\nquand: 2020\n---\n")
    assert [path for path in pages if "vous-avez-dit" in path] == []
    assert "Vous avez dit, c’est devenu" not in labels(site.menu)
    assert len(texts(pages["demarche/index.md"], "pp-year__rest")) == 1


def test_the_page_of_an_activity_answers_each_word_then_says_what_it_fed_as_a_whole(
    make: Make,
) -> None:
    _, pages = make(PROCESS)
    page = pages["demarche/rang-un.md"]
    assert [e.text for e in page.with_class("pp-heard__one")] == [
        "On veut un banc. Retenu Banc de la côte action En cours",
        "On veut un lac. Non retenu Pourquoi : Il n’y a pas d’eau.",
        "On veut jouer. Retenu en partie Jouer dehors objectif Banc de la côte action En cours "
        "Pourquoi : Pas la nuit.",
    ]
    headings = [e.text for e in page.all("h2")]
    assert headings[:2] == ["Vous avez dit, c’est devenu", "Ce que cette consultation a nourri"]
    assert texts(page, "pp-lines") == ["Vivre ici Ce qui nous tient."]


def test_an_activity_where_people_spoke_says_that_their_words_are_missing(make: Make) -> None:
    _, pages = make(PROCESS)
    gap = "Les paroles des gens ne sont pas encore documentées ici."
    assert gap in pages["demarche/retour.md"].text
    assert gap not in pages["demarche/reve.md"].text
    assert gap not in pages["demarche/rang-un.md"].text


def test_what_was_born_of_words_quotes_them_with_where_they_were_said(make: Make) -> None:
    _, pages = make(PROCESS)
    page = pages["actions/banc.md"]
    assert "Née de ce que vous avez dit" in [e.text for e in page.all("h2")]
    (born,) = page.with_class("pp-born")
    assert [li.text for li in born.all("li")] == [
        "On veut un banc. Veillée du rang un, février 2020",
        "On veut jouer. Veillée du rang un, février 2020 · retenu en partie",
    ]
    links = [a.attributes["href"] for a in born.all("a")]
    assert links == ["../demarche/rang-un.html#rang-un-1", "../demarche/rang-un.html#rang-un-3"]
    anchors = {e.attributes.get("id") for e in pages["demarche/rang-un.md"].all()}
    assert {link.partition("#")[2] for link in links} <= anchors
    # The rest of the process is still named; what is quoted is not named twice.
    (relations,) = page.with_class("pp-relations")
    assert "Tri des idées" in relations.text
    assert "Veillée du rang un" not in relations.text


def test_a_policy_is_born_of_what_fed_its_objectives_too(make: Make) -> None:
    _, pages = make(PROCESS)
    (born,) = pages["politiques/cadre.md"].with_class("pp-born")
    assert born.text == (
        "On veut jouer. Veillée du rang un, février 2020 · a nourri Jouer dehors · retenu en partie"
    )


def test_nothing_is_born_of_what_was_not_kept(make: Make) -> None:
    blocks = PROCESS.replace(
        "raison: Il n’y a pas d’eau.}", "raison: Il n’y a pas d’eau., nourrit: [tournee]}"
    )
    _, pages = make(blocks)
    assert list(pages["actions/tournee.md"].with_class("pp-born")) == []


# --- What is open ---


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2030, 11, 30), "À venir : de décembre 2030 au 3 février 2031"),
        (date(2030, 12, 1), "Ouverte jusqu’au 3 février 2031"),
        (date(2031, 2, 3), "Ouverte jusqu’au 3 février 2031"),
        (date(2031, 2, 4), "Terminée le 3 février 2031"),
    ],
)
def test_an_activity_is_to_come_open_or_over_on_the_day_of_the_build(
    make: Make, day: date, state: str
) -> None:
    _, pages = make(OPEN, day)
    states = [
        e.text
        for e in pages["demarche/sondage.md"].with_class("pp-state")
        if "hidden" not in e.attributes
    ]
    assert states == [state]


@pytest.mark.parametrize("path", ["index.md", "demarche/index.md"])
def test_what_is_open_stands_first_on_the_home_page_and_on_the_time_line(
    make: Make, path: str
) -> None:
    _, pages = make(OPEN)
    (section,) = pages[path].with_class("pp-open")
    assert [e.text for e in section.all("h3")] == ["Sondage sur le parc", "Atelier du parc"]
    assert plain(shown(section)).startswith(
        "Participer Sondage sur le parc Ouverte jusqu’au 3 février 2031 Quel parc voulons-nous?"
    )
    assert next(pages[path].all("h2")).text == "Participer"


@pytest.mark.parametrize("path", ["index.md", "demarche/index.md"])
def test_what_is_over_stands_there_no_more(make: Make, path: str) -> None:
    _, pages = make(OPEN, date(2031, 2, 4))
    assert list(pages[path].with_class("pp-open")) == []


def test_the_ways_to_take_part_begin_with_those_that_need_no_internet(make: Make) -> None:
    _, pages = make(OPEN)
    page = pages["demarche/sondage.md"]
    (ways,) = page.with_class("pp-ways")
    assert [li.text for li in ways.all("li")] == [
        "Par téléphone +1 418 555-0100, poste 12",
        "Sur papier 1, place Inventée",
        "En personne À l’école, le samedi",
        "Par courriel parc@exemple.invalid",
        "En ligne ouvrir la page pour participer : Sondage sur le parc",
    ]
    assert [a.attributes["href"] for a in ways.all("a")] == [
        "tel:+14185550100",
        "mailto:parc@exemple.invalid",
        "https://exemple.invalid/parc",
    ]
    assert texts(page, "pp-ways__more") == ["Garde d’enfants sur place."]


def test_the_days_are_written_as_data_for_the_days_that_pass_after_the_build(make: Make) -> None:
    site, pages = make(OPEN)
    page = pages["demarche/sondage.md"]
    dated = [e.attributes for e in page.all() if {"data-until", "data-from"} & set(e.attributes)]
    assert {a["data-until"] for a in dated if "data-until" in a} == {"2031-02-03"}
    assert {a["data-from"] for a in dated if "data-from" in a} == {"2031-02-04"}
    assert all("hidden" in a for a in dated if "data-from" in a)
    assert {t.attributes["datetime"] for t in page.all("time")} == {"2031-02-03"}
    asked = {f.path: "scripts: [" in str(f.content) for f in site.files if f.path.endswith(".md")}
    # The section hides with the last of what it holds.
    (section,) = pages["index.md"].with_class("pp-open")
    assert section.attributes["data-until"] == "2031-02-03"
    assert asked["demarche/sondage.md"]
    assert asked["index.md"]
    assert asked["demarche/index.md"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("", "Terminée le 3 février 2031. Les résultats ne sont pas encore publiés ici."),
        (
            "apports: [{texte: On veut de l’ombre.}]",
            "Terminée le 3 février 2031 : voici ce que c’est devenu.",
        ),
        (
            "nourrit: [activite:atelier]",
            "Terminée le 3 février 2031 : voici ce que c’est devenu.",
        ),
    ],
)
def test_what_is_over_leads_to_its_results_or_says_that_they_are_missing(
    make: Make, more: str, sentence: str
) -> None:
    blocks = OPEN.replace("genre: consultation\n", f"genre: consultation\n{more}\n", 1)
    _, pages = make(blocks, date(2031, 3, 1))
    page = pages["demarche/sondage.md"]
    assert [text.replace(" .", ".") for text in texts(page, "pp-closed")] == [sentence]
    anchors = {e.attributes.get("id") for e in page.all()}
    (closed,) = page.with_class("pp-closed")
    assert {a.attributes["href"][1:] for a in closed.all("a")} <= anchors


@pytest.mark.parametrize(
    ("until", "ended"),
    [("2031-02", "en février 2031"), ("2031", "en 2031"), ("2031-22", "à l’été 2031")],
)
def test_a_last_day_that_is_not_known_to_the_day_is_said_as_it_is_known(
    make: Make, until: str, ended: str
) -> None:
    blocks = OPEN.replace("jusqu_au: 2031-02-03", f"jusqu_au: {until}")
    _, pages = make(blocks, date(2032, 3, 1))
    assert texts(pages["demarche/sondage.md"], "pp-state") == [f"Terminée {ended}"]


# --- In other words ---

WORDS = """
=== mkdocs.yml
vocabulaire:
  activite: {singulier: remue-méninges, pluriel: remue-méninges, genre: m, dossier: chemin}
  objectif: {singulier: chantier, pluriel: chantiers, genre: m}
  theme: {singulier: sujet, pluriel: sujets, genre: m}
=== politiques/cadre.md
---
titre: Vivre ici
en_bref: Ce qui nous tient.
objectifs: [{id: jouer, titre: Jouer dehors}]
---
=== themes/rue.md
---
titre: La rue
---
=== chemin/midi.md
---
titre: Midi
quand: 2030-12
themes: [rue]
nourrit: [cadre]
apports:
  - {texte: On veut jouer., suite: retenu, nourrit: [cadre#jouer]}
participer: {jusqu_au: 2031-01-31, lieu: À la salle}
---
=== chemin/soir.md
---
titre: Soir
quand: 2029
---
"""


def test_the_process_is_told_in_local_words(make: Make) -> None:
    _, pages = make(WORDS)
    assert texts(pages["chemin/index.md"], "pp-total") == ["2 remue-méninges"]
    (state, *_) = pages["chemin/midi.md"].with_class("pp-state")
    assert state.text == "Ouvert jusqu’au 31 janvier 2031"
    headings = [e.text for e in pages["chemin/midi.md"].all("h2")]
    assert "Ce que ce remue-méninges a nourri" in headings
    page = pages["chemin/vous-avez-dit.md"]
    assert "Jouer dehors chantier" in page.text
    assert [e.text for e in page.all("h2")][-1] == "Par sujet"

"""What entries wait for: of whom, by when, and every place that says it."""

import json
from datetime import date
from pathlib import Path

import pytest
from conftest import Town
from council_site import COUNCIL, COUNCIL_DAY
from parapluie.meaning.awaited import awaited, awaited_from, by_whom
from parapluie.meaning.graph import Graph
from site_tools import copy_site, core_site, parse, run

WORD = """\
=== acteurs/voirie.md
---
titre: Voirie
---
=== actions/parc.md
---
titre: Parc
attend: {quoi: Un vote, qui: conseil, d_ici: 2027-03-15}
---
=== actions/quai.md
---
titre: Quai
attend: {quoi: Un devis, qui: voirie, d_ici: 2026-10}
---
=== actions/pont.md
---
titre: Pont
statut: realisee
attend: {quoi: Un contrat, qui: conseil, d_ici: 2020}
---
=== actions/banc.md
---
titre: Banc
attend: {quoi: Une réponse}
---
"""
DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    site = core_site(COUNCIL, COUNCIL_DAY)
    return {
        file.path: file.content if isinstance(file.content, str) else file.content.decode("utf-8")
        for file in site.files
        if file.path.endswith((".md", ".ics", ".json", ".csv"))
    }


def said(text: str) -> str:
    return parse(text).text.replace("\u00a0", " ")


def test_what_is_awaited_stands_late_first_the_council_before_others(town: Town) -> None:
    graph = town(WORD)
    found = awaited(graph, DAY)
    assert [(one.entry.id, one.is_late) for one in found] == [
        ("quai", True),
        ("parc", False),
        ("banc", False),
    ]
    assert [(row.of and row.of.id, row.word) for row in by_whom(found)] == [
        (None, "conseil"),
        ("voirie", ""),
        (None, ""),
    ]
    voirie = graph.get(("acteur", "voirie"))
    assert voirie is not None
    assert [one.entry.id for one in awaited_from(graph, voirie, DAY)] == ["quai"]


def test_the_word_of_the_council_is_no_dead_link(town: Town) -> None:
    graph: Graph = town(WORD)
    assert graph.problems == []
    (one,) = (one for one in awaited(graph, DAY) if one.is_of_council)
    assert one.of is None


def test_the_page_of_an_entry_says_what_it_waits_for(files: dict[str, str]) -> None:
    text = said(files["actions/parc.md"])
    assert (
        "En attente : Une décision sur le prix de l’abri neuf, d’ici le 15 mars 2027 "
        "(Conseil municipal)." in " ".join(text.split())
    )
    assert "Attend une réponse de" not in text
    policy = " ".join(said(files["politiques/familles-et-aines.md"]).split())
    assert "En attente : L’accord de la fabrique pour la salle." in policy


def test_the_page_of_an_actor_says_what_is_awaited_from_it(files: dict[str, str]) -> None:
    text = " ".join(said(files["acteurs/club-des-aines.md"]).split())
    assert "Ce qu’on en attend" in text
    assert "Une personne pour conduire le vendredi, d’ici janvier 2027." in text
    assert files["acteurs/club-des-aines.md"].count("En attente") == 0


def test_the_follow_up_lists_what_is_awaited_by_whom(files: dict[str, str]) -> None:
    text = " ".join(said(files["suivi/index.md"]).split())
    start = text.index("Ce qui attend une décision du conseil")
    assert text.index("abri neuf", start) < text.index("Attendu de : Club des aînés", start)
    assert "Sans que l’on dise de qui" in text
    assert "Attendu : Une décision sur le prix de l’abri neuf" in text[text.index("douze") :]


def test_calendars_hold_the_day_and_data_the_words(files: dict[str, str]) -> None:
    calendar = files["donnees/calendrier.ics"].replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20270315" in calendar
    assert "d’ici ce jour\\, Une décision sur le prix de l’abri neuf" in calendar
    whole = json.loads(files["donnees/parapluie.json"])
    held = {one["id"]: one["champs"].get("attend") for one in whole["entrees"]}
    parc = held["action/parc"]
    assert (parc["quoi"], parc["qui"]) == (
        "Une décision sur le prix de l’abri neuf",
        "acteur/conseil",
    )
    assert parc["d_ici"]["texte"] == "2027-03-15"
    assert "Une personne pour conduire le vendredi" in files["donnees/tableaux/action.csv"]
    (link,) = (
        one
        for entry in whole["entrees"]
        if entry["id"] == "action/navette"
        for one in entry["liens"]
        if one["type"] == "qui"
    )
    assert link["entree"] == "acteur/club-des-aines"


def test_the_command_says_what_is_awaited_and_of_whom(tmp_path: Path) -> None:
    folder = copy_site(COUNCIL, tmp_path / "town")
    said = run("-m", "parapluie", "attentes", cwd=folder, day=COUNCIL_DAY).stdout
    assert said.splitlines()[:2] == [
        "Ce qui attend une décision du conseil",
        "- Parc du ruisseau : Une décision sur le prix de l’abri neuf, d’ici le 15\u00a0mars 2027 "
        "(contenu/actions/parc.md:2)",
    ]
    assert "Attendu de : Club des aînés" in said
    assert (
        "Club"
        not in run("-m", "parapluie", "attentes", "--conseil", cwd=folder, day=COUNCIL_DAY).stdout
    )


def test_what_is_awaited_follows_a_renaming_and_a_workbook(tmp_path: Path) -> None:
    folder = copy_site(COUNCIL, tmp_path / "town")

    def done(*given: str) -> str:
        ended = run("-m", "parapluie", *given, cwd=folder, day=COUNCIL_DAY)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    done("renommer", "acteur:club-des-aines", "club")
    navette = folder / "contenu" / "actions" / "navette.md"
    assert "vendredi, qui: club, d_ici: 2027-01}" in navette.read_text("utf-8")
    done("renommer", "acteur:conseil", "elus")
    parc = folder / "contenu" / "actions" / "parc.md"
    parc.write_text(parc.read_text("utf-8").replace("qui: elus", "qui: conseil"), "utf-8")
    done("exporter", "tableur", "sortie")
    (sheet,) = (folder / "sortie").glob("*action*.csv")
    text = sheet.read_text("utf-8-sig")
    assert "Une décision sur le prix de l’abri neuf | conseil | 2027-03-15" in text
    changed = text.replace("l’abri neuf | conseil | 2027-03-15", "l’abri | conseil | 2027-04")
    sheet.write_text(changed, "utf-8-sig")
    done("importer", "tableur", "sortie", "--appliquer", "--oui")
    assert "d_ici: 2027-04" in parc.read_text("utf-8")
    assert "qui: conseil" in parc.read_text("utf-8")

"""Links that say why: read with their places, checked, kept by all that moves them, published."""

import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from command_tools import command
from parapluie.build.understanding import understand
from parapluie.desk.browser_forms import configuration
from parapluie.meaning.wordings import reasons_about
from parapluie.problems import Severity
from site_tools import contents, core_arguments, core_site

TOWN = """\
=== principes/eau.md
---
titre: Eau
en_bref: L’eau se protège.
---

Le lac.
=== principes/air.md
---
titre: Air
en_bref: L’air se respire.
---

Le vent.
=== groupes/pecheurs.md
---
titre: Pêcheurs
---

Au lac.
=== politiques/_defauts.yml
releve_de:
  - vers: cadre
    parce_que: Tout relève du [[cadre]].
=== politiques/cadre.md
---
titre: Cadre
en_bref: Le cadre.
releve_de: []
principes: [air]
---

Texte.
=== politiques/lac.md
---
titre: Politique du lac
en_bref: Le lac.
groupes:
  - vers: pecheurs
    parce_que: Ils vivent du lac.
principes:
  - vers: eau  # un mot
    parce_que: >-
      Tout le village boit l’eau du lac,
      comme le dit [[action:puits|le puits]].
    depuis: 2024-02
    jusqu_a: 2030
    preuve: pv
    appui: principal
  - air
objectifs:
  - id: rives
    titre: Des rives propres
    principes:
      - vers: eau
        parce_que: Les rives filtrent l’eau.
        preuve: {titre: Un livre; le bon, url: "https://exemple.ca/livre", date: 2022}
sources:
  - {cle: pv, titre: Procès-verbal}
---

Texte.
=== actions/puits.md
---
titre: Fermer les vieux puits
en_bref: Des puits.
realise:
  - vers: lac#rives
    parce_que: Un puits ouvert salit la nappe.
---

Texte.
"""
CONFIGURATION = """\
site_name: Essai
docs_dir: contenu
use_directory_urls: false
theme: {name: material, language: fr, font: false}
plugins:
  - parapluie: {organisation: la Ville}
"""


@pytest.fixture
def town(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    for path, text in _blocks(TOWN):
        file = tmp_path / "contenu" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    for block in text.split("=== ")[1:]:
        path, _, content = block.partition("\n")
        yield path, content


def lake(town: Path) -> Path:
    return town / "contenu/politiques/lac.md"


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def allowed(words: str) -> int:
    # A scalar in a block begins on the line of its key.
    return 2 if words.startswith("[[") else 0


def place(town: Path, words: str) -> int:
    text = lake(town).read_text("utf-8")
    return text[: text.index(words)].count("\n") + 1


def page(town: Path, path: str) -> str:
    files = {file.path: file.content for file in core_site(town).files}
    return str(files[path])


def test_each_part_is_read_and_the_link_still_leads_where_its_id_says(town: Path) -> None:
    _, graph, problems = understand(*core_arguments(town))
    assert [str(p) for p in problems if p.severity is Severity.ERROR] == []
    policy = graph.get(("politique", "lac"))
    assert policy is not None
    assert policy.fields["principes"] == ("eau", "air")
    water, air = graph.out(policy, "principes")
    assert water.why == "Tout le village boit l’eau du lac, comme le dit le puits."
    assert water.reason is not None
    assert water.reason.is_main
    assert (str(water.reason.since), str(water.reason.until)) == ("février 2024", "2030")
    assert air.reason is None
    assert air.why == ""
    (framework,) = graph.out(policy, "releve_de")
    assert framework.why == "Tout relève du Cadre."
    well = graph.get(("action", "puits"))
    assert well is not None
    assert [link.origin.id for link in graph.into(well, "mention")] == ["lac"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("depuis: 2024-02", "depui: 2024-02", "vouliez-vous dire « depuis »"),
        ("jusqu_a: 2030", "jusqu_a: 1999", "« jusqu_a » (1999) vient avant « depuis »"),
        ("depuis: 2024-02", "depuis: hier", "« hier »"),
        ("appui: principal", "appui: fort", "principal"),
        ("preuve: pv", "preuve: [pv]", "la clé d’une source de la page"),
        ("preuve: pv", "preuve: pvv", "« pvv »"),
        ("vers: eau  # un mot", "vers: eaux", "« eaux »"),
        ("vers: eau  # un mot\n    parce_que: >-", "parce_que: >-", "il manque « vers »"),
        ("[[action:puits|le puits]]", "[[action:puit]]", "[[action:puit]]"),
        ('"https://exemple.ca/livre"', '"http://exemple.ca/livre"', "http://exemple.ca"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(town: Path, old: str, new: str, words: str) -> None:
    replaced(lake(town), old, new)
    told = command("verifier", cwd=town).out
    lines = [line for line in told.splitlines() if words in line]
    assert lines, told
    assert lines[0].startswith("contenu/politiques/lac.md:"), told
    assert abs(int(lines[0].split(":")[1]) - place(town, new)) <= allowed(words), told


def test_a_record_that_says_why_itself_takes_no_mapping(town: Path) -> None:
    replaced(lake(town), "objectifs:", "tensions:\n  - avec: {vers: air}\nobjectifs:")
    told = command("verifier", cwd=town).out
    assert "avec" in told
    assert "P203" in told


def test_what_a_reason_names_follows_a_new_name_wherever_it_stands(town: Path) -> None:
    assert command("renommer", "action:puits", "vieux-puits", cwd=town).code == 0
    assert "comme le dit [[action:vieux-puits|le puits]]." in lake(town).read_text("utf-8")
    assert command("renommer", "politique:cadre", "charpente", cwd=town).code == 0
    defaults = (town / "contenu/politiques/_defauts.yml").read_text("utf-8")
    assert defaults == (
        "releve_de:\n  - vers: charpente\n    parce_que: Tout relève du [[charpente]].\n"
    )
    assert command("renommer", "principe:eau", "onde", cwd=town).code == 0
    assert "  - vers: onde  # un mot\n    parce_que: >-\n" in lake(town).read_text("utf-8")
    assert command("verifier", cwd=town).code == 0


def test_a_link_that_another_takes_the_place_of_keeps_its_reason(town: Path) -> None:
    done = command("supprimer", "principe:air", "--remplace-par", "principe:eau", cwd=town)
    assert done.code == 0, done.out + done.err
    text = lake(town).read_text("utf-8")
    assert text.count("vers: eau") == 2
    assert "- air" not in text
    assert "- eau\n" not in text


def test_a_workbook_shows_the_reasons_and_brings_them_back(town: Path) -> None:
    book = town / "contenu.xlsx"
    assert command("exporter", "tableur", book, cwd=town).code == 0
    before = contents(town / "contenu")
    assert "Rien ne change" in command("importer", "tableur", book, cwd=town).out
    opened = openpyxl.load_workbook(book)
    sheet = opened["Politiques"]
    head = [cell.value for cell in sheet[1]]
    why = head.index("Parce que (principes)")
    assert head[why - 1] == "Applique"
    assert "Parce que (relève de)" in head
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "lac")
    assert row[why].value == (
        "eau | Tout le village boit l’eau du lac, comme le dit [[action:puits|le puits]]. "
        "| 2024-02 | 2030 | pv | Principal"
    ).replace("puits|le", "puits\\|le")
    row[why].value += "\nair | Le vent du lac."
    actions = opened["Actions"]
    names = [cell.value for cell in actions[1]]
    well = next(row for row in actions.iter_rows(min_row=2) if row[0].value == "puits")
    well[names.index("Réalise")].value = "lac"
    opened.save(book)
    done = command("importer", "tableur", book, "--appliquer", "--oui", cwd=town)
    assert done.code == 0, done.out + done.err
    assert "  - vers: air\n    parce_que: Le vent du lac.\n" in lake(town).read_text("utf-8")
    text = (town / "contenu/actions/puits.md").read_text("utf-8")
    assert "nappe" not in text
    assert "lac#rives" not in text
    assert contents(town / "contenu") != before
    assert command("verifier", cwd=town).code == 0


@pytest.mark.parametrize(
    ("added", "words"),
    [
        ("\npluie | Il pleut.", "« pluie » a une raison ici, mais n’est pas dans la colonne"),
        ("\neau | Encore.", "« eau » a deux lignes"),
        ("\nair | Le vent. | hier", "« hier »"),
    ],
)
def test_a_reason_that_has_no_link_is_refused_in_its_cell(
    town: Path, added: str, words: str
) -> None:
    book = town / "contenu.xlsx"
    assert command("exporter", "tableur", book, cwd=town).code == 0
    opened = openpyxl.load_workbook(book)
    sheet = opened["Politiques"]
    why = [cell.value for cell in sheet[1]].index("Parce que (principes)")
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "lac")
    row[why].value += added
    opened.save(book)
    before = contents(town / "contenu")
    done = command("importer", "tableur", book, "--appliquer", "--oui", cwd=town)
    assert done.code != 0
    assert contents(town / "contenu") == before
    assert words in done.out + done.err
    assert row[why].coordinate in done.out + done.err


def test_both_sides_print_the_reason_with_its_links_and_its_proof(town: Path) -> None:
    here, there = page(town, "politiques/lac.md"), page(town, "groupes/pecheurs.md")
    assert "Ils vivent du lac." in here
    assert "Ils vivent du lac." in there
    origin = page(town, "politiques/cadre.md")
    assert "Tout relève du" in origin


def test_open_data_tells_why(town: Path) -> None:
    files = {file.path: file.content for file in core_site(town).files}
    whole = json.loads(str(files["donnees/parapluie.json"]))
    policy = next(one for one in whole["entrees"] if one["id"] == "politique/lac")
    told = next(one for one in policy["liens"] if one.get("appui"))
    assert told == {
        "type": "principes",
        "entree": "principe/eau",
        "parce_que": "Tout le village boit l’eau du lac, comme le dit le puits.",
        "depuis": {"texte": "2024-02", "debut": "2024-02-01", "fin": "2024-02-29"},
        "jusqu_a": {"texte": "2030", "debut": "2030-01-01", "fin": "2030-12-31"},
        "preuve": "pv",
        "appui": "principal",
    }
    objective = next(one for one in whole["entrees"] if one["id"] == "objectif/lac/rives")
    proof = next(one["preuve"] for one in objective["liens"] if "preuve" in one)
    assert proof["titre"] == "Un livre; le bon"
    assert proof["date"]["texte"] == "2022"
    table = bytes(files["donnees/tableaux/liens.csv"]).decode("utf-8-sig")  # type: ignore[arg-type]
    (line,) = (row for row in table.splitlines() if "principal" in row)
    assert line == (
        "politique/lac;principes;applique;principe/eau;;"
        '"Tout le village boit l’eau du lac, comme le dit le puits.";2024-02;2030;pv;principal'
    ).replace('"', "")
    linked = json.loads(str(files["donnees/parapluie.jsonld"]))
    node = next(one for one in linked["@graph"] if one.get("schema:name") == "Politique du lac")
    said = [one for one in node["schema:additionalProperty"] if "schema:startDate" in one]
    assert [one["schema:description"] for one in said] == [told["parce_que"]]


def test_a_reason_that_names_a_draft_goes_out_without_it(town: Path) -> None:
    well = town / "contenu/actions/puits.md"
    replaced(well, "titre: Fermer", "brouillon: oui\ntitre: Secret fermer")
    replaced(lake(town), "[[action:puits|le puits]]", "[[action:puits]]")
    found = core_site(town)
    assert [p.code for p in found.problems if "puits" in str(p)].count("P324") == 1
    shown = "\n".join(str(file.content) for file in found.files if isinstance(file.content, str))
    assert "Secret" not in shown
    assert "nappe" not in shown
    assert "comme le dit" in shown


def test_a_reason_stays_whole_where_only_a_note_is_kept_inside(town: Path) -> None:
    replaced(lake(town), "titre: Politique du lac", "titre: Politique du lac\nnote_interne: Psitt.")
    found = core_site(town)
    shown = {file.path: str(file.content) for file in found.files}
    assert "comme le dit <a" in shown["politiques/lac.md"]
    assert not [path for path, text in shown.items() if "Psitt" in text]


def test_a_new_entry_is_asked_why_it_depends_on_what_it_names(town: Path) -> None:
    done = command("nouveau", "action", "--titre", "Mesurer", "--realise", "lac#rives", cwd=town)
    text = (town / "contenu/actions/mesurer.md").read_text("utf-8")
    assert "realise:\n  - vers: lac#rives\n    parce_que:\n" in text, done.out
    assert "P2" not in command("verifier", cwd=town).out


def test_a_reason_is_read_again_when_what_it_names_is_worded_otherwise(town: Path) -> None:
    assert command("relire", "--tout", cwd=town).code == 0
    replaced(town / "contenu/principes/eau.md", "L’eau se protège.", "L’eau se partage.")
    told = command("relire", cwd=town).out
    assert "Politique du lac" in told
    assert "sa raison, pour « Eau » : Tout le village boit l’eau du lac" in told
    _, graph, _ = understand(*core_arguments(town))
    policy, water = graph.get(("politique", "lac")), graph.get(("principe", "eau"))
    assert policy
    assert water
    assert len(reasons_about(graph, policy, water)) == 1


def test_a_form_that_would_lose_reasons_does_not_ask_for_these_links(town: Path) -> None:
    _, graph, _ = understand(*core_arguments(town))
    about = {"content": "contenu", "pictures": "illustrations", "host": "local"}
    found = configuration(graph, [], **about, project="", branch="main")
    asked = {one["name"]: {f["name"] for f in one["fields"]} for one in found["collections"]}
    assert not {"principes", "realise", "groupes", "releve_de"} & asked["politique"]
    assert {"themes", "responsable"} <= asked["politique"]

"""The fields that a town adds to kinds: declared by options, and gone wherever fields go."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from case_files import read_test_options
from command_tools import command
from parapluie.build.understanding import understand
from parapluie.desk.browser_forms import configuration
from parapluie.vocabulary.local_words import Vocabulary
from site_tools import core_arguments, core_site

CONFIGURATION = """\
site_name: Essai
docs_dir: contenu
use_directory_urls: false
theme: {name: material, language: fr, font: false}
plugins:
  - parapluie:
      organisation: la Ville
      champs:
        action:
          quartier: {libelle: Quartier, type: choix, choix: [Nord, Sud], aide: Où cela se passe.}
          entretien: {libelle: Coût d’entretien, type: nombre}
          ouvert: {libelle: Ouvert à tous, type: oui-non}
          revu_le: {libelle: Revu le, type: date}
          devise: {libelle: Devise, type: texte}
          comites: {libelle: Comité suivi, type: lien, vers: acteur, plusieurs: oui}
        objectif:
          cote: {libelle: Cote {interne}, type: texte}
""".replace("Cote {interne}", '"Cote {interne}"')
FILES = {
    "actions/banc.md": """\
titre: Un banc
en_bref: Un banc au soleil.
quartier: Sud
entretien: 1 200,5
ouvert: non
revu_le: 2026-03
devise: Assis ensemble
comites:
  - vers: parcs
    parce_que: Il voit au parc.
realise: [plan#o]
""",
    "actions/arbre.md": "titre: Un arbre\nen_bref: De l’ombre.\nquartier: Nord\nouvert: oui\n",
    "acteurs/parcs.md": "titre: Comité des parcs\nen_bref: Les parcs.\n",
    "politiques/plan.md": """\
titre: Plan vert
en_bref: Du vert.
objectifs:
  - id: o
    titre: Verdir
    cote: A1
""",
}


@pytest.fixture
def town(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    for path, header in FILES.items():
        file = tmp_path / "contenu" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{header}---\n\nTexte.\n", "utf-8")
    return tmp_path


def bench(town: Path) -> Path:
    return town / "contenu/actions/banc.md"


def rewritten(town: Path, old: str, new: str) -> str:
    text = bench(town).read_text("utf-8")
    assert old in text
    bench(town).write_text(text.replace(old, new), "utf-8")
    return command("verifier", cwd=town).out


def test_each_is_printed_on_its_page_and_its_links_on_both_sides(town: Path) -> None:
    pages = {file.path: str(file.content) for file in core_site(town).files}
    facts = (
        pages["actions/banc.md"].partition('<dl class="pp-card-facts">')[2].partition("</dl>")[0]
    )
    for label, value in (
        ("Quartier", "Sud"),
        ("Coût d’entretien", "1\u00a0200,5"),
        ("Ouvert à tous", "Non"),
        ("Revu le", "mars 2026"),
        ("Devise", "Assis ensemble"),
    ):
        assert f"<dt>{label}</dt><dd>{value}</dd>" in facts
    assert "Il voit au parc." in pages["actions/banc.md"]
    assert "Il voit au parc." in pages["acteurs/parcs.md"]
    assert "Cote {interne}&nbsp;: A1" in pages["politiques/plan.md"]
    assert "Coût d’entretien" not in pages["actions/arbre.md"]


def test_lists_filter_by_those_that_have_few_values(town: Path) -> None:
    pages = {file.path: str(file.content) for file in core_site(town).files}
    found = pages["actions/index.md"]
    for label, values in (
        ("Quartier", ("Nord", "Sud")),
        ("Ouvert à tous", ("Oui", "Non")),
    ):
        shown = found[found.index(label) :][:900]
        assert all(value in shown for value in values)
    assert "Devise" not in found


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("quartier: Sud", "quartier: Est", "contenu/actions/banc.md:4: P203 « quartier »"),
        ("quartier: Sud", "quartiers: Sud", "P201 « quartiers »"),
        ("entretien: 1 200,5", "entretien: cher", "contenu/actions/banc.md:5: P203 « entretien »"),
        ("ouvert: non", "ouvert: parfois", "P203 « ouvert »"),
        ("revu_le: 2026-03", "revu_le: hier", "P203 « revu_le »"),
        ("vers: parcs", "vers: parc", "P202 « comites »"),
    ],
)
def test_each_is_checked_like_ours(town: Path, old: str, new: str, told: str) -> None:
    assert told in rewritten(town, old, new)


def test_open_data_holds_each(town: Path) -> None:
    files = {file.path: file.content for file in core_site(town).files}
    whole = json.loads(str(files["donnees/parapluie.json"]))
    entry = next(one for one in whole["entrees"] if one["id"] == "action/banc")
    assert entry["champs"]["quartier"] == "Sud"
    assert entry["champs"]["entretien"] == 1200.5
    assert entry["champs"]["ouvert"] is False
    assert {"type": "comites", "entree": "acteur/parcs", "parce_que": "Il voit au parc."} in (
        entry["liens"]
    )
    table = files["donnees/tableaux/action.csv"]
    assert isinstance(table, bytes)
    rows = csv.DictReader(io.StringIO(table.decode("utf-8-sig")), delimiter=";")
    row = next(one for one in rows if one["id"] == "action/banc")
    assert [row[key] for key in ("quartier", "ouvert", "comites")] == ["Sud", "non", "acteur/parcs"]
    linked = json.loads(str(files["donnees/parapluie.jsonld"]))
    node = next(one for one in linked["@graph"] if one.get("schema:name") == "Un banc")
    said = {one["schema:propertyID"] for one in node["schema:additionalProperty"]}
    assert {"quartier", "entretien", "ouvert", "revu_le", "devise", "comites"} <= said


def test_a_workbook_takes_each_there_and_back(town: Path) -> None:
    book = town / "contenu.xlsx"
    assert command("exporter", "tableur", book, cwd=town).code == 0
    assert "Rien ne change" in command("importer", "tableur", book, cwd=town).out
    opened = openpyxl.load_workbook(book)
    sheet = opened["Actions"]
    head = [cell.value for cell in sheet[1]]
    assert "Parce que (comites)" in head
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "banc")
    row[head.index("Quartier")].value = "Nord"
    row[head.index("Ouvert à tous")].value = "Oui"
    opened.save(book)
    done = command("importer", "tableur", book, "--appliquer", "--oui", cwd=town)
    assert done.code == 0, done.out + done.err
    text = bench(town).read_text("utf-8")
    assert "quartier: Nord\n" in text
    assert "ouvert: Oui\n" in text


def test_forms_and_new_entries_ask_for_each(town: Path) -> None:
    _, graph, _ = understand(*core_arguments(town))
    about = {"content": "contenu", "pictures": "illustrations", "host": "local"}
    found = configuration(graph, [], **about, project="", branch="main")
    asked = next(one for one in found["collections"] if one["name"] == "action")["fields"]
    widgets = {one["name"]: one["widget"] for one in asked}
    assert widgets["quartier"] == "select"
    assert widgets["ouvert"] == "boolean"
    assert command("nouveau", "action", "--titre", "Un pont", cwd=town).out
    text = (town / "contenu/actions/un-pont.md").read_text("utf-8")
    assert "# Quartier : Où cela se passe.\n" in text
    assert "# quartier:\n" in text


def test_a_link_of_its_own_follows_a_new_name(town: Path) -> None:
    (town / "contenu/actions/_defauts.yml").write_text("comites: [parcs]\n", "utf-8")
    assert command("renommer", "acteur:parcs", "nos-parcs", cwd=town).code == 0
    assert "vers: nos-parcs\n" in bench(town).read_text("utf-8")
    assert (town / "contenu/actions/_defauts.yml").read_text("utf-8") == "comites: [nos-parcs]\n"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("non", "« champs » : on attend, sous le type d’entrée, un champ par ligne"),
        ({"actio": {}}, "« champs.actio » : « actio » n’est pas un type d’entrée (vouliez-vous"),
        ({"action": ["a"]}, "« champs.action » : on attend"),
        (
            {"action": {"Été": {"libelle": "A", "type": "texte"}}},
            "« champs.action.Été » : la clé d’un champ s’écrit",
        ),
        (
            {"action": {"statut": {"libelle": "A", "type": "texte"}}},
            "« statut » est déjà une clé de ce type",
        ),
        ({"action": {"a": "texte"}}, "« champs.action.a » : on attend un groupe de clés"),
        ({"action": {"a": {"type": "texte"}}}, "« champs.action.a.libelle » : on attend un texte"),
        (
            {"action": {"a": {"libelle": "A", "type": "mot"}}},
            "« champs.action.a.type » : on attend un de ces types : texte, nombre",
        ),
        (
            {"action": {"a": {"libelle": "A", "type": "choix"}}},
            "« champs.action.a.choix » : on attend la liste des choix",
        ),
        (
            {"action": {"a": {"libelle": "A", "type": "choix", "choix": ["x", "x"]}}},
            "« champs.action.a.choix » : on attend la liste des choix",
        ),
        (
            {"action": {"a": {"libelle": "A", "type": "texte", "choix": ["x"]}}},
            "« champs.action.a.choix » : cette clé ne vaut que pour le type « choix »",
        ),
        (
            {"action": {"a": {"libelle": "A", "type": "lien", "vers": "acteurs"}}},
            "« champs.action.a.vers » : on attend le type d’entrée où mène le lien",
        ),
        (
            {"action": {"a": {"libelle": "A", "type": "texte", "aides": "b"}}},
            "« champs.action.a.aides » : cette option n’existe pas (vouliez-vous dire « aide »",
        ),
        (
            {"action": {"a": {"libelle": "A", "type": "texte", "plusieurs": "trop"}}},
            "« champs.action.a.plusieurs »",
        ),
    ],
)
def test_what_is_wrong_in_the_options_is_told_and_the_rest_is_used(
    written: object, told: str
) -> None:
    fine = {"principe": {"b": {"libelle": "B", "type": "texte"}}}
    both = {**fine, **written} if isinstance(written, dict) else written
    options, problems = read_test_options({"champs": both})
    assert len(problems) == 1, problems
    assert told in str(problems[0])
    if isinstance(written, dict):
        found = next(kind for kind in options.vocabulary.kinds if kind.key == "principe")
        assert found.field("b") is not None


def test_what_is_remembered_is_not_taken_for_that_of_other_fields() -> None:
    options, _ = read_test_options({"champs": {"action": {"a": {"libelle": "A", "type": "texte"}}}})
    assert repr(options.vocabulary) != repr(Vocabulary())

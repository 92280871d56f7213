"""A kind is one file: here is one that no module names, with a field of every type.

It is added as the processes start (`one_more_kind/sitecustomize.py`), with words, a folder, fields
and links, and no fact besides. What must hold of it holds of every kind to come.
"""

import csv
import json
import re
import subprocess
from pathlib import Path

import openpyxl
import pytest
from case_files import read_blocks, write
from hamlet_site import hamlet
from jsonschema import Draft202012Validator
from site_tools import article, run

ADDED = Path(__file__).with_name("one_more_kind")
ENTRIES = """\
=== groupes/familles.md
---
titre: Familles
en_bref: Qui élève des enfants.
---
=== acteurs/greffe.md
---
titre: Le greffe
en_bref: Garde les papiers.
---
=== ententes/nappe.md
---
titre: Entente sur la nappe
en_bref: Deux villages partagent la nappe.
statut: en-vigueur
periode: 2024/2027
signataire: Le Bourg d’à côté
portee: Toute la nappe, sous les deux villages.
reconductions: 17
superficie: 12,5
moment: 1:02:30
publique: oui
signee_le: 2024-03-05
montant: 4100 $ par an
constat: https://exemple.ca/constat
cout: 4 100 $
temps: 4,5
part: 40 %
plan: place
repere: [41, 63]
code: nappe-2024-b
document: https://exemple.org/nappe.pdf
ancienne_page: /papiers/nappe/
clauses:
  - {titre: Mesurer le niveau, echeance: 2025-06-01}
  - {titre: Partager les relevés}
annonce: {action: 23}
realise: eau#puits
groupes: familles
responsable: greffe
---
Le texte de l’entente.
=== ententes/releves.md
---
titre: Entente sur les relevés
en_bref: On se montre les relevés.
complete: nappe
principes: principe:eau
---
"""
# What a page says of each field of the first, after its label.
PRINTED = {
    "statut": "En vigueur",
    "periode": "2024",
    "signataire": "Le Bourg d’à côté",
    "portee": "Toute la nappe, sous les deux villages.",
    "reconductions": "17",
    "superficie": "12,5",
    "moment": "1 h 02 min 30 s",
    "publique": "Oui",
    "signee_le": "5 mars 2024",
    "montant": "4100 $ par an",
    "cout": "4 100 $",
    "temps": "4,5",
    "part": "40 %",
    "plan": "Une place au soleil.",
    "repere": "41",
    "code": "nappe-2024-b",
    "document": "https://exemple.org/nappe.pdf",
    "ancienne_page": "/papiers/nappe/",
    "clauses": "Mesurer le niveau",
    "annonce": "23",
    "realise": "Creuser un puits",
    "groupes": "Familles",
    "responsable": "Le greffe",
}


def told(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a Python module among whose kinds is « entente »."""
    return run(*command, cwd=cwd, PYTHONPATH=str(ADDED))


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a hamlet with two agreements, nothing of it built."""
    folder = hamlet(tmp_path_factory.mktemp("village"))
    write(read_blocks(ENTRIES)[0], folder)
    return folder


@pytest.fixture(scope="module")
def said(village: Path) -> subprocess.CompletedProcess[str]:
    """Return what the build of the village said."""
    return told("-m", "parapluie", "construire", cwd=village)


@pytest.fixture
def site(village: Path, said: subprocess.CompletedProcess[str]) -> Path:
    """Return the village's finished site."""
    assert said.returncode == 0, said.stdout + said.stderr
    return village / "site"


def page(site: Path, path: str) -> str:
    """Return the text of a page, its spaces made plain."""
    return " ".join(article((site / path).read_text("utf-8")).text.split())


def test_the_kind_has_a_field_of_every_type_and_states_no_fact(village: Path) -> None:
    code = """
from dataclasses import fields
from parapluie.vocabulary.field_types.value_type import ValueType
from parapluie.vocabulary.fields import FieldType
from parapluie.vocabulary.kinds import KIND_BY_KEY
kind = KIND_BY_KEY["entente"]
every = {value for value in vars(FieldType).values() if isinstance(value, ValueType)}
assert {item.type for item in kind.fields} >= every, every
words = {"key", "code", "noun", "folder", "fields", "introduction"}
stated = [f.name for f in fields(kind) if getattr(kind, f.name) != f.default]
assert set(stated) == words, stated
"""
    found = told("-c", code, cwd=village)
    assert found.returncode == 0, found.stderr


def test_no_other_process_has_the_kind(village: Path) -> None:
    found = run("-c", "from parapluie.vocabulary.kinds import KIND_BY_KEY as k; print(*k)")
    assert found.returncode == 0, found.stderr
    assert "politique" in found.stdout.split()
    assert "entente" not in found.stdout.split()


def test_its_entries_are_checked_by_its_fields(village: Path) -> None:
    found = told("-m", "parapluie", "verifier", "--strict", cwd=village)
    assert found.returncode == 0, found.stdout + found.stderr
    file = village / "contenu" / "ententes" / "nappe.md"
    good = file.read_text("utf-8")
    file.write_text(good.replace("superficie: 12,5", "superficie: beaucoup"), "utf-8")
    try:
        found = told("-m", "parapluie", "verifier", cwd=village)
    finally:
        file.write_text(good, "utf-8")
    assert found.returncode == 1
    assert "contenu/ententes/nappe.md:9: P203 « superficie »" in found.stdout + found.stderr


def test_its_schema_admits_its_entries(village: Path, tmp_path: Path) -> None:
    found = told("-m", "parapluie", "schemas", tmp_path, cwd=village)
    assert found.returncode == 0, found.stdout + found.stderr
    schema = json.loads((tmp_path / "entente.json").read_text("utf-8"))
    validator = Draft202012Validator(schema)
    validator.validate({"titre": "Nappe", "superficie": 12.5, "clauses": [{"titre": "Une"}]})
    assert not validator.is_valid({"titre": "Nappe", "statut": "perdue"})


def test_its_entries_are_drafted(village: Path) -> None:
    file = village / "contenu" / "ententes" / "entente-de-pret.md"
    words = ("nouveau", "entente", "--titre", "Entente de prêt", "--realise", "eau#puits")
    found = told("-m", "parapluie", *words, cwd=village)
    try:
        assert found.returncode == 0, found.stdout + found.stderr
        text = file.read_text("utf-8")
    finally:
        file.unlink(missing_ok=True)
    assert "realise:\n  - vers: eau#puits\n    parce_que:\n" in text
    assert "# Signataire : Avec qui l’entente est signée.\n# signataire:\n" in text


def test_its_entries_go_to_a_workbook_and_come_back(village: Path, tmp_path: Path) -> None:
    book = tmp_path / "contenu.xlsx"
    found = told("-m", "parapluie", "exporter", "tableur", book, cwd=village)
    assert found.returncode == 0, found.stdout + found.stderr
    opened = openpyxl.load_workbook(book)
    rows = [[cell.value for cell in row] for row in opened["Ententes"].iter_rows()]
    head = next(row for row in rows if "Signataire" in row)
    row = next(row for row in rows if "nappe" in row)
    assert row[head.index("Signataire")] == "Le Bourg d’à côté"
    cells = opened["Ententes"]
    place = next(c for line in cells.iter_rows() for c in line if c.value == "Le Bourg d’à côté")
    place.value = "Le Bourg d’en face"
    opened.save(book)
    found = told("-m", "parapluie", "importer", "tableur", book, cwd=village)
    assert found.returncode == 0, found.stdout + found.stderr
    assert "Le Bourg d’en face" in found.stdout


def test_the_site_is_built(site: Path) -> None:
    assert (site / "ententes" / "nappe" / "index.html").is_file()


@pytest.mark.parametrize("key", PRINTED)
def test_its_page_says_what_each_field_holds(site: Path, key: str) -> None:
    text = page(site, "ententes/nappe/index.html")
    if key == "plan":  # a picture says what it shows in its alternative text
        text = (site / "ententes" / "nappe" / "index.html").read_text("utf-8")
    assert PRINTED[key] in text


def test_its_page_says_what_depends_on_it_and_that_of_a_principle_how_it_is_held(
    site: Path,
) -> None:
    assert "Entente sur les relevés" in page(site, "ententes/nappe/index.html")
    principle = page(site, "principes/eau/index.html")
    assert "Entente sur la nappe" in principle
    # Through the objective and the policy, and through the agreement that it completes.
    assert "réalise" in principle
    assert "On y trouve aussi Entente sur les relevés" in principle


@pytest.mark.parametrize(
    "path", ["ententes/index.html", "suivi/index.html", "suivi/tableau/index.html"]
)
def test_lists_the_follow_up_and_the_matrix_name_it(site: Path, path: str) -> None:
    assert "Entente sur la nappe" in page(site, path)


def test_the_search_index_holds_it(site: Path) -> None:
    index = (site / "assets" / "parapluie" / "search-index.js").read_text("utf-8")
    assert "Entente sur la nappe" in index


def test_its_entries_are_open_data(site: Path) -> None:
    data = site / "donnees"
    whole = json.loads((data / "parapluie.json").read_text("utf-8"))
    schema = json.loads((data / "parapluie.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(whole)
    entry = next(one for one in whole["entrees"] if one["id"] == "entente/nappe")
    alone = json.loads((site / "id" / "entente" / "nappe.json").read_text("utf-8"))
    assert alone["entree"] == entry
    assert {
        key: value
        for key, value in entry["champs"].items()
        if key
        in (
            "reconductions",
            "superficie",
            "publique",
            "repere",
            "code",
            "statut",
            "cout",
            "temps",
            "part",
        )
    } == {
        "reconductions": 17,
        "superficie": 12.5,
        "publique": True,
        "cout": 4100,
        "temps": 4.5,
        "part": 40,
        "repere": [41, 63],
        "code": "nappe-2024-b",
        "statut": "en-vigueur",
    }
    assert entry["champs"]["clauses"][0]["titre"] == "Mesurer le niveau"
    linked = json.loads((data / "parapluie.jsonld").read_text("utf-8"))
    node = next(one for one in linked["@graph"] if one["@id"].endswith("id/entente/nappe"))
    assert node["@type"] == "schema:CreativeWork"


def test_its_table_has_a_row_for_each_in_text_and_in_the_workbook(site: Path) -> None:
    with (site / "donnees" / "tableaux" / "entente.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    row = next(row for row in rows if "Entente sur la nappe" in row.values())
    assert "Le Bourg d’à côté" in row.values()
    assert len(rows) == 2
    book = openpyxl.load_workbook(site / "donnees" / "parapluie.xlsx", read_only=True)
    cells = {cell.value for sheet in book for line in sheet.iter_rows() for cell in line}
    assert {"Entente sur la nappe", "nappe-2024-b"} <= cells


def test_its_permanent_address_leads_to_its_page(site: Path) -> None:
    moved = (site / "id" / "entente" / "nappe" / "index.html").read_text("utf-8")
    assert re.search(r"ententes/nappe/", moved)


def test_the_guide_gives_an_example_of_each_key_by_its_type(site: Path) -> None:
    keys = page(site, "guide/cles/index.html")
    assert "signataire: Quelques mots" in keys
    assert "clauses: [{titre: Quelques mots}]" in keys

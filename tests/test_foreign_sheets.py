"""A town's own spreadsheet: rows become entries, what is guessed is said, and nothing is guessed
twice."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from case_files import read_blocks, read_test_options, write
from openpyxl.styles import Font
from parapluie.build.understanding import understand
from parapluie.desk.spreadsheets.foreign import Reading, follow, guess
from parapluie.desk.spreadsheets.guessed_columns import bare
from parapluie.desk.spreadsheets.mapping_files import mapping_file
from parapluie.desk.spreadsheets.workbook_reader import read_workbook
from site_tools import contents, parapluie

TOWN = """\
=== groupes/familles.md
---
titre: Familles
---
=== groupes/aines.md
---
titre: Personnes aînées
aussi_nomme: [aînés]
---
=== groupes/tous.md
---
titre: Toutes et tous
---
=== acteurs/loisirs.md
---
titre: Service des loisirs
---
=== acteurs/maison.md
---
titre: Maison des jeunes
---
=== actions/deja.md
---
titre: Ruelle verte
---
"""
# As towns lay out their plans: a title over the table, headings in the third row, subtitles
# across it, a column merged downwards, and notes at the bottom.
HEADINGS = [
    "No", "Action", "Service responsable", "Échéancier", "État d’avancement", "Clientèle visée",
    "Budget", "Description",
]  # fmt: skip
ROWS: list[list[Any]] = [
    ["Axe 1 : Habiter"],
    [1.1, "Aménager un parc", "Service des loisirs", "2026-2028", "En cours", "Familles, Aînés",
     25000, "Un parc <b>pour</b> tous, [avec] des bancs."],
    [1.2, "Aménager un parc", None, "Automne 2027", "À faire", "les familles et les aînés"],
    [1.3, "Ruelle verte", "Service des loisirs", 2026, "Fait", None],
    ["Axe 2 : Bouger"],
    [2.1, "Offrir des cours de natation à prix réduit aux personnes qui en ont le plus besoin",
     "Loisirs / Maison des jeunes", "En continu", "Complétée", "Ados"],
    [2.2, "Prêter des vélos", "Travaux publics", "Court terme", "Peut-être", "Tout le monde"],
    [None, None, None, None, None, None, "Total"],
]  # fmt: skip


def plan_of_a_town() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Plan d’action"
    sheet["A1"].value = "Plan d’action 2026-2028"
    sheet["A1"].font = Font(bold=True)
    sheet.merge_cells("A1:H1")
    for column, heading in enumerate(HEADINGS, start=1):
        sheet.cell(3, column, heading)
    for number, values in enumerate(ROWS, start=4):
        for column, value in enumerate(values, start=1):
            sheet.cell(number, column, value)
        if len(values) == 1:
            sheet.merge_cells(f"A{number}:H{number}")
    sheet.merge_cells("C5:C6")
    book.create_sheet("Notes").cell(1, 1, "À relire avec le comité")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class Town:
    def __init__(self, folder: Path) -> None:
        files, _ = read_blocks(TOWN)
        self.roots = write(files, folder)
        self.options, _ = read_test_options({})
        self.book = read_workbook(plan_of_a_town())

    def guess(self) -> Reading:
        return guess(self.book, self.roots, self.options)

    def follow(self, raw: bytes) -> Reading:
        return follow(self.book, self.roots, self.options, raw, "c.yml")


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


def decided(raw: bytes, **targets: str) -> bytes:
    text = raw.decode()
    for value, target in targets.items():
        value = value.replace("_", " ")
        assert f"{value}: '?'" in text, value
        text = text.replace(f"{value}: '?'", f"{value}: {target}")
    return text.encode()


DECIDED = {
    "Travaux_publics": "creer",
    "Court_terme": "2027",
    "Peut-être": "ignorer",
    "Ados": "creer",
    "Tout_le_monde": "tous",
}


def test_headings_statuses_and_groups_are_guessed_and_the_rest_waits(town: Town) -> None:
    read = town.guess()
    (mapping,) = read.mappings
    assert (mapping.sheet, mapping.header, mapping.subkind.key) == ("Plan d’action", 3, "action")
    assert mapping.columns == {
        "No": "numero",
        "Action": "titre",
        "Service responsable": "responsable",
        "Échéancier": "periode",
        "État d’avancement": "statut",
        "Clientèle visée": "groupes",
        "Budget": "texte",
        "Description": "texte-seul",
    }
    assert mapping.values["statut"] == {
        "En cours": "en-cours",
        "À faire": "a-venir",
        "Complétée": "realisee",
        "Peut-être": "?",
    }
    assert mapping.values["groupes"] == {
        "Familles": "familles",
        "Aînés": "aines",
        "les familles": "familles",
        "les aînés": "aines",
        "Ados": "?",
        "Tout le monde": "?",
    }
    assert read.undecided == (
        ("groupes", "Ados"),
        ("responsable", "Travaux publics"),
        ("periode", "Court terme"),
        ("statut", "Peut-être"),
        ("groupes", "Tout le monde"),
    )
    assert (read.plan.files, read.plan.entries) == ({}, ())
    assert read.plan.notes == (
        "La feuille Notes ne ressemble pas à un tableau d’entrées; elle est laissée de côté.",
        "feuille Plan d’action, ligne 4 : « Axe 1 : Habiter » est pris pour un intertitre.",
        "feuille Plan d’action, ligne 7 : « Ruelle verte » est déjà dans le site "
        "(contenu/actions/deja.md).",
        "feuille Plan d’action, ligne 8 : « Axe 2 : Bouger » est pris pour un intertitre.",
        "feuille Plan d’action, ligne 9 : « Loisirs / Maison des jeunes » nomme plusieurs "
        "responsables; le premier l’est, les autres sont des partenaires.",
        "feuille Plan d’action, ligne 11 : « Total » est pris pour un intertitre.",
    )


def test_a_corrected_mapping_makes_entries_that_are_sound(town: Town) -> None:
    raw = decided(mapping_file(town.guess().mappings), **DECIDED)
    read = town.follow(raw)
    assert (read.undecided, [*map(str, read.plan.troubles)]) == ((), [])
    assert read.plan.problems == ()
    for path, content in read.plan.files.items():
        assert content is not None
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    _, graph, problems = understand(town.roots, town.options)
    assert [str(p) for p in problems if p.code < "P3"] == []
    assert sorted(e.id for e in graph.of("action")) == [
        "amenager-un-parc",
        "amenager-un-parc-2",
        "deja",
        "offrir-des-cours-de-natation-a-prix-reduit-aux-personnes-qui",
        "preter-des-velos",
    ]
    assert {e.title for e in graph.of("acteur")} >= {"Travaux publics"}
    assert (town.roots.content / "actions/amenager-un-parc.md").read_text("utf-8") == (
        "---\n"
        "titre: Aménager un parc\n"
        'numero: "1.1"\n'
        "statut: en-cours\n"
        "periode: 2026/2028\n"
        "groupes: [familles, aines]\n"
        "responsable: loisirs\n"
        "---\n"
        "\n"
        "Un parc &lt;b&gt;pour&lt;/b&gt; tous, \\[avec\\] des bancs.\n"
        "\n"
        "**Budget** : 25000\n"
    )
    # A cell merged downwards holds for each row.
    second = (town.roots.content / "actions/amenager-un-parc-2.md").read_text("utf-8")
    assert "responsable: loisirs\n" in second
    assert "periode: 2027-23\n" in second
    long = next(town.roots.content.glob("actions/offrir*")).read_text("utf-8")
    assert "responsable: loisirs\npartenaires: [maison]\n" in long
    # Run again, it makes nothing twice.
    assert town.follow(raw).plan.entries == ()


def test_a_mapping_keeps_what_a_person_wrote_in_it(town: Town) -> None:
    raw = mapping_file(town.guess().mappings)
    raw = raw.replace(b"    Budget: texte\n", b"    Budget: ignorer  # pas ici\n")
    raw = raw.replace("      À faire: a-venir\n".encode(), b"")
    again = mapping_file(town.follow(raw).mappings, raw)
    assert b"Budget: ignorer  # pas ici\n" in again
    assert "      À faire: a-venir\n".encode() in again
    assert mapping_file(town.follow(again).mappings, again) == again


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("type: action", "type: actoin", "« actoin » n’est pas un type d’entrée (vouliez-vous dire "
         "« action » ?)"),
        ("Budget: texte", "Budget: titres", "« titres » n’est pas une clé d’une action (vouliez-"
         "vous dire « titre » ?)"),
        ("feuille: Plan", "feuille: Plans", "le classeur n’a pas de feuille « Plans d’action »"),
        ("entete: 3", "entete: trois", "« entete » doit être un numéro de ligne"),
        ("Action: titre", "Action: ignorer", "aucune colonne ne donne le « titre » dans la feuille "
         "« Plan d’action »"),
        ("feuilles:", "feuille:", "le fichier n’a pas la forme attendue; supprimez-le pour que "
         "Parapluie le refasse"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_explained(town: Town, old: str, new: str, message: str) -> None:
    raw = mapping_file(town.guess().mappings).decode()
    assert old in raw
    read = town.follow(raw.replace(old, new, 1).encode())
    assert [str(t) for t in read.plan.troubles] == [f"« c.yml » : {message}"]


def test_what_a_mapping_says_of_a_value_must_be_one(town: Town) -> None:
    targets = DECIDED | {"Ados": "adolescents", "Peut-être": "bientot"}
    read = town.follow(decided(mapping_file(town.guess().mappings), **targets))
    assert [str(t)[:83] for t in read.plan.troubles] == [
        "feuille Plan d’action, cellule F9 : « groupes » : aucune entrée « adolescents »",
        "feuille Plan d’action, cellule E10 : « statut » : « bientot » n’est pas une valeur ",
    ]
    assert read.plan.files == {}


def test_a_heading_that_is_gone_is_named(town: Town) -> None:
    raw = mapping_file(town.guess().mappings).replace(b"    Budget:", b"    Budgets:")
    assert [str(t) for t in town.follow(raw).plan.troubles] == [
        "la feuille « Plan d’action » n’a pas de colonne « Budgets » à la ligne 3"
    ]


def test_a_workbook_without_a_table_is_said_to_have_none(town: Town) -> None:
    book = openpyxl.Workbook()
    stream = io.BytesIO()
    book.save(stream)
    read = guess(read_workbook(stream.getvalue()), town.roots, town.options)
    assert [str(t)[:60] for t in read.plan.troubles] == [
        "aucune feuille n’a de titres de colonnes que Parapluie recon"
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [("Clientèle(s) visée(s)", "clientele visee"), ("État d’avancement :", "etat d avancement"),
     ("Réalisé·e", "realise"), ("100 %", "100")],
)  # fmt: skip
def test_headings_are_compared_by_their_bare_words(written: str, expected: str) -> None:
    assert bare(written) == expected


def test_the_command_writes_a_mapping_then_the_entries(tmp_path: Path) -> None:
    site = tmp_path / "site"
    files, _ = read_blocks(TOWN)
    write(files, site)
    (site / "mkdocs.yml").write_text(
        "site_name: X\ndocs_dir: contenu\nplugins: [parapluie]\n", "utf-8"
    )
    file = tmp_path / "plan.xlsx"
    file.write_bytes(plan_of_a_town())
    before = contents(site / "contenu")
    first = parapluie("importer", "tableur", file, cwd=site)
    mapping = tmp_path / "plan.correspondance.yml"
    assert first.returncode == 1
    assert "  « Échéancier » → periode\n" in first.stdout
    assert "  statut : « À faire » → a-venir\n" in first.stdout
    assert "  groupes : « Ados » → ? (à décider)\n" in first.stdout
    assert first.stderr == (
        f"Le contenu n’a pas changé : 5 valeurs restent à décider dans {mapping}. Remplacez "
        "chaque « ? », puis relancez.\n"
    )
    assert contents(site / "contenu") == before
    mapping.write_bytes(decided(mapping.read_bytes(), **DECIDED))
    shown = parapluie("importer", "tableur", file, cwd=site)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert contents(site / "contenu") == before
    options = ("--correspondance", mapping, "--appliquer", "--json")
    done = parapluie("importer", "tableur", file, *options, cwd=site)
    assert done.returncode == 0, done.stdout
    assert json.loads(done.stdout)["written"] is True
    assert len(contents(site / "contenu")) == len(before) + 6
    assert parapluie("verifier", cwd=site).returncode == 0

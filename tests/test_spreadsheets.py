"""The content as a spreadsheet and back: what is shown is what is written, or nothing is."""

import csv
import io
import json
import random
import shutil
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from case_files import read_blocks, read_test_options, write
from hypothesis import given
from hypothesis import strategies as st
from naive_tables import HOSTILE, computed
from openpyxl.worksheet.worksheet import Worksheet
from parapluie.build.understanding import understand
from parapluie.desk.spreadsheets import workbook_reader as reading
from parapluie.desk.spreadsheets.cells import CellError, as_text, as_value
from parapluie.desk.spreadsheets.exported import csv_files, workbook, write_files
from parapluie.desk.spreadsheets.import_desk import ImportPlan
from parapluie.desk.spreadsheets.imported import compare
from parapluie.desk.spreadsheets.rows import Files, tables
from parapluie.desk.spreadsheets.workbook_reader import Book, read_workbook
from parapluie.source.content_files import Roots
from parapluie.source.options import Options
from parapluie.vocabulary.fields import Field, FieldType
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.typed_dates import edtf
from rounds import law
from site_tools import OTHER_WORDS, ROOT, contents, copy_site, core_arguments, parapluie

ODD = """\
=== actions/etrange.md [bom] [crlf]
---
# Un commentaire
"titre" : 'L’étrange : « = »'   # guillemets
en_bref: >-
  Sur deux
  lignes.

  Et un paragraphe.
statut:   en-cours
periode: 2020/..
groupes:
- aines   # d'abord
-
  jeunes
partenaires: []
aussi_nomme: ["=2+2", '@ici', "a | b; c [d]", "l'un\\\\l'autre"]
etapes:
  - {quand: 2021, titre: "Un | deux", source: s1}
  - quand: 2022-05
    titre: >
      Plié
      ici
faits:
  - libelle: Nombre
    valeur: [{valeur: 5, source: s1}, "6; ou 7"]
sources: [{cle: s1, titre: 'Une "source"'}]
verifie_le: 2026-10
...
Corps   avec des espaces.
=== actions/_defauts.yml
responsable: service
=== actions/plate.md [no-final-newline]
---
{titre: Plate, statut: realisee, groupes: aines}
---
=== groupes/aines.md
---
titre: Personnes aînées
anciens_ids: [ainees]
---
=== groupes/jeunes.md
---
titre: Jeunes
---
=== acteurs/service.md
---
titre: Service
---
=== politiques/eau.md
---
titre: Eau
objectifs:
  # le premier
  - id: sobre
    titre: Sobriété
  - {id: claire, titre: Clarté}
annonce: {action: 3}
---
=== glossaire.yml
no:
  titre: NO
  definition: |
    Un mot.

    Et un autre.
"""


class Town:
    """A content in a folder, with what exports and imports it."""

    def __init__(self, roots: Roots, options: Options) -> None:
        self.roots, self.options = roots, options

    def workbook(self) -> bytes:
        content, graph, _ = understand(self.roots, self.options)
        return workbook(tables(content, graph, self.options, Files(self.roots)), content, graph)

    def csv(self) -> dict[str, bytes]:
        content, graph, _ = understand(self.roots, self.options)
        return csv_files(tables(content, graph, self.options, Files(self.roots)))

    def opened(self) -> openpyxl.Workbook:
        return openpyxl.load_workbook(io.BytesIO(self.workbook()))

    def compared(self, book: openpyxl.Workbook | bytes) -> ImportPlan:
        return compare(read_workbook(saved(book)), self.roots, self.options)

    def apply(self, plan: ImportPlan) -> None:
        assert plan.is_sound, [*map(str, plan.troubles), *map(str, plan.problems)]
        for path, raw in plan.files.items():
            assert raw is not None
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)


def saved(book: openpyxl.Workbook | bytes) -> bytes:
    if isinstance(book, bytes):
        return book
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def column(sheet: Worksheet, label: str) -> int:
    return next(c.column for c in sheet[1] if c.value == label)


def row(sheet: Worksheet, identifier: str) -> int:
    place = column(sheet, "Identifiant")
    return next(n for n in range(2, sheet.max_row + 1) if sheet.cell(n, place).value == identifier)


def told(plan: ImportPlan) -> list[str]:
    return [str(trouble) for trouble in plan.troubles]


@pytest.fixture
def odd(tmp_path: Path) -> Town:
    files, _ = read_blocks(ODD)
    town = Town(write(files, tmp_path), read_test_options({})[0])
    _, _, problems = understand(town.roots, town.options)
    assert [str(p) for p in problems if p.code < "P3"] == []
    return town


@pytest.fixture(scope="module")
def demonstration() -> Town:
    return Town(*core_arguments(ROOT))


@pytest.fixture
def other(tmp_path: Path) -> Town:
    return Town(*core_arguments(copy_site(OTHER_WORDS, tmp_path / "autre")))


# --- There and back ---


@pytest.mark.parametrize("name", ["odd", "demonstration", "other"])
def test_what_nobody_touched_changes_nothing(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    town: Town = request.getfixturevalue(name)
    plan = town.compared(town.workbook())
    assert (plan.files, plan.entries, told(plan), plan.notes) == ({}, (), [], ())
    # A spreadsheet that saves it again writes it otherwise.
    again = town.compared(town.opened())
    assert (again.files, told(again), again.notes) == ({}, [], ())
    write_files(tmp_path / "csv", town.csv())
    plan = compare(read_workbook(tmp_path / "csv"), town.roots, town.options)
    assert (plan.files, told(plan), plan.notes) == ({}, [], ())


def test_sheets_bear_the_names_that_the_town_gives(other: Town) -> None:
    names = other.opened().sheetnames
    assert names[0] == "Lisez-moi"
    assert {"Rouages", "Facteurs", "Leviers", "Orientations", "Mesures"} <= set(names)
    assert not {"Principes", "Politiques", "Actions"} & set(names)
    assert set(other.csv()) >= {"rouages.csv", "mesures.csv"}


def test_a_sheet_helps_those_who_fill_it(demonstration: Town) -> None:
    book = demonstration.opened()
    sheet = book["Actions"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref
    status, mark = column(sheet, "Statut"), column(sheet, "Empreinte")
    assert sheet.column_dimensions[openpyxl.utils.get_column_letter(mark)].hidden
    assert sheet.cell(row(sheet, "budget-participatif"), status).value == "En continu"
    lists = {v.formula1 for v in sheet.data_validations.dataValidation if v.type == "list"}
    statuses = "À venir,En cours,En continu,En attente,En pause,Réalisée,Reportée,Abandonnée"
    assert f'"{statuses},Non retenue,Remplacée,Fusionnée"' in lists
    assert any(str(formula).startswith("'Listes'!$") for formula in lists)
    assert book["Listes"].sheet_state == "hidden"
    # Nothing that a spreadsheet would compute.
    assert all(cell.data_type != "f" for s in book for cells in s.iter_rows() for cell in cells)


def test_thirty_edits_are_those_thirty_changes(tmp_path: Path) -> None:
    """On cells taken at random in a copy of the demonstration."""
    for name in ("contenu", "illustrations"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    town = Town(*core_arguments(tmp_path))
    before = contents(tmp_path / "contenu")
    book = town.opened()
    choose = random.Random(7)
    wanted = set()
    rows = [
        (sheet, line)
        for sheet in (book[title] for title in ("Actions", "Activités", "Acteurs", "Groupes"))
        for line in range(2, sheet.max_row + 1)
        if sheet.cell(line, 1).value
    ]
    for number, (sheet, line) in enumerate(choose.sample(rows, 30)):
        label, value = choose.choice(
            [
                ("Titre", f"Titre {number} : « changé » #{number}"),
                ("En bref", f"Phrase {number}."),
                ("Ordre", 100 + number),
                ("Aussi nommé", f"Autre nom {number}\nEncore un: {number}"),
                ("Avis", f"Un avis\n\nsur deux paragraphes, {number}"),
            ]
        )
        sheet.cell(line, column(sheet, label)).value = value
        wanted.add((sheet.title, line, label))
    plan = town.compared(book)
    cells = [(e.file, c.cell, c.label) for e in plan.entries for c in e.cells]
    assert len(cells) == len(plan.entries) == 30
    assert {(int("".join(filter(str.isdigit, cell))), label) for _, cell, label in cells} == {
        (line, label) for _, line, label in wanted
    }
    town.apply(plan)
    after = contents(tmp_path / "contenu")
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {e.file.removeprefix("contenu/") for e in plan.entries}
    keys = {"Titre": "titre", "En bref": "en_bref", "Ordre": "ordre", "Aussi nommé": "aussi_nomme",
            "Avis": "avis"}  # fmt: skip
    for name in changed:
        key = next(keys[label] for file, _, label in cells if file == f"contenu/{name}")
        assert without(before[name], key) == without(after[name], key), name
    assert town.compared(town.workbook()).files == {}


def without(raw: bytes, key: str) -> list[str]:
    """Return the lines of a file but those of one key of its front matter."""
    kept, inside = [], False
    for line in raw.decode().split("\n"):
        if line.startswith(f"{key}:"):
            inside = True
        elif not (inside and (line.startswith((" ", "-  ")) or not line)):
            inside = False
            kept.append(line)
    return kept


def test_odd_files_keep_all_but_what_a_cell_changes(odd: Town) -> None:
    book = odd.opened()
    sheet = book["Actions"]
    line = row(sheet, "etrange")
    sheet.cell(line, column(sheet, "Statut")).value = "réalisée"
    sheet.cell(line, column(sheet, "Période")).value = date(2026, 10, 1)
    sheet.cell(line, column(sheet, "Période")).number_format = "mmm-yy"
    sheet.cell(line, column(sheet, "Pour qui")).value = "aines; jeunes, ainees"
    goals = book["Objectifs"]
    goals.cell(row(goals, "claire"), column(goals, "Titre")).value = "Clarté: oui"
    words = book["Termes"]
    words.cell(row(words, "no"), column(words, "Aussi nommé")).value = "non\nNO"
    plan = odd.compared(book)
    root = odd.roots.content
    before = {path: path.read_bytes() for path in plan.files}
    odd.apply(plan)
    changes = {
        path.relative_to(root).as_posix(): (before[path], path.read_bytes()) for path in plan.files
    }
    assert set(changes) == {"actions/etrange.md", "politiques/eau.md", "glossaire.yml"}
    old, new = changes["actions/etrange.md"]
    assert new == old.replace(b"en-cours", b"realisee").replace(b"2020/..", b"2026-10").replace(
        b"-\r\n  jeunes\r\n", b"-\r\n  jeunes\r\n- ainees\r\n"
    )
    old, new = changes["politiques/eau.md"]
    assert new == old.replace("Clarté}".encode(), '"Clarté: oui"}'.encode())
    old, new = changes["glossaire.yml"]
    assert new.replace(b'  aussi_nomme:\n    - non\n    - "NO"\n', b"") in (old, new)
    assert b'"NO"' in new


def test_new_rows_make_new_entries(odd: Town) -> None:
    book = odd.opened()
    sheet = book["Actions"]
    last = sheet.max_row + 1
    for label, value in {
        "Titre": "L’étrange",
        "Statut": "À venir",
        "Période": "2027 à 2029",
        "Pour qui": "nouvelles-familles",
        "Réalise": "eau#neuf",
        "Étapes": "octobre 2027 | Début\n2028 | Fin \\| suite",
    }.items():
        sheet.cell(last, column(sheet, label)).value = value
    groups = book["Groupes"]
    groups.cell(groups.max_row + 1, column(groups, "Titre")).value = "Nouvelles familles"
    goals = book["Objectifs"]
    goals.cell(goals.max_row + 1, column(goals, "Politique")).value = "eau"
    goals.cell(goals.max_row, column(goals, "Identifiant")).value = "neuf"
    goals.cell(goals.max_row, column(goals, "Titre")).value = "Neuf"
    plan = odd.compared(book)
    odd.apply(plan)
    assert [(e.file, e.is_new) for e in plan.entries] == [
        ("contenu/politiques/eau.md", True),
        ("contenu/actions/l-etrange.md", True),
        ("contenu/groupes/nouvelles-familles.md", True),
    ]
    assert (odd.roots.content / "actions/l-etrange.md").read_text("utf-8") == (
        "---\n"
        "titre: L’étrange\n"
        "statut: a-venir\n"
        "periode: 2027/2029\n"
        "etapes:\n"
        "  - quand: 2027-10\n"
        "    titre: Début\n"
        "  - quand: 2028\n"
        "    titre: Fin | suite\n"
        "realise: [eau#neuf]\n"
        "groupes: [nouvelles-familles]\n"
        "---\n"
    )
    policy = (odd.roots.content / "politiques/eau.md").read_text("utf-8")
    assert "  - {id: claire, titre: Clarté}\n  - id: neuf\n    titre: Neuf\nannonce:" in policy
    assert odd.compared(odd.workbook()).files == {}


def test_a_new_row_makes_no_name_that_windows_keeps(odd: Town) -> None:
    book = odd.opened()
    sheet = book["Groupes"]
    last = sheet.max_row + 1
    sheet.cell(last, column(sheet, "Titre")).value = "Aux"
    plan = odd.compared(book)
    odd.apply(plan)
    assert [entry.file for entry in plan.entries] == ["contenu/groupes/aux-2.md"]
    sheet.cell(last, column(sheet, "Identifiant")).value = "con"
    (trouble,) = odd.compared(book).troubles
    assert "« con » est réservé par Windows; prenez plutôt « con-2 »" in str(trouble)


# --- What is refused ---


def edited(town: Town, *changes: tuple[str, str, str, Any]) -> ImportPlan:
    book = town.opened()
    for title, identifier, label, value in changes:
        sheet = book[title]
        sheet.cell(row(sheet, identifier), column(sheet, label)).value = value
    return town.compared(book)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ("Actions", "plate", "Pour qui", "aines, jeune"),
            "« groupes » : aucune entrée « jeune » (vouliez-vous dire « jeunes » ?)",
        ),
        (
            ("Actions", "plate", "Statut", "presque"),
            "« statut » : « presque » n’est pas une valeur admise; on admet a-venir, en-cours, "
            "en-continu, en-attente, en-pause, realisee, reportee, abandonnee, non-retenue, "
            "remplacee ou fusionnee",
        ),
        (
            ("Actions", "plate", "Période", "05/06/2026"),
            "« 05/06/2026 » n’est pas une date claire; écrivez 2026, 2026-10, 2026-10-05 ou "
            "2023/2028",
        ),
        (("Actions", "plate", "Titre", None), "il manque « titre » (Titre)"),
        (
            ("Actions", "plate", "Étapes", "2026 | a | b | c | d"),
            "« 2026 | a | b | c | d » a plus de parties que les 4 attendues "
            "(Quand | Titre | Source | Fait)",
        ),
        (
            ("Actions", "plate", "Ordre", "=1+1"),
            "c’est une formule; remplacez-la par sa valeur (Collage spécial, Valeurs)",
        ),
        (
            ("Actions", "plate", "Identifiant", "neuve"),
            "« neuve » n’existe pas; l’identifiant d’une ligne ne se change pas ici (« parapluie "
            "renommer » s’en charge)",
        ),
        (
            ("Actions", "plate", "Identifiant", "etrange"),
            "« etrange » se trouve aussi à la ligne 2",
        ),
        (
            ("Actions", "plate", "Illustration", "parc"),
            "« illustration » : aucune illustration « parc » dans illustrations.yml",
        ),
        (("Actions", "plate", "Empreinte", None), "« plate » existe déjà; changez sa ligne plutôt "
         "que d’en ajouter une"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_and_nothing_is_written(
    odd: Town, change: tuple[str, str, str, Any], message: str
) -> None:
    plan = edited(odd, change, ("Groupes", "jeunes", "Titre", "Les jeunes"))
    sheet = odd.opened()["Actions"]
    label = "Identifiant" if change[2] == "Empreinte" else change[2]
    cell = sheet.cell(row(sheet, "plate"), column(sheet, label)).coordinate
    assert (told(plan), plan.files) == ([f"feuille Actions, cellule {cell} : {message}"], {})


def test_a_row_that_changed_in_the_site_meanwhile_is_refused_with_its_place(odd: Town) -> None:
    book = odd.opened()
    sheet = book["Actions"]
    sheet.cell(row(sheet, "plate"), column(sheet, "Statut")).value = "En cours"
    for name in ("etrange", "plate"):
        path = odd.roots.content / f"actions/{name}.md"
        path.write_bytes(path.read_bytes().replace(b"titre: Plate", b"titre: Plane"))
    assert told(odd.compared(book)) == [
        "feuille Actions, cellule A3 : « plate » a changé dans le site depuis l’exportation; "
        "exportez de nouveau, puis reprenez vos changements"
    ]
    # The same change made in both is no quarrel.
    sheet.cell(row(sheet, "plate"), column(sheet, "Statut")).value = "Réalisée"
    sheet.cell(row(sheet, "plate"), column(sheet, "Titre")).value = "Plane"
    assert (told(odd.compared(book)), odd.compared(book).files) == ([], {})


def test_a_row_that_nobody_touched_is_never_stale(odd: Town) -> None:
    book = odd.opened()
    path = odd.roots.content / "actions/plate.md"
    path.write_bytes(path.read_bytes().replace(b"Plate", b"Plane"))
    plan = odd.compared(book)
    assert (told(plan), plan.files) == ([], {})


def test_what_the_whole_site_would_refuse_is_not_written(odd: Town) -> None:
    plan = edited(
        odd,
        ("Actions", "plate", "Fait partie de", "etrange"),
        ("Actions", "etrange", "Fait partie de", "plate"),
    )
    assert [p.code for p in plan.problems] == ["P301"]
    assert not plan.is_sound


def test_a_row_taken_away_removes_nothing_and_is_told(odd: Town) -> None:
    book = odd.opened()
    book["Actions"].delete_rows(3)
    book["Groupes"].insert_cols(3)
    book["Groupes"].cell(1, 3).value = "À moi"
    plan = odd.compared(book)
    assert (plan.files, told(plan)) == ({}, [])
    assert plan.notes == (
        "feuille Actions : une entrée du site n’y est pas; rien n’est supprimé.",
        "feuille Groupes : la colonne « À moi » est laissée de côté.",
    )


def hostile(town: Town, change: Callable[[openpyxl.Workbook], object]) -> list[str]:
    book = town.opened()
    change(book)
    plan = town.compared(book)
    assert plan.files == {}
    return told(plan)


def test_merged_cells_doubled_headers_and_missing_sheets_are_named(odd: Town) -> None:
    assert hostile(odd, lambda b: b["Actions"].merge_cells("B2:B3")) == [
        "feuille Actions : les cellules B2:B3 sont fusionnées; défaites la fusion"
    ]
    assert hostile(odd, lambda b: setattr(b["Actions"]["C1"], "value", "Titre")) == [
        "feuille Actions, cellule C1 : la colonne « Titre » est là deux fois"
    ]
    assert hostile(odd, lambda b: b["Actions"].delete_cols(1)) == [
        "feuille Actions : il manque la colonne « Identifiant »; exportez de nouveau"
    ]
    assert hostile(odd, lambda b: b.remove(b["Actions"])) == [
        "il manque la feuille « Actions »; exportez de nouveau, et laissez-la en place"
    ]
    errors = hostile(odd, lambda b: setattr(b["Actions"]["C2"], "value", "#REF!"))
    assert errors == ["feuille Actions, cellule C2 : la cellule contient l’erreur #REF!"]


def test_a_hundred_thousand_empty_rows_are_not_looked_at_and_change_nothing(
    odd: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = []
    read = reading._text

    def counted(cell: Any) -> tuple[str, str]:
        looked_at.append(cell.coordinate)
        return read(cell)

    empty = b"".join(b'<row r="%d"><c r="A%d"/></row>' % (n, n) for n in range(100, 100_100))
    raw = odd.workbook()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
    for name in names[4:6]:
        raw = replaced(raw, name, lambda c: c.replace(b"</sheetData>", empty + b"</sheetData>"))
    assert len(raw) > 6_000_000
    monkeypatch.setattr(reading, "_text", counted)
    plan = odd.compared(raw)
    assert (plan.files, told(plan)) == ({}, [])
    assert 100 < len(looked_at) < 2_000


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(name.replace("__", "/").replace("TYPES", "[Content_Types].xml"), raw)
    return stream.getvalue()


def replaced(raw: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook with one of its members changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, change(content) if member == name else content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda raw: b"", "ce n’est pas un classeur .xlsx; enregistrez-le en .xlsx dans votre "
         "tableur"),
        (lambda raw: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "c’est un ancien classeur "
         ".xls, ou un classeur protégé par un mot de passe; enregistrez-le en .xlsx, sans mot de "
         "passe"),
        (lambda raw: zipped(TYPES=b"", word__document=b"x"), "c’est un document de traitement de "
         "texte, pas un classeur"),
        (lambda raw: zipped(mimetype=b"x", **{"content.xml": b""}), "c’est un classeur .ods; "
         "enregistrez-le en .xlsx"),
        (lambda raw: zipped(TYPES=b"", xl__vbaProject=b"", **{"xl/vbaProject.bin": b""}),
         "ce classeur contient des macros; enregistrez-le en .xlsx, sans macros"),
        (lambda raw: replaced(raw, "[Content_Types].xml", lambda c: c.replace(b"sheet.main",
         b"sheet.macroEnabled.main")), "ce classeur contient des macros; enregistrez-le en .xlsx, "
         "sans macros"),
        (lambda raw: zipped(TYPES=b"", xl__big=bytes(80 << 20)), "une fois ouvert, le fichier "
         "pèserait plus de 60 Mo; ce n’est pas un vrai classeur"),
        (lambda raw: bytes(21 << 20), "le fichier pèse plus de 20 Mo"),
        (lambda raw: raw[: len(raw) // 2], "le classeur est abîmé; ouvrez-le dans votre tableur et "
         "enregistrez-le de nouveau"),
        (lambda raw: replaced(raw, "xl/workbook.xml", lambda c: c.replace(b'<sheet name="',
         b'<sheet name="x')), ""),
        (lambda raw: replaced(raw, "xl/worksheets/sheet1.xml", lambda c: c.replace(
            b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
            b"<worksheet", 1).replace(b"<v>", b"<v>&b;", 1)), "le classeur est abîmé; ouvrez-le "
         "dans votre tableur et enregistrez-le de nouveau"),
        (lambda raw: zipped(TYPES=b"<Types/>", xl__workbook=b"x"), "le classeur est abîmé; "
         "ouvrez-le dans votre tableur et enregistrez-le de nouveau"),
    ],
    ids="empty old word open macros macro-type bomb big cut no-sheet entity no-book".split(),
)  # fmt: skip
def test_what_is_no_workbook_is_named_within_bounds(
    odd: Town, make: Callable[[bytes], bytes], message: str
) -> None:
    raw = make(odd.workbook())
    tracemalloc.start()
    book = read_workbook(raw)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100 << 20
    assert [str(t) for t in book.troubles] == ([message] if message else [])
    plan = compare(book, odd.roots, odd.options)
    assert plan.files == {}
    assert plan.troubles


def test_more_cells_than_can_be_held_are_counted_before_they_are_read(odd: Town) -> None:
    cells = b'<row r="9">' + b'<c r="XFD9"/>' * 800_001 + b"</row></sheetData>"
    with zipfile.ZipFile(io.BytesIO(odd.workbook())) as archive:
        name = next(n for n in archive.namelist() if n.startswith("xl/worksheets/sheet"))
    raw = replaced(odd.workbook(), name, lambda c: c.replace(b"</sheetData>", cells))
    tracemalloc.start()
    book = read_workbook(raw)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 60 << 20
    assert [t.message for s in book.sheets for t in s.troubles] == [
        "elle a plus de 400000 cellules remplies"
    ]


@pytest.mark.parametrize(
    ("cell", "value"),
    [("A1048576", "x"), ("C9000", "=1+1"), ("F1048576", " "), ("XFD2", "x"), ("GS1", "=1+1")],
)
def test_a_stray_cell_far_from_the_others_is_left_aside_with_a_word(
    odd: Town, cell: str, value: str
) -> None:
    book = odd.opened()
    sheet = book["Actions"]
    sheet["B3"] = "Un autre titre"
    sheet[cell] = value
    plan = odd.compared(saved(book))
    assert plan.troubles == ()
    assert [c.after for e in plan.entries for c in e.cells] == ["Un autre titre"]
    note = f"feuille Actions : laissé de côté, loin des autres cellules : {cell}."
    assert plan.notes == (() if value == " " else (note,))


def test_many_cells_far_from_the_others_are_no_slip(odd: Town) -> None:
    book = odd.opened()
    for row in range(9_000, 9_006):
        book["Actions"].cell(row, 3).value = "x"
    assert [t.cell for t in odd.compared(saved(book)).troubles] != []
    book = odd.opened()
    for row in range(1, 7):
        book["Actions"].cell(row, 201).value = "x"
    assert [str(t) for t in odd.compared(saved(book)).troubles] == [
        "feuille Actions : elle a plus de 200 colonnes"
    ]


@pytest.mark.parametrize(("number", "message"), [(1_000, []), (300_001, ["150000 lignes"])])
def test_a_sheet_formatted_to_its_last_row_is_read_within_bounds(
    odd: Town, number: int, message: list[str]
) -> None:
    rows = b"".join(b'<row r="%d" s="1"/>' % (200_000 + more) for more in range(number))
    far = b'<row r="1048576"><c r="A1048576" s="1"/></row></sheetData>'
    raw = replaced(
        odd.workbook(),
        "xl/worksheets/sheet3.xml",
        lambda content: content.replace(b"</sheetData>", rows + far),
    )
    troubles = [t.message for s in read_workbook(raw).sheets for t in s.troubles]
    assert troubles == [f"elle a plus de {limit}" for limit in message]
    assert [s.notes for s in read_workbook(raw).sheets if s.notes] == []


def test_a_row_past_the_last_of_a_spreadsheet_ends_the_reading(odd: Town) -> None:
    last = b'<row r="99999999999"><c r="A99999999999" t="inlineStr"/></row></sheetData>'
    raw = replaced(
        odd.workbook(),
        "xl/worksheets/sheet3.xml",
        lambda c: c.replace(b"</sheetData>", last),
    )
    assert [t.message for s in read_workbook(raw).sheets for t in s.troubles] == [
        "elle a plus de 150000 lignes"
    ]


def test_a_stray_cell_at_the_bottom_of_a_csv_file_is_left_aside(odd: Town, tmp_path: Path) -> None:
    text = odd.csv()["groupes.csv"].decode("utf-8-sig")
    file = tmp_path / "groupes.csv"
    file.write_text(text + ";;\n" * 200_000 + ";x\n", "utf-8-sig")
    plan = compare(read_workbook(file), odd.roots, odd.options, whole=False)
    assert plan.troubles == ()
    assert "laissé de côté" in plan.notes[0]


def test_a_sheet_that_lies_about_its_size_is_read_to_its_end(odd: Town) -> None:
    raw = replaced(
        odd.workbook(),
        "xl/worksheets/sheet7.xml",
        lambda c: c.replace(b"<dimension ", b'<dimension ref="A1:A1"/><x '),
    )
    assert odd.compared(raw).files == {}


# --- CSV ---


def test_csv_files_open_as_they_should_in_the_spreadsheets_of_quebec(odd: Town) -> None:
    raw = odd.csv()["actions.csv"]
    assert raw.startswith(("\ufeffIdentifiant;Titre;En bref;Numéro;Genre;Statut;").encode())
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    cells = [cell for line in rows for cell in line]
    assert "'=2+2\n'@ici\na | b; c [d]\nl'un\\\\l'autre" in cells
    assert "2021 | Un \\| deux | s1\n2022-05 | Plié ici" in cells
    assert "Nombre | 5 [s1] ; 6\\; ou 7" in cells
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@")]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_words_that_would_be_computed_sleep_in_the_file_and_come_back(
    odd: Town, tmp_path: Path, delimiter: str
) -> None:
    for number, text in enumerate(HOSTILE):
        line = " ".join(text.split())
        titles = json.dumps([line, f"l’un,{line}", f"'{line}"])
        (odd.roots.content / "groupes" / f"g{number}.md").write_text(
            f"---\ntitre: {json.dumps(line)}\naussi_nomme: {titles}\n---\n", "utf-8"
        )
    files = odd.csv()
    assert [found for raw in files.values() if (found := computed(raw.decode("utf-8-sig")))] == []
    rows = csv.reader(
        io.StringIO(files["groupes.csv"].decode("utf-8-sig"), newline=""), delimiter=";"
    )
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    file = tmp_path / "groupes.csv"
    file.write_bytes(stream.getvalue().encode())
    plan = compare(read_workbook(file), odd.roots, odd.options, whole=False)
    assert ([*map(str, plan.troubles), *map(str, plan.problems)], plan.files) == ([], {})


def test_an_apostrophe_in_a_file_of_someone_else_is_theirs(tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("Titre;Note\nl'an '-1;'=2\n", "utf-8")
    (sheet,) = read_workbook(file).sheets
    assert sheet.rows[1].texts == ("l'an '-1", "'=2")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ","])
def test_csv_files_saved_by_a_spreadsheet_are_read(
    odd: Town, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    text = odd.csv()["groupes.csv"].decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    rows[2][1] = "Jeunes, et moins jeunes"
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    file = tmp_path / "groupes.csv"
    file.write_bytes(stream.getvalue().encode(encoding))
    plan = compare(read_workbook(file), odd.roots, odd.options, whole=False)
    assert [c.after for e in plan.entries for c in e.cells] == ["Jeunes, et moins jeunes"]


@pytest.mark.parametrize("raw", [b"\x81\x8d\xff;", b'a;"b', b"\x00;\x00\n", b""])
def test_what_is_no_csv_gives_no_exception(odd: Town, tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "actions.csv"
    file.write_bytes(raw)
    plan = compare(read_workbook(file), odd.roots, odd.options, whole=False)
    assert plan.files == {}


def test_a_file_or_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert [str(t) for t in read_workbook(tmp_path / "x.xlsx").troubles] == [
        "ce fichier n’existe pas"
    ]
    assert [str(t) for t in read_workbook(tmp_path).troubles] == [
        "ce dossier ne contient aucun fichier CSV"
    ]


# --- Cells ---

TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Cn")), min_size=1).map(
    lambda text: " ".join(text.split())
).filter(bool) | st.text("ab|;[]\\'=@", min_size=1, max_size=8)
IDS = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True)
EVERY_FIELD = [item for kind in KINDS for item in kind.fields if not item.entries]


def values_of(item: Field) -> st.SearchStrategy[Any]:
    """Return what may be written in a field, as simply as it can be."""
    one: st.SearchStrategy[Any]
    if item.type is FieldType.RECORD:
        one = st.fixed_dictionaries(
            {inner.key: values_of(inner) for inner in item.fields if inner.required},
            optional={inner.key: values_of(inner) for inner in item.fields if not inner.required},
        ).filter(bool)
    elif item.type is FieldType.SOURCED:
        sourced = st.fixed_dictionaries({"valeur": TEXTS, "source": IDS}) | TEXTS
        return sourced | st.lists(sourced, min_size=2, max_size=3)
    elif item.type is FieldType.COUNTS:
        return st.integers(0, 99).map(str) | st.dictionaries(
            IDS, st.integers(0, 99).map(str), min_size=1
        )
    elif item.choices:
        one = st.sampled_from([choice.key for choice in item.choices])
    elif item.type in (FieldType.DATE, FieldType.PERIOD):
        one = st.sampled_from(["2026", "2026-10", "2026-10-05", "2016~"])
    elif item.type in (FieldType.LINE, FieldType.TEXT):
        one = TEXTS
    else:
        one = IDS
    return st.lists(one, min_size=1, max_size=3) if item.many else one


@law(300)
@given(st.sampled_from(EVERY_FIELD).flatmap(lambda item: st.tuples(st.just(item), values_of(item))))
def test_a_cell_gives_back_the_value_that_made_it(pair: tuple[Field, Any]) -> None:
    item, value = pair
    assert as_value(item, as_text(item, value)) == value


@law(100)
@given(st.sampled_from(EVERY_FIELD), st.text())
def test_any_text_of_a_cell_is_a_value_or_an_error_in_french(item: Field, text: str) -> None:
    try:
        value = as_value(item, text)
    except CellError:
        return
    assert value is None or isinstance(value, str | list | dict)


@law(60)
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"]))
def test_any_bytes_give_problems_and_no_exception(raw: bytes, head: bytes) -> None:
    assert isinstance(read_workbook(head + raw), Book)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026", "2026"),
        ("2026-10", "2026-10"),
        ("2023/2028", "2023/2028"),
        ("2023-2028", "2023/2028"),
        ("2023 – 2028", "2023/2028"),
        ("2023 à 2028", "2023/2028"),
        ("de 2023 à 2028", "2023/2028"),
        ("octobre 2026", "2026-10"),
        ("Oct. 2026", "2026-10"),
        ("1er mars 2023", "2023-03-01"),
        ("6 février 2023", "2023-02-06"),
        ("été 2026", "2026-22"),
        ("à l’automne 2026", "2026-23"),
        ("depuis 2018", "2018/.."),
        ("jusqu’en 2028", "../2028"),
        ("vers 2016", "2016~"),
        ("avril à juin 2026", "2026-04/2026-06"),
        ("d’avril 2026 à mars 2027", "2026-04/2027-03"),
        ("T1 2026", "2026-01/2026-03"),
        ("3e trimestre 2026", "2026-07/2026-09"),
        ("2026/10/05", "2026-10-05"),
        ("25/12/2026", "2026-12-25"),
        ("05/06/2026", None),
        ("31 février 2026", None),
        ("2028 à 2023", None),
        ("court terme", None),
        ("jui 2026", None),
    ],
)
def test_dates_are_read_as_people_type_them(written: str, expected: str | None) -> None:
    assert edtf(written) == expected


@law(100)
@given(st.text())
def test_any_text_is_a_date_or_not(text: str) -> None:
    edtf(text)
    edtf(text, period=False)


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (datetime(2026, 10, 5), "yyyy-mm-dd", "2026-10-05"),
        (datetime(2026, 10, 1), "[$-C0C]mmm\\-yy", "2026-10"),
        (datetime(2026, 1, 1), "yyyy", "2026"),
        (4, "General", "4"),
        (0.56, "0%", "56 %"),
        (1.1, "General", "1.1"),
        (True, "General", "oui"),
        ("  Deux\r\nlignes ", "General", "Deux\nlignes"),
    ],
)
def test_values_are_read_as_their_cell_shows_them(value: Any, form: str, expected: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"].value, sheet["A1"].number_format = value, form
    assert read_workbook(saved(book)).sheets[0].rows[0].texts == (expected,)


# --- The commands ---


def test_a_workbook_goes_out_and_its_changes_are_shown_then_written(tmp_path: Path) -> None:
    site = copy_site(OTHER_WORDS, tmp_path / "site")
    file = tmp_path / "site.xlsx"
    done = parapluie("exporter", "tableur", file, cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"37 entrées dans {file}.\n"
    again = parapluie("exporter", "tableur", file, cwd=site)
    assert (again.returncode, again.stdout) == (2, "")
    book = openpyxl.load_workbook(file)
    sheet = book["Mesures"]
    sheet.cell(row(sheet, "jardin"), column(sheet, "Titre")).value = "Le grand jardin"
    book.save(file)
    before = contents(site / "contenu")
    shown = parapluie("importer", "tableur", file, cwd=site)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "contenu/mesures/jardin.md : " in shown.stdout
    assert "  B4 Titre : « " in shown.stdout
    assert shown.stdout.endswith(
        "1 entrée changée, aucune nouvelle, 1 cellule.\n"
        "Le contenu n’a pas changé. Pour écrire ces changements, ajoutez --appliquer.\n"
    )
    assert contents(site / "contenu") == before
    done = parapluie("importer", "tableur", file, "--appliquer", "--json", cwd=site)
    assert json.loads(done.stdout)["written"] is True
    after = contents(site / "contenu")
    assert [name for name in after if after[name] != before[name]] == ["mesures/jardin.md"]


def test_troubles_are_told_on_the_error_output_with_exit_code_one(tmp_path: Path) -> None:
    site = copy_site(OTHER_WORDS, tmp_path / "site")
    (tmp_path / "x.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    done = parapluie("importer", "tableur", tmp_path / "x.xlsx", "--appliquer", cwd=site)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"« {tmp_path}/x.xlsx » : c’est un ancien classeur .xls")
    assert "Traceback" not in done.stderr

"""« La portée »: what a municipality can do alone, with whom, and what is not meant."""

from pathlib import Path

import openpyxl
import pytest
from case_files import read_blocks, write
from command_tools import command
from hamlet_site import hamlet
from parapluie.build.making import build
from parapluie.build.verdict import verify
from parapluie.source.content_files import Roots
from site_tools import core_arguments, parse

TOWN = """\
=== principes/rive.md
---
titre: La rive
en_bref: La rive est à tout le monde.
competence:
  seule: Faucher moins souvent.
  avec:
    - {qui: la MRC, quoi: "Bâtir loin : à 15 mètres; pas | moins"}
    - {qui: Québec}
  ne_veut_pas_dire: Que tout sera racheté.
---
=== principes/vide.md
---
titre: Le vide
en_bref: Rien de dit.
competence: {seule: ""}
---
=== politiques/rives.md
---
titre: Plan des rives
en_bref: Pour que la rive reste.
principes: rive
competence: {ne_veut_pas_dire: Que la plage ferme.}
---
"""


@pytest.fixture
def village(tmp_path: Path) -> Path:
    folder = hamlet(tmp_path)
    write(read_blocks(TOWN)[0], folder)
    return folder


def scope(folder: Path, page: str) -> str:
    site = build(*core_arguments(folder))
    (text,) = (str(file.content) for file in site.files if file.path == page)
    _, opened, rest = text.partition('<section class="pp-section pp-scope">')
    return " ".join(parse(rest.partition("</section>")[0]).text.split()) if opened else ""


def test_a_principle_says_how_far_the_municipality_can_go(village: Path) -> None:
    assert scope(village, "principes/rive.md").replace("\u00a0", " ").replace("\u202f", " ") == (
        "La portée Ce que le Hameau peut faire par ses propres moyens Faucher moins souvent. "
        "Avec la MRC Bâtir loin : à 15 mètres; pas | moins "
        "Avec Québec Ce que cela ne veut pas dire Que tout sera racheté."
    )


def test_a_policy_says_only_what_it_knows_and_nothing_is_no_section(village: Path) -> None:
    found = scope(village, "politiques/rives.md")
    assert found == "La portée Ce que cela ne veut pas dire Que la plage ferme."
    assert scope(village, "principes/vide.md") == ""


def test_a_wrong_key_is_told_at_its_line(village: Path) -> None:
    file = village / "contenu/principes/rive.md"
    file.write_text(
        "---\ntitre: La rive\nen_bref: À nous.\ncompetence:\n  avec:\n    - quoi: Tout.\n"
        "    - {qui: Québec, pourquoi: Rien}\n---\n",
        "utf-8",
    )
    problems, _ = verify(
        Roots(village / "contenu", village / "illustrations"), core_arguments(village)[1]
    )
    found = [(p.place.line, p.code) for p in problems if p.place.file.endswith("rive.md")]
    assert (6, "P204") in found, [*map(str, problems)]
    assert [line for line, code in found if code == "P201"] == [7], [*map(str, problems)]


def test_a_sheet_changes_who_acts_with_the_municipality(village: Path) -> None:
    book = village / "classeur.xlsx"
    assert command("exporter", "tableur", book, cwd=village).code == 0
    opened = openpyxl.load_workbook(book)
    (cell,) = (
        c
        for sheet in opened.worksheets
        for row in sheet.iter_rows()
        for c in row
        if "Faucher" in str(c.value)
    )
    assert cell.value == (
        "Faucher moins souvent. | la MRC : Bâtir loin \\: à 15 mètres\\; pas \\| moins ; Québec"
        " | Que tout sera racheté."
    )
    cell.value = cell.value.replace("Québec", "Québec : Le lit du lac, c’est l’État")
    opened.save(book)
    done = command("importer", "tableur", book, "--appliquer", cwd=village)
    assert done.code == 0, done.out + done.err
    text = (village / "contenu/principes/rive.md").read_text("utf-8")
    assert "Le lit du lac, c’est l’État" in text
    assert "Bâtir loin : à 15 mètres; pas | moins" in text

"""Numbers as adopted: the order that they give, where they show, and what is said of them."""

import json
import random
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from case_files import read_blocks, read_test_options, write
from parapluie.build.making import build
from parapluie.model import sort_key
from parapluie.vocabulary.grammar import natural
from site_tools import Element, parse
from test_spreadsheets import Town, column, row

TOWN = """\
=== index.md
---
titre: Le Bourg
---
=== principes/eau.md
---
titre: L’eau
en_bref: Elle est à tout le monde.
---
=== politiques/eau.md
---
titre: Politique de l’eau
numero: "4"
en_bref: Pour que l’eau reste.
principes: eau
objectifs:
  - {id: dernier, titre: Parler de l’eau, numero: "1.10"}
  - {id: rives, titre: Planter les rives, numero: "1.2"}
  - {id: sans, titre: Le reste}
  - {id: puits, titre: Creuser, numero: "1.1"}
---
=== actions/ecole.md
---
titre: L’école au lac
en_bref: On y va.
numero: 1.2.10
realise: eau#rives
---
=== actions/saules.md
---
titre: Des saules
en_bref: On plante.
numero: 1.2.2
realise: eau#rives
---
=== actions/atelier.md
---
titre: Un atelier
en_bref: On apprend.
realise: eau#rives
---
=== actions/deux.md
---
titre: Étape 2
en_bref: Ensuite.
realise: eau#dernier
---
=== actions/dix.md
---
titre: Étape 10
en_bref: Enfin.
realise: eau#dernier
---
=== decisions/adoption.md
---
titre: Adopter la politique
en_bref: C’est adopté.
numero: 2024-05
quand: 2024-05-06
adopte: eau
---
"""


def town(folder: Path, blocks: str = TOWN, **options: Any) -> dict[str, str]:
    """Return the files of the town, none of which may have a fault."""
    read, problems = read_test_options(options)
    assert problems == []
    site = build(write(read_blocks(blocks)[0], folder), read)
    assert site.files
    return {
        file.path: content.decode("utf-8", "replace")
        if isinstance(content, bytes)
        else str(content)
        for file in site.files
        for content in [file.content]
    }


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return town(tmp_path_factory.mktemp("bourg"))


def texts(tree: Element, name: str) -> list[str]:
    """Return the texts of the elements of a class, in their order."""
    return [element.text for element in tree.with_class(name)]


# --- The order ---


@pytest.mark.parametrize(
    "ordered",
    [
        ["2", "10"],
        ["1", "1.2", "1.2.3", "1.2.10", "1.10", "2"],
        ["A-4", "A-10", "B-1"],
        ["2023-12", "2024-05", "2024-11"],
        ["Étape 2", "Étape 10", "Étape suivante"],
        ["0", "7", "99", "100", "9" * 9, "1" * 10, "1" * 5000],
    ],
)
def test_numbers_sort_as_people_count(ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=natural) == ordered


def test_digits_compare_as_the_whole_numbers_that_they_write() -> None:
    chance = random.Random(3)
    numbers = [chance.randrange(10 ** chance.randrange(1, 40)) for _ in range(300)]
    assert sorted(numbers, key=lambda n: natural(f"a{n}b")) == sorted(numbers)
    assert natural("Mesure 007") == natural("mesure 7")


def test_what_says_its_rank_comes_first_then_numbers_then_titles() -> None:
    entries: dict[str, dict[str, Any]] = {
        "rank": {"titre": "Zone", "ordre": 1},
        "both": {"titre": "Zone", "ordre": 2, "numero": "1"},
        "second": {"titre": "Zone", "numero": "2"},
        "tenth": {"titre": "Abri", "numero": "10"},
        "title 2": {"titre": "Étape 2"},
        "title 10": {"titre": "Étape 10"},
    }
    backwards = list(entries)[::-1]
    assert sorted(backwards, key=lambda key: sort_key(entries[key], key)) == list(entries)


def test_objectives_follow_their_numbers_then_the_order_that_they_are_written_in(
    files: dict[str, str],
) -> None:
    objectives = parse(files["politiques/eau.md"]).with_class("pp-objective")
    shown = [next(objective.all("h3")).text for objective in objectives]
    assert shown == ["1.1, Creuser", "1.2, Planter les rives", "1.10, Parler de l’eau", "Le reste"]


def test_lists_pages_and_data_follow_numbers(files: dict[str, str]) -> None:
    whole = parse(files["politiques/eau/complet.md"])
    assert [e.text for e in whole.all("h3")] == [
        "1.2.2, Des saules",
        "1.2.10, L’école au lac",
        "Un atelier",
        "Étape 2",
        "Étape 10",
    ]
    listed = texts(parse(files["actions/index.md"]), "pp-card__title")
    assert listed == [
        "1.2.2, Des saules",
        "1.2.10, L’école au lac",
        "Étape 2",
        "Étape 10",
        "Un atelier",
    ]
    ids = ["saules", "ecole", "deux", "dix", "atelier"]
    rows = files["donnees/tableaux/action.csv"].splitlines()[1:]
    assert [row.split(";")[0].partition("/")[2] for row in rows] == ids
    data = json.loads(files["donnees/parapluie.json"])
    every = [entry["id"].split("/") for entry in data["entrees"]]
    assert [identifier for kind, identifier, *_ in every if kind == "action"] == ids


def test_a_number_stands_before_titles_and_in_no_sentence(files: dict[str, str]) -> None:
    action = parse(files["actions/saules.md"])
    assert next(action.all("h1")).text == "1.2.2, Des saules"
    (ladder,) = texts(action, "pp-ladder")
    assert "Planter les rives" in ladder
    assert "1.2" not in ladder
    (shared,) = texts(action, "pp-share")
    assert "« Planter les rives »" in shared
    whole = parse(files["politiques/eau/complet.md"])
    assert next(whole.all("h1")).text == "4, Politique de l’eau"
    contents = next(whole.with_class("pp-whole__list"))
    assert [link.text for link in contents.all("a")][:3] == [
        "1.1, Creuser",
        "1.2, Planter les rives",
        "1.2.2, Des saules",
    ]
    assert "Action 1.2.2" in parse(files["id/action/saules/affiche.html"]).text
    assert "Action 1.2.2 : Des saules" in parse(files["id/action/saules/coupon.html"]).text
    assert "L’objectif 1.2 « Planter les rives »" in parse(files["politiques/eau.md"]).text


def test_the_comma_that_a_voice_pauses_at_is_not_seen(files: dict[str, str]) -> None:
    heading = next(parse(files["actions/saules.md"]).all("h1"))
    assert texts(heading, "pp-unseen") == [","]


def test_a_decision_is_called_by_its_resolution(files: dict[str, str]) -> None:
    page = parse(files["decisions/adoption.md"])
    assert texts(page, "pp-kicker") == ["Résolution 2024-05"]
    assert next(page.all("h1")).text == "Adopter la politique"
    listed = texts(parse(files["decisions/index.md"]), "pp-rows__title")
    assert listed == ["Résolution 2024-05, Adopter la politique décision"]


def test_without_a_number_a_page_says_nothing_of_it(files: dict[str, str]) -> None:
    page = files["actions/atelier.md"]
    assert "pp-number" not in page
    assert next(parse(page).all("h1")).text == "Un atelier"


def test_programs_read_the_number(files: dict[str, str]) -> None:
    nodes = {
        n["dcterms:identifier"]: n
        for n in json.loads(files["donnees/parapluie.jsonld"])["@graph"]
        if "dcterms:identifier" in n
    }
    assert nodes["action/saules"]["schema:identifier"] == "1.2.2"
    assert nodes["decision/adoption"]["schema:identifier"] == "2024-05"
    assert "schema:identifier" not in nodes["action/atelier"]


# --- In a workbook ---


@pytest.fixture
def sheets(tmp_path: Path) -> Town:
    return Town(write(read_blocks(TOWN)[0], tmp_path), read_test_options({})[0])


@pytest.mark.parametrize(
    ("typed", "form", "read"),
    [
        ("1.10", "@", '"1.10"'),
        (1.1, "0.00", '"1.10"'),
        (1.1, "General", "1.1"),
        (7, "General", "7"),
        ("A-4", "General", "A-4"),
        ("2024-05", "@", "2024-05"),
        (datetime(2024, 5, 1), "mmm-yy", "2024-05"),
        (datetime(2024, 5, 12), "yyyy-mm-dd", "2024-05-12"),
    ],
)
def test_a_number_typed_in_a_sheet_is_what_its_cell_shows(
    sheets: Town, typed: Any, form: str, read: str
) -> None:
    book = sheets.opened()
    page = book["Actions"]
    cell = page.cell(row(page, "atelier"), column(page, "Numéro"))
    cell.value, cell.number_format = typed, form
    plan = sheets.compared(book)
    assert [str(trouble) for trouble in plan.troubles] == []
    sheets.apply(plan)
    header = (sheets.roots.content / "actions" / "atelier.md").read_text("utf-8")
    (line,) = [line for line in header.splitlines() if line.startswith("numero:")]
    assert line.partition(": ")[2].strip('"') == read.strip('"')


def test_a_workbook_that_nobody_touched_keeps_every_number(sheets: Town) -> None:
    plan = sheets.compared(sheets.opened())
    assert plan.files == {}
    page = sheets.opened()["Objectifs"]
    numbers = [page.cell(n, column(page, "Numéro")) for n in range(2, 5)]
    assert [(cell.value, cell.number_format) for cell in numbers] == [
        ("1.1", "@"),
        ("1.2", "@"),
        ("1.10", "@"),
    ]

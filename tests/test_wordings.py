"""What is read again when a wording changes, and what is not."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from case_files import read_blocks, write
from conftest import Town
from parapluie.meaning.graph import Graph
from parapluie.meaning.wordings import acknowledged, difference, fingerprint, to_read
from parapluie.model import Reading
from site_tools import parapluie

# What an author may do to a text without its saying anything else.
SAME = [
    ("Décider ensemble.", "Décider  ensemble"),
    ("L'eau, d'abord: partout", "L’eau, d’abord : partout"),
    ("« Ici »", "“Ici”"),
    ("Un *bel* avenir", "Un bel avenir"),
    ("Cœur du village", "Coeur du village"),
    ("De 2023-2028", "De 2023–2028"),
    ("À l’écoute", "A\u0300 l’écoute"),
    ("Une ligne\nou deux", "Une ligne ou deux"),
    ("25 % des gens", "25\u202f% des gens"),
    ("En bref", "en bref"),
]
OTHER = [
    ("À chacun selon ses moyens", "À chacun selon ses besoins"),
    ("Les gens décident", "Les gens ne décident pas"),
    ("ou", "où"),
    ("25 %", "25 $"),
    ("15", "1,5"),
    ("plus de 3", "plus de >= 3"),
]

LEVELS = """\
=== principes/equite.md
---
titre: Équité
en_bref: À chacun selon ses moyens.
---
=== politiques/familles.md
---
titre: Familles
principes: equite
objectifs:
  - {id: jouer, titre: Jouer dehors, texte_adopte: Chaque enfant joue dehors.}
---
=== actions/parc.md
---
titre: Parc
realise: familles#jouer
---
=== actions/banc.md
---
titre: Banc
fait_partie_de: parc
---
=== actions/ailleurs.md
---
titre: Ailleurs
---
"""
DAY, LATER = date(2026, 1, 15), date(2026, 11, 23)


@pytest.mark.parametrize(("before", "after"), SAME)
def test_typography_asks_for_no_reading(before: str, after: str) -> None:
    assert fingerprint(before) == fingerprint(after)


@pytest.mark.parametrize(("before", "after"), OTHER)
def test_a_word_asks_for_a_reading(before: str, after: str) -> None:
    assert fingerprint(before) != fingerprint(after)


def test_a_difference_marks_words_and_keeps_the_new_typography() -> None:
    pieces = difference("L'eau, selon ses moyens", "L’eau, selon ses besoins et rêves")
    assert [(piece.sign, piece.text) for piece in pieces] == [
        ("", "L’eau, selon ses"),
        ("-", "moyens"),
        ("+", "besoins et rêves"),
    ]


def waiting(graph: Graph, readings: list[Reading]) -> dict[str, list[str]]:
    return {
        found.source.id: sorted(entry.id for entry in found.by)
        for found in to_read(graph, readings)
    }


def test_all_levels_under_a_changed_principle_are_to_be_read_again(town: Town) -> None:
    readings = acknowledged(town(LEVELS), [], DAY)
    assert waiting(town(LEVELS), readings) == {}
    after = town(LEVELS.replace("ses moyens.", "ses  moyens"))
    assert waiting(after, readings) == {}
    after = town(LEVELS.replace("moyens", "besoins"))
    every = ["banc", "familles", "familles#jouer", "parc"]
    assert waiting(after, readings) == {"equite": every}
    after = town(LEVELS.replace("joue dehors.", "joue dehors chaque jour."))
    assert waiting(after, readings) == {"familles#jouer": ["banc", "parc"]}


def test_what_was_read_again_no_longer_waits_and_the_rest_does(town: Town) -> None:
    readings = acknowledged(town(LEVELS), [], DAY)
    after = town(LEVELS.replace("moyens", "besoins"))
    readings = acknowledged(after, readings, LATER, {("action", "parc")})
    left = ["banc", "familles", "familles#jouer"]
    assert waiting(after, readings) == {"equite": left}
    days = {(one.of, one.read_on): set(one.by) for one in readings}
    assert days["principe:equite", LATER] == {"action:parc"}
    assert "action:parc" not in days["principe:equite", DAY]
    assert days["objectif:familles#jouer", DAY] == {"action:parc", "action:banc"}
    assert waiting(after, acknowledged(after, readings, LATER)) == {}


def test_an_entry_that_no_reading_names_waits_until_somebody_has_read(town: Town) -> None:
    readings = acknowledged(town(LEVELS), [], DAY)
    more = LEVELS + "=== actions/neuve.md\n---\ntitre: Neuve\nprincipes: equite\n---\n"
    assert waiting(town(more), readings) == {}
    changed = town(more.replace("moyens", "besoins"))
    assert "neuve" in waiting(changed, readings)["equite"]
    readings = acknowledged(changed, readings, LATER, {("action", "parc")})
    assert "neuve" in waiting(changed, readings)["equite"]


def test_going_back_to_the_former_words_asks_for_nothing(town: Town) -> None:
    readings = acknowledged(town(LEVELS), [], DAY)
    changed = town(LEVELS.replace("moyens", "besoins"))
    some = acknowledged(changed, readings, LATER, {("action", "parc")})
    assert waiting(town(LEVELS), some) == {"equite": ["parc"]}
    assert waiting(town(LEVELS), [replace(one, text="") for one in readings]) == {}


def test_the_command_notes_readings_in_a_file_that_reads_back(tmp_path: Path) -> None:
    files, _ = read_blocks(LEVELS)
    roots = write(files, tmp_path)
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: Essai\ndocs_dir: {roots.content.name}\nplugins: [parapluie]\n", "utf-8"
    )
    assert "parapluie relire --tout" in parapluie("relire", cwd=tmp_path).stdout
    done = parapluie("relire", "--tout", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    file = roots.content / "lectures.yml"
    first = file.read_bytes()
    assert "      - action:parc\n" in first.decode()
    parapluie("relire", "--tout", cwd=tmp_path)
    assert file.read_bytes() == first
    principle = roots.content / "principes" / "equite.md"
    principle.write_text(principle.read_text("utf-8").replace("moyens", "besoins"), "utf-8")
    said = parapluie("relire", cwd=tmp_path).stdout
    assert "avant : Équité. À chacun selon ses moyens." in said
    assert "action:parc (Parc)" in said
    assert " P601 " in parapluie("verifier", cwd=tmp_path).stdout
    done = parapluie("relire", "action:par", cwd=tmp_path)
    assert done.returncode == 2
    assert "action:parc" in done.stderr
    assert parapluie("relire", "action:parc", cwd=tmp_path).returncode == 0
    said = parapluie("relire", cwd=tmp_path).stdout
    assert "action:parc" not in said
    assert "action:banc" in said

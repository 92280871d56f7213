"""The list of principles has a heading for each nature, where a town uses more than one."""

import re
from pathlib import Path

from case_files import read_blocks, write
from hamlet_site import hamlet
from parapluie.build.making import build
from site_tools import ROOT, core_arguments

DEFINITION = """\
=== principes/index.md
---
titre: Ce que veut dire durer
---
Voici notre définition.
=== principes/vivre.md
---
titre: Bien vivre, longtemps
en_bref: Le but.
nature: finalite
---
=== principes/participer.md
---
titre: Participer
en_bref: Par là.
nature: moyen
---
=== principes/savoir.md
---
titre: Savoir
en_bref: Par là aussi.
nature: moyen
---
=== principes/temps.md
---
titre: Prendre le temps
en_bref: Sans quoi rien.
nature: condition
---
"""


def headings(folder: Path, page: str = "principes/index.md") -> list[tuple[str, list[str]]]:
    site = build(*core_arguments(folder))
    assert site.files, [*map(str, site.problems)]
    (text,) = (str(file.content) for file in site.files if file.path == page)
    parts = re.split(r'<section class="pp-section"><h2>(.*?) <span class="pp-h2-count">', text)[1:]
    return [
        (label, re.findall(r"<h3[^>]*>(?:<a[^>]*>)?([^<]+)", part))
        for label, part in zip(parts[::2], parts[1::2], strict=True)
    ]


def test_a_definition_stands_in_one_place(tmp_path: Path) -> None:
    folder = hamlet(tmp_path)
    write(read_blocks(DEFINITION)[0], folder)
    assert headings(folder) == [
        ("Principe", ["Eau partagée"]),
        ("Finalité", ["Bien vivre, longtemps"]),
        ("Moyens", ["Participer", "Savoir"]),
        ("Condition", ["Prendre le temps"]),
    ]


def test_one_nature_needs_no_heading(tmp_path: Path) -> None:
    assert headings(hamlet(tmp_path)) == []


def test_values_stand_apart_from_the_principles_of_a_town() -> None:
    found = headings(ROOT / "tests" / "sites" / "conseil")
    assert [label for label, _ in found] == ["Principes", "Valeurs"]
    assert {"Écoute", "Mémoire"} <= set(found[1][1]), found

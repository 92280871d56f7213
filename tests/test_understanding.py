"""What commands ask of a content, without its pages: who is named, which addresses it has."""

from pathlib import Path

import pytest
from case_files import read_blocks, write
from parapluie.options import Options
from parapluie.reader import Roots
from parapluie.understanding import addresses, found_by, verify
from parapluie.vocabulary.exports_words import ADDRESSES_HEAD

TOWN = """\
=== principes/eau.md
---
titre: Eau partagée
---
=== politiques/eau.md
---
titre: Politique de l’eau
principes: principe:eau
objectifs:
  - {id: puits, titre: Creuser un puits}
---
"""
OPTIONS = Options(organisation="Le Bourg")


@pytest.fixture
def roots(tmp_path: Path) -> Roots:
    files, _ = read_blocks(TOWN)
    return write(files, tmp_path)


def test_an_entry_is_found_by_each_name_that_one_may_write(roots: Roots) -> None:
    found, names = found_by(roots, OPTIONS, "eau")
    assert [entry.title for entry in found] == ["Politique de l’eau", "Eau partagée"]
    assert {"eau", "eau#puits", "odd:11"} <= set(names)
    found, _ = found_by(roots, OPTIONS, "principe:eau")
    assert [entry.title for entry in found] == ["Eau partagée"]
    assert found_by(roots, OPTIONS, "air") == ([], names)


def test_addresses_are_those_of_now_and_those_of_before(roots: Roots) -> None:
    (roots.content / "_adresses.txt").write_text("# Avant\nprincipes/air.html\n", "utf-8")
    assert addresses(roots, OPTIONS).splitlines() == [
        *ADDRESSES_HEAD,
        "id/objectif/eau/puits/",
        "id/politique/eau/",
        "id/principe/eau/",
        "politiques/eau.html",
        "politiques/index.html",
        "principes/air.html",
        "principes/eau.html",
        "principes/index.html",
    ]


@pytest.mark.parametrize(("directory_urls", "codes"), [(True, ["P214"]), (False, [])])
def test_a_page_and_the_index_of_its_folder_have_one_address_where_pages_are_folders(
    *, directory_urls: bool, codes: list[str], tmp_path: Path
) -> None:
    page = "---\ntitre: Eau\n---\n"
    files, _ = read_blocks(f"=== eau.md\n{page}=== eau/index.md\n{page}")
    options = Options(organisation="Le Bourg", directory_urls=directory_urls)
    problems, _ = verify(write(files, tmp_path), options)
    assert [problem.code for problem in problems] == codes

"""What commands ask of a content, without its pages: who is named, which addresses it has."""

from pathlib import Path

import pytest
from case_files import read_blocks, write
from parapluie.build.understanding import addresses, found_by
from parapluie.build.verdict import verify
from parapluie.model import Content
from parapluie.problems import Problem
from parapluie.source.content_files import Roots
from parapluie.source.options import Options
from parapluie.source.reading import Memory, read
from parapluie.vocabulary.exports_words import ADDRESSES_HEAD
from parapluie.vocabulary.local_words import Vocabulary

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


def contents(
    roots: Roots, options: Options, memory: Memory | None
) -> tuple[Content, list[Problem]]:
    content, found = read(roots, options.vocabulary, memory=memory)
    return content, sorted(found, key=str)


def test_a_page_that_nobody_touched_is_not_read_again_and_nothing_else_is_remembered(
    roots: Roots,
) -> None:
    memory = Memory()
    first, problems = contents(roots, OPTIONS, memory)
    assert problems == []

    def again(options: Options = OPTIONS) -> tuple[int, list[str]]:
        """Return how many entries were read anew, and every problem, seen to be those of now."""
        content, found = contents(roots, options, memory)
        assert repr((content, found)) == repr(contents(roots, options, None))
        kept = {id(entry) for entry in known}
        known[:] = [entry for entry in content.entries if entry.file.startswith("contenu/")]
        return sum(id(entry) not in kept for entry in known), [str(one) for one in found]

    known = list(first.entries)
    assert again() == (0, [])
    principle = roots.content / "principes" / "eau.md"
    principle.write_text("---\ntitre: Eau pure\nsurprise: oui\n---\n[a](http://a.org)\n", "utf-8")
    changed, found = again()
    assert (changed, [one.split()[0] for one in found]) == (
        1,
        [f"contenu/principes/eau.md:{n}:" for n in (3, 5)],
    )
    assert again() == (0, found)
    (roots.content / "politiques" / "_defauts.yml").write_text("verifie_le: 2026-10\n", "utf-8")
    assert again() == (3, found)
    dated = {e.kind.key for e in known if e.fields.get("verifie_le")}
    assert dated == {"politique"}
    # Entries are of the vocabulary that they were read with.
    words = Options(organisation="Le Bourg", vocabulary=Vocabulary())
    assert again(words) == (3, found)
    principle.unlink()
    assert again(words)[0] == 0


def test_what_stands_in_a_page_keeps_its_order_its_anchor_and_its_words(roots: Roots) -> None:
    (roots.content / "politiques" / "eau.md").write_text(
        "---\ntitre: Eau\nobjectifs:\n"
        "  - {id: puits, titre: Puits}\n  - {id: arbres, titre: Arbres}\n"
        "---\nOn [creuse\nun puits]{politique:eau}.\n",
        "utf-8",
    )
    content, found = read(roots, OPTIONS.vocabulary)
    assert found == []
    policy, *objectives = [entry for entry in content.entries if "politiques" in entry.file]
    assert (policy.anchor, [one.anchor for one in objectives]) == ("", ["puits", "arbres"])
    assert sorted(objectives, key=lambda one: one.sort_key) == objectives
    assert len(policy.sort_key) > 1  # by its own fields
    (told,) = (link for link in policy.links if link.target == "politique:eau")
    assert told.note == "creuse un puits"


def test_a_sign_that_no_text_may_hold_is_told_where_it_stands(roots: Roots) -> None:
    text = "---\ntitre: Eau\n---\nUn puits\nab\x07\n"
    (roots.content / "principes" / "eau.md").write_text(text, "utf-8")
    content, (found, *_) = read(roots, OPTIONS.vocabulary)
    assert (found.code, found.place.line, found.place.column) == ("P101", 5, 3)
    assert "principes/eau.md" in content.incomplete


def test_a_value_without_a_source_has_none_and_one_that_is_nothing_is_told(roots: Roots) -> None:
    file = roots.content / "politiques" / "eau.md"
    file.write_text("---\ntitre: Eau\nadoption: [2020, {valeur: 2021}]\n---\n", "utf-8")
    content, found = read(roots, OPTIONS.vocabulary)
    (policy,) = (entry for entry in content.entries if entry.path == "politiques/eau.md")
    said = [(one.value, one.source) for one in policy.fields["adoption"]]
    assert (said, found) == ([("2020", ""), ("2021", "")], [])
    file.write_text("---\ntitre: Eau\nadoption: []\n---\n", "utf-8")
    _, (told,) = read(roots, OPTIONS.vocabulary)
    assert (told.code, told.place.line) == ("P203", 3)


def test_words_of_the_search_are_told_where_they_say_nothing(roots: Roots) -> None:
    (roots.content / "synonymes.yml").write_text("le: [eau, de]\nair: vent\n", "utf-8")
    content, found = read(roots, OPTIONS.vocabulary)
    assert [(one.code, one.place.line, one.place.column) for one in found] == [
        ("P203", 1, 1),
        ("P203", 1, 11),
    ]
    assert all("« le »" in str(one) or "« de »" in str(one) for one in found)
    assert content.synonyms["air"] == ("vent",)

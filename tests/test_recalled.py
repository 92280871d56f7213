"""A site of an earlier run is recalled whole, and only while nothing that it holds has changed."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from case_files import read_blocks, read_test_options, write
from parapluie.build import unchanged_site
from parapluie.build.making import Site, build
from parapluie.source.content_files import Roots
from parapluie.source.options import Options

TOWN = """\
=== mkdocs.yml
images_generees: false
=== index.md
---
titre: Accueil
---
=== plan.pdf
%PDF
=== principes/equite.md
---
titre: Équité
---
=== illustrations/illustrations.yml
parc: {fichier: parc.svg, alt: Le parc en hiver., credit: Marie}
=== illustrations/parc.svg
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 100"/>
"""
OPTIONS, WRONG = read_test_options(read_blocks(TOWN)[1])


class Town:
    """A small town, with what counts how many times its site is built."""

    def __init__(self, folder: Path, built: list[object]) -> None:
        self.roots, self.cache, self.built = (
            write(read_blocks(TOWN)[0], folder),
            folder / "c",
            built,
        )

    def site(self, options: Options = OPTIONS) -> Site:
        return unchanged_site.build_or_recall(self.roots, options, self.cache)

    def recalls(self) -> bool:
        """Tell whether the next site is recalled."""
        before = len(self.built)
        self.site()
        return len(self.built) == before


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    built: list[object] = []

    def building_counted(*arguments: Any, **named: Any) -> Site:
        built.append(arguments)
        return build(*arguments, **named)

    monkeypatch.setattr(unchanged_site, "build", building_counted)
    return Town(tmp_path, built)


def told(site: Site) -> tuple[Any, ...]:
    """Return all that outlets see of a site."""
    files = []
    for file in site.files:
        content = file.content
        held = content.read_bytes() if isinstance(content, Path) else content
        files.append((file.path, file.origin, held, file.html))
    return files, site.assets, json.dumps(site.menu), site.problems, site.entries, site.stamp


def test_a_site_is_recalled_as_it_was_built(town: Town) -> None:
    assert WRONG == []
    assert not town.recalls()
    assert town.recalls()
    recalled_site = told(town.site())
    assert recalled_site == told(build(town.roots, OPTIONS, cache=town.cache))
    assert len(town.built) == 1
    assert [p.code for p in recalled_site[3]] != []  # its problems too
    assert recalled_site[1] == ("plan.pdf",)


def appended(file: Path) -> None:
    file.write_text(f"{file.read_text('utf-8')}\n", "utf-8")


def ruined(held: Path) -> None:
    held.write_bytes(held.read_bytes().replace(b"titre", b"TITRE", 1))


def shortened(held: Path) -> None:
    held.write_bytes(held.read_bytes()[:-1])


def added(folder: Path) -> None:
    (folder / "actions").mkdir()
    (folder / "actions" / "parc.md").write_text("---\ntitre: Parc\n---\n", "utf-8")


def renamed(file: Path) -> None:
    file.rename(file.with_name(f"autre-{file.name}"))


CHANGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "an entry": (appended, "contenu/principes/equite.md"),
    "a page": (appended, "contenu/index.md"),
    "a file to publish": (appended, "contenu/plan.pdf"),
    "a drawing": (appended, "illustrations/parc.svg"),
    "the list of illustrations": (appended, "illustrations/illustrations.yml"),
    "a new entry": (added, "contenu"),
    "a file that is gone": (Path.unlink, "contenu/plan.pdf"),
    "a name": (renamed, "contenu/plan.pdf"),
    "no illustrations any more": (shutil.rmtree, "illustrations"),
    "a kept site that was ruined": (ruined, "c/site.bin"),
    "a kept site that was cut": (shortened, "c/site.bin"),
    "a kept site that is gone": (Path.unlink, "c/site.bin"),
    "a list that is gone": (Path.unlink, "c/site.json"),
    "a list that was cut": (shortened, "c/site.json"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_site_is_built_again_once_after_any_change(name: str, town: Town) -> None:
    town.site()
    change, path = CHANGES[name]
    change(town.cache.parent / path)
    assert not town.recalls()
    assert town.recalls()


def test_what_changes_nothing_costs_no_build(town: Town) -> None:
    town.site()
    for file in town.roots.content.rglob("*.md"):
        os.utime(file, (1, 1))
    (town.roots.content / "empty").mkdir()
    assert town.recalls()


def test_a_site_of_another_day_or_of_other_options_is_another(town: Town) -> None:
    town.site()
    town.site(replace(OPTIONS, organisation="la Ville"))
    assert len(town.built) == 2
    assert not town.recalls()  # one site is remembered
    elsewhere = Roots(town.roots.content, town.roots.content.parent / "absent")
    unchanged_site.build_or_recall(elsewhere, OPTIONS, town.cache)
    assert len(town.built) == 4


def test_a_content_with_what_is_no_file_is_read_each_time(town: Town) -> None:
    town.site()
    (town.roots.content / "lien.md").symlink_to(town.roots.content / "index.md")
    for _ in range(2):
        assert [p.code for p in town.site().problems if p.severity.value == "erreur"] == ["P107"]
    assert len(town.built) == 3


def test_a_content_with_errors_is_read_each_time(town: Town) -> None:
    (town.roots.content / "principes" / "faux.md").write_text("---\ntitre: [\n---\n", "utf-8")
    assert town.site().files == town.site().files == ()
    assert len(town.built) == 2
    assert not (town.cache / "site.bin").exists()


def test_a_cache_that_cannot_hold_a_site_costs_only_time(town: Town) -> None:
    (town.cache / "site.bin").mkdir(parents=True)
    assert not town.recalls()
    assert not town.recalls()
    assert not (town.cache / "site.json").exists()
    assert list((town.cache / "site.bin").iterdir()) == []


def test_a_picture_of_the_cache_that_changed_is_made_again(town: Town) -> None:
    drawings = [f for f in town.site().files if f.path.endswith(".svg") and f.kept is None]
    for file in drawings:
        assert isinstance(file.content, Path)
        file.content.write_bytes(b"ruined")
    assert town.recalls() == (not drawings)
    for file in drawings:
        assert isinstance(file.content, Path)
        file.content.unlink()
    assert town.recalls() == (not drawings)

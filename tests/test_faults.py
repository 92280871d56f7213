"""A fault of ours names the entry that it was on, changes nothing, and ends with 70."""

import os
from pathlib import Path

import pytest
from hamlet_site import hamlet
from site_tools import contents, run

# Python runs it first in every process: one function of ours then fails for what holds some words.
BREAKING = """\
import importlib, os

module, name, words = os.environ["BROKEN"].split(" ", 2)
owner = importlib.import_module(module)
*steps, last = name.split(".")
for step in steps:
    owner = getattr(owner, step)
function = getattr(owner, last)

def broken(*given, **named):
    if words in repr(given):
        raise RuntimeError("broken on purpose")
    return function(*given, **named)

setattr(owner, last, broken)
"""
# A command, the function that is broken and for what, the file that is to be named.
READ = "parapluie.source.page_entries _PageReader.read_page Creuser un puits"
FAULTS = (
    ("verifier", READ, "contenu/politiques/eau.md"),
    ("servir", READ, "contenu/politiques/eau.md"),
    (
        "verifier",
        "parapluie.meaning.graph Graph.reaches actions/puits.md",
        "contenu/actions/puits.md",
    ),
    (
        "rendre x",
        "parapluie.site.publication Publication.page puits.md",
        "contenu/actions/puits.md",
    ),
    (
        "construire",
        "parapluie.pages.gather Gatherer.context puits.md",
        "contenu/actions/puits.md",
    ),
    (
        "construire",
        "mkdocs.structure.pages _RelativePathTreeprocessor.path_to_url ../principes/eau.md",
        "politiques/eau.md",
    ),
)


@pytest.mark.parametrize(("asked", "broken", "file"), FAULTS)
def test_a_fault_names_its_entry_and_changes_nothing(
    asked: str, broken: str, file: str, tmp_path: Path
) -> None:
    town = hamlet(tmp_path / "town")
    settings = (town / "mkdocs.yml").read_text("utf-8")
    quick = settings.replace("organisation:", "images_generees: false, organisation:")
    (town / "mkdocs.yml").write_text(quick, "utf-8")
    (town / "site").mkdir()
    (town / "site" / "index.html").write_text("the last good one")
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "sitecustomize.py").write_text(BREAKING)
    before = lasting(town)
    path = os.pathsep.join(filter(None, (str(tmp_path / "first"), os.environ.get("PYTHONPATH"))))
    done = run("-m", "parapluie", *asked.split(), cwd=town, BROKEN=broken, PYTHONPATH=path)
    assert done.returncode == 70, done.stdout + done.stderr
    assert "RuntimeError: broken on purpose" in done.stderr
    assert f"C’est arrivé sur {file}." in done.stdout + done.stderr
    assert lasting(town) == before


def lasting(town: Path) -> dict[str, bytes]:
    """Return what a town's folder holds, but for what may be deleted at any time."""
    return {
        path: content
        for path, content in contents(town).items()
        if not path.startswith((".cache/", ".site.lock"))
    }

"""An older resolution does not date today's words: what `figer` refuses, or keeps anyway."""

import json
import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
from site_tools import core_site, parapluie, run
from small_sites import small_town

TOWN = """=== principes/equite.md
---
titre: Équité
en_bref: À chacun selon ses moyens.
---
=== politiques/eau.md
---
titre: Politique de l’eau
principes: [equite]
objectifs:
  - {id: rives, titre: Rives, texte_adopte: On plante les rives.}
---
## Texte adopté

L’eau est à tous.
=== decisions/eau.md
---
titre: Adoption de la politique de l’eau
quand: 2023-02-06
numero: 2023-12
adopte: eau
---
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_town(TOWN, tmp_path)


def git(folder: Path, *arguments: str, day: str = "") -> None:
    moment = {f"GIT_{who}_DATE": f"{day}T12:00:00+0000" for who in ("AUTHOR", "COMMITTER") if day}
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    name = ("-c", "user.name=X", "-c", "user.email=x@exemple.invalid")
    subprocess.run(
        ["git", *name, *arguments],
        cwd=folder,
        env=os.environ | own | moment,
        check=True,
        capture_output=True,
    )


def committed(folder: Path, day: str) -> None:
    if not (folder / ".git").exists():
        git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Contenu", day=day)


def edited(folder: Path, path: str, old: str, new: str) -> None:
    file = folder / "contenu" / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def freeze(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return parapluie("figer", "--resolution", "2023-12", *more, cwd=folder)


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "contenu").glob("versions/*.json"))


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (
            "politiques/eau.md",
            "à tous",
            "à nous",
            "politique:eau : La « Politique de l’eau » est ref",
        ),
        ("politiques/eau.md", "plante", "garde", "objectif:eau#rives : L’objectif « Rives »"),
        ("principes/equite.md", "moyens", "besoins", "principe:equite : Le principe « Équité »"),
        ("principes/equite.md", "titre: Équité", "titre: Justice", "s’appelait « Équité »"),
        (
            "politiques/eau.md",
            "rives.}",
            "rives.}\n  - {id: lac, titre: Lac}",
            "objectif:eau#lac : L’objectif « Lac » de la « Politique de l’eau » s’ajoute.",
        ),
    ],
)
@pytest.mark.parametrize("is_committed", [True, False])
def test_words_that_changed_since_are_not_dated_by_the_resolution(
    path: str, old: str, new: str, said: str, *, is_committed: bool, folder: Path
) -> None:
    committed(folder, "2023-02-01")
    edited(folder, path, old, new)
    if is_committed:
        committed(folder, "2024-05-02")
    done = freeze(folder)
    assert done.returncode == 2
    assert said in done.stderr.replace("\u00a0", " ")
    assert "(6 février 2023)" in done.stderr.replace("\u00a0", " ")
    assert "--malgre" in done.stderr
    assert not kept(folder)
    done = freeze(folder, "--malgre")
    assert done.returncode == 0, done.stderr
    (file,) = kept(folder)
    (name,) = json.loads(file.read_text("utf-8"))["malgre"]
    assert said.startswith(name) or name == "principe:equite"
    pages = {file.path: str(file.content) for file in core_site(folder).files}
    said = pages["suivi/ce-qui-a-change.md"].replace("\u00a0", " ")
    assert "L’état du 6 février 2023 a été gardé après coup" in said


def test_both_wordings_are_shown(folder: Path) -> None:
    committed(folder, "2023-02-01")
    edited(folder, "politiques/eau.md", "à tous", "à nous")
    said = freeze(folder).stderr.replace("\u00a0", " ")
    assert "avant : L’eau est à tous." in said
    assert "maintenant : L’eau est à nous." in said


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("politiques/eau.md", "## Texte", "Une explication.\n\n## Texte"),
        ("politiques/eau.md", "titre: Politique de l’eau", "titre: Politique  de l'eau"),
        ("principes/equite.md", "en_bref: À", "aussi_nomme: [Justice]\nen_bref: À"),
        ("decisions/eau.md", "numero:", "en_bref: Oui.\nnumero:"),
    ],
)
def test_what_is_no_adopted_word_may_change(path: str, old: str, new: str, folder: Path) -> None:
    committed(folder, "2023-02-01")
    edited(folder, path, old, new)
    done = freeze(folder)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "malgre" not in kept(folder)[0].read_text("utf-8")


def test_a_decision_written_days_after_brings_the_words_with_it(folder: Path) -> None:
    decision = folder / "contenu/decisions/eau.md"
    text = decision.read_text("utf-8")
    decision.unlink()
    committed(folder, "2023-02-01")
    decision.write_text(text, "utf-8")
    # What the council amended at its table is typed in with its decision.
    edited(folder, "politiques/eau.md", "à tous", "à nous")
    refused = freeze(folder)
    assert refused.returncode == 2  # what git knows of that day says otherwise
    committed(folder, "2023-02-09")
    done = freeze(folder)
    assert done.returncode == 0, done.stderr
    assert "depuis le 9 février 2023" in done.stderr.replace("\u00a0", " ")
    edited(folder, "politiques/eau.md", "à nous", "à vous")
    assert freeze(folder).returncode == 2


def test_a_moved_decision_is_followed_and_names_of_any_sign_are_read(folder: Path) -> None:
    inside = folder / "contenu/principes/à l’œuvre"
    inside.mkdir()
    (folder / "contenu/principes/equite.md").rename(inside / "equite.md")
    committed(folder, "2023-02-01")
    git(folder, "mv", "contenu/decisions/eau.md", "contenu/decisions/adoption.md")
    committed(folder, "2024-05-01")
    done = freeze(folder)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    edited(folder, "principes/à l’œuvre/equite.md", "moyens", "besoins")
    kept(folder)[0].unlink()
    assert freeze(folder).returncode == 2


def test_what_git_does_not_hold_yet_was_not_there_then(folder: Path) -> None:
    file = folder / "contenu/principes/equite.md"
    inside = folder / "contenu/principes/z/equite.md"
    inside.parent.mkdir()
    file.rename(inside)
    committed(folder, "2023-02-01")
    inside.rename(file)
    assert freeze(folder).stderr == ""
    kept(folder)[0].unlink()
    edited(folder, "principes/equite.md", "moyens", "besoins")
    done = freeze(folder)
    assert done.returncode == 2
    assert "principe:equite : Le principe « Équité » est reformulé." in done.stderr


def test_without_git_what_was_kept_or_read_since_tells(folder: Path) -> None:
    done = freeze(folder)
    assert done.returncode == 0
    assert "rien ne dit ici si ces mots ont changé" in done.stderr
    (first,) = kept(folder)
    later = first.with_name("2023-06-05-2023-40.json")
    text = first.read_text("utf-8").replace('"2023-02-06"', '"2023-06-05"')
    first.unlink()
    edited(folder, "principes/equite.md", "moyens", "besoins")
    assert freeze(folder).returncode == 0
    kept(folder)[0].unlink()
    later.write_text(text, "utf-8")
    done = freeze(folder)
    assert done.returncode == 2
    assert "principe:equite" in done.stderr
    later.unlink()
    # What someone read after that day was other words.
    assert parapluie("relire", "--tout", cwd=folder).returncode == 0
    edited(folder, "principes/equite.md", "besoins", "forces")
    done = freeze(folder)
    assert done.returncode == 2
    assert "avant : Équité. À chacun selon ses besoins." in done.stderr.replace("\u00a0", " ")


def test_the_day_itself_asks_nothing(folder: Path) -> None:
    committed(folder, "2023-02-01")
    edited(folder, "politiques/eau.md", "à tous", "à nous")
    done = run(
        "-m", "parapluie", "figer", "--resolution", "2023-12", cwd=folder, day=date(2023, 2, 6)
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def test_a_council_of_before_computers_is_no_fault(folder: Path) -> None:
    committed(folder, "2023-02-01")
    edited(folder, "decisions/eau.md", "2023-02-06", "1931-02-06")
    committed(folder, "2023-03-01")
    done = freeze(folder)
    assert done.returncode == 0, done.stderr
    assert "depuis le 1" in done.stderr.replace("\u00a0", " ")

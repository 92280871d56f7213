"""What is printed never stops a command, whatever signs a stream can say, and tells the truth."""

import errno
import json
import os
import shutil
import socket
import subprocess
import sys
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
from case_files import read_blocks, write
from command_tools import command
from every_command import COMMANDS, HEAVY, SIGNS
from parapluie.cli.frame import COMMANDS as NAMES
from parapluie.source.options import CACHE_FOLDER
from parapluie.vocabulary.system_words import system_reason
from rounds import rounds
from site_tools import DAY, DRAWN, ROOT, environment
from test_federation import data_of

TOWN = f"""\
=== index.md
---
titre: "Val {SIGNS}"
en_bref: "Ici {SIGNS}."
---
Ici, tout se voit.
=== principes/eau.md
---
titre: "Eau {SIGNS}"
en_bref: "L’eau {SIGNS}."
---
=== politiques/plan.md
---
titre: "Plan {SIGNS}"
en_bref: "Pour l’eau {SIGNS}."
principes: [eau]
objectifs:
  - {{id: rives, titre: "Rives {SIGNS}"}}
---
=== actions/quai.md
---
titre: "Quai {SIGNS}"
realise: plan
statut: realisee
periode: 2030/..
bilans: [{{annee: 2030, prevu: "Un quai {SIGNS}"}}]
---
Le MAMH finance, dans le cadre de la mise en œuvre de la démarche structurante, le quai → {SIGNS}.
=== actions/banc.md
---
titre: "Banc {SIGNS}"
en_bref: "Un banc {SIGNS}."
---
=== decisions/plan.md
---
titre: "Adoption {SIGNS}"
en_bref: "Le conseil {SIGNS}."
genre: resolution
numero: 2030-1
quand: 2030-05-06
adopte: plan
---
=== recit/place.md
---
titre: "Place {SIGNS}"
en_bref: "On {SIGNS}."
---
[On rêve {SIGNS}.]{{}}
"""
SETTINGS = f"""\
site_name: "Val {SIGNS}"
docs_dir: contenu
theme: {{name: material, language: fr, font: false}}
plugins:
  - parapluie: {{organisation: le Val, guide: false, images_generees: false}}
"""
# Whatever happens to them, nothing was changed.
READING = {"attentes", "bilan", "couverture", "expliquer", "lisibilite", "verifier", "servir"}
DRIVER = Path(__file__).with_name("every_command.py")
# A pipe and a log of Windows, its old console, and a machine that was told of no language.
ENGLISH = ("No such", "Not a", "Is a", "too long", "denied", "File exists", "space left")
ENCODINGS = ("cp1252", "cp850", "ascii")


def process(
    town: Path,
    folder: Path,
    *only: str,
    streams: dict[str, Any] | None = None,
    before: list[str] | None = None,
    **variables: str,
) -> tuple[list[Any], subprocess.CompletedProcess[bytes]]:
    """Return how every command ended, and the process that ran them."""
    folder.mkdir()
    result = folder / "fin.json"
    done = subprocess.run(
        [*(before or [sys.executable]), DRIVER, town, folder, result, *only],
        env=environment(DAY) | {"PATH": "", "PYTHONPATH": os.pathsep.join(sys.path)} | variables,
        check=False,
        **(streams or {"capture_output": True}),
    )
    ended = json.loads(result.read_text("utf-8")) if result.exists() else []
    return ended, done


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("val") / "val"
    write(read_blocks(TOWN)[0], folder)
    (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    DRAWN.mkdir(parents=True, exist_ok=True)
    (folder / CACHE_FOLDER).mkdir(parents=True)
    (folder / CACHE_FOLDER / DRAWN.name).symlink_to(DRAWN)
    (folder / "voisine.json").write_bytes(data_of(folder))
    variables = environment(DAY) | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "parapluie", "exporter", "tableur", "tableur"]
    assert subprocess.run(command, cwd=folder, env=variables, check=False).returncode == 0
    sheet = next((folder / "tableur").glob("*action*.csv"))
    sheet.write_text(sheet.read_text("utf-8-sig").replace("Quai →", "Quai ⇒ →"), "utf-8-sig")
    return folder


def on_each_change(*names: str) -> tuple[str, ...]:
    """Return the commands to try: these, or all of them where there is time."""
    return () if rounds(0, 1) else names


# They say what the town wrote, change files or bring the engine, which prints too.
FEW = ("renommer", "verifier", "nouveau")
LIGHT = tuple({given[0] for given in COMMANDS} - HEAVY.keys())
WITH_THE_ENGINE = (*LIGHT, "construire")


@pytest.fixture(scope="module")
def usual(town: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """Return how commands end where every sign can be said."""
    folder = tmp_path_factory.mktemp("usual") / "val"
    ended, done = process(town, folder, *on_each_change(*LIGHT), PYTHONIOENCODING="utf-8")
    assert done.returncode == 0, done.stderr.decode()
    return {" ".join(given): row for given, *row in ended}


def test_every_command_is_tried_and_does_what_it_is_for(usual: dict[str, list[Any]]) -> None:
    assert {given[0] for given in COMMANDS} >= set(NAMES)
    codes = {name: code for name, (code, *_) in usual.items() if code}
    assert {name: code for name, code in codes.items() if name.split()[0] not in HEAVY} == {
        "verifer →": 2,
        "diapos politique:plan": 1,
        "dossier action:quai": 2,
        f"expliquer {SIGNS}": 2,
        f"imprimer {SIGNS} page.pdf": 1,
        f"renommer quai {SIGNS}": 1,
        "supprimer plan": 1,
    }


def as_usual(usual: dict[str, list[Any]], ended: list[Any]) -> None:
    """Hold that each command ended as it does where all can be said, and changed the same."""
    assert ended
    for given, code, begun, changed, after in ended:
        # What it says of the tree when it stops would be true.
        assert begun or not changed, given
        assert not (begun and given[0] in READING), given
        if given[0] in HEAVY and " ".join(given) not in usual:
            assert (code, changed) == HEAVY[given[0]], given
        else:
            assert [code, begun, changed, after] == usual[" ".join(given)], given


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_stream_that_cannot_say_every_sign_stops_nothing(
    encoding: str, town: Path, usual: dict[str, list[Any]], tmp_path: Path
) -> None:
    only = on_each_change(*(WITH_THE_ENGINE if encoding == ENCODINGS[0] else FEW))
    variables = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
    ended, done = process(town, tmp_path / "val", *only, **variables)
    said = done.stdout.decode(encoding), done.stderr.decode(encoding)
    assert (done.returncode, "Traceback" in said[1]) == (0, False), said[1]
    as_usual(usual, ended)
    assert "->" in said[0]
    assert "\\u1403" in said[0]
    if encoding == "cp1252":  # what it can say stays as it is
        assert "il manque « en_bref » : une phrase" in said[0]


def left_by_its_reader() -> int:
    """Return the end of a pipe that nobody reads any more."""
    read, end = os.pipe()
    os.close(read)
    return end


def test_a_reader_that_leaves_stops_nothing(
    town: Path, usual: dict[str, list[Any]], tmp_path: Path
) -> None:
    out, err = left_by_its_reader(), left_by_its_reader()
    streams = {"stdout": out, "stderr": err}
    ended, done = process(town, tmp_path / "val", *on_each_change(*FEW), streams=streams)
    os.close(out)
    os.close(err)
    assert done.returncode == 0
    as_usual(usual, ended)


def test_streams_that_were_closed_before_stop_nothing(
    town: Path, usual: dict[str, list[Any]], tmp_path: Path
) -> None:
    shell = ["/bin/sh", "-c", 'exec "$0" "$@" <&- >&- 2>&-', sys.executable]
    ended, done = process(town, tmp_path / "val", *FEW, before=shell)
    assert done.returncode == 0
    as_usual(usual, ended)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is full is needed")
def test_a_full_disk_under_what_is_printed_is_told_and_undoes_nothing(
    town: Path, usual: dict[str, list[Any]], tmp_path: Path
) -> None:
    with Path("/dev/full").open("wb") as full:
        streams = {"stdout": full, "stderr": subprocess.PIPE}
        ended, done = process(town, tmp_path / "val", *FEW, streams=streams)
    told = done.stderr.decode().splitlines()
    assert done.returncode == 0
    good = [row for row in ended if row[1] == 74]
    as_usual(usual, [[given, code % 74, *others] for given, code, *others in ended])
    lost = [line for line in told if line.startswith("Une partie de ce que la commande disait")]
    assert len(lost) == len(good) > 3
    assert "il ne reste plus de place sur le disque. Ce qu’elle a fait reste fait." in lost[0]


# --- What a command says of what it changed ---

FAULT = """\
import parapluie.cli.editing_commands as editing
def fault(*given, **named):
    raise KeyError("→")
editing.{name} = fault
"""


@pytest.mark.parametrize(("name", "done"), [("rename", False), ("_text", True)])
def test_a_defect_says_that_nothing_was_changed_only_where_that_is_true(
    name: str, town: Path, tmp_path: Path, *, done: bool
) -> None:
    (tmp_path / "sitecustomize.py").write_text(FAULT.format(name=name), "utf-8")
    variables = {
        "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path]),
        "PYTHONIOENCODING": "cp1252",
    }
    ended, ran = process(town, tmp_path / "val", "renommer", **variables)
    (given, code, _, changed, _), *_ = ended
    assert given == ["renommer", "quai", "grand-quai"]
    assert (code, changed) == (70, done)
    said = ran.stderr.decode("cp1252")
    assert "KeyError: '->'" in said
    assert ("Rien n’a été changé." in said.splitlines()[-1]) is not done
    assert ("Des fichiers ont été changés" in said) is done


# --- Arguments ---


def test_an_argument_that_is_no_text_is_refused_and_one_in_utf_8_is_read_anywhere(
    town: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(town, tmp_path / "val", symlinks=True)
    variables = environment(DAY) | {"LC_ALL": "C", "PYTHONUTF8": "0"}
    for title, code in ((b"Des bancs \xe9", 2), ("Été → 😀".encode(), 0)):
        command = [sys.executable, "-m", "parapluie", "nouveau", "theme", "--titre", title]
        done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, check=False)
        assert done.returncode == code, done.stderr
        assert b"Traceback" not in done.stderr
    (written,) = (folder / "contenu" / "themes").iterdir()
    assert "Été → 😀" in written.read_text("utf-8")


# --- The words of the system ---


@pytest.mark.parametrize("code", sorted(errno.errorcode))
def test_no_answer_of_the_system_is_told_in_its_own_language(code: int) -> None:
    error = OSError(code, os.strerror(code), "contenu/a.md")
    said = system_reason(error)
    assert os.strerror(code) not in said
    assert said[0].islower()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "plus de place"),
        (TimeoutError("timed out"), "pas venue à temps"),
        (socket.gaierror(-2, "Name or service not known"), "aucun ordinateur"),
        (shutil.Error([("a", "b", "No space left on device")]), "une erreur qu’il appelle Error"),
        (HTTPError("", 404, "Not Found", Message(), None), "le code 404"),
    ],
)
def test_what_has_no_code_of_a_disk_is_told_too(error: OSError, said: str) -> None:
    assert said in system_reason(error)


def test_windows_says_more_than_its_code() -> None:
    error = OSError(13, "Permission denied")
    error.winerror = 32  # type: ignore[attr-defined, unused-ignore]
    assert system_reason(error) == "un autre programme s’en sert"


def test_a_disk_that_refuses_is_told_in_french_by_what_reads_and_what_writes(
    town: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(town, tmp_path / "val", symlinks=True)
    long = "a" * 300
    for given in (
        ("schemas", "mkdocs.yml/ici"),
        ("exporter", "tableur", f"{long}/{long}.xlsx"),
        ("importer", "tableur", "contenu", "--correspondance", "contenu/x"),
        ("federer", "contenu"),
        ("demarrer", f"neuve/{long}", "--nom", "Val"),
    ):
        done = command(*given, cwd=folder)
        assert done.code in (1, 2), (given, done)
        assert not [word for word in ENGLISH if word in done.err], (given, done.err)


# --- JSON ---


def test_data_means_the_same_in_every_encoding(town: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(town, tmp_path / "val", symlinks=True)
    given = ("verifier", "--format", "json")
    done = subprocess.run(
        [sys.executable, "-m", "parapluie", *given],
        cwd=folder,
        env=environment(DAY) | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    said = command(*given, cwd=folder).out
    assert SIGNS in said
    assert json.loads(done.stdout.decode("ascii")) == json.loads(said)


# --- ./faire ---


def test_faire_says_what_it_can_and_ends_as_it_should() -> None:
    variables = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, ROOT / "faire"]
    environ = os.environ | variables
    for given, code in ((["aide"], 0), (["é→"], 2)):
        done = subprocess.run([*command, *given], env=environ, capture_output=True, check=False)
        assert (done.returncode, b"Traceback" in done.stderr) == (code, False), done.stderr
        done.stdout.decode("ascii")
        out = left_by_its_reader()
        left = subprocess.run([*command, *given], env=environ, stdout=out, stderr=out, check=False)
        os.close(out)
        assert left.returncode == code

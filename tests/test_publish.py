"""The last good site survives: kills, full disks, two builds at once, sites that shrink."""

import ctypes
import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hamlet_site import hamlet
from parapluie.outlets import exchange as module
from parapluie.outlets.exchange import BusyError, LossError, NotASiteError, publish
from parapluie.vocabulary import messages
from rounds import rounds
from site_tools import DAY, OTHER_WORDS, copy_site, environment, parapluie

# Publishes the tree that it is given, as many times as it is told.
PUBLISHER = """
import shutil, sys
from collections.abc import Callable
from pathlib import Path
from parapluie.outlets.exchange import publish
site, *trees = map(Path, sys.argv[1:])
def copying(tree):
    def make(folder):
        shutil.copytree(tree, folder, dirs_exist_ok=True)
        return True
    return make
print("ready", flush=True)
while True:
    for tree in trees:
        publish(site, copying(tree))
"""
# Makes the file that a process writes, counted from 0, fail as on a full disk.
FAILING = """
import builtins, errno, io, os
count, wanted, where = 0, int(os.environ["FAIL_AT"]), os.environ["FAIL_IN"]
true_open = builtins.open
def failing(file, mode="r", *rest, **options):
    global count
    if isinstance(file, (str, os.PathLike)) and set(mode) & set("wax") and where in str(file):
        count += 1
        if count > wanted:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))
    return true_open(file, mode, *rest, **options)
builtins.open = io.open = failing
"""


def tree(folder: Path, pages: int, mark: str) -> Path:
    """Write a site of *pages* pages that all hold *mark*."""
    for number in range(pages):
        page = folder / f"d{number % 3}" / f"{number}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"{mark} {number}")
    (folder / "index.html").write_text(mark)
    return folder


def digest(folder: Path) -> str:
    """Return a hash of the names and contents of every file."""
    found = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(f"{file.relative_to(folder)}\0".encode())
        found.update(file.read_bytes())
    return found.hexdigest()


def copying(source: Path) -> Callable[[Path], bool]:
    def make(folder: Path) -> bool:
        shutil.copytree(source, folder, dirs_exist_ok=True)
        return True

    return make


def writing(*names: str) -> Callable[[Path], bool]:
    def make(folder: Path) -> bool:
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text("")
        return True

    return make


def left_beside(site: Path) -> list[str]:
    return sorted(
        path.name
        for path in site.parent.iterdir()
        if path.name.startswith(f".{site.name}") and not path.name.endswith(".lock")
    )


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return tree(tmp_path / "site", 40, "old")


def new(tmp_path: Path, pages: int = 40) -> Path:
    return tree(tmp_path / "made", pages, "new")


# --- One step ---


def test_a_new_site_takes_the_place_of_the_old_one_whole(old: Path, tmp_path: Path) -> None:
    made = new(tmp_path)
    assert publish(old, copying(made)) == 41
    assert digest(old) == digest(made)
    assert left_beside(old) == []


def test_a_first_site_needs_no_old_one_and_everyone_may_read_it(tmp_path: Path) -> None:
    site = tmp_path / "a" / "b" / "site"
    assert publish(site, writing("index.html")) == 1
    mask = os.umask(0o022)
    os.umask(mask)
    assert site.stat().st_mode & 0o777 == 0o777 & ~mask


def test_a_site_stays_open_to_those_to_whom_the_old_one_was(old: Path) -> None:
    old.chmod(0o751)
    publish(old, writing("index.html"), force=True)
    assert old.stat().st_mode & 0o777 == 0o751


def test_what_builds_that_were_ended_left_is_removed_and_stops_none(old: Path) -> None:
    tree(old.parent / ".site.parapluie-ended", 3, "ended")
    (old.parent / ".site.parapluie-no-folder").write_text("")
    publish(old, writing("index.html"), force=True)
    assert left_beside(old) == [".site.parapluie-no-folder"]


def test_permanent_addresses_are_no_pages(old: Path) -> None:
    publish(old, writing("index.html"), force=True)
    assert publish(old, writing("a.html", "b.html", "id/c.html", "id/d/e.html")) == 2


def test_a_site_without_a_page_may_be_the_first(tmp_path: Path) -> None:
    assert publish(tmp_path / "site", writing("fichier.txt")) == 0


def test_a_site_that_is_not_good_costs_nothing(old: Path) -> None:
    before = digest(old)

    def make(folder: Path) -> bool:
        (folder / "index.html").write_text("half")
        return False

    assert publish(old, make) is None
    assert digest(old) == before
    assert left_beside(old) == []


def test_a_fault_while_making_costs_nothing(old: Path) -> None:
    before = digest(old)

    def make(folder: Path) -> bool:
        (folder / "index.html").write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        publish(old, make)
    assert digest(old) == before
    assert left_beside(old) == []


def test_where_folders_cannot_be_exchanged_they_are_renamed(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_exchange", lambda one, other: False)
    made = new(tmp_path)
    renamed = []
    rename = Path.rename

    def noting(self: Path, target: Path) -> Path:
        renamed.append(Path(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", noting)
    assert publish(old, copying(made)) == 41
    # Away, into the place, and away to be removed: names that the next build would sweep.
    assert renamed[1] == old
    assert {path.parent for path in renamed} == {old.parent}
    assert all(path.name.startswith(".site.parapluie-") for path in (renamed[0], renamed[2]))
    assert digest(old) == digest(made)
    assert left_beside(old) == []


def test_a_rename_that_fails_puts_the_old_site_back(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(old)
    monkeypatch.setattr(module, "_exchange", lambda one, other: False)

    def make(folder: Path) -> bool:
        shutil.copytree(new(tmp_path), folder, dirs_exist_ok=True)
        # Nothing can then be renamed from it.
        rename = Path.rename

        def failing(self: Path, target: Path) -> Path:
            if self == folder:
                raise OSError(5, "Input/output error")
            return rename(self, target)

        monkeypatch.setattr(Path, "rename", failing)
        return True

    with pytest.raises(OSError, match="Input/output"):
        publish(old, make)
    assert digest(old) == before


def test_a_site_behind_a_symbolic_link_is_replaced_where_it_is(old: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    link = tmp_path / "www" / "public"
    link.symlink_to(old)
    made = new(tmp_path)
    publish(link, copying(made))
    assert link.is_symlink()
    assert digest(old) == digest(made)


def test_a_site_is_made_beside_the_old_one_on_the_same_disk(old: Path) -> None:
    def make(folder: Path) -> bool:
        assert folder.parent == old.parent
        assert folder.name.startswith(".site.parapluie-")
        return False

    assert publish(old, make) is None


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system of Linux")
def test_an_exchange_that_fails_says_why(old: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as failure:
        module._exchange(tmp_path / "absent", old)
    assert failure.value.strerror == os.strerror(2)
    assert failure.value.filename == str(old)


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system of Linux")
def test_folders_exchange_from_where_one_stands(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = new(tmp_path)
    before, after = digest(old), digest(made)
    monkeypatch.chdir(tmp_path)
    assert module._exchange(Path(made.name), Path(old.name))
    assert (digest(old), digest(made)) == (after, before)


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system of Linux")
def test_what_cannot_be_exchanged_is_told_apart_from_what_fails(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The system's « invalid » covers disks that exchange nothing.
    assert module._exchange(old, old / "d0") is False
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())  # an older C library
    assert module._exchange(old, old / "d0") is False


# --- What is not replaced ---


def test_a_site_that_would_lose_more_than_half_of_its_pages_is_refused(
    old: Path, tmp_path: Path
) -> None:
    before = digest(old)
    with pytest.raises(LossError) as loss:
        publish(old, copying(new(tmp_path, 19)))
    assert (loss.value.before, loss.value.after) == loss.value.args == (41, 20)
    assert digest(old) == before
    assert publish(old, copying(tmp_path / "made"), force=True) == 20


def test_a_site_that_keeps_half_of_its_pages_is_published(old: Path, tmp_path: Path) -> None:
    assert publish(old, copying(new(tmp_path, 20))) == 21


def test_a_site_that_keeps_just_half_is_published(tmp_path: Path) -> None:
    site = tree(tmp_path / "site", 39, "old")
    assert publish(site, copying(new(tmp_path, 19))) == 20


def test_a_folder_that_is_no_site_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "Documents"
    folder.mkdir()
    (folder / "letter.odt").write_text("dear")
    with pytest.raises(NotASiteError, match=f"^{re.escape(str(folder))}$"):
        publish(folder, copying(new(tmp_path)))
    assert (folder / "letter.odt").read_text() == "dear"


def test_two_builds_of_one_site_are_never_under_way_at_once(old: Path, tmp_path: Path) -> None:
    made = new(tmp_path)

    def make(folder: Path) -> bool:
        with pytest.raises(BusyError):
            publish(old, copying(made))
        return copying(made)(folder)

    assert publish(old, make) == 41


# --- Kills ---


def kills() -> int:
    """Return how many times to kill."""
    return rounds(40, 200)


def test_a_killed_build_leaves_the_old_site_or_the_new_one(old: Path, tmp_path: Path) -> None:
    other = new(tmp_path, 60)
    keep = shutil.copytree(old, tmp_path / "kept")
    good = {digest(old), digest(other)}
    chance = random.Random(20261123)
    seen = set()
    longest = 0.06  # seconds; a busy machine takes more to publish once
    for _ in range(kills()):
        process = subprocess.Popen(
            [sys.executable, "-c", PUBLISHER, old, other, keep], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, longest))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        found = digest(old)
        assert found in good
        seen.add(found)
        if seen != good:
            longest = min(2.0, 1.2 * longest)
    assert seen == good  # or the kills came too early to say anything
    publish(old, copying(other))
    assert left_beside(old) == []


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return copy_site(OTHER_WORDS, tmp_path / "town")


def test_a_killed_command_leaves_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    town = hamlet(tmp_path / "town")
    home = town / "contenu/index.md"
    texts = home.read_text("utf-8"), home.read_text("utf-8") + "\nUne phrase de plus.\n"
    good = []
    for text in texts:
        home.write_text(text, "utf-8")
        start = time.monotonic()
        assert parapluie("construire", cwd=town).returncode == 0
        longest = 1.5 * (time.monotonic() - start)  # of the second, which draws nothing
        good.append(digest(town / "site"))
    assert good[0] != good[1]
    chance = random.Random(7)
    stands, replaced = 1, 0
    times = rounds(5, 200)
    for number in range(times):
        home.write_text(texts[1 - stands], "utf-8")
        process = subprocess.Popen(
            [sys.executable, "-m", "parapluie", "construire"],
            cwd=town,
            env=environment(DAY),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(chance.uniform(0, longest))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        found = digest(town / "site")
        assert found in good, number
        replaced += found != good[stands]
        stands = good.index(found)
    print(f"{replaced} sites of {times} were replaced before the kill")  # for `pytest -rP`
    # Or the kills came all too early, or all too late, to say anything.
    assert times < 100 or 0 < replaced < times
    home.write_text(texts[1 - stands], "utf-8")
    assert parapluie("construire", cwd=town).returncode == 0
    assert digest(town / "site") == good[1 - stands]
    assert left_beside(town / "site") == []


# --- Writes that fail ---


def writes(town: Path) -> int:
    """Return how many files the engine writes into the new site, at least."""
    return sum(1 for path in (town / "site").rglob("*") if path.is_file())


def test_a_write_that_fails_is_said_in_french_and_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = hamlet(tmp_path / "town")
    assert parapluie("construire", cwd=town).returncode == 0
    before = digest(town / "site")
    home = town / "contenu/index.md"
    home.write_text(home.read_text("utf-8") + "\nUne phrase de plus.\n", "utf-8")
    (tmp_path / "fail").mkdir()
    (tmp_path / "fail" / "sitecustomize.py").write_text(FAILING)
    path = os.pathsep.join(filter(None, (str(tmp_path / "fail"), os.environ.get("PYTHONPATH"))))
    monkeypatch.setenv("PYTHONPATH", path)
    monkeypatch.setenv("FAIL_IN", ".site.parapluie-")
    every = writes(town)
    step = max(1, every // rounds(4, every))
    for number in range(0, every, step):
        monkeypatch.setenv("FAIL_AT", str(number))
        done = parapluie("construire", cwd=town)
        assert done.returncode == 1, number
        assert "le site d’avant reste en place" in done.stderr, number
        assert "Le moteur du site s’est arrêté en chemin" in done.stderr
        assert "Traceback" not in done.stdout + done.stderr
        assert digest(town / "site") == before, number
        assert left_beside(town / "site") == []
    print(f"{number // step + 1} writes of {every} failed in turn")  # for `pytest -rP`


def test_a_full_disk_is_said_in_french_and_costs_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk))
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        changes = {"site_name:": "site_dir: ../site\nsite_name:"}
        town = copy_site(OTHER_WORDS, disk / "town", changes, cold=True)
        tree(disk / "site", 40, "old")
        (disk / "ballast").write_bytes(bytes(3_500_000))
        before = digest(disk / "site")
        done = parapluie("construire", cwd=town)
        assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
        assert "le site d’avant reste en place" in done.stderr
        assert digest(disk / "site") == before
        assert left_beside(disk / "site") == []
    finally:
        subprocess.run(("umount", str(disk)), check=True)


# --- The command ---


def test_the_command_says_what_it_published_and_where(town: Path) -> None:
    done = parapluie("construire", cwd=town)
    assert done.returncode == 0, done.stderr
    site = town / "site"
    pages = sum(1 for page in site.rglob("*.html") if site / "id" not in page.parents)
    assert done.stdout == f"{pages} pages publiées dans {town / 'site'}.\n"
    assert done.stderr == ""


def test_the_command_says_how_long_each_phase_took(town: Path) -> None:
    done = parapluie("construire", "--profil", cwd=town)
    assert done.returncode == 0, done.stderr
    rows = [re.split(r"\s{2,}", line) for line in done.stdout.splitlines()[1:]]
    assert [label for label, *_ in rows] == list(messages.PHASES.values())
    spent = {label: float(rest[0].split()[0].replace(",", ".")) for label, *rest in rows}
    assert spent[messages.PHASES["engine"]] > spent[messages.PHASES["swap"]]
    assert spent[messages.PHASES["writing"]] > 0


def test_a_fault_in_the_content_is_told_by_the_command_and_costs_nothing(town: Path) -> None:
    assert parapluie("construire", cwd=town).returncode == 0
    before = digest(town / "site")
    file = town / "contenu/mesures/jardin.md"
    file.write_text(file.read_text("utf-8").replace("[sobriete]", "[sobrete]"), "utf-8")
    done = parapluie("construire", cwd=town)
    assert done.returncode == 1
    assert "contenu/mesures/jardin.md:7: P202" in done.stdout
    assert done.stderr.endswith("le site d’avant reste en place, tel qu’il était.\n")
    assert digest(town / "site") == before


def test_a_gap_is_told_and_stops_who_asks(town: Path) -> None:
    file = town / "contenu/facteurs/voisinage.md"
    text = file.read_text("utf-8")
    file.write_text(text.replace("en_bref: On connaît les gens d’à côté.\n", ""), "utf-8")
    done = parapluie("construire", "--strict", cwd=town)
    assert (done.returncode, done.stderr) == (0, "")
    assert "contenu/facteurs/voisinage.md:2: P306" in done.stdout
    before = digest(town / "site")
    done = parapluie("construire", "--sans-lacune", cwd=town)
    assert done.returncode == 1
    assert "contenu/facteurs/voisinage.md:2: P306" in done.stdout
    assert digest(town / "site") == before


def test_the_engine_s_own_warnings_count_when_strict(town: Path) -> None:
    settings = town / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "\nnav: [index.md, absente.md]\n", "utf-8")
    done = parapluie("construire", cwd=town)
    assert done.returncode == 0
    assert "absente.md" in done.stdout
    before = digest(town / "site")
    assert parapluie("construire", "--strict", cwd=town).returncode == 1
    assert digest(town / "site") == before


@pytest.mark.parametrize("folder", ["contenu/rendu", "illustrations/rendu"])
def test_nothing_is_rendered_into_what_is_read(town: Path, folder: str) -> None:
    done = parapluie("rendre", folder, cwd=town)
    assert done.returncode == 2
    assert "choisissez un autre dossier" in done.stderr
    assert not (town / folder).exists()


def test_a_site_that_shrinks_needs_to_be_forced(town: Path) -> None:
    tree(town / "site", 500, "old")
    refused = parapluie("construire", cwd=town)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "--forcer" in refused.stderr
    assert parapluie("construire", "--forcer", cwd=town).returncode == 0


def test_a_second_build_at_once_is_told_to_wait(town: Path) -> None:
    def make(folder: Path) -> bool:
        done = parapluie("construire", cwd=town)
        assert done.returncode == 3
        assert done.stderr.startswith("Une autre construction de ce site est en cours")
        return False

    publish(town / "site", make)


def test_files_that_are_no_site_are_not_replaced(town: Path) -> None:
    (town / "site").mkdir()
    (town / "site" / "letter.odt").write_text("dear")
    done = parapluie("construire", cwd=town)
    assert done.returncode == 2
    assert "n’est pas un site" in done.stderr
    assert (town / "site" / "letter.odt").read_text() == "dear"

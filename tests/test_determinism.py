"""The same content gives the same site to the last byte, wherever and however it is built."""

import hashlib
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hamlet_site import OF_A_HAMLET, hamlet
from rounds import rounds
from site_tools import DAY, OTHER_WORDS, copy_site, environment

# Lists folders backwards, as another disk might.
BACKWARDS = """
import os, pathlib
listdir, scandir, iterdir = os.listdir, os.scandir, pathlib.Path.iterdir
class Backwards:
    def __init__(self, *a):
        with scandir(*a) as found:
            self.found = iter(sorted(found, key=lambda entry: entry.name, reverse=True))
    def __iter__(self): return self
    def __next__(self): return next(self.found)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
os.scandir = Backwards
os.listdir = lambda *a: sorted(listdir(*a), reverse=True)
pathlib.Path.iterdir = lambda self: iter(sorted(iterdir(self), reverse=True))
"""
WORLDS: dict[str, dict[str, str]] = {
    "another seed": {"PYTHONHASHSEED": "1"},
    "a third seed": {"PYTHONHASHSEED": "4242"},
    "another place": {"TZ": "Pacific/Auckland", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "another hour": {"TZ": "America/Montreal", "LC_ALL": "C", "PYTHONUTF8": "0"},
}


def built(site: Path, **world: str) -> dict[str, str]:
    """Build *site* as the command does and return a hash of each file by its path."""
    done = subprocess.run(
        [sys.executable, "-m", "parapluie", "construire"],
        cwd=site,
        env=environment(DAY) | world,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return hashes(site / "site")


def hashes(folder: Path) -> dict[str, str]:
    """Return a hash of each file of a folder by its path."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_site(OTHER_WORDS, tmp_path_factory.mktemp("first") / "site", cold=True)


@pytest.fixture(scope="module")
def cold(site: Path) -> dict[str, str]:
    return built(site, PYTHONHASHSEED="0")


def test_a_second_build_from_the_cache_is_the_first(site: Path, cold: dict[str, str]) -> None:
    assert differing(built(site, PYTHONHASHSEED="0"), cold) == []


@pytest.mark.parametrize("name", WORLDS)
def test_the_world_around_changes_nothing(site: Path, cold: dict[str, str], name: str) -> None:
    for remembered in (site / ".cache" / "parapluie").glob("*.json"):
        remembered.unlink()
    assert differing(built(site, **WORLDS[name]), cold) == []


def test_another_path_another_order_and_one_core_change_nothing(
    cold: dict[str, str], tmp_path: Path
) -> None:
    elsewhere = tmp_path / "un autre chemin, avec é" / "bien plus long que le premier"
    site = copy_site(OTHER_WORDS, elsewhere, cold=True)
    (tmp_path / "order").mkdir()
    (tmp_path / "order" / "sitecustomize.py").write_text(BACKWARDS)
    path = os.pathsep.join(filter(None, (str(tmp_path / "order"), os.environ.get("PYTHONPATH"))))
    kept = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    try:
        if kept:
            os.sched_setaffinity(0, {min(kept)})
        assert differing(built(site, PYTHONPATH=path, PYTHONHASHSEED="7"), cold) == []
    finally:
        if kept:
            os.sched_setaffinity(0, kept)


def ruin(file: Path, chance: random.Random) -> None:
    """Damage a file of the cache as a disk, a crash or another program might."""
    content = bytearray(file.read_bytes())
    match chance.choice(("cut", "change", "swap", "empty", "grow", "remove")):
        case "cut":
            content = content[: len(content) // 2]
        case "change" if content:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        case "swap":
            content = bytearray(chance.choice(sorted(file.parent.iterdir())).read_bytes())
        case "empty":
            content = bytearray()
        case "remove":
            file.unlink()
            return
        case _:
            content += b"more"
    file.write_bytes(content)


def test_a_corrupt_cache_is_not_believed(site: Path, cold: dict[str, str]) -> None:
    chance = random.Random(3)
    ruined, number = 0, 0
    while ruined < rounds(20, 500):
        kept = sorted(file for file in (site / ".cache").rglob("*") if file.is_file())
        assert kept
        for file in chance.sample(kept, min(len(kept), 20)):
            ruin(file, chance)
            ruined += 1
        assert differing(built(site), cold) == [], number
        number += 1


def test_builds_that_share_a_cache_are_each_the_build_alone(tmp_path: Path) -> None:
    alone = built(hamlet(tmp_path / "alone"))
    kept = [path.suffix for path in (tmp_path / "alone" / ".cache").rglob("*")]
    assert {".webp", ".jpg", ".json", ".bin"} <= set(kept)
    for number in range(rounds(1, 25)):
        folder = tmp_path / str(number)
        town = hamlet(folder / "town")
        # One content and one cache; each publishes in a place of its own.
        builds = []
        for name in map(str, range(rounds(3, 8))):
            file = town / f"mkdocs-{name}.yml"
            file.write_text(f"{OF_A_HAMLET}site_dir: sites/{name}\n", "utf-8")
            builds.append(
                subprocess.Popen(
                    [sys.executable, "-m", "parapluie", "construire", "--config", file.name],
                    cwd=town,
                    env=environment(DAY) | {"PYTHONHASHSEED": name},
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    encoding="utf-8",
                )
            )
        for build in builds:
            said, _ = build.communicate()
            assert build.returncode == 0, said
        for site in (town / "sites").iterdir():
            if not site.name.startswith("."):
                assert differing(hashes(site), alone) == [], site.name
        shutil.rmtree(folder)


def test_these_tests_see_a_difference(site: Path, cold: dict[str, str]) -> None:
    home = site / "contenu" / "index.md"
    text = home.read_text("utf-8")
    try:
        home.write_text(f"{text}\nUne phrase de plus.\n", "utf-8")
        assert "index.html" in differing(built(site), cold)
    finally:
        home.write_text(text, "utf-8")

"""The law of one verdict: what `verifier` lets pass, `construire` publishes, flag for flag.

Towns are drawn at random, and each case file is one. The engine runs in this process, as its
command runs it but for the start; a few towns go through the command itself.
"""

import gc
import json
import logging
import os
import random
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from case_files import CASES, read_case, write
from command_tools import command
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from random_towns import QUICK, configured, mended, save, started, town
from rounds import VARIABLE, rounds
from site_tools import DAY, environment, parapluie


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Build for the day of the tests, in one process, with templates that are compiled once."""
    for name, value in environment(DAY).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    # They are the same for every content, and indenting them is a fourth of a small site.
    monkeypatch.setattr("parapluie.pages.schema_files._written", json.dumps)
    linux = sys.platform == "linux"
    cores = os.sched_getaffinity(0) if linux else set()
    if linux:
        os.sched_setaffinity(0, {min(cores)})
    gc.freeze()  # a build looks through all that stands, and the tests hold much
    yield
    if linux:
        os.sched_setaffinity(0, cores)
    gc.unfreeze()


class _Told(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def published(folder: Path, *, strict: bool, bare: bool = False) -> list[str]:
    """Return why the engine did not build the site of *folder*, or nothing where it did.

    *bare* is without the theme, which no content changes and which takes a third of the time.
    """
    theme = folder.parent / "bare"
    theme.mkdir(exist_ok=True)
    (theme / "main.html").write_text("{{ page.title }}{{ page.content }}{{ page.toc }}")
    told = _Told()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(told)
    try:
        other = {"theme": {"name": None, "custom_dir": str(theme)}} if bare else {}
        config = load_config(str(folder / "mkdocs.yml"), strict=strict, **other)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except MkDocsException as error:
        return [*told.lines, repr(error)]
    except Exception:  # noqa: BLE001 - a crash is what is looked for
        return [*told.lines, traceback.format_exc()]
    finally:
        logger.removeHandler(told)
    return []


def verified(folder: Path, *flags: str) -> tuple[int, list[dict[str, Any]]]:
    """Return the code of `verifier` and the problems that it told."""
    said = command("verifier", "--format", "json", *flags, cwd=folder)
    assert said.code in (0, 1), said.err
    return said.code, json.loads(said.out)


def wrong_lines(folder: Path) -> dict[str, set[int]]:
    """Return the lines that have an error, by file."""
    found: dict[str, set[int]] = {}
    for problem in verified(folder)[1]:
        if problem["severity"] == "error":
            found.setdefault(problem["file"], set()).add(problem["line"])
    return found


def disagreement(folder: Path, *, bare: bool = False) -> tuple[bool, list[str]]:
    """Return whether `verifier` lets a town pass, and why the engine did not publish it."""
    code, _ = verified(folder)
    if code:
        return False, []
    strict = verified(folder, "--strict")[0] == 0
    found = published(folder, strict=strict, bare=bare)
    return True, [f"{strict=}", *found] if found else []


@pytest.mark.usefixtures("alone")
def test_what_verifier_lets_pass_is_published(tmp_path: Path) -> None:
    first = random.randrange(10**9) if VARIABLE in os.environ else 0
    folder, passed, failed = tmp_path / "ville", 0, []
    every = rounds(50, 2000)
    for number in range(first, first + every):
        chance = random.Random(number)
        files = town(chance)
        bare = number % 8 > 0
        passes, found = disagreement(save(files, folder), bare=bare)
        for _ in range(chance.choice((0, 0, 0, 0, 6))):
            if passes:
                break
            files = mended(files, wrong_lines(folder))
            passes, found = disagreement(save(files, folder), bare=bare)
        passed += passes
        if number % 100 == 99:
            # A build leaves what it made to the end of its process, which this is not.
            gc.unfreeze()
            gc.collect()
            gc.freeze()
        if found:
            failed.append((number, found))
    print(f"{passed} of {every} towns let pass")  # for `pytest -rP`
    assert failed == []
    assert passed > every // 5


PASSING = [
    path
    for path in sorted(CASES.glob("*.txt"))
    if not any(" P1" in line or " P2" in line for line in read_case(path).expected)
]


@pytest.mark.usefixtures("alone")
def test_a_case_file_that_verifier_lets_pass_is_published(tmp_path: Path) -> None:
    failed = []
    for path in random.Random(3).sample(PASSING, min(rounds(6, 1000), len(PASSING))):
        case, folder = read_case(path), tmp_path / path.stem
        (folder / "contenu").mkdir(parents=True)
        write(case.files, folder)
        settings = yaml.safe_load(started()["mkdocs.yml"])
        settings["plugins"][0]["parapluie"] |= QUICK | case.options
        if "site_name" in case.options:
            settings = case.options
        (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
        failed += [(path.stem, found) for found in disagreement(folder)[1:] if found]
    assert failed == []


def test_the_command_publishes_what_verifier_lets_pass(tmp_path: Path) -> None:
    wanted = rounds(1, 80)
    for number in range(10_000, 20_000):
        folder = save(town(random.Random(number)), tmp_path / "ville")
        flags = next((f for f in (["--strict"], []) if verified(folder, *f)[0] == 0), None)
        if flags is not None:
            done = parapluie("construire", *flags, cwd=folder)
            assert done.returncode == 0, (number, done.stdout + done.stderr)
            wanted -= 1
        if not wanted:
            return
    pytest.fail("verifier lets nothing pass")


# What stopped `construire` alone, and is no fault: each of an action that `demarrer` writes.
ADMITTED = (
    "etapes: [{quand: 9999-12-31, titre: Fin}, {quand: 0001-01-01/9999-12-31, titre: Tout}]",
    "periode: 9999-12-31",
    "periode: 0001-01-01/9999-12-31",
    f"anciens_ids: [{'a' * 200}]",
    f"anciennes_adresses: [{'a' * 200}/{'b' * 200}, ~vieux/]",
    "sources: [{titre: a, url: 'https://[::1]:8080/?a=[b]#[c]'}]",
)


@pytest.mark.usefixtures("alone")
def test_what_is_odd_and_no_fault_is_published(tmp_path: Path) -> None:
    files = dict(started())
    action = files["contenu/actions/exemple-soiree-d-echange.md"].decode()
    for number, line in enumerate(ADMITTED):
        path = f"contenu/actions/exemple-{number}.md"
        files[path] = action.replace("---\n", f"---\n{line}\n", 1).encode()
    activity = "---\ntitre: Atelier\nquand: 9999-12-31\nparticiper: {jusqu_au: 9999-12-31}\n---\n"
    files["contenu/demarche/atelier.md"] = activity.encode()
    cited = "{valeur: 3, source: 'https://exemple.invalid/'}"
    indicator = f"---\ntitre: Arbres\ndepart: {cited}\ncible: {cited}\n---\n"
    files["contenu/indicateurs/arbres.md"] = indicator.encode()
    files["mkdocs.yml"] = configured(files["mkdocs.yml"].decode(), QUICK, {}).encode()
    assert disagreement(save(files, tmp_path / "ville")) == (True, [])


def test_verifier_says_what_it_cannot_see(tmp_path: Path) -> None:
    files = dict(started())
    settings = files["mkdocs.yml"].decode()
    folder = save(files, tmp_path / "ville")
    assert command("verifier", cwd=folder).err == ""
    settings = settings.replace("plugins:\n", "plugins:\n  - search\n  - autre-greffon\n")
    settings = settings.replace("  - tables\n", "  - tables\n  - pymdownx.snippets: {}\n")
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    said = command("verifier", "--strict", cwd=folder)
    assert said.code == 0
    assert said.err == (
        "À savoir : « verifier » ne voit pas ce que font autre-greffon, pymdownx.snippets, que "
        "nomme mkdocs.yml; « construire » le dira.\n"
    )
    assert command("verifier", "--format", "json", cwd=folder).err == ""

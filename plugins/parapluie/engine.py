"""Run an engine on a site, in a process of its own: what it does to itself stays there."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from parapluie.phases import ASKED
from parapluie.problems import GAPLESS
from parapluie.vocabulary.messages import GAP_LEVEL

ENGINES = ("mkdocs", "properdocs")  # the first that is installed
# The documented ways of silencing notices about the engines' future.
_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
_LOGGED = re.compile(rf"(DEBUG|INFO|{GAP_LEVEL}|WARNING|ERROR|CRITICAL)\s+-\s+(.*)")
_TOLD = frozenset({GAP_LEVEL, "WARNING", "ERROR", "CRITICAL"})


@dataclass(frozen=True, slots=True)
class Run:
    """What an engine did."""

    good: bool
    told: tuple[str, ...]  # its errors, warnings and gaps, a line each
    crash: str  # how it ended, where that was not its own decision


def run_engine(
    configuration: Path,
    folder: Path,
    *,
    strict: bool,
    gapless: bool = False,
    profile: Path | None = None,
) -> Run:
    """Build the site of *configuration* into *folder*. Raises `OSError` when it cannot start.

    The seconds of each phase of ours go to the file *profile*, see `phases`.
    """
    name = next((name for name in ENGINES if find_spec(name)), ENGINES[0])
    command = [sys.executable, "-m", name, "build", "-f", str(configuration), "-d", str(folder)]
    done = subprocess.run(
        [*command, "--strict"] if strict else command,
        env=os.environ
        | _QUIET
        | {"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
        | ({GAPLESS: "1"} if gapless else {})
        | ({ASKED: str(profile)} if profile else {}),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    lines = (done.stdout + done.stderr).splitlines()
    crashed = done.returncode not in (0, 1) or any(
        line.startswith("Traceback (most recent call last)") for line in lines
    )
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return Run(done.returncode == 0, tuple(_told(lines)), last if crashed else "")


def _told(lines: list[str]) -> Iterator[str]:
    """Yield what an engine logged as worth a look, with the lines that continue it."""
    telling = False
    for line in lines:
        match = _LOGGED.match(line)
        if match:
            telling = match[1] in _TOLD
        elif line.startswith("Traceback (most recent call last)"):
            return
        if telling and line.strip():
            yield match[2] if match else line

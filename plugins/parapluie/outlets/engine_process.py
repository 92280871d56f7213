"""Run an engine on a site, in a process of its own: what it does to itself stays there.

That process begins here too, so that a fault in it, ours or a plugin's, names the entry it was on.
"""

import os
import re
import runpy
import subprocess
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from parapluie.crash import noted
from parapluie.problems import GAPLESS
from parapluie.speed.phases import ASKED
from parapluie.vocabulary.inside_words import AUDIENCE, Audience
from parapluie.vocabulary.messages import GAP_LEVEL

ENGINES = ("mkdocs", "properdocs")  # the first that is installed
# The documented ways of silencing notices about the engines' future.
_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
_LOGGED = re.compile(rf"(DEBUG|INFO|{GAP_LEVEL}|WARNING|ERROR|CRITICAL)\s+-\s+(.*)")
_TOLD = frozenset({GAP_LEVEL, "WARNING", "ERROR", "CRITICAL"})
_TRACE = "Traceback (most recent call last)"
_FAULT = 70  # how the process ends where nobody foresaw why


@dataclass(frozen=True, slots=True)
class Run:
    """What an engine did."""

    good: bool
    told: tuple[str, ...]  # its errors, warnings and gaps, a line each
    crash: str  # how it ended, where that was not its own decision
    trace: str = ""  # where, if it is a fault of the program


def run_engine(
    configuration: Path,
    folder: Path,
    *,
    strict: bool,
    gapless: bool = False,
    audience: Audience = Audience.PUBLIC,
    profile: Path | None = None,
) -> Run:
    """Build the site of *configuration* into *folder*. Raises `OSError` when it cannot start.

    The seconds of each phase of ours go to the file *profile*, see `phases`.
    """
    name = next((name for name in ENGINES if find_spec(name)), ENGINES[0])
    command = [sys.executable, "-m", __name__, name]
    command += ["build", "-f", str(configuration), "-d", str(folder)]
    done = subprocess.run(
        [*command, "--strict"] if strict else command,
        env=os.environ
        | _QUIET
        | {"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
        | ({GAPLESS: "1"} if gapless else {})
        | {AUDIENCE: audience.value}
        | ({ASKED: str(profile)} if profile else {}),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    lines = (done.stdout + done.stderr).splitlines()
    traced = next((n for n, line in enumerate(lines) if line.startswith(_TRACE)), None)
    crashed = done.returncode not in (0, 1) or traced is not None
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return Run(
        done.returncode == 0,
        tuple(_told(lines)),
        last if crashed else "",
        "\n".join(lines[traced:]) if done.returncode == _FAULT else "",
    )


def _told(lines: list[str]) -> Iterator[str]:
    """Yield what an engine logged as worth a look, with the lines that continue it."""
    telling = False
    for line in lines:
        match = _LOGGED.match(line)
        if match:
            telling = match[1] in _TOLD
        elif line.startswith(_TRACE):
            return
        if telling and line.strip():
            yield match[2] if match else line


def _begin(arguments: Sequence[str]) -> None:
    """Be the process of an engine: its name, then its arguments."""
    sys.argv = list(arguments)
    try:
        with noted():
            runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
    except OSError:  # the disk's
        raise
    except Exception as error:  # noqa: BLE001 - the last line of defence, as the command has one
        notes, error.__notes__ = getattr(error, "__notes__", []), []
        sys.stderr.writelines(f"CRITICAL -  {note}\n" for note in notes)
        traceback.print_exc()
        sys.exit(_FAULT)


if __name__ == "__main__":
    _begin(sys.argv[1:])

"""What is too long for every change: full rounds, fuzzing, mutants. Each step has its time.

    ./faire endurance [tests] [alea] [mutants] [--secondes 600] [--part 100]
    ./faire endurance corpus --corpus DOSSIER

Corpora of others are tried where a folder of them is given (see `corpora.py`).
A step that fails does not keep the others from running; what failed is said at the end, and what
was found is left in `.cache/endurance/`.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
TESTS = HERE.parent
ROOT = TESTS.parent
WORK = ROOT / ".cache" / "endurance"
sys.path.append(str(TESTS))
sys.path.append(str(HERE))

from fuzz import TARGETS  # noqa: E402
from rounds import VARIABLE  # noqa: E402

STEPS = ("tests", "alea", "mutants", "corpus")
HOUR = 3600
# The time of the step ends what hangs, not that of a test of every change; figures are said.
ENDURING = ("-n", "0", "-q", "--timeout=0", "-rP")
ENVIRONMENT = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def main(arguments: Sequence[str]) -> int:
    """Run the steps and return whether one failed."""
    parser = argparse.ArgumentParser(prog="./faire endurance", add_help=False)
    parser.add_argument("steps", nargs="*", choices=[*STEPS, []], default=[])
    parser.add_argument("--secondes", type=int, default=600)
    parser.add_argument("--part", type=int, default=100)
    parser.add_argument("--corpus", type=Path)
    asked = parser.parse_args(arguments)
    if "corpus" in asked.steps and not asked.corpus:
        parser.error("corpus : dites où avec --corpus DOSSIER")
    WORK.mkdir(parents=True, exist_ok=True)
    failed = []
    for name, command, limit in _commands(
        asked.steps or STEPS, asked.secondes, asked.part, asked.corpus
    ):
        print(f"— {name} (au plus {_spoken(limit)})", flush=True)
        start = time.monotonic()
        good = _done(command, limit, {VARIABLE: str(asked.part)})
        print(f"  {'réussi' if good else 'ÉCHEC'} après {_spoken(time.monotonic() - start)}")
        if not good:
            failed.append(name)
    if failed:
        print("À corriger : " + ", ".join(failed), flush=True)
        return 1
    print("Tout a tenu.", flush=True)
    return 0


def _commands(
    steps: Sequence[str], seconds: int, share: int, corpora: Path | None
) -> Iterator[tuple[str, list[str | Path], float]]:
    """Yield what to run, by name, with the seconds that it may take."""
    if "tests" in steps:
        for file in enduring():
            yield (f"tests de {file.name}", ["-m", "pytest", *ENDURING, file], 2 * HOUR)
    if "alea" in steps:
        for target in TARGETS:
            command = [HERE / "fuzz.py", target, "--secondes", str(seconds)]
            yield f"entrées au hasard : {target}", command, 2 * seconds + 120
    if "mutants" in steps:
        command = [HERE / "mutants.py", "--part", str(share)]
        yield "mutants", command, 8 * HOUR
    if "corpus" in steps and corpora:
        yield "corpus", [HERE / "corpora.py", corpora.resolve()], 4 * HOUR


def enduring() -> list[Path]:
    """Return the test files whose rounds grow."""
    return [
        file
        for file in sorted(TESTS.glob("test_*.py"))
        if re.search(r"^from rounds import", file.read_text("utf-8"), re.MULTILINE)
    ]


def _done(command: Sequence[str | Path], limit: float, world: dict[str, str]) -> bool:
    """Run a step at the root; one that takes too long has failed."""
    process = subprocess.Popen(
        [sys.executable, *map(str, command)],
        cwd=ROOT,
        env=ENVIRONMENT | world,
        start_new_session=os.name == "posix",
    )
    try:
        return process.wait(limit) == 0
    except subprocess.TimeoutExpired:
        print("  trop long : arrêté", flush=True)
        return False
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a step that still runs, with what it started."""
    if process.poll() is None:
        if os.name == "posix":
            os.killpg(process.pid, 9)
        else:
            process.kill()
        process.wait()


def _spoken(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

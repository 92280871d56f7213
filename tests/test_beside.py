"""A second process makes what it is given, and the first makes it where the second cannot."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2,
    reason="a second process needs Linux and a second core",
)

# A process of its own: this one has the threads of its tools.
_START = """
import os, signal, sys, threading, time
from parapluie.beside import beside

first = os.getpid()

def made_by():
    return "first" if os.getpid() == first else "second"
"""


def said(program: str, **variables: str) -> str:
    """Run a program and return what it prints; whatever it says of errors is a failure."""
    done = subprocess.run(
        [sys.executable, "-c", _START + program],
        env=os.environ | variables,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


_ASK = "with beside(made_by) as made: print(made())"


def test_a_second_process_makes_it() -> None:
    assert said(_ASK) == "second"


def test_what_it_changes_stays_with_it() -> None:
    program = "kept = []\nwith beside(lambda: kept.append(1)) as made: made()\nprint(kept)"
    assert said(program) == "[]"


@pytest.mark.parametrize(
    "why",
    [
        "os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})",
        "threading.Thread(target=time.sleep, args=(3,), daemon=True).start()",
        "sys.platform = 'win32'",
    ],
    ids=["one core", "threads", "another system"],
)
def test_the_first_makes_it_where_there_is_no_room(why: str) -> None:
    assert said(f"{why}\n{_ASK}") == "first"


def test_phases_are_measured_one_after_the_other(tmp_path: Path) -> None:
    assert said(_ASK, PARAPLUIE_PROFIL=str(tmp_path / "phases.json")) == "first"


@pytest.mark.parametrize(
    "end",
    ["os.kill(os.getpid(), signal.SIGKILL)", "sys.exit(3)", "1 / 0", "return lambda: None"],
    ids=["killed", "ended", "failed", "not to be sent"],
)
def test_the_first_makes_it_where_the_second_fails(end: str) -> None:
    program = f"""
def make():
    if made_by() == "second":
        {end}
    return made_by()

with beside(make) as made: print(made())
"""
    assert said(program) == "first"


def test_what_it_raises_is_raised_by_the_first() -> None:
    program = """
def make():
    raise OSError(28, "full")

try:
    with beside(make) as made: made()
except OSError as error:
    print(error.errno)
"""
    assert said(program) == "28"


def is_alive(process: int) -> bool:
    """Tell whether a process runs: one that has ended may wait for someone to notice."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text("utf-8")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] not in "ZX"


@pytest.mark.parametrize("ending", ["an error of the first", "SIGKILL"])
def test_the_second_never_outlives_the_first(ending: str) -> None:
    program = """
def make():
    print(os.getpid(), flush=True)
    time.sleep(600)

try:
    with beside(make) as made:
        sys.stdin.readline()
        raise LookupError
except LookupError:
    print("still here", flush=True)
    sys.stdin.readline()
"""
    with subprocess.Popen(
        [sys.executable, "-c", _START + program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        second = int(process.stdout.readline())
        assert is_alive(second)
        if ending == "SIGKILL":
            process.send_signal(signal.SIGKILL)
        else:
            process.stdin.write("\n")
            process.stdin.flush()
            assert process.stdout.readline() == "still here\n"
        until = time.monotonic() + 30
        while is_alive(second) and time.monotonic() < until:
            time.sleep(0.02)
        assert not is_alive(second)
        process.kill()

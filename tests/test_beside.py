"""A second process makes what it is given, and the first makes what the second cannot."""

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
import logging, os, signal, sys, threading, time
from parapluie.speed.second_process import Ahead

first = os.getpid()
changed = []

def make(name):
    if os.getpid() == first:
        return b"made by the first"
    changed.append(name)
    logging.warning("heard")
    return name.encode() + b" " + b".".join(part.encode() for part in changed)

def ended(names):
    "Ask until all is made or nothing more will be: a second process takes its time."
    until = time.monotonic() + 30
    made = {}
    while len(made) < len(names) and time.monotonic() < until:
        made |= {n: found.decode() for n in names if n not in made and (found := ahead.take(n))}
        if ahead._told == len(names): break
        time.sleep(0.01)
    return made
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


_ASK = "ahead = Ahead(['a', 'b', 'c'], make, None)\nprint(ended('abc'))\nahead.close()"


def test_a_second_process_makes_each_in_order_unheard() -> None:
    assert said(_ASK) == str({"a": "a a", "b": "b a.b", "c": "c a.b.c"})


def test_what_it_changes_stays_with_it_and_what_it_made_is_given_once() -> None:
    program = f"{_ASK}\nprint(changed, [ahead.take(n) for n in 'abcd'])"
    assert said(program).splitlines()[1] == "[] [None, None, None, None]"


def test_the_first_waits_for_what_the_second_is_about_to_end() -> None:
    program = """
def slow(name):
    time.sleep(0.3)
    return make(name)

ahead = Ahead(["a", "b"], slow, None)
print(ahead.take("b"), ahead.take("a"), ahead.take("b"))
"""
    # « b » comes later: the first process makes it, unless it asks again once « a » is made.
    assert said(program) == "None b'a a' b'b a.b'"


@pytest.mark.parametrize(
    "why",
    [
        "os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})",
        "threading.Thread(target=time.sleep, args=(3,), daemon=True).start()",
        "sys.platform = 'win32'",
    ],
    ids=["one core", "threads", "another system"],
)
def test_nothing_is_made_ahead_where_there_is_no_room(why: str) -> None:
    program = f"{why}\nahead = Ahead(['a'], make, None)\nprint(ahead.take('a'))\nahead.close()"
    assert said(program) == "None"


def test_phases_are_measured_one_after_the_other(tmp_path: Path) -> None:
    program = "ahead = Ahead(['a'], make, None)\nprint(ahead.take('a'))"
    assert said(program, PARAPLUIE_PROFIL=str(tmp_path / "phases.json")) == "None"


@pytest.mark.parametrize(
    "end",
    ["os.kill(os.getpid(), signal.SIGKILL)", "sys.exit(3)", "1 / 0", "return 7"],
    ids=["killed", "ended", "failed", "not bytes"],
)
def test_what_it_made_before_it_fails_is_good_and_the_first_makes_the_rest(end: str) -> None:
    program = f"""
def failing(name):
    if name == "b":
        {end}
    return make(name)

ahead = Ahead(["a", "b", "c"], failing, None)
print(ended("abc"), ahead.take("b"), ahead.take("c"))
ahead.close()
"""
    assert said(program) == "{'a': 'a a'} None None"


def is_alive(process: int) -> bool:
    """Tell whether a process runs: one that has ended may wait for someone to notice."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text("utf-8")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] not in "ZX"


@pytest.mark.parametrize("ending", ["it is closed", "SIGKILL"])
def test_the_second_never_outlives_the_first(ending: str) -> None:
    program = """
def endless(name):
    print(os.getpid(), flush=True)
    time.sleep(600)

ahead = Ahead(["a"], endless, None)
sys.stdin.readline()
ahead.close()
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

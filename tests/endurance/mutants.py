"""Change the code a little, many times over, and see that a test fails each time.

    python tests/endurance/mutants.py [--part 100] [MODULE…]

mutmut makes the mutants, in a copy of the repository, of what a town's trust rests on: the reader,
the graph, escaping, containment, the exchange of sites. `--part` takes a share of them, in per
cent, always the same. Those that no test sees, and that `tests/mutants.md` does not list with a
reason, are printed; the run has failed when fewer than 85 % were killed.
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
WORK = ROOT / ".cache" / "endurance" / "mutants"
KNOWN = TESTS / "mutants.md"
ENOUGH = 85  # per cent
PACKAGE = "src/parapluie"
MODULES = (
    "reader/entries",
    "reader/markup",
    "reader/schema",
    "reader/text",
    "reader/yaml_nodes",
    "graph",
    "prose",
    "problems",
    "publish",
    "pictures/cache",
    "pictures/drawings",
    "pictures/originals",
)
# What runs in this process and takes seconds.
FAST = (
    *("cases", "broken", "graph", "problems", "pictures", "publish", "dates"),
    *("properties_front_matter", "properties_text", "properties_names", "properties_graph"),
    *("properties_edges", "properties_pictures"),
)
# Exit codes that mutmut keeps: a test failed, or took far too long.
KILLED = (1, 3, 24, 36, 152, 255, -24, -9, -11, 35)


def main(arguments: Sequence[str]) -> int:
    """Run mutmut and return whether enough mutants were killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("modules", nargs="*", default=list(MODULES))
    parser.add_argument("--part", type=int, default=100)
    parser.add_argument("--processus", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args(arguments)
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    # mutmut names modules by their path, but for a first folder called `src`.
    for source, target in ((ROOT / "plugins", WORK / "src"), (TESTS, WORK / "tests")):
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "illustrations", WORK / "illustrations")
    shutil.copy(ROOT / "pyproject.toml", WORK)
    (WORK / "setup.cfg").write_text(_configuration(asked.modules), "utf-8")
    # The first run makes the mutants and tries one that does not exist.
    _mutmut("run", "aucun", "--max-children", "1")
    names = sorted(_codes())
    chosen = random.Random(5).sample(names, max(1, len(names) * asked.part // 100))
    print(f"  {len(chosen)} mutants sur {len(names)}", flush=True)
    _mutmut("run", *chosen, "--max-children", str(asked.processus))
    return _verdict(set(chosen))


def _mutmut(*arguments: str) -> None:
    path = os.pathsep.join((str(WORK / "mutants" / "src"), os.environ.get("PYTHONPATH", "")))
    # Few rounds: each mutant runs them.
    world = {key: value for key, value in os.environ.items() if key != "PARAPLUIE_ENDURANCE"}
    with (WORK / "mutmut.log").open("a") as log:
        subprocess.run(
            [sys.executable, "-m", "mutmut", *arguments],
            cwd=WORK,
            env=world | {"PYTHONPATH": path},
            stdout=log,
            stderr=log,
            check=False,
        )


def _configuration(modules: Sequence[str]) -> str:
    lines = ["[mutmut]", "source_paths=src", "only_mutate="]
    lines += [f"    {PACKAGE}/{module}.py" for module in modules]
    lines += ["also_copy=", "    src", "    illustrations", "pytest_add_cli_args_test_selection="]
    lines += [f"    tests/test_{name}.py" for name in FAST]
    lines += [f"    --deselect={name}" for name in _slow()]
    lines += ["use_git_change_detection=false", "track_dependencies=false"]
    return "\n".join([*lines, ""])


def _slow() -> Iterator[str]:
    """Yield the tests that start processes, build sites or last."""
    publish = (TESTS / "test_publish.py").read_text("utf-8")
    for name in re.findall(r"^def (test_\w+)\([^)]*\btown\b", publish, re.MULTILINE):
        yield f"tests/test_publish.py::{name}"
    yield "tests/test_publish.py::test_a_killed_build_leaves_the_old_site_or_the_new_one"
    yield "tests/test_publish.py::test_a_full_disk_is_said_in_french_and_costs_nothing"
    long = "test_all_that_hangs_on_a_long_chain_is_listed_nearest_first"
    yield f"tests/test_properties_graph.py::{long}"


def _codes() -> dict[str, int | None]:
    """Return the exit code that the tests had with each mutant."""
    found: dict[str, int | None] = {}
    for file in (WORK / "mutants").rglob("*.meta"):
        found |= json.loads(file.read_text("utf-8"))["exit_code_by_key"]
    return found


def _verdict(chosen: set[str]) -> int:
    codes = {name: code for name, code in _codes().items() if name in chosen}
    told = Counter(_state(code) for code in codes.values())
    known = KNOWN.read_text("utf-8") if KNOWN.exists() else ""
    survivors = [name for name, code in codes.items() if _state(code) != "tué"]
    for name in sorted(survivors):
        if f"`{name}`" not in known:
            print(f"  {_state(codes[name])} : {name}")
    share = 100 * told["tué"] / max(1, len(codes))
    counted = ", ".join(f"{number} {state}" for state, number in told.most_common())
    print(f"  {share:.1f} % tués ({counted})", flush=True)
    return 0 if share >= ENOUGH else 1


def _state(code: int | None) -> str:
    if code in KILLED:
        return "tué"
    return {0: "survivant", 33: "sans test", 5: "sans test", None: "non essayé"}.get(
        code, f"code {code}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Change the code a little, many times over, and see that a test fails each time.

    python tests/endurance/mutants.py [--part 100] [--secondes 0] [MODULE…]

What is changed is what a town's trust rests on: the reader, the graph, escaping, containment, the
exchange of sites. `--part` takes a share of the mutants, in per cent, always the same, but at least
sixty of each module; `--secondes` ends each module there, whatever was tried. Those that no test
sees, and that `tests/mutants.md` does not list with a reason, are printed; the run has failed when
fewer than 85 % of those of a module were killed.

mutmut makes the mutants. Its own runs copy the repository, and each begins by importing
everything: here one process imports the code and collects the tests once. For each mutant it forks
a child, which gives the changed function its new code and runs the tests that come through it, the
quickest first, up to the first failure.
"""

import argparse
import ast
import difflib
import functools
import gc
import os
import pickle
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType, FunctionType

import libcst
import pytest
from hypothesis import Phase, settings
from mutmut.mutation.file_mutation import Mutation, create_mutations, deep_replace
from parapluie.source import validators

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
PACKAGE = ROOT / "plugins" / "parapluie"
WORK = ROOT / ".cache" / "endurance"
KNOWN = TESTS / "mutants.md"
ENOUGH = 85  # per cent
FEWEST = 60  # of a module, however small the share
HEAVIEST = 4 << 30  # bytes
# What runs in this process and takes seconds, by module.
_READING = "cases broken properties_front_matter properties_edges properties_names properties_text"
_PICTURES = "pictures properties_pictures"
MODULES = {
    "outlets/exchange": "publish",
    "meaning/graph": "graph properties_graph cases",
    "meaning/resolving": "graph properties_graph cases",
    "meaning/loops": "graph properties_graph cases",
    "meaning/content_paths": "graph properties_names cases",
    "problems": "problems cases",
    "site/site_file": "site_file",
    "site/prose": "prose properties_text words",
    "outlets/folder": "outlet properties_names",
    "build/linking": "linking",
    "outlets/inspection/finished_site": "inspection",
    "outlets/inspection/findings": "inspection",
    "outlets/inspection/faults": "inspection",
    "outlets/inspection/tags": "inspection",
    "build/unchanged_site": "recalled",
    "build/understanding": "understanding cases",
    "site/paths": "paths understanding cases",
    "pages/environment": "environment properties_text fragments",
    "site/fragments": "fragments",
    "exports/csv_tables": "exports",
    "exports/excel": "exports",
    "exports/linked_data": "exports",
    "exports/feeds": "exports",
    "exports/calendars": "exports properties_dates",
    "pictures/cache": f"{_PICTURES} properties_edges",
    "pictures/drawings": f"drawings {_PICTURES}",
    "pictures/drawing_styles": f"drawings {_PICTURES}",
    "pictures/drawing_uses": f"drawings {_PICTURES}",
    "pictures/drawing_copy": f"drawings {_PICTURES}",
    "pictures/originals": _PICTURES,
    "source/markup": "markup properties_text cases",
    "source/costly_text": "markup properties_text cases",
    "source/refusal_places": "markup properties_text cases",
    "source/parsed_markup": "markup properties_text cases",
    "source/alternative_texts": "pictures cases",
    "source/entry_text": f"text {_READING}",
    "source/yaml_nodes": f"yaml_nodes {_READING}",
    "source/validators": f"{_READING} properties_dates",
    "vocabulary/field_types/name_types": f"field_types schemas {_READING}",
    "vocabulary/field_types/number_types": f"field_types schemas {_READING}",
    "vocabulary/field_types/record_type": f"field_types schemas {_READING}",
    "vocabulary/field_types/sourced_type": f"field_types schemas {_READING}",
    "source/reading": f"{_READING} understanding",
    "source/content_files": f"{_READING} understanding",
    "source/folder_defaults": f"{_READING} understanding",
    "source/page_entries": f"{_READING} understanding",
    "source/declared": f"{_READING} understanding",
    "source/special_files": f"{_READING} understanding",
    "source/illustrations": "pictures cases",
}
# They start processes, build sites or last.
SLOW_FIXTURES = frozenset(
    (
        *("browser", "sources", "built", "folder", "demo", "html", "address", "hostile_site"),
        *("finished", "changed"),
    )
)
SLOW = re.compile(
    r"test_a_killed_|test_a_write_that_fails_|test_a_full_disk_|test_publish.py.*\btown\b"
    r"|test_all_that_hangs_on_a_long_chain|test_what_is_told_by_nobody_leads_somewhere"
    r"|test_nothing_is_told_of_(?:a_site_without|the_demonstration)"
)

KILLED, SURVIVED, UNTESTED, SAME = "tué", "survivant", "sans test", "le même"


def main(arguments: Sequence[str]) -> int:
    """Run the mutants of each module and return whether enough were killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("modules", nargs="*", default=[])
    parser.add_argument("--part", type=int, default=100)
    parser.add_argument("--secondes", type=int, default=0)
    parser.add_argument("--processus", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args(arguments)
    # Few rounds: each mutant runs them, always the same ones, so that two runs agree. And no search
    # for the smallest input that fails.
    os.environ.pop("PARAPLUIE_ENDURANCE", None)
    settings.register_profile(
        "mutants", phases=(Phase.explicit, Phase.generate), database=None, derandomize=True
    )
    settings.load_profile("mutants")
    WORK.mkdir(parents=True, exist_ok=True)
    failed = []
    modules = asked.modules or list(MODULES)
    if len(modules) > 1:
        # A process each: what a session has read stays in it.
        for module in modules:
            options = ["--part", str(asked.part), "--processus", str(asked.processus)]
            options += ["--secondes", str(asked.secondes)]
            child = os.fork()
            if not child:
                os._exit(main([module, *options]))
            if os.waitpid(child, 0)[1]:
                failed.append(module)
        print("  À corriger : " + ", ".join(failed) if failed else "  Assez de mutants sont tués.")
        return 1 if failed else 0
    run = Run(modules[0], asked.part, asked.processus, asked.secondes)
    # Absolute, since some tests change folders.
    files = [str(TESTS / f"test_{name}.py") for name in MODULES[modules[0]].split()]
    options = ["-q", "-s", "-p", "no:xdist", "--timeout=0", "--no-header", "--no-summary"]
    with tempfile.TemporaryDirectory(dir=WORK) as folder:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = folder
        pytest.main([*options, *files], plugins=[run])
    return run.verdict()


@dataclass
class Mutant:
    """One change, and what became of it."""

    mutation: Mutation
    name: str  # of its function
    state: str = ""
    told: str = ""  # what stands in its place
    killer: str = ""


class Run:
    """What pytest asks, in the place of its own loop, once tests are collected."""

    def __init__(self, module: str, share: int, processes: int, seconds: int) -> None:
        self.module, self.processes = module, processes
        self.seconds = seconds or float("inf")
        self.file = PACKAGE / f"{module}.py"
        self.source = self.file.read_text("utf-8")
        self.tree, mutations, *_ = create_mutations(str(self.file), self.source)
        found = [
            Mutant(mutation, mutation.contained_by_top_level_function.name.value)
            for mutation in mutations
            if isinstance(mutation.contained_by_top_level_function, libcst.FunctionDef)
        ]
        self.number = len(found)
        many = max(min(FEWEST, len(found)), len(found) * share // 100)
        self.mutants = random.Random(5).sample(found, many)
        self.failed = False

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what starts processes, or lasts."""
        items[:] = [
            item
            for item in items
            if not SLOW_FIXTURES & set(item.fixturenames)  # type: ignore[attr-defined]
            and not SLOW.search(f"{item.nodeid} {' '.join(item.fixturenames)}")  # type: ignore[attr-defined]
        ]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember whether a test failed, in a child."""
        self.failed = self.failed or report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every mutant."""
        answer, _ = self._in_child(lambda: self._base(session), 3600)
        base: Base = answer  # type: ignore[assignment]
        if base is None or base.failed:
            raise pytest.UsageError(f"sans mutant, déjà : {base and base.failed}")
        # Whole seconds of the processor, far more than what all of the tests take.
        limit = round(3 * sum(base.seconds.values())) + 20
        running: dict[int, tuple[Mutant, int]] = {}
        end = time.monotonic() + self.seconds
        for mutant in self.mutants:
            if time.monotonic() > end:
                break
            items = self._items(session, base, mutant)
            if not items:
                mutant.state = UNTESTED
            while len(running) >= self.processes:
                self._end(running)
            pid, pipe = _forked(functools.partial(self._try, session, mutant, items), limit)
            running[pid] = (mutant, pipe)
        while running:
            self._end(running)
        return True

    def _base(self, session: pytest.Session) -> "Base":
        """Run every test, and tell through which functions it comes."""
        base = Base({}, defaultdict(set), [])
        name = str(self.file)
        for item in session.items:
            through: set[str] = set()

            # Told of calls alone, of no line.
            def called(frame: FrameType, event: str, _: object, found: set[str] = through) -> None:
                if frame.f_code.co_filename == name:
                    found.add(_outer(frame.f_code))

            self.failed = False
            start = time.process_time()
            sys.settrace(called)
            try:
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            finally:
                sys.settrace(None)
            base.seconds[item.nodeid] = time.process_time() - start
            for function in through:
                base.through[function].add(item.nodeid)
            if self.failed:
                base.failed.append(item.nodeid)
        return base

    def _items(self, session: pytest.Session, base: "Base", mutant: Mutant) -> list[pytest.Item]:
        """Return the tests of a mutant: what killed others of the function, then the quickest."""
        killers = Counter(m.killer for m in self.mutants if m.name == mutant.name and m.killer)
        names = {
            test
            for function, tests in base.through.items()
            if function.rpartition(".")[2] == mutant.name
            for test in tests
        }
        items = [item for item in session.items if item.nodeid in names]
        return sorted(items, key=lambda i: (-killers[i.nodeid], base.seconds[i.nodeid]))

    def _try(
        self, session: pytest.Session, mutant: Mutant, items: Sequence[pytest.Item]
    ) -> tuple[str, str, str]:
        """Return what becomes of a mutant, the line that it changes, and the test that saw it."""
        function = mutant.mutation.contained_by_top_level_function
        assert isinstance(function, libcst.FunctionDef)
        changed = deep_replace(
            function, mutant.mutation.original_node, mutant.mutation.mutated_node
        )
        told = _told(self.tree.code_for_node(function), self.tree.code_for_node(changed))  # type: ignore[arg-type]
        whole = deep_replace(self.tree, function, changed)  # type: ignore[arg-type]
        assert isinstance(whole, libcst.Module)
        if not _swapped(self.file, self.source, whole.code):
            return SAME, told, ""
        for item in items:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            if self.failed:
                return KILLED, told, item.nodeid
        return SURVIVED if items else UNTESTED, told, ""

    def _end(self, running: dict[int, tuple[Mutant, int]]) -> None:
        """Wait for a child."""
        pid, status = os.wait()
        mutant, pipe = running.pop(pid)
        answer = _answer(pipe)
        if answer is not None:
            mutant.state, mutant.told, mutant.killer = answer
        else:
            # It took far too long or too much, or ended the process.
            mutant.state, mutant.told = KILLED, f"état {status}"

    def _in_child(self, work: Callable[[], object], limit: int) -> tuple[object, int]:
        pid, pipe = _forked(work, limit)
        answer = _answer(pipe)
        return answer, os.waitpid(pid, 0)[1]

    def verdict(self) -> int:
        """Print what no test saw and return whether enough was seen."""
        known = set(re.findall(r"`([^`]+: .+?)` \|", KNOWN.read_text("utf-8")))
        tried = [m for m in self.mutants if m.state not in ("", SAME)]
        listed = 0
        for mutant in sorted(tried, key=lambda m: (m.name, m.told)):
            if mutant.state != KILLED:
                if f"{self.module}.{mutant.name}: {mutant.told}" in known:
                    listed += 1
                else:
                    print(f"  {mutant.state} : {self.module}.{mutant.name}: {mutant.told}")
        killed = sum(m.state == KILLED for m in tried)
        share = 100 * killed / max(1, len(tried) - listed)
        print(
            f"— {self.module} : {len(tried)} essayés sur {self.number}, {killed} tués, "
            f"{listed} connus, {share:.1f} %",
            flush=True,
        )
        return 0 if tried and share >= ENOUGH else 1


@dataclass
class Base:
    """What the tests do with the code as it is."""

    seconds: dict[str, float]
    through: dict[str, set[str]]  # tests by function
    failed: list[str]


def _forked(work: Callable[[], object], limit: int) -> tuple[int, int]:
    """Begin *work* in a child of its own, and return it with the pipe of its answer."""
    end, start = os.pipe()
    pid = os.fork()
    if pid:
        os.close(start)
        return pid, end
    os.close(end)
    code = 1
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(nothing, number)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        resource.setrlimit(resource.RLIMIT_AS, (HEAVIEST, HEAVIEST))
        signal.alarm(20 * limit)
        # A folder of its own: pytest empties the one that it is given.
        with tempfile.TemporaryDirectory(dir=os.environ["PYTEST_DEBUG_TEMPROOT"]) as folder:
            os.environ["PYTEST_DEBUG_TEMPROOT"] = folder
            answer = pickle.dumps(work())
        with os.fdopen(start, "wb") as pipe:
            pipe.write(answer)
        code = 0
    finally:
        os._exit(code)


def _answer(pipe: int) -> object:
    with os.fdopen(pipe, "rb") as file:
        written = file.read()
    return pickle.loads(written) if written else None


def _swapped(file: Path, source: str, changed: str) -> bool:
    """Give the functions of a module the code of a changed source; tell whether one differs."""
    if ast.dump(_bodies(source)) == ast.dump(_bodies(changed)):
        return False
    new = {_outer(code): code for code in _codes(compile(changed, str(file), "exec"))}
    for found in gc.get_objects():
        if isinstance(found, FunctionType) and found.__code__.co_filename == str(file):
            code = new.get(found.__code__.co_qualname)
            if code is not None:
                found.__code__ = code
        elif isinstance(found, functools._lru_cache_wrapper):
            found.cache_clear()
    validators._validators.clear()  # a cache of its own
    return True


def _bodies(source: str) -> ast.Module:
    """Return what the functions do: their defaults and decorators were read before."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.args.defaults, node.args.kw_defaults, node.decorator_list = [], [], []
    return tree


def _codes(code: CodeType) -> Iterator[CodeType]:
    """Yield the functions and methods of a module."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            if inner.co_flags & 2:  # with names of its own: a function, no class
                yield inner
            else:
                yield from _codes(inner)


def _outer(code: CodeType) -> str:
    return code.co_qualname.partition(".<locals>")[0]


def _told(before: str, after: str) -> str:
    """Return in one line what a change puts, or else what it leaves out."""
    lines = list(difflib.ndiff(before.split("\n"), after.split("\n")))
    for sign in "+-":
        told = " ".join(line[2:].strip() for line in lines if line[0] == sign)
        if told:
            return ("" if sign == "+" else "sans ") + told.replace("`", "'")
    return ""


if __name__ == "__main__":
    sys.path.append(str(TESTS))
    shutil.rmtree(WORK / "mutants", ignore_errors=True)
    sys.exit(main(sys.argv[1:]))

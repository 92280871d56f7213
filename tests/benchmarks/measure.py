"""Measure our builds and those of our peers, side by side in one run.

    ./faire mesure [--tailles 100,1000,5000] [--tours 5] [--sans-pairs] [--images] [--memoire]

Every case is run once a round, so that what else the machine does weighs on all alike; figures are
medians, of what the clock says and of processor time (user and system, children included). What
takes long is run once, and so is all that has more than 1,000 entries. Ratios count, never seconds:
a table goes to the terminal and everything to `.cache/mesure/resultats.json`. A target is held by
the clock, which is what a person waits for and what two processes are for; those of what prints its
own seconds, by processor time.

Every build finds its site folder empty, and what was there is only put aside until the end: ext4
looks twice at each file removed in the last minute before it makes another, and what one case
removes would be paid by the next.
"""

import argparse
import importlib.metadata
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from time import perf_counter

from corpus import Item, corpus, write_entry, write_ours
from peers import HUGO, MATERIAL, SPHINX, STRICTDOC, WITHOUT_MENU, peers

ROOT = Path(__file__).resolve().parent.parent.parent
WORK = ROOT / ".cache" / "mesure"
PYTHON = sys.executable
# Beyond, a case is run once, and its next size is not tried.
PATIENCE = 120  # seconds
ENVIRONMENT = os.environ | {
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
    "SOURCE_DATE_EPOCH": "1797336000",
}
# Packages come compiled, and so do we once installed: a folder of work must not pay for more.
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)
COLD, WARM, EDITED, SEARCH = "à froid", "à chaud", "une action changée", "avec la recherche"
PICTURES, CORE, VERIFY = "avec les images", "noyau seul", "verifier"
PHOTOS, PHOTOS_AGAIN = "100 photographies à froid", "100 photographies à chaud"
BARE, NO_INDEX = "sans les exports", "à froid, sans l’index de recherche"
IMPORTS = "importer pydantic, jinja2 et PIL"

_CONFIGURATION = """\
site_name: Nos politiques
site_url: https://exemple.invalid/
docs_dir: contenu
use_directory_urls: false
theme:
  {{name: material, language: fr, font: false, features: [navigation.tabs, navigation.indexes]}}
plugins:
{plugins}  - parapluie: {{organisation: la Ville, images_generees: {pictures}{more}}}
markdown_extensions: [attr_list, tables, toc]
"""


@dataclass(slots=True)
class Case:
    """What is run, and what the runs gave."""

    name: str
    size: int
    command: Sequence[str | Path]
    folder: Path
    before: Callable[[], None] = lambda: None
    processor: list[float] = field(default_factory=list)
    elapsed: list[float] = field(default_factory=list)
    memory: float = 0  # megabytes, the most of any run
    tells: bool = False  # it prints its own « secondes »: part of what it does does not count
    note: str = ""

    def run(self) -> None:
        """Run once; a failure is a note, and the end of the case."""
        self.before()
        start = perf_counter()
        with (WORK / "journal.txt").open("wb") as log:
            process = subprocess.Popen(
                list(map(str, self.command)),
                cwd=self.folder,
                env=ENVIRONMENT,
                stdout=log,
                stderr=log,
            )
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said = (WORK / "journal.txt").read_text("utf-8", "replace").strip().splitlines()
            self.note = f"a échoué : {said[-1] if said else process.returncode}"
            return
        self.elapsed.append(perf_counter() - start)
        seconds = used.ru_utime + used.ru_stime
        if self.tells:
            seconds = json.loads((WORK / "journal.txt").read_text("utf-8"))["secondes"]
        self.processor.append(seconds)
        self.memory = max(self.memory, used.ru_maxrss / 1024)

    @property
    def seconds(self) -> float | None:
        """The median of processor time."""
        return statistics.median(self.processor) if self.processor else None

    @property
    def waited(self) -> float | None:
        """The median of the time that a person waits."""
        return self.seconds if self.tells or not self.elapsed else statistics.median(self.elapsed)


def main(arguments: Sequence[str]) -> None:
    """Measure what *arguments* ask for."""
    parser = argparse.ArgumentParser(prog="./faire mesure", add_help=False)
    parser.add_argument("--tailles", default="100,1000,5000")
    parser.add_argument("--tours", type=int, default=5)
    parser.add_argument("--sans-pairs", action="store_true")
    parser.add_argument("--images", action="store_true")
    parser.add_argument("--memoire", action="store_true")
    asked = parser.parse_args(arguments)
    WORK.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(_PAST, ignore_errors=True)
    cases: list[Case] = []
    for size in map(int, asked.tailles.split(",")):
        items = corpus(size)
        tried = _ours(items, pictures=asked.images)
        if not asked.sans_pairs:
            tried += _peers(items, cases)
        _rounds(tried, asked.tours if size <= 1000 else 1)
        cases += tried
        _tell(cases)
    if asked.memoire:
        large = [case for case in _ours(corpus(10_000)) if case.name == COLD]
        _rounds(large, 1)
        _tell(cases + large)
    shutil.rmtree(_PAST, ignore_errors=True)


def _tell(cases: Sequence[Case]) -> None:
    """Say and write what is known by now."""
    _print_cases(cases)
    found = _print_targets(cases)
    kept = [
        {key: value for key, value in asdict(replace(case, before=print)).items() if key in _KEPT}
        for case in cases
    ]
    result = {"cas": kept, "cibles": found}
    (WORK / "resultats.json").write_text(json.dumps(result, ensure_ascii=False, indent=1), "utf-8")


_KEPT = ("name", "size", "processor", "elapsed", "memory", "note")


def _rounds(cases: Sequence[Case], number: int) -> None:
    for turn in range(number):
        for case in cases:
            if not case.note and (turn == 0 or case.elapsed[0] < PATIENCE):
                print(f"\r{turn + 1}/{number} {case.size} {case.name:<40}", end="", flush=True)
                case.run()
    print("\r" + " " * 60, end="\r")


_PAST = WORK / "avant"


def _put_aside(*paths: Path) -> None:
    """Move what is there out of the way, to be removed once nothing is measured any more."""
    _PAST.mkdir(exist_ok=True)
    for path in filter(Path.exists, paths):
        path.rename(Path(tempfile.mkdtemp(dir=_PAST)) / path.name)


# --- Cases ---


def _ours(items: Sequence[Item], *, pictures: bool = False) -> list[Case]:
    size = len(items)
    folder = WORK / f"parapluie-{size}"
    shutil.rmtree(folder, ignore_errors=True)
    write_ours(items, folder)
    for name, plugins, drawn, more in (
        ("mkdocs.yml", "", "false", ""),
        ("recherche.yml", "  - search: {lang: fr}\n", "false", ""),
        ("images.yml", "", "true", ""),
        ("sans-exports.yml", "", "false", ", exports: []"),
    ):
        text = _CONFIGURATION.format(plugins=plugins, pictures=drawn, more=more)
        (folder / name).write_text(text, "utf-8")
    action = next(item for item in items if item.kind == "action")

    def empty() -> None:
        _put_aside(folder / "site")

    def clean() -> None:
        _put_aside(folder / "site", folder / ".cache")

    def case(name: str, *command: str | Path, before: Callable[[], None] = lambda: None) -> Case:
        return Case(name, size, [PYTHON, *command], folder, before)

    build = ("-m", "mkdocs", "build", "-q", "-f")
    here = Path(__file__).parent
    core, preview, photos = here / "core.py", here / "preview.py", here / "pictures.py"
    no_index = here / "without_index.py"
    file = write_entry(action, folder)
    edited = case(EDITED, preview, folder, file, "Un autre titre")
    edited.tells = True
    cases = [
        case(COLD, *build, "mkdocs.yml", before=clean),
        case(WARM, *build, "mkdocs.yml", before=empty),  # after the cold build of its round
        edited,
        case(SEARCH, *build, "recherche.yml", before=clean),
        case(BARE, *build, "sans-exports.yml", before=clean),
        case(NO_INDEX, no_index, *build[2:], "mkdocs.yml", before=clean),
        case(CORE, core, folder),
        case(VERIFY, "-m", "parapluie", "verifier"),
        case(IMPORTS, "-c", "import pydantic, jinja2, PIL"),
    ]
    if pictures and size == 100:
        cases += [
            case(PICTURES, *build, "images.yml", before=clean),
            case(PHOTOS, photos, before=lambda: _put_aside(folder / ".cache")),
            case(PHOTOS_AGAIN, photos),
        ]
        cases[-1].tells = cases[-2].tells = True
    return cases


def _peers(items: Sequence[Item], before: Sequence[Case]) -> list[Case]:
    cases = []
    for peer in peers(importlib.metadata.version("mkdocs-material")):
        folder = WORK / f"{peer.name.lower().replace(' ', '-')}-{len(items)}"
        case = Case(peer.name, len(items), peer.command, folder)
        smaller = [c for c in before if c.name == peer.name and c.seconds]
        if any(
            case.size > c.size and max(c.elapsed) * (case.size / c.size) ** 1.5 > PATIENCE
            for c in smaller
        ):
            case.note = "trop long : non essayé"
        else:
            try:
                case.command = [peer.program(WORK), *peer.command[1:]]
            except OSError as error:
                case.note = str(error)
        if not case.note:
            shutil.rmtree(folder, ignore_errors=True)
            peer.write(items, folder)
            made = folder / peer.made
            case.before = lambda made=made: _put_aside(made)  # type: ignore[misc]
        cases.append(case)
    return cases


# --- What is said ---


def _print_cases(cases: Sequence[Case]) -> None:
    print(f"{'':<36}{'entrées':>8}{'processeur':>12}{'écoulé':>9}{'mémoire':>9}")
    for case in sorted(cases, key=lambda case: case.size):
        if case.seconds is None:
            print(f"{case.name:<36}{case.size:>8}  {case.note or 'non essayé'}")
            continue
        elapsed = statistics.median(case.elapsed)
        print(
            f"{case.name:<36}{case.size:>8}{case.seconds:>10.2f} s{elapsed:>7.2f} s"
            f"{case.memory:>6.0f} Mo"
        )
    for size in sorted({case.size for case in cases}):
        parts = _parts(cases, size)
        if parts:
            print(f"\nÀ {size} entrées, à froid : " + ", ".join(parts))


def _parts(cases: Sequence[Case], size: int) -> list[str]:
    """Return what each part costs, by subtraction."""
    seconds = {case.name: case.seconds for case in cases if case.size == size}

    def less(label: str, of: str, without: str) -> list[str]:
        whole, rest = seconds.get(of), seconds.get(without)
        return [f"{label} {whole - rest:.2f} s"] if whole and rest else []

    core = seconds.get(CORE)
    return [
        *([f"noyau {core:.2f} s"] if core else []),
        *less("moteur", COLD, CORE),
        *less("exports", COLD, BARE),
        *less("recherche", SEARCH, COLD),
        *less("images", PICTURES, COLD),
    ]


def _print_targets(cases: Sequence[Case]) -> list[dict[str, object]]:
    """Print each target with its ratio, and return them."""
    by_name = {(case.name, case.size): case for case in cases}
    found: list[dict[str, object]] = []

    def hold(label: str, most: float, by_clock: float, by_processor: float) -> None:
        found.append(
            {"cible": label, "rapport": by_clock, "processeur": by_processor, "au plus": most}
        )

    for label, one, other, most in (
        ("froid / Material", (NO_INDEX, 1000), (MATERIAL, 1000), 0.12),
        ("froid / Material sans menu", (NO_INDEX, 1000), (WITHOUT_MENU, 1000), 1.25),
        ("froid / Sphinx-Needs", (NO_INDEX, 1000), (SPHINX, 1000), 0.10),
        ("froid / StrictDoc", (NO_INDEX, 1000), (STRICTDOC, 1000), 0.10),
        ("chaud / froid", (WARM, 1000), (COLD, 1000), 0.35),
        ("froid, 5 000 / 1 000", (COLD, 5000), (COLD, 1000), 5.5),
        ("noyau / Hugo, 5 000", (CORE, 5000), (HUGO, 5000), 1.0),
        ("avec la recherche / froid", (SEARCH, 1000), (COLD, 1000), 2.5),
        ("100 images, chaud / froid", (PHOTOS_AGAIN, 100), (PHOTOS, 100), 0.05),
    ):
        above, below = by_name.get(one), by_name.get(other)
        if above and below and above.seconds and below.seconds and above.waited and below.waited:
            hold(label, most, above.waited / below.waited, above.seconds / below.seconds)
    edited, cold = by_name.get((EDITED, 1000)), by_name.get((COLD, 1000))
    if edited and cold and edited.seconds and cold.seconds and cold.waited:
        by_processor = edited.seconds / cold.seconds
        hold("une action changée / froid", 0.12, edited.seconds / cold.waited, by_processor)
    verify, imports = by_name.get((VERIFY, 1000)), by_name.get((IMPORTS, 1000))
    if verify and imports and verify.seconds and imports.seconds:
        ratio = verify.seconds / (imports.seconds + 1)
        hold("verifier / (importations + 1 s)", 1.0, ratio, ratio)
    for case in cases:
        if case.name == COLD and case.size == 10_000 and case.seconds:
            hold("mémoire à 10 000 / 600 Mo", 1.0, case.memory / 600, case.memory / 600)
    print(f"\n{'':<36}{'horloge':>8}{'processeur':>12}")
    for target in found:
        ratio, most = float(str(target["rapport"])), float(str(target["au plus"]))
        verdict = "tenue" if ratio <= most else "MANQUÉE"
        label, processor = target["cible"], float(str(target["processeur"]))
        print(f"{label:<36}{ratio:>8.2f}{processor:>12.2f}  au plus {most:<6} {verdict}")
    return found


if __name__ == "__main__":
    main(sys.argv[1:])

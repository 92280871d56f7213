"""Build every site that the tests have, and say what differs between two versions of the code.

    python tests/endurance/trees.py make FOLDER [--from CHECKOUT] [--pictures FOLDER] [--only TOWN…]
    python tests/endurance/trees.py compare A B [--lines 6]

`make` leaves in FOLDER a folder for each town: its content as the commands left it, its `site`, its
finished Markdown (`rendu`), its tables, forms and schemas, and under `dit` how each command ended
and all that it said. The content is always that of the checkout of this script; the code is that of
CHECKOUT, so that two versions of it read the same. Pictures are those that were drawn before, even
where the drawing changed but not the number of its recipe: an empty folder given to `--pictures`
has them drawn anew, which takes many minutes.

`compare` reads two such folders file by file, workbooks by their cells, archives by what they hold.
It shows the first lines of each difference, and fails where there is one; bytes that differ for the
same content (≈) are told and do not count.
"""

import argparse
import difflib
import gzip
import hashlib
import io
import random
import re
import shlex
import shutil
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import openpyxl

TESTS = Path(__file__).resolve().parent.parent
sys.path.append(str(TESTS))

import random_towns  # noqa: E402
import test_output  # noqa: E402
from asking_site import ACTIONS, write_town  # noqa: E402
from case_files import read_blocks, write  # noqa: E402
from council_site import COUNCIL_DAY  # noqa: E402
from every_command import COMMANDS as EVERY  # noqa: E402
from hamlet_site import OF_A_HAMLET, hamlet  # noqa: E402
from parapluie.source.options import CACHE_FOLDER  # noqa: E402
from site_tools import DAY, DEMONSTRATION_DAY, DRAWN, ROOT, copy_site, run  # noqa: E402
from test_federation import data_of  # noqa: E402
from test_pages import TOWN as SMALL  # noqa: E402
from test_pages import hostile_town  # noqa: E402

OF_2026 = "demonstration candiac victoriaville montreal-2030 neo-terra"
DAYS = dict.fromkeys(OF_2026.split(), DEMONSTRATION_DAY) | {"conseil": COUNCIL_DAY}
HOSTS = {"neuve": "github", "neuve-gitlab": "gitlab", "neuve-ailleurs": "televersement"}
AT_RANDOM = 8  # towns, nearly all of which have faults: for what is said of these
# The commands of every town; of those at random and of the other hosts, the first alone.
COMMANDS = (
    "verifier --format json|couverture --json|lisibilite --format json|construire|rendre rendu|"
    "schemas schemas|exporter tableur tableur.xlsx"
).split("|")
# In the town whose entries these are: the other commands, what changes entries, each page of help.
MORE = (
    "verifier --format github|couverture|lisibilite|bilan 2026|exporter tableur tableur|"
    "importer tableur tableur.xlsx --json|cms|figer --resolution 2030-1|relire --tout|"
    "nouveau action --titre Banc|federer voisine.json|renommer quai grand-quai --json|"
    "renommer quai grand-quai|supprimer plan|supprimer banc --apercu|supprimer banc|"
    "importer tableur tableur --appliquer --oui|verifier --sans-lacune|relire|construire"
).split("|")
MORE += sorted({" ".join(given[: 2 if "tableur" in given else 1]) + " --aide" for given in EVERY})
START = "--nom 'Ville de Val' --adresse https://val.exemple.invalid/ --contact aucun --publier "
UNDRAWN = "parapluie: {images_generees: false}]"
PACKED = (".xlsx", ".gz", ".zip")
# Where what is on one line is cut, to show which part of it differs.
_PIECES = re.compile(r"\n|(?=<)|(?<=[,;{}])|(?<=\. )")
_LONGEST = 160  # signs of a line that is shown
_MOST = 400  # lines that are compared to show a difference


# --- Making ---


def demonstration(folder: Path) -> None:
    for part in ("contenu", "illustrations"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "mkdocs.yml", folder)


def every_kind(folder: Path) -> None:
    write(read_blocks((TESTS / "broken_town.txt").read_text("utf-8"))[0], folder)
    (folder / "mkdocs.yml").write_text(OF_A_HAMLET, "utf-8")


def val(folder: Path) -> None:
    write(read_blocks(test_output.TOWN)[0], folder)
    (folder / "mkdocs.yml").write_text(test_output.SETTINGS, "utf-8")
    (folder / "voisine.json").write_bytes(data_of(folder))


def hostile(folder: Path) -> None:
    settings = hostile_town(folder) / "mkdocs.yml"
    undrawn = settings.read_text("utf-8").replace("parapluie]", UNDRAWN)
    settings.write_text(undrawn, "utf-8")


def at_random(number: int, folder: Path) -> None:
    random_towns.save(random_towns.town(random.Random(number)), folder)


def started(world: dict[str, str], host: str, town: Path) -> None:
    asked = shlex.split(f"demarrer {town.name} {START} {host}")
    said = told(run("-m", "parapluie", *asked, cwd=town.parent, **world), town)
    (town / "dit.txt").write_text(said, "utf-8")


def told(done: subprocess.CompletedProcess[str], town: Path) -> str:
    said = f"code {done.returncode}\n{done.stdout}--- stderr\n{done.stderr}"
    return said.replace(str(town), "…")


def towns(world: dict[str, str]) -> dict[str, Callable[[Path], object]]:
    """Return what writes each town, by name; *world* says whose code starts the new ones."""
    sites = sorted(file.parent for file in (TESTS / "sites").glob("*/mkdocs.yml"))
    in_folders = {"use_directory_urls: false": "use_directory_urls: true"}
    return {
        "demonstration": demonstration,
        **{site.name: partial(copy_site, site, cold=True) for site in sites},
        "ville": partial(copy_site, SMALL, cold=True),
        "ville-en-dossiers": partial(copy_site, SMALL, changes=in_folders, cold=True),
        "hameau": hamlet,
        "quarante": partial(write_town, actions=ACTIONS),
        "hostile": hostile,
        "sortes": every_kind,
        "val": val,
        **{name: partial(started, world, host) for name, host in HOSTS.items()},
        **{f"hasard-{number}": partial(at_random, number) for number in range(AT_RANDOM)},
    }


def commands(name: str) -> list[str]:
    """Return what is run in a town."""
    if name.startswith(("neuve-", "hasard-")):
        return COMMANDS[:1]
    return COMMANDS + MORE if name == "val" else COMMANDS


def make(folder: Path, code: Path, pictures: Path, only: Sequence[str]) -> int:
    """Write towns and what commands make of them; fail where one has no site that should."""
    world = {"PYTHONPATH": str(code / "plugins")}
    found = run("-c", "import parapluie; print(parapluie.__file__)", **world).stdout.strip()
    if not Path(found).is_relative_to(code):
        print(f"Le code de {code} n’est pas celui qui répond : {found}", file=sys.stderr)
        return 2
    pictures.mkdir(parents=True, exist_ok=True)
    folder.mkdir(parents=True)
    without = []
    for name, written in towns(world).items():
        if only and name not in only:
            continue
        start, town, failed = time.monotonic(), folder / name, []
        written(town)
        cache = town / CACHE_FOLDER
        cache.mkdir(parents=True)
        (cache / DRAWN.name).symlink_to(pictures)
        (town / "dit").mkdir()
        for number, command in enumerate(commands(name)):
            asked = ("-m", "parapluie", *shlex.split(command))
            done = run(*asked, cwd=town, day=DAYS.get(name, DAY), **world)
            if done.returncode:
                failed.append(f"{command} ({done.returncode})")
            file = re.sub(r"[^\w.-]+", "-", f"{number:02} {command}")
            (town / "dit" / f"{file}.txt").write_text(told(done, town), "utf-8")
        shutil.rmtree(cache.parent)
        print(f"{name} : {time.monotonic() - start:.0f} s", *failed, sep="\n    ", flush=True)
        if "construire" in commands(name) and not (town / "site").is_dir():
            without.append(name)
    if without:
        print("Sans site : " + ", ".join(without), file=sys.stderr)
    return 1 if without else 0


# --- Comparing ---


def compare(one: Path, other: Path, lines: int) -> int:
    """Print what differs between two folders that `make` wrote; return whether anything does."""
    left, right = set(files(one)), set(files(other))
    count: Counter[str] = Counter()
    for path in sorted(left | right):
        sign, shown = "=", [""]
        if path not in left or path not in right:
            sign = "-" if path in left else "+"
        elif (one / path).read_bytes() != (other / path).read_bytes():
            before, after = (pieces(path, (top / path).read_bytes()) for top in (one, other))
            sign = "≈" if path.endswith(PACKED) and before == after else "≠"
            shown = difference(before, after)[:lines]
        count[sign] += 1
        if sign != "=":
            print(f"{sign} {path}", *(line[:_LONGEST] for line in shown if line), sep="\n    ")
    sites = len({path.partition("/")[0] for path in left | right})
    print(f"{sites} sites, {len(left & right)} fichiers comparés : {count['≠']} diffèrent, "
          f"{count['-']} en moins, {count['+']} en plus; {count['≈']} disent la même chose "
          "en d’autres octets.")  # fmt: skip
    return 1 if count["≠"] + count["-"] + count["+"] else 0


def files(folder: Path) -> Iterator[str]:
    return (f.relative_to(folder).as_posix() for f in folder.rglob("*") if not f.is_dir())


def pieces(path: str, content: bytes) -> list[str]:
    """Return what a file says in pieces short enough to be shown, of a workbook by its cells."""
    if path.endswith(".xlsx"):
        return list(cells(content))
    if path.endswith(".gz"):
        return pieces(path.removesuffix(".gz"), gzip.decompress(content))
    if path.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            names = sorted(held.namelist())
            return [f"{name}: {piece}" for name in names for piece in pieces(name, held.read(name))]
    try:
        return _PIECES.split(content.decode("utf-8"))
    except UnicodeDecodeError:
        return [f"{len(content)} octets, {hashlib.sha256(content).hexdigest()[:12]}"]


def cells(content: bytes) -> Iterator[str]:
    """Yield what a workbook says, and how it shows it."""
    for sheet in openpyxl.load_workbook(io.BytesIO(content), rich_text=True).worksheets:
        name = sheet.title
        yield f"{name}: {sheet.sheet_state}, {sheet.freeze_panes}, {sheet.auto_filter.ref}"
        for key, shape in [*sheet.row_dimensions.items(), *sheet.column_dimensions.items()]:
            yield f"{name}!{key}: {dict(shape)}"
        for rule in sheet.data_validations.dataValidation:
            yield f"{name}!{rule.sqref}: {dict(rule)}, {rule.formula1}"
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            link, note = (
                (cell.hyperlink and cell.hyperlink.target),
                (cell.comment and cell.comment.text),
            )
            look = (
                cell.number_format,
                cell.font.b,
                cell.fill.fgColor.rgb,
                cell.alignment.wrap_text,
            )
            yield f"{name}!{cell.coordinate}: {cell.value!r}, {look}, {link}, {note}"


def difference(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Return a unified difference without its head, from where the first one is."""
    pairs = enumerate(zip(before, after, strict=False))
    first = next((n for n, (a, b) in pairs if a != b), min(len(before), len(after)))
    around = slice(first, first + _MOST)
    return list(difflib.unified_diff(before[around], after[around], n=0, lineterm=""))[3:]


def main() -> int:
    """Make or compare, as asked."""
    parser = argparse.ArgumentParser()
    orders = parser.add_subparsers(dest="order", required=True)
    asked = orders.add_parser("make")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--from", dest="code", type=Path, default=ROOT)
    asked.add_argument("--pictures", type=Path, default=DRAWN)
    asked.add_argument("--only", nargs="+", default=[], choices=towns({}), metavar="TOWN")
    asked = orders.add_parser("compare")
    asked.add_argument("folders", type=Path, nargs=2)
    asked.add_argument("--lines", type=int, default=6)
    given = parser.parse_args()
    if given.order == "make":
        if given.folder.exists():
            parser.error(f"{given.folder} existe déjà")
        return make(
            *(path.resolve() for path in (given.folder, given.code, given.pictures)),
            only=given.only,
        )
    if absent := [str(top) for top in given.folders if not any(top.glob("*/site"))]:
        parser.error(f"rien à comparer dans {', '.join(absent)}")
    return compare(*given.folders, given.lines)


if __name__ == "__main__":
    sys.exit(main())

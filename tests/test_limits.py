"""No input takes long or much: each hostile one is tried in a process of its own, and measured.

The limits of the promise are 5 s and 800 MiB; processor time counts, since a busy machine is slow.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rounds import VARIABLE, rounds
from site_tools import DAY, ROOT, environment

sys.path.append(str(ROOT / "tests" / "benchmarks"))

from corpus import corpus, write_ours

SECONDS, MEBIBYTES = 5.0, 800
# Reads a content as the command does, and writes pages where nothing stops it.
READER = """
import json, resource, sys, time
from pathlib import Path
from parapluie.build.making import build
from parapluie.source.options import Options
from parapluie.source.content_files import Roots
start = time.process_time()
root = Path(sys.argv[1])
site = build(Roots(root / "contenu", root / "illustrations"), Options())
first, second = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({
    "seconds": time.process_time() - start + second.ru_utime + second.ru_stime,
    "mebibytes": (first.ru_maxrss + second.ru_maxrss) / 1024,
    "codes": sorted({problem.code for problem in site.problems}),
}))
"""
HEADER = "---\ntitre: A\nen_bref: B.\n---\n"
MEGABYTE = (1 << 20) - 200
LONGEST = (1 << 17) - 200


def filled(piece: str) -> str:
    return (piece * (MEGABYTE // len(piece) + 1))[:MEGABYTE]


def text(piece: str) -> str:
    """Return an entry whose text repeats *piece* up to a megabyte."""
    return HEADER + filled(piece)


def header(piece: str) -> str:
    """Return an entry whose header is as long as it may be."""
    return f"---\ntitre: A\nen_bref: B.\n{filled(piece)[:LONGEST]}\n---\n"


INPUTS: dict[str, str] = {
    "words": text("Des mots, des phrases. "),
    "paragraphs": text("Un paragraphe de quelques mots.\n\n"),
    "short lines": text("a\n"),
    "blank lines": text("\n"),
    "spaces": text(" "),
    "one long word": text("a"),
    "footnote openers": text("[^"),
    "footnote openers in paragraphs": text("[^ [^ [^\n\n"),
    "brackets": text("["),
    "pairs of brackets": text("[a]"),
    "nested brackets": text("[[[[]]]]"),
    "wiki links": text("[[a]] "),
    "links": text("[a](b.md) "),
    "images": text("![a](b.png) "),
    "passages": text("[a]{b} "),
    "empty passages": text("[a]{}"),
    "braces": text("{"),
    "attribute lists": text("a{: .b }\n\n"),
    "openers of tags": text("<a "),
    "tags": text("<b>a</b> "),
    "nested tags": text("<b>"),
    "nested quotes": text("> " * 200 + "a\n"),
    "nested lists": text("".join("  " * n + "- a\n" for n in range(60))),
    "a wide table": HEADER + "|".join("a" * 9000) + "\n" + "|".join("-" * 9000) + "\n",
    "a long table": HEADER + "a|b|c\n-|-|-\n" + "d|e|f\n" * 100_000,
    "a table as large as may be": HEADER
    + "a|b|c|d|e|f\n-|-|-|-|-|-\n"
    + "*g*||||||\n" * 4_990
    + "&amp;",
    "emphasis": text("*a _b "),
    "stars": text("*"),
    "underscores": text("_a"),
    "backticks": text("`"),
    "backticks apart": text("` a "),
    "fences": text("```\n"),
    "headings": text("# a\n"),
    "underlines": text("a\n=\n"),
    "references": text("[a]: b\n"),
    "uses of references": HEADER + "[a]: b\n\n" + "[a][a] " * 100_000,
    "entities": text("&amp;&#60;"),
    "backslashes": text("\\"),
    "comments": text("<!-- a -->"),
    "openers of comments": text("<!--"),
    "addresses": text("https://a.invalid "),
    "apostrophes": text("l'a'b'"),
    "guillemets": text("« a » : "),
    "acronyms": text("MRC (municipalité régionale de comté) "),
    "adopted wordings": text("## Texte adopté\na\n## B\n"),
    "combining marks": text("e\u0301"),
    "header: keys": header("".join(f"k{n}: a\n" for n in range(20_000))),
    "header: one key": header("avis: a\n"),
    "header: brackets": f"---\ntitre: A\navis: {'[' * 120_000}\n---\n",
    "header: dashes": f"---\ntitre: A\navis:\n  {'- ' * 60_000}a\n---\n",
    "header: braces": f"---\ntitre: A\navis: {'{a: ' * 30_000}\n---\n",
    "header: a long value": f"---\ntitre: A\nen_bref: {'a' * 130_000}\n---\n",
    "header: a long title": f"---\ntitre: {'mot ' * 30_000}\n---\n",
    "header: many values": f"---\ntitre: A\naussi_nomme: [{'a, ' * 40_000}]\n---\n",
    "header: many sources": "---\ntitre: A\nsources:\n" + "  - titre: a\n" * 10_000 + "---\n",
    "header: many wrong values": "---\ntitre: A\nprincipes:\n" + "  - [a]\n" * 15_000 + "---\n",
    "header: many dead links": "---\ntitre: A\nprincipes: ["
    + ", ".join(f"inconnu-{n}" for n in range(8_000))
    + "]\n---\n",
    "header: quotes": f"---\ntitre: A\navis: {chr(34) * 130_000}\n---\n",
    "header: unclosed": f"---\ntitre: {'a' * 1_000_000}",
    "header: aliases": f"---\ntitre: &a A\nb: [{'*a, ' * 30_000}]\n---\n",
    "header: too long": f"---\ntitre: A\nen_bref: {'a' * 1_000_000}\n---\n",
    "too large": HEADER + "a" * (2 << 20),
}


def measured(folder: Path) -> tuple[float, float, list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", READER, str(folder)],
        env=environment(DAY),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    return found["seconds"], found["mebibytes"], found["codes"]


# In every change, those that once were, or could most easily become, slow.
ALWAYS = (
    "words",
    "footnote openers",
    "wiki links",
    "a wide table",
    "header: brackets",
    "header: many dead links",
    "too large",
)


@pytest.mark.parametrize("name", INPUTS if VARIABLE in os.environ else ALWAYS)
def test_no_entry_takes_long_or_much(name: str, tmp_path: Path) -> None:
    file = tmp_path / "contenu" / "actions" / "a.md"
    file.parent.mkdir(parents=True)
    file.write_text(INPUTS[name], "utf-8")
    seconds, mebibytes, codes = measured(tmp_path)
    assert codes
    assert (seconds < SECONDS, mebibytes < MEBIBYTES) == (True, True), (seconds, mebibytes)


def chain(size: int) -> dict[str, str]:
    entries = {
        f"actions/a{n}.md": f"---\ntitre: A{n}\nfait_partie_de: a{n + 1}\n---\n"
        for n in range(size - 1)
    }
    return {**entries, f"actions/a{size - 1}.md": "---\ntitre: Z\nprincipes: p\n---\n"}


def ring(size: int) -> dict[str, str]:
    return {
        f"actions/a{n}.md": f"---\ntitre: A{n}\nfait_partie_de: [a{(n + 1) % size}, a0]\n---\n"
        for n in range(size)
    }


TOWNS: dict[str, Callable[[int], dict[str, str]]] = {"a chain": chain, "a ring": ring}


@pytest.mark.parametrize("name", TOWNS)
def test_no_shape_of_links_takes_long_or_much(name: str, tmp_path: Path) -> None:
    principle = {"principes/p.md": "---\ntitre: P\n---\n"}
    size = rounds(1000, 5000)
    for path, page in {**TOWNS[name](size), **principle}.items():
        file = tmp_path / "contenu" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page, "utf-8")
    seconds, mebibytes, codes = measured(tmp_path)
    assert {"P301", "P330"} & set(codes)
    assert (seconds < SECONDS + size / 500, mebibytes < MEBIBYTES) == (True, True), (
        seconds,
        mebibytes,
    )


# --- Large towns, and long previews ---

CONFIGURATION = """\
site_name: Nos politiques
docs_dir: contenu
use_directory_urls: false
theme: {{name: material, language: fr, font: false, features: [navigation.indexes]}}
plugins:
  - parapluie: {{images_generees: {pictures}}}
"""
# The command, which waits, runs an engine, of two processes: what they share counts once.
WITH_LIMITS = """
import os, sys, threading, time
from parapluie.cli import main

def held(process):
    "Return the kilobytes of a process and of those that it started."
    kilobytes = 0
    try:
        with open(f"/proc/{process}/smaps_rollup") as file:
            kilobytes = sum(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        with open(f"/proc/{process}/task/{process}/children") as file:
            kilobytes += sum(map(held, file.read().split()))
    except OSError:
        pass  # it has just ended
    return kilobytes

def watch():
    global most
    while True:
        most = max(most, held(os.getpid()))
        time.sleep(0.2)

most = 0
threading.Thread(target=watch, daemon=True).start()
sys.argv[1:] = ["construire"]
start = time.monotonic()
try:
    main()
finally:
    print("USED", time.monotonic() - start, most / 1024)
"""


def large_town(folder: Path, entries: int, pictures: int) -> Path:
    """Write a town with photographs, each the illustration of an action."""
    from PIL import Image

    write_ours(corpus(entries), folder)
    (folder / "mkdocs.yml").write_text(CONFIGURATION.format(pictures="false"), "utf-8")
    (folder / "illustrations").mkdir()
    chance = random.Random(4)
    rows = []
    actions = sorted((folder / "contenu" / "actions").rglob("*.md"))
    for number, file in zip(range(pictures), actions, strict=False):
        colours = tuple(chance.randrange(256) for _ in range(3))
        noise = Image.effect_noise((1600, 1000), 60).convert("RGB")
        image = Image.blend(noise, Image.new("RGB", noise.size, colours), 0.5)
        image.save(folder / "illustrations" / f"p{number}.jpg", quality=80)
        rows.append(
            f"p{number}:\n  fichier: p{number}.jpg\n  alt: Une rue sous la neige, numéro {number}\n"
            "  credit: La Ville\n"
        )
        text = file.read_text("utf-8")
        file.write_text(text.replace("titre:", f"illustration: p{number}\ntitre:", 1), "utf-8")
    (folder / "illustrations" / "illustrations.yml").write_text("".join(rows), "utf-8")
    return folder


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="reads Linux's memory")
def test_a_large_town_is_built_within_its_time_and_its_memory(tmp_path: Path) -> None:
    folder = large_town(tmp_path, rounds(60, 10_000), rounds(2, 500))
    done = subprocess.run(
        [sys.executable, "-c", WITH_LIMITS],
        cwd=folder,
        env=environment(DAY),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("USED"))
    seconds, mebibytes = map(float, line.split()[1:])
    assert (folder / "site" / "index.html").is_file(), done.stdout + done.stderr
    print(f"{seconds:.0f} s, {mebibytes:.0f} MiB")  # for `pytest -rP`
    assert mebibytes > 20  # it was looked at
    assert (seconds < 300, mebibytes < 1024) == (True, True), (seconds, mebibytes)


# Builds again and again in one process, as a preview does, and prints the memory after each.
PREVIEW = """
import gc, sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
for number in range(int(sys.argv[1])):
    config = load_config("mkdocs.yml")
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1:8000/", dirty=False)
    gc.collect()
    with open("/proc/self/statm") as file:
        print("PAGES", file.read().split()[1], flush=True)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads the memory of Linux")
def test_a_long_preview_does_not_grow(tmp_path: Path) -> None:
    folder = large_town(tmp_path, rounds(60, 300), 1)
    times = rounds(6, 24)
    done = subprocess.run(
        [sys.executable, "-c", PREVIEW, str(times)],
        cwd=folder,
        env=environment(DAY),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    pages = [int(line.split()[1]) for line in done.stdout.splitlines() if "PAGES" in line]
    assert len(pages) == times, done.stderr
    print(f"{100 * (pages[-1] / pages[3] - 1):+.1f} % in {times - 4} builds")  # for `pytest -rP`
    # The first builds fill what is kept between builds.
    assert pages[-1] < 1.1 * pages[3], pages

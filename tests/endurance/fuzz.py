"""Fuzz what reads what others wrote. Stops at the first crash, or input that takes over 10 s.

    python tests/endurance/fuzz.py front-matter|liens|dessins|images|chiffrier [--secondes 600]

Atheris follows the branches of our modules; inputs that open new ones are kept in
`.cache/endurance/corpus/`, which begins with what the case files hold. An input that crashes is
left in `.cache/endurance/`, to become a case file.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parapluie.source.content_files import Roots
    from parapluie.source.options import Options

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
WORK = ROOT / ".cache" / "endurance"
SLOWEST = 10.0  # seconds
HEAVIEST = 2048  # MiB, of which atheris takes a part
SMALL_TOWN = """\
=== actions/etrange.md
---
titre: "L’étrange : « = »"
en_bref: Une phrase.
statut: en-cours
periode: 2020/..
groupes: [aines]
aussi_nomme: ["=2+2", "a | b; c [d]"]
etapes:
  - {quand: 2021, titre: "Un | deux"}
verifie_le: 2026-10
---
=== groupes/aines.md
---
titre: Personnes aînées
---
"""
sys.path.append(str(TESTS))


def front_matter() -> Callable[[bytes], None]:
    """Read an entry: header, text, links, markup."""
    from case_files import roots_in
    from parapluie.build.verdict import verify
    from parapluie.source.options import Options

    folder = WORK / "contenu-au-hasard"
    roots = roots_in(folder)
    file = roots.content / "actions" / "a.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    options = Options()

    def one(data: bytes) -> None:
        file.write_bytes(data)
        verify(roots, options)

    return one


def links() -> Callable[[bytes], None]:
    """Find the links, passages and markup of a text; print it as pages do."""
    from parapluie.site import prose
    from parapluie.source import entry_text, markup

    def one(data: bytes) -> None:
        written = data.decode("utf-8", "replace")
        if markup.tangle(written) is not None:
            return
        markup.refusals(written)
        body, _ = entry_text.adopted_section(written)
        entry_text.inline(body, "a.md", 1)
        entry_text.passages(body, "a.md", 1)
        prose.typeset(body)
        prose.lowered(body, 1)
        prose.inert(body[:1000])

    return one


def drawings() -> Callable[[bytes], None]:
    """Judge a drawing."""
    from parapluie.pictures import drawings as gate

    def one(data: bytes) -> None:
        try:
            passed = gate._passed(data)
        except gate._Refused:
            return
        # What is written anew is a drawing that passes too.
        gate._passed(passed.copy.content())

    return one


def images() -> Callable[[bytes], None]:
    """Judge a picture by its head, then make it light if it passes."""
    from parapluie.model import Illustration, Place
    from parapluie.pictures.originals import UNREADABLE, Original, quietly, refusal
    from parapluie.pictures.variants import derive

    file = WORK / "image-au-hasard"
    nothing = Illustration(
        "a", file.name, "", "", "", "", "", (50.0, 50.0), decorative=False, place=Place("a.yml")
    )
    original = Original(nothing, file)

    def one(data: bytes) -> None:
        file.write_bytes(data)
        with quietly():
            if refusal(original) is None:
                with suppress(UNREADABLE):
                    derive(data, (50.0, 50.0), avif=False)

    return one


def spreadsheets() -> Callable[[bytes], None]:
    """Read a workbook or a table of text, then compare it with the content that it came from."""
    from parapluie.desk.spreadsheets.foreign import guess
    from parapluie.desk.spreadsheets.imported import compare, is_exported
    from parapluie.desk.spreadsheets.workbook_reader import read_workbook

    members = list(_members())
    roots, options = _small_town()
    table = WORK / "tableau-au-hasard.csv"

    def one(data: bytes) -> None:
        # Bytes at random are no archive: all but the first are a member of a real one.
        number, content = data[0] if data else 0, data[1:]
        if number < len(members):
            changed = [(name, content if i == number else old) for i, (name, old) in members]
            book = read_workbook(_archive(changed))
        elif number == ord("P"):
            book = read_workbook(data)
        else:
            table.write_bytes(content)
            book = read_workbook(table)
        if is_exported(book):
            compare(book, roots, options)
        elif book.sheets:
            guess(book, roots, options)

    return one


def _members() -> Iterator[tuple[int, tuple[str, bytes]]]:
    """Yield the members of a workbook as staff get it, numbered."""
    import io
    import zipfile

    from parapluie.build.understanding import understand
    from parapluie.desk.spreadsheets.exported import workbook
    from parapluie.desk.spreadsheets.rows import Files, tables

    roots, options = _small_town()
    content, graph, _ = understand(roots, options)
    made = workbook(tables(content, graph, options, Files(roots)), content, graph)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        yield from enumerate((name, archive.read(name)) for name in sorted(archive.namelist()))


def _small_town() -> "tuple[Roots, Options]":
    """Write a town of few entries, which takes little time to read."""
    from case_files import read_blocks, write
    from parapluie.source.options import Options

    return write(read_blocks(SMALL_TOWN)[0], WORK / "ville-au-hasard"), Options()


def _archive(members: Iterable[tuple[str, bytes]]) -> bytes:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


# By name: what is fuzzed, the modules followed, the largest input.
TARGETS: dict[str, tuple[Callable[[], Callable[[bytes], None]], tuple[str, ...], int]] = {
    "front-matter": (front_matter, ("parapluie", "yaml", "markdown"), 4_000),
    "liens": (links, ("parapluie", "markdown"), 4_000),
    "dessins": (drawings, ("parapluie",), 8_000),
    "images": (images, ("parapluie", "PIL"), 16_000),
    "chiffrier": (spreadsheets, ("parapluie", "openpyxl"), 16_000),
}


def seeds(name: str) -> Iterator[bytes]:
    """Yield what to begin with: the case files, pictures and an export of the test sites."""
    from case_files import CASES, read_case

    if name in ("front-matter", "liens"):
        for path in sorted(CASES.glob("*.txt")):
            for file in read_case(path).files.values():
                if len(file.content) < 4_000:
                    yield file.content
    suffixes = {"dessins": (".svg",), "images": (".jpg", ".png")}.get(name, ())
    for path in sorted((TESTS / "sites").rglob("*")):
        if path.suffix in suffixes and path.stat().st_size < 16_000:
            yield path.read_bytes()
    if name == "images":
        yield from _small_pictures()
    if name == "chiffrier":
        for number, (_, content) in _members():
            yield bytes([number]) + content[:15_000]
        yield b'\xfftitre;statut;groupes\r\n"Un; deux";en cours;a\nTrois;=2+2;\n'
        yield _archive([("xl/workbook.xml", b"<workbook/>")])


def _small_pictures() -> Iterator[bytes]:
    """Yield a picture of a few pixels in each format."""
    import io

    from PIL import Image

    for kind in ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF"):
        for mode in ("RGB", "L", "P"):
            out = io.BytesIO()
            try:
                Image.new(mode, (9, 7), 1).save(out, kind)
            except (OSError, ValueError, KeyError):
                continue
            yield out.getvalue()


def main() -> None:
    """Fuzz one target."""
    parser = argparse.ArgumentParser()
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--secondes", type=int, default=600)
    asked = parser.parse_args()
    import atheris

    make, modules, largest = TARGETS[asked.target]
    corpus = WORK / "corpus" / asked.target
    corpus.mkdir(parents=True, exist_ok=True)
    # First of all: what is imported before is not followed.
    with atheris.instrument_imports(include=list(modules)):
        one = make()
    for number, seed in enumerate(seeds(asked.target)):
        (corpus / f"graine-{number:03}").write_bytes(seed)

    slowest = 0.0

    def timed(data: bytes) -> None:
        nonlocal slowest
        start = time.process_time()
        one(data)
        # A busy machine is slow, not wrong: what this process took is what counts.
        taken = time.process_time() - start
        if taken > SLOWEST:
            raise TimeoutError(f"{SLOWEST:.0f} s")
        if taken > max(0.1, 1.2 * slowest):
            slowest = taken
            print(f"la plus lente des entrées, jusqu’ici : {taken:.1f} s", flush=True)

    os.chdir(WORK)
    atheris.Setup(
        [
            sys.argv[0],
            str(corpus),
            f"-max_total_time={asked.secondes}",
            f"-max_len={largest}",
            f"-rss_limit_mb={HEAVIEST}",
            "-timeout=120",
            f"-artifact_prefix={asked.target}-",
            "-print_final_stats=1",
            "-verbosity=0",
        ],
        timed,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()

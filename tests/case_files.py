"""Case files: small contents that an author could write, and every problem that they have.

A file opens with a sentence that says what it shows. Then come blocks, each under the path of the
file it holds, then the whole list of problems expected, empty where there is none:

    === politiques/eau.md
    ---
    titre: Eau partagée
    ---
    !!! expected
    contenu/politiques/eau.md:2: P306 …

A path stands under the content folder, unless it begins with `illustrations/`, or with `gabarits/`
for the town's own templates; `mkdocs.yml` holds the plugin's options or, where it names the site,
all of the configuration; `SOURCE_DATE_EPOCH` holds that variable; `contenu` or `illustrations`
alone may be a link. A directive may follow a path: `[latin-1]`, `[crlf]`, `[bom]`,
`[no-final-newline]`, `[size BYTES]`, `[escaped]` (where `\\x07` stands for that byte, `\\u202e`
for that sign), `[symlink TARGET]`, `[fifo]` or `[bytes HEX]`, which adds these bytes to the name.
An expected line may give the column too: `file:line:column: CODE …`.
"""

import codecs
import os
import re
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml
from parapluie.build.verdict import verify
from parapluie.problems import Problem, judged
from parapluie.site.security_policy import in_page, stopped
from parapluie.source.content_files import Roots
from parapluie.source.options import BUILD_DAY as BUILD_DAY_VARIABLE
from parapluie.source.options import Options, build_day, read_options
from parapluie.source.settings import read_settings

CASES = Path(__file__).parent / "cases"
BUILD_DAY = date(2026, 11, 23)
OPTIONS_FILE = "mkdocs.yml"
TEMPLATES = "gabarits"
_BLOCK = re.compile(r"=== (?P<path>\S+)(?P<directives>(?: \[[^\]]+\])*)")
_WITH_COLUMN = re.compile(r"[^:]+:\d+:\d+: ")


@dataclass(frozen=True, slots=True)
class File:
    """A file of a case, or a link where it has a target."""

    content: bytes
    link_to: str = ""
    is_fifo: bool = False
    name_bytes: bytes = b""


@dataclass(frozen=True, slots=True)
class Case:
    """A case file, read."""

    description: str
    files: dict[str, File]
    options: dict[str, Any]
    expected: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


def read_case(path: Path) -> Case:
    """Return the case that the file at *path* holds."""
    head, _, expected = path.read_text(encoding="utf-8").rpartition("!!! expected\n")
    description, _, blocks = head.partition("\n=== ")
    files, options = read_blocks(f"=== {blocks}" if blocks else "")
    day = files.pop(BUILD_DAY_VARIABLE, None)
    environment = {BUILD_DAY_VARIABLE: day.content.decode().removesuffix("\n")} if day else {}
    return Case(description.strip(), files, options, tuple(expected.splitlines()), environment)


def read_blocks(text: str) -> tuple[dict[str, File], dict[str, Any]]:
    """Return the files that *text* holds, by path, and the options of the plugin."""
    files = {}
    for block in re.split(r"^(?==== )", text, flags=re.MULTILINE)[1:]:
        line, _, content = block.partition("\n")
        match = _BLOCK.fullmatch(line)
        assert match is not None, line
        directives = re.findall(r"\[([^\]]+)\]", match["directives"])
        files[match["path"]] = _file(content, directives)
    options = files.pop(OPTIONS_FILE, File(b""))
    return files, yaml.safe_load(options.content) or {}


def _file(text: str, directives: list[str]) -> File:
    encoding, bom, target = "utf-8", b"", ""
    is_fifo, name_bytes = False, b""
    for directive in directives:
        name, _, argument = directive.partition(" ")
        if name == "latin-1":
            encoding = "latin-1"
        elif name == "crlf":
            text = text.replace("\n", "\r\n")
        elif name == "bom":
            bom = codecs.BOM_UTF8
        elif name == "no-final-newline":
            text = text.removesuffix("\n")
        elif name == "escaped":
            code = r"\\x([0-9a-f]{2})|\\u([0-9a-f]{4})"
            text = re.sub(code, lambda found: chr(int(found[1] or found[2], 16)), text)
        elif name == "size":
            text = text.ljust(int(argument))
        elif name == "symlink":
            target = argument
        elif name == "fifo":
            is_fifo = True
        elif name == "bytes":
            name_bytes = bytes.fromhex(argument)
        else:
            raise ValueError(directive)
    return File(bom + text.encode(encoding), target, is_fifo, name_bytes)


def roots_in(folder: Path) -> Roots:
    """Return the roots of a content written in *folder*."""
    return Roots(folder / "contenu", folder / "illustrations", base=folder)


def write(files: dict[str, File], folder: Path) -> Roots:
    """Write the files of a case and return where they are."""
    roots = roots_in(folder)
    for name, file in files.items():
        is_apart = name == "contenu" or name.partition("/")[0] in ("illustrations", TEMPLATES)
        path = folder / name if is_apart else roots.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if file.link_to:
            path.symlink_to(file.link_to)
        elif file.is_fifo:
            os.mkfifo(path)
        elif file.name_bytes:
            Path(os.fsdecode(os.fsencode(path) + file.name_bytes)).write_bytes(file.content)
        else:
            path.write_bytes(file.content)
    return roots


def read_test_options(written: dict[str, Any]) -> tuple[Options, list[Problem]]:
    """Return the options that *written* states, on the day of the tests."""
    return read_options(written, site_name="Essai", today=BUILD_DAY, directory_urls=False)


def problems_of(case: Case, folder: Path) -> list[Problem]:
    """Return every problem of a case written in *folder*, those of its options first."""
    written, settings = case.options, []
    if "site_name" in written:
        (folder / OPTIONS_FILE).write_text(yaml.safe_dump(written, sort_keys=False), "utf-8")
        read, problems = read_settings(folder / OPTIONS_FILE)
        settings = [replace(p, place=p.place._replace(file=OPTIONS_FILE)) for p in problems]
        written = dict(read.plugin_options or {}) if read else {}
    options, wrong = read_test_options(written)
    found, _ = verify(write(case.files, folder), options)
    theme = {"custom_dir": TEMPLATES} if (folder / TEMPLATES).is_dir() else {}
    halted = stopped(in_page(), {}, theme, folder, OPTIONS_FILE)
    day = build_day(case.environment)[1]
    return [*judged([*settings, *day, *wrong, *halted], options.severities), *found]


def shown(problems: list[Problem], expected: tuple[str, ...]) -> list[str]:
    """Return each problem as a line, with its column where the line expected there has one."""
    return [
        str(with_column(problem)) if _WITH_COLUMN.match(line) else str(problem)
        for problem, line in zip_longest(problems, expected, fillvalue="")
        if isinstance(problem, Problem)
    ]


def with_column(problem: Problem) -> str:
    """Return the line of a problem with its column."""
    place = problem.place
    return f"{place.file}:{place.line}:{place.column}: {problem.code} {problem.message}"

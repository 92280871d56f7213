"""The guide: its examples are read, its commands run, and it leaves nothing out."""

import re
import shlex
from dataclasses import fields
from pathlib import Path

import pytest
import yaml
from command_tools import command
from parapluie.cli.frame import COMMANDS
from parapluie.pages.guide import example
from parapluie.source.option_schema import (
    FIELDS,
    KindWord,
    Word,
    Written,
    WrittenPalette,
    WrittenReadability,
)
from parapluie.source.options import read_options
from parapluie.source.validators import validate
from parapluie.source.yaml_nodes import read_yaml
from parapluie.vocabulary import guide_words as words
from parapluie.vocabulary.fields import Field, FieldType
from parapluie.vocabulary.file_fields import FRAMEWORK_FIELDS
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.kinds.common import COMMON
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.kinds.term import TERM
from site_tools import DAY, ROOT, core_site

# Commands that go on until someone stops them, or need what a new town has not: a browser, a
# neighbour, an entry that nothing names, a decision, a year; each has tests of its own.
APART = frozenset("servir imprimer federer supprimer figer bilan dossier diapos".split())
# Programs of others that the guide names.
OTHERS = frozenset("cd npm".split())
KEYS = [
    pytest.param(kind, item, id=f"{kind.key}.{item.key}")
    for kind in KINDS
    if kind.folder
    for item in kind.fields
]


@pytest.fixture(scope="module")
def guide() -> dict[str, str]:
    files = core_site(ROOT).files
    return {
        file.path.removeprefix("guide/").removesuffix(".md"): str(file.content)
        for file in files
        if file.path.startswith("guide/")
    }


# --- Examples ---


@pytest.mark.parametrize(("kind", "item"), KEYS)
def test_the_example_of_a_key_is_one_that_the_reader_takes(kind: Kind, item: Field) -> None:
    text = example(item, None if item in COMMON else kind)
    assert text.startswith(f"{item.key}:")
    document, problems = read_yaml(text, "")
    assert problems == []
    assert document is not None
    values, problems = validate(kind.fields, document, "")
    assert [problem.message for problem in problems if problem.code != "P204"] == []
    assert [problem for problem in problems if problem.code == "P204"] or values[item.key]


def test_an_example_of_records_shows_every_key_of_one() -> None:
    for kind in KINDS:
        for item in kind.fields:
            if item.type is FieldType.RECORD and kind.folder:
                text = example(item, None if item in COMMON else kind)
                required = [inner.key for inner in item.fields if inner.required]
                assert [key for key in required if f"{key}:" not in text] == []


def test_no_example_is_of_a_key_that_is_gone() -> None:
    keys = {item.key for kind in KINDS for item in kind.fields}
    own = {f"{kind.key}.{item.key}" for kind in KINDS for item in kind.fields}
    assert set(words.EXAMPLES) <= keys | own


@pytest.mark.parametrize("name", words.OPTIONS)
def test_the_example_of_an_option_is_one_that_the_plugin_takes(name: str) -> None:
    written = yaml.safe_load(words.OPTIONS[name][1])
    assert next(iter(written)) == name
    _, problems = read_options(written, site_name="", today=DAY, directory_urls=False)
    assert problems == []


def test_every_option_is_explained_and_every_part_of_one_shown() -> None:
    # What a town adds to kinds is read apart.
    assert set(words.OPTIONS) == {FIELDS, *(item.name for item in fields(Written))}
    parts: dict[str, tuple[type, ...]] = {
        "vocabulaire": (KindWord, Word),
        "palette": (WrittenPalette,),
        "lisibilite": (WrittenReadability,),
    }
    for name, models in parts.items():
        for model in models:
            names = [item.name for item in fields(model)]
            shown = [part for part in names if f"{part}:" in words.OPTIONS[name][1]]
            assert shown == names, name


@pytest.mark.parametrize("file", [file for file, _, _ in words.FILES])
def test_the_example_of_a_file_is_read(file: str, tmp_path: Path) -> None:
    text = next(code for name, _, code in words.FILES if name == file)
    document, problems = read_yaml(text, "")
    assert problems == []
    assert document is not None
    if file == "glossaire.yml":
        assert validate(TERM.fields, document.child("mada"), "")[1] == []
    if file.startswith("referentiels/"):
        assert validate(FRAMEWORK_FIELDS, document, "")[1] == []


# --- Nothing left out ---


def test_every_key_of_every_kind_stands_in_its_page(guide: dict[str, str]) -> None:
    page = guide["cles"]
    for kind in KINDS:
        for item in kind.fields:
            if kind.folder:
                assert f"<code>{item.key}</code></h3>" in page
                for inner in item.fields:
                    assert f"<code>{inner.key}</code>" in page


def test_the_index_leads_to_every_page_of_the_guide(guide: dict[str, str]) -> None:
    listed = {name for name, _, _ in words.PAGES}
    assert set(guide) - {"index", "lisibilite"} == listed
    assert all(f'href="../guide/{name}.html"' in guide["index"] for name in listed)


def shown(guide: dict[str, str]) -> list[str]:
    """Return every command line that the guide shows, the first hour's first."""
    order = ["premiere-heure", *sorted(set(guide) - {"premiere-heure"})]
    fences = [
        fence
        for name in order
        for fence in re.findall(r"^```sh\n(.*?)^```$", guide[name], re.MULTILINE | re.DOTALL)
    ]
    return list(dict.fromkeys(line for fence in fences for line in fence.splitlines()))


def test_every_command_stands_in_the_guide(guide: dict[str, str]) -> None:
    lines = shown(guide)
    named = {shlex.split(line)[1] for line in lines if line.startswith("parapluie ")}
    assert set(COMMANDS) == named
    rest = {shlex.split(line)[0] for line in lines if not line.startswith("parapluie ")}
    assert rest <= OTHERS


def test_the_commands_of_the_guide_do_what_they_say(guide: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path
    run = []
    for line in shown(guide):
        name, *arguments = shlex.split(line)
        if name == "cd":
            folder = folder / arguments[0]
        elif name == "parapluie" and arguments[0] not in APART:
            done = command(*arguments, cwd=folder)
            assert (done.code, "Traceback" in done.err) == (0, False), (line, done.out, done.err)
            run.append(arguments[0])
            # As the guide asks after « nouveau ».
            for file in (folder / "contenu").rglob("*.md"):
                text = file.read_text("utf-8")
                file.write_text(text.replace("en_bref:\n", "en_bref: Une phrase.\n"), "utf-8")
    assert {"demarrer", "nouveau", "verifier", "construire", "couverture"} <= set(run)

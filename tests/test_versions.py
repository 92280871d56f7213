"""What changed between two adoptions, in the exact words of changes.txt, and states kept."""

import json
import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from case_files import read_blocks, write
from conftest import Town
from parapluie.meaning.versions import Change, compare, snapshot
from parapluie.model import Place
from parapluie.source.snapshots import read, written
from site_tools import parapluie

DATA = Path(__file__).with_name("changes.txt")
DAY = date(2026, 1, 15)


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    edits: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]

    def __str__(self) -> str:
        return self.name


def content_and_cases() -> tuple[str, list[Case]]:
    content, *sections = re.split(r"^@@ ", DATA.read_text("utf-8"), flags=re.MULTILINE)
    cases = []
    for section in sections:
        name, *lines = filter(None, section.split("\n"))
        edits = [line.partition(" =>") for line in lines if " =>" in line]
        said = tuple(line for line in lines if " =>" not in line)
        wanted = tuple(
            (old.replace("\\n", "\n"), new.removeprefix(" ").replace("\\n", "\n"))
            for old, _, new in edits
        )
        cases.append(Case(name, wanted, said))
    return content[content.index("=== ") :], cases


CONTENT, CASES = content_and_cases()


def shown(change: Change) -> str:
    text = "".join(p if isinstance(p, str) else f"*{p.title}*" for p in change.sentence)
    marks = {"": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    if change.pieces:
        text += " " + " ".join(marks[piece.sign].format(piece.text) for piece in change.pieces)
    return (f"{text} → {change.touched}" if change.touched else text).replace("\u00a0", " ")


def test_there_are_twenty_cases_at_least() -> None:
    assert len(CASES) >= 20


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_change_is_told_in_these_words(case: Case, town: Town, tmp_path: Path) -> None:
    after = CONTENT
    for old, new in case.edits:
        assert old in after, old
        after = after.replace(old, new)
    before = snapshot(town(CONTENT), DAY)
    shutil.rmtree(tmp_path / "contenu")
    changes = compare(before, snapshot(town(after), DAY))
    assert [shown(change) for change in changes] == list(case.sentences)


def test_a_kept_state_reads_back_as_it_was(town: Town) -> None:
    kept = snapshot(town(CONTENT), DAY, "2026-12", "Adoption", "decision:adoption")
    text = written(kept)
    again = read(text, Place(""))
    assert again == kept
    assert written(again) == text
    assert compare(kept, again) == []
    assert json.loads(text)["entrees"]["action:parc"]["nom"][0] == "projet"


ARGUED = CONTENT.replace(
    "principes: [equite]\ngroupes",
    "principes: [{vers: equite, parce_que: Selon l’âge de chacun.}]\ngroupes",
)


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (ARGUED.replace("l’âge", "le cœur"), "dit autrement pourquoi elle applique le principe"),
        (CONTENT, "ne dit plus pourquoi elle applique le principe"),
        (ARGUED.replace("Selon", "selon"), ""),
        (ARGUED.replace("equite, parce", "ecoute, parce"), "n’applique plus le principe"),
    ],
)
def test_a_reason_that_changes_is_told_once(
    after: str, words: str, town: Town, tmp_path: Path
) -> None:
    before = snapshot(town(ARGUED), DAY)
    again = read(written(before), Place(""))
    assert again == before
    shutil.rmtree(tmp_path / "contenu")
    after_it = snapshot(town(after), DAY)
    said = [shown(change) for change in compare(again, after_it)]
    assert len(said) == bool(words)
    assert words in "".join(said)
    # What was kept before links could say why is not told to have been silent.
    old = json.loads(written(before)) | {"format": 1}
    del old["entrees"]["politique:familles"]["raisons"]
    first = read(json.dumps(old), Place(""))
    assert not [one for one in compare(first, after_it) if "pourquoi" in shown(one)]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", '{"format": 3}', "[" * 9999],
)
def test_what_is_no_state_is_told_apart(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever json says
        read(text, Place(""))


def test_the_command_keeps_a_state_that_nothing_rewrites(tmp_path: Path) -> None:
    decision = "=== decisions/oui.md\n---\ntitre: Oui\nnumero: 2024-123\nquand: 2024-05-06\n---\n"
    files, _ = read_blocks(CONTENT + decision)
    roots = write(files, tmp_path)
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: Essai\ndocs_dir: {roots.content.name}\nplugins: [parapluie]\n", "utf-8"
    )
    wrong = parapluie("figer", "--resolution", "2024-124", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "2024-123" in wrong.stderr
    done = parapluie("figer", "--resolution", "2024-123", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    file = roots.content / "versions" / "2024-05-06-2024-123.json"
    assert file.is_file()
    assert parapluie("figer", "--resolution", "oui", cwd=tmp_path).returncode == 0
    principle = roots.content / "principes" / "equite.md"
    principle.write_text(principle.read_text("utf-8").replace("moyens", "besoins"), "utf-8")
    first = file.read_bytes()
    again = parapluie("figer", "--resolution", "2024-123", cwd=tmp_path)
    assert again.returncode == 2
    assert file.read_bytes() == first

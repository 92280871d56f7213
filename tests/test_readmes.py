"""The READMEs tell the truth, and the same one in both languages."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "LISEZMOI.md")


def shell_commands(name: str) -> list[str]:
    """Return the lines of the ```sh fences of a file, in order."""
    text = (ROOT / name).read_text(encoding="utf-8")
    fences = re.findall(r"^```sh\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
    return [line for fence in fences for line in fence.splitlines()]


def test_both_readmes_give_the_same_commands_in_the_same_order() -> None:
    english, french = map(shell_commands, READMES)
    assert "./faire site" in english
    assert english == french


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_every_faire_command_named_is_one_that_its_help_lists(name: str) -> None:
    listing = subprocess.run(
        [sys.executable, ROOT / "faire", "aide"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    known = set(re.findall(r"^ +\./faire (\w+)", listing, flags=re.MULTILINE))
    named = set(re.findall(r"\./faire (\w+)", (ROOT / name).read_text(encoding="utf-8")))
    assert named
    assert named <= known


def test_continuous_integration_runs_the_readme_test_command() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert "./faire tests" in shell_commands("README.md")
    assert "./faire tests" in lines


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_every_file_that_a_guide_links_to_exists(name: str) -> None:
    links = re.findall(r"\]\(([^):]+)\)", (ROOT / name).read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []

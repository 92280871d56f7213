"""Every case file: a small content in, all of its problems out."""

from pathlib import Path

import pytest
from case_files import CASES, problems_of, read_case, shown


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_content_has_these_problems_and_no_other(path: Path, tmp_path: Path) -> None:
    case = read_case(path)
    assert shown(problems_of(case, tmp_path), case.expected) == list(case.expected)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_case_file_begins_with_a_sentence(path: Path) -> None:
    description = read_case(path).description
    assert description[0].isupper()
    assert description.endswith(".")


def test_at_least_a_hundred_and_fifty_case_files_are_hostile() -> None:
    assert sum(bool(read_case(path).expected) for path in CASES.glob("*.txt")) >= 150


def test_at_least_twenty_five_laws_are_tried() -> None:
    files = Path(__file__).parent.glob("test_properties_*.py")
    assert sum(file.read_text("utf-8").count("\n@law(") for file in files) >= 25

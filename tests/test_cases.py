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


def test_there_are_enough_case_files_to_be_worth_the_name() -> None:
    assert len(list(CASES.glob("*.txt"))) >= 60

"""What a change of ids would do to files, as data: changes that are sound, or why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from parapluie.model import Place
from parapluie.problems import Problem


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file before and after; empty where it comes or goes."""

    number: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FileChange:
    """What happens to a file."""

    file: str
    moved_to: str = ""
    removed: bool = False
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Changes that are sound, ready to be written."""

    files: Mapping[Path, bytes | None]
    before: Mapping[Path, bytes | None]
    changes: tuple[FileChange, ...]
    redirects: bool | None  # whether the old address will lead on; None where there was none


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing may change."""

    message: str
    dependents: tuple[tuple[Place, str], ...] = ()
    problems: tuple[Problem, ...] = ()


def with_unix_line_ends(text: str) -> str:
    """Return *text* with the line ends that the reader gives it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def file_change(file: str, before: str, after: str, moved_to: str) -> FileChange:
    """Return what happens to the lines of *file*."""
    old = with_unix_line_ends(before).split("\n")
    new = with_unix_line_ends(after.removeprefix("\ufeff")).split("\n")
    lines = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for name, first, last, new_first, new_last in matcher.get_opcodes():
        if name == "equal":
            continue
        for index in range(max(last - first, new_last - new_first)):
            was = old[first + index] if first + index < last else ""
            now = new[new_first + index] if new_first + index < new_last else ""
            lines.append(Line(min(first + index, last) + 1, was, now))
    return FileChange(file, moved_to, lines=tuple(lines))

"""Remarks on how a text reads, and their renderings."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from parapluie.model import Place
from parapluie.vocabulary.plain_words import (
    Check,
)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to read again, at its place; `message` says what, `check` says what to do."""

    place: Place
    check: Check
    message: str

    def __str__(self) -> str:
        """The remark as `file:line: message`."""
        return f"{self.place.file}:{self.place.line}: {self.message}"


def as_text(found: Iterable[Remark]) -> str:
    """Return one line per remark."""
    return "".join(f"{remark}\n" for remark in found)


def as_json(found: Iterable[Remark]) -> str:
    """Return a JSON array of objects: file, line, column, check, message, advice."""
    rows = [
        {
            "file": remark.place.file,
            "line": remark.place.line,
            "column": remark.place.column,
            "check": remark.check.key,
            "message": remark.message,
            "advice": remark.check.advice,
        }
        for remark in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"

"""Problems: mistakes of authors, as values with a code, a place and the author's own word."""

import difflib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from parapluie.model import Place
from parapluie.vocabulary import messages
from parapluie.vocabulary.grammar import capitalize, counted
from parapluie.vocabulary.rules import RULE_BY_CODE, Severity


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule broken at a place."""

    place: Place
    code: str
    message: str
    severity: Severity

    @property
    def sort_key(self) -> tuple[Place, str, str]:
        """By file, line, column, then code."""
        return (self.place, self.code, self.message)

    def __str__(self) -> str:
        """The problem as `file:line: code message`, which no sign of an author's turns round."""
        return _straight(f"{self.place.file}:{self.place.line}: {self.code} {self.message}")


_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def _straight(text: str) -> str:
    """Return *text* with the signs that would turn what follows them shown by their codes."""
    return _TURNS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def problem(code: str, place: Place, **words: object) -> Problem:
    """Return a problem of rule *code* at *place*, its message filled with *words*.

    Raises `KeyError` for a code or a word that the rule does not have: that is our mistake.
    """
    rule = RULE_BY_CODE[code]
    return Problem(place, code, rule.message.format(**words), rule.severity)


def suggestion(word: str, known: Iterable[str], *, before: str = "") -> str:
    """Return « (vouliez-vous dire « … » ?) » for the known word nearest to *word*, or nothing.

    *before* is what the author wrote before the word, such as a kind and a colon.
    """
    nearest = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return messages.DID_YOU_MEAN.format(value=before + nearest[0]) if nearest else ""


def judged(problems: Iterable[Problem], severities: Mapping[str, Severity]) -> list[Problem]:
    """Return *problems* sorted by place, under the severities that the town sets for its rules."""
    kept = {
        Problem(p.place, p.code, p.message, severities.get(p.code, p.severity)) for p in problems
    }
    return sorted((p for p in kept if p.severity is not Severity.IGNORED), key=lambda p: p.sort_key)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return those that always stop a build."""
    return [p for p in problems if p.severity is Severity.ERROR]


def summary(problems: Sequence[Problem], entries: int) -> str:
    """Return the sentence that closes a list of problems."""
    if not problems:
        return messages.SUMMARY_GOOD.format(entries=counted(messages.ENTRY_COUNT, entries))
    wrong = len(errors(problems))
    return messages.SUMMARY_BAD.format(
        errors=capitalize(counted(messages.ERROR_COUNT, wrong)),
        warnings=counted(messages.WARNING_COUNT, len(problems) - wrong),
    )


def as_text(problems: Iterable[Problem]) -> str:
    """Return one line per problem."""
    return "".join(f"{p}\n" for p in problems)


def as_json(problems: Iterable[Problem]) -> str:
    """Return a JSON array of objects: file, line, column, code, severity, message."""
    rows = [
        {
            "file": p.place.file,
            "line": p.place.line,
            "column": p.place.column,
            "code": p.code,
            "severity": "error" if p.severity is Severity.ERROR else "warning",
            "message": p.message,
        }
        for p in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Iterable[Problem]) -> str:
    """Return GitHub workflow commands, which show each problem on its line of a pull request.

    Escaping as in GitHub's « Workflow commands »: data escapes %, CR and LF, properties also
    `:` and `,`.
    """
    lines = []
    for p in problems:
        level = "error" if p.severity is Severity.ERROR else "warning"
        place = (
            f"file={_property(p.place.file)},line={p.place.line},col={p.place.column}"
            f",title={_property(p.code)}"
        )
        lines.append(f"::{level} {place}::{_data(_straight(p.message))}\n")
    return "".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

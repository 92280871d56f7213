"""Problems: mistakes of authors, as values with a code, a place and the author's own word."""

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from parapluie.model import Place
from parapluie.vocabulary import messages
from parapluie.vocabulary.grammar import capitalize, counted
from parapluie.vocabulary.rules import RULE_BY_CODE, Severity

GAPLESS = (
    "PARAPLUIE_SANS_LACUNE"  # the variable by which `construire` tells the engine that gaps stop
)
_SHOWN = 3  # gaps of a rule, in a text
_IN_JSON = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.GAP: "gap"}
_ON_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.GAP: "notice"}


@dataclass(frozen=True, slots=True)
class Problem:
    """A rule broken at a place."""

    place: Place
    code: str
    message: str
    severity: Severity
    stops_nothing: bool = False  # of what is not published, whatever a town makes of the rule

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


def softened(found: Problem) -> Problem:
    """Return a problem of what is not published: it stops nothing."""
    return replace(found, severity=Severity.GAP, stops_nothing=True)


def suggestion(word: str, known: Iterable[str], *, before: str = "") -> str:
    """Return « (vouliez-vous dire « … » ?) » for the known word nearest to *word*, or nothing.

    *before* is what the author wrote before the word, such as a kind and a colon.
    """
    nearest = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return messages.DID_YOU_MEAN.format(value=before + nearest[0]) if nearest else ""


def judged(problems: Iterable[Problem], severities: Mapping[str, Severity]) -> list[Problem]:
    """Return *problems* sorted by place, under the severities that the town sets for its rules."""
    kept = {replace(p, severity=_severity(p, severities)) for p in problems}
    return sorted((p for p in kept if p.severity is not Severity.IGNORED), key=lambda p: p.sort_key)


def _severity(found: Problem, severities: Mapping[str, Severity]) -> Severity:
    asked = severities.get(found.code, found.severity)
    if found.stops_nothing and asked is not Severity.IGNORED:
        return found.severity
    return asked


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return those that always stop a build."""
    return [p for p in problems if p.severity is Severity.ERROR]


def warnings(problems: Iterable[Problem]) -> list[Problem]:
    """Return those that stop a strict build alone."""
    return [p for p in problems if p.severity is Severity.WARNING]


def gaps(problems: Iterable[Problem]) -> list[Problem]:
    """Return those that stop nothing, unless someone asks for it."""
    return [p for p in problems if p.severity is Severity.GAP]


def stops(problems: Sequence[Problem], *, strict: bool = False, gapless: bool = False) -> bool:
    """Tell whether a build stops, where warnings count (*strict*) and gaps do (*gapless*)."""
    return bool(errors(problems) or (strict and warnings(problems)) or (gapless and gaps(problems)))


def summary(problems: Sequence[Problem], entries: int) -> str:
    """Return the sentence that closes a list of problems."""
    if not problems:
        return messages.SUMMARY_GOOD.format(entries=counted(messages.ENTRY_COUNT, entries))
    missing = len(gaps(problems))
    form = messages.SUMMARY_GAPS if missing else messages.SUMMARY_BAD
    return form.format(
        errors=capitalize(counted(messages.ERROR_COUNT, len(errors(problems)))),
        warnings=counted(messages.WARNING_COUNT, len(warnings(problems))),
        gaps=counted(messages.GAP_COUNT, missing),
    )


def told(problems: Sequence[Problem], *, whole: bool = False) -> Iterator[tuple[Severity, str]]:
    """Yield the lines that tell *problems*, each with its severity: what stops comes first.

    A town may have hundreds of gaps: of each rule a few are named and the others counted, unless
    the *whole* is asked for.
    """
    for found in (*errors(problems), *warnings(problems)):
        yield found.severity, str(found)
    missing = gaps(problems)
    if missing:
        yield Severity.GAP, messages.GAPS_ALL if whole else messages.GAPS_TOLD
    for code in dict.fromkeys(sorted(p.code for p in missing)):
        of_rule = [p for p in missing if p.code == code]
        # One that is left over takes no more room than saying that there is one.
        shown = len(of_rule) if whole or len(of_rule) <= _SHOWN + 1 else _SHOWN
        for found in of_rule[:shown]:
            yield Severity.GAP, str(found)
        if shown < len(of_rule):
            more = messages.GAPS_MORE.format(code=code, number=len(of_rule) - shown)
            yield Severity.GAP, more


def as_text(problems: Iterable[Problem], *, whole: bool = False) -> str:
    """Return one line per problem, see `told`."""
    return "".join(f"{line}\n" for _, line in told(list(problems), whole=whole))


def as_json(problems: Iterable[Problem]) -> str:
    """Return a JSON array of objects: file, line, column, code, severity, message."""
    rows = [
        {
            "file": p.place.file,
            "line": p.place.line,
            "column": p.place.column,
            "code": p.code,
            "severity": _IN_JSON[p.severity],
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
        place = (
            f"file={_property(p.place.file)},line={p.place.line},col={p.place.column}"
            f",title={_property(p.code)}"
        )
        lines.append(f"::{_ON_GITHUB[p.severity]} {place}::{_data(_straight(p.message))}\n")
    return "".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

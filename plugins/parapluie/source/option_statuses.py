"""The statuses of a municipality: what it calls ours, and those that it adds."""

from collections.abc import Iterator, Mapping

from parapluie.model import Place
from parapluie.problems import Problem, problem, suggestion
from parapluie.vocabulary import messages
from parapluie.vocabulary.field_types.name_types import IDENTIFIER
from parapluie.vocabulary.fields import Choice
from parapluie.vocabulary.grammar import fold
from parapluie.vocabulary.local_values import (
    OUR_STATUSES,
    PHASE_WORDS,
    LocalStatus,
    merged,
)

from .option_schema import CONFIG_FILE, HOLDER, STATUSES

_KEYS = ("libelle", "feminin", "phase")
_PATH = f"{HOLDER}.{STATUSES}"


def read_statuses(
    written: Mapping[object, object],
) -> tuple[tuple[LocalStatus, ...], Mapping[object, object], list[Problem]]:
    """Return the statuses of a town, the options without them, and what is wrong with them.

    A status of which something is wrong is left out; the others are used.
    """
    words = written.get(HOLDER)
    if not isinstance(words, Mapping) or STATUSES not in words:
        return (), written, []
    rest = {**written, HOLDER: {key: word for key, word in words.items() if key != STATUSES}}
    told = words[STATUSES]
    if not isinstance(told, Mapping):
        return (), rest, [_problem(_PATH, messages.STATUS_GROUP)]
    found: list[LocalStatus] = []
    problems: list[Problem] = []
    for key, value in told.items():
        wrong = list(_wrong(str(key), value))
        problems += wrong
        if not wrong:
            found.append(_status(str(key), value))
    kept, twice = _named_once(found)
    return kept, rest, [*problems, *twice]


def _status(key: str, value: Mapping[str, str]) -> LocalStatus:
    phase = None if key in OUR_STATUSES else PHASE_WORDS[value["phase"]]
    return LocalStatus(key, value["libelle"].strip(), value.get("feminin", "").strip(), phase)


def _wrong(key: str, value: object) -> Iterator[Problem]:
    """Yield what is wrong with what an option says of one status."""
    path = f"{_PATH}.{key}"
    if not IDENTIFIER.fullmatch(key):
        yield _problem(path, messages.OPTION_REASONS["string_pattern_mismatch"])
    if not isinstance(value, Mapping):
        yield _problem(path, messages.STATUS_SHAPE)
        return
    for name, text in value.items():
        if name not in _KEYS:
            near = suggestion(str(name), _KEYS)
            yield _problem(f"{path}.{name}", messages.OPTION_UNKNOWN.format(suggestion=near))
        elif not isinstance(text, str) or not text.strip():
            yield _problem(f"{path}.{name}", messages.OPTION_REASONS["string_type"])
    if "libelle" not in value:
        near = suggestion(key, OUR_STATUSES)
        yield _problem(path, messages.STATUS_LABEL.format(suggestion=near))
    yield from _wrong_phase(key, path, value)


def _wrong_phase(key: str, path: str, value: Mapping[object, object]) -> Iterator[Problem]:
    phase = value.get("phase")
    ours = OUR_STATUSES.get(key)
    if phase is None:
        if ours is None and "phase" not in value:
            near = suggestion(key, OUR_STATUSES)
            phases = ", ".join(PHASE_WORDS)
            yield _problem(path, messages.STATUS_PHASE.format(phases=phases, suggestion=near))
    elif isinstance(phase, str) and phase.strip():
        known = PHASE_WORDS.get(phase)
        if known is None:
            reason = messages.STATUS_PHASE_UNKNOWN.format(
                value=phase,
                phases=", ".join(PHASE_WORDS),
                suggestion=suggestion(phase, PHASE_WORDS),
            )
            yield _problem(f"{path}.phase", reason)
        elif ours is not None and known is not ours.phase:
            own = next(word for word, one in PHASE_WORDS.items() if one is ours.phase)
            reason = messages.STATUS_PHASE_KEPT.format(key=key, phase=own)
            yield _problem(f"{path}.phase", reason)


def _named_once(
    statuses: list[LocalStatus],
) -> tuple[tuple[LocalStatus, ...], list[Problem]]:
    """Return the statuses whose words no other has, and what is wrong with the rest."""
    kept, problems = list(statuses), []
    for status in statuses:
        others = merged(tuple(OUR_STATUSES.values()), (one for one in kept if one is not status))
        words = {fold(word) for word in (status.label, status.feminine) if word}
        taken = next((o for o in others if o.key != status.key and words & _words(o)), None)
        if taken is not None:
            kept.remove(status)
            reason = messages.STATUS_TAKEN.format(value=status.label, key=taken.key)
            problems.append(_problem(f"{_PATH}.{status.key}.libelle", reason))
    return tuple(kept), problems


def _words(choice: Choice) -> set[str]:
    return {fold(word) for word in (choice.label, choice.feminine, choice.key) if word}


def _problem(key: str, reason: str) -> Problem:
    return problem("P401", Place(CONFIG_FILE), key=key, reason=reason)

"""The fields that a municipality adds to kinds, by `champs`, as the kinds declare their own."""

import re
from collections.abc import Iterator, Mapping

from parapluie.model import Place
from parapluie.problems import Problem, problem, suggestion
from parapluie.vocabulary import messages
from parapluie.vocabulary.kinds import KIND_BY_KEY
from parapluie.vocabulary.local_fields import FIELD_TYPES, LocalField

from .option_schema import CONFIG_FILE, FIELDS

_KEY = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_KEYS = ("libelle", "type", "aide", "choix", "vers", "plusieurs")
_YES = {True: True, False: False, "oui": True, "non": False}


def read_fields(
    written: Mapping[object, object],
) -> tuple[tuple[LocalField, ...], Mapping[object, object], list[Problem]]:
    """Return the fields of a town, the options without them, and what is wrong with them.

    A field of which something is wrong is left out; the others are used.
    """
    if FIELDS not in written:
        return (), written, []
    rest = {key: value for key, value in written.items() if key != FIELDS}
    told = written[FIELDS]
    if not isinstance(told, Mapping):
        return (), rest, [_problem(FIELDS, messages.FIELDS_GROUP)]
    found: list[LocalField] = []
    problems: list[Problem] = []
    for kind, fields in told.items():
        path = f"{FIELDS}.{kind}"
        if kind not in KIND_BY_KEY:
            near = suggestion(str(kind), KIND_BY_KEY)
            reason = messages.OPTION_KIND_UNKNOWN.format(value=kind, suggestion=near)
            problems.append(_problem(path, reason))
        elif not isinstance(fields, Mapping):
            problems.append(_problem(path, messages.FIELDS_GROUP))
        else:
            for key, value in fields.items():
                wrong = list(_wrong(str(kind), str(key), value, f"{path}.{key}"))
                problems += wrong
                if not wrong:
                    found.append(_field(str(kind), str(key), value))
    return tuple(found), rest, problems


def _field(kind: str, key: str, value: Mapping[str, object]) -> LocalField:
    choices = value.get("choix") or ()
    labels = choices if isinstance(choices, Mapping) else {c: c for c in _list(choices)}
    return LocalField(
        kind,
        key,
        str(value["type"]),
        str(value["libelle"]).strip(),
        str(value.get("aide") or "").strip(),
        tuple((str(name).strip(), str(label).strip()) for name, label in labels.items()),
        str(value.get("vers") or ""),
        many=_YES.get(value.get("plusieurs", False), False),
    )


def _wrong(kind: str, key: str, value: object, path: str) -> Iterator[Problem]:
    """Yield what is wrong with what an option says of one field."""
    if not _KEY.fullmatch(key):
        yield _problem(path, messages.FIELD_KEY)
    elif key in KIND_BY_KEY[kind].keys:
        yield _problem(path, messages.FIELD_TAKEN.format(value=key))
    if not isinstance(value, Mapping):
        yield _problem(path, messages.FIELD_SHAPE)
        return
    for name in value:
        if name not in _KEYS:
            near = suggestion(str(name), _KEYS)
            yield _problem(f"{path}.{name}", messages.OPTION_UNKNOWN.format(suggestion=near))
    for name in ("libelle", "aide"):
        text = value.get(name)
        if (name == "libelle" or text is not None) and not (isinstance(text, str) and text.strip()):
            yield _problem(f"{path}.{name}", messages.FIELD_LABEL)
    of = value.get("type")
    if of not in FIELD_TYPES:
        types = ", ".join(FIELD_TYPES)
        near = suggestion(str(of), FIELD_TYPES) if of else ""
        yield _problem(f"{path}.type", messages.FIELD_TYPE.format(types=types, suggestion=near))
    if "plusieurs" in value and value["plusieurs"] not in _YES:
        yield _problem(f"{path}.plusieurs", messages.OPTION_REASONS["bool_parsing"])
    yield from _wrong_choices(of, value.get("choix"), f"{path}.choix")
    target = value.get("vers")
    if of == "lien" and target not in KIND_BY_KEY:
        near = suggestion(str(target), KIND_BY_KEY) if target else ""
        yield _problem(f"{path}.vers", messages.FIELD_TARGET.format(suggestion=near))
    elif of != "lien" and target is not None:
        yield _problem(f"{path}.vers", messages.FIELD_NOT_ITS.format(type="lien"))


def _wrong_choices(of: object, choices: object, path: str) -> Iterator[Problem]:
    if of != "choix":
        if choices is not None:
            yield _problem(path, messages.FIELD_NOT_ITS.format(type="choix"))
        return
    named = choices.items() if isinstance(choices, Mapping) else [(c, c) for c in _list(choices)]
    texts = [text for pair in named for text in pair]
    fine = texts and all(isinstance(text, str) and text.strip() for text in texts)
    if not fine or len({name for name, _ in named}) < len(named):
        yield _problem(path, messages.FIELD_CHOICES)


def _list(choices: object) -> list[object]:
    return choices if isinstance(choices, list) else []


def _problem(key: str, reason: str) -> Problem:
    return problem("P401", Place(CONFIG_FILE), key=key, reason=reason)

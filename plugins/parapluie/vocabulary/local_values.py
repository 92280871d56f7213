"""What a municipality adds to the fields of kinds: the values of its own.

A kind with its field replaced is that kind for the town: what reads, prints, exports and draws asks
the kind of an entry, and so follows. `local_fields` adds its own fields the same way.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from parapluie.vocabulary.fields import Choice, Phase
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.words import STATUS_KEY

# The phases of statuses, as options name them.
PHASE_WORDS: Mapping[str, Phase] = {
    "avant": Phase.BEFORE,
    "pendant": Phase.DURING,
    "continu": Phase.ONGOING,
    "suspendu": Phase.HELD_UP,
    "fait": Phase.DONE,
    "arrete": Phase.STOPPED,
    "sorti": Phase.OUT,
}


@dataclass(frozen=True, slots=True)
class LocalStatus:
    """What an option says of a status: another name for one of ours, or one more."""

    key: str
    label: str
    feminine: str = ""
    phase: Phase | None = None  # none: one of ours, which keeps its own


def statuses_of(kinds: Iterable[Kind]) -> dict[str, Choice]:
    """Return every status of what is done one day, by its key."""
    fields = (kind.field(STATUS_KEY) for kind in kinds if kind.is_done)
    return {choice.key: choice for item in fields if item for choice in item.choices}


OUR_STATUSES: Mapping[str, Choice] = statuses_of(KINDS)


def local_kinds(statuses: Iterable[LocalStatus]) -> tuple[Kind, ...]:
    """Return the kinds, those of what is done having the statuses of the town over ours."""
    known = tuple(statuses)
    if not known:
        return KINDS
    return tuple(_with_statuses(kind, known) if kind.is_done else kind for kind in KINDS)


def _with_statuses(kind: Kind, statuses: tuple[LocalStatus, ...]) -> Kind:
    fields = tuple(
        replace(item, choices=merged(item.choices, statuses)) if item.key == STATUS_KEY else item
        for item in kind.fields
    )
    return replace(kind, fields=fields)


def merged(choices: tuple[Choice, ...], statuses: Iterable[LocalStatus]) -> tuple[Choice, ...]:
    """Return *choices* renamed, and those of the town, each after the last of its phase."""
    found = list(choices)
    for status in statuses:
        ours = next((n for n, choice in enumerate(found) if choice.key == status.key), None)
        if ours is not None:
            found[ours] = replace(found[ours], label=status.label, feminine=status.feminine)
            continue
        new = Choice(status.key, status.label, status.feminine, phase=status.phase)
        same = [n for n, choice in enumerate(found) if choice.phase is status.phase]
        found.insert(same[-1] + 1 if same else len(found), new)
    return tuple(found)

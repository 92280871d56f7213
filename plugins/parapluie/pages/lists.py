"""The home page and the list of each sub-kind."""

from collections.abc import Sequence

from parapluie.model import Entry
from parapluie.vocabulary.fields import Choice, Phase
from parapluie.vocabulary.grammar import capitalize
from parapluie.vocabulary.kinds.action import ACTION
from parapluie.vocabulary.kinds.activity import ACTIVITY
from parapluie.vocabulary.kinds.chapter import CHAPTER
from parapluie.vocabulary.kinds.principle import PRINCIPLE
from parapluie.vocabulary.local_words import Subkind

from .entry_facts import choices
from .page_data import SiteFile
from .participation_pages import list_page
from .press import Press

_INDEX = "index.md"


def home_page(press: Press, entry: Entry | None) -> SiteFile:
    """Return the home page, which *entry* introduces."""
    active = (Phase.DURING, Phase.ONGOING)
    actions = [
        action
        for action in press.graph.of(ACTION.key)
        if action.fields["statut"] and action.fields["statut"].phase in active
    ]
    actions.sort(key=lambda action: (action.fields["illustration"] is None, action.sort_key))
    return press.render(
        "home",
        _INDEX,
        entry=entry,
        origin=_INDEX if entry else "",
        chapters=press.graph.of(CHAPTER.key),
        principles=[p for p in press.graph.of(PRINCIPLE.key) if not press.graph.out(p, "parent")],
        actions=actions[:6],
        counts=_counts(press),
        openings=press.process.openings(press.graph.of(ACTIVITY.key)),
    )


def _counts(press: Press) -> list[tuple[Subkind, int, str]]:
    """Return each sub-kind that has a list, with its number of entries and the list's path."""
    return [
        (subkind, len(press.members(subkind)), press.list_paths[subkind.key])
        for subkind in press.graph.vocabulary.in_order
        if subkind.key in press.list_paths and subkind.list_folder
    ]


def list_pages(press: Press, subkind: Subkind, entry: Entry | None) -> list[SiteFile]:
    """Return the list of a sub-kind, which *entry* introduces."""
    path = f"{subkind.list_folder}/{_INDEX}"
    if subkind.kind.is_process:
        return [list_page(press, subkind, entry, path)]
    return [
        press.render(
            "list",
            path,
            lambda: {"filters": press.filters(subkind)},
            origin=path if entry else "",
            entry=entry,
            subkind=subkind,
            groups=_groups(press, subkind),
        )
    ]


def _groups(press: Press, subkind: Subkind) -> list[tuple[str, list[Entry]]]:
    """Return the entries of a list under headings: by year, status or choice, or all together."""
    entries = press.members(subkind)
    groups: dict[str, list[Entry]] = {}
    if subkind.kind.by_date:
        for entry in entries:
            start = entry.fields["quand"].start or entry.fields["quand"].end
            groups.setdefault(str(start.first.year), []).append(entry)
        return list(groups.items())
    if subkind.kind.is_done:
        statuses = [choice.key for choice in choices(subkind, "statut")]
        for entry in sorted(entries, key=lambda e: _rank(e.fields["statut"], statuses)):
            status = entry.fields["statut"]
            gender = subkind.noun.gender
            label = status.agreed(gender, plural=True) if status else ""
            groups.setdefault(label, []).append(entry)
        return list(groups.items())
    if subkind.kind.grouped_by:
        groups = _by_choice(subkind, entries)
        if len(groups) > 1:
            return list(groups.items())
    return [("", entries)]


def _by_choice(subkind: Subkind, entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Return entries by a choice of theirs; to say none is to take the unmarked one."""
    field = subkind.kind.grouped_by
    groups: dict[str, list[Entry]] = {}
    order = choices(subkind, field)
    for choice in order:
        said = [e for e in entries if (e.fields[field] or _unmarked(order)) == choice]
        if said:
            several = subkind.title if choice.hidden else choice.plural
            one = capitalize(subkind.noun.singular) if choice.hidden else choice.label
            groups[several if len(said) > 1 else one] = said
    return groups


def _unmarked(order: Sequence[Choice]) -> Choice | None:
    return next((choice for choice in order if choice.hidden), None)


def _rank(status: Choice | None, order: Sequence[str]) -> int:
    return order.index(status.key) if status else len(order)

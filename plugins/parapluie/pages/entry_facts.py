"""What several pages ask of an entry: what it applies, what it fills, entries under their kinds."""

from collections.abc import Iterable, Sequence
from typing import Any

from parapluie.meaning.graph import Graph
from parapluie.meaning.standing import Standing, Standings
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary.fields import Choice, Field
from parapluie.vocabulary.kinds.common import COMMON, KEPT_INSIDE
from parapluie.vocabulary.kinds.principle import PRINCIPLE
from parapluie.vocabulary.links import PLANS
from parapluie.vocabulary.local_words import Subkind
from parapluie.vocabulary.words import STATUS_KEY

from .page_data import Inherited
from .umbrella import merged

_IN_PLACE = (
    STATUS_KEY,
    "texte_adopte",
    "id",
    "attend",
    "budget",
    "budget_annonce",
    "participation",
    *(item.key for item in KEPT_INSIDE),
)


def applied(standings: Standings, policy: Entry) -> tuple[list[Entry], list[Inherited]]:
    """Return the principles that a policy applies, and those it has from policies over it.

    What policies in force give it alone, but for its own, which it keeps when it is over.
    """
    own = [link.target for link in standings.graph.out(policy, "principes")]
    inherited: dict[EntryKey, tuple[Entry, list[Entry]]] = {}
    for dependence, standing, chains in standings.leads_to(policy, PRINCIPLE.key):
        if standing is not Standing.HOLDS:
            continue
        source = chains[0][-1].origin
        if source.kind.key in PLANS and source.key != policy.key and dependence.target not in own:
            inherited.setdefault(source.key, (source, []))[1].append(dependence.target)
    return own, merged(inherited.values())


def declared(entry: Entry) -> list[tuple[Field, Any]]:
    """Return the fields of its own that an entry fills, each with what it holds.

    What every page prints in its place, links and announced numbers are printed apart.
    """
    return [
        (item, value)
        for item in entry.kind.fields
        if item not in COMMON and item.key not in _IN_PLACE
        if item.link is None and not item.type.names_kinds and not item.entries
        if (value := entry.fields.get(item.key)) not in (None, (), "", [])
    ]


def by_kind(entries: Iterable[Entry], graph: Graph) -> list[tuple[Subkind, list[Entry]]]:
    """Return entries under their sub-kinds, in the order of the vocabulary."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.subkind.key, []).append(entry)
    return [(s, found[s.key]) for s in graph.vocabulary.subkinds if s.key in found]


def unique(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries without those that come again, in their order."""
    return list({entry.key: entry for entry in entries}.values())


def choices(subkind: Subkind, key: str) -> Sequence[Choice]:
    """Return the values that a field of a sub-kind admits."""
    found = subkind.kind.field(key)
    return found.choices if found else ()

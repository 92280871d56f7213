"""What depends on an entry, told in the order in which it matters, each dependent once.

What is argued comes first, then what applies it directly, then what hangs on these, and last what
only a framework gives. A row stands under what it hangs on, which says why it is there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from parapluie.meaning.relations import Dependence, Link
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary.fields import Phase
from parapluie.vocabulary.links import APPLIES, PLANS, UNDER

_SHORT = 8
_UNDER_WAY = (Phase.DURING, Phase.ONGOING)
_SAID_BY_HEADINGS = (APPLIES.key, UNDER.key)


@dataclass(frozen=True, slots=True)
class Row:
    """A dependent: the link that says where it stands, and how deep it hangs."""

    link: Link  # the first of its nearest chain
    depth: int = 0

    @property
    def entry(self) -> Entry:
        """What depends."""
        return self.link.origin

    @property
    def differs(self) -> bool:
        """Tell whether its place alone does not say how it hangs there."""
        return not self.link.type.is_part and self.link.type.key not in _SAID_BY_HEADINGS


@dataclass(slots=True)
class Hub:
    """What hangs on an entry that leads there itself, and what also does, listed elsewhere."""

    link: Link  # from the hub
    rows: list[Row] = field(default_factory=list)
    also: list[Entry] = field(default_factory=list)

    @property
    def entry(self) -> Entry:
        """On which it hangs."""
        return self.link.origin


@dataclass(frozen=True, slots=True)
class Telling:
    """All that depends on an entry, in the order of a page."""

    argued: list[Row]
    direct: list[Row]
    parts: list[Row]  # of the entry itself
    hubs: list[Hub]
    inherited: list[Hub]  # by what a framework gives

    @property
    def is_short(self) -> bool:
        """Tell whether there is room to unfold what hangs on the first hub."""
        before = len(self.argued) + len(self.direct) + len(self.parts)
        return before + sum(len(hub.rows) for hub in self.hubs) <= _SHORT

    @property
    def number_inherited(self) -> int:
        """How many have it from a framework alone."""
        return sum(len(hub.rows) for hub in self.inherited)


def tell(found: Iterable[Dependence]) -> Telling:
    """Return what depends on an entry, each dependent in one place."""
    told = Telling([], [], [], [], [])
    hubs: dict[tuple[EntryKey, bool], Hub] = {}
    below: dict[tuple[EntryKey, bool], dict[EntryKey, list[Link]]] = {}
    other_ways: list[tuple[Dependence, EntryKey]] = []
    for dependence in found:
        nearest = dependence.chains[0]
        own = next((c[0] for c in dependence.chains if len(c) == 1 and c[0].why), nearest[0])
        last = nearest[-1]
        if len(nearest) == 1:
            own_part = told.parts if own.type.is_part else told.direct
            (told.argued if own.why else own_part).append(Row(own))
        else:
            key = (last.origin.key, _by_framework(nearest))
            hubs.setdefault(key, Hub(last))
            below.setdefault(key, {}).setdefault(own.target.key, []).append(own)
        if not _by_framework(nearest):
            seen = {last.origin.key, dependence.origin.key}
            for chain in dependence.chains[1:]:
                if chain[-1].origin.key not in seen and not _by_framework(chain):
                    seen.add(chain[-1].origin.key)
                    other_ways.append((dependence, chain[-1].origin.key))
    for key, hub in hubs.items():
        hub.rows = list(_hanging(hub.entry, below[key]))
        (told.inherited if key[1] else told.hubs).append(hub)
    for dependence, key_of in other_ways:
        if (hub_of := hubs.get((key_of, False))) is not None:
            hub_of.also.append(dependence.origin)
    for rows in (told.argued, told.direct):
        rows.sort(key=lambda row: _matters(row.link))
    # What a municipality adopted tells more than a project that has parts.
    told.hubs.sort(key=lambda hub: (hub.entry.kind.key not in PLANS, -len(hub.rows)))
    return told


def _by_framework(chain: Iterable[Link]) -> bool:
    return any(link.type.key == UNDER.key for link in chain)


def _hanging(hub: Entry, below: dict[EntryKey, list[Link]]) -> Iterator[Row]:
    """Yield what hangs on *hub*, what matters most first, each before what hangs on it."""
    best: dict[EntryKey, tuple[bool, ...]] = {}
    # What hangs lowest was found last.
    for links in reversed(below.values()):
        for link in links:
            own = best.get(link.origin.key)
            rank = _matters(link)
            best[link.origin.key] = min(rank, own) if own else rank
            above = best.get(link.target.key)
            best[link.target.key] = min(best[link.origin.key], above or best[link.origin.key])
    # What hangs on what stands elsewhere hangs on the hub as far as this list can tell.
    listed = {link.origin.key for links in below.values() for link in links}
    tops = [link for key, links in below.items() if key not in listed for link in links]
    pending = [Row(link) for link in _ordered(tops, best)]
    while pending:
        row = pending.pop()
        yield row
        links = below.get(row.entry.key, [])
        pending += [Row(link, row.depth + 1) for link in _ordered(links, best)]


def _ordered(links: Iterable[Link], best: dict[EntryKey, tuple[bool, ...]]) -> list[Link]:
    """Return links with what matters most last, for a stack."""
    return sorted(links, key=lambda k: (best[k.origin.key], k.origin.sort_key), reverse=True)


def _matters(link: Link) -> tuple[bool, ...]:
    """Return a key that puts first what is argued, among the main ones, under way."""
    status = link.origin.fields.get("statut")
    under_way = status is not None and status.phase in _UNDER_WAY
    main = link.reason is not None and link.reason.is_main
    return (not link.why, not main, not under_way)

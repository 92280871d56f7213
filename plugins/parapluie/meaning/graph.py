"""The graph of entries: links both ways, dependence, and the chains that explain it.

Pure: no disk, no engine, no clock. Built once; every question after that is a look-up, or a walk
over the part of the graph that the answer holds.

X depends on Y when links that carry dependence lead from X to Y. A chain from X to Y is one such
sequence of links.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from parapluie.model import Content, Entry, EntryKey, Hotspot
from parapluie.vocabulary.kinds import KIND_BY_KEY, KINDS
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.local_words import Names, Subkind, Vocabulary, kinds_named

from .loops import loops
from .relations import Chain, Dependence, Link
from .resolving import Connections, Resolver

_KIND_ORDER = {key: number for number, key in enumerate(KIND_BY_KEY)}


class Graph:
    """Every entry and every link, read from both sides.

    `problems` holds what resolving found: ids claimed twice, links that lead nowhere or to the
    wrong kind, and loops.
    """

    def __init__(self, content: Content, vocabulary: Vocabulary, today: date | None = None) -> None:
        """Resolve every link of *content*; without the day it is, no day is past."""
        self.vocabulary, self.today = vocabulary, today
        self.resolver = Resolver(content.entries, vocabulary)
        self.readings, self.own_lenses = content.readings, content.lenses
        place = {subkind.key: number for number, subkind in enumerate(vocabulary.subkinds)}
        self.entries: tuple[Entry, ...] = tuple(
            sorted(
                self.resolver.by_key.values(),
                key=lambda entry: (place[entry.subkind.key], entry.sort_key, entry.id),
            )
        )
        links = Connections(self.resolver, content.incomplete)
        self._out, self._in = links.out, links.into
        # Whether every page could be read: what is missing may be in one that could not.
        self.is_whole = not content.incomplete
        self.mention_targets = links.mention_targets
        for entry in self.entries:
            for declared in entry.links:
                links.resolve(entry, declared)
            for mention in entry.mentions:
                links.resolve_mention(entry, mention)
        self.hotspots: dict[str, list[tuple[Hotspot, Entry]]] = {}
        for illustration in content.illustrations.values():
            for hotspot in illustration.hotspots:
                if target := links.target(hotspot.link):
                    self.hotspots.setdefault(illustration.id, []).append((hotspot, target))
        # The entries that someone has compared two by two, and that stay apart.
        self.reviewed: set[frozenset[EntryKey]] = set()
        for pair in content.reviewed:
            self.reviewed.add(frozenset(entry.key for entry in map(links.target, pair) if entry))
        # What was asked once.
        self._reaching: dict[str, set[EntryKey]] = {}
        self._distance_maps: dict[EntryKey, dict[EntryKey, int]] = {}
        looped = loops(self.entries, self._up)
        self.problems = [*self.resolver.problems, *links.problems, *looped]

    # --- Look-ups ---

    def of(self, kind_key: str) -> tuple[Entry, ...]:
        """Return the entries of a kind, in the order of lists."""
        return self._by_kind.get(kind_key, ())

    def where(self, holds: Callable[[Kind], object]) -> list[Entry]:
        """Return the entries of the kinds of which something holds, each kind as lists have it."""
        return [
            entry for kind in self.vocabulary.kinds if holds(kind) for entry in self.of(kind.key)
        ]

    def out(self, entry: Entry, key: str = "") -> list[Link]:
        """Return the links from *entry*, of the type *key* when given."""
        return [link for link in self._out.get(entry.key, ()) if not key or link.type.key == key]

    def into(self, entry: Entry, key: str = "") -> list[Link]:
        """Return the links to *entry*, of the type *key* when given."""
        return [link for link in self._in.get(entry.key, ()) if not key or link.type.key == key]

    def follow(self, entry: Entry, key: str) -> list[Entry]:
        """Return what links of the type *key* lead to, nearest first; the entry too in a loop."""
        found: dict[EntryKey, Entry] = {}
        pending = deque([entry])
        while pending:
            for link in self.out(pending.popleft(), key):
                if link.target.key not in found:
                    found[link.target.key] = link.target
                    pending.append(link.target)
        return list(found.values())

    def wider(self, entry: Entry) -> list[Entry]:
        """Return what *entry* is within, nearest first: wider groups, wider themes."""
        keys = (link.key for link in entry.kind.links if link.narrows)
        return [one for key in keys for one in self.follow(entry, key)]

    def narrower(self, entry: Entry) -> Sequence[Entry]:
        """Return what is within *entry*, in the order of lists."""
        return self._narrower.get(entry.key, ())

    @cached_property
    def _narrower(self) -> Mapping[EntryKey, list[Entry]]:
        found: dict[EntryKey, list[Entry]] = {}
        for entry in self.where(lambda kind: any(link.narrows for link in kind.links)):
            for one in self.wider(entry):
                found.setdefault(one.key, []).append(entry)
        return found

    def counted(self, entry: Entry, kind_key: str, *, deep: bool = True) -> list[Entry]:
        """Return the entries of a kind that hang on *entry* or, *deep*, on what it contains."""
        holders = [entry, *(inner for inner, _ in (self.inside(entry) if deep else ()))]
        found = {
            link.origin.key: link.origin
            for holder in holders
            for link in self.into(holder)
            if link.type.is_part and link.origin.kind.key == kind_key
        }
        for link in self.out(entry):
            if link.type.holds and link.target.kind.key == kind_key:
                found[link.target.key] = link.target
        return list(found.values())

    def inside(self, entry: Entry) -> list[tuple[Entry, int]]:
        """Return the records within *entry*, in their order, each with its depth from 1."""
        found: list[tuple[Entry, int]] = []
        pending = [(one, 1) for one in self._records(entry)][::-1]
        while pending:
            one, depth = pending.pop()
            found.append((one, depth))
            pending += [(inner, depth + 1) for inner in self._records(one)][::-1]
        return found

    def _records(self, entry: Entry) -> list[Entry]:
        origins = [
            link.origin
            for link in self.into(entry)
            if link.type in (link.origin.kind.inside, link.origin.kind.inside_parent)
        ]
        return sorted(origins, key=lambda origin: origin.sort_key)

    def announced(self, entry: Entry) -> list[tuple[Subkind, int, int]]:
        """Return, for each announced count, what is counted, how many here, how many announced.

        A bare number counts what the kind's entries are made of, under the entry's own sub-kind
        where that is its own kind; a part of a kind, named, counts for itself alone.
        """
        found = []
        for key, number in (entry.fields.get("annonce") or {}).items():
            own = entry.kind.counts == entry.kind.key
            bare = entry.subkind if own else self.vocabulary.named(entry.kind.counts)
            subkind = self.vocabulary.named(key) if key else bare
            if subkind is not None:
                here = self.counted(entry, subkind.kind.key)
                if key and key != subkind.kind.key:
                    here = [one for one in here if one.subkind is subkind]
                found.append((subkind, len(here), number))
        return found

    @cached_property
    def used(self) -> frozenset[str]:
        """The keys of the sub-kinds that the content has entries of, or announces."""
        announced = (
            subkind.key
            for entry in self.entries
            if entry.fields.get("annonce")
            for subkind, _, _ in self.announced(entry)
        )
        return frozenset((*(entry.subkind.key for entry in self.entries), *announced))

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """How many entries each sub-kind has, by key."""
        return Counter(entry.subkind.key for entry in self.entries)

    @cached_property
    def umbrellas(self) -> tuple[Entry, ...]:
        """The entries that hold for everything."""
        return tuple(entry for entry in self.entries if entry.fields.get("s_impose_a_tout"))

    @cached_property
    def names(self) -> Mapping[str, Names]:
        """Each kind in the words of here: the parts of it that are used, or else all of them."""
        found = {}
        for kind in KINDS:
            every = self.vocabulary.of(kind)
            here = [subkind for subkind in every if subkind.key in self.used]
            found[kind.key] = Names(tuple(subkind.noun for subkind in here or every))
        return found

    def uses(self, kind_key: str) -> bool:
        """Tell whether the content has or announces entries of a kind."""
        return any(s.key in self.used for s in self.vocabulary.of(KIND_BY_KEY[kind_key]))

    def introduction(self, subkind: Subkind) -> str:
        """Return what these entries are, without a word on levels that nobody uses."""
        if subkind.introduction != subkind.kind.introduction:
            return subkind.introduction
        text = subkind.introduction
        if all(self.uses(key) for key in kinds_named(text)):
            return text.format(**self.names)
        return subkind.kind.introduction_alone

    def get(self, key: EntryKey) -> Entry | None:
        """Return the entry of that kind and id."""
        return self.resolver.by_key.get(key)

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = {key: [] for key in KIND_BY_KEY}
        for entry in self.entries:
            found[entry.kind.key].append(entry)
        return {key: tuple(entries) for key, entries in found.items()}

    # --- Dependence ---

    def dependents(self, target: Entry, *, chains: int = 3) -> list[Dependence]:
        """Return everything that depends on *target*, nearest first, with up to *chains* reasons.

        One breadth-first walk against the links, whatever the number of dependents. The reasons of
        an entry are its shortest chains, then the shortest chain of each of its other links that
        leads to *target*.
        """
        distance = self._distances_to(target)
        found = []
        for key in distance:
            if key != target.key:
                origin = self.resolver.by_key[key]
                reasons = self._chains(origin, target, distance, chains)
                found.append(Dependence(origin, target, tuple(reasons)))
        found.sort(
            key=lambda d: (
                d.distance,
                _KIND_ORDER[d.origin.kind.key],
                d.origin.sort_key,
                d.origin.id,
            )
        )
        return found

    def leads_to(self, origin: Entry, kind_key: str, *, chains: int = 3) -> list[Dependence]:
        """Return every entry of a kind that *origin* depends on, nearest first."""
        found = []
        for target in self._reachable(origin):
            if target.kind.key == kind_key:
                distance = self._distances_to(target)
                reasons = self._chains(origin, target, distance, chains)
                found.append(Dependence(origin, target, tuple(reasons)))
        found.sort(key=lambda d: (d.distance, d.target.sort_key, d.target.id))
        return found

    def reaches(self, origin: Entry, kind_key: str) -> bool:
        """Tell whether *origin* depends on any entry of a kind."""
        if origin.kind.key == kind_key:  # another than itself
            return any(target.kind.key == kind_key for target in self._reachable(origin))
        if kind_key not in self._reaching:
            self._reaching[kind_key] = self._leading_to(self.of(kind_key))
        return origin.key in self._reaching[kind_key]

    def depths(self) -> dict[EntryKey, int]:
        """Return the length of the longest chain from each entry that is part of no loop."""
        waiting = {entry.key: len(self._up(entry)) for entry in self.entries}
        depth = {key: 0 for key, links in waiting.items() if not links}
        pending = deque(depth)
        while pending:
            key = pending.popleft()
            for link in self._in.get(key, ()):
                if link.type.carries_dependence:
                    origin = link.origin.key
                    waiting[origin] -= 1
                    if not waiting[origin]:
                        # The last of its links to be known leads to the deepest.
                        depth[origin] = depth[key] + 1
                        pending.append(origin)
        return depth

    def _leading_to(self, targets: Iterable[Entry]) -> set[EntryKey]:
        """Return what depends on any of *targets*, by one walk from all of them."""
        pending = deque(target.key for target in targets)
        walked = set(pending)
        found: set[EntryKey] = set()
        while pending:
            for link in self._in.get(pending.popleft(), ()):
                if link.type.carries_dependence:
                    found.add(link.origin.key)
                    if link.origin.key not in walked:
                        walked.add(link.origin.key)
                        pending.append(link.origin.key)
        return found

    def serves(self, target: Entry, kind_key: str) -> bool:
        """Tell whether any entry of a kind depends on *target*."""
        return any(key[0] == kind_key for key in self._distances_to(target))

    def nearest(self, origin: Entry, kind_key: str) -> list[Entry]:
        """Return the entries of a kind that *origin* depends on, nearest first."""
        return self.above(origin).get(kind_key, [])

    def above(self, origin: Entry) -> dict[str, list[Entry]]:
        """Return all that *origin* depends on by the keys of their kinds, nearest first."""
        found: dict[str, list[Entry]] = {}
        for target in self._reachable(origin):
            found.setdefault(target.kind.key, []).append(target)
        return found

    def depending(self, target: Entry) -> list[Entry]:
        """Return what depends on *target*, nearest first, without the reasons."""
        return [self.resolver.by_key[k] for k in self._distances_to(target) if k != target.key]

    def _reachable(self, origin: Entry) -> Iterator[Entry]:
        """Yield what *origin* depends on, nearest first."""
        seen = {origin.key}
        pending = deque([origin])
        while pending:
            for link in self._up(pending.popleft()):
                if link.target.key not in seen:
                    seen.add(link.target.key)
                    pending.append(link.target)
                    yield link.target

    def _up(self, entry: Entry) -> list[Link]:
        return self._dependence_links.get(entry.key, [])

    @cached_property
    def _dependence_links(self) -> Mapping[EntryKey, list[Link]]:
        return {
            key: [link for link in links if link.type.carries_dependence]
            for key, links in self._out.items()
        }

    def _distances_to(self, target: Entry) -> dict[EntryKey, int]:
        """Return the length of the shortest chain to *target* from each entry that has one."""
        if (known := self._distance_maps.get(target.key)) is not None:
            return known
        distance = {target.key: 0}
        pending = deque([target.key])
        while pending:
            key = pending.popleft()
            for link in self._in.get(key, ()):
                if link.type.carries_dependence and link.origin.key not in distance:
                    distance[link.origin.key] = distance[key] + 1
                    pending.append(link.origin.key)
        self._distance_maps[target.key] = distance
        return distance

    def _chains(
        self, origin: Entry, target: Entry, distance: Mapping[EntryKey, int], limit: int
    ) -> list[Chain]:
        leading = (link for link in self._up(origin) if link.target.key in distance)
        firsts = sorted(leading, key=lambda link: distance[link.target.key])
        firsts = [link for link in firsts if link.target.key != origin.key]
        found: list[Chain] = []
        nearest = distance[origin.key] - 1
        for first in firsts:
            step = distance[first.target.key]
            for number, rest in enumerate(self._shortest(first.target, target, distance)):
                # A longer way round gives one reason; so does a way that comes back to its start.
                if (step > nearest and number > 0) or len(found) >= limit:
                    break
                # A shortest way comes nearer with each step.
                if step <= nearest or all(link.target.key != origin.key for link in rest):
                    found.append((first, *rest))
        return found

    def _shortest(
        self, origin: Entry, target: Entry, distance: Mapping[EntryKey, int]
    ) -> Iterator[Chain]:
        """Yield every shortest chain, lazily: there may be very many, and they may be long."""
        path: list[Link] = []
        stack = [iter(self._nearer(origin, distance))]
        if origin.key == target.key:
            yield ()
            return
        while stack:
            link = next(stack[-1], None)
            if link is None:
                stack.pop()
                if path:
                    path.pop()
            elif link.target.key == target.key:
                yield (*path, link)
            else:
                path.append(link)
                stack.append(iter(self._nearer(link.target, distance)))

    def _nearer(self, entry: Entry, distance: Mapping[EntryKey, int]) -> list[Link]:
        """Return the links that bring one step nearer."""
        wanted = distance[entry.key] - 1
        return [link for link in self._up(entry) if distance.get(link.target.key) == wanted]

"""The graph of entries: links both ways, dependence, and the chains that explain it.

Pure: no disk, no engine, no clock. Built once; every question after that is a look-up, or a walk
over the part of the graph that the answer holds.

X depends on Y when links that carry dependence lead from X to Y. A chain from X to Y is one such
sequence of links.
"""

import unicodedata
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from parapluie.model import Content, DeclaredLink, Entry, EntryKey, Hotspot, Mention, Place
from parapluie.problems import Problem, problem, suggestion
from parapluie.vocabulary import messages
from parapluie.vocabulary.fields import LinkType
from parapluie.vocabulary.grammar import a, contract, enumerate_words, quoted
from parapluie.vocabulary.kinds import KIND_BY_KEY, KINDS
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.links import MENTIONS
from parapluie.vocabulary.local_words import Names, Subkind, Vocabulary, kinds_named
from parapluie.vocabulary.words import TO


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two entries that exist."""

    type: LinkType
    origin: Entry
    target: Entry
    place: Place
    note: str = ""


Chain = tuple[Link, ...]

_MOST_TOLD = 12  # entries of a loop
_KIND_ORDER = {key: number for number, key in enumerate(KIND_BY_KEY)}


@dataclass(frozen=True, slots=True)
class Dependence:
    """That an entry depends on another, with the reasons: at least one chain, shortest first."""

    origin: Entry
    target: Entry
    chains: tuple[Chain, ...]

    @property
    def distance(self) -> int:
        """The number of links of the shortest chain."""
        return len(self.chains[0])


class Resolver:
    """Find the entry that an author names, by kind and id, by id alone or by a former id."""

    def __init__(self, entries: Sequence[Entry], vocabulary: Vocabulary) -> None:
        """Index *entries*; `problems` then holds the ids that two of them claim."""
        self.vocabulary = vocabulary
        self.problems: list[Problem] = []
        self.by_key: dict[EntryKey, Entry] = {}
        self.by_path: dict[str, Entry] = {}
        self.former: dict[EntryKey, Entry] = {}
        self._by_id: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            self._add(entry)
        for entry in entries:
            for old in entry.fields.get("anciens_ids") or ():
                self._add_former(entry, old)

    def _add(self, entry: Entry) -> None:
        other = self.by_key.get(entry.key)
        if other is not None:
            self.problems.append(
                problem(
                    "P206", entry.place, value=entry.id, other=f"{other.file}:{other.place.line}"
                )
            )
            return
        self.by_key[entry.key] = entry
        self._by_id[entry.id].append(entry)
        if not entry.anchor:
            self.by_path[normal(entry.path)] = entry

    def _add_former(self, entry: Entry, old: str) -> None:
        identifier = f"{entry.container[1]}#{old}" if entry.container else old
        key = (entry.kind.key, identifier)
        other = self.by_key.get(key) or self.former.get(key)
        if other is not None:
            place = entry.places.get("anciens_ids", entry.place)
            self.problems.append(problem("P207", place, value=old, other=other.file))
            return
        self.former[key] = entry
        self._by_id[identifier].append(entry)

    def find(self, written: str, kinds: Sequence[str] = ()) -> list[Entry]:
        """Return the entries that *written* may name; only those of *kinds* when given.

        A prefix before a colon names a kind, in the standard or the local words.
        """
        prefix, colon, identifier = written.partition(":")
        if colon:
            kind = self.vocabulary.kind_named(prefix)
            if kind is not None:
                key = (kind.key, identifier)
                found = self.by_key.get(key) or self.former.get(key)
                return [found] if found else []
        candidates = self._by_id.get(written, [])
        if kinds:
            return [entry for entry in candidates if entry.kind.key in kinds]
        # A word of the glossary or a plain page gives way to an entry of the same id.
        return [entry for entry in candidates if entry.kind.folder] or candidates

    def names(self, kinds: Sequence[str] = ()) -> list[str]:
        """Return what an author may write to name an entry, of *kinds* when given."""
        return [
            name
            for name, entries in self._by_id.items()
            if not kinds or any(entry.kind.key in kinds for entry in entries)
        ]


class Graph:
    """Every entry and every link, read from both sides.

    `problems` holds what resolving found: ids claimed twice, links that lead nowhere or to the
    wrong kind, and loops.
    """

    def __init__(self, content: Content, vocabulary: Vocabulary) -> None:
        """Resolve every link of *content*."""
        self.vocabulary = vocabulary
        self.resolver = Resolver(content.entries, vocabulary)
        self.readings, self.own_lenses = content.readings, content.lenses
        self.problems = list(self.resolver.problems)
        place = {subkind.key: number for number, subkind in enumerate(vocabulary.subkinds)}
        self.entries: tuple[Entry, ...] = tuple(
            sorted(
                self.resolver.by_key.values(),
                key=lambda entry: (place[entry.subkind.key], entry.sort_key, entry.id),
            )
        )
        self._out: dict[EntryKey, list[Link]] = defaultdict(list)
        self._in: dict[EntryKey, list[Link]] = defaultdict(list)
        self._connected: set[tuple[EntryKey, str, EntryKey, str]] = set()
        self._lost = {_identifier(path) for path in content.incomplete}
        # Whether every page could be read: what is missing may be in one that could not.
        self.is_whole = not content.incomplete
        self.mention_targets: dict[tuple[EntryKey, int], Entry] = {}
        for entry in self.entries:
            for declared in entry.links:
                self._resolve(entry, declared)
            for mention in entry.mentions:
                self._resolve_mention(entry, mention)
        self.hotspots: dict[str, list[tuple[Hotspot, Entry]]] = {}
        for illustration in content.illustrations.values():
            for hotspot in illustration.hotspots:
                target = self._target(hotspot.link)
                if target is not None:
                    self.hotspots.setdefault(illustration.id, []).append((hotspot, target))
        # The entries that someone has compared two by two, and that stay apart.
        self.reviewed: set[frozenset[EntryKey]] = set()
        for pair in content.reviewed:
            compared = [self._target(declared) for declared in pair]
            self.reviewed.add(frozenset(entry.key for entry in compared if entry))
        self._loops()

    # --- Look-ups ---

    def of(self, kind_key: str) -> tuple[Entry, ...]:
        """Return the entries of a kind, in the order of lists."""
        return self._by_kind.get(kind_key, ())

    def where(self, holds: Callable[[Kind], object]) -> list[Entry]:
        """Return the entries of the kinds of which something holds, each kind as lists have it."""
        return [entry for kind in KINDS if holds(kind) for entry in self.of(kind.key)]

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
        return [target for target in self._reachable(origin) if target.kind.key == kind_key]

    def depending(self, target: Entry) -> list[Entry]:
        """Return what depends on *target*, nearest first, without the reasons."""
        keys = self._distances_to(target)
        return [self.resolver.by_key[key] for key in keys if key != target.key]

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

    @cached_property
    def _reaching(self) -> dict[str, set[EntryKey]]:
        return {}

    @cached_property
    def _distance_maps(self) -> dict[EntryKey, dict[EntryKey, int]]:
        return {}

    def _distances_to(self, target: Entry) -> dict[EntryKey, int]:
        """Return the length of the shortest chain to *target* from each entry that has one."""
        known = self._distance_maps.get(target.key)
        if known is not None:
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
        firsts = [
            link
            for link in self._up(origin)
            if link.target.key in distance and link.target.key != origin.key
        ]
        firsts.sort(key=lambda link: distance[link.target.key])
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

    # --- Resolving ---

    def _resolve(self, entry: Entry, declared: DeclaredLink) -> None:
        target = self._target(declared)
        if target is not None:
            self._connect(Link(declared.type, entry, target, declared.place, declared.note))

    def _target(self, declared: DeclaredLink) -> Entry | None:
        """Return the entry that a link names, or report why there is none."""
        kinds = declared.type.targets
        found = self.resolver.find(declared.target, kinds)
        if len(found) == 1 and (not kinds or found[0].kind.key in kinds):
            return found[0]
        if len(found) > 1:
            self.problems.append(
                self._ambiguous(declared.key, declared.target, found, declared.place)
            )
        elif not self._is_lost(declared.target):
            self.problems.append(self._unresolved(declared))
        return None

    def _connect(self, link: Link) -> None:
        """Add a link, once: a principle named twice is one reason, but two notes are two."""
        same = (link.origin.key, link.type.key, link.target.key, link.note)
        if same in self._connected:
            return
        self._connected.add(same)
        self._out[link.origin.key].append(link)
        self._in[link.target.key].append(link)

    def _is_lost(self, written: str) -> bool:
        """Tell whether *written* names an entry of a page that could not be read.

        The page has its own problem; that links to it lead nowhere is no other mistake.
        """
        return written.rpartition(":")[2].partition("#")[0] in self._lost

    def _unresolved(self, declared: DeclaredLink) -> Problem:
        kinds = declared.type.targets
        others = self.resolver.find(declared.target)
        if others:
            nouns = [
                contract(TO, a(subkind.noun))
                for kind in kinds
                for subkind in self.vocabulary.of(KIND_BY_KEY[kind])
            ]
            return problem(
                "P205",
                declared.place,
                key=declared.key,
                expected=enumerate_words(nouns, messages.OR),
                value=declared.target,
                found=a(others[0].subkind.noun),
            )
        return problem(
            "P202",
            declared.place,
            key=declared.key,
            value=declared.target,
            suggestion=self._nearest(declared.target, kinds),
        )

    def _nearest(self, written: str, kinds: Sequence[str]) -> str:
        prefix, colon, identifier = written.partition(":")
        kind = self.vocabulary.kind_named(prefix) if colon else None
        if kind is not None:
            names = self.resolver.names([kind.key])
            return suggestion(identifier, names, before=f"{prefix}:")
        return suggestion(written, self.resolver.names(kinds))

    def _ambiguous(self, key: str, value: str, found: Sequence[Entry], place: Place) -> Problem:
        return problem(
            "P209",
            place,
            key=key,
            value=value,
            candidates=enumerate_words((a(entry.subkind.noun) for entry in found), messages.OR),
            example=f"{found[0].subkind.key}:{value}",
        )

    def _resolve_mention(self, entry: Entry, mention: Mention) -> None:
        if mention.is_path:
            # That a file is missing is told where all addresses of texts are followed.
            target = self.resolver.by_path.get(normal(joined(entry.path, mention.target)))
            found = [target] if target else []
        else:
            found = self.resolver.find(mention.target)
        if len(found) == 1:
            self.mention_targets[entry.key, mention.start] = found[0]
            if found[0].key != entry.key:
                self._connect(Link(MENTIONS, entry, found[0], mention.place, mention.context))
        elif found:
            self.problems.append(
                self._ambiguous(f"[[{mention.target}]]", mention.target, found, mention.place)
            )
        elif not mention.is_path and not self._is_lost(mention.target):
            nearest = self._nearest(mention.target, ())
            self.problems.append(
                problem("P208", mention.place, value=f"[[{mention.target}]]", suggestion=nearest)
            )

    # --- Loops ---

    def _loops(self) -> None:
        """Report each loop of dependence once, at the link that closes it."""
        state: dict[EntryKey, int] = {}
        for start in self.entries:
            if start.key in state:
                continue
            path: list[Link] = []
            stack: list[tuple[Entry, Iterator[Link]]] = [(start, iter(self._up(start)))]
            state[start.key] = 1
            while stack:
                entry, links = stack[-1]
                link = next(links, None)
                if link is None:
                    state[entry.key] = 2
                    stack.pop()
                    if path:
                        path.pop()
                elif state.get(link.target.key) == 1:
                    self.problems.append(self._loop([*path, link]))
                elif link.target.key not in state:
                    state[link.target.key] = 1
                    path.append(link)
                    stack.append((link.target, iter(self._up(link.target))))

    def _loop(self, path: Sequence[Link]) -> Problem:
        closing = path[-1]
        start = next(i for i, link in enumerate(path) if link.origin.key == closing.target.key)
        loop = path[start:]
        titles = [*(link.origin.title for link in loop), closing.target.title]
        if len(titles) > _MOST_TOLD:
            titles[_MOST_TOLD // 2 : -_MOST_TOLD // 2] = ["…"]
        return problem("P301", closing.place, chain=" → ".join(map(quoted, titles)))


def former_paths(entry: Entry, vocabulary: Vocabulary) -> list[str]:
    """Return where the page of *entry* may have stood before, by its former ids.

    In its own folder, or in those of its kind: an entry may have taken the place of one there.
    """
    if entry.anchor:
        return []
    own = entry.path.rpartition("/")[0]
    folders = [own, *(s.folder for s in vocabulary.of(entry.kind) if s.folder and s.folder != own)]
    return [
        f"{folder}/{old}.md" if folder else f"{old}.md"
        for old in entry.fields.get("anciens_ids") or ()
        for folder in folders
    ]


def _identifier(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


def normal(path: str) -> str:
    """Return a path as every way of writing its accents has it."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def joined(path: str, relative: str) -> str:
    """Return the path that *relative*, written in the file at *path*, leads to."""
    parts = path.split("/")[:-1]
    for part in relative.split("/"):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)

"""From what authors name to entries: by kind and id, by id alone, by a former id, by a path."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from parapluie.model import DeclaredLink, Entry, EntryKey, Mention, Place
from parapluie.problems import Problem, problem, suggestion
from parapluie.vocabulary import messages
from parapluie.vocabulary.grammar import a, contract, enumerate_words
from parapluie.vocabulary.kinds import KIND_BY_KEY
from parapluie.vocabulary.links import MENTIONS
from parapluie.vocabulary.local_words import Vocabulary
from parapluie.vocabulary.words import TO

from .content_paths import joined, normal
from .relations import Link


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


class Connections:
    """The links that were resolved, from both sides; `problems` holds why the others were not."""

    def __init__(self, resolver: Resolver, incomplete: Iterable[str]) -> None:
        """Links to what pages of the paths *incomplete* held are told nothing of."""
        self.resolver, self.vocabulary = resolver, resolver.vocabulary
        self.problems: list[Problem] = []
        self.out: dict[EntryKey, list[Link]] = defaultdict(list)
        self.into: dict[EntryKey, list[Link]] = defaultdict(list)
        self.mention_targets: dict[tuple[EntryKey, int], Entry] = {}
        self._connected: set[tuple[EntryKey, str, EntryKey, str]] = set()
        self._lost = {identifier_of(path) for path in incomplete}

    def resolve(self, entry: Entry, declared: DeclaredLink) -> None:
        """Connect *entry* with what it declares."""
        target = self.target(declared)
        if target is not None:
            said = tuple(
                (mention, named)
                for mention in declared.mentions
                if (named := self._mentioned(entry, mention)) is not None
            )
            place, reason = declared.place, declared.reason
            link = Link(declared.type, entry, target, place, declared.note, reason, said)
            self._connect(link)
            for mention, named in said:
                self._connect(Link(MENTIONS, entry, named, mention.place, link.why))

    def resolve_mention(self, entry: Entry, mention: Mention) -> None:
        """Connect *entry* with what its text mentions, and remember which words do."""
        target = self._mentioned(entry, mention)
        if target is not None:
            self.mention_targets[entry.key, mention.start] = target
            if target.key != entry.key:
                self._connect(Link(MENTIONS, entry, target, mention.place, mention.context))

    def _mentioned(self, entry: Entry, mention: Mention) -> Entry | None:
        """Return what a text of *entry* mentions, or report why there is none."""
        if mention.is_path:
            # That a file is missing is told where all addresses of texts are followed.
            target = self.resolver.by_path.get(normal(joined(entry.path, mention.target)))
            found = [target] if target else []
        else:
            found = self.resolver.find(mention.target)
        if len(found) == 1:
            return found[0]
        if found:
            self.problems.append(
                self._ambiguous(f"[[{mention.target}]]", mention.target, found, mention.place)
            )
        elif not mention.is_path and not self._is_lost(mention.target):
            nearest = self._nearest(mention.target, ())
            self.problems.append(
                problem("P208", mention.place, value=f"[[{mention.target}]]", suggestion=nearest)
            )
        return None

    def target(self, declared: DeclaredLink) -> Entry | None:
        """Return the entry that a link names, or report why there is none.

        A word that its type admits and that is the id of none is no mistake.
        """
        kinds = declared.type.targets
        found = self.resolver.find(declared.target, kinds)
        if len(found) > 1:
            found = [e for e in found if e.kind.key not in declared.type.yielding] or found
        if len(found) == 1 and (not kinds or found[0].kind.key in kinds):
            return found[0]
        if len(found) > 1:
            self.problems.append(
                self._ambiguous(declared.key, declared.target, found, declared.place)
            )
        elif declared.target not in declared.type.said and not self._is_lost(declared.target):
            self.problems.append(self._unresolved(declared))
        return None

    def _connect(self, link: Link) -> None:
        """Add a link, once: a principle named twice is one reason, but two notes are two."""
        same = (link.origin.key, link.type.key, link.target.key, link.note)
        if same in self._connected:
            return
        self._connected.add(same)
        self.out[link.origin.key].append(link)
        self.into[link.target.key].append(link)

    def _is_lost(self, written: str) -> bool:
        """Tell whether *written* names an entry of a page that could not be read.

        The page has its own problem; that links to it lead nowhere is no other mistake.
        """
        return identifier_of(written) in self._lost

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
            suggestion=self._nearest(declared.target, kinds, declared.type.said),
        )

    def _nearest(self, written: str, kinds: Sequence[str], said: Sequence[str] = ()) -> str:
        prefix, colon, identifier = written.partition(":")
        kind = self.vocabulary.kind_named(prefix) if colon else None
        if kind is not None:
            names = self.resolver.names([kind.key])
            return suggestion(identifier, names, before=f"{prefix}:")
        return suggestion(written, [*self.resolver.names(kinds), *said])

    def _ambiguous(self, key: str, value: str, found: Sequence[Entry], place: Place) -> Problem:
        return problem(
            "P209",
            place,
            key=key,
            value=value,
            candidates=enumerate_words((a(entry.subkind.noun) for entry in found), messages.OR),
            example=f"{found[0].subkind.key}:{value}",
        )


def identifier_of(written: str) -> str:
    """Return the id of the entry that a path or what an author wrote names, of its page."""
    return written.rpartition(":")[2].partition("#")[0].rpartition("/")[2].removesuffix(".md")

"""Policies that hold for everything: what they impose on what does not depend on them.

A town may say that the principles of a policy bind every other policy, project and decision. That
is no link of each of these: it would drown what really depends on a principle. Pages say it apart.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from parapluie.meaning.relations import Link
from parapluie.meaning.standing import Standing, Standings
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.kinds.principle import PRINCIPLE
from parapluie.vocabulary.links import APPLIES
from parapluie.vocabulary.local_words import Subkind

from .page_data import Inherited

# Whatever may apply a principle of itself, and has a page.
_BOUND = [kind for kind in KINDS if APPLIES in kind.links and kind.folder]


class Umbrellas:
    """What holds for everything, and binds what it may at its date."""

    def __init__(self, standings: Standings) -> None:
        self.graph, self.standings = standings.graph, standings
        self._numbers: dict[tuple[EntryKey, ...], Counter[str]] = {}

    def binds(self, policy: Entry, entry: Entry) -> bool:
        """Tell whether *policy*, which is in force, is not certainly later than *entry*."""
        days = self.standings.days(entry)
        return not days.is_over and not days.is_before(self.standings.days(policy))

    def imposed(self, entry: Entry) -> list[Inherited]:
        """Return the principles that bind *entry* without its leading to them, by policy."""
        above = [p for p in self._in_force if p is not entry and self.binds(p, entry)]
        if not above:
            return []
        known = {
            found.dependence.target
            for found in self.standings.leads_to(entry, PRINCIPLE.key)
            if found.standing is Standing.HOLDS
        }
        found = (
            (policy, [link.target for link in self._applies(policy) if link.target not in known])
            for policy in above
        )
        return merged(found)

    def bound(
        self, principle: Entry, dependents: Sequence[Entry]
    ) -> tuple[list[Entry], list[tuple[Subkind, int]]]:
        """Return the policies that impose *principle* on everything, and on how many others."""
        above = [p for p in self._in_force if any(k.target is principle for k in self._applies(p))]
        if not above:
            return [], []
        every = self._bound_by(above)
        known = Counter(one.subkind.key for one in dependents if self._is_bound(one, above))
        others = [
            (subkind, every[subkind.key] - known[subkind.key])
            for kind in _BOUND
            for subkind in self.graph.vocabulary.of(kind)
        ]
        return above, [(subkind, number) for subkind, number in others if number > 0]

    @cached_property
    def _in_force(self) -> list[Entry]:
        return [one for one in self.graph.umbrellas if not self.standings.days(one).is_over]

    def _applies(self, policy: Entry) -> list[Link]:
        links = self.graph.out(policy, APPLIES.key)
        return [link for link in links if self.standings.of_link(link) is Standing.HOLDS]

    def _is_bound(self, entry: Entry, above: Iterable[Entry]) -> bool:
        return any(self.binds(policy, entry) for policy in above)

    def _bound_by(self, above: Sequence[Entry]) -> Counter[str]:
        """Return how many of each sub-kind some policies bind: counted once for all pages."""
        key = tuple(policy.key for policy in above)
        if key not in self._numbers:
            held = (entry for kind in _BOUND for entry in self.graph.of(kind.key))
            self._numbers[key] = Counter(
                entry.subkind.key for entry in held if self._is_bound(entry, above)
            )
        return self._numbers[key]


def merged(found: Iterable[tuple[Entry, Sequence[Entry]]]) -> list[Inherited]:
    """Return the principles that policies give, those that give the same ones together."""
    same: dict[tuple[Entry, ...], list[Entry]] = {}
    for policy, principles in found:
        if principles:
            same.setdefault(tuple(principles), []).append(policy)
    return [Inherited(tuple(policies), principles) for principles, policies in same.items()]

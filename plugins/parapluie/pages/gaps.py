"""What is missing: found from the graph, each with its reason and its next step.

Everything is looked up or counted once; pairs are made only where an index brings two entries
together, so that the work grows as the content does and not as its square.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from parapluie.meaning.facets import COUNTED, Facets
from parapluie.meaning.graph import Graph
from parapluie.meaning.indistinct import indistinct
from parapluie.meaning.progress import Progress, Tally, is_out
from parapluie.meaning.sentences import Sentence, noun_group, opened, together
from parapluie.meaning.tracking import last_sign, ordered
from parapluie.model import Entry, EntryKey
from parapluie.source.options import Options
from parapluie.vocabulary import gaps_words as words
from parapluie.vocabulary.dates import months_before
from parapluie.vocabulary.fields import Phase
from parapluie.vocabulary.gaps_words import Gap
from parapluie.vocabulary.grammar import NO_BREAK_SPACE, article, contract, enumerate_words
from parapluie.vocabulary.kinds.action import ACTION
from parapluie.vocabulary.kinds.group import GROUP
from parapluie.vocabulary.kinds.objective import OBJECTIVE
from parapluie.vocabulary.kinds.policy import POLICY
from parapluie.vocabulary.kinds.principle import PRINCIPLE
from parapluie.vocabulary.links import ACHIEVES, CARRIED_BY, PART_OF_ACTION, SUPPORTED_BY
from parapluie.vocabulary.words import AND, THE_PLURAL

from .alike import Alike
from .found_gaps import Finding, Gaps, Pick
from .small_sets import covering, near_action, near_gap

_LEAST_ALIKE = 0.6
_ACTIVE = (Phase.DURING, Phase.ONGOING)
_CROWD = 12  # beyond so many services at one objective, that two never met says nothing
_MOST = 20  # of a kind of finding that could be very long
_MOST_STRUCTURING = 5
_MOST_PICKED = 5
_LEAST_CLOSED = 2
_MOST_ORIGINS = 4


def find(graph: Graph, options: Options) -> Gaps:
    """Return what is missing of a content."""
    return find_with(graph, options, Progress(graph), Facets(graph, options.today))


def find_with(graph: Graph, options: Options, progress: Progress, facets: Facets) -> Gaps:
    """Return what is missing of a content whose progress and facets are known."""
    return _Finder(graph, options, progress, facets).find()


class _Finder:
    def __init__(self, graph: Graph, options: Options, progress: Progress, facets: Facets) -> None:
        self.graph, self.options = graph, options
        self.progress, self.facets = progress, facets
        self.actions = [one for one in graph.of(ACTION.key) if not is_out(one)]
        self.compared = 0
        self.carriers = {
            action.key: frozenset(
                link.target
                for key in (CARRIED_BY.key, SUPPORTED_BY.key)
                for link in graph.out(action, key)
            )
            for action in self.actions
        }

    def find(self) -> Gaps:
        gaps: dict[Gap, Iterator[Finding]] = {
            words.IDLE: self._idle(),
            words.UNSERVED: self._unserved(),
            words.FORGOTTEN: self._forgotten(),
            words.APART: self._apart(),
            words.ALIKE: self._alike(),
            words.INDISTINCT: self._indistinct(),
            words.THIN: self._thin(),
            words.UNPROVEN: self._unproven(),
        }
        found = {gap.key: tuple(gaps[gap]) for gap in words.GAPS}
        open_gaps = [
            finding.entries[0]
            for gap in (words.IDLE, words.UNSERVED, words.FORGOTTEN)
            for finding in found[gap.key]
        ]
        picks = tuple(self._picks(open_gaps))
        structuring = tuple(self._structuring())
        return Gaps(found, structuring, picks, len(open_gaps), self.compared)

    # --- What nothing serves ---

    def _idle(self) -> Iterator[Finding]:
        for principle in self.graph.of(PRINCIPLE.key):
            tally = self.progress.every(principle)
            if not tally.total:
                reason = self._sentence(words.NO_ACTION, entry=principle)
            elif tally.at(None) or any(tally.at(phase) for phase in _ACTIVE):
                continue
            else:
                reason = self._sentence(
                    words.ALL_IDLE, entry=principle, statuses=self._statuses(tally)
                )
            yield Finding((principle,), reason, words.IDLE_STEP, self._new("--principe", principle))

    def _statuses(self, tally: Tally) -> str:
        """Return « 2 réalisées et 1 à venir »."""
        gender = self.graph.vocabulary.noun(ACTION.key).gender
        return enumerate_words(
            f"{number}{NO_BREAK_SPACE}{status.agreed(gender, plural=number >= 2).lower()}"
            for status in self.graph.vocabulary.statuses.values()
            if (number := tally.statuses.get(status.key, 0))
        )

    def _unserved(self) -> Iterator[Finding]:
        for objective in self.graph.of(OBJECTIVE.key):
            if self.progress.every(objective).total:
                continue
            policy = self._container(objective)
            reason = self._sentence(words.NOT_ACHIEVED, entry=objective, policy=policy)
            command = self._new("--realise", objective)
            yield Finding((objective,), reason, words.ACHIEVE_STEP, command)

    def _forgotten(self) -> Iterator[Finding]:
        for group in self.graph.of(GROUP.key):
            if self.facets.members(group):
                continue
            if not any(entry.kind in COUNTED for entry in self.facets.touching(group)):
                reason = self._sentence(words.NOBODY, entry=group)
                yield Finding((group,), reason, words.NOBODY_STEP, self._new("--groupe", group))

    # --- Who works with whom ---

    def _apart(self) -> Iterator[Finding]:
        met: dict[EntryKey, set[EntryKey]] = defaultdict(set)
        alone: dict[EntryKey, tuple[Entry, int]] = {}
        at: dict[EntryKey, dict[EntryKey, Entry]] = defaultdict(dict)
        for action in self.actions:
            together = self.carriers[action.key]
            for actor in together:
                # As sets, whole: no pair is made of those who did meet.
                met[actor.key].update(other.key for other in together)
            for link in self.graph.out(action, CARRIED_BY.key):
                actor, number = alone.get(link.target.key, (link.target, 0))
                alone[link.target.key] = (actor, number + 1)
                for served in self.graph.out(action, ACHIEVES.key):
                    at[served.target.key][actor.key] = actor
        apart: dict[tuple[EntryKey, EntryKey], tuple[Entry, Entry, Entry]] = {}
        for key, actors in at.items():
            if not 2 <= len(actors) <= _CROWD:
                continue
            target = self.graph.resolver.by_key[key]
            ordered = sorted(actors.values(), key=lambda actor: (actor.sort_key, actor.id))
            for number, one in enumerate(ordered):
                for other in ordered[number + 1 :]:
                    self.compared += 1
                    if other.key not in met[one.key]:
                        apart.setdefault((one.key, other.key), (one, other, target))
        for one, other, target in list(apart.values())[:_MOST]:
            reason = self._sentence(words.SEPARATE, entry=one, other=other, target=target)
            yield Finding((one, other, target), reason, words.SEPARATE_STEP)
        noun = self.graph.vocabulary.noun(ACTION.key)
        for actor, number in alone.values():
            if number > 1 and met[actor.key] == {actor.key}:
                reason = self._sentence(words.ALONE, entry=actor, number=noun.count(number))
                yield Finding((actor,), reason, words.ALONE_STEP)

    # --- What says the same twice ---

    def _alike(self) -> Iterator[Finding]:
        index = Alike(self.actions)
        pairs = sorted(
            index.pairs(least=_LEAST_ALIKE), key=lambda p: (-p[2], p[0].sort_key, p[1].sort_key)
        )
        self.compared += index.compared
        shown = 0
        for one, other, score in pairs:
            different = self._different(one, other)
            if not different or self._is_settled(one, other) or shown == _MOST:
                continue
            shown += 1
            reason = self._sentence(
                words.NEARLY_SAME,
                entry=one,
                other=other,
                percent=str(round(score * 100)),
                difference=enumerate_words(different),
            )
            step = words.ALIKE_STEP.format(file=words.REVIEWED_FILE, first=one.id, second=other.id)
            yield Finding((one, other), reason, step)

    def _different(self, one: Entry, other: Entry) -> list[str]:
        """Return what two actions do not have in common of what says whose they are."""
        found = []
        for key, label in words.DIFFERENT.items():
            sides = [{link.target.key for link in self.graph.out(e, key)} for e in (one, other)]
            if sides[0] != sides[1]:
                found.append(label)
        return found

    def _is_settled(self, one: Entry, other: Entry) -> bool:
        """Tell whether two actions were compared by someone, or are already tied."""
        if frozenset((one.key, other.key)) in self.graph.reviewed:
            return True
        wholes = [{link.target.key for link in self.graph.out(e, PART_OF_ACTION.key)}
                  for e in (one, other)]  # fmt: skip
        if wholes[0] & wholes[1]:
            return True
        return any(link.target is other for link in self.graph.out(one)) or any(
            link.target is one for link in self.graph.out(other)
        )

    def _indistinct(self) -> Iterator[Finding]:
        for same in indistinct(self.graph):
            origins = same.origins[:_MOST_ORIGINS]
            text = words.SAME_LINKS if len(origins) > 1 else words.SAME_LINKS_ONE
            reason = self._sentence(text, gaps=same.entries, origins=origins)
            yield Finding(same.entries, reason, words.SAME_LINKS_STEP)

    # --- What pages leave out ---

    def _thin(self) -> Iterator[Finding]:
        limit = months_before(self.options.today, self.options.review_months)
        for action in self._pressing():
            fields = action.fields
            checked = last_sign(action)
            has: Mapping[str, Any] = {
                "statut": fields["statut"],
                "responsable": fields["responsable"],
                "periode": fields["periode"],
                "groupes": self.facets.facts(action).groups,
                "verifie_le": checked is not None and checked.last >= limit,
            }
            missing = [key for key, value in has.items() if not value]
            if missing:
                said = enumerate_words(words.MISSING_FIELDS[key] for key in missing)
                reason = self._sentence(words.MISSING, entry=action, fields=said)
                keys = enumerate_words(f"`{key}`" for key in missing)
                step = words.MISSING_STEP.format(fields=keys, file=action.file)
                yield Finding((action,), reason, step)

    def _unproven(self) -> Iterator[Finding]:
        """Yield what is said to be done without proof, where some of the actions give theirs."""
        if not any(action.fields["preuve"] for action in self.actions):
            return
        for action in self._pressing():
            status = action.fields["statut"]
            if status and status.phase is Phase.DONE and not action.fields["preuve"]:
                reason = self._sentence(words.NO_PROOF, entry=action)
                yield Finding((action,), reason, words.PROOF_STEP.format(file=action.file))

    def _pressing(self) -> list[Entry]:
        """Return the actions, those that the town says to be the most pressing first."""
        return ordered(self.actions, self.options.priorities, lambda action: action)

    # --- What holds much together ---

    def _structuring(self) -> list[Finding]:
        ranked = []
        for action in self.actions:
            objectives, policies = self._served(action)
            if len(policies) >= 2 or len(objectives) >= 3:
                ranked.append((len(policies), len(objectives), action))
        ranked.sort(key=lambda r: (-r[0], -r[1], r[2].sort_key, r[2].id))
        noun = self.graph.vocabulary.noun
        nouns = [noun(OBJECTIVE.key), noun(POLICY.key)]
        return [
            Finding(
                (action,),
                self._sentence(
                    words.SERVES,
                    entry=action,
                    served=enumerate_words(
                        noun.count(number)
                        for noun, number in zip(nouns, (objectives, policies), strict=True)
                        if number
                    ),
                ),
                words.SERVES_STEP,
            )
            for policies, objectives, action in ranked[:_MOST_STRUCTURING]
        ]

    def _served(self, action: Entry) -> tuple[set[EntryKey], set[EntryKey]]:
        """Return the objectives and the policies that an action carries out, by its whole too."""
        objectives: set[EntryKey] = set()
        policies: set[EntryKey] = set()
        for entry in (action, *self.graph.follow(action, PART_OF_ACTION.key)):
            for link in self.graph.out(entry, ACHIEVES.key):
                if link.target.container:
                    objectives.add(link.target.key)
                policies.add(link.target.container or link.target.key)
        return objectives, policies

    # --- Small sets that would close several gaps ---

    def _picks(self, gaps: list[Entry]) -> Iterator[Pick]:
        """Yield what would close the most gaps that are left, then again."""
        near: dict[EntryKey, list[int]] = defaultdict(list)
        for number, gap in enumerate(gaps):
            for key in near_gap(self.graph, self.facets, gap):
                near[key].append(number)
        # Actions that are near the same things close the same gaps: the first stands for all.
        candidates: dict[frozenset[EntryKey], Entry] = {}
        for action in self.actions:
            status = action.fields["statut"]
            if status is None or status.phase not in (*_ACTIVE, Phase.BEFORE):
                continue
            keys = frozenset(key for key in near_action(self.facets, action) if key in near)
            if keys:
                candidates.setdefault(keys, action)
        closes = [{number for key in keys for number in near[key]} for keys in candidates]
        self.compared += sum(map(len, closes))
        actions = list(candidates.values())
        for order, now in covering(closes, most=_MOST_PICKED, least=_LEAST_CLOSED):
            closed = tuple(gaps[number] for number in sorted(now))
            yield Pick(
                actions[order],
                closed,
                self._sentence(words.SET_REASON, entry=actions[order], gaps=closed),
                words.SET_STEP.format(file=actions[order].file),
            )

    # --- Words ---

    def _new(self, option: str, entry: Entry) -> str:
        noun = self.graph.vocabulary.of(ACTION)[0]
        return f"parapluie nouveau {noun.key} {option} {entry.id}"

    def _container(self, objective: Entry) -> Entry:
        return self.graph.resolver.by_key[objective.container or objective.key]

    def _sentence(self, text: str, **parts: str | Entry | tuple[Entry, ...]) -> Sentence:
        """Return a text as a sentence, each of its braces filled, entries with their articles."""
        found: list[str | Entry] = [""]
        for number, piece in enumerate(re.split(r"\{([a-z_.]+)\}", text)):
            if number % 2 == 0:
                _add(found, [piece])
            elif "." in piece:
                _add(found, [self.graph.vocabulary.say(f"{{{piece}}}")])
            else:
                part = parts[piece]
                _add(found, [part] if isinstance(part, str) else _called(part))
        return tuple(piece for piece in opened(found) if piece != "")


def _called(part: Entry | tuple[Entry, ...]) -> Sequence[str | Entry]:
    """Return « la *Politique de l’eau* », « les principes *Eau*, *Air* et *Sol* »."""
    entries = part if isinstance(part, tuple) else (part,)
    nouns = {entry.noun for entry in entries}
    # A title that says what it is has its own article.
    is_said = any(group[0] == article(noun) for group, noun in map(noun_group, entries))
    if len(entries) == 1 or len(nouns) > 1 or is_said:
        return together(entries)
    found: list[str | Entry] = [f"{THE_PLURAL} {entries[0].noun.plural} "]
    for number, entry in enumerate(entries):
        joint = f" {AND} " if number == len(entries) - 1 else ", "
        found += [joint, entry] if number else [entry]
    return found


def _add(found: list[str | Entry], words_of: Sequence[str | Entry]) -> None:
    """Put words after others, « à le » being « au »."""
    first, *rest = words_of
    if isinstance(first, str) and isinstance(found[-1], str):
        before = found[-1]
        found[-1] = contract(before.rstrip(), first) if before.endswith(" ") else before + first
        found += rest
    else:
        found += words_of

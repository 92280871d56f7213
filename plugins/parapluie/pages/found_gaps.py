"""What was found missing, as pages, the command and machines ask for it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from parapluie.meaning.graph import Graph
from parapluie.meaning.said_reasons import SaidReasons, Share
from parapluie.meaning.sentences import Sentence, plain
from parapluie.model import Entry
from parapluie.vocabulary import gaps_words as words
from parapluie.vocabulary.grammar import quoted, spell
from parapluie.vocabulary.kinds.action import ACTION


@dataclass(frozen=True, slots=True)
class Finding:
    """Something missing: the entries it is about, why it is said, what to do."""

    entries: tuple[Entry, ...]
    reason: Sentence
    step: str  # what is typed as it is between backticks
    command: str = ""  # what prepares the next step


@dataclass(frozen=True, slots=True)
class Pick:
    """Something that exists and is near several gaps."""

    entry: Entry
    closes: tuple[Entry, ...]
    reason: Sentence
    step: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """All that was found."""

    found: Mapping[str, tuple[Finding, ...]]  # by key of the kind of gap
    structuring: tuple[Finding, ...]
    picks: tuple[Pick, ...]
    total: int  # the gaps that a set could close
    compared: int = field(compare=False, default=0)  # how many pairs were looked at

    @property
    def number(self) -> int:
        """How many there are."""
        return sum(map(len, self.found.values()))

    @property
    def closed(self) -> int:
        """How many gaps the picks close together."""
        return sum(len(pick.closes) for pick in self.picks)


def set_summary(graph: Graph, gaps: Gaps) -> str:
    """Return how much the picks would close."""
    noun = graph.vocabulary.noun(ACTION.key)
    text = words.SET_SUM if len(gaps.picks) > 1 else words.SET_SUM_ONE
    actions = noun.count(len(gaps.picks))
    return text.format(actions=actions, closed=gaps.closed, total=gaps.total)


def spoken(step: str) -> str:
    """Return a step as plain text, what is typed between guillemets."""
    return re.sub(r"`([^`]+)`", lambda typed: quoted(typed[1]), step)


def as_data(gaps: Gaps) -> dict[str, Any]:
    """Return what was found, for a machine to read."""
    return {
        "gaps": {key: [_data(one) for one in found] for key, found in gaps.found.items()},
        "structuring": [_data(one) for one in gaps.structuring],
        "set": {
            "total": gaps.total,
            "closed": gaps.closed,
            "picks": [
                {
                    "entry": named(pick.entry),
                    "closes": [named(gap) for gap in pick.closes],
                    "reason": plain(pick.reason),
                    "step": spoken(pick.step),
                }
                for pick in gaps.picks
            ],
        },
    }


def _data(finding: Finding) -> dict[str, Any]:
    return {
        "entries": [named(entry) for entry in finding.entries],
        "reason": plain(finding.reason),
        "step": spoken(finding.step),
        "command": finding.command,
    }


def said(share: Share | SaidReasons) -> str:
    """Return « 4 liens sur 12 disent pourquoi »."""
    if share.number == 1:
        return words.REASONS_ALONE[share.said]
    form = words.REASONS_SAID[min(share.said, 2)]
    return form.format(said=spell(share.said), number=spell(share.number))


def reasons_by(graph: Graph, found: SaidReasons) -> list[tuple[str, Sequence[Share]]]:
    """Return the shares of each kind under what it is called, where there are some."""
    groups = (found.principles, found.policies, found.actors)
    titles = map(graph.vocabulary.say, words.REASONS_BY)
    return [(title, group) for title, group in zip(titles, groups, strict=True) if group]


def reasons_as_data(found: SaidReasons) -> dict[str, Any]:
    """Return how many links say why, for a machine to read."""
    return {
        "said": found.said,
        "links": found.number,
        "principles": [_share(one) for one in found.principles],
        "policies": [_share(one) for one in found.policies],
        "actors": [_share(one) for one in found.actors],
    }


def _share(share: Share) -> dict[str, Any]:
    return {**named(share.entry), "said": share.said, "links": share.number}


def named(entry: Entry) -> dict[str, Any]:
    """Return what identifies an entry, for a machine to read."""
    return {
        "kind": entry.kind.key,
        "id": entry.id,
        "title": entry.title,
        "file": entry.file,
        "line": entry.place.line,
    }

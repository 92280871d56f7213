"""The chain upward: why an entry is there, said once, by every way that holds today."""

from collections.abc import Container, Sequence
from typing import Any

from parapluie.meaning import sentences
from parapluie.meaning.relations import Chain, Link
from parapluie.meaning.standing import Standing, Standings
from parapluie.model import Entry
from parapluie.vocabulary.links import APPLIES

from .formerly import Apart, headed, taken_up, why_not
from .page_data import Ladder

_TOP = APPLIES.targets[0]


def ladders(standings: Standings, entry: Entry, but: Container[Entry] = ()) -> list[Ladder]:
    """Return the ways up from *entry* that hold, merged where steps are shared.

    Those to what stands in *but* are left out.
    """
    merged: dict[Chain, list[Link]] = {}
    for dependence, standing, chains in standings.leads_to(entry, _TOP):
        if standing is not Standing.HOLDS or dependence.target in but:
            continue
        for chain in chains:
            lasts = merged.setdefault(chain[:-1], [])
            if chain[-1] not in lasts:
                lasts.append(chain[-1])
    return [
        Ladder(
            steps,
            tuple(lasts),
            sentences.up_to_all(entry, steps, lasts),
        )
        for steps, lasts in sorted(merged.items(), key=lambda item: len(item[0]))
    ]


def beside(standings: Standings, entry: Entry) -> dict[str, Any]:
    """Return what the page of *entry* tells of what it led to once, and of what took it up."""
    apart: list[Apart] = []
    taken: dict[Entry, Any] = {}
    for dependence, standing, chains in standings.leads_to(entry, _TOP):
        if standing is Standing.HOLDS:
            found = [one for one in map(standings.taken_up, chains) if one]
            taken.update({one.policy: one for one in found})
        else:
            apart.append(Apart(dependence.target, standing, why_not(standings, chains[0])))
    return {
        "formerly": headed(apart),
        "taken_up": [taken_up(standings, one, entry) for one in taken.values()],
    }


def reached(found: Sequence[Ladder]) -> list[Entry]:
    """Return what ladders lead to, each once."""
    return list(dict.fromkeys(target for ladder in found for target in ladder.targets))

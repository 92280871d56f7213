"""By what way a dependence comes: what a page may say of it without saying what is not so."""

from collections.abc import Sequence
from enum import StrEnum, auto

from parapluie.meaning.relations import Chain, Dependence
from parapluie.vocabulary.links import SPECIFIES, UNDER


class Way(StrEnum):
    """How an origin comes to its target, by its nearest chain."""

    DIRECT = auto()  # by a link of its own
    PART = auto()  # through what specifies the target, a sub-principle
    FRAME = auto()  # through what frames it, such as a policy that it stands under
    THROUGH = auto()  # through what it is part of or achieves


WAYS = (Way.DIRECT, Way.PART, Way.THROUGH, Way.FRAME)  # the plainest first
_PART = 2  # links from what applies a sub-principle by itself: a longer way says its steps


def way_of(chain: Chain) -> Way:
    """Return by what way a chain comes.

    What a framework gives is said so, even where the framework has it from a sub-principle.
    """
    if len(chain) == 1:
        return Way.DIRECT
    types = [link.type for link in chain]
    if UNDER in types:
        return Way.FRAME
    return Way.PART if types[-1] == SPECIFIES and len(chain) == _PART else Way.THROUGH


def way(dependence: Dependence) -> Way:
    """Return the plainest of the ways of a dependence: it is direct where any chain is."""
    found: Sequence[Way] = [way_of(chain) for chain in dependence.chains]
    return min(found, key=WAYS.index)

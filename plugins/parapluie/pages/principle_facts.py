"""What the page of a principle tells of what depends on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parapluie.meaning.indistinct import Equals
from parapluie.meaning.relations import Dependence
from parapluie.meaning.sentences import Sentence, by, clause, noun_group
from parapluie.meaning.telling import Row, Telling, tell
from parapluie.model import Entry
from parapluie.vocabulary import telling_words as words
from parapluie.vocabulary.grammar import capitalize, contract, elides, spell, this
from parapluie.vocabulary.words import AND, OF

MOST_SHOWN = 3  # rows of a list, before the others are folded
MOST_HUBS = 5
_MOST_NAMED = 4  # in a sentence


@dataclass(frozen=True, slots=True)
class Dependents:
    """What a principle page shows: the telling, and what nothing tells it apart from."""

    telling: Telling
    equals: Sentence  # empty where something tells it apart
    entry: Entry
    most: int = MOST_SHOWN
    most_hubs: int = MOST_HUBS

    def through(self, hub: Entry) -> str:
        """Return « Par la Politique familiale »."""
        return capitalize("".join(p if isinstance(p, str) else p.title for p in by(hub)))

    def says_why(self, row: Row) -> bool:
        """Tell whether a row prints its reason.

        In a list that several principles share, what says why something hangs on a policy is told
        on the page of the policy.
        """
        return bool(row.link.why) and (not self.equals or row.link.target is self.entry)

    def how(self, row: Row) -> Sentence:
        """Return how a row hangs where it stands: « Complète l’entente *X*. »."""
        first, *rest = clause((row.link,), here=False)
        return (capitalize(str(first)), *rest, ".")

    def framed(self, hub: Entry) -> Sentence:
        """Return « Ce qu’encadre la *Politique familiale* : »."""
        article, *named = noun_group(hub)[0]
        return (f"{words.FRAMED_BY}{article}", *named, words.FRAMED)


def facts(entry: Entry, found: Iterable[Dependence], same: Equals | None) -> Dependents:
    """Return what the page of *entry* tells of *found*."""
    return Dependents(tell(found), _equals(entry, same) if same else (), entry)


def _equals(entry: Entry, same: Equals) -> Sentence:
    """Return « Rien ne distingue encore ce principe d’*Équité* et de 3 autres »."""
    opening = words.NOTHING_TELLS.format(this=this(entry.noun))
    return (opening, *_named(same.others(entry)), words.NAMED_TOGETHER)


def _named(others: Sequence[Entry]) -> list[str | Entry]:
    shown = others if len(others) <= _MOST_NAMED else others[: _MOST_NAMED - 1]
    rest = len(others) - len(shown)
    parts: list[str | Entry] = []
    for number, other in enumerate(shown):
        is_last = number == len(shown) - 1 and not rest
        joint = "" if not number else f" {AND} " if is_last else ", "
        of = contract(OF, "") if not elides(other.title) else words.ELIDED_OF
        parts += [joint + of, other]
    if rest:
        parts.append(f" {AND} {OF} {words.OTHERS.format(number=spell(rest))}")
    return parts

"""What pages tell apart: what held once, what came before, what was taken up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parapluie.meaning.relations import Chain, Dependence
from parapluie.meaning.sentences import Sentence, noun_group
from parapluie.meaning.standing import Standing, Standings, TakenUp
from parapluie.model import Entry
from parapluie.vocabulary import standing_words as words
from parapluie.vocabulary.dates import PartialDate, from_date, on_date
from parapluie.vocabulary.fields import Phase
from parapluie.vocabulary.grammar import capitalize, this


@dataclass(frozen=True, slots=True)
class Apart:
    """Something that a page shows apart, uncounted, and what keeps it from counting."""

    entry: Entry
    standing: Standing
    why: Sentence


HEADINGS = {Standing.FORMER: words.FORMER, Standing.BEFORE: words.BEFORE}


def headed(found: Sequence[Apart]) -> list[tuple[str, list[Apart]]]:
    """Return what stands apart under its headings."""
    groups = ((h, [one for one in found if one.standing is s]) for s, h in HEADINGS.items())
    return [group for group in groups if group[1]]


def depending(standings: Standings, target: Entry) -> tuple[list[Dependence], list[Apart]]:
    """Return what depends on *target* today, by the chains that hold, then what does not."""
    found: list[Dependence] = []
    apart: list[Apart] = []
    for dependence in standings.graph.dependents(target):
        standing, chains = standings.of(dependence)
        if standing is Standing.HOLDS:
            found.append(replace(dependence, chains=chains))
        else:
            apart.append(Apart(dependence.origin, standing, why_not(standings, chains[0])))
    return found, apart


def why_not(standings: Standings, chain: Chain) -> Sentence:
    """Return why a chain explains nothing today, in one sentence."""
    origin = chain[0].origin
    start = standings.days(origin)
    here = capitalize(this(origin.noun))
    for link in chain:
        if start.is_before(standings.days(link.target)):
            return _precedes(standings, here, link.target)
    for link in chain:
        days = standings.days(link.origin)
        if days.is_before(standings.days(link.target)):
            return _precedes(standings, f"{here}…", link.target)
        if days.is_over and link.origin is origin:
            status = origin.fields.get("statut")
            # Its own word says it: « Non retenu ».
            is_said = status is not None and status.phase in (Phase.STOPPED, Phase.OUT)
            return () if is_said else (words.OVER.format(this=here),)
        if days.is_over:
            before, after = words.BY_OVER
            return (before, *noun_group(standings.holder(link.origin))[0], after)
        until = link.reason.until if link.reason else None
        if until:
            return (words.LINK_OVER.format(when=on_date(until)),)
    return ()


def taken_up(standings: Standings, found: TakenUp, origin: Entry) -> Sentence:
    """Return « Ce projet, commencé en 2018, a été repris par la *Politique …*, qui date … »."""
    turn = int(origin.noun.is_feminine)
    opening = words.TAKEN_UP.format(
        this=capitalize(this(origin.noun)),
        begun=words.BEGUN[turn],
        when=on_date(found.begun),
        taken=words.TAKEN[turn],
    )
    return (opening, *noun_group(found.policy)[0], _dated(standings.begun(found.policy)))


def _precedes(standings: Standings, here: str, target: Entry) -> Sentence:
    policy = standings.holder(target)
    words_of = noun_group(policy)[0]
    return (here, words.PRECEDES, *words_of, _dated(standings.begun(policy)))


def _dated(days: Sequence[PartialDate]) -> str:
    """Return « , qui date du 6 février 2023 », every day that sources give where they disagree."""
    every = list(dict.fromkeys(from_date(day) for day in days))
    if not every:
        return words.UNDATED
    since = words.OR_ELSE.join(every) + (words.DISPUTED if len(every) > 1 else "")
    return words.DATED.format(since=since)

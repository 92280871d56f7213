"""By what a text was adopted, as one says it where it is read and where it is cited."""

from parapluie.meaning.decisions import history
from parapluie.meaning.graph import Graph
from parapluie.model import Entry
from parapluie.vocabulary import council_words as words
from parapluie.vocabulary.dates import PartialDate, Period, on_date
from parapluie.vocabulary.grammar import NO_BREAK_SPACE, enumerate_words
from parapluie.vocabulary.links import ADOPTS, AMENDS
from parapluie.vocabulary.words import OR

_WORDED_BY = {ADOPTS: words.WAS_ADOPTED, AMENDS: words.WAS_AMENDED}


def adoption(graph: Graph, entry: Entry, *, feminine: bool) -> str:
    """Return « adoptée le 6 mai 2024 (résolution 2024-123); modifiée … », or nothing.

    That is the town's own words only: what a decision or the entry says of it. A day that the entry
    has and its decision has not stands beside the decision's, since sources disagree.
    """
    acts = [link for link in history(graph, entry) if link.type in _WORDED_BY]
    adopting = [link for link in acts if link.type == ADOPTS]
    days = [value.date for value in entry.fields.get("adoption") or () if value.date]
    others = [d for d in days if not any(_meets(d, k.origin.fields["quand"]) for k in adopting)]
    told = []
    if others and not adopting:
        told.append(_act(words.WAS_ADOPTED[feminine], list(map(on_date, others))))
    for link in acts:
        said = [_on(link.origin.fields["quand"])]
        if adopting and link is adopting[0]:
            said += map(on_date, others)
        number = link.origin.fields.get("numero") or ""
        told.append(_act(_WORDED_BY[link.type][feminine], said, number))
    return "; ".join(told)


def _act(verb: str, days: list[str], number: str = "") -> str:
    said = f"{verb} {enumerate_words(days, OR)}"
    if len(days) > 1:
        said += words.AS_SOURCES_SAY
    return f"{said} ({words.RESOLUTION}{NO_BREAK_SPACE}{number})" if number else said


def _on(held: Period) -> str:
    return on_date(held.start) if held.start and held.start == held.end else str(held)


def _meets(day: PartialDate, held: Period) -> bool:
    """Tell whether *day*, as far as it is known, may be one on which the decision was taken."""
    start, end = held.start or held.end, held.end or held.start
    return bool(start and end and day.first <= end.last and start.first <= day.last)

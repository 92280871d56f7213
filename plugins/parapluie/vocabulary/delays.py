"""How late something is, in French: « 12 jours », « un mois », « 2 ans »."""

from datetime import date

from parapluie.vocabulary.grammar import NO_BREAK_SPACE, contract, spell
from parapluie.vocabulary.words import OF

_ONE = {"jour": "un jour", "mois": "un mois"}
_MOST_MONTHS = 24  # from two years on, months say more than there is to say


def since(last: date, today: date) -> str:
    """Return how long ago *last* was, in whole days, months or years; it is before *today*."""
    months = (today.year - last.year) * 12 + today.month - last.month - (today.day < last.day)
    if months < 1:
        return _number((today - last).days, "jour", "jours")
    if months < _MOST_MONTHS:
        return _number(months, "mois", "mois")
    return _number(months // 12, "an", "ans")


def late_by(last: date, today: date) -> str:
    """Return « de 12 jours », « d’un mois »."""
    return contract(OF, since(last, today))


def _number(number: int, one: str, many: str) -> str:
    return _ONE[one] if number == 1 else f"{spell(number)}{NO_BREAK_SPACE}{many}"

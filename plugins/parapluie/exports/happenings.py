"""What happened and what will, as the content dates it: adoptions, steps, checks, deadlines.

The day of a commit says when someone typed, not when something came about.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from parapluie.model import Entry
from parapluie.vocabulary import exports_words as words
from parapluie.vocabulary.dates import PartialDate, parse_date
from parapluie.vocabulary.grammar import typeset


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that an entry dates."""

    entry: Entry
    key: str  # tells it from the others of its entry, whatever is added
    what: str  # in a few words
    when: PartialDate
    until: PartialDate | None = None  # where it lasts

    @property
    def day(self) -> date:
        """The first day that it may be."""
        return self.when.first

    @property
    def title(self) -> str:
        """« Budget participatif : premier vote »."""
        return typeset(words.HAPPENED.format(title=self.entry.title, what=self.what))


def happenings(entry: Entry) -> list[Happening]:
    """Return what an entry dates, in the order of its fields."""
    found = []
    keys: set[str] = set()
    for key, what, when, until in _dated(entry):
        unique, number = f"{key}-{when.text.rstrip('~')}", 2
        while unique in keys:
            unique = f"{key}-{when.text.rstrip('~')}-{number}"
            number += 1
        keys.add(unique)
        found.append(Happening(entry, unique, what, when, until))
    return found


_Dated = tuple[str, str, PartialDate, PartialDate | None]


def _dated(entry: Entry) -> Iterator[_Dated]:
    fields = entry.fields
    for sourced in fields.get("adoption") or ():
        day = _date(sourced.value)
        if day:
            yield "adoption", words.ADOPTED, day, None
    period = fields.get("periode")
    if period and period.start:
        yield "periode", words.BEGINS, period.start, None
    if period and period.end and period.end != period.start:
        yield "fin", words.ENDS, period.end, None
    for step in fields.get("etapes") or ():
        if step.quand.start:
            yield "etape", step.titre, step.quand.start, _end(step.quand)
    for note in fields.get("suivi") or ():
        yield "suivi", note.texte, note.quand, None
    held = fields.get("quand")
    if held and held.start:
        yield "quand", entry.noun.singular, held.start, _end(held)
    for measured in fields.get("valeurs") or ():
        if measured.quand.start:
            value = " / ".join(one.value for one in measured.valeur)
            unit = fields.get("unite") or ""
            what = words.MEASURED.format(value=f"{value} {unit}".strip())
            yield "valeur", what, measured.quand.start, None
    if fields.get("verifie_le"):
        yield "verifie_le", words.CHECKED, fields["verifie_le"], None


def _end(period: Any) -> PartialDate | None:
    return period.end if period.end != period.start else None


def _date(text: str) -> PartialDate | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def adoption_days(entry: Entry) -> list[PartialDate]:
    """Return the days on which sources say that an entry was adopted."""
    return [day for one in entry.fields.get("adoption") or () if (day := _date(one.value))]

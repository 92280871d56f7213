"""Calendars (RFC 5545): consultations, last days to take part, steps and decisions.

Whole days alone: what the content knows to the month is no appointment. The `icalendar` package
takes 0.3 s to import, which is as long as a small site takes to check; what we write of the format
is the escaping of texts and the folding of lines.
"""

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from parapluie.meaning import awaited
from parapluie.model import Entry, EntryKey
from parapluie.site.publication import Publication, permanent
from parapluie.site.site_file import SiteFile, later
from parapluie.vocabulary import exports_words as words
from parapluie.vocabulary.dates import PartialDate, day_after
from parapluie.vocabulary.grammar import natural, typeset
from parapluie.vocabulary.links import CARRIED_BY

from .happenings import Happening

# What of an entry's dates is an appointment.
_KEPT = ("quand-", "etape-", "fin-")
_SPECIAL = re.compile(r"([\\;,])")
_LINE = 75  # bytes


@dataclass(frozen=True, slots=True)
class Appointment:
    """Days to hold free."""

    entry: Entry
    key: str
    title: str
    first: date
    last: date


def files(
    publication: Publication, found: Mapping[EntryKey, list[Happening]]
) -> Iterator[SiteFile]:
    """Yield the calendar of everything, then that of each service that has appointments."""
    carried: dict[Entry, list[Appointment]] = {}
    every: list[Appointment] = []
    for entry in publication.entries:
        held = appointments(entry, found.get(entry.key, ()))
        every += held
        for link in publication.graph.out(entry, CARRIED_BY.key) if held else ():
            carried.setdefault(link.target, []).extend(held)
    title = words.CALENDAR_TITLE.format(site=publication.options.site_name)
    yield SiteFile(words.CALENDAR, later(_calendar, publication, title, every))
    for actor in sorted(carried, key=lambda one: one.sort_key):
        title = words.CALENDAR_OF.format(title=actor.title)
        made = later(_calendar, publication, title, carried[actor])
        yield SiteFile(calendar_path(actor), made)


def calendar_path(entry: Entry) -> str:
    """Return where the calendar of an entry goes."""
    return f"{permanent(entry.key)}.ics"


def appointments(entry: Entry, found: Iterable[Happening]) -> list[Appointment]:
    """Return the days that an entry asks to hold free."""
    kept = [
        Appointment(
            entry,
            each.key,
            entry.title if each.key.startswith("quand-") else each.title,
            each.day,
            (each.until or each.when).last,
        )
        for each in found
        if each.key.startswith(_KEPT) and _is_day(each.when) and _is_day(each.until or each.when)
    ]
    for what, when in awaited.days(entry):
        if _is_day(when):
            title = words.AWAITED.format(title=entry.title, what=what)
            kept.append(Appointment(entry, awaited.KEY, typeset(title), when.first, when.last))
    opening = entry.fields.get("participer")
    if opening and _is_day(opening.jusqu_au):
        day = opening.jusqu_au.first
        kept.append(
            Appointment(entry, "participer", words.LAST_DAY.format(title=entry.title), day, day)
        )
    return kept


def _is_day(when: PartialDate) -> bool:
    return when.precision == "day" and not when.approximate


def _calendar(publication: Publication, title: str, kept: Iterable[Appointment]) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Parapluie//FR",
        f"X-WR-CALNAME:{_text(title)}",
    ]
    for each in sorted(kept, key=lambda each: (each.first, natural(each.title), each.key)):
        lines += _event(publication, each)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(publication: Publication, each: Appointment) -> list[str]:
    home = permanent(each.entry.key)
    name = f"{publication.options.site_url or publication.options.site_name}/{home}#{each.key}"
    address = publication.absolute(publication.page(each.entry))
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, name)}",
        # When the event was last written down: the content does not tell, and the hour of the build
        # would make every build differ.
        f"DTSTAMP:{_day(each.first)}T000000Z",
        f"DTSTART;VALUE=DATE:{_day(each.first)}",
        f"DTEND;VALUE=DATE:{_day(day_after(each.last))}",
        f"SUMMARY:{_text(typeset(each.title))}",
        "TRANSP:TRANSPARENT",
    ]
    if each.entry.summary:
        lines.append(f"DESCRIPTION:{_text(typeset(each.entry.summary))}")
    opening = each.entry.fields.get("participer")
    if opening and opening.lieu:
        lines.append(f"LOCATION:{_text(opening.lieu)}")
    if address:
        lines.append(f"URL:{address}")
    return [*lines, "END:VEVENT"]


def _day(day: date) -> str:
    # The system's own formats drop the zeros of early years.
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """Return a line in pieces of at most 75 bytes, no letter being cut."""
    pieces: list[bytes] = []
    piece = b""
    for letter in line:
        coded = letter.encode()
        if len(piece) + len(coded) > _LINE:
            pieces.append(piece)
            piece = b" "
        piece += coded
    return b"\r\n".join([*pieces, piece]) + b"\r\n"

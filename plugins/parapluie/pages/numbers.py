"""Numbers as adopted, as pages print them before titles in heads and lists, never in sentences."""

from markupsafe import Markup, escape

from parapluie.model import Entry
from parapluie.vocabulary.grammar import NO_BREAK_SPACE, capitalize, typeset


def number(entry: Entry) -> str:
    """Return « 1.2.3 », « Résolution 2024-05 », or nothing where the entry has no number.

    What a municipality calls otherwise keeps its own noun: « Règlement 2024-05 ».
    """
    said = entry.fields.get("numero")
    if not said or entry.kind.is_foreign:
        return ""
    # One no-break space, and only after a noun: the search tells the number by it.
    said = " ".join(str(said).split())
    noun = entry.kind.numbered_as
    if noun is None:
        return said
    own = entry.subkind.noun
    called = noun if own.singular == entry.kind.noun.singular else own
    return f"{capitalize(called.singular)}{NO_BREAK_SPACE}{said}"


def kicker(entry: Entry) -> str:
    """Return what stands over the title of what is known by its number: « Résolution 2024-05 »."""
    said, noun = number(entry), capitalize(entry.noun.singular)
    own = {entry.subkind.noun, entry.kind.numbered_as}
    return f"{said} · {noun}" if said and entry.noun not in own else said or noun


def called(entry: Entry) -> str:
    """Return the title of an entry after its number, as plain text."""
    said = number(entry)
    return f"{said} {entry.title}" if said else entry.title


def mark(entry: Entry) -> str:
    """Return what stands before a title, as HTML, with the space between them, or nothing.

    The comma, which nobody sees, makes a voice pause: « 3.1, Deux sentiers ».
    """
    said = number(entry)
    if not said:
        return ""
    return f'<span class="pp-number">{escape(said)}<span class="pp-unseen">,</span></span> '


def numbered(entry: Entry) -> Markup:
    """Return the title of an entry after its number."""
    return Markup(mark(entry)) + typeset(entry.title)

"""What an author says of a link, as a page prints it."""

from typing import Any

from markupsafe import Markup, escape

from parapluie.meaning.relations import Link
from parapluie.vocabulary.grammar import typeset


def reason(view: Any, link: Link) -> Markup:
    """Return the reason of a link, typeset."""
    return Markup(escape(typeset(link.why)))


def proof(view: Any, link: Link) -> Markup:
    """Return what shows that a link holds: the source."""
    found = link.reason.proof if link.reason else None
    if found is None:
        return Markup("")
    return Markup(escape(typeset(found.title or found.key)))

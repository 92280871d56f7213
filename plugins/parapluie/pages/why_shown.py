"""Why a link stands, as pages print it: the words of its author, and what shows it."""

from typing import Protocol

from markupsafe import Markup, escape

from parapluie.meaning.relations import Link
from parapluie.model import Entry
from parapluie.vocabulary import grammar
from parapluie.vocabulary.web_addresses import is_web


class Here(Protocol):
    """The page that is being written."""

    path: str

    def url(self, entry: Entry) -> str:
        """Return the relative address of an entry's page or place."""

    def page_url(self, path: str, anchor: str = "") -> str:
        """Return the relative address of a page, or of a place in it."""

    def holder(self, entry: Entry) -> Entry | None:
        """Return what holds a record, if it is one."""


def reason(here: Here, link: Link) -> Markup:
    """Return why the author of a link says that it stands, its `[[…]]` as links, or nothing."""
    if link.reason is None:
        return Markup("")
    text, position = link.reason.text, 0
    parts: list[str] = []
    for mention, entry in link.mentions:
        before = text[position : mention.start]
        shown = escape(grammar.typeset(mention.label or entry.title))
        parts += [
            escape(grammar.typeset(before)),
            f'<a href="{escape(here.url(entry))}">{shown}</a>',
        ]
        position = mention.end
    return Markup("".join([*parts, escape(grammar.typeset(text[position:]))]))


def proof(here: Here, link: Link) -> Markup:
    """Return the mark that leads to what shows a link, or nothing."""
    found = link.reason.proof if link.reason else None
    if found is None:
        return Markup("")
    if found.is_whole:
        if not found.url:
            return Markup('<span class="pp-ref">{}</span>').format(grammar.typeset(found.title))
        return _mark(found.url, found.title)
    if is_web(found.key):
        return _mark(found.key, "")
    sources = _sources(here, link)
    home = "" if link.origin.path == here.path else here.page_url(link.origin.path)
    return _mark(f"{home}#source-{found.key}", sources.get(found.key, ""))


def because(here: Here, link: Link | None) -> Markup:
    """Return why a link stands with what shows it, set apart from what precedes, or nothing."""
    if link is None:
        return Markup("")
    said = " ".join(filter(None, (reason(here, link), proof(here, link))))
    return Markup(f' <span class="pp-because">{said}</span>') if said else Markup("")


def _sources(here: Here, link: Link) -> dict[str, str]:
    """Return the titles of the sources of a page by key, those of what holds a record too."""
    holder = here.holder(link.origin)
    every = (*(holder.fields.get("sources") or () if holder else ()),)
    every += tuple(link.origin.fields.get("sources") or ())
    return {source.cle: source.titre for source in every if source.cle}


def _mark(address: str, title: str) -> Markup:
    shown = Markup(' title="{}"').format(grammar.typeset(title)) if title else ""
    return Markup('<a class="pp-ref" href="{}"{}>source</a>').format(address, shown)

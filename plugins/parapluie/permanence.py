"""Addresses that stay: those that lead elsewhere now, and those that are lost."""

from collections.abc import Iterable

from parapluie.graph import former_paths
from parapluie.model import Content, Entry
from parapluie.problems import Problem, problem
from parapluie.publication import Publication, permanent
from parapluie.vocabulary.exports_words import ADDRESSES_HEAD
from parapluie.vocabulary.kinds import PAGE


def redirects(publication: Publication) -> dict[str, Entry]:
    """Return each address, relative to the site, that leads to the page of an entry."""
    leading = {f"{permanent(entry.key)}/": entry for entry in publication.entries}
    for entry in publication.entries:
        before = permanent(entry.key).rpartition("/")[0]
        for old in entry.fields.get("anciens_ids") or ():
            leading.setdefault(f"{before}/{old}/", entry)
        for path in former_paths(entry, publication.graph.vocabulary):
            leading.setdefault(publication.page_at(path), entry)
        for address in entry.fields.get("anciennes_adresses") or ():
            leading.setdefault(_normal(address), entry)
    return leading


def _normal(address: str) -> str:
    """Return an address as a page has it: a file of the Web, or else a folder."""
    address = address.removeprefix("/")
    last = address.rstrip("/").rpartition("/")[2]
    return address if address.endswith("/") or "." in last else f"{address}/"


def published(publication: Publication) -> set[str]:
    """Return the addresses of the pages that the content decides: entries and their lists."""
    found = {publication.page_at(e.path) for e in publication.entries if not e.anchor}
    for entry in publication.entries:
        if entry.subkind.folder and entry.kind is not PAGE:
            found.add(publication.page_at(f"{entry.subkind.folder}/index.md"))
    return found | {f"{permanent(entry.key)}/" for entry in publication.entries}


def lost(publication: Publication, content: Content) -> list[Problem]:
    """P501: an address that was published and leads nowhere now."""
    if not content.published or not publication.graph.is_whole:
        return []
    known = published(publication) | redirects(publication).keys()
    return [
        problem("P501", place, value=address)
        for address, place in content.published
        if address not in known
    ]


def listed(publication: Publication, before: Iterable[str]) -> str:
    """Return the list of addresses with those of now; none of *before* is forgotten."""
    lines = sorted({*before, *published(publication)} - {""})
    return "\n".join([*ADDRESSES_HEAD, *lines, ""])

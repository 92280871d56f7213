"""Addresses that stay: those that lead elsewhere now, and those that are lost."""

from collections.abc import Iterable

from parapluie.graph import former_paths
from parapluie.model import Content, Entry
from parapluie.problems import Problem, problem
from parapluie.publication import Publication, permanent
from parapluie.vocabulary.exports_words import ADDRESSES_HEAD
from parapluie.vocabulary.kinds import PAGE
from parapluie.vocabulary.starting_words import EXAMPLE


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


def _standing(publication: Publication, entries: Iterable[Entry]) -> set[str]:
    """Return the addresses of the pages that *entries* decide: theirs and those of their lists."""
    found = set()
    for entry in entries:
        found.add(f"{permanent(entry.key)}/")
        if not entry.anchor:
            found.add(publication.page_at(entry.path))
        if entry.subkind.folder and entry.kind is not PAGE:
            found.add(publication.page_at(f"{entry.subkind.folder}/index.md"))
    return found


def published(publication: Publication) -> set[str]:
    """Return the addresses that `construire` publishes for good.

    The examples of a new town tell nothing true and are there to go: nobody is owed their pages.
    """
    return _standing(publication, (e for e in publication.entries if not _is_example(e.key[1])))


def _is_example(address: str) -> bool:
    return any(part.startswith(EXAMPLE) for part in address.split("/"))


def lost(publication: Publication, content: Content) -> list[Problem]:
    """P501: an address that was published and leads nowhere now."""
    if not content.published or not publication.graph.is_whole:
        return []
    known = _standing(publication, publication.entries) | redirects(publication).keys()
    return [
        problem("P501", place, value=address)
        for address, place in content.published
        if address not in known and not _is_example(address)
    ]


def listed(publication: Publication, before: Iterable[str]) -> str:
    """Return the list of addresses with those of now; of *before*, examples alone are forgotten."""
    kept = (address for address in before if not _is_example(address))
    lines = sorted({*kept, *published(publication)} - {""})
    return "\n".join([*ADDRESSES_HEAD, *lines, ""])

"""Addresses that stay: those that lead elsewhere now, and those that are lost."""

from collections.abc import Iterable

from parapluie.meaning.content_paths import former_paths
from parapluie.model import Content, Entry
from parapluie.problems import Problem, problem
from parapluie.site.publication import Publication, permanent
from parapluie.vocabulary import messages
from parapluie.vocabulary.exports_words import ADDRESSES_HEAD
from parapluie.vocabulary.starting_words import EXAMPLE

# What engines write themselves, and the folders in which themes do.
_OF_ENGINES = ("404.html", "sitemap.xml", "sitemap.xml.gz", "objects.inv")
_OF_THEMES = ("assets", "search", "illustrations")
# What engines take for the source of a page.
_SOURCES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


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


def clashes(publication: Publication, pages: Iterable[str], others: Iterable[str]) -> list[Problem]:
    """P227: an old address where the site has a file, or that cannot stand beside what it has.

    *pages* and *others* hold the path of each file of the site. At that of a page, it is read.
    """
    read = set(pages)
    files = {path.casefold(): path for path in (*read, *others, *_OF_ENGINES)}
    folders = {*_OF_THEMES, *(folder for path in files for folder in _above(path))}
    found = []
    for entry in publication.entries:
        for index, written in enumerate(entry.fields.get("anciennes_adresses") or ()):
            path = file_of(_normal(written))
            name = path.casefold()
            is_over = any(folder in files or folder in _OF_THEMES for folder in _above(name))
            is_taken = name in folders or (name in files and path not in read)
            reason = messages.OLD_ADDRESS_SOURCE if name.endswith(_SOURCES) else ""
            if is_taken or is_over:
                reason = messages.OLD_ADDRESS_TAKEN
            if reason:
                place = entry.places.get(f"anciennes_adresses.{index}", entry.place)
                found.append(problem("P227", place, value=written, reason=reason))
                continue
            # The next must stand beside this one too, or be the same.
            files.setdefault(name, path)
            read.add(path)
            folders.update(_above(name))
    return found


def file_of(address: str) -> str:
    """Return the path of the file that is read at an address of the site."""
    return f"{address}index.html" if address.endswith("/") or not address else address


def _above(path: str) -> list[str]:
    """Return the folders that a path goes through."""
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


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
        if entry.subkind.folder:
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

"""What every format asks of the site: its entries, and the addresses by which it names them.

An entry has a permanent address, `id/principe/participation`. The kind in it is ours, not the
town's word, which may change; the page that it leads to may move.
"""

from collections.abc import Iterable
from functools import cached_property

from parapluie.meaning.graph import Graph
from parapluie.meaning.relations import Link
from parapluie.model import Content, Entry, EntryKey, Framework
from parapluie.source.options import Options
from parapluie.vocabulary.exports_words import ID_FOLDER, LICENCES
from parapluie.vocabulary.kinds.facts import Kind


def identifier(key: EntryKey) -> str:
    """Return what names an entry in every format: « principe/participation »."""
    kind, name = key
    return f"{kind}/{name.replace('#', '/').replace(':', '/')}"


def permanent(key: EntryKey) -> str:
    """Return the permanent address of an entry, relative to the site, without a last slash."""
    return f"{ID_FOLDER}/{identifier(key)}"


def page_address(path: str, *, directory_urls: bool) -> str:
    """Return where an engine publishes the page at *path*, relative to the site."""
    stem = path.removesuffix(".md")
    folder, _, name = stem.rpartition("/")
    if not directory_urls:
        return f"{stem}.html"
    if name == "index":
        return f"{folder}/" if folder else ""
    return f"{stem}/"


def is_choice(place: str) -> bool:
    """Tell whether what stands after « # » is read by a script, or is the top of any page."""
    return "=" in place or place.lower() == "top"


class Publication:
    """The entries that the site shows, and how files name each other."""

    def __init__(self, graph: Graph, content: Content, options: Options) -> None:
        """Frameworks that nothing corresponds to are left out, as they are of the pages."""
        self.graph, self.options = graph, options
        self.frameworks = _frameworks_shown(graph, content, options)
        shown = {item.key for framework in self.frameworks for item in framework.items}
        self.entries: tuple[Entry, ...] = tuple(
            entry for entry in graph.entries if not entry.kind.is_foreign or entry.key in shown
        )

    def makes(self, form: str) -> bool:
        """Tell whether the town publishes a form."""
        return form in self.options.exports

    @cached_property
    def by_kind(self) -> list[tuple[Kind, list[Entry]]]:
        """The entries under their kinds, those without entries left out."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.kind.key, []).append(entry)
        kinds = self.graph.vocabulary.kinds
        return [(kind, found[kind.key]) for kind in kinds if kind.key in found]

    def out(self, entry: Entry) -> list[Link]:
        """Return the links that an entry declares."""
        return self.graph.out(entry)

    @cached_property
    def links(self) -> list[Link]:
        """Every link."""
        return [link for entry in self.entries for link in self.graph.out(entry)]

    # --- Addresses ---

    def page(self, entry: Entry) -> str:
        """Return where an entry can be read, relative to the site."""
        address = self.page_at(entry.path)
        return f"{address}#{entry.anchor}" if entry.anchor else address

    def page_at(self, path: str) -> str:
        """Return where the page at *path* can be read, relative to the site."""
        return page_address(path, directory_urls=self.options.directory_urls)

    def absolute(self, address: str) -> str:
        """Return an address of the site in full, or nothing where it does not know its own."""
        base = self.options.site_url
        return f"{base}{address}" if base else ""

    def reference(self, address: str, origin: str) -> str:
        """Return an address of the site for the file at *origin*: in full, or else relative."""
        up = "../" * origin.count("/")
        return self.absolute(address) or f"{up}{address}" or "./"

    @property
    def licence(self) -> tuple[str, str]:
        """The name of the licence and its address; both empty without one."""
        written = self.options.licence
        return LICENCES.get(written) or (written, written)


def _frameworks_shown(graph: Graph, content: Content, options: Options) -> list[Framework]:
    return [
        framework
        for framework in content.frameworks
        if framework.key in options.frameworks or _corresponds(graph, framework.items)
    ]


def _corresponds(graph: Graph, items: Iterable[Entry]) -> bool:
    return any(graph.into(item, "referentiels") for item in items)

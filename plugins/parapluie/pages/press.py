"""What a section may ask: what is known of the site, a page made of it, a place in the menu."""

from collections.abc import Callable, Mapping
from typing import Any

from parapluie.exports import Exports
from parapluie.meaning.facets import Facets
from parapluie.meaning.list_filters import FILTERED, Filters, filters
from parapluie.meaning.progress import Progress
from parapluie.model import Entry
from parapluie.site.fragments import unmarked
from parapluie.vocabulary.local_words import Subkind

from .gather import Gatherer
from .page_data import Made, SiteFile
from .participation import Process
from .resources import Resources
from .view import View


class Press:
    """What a section may ask; it knows neither the sections nor who calls them."""

    def __init__(self, resources: Resources) -> None:
        self.resources = resources
        self.graph, self.content = resources.graph, resources.content
        self.options, self.publication = resources.options, resources.publication
        self.frameworks, self.list_paths = resources.frameworks, resources.list_paths
        self.offered: dict[str, list[tuple[str, str]]] = {}
        self.process = Process(self.graph, self.options.today)
        self.gatherer = Gatherer(self.graph, resources.members, self.process, resources.facets)

    @property
    def exports(self) -> Exports:
        """What is published beside the pages."""
        return self.resources.exports

    @property
    def facets(self) -> Facets:
        """What can be asked of each entry."""
        return self.resources.facets

    @property
    def progress(self) -> Progress:
        """Where the actions stand."""
        return self.resources.progress

    def address(self, path: str) -> str:
        """Return where the engine publishes the page at *path*, relative to the site."""
        return self.resources.address(path)

    def members(self, subkind: Subkind) -> list[Entry]:
        """Return the entries of a sub-kind in the order of its list."""
        return self.resources.members(subkind)

    def filters(self, subkind: Subkind) -> Filters | None:
        """Return what the list of a sub-kind can be filtered by, if it can."""
        if subkind.kind not in FILTERED:
            return None
        return filters(self.facets, subkind, self.members(subkind))

    def offer(self, menu: str, label: str, path: str) -> None:
        """Put a page of ours under the heading *menu* of the menu."""
        self.offered.setdefault(menu, []).append((label, path))

    def render(
        self,
        template: str,
        path: str,
        gather: Callable[[], Mapping[str, Any]] = dict,
        *,
        origin: str = "",
        **context: Any,
    ) -> SiteFile:
        """Return the page at *path*, which a template will make of *context*.

        *gather* returns the rest of the context, found when the page is made. *origin* is the file
        of the content folder that the page replaces.
        """

        def make() -> Made:
            text = self.resources.environment.get_template(f"{template}.md.jinja").render(
                v=View(self.resources, path),
                graph=self.graph,
                options=self.options,
                path=path,
                **{"entry": None, **context, **gather()},
            )
            return Made(*unmarked(text))

        return SiteFile(path, make, origin)

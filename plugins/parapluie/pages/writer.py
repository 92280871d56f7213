"""Writing every page of a site: entries, lists, and a section for each feature."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from parapluie.exports import Exports
from parapluie.meaning.graph import Graph
from parapluie.model import Content, Entry, Picture
from parapluie.site.permanence import file_of, redirects
from parapluie.site.publication import Publication
from parapluie.site.site_file import later
from parapluie.source.options import Options
from parapluie.vocabulary import words
from parapluie.vocabulary.kinds.term import TERM
from parapluie.vocabulary.words import FRAMEWORKS_FOLDER, GLOSSARY_FOLDER

from . import (
    blind_spots,
    complete_policy,
    council_pages,
    crossing,
    follow_up,
    gaps_page,
    guide,
    handouts,
    interior,
    matrix,
    money_page,
    open_data,
    participation_pages,
    persona,
    plain_language,
    schema_files,
    search_page,
    statements,
    to_reread,
    town_words,
    twenty_minutes,
    version_changes,
    year_pages,
)
from .landmarks import framework_pages, glossary
from .lists import home_page, list_pages
from .page_data import SiteFile
from .press import Press
from .resources import Asked, Resources
from .story_pages import story_pages
from .tool_addresses import tool_paths

_INDEX = "index.md"

# What writes the pages of a feature from the whole; each in a module of its own.
SECTIONS: tuple[Callable[[Press], list[SiteFile]], ...] = (
    guide.written_pages,
    participation_pages.heard_pages,
    follow_up.pages,
    money_page.pages,
    complete_policy.pages,
    statements.pages,
    persona.persona,
    gaps_page.pages,
    blind_spots.blind_spots,
    plain_language.plain_language,
    schema_files.published_schemas,
    guide.pages,
    interior.pages,
    matrix.pages,
    crossing.pages,
    town_words.pages,
    to_reread.pages,
    version_changes.pages,
    council_pages.pages,
    year_pages.pages,
    twenty_minutes.pages,
    open_data.pages,
    handouts.files,
    # After those that offer pages to the menu: they are found too.
    search_page.search_pages,
)


class Writer:
    """Write every page of a site."""

    def __init__(
        self,
        graph: Graph,
        content: Content,
        options: Options,
        pictures: Mapping[str, Picture],
        cache: Path | None = None,
    ) -> None:
        """With a *cache* folder, what has no picture gets one, to be drawn there afterwards."""
        self.graph, self.content, self.options, self.cache = graph, content, options, cache
        self.resources = Resources(graph, content, options, pictures, cache)
        self.press = Press(self.resources)
        self._entry_pages: dict[str, SiteFile] = {}

    # --- What those who have the pages ask ---

    @property
    def asked(self) -> Asked:
        """What the pages made so far ask of other files."""
        return self.resources.asked

    @asked.setter
    def asked(self, asked: Asked) -> None:
        self.resources.asked = asked

    @property
    def style_rules(self) -> str:
        """The rules that the pages written so far ask of the style sheet."""
        return self.resources.style_rules

    @property
    def offered(self) -> dict[str, list[tuple[str, str]]]:
        """The pages of ours that stand in the menu, by heading."""
        return self.press.offered

    @property
    def list_paths(self) -> Mapping[str, str]:
        """The pages of the lists, by key of kind or of sub-kind."""
        return self.resources.list_paths

    @property
    def publication(self) -> Publication:
        """What is published, and where."""
        return self.resources.publication

    @property
    def exports(self) -> Exports:
        """What is published beside the pages."""
        return self.resources.exports

    # --- Pages ---

    def write(self) -> list[SiteFile]:
        """Return every page: entries, lists, frameworks, glossary and guide; no redirect."""
        files: list[SiteFile] = []
        graph, press = self.graph, self.press
        folders = {s.list_folder: s for s in graph.vocabulary.subkinds if s.list_folder}
        introduced = {*folders, FRAMEWORKS_FOLDER, GLOSSARY_FOLDER, ""}
        introductions: dict[str, Entry] = {}
        for entry in graph.entries:
            if entry.anchor or entry.kind.is_foreign or entry.kind.in_glossary:
                continue
            folder, _, name = entry.path.rpartition("/")
            if entry.kind.is_plain_page and name == _INDEX and folder in introduced:
                introductions[folder] = entry
            else:
                files.append(self._entry_page(entry))
        files.append(home_page(press, introductions.pop("", None)))
        for folder, subkind in folders.items():
            if press.members(subkind):
                write = story_pages if subkind.kind.is_story else list_pages
                files += write(press, subkind, introductions.pop(folder, None))
        if press.frameworks:
            files += framework_pages(press, introductions.pop(FRAMEWORKS_FOLDER, None))
        if graph.of(TERM.key):
            introduction = introductions.pop(GLOSSARY_FOLDER, None)
            files.append(glossary(press, introduction, self._entry_pages))
        # What introduces an empty list is a page like any other.
        files += [self._entry_page(entry) for entry in introductions.values()]
        for section in SECTIONS:
            files += section(press)
        return files

    def _entry_page(self, entry: Entry) -> SiteFile:
        page = self._entry_pages[entry.path] = self.press.render(
            entry.kind.template,
            entry.path,
            partial(self.press.gatherer.context, entry),
            entry=entry,
            origin=entry.path,
        )
        return page

    def published_at(self, path: str) -> str:
        """Return where the engine writes what a file of ours holds, in the folder of the site."""
        return file_of(self.resources.address(path)) if path.endswith(".md") else path

    def redirects(self, made: Iterable[SiteFile]) -> list[SiteFile]:
        """Return a page for each former or permanent address, which leads to the present one.

        At the addresses of what is *made*, that is read.
        """
        paths = {file.path for file in made}
        taken = set(map(self.published_at, paths))
        template = self.resources.environment.get_template("redirect.html.jinja")

        def written(title: str, target: str) -> str:
            return template.render(title=title, target=target)

        found = []
        for address, entry in redirects(self.publication).items():
            path = file_of(address)
            if path not in taken:
                taken.add(path)
                target = "../" * path.count("/") + self.publication.page(entry)
                found.append(SiteFile(path, later(written, entry.title, target)))
        follow = words.FOLLOW_PATH if words.FOLLOW_PATH in paths else _INDEX
        for path in map(self.published_at, tool_paths(self.press)):
            if path not in taken:
                target = "../" * path.count("/") + self.publication.page_at(follow)
                found.append(SiteFile(path, later(written, words.MENU_FOLLOW, target)))
        return found

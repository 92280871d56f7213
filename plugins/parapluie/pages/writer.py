"""Writing every page of a site from templates."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from markupsafe import escape

from parapluie.exports import Exports, exports
from parapluie.exports.linked_data import Linked
from parapluie.meaning.content_paths import normal
from parapluie.meaning.facets import FILTERED, Facets, Filters, filters
from parapluie.meaning.graph import Graph
from parapluie.meaning.lexicon import Lexicon
from parapluie.meaning.progress import Progress
from parapluie.model import Content, Entry, EntryKey, Picture
from parapluie.pictures import Card, Landscape
from parapluie.site import prose
from parapluie.site.fragments import unmarked
from parapluie.site.permanence import file_of, redirects
from parapluie.site.publication import Publication, page_address
from parapluie.site.site_file import later
from parapluie.source.options import Options
from parapluie.vocabulary import grammar
from parapluie.vocabulary.fields import Choice, Phase
from parapluie.vocabulary.file_fields import ILLUSTRATION_FIELDS
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.kinds.action import ACTION
from parapluie.vocabulary.kinds.activity import ACTIVITY
from parapluie.vocabulary.kinds.chapter import CHAPTER
from parapluie.vocabulary.kinds.page import PAGE
from parapluie.vocabulary.kinds.principle import PRINCIPLE
from parapluie.vocabulary.kinds.reference import REFERENCE
from parapluie.vocabulary.kinds.term import TERM
from parapluie.vocabulary.local_words import Subkind
from parapluie.vocabulary.rules import RULES
from parapluie.vocabulary.words import (
    COVERAGE_PAGE,
    FRAMEWORKS_FOLDER,
    GLOSSARY_FOLDER,
    GUIDE_FOLDER,
    GUIDE_PICTURES,
    GUIDE_RULES,
    GUIDE_STORY,
    STORY_PAGE,
)

from . import (
    blind_spots,
    complete_policy,
    council_pages,
    crossing,
    follow_up,
    gaps,
    guide,
    matrix,
    open_data,
    persona,
    plain_language,
    public_process,
    schema_files,
    search_page,
    share,
    statements,
    to_reread,
    town_words,
    twenty_minutes,
    version_changes,
    year_pages,
)
from .environment import environment
from .gather import Gatherer, by_kind, choices
from .page_data import Made, SiteFile
from .public_process import Process
from .story import coverage, told
from .view import View

_INDEX = "index.md"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the pages made so far ask of other files, of the glossary as well."""

    landscapes: dict[Landscape, Picture] = field(default_factory=dict)
    cards: dict[str, Card] = field(default_factory=dict)  # by their paths
    rules: dict[str, str] = field(default_factory=dict)  # of the style sheet, by their classes
    uses: dict[str, set[EntryKey]] = field(default_factory=dict)  # what explains each term

    def add(self, other: "Asked") -> None:
        """Ask for what *other* asks for too."""
        self.landscapes.update(other.landscapes)
        self.cards.update(other.cards)
        self.rules.update(other.rules)
        for term, entries in other.uses.items():
            self.uses.setdefault(term, set()).update(entries)


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
        self.graph, self.content, self.options = graph, content, options
        self.pictures = pictures
        paths = (*content.assets, *(entry.path for entry in graph.entries))
        self.named = prose.Files(
            {normal(made.illustration.file): made.path for made in pictures.values()},
            {normal(path): path for path in paths if not path.isascii()},
            self.address,
        )
        self.cache = cache
        self.asked = Asked()
        self.environment = environment(options, graph)
        self.publication = Publication(graph, content, options)
        self.linked_data = Linked(self.publication)
        self.frameworks = self.publication.frameworks
        self.list_paths = self._list_paths()
        self.offered: dict[str, list[tuple[str, str]]] = {}
        self._entry_pages: dict[str, SiteFile] = {}
        self._principles: dict[Entry, str] = {}
        self._linked: dict[Entry, tuple[str, str]] = {}
        self.process = Process(graph, options.today)
        self.gatherer = Gatherer(graph, self._members, self.process, self.facets)

    def picture(self, entry: Entry) -> Picture | None:
        """Return the illustration of an entry, or its landscape in the colours of its principle."""
        wanted = entry.fields.get("illustration")
        found = self.pictures.get(wanted or "")
        return found or self.landscape(f"{entry.kind.key}:{entry.id}", self._principle_of(entry))

    def landscape(self, identifier: str, principle: str) -> Picture | None:
        """Return the landscape of an identifier, to be drawn once the pages are written."""
        if self.cache is None:
            return None
        landscape = Landscape(identifier, principle)
        found = self.asked.landscapes.get(landscape)
        if found is None:
            found = self.asked.landscapes[landscape] = landscape.picture(self.cache)
        return found

    def card(self, path: str, title: str, sentence: str, entry: Entry | None) -> str:
        """Return the path of the sharing card of the page at *path*."""
        if self.cache is None:
            return ""
        landscape = Landscape(path, path)
        if entry is not None and entry.kind is not PAGE:
            landscape = Landscape(f"{entry.kind.key}:{entry.id}", self._principle_of(entry))
        wanted = entry.fields.get("illustration") if entry else None
        picture = self.pictures.get(wanted or "") or landscape.picture(self.cache)
        options = self.options
        card = Card(title, sentence, options.site_name, options.notice, picture, landscape)
        self.asked.cards[card.path] = card
        return card.path

    def _principle_of(self, entry: Entry) -> str:
        """Return the id of the nearest principle, looked up once however many cards show it."""
        found = self._principles.get(entry)
        if found is None:
            nearest = [entry] if entry.kind is PRINCIPLE else []
            nearest = nearest or self.graph.nearest(entry, PRINCIPLE.key) or [entry]
            found = self._principles[entry] = nearest[0].id
        return found

    @cached_property
    def exports(self) -> Exports:
        """What is published beside the pages, made once."""
        return exports(self.publication)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words that pages explain."""
        return Lexicon(self.graph.of(TERM.key))

    @cached_property
    def word_macros(self) -> Any:
        """What explains a word, found once however many words there are."""
        return self.environment.get_template("word.jinja").module

    @cached_property
    def facets(self) -> Facets:
        """What can be asked of each entry, found once for every page that asks."""
        return Facets(self.graph, self.options.today)

    @cached_property
    def progress(self) -> Progress:
        """Where the actions stand, counted once for every page."""
        return Progress(self.graph)

    def offer(self, menu: str, label: str, path: str) -> None:
        """Put a page of ours under the heading *menu* of the menu."""
        self.offered.setdefault(menu, []).append((label, path))

    def rule(self, name: str, declarations: str) -> str:
        """Keep a rule for the style sheet and return its class.

        Attributes of style would need a site to allow inline styles.
        """
        self.asked.rules[name] = declarations
        return name

    @property
    def style_rules(self) -> str:
        """The rules that the pages written so far ask of the style sheet."""
        return "".join(f".{name} {{ {rule} }}\n" for name, rule in sorted(self.asked.rules.items()))

    # --- Addresses ---

    def address(self, path: str) -> str:
        """Return where the engine publishes the page at *path*, relative to the site."""
        return page_address(path, directory_urls=self.options.directory_urls)

    def linked(self, entry: Entry) -> tuple[str, str]:
        """Return where the page of an entry is published and its title, as HTML writes them."""
        found = self._linked.get(entry)
        if found is None:
            title = grammar.typeset(entry.title)
            found = self._linked[entry] = str(escape(self.address(entry.path))), str(escape(title))
        return found

    def _list_paths(self) -> dict[str, str]:
        paths: dict[str, str] = {}
        for kind in KINDS:
            for subkind in self.graph.vocabulary.of(kind):
                if subkind.list_folder and self._members(subkind):
                    path = f"{subkind.list_folder}/{_INDEX}"
                    paths[subkind.key] = path
                    paths.setdefault(kind.key, path)
        if self.graph.of(TERM.key):
            paths[TERM.key] = f"{GLOSSARY_FOLDER}/{_INDEX}"
        if self.frameworks:
            paths[REFERENCE.key] = f"{FRAMEWORKS_FOLDER}/{_INDEX}"
        return paths

    @cached_property
    def _by_subkind(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.graph.entries:
            found.setdefault(entry.subkind.key, []).append(entry)
        for entries in found.values():
            if entries[0].kind.by_date:
                entries.sort(key=_when)
        return found

    def _members(self, subkind: Subkind) -> list[Entry]:
        return self._by_subkind.get(subkind.key, [])

    # --- Pages ---

    def write(self) -> list[SiteFile]:
        """Return every page: entries, lists, frameworks, glossary and guide; no redirect."""
        files: list[SiteFile] = []
        folders = {s.list_folder: s for s in self.graph.vocabulary.subkinds if s.list_folder}
        introduced = {*folders, FRAMEWORKS_FOLDER, GLOSSARY_FOLDER, ""}
        introductions: dict[str, Entry] = {}
        for entry in self.graph.entries:
            if entry.anchor or entry.kind is REFERENCE or entry.kind is TERM:
                continue
            folder, _, name = entry.path.rpartition("/")
            if entry.kind is PAGE and name == _INDEX and folder in introduced:
                introductions[folder] = entry
            else:
                files.append(self.entry_page(entry))
        files.append(self._home_page(introductions.pop("", None)))
        for folder, subkind in folders.items():
            if self._members(subkind):
                write = self._story if subkind.kind is CHAPTER else self._list
                files += write(subkind, introductions.pop(folder, None))
        if self.frameworks:
            files += self._framework_pages(introductions.pop(FRAMEWORKS_FOLDER, None))
        if self.graph.of(TERM.key):
            files.append(self._glossary(introductions.pop(GLOSSARY_FOLDER, None)))
        # What introduces an empty list is a page like any other.
        files += [self.entry_page(entry) for entry in introductions.values()]
        if self.options.guide:
            story = self.graph.vocabulary.of(CHAPTER)[0]
            files += (
                self.render("rules", f"{GUIDE_FOLDER}/{GUIDE_RULES}.md", rules=RULES),
                self.render("guide_story", f"{GUIDE_FOLDER}/{GUIDE_STORY}.md", folder=story.folder),
                self.render(
                    "guide_pictures",
                    f"{GUIDE_FOLDER}/{GUIDE_PICTURES}.md",
                    fields=ILLUSTRATION_FIELDS,
                ),
            )
        for section in SECTIONS:
            files += section(self)
        return files

    def entry_page(self, entry: Entry) -> SiteFile:
        """Return the page of one entry."""
        page = self._entry_pages[entry.path] = self.render(
            entry.kind.code,
            entry.path,
            partial(self.gatherer.context, entry),
            entry=entry,
            origin=entry.path,
        )
        return page

    def _home_page(self, entry: Entry | None) -> SiteFile:
        active = (Phase.DURING, Phase.ONGOING)
        actions = [
            action
            for action in self.graph.of(ACTION.key)
            if action.fields["statut"] and action.fields["statut"].phase in active
        ]
        actions.sort(key=lambda action: (action.fields["illustration"] is None, action.sort_key))
        return self.render(
            "home",
            _INDEX,
            entry=entry,
            origin=_INDEX if entry else "",
            chapters=self.graph.of(CHAPTER.key),
            principles=[p for p in self.graph.of(PRINCIPLE.key) if not self.graph.out(p, "parent")],
            actions=actions[:6],
            counts=self._counts(),
            openings=self.process.openings(self.graph.of(ACTIVITY.key)),
        )

    def _counts(self) -> list[tuple[Subkind, int, str]]:
        """Return each sub-kind that has a list, with its number of entries and the list's path."""
        return [
            (subkind, len(self._members(subkind)), self.list_paths[subkind.key])
            for subkind in self.graph.vocabulary.in_order
            if subkind.key in self.list_paths and subkind.list_folder
        ]

    def _list(self, subkind: Subkind, entry: Entry | None) -> list[SiteFile]:
        path = f"{subkind.list_folder}/{_INDEX}"
        if subkind.kind.is_process:
            return [public_process.list_page(self, subkind, entry, path)]
        return [
            self.render(
                "list",
                path,
                lambda: {"filters": self.filters(subkind)},
                origin=path if entry else "",
                entry=entry,
                subkind=subkind,
                groups=self._groups(subkind),
            )
        ]

    def filters(self, subkind: Subkind) -> Filters | None:
        """Return what the list of a sub-kind can be filtered by, if it can."""
        if subkind.kind not in FILTERED:
            return None
        return filters(self.facets, subkind, self._members(subkind))

    def _story(self, subkind: Subkind, entry: Entry | None) -> list[SiteFile]:
        """Return the cover of the story, the story on one page, and what of it is true."""
        chapters = self._members(subkind)
        path = f"{subkind.folder}/{_INDEX}"
        passages = told(self.graph, chapters)
        reading = [prose.minutes(chapter) for chapter in chapters]
        context: dict[str, Any] = {
            "entry": entry,
            "subkind": subkind,
            "chapters": chapters,
            "reading": reading,
            "total_minutes": sum(reading),
            "story_path": f"{subkind.folder}/{STORY_PAGE}.md",
            "coverage_path": f"{subkind.folder}/{COVERAGE_PAGE}.md",
            "has_passages": bool(passages),
        }
        files = [
            self.render("story", path, origin=path if entry else "", **context),
            self.render("book", context["story_path"], **context),
        ]
        if passages:
            every, untold = coverage(self.graph)
            unserved = [passage for passage in every if passage.chapter.subkind is subkind]
            files.append(
                self.render(
                    "coverage",
                    context["coverage_path"],
                    subkind=subkind,
                    served=len(passages) - len(unserved),
                    unserved=unserved,
                    untold=untold,
                )
            )
        return files

    def _groups(self, subkind: Subkind) -> list[tuple[str, list[Entry]]]:
        """Return the entries of a list under headings: by year, by status, or all together."""
        entries = self._members(subkind)
        groups: dict[str, list[Entry]] = {}
        if subkind.kind.by_date:
            for entry in entries:
                start = entry.fields["quand"].start or entry.fields["quand"].end
                groups.setdefault(str(start.first.year), []).append(entry)
            return list(groups.items())
        if subkind.kind is ACTION:
            statuses = [choice.key for choice in choices(subkind, "statut")]
            for entry in sorted(entries, key=lambda e: _rank(e.fields["statut"], statuses)):
                status = entry.fields["statut"]
                gender = subkind.noun.gender
                label = status.agreed(gender, plural=True) if status else ""
                groups.setdefault(label, []).append(entry)
            return list(groups.items())
        return [("", entries)]

    def _framework_pages(self, introduction: Entry | None) -> list[SiteFile]:
        files = []
        for framework in self.frameworks:
            rows = [(item, self.graph.into(item, "referentiels")) for item in framework.items]
            files.append(self.render("framework", framework.path, framework=framework, rows=rows))
            for position, (item, links) in enumerate(rows):
                files.append(
                    self.render(
                        REFERENCE.code,
                        item.path,
                        entry=item,
                        framework=framework,
                        groups=by_kind([link.origin for link in links], self.graph),
                        position=position,
                    )
                )
        path = f"{FRAMEWORKS_FOLDER}/{_INDEX}"
        files.append(
            self.render(
                "frameworks",
                path,
                origin=path if introduction else "",
                entry=introduction,
                frameworks=self.frameworks,
                introduction=self.graph.introduction(self.graph.vocabulary.of(REFERENCE)[0]),
            )
        )
        return files

    def _glossary(self, introduction: Entry | None) -> SiteFile:
        path = f"{GLOSSARY_FOLDER}/{_INDEX}"
        return self.render(
            "glossary",
            path,
            self._gather_uses,
            origin=path if introduction else "",
            entry=introduction,
            terms=self.graph.of(TERM.key),
            introduction=self.graph.introduction(self.graph.vocabulary.of(TERM)[0]),
        )

    def _gather_uses(self) -> dict[str, Any]:
        """Return which pages use which word: a page says so when it is made."""
        for entry in self.graph.entries:
            page = self._entry_pages.get(entry.path)
            if page and self.lexicon.spans(f"{entry.summary}\n{entry.body}"):
                _ = page.made
        ranks = {entry.key: rank for rank, entry in enumerate(self.graph.entries)}
        return {
            "uses": {
                term: [self.graph.get(key) for key in sorted(keys, key=ranks.__getitem__)]
                for term, keys in self.asked.uses.items()
            }
        }

    def published_at(self, path: str) -> str:
        """Return where the engine writes what a file of ours holds, in the folder of the site."""
        return file_of(self.address(path)) if path.endswith(".md") else path

    def redirects(self, made: Iterable[SiteFile]) -> list[SiteFile]:
        """Return a page for each former or permanent address, which leads to the present one.

        At the addresses of what is *made*, that is read.
        """
        taken = {self.published_at(file.path) for file in made}
        template = self.environment.get_template("redirect.html.jinja")

        def written(entry: Entry, target: str) -> str:
            return template.render(title=entry.title, target=target)

        found = []
        for address, entry in redirects(self.publication).items():
            path = file_of(address)
            if path not in taken:
                taken.add(path)
                target = "../" * path.count("/") + self.publication.page(entry)
                found.append(SiteFile(path, later(written, entry, target)))
        return found

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
            text = self.environment.get_template(f"{template}.md.jinja").render(
                v=View(self, path),
                graph=self.graph,
                options=self.options,
                path=path,
                **{"entry": None, **context, **gather()},
            )
            return Made(*unmarked(text))

        return SiteFile(path, make, origin)


# What writes the pages of a feature from the whole; each in a module of its own.
SECTIONS: tuple[Callable[[Writer], list[SiteFile]], ...] = (
    public_process.heard_pages,
    follow_up.pages,
    complete_policy.pages,
    statements.pages,
    persona.persona,
    gaps.pages,
    blind_spots.blind_spots,
    plain_language.plain_language,
    schema_files.published_schemas,
    guide.pages,
    matrix.pages,
    crossing.pages,
    town_words.pages,
    to_reread.pages,
    version_changes.pages,
    council_pages.pages,
    year_pages.pages,
    twenty_minutes.pages,
    open_data.pages,
    share.files,
    # After those that offer pages to the menu: they are found too.
    search_page.search_pages,
)


def _rank(status: Choice | None, order: Sequence[str]) -> int:
    return order.index(status.key) if status else len(order)


def _when(entry: Entry) -> tuple[Any, ...]:
    period = entry.fields["quand"]
    first = (period.start or period.end).first
    last = (period.end or period.start).last
    return (first, last, entry.sort_key)

"""What every page draws on, found once: pictures, words, addresses, what is known of entries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import escape

from parapluie.exports import Exports, exports
from parapluie.exports.linked_data import Linked
from parapluie.meaning.content_paths import normal
from parapluie.meaning.facets import Facets
from parapluie.meaning.graph import Graph
from parapluie.meaning.lexicon import Lexicon
from parapluie.meaning.money import Money
from parapluie.meaning.progress import Progress
from parapluie.model import Content, Entry, EntryKey, Picture
from parapluie.pictures import Card, Landscape
from parapluie.site import prose
from parapluie.site.publication import Publication, page_address
from parapluie.source.options import Options
from parapluie.vocabulary import grammar
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.kinds.page import PAGE
from parapluie.vocabulary.kinds.principle import PRINCIPLE
from parapluie.vocabulary.kinds.reference import REFERENCE
from parapluie.vocabulary.kinds.term import TERM
from parapluie.vocabulary.links import APPLIES
from parapluie.vocabulary.local_words import Subkind
from parapluie.vocabulary.words import FRAMEWORKS_FOLDER, GLOSSARY_FOLDER

from .environment import environment

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


class Resources:
    """What every page draws on, and what the pages made so far ask of other files."""

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
        self._principles: dict[Entry, str] = {}
        self._linked: dict[Entry, tuple[str, str]] = {}

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
        if entry is not None and not entry.kind.is_plain_page:
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
            nearest = [entry] if entry.kind.key in APPLIES.targets else []
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
    def plain_pages(self) -> dict[str, Entry]:
        """The pages that are no part of the framework, by their ids: some introduce a list."""
        return {page.id: page for page in self.graph.of(PAGE.key)}

    @cached_property
    def facets(self) -> Facets:
        """What can be asked of each entry, found once for every page that asks."""
        return Facets(self.graph, self.options.today)

    @cached_property
    def progress(self) -> Progress:
        """Where the actions stand, counted once for every page."""
        return Progress(self.graph)

    @cached_property
    def money(self) -> Money:
        """What is planned and spent, rolled up once for every page."""
        return Money(self.graph)

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

    # --- Lists ---

    def _list_paths(self) -> dict[str, str]:
        paths: dict[str, str] = {}
        for kind in KINDS:
            for subkind in self.graph.vocabulary.of(kind):
                if subkind.list_folder and self.members(subkind):
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

    def members(self, subkind: Subkind) -> list[Entry]:
        """Return the entries of a sub-kind in the order of its list."""
        return self._by_subkind.get(subkind.key, [])


def _when(entry: Entry) -> tuple[Any, ...]:
    period = entry.fields["quand"]
    first = (period.start or period.end).first
    last = (period.end or period.start).last
    return (first, last, entry.sort_key)

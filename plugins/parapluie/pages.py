"""Pages: finished Markdown, with fragments of HTML, from entries, the graph and templates.

What a page shows is gathered here, as data; how it reads is in `templates/`, one template per kind.
Addresses in fragments are relative, so that the site works under any path and from a disk.
"""

import html
import json
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from parapluie import prose, sentences
from parapluie.graph import Dependence, Graph, Link
from parapluie.model import (
    Content,
    Entry,
    EntryKey,
    Framework,
    Hotspot,
    Passage,
    Picture,
    Place,
    SourcedValue,
)
from parapluie.options import Options
from parapluie.pictures import Card, Landscape
from parapluie.sentences import Sentence
from parapluie.vocabulary import grammar
from parapluie.vocabulary.dates import parse_date
from parapluie.vocabulary.kinds import (
    ACTION,
    CARRIED_BY,
    CHAPTER,
    FOR_GROUPS,
    ILLUSTRATION_FIELDS,
    KINDS,
    MENTIONS,
    OBJECTIVE,
    PAGE,
    POLICY,
    PRINCIPLE,
    REFERENCE,
    SUPPORTED_BY,
    TERM,
    Choice,
    LinkType,
    Phase,
)
from parapluie.vocabulary.local import Subkind
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

_TEMPLATES = Path(__file__).parent / "templates"
_INDEX = "index.md"
_KIND_ORDER = {kind.key: number for number, kind in enumerate(KINDS)}
_LEAD = (FOR_GROUPS.key, CARRIED_BY.key, SUPPORTED_BY.key)


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the site: its path among the sources that an engine reads, and what it holds."""

    path: str
    content: str | bytes | Path  # text, bytes, or a file that holds them
    origin: str = ""  # the file it replaces, relative to the content folder


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in the list of what depends on another, with its reasons as sentences."""

    entry: Entry
    reasons: tuple[Sentence, ...]
    distance: int
    under: Entry | None  # the objective that it is listed under


@dataclass(slots=True)
class PolicyGroup:
    """What depends on an entry by way of one policy, or directly when there is none."""

    policy: Entry | None
    reasons: tuple[Sentence, ...] = ()
    distance: int = 1
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The same way up to several entries: the steps, then what the last step applies."""

    steps: tuple[Link, ...]
    last: LinkType
    targets: tuple[Entry, ...]
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Relation:
    """The entries that one type of link joins to an entry, on one side."""

    label: str
    links: dict[EntryKey, tuple[Entry, str]]  # each with the note of its link


@dataclass(frozen=True, slots=True)
class Told:
    """A passage of the story, with what makes it true."""

    chapter: Entry
    place: Place
    anchor: str
    words: str  # as plain text
    targets: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Inherited:
    """The principles that a policy has from another that stands over it."""

    policy: Entry
    principles: tuple[Entry, ...]


class View:
    """What templates ask about the site from the page that is being written."""

    def __init__(self, writer: "Writer", path: str) -> None:
        self.writer, self.path = writer, path
        depth = path.count("/")
        options = writer.options
        moved = options.directory_urls and not path.endswith(_INDEX)
        if moved and not options.engine_moves_addresses:
            depth += 1
        self.root = "../" * depth

    def url(self, entry: Entry) -> str:
        """Return the relative address of an entry's page or place."""
        return self.page_url(entry.path, entry.anchor)

    def page_url(self, path: str, anchor: str = "") -> str:
        """Return the relative address of a page, or of a place in it."""
        if path == self.path and anchor:
            return f"#{anchor}"
        address = self.root + self.writer.address(path)
        return (address or "./") + (f"#{anchor}" if anchor else "")

    def file_url(self, path: str) -> str:
        """Return the relative address of a file that is no page."""
        return self.root + path

    def list_url(self, kind_key: str) -> str | None:
        """Return the address of the list of a kind, if it has one."""
        path = self.writer.list_paths.get(kind_key)
        return self.page_url(path) if path else None

    def list_title(self, subkind: Subkind) -> str:
        """Return the title of the list of a sub-kind, as its introduction has it."""
        found = self.writer.graph.get((PAGE.key, f"{subkind.folder}/index"))
        return found.title if found else subkind.title

    def link(self, entry: Entry) -> Markup:
        """Return a link to an entry by its title."""
        return Markup('<a href="{}">{}</a>').format(self.url(entry), grammar.typeset(entry.title))

    def sentence(self, parts: Sentence) -> Markup:
        """Return a sentence with its titles as links."""
        return Markup().join(
            escape(grammar.typeset(part))
            if isinstance(part, str)
            else Markup('<a href="{}"><em>{}</em></a>').format(
                self.url(part), grammar.typeset(part.title)
            )
            for part in parts
        )

    def picture(self, entry: Entry) -> Picture | None:
        """Return the picture of an entry: its illustration, or else its landscape."""
        return self.writer.picture(entry)

    def page_picture(self, entry: Entry | None = None) -> Picture | None:
        """Return the picture of this page: that of its entry, or a landscape of its own."""
        if entry is not None and entry.fields.get("illustration"):
            return self.writer.picture(entry)
        return self.writer.landscape(self.path, self.path)

    def card(self, title: str, sentence: str, entry: Entry | None) -> str:
        """Return the path of the sharing card of this page, or nothing without cards."""
        return self.writer.card(self.path, title, sentence, entry)

    def look(self, picture: Picture) -> str:
        """Return the classes that keep a picture's focus in crops and show its colour meanwhile."""
        x, y = (round(part) for part in picture.illustration.focus)
        focus = self.writer.rule(f"pp-focus-{x}-{y}", f"object-position: {x}% {y}%")
        if not picture.colour:
            return focus
        name = f"pp-colour-{picture.colour.removeprefix('#')}"
        return f"{focus} {self.writer.rule(name, f'background-color: {picture.colour}')}"

    def position(self, hotspot: Hotspot) -> str:
        """Return the class that sets a link at its place over a picture."""
        x, y = round(hotspot.x, 1), round(hotspot.y, 1)
        name = f"pp-at-{x:g}-{y:g}".replace(".", "_")
        side = " pp-map__spot--left" if x < 33 else " pp-map__spot--right" if x > 67 else ""
        return self.writer.rule(name, f"left: {x:g}%; top: {y:g}%") + side

    def body(self, entry: Entry) -> Markup:
        """Return the author's Markdown, with what makes its passages true beside them."""
        return self._prose(entry, note=self._note)

    def text(self, entry: Entry, *, deeper: int = 0) -> Markup:
        """Return the author's Markdown without what stands beside its passages."""
        return self._prose(entry, deeper=deeper)

    def _prose(self, entry: Entry, *, note: prose.Note | None = None, deeper: int = 0) -> Markup:
        writer = self.writer
        return Markup(
            prose.body(
                entry,
                writer.graph,
                path=self.path,
                note=note,
                deeper=deeper,
                pictures=writer.by_file,
            )
        )

    def _note(self, passage: Passage, targets: Sequence[Entry]) -> tuple[str, str]:
        macros: Any = self.writer.environment.get_template("macros.jinja").module
        return macros.margin(self, targets).strip(), macros.folded(self, targets).strip()

    def context(self, text: str) -> str:
        """Return the sentence round a link as plain text."""
        return prose.plain(text, self.writer.graph)

    def markdown(self, text: str) -> Markup:
        """Return author's Markdown as it is, but for typography."""
        return Markup(prose.typeset(text).strip())


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
        self.by_file = {made.illustration.file: made.path for made in pictures.values()}
        self.cache = cache
        self.landscapes: dict[Landscape, Picture] = {}
        self.cards: dict[str, Card] = {}
        self.environment = _environment(options, graph)
        self.frameworks = _frameworks_shown(graph, content, options)
        self.list_paths = self._list_paths()
        self._rules: dict[str, str] = {}
        self._homes: dict[EntryKey, tuple[list[Entry], list[Entry]]] = {}

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
        found = self.landscapes.get(landscape)
        if found is None:
            found = self.landscapes[landscape] = landscape.picture(self.cache)
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
        self.cards[card.path] = card
        return card.path

    def _principle_of(self, entry: Entry) -> str:
        if entry.kind is PRINCIPLE:
            return entry.id
        nearest = self.graph.nearest(entry, PRINCIPLE.key)
        return nearest[0].id if nearest else entry.id

    def rule(self, name: str, declarations: str) -> str:
        """Keep a rule for the style sheet and return its class.

        Attributes of style would need a site to allow inline styles.
        """
        self._rules[name] = declarations
        return name

    @property
    def style_rules(self) -> str:
        """The rules that the pages written so far ask of the style sheet."""
        return "".join(f".{name} {{ {self._rules[name]} }}\n" for name in sorted(self._rules))

    # --- Addresses ---

    def address(self, path: str) -> str:
        """Return where the engine publishes the page at *path*, relative to the site."""
        stem = path.removesuffix(".md")
        folder, _, name = stem.rpartition("/")
        if self.options.directory_urls:
            if name == "index":
                return f"{folder}/" if folder else ""
            return f"{stem}/"
        return f"{stem}.html"

    def _list_paths(self) -> dict[str, str]:
        paths: dict[str, str] = {}
        for kind in KINDS:
            for subkind in self.graph.vocabulary.of(kind):
                if subkind.folder and self._members(subkind):
                    path = f"{subkind.folder}/{_INDEX}"
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
        """Return every page: entries, lists, frameworks, glossary, redirects and guide."""
        files: list[SiteFile] = []
        folders = {s.folder: s for s in self.graph.vocabulary.subkinds if s.folder}
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
                self._render("rules", f"{GUIDE_FOLDER}/{GUIDE_RULES}.md", rules=RULES),
                self._render(
                    "guide_story", f"{GUIDE_FOLDER}/{GUIDE_STORY}.md", folder=story.folder
                ),
                self._render(
                    "guide_pictures",
                    f"{GUIDE_FOLDER}/{GUIDE_PICTURES}.md",
                    fields=ILLUSTRATION_FIELDS,
                ),
            )
        files += self._redirects()
        return files

    def entry_page(self, entry: Entry) -> SiteFile:
        """Return the page of one entry."""
        gather = _GATHERERS.get(entry.kind.key)
        context = gather(self, entry) if gather else {}
        shown = frozenset((*context.pop("shown", ()), *_LEAD))
        return self._render(
            entry.kind.code,
            entry.path,
            entry=entry,
            origin=entry.path,
            lead=self.lead(entry),
            relations=self.relations(entry, shown),
            **context,
        )

    def _home_page(self, entry: Entry | None) -> SiteFile:
        active = (Phase.DURING, Phase.ONGOING)
        actions = [
            action
            for action in self.graph.of(ACTION.key)
            if action.fields["statut"] and action.fields["statut"].phase in active
        ]
        actions.sort(key=lambda action: (action.fields["illustration"] is None, action.sort_key))
        return self._render(
            "home",
            _INDEX,
            entry=entry,
            origin=_INDEX if entry else "",
            chapters=self.graph.of(CHAPTER.key),
            principles=[p for p in self.graph.of(PRINCIPLE.key) if not self.graph.out(p, "parent")],
            actions=actions[:6],
            counts=self._counts(),
        )

    def _counts(self) -> list[tuple[Subkind, int, str]]:
        """Return each sub-kind that has a list, with its number of entries and the list's path."""
        return [
            (subkind, len(self._members(subkind)), self.list_paths[subkind.key])
            for subkind in self.graph.vocabulary.subkinds
            if subkind.key in self.list_paths and subkind.folder
        ]

    def _list(self, subkind: Subkind, entry: Entry | None) -> list[SiteFile]:
        path = f"{subkind.folder}/{_INDEX}"
        groups = self._groups(subkind)
        origin = path if entry else ""
        return [
            self._render("list", path, origin=origin, entry=entry, subkind=subkind, groups=groups)
        ]

    def _story(self, subkind: Subkind, entry: Entry | None) -> list[SiteFile]:
        """Return the cover of the story, the story on one page, and what of it is true."""
        chapters = self._members(subkind)
        path = f"{subkind.folder}/{_INDEX}"
        passages = _told(self.graph, chapters)
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
            self._render("story", path, origin=path if entry else "", **context),
            self._render("book", context["story_path"], **context),
        ]
        if passages:
            unserved, untold = coverage(self.graph)
            files.append(
                self._render(
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
            statuses = [choice.key for choice in _choices(subkind, "statut")]
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
            files.append(self._render("framework", framework.path, framework=framework, rows=rows))
            for item, links in rows:
                files.append(
                    self._render(
                        REFERENCE.code,
                        item.path,
                        entry=item,
                        framework=framework,
                        groups=_by_kind([link.origin for link in links], self.graph),
                        position=framework.items.index(item),
                    )
                )
        if self.frameworks:
            path = f"{FRAMEWORKS_FOLDER}/{_INDEX}"
            files.append(
                self._render(
                    "frameworks",
                    path,
                    entry=introduction,
                    frameworks=self.frameworks,
                    introduction=self.graph.vocabulary.of(REFERENCE)[0].introduction,
                )
            )
        return files

    def _glossary(self, introduction: Entry | None) -> SiteFile:
        path = f"{GLOSSARY_FOLDER}/{_INDEX}"
        return self._render(
            "glossary",
            path,
            entry=introduction,
            terms=self.graph.of(TERM.key),
            introduction=self.graph.vocabulary.of(TERM)[0].introduction,
        )

    def _redirects(self) -> list[SiteFile]:
        """Return a page for each former address, which leads to the present one."""
        files = []
        taken = {self.address(entry.path) for entry in self.graph.entries}
        template = self.environment.get_template("redirect.html.jinja")
        for entry in self.graph.entries:
            folder = entry.path.rpartition("/")[0]
            for old in entry.fields.get("anciens_ids") or ():
                address = self.address(f"{folder}/{old}.md" if folder else f"{old}.md")
                if entry.anchor or address in taken:
                    continue
                path = f"{address}index.html" if address.endswith("/") else address
                target = "../" * path.count("/") + self.address(entry.path)
                files.append(SiteFile(path, template.render(title=entry.title, target=target)))
        return files

    def _render(self, template: str, path: str, *, origin: str = "", **context: Any) -> SiteFile:
        view = View(self, path)
        text = self.environment.get_template(f"{template}.md.jinja").render(
            v=view, graph=self.graph, options=self.options, path=path, **{"entry": None, **context}
        )
        return SiteFile(path, text, origin)

    # --- What pages show ---

    def lead(self, entry: Entry) -> list[Relation]:
        """Return for whom, by whom and with whom: what residents look for first."""
        found: dict[str, Relation] = {}
        for link in self.graph.out(entry):
            if link.type.key in _LEAD:
                relation = found.setdefault(link.type.key, Relation(link.type.label, {}))
                relation.links[link.target.key] = (link.target, "")
        return list(found.values())

    def relations(self, entry: Entry, shown: frozenset[str]) -> list[Relation]:
        """Return what is linked to *entry* both ways, but for the types in *shown*.

        *shown* holds `key` for links from the entry and `<key` for links to it.
        """
        found: dict[str, Relation] = {}
        related: set[EntryKey] = set()
        sides = [
            (link.type.key, link.type.label, link.target, "") for link in self.graph.out(entry)
        ]
        for link in self.graph.into(entry):
            side = link.type.key if link.type.symmetric else f"<{link.type.key}"
            sides.append((side, link.type.reverse_label, link.origin, link.note))
        for side, label, other, note in sides:
            # What the text mentions is a link in the text; what mentions it comes last.
            if side in shown or side == MENTIONS.key or entry.key in (other.container, other.key):
                continue
            if side == f"<{MENTIONS.key}" and (other.kind is PAGE or other.key in related):
                continue
            relation = found.setdefault(side, Relation(label, {}))
            relation.links.setdefault(other.key, (other, note))
            related.add(other.key)
        return list(found.values())

    def dependents(self, entry: Entry) -> dict[str, Any]:
        """Return what depends on *entry*, by policy, nearest first, with counts by status."""
        found = self.graph.dependents(entry)
        groups: dict[EntryKey | None, PolicyGroup] = {}
        for dependence in found:
            if dependence.origin.kind is POLICY:
                reasons = tuple(sentences.down(dependence))
                groups[dependence.origin.key] = PolicyGroup(
                    dependence.origin, reasons, dependence.distance
                )
        for dependence in found:
            if dependence.origin.kind is not POLICY:
                policy, objective = self._home(dependence.origin, groups)
                group = groups.setdefault(policy.key if policy else None, PolicyGroup(policy))
                reasons = tuple(sentences.down(dependence))
                group.rows.append(Row(dependence.origin, reasons, dependence.distance, objective))
        for group in groups.values():
            group.rows.sort(key=_row_order)
        ordered = sorted(groups.values(), key=lambda g: (g.policy is None, g.distance))
        statuses = Counter(
            d.origin.fields["statut"].key
            for d in found
            if d.origin.kind is ACTION and d.origin.fields["statut"]
        )
        return {
            "groups": ordered,
            "dependents": self._by_number(found),
            "statuses": [
                (choice, statuses[choice.key])
                for choice in _choices(self.graph.vocabulary.of(ACTION)[0], "statut")
                if statuses[choice.key]
            ],
            "without_status": sum(d.origin.kind is ACTION for d in found) - statuses.total(),
        }

    def _by_number(self, found: Iterable[Dependence]) -> list[tuple[Subkind, int]]:
        """Return how many of each sub-kind, what only specifies the principle last."""
        numbers = Counter(dependence.origin.subkind.key for dependence in found)
        subkinds = [s for s in self.graph.vocabulary.subkinds if numbers[s.key]]
        return [(s, numbers[s.key]) for s in sorted(subkinds, key=lambda s: s.kind is PRINCIPLE)]

    def _home(
        self, entry: Entry, policies: Container[EntryKey | None]
    ) -> tuple[Entry | None, Entry | None]:
        """Return the nearest of *policies* over *entry*, and the objective between them."""
        nearest = self._homes.get(entry.key)
        if nearest is None:
            nearest = (
                self.graph.nearest(entry, POLICY.key),
                self.graph.nearest(entry, OBJECTIVE.key),
            )
            self._homes[entry.key] = nearest
        policy = next((found for found in nearest[0] if found.key in policies), None)
        if policy is None:
            return None, None
        objectives = [entry, *nearest[1]] if entry.kind is OBJECTIVE else nearest[1]
        return policy, next((o for o in objectives if o.container == policy.key), None)

    def ladders(self, entry: Entry) -> list[Ladder]:
        """Return the ways up from *entry* to the principles, merged where steps are shared."""
        merged: dict[tuple[Link, ...], list[Link]] = {}
        for dependence in self.graph.leads_to(entry, PRINCIPLE.key):
            for chain in dependence.chains:
                lasts = merged.setdefault(chain[:-1], [])
                if chain[-1] not in lasts:
                    lasts.append(chain[-1])
        return [
            Ladder(
                steps,
                lasts[0].type,
                tuple(link.target for link in lasts),
                sentences.up_to_all(entry, steps, lasts),
            )
            for steps, lasts in sorted(merged.items(), key=lambda item: len(item[0]))
        ]

    def chapters_for(self, entry: Entry, principles: Iterable[Entry]) -> list[Entry]:
        """Return the chapters that mention *entry*, then those that tell its nearest principles."""
        chapters = [k.origin for k in self.graph.into(entry, "mention") if k.origin.kind is CHAPTER]
        for principle in principles:
            chapters += [
                link.origin
                for link in self.graph.into(principle, "principes")
                if link.origin.kind is CHAPTER
            ]
        return list({chapter.key: chapter for chapter in chapters}.values())


def coverage(graph: Graph) -> tuple[list[Told], list[Entry]]:
    """Return the passages of the story that no action serves, and the actions that none tells."""
    told = _told(graph, graph.of(CHAPTER.key))
    shown = {target.key for passage in told for target in passage.targets}
    unserved = [
        passage
        for passage in told
        if not any(_is_served(graph, target) for target in passage.targets)
    ]
    return unserved, [action for action in graph.of(ACTION.key) if action.key not in shown]


def _is_served(graph: Graph, target: Entry) -> bool:
    """Tell whether a passage tied to *target* has an action: itself, or one that depends on it."""
    return target.kind is ACTION or graph.serves(target, ACTION.key)


def _told(graph: Graph, chapters: Iterable[Entry]) -> list[Told]:
    return [
        Told(
            chapter,
            passage.place,
            f"{chapter.id}-passage-{number}",
            prose.plain(chapter.body[passage.text_start : passage.text_end], graph),
            tuple(k.target for k in graph.out(chapter, "passage") if k.place == passage.place),
        )
        for chapter in chapters
        for number, passage in enumerate(chapter.passages, start=1)
    ]


def _principle(writer: Writer, entry: Entry) -> dict[str, Any]:
    chapters = [k.origin for k in writer.graph.into(entry, "principes") if k.origin.kind is CHAPTER]
    return {
        **writer.dependents(entry),
        "chapters": chapters,
        "shown": ("<principes", "parent", "<parent"),
        "parts": [link.origin for link in writer.graph.into(entry, "parent")],
        "parents": [link.target for link in writer.graph.out(entry, "parent")],
        "announced": writer.graph.announced(entry),
    }


def _policy(writer: Writer, entry: Entry) -> dict[str, Any]:
    graph = writer.graph
    own = [link.target for link in graph.out(entry, "principes")]
    inherited: dict[EntryKey, tuple[Entry, list[Entry]]] = {}
    for dependence in graph.leads_to(entry, PRINCIPLE.key, chains=1):
        source = dependence.chains[0][-1].origin
        if source.kind is POLICY and source.key != entry.key and dependence.target not in own:
            inherited.setdefault(source.key, (source, []))[1].append(dependence.target)
    objectives = [k.origin for k in graph.into(entry, "objectifs")]
    objectives.sort(key=lambda objective: objective.sort_key)
    return {
        "own": own,
        "inherited": [Inherited(policy, tuple(found)) for policy, found in inherited.values()],
        "over": [link.target for link in graph.out(entry, "releve_de")],
        "under": [link.origin for link in graph.into(entry, "releve_de")],
        "objectives": [
            (objective, graph.counted(objective, ACTION.key)) for objective in objectives
        ],
        "direct": _unique(k.origin for k in graph.into(entry, "realise")),
        "announced": writer.graph.announced(entry),
        "shown": ("principes", "releve_de", "<releve_de", "<realise", "<objectifs"),
    }


def _action(writer: Writer, entry: Entry) -> dict[str, Any]:
    ladders = writer.ladders(entry)
    nearest = ladders[0].targets if ladders else ()
    return {
        "ladders": ladders,
        "chapters": writer.chapters_for(entry, nearest),
        "announced": writer.graph.announced(entry),
        "shown": ("principes", "realise"),
    }


def _chapter(writer: Writer, entry: Entry) -> dict[str, Any]:
    chapters = writer.graph.of(CHAPTER.key)
    position = chapters.index(entry)
    mentioned = _unique(
        link.target for link in writer.graph.out(entry, "mention") if link.target.kind is ACTION
    )
    return {
        "chapters": chapters,
        "minutes": prose.minutes(entry),
        "number": position + 1,
        "total": len(chapters),
        "previous": chapters[position - 1] if position else None,
        "next": chapters[position + 1] if position + 1 < len(chapters) else None,
        "principles": [link.target for link in writer.graph.out(entry, "principes")],
        "actions": mentioned,
        "shown": ("principes", "passage", "entendu"),
    }


def _activity(writer: Writer, entry: Entry) -> dict[str, Any]:
    activities = writer._members(entry.subkind)
    position = activities.index(entry)
    return {
        "previous": activities[position - 1] if position else None,
        "next": activities[position + 1] if position + 1 < len(activities) else None,
        "announced": writer.graph.announced(entry),
    }


def _group(writer: Writer, entry: Entry) -> dict[str, Any]:
    served = _unique(link.origin for link in writer.graph.into(entry, "groupes"))
    return {"groups": _by_kind(served, writer.graph), "shown": ("<groupes",)}


_GATHERERS = {
    "principe": _principle,
    "politique": _policy,
    "action": _action,
    "chapitre": _chapter,
    "activite": _activity,
    "groupe": _group,
}


def _row_order(row: Row) -> tuple[Any, ...]:
    under = row.under.sort_key if row.under else (float("inf"),)
    own = row.under is row.entry
    kind = _KIND_ORDER[row.entry.kind.key]
    return (under, not own, row.distance, kind, row.entry.sort_key)


def _by_kind(entries: Iterable[Entry], graph: Graph) -> list[tuple[Subkind, list[Entry]]]:
    """Return entries under their sub-kinds, in the order of the vocabulary."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.subkind.key, []).append(entry)
    return [(s, found[s.key]) for s in graph.vocabulary.subkinds if s.key in found]


def _unique(entries: Iterable[Entry]) -> list[Entry]:
    return list({entry.key: entry for entry in entries}.values())


def _choices(subkind: Subkind, key: str) -> Sequence[Choice]:
    found = subkind.kind.field(key)
    return found.choices if found else ()


def _rank(status: Choice | None, order: Sequence[str]) -> int:
    return order.index(status.key) if status else len(order)


def _when(entry: Entry) -> tuple[Any, ...]:
    period = entry.fields["quand"]
    first = (period.start or period.end).first
    last = (period.end or period.start).last
    return (first, last, entry.sort_key)


def _frameworks_shown(graph: Graph, content: Content, options: Options) -> list[Framework]:
    return [
        framework
        for framework in content.frameworks
        if framework.key in options.frameworks
        or any(graph.into(item, "referentiels") for item in framework.items)
    ]


def _coded(text: str) -> Markup:
    """Return a text of ours, what stands between backticks as code."""
    parts = text.split("`")
    return Markup().join(
        Markup("<code>{}</code>").format(part) if index % 2 else escape(grammar.typeset(part))
        for index, part in enumerate(parts)
    )


def _sourced(value: SourcedValue) -> str:
    """Return a value as French prints it: a date in words, the rest as typed."""
    try:
        return str(parse_date(value.value))
    except ValueError:
        return grammar.typeset(value.value)


def _environment(options: Options, graph: Graph) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["yaml"] = lambda text: Markup(json.dumps(str(text), ensure_ascii=False))
    environment.filters["typeset"] = lambda text: grammar.typeset(str(text))
    environment.filters["capitalize"] = grammar.capitalize
    environment.filters["coded"] = _coded
    # Themes print what the header says as it is, in text and in attributes.
    environment.filters["header"] = lambda text: html.escape(str(text), quote=False)
    environment.filters["sourced"] = _sourced
    environment.globals.update(
        a=grammar.a,
        the=grammar.the,
        this=grammar.this,
        contract=grammar.contract,
        spell=grammar.spell,
        noun=graph.vocabulary.noun,
        plain=sentences.plain,
        pronoun=grammar.pronoun,
        names=graph.vocabulary.names,
        say=graph.vocabulary.say,
    )
    return environment

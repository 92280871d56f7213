"""What templates ask about the site from the page that is being written."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from parapluie.exports.catalogue import MEDIA_TYPES
from parapluie.exports.records import in_html
from parapluie.meaning.lexicon import Use
from parapluie.meaning.progress import Late, Progress, Tally, delay
from parapluie.meaning.relations import Link
from parapluie.meaning.sentences import Sentence
from parapluie.model import Entry, Foreign, Hotspot, Neighbour, Passage, Picture
from parapluie.site import prose
from parapluie.site.fragments import by_author
from parapluie.site.publication import identifier, permanent
from parapluie.vocabulary import grammar
from parapluie.vocabulary.dates import parse_date
from parapluie.vocabulary.exports_words import CALENDAR, JSON_LD, NEWS_FEED, WHOLE_JSON
from parapluie.vocabulary.grammar import fold
from parapluie.vocabulary.kinds.reference import REFERENCE
from parapluie.vocabulary.links import PART_OF_ACTION
from parapluie.vocabulary.local_words import Subkind
from parapluie.vocabulary.money_words import MONEY_PATH
from parapluie.vocabulary.words import FOLLOW_PATH

from . import why_shown
from .money_shown import Shown, shown
from .numbers import mark
from .page_data import Ladder
from .resources import Resources
from .share import Share, is_shared, share

_INDEX = "index.md"


class View:
    """What templates ask about the site from the page that is being written."""

    def __init__(self, resources: Resources, path: str) -> None:
        self.resources, self.path = resources, path
        depth = path.count("/")
        options = resources.options
        moved = options.directory_urls and not path.endswith(_INDEX)
        if moved and not options.engine_moves_addresses:
            depth += 1
        self.root = "../" * depth
        self._explained: set[str] = set()  # words that the page has explained so far

    def url(self, entry: Entry) -> str:
        """Return the relative address of an entry's page or place."""
        return self.page_url(entry.path, entry.anchor)

    def page_url(self, path: str, anchor: str = "") -> str:
        """Return the relative address of a page, or of a place in it."""
        if path == self.path and anchor:
            return f"#{anchor}"
        address = self.root + self.resources.address(path)
        return (address or "./") + (f"#{anchor}" if anchor else "")

    def file_url(self, path: str) -> str:
        """Return the relative address of a file that is no page."""
        return self.root + path

    def lasting(self, entry: Entry) -> tuple[str, str]:
        """Return the permanent address of an entry: as a link from here, and as one quotes it."""
        home = f"{permanent(entry.key)}/"
        address = self.resources.publication.absolute(home)
        return self.file_url(home if address else f"{home}index.html"), address or home

    def list_url(self, kind_key: str) -> str | None:
        """Return the address of the list of a kind, if it has one."""
        path = self.resources.list_paths.get(kind_key)
        return self.page_url(path) if path else None

    def list_title(self, subkind: Subkind) -> str:
        """Return the title of the list of a sub-kind, as its introduction has it."""
        found = self.resources.plain_pages.get(f"{subkind.list_folder}/index")
        return found.title if found else subkind.title

    def presentation(self, subkind: Subkind) -> str:
        """Return what the entries of a sub-kind are, in the words of here."""
        return self.resources.graph.introduction(subkind)

    def hue(self, subkind: Subkind) -> str:
        """Return the classes that show the colour of a sub-kind, or nothing where it has none."""
        return f" pp-hue pp-hue--{subkind.key}" if subkind.colour else ""

    def link(self, entry: Entry) -> Markup:
        """Return a link to an entry by its title."""
        href, title = self._linked(entry)
        return Markup(f'<a href="{href}">{title}</a>')

    def listed(self, entry: Entry) -> Markup:
        """Return the link that a list shows: to an entry by its number, then its title."""
        href, title = self._linked(entry)
        return Markup(f'<a href="{href}">{mark(entry)}{title}</a>')

    def _linked(self, entry: Entry) -> tuple[str, str]:
        """Return the address and the title of an entry, escaped: the longest lists are of links."""
        address, title = self.resources.linked(entry)
        if entry.anchor:
            return escape(self.url(entry)), title
        return self.root + address or "./", title

    def sentence(self, parts: Sentence) -> Markup:
        """Return a sentence with its titles as links."""
        written: list[str] = []
        for part in parts:
            if isinstance(part, str):
                written.append(escape(grammar.typeset(part)))
            else:
                href, title = self._linked(part)
                written.append(f'<a href="{href}"><em>{title}</em></a>')
        return Markup("".join(written))

    def words(self, parts: Sentence) -> Markup:
        """Return a sentence without links, its titles set apart."""
        return Markup("").join(
            grammar.typeset(part)
            if isinstance(part, str)
            else Markup("<em>{}</em>").format(grammar.typeset(part.title))
            for part in parts
        )

    def reason(self, link: Link) -> Markup:
        """Return why the author of a link says that it stands, or nothing."""
        return why_shown.reason(self, link)

    def holder(self, entry: Entry) -> Entry | None:
        """Return what holds a record, if it is one."""
        return self.resources.graph.get(entry.container) if entry.container else None

    def because(self, link: Link) -> Markup:
        """Return both, set apart from what precedes."""
        return why_shown.because(self, link)

    def why(self, origin: Entry, target: Entry) -> Markup:
        """Return why *origin* says that it leads to *target*, with what shows it, or nothing."""
        found = (k for k in self.resources.graph.out(origin) if k.reason and k.target is target)
        return why_shown.because(self, next(found, None))

    def apart(self, origin: Entry, entries: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
        """Return those of *entries* to which *origin* says why it leads, then the others."""
        return _split(entries, {link.target for link in self.reasoned(origin)})

    def arguing(self, origins: Iterable[Entry], target: Entry) -> tuple[list[Entry], list[Entry]]:
        """Return those of *origins* that say why they lead to *target*, then the others."""
        into = self.resources.graph.into(target)
        return _split(origins, {link.origin for link in into if link.reason})

    def reasoned(self, origin: Entry) -> list[Link]:
        """Return the links of *origin* of which its author says why."""
        return [link for link in self.resources.graph.out(origin) if link.reason]

    def reasoned_to(self, record: Entry) -> list[Link]:
        """Return the links to a record of which their author says why, told nowhere else."""
        return [
            link
            for link in self.resources.graph.into(record)
            if link.reason and not link.type.carries_dependence
        ]

    def proof(self, link: Link) -> Markup:
        """Return the mark that leads to what shows that a link stands, or nothing."""
        return why_shown.proof(self, link)

    def picture(self, entry: Entry) -> Picture | None:
        """Return the picture of an entry: its illustration, or else its landscape."""
        return self.resources.picture(entry)

    def named_picture(self, identifier: str) -> Picture | None:
        """Return the illustration that a field names."""
        return self.resources.pictures.get(identifier)

    def page_picture(self, entry: Entry | None = None) -> Picture | None:
        """Return the picture of this page: that of its entry, or a landscape of its own."""
        if entry is not None and entry.fields.get("illustration"):
            return self.resources.picture(entry)
        return self.resources.landscape(self.path, self.path)

    def card(self, title: str, sentence: str, entry: Entry | None) -> str:
        """Return the path of the sharing card of this page, or nothing without cards."""
        return self.resources.card(self.path, title, sentence, entry)

    def elsewhere(self, entry: Entry) -> list[tuple[Neighbour, tuple[Foreign, ...]]]:
        """Return what other towns have about the same theme or the same item of a framework."""
        reference, theme = identifier(entry.key).partition("/")[2], fold(entry.title)
        found = [
            (
                town,
                town.by_reference.get(f"{REFERENCE.key}/{reference}", ())
                if entry.kind.is_foreign
                else town.by_theme.get(theme, ()),
            )
            for town in self.resources.content.neighbours
        ]
        return [(town, foreign) for town, foreign in found if foreign]

    def share(self, entry: Entry, ladders: Sequence[Ladder] = ()) -> Share | None:
        """Return what the page of *entry* offers to take, where that is worth passing on."""
        return share(self.resources, entry, tuple(ladders)) if is_shared(entry) else None

    def alternates(self, share: Share | None, title: str) -> list[tuple[str, str, str]]:
        """Return what the head of a page offers to programs: type, path in the site, name."""
        found = (share.data, share.feed, share.calendar) if share else ()
        return [(MEDIA_TYPES[path.rpartition(".")[2]], path, title) for path in found if path]

    def linked_data(self, entry: Entry | None = None) -> Markup:
        """Return what the page says of its entry, or of the site, for programs."""
        if not self.resources.publication.makes(JSON_LD):
            return Markup("")
        origin = self.resources.address(self.path)
        linked = self.resources.linked_data
        return Markup(in_html(linked.page(entry, origin) if entry else linked.home(origin)))

    def linked_page(self, title: str, description: str) -> Markup:
        """Return what a page of ours, which is of no entry, says of itself."""
        if not self.resources.publication.makes(JSON_LD):
            return Markup("")
        origin = self.resources.address(self.path)
        return Markup(in_html(self.resources.linked_data.plain_page(title, description, origin)))

    @property
    def site_alternates(self) -> list[tuple[str, str, str]]:
        """What the head of a page about the whole site offers to programs."""
        title = self.resources.options.site_name
        return [
            (MEDIA_TYPES[path.rpartition(".")[2]], path, title)
            for path in (NEWS_FEED, CALENDAR, WHOLE_JSON)
            if path in self.resources.exports.paths
        ]

    @property
    def progress(self) -> Progress:
        """Where the actions stand."""
        return self.resources.progress

    @property
    def tells_money(self) -> bool:
        """Whether anything here says what it costs."""
        return self.resources.money.is_used

    def money(self, entry: Entry) -> Shown | None:
        """Return what the page of an entry shows of money, if there is anything."""
        resources = self.resources
        if not resources.money.is_used:
            return None
        return shown(resources.money, resources.progress, entry)

    @property
    def money_url(self) -> str:
        """The address of the page of all money."""
        return self.page_url(MONEY_PATH)

    @property
    def today(self) -> date:
        """The day of the build."""
        return self.resources.options.today

    @property
    def day(self) -> str:
        """The day of the build, in French."""
        return str(parse_date(self.today.isoformat()))

    def delay(self, entry: Entry) -> Late | None:
        """Return why and since when an entry is late, or nothing."""
        return delay(entry, self.today)

    def parts(self, entry: Entry) -> list[Entry]:
        """Return what an entry regroups, in the order of lists."""
        found = [link.origin for link in self.resources.graph.into(entry, PART_OF_ACTION.key)]
        return sorted(found, key=lambda one: one.sort_key)

    def tally(self, entries: Iterable[Entry]) -> Tally:
        """Return how many of *entries* have each status."""
        statuses = (entry.fields.get("statut") for entry in entries)
        counted = Counter(status.key if status else "" for status in statuses)
        return Tally(counted, self.resources.graph.vocabulary.statuses)

    @property
    def follow_url(self) -> str:
        """The address of the place that says how actions are counted."""
        return self.page_url(FOLLOW_PATH, "regle")

    def look(self, picture: Picture) -> str:
        """Return the classes that keep a picture's focus in crops and show its colour meanwhile."""
        x, y = (round(part) for part in picture.illustration.focus)
        focus = self.resources.rule(f"pp-focus-{x}-{y}", f"object-position: {x}% {y}%")
        if not picture.colour:
            return focus
        name = f"pp-colour-{picture.colour.removeprefix('#')}"
        return f"{focus} {self.resources.rule(name, f'background-color: {picture.colour}')}"

    def position(self, hotspot: Hotspot) -> str:
        """Return the class that sets a link at its place over a picture."""
        x, y = round(hotspot.x, 1), round(hotspot.y, 1)
        name = f"pp-at-{x:g}-{y:g}".replace(".", "_")
        side = " pp-map__spot--left" if x < 33 else " pp-map__spot--right" if x > 67 else ""
        return self.resources.rule(name, f"left: {x:g}%; top: {y:g}%") + side

    def body(self, entry: Entry) -> Markup:
        """Return the author's Markdown, with what makes its passages true beside them."""
        return self._prose(entry, note=self._note)

    def text(self, entry: Entry, *, deeper: int = 0) -> Markup:
        """Return the author's Markdown without what stands beside its passages."""
        return self._prose(entry, deeper=deeper)

    def _prose(self, entry: Entry, *, note: prose.Note | None = None, deeper: int = 0) -> Markup:
        resources = self.resources
        text = prose.body(
            entry,
            resources.graph,
            path=self.path,
            note=note,
            explain=lambda text: self._meanings(text, entry),
            deeper=deeper,
            files=resources.named,
        )
        return Markup(by_author(text))

    def brief(self, entry: Entry) -> Markup:
        """Return the sentence of an entry, its words explained."""
        text, position = entry.summary, 0
        parts: list[str] = []
        for start, end, written in self._meanings(text, entry, markdown=False):
            parts += [escape(grammar.typeset(text[position:start])), Markup(written)]
            position = end
        return Markup().join([*parts, escape(grammar.typeset(text[position:]))])

    def _meanings(
        self, text: str, entry: Entry, *, markdown: bool = True
    ) -> list[tuple[int, int, str]]:
        """Return where a text of *entry* uses words first in this page, with what explains them."""
        found = []
        for use in self.resources.lexicon.uses(text, self._explained, markdown=markdown):
            found.append((use.start, use.end, self._meaning(use, markdown=markdown)))
            if use.word.term is not None and entry.path == self.path:
                self.resources.asked.uses.setdefault(use.word.key, set()).add(entry.key)
        return found

    def _meaning(self, use: Use, *, markdown: bool) -> str:
        # Markdown is left as its author wrote it: it is read as such afterwards.
        text = Markup(use.text) if markdown else escape(grammar.typeset(use.text))
        shown = text
        if use.explained:
            last = text.split()[-1]
            shown = self.resources.word_macros.explained(
                f"mot-{use.word.key}",
                text[: len(text) - len(last)],
                last,
                prose.inert(" ".join(use.text.split())),
                prose.inert(use.word.title),
                prose.inert(use.word.meaning),
                self.url(use.word.term) if use.word.term else "",
            ).strip()
        if use.in_full:
            in_full = prose.inert(use.in_full)
            shown += Markup(' <span class="pp-in-full">({})</span>').format(in_full)
        return str(shown)

    def _note(self, passage: Passage, targets: Sequence[Entry]) -> tuple[str, str]:
        macros: Any = self.resources.environment.get_template("macros.jinja").module
        return macros.margin(self, targets).strip(), macros.folded(self, targets).strip()

    def first_words(self, entry: Entry) -> str:
        """Return the sentence of an entry, or else the first paragraph of its text."""
        return prose.first_words(entry, self.resources.graph)

    def context(self, text: str) -> str:
        """Return the sentence round a link as plain text."""
        return prose.plain(text, self.resources.graph)

    def adopted(self, entry: Entry) -> str:
        """Return the adopted words of an entry as plain text."""
        return prose.adopted(entry, self.resources.graph)

    def adopted_text(self, entry: Entry, *, deeper: int = 0) -> Markup:
        """Return the adopted words as their author wrote them, with addresses right from here."""
        text = prose.Way(entry.path, self.path, self.resources.named).led(entry.adopted)
        return Markup(by_author(prose.typeset(prose.lowered(text, deeper)).strip()))


def _split(entries: Iterable[Entry], told: Container[Entry]) -> tuple[list[Entry], list[Entry]]:
    every = list(entries)
    return [one for one in every if one in told], [one for one in every if one not in told]

"""From folders to a site: every file and every problem, for whichever outlet publishes it."""

import html
import pickle
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from parapluie import pictures
from parapluie.build.understanding import understand
from parapluie.meaning.graph import Graph
from parapluie.model import Content, Entry
from parapluie.pages import Asked, Made, SiteFile, Writer
from parapluie.pages.found_gaps import Gaps
from parapluie.pages.gaps import find
from parapluie.pages.numbers import called
from parapluie.pages.search_page import INDEX_FILE
from parapluie.problems import Problem, errors, judged
from parapluie.site import permanence
from parapluie.site.site_file import Store
from parapluie.source import colours
from parapluie.source.content_files import Roots
from parapluie.source.options import Options
from parapluie.source.reading import Memory
from parapluie.speed.earlier_results import digest, unnamed
from parapluie.speed.memory import give_back
from parapluie.speed.phases import EXPORTS, PAGES, PICTURES, SEARCH, phase
from parapluie.speed.reasons import STAMP as STAMPED
from parapluie.speed.reasons import Reason
from parapluie.speed.second_process import Ahead
from parapluie.vocabulary import words
from parapluie.vocabulary.exports_words import DATA_PATH, PAPER_STYLE, POSTERS
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.local_words import MenuPlace
from parapluie.vocabulary.words import GUIDE_FOLDER

if TYPE_CHECKING:
    # Its expressions take long to compile, and a second process may do it.
    from parapluie.meaning.remarks import Remark

STYLE_SHEET = "assets/parapluie.css"
STAMP = "parapluie_stamp"  # in the `extra` settings: the stamp of the site
FOR_INSIDE = "parapluie_inside"  # in them too: whether the site is for colleagues
SCRIPTS_FOLDER = "assets/parapluie"
THEME = Path(__file__).parent.parent / "theme"  # templates over the theme's
MARKDOWN_EXTENSIONS = ("attr_list",)  # what our pages need of the engine
EXTRA = ("extra", "markdown.extensions.extra")  # an extension that brings tables of its own
# Material's schemes, where the settings name none: `look` has the colours of both.
SCHEMES = tuple(
    {"media": f"(prefers-color-scheme: {name})", "scheme": scheme}
    for name, scheme in (("light", "default"), ("dark", "slate"))
)
ASSETS = Path(__file__).parent.parent / "assets"
PICTURES_FOLDER = "pictures"  # in the cache
# Groups of files, in the order in which a second process makes them: what takes long and what few
# things are made of first.
_DATA, _STAFF, _INDEX, _OTHERS, _PAGES = range(5)
_PHASES = {_DATA: EXPORTS, _INDEX: SEARCH}

Menu: TypeAlias = "list[tuple[str, str | Menu]]"  # labels, each with a page or a menu under it


@dataclass(frozen=True, slots=True)
class Site:
    """All that an outlet needs."""

    files: tuple[SiteFile, ...]
    assets: tuple[str, ...]  # files of the content folder to publish as they are
    menu: Menu
    problems: tuple[Problem, ...]
    entries: int  # how many were read
    stamp: str = ""  # changes with the rules and scripts: what browsers keep them by
    store: Store | None = None  # what holds what the files hold
    writer: Writer | None = None  # what makes the files that are not made yet

    def style(self) -> str:
        """Return the style sheet, with what the pages made so far ask of it."""
        if self.writer is None:
            return ""
        return _style(self.writer.options) + self.writer.style_rules

    def draw(self, path: str) -> Path | None:
        """Return the drawn picture that a page made so far asks for at *path*."""
        writer = self.writer
        if writer is None or writer.cache is None:
            return None
        for landscape, picture in writer.asked.landscapes.items():
            for file in picture.files:
                if file.path == path and isinstance(file.content, Path):
                    pictures.draw([landscape], [], writer.cache)
                    return file.content
        for card in writer.asked.cards.values():
            if card.path == path:
                pictures.draw([], [card], writer.cache)
                content = card.rendition(writer.cache).content
                return content if isinstance(content, Path) else None
        return None

    def drawn(self) -> list[SiteFile]:
        """Draw what the pages made so far ask for and return the files, which the cache keeps."""
        writer = self.writer
        if writer is None or writer.cache is None:
            return []
        pictures.draw(writer.asked.landscapes, writer.asked.cards.values(), writer.cache)
        pictures.prune(writer.cache)
        files = [
            SiteFile(file.path, file.content)
            for picture in writer.asked.landscapes.values()
            for file in picture.files
        ]
        cards = (card.rendition(writer.cache) for card in writer.asked.cards.values())
        return [*files, *(SiteFile(card.path, card.content) for card in cards)]


def missing(roots: Roots, options: Options) -> tuple[Graph, Gaps]:
    """Return what is missing of the content, and the graph that says it."""
    _, graph, _ = understand(roots, options)
    return graph, find(graph, options)


def reread(roots: Roots, options: Options) -> "tuple[list[Remark], list[Problem], int]":
    """Return what could be plainer, every problem of the content, and the number of entries."""
    from parapluie.meaning.readability import remarks

    _, graph, problems = understand(roots, options)
    return remarks(graph, options), judged(problems, options.severities), len(graph.entries)


def build(roots: Roots, options: Options, *, cache: Path | None = None) -> Site:
    """Return every file of the site and every problem found, sorted by place.

    With an error among the problems there is no file: no outlet publishes half a site. Nothing is
    written but derived pictures, in *cache* where one is given, and what the files hold, in a
    store. Raises `OSError`.
    """
    site = plan(roots, options, cache=cache)
    store = Store(unnamed(cache))
    if site.writer:
        _keep(site.files, site.writer, store, cache)
    with phase(PICTURES):
        drawn = site.drawn()
    site = replace(site, files=(*site.files, *drawn), store=store, writer=None)
    give_back()
    return site


def _group(path: str) -> int:
    """Return which of the groups a file is made with that `exports` does not make."""
    if path.startswith((f"{GUIDE_FOLDER}/", DATA_PATH)):
        return _STAFF
    if path == INDEX_FILE:
        return _INDEX
    return _PAGES if path.endswith(".md") else _OTHERS


def _let_go() -> None:
    """Forget what a group leaves behind: much, and the next does not need it."""
    from parapluie.meaning.readability import forget_readings

    forget_readings()
    give_back()


def _keep(files: Sequence[SiteFile], writer: Writer, store: Store, cache: Path | None) -> None:
    """Have what each file holds made and held in *store*, by two processes where there may be two.

    The first makes the pages for residents, from the first on. The second begins with what they do
    not need: open data, and the page that says what it weighs; the pages of the staff; the search
    index and what else is no page.
    """
    # They hold what the others ask for.
    late = {STYLE_SHEET, *(writer.list_paths.get(k.key) for k in KINDS if k.in_glossary)}
    by_path = {file.path: file for file in files if file.path not in late}
    of_exports = {file.path for file in writer.exports.files}
    groups = {path: _DATA if path in of_exports else _group(path) for path in by_path}
    in_hand: int | None = None

    def keep(file: SiteFile, store: Store) -> None:
        nonlocal in_hand
        before, in_hand = in_hand, groups.get(file.path, _PAGES)
        if before not in (in_hand, None):
            _let_go()
        with phase(_PHASES.get(in_hand, PAGES)):
            file.keep(store)

    other = Store(unnamed(cache))

    def make(path: str) -> bytes:
        writer.asked = Asked()
        file = by_path[path]
        keep(file, other)
        other.file.flush()
        return pickle.dumps((file.kept and file.kept.part, writer.asked))

    # Pages are made backwards, since the first process begins with the first.
    order = list(reversed(by_path))
    order.sort(key=groups.__getitem__)
    ahead = Ahead(order, make, cache)
    try:
        for path in reversed(order):
            if (made := ahead.take(path)) is None:
                keep(by_path[path], store)
                continue
            part, asked = pickle.loads(made)  # what our own process wrote
            writer.asked.add(asked)
            if part:
                by_path[path].hold(store.take(other, part))
    finally:
        ahead.close()
    for file in (one for one in files if one.path in late):
        keep(file, store)


def plan(
    roots: Roots, options: Options, *, cache: Path | None = None, memory: Memory | None = None
) -> Site:
    """Return what `build` does with files that are made when asked for, and no picture drawn."""
    content, graph, problems = understand(roots, options, memory=memory)
    with phase(PICTURES):
        made, found = pictures.make(
            content.illustrations.values(),
            roots.illustrations,
            cache / PICTURES_FOLDER if cache else None,
            avif=options.avif,
        )
    problems = judged([*problems, *found], options.severities)
    if errors(problems):
        return Site((), (), [], tuple(problems), len(graph.entries))
    drawn = cache / PICTURES_FOLDER if cache and options.drawn_pictures else None
    writer = Writer(graph, content, options, made, drawn)
    with phase(PAGES):
        pages = writer.write()
        problems = judged([*problems, *_taken(writer, pages)], options.severities)
    if errors(problems):
        return Site((), (), [], tuple(problems), len(graph.entries))
    written = [*pages, *writer.exports.files]
    files = [*written, *writer.redirects(written)]
    files.append(SiteFile(STYLE_SHEET, lambda: Made(site.style())))
    if POSTERS in options.exports:
        paper = (ASSETS / "paper.css").read_text("utf-8")
        files.append(SiteFile(PAPER_STYLE, options.palette.style() + paper))
    files += [
        SiteFile(f"{SCRIPTS_FOLDER}/{script.name}", script)
        for script in sorted(ASSETS.glob("scripts/*.js"))
    ]
    files += [
        SiteFile(file.path, file.content) for picture in made.values() for file in picture.files
    ]
    menu = _menu(writer, graph, options)
    site = Site(
        tuple(files),
        content.assets,
        menu,
        tuple(problems),
        len(graph.entries),
        _stamp(options),
        writer=writer,
    )
    return site


def taken_addresses(content: Content, graph: Graph, options: Options) -> list[Problem]:
    """Return the problems of old addresses that this content would have something else at."""
    writer = Writer(graph, content, options, {})
    return _taken(writer, writer.write())


def _taken(writer: Writer, pages: Sequence[SiteFile]) -> list[Problem]:
    written = {file.path: writer.published_at(file.path) for file in pages}
    read = [path for source, path in written.items() if source != path]
    others = [path for source, path in written.items() if source == path]
    others += [*(file.path for file in writer.exports.files), *writer.content.assets]
    return permanence.clashes(writer.publication, read, others)


def _stamp(options: Options) -> str:
    """Return what changes with the rules and the scripts of the site.

    Not with what pages ask of the style sheet: that comes and goes with pictures, and every page of
    the site would change with it.
    """
    scripts = [script.read_bytes() for script in sorted(ASSETS.glob("scripts/*.js"))]
    key = STAMPED.parts({Reason.RULES: _style(options), Reason.SCRIPTS: scripts})
    return digest(*key)[:8]


def _style(options: Options) -> str:
    hues = colours.hues((s.key, s.colour, s.dark_colour) for s in options.vocabulary.subkinds)
    return options.palette.style() + style_sheet() + hues


def style_sheet() -> str:
    """Return our rules: those of every page, then those of each feature."""
    return "\n".join(
        file.read_text("utf-8")
        for file in sorted(
            ASSETS.glob("styles/*.css"), key=lambda file: (file.stem != "base", file.stem)
        )
    )


def navigation(menu: Menu) -> list[Any]:
    """Return a menu as engines' configurations write it."""
    # Themes print labels as they are.
    return [
        {html.escape(label, quote=False): below if isinstance(below, str) else navigation(below)}
        for label, below in menu
    ]


def pages_of(menu: Menu) -> list[str]:
    """Return the path of every page that a menu names."""
    return [
        path
        for _, below in menu
        for path in ([below] if isinstance(below, str) else pages_of(below))
    ]


def _introduction(graph: Graph, path: str) -> Entry | None:
    """Return the page that a town wrote where a list stands."""
    name = path.removesuffix(".md")
    found = (graph.get((kind.key, name)) for kind in KINDS if kind.is_plain_page)
    return next(filter(None, found), None)


def _menu(writer: Writer, graph: Graph, options: Options) -> Menu:
    """Return the menu: lists, principles and policies.

    A menu with every entry costs more than the rest of a build, and nobody reads it.
    """
    menu: Menu = [(words.MENU_HOME, "index.md"), *writer.offered.pop(words.MENU_TOP, ())]
    others: Menu = []
    for subkind in graph.vocabulary.in_order:
        path = writer.list_paths.get(subkind.key)
        if path is None or not subkind.list_folder:
            continue
        introduction = _introduction(graph, path)
        label = introduction.title if introduction else subkind.title
        below: Menu = [(label, path)]
        if subkind.kind.in_navigation:
            below += [
                (called(entry), entry.path)
                for entry in graph.of(subkind.kind.key)
                if entry.subkind is subkind
            ]
        below += writer.offered.pop(label, ())
        if subkind.menu is MenuPlace.TAB:
            menu.append((label, below if len(below) > 1 else path))
        elif subkind.menu is MenuPlace.OTHERS:
            others += below
    apart = [(kind.key, words.MENU_FRAMEWORKS) for kind in KINDS if kind.is_foreign]
    apart += [(kind.key, words.MENU_GLOSSARY) for kind in KINDS if kind.in_glossary]
    others += [(label, writer.list_paths[key]) for key, label in apart if key in writer.list_paths]
    if others:
        menu.append((words.MENU_OTHERS, others))
    ours = writer.offered.pop(words.MENU_ABOUT, [])
    menu += [(label, list(pages)) for label, pages in writer.offered.items()]
    about: Menu = [
        (entry.title, entry.path)
        for entry in graph.where(lambda kind: kind.is_plain_page)
        if "/" not in entry.path and entry.id != "index"
    ]
    about += ours
    if options.has_guide:
        about += [(label, f"{words.GUIDE_FOLDER}/{name}.md") for name, label in words.MENU_GUIDE]
    if about:
        menu.append((words.MENU_ABOUT, about))
    return menu

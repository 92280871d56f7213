"""From folders to a site: every file and every problem, for whichever outlet publishes it."""

import html
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from parapluie import checks, pictures
from parapluie.graph import Graph
from parapluie.model import Content, Place
from parapluie.options import CONFIG_FILE, Options
from parapluie.pages import SiteFile, Writer, whole_path
from parapluie.pages.gaps import Gaps, find
from parapluie.problems import Problem, errors, judged, problem, suggestion
from parapluie.readability import Remark, remarks
from parapluie.reader import Roots, read
from parapluie.vocabulary import gaps_words, messages, words
from parapluie.vocabulary.kinds import ACTIVITY, CHAPTER, KINDS, PAGE, POLICY, REFERENCE, TERM

STYLE_SHEET = "assets/parapluie.css"
SCRIPTS_FOLDER = "assets/parapluie"
THEME = Path(__file__).parent / "theme"  # templates over the theme's
MARKDOWN_EXTENSIONS = ("attr_list",)  # what our pages need of the engine
# Material's schemes, where the settings name none: `look` has the colours of both.
SCHEMES = tuple(
    {"media": f"(prefers-color-scheme: {name})", "scheme": scheme}
    for name, scheme in (("light", "default"), ("dark", "slate"))
)
ASSETS = Path(__file__).parent / "assets"
_PICTURES = "pictures"  # in the cache

Menu: TypeAlias = "list[tuple[str, str | Menu]]"  # labels, each with a page or a menu under it


@dataclass(frozen=True, slots=True)
class Site:
    """All that an outlet needs."""

    files: tuple[SiteFile, ...]
    assets: tuple[str, ...]  # files of the content folder to publish as they are
    menu: Menu
    problems: tuple[Problem, ...]
    entries: int  # how many were read


def verify(roots: Roots, options: Options) -> tuple[list[Problem], int]:
    """Return every problem of the content, sorted by place, and the number of entries read."""
    content, graph, problems = understand(roots, options)
    problems += pictures.check(content.illustrations.values(), roots.illustrations)
    return judged(problems, options.severities), len(graph.entries)


def missing(roots: Roots, options: Options) -> tuple[Graph, Gaps]:
    """Return what is missing of the content, and the graph that says it."""
    _, graph, _ = understand(roots, options)
    return graph, find(graph, options)


def reread(roots: Roots, options: Options) -> tuple[list[Remark], list[Problem], int]:
    """Return what could be plainer, every problem of the content, and the number of entries."""
    _, graph, problems = understand(roots, options)
    return remarks(graph, options), judged(problems, options.severities), len(graph.entries)


def build(roots: Roots, options: Options, *, cache: Path | None = None) -> Site:
    """Return every file of the site and every problem found, sorted by place.

    With an error among the problems there is no file: no outlet publishes half a site. Nothing is
    written but derived pictures, in *cache* where one is given.
    """
    content, graph, problems = understand(roots, options)
    made, found = pictures.make(
        content.illustrations.values(),
        roots.illustrations,
        cache / _PICTURES if cache else None,
        avif=options.avif,
    )
    problems = judged([*problems, *found], options.severities)
    if errors(problems):
        return Site((), (), [], tuple(problems), len(graph.entries))
    drawn = cache / _PICTURES if cache and options.drawn_pictures else None
    writer = Writer(graph, content, options, made, drawn)
    files = writer.write()
    style = options.palette.style() + style_sheet() + writer.style_rules
    files.append(SiteFile(STYLE_SHEET, style))
    files += [
        SiteFile(f"{SCRIPTS_FOLDER}/{script.name}", script)
        for script in sorted(ASSETS.glob("scripts/*.js"))
    ]
    files += [
        SiteFile(file.path, file.content) for picture in made.values() for file in picture.files
    ]
    if drawn is not None:
        files += _drawn(writer, drawn)
    menu = _menu(writer, graph, options)
    return Site(tuple(files), content.assets, menu, tuple(problems), len(graph.entries))


def style_sheet() -> str:
    """Return our rules: those of every page, then those of each feature."""
    return "\n".join(
        file.read_text("utf-8")
        for file in sorted(
            ASSETS.glob("styles/*.css"), key=lambda file: (file.stem != "base", file.stem)
        )
    )


def _drawn(writer: Writer, cache: Path) -> list[SiteFile]:
    """Draw what the pages ask for and return the files, which stand in *cache*."""
    pictures.draw(writer.landscapes, writer.cards.values(), cache)
    files = [
        SiteFile(file.path, file.content)
        for picture in writer.landscapes.values()
        for file in picture.files
    ]
    cards = (card.rendition(cache) for card in writer.cards.values())
    return [*files, *(SiteFile(card.path, card.content) for card in cards)]


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


def understand(roots: Roots, options: Options) -> tuple[Content, Graph, list[Problem]]:
    """Return what the folders hold, its graph and the problems of both, pictures aside."""
    content, problems = read(roots, options.vocabulary)
    graph = Graph(content, options.vocabulary)
    problems += graph.problems
    problems += checks.check(graph, options)
    problems += _collisions(content, options)
    problems += _unknown_frameworks(content, options)
    return content, graph, problems


def _unknown_frameworks(content: Content, options: Options) -> list[Problem]:
    """P401: the options ask for a framework that does not exist."""
    known = [framework.key for framework in content.frameworks]
    return [
        problem(
            "P401",
            Place(CONFIG_FILE),
            key="referentiels",
            reason=messages.OPTION_FRAMEWORK_UNKNOWN.format(
                value=key, suggestion=suggestion(key, known)
            ),
        )
        for key in options.frameworks
        if known and key not in known  # none is known where the content folder is missing
    ]


def _collisions(content: Content, options: Options) -> list[Problem]:
    """P214: two pages that would have one address, on any file system."""
    ours = (
        (CHAPTER, words.STORY_PAGE),
        (CHAPTER, words.COVERAGE_PAGE),
        (ACTIVITY, words.HEARD_PAGE),
    )
    taken = {
        f"{subkind.folder}/{name}": f"{subkind.folder}/{name}.md"
        for kind, name in ours
        for subkind in options.vocabulary.of(kind)
    } | {words.SEARCH_PAGE: f"{words.SEARCH_PAGE}.md"}
    for entry in content.entries:
        if entry.kind is POLICY:
            path = whole_path(entry)
            taken[path.removesuffix(".md").casefold()] = path
    for path in (
        words.FOLLOW_PATH,
        words.GRID_PATH,
        words.PERSONA_PATH,
        words.BLIND_SPOTS_PATH,
        gaps_words.PAGE_PATH,
    ):
        taken[_stem(path, options)] = path
    found = []
    for entry in content.entries:
        if entry.anchor:
            continue
        stem = _stem(entry.path, options)
        other = taken.setdefault(stem, entry.file)
        if other is not entry.file:
            found.append(problem("P214", Place(entry.file), other=other))
    return found


def _stem(path: str, options: Options) -> str:
    """Return what two pages of one address have in common."""
    stem = path.removesuffix(".md").casefold()
    return stem.removesuffix("/index") if options.directory_urls else stem


def _menu(writer: Writer, graph: Graph, options: Options) -> Menu:
    """Return the menu: lists, principles and policies.

    A menu with every entry costs more than the rest of a build, and nobody reads it.
    """
    menu: Menu = [(words.MENU_HOME, "index.md"), *writer.offered.pop(words.MENU_TOP, ())]
    others: Menu = []
    for kind in KINDS:
        for subkind in graph.vocabulary.of(kind):
            path = writer.list_paths.get(subkind.key)
            if path is None or not subkind.folder:
                continue
            introduction = graph.get((PAGE.key, path.removesuffix(".md")))
            label = introduction.title if introduction else subkind.title
            below: Menu = [(label, path)]
            if kind.in_navigation:
                below += [
                    (entry.title, entry.path)
                    for entry in graph.of(kind.key)
                    if entry.subkind is subkind
                ]
            below += writer.offered.pop(label, ())
            if kind.in_menu:
                menu.append((label, below if len(below) > 1 else path))
            else:
                others += below
    for key, label in ((REFERENCE.key, words.MENU_FRAMEWORKS), (TERM.key, words.MENU_GLOSSARY)):
        if key in writer.list_paths:
            others.append((label, writer.list_paths[key]))
    if others:
        menu.append((words.MENU_OTHERS, others))
    menu += [(label, list(pages)) for label, pages in writer.offered.items()]
    about: Menu = [
        (entry.title, entry.path)
        for entry in graph.of(PAGE.key)
        if "/" not in entry.path and entry.id != "index"
    ]
    if options.guide:
        about += [(label, f"{words.GUIDE_FOLDER}/{name}.md") for name, label in words.MENU_GUIDE]
    if about:
        menu.append((words.MENU_ABOUT, about))
    return menu

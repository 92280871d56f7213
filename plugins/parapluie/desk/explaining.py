"""What an entry leads to, what depends on it, its files in the site, what would make them again.

Files are those that the core would make, asked of it and sorted by whose they are: no list of them
stands here that could be wrong.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

from parapluie import pictures
from parapluie.build.making import PICTURES_FOLDER
from parapluie.exports.calendars import appointments
from parapluie.exports.happenings import happenings
from parapluie.meaning import sentences
from parapluie.meaning.graph import Graph
from parapluie.meaning.relations import Dependence, Link
from parapluie.meaning.standing import Standings
from parapluie.model import Content, Entry, Picture
from parapluie.pages import Writer
from parapluie.pages.formerly import HEADINGS, Apart, depending
from parapluie.problems import suggestion
from parapluie.site import permanence
from parapluie.site.publication import permanent
from parapluie.source.content_files import Roots
from parapluie.source.options import Options
from parapluie.speed import reasons
from parapluie.speed.reasons import Recipe
from parapluie.vocabulary import explain_words as words
from parapluie.vocabulary import exports_words
from parapluie.vocabulary.grammar import a, capitalize, enumerate_words
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.messages import OR

_MADE = (reasons.SITE,)
# What stands at the permanent address of an entry, by the end of its name.
_GROUPS = {
    ".json": words.DATA,
    ".atom": words.FEEDS,
    ".ics": words.FEEDS,
    ".svg": words.SHARING,
    f"/{exports_words.POSTER_PAGE}": words.PAPER,
    f"/{exports_words.COUPON_PAGE}": words.PAPER,
}


@dataclass(frozen=True, slots=True)
class Group:
    """Files of the site that are made for the same reasons."""

    label: str
    paths: tuple[str, ...]  # as published
    recipes: tuple[Recipe, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """All that is said of an entry."""

    entry: Entry
    links: tuple[Link, ...]
    others: tuple[Link, ...]  # to it, which carry no dependence
    dependents: tuple[Dependence, ...]
    apart: tuple[Apart, ...]  # what is over, or came before it
    groups: tuple[Group, ...]
    shown: tuple[tuple[str, str], ...]  # a page that shows it, as published, and why

    @property
    def recipes(self) -> tuple[Recipe, ...]:
        """What its files are made from."""
        return tuple(dict.fromkeys(each for group in self.groups for each in group.recipes))


def named(graph: Graph, roots: Roots, written: str) -> Entry | str:
    """Return the entry of a name or of the path of a file, or why there is none."""
    found = graph.resolver.find(written) or _in_file(graph, roots, written)
    if len(found) == 1:
        return found[0]
    if found:
        nouns = dict.fromkeys(a(entry.subkind.noun) for entry in found)
        example = name_of(found[0])
        candidates = enumerate_words(nouns, OR)
        return words.AMBIGUOUS.format(value=written, candidates=candidates, example=example)
    prefix, colon, identifier = written.partition(":")
    kind = graph.vocabulary.kind_named(prefix) if colon else None
    if kind is not None:
        near = suggestion(identifier, graph.resolver.names([kind.key]), before=f"{prefix}:")
    else:
        files = dict.fromkeys(entry.file for entry in graph.entries)
        near = suggestion(written, [*graph.resolver.names(), *files])
    return words.NO_SUCH_ENTRY.format(value=written, suggestion=near)


def _in_file(graph: Graph, roots: Roots, written: str) -> list[Entry]:
    """Return the entry that a file is, or those that it holds."""
    files = {Path(written).absolute(), (roots.base or Path()) / written, roots.content / written}
    content = roots.content.absolute()
    paths = {
        file.absolute().relative_to(content).as_posix()
        for file in files
        if file.absolute().is_relative_to(content)
    }
    held = [
        entry
        for entry in graph.entries
        if entry.path in paths or entry.file in (written, Path(written).as_posix())
    ]
    return [entry for entry in held if not entry.anchor] or held


def name_of(entry: Entry) -> str:
    """Return what names an entry: « politique:eau »."""
    return f"{entry.kind.key}:{entry.id}"


def explain(
    entry: Entry, graph: Graph, content: Content, roots: Roots, options: Options, cache: Path
) -> Explained:
    """Return all that is to be said of an entry of a content without errors.

    Its own picture alone is looked at, and kept in *cache* like a build does. Raises `OSError`.
    """
    files = _Files(entry, graph, content, roots, options, cache)
    found, apart = depending(Standings(graph), entry)
    return Explained(
        entry,
        tuple(graph.out(entry)),
        tuple(link for link in graph.into(entry) if not link.type.carries_dependence),
        tuple(found),
        tuple(apart),
        tuple(files.groups()),
        tuple(files.shown()),
    )


class _Files:
    """The files of the site, and whose they are."""

    def __init__(
        self,
        entry: Entry,
        graph: Graph,
        content: Content,
        roots: Roots,
        options: Options,
        cache: Path,
    ) -> None:
        self.entry, self.graph, self.options = entry, graph, options
        folder = cache / PICTURES_FOLDER
        wanted = content.illustrations.get(entry.fields.get("illustration") or "")
        self.picture: Picture | None = None
        if wanted is not None:
            made, _ = pictures.make([wanted], roots.illustrations, folder, avif=options.avif)
            self.picture = made.get(wanted.id)
        own = {self.picture.illustration.id: self.picture} if self.picture else {}
        drawn = folder if options.drawn_pictures else None
        self.writer = Writer(graph, content, options, own, drawn)
        self.pages = self.writer.write()

    def groups(self) -> Iterator[Group]:
        """Yield what the entry gives to the site."""
        entry, writer, published = self.entry, self.writer, self.writer.published_at
        beside = f"{entry.path.removesuffix('.md')}/"
        own = [
            file
            for file in self.pages
            if file.path == entry.path
            # The others of its folder are those of the entries in it.
            or (not entry.anchor and file.path.startswith(beside) and self._is_made(file.path))
        ]
        label = words.IN_PAGE if entry.anchor else words.PAGES
        yield from _group(label, (published(file.path) for file in own), _MADE)
        others: dict[str, list[str]] = {}
        home, wholes = permanent(entry.key), self._wholes()
        of_whole = []
        for path in (*(file.path for file in self.pages), *(f.path for f in writer.exports.files)):
            group = _GROUPS.get(path.removeprefix(home)) if path.startswith(home) else None
            if group:
                others.setdefault(group, []).append(path)
            elif path in wholes:
                of_whole.append(path)
        for group in dict.fromkeys(_GROUPS.values()):
            yield from _group(group, others.get(group, ()), _MADE)
        yield from _group(words.TABLES, of_whole, _MADE)
        leading = permanence.redirects(writer.publication).items()
        taken = {published(file.path) for file in self.pages}
        paths = [permanence.file_of(address) for address, target in leading if target is entry]
        yield from _group(words.REDIRECTS, (path for path in paths if path not in taken), _MADE)
        if entry.anchor:
            return
        if self.picture is not None:
            recipe = reasons.PHOTOGRAPH if self.picture.renditions else reasons.SITE
            yield from _group(words.PICTURE, (f.path for f in self.picture.files), (recipe,))
        # What a page shows it tells once it is made.
        for file in own:
            _ = file.made
        drawn = [
            file.path
            for landscape, picture in writer.asked.landscapes.items()
            if landscape.identifier == name_of(entry)
            for file in picture.files
        ]
        yield from _group(words.PICTURE, drawn, (reasons.LANDSCAPE,))
        yield from _group(words.CARD, writer.asked.cards, (reasons.CARD,))

    def _is_made(self, path: str) -> bool:
        """Tell whether the page at *path* is made of the entry beside whose own it stands."""
        return path not in self._theirs and f"{path.rpartition('/')[0]}.md" == self.entry.path

    @cached_property
    def _theirs(self) -> frozenset[str]:
        """Where the pages of entries are."""
        return frozenset(entry.path for entry in self.graph.entries)

    def _wholes(self) -> set[str]:
        """Return where the entry stands among others: what holds all, its table, the links."""
        if self.entry not in self.writer.publication.entries:
            return set()
        publication = self.writer.publication
        news = publication.reference(publication.page(self.entry), exports_words.NEWS_FEED)
        # These hold some entries only, and say what they hold.
        title, summary = (escape(s, quote=False) for s in (self.entry.title, self.entry.summary))
        said = {
            exports_words.STRATEGIC_PLAN: (f">{title}<", *([summary] if summary else ())),
            exports_words.NEWS_FEED: (
                f'</updated>\n<link rel="alternate" type="text/html" href="{escape(news)}"',
            ),
        }
        some = {
            file.path
            for file in self.writer.exports.files
            if any(each in str(file.content) for each in said.get(file.path, ()))
        }
        if appointments(self.entry, happenings(self.entry)):
            some.add(exports_words.CALENDAR)
        tables = [self.entry.kind.key]
        tables += [exports_words.LINKS_TABLE] if self._is_linked() else []
        return {
            exports_words.WHOLE_JSON,
            exports_words.WORKBOOK,
            exports_words.LINKED_DATA,
            *(f"{exports_words.TABLES_FOLDER}/{key}.csv" for key in tables),
            *some,
        }

    def _is_linked(self) -> bool:
        return bool(self.graph.out(self.entry) or self.graph.into(self.entry))

    def shown(self) -> Iterator[tuple[str, str]]:
        """Yield the pages of others that show the entry, each once, with the nearest reason."""
        found: dict[str, str] = {}
        entry, graph = self.entry, self.graph
        listed = self.writer.list_paths.get(entry.subkind.key)
        if listed is not None:
            found[listed] = words.ITS_LIST.format(plural=entry.subkind.noun.plural)
        for link in graph.into(entry):
            found.setdefault(link.origin.path, words.LINKED_FROM.format(title=link.origin.title))
        for link in graph.out(entry):
            found.setdefault(link.target.path, words.LINKED_TO.format(title=link.target.title))
        for other in self._above():
            found.setdefault(other.path, words.DEPENDED_ON.format(title=other.title))
        for other in graph.depending(entry):
            found.setdefault(other.path, words.DEPENDS.format(title=other.title))
        made = {file.path for file in self.pages}
        for path, why in found.items():
            if path in made and path != entry.path:
                yield self.writer.published_at(path), why

    def _above(self) -> Iterator[Entry]:
        for kind in KINDS:
            yield from self.graph.nearest(self.entry, kind.key)


def _group(label: str, paths: Iterable[str], recipes: tuple[Recipe, ...]) -> Iterator[Group]:
    found = tuple(dict.fromkeys(paths))
    if found:
        yield Group(label, found, recipes)


# --- Said ---


def as_text(found: Explained) -> Iterator[str]:
    """Yield the lines that say it."""
    entry = found.entry
    place, name = entry.place, name_of(entry)
    yield entry.title
    yield words.WHAT.format(name=name, noun=entry.noun.singular, file=place.file, line=place.line)
    yield from _heading(words.LINKS, found.links)
    for link in found.links:
        yield _link(words.LINK, link, link.target)
    if found.others:
        yield from _heading(words.OTHERS, found.others)
    for link in found.others:
        yield _link(words.OTHER, link, link.origin)
    yield from _heading(words.DEPENDENTS, found.dependents)
    distance = 0
    for each in found.dependents:
        if each.distance != distance:
            distance = each.distance
            yield words.DISTANCE[min(distance, 2)].format(number=distance)
        sentence = sentences.plain(sentences.down(each)[0])
        yield words.DEPENDENT.format(name=name_of(each.origin), sentence=sentence)
    if found.apart:
        yield from _heading(words.APART, found.apart)
    for one in found.apart:
        yield words.DEPENDENT.format(name=name_of(one.entry), sentence=_why_apart(one))
    yield from _heading(words.FILES, [path for group in found.groups for path in group.paths])
    for group in found.groups:
        labels = words.JOIN.join(recipe.label for recipe in group.recipes)
        yield words.GROUP.format(label=group.label, number=len(group.paths), recipes=labels)
        yield from (words.FILE.format(path=path) for path in group.paths)
    yield from _heading(words.SHOWN, found.shown)
    yield from (words.SHOWN_ON.format(path=path, why=why) for path, why in found.shown)
    yield words.SHOWN_ELSEWHERE
    yield from ("", words.REASONS)
    for recipe in found.recipes:
        yield words.RECIPE.format(label=capitalize(recipe.label))
        yield from (words.REASON.format(reason=reason.value) for reason in recipe.every)


def _heading(title: str, found: Iterable[object]) -> Iterator[str]:
    number = len(list(found))
    yield from ("", title.format(number=number))
    if not number:
        yield words.NOTHING


def _link(form: str, link: Link, other: Entry) -> str:
    return form.format(
        verb=link.verb,
        title=other.title,
        name=name_of(other),
        file=link.place.file,
        line=link.place.line,
    )


def _why_apart(found: Apart) -> str:
    return sentences.plain(found.why) or HEADINGS[found.standing]


def as_data(found: Explained) -> dict[str, Any]:
    """Return the same for another machine."""
    entry = found.entry
    return {
        "entry": {**_named(entry), "file": entry.place.file, "line": entry.place.line},
        "links": [_link_data(link, link.target) for link in found.links],
        "others": [_link_data(link, link.origin) for link in found.others],
        "dependents": [
            {
                **_named(each.origin),
                "distance": each.distance,
                "sentence": sentences.plain(sentences.down(each)[0]),
            }
            for each in found.dependents
        ],
        "apart": [{**_named(one.entry), "why": _why_apart(one)} for one in found.apart],
        "files": [
            {
                "label": group.label,
                "paths": group.paths,
                "reasons": {
                    recipe.label: {reason.name: reason.value for reason in recipe.every}
                    for recipe in group.recipes
                },
            }
            for group in found.groups
        ],
        "shown": [{"path": path, "why": why} for path, why in found.shown],
    }


def _named(entry: Entry) -> dict[str, Any]:
    return {"name": name_of(entry), "kind": entry.noun.singular, "title": entry.title}


def _link_data(link: Link, other: Entry) -> dict[str, Any]:
    return {
        **_named(other),
        "type": link.type.key,
        "verb": link.type.verb,
        "file": link.place.file,
        "line": link.place.line,
    }

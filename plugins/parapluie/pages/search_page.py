"""The search: its page, and the index that its script reads."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from parapluie.model import Entry
from parapluie.site import prose
from parapluie.vocabulary.fields import Field
from parapluie.vocabulary.grammar import capitalize, fold, typeset
from parapluie.vocabulary.kinds.activity import ACTIVITY
from parapluie.vocabulary.kinds.actor import ACTOR
from parapluie.vocabulary.kinds.decision import DECISION
from parapluie.vocabulary.kinds.former_measure import FORMER_MEASURE
from parapluie.vocabulary.kinds.indicator import INDICATOR
from parapluie.vocabulary.kinds.page import PAGE
from parapluie.vocabulary.kinds.reference import REFERENCE
from parapluie.vocabulary.kinds.term import TERM
from parapluie.vocabulary.links import ABOUT, APPLIES, CARRIED_BY, FOR_GROUPS
from parapluie.vocabulary.search_words import LEADING_ARTICLES, SYNONYMS
from parapluie.vocabulary.words import (
    GUIDE_FOLDER,
    GUIDE_SEARCH,
    MENU_FRAMEWORKS,
    MENU_GLOSSARY,
    SEARCH_LIST,
    SEARCH_LISTS,
    SEARCH_PAGE,
)

from .page_data import Made, SiteFile
from .search_index import (
    ADOPTED,
    AROUND,
    BODY,
    OTHER_NAME,
    SUMMARY,
    TITLE,
    Found,
    Weight,
    packed_index,
)

if TYPE_CHECKING:
    from .writer import Writer

INDEX_FILE = "assets/parapluie/search-index.js"

_LISTS = fold(SEARCH_LISTS)  # what lists are filtered by, beside the keys of sub-kinds
_SUMMARY_LENGTH = 150  # characters
# What people look for comes before what documents it.
_STANDING = {
    ACTOR.key: 0.9,
    ACTIVITY.key: 0.85,
    DECISION.key: 0.9,
    TERM.key: 0.6,
    INDICATOR.key: 0.8,
    REFERENCE.key: 0.7,
    FORMER_MEASURE.key: 0.7,
}
# Their targets' titles are words of the page too.
_AROUND = {link.key for link in (APPLIES, FOR_GROUPS, ABOUT, CARRIED_BY)}
_ARTICLES = frozenset(LEADING_ARTICLES.split())
# Names and sentences that weigh more than the rest, and what no one looks for.
_APART = {"titre", "en_bref", "aussi_nomme", "texte_adopte", "sources", "source", "avis", "nom"}


def search_pages(writer: "Writer") -> list[SiteFile]:
    """Return the page of the search and its index; comes after what offers pages to the menu."""
    entries = list(_shown(writer))
    lists = list(_lists(writer))
    offered = list(_offered(writer))

    def index() -> Made:
        found = [
            *(_entry(writer, entry) for entry in entries),
            *(_list(writer, *about) for about in lists),
            *offered,
        ]
        return Made(packed_index(found, {**SYNONYMS, **writer.content.synonyms}))

    def gather() -> dict[str, Any]:
        named = sorted(entries, key=lambda entry: _letter_first(entry.title))
        by_letter = groupby(named, key=lambda entry: _letter_first(entry.title)[:1].upper() or "0")
        shown = {entry.subkind.key for entry in entries} | {page.group for page in offered}
        kinds = [(s.key, s.title) for s in writer.graph.vocabulary.subkinds if s.key in shown]
        return {
            "letters": [(letter, list(group)) for letter, group in by_letter],
            "groups": [(_LISTS, SEARCH_LISTS), *kinds],
        }

    files = [
        SiteFile(INDEX_FILE, index),
        writer.render("search", f"{SEARCH_PAGE}.md", gather, lists=[about[:2] for about in lists]),
    ]
    if writer.options.guide:
        path = f"{GUIDE_FOLDER}/{GUIDE_SEARCH}.md"
        files.append(writer.render("guide_search", path, number=len(SYNONYMS)))
    return files


def _shown(writer: "Writer") -> Iterator[Entry]:
    """Yield the entries that have a page or a place of their own."""
    published = {item for framework in writer.frameworks for item in framework.items}
    introductions = {path.removesuffix(".md") for path in writer.list_paths.values()}
    for entry in writer.graph.entries:
        if entry.kind is REFERENCE and entry not in published:
            continue
        if entry.kind is PAGE and entry.id in introductions:
            continue
        yield entry


def _lists(writer: "Writer") -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Yield the title, the path, the introduction and the other names of each list."""
    kinds = writer.graph.vocabulary.subkinds
    for subkind in kinds:
        path = writer.list_paths.get(subkind.key)
        if path is None:
            continue
        page = writer.graph.get((PAGE.key, path.removesuffix(".md")))
        titles = {TERM.key: MENU_GLOSSARY, REFERENCE.key: MENU_FRAMEWORKS}
        title = page.title if page else titles.get(subkind.kind.key, subkind.title)
        summary = (page.summary if page else "") or writer.graph.introduction(subkind)
        yield title, path, summary, (subkind.noun.plural, path.partition("/")[0])
    for framework in writer.frameworks:
        yield framework.title, framework.path, framework.summary, ()


def _entry(writer: "Writer", entry: Entry) -> Found:
    graph = writer.graph
    around = [entry.noun.singular, entry.subkind.noun.singular]
    around += [link.target.title for link in graph.out(entry) if link.type.key in _AROUND]
    container = graph.get(entry.container) if entry.container else None
    around += [container.title] if container else []
    said = [prose.plain(entry.body, graph), *_said(entry.kind.fields, entry.fields)]
    status = entry.fields.get("statut")
    anchor = f"#{entry.anchor}" if entry.anchor else ""
    return Found(
        title=typeset(entry.title),
        address=writer.address(entry.path) + anchor,
        summary=_shortened(prose.first_words(entry, graph) or " ".join(said)),
        noun=capitalize(entry.noun.singular),
        group=entry.subkind.key,
        status=(status.agreed(entry.noun.gender), str(status.phase or "")) if status else ("", ""),
        texts=(
            (TITLE, entry.title),
            *((OTHER_NAME, name) for name in entry.fields.get("aussi_nomme") or ()),
            (SUMMARY, entry.summary),
            (BODY, " ".join(said)),
            (ADOPTED, prose.adopted(entry, graph)),
            (AROUND, " ".join(around)),
        ),
        standing=_STANDING.get(entry.kind.key, 1.0),
    )


def _said(fields: tuple[Field, ...], values: Any) -> Iterator[str]:
    """Yield what the fields of an entry say, those of its records too."""
    for item in fields:
        value = values.get(item.key)
        if not value or item.key in _APART or item.entries:
            continue
        for one in value if item.many else (value,):
            if item.type.has_records:
                yield from _said(item.fields, vars(one))
            elif item.type.is_searched:
                yield str(one)


def _list(writer: "Writer", title: str, path: str, text: str, names: tuple[str, ...]) -> Found:
    called = tuple((OTHER_NAME, name) for name in dict.fromkeys(names))
    return _page(writer, title, path, text, SEARCH_LIST, _LISTS, called)


def _offered(writer: "Writer") -> Iterator[Found]:
    """Yield the pages of other features, by what the menu calls them."""
    page = writer.graph.vocabulary.of(PAGE)[0]
    for offered in writer.offered.values():
        for title, path in offered:
            yield _page(writer, title, path, "", capitalize(page.noun.singular), page.key)


def _page(
    writer: "Writer",
    title: str,
    path: str,
    text: str,
    noun: str,
    group: str,
    called: tuple[tuple[Weight, str], ...] = (),
) -> Found:
    texts = ((TITLE, title), *called, (SUMMARY, text))
    summary = _shortened(text)
    return Found(typeset(title), writer.address(path), summary, noun, group, ("", ""), texts)


def _shortened(text: str) -> str:
    text = typeset(" ".join(text.split()))
    if len(text) <= _SUMMARY_LENGTH:
        return text
    return text[:_SUMMARY_LENGTH].rpartition(" ")[0].rstrip(",;:.") + "…"


def _letter_first(title: str) -> str:
    """Return what a title is sorted by: no accents, no signs, no article before."""
    words = re.sub(r"[^a-z0-9]+", " ", fold(title)).split()
    kept = words[1:] if len(words) > 1 and words[0] in _ARTICLES else words
    return " ".join(kept)

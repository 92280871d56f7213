"""The search: its page, and the index that its script reads."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from parapluie.model import Entry
from parapluie.site import prose
from parapluie.vocabulary.fields import Field
from parapluie.vocabulary.grammar import capitalize, fold, natural, typeset
from parapluie.vocabulary.kinds.page import PAGE
from parapluie.vocabulary.links import ABOUT, APPLIES, CARRIED_BY, FOR_GROUPS
from parapluie.vocabulary.local_words import Subkind
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

from .numbers import number
from .page_data import Made, SiteFile
from .press import Press
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

INDEX_FILE = "assets/parapluie/search-index.js"

_LISTS = fold(SEARCH_LISTS)  # what lists are filtered by, beside the keys of sub-kinds
_NUMBERS = "0-9"  # among the letters of the titles
_SUMMARY_LENGTH = 150  # characters
# Their targets' titles are words of the page too.
_AROUND = {link.key for link in (APPLIES, FOR_GROUPS, ABOUT, CARRIED_BY)}
_ARTICLES = frozenset(LEADING_ARTICLES.split())
# Names and sentences that weigh more than the rest, and what no one looks for.
_APART = frozenset("titre en_bref aussi_nomme texte_adopte sources source avis nom".split())
_APART_WITHIN = frozenset(("source", "nom"))  # records: a step is what its title says


def search_pages(press: Press) -> list[SiteFile]:
    """Return the page of the search and its index; comes after what offers pages to the menu."""
    entries = list(_shown(press))
    lists = list(_lists(press))
    offered = list(_offered(press))

    def index() -> Made:
        found = [
            *(_entry(press, entry) for entry in entries),
            *(_list(press, *about) for about in lists),
            *offered,
        ]
        return Made(packed_index(found, {**SYNONYMS, **press.content.synonyms}))

    def gather() -> dict[str, Any]:
        named = sorted(entries, key=lambda entry: natural(_letter_first(entry.title)))
        by_letter = groupby(named, key=lambda entry: _letter(entry.title))
        shown = {entry.subkind.key for entry in entries} | {page.group for page in offered}
        kinds = [(s.key, s.title) for s in press.graph.vocabulary.subkinds if s.key in shown]
        return {
            "letters": [(letter, list(group)) for letter, group in by_letter],
            "groups": [(_LISTS, SEARCH_LISTS), *kinds],
        }

    files = [
        SiteFile(INDEX_FILE, index),
        press.render("search", f"{SEARCH_PAGE}.md", gather, lists=[about[:2] for about in lists]),
    ]
    if press.options.has_guide:
        path = f"{GUIDE_FOLDER}/{GUIDE_SEARCH}.md"
        files.append(press.render("guide_search", path, number=len(SYNONYMS)))
    return files


def _shown(press: Press) -> Iterator[Entry]:
    """Yield the entries that have a page or a place of their own."""
    published = {item for framework in press.frameworks for item in framework.items}
    introductions = {path.removesuffix(".md") for path in press.list_paths.values()}
    for entry in press.graph.entries:
        if entry.kind.is_foreign and entry not in published:
            continue
        if entry.kind.is_plain_page and entry.id in introductions:
            continue
        yield entry


def _lists(press: Press) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Yield the title, the path, the introduction and the other names of each list."""
    kinds = press.graph.vocabulary.subkinds
    for subkind in kinds:
        path = press.list_paths.get(subkind.key)
        if path is None:
            continue
        page = press.resources.plain_pages.get(path.removesuffix(".md"))
        title = page.title if page else _title(subkind)
        summary = (page.summary if page else "") or press.graph.introduction(subkind)
        yield title, path, summary, (subkind.noun.plural, path.partition("/")[0])
    for framework in press.frameworks:
        yield framework.title, framework.path, framework.summary, ()


def _title(subkind: Subkind) -> str:
    """Return what the list of a sub-kind is called where no page introduces it."""
    if subkind.kind.in_glossary:
        return MENU_GLOSSARY
    return MENU_FRAMEWORKS if subkind.kind.is_foreign else subkind.title


def _entry(press: Press, entry: Entry) -> Found:
    graph = press.graph
    around = [entry.noun.singular, entry.subkind.noun.singular]
    around += [link.target.title for link in graph.out(entry) if link.type.key in _AROUND]
    container = graph.get(entry.container) if entry.container else None
    around += [container.title] if container else []
    said = [prose.plain(entry.body, graph), *_said(entry.kind.fields, entry.fields)]
    said += [link.why for link in graph.out(entry) if link.reason]
    status = entry.fields.get("statut")
    anchor = f"#{entry.anchor}" if entry.anchor else ""
    return Found(
        title=typeset(entry.title),
        address=press.address(entry.path) + anchor,
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
        standing=entry.kind.search_weight,
        number=number(entry),
    )


def _said(fields: tuple[Field, ...], values: Any, apart: frozenset[str] = _APART) -> Iterator[str]:
    """Yield what the fields of an entry say, those of its records too."""
    for item in fields:
        value = values.get(item.key)
        if not value or item.key in apart or item.entries:
            continue
        for one in value if item.many else (value,):
            if item.type.has_records:
                yield from _said(item.fields, vars(one), _APART_WITHIN)
            elif item.type.is_searched:
                yield str(one)


def _list(press: Press, title: str, path: str, text: str, names: tuple[str, ...]) -> Found:
    called = tuple((OTHER_NAME, name) for name in dict.fromkeys(names))
    return _page(press, title, path, text, SEARCH_LIST, _LISTS, called)


def _offered(press: Press) -> Iterator[Found]:
    """Yield the pages of other features, by what the menu calls them."""
    page = press.graph.vocabulary.of(PAGE)[0]
    for offered in press.offered.values():
        for title, path in offered:
            yield _page(press, title, path, "", capitalize(page.noun.singular), page.key)


def _page(
    press: Press,
    title: str,
    path: str,
    text: str,
    noun: str,
    group: str,
    called: tuple[tuple[Weight, str], ...] = (),
) -> Found:
    texts = ((TITLE, title), *called, (SUMMARY, text))
    summary = _shortened(text)
    return Found(typeset(title), press.address(path), summary, noun, group, ("", ""), texts)


def _shortened(text: str) -> str:
    text = typeset(" ".join(text.split()))
    if len(text) <= _SUMMARY_LENGTH:
        return text
    return text[:_SUMMARY_LENGTH].rpartition(" ")[0].rstrip(",;:.") + "…"


def _letter(title: str) -> str:
    """Return what a title is listed under: its first letter, or what holds all numbers."""
    first = _letter_first(title)[:1].upper()
    return first if first.isalpha() else _NUMBERS


def _letter_first(title: str) -> str:
    """Return what a title is sorted by: no accents, no signs, no article before."""
    words = re.sub(r"[^a-z0-9]+", " ", fold(title)).split()
    kept = words[1:] if len(words) > 1 and words[0] in _ARTICLES else words
    return " ".join(kept)

"""« And for me? »: what touches people who belong to several groups at once, and why."""

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from parapluie.meaning import sentences
from parapluie.meaning.facets import TOUCHING, Facets
from parapluie.meaning.sentences import Sentence
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary.grammar import quoted, the, typeset
from parapluie.vocabulary.kinds.group import GROUP
from parapluie.vocabulary.kinds.theme import THEME
from parapluie.vocabulary.local_words import Subkind
from parapluie.vocabulary.words import GROUP_KEY, MENU_TOP, PERSONA_PATH, PERSONA_TITLE

from .page_data import Made, SiteFile
from .press import Press
from .touched import standing
from .view import View

_DATA = "assets/parapluie/persona-data.js"


def persona(press: Press) -> list[SiteFile]:
    """Return the page on which one says who one is, and what its script reads."""
    graph, facets = press.graph, press.facets
    every = graph.of(GROUP.key)
    if not every:
        return []
    groups = [group for group in every if not facets.members(group)]
    combinations = [(group, facets.members(group)) for group in facets.combinations]
    press.offer(MENU_TOP, PERSONA_TITLE, PERSONA_PATH)

    @cache
    def entries() -> list[Entry]:
        return shown(facets, press.options.today)

    @cache
    def themes() -> list[tuple[Subkind, list[Entry]]]:
        about = {
            theme.key
            for entry in entries()
            for theme in facets.facts(entry).ties.get(THEME.key, ())
        }
        return [
            (subkind, found)
            for subkind in graph.vocabulary.of(THEME)
            if (
                found := [t for t in graph.of(THEME.key) if t.subkind is subkind and t.key in about]
            )
        ]

    def data() -> Made:
        listed = [theme for _, found in themes() for theme in found]
        view = View(press.resources, PERSONA_PATH)
        found = _data(view, entries(), [*groups, *facets.combinations], listed)
        return Made(f"window.parapluiePersona = {_json(found)};\n")

    return [
        press.render(
            "persona",
            PERSONA_PATH,
            lambda: {"themes": themes()},
            title=PERSONA_TITLE,
            groups=groups,
            combinations=combinations,
            data=_DATA,
            group_key=GROUP_KEY,
        ),
        SiteFile(_DATA, data),
    ]


def shown(facets: Facets, today: date) -> list[Entry]:
    """Return what can touch someone now: of what has a date, only what is open or to come."""
    return [
        entry
        for kind in TOUCHING
        for entry in sorted(facets.graph.of(kind.key), key=standing)
        if not kind.by_date or _is_ahead(entry, today)
    ]


def _is_ahead(entry: Entry, today: date) -> bool:
    period, how = entry.fields["quand"], entry.fields.get("participer")
    return (
        period.end is None
        or period.end.last >= today
        or (how is not None and how.jusqu_au.last >= today)
    )


def _data(
    view: View, entries: Sequence[Entry], groups: Sequence[Entry], themes: Sequence[Entry]
) -> dict[str, Any]:
    """Return all that the script needs, in which numbers are places in the lists beside them."""
    facets = view.resources.facets
    vocabulary = facets.graph.vocabulary
    group_at = {group.key: place for place, group in enumerate(groups)}
    theme_at = {theme.key: place for place, theme in enumerate(themes)}
    entry_at = {entry.key: place for place, entry in enumerate(entries)}
    subkinds = [subkind for kind in TOUCHING for subkind in vocabulary.of(kind)]
    subkind_at = {subkind.key: place for place, subkind in enumerate(subkinds)}
    none = vocabulary.names[GROUP.key].none

    def row(entry: Entry) -> list[Any]:
        facts = facets.facts(entry)
        ways = [
            [
                _parts(sentences.addressing(entry, way.steps), entry_at),
                [group_at[group.key] for group in way.groups],
            ]
            for way in facts.ways
        ]
        return [
            typeset(entry.title),
            view.url(entry),
            entry.noun.singular,
            subkind_at[entry.subkind.key],
            [facts.status.agreed(entry.noun.gender), facts.status.phase] if facts.status else 0,
            ways or typeset(sentences.for_everyone(entry, none)),
            [
                theme_at[theme.key]
                for theme in facts.ties.get(THEME.key, ())
                if theme.key in theme_at
            ],
            int(entry.noun.is_feminine),
        ]

    return {
        "kinds": [subkind.title for subkind in subkinds],
        "groups": [typeset(sentences.to_group(group)) for group in groups],
        "joins": {
            str(group_at[group.key]): [group_at[one.key] for one in facets.members(group)]
            for group in groups
            if facets.members(group)
        },
        "within": _within(facets, group_at, groups),
        "themes": [typeset(f"{the(theme.noun)} {quoted(theme.title)}") for theme in themes],
        "entries": [row(entry) for entry in entries],
    }


def _within(
    facets: Facets, group_at: dict[EntryKey, int], groups: Sequence[Entry]
) -> dict[str, list[int]]:
    """Return the places of the groups within each, by its own as a key of JSON."""
    return {
        str(group_at[group.key]): [group_at[one.key] for one in narrower if one.key in group_at]
        for group in groups
        if (narrower := facets.graph.narrower(group))
    }


def _parts(sentence: Sentence, entry_at: dict[EntryKey, int]) -> list[str | int]:
    """Return a sentence with an entry as its place, or as its title where it is not shown."""
    return [
        typeset(part) if isinstance(part, str) else entry_at.get(part.key, typeset(part.title))
        for part in sentence
    ]


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

"""« And for me? »: what touches people who belong to several groups at once, and why."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from parapluie.meaning import sentences
from parapluie.meaning.facets import TOUCHING, Facets
from parapluie.meaning.sentences import Sentence
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary.fields import Phase
from parapluie.vocabulary.grammar import quoted, the, typeset
from parapluie.vocabulary.kinds.group import GROUP
from parapluie.vocabulary.kinds.theme import THEME
from parapluie.vocabulary.local_words import Subkind
from parapluie.vocabulary.words import COUNTS_HERE, GROUP_KEY, MENU_TOP, PERSONA_PATH, PERSONA_TITLE

from .page_data import Made, SiteFile
from .view import View

if TYPE_CHECKING:
    from .writer import Writer

_DATA = "assets/parapluie/persona-data.js"
# What goes on comes first, what was given up last.
_PHASES = (Phase.DURING, Phase.ONGOING, Phase.BEFORE, None, Phase.DONE, Phase.STOPPED)


@dataclass(frozen=True, slots=True)
class Touched:
    """What touches some groups, under its sub-kinds, each with its reasons as sentences."""

    groups: tuple[Entry, ...]
    parts: tuple[tuple[Subkind, tuple[tuple[Entry, tuple[Sentence, ...]], ...]], ...]


def combination(facets: Facets, entry: Entry) -> dict[str, Any]:
    """Return what the page of a group shows of the combinations that it is or is part of."""
    members = facets.members(entry)
    together = facets.touching(*members) if members else []
    known = {one.key for one in together}
    return {
        "persona_path": PERSONA_PATH,
        "group_key": GROUP_KEY,
        "members": members,
        "together": _touched(facets, members, together),
        "apart": [
            _touched(facets, (group,), [e for e in facets.touching(group) if e.key not in known])
            for group in members
        ],
        "combinations": [group for group in facets.combinations if entry in facets.members(group)],
    }


def _touched(facets: Facets, groups: tuple[Entry, ...], entries: Sequence[Entry]) -> Touched:
    found: dict[str, tuple[Subkind, list[tuple[Entry, tuple[Sentence, ...]]]]] = {}
    for entry in sorted(entries, key=_standing):
        ways = facets.reasons(entry, groups)
        why = tuple(sentences.addressed(entry, w.steps, w.groups, COUNTS_HERE) for w in ways)
        found.setdefault(entry.subkind.key, (entry.subkind, []))[1].append((entry, why))
    order = [s.key for kind in TOUCHING for s in facets.graph.vocabulary.of(kind)]
    parts = sorted(found.values(), key=lambda part: order.index(part[0].key))
    return Touched(groups, tuple((subkind, tuple(rows)) for subkind, rows in parts))


def persona(writer: "Writer") -> list[SiteFile]:
    """Return the page on which one says who one is, and what its script reads."""
    graph, facets = writer.graph, writer.facets
    every = graph.of(GROUP.key)
    if not every:
        return []
    groups = [group for group in every if not facets.members(group)]
    combinations = [(group, facets.members(group)) for group in facets.combinations]
    writer.offer(MENU_TOP, PERSONA_TITLE, PERSONA_PATH)

    @cache
    def entries() -> list[Entry]:
        return shown(facets, writer.options.today)

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
        view = View(writer, PERSONA_PATH)
        found = _data(view, entries(), [*groups, *facets.combinations], listed)
        return Made(f"window.parapluiePersona = {_json(found)};\n")

    return [
        writer.render(
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
        for entry in sorted(facets.graph.of(kind.key), key=_standing)
        if not kind.by_date or _is_ahead(entry, today)
    ]


def _is_ahead(entry: Entry, today: date) -> bool:
    period, how = entry.fields["quand"], entry.fields.get("participer")
    return (
        period.end is None
        or period.end.last >= today
        or (how is not None and how.jusqu_au.last >= today)
    )


def _standing(entry: Entry) -> tuple[Any, ...]:
    status = entry.fields.get("statut")
    return (_PHASES.index(status.phase if status else None), entry.sort_key)


def _data(
    view: View, entries: Sequence[Entry], groups: Sequence[Entry], themes: Sequence[Entry]
) -> dict[str, Any]:
    """Return all that the script needs, in which numbers are places in the lists beside them."""
    facets = view.writer.facets
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
        "themes": [typeset(f"{the(theme.noun)} {quoted(theme.title)}") for theme in themes],
        "entries": [row(entry) for entry in entries],
    }


def _parts(sentence: Sentence, entry_at: dict[EntryKey, int]) -> list[str | int]:
    """Return a sentence with an entry as its place, or as its title where it is not shown."""
    return [
        typeset(part) if isinstance(part, str) else entry_at.get(part.key, typeset(part.title))
        for part in sentence
    ]


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

"""Where groups cross each other and themes: how much touches both, and where nothing does."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode

from parapluie.meaning.facets import COUNTED, Facets
from parapluie.meaning.graph import Graph
from parapluie.meaning.sentences import said
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary.kinds.group import GROUP
from parapluie.vocabulary.kinds.theme import THEME
from parapluie.vocabulary.links import FOR_GROUPS
from parapluie.vocabulary.local_words import Subkind
from parapluie.vocabulary.words import (
    BLIND_SPOTS_PATH,
    BLIND_SPOTS_TITLE,
    GROUP_KEY,
    MENU_STAFF,
    PERSONA_PATH,
)

from .page_data import SiteFile
from .press import Press


@dataclass(frozen=True, slots=True)
class Crossing:
    """How many entries touch a group and something else at once."""

    other: Entry
    number: int
    choice: str  # the two as the address of « and for me? » has them
    is_own: bool = False  # the group crosses itself


@dataclass(frozen=True, slots=True)
class Matrix:
    """The groups against groups or themes: a row for each group."""

    columns: tuple[Entry, ...]
    rows: tuple[tuple[Entry, tuple[Crossing, ...]], ...]
    of: Subkind

    @property
    def empty(self) -> list[tuple[Entry, list[Entry]]]:
        """The groups with what they have nothing in common with, each pair once."""
        found = []
        named: set[frozenset[EntryKey]] = set()
        for group, crossings in self.rows:
            others = []
            for crossing in crossings:
                pair = frozenset((group.key, crossing.other.key))
                if not crossing.number and not crossing.is_own and pair not in named:
                    named.add(pair)
                    others.append(crossing.other)
            if others:
                found.append((group, others))
        return found


def blind_spots(press: Press) -> list[SiteFile]:
    """Return the page of the matrices, where there are groups to cross."""
    groups = [group for group in press.graph.of(GROUP.key) if not press.facets.members(group)]
    if len(groups) < 2 or not press.options.has_tools:
        return []
    press.offer(MENU_STAFF, BLIND_SPOTS_TITLE, BLIND_SPOTS_PATH)
    return [
        press.render(
            "blind_spots",
            BLIND_SPOTS_PATH,
            partial(_gather, press.graph, press.facets, groups),
            title=BLIND_SPOTS_TITLE,
            groups=groups,
            said=said,
            persona_path=PERSONA_PATH,
        )
    ]


def _gather(graph: Graph, facets: Facets, groups: Sequence[Entry]) -> dict[str, Any]:
    about: dict[EntryKey, set[EntryKey]] = {}
    for kind in COUNTED:
        for entry in graph.of(kind.key):
            for theme in facets.facts(entry).ties.get(THEME.key, ()):
                about.setdefault(theme.key, set()).add(entry.key)

    @cache
    def touched(crossed: frozenset[Entry]) -> frozenset[EntryKey]:
        return frozenset(e.key for e in facets.touching(*crossed) if e.kind in COUNTED)

    def number(group: Entry, other: Entry) -> int:
        if other.kind.key in FOR_GROUPS.targets:
            return len(touched(frozenset((group, other))))
        return len(touched(frozenset((group,))) & about.get(other.key, set()))

    def matrix(of: Subkind, columns: Sequence[Entry]) -> Matrix:
        return Matrix(
            tuple(columns),
            tuple(
                (
                    group,
                    tuple(
                        Crossing(
                            column,
                            number(group, column),
                            _choice(group, column),
                            is_own=group is column,
                        )
                        for column in columns
                    ),
                )
                for group in groups
            ),
            of,
        )

    matrices = [matrix(groups[0].subkind, groups)]
    for subkind in graph.vocabulary.of(THEME):
        themes = [theme for theme in graph.of(THEME.key) if theme.subkind is subkind]
        if themes:
            matrices.append(matrix(subkind, themes))
    return {
        "matrices": matrices,
        "forgotten": [group for group in groups if not number(group, group)],
    }


def _choice(group: Entry, other: Entry) -> str:
    chosen = [(GROUP_KEY, group.id)]
    if other is not group:
        is_group = other.kind.key in FOR_GROUPS.targets
        chosen.append((GROUP_KEY if is_group else other.subkind.key, other.id))
    return urlencode(chosen)

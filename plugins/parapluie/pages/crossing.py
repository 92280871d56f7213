"""The page of a plan of two dimensions: what stands where one list crosses another.

Some plans are no tree: a priority answers an orientation and plays at a scale, neither of which is
over the other. The option `croisement` names the two lists.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from parapluie.meaning.graph import Graph
from parapluie.meaning.standing import Standings
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary import words
from parapluie.vocabulary.grammar import capitalize, enumerate_words
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.links import APPLIES, PLANS, SPECIFIES

from .page_data import SiteFile
from .press import Press

# What stands in a cell: what is committed to, and what is done.
_CROSSING = [kind for kind in KINDS if APPLIES in kind.links and kind.column]


@dataclass(frozen=True, slots=True)
class Crossing:
    """A table: its rows and columns, and what stands in each cell."""

    rows: Sequence[Entry]
    columns: Sequence[Entry]
    cells: dict[tuple[EntryKey, EntryKey], list[Entry]]

    def at(self, row: Entry, column: Entry) -> list[Entry]:
        """Return what stands where *row* crosses *column*."""
        return self.cells.get((row.key, column.key), [])


def pages(press: Press) -> list[SiteFile]:
    """Return the page where the option asks for it and both lists have entries."""
    vocabulary = press.graph.vocabulary
    lists = [vocabulary.named(key) for key in press.options.crossing]
    members = [press.gatherer.members(subkind) if subkind else [] for subkind in lists]
    if len(members) != 2 or not all(members):
        return []
    nouns = [subkind.noun.plural for subkind in lists if subkind]
    title = capitalize(enumerate_words(nouns))
    press.offer(words.MENU_FOLLOW, title, words.CROSSING_PATH)
    return [
        press.render(
            "crossing",
            words.CROSSING_PATH,
            lambda: {"crossing": cross(press.graph, *members)},
            title=title,
            lists=lists,
        )
    ]


def cross(graph: Graph, rows: Sequence[Entry], columns: Sequence[Entry]) -> Crossing:
    """Return what applies, itself, an entry of each list; a policy of all of both is in none.

    Nor is what ended, or was replaced.
    """
    cells: dict[tuple[EntryKey, EntryKey], list[Entry]] = {}
    standings = Standings(graph)
    for kind in _CROSSING:
        for entry in graph.of(kind.key):
            if standings.days(entry).is_over:
                continue
            applied = {
                wider.key
                for link in graph.out(entry, APPLIES.key)
                for wider in (link.target, *graph.follow(link.target, SPECIFIES.key))
            }
            own = [row for row in rows if row.key in applied]
            others = [column for column in columns if column.key in applied]
            if kind.key in PLANS and len(own) * len(others) == len(rows) * len(columns):
                continue
            for row in own:
                for column in others:
                    cells.setdefault((row.key, column.key), []).append(entry)
    return Crossing(rows, columns, cells)

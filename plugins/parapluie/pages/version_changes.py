"""What changed between two adoptions, and since the last one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from parapluie.meaning.graph import Graph
from parapluie.meaning.versions import Change, compare, snapshot
from parapluie.model import Entry, Item, Snapshot
from parapluie.vocabulary.council_words import CHANGES_PATH, CHANGES_TITLE
from parapluie.vocabulary.words import MENU_FOLLOW

from .page_data import SiteFile
from .press import Press


@dataclass(frozen=True, slots=True)
class Compared:
    """Two states, and what changed from one to the other."""

    before: Snapshot
    after: Snapshot
    changes: Sequence[Change]
    is_today: bool  # the newer one is the content, which no decision has kept yet


def pages(press: Press) -> list[SiteFile]:
    """Return the page, where a state was kept."""
    if not press.content.snapshots:
        return []
    press.offer(MENU_FOLLOW, CHANGES_TITLE, CHANGES_PATH)

    def gather() -> dict[str, Any]:
        return {"compared": _compared(press), "named": lambda item: _entry(press.graph, item)}

    return [press.render("changes", CHANGES_PATH, gather, title=CHANGES_TITLE)]


def _compared(press: Press) -> list[Compared]:
    kept = press.content.snapshots
    today = snapshot(press.graph, press.options.today)
    found = [Compared(kept[-1], today, compare(kept[-1], today), is_today=True)]
    for before, after in reversed(list(pairwise(kept))):
        found.append(Compared(before, after, compare(before, after), is_today=False))
    return found


def _entry(graph: Graph, item: Item | str) -> Entry | None:
    """Return what an item of a snapshot is today."""
    name = item if isinstance(item, str) else item.name
    return next(iter(graph.resolver.find(name)), None)

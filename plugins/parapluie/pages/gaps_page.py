"""The page of what is missing."""

from typing import Any

from parapluie.vocabulary import gaps_words as words
from parapluie.vocabulary.kinds.action import ACTION
from parapluie.vocabulary.words import MENU_STAFF

from .found_gaps import set_summary
from .gaps import find_with
from .page_data import SiteFile
from .press import Press


def pages(press: Press) -> list[SiteFile]:
    """Return the page of what is missing."""
    graph = press.graph
    if not graph.of(ACTION.key) or not press.options.has_tools:
        return []
    press.offer(MENU_STAFF, words.PAGE_TITLE, words.PAGE_PATH)

    def gather() -> dict[str, Any]:
        gaps = find_with(graph, press.options, press.progress, press.facets)
        return {"gaps": gaps, "summary": set_summary(graph, gaps)}

    return [
        press.render("gaps", words.PAGE_PATH, gather, title=words.PAGE_TITLE, words=words),
    ]

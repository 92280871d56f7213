"""What the staff has to read again since a wording changed."""

from typing import Any

from parapluie.meaning.wordings import reasons_about, to_read
from parapluie.vocabulary.council_words import REREAD_NAME, REREAD_TITLE
from parapluie.vocabulary.words import GUIDE_FOLDER, MENU_STAFF

from .entry_facts import by_kind
from .page_data import SiteFile
from .press import Press


def pages(press: Press) -> list[SiteFile]:
    """Return the page, where the site has its guide and readings are kept."""
    graph = press.graph
    if not press.options.has_guide or not graph.readings:
        return []
    path = f"{GUIDE_FOLDER}/{REREAD_NAME}.md"
    press.offer(MENU_STAFF, REREAD_TITLE, path)

    def gather() -> dict[str, Any]:
        found = to_read(graph, graph.readings)
        return {
            "changed": [(one, by_kind(one.by, graph)) for one in found],
            "reasons_about": reasons_about,
            "number": len({entry.key for one in found for entry in one.by}),
        }

    return [press.render("rereading", path, gather, title=REREAD_TITLE)]

"""What could be plainer, page by page, for the staff."""

from functools import partial
from typing import TYPE_CHECKING, Any

from parapluie.vocabulary.plain_words import CHECKS, SOURCES
from parapluie.vocabulary.words import (
    GUIDE_FOLDER,
    GUIDE_READABILITY,
    MENU_STAFF,
    READABILITY_TITLE,
)

from .page_data import SiteFile
from .press import Press

if TYPE_CHECKING:
    from parapluie.meaning.remarks import Remark


_PATH = f"{GUIDE_FOLDER}/{GUIDE_READABILITY}.md"


def plain_language(press: Press) -> list[SiteFile]:
    """Return the page of remarks, where the site has its guide."""
    if not press.options.has_guide:
        return []
    press.offer(MENU_STAFF, READABILITY_TITLE, _PATH)
    gather = partial(_gather, press)
    page = press.render("readability", _PATH, gather, title=READABILITY_TITLE, sources=SOURCES)
    return [page]


def _gather(press: Press) -> dict[str, Any]:
    from parapluie.meaning.readability import remarks

    by_file: dict[str, list[Remark]] = {}
    for remark in remarks(press.graph, press.options):
        by_file.setdefault(remark.place.file, []).append(remark)
    entries = {entry.file: entry for entry in reversed(press.graph.entries)}
    found = [found for below in by_file.values() for found in below]
    return {
        "checks": [(check, sum(one.check is check for one in found)) for check in CHECKS],
        "files": [(entries[file], file, below) for file, below in by_file.items()],
        "total": len(found),
    }

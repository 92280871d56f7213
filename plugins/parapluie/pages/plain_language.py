"""What could be plainer, page by page, for the staff."""

from typing import TYPE_CHECKING

from parapluie.readability import Remark, remarks
from parapluie.vocabulary.plain_words import CHECKS, SOURCES
from parapluie.vocabulary.words import (
    GUIDE_FOLDER,
    GUIDE_READABILITY,
    MENU_STAFF,
    READABILITY_TITLE,
)

from .data import SiteFile

if TYPE_CHECKING:
    from .writer import Writer

_PATH = f"{GUIDE_FOLDER}/{GUIDE_READABILITY}.md"


def plain_language(writer: "Writer") -> list[SiteFile]:
    """Return the page of remarks, where the site has its guide."""
    if not writer.options.guide:
        return []
    by_file: dict[str, list[Remark]] = {}
    for remark in remarks(writer.graph, writer.options):
        by_file.setdefault(remark.place.file, []).append(remark)
    entries = {entry.file: entry for entry in reversed(writer.graph.entries)}
    found = [found for below in by_file.values() for found in below]
    writer.offer(MENU_STAFF, READABILITY_TITLE, _PATH)
    return [
        writer.render(
            "readability",
            _PATH,
            title=READABILITY_TITLE,
            checks=[(check, sum(one.check is check for one in found)) for check in CHECKS],
            sources=SOURCES,
            files=[(entries[file], file, below) for file, below in by_file.items()],
            total=len(found),
        )
    ]

"""The pages of the story as a whole: its cover, all of it, what of it is true."""

from typing import Any

from parapluie.meaning.said_reasons import said_reasons
from parapluie.model import Entry
from parapluie.site import prose
from parapluie.vocabulary.local_words import Subkind
from parapluie.vocabulary.words import COVERAGE_PAGE, STORY_PAGE

from . import found_gaps
from .page_data import SiteFile
from .press import Press
from .story import coverage, told

_INDEX = "index.md"


def story_pages(press: Press, subkind: Subkind, entry: Entry | None) -> list[SiteFile]:
    """Return the cover of the story, the story on one page, and what of it is true."""
    chapters = press.members(subkind)
    path = f"{subkind.folder}/{_INDEX}"
    passages = told(press.graph, chapters)
    reading = [prose.minutes(chapter) for chapter in chapters]
    context: dict[str, Any] = {
        "entry": entry,
        "subkind": subkind,
        "chapters": chapters,
        "reading": reading,
        "total_minutes": sum(reading),
        "story_path": f"{subkind.folder}/{STORY_PAGE}.md",
        "coverage_path": f"{subkind.folder}/{COVERAGE_PAGE}.md",
        "has_passages": bool(passages),
    }
    files = [
        press.render("story", path, origin=path if entry else "", **context),
        press.render("book", context["story_path"], **context),
    ]
    if passages:
        every, untold = coverage(press.graph)
        unserved = [passage for passage in every if passage.chapter.subkind is subkind]
        reasons = said_reasons(press.graph)
        files.append(
            press.render(
                "coverage",
                context["coverage_path"],
                subkind=subkind,
                served=len(passages) - len(unserved),
                unserved=unserved,
                untold=untold,
                reasons=reasons,
                said=found_gaps.said,
                reasons_by=found_gaps.reasons_by(press.graph, reasons),
            )
        )
    return files

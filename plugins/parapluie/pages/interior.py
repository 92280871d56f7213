"""What the site of colleagues shows beside the public's: drafts, notes, files that stay inside."""

from typing import Any

from parapluie.model import Entry
from parapluie.source.content_files import is_interior
from parapluie.vocabulary.inside_words import INSIDE_PATH, INSIDE_TITLE, Audience
from parapluie.vocabulary.kinds.common import DRAFT, INSIDE_NOTE
from parapluie.vocabulary.words import MENU_STAFF

from .page_data import SiteFile
from .press import Press


def pages(press: Press) -> list[SiteFile]:
    """Return the page, on the site of colleagues."""
    if press.options.audience is not Audience.INSIDE:
        return []
    press.offer(MENU_STAFF, INSIDE_TITLE, INSIDE_PATH)

    def having(key: str) -> list[Entry]:
        return [entry for entry in press.graph.entries if entry.fields.get(key)]

    def gather() -> dict[str, Any]:
        return {
            "drafts": having(DRAFT.key),
            "noted": having(INSIDE_NOTE.key),
            "interior": [
                one for one in press.graph.entries if is_interior(one.path) and not one.anchor
            ],
            "files": [path for path in press.content.assets if is_interior(path)],
        }

    return [press.render("interior", INSIDE_PATH, gather, title=INSIDE_TITLE)]

"""The page of open data: every file that other programs may take, and what it holds."""

from typing import TYPE_CHECKING

from parapluie.exports.tables import columns_of
from parapluie.vocabulary.dates import parse_date
from parapluie.vocabulary.exports_words import CATALOGUE, DATA_PATH, DATA_TITLE, TABLES_FOLDER
from parapluie.vocabulary.words import MENU_ABOUT

from .data import SiteFile

if TYPE_CHECKING:
    from .writer import Writer


def pages(writer: "Writer") -> list[SiteFile]:
    """Return the page, if there is anything to take."""
    made = writer.exports
    if not made.distributions:
        return []
    writer.offer(MENU_ABOUT, DATA_TITLE, DATA_PATH)
    day = made.updated
    whole = [each for each in made.distributions if not each.path.startswith(TABLES_FOLDER)]
    return [
        writer.render(
            "open_data",
            DATA_PATH,
            title=DATA_TITLE,
            updated=parse_date(day.isoformat()) if day else None,
            whole=whole,
            tables=[each for each in made.distributions if each not in whole],
            catalogue=CATALOGUE,
            licence=writer.publication.licence,
            kinds=[(kind, columns_of(kind)) for kind, _ in writer.publication.by_kind],
            publication=writer.publication,
            neighbours=writer.content.neighbours,
        )
    ]

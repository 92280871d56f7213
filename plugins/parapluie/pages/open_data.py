"""The page of open data: every file that other programs may take, and what it holds."""

from typing import TYPE_CHECKING, Any

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
    if not made.files:
        return []
    writer.offer(MENU_ABOUT, DATA_TITLE, DATA_PATH)
    day = made.updated

    def gather() -> dict[str, Any]:
        found = made.distributions
        whole = [each for each in found if not each.path.startswith(TABLES_FOLDER)]
        return {"whole": whole, "tables": [each for each in found if each not in whole]}

    return [
        writer.render(
            "open_data",
            DATA_PATH,
            gather,
            title=DATA_TITLE,
            updated=parse_date(day.isoformat()) if day else None,
            catalogue=CATALOGUE,
            licence=writer.publication.licence,
            kinds=[
                (kind, columns_of(kind, writer.graph.vocabulary))
                for kind, _ in writer.publication.by_kind
            ],
            publication=writer.publication,
            neighbours=writer.content.neighbours,
        )
    ]

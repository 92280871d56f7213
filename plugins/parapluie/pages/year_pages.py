"""The accounts of each year."""

from functools import cache, partial
from itertools import zip_longest
from typing import Any

from parapluie.meaning.progress import announced
from parapluie.meaning.yearly_report import Accounts, accounts, years
from parapluie.site.paths import year_path
from parapluie.vocabulary.council_words import ACCOUNTS_MENU, ACCOUNTS_TITLE
from parapluie.vocabulary.windows import year_window

from .page_data import SiteFile
from .press import Press


def pages(press: Press) -> list[SiteFile]:
    """Return the page of each year that has accounts."""
    found = years(press.graph)

    @cache
    def of_year(year: int) -> Accounts:
        return accounts(press.graph, year_window(year))

    def gather(year: int, before: int | None) -> dict[str, Any]:
        return {
            "of": of_year(year),
            "before": of_year(before) if before else None,
            "announced": announced(press.graph),
        }

    files = []
    for year, before in zip_longest(found, found[1:]):
        title, path = ACCOUNTS_TITLE.format(of=year), year_path(year)
        press.offer(ACCOUNTS_MENU, title, path)
        others = [(one, year_path(one)) for one in found if one != year]
        page = partial(gather, year, before)
        files.append(press.render("yearly", path, page, title=title, others=others))
    return files

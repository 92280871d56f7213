"""The page that says how much: what is planned and spent, by who, for whom, for what and when."""

from collections.abc import Iterable, Sequence
from typing import Any

from parapluie.exports.csv_tables import budget_path
from parapluie.meaning.money import Amounts
from parapluie.model import Entry
from parapluie.vocabulary.fields import Choice
from parapluie.vocabulary.grammar import capitalize
from parapluie.vocabulary.links import ABOUT, APPLIES, CARRIED_BY, FOR_GROUPS, PART_OF_POLICY
from parapluie.vocabulary.money_words import MENU_MONEY, MONEY_PATH, NO_YEAR, NOT_SAID
from parapluie.vocabulary.words import MENU_FOLLOW

from .money_shown import Counted, MoneyChart, chart, counted
from .page_data import SiteFile
from .press import Press


def pages(press: Press) -> list[SiteFile]:
    """Return the page, if anything has money."""
    money = press.resources.money
    if not money.is_used:
        return []
    press.offer(MENU_FOLLOW, MENU_MONEY, MONEY_PATH)

    def gather() -> dict[str, Any]:
        whole = money.whole
        return {
            "whole": Counted(whole, press.progress.whole.total),
            "by_entry": _by_entry(press),
            "by_time": _by_part("annees", [(_time(key), sums) for key, sums in whole.by_time]),
            "by_nature": _by_part("natures", _labelled(whole.by_nature)),
            "by_origin": _by_part("provenances", _labelled(whole.by_origin)),
            "announced": [(entry, money.own(entry).amounts) for entry in money.announced],
            "table": budget_path(press.publication),
        }

    return [press.render("money", MONEY_PATH, gather)]


def _by_entry(press: Press) -> list[MoneyChart]:
    """Return the charts of policies, groups, themes, actors and principles, where there are any."""
    money, progress = press.resources.money, press.progress
    found = []
    links = (PART_OF_POLICY, FOR_GROUPS, ABOUT, CARRIED_BY, APPLIES)
    for link, key in ((each, key) for each in links for key in each.targets):
        rows: list[tuple[Entry | None, str, Amounts, Counted | None]] = []
        silent = []
        for entry in press.graph.of(key):
            parts = [c for c in counted(money, progress, entry) if c.holding.entries]
            rows += [(entry, "", part.amounts, part) for part in parts]
            if not parts:
                silent.append(entry)
        if not rows:
            continue
        rest = {PART_OF_POLICY: money.loose, CARRIED_BY: money.unnamed(CARRIED_BY.key)}.get(link)
        if rest and rest.entries:
            rows.append((None, "", rest.amounts, None))
        found.append(chart(key, rows, silent))
    return found


def _by_part(key: str, parts: Iterable[tuple[str, Amounts]]) -> MoneyChart:
    return chart(key, [(None, label, sums, None) for label, sums in parts])


def _time(key: object) -> str:
    return NO_YEAR if key is None else capitalize(str(key))


def _labelled(parts: Sequence[tuple[Choice | None, Amounts]]) -> list[tuple[str, Amounts]]:
    return [(choice.label if choice else NOT_SAID, sums) for choice, sums in parts]

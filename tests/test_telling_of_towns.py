"""What the principle pages of the three towns tell: something of its own, or that it cannot."""

from collections import Counter
from functools import cache

import pytest
from parapluie.vocabulary.telling_words import NOTHING_TELLS
from site_tools import ROOT, Element, core_site, parse

TOWNS = {
    "petit-saguenay": ROOT,
    "candiac": ROOT / "tests/sites/candiac",
    "victoriaville": ROOT / "tests/sites/victoriaville",
}
LEAST_DIFFERENT = 0.6
_AVOWAL = NOTHING_TELLS.partition("{")[0].strip()
# What tells of a dependent: where it stands, what it is called, why it is there.
_TOLD = ("pp-rows__title", "pp-group__title", "pp-group__label", "pp-why", "pp-because")
_EXPLAINS = ("pp-why", "pp-because")


@cache
def principles(town: str) -> dict[str, Element]:
    """Return « Ce qui en dépend » of each principle page, by its path."""
    found: dict[str, Element] = {}
    for file in core_site(TOWNS[town]).files:
        text = str(file.content) if file.path.endswith(".md") else ""
        if "pp-dependents" in text:
            (found[file.path],) = parse(text).with_class("pp-dependents")
    return found


def told(section: Element, classes: tuple[str, ...] = _TOLD) -> tuple[str, ...]:
    return tuple(one.text for name in classes for one in section.with_class(name))


def avows(section: Element) -> bool:
    return any(one.text.startswith(_AVOWAL) for one in section.with_class("pp-equals"))


@pytest.mark.parametrize("town", TOWNS)
def test_no_principle_page_tells_what_another_does_without_saying_so(town: str) -> None:
    pages = {path: one for path, one in principles(town).items() if told(one)}
    assert len(pages) >= 3
    same = Counter(map(told, pages.values()))
    unsaid = [path for path, one in pages.items() if same[told(one)] > 1 and not avows(one)]
    assert unsaid == []


@pytest.mark.parametrize("town", TOWNS)
def test_what_says_that_nothing_tells_it_apart_is_told_as_another(town: str) -> None:
    pages = principles(town)
    same = Counter(map(told, pages.values()))
    assert [path for path, one in pages.items() if avows(one) and same[told(one)] == 1] == []


def explanations(section: Element) -> list[str]:
    """Return the sentences that say why what counts is there; what is over is explained apart."""
    apart = {id(one) for aside in section.with_class("pp-apart") for one in aside.all()}
    return [
        one.text for name in _EXPLAINS for one in section.with_class(name) if id(one) not in apart
    ]


@pytest.mark.parametrize("town", TOWNS)
def test_explanations_are_sentences_of_their_own(town: str) -> None:
    printed = [text for one in principles(town).values() for text in explanations(one)]
    assert printed
    assert len(set(printed)) >= LEAST_DIFFERENT * len(printed), Counter(printed).most_common(5)

"""What readers find their way by: the outside frameworks, the words explained."""

from collections.abc import Mapping
from typing import Any

from parapluie.model import Entry
from parapluie.vocabulary.kinds.reference import REFERENCE
from parapluie.vocabulary.kinds.term import TERM
from parapluie.vocabulary.words import FRAMEWORKS_FOLDER, GLOSSARY_FOLDER

from .entry_facts import by_kind
from .page_data import SiteFile
from .press import Press
from .resources import Resources

_INDEX = "index.md"


def framework_pages(press: Press, introduction: Entry | None) -> list[SiteFile]:
    """Return the pages of the outside frameworks, of their items, and their list."""
    files = []
    for framework in press.frameworks:
        rows = [(item, press.graph.into(item, "referentiels")) for item in framework.items]
        files.append(press.render("framework", framework.path, framework=framework, rows=rows))
        for position, (item, links) in enumerate(rows):
            files.append(
                press.render(
                    REFERENCE.template,
                    item.path,
                    entry=item,
                    framework=framework,
                    groups=by_kind([link.origin for link in links], press.graph),
                    position=position,
                )
            )
    path = f"{FRAMEWORKS_FOLDER}/{_INDEX}"
    files.append(
        press.render(
            "frameworks",
            path,
            origin=path if introduction else "",
            entry=introduction,
            frameworks=press.frameworks,
            introduction=press.graph.introduction(press.graph.vocabulary.of(REFERENCE)[0]),
        )
    )
    return files


def glossary(press: Press, introduction: Entry | None, pages: Mapping[str, SiteFile]) -> SiteFile:
    """Return the glossary; *pages*, those of entries by their paths, say what uses which word."""
    path = f"{GLOSSARY_FOLDER}/{_INDEX}"
    return press.render(
        "glossary",
        path,
        lambda: _uses(press.resources, pages),
        origin=path if introduction else "",
        entry=introduction,
        terms=press.graph.of(TERM.key),
        introduction=press.graph.introduction(press.graph.vocabulary.of(TERM)[0]),
    )


def _uses(resources: Resources, pages: Mapping[str, SiteFile]) -> dict[str, Any]:
    """Return which pages use which word: a page says so when it is made."""
    for entry in resources.graph.entries:
        page = pages.get(entry.path)
        if page and resources.lexicon.spans(f"{entry.summary}\n{entry.body}"):
            _ = page.made
    ranks = {entry.key: rank for rank, entry in enumerate(resources.graph.entries)}
    return {
        "uses": {
            term: [resources.graph.get(key) for key in sorted(keys, key=ranks.__getitem__)]
            for term, keys in resources.asked.uses.items()
        }
    }

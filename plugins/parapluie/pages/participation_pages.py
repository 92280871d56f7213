"""The pages of the process: its time line, and what was heard with what it became."""

from collections.abc import Sequence

from parapluie.meaning.graph import Graph
from parapluie.model import Entry, EntryKey
from parapluie.vocabulary.kinds.activity import ACTIVITY
from parapluie.vocabulary.kinds.theme import THEME
from parapluie.vocabulary.links import ABOUT
from parapluie.vocabulary.local_words import Subkind
from parapluie.vocabulary.words import HEARD_TITLE

from .page_data import SiteFile
from .participation import Heard, answers, heard_path
from .press import Press
from .view import View


def list_page(press: Press, subkind: Subkind, entry: Entry | None, path: str) -> SiteFile:
    """Return the list of a kind that tells the process."""
    activities, process = press.gatherer.members(subkind), press.process
    return press.render(
        "process",
        path,
        origin=path if entry else "",
        entry=entry,
        subkind=subkind,
        line=process.time_line(activities),
        process=process,
        openings=process.openings(activities),
        answers=answers(process, activities),
        heard_path=heard_path(subkind),
        show=press.gatherer,
        filters=press.filters(subkind),
    )


def heard_pages(press: Press) -> list[SiteFile]:
    """Return, for each list of activities, the page of what was heard there, if anything was."""
    files = []
    for subkind in press.graph.vocabulary.of(ACTIVITY):
        activities = press.gatherer.members(subkind)
        found = answers(press.process, list(reversed(activities)))
        if not found:
            continue
        path = heard_path(subkind)
        press.offer(View(press.resources, path).list_title(subkind), HEARD_TITLE, path)
        files.append(
            press.render(
                "heard",
                path,
                subkind=subkind,
                title=HEARD_TITLE,
                answers=found,
                themes=_by_theme(press.graph, [h for answer in found for h in answer.heard]),
            )
        )
    return files


def _by_theme(graph: Graph, every: Sequence[Heard]) -> list[tuple[Entry, list[Heard]]]:
    """Return what was heard under the themes of its activities, in the order of their list."""
    found: dict[EntryKey, list[Heard]] = {}
    for heard in every:
        for link in graph.out(heard.activity, ABOUT.key):
            found.setdefault(link.target.key, []).append(heard)
    return [(theme, found[theme.key]) for theme in graph.of(THEME.key) if theme.key in found]

"""Where the pages of the staff were, on a site that is made without them: the way to « Suivi »."""

from collections.abc import Iterator

from parapluie.meaning.screening import lenses
from parapluie.site.paths import carriers, twenty_path
from parapluie.vocabulary import council_words, gaps_words, words
from parapluie.vocabulary.council_words import REREAD_NAME
from parapluie.vocabulary.kinds.action import ACTION
from parapluie.vocabulary.links import FOR_GROUPS

from .guide import GUIDE_PAGES
from .press import Press


def tool_paths(press: Press) -> Iterator[str]:
    """Yield the path of each page that only the staff has, where this site has none of them."""
    graph = press.graph
    if press.options.has_tools:
        return
    if graph.of(ACTION.key):
        yield gaps_words.PAGE_PATH
    if any(graph.of(key) for key in FOR_GROUPS.targets):
        yield words.BLIND_SPOTS_PATH
    if lenses(graph):
        yield council_words.LENSES_PATH
    if found := carriers(graph):
        yield council_words.TWENTY_PATH
        yield from map(twenty_path, found)
    if press.options.guide:
        names = dict.fromkeys((*GUIDE_PAGES, REREAD_NAME))
        yield from (f"{words.GUIDE_FOLDER}/{name}.md" for name in names)

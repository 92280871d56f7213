"""Where the pages of the staff were, on a site that is made without them: the way to « Suivi »."""

from collections.abc import Iterator

from parapluie.site.paths import carriers, twenty_path
from parapluie.vocabulary import council_words, gaps_words, words
from parapluie.vocabulary.council_words import REREAD_NAME

from .guide import GUIDE_PAGES
from .press import Press


def tool_paths(press: Press) -> Iterator[str]:
    """Yield the path of each page that only the staff has, where this site has none of them."""
    if press.options.has_tools:
        return
    yield from (words.BLIND_SPOTS_PATH, gaps_words.PAGE_PATH, council_words.LENSES_PATH)
    yield council_words.TWENTY_PATH
    yield from (twenty_path(actor) for actor in carriers(press.graph))
    if press.options.guide:
        names = dict.fromkeys((*GUIDE_PAGES, REREAD_NAME))
        yield from (f"{words.GUIDE_FOLDER}/{name}.md" for name in names)

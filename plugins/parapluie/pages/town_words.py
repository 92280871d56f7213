"""The page of the guide about a town's words, which shows those it has."""

from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.local_values import PHASE_WORDS
from parapluie.vocabulary.words import FRAMEWORKS_FOLDER, GUIDE_FOLDER, GUIDE_WORDS

from .page_data import SiteFile
from .press import Press


def pages(press: Press) -> list[SiteFile]:
    """Return that page, where there is a guide."""
    if not press.options.has_guide:
        return []
    graph = press.graph
    return [
        press.render(
            "guide_words",
            f"{GUIDE_FOLDER}/{GUIDE_WORDS}.md",
            kinds=[
                kind
                for kind in KINDS
                if not (kind.is_plain_page or kind.in_glossary or kind.is_foreign)
            ],
            numbers=graph.numbers,
            phases={phase: word for word, phase in PHASE_WORDS.items()},
            shipped=press.content.frameworks,
            frameworks_folder=FRAMEWORKS_FOLDER,
        )
    ]

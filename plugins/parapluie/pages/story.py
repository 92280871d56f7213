"""What of the story is true: its passages and what serves them."""

from collections.abc import Iterable

from parapluie.meaning.graph import Graph
from parapluie.model import Entry
from parapluie.site import prose
from parapluie.vocabulary.kinds.action import ACTION
from parapluie.vocabulary.kinds.chapter import CHAPTER

from .page_data import Told


def coverage(graph: Graph) -> tuple[list[Told], list[Entry]]:
    """Return the passages of the story that no action serves, and the actions that none tells."""
    passages = told(graph, graph.of(CHAPTER.key))
    shown = {target.key for passage in passages for target in passage.targets}
    unserved = [
        passage
        for passage in passages
        if not any(_is_served(graph, target) for target in passage.targets)
    ]
    return unserved, [action for action in graph.of(ACTION.key) if action.key not in shown]


def _is_served(graph: Graph, target: Entry) -> bool:
    """Tell whether a passage tied to *target* has an action: itself, or one that depends on it."""
    return target.kind.is_done or graph.serves(target, ACTION.key)


def told(graph: Graph, chapters: Iterable[Entry]) -> list[Told]:
    """Return the passages of some chapters, in their order."""
    return [
        Told(
            chapter,
            passage.place,
            f"{chapter.id}-passage-{number}",
            prose.plain(chapter.body[passage.text_start : passage.text_end], graph),
            tuple(k.target for k in graph.out(chapter, "passage") if k.place == passage.place),
        )
        for chapter in chapters
        for number, passage in enumerate(chapter.passages, start=1)
    ]

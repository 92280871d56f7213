"""Loops of dependence: entries that would depend on themselves."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from parapluie.model import Entry, EntryKey
from parapluie.problems import Problem, problem
from parapluie.vocabulary.grammar import quoted

from .relations import Link

_MOST_TOLD = 12  # entries of a loop


def loops(entries: Iterable[Entry], up: Callable[[Entry], Sequence[Link]]) -> Iterator[Problem]:
    """Yield each loop of dependence once, at the link that closes it."""
    state: dict[EntryKey, int] = {}
    for start in entries:
        if start.key in state:
            continue
        path: list[Link] = []
        stack: list[tuple[Entry, Iterator[Link]]] = [(start, iter(up(start)))]
        state[start.key] = 1
        while stack:
            entry, links = stack[-1]
            link = next(links, None)
            if link is None:
                state[entry.key] = 2
                stack.pop()
                if path:
                    path.pop()
            elif state.get(link.target.key) == 1:
                yield _loop([*path, link])
            elif link.target.key not in state:
                state[link.target.key] = 1
                path.append(link)
                stack.append((link.target, iter(up(link.target))))


def _loop(path: Sequence[Link]) -> Problem:
    closing = path[-1]
    start = next(i for i, link in enumerate(path) if link.origin.key == closing.target.key)
    loop = path[start:]
    titles = [*(link.origin.title for link in loop), closing.target.title]
    if len(titles) > _MOST_TOLD:
        titles[_MOST_TOLD // 2 : -_MOST_TOLD // 2] = ["…"]
    return problem("P301", closing.place, chain=" → ".join(map(quoted, titles)))

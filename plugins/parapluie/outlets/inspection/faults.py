"""What is wrong with a finished site, as problems: where, what, and what to do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from parapluie.model import Place
from parapluie.problems import Problem, problem
from parapluie.vocabulary import inspection_words as words
from parapluie.vocabulary.rules import Severity

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Town:
    """What is known of a site besides its files."""

    name: str = "site"  # how messages call the folder
    site_url: str = ""
    content: Path | None = None
    content_name: str = ""
    settings: str = ""  # what `mkdocs.yml` says: the sites that it names are admitted
    has_own_look: bool = False  # addresses or templates of its own may stand round the pages
    has_others: bool = False  # plugins or extensions may add to the pages what they will


class Spot(NamedTuple):
    """An element of a file."""

    path: str
    element: str  # as it is written
    is_main: bool = True  # it is the page's own, not the theme's
    is_ours: bool = True  # we wrote it, from the content
    is_sure: bool = True  # it can only be of this site


class Fault(NamedTuple):
    """Something wrong, on the first page that has it, and all these pages."""

    code: str
    spot: Spot
    value: str
    reason: str
    pages: set[str]


class Faults:
    """All that is wrong; what the theme repeats on many pages is one fault."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self._found: dict[tuple[str, ...], Fault] = {}

    def add(self, code: str, spot: Spot, value: str, reason: str) -> None:
        """Add a fault."""
        key = (value, reason, *((spot.path, spot.element) if spot.is_main else ()))
        self._add(key, Fault(code, spot, value, reason, {spot.path}))

    def update(self, other: "Faults") -> None:
        """Add what was found elsewhere in the same site."""
        for key, fault in other._found.items():
            self._add(key, fault)

    def _add(self, key: tuple[str, ...], fault: Fault) -> None:
        known = self._found.get(key)
        if known is None:
            self._found[key] = fault
            return
        known.pages.update(fault.pages)
        if fault.spot.path < known.spot.path:
            self._found[key] = fault._replace(pages=known.pages)

    def problems(self, locate: Callable[[Spot], tuple[int, int]]) -> list[Problem]:
        """Return each fault, sorted; *locate* returns the line and the column of an element."""
        found = [self._problem(fault, *locate(fault.spot)) for fault in self._found.values()]
        return sorted(found, key=lambda one: one.sort_key)

    def _problem(self, fault: Fault, line: int, column: int) -> Problem:
        origin = self._origin(fault.spot.path) if fault.spot.is_ours else ""
        others = len(fault.pages) - 1
        advice = words.IN_CONTENT if fault.spot.is_ours else words.IN_SETTINGS
        made = problem(
            fault.code,
            Place(f"{self.town.name}/{fault.spot.path}", line, column),
            value=" ".join(fault.value.split())[:_LONGEST],
            reason=fault.reason,
            also=words.ALSO.format(number=others) if others > 1 else words.ALSO_ONE * others,
            advice=words.IN_ENTRY.format(file=origin) if origin else advice,
        )
        if self._is_certain(fault, origin):
            return made
        return Problem(made.place, made.code, made.message, Severity.WARNING)

    def _is_certain(self, fault: Fault, origin: str) -> bool:
        """Tell whether a fault is of the content or of ours, not of what the town added."""
        if not fault.spot.is_sure:
            return False
        if not fault.spot.is_ours:
            return not self.town.has_own_look
        if self.town.has_others:
            return fault.code == "P503" and bool(origin)
        return True

    def _origin(self, path: str) -> str:
        """Return the file of the content that a page was made from, where one has its name."""
        stem = path.removesuffix(".html")
        for name in (f"{stem}.md", f"{stem.removesuffix('/index')}.md"):
            if self.town.content and (self.town.content / name).is_file():
                return f"{self.town.content_name}/{name}"
        return ""

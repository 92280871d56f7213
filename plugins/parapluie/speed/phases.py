"""How long each phase of a build takes, by the clock, for who asks (`construire --profil`)."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

READ, GRAPH, CHECKS, PICTURES, PAGES, SEARCH, EXPORTS, ENGINE, INSPECTION, SWAP = (
    "read",
    "graph",
    "checks",
    "pictures",
    "writing",
    "search",
    "exports",
    "engine",
    "inspection",
    "swap",
)
ASKED = "PARAPLUIE_PROFIL"  # the variable that names the file for `report`

_seconds: dict[str, float] = {}


@contextmanager
def phase(name: str) -> Iterator[None]:
    """Count what happens inside towards a phase; phases do not nest."""
    start = perf_counter()
    try:
        yield
    finally:
        _seconds[name] = _seconds.get(name, 0.0) + perf_counter() - start


def seconds() -> dict[str, float]:
    """Return the seconds so far, by phase."""
    return dict(_seconds)


def are_asked() -> bool:
    """Tell whether someone asks how long each phase takes."""
    return ASKED in os.environ


def report() -> None:
    """Write the seconds so far, by phase, where the environment asks for them."""
    if are_asked():
        Path(os.environ[ASKED]).write_text(json.dumps(_seconds), "utf-8")

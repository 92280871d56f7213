"""Whether words changed since a decision: by git, by states kept since, by what was read since.

Where none of these knows, nothing is refused.
"""

import os
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from parapluie.meaning.going_out import outgoing
from parapluie.meaning.graph import Graph
from parapluie.meaning.versions import Change, Way, compare, snapshot
from parapluie.meaning.wordings import fingerprint, wording
from parapluie.model import Content, Entry, Snapshot
from parapluie.source.content_files import Changes, Roots
from parapluie.source.options import Options
from parapluie.source.reading import read
from parapluie.vocabulary.links import ADOPTS

_WORDS = (Way.RENAMED, Way.REWORDED)
_PATIENCE = 60  # seconds
_FIRST_YEAR = 1970  # git reads no date before


class Since(NamedTuple):
    """What changed since a day, and what that was compared with."""

    changes: list[Change]
    known: date | None  # the day of the words compared by git; none where it knows nothing


def since(roots: Roots, options: Options, content: Content, graph: Graph, decision: Entry) -> Since:
    """Return what of the words is not what it was on the day of *decision*.

    That is titles and texts of any entry, and whether what it adopts holds the same objectives. An
    author may write a decision days after: what git knew when the decision came is as good.
    """
    period = decision.fields["quand"]
    day = (period.end or period.start).last
    if day >= options.today:
        return Since([], options.today)
    now = snapshot(graph, options.today)
    found: dict[tuple[str, Way], Change] = {}
    adopted = {f"{k.target.kind.key}:{k.target.id}" for k in graph.out(decision, ADOPTS.key)}
    commit = _commit(roots.content, decision.path, day)
    if commit:
        before = _as_of(commit.name, roots, options)
        _keep(found, compare(before, now), adopted)
    for kept in content.snapshots:
        if kept.day > day:
            _keep(found, compare(kept, now), set())
    _keep(found, compare(*_read_since(graph, content, now, day)), set())
    return Since(list(found.values()), commit.day if commit else None)


def _keep(
    found: dict[tuple[str, Way], Change], changes: Iterable[Change], adopted: set[str]
) -> None:
    for change in changes:
        held = change.item.inside in adopted and change.way in (Way.ADDED, Way.WITHDRAWN)
        if change.way in _WORDS or held:
            found.setdefault((change.item.name, change.way), change)


def _read_since(
    graph: Graph, content: Content, now: Snapshot, day: date
) -> tuple[Snapshot, Snapshot]:
    """Return the words that were read after *day* and differ, and today's."""
    before, after = {}, {}
    for reading in content.readings:
        entry = next(iter(graph.resolver.find(reading.of)), None)
        name = f"{entry.kind.key}:{entry.id}" if entry else ""
        if entry is None or name not in now.items or reading.read_on <= day or not reading.text:
            continue
        if fingerprint(wording(entry)) != reading.fingerprint:
            before[name] = replace(now.items[name], text=reading.text)
            after[name] = replace(now.items[name], text=wording(entry))
    return replace(now, items=before), replace(now, items=after)


# --- Git ---


class _Commit(NamedTuple):
    name: str
    day: date


def _commit(folder: Path, path: str, day: date) -> _Commit | None:
    """Return the last commit of *day* or before; or, if later, the one with the decision."""
    end = f"--before={day.isoformat()}T23:59:59"
    on_day = _told(folder, "-1", end) if day.year >= _FIRST_YEAR else None
    added = _told(folder, "--follow", "--diff-filter=A", "--", path)
    return max(filter(None, (on_day, added)), key=lambda one: one.day, default=None)


def _told(folder: Path, *arguments: str) -> _Commit | None:
    lines = (_git(folder, "log", "--format=%H %cI", *arguments) or b"").decode().split("\n")
    name, _, moment = next((line for line in reversed(lines) if line), "").partition(" ")
    return _Commit(name, datetime.fromisoformat(moment).date()) if moment else None


def _as_of(commit: str, roots: Roots, options: Options) -> Snapshot:
    """Return the content as *commit* had it."""
    content, _ = read(roots, options.vocabulary, _changes(roots.content, commit))
    content, _ = outgoing(content, options.vocabulary, options.audience)
    return snapshot(Graph(content, options.vocabulary, options.today), options.today)


def _changes(folder: Path, commit: str) -> Changes:
    """Return what files of *folder* held, those that it has more or otherwise today."""
    listed = _git(
        folder, "diff", "-z", "--name-only", "--no-renames", "--relative", commit, "--", "."
    )
    new = _git(folder, "ls-files", "-z", "--others", "--exclude-standard")
    paths = [path for path in os.fsdecode((listed or b"") + (new or b"")).split("\0") if path]
    return {folder / path: _git(folder, "show", f"{commit}:./{path}") for path in paths}


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git says, or nothing where it is not here, or knows nothing of *folder*."""
    try:
        done = subprocess.run(
            # No program that the repository's own settings name is run.
            ["git", "-c", "core.fsmonitor=false", *arguments],
            cwd=folder,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None

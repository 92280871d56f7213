"""Derived files on disk: written whole or not at all, and believed only while they hold.

Under each digest there is a record, which says what was made and what each file hashes to, and
the files beside it. Their names come from the digest and their sizes, never from the record.
"""

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from .variants import ENCODINGS, Derivation, Derived

_DAY = 86_400.0  # seconds
_UNUSED = 30 * _DAY
_PRUNED = "pruned"  # a file as old as the last time
_DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError)


def fetch(cache: Path, digest: str) -> Derivation | None:
    """Return what is kept under *digest*, or None when any of it is missing or damaged."""
    try:
        seal, _, body = (cache / f"{digest}.json").read_text("utf-8").partition("\n")
        if seal != _seal(digest, body):
            return None
        record = json.loads(body)
        _mark_used(cache / f"{digest}.json")
        return Derivation(
            record["colour"],
            tuple(_read(cache, digest, row) for row in record["whole"]),
            tuple(_read(cache, digest, row) for row in record["card"]),
            _read(cache, digest, record["fallback"]),
        )
    except _DAMAGED:
        return None


def keep(cache: Path, digest: str, made: Derivation) -> Derivation:
    """Keep *made* under *digest*, and return it with paths for contents. Raises `OSError`."""
    cache.mkdir(parents=True, exist_ok=True)
    record = {
        "colour": made.colour,
        "whole": _rows(made.whole),
        "card": _rows(made.card),
        "fallback": _rows([made.fallback])[0],
    }
    kept = {
        derived: replace(derived, content=_write(cache / f"{digest}-{derived.name}", derived))
        for derived in dict.fromkeys((*made.whole, *made.card, made.fallback))
    }
    # The record last: without it the files do not count.
    body = json.dumps(record)
    _write_bytes(cache / f"{digest}.json", f"{_seal(digest, body)}\n{body}".encode())
    return Derivation(
        made.colour,
        tuple(kept[derived] for derived in made.whole),
        tuple(kept[derived] for derived in made.card),
        kept[made.fallback],
    )


def prune(cache: Path, now: float | None = None) -> None:
    """Remove what no build asked for in a while, at most once a day; what fails is left.

    Other builds may share the cache: a record goes first, so that nobody begins to use its files,
    and these go a day later, when whoever had begun is done. *now* is in seconds of the epoch.
    """
    now = time.time() if now is None else now
    last = cache / _PRUNED
    try:
        if last.exists() and now - last.stat().st_mtime < _DAY:
            return
        files = {item.name: item.stat().st_mtime for item in os.scandir(cache) if item.is_file()}
        last.touch()
        os.utime(last, (now, now))
    except OSError:
        return
    files.pop(_PRUNED, None)
    for name, used in files.items():
        record = f"{name.partition('-')[0].removesuffix('.json')}.json"
        if name != record and now - files.get(record, used) >= (
            _UNUSED if record in files else _DAY
        ):
            # Without a record: for a day already, or from now on.
            known = partial(os.utime, cache / name, (now, now))
            _quietly(known if record in files else (cache / name).unlink)
    for name, used in files.items():
        if name.endswith(".json") and now - used >= _UNUSED:
            _quietly((cache / name).unlink)


def _quietly(*actions: Callable[[], object]) -> None:
    for action in actions:
        with suppress(OSError):  # another build was faster, or the disk cannot be written
            action()


def _mark_used(record: Path) -> None:
    """Say that a record is in use; a day is precise enough."""
    if time.time() - record.stat().st_mtime >= _DAY:
        _quietly(partial(os.utime, record))


def _rows(made: Iterable[Derived]) -> list[list[Any]]:
    return [[*d.size, d.encoding.suffix, _hash(_content(d))] for d in made]


def _read(cache: Path, digest: str, row: list[Any]) -> Derived:
    width, height, suffix, expected = row
    named = Derived((int(width), int(height)), ENCODINGS[suffix], b"")
    path = cache / f"{digest}-{named.name}"
    if _hash(path.read_bytes()) != expected:
        raise ValueError(path)
    return replace(named, content=path)


def _write(path: Path, derived: Derived) -> Path:
    _write_bytes(path, _content(derived))
    return path


def _write_bytes(path: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as partial:
            partial.write(content)
        # mkstemp's files are their owner's alone, and some engines copy the mode.
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _content(derived: Derived) -> bytes:
    content = derived.content
    return content if isinstance(content, bytes) else content.read_bytes()


def _seal(digest: str, body: str) -> str:
    """Return what shows that a record is whole, and that of this digest."""
    return _hash(f"{digest}\n{body}".encode())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

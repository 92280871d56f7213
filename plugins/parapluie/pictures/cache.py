"""Derived files on disk: written whole or not at all, and believed only while they hold.

Under each digest there is a record, which says what was made and what each file hashes to, and
the files beside it. Their names come from the digest and their sizes, never from the record.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from .variants import ENCODINGS, Derivation, Derived

_DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError)


def fetch(cache: Path, digest: str) -> Derivation | None:
    """Return what is kept under *digest*, or None when any of it is missing or damaged."""
    try:
        seal, _, body = (cache / f"{digest}.json").read_text("utf-8").partition("\n")
        if seal != _seal(digest, body):
            return None
        record = json.loads(body)
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

"""What earlier runs made, kept on disk by the hash of everything that it was made from.

Nothing is ever out of date: what changes has another hash. A file that was cut short, changed or
written by another version is as good as none.
"""

import hashlib
import json
import os
import sys
import tempfile
from functools import cache as once
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent


def digest(*parts: object) -> str:
    """Return a hash of what something is made from; the parts must print themselves whole."""
    return _hash(repr(parts).encode("utf-8", "surrogatepass"))


def digest_of_file(path: Path) -> str:
    """Return a hash of what a file holds. Raises `OSError`."""
    return _hash(path.read_bytes())


@once
def running() -> str:
    """Return a hash of what runs: our files, the names and versions of packages, Python."""
    ours = sorted(p for p in _PACKAGE.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    installed = sorted(
        {path.name for folder in sys.path for path in Path(folder or ".").glob("*.dist-info")}
    )
    return digest(sys.version, installed, [(str(path), digest_of_file(path)) for path in ours])


def _hash(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


class Remembered:
    """Values by hash, as JSON in one file; what a run does not ask for is forgotten at its end."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._old: dict[str, Any] = _read(file)
        self._used: dict[str, Any] = {}

    def get(self, key: str) -> Any:
        """Return the value of *key*, or `None`."""
        found = self._old.get(key)
        if found is not None:
            self._used[key] = found
        return found

    def keep(self, key: str, value: Any) -> None:
        """Remember a value, which JSON must be able to hold."""
        self._used[key] = value

    def close(self) -> None:
        """Write what this run used and let go of it; what cannot be written costs only time."""
        used, old = self._used, self._old
        self._used, self._old = {}, {}
        if used.keys() == old.keys():
            return
        written = json.dumps(used, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.file.parent)
            with os.fdopen(handle, "wb") as stream:
                stream.write(f"{_hash(written)}\n".encode())
                stream.write(written)
            Path(name).replace(self.file)
        except OSError:
            return


def _read(file: Path) -> dict[str, Any]:
    try:
        check, _, written = file.read_bytes().partition(b"\n")
    except OSError:
        return {}
    found = json.loads(written) if check == _hash(written).encode() else {}
    return found if isinstance(found, dict) else {}

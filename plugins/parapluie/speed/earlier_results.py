"""What earlier runs made, kept on disk by the hash of everything that it was made from.

Nothing is ever out of date: what changes has another hash. A file that was cut short, changed or
written by another version is as good as none.
"""

import hashlib
import json
import os
import shutil
import sys
from functools import cache as once
from io import BufferedIOBase
from pathlib import Path
from tempfile import TemporaryFile, mkstemp
from typing import Any, cast

_PACKAGE = Path(__file__).parent.parent
_HASH = 32  # hexadecimal digits


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


def unnamed(folder: Path | None) -> BufferedIOBase:
    """Return an open file that goes with the process, in *folder* where that can be written."""
    try:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        return cast(BufferedIOBase, TemporaryFile(dir=folder))
    except OSError:
        return cast(BufferedIOBase, TemporaryFile())


def written(file: Path, held: BufferedIOBase) -> bool:
    """Write in one step a file that holds what another does; return whether it could be."""
    try:
        handle, name = mkstemp(dir=file.parent)
        with os.fdopen(handle, "wb") as stream:
            held.seek(0)
            shutil.copyfileobj(held, stream)
        Path(name).replace(file)
    except OSError:
        return False
    return True


class Remembered:
    """Values by hash, as JSON in one file; what a run does not ask for is forgotten at its end.

    A value is a line, read when it is asked for and written when it is kept: those of a large site
    weigh as much as the rest of a build. Before it on the line stand the hash of what follows and
    that of its key.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._used: dict[bytes, None] = {}  # names, in order
        self._new: BufferedIOBase | None = None
        self._is_full = False  # nothing more can be written
        self._lines: dict[bytes, int] = {}  # where each begins, by name
        self._old: BufferedIOBase | None = None
        try:
            self._old = file.open("rb")
        except OSError:
            return
        start = 0
        for line in self._old:
            self._lines[line[_HASH : 2 * _HASH]] = start
            start += len(line)

    def get(self, key: str) -> Any:
        """Return the value of *key*, or `None`."""
        name = _hashed(key.encode("utf-8", "surrogatepass"))
        line = self._line(name)
        if not line:
            return None
        self._used[name] = None
        return json.loads(line[2 * _HASH :])

    def keep(self, key: str, value: Any) -> None:
        """Remember a value, which JSON must be able to hold."""
        name = _hashed(key.encode("utf-8", "surrogatepass"))
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        line = name + text.encode("utf-8", "surrogatepass") + b"\n"
        self._write(_hashed(line) + line)

    def close(self) -> None:
        """Write what this run used and let go of it; what cannot be written costs only time."""
        if self._new is not None or self._used.keys() != self._lines.keys():
            for name in self._used:
                self._write(self._line(name))
        if self._old is not None:
            self._old.close()  # Windows replaces no open file
        if self._new is not None:
            if not self._is_full:
                written(self.file, self._new)
            self._new.close()
        self._old = self._new = None

    def _line(self, name: bytes) -> bytes:
        """Return the line of a name, or nothing where it is not what was written."""
        start = self._lines.get(name)
        if start is None or self._old is None:
            return b""
        try:
            self._old.seek(start)
            line = self._old.readline()
        except OSError:
            return b""
        is_whole = line[:_HASH] == _hashed(line[_HASH:]) and line[_HASH : 2 * _HASH] == name
        return line if is_whole else b""

    def _write(self, line: bytes) -> None:
        if self._is_full:
            return
        try:
            if self._new is None:
                self._new = unnamed(self.file.parent)
            self._new.write(line)
        except OSError:
            self._is_full = True


def _hash(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=_HASH // 2).hexdigest()


def _hashed(content: bytes) -> bytes:
    return _hash(content).encode("ascii")

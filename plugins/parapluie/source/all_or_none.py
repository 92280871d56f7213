"""Several files written all or none."""

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from parapluie.vocabulary.system_words import system_reason


class ChangedError(Exception):
    """A file is no longer what it was when the changes were made ready."""


class WriteError(Exception):
    """A file could not be written; `left` names those that could not be put back either."""

    def __init__(self, file: Path, reason: str, left: Sequence[Path]) -> None:
        super().__init__(str(file), reason)
        self.file, self.reason, self.left = file, reason, tuple(left)


def write(files: Mapping[Path, bytes | None], before: Mapping[Path, bytes | None]) -> None:
    """Write all of *files* or none; `None` stands for a file that is not there.

    *before* is what the changes were made from. Raises `ChangedError` where a file is no longer
    that, and `WriteError` where one could not be written; the others are then as they were.
    """
    files = {path: raw for path, raw in files.items() if before.get(path) != raw}
    for path in files:
        if _bytes_of(path) != before.get(path):
            raise ChangedError(str(path))
    ready: dict[Path, Path] = {}
    made: list[Path] = []
    done: list[Path] = []
    try:
        for path, raw in files.items():
            if raw is not None:
                made += _folders(path.parent)
                ready[path] = _beside(path, raw)
        for path, temporary in ready.items():
            os.replace(temporary, path)
            done.append(path)
        for path, raw in files.items():
            if raw is None:
                path.unlink()
                done.append(path)
    except BaseException as error:
        left = [path for path in reversed(done) if not _put_back(path, before.get(path))]
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        if not isinstance(error, OSError):
            raise  # an interruption, as a rule
        name = Path(str(error.filename or next(iter(files))))
        raise WriteError(name, system_reason(error), left) from error
    finally:
        for temporary in ready.values():
            temporary.unlink(missing_ok=True)


def _bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _folders(folder: Path) -> list[Path]:
    """Make *folder*; return those that were not there, the outermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        path.mkdir()
    return missing[::-1]


def _beside(path: Path, raw: bytes) -> Path:
    """Write *raw* beside *path*, where renaming is one step, with the rights of the file there."""
    handle, name = tempfile.mkstemp(prefix=".parapluie-", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        else:
            mask = os.umask(0)
            os.umask(mask)
            temporary.chmod(0o666 & ~mask)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _put_back(path: Path, raw: bytes | None) -> bool:
    try:
        if raw is None:
            path.unlink(missing_ok=True)
        else:
            os.replace(_beside(path, raw), path)
    except OSError:
        return False
    return True

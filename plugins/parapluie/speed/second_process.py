"""A second process, where the machine has a core for it, so that two make what one would."""

import gc
import logging
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from io import BufferedIOBase
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from parapluie.speed import phases
from parapluie.speed.earlier_results import unnamed


class Ahead:
    """What a second process makes of things by name, in order, while the first goes the other way.

    The first process asks for each from the last on, and makes what is not made: where they meet,
    all is done, however fast each went. Where there is no room for a second process, or where it
    fails, the first makes the rest.
    """

    def __init__(
        self, names: Sequence[str], make: Callable[[str], bytes], folder: Path | None
    ) -> None:
        """Begin. *make* finds everything as it stands now; it is not called in this process.

        What it makes, which must not be empty, waits in a file without a name, in *folder* where
        that can be written. What it changes in memory stays with the second process, and what it
        logs is not heard.
        """
        self._names = names
        self._told = 0
        self._places: dict[str, tuple[int, int]] = {}  # in the file: the start, the length
        self._process: BaseProcess | None = None
        if not names or not _has_room():
            return
        context = multiprocessing.get_context("fork")
        self._file = unnamed(folder)
        self._heard, theirs = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_make_all, args=(names, make, self._file, theirs), daemon=True
        )
        self._process.start()
        # The second process alone holds its end now: when it dies, we hear of it.
        theirs.close()

    def take(self, name: str) -> bytes | None:
        """Return what was made of *name*, once, or `None` where the first process must make it.

        Waits for what the second process is about to end.
        """
        if self._process is None:
            return None
        try:
            while self._heard.poll() or self._is_at(name):
                start, length = self._heard.recv()
                self._places[self._names[self._told]] = start, length
                self._told += 1
        except (EOFError, OSError):
            self._told = len(self._names)  # it has ended: what it told of is in the file
        start, length = self._places.pop(name, (0, 0))
        return os.pread(self._file.fileno(), length, start) if length else None

    def _is_at(self, name: str) -> bool:
        return self._told < len(self._names) and self._names[self._told] == name

    def close(self) -> None:
        """End the second process, and let go of what it made."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._heard.close()
            self._file.close()
            self._process = None


def _has_room() -> bool:
    """Tell whether there may be a second process.

    Only Linux copies a process safely and, of one that has threads, not all that they hold. Phases
    are measured one after the other.
    """
    return (
        sys.platform == "linux"
        and len(os.sched_getaffinity(0)) > 1
        and threading.active_count() == 1
        and not phases.are_asked()
    )


def _make_all(
    names: Sequence[str],
    make: Callable[[str], bytes],
    file: BufferedIOBase,
    theirs: Connection,
) -> None:
    threading.Thread(target=_follow, daemon=True).start()
    # What stands already is shared with the first process until someone writes on it.
    gc.freeze()
    logging.disable()
    start = 0
    try:
        for name in names:
            made = make(name)
            file.write(made)
            file.flush()
            theirs.send((start, len(made)))
            start += len(made)
    except BaseException:  # noqa: BLE001 - the first process will find out for itself
        os._exit(1)


def _follow() -> None:
    """End when the first process has ended."""
    first = multiprocessing.parent_process()
    assert first is not None
    first.join()
    os._exit(1)

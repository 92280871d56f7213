"""A second process, where the machine has a core for it, so that two things are made at once."""

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TypeVar

from parapluie import phases

Made = TypeVar("Made")


@contextmanager
def beside(make: Callable[[], Made]) -> Iterator[Callable[[], Made]]:
    """Have *make* called by a second process, and yield what waits for what it returns.

    *make* finds everything as it stands now, and what it changes in memory stays with it: it must
    return, in a form that `pickle` takes, all that matters. It is called here, at once where no
    second process can be had, and when its result is asked for where that process failed, so that
    what it raises is raised here, and what it writes is written again.
    """
    if not _has_room():
        made = make()
        yield lambda: made
        return
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(make, theirs), daemon=True)
    process.start()
    # The second process alone holds its end now: when it dies, we hear of it.
    theirs.close()

    def wait() -> Made:
        try:
            made: Made = ours.recv()
        except (EOFError, OSError):
            return make()
        return made

    try:
        yield wait
    finally:
        ours.close()
        process.kill()
        process.join()


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


def _send(make: Callable[[], object], theirs: Connection) -> None:
    threading.Thread(target=_follow, daemon=True).start()
    # What stands already is shared with the first process until someone writes on it.
    gc.freeze()
    try:
        theirs.send(make())
    except BaseException:  # noqa: BLE001 - the first process will find out for itself
        os._exit(1)


def _follow() -> None:
    """End when the first process has ended."""
    first = multiprocessing.parent_process()
    assert first is not None
    first.join()
    os._exit(1)

"""Memory: when Python looks for what it can free, and what the system gets back.

Nearly all that a build makes lasts until it ends: looking through it again and again for objects
that only hold each other took a thirteenth of the time, to find nothing.
"""

import ctypes
import gc


def collect_seldom() -> None:
    """Let fifty thousand new objects stand before the next look; it changes the whole process."""
    gc.set_threshold(50_000, 20, 100)


def leave_all() -> None:
    """Look no more at what stands: it goes with the process, which ends soon.

    Python looks through all of it once more before it ends, for a thirtieth of a build.
    """
    gc.freeze()


def give_back() -> None:
    """Give the system what is free: GNU's C library keeps it, half of what a large build took.

    Source: malloc_trim(3). Nothing is done where there is another C library.
    """
    gc.collect()
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):  # TypeError: Windows has no library of all
        return
    trim(0)

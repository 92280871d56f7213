"""How often Python looks for objects that only hold each other: seldom, in what builds a site.

Nearly all that a build makes lasts until it ends, and looking through it again and again took a
thirteenth of the time, to find nothing.
"""

import gc


def collect_seldom() -> None:
    """Let fifty thousand new objects stand before the next look; it changes the whole process."""
    gc.set_threshold(50_000, 20, 100)

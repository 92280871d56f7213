"""Whether a command has begun to change files: what it says when it stops must be true.

Each command says so before its first write, outside of the cache. A test of all commands compares
what they said with what changed.
"""

_begun = [False]


def begin() -> None:
    """Forget what an earlier command did."""
    _begun[0] = False


def about_to_write() -> None:
    """Note that files change from now on."""
    _begun[0] = True


def begun() -> bool:
    """Tell whether a file may have been changed."""
    return _begun[0]

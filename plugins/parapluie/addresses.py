"""Addresses of the Web, judged as the programs that take them apart do."""

import re
from urllib.parse import urlsplit

_WEB = re.compile(r"https?://[^\s<>\"'`{}|\\^]+")


def is_whole(address: str) -> bool:
    """Tell whether *address* can be taken apart: a host that may be one, a port that is a number.

    Engines take every link apart, and stop where Python refuses to.
    """
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    return bool(parts.hostname) or parts.scheme not in ("http", "https")


def is_web(address: str) -> bool:
    """Tell whether *address* is one of the Web, in full, and nothing else."""
    return bool(_WEB.fullmatch(address)) and is_whole(address)

"""What is printed, on streams that cannot say every sign and that someone may close.

Windows gives a pipe, a file or a log the signs of its region (cp1252, cp850); a reader may leave
before the end; a disk may be full. None of that is a reason to stop what a command does, nor to say
that it did not do it.
"""

import codecs
import errno
import io
import os
import sys
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from parapluie.vocabulary.system_words import ALIKE

_HANDLER = "parapluie"
_ASCII = "parapluie-ascii"
# How a closed pipe is told; Windows calls it an invalid argument.
_GONE = {errno.EPIPE, errno.ECONNRESET, errno.EBADF} | (
    {errno.EINVAL} if sys.platform == "win32" else set()
)


def _alike(sign: str) -> str:
    """Return what stands for *sign* where it cannot be said, in ASCII."""
    if sign in ALIKE:
        return ALIKE[sign]
    parts = unicodedata.normalize("NFKD", sign)
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return plain if plain.isascii() and plain else sign.encode("ascii", "backslashreplace").decode()


def _instead(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_alike, error.object[error.start : error.end])), error.end


def _search(name: str) -> codecs.CodecInfo | None:
    if name.replace("_", "-") != _ASCII:
        return None
    found = codecs.lookup("ascii")
    return codecs.CodecInfo(
        found.encode,
        found.decode,
        incrementalencoder=found.incrementalencoder,
        incrementaldecoder=found.incrementaldecoder,
        streamwriter=found.streamwriter,
        streamreader=found.streamreader,
        name=_ASCII,
    )


codecs.register_error(_HANDLER, _instead)
# Click takes a stream of ASCII for a mistake, and writes UTF-8 to whoever asked for ASCII.
codecs.register(_search)


class _Lasting(io.RawIOBase):
    """Write to another stream as long as that can be, and then nowhere."""

    def __init__(self, raw: Any) -> None:
        """Write to *raw*, which is never closed."""
        self._raw = raw
        self.error: OSError | None = None

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return bool(self._raw.isatty())

    def fileno(self) -> int:
        return int(self._raw.fileno())

    def write(self, data: Any) -> int:
        while self.error is None:
            try:
                written = self._raw.write(data)
            except OSError as error:
                self.error = error
            else:
                if written is not None:
                    return int(written)
                time.sleep(0.01)  # it would block, and was told not to
        return len(data)


class Streams:
    """The streams of a command; `lost` is why some of what it printed is nowhere."""

    def __init__(self) -> None:
        self._raws: list[_Lasting] = []

    def wrapped(self, stream: TextIO | None) -> TextIO:
        """Return what prints to *stream* and never fails."""
        if stream is None:  # closed before we began
            return open(os.devnull, "w", encoding="utf-8")
        buffer = getattr(stream, "buffer", None)
        if buffer is None:  # no real stream
            return stream
        stream.flush()
        raw = _Lasting(getattr(buffer, "raw", buffer))
        self._raws.append(raw)
        name = codecs.lookup(stream.encoding).name
        return io.TextIOWrapper(
            io.BufferedWriter(raw),
            encoding=_ASCII if name == "ascii" else name,
            errors=_HANDLER,
            line_buffering=True,
        )

    @property
    def lost(self) -> OSError | None:
        """Why something is nowhere, unless its reader chose to leave."""
        errors = (raw.error for raw in self._raws)
        return next((e for e in errors if e is not None and e.errno not in _GONE), None)


@contextmanager
def lasting() -> Iterator[Streams]:
    """Have what is printed never fail while this lasts."""
    streams = Streams()
    out, err = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = streams.wrapped(out), streams.wrapped(err)
    if isinstance(sys.stdin, io.TextIOWrapper):
        # What is no text there is for the answer's own check to refuse.
        sys.stdin.reconfigure(errors="surrogateescape")
    try:
        yield streams
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        sys.stdout, sys.stderr = out, err


def sayable(data: str) -> str:
    """Return JSON that standard output can say: an escape means the same, a likeness does not."""
    try:
        data.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return "".join(sign if sign.isascii() else _escaped(sign) for sign in data)
    return data


def _escaped(sign: str) -> str:
    raw = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{raw[at : at + 2].hex()}" for at in range(0, len(raw), 2))

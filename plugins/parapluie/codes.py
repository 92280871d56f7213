"""Codes for telephones (QR, ISO/IEC 18004), made here and kept by what they say.

The mask is always the same: any is read as well by the standard, and trying all eight takes five
times as long.
"""

from pathlib import Path
from typing import Protocol, cast

import segno

from parapluie.remembered import Remembered, digest

_MASK = 3
_CORRECTION = "m"  # 15 % of the code may be worn or folded
_RECIPE = 1  # greater when what is made of an address changes
_QUIET = 4  # modules of white that the standard wants round it


class _Code(Protocol):
    matrix: tuple[bytearray, ...]


class Codes:
    """Codes by the address that they hold; kept in *file* where one is given."""

    def __init__(self, file: Path | None) -> None:
        self._remembered = Remembered(file) if file else None
        self._made: dict[str, str] = {}  # by this run: a poster and a coupon hold the same

    def svg(self, address: str) -> str:
        """Return what draws the code of an address, and its size in modules: « 37 M4 4h7v1… »."""
        found = self._made.get(address)
        if found is None:
            found = self._made[address] = self._kept(address)
        return found

    def _kept(self, address: str) -> str:
        if self._remembered is None:
            return _drawn(address)
        key = digest(_RECIPE, address)
        found = self._remembered.get(key)
        if not isinstance(found, str):
            found = _drawn(address)
            self._remembered.keep(key, found)
        return found

    def close(self) -> None:
        """Keep what this run used."""
        if self._remembered:
            self._remembered.close()


def _drawn(address: str) -> str:
    code = cast(_Code, segno.make_qr(address, error=_CORRECTION, boost_error=False, mask=_MASK))
    rows = [bytes(row) for row in code.matrix]
    parts = []
    for y, row in enumerate(rows):
        x = row.find(1)
        while x >= 0:
            end = row.find(0, x)
            end = len(row) if end < 0 else end
            parts.append(f"M{x + _QUIET} {y + _QUIET}h{end - x}v1h-{end - x}z")
            x = row.find(1, end)
    return f"{len(rows) + 2 * _QUIET} {''.join(parts)}"

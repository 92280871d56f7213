"""Codes for telephones (QR, ISO/IEC 18004)."""

import re
from functools import lru_cache
from math import isqrt
from typing import cast

import zxingcpp

_CORRECTION = "M"  # 15 % of the code may be worn or folded
_QUIET = 4  # modules of white that the standard wants round it
_BLACK = re.compile(b"\x00+")
_MOST = 177  # modules on a side
_PLACES = [f"M{x + _QUIET} " for x in range(_MOST)]
_RUNS = [f"h{length}v1h-{length}z" for length in range(_MOST + 1)]


@lru_cache(maxsize=16)  # a poster and a coupon hold the same
def code(address: str) -> str:
    """Return what draws the code of an address, and its size in modules: « 37 M4 4h7v1… »."""
    made = zxingcpp.create_barcode(
        address, zxingcpp.BarcodeFormat.QRCode, ec_level=_CORRECTION
    ).to_image(scale=1, add_quiet_zones=False)
    pixels = bytes(cast(bytes, made))  # it is a buffer; its types do not say so
    width = isqrt(len(pixels))
    parts = [f"{width + 2 * _QUIET} "]
    for y in range(width):
        line = str(y + _QUIET)
        for run in _BLACK.finditer(pixels[y * width : (y + 1) * width]):
            start, end = run.span()
            parts += (_PLACES[start], line, _RUNS[end - start])
    return "".join(parts)

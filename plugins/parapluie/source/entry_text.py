"""The text of an entry: front matter, sections, links within the text."""

import re
from dataclasses import dataclass

from parapluie.model import Mention, Passage, Place
from parapluie.problems import Problem, problem
from parapluie.vocabulary import messages
from parapluie.vocabulary.words import ADOPTED_HEADING

_FENCE_LINE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_CLOSING_LINE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^##?(?!#)\s*(.*?)\s*#*\s*$")
_CODE_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")

_CODE = r"(?<!`)(?P<ticks>`+)(?!`)(?:[^\n]|\n(?!\n)){1,1000}?(?<!`)(?P=ticks)(?!`)"
_CODE_ALONE = re.compile(_CODE)
# Code first, so that what only looks like a link inside it is left alone. Its length is bounded so
# that a stray backtick costs little.
INLINE = re.compile(
    _CODE + r"|\[\[(?P<target>[^\[\]|\n]+)(?:\|(?P<label>[^\[\]\n]+))?\]\](?!\()"
    r"|!\[(?P<alt>[^\[\]\n]*)\]\((?P<image>[^()\s]+)"
    r"|(?<!!)\[(?P<text>[^\[\]\n]+)\]"
    r"\((?P<path>[^()\s:#]+\.md)(?:#[^()\s]*)?(?:[ \t]+\"[^\"\n]*\")?\)"
)


# Words in brackets, then entries in braces. The words may hold links and run over lines, not over
# paragraphs. A link's address is in parentheses, so that attribute lists of links are no passages.
PASSAGE = re.compile(
    _CODE + r"|(?<![\\!])\[(?P<words>(?:[^\[\]\n]|\n(?![ \t]*\n)|\[\[[^\[\]\n]*\]\]"
    r"|\[[^\[\]\n]*\]\([^()\n]*\))+)\]"
    r"\{(?P<targets>[^{}\n.=]*)\}"
)


# What a browser would ask another site for, in Markdown and in HTML.


@dataclass(frozen=True, slots=True)
class Source:
    """A file split into front matter and text."""

    header: str
    header_offset: int  # lines before the header
    text: str
    text_offset: int  # lines before the text


@dataclass(frozen=True, slots=True)
class Image:
    """An image placed in the text."""

    address: str
    alt: str
    place: Place


def split(text: str, file: str) -> tuple[Source | None, list[Problem]]:
    """Split a file at its front matter, which is read even when no newline follows it."""
    opening = _FENCE_LINE.match(text)
    if opening is None:
        return None, [problem("P103", Place(file), reason=messages.HEADER_MISSING)]
    closing = _CLOSING_LINE.search(text, opening.end() + 1)
    if closing is None or closing.start() <= opening.end():
        return None, [problem("P103", Place(file), reason=messages.HEADER_UNCLOSED)]
    header = text[opening.end() + 1 : closing.start()].removesuffix("\n")
    lines = text.count("\n", 0, closing.start()) + 1
    return Source(header, 1, text[closing.end() + 1 :], lines), []


def adopted_section(text: str) -> tuple[str, str]:
    """Return the text without its adopted wording, and that wording.

    The section runs from its heading to the next heading of its level or above. It is replaced by
    nothing, line by line, so that places in the rest stay true.
    """
    if ADOPTED_HEADING.casefold() not in text.casefold():
        return text, ""
    body: list[str] = []
    adopted: list[str] = []
    inside, fence = False, ""
    for line in text.split("\n"):
        mark = _CODE_FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        heading = None if fence else _HEADING.match(line)
        if heading:
            inside = heading[1].casefold() == ADOPTED_HEADING.casefold()
            if inside:
                body.append("")
                continue
        (adopted if inside else body).append(line)
        if inside:
            body.append("")
    return "\n".join(body), "\n".join(adopted).strip()


def inline(text: str, file: str, offset: int) -> tuple[list[Mention], list[Image]]:
    """Return the links and images written in *text*, outside of code.

    *offset* is the number of lines of the file before *text*.
    """
    if "](" not in text and "[[" not in text:
        return [], []
    mentions: list[Mention] = []
    images: list[Image] = []
    fences = _fenced(text)
    line, line_start, searched = 1, 0, 0
    for match in INLINE.finditer(text):
        start = match.start()
        if match["ticks"] or any(first <= start < last for first, last in fences):
            continue
        line += text.count("\n", searched, start)
        searched = start
        line_start = text.rfind("\n", 0, start) + 1
        place = Place(file, line + offset, start - line_start + 1)
        if match["image"] is not None:
            images.append(Image(match["image"], match["alt"], place))
            continue
        is_path = match["path"] is not None
        mentions.append(
            Mention(
                target=(match["path"] if is_path else match["target"]).strip(),
                label=((match["text"] if is_path else match["label"]) or "").strip(),
                place=place,
                start=start,
                end=match.end(),
                context=_sentence(text, start, match.end()),
                is_path=is_path,
            )
        )
    return mentions, images


def passages(text: str, file: str, offset: int) -> list[Passage]:
    """Return the passages of *text* tied to entries, outside of code."""
    if "]{" not in text:
        return []
    fences = _fenced(text)
    found = []
    for match in PASSAGE.finditer(text):
        start = match.start()
        if match["ticks"] or any(first <= start < last for first, last in fences):
            continue
        place = Place(
            file, text.count("\n", 0, start) + 1 + offset, start - text.rfind("\n", 0, start)
        )
        targets = tuple(part.strip() for part in match["targets"].split(",") if part.strip())
        span = match.span("words")
        found.append(Passage(start, match.end(), *span, targets, place))
    return found


def code_spans(text: str) -> tuple[list[tuple[int, int]], int | None]:
    """Return the spans of code, fenced or inline, and where a fence opens that never closes."""
    spans, unclosed = _fences(text)
    spans += (match.span() for match in _CODE_ALONE.finditer(text))
    return spans, unclosed


def _fenced(text: str) -> list[tuple[int, int]]:
    """Return the spans of fenced code; an unclosed fence runs to the end, as engines have it."""
    return _fences(text)[0]


def _fences(text: str) -> tuple[list[tuple[int, int]], int | None]:
    spans: list[tuple[int, int]] = []
    if "```" not in text and "~~~" not in text:
        return spans, None
    opened, fence, position = 0, "", 0
    for line in text.splitlines(keepends=True):
        mark = _CODE_FENCE.match(line)
        if mark and not fence:
            opened, fence = position, mark[1]
        elif mark and mark[1].startswith(fence):
            spans.append((opened, position + len(line)))
            fence = ""
        position += len(line)
    if not fence:
        return spans, None
    spans.append((opened, position))
    return spans, opened


def _sentence(text: str, start: int, end: int) -> str:
    """Return the sentence of *text* that holds the span, as it was written, on one line."""
    before = [
        text.rfind(mark, 0, start) for mark in ("\n\n", ". ", "! ", "? ", ".\n", "!\n", "?\n")
    ]
    opening = max((b + 2 for b in before if b >= 0), default=0)
    closings = [text.find(mark, end) for mark in ("\n\n", ". ", "! ", "? ", ".\n", "!\n", "?\n")]
    closing = min((c + 1 for c in closings if c >= 0), default=len(text))
    return " ".join(text[opening:closing].split())

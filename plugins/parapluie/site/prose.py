"""Authors' Markdown as pages print it: links resolved, passages marked, French typography.

What goes in is what authors wrote; what comes out is Markdown for the engine.
"""

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote, unquote

from markupsafe import Markup

from parapluie.meaning.content_paths import joined, normal
from parapluie.meaning.graph import Graph
from parapluie.model import Entry, Passage
from parapluie.vocabulary import grammar

Note = Callable[[Passage, Sequence[Entry]], tuple[str, str]]
"""From a passage and its entries, the HTML to set before and after its paragraph."""

Explain = Callable[[str], Iterable[tuple[int, int, str]]]
"""From a text, the spans to replace and what explains the words that stand there."""

# What typography must leave alone: code, addresses, HTML tags.
_PROTECTED = re.compile(
    r"(^ {0,3}(?:```|~~~).*?^ {0,3}(?:```|~~~)[^\n]*$|`[^`\n]+`|\]\([^)\n]*\)|<[^>\n]*>|https?://\S+)",
    re.DOTALL | re.MULTILINE,
)
_OPENS = re.compile(r"`|<\w")
_ELIDED = re.compile(r"(?<=\w)'\Z")
_SPECIAL = re.compile(r"([\\`*_\[\]{}])")
# What some extension of Markdown may take for a mark; a colon before a letter makes emojis.
# Several dashes or dots make another sign.
_MARK = re.compile(rf"[^\w\s.,;()?!%{grammar.SIGNS}:-]|:(?=\S)|_|([.-])(?=\1)|(?<=-)-|(?<=\.)\.")
_BLANK = re.compile(r"\n[ \t]*\n")
# An address of a link or an image, as it is placed or as it is defined for the whole of a text.
_ADDRESS = re.compile(
    r"(\]\(\s*<?|^[ \t>*+-]*\[[^\[\]\n^][^\[\]\n]*\]:[ \t]*\n?[ \t]*<?)"
    r"((?:[^()\n\"'<>\[\]]|\([^()\n]*\))*[^()\s\"'<>\[\]])",
    re.MULTILINE,
)
_IN_HTML = re.compile(r"([<{][^<>{}]*?\b(?:href|cite)\s*=\s*)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_SCHEMED = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/|\Z")
_HEADING = re.compile(r"(#{1,5})\s")
_UNDERLINE = re.compile(r"(?:=+|-{2,})[ \t]*$")
_PLAIN_LINE = re.compile(r"(?![#>*+-]|\d+[.)]\s)\S")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_LISTED = re.compile(r"(?:[*+-]|\d+[.)])\s|[ ]{2,}|\t")
_WIKI_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
_PASSAGE = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\{[^{}\n]*\}")
_LINKED = re.compile(r"(?<!\\)!?\[([^\]]*)\]\([^)]*\)")
# Signs that mark something: « nº #12 », « C# », « 3 > 2 * 1 » say what they say.
_MARKUP = re.compile(
    r"""\\([!-/:-@\[-`{-~])            # what a backslash keeps
    |^[ \t]*(?:\#{1,6}(?=\s)|\*(?=\s)|(?:>[ ]?)+)
    |(?<=\S)\*+|\*+(?=\S)|`+|(?<!\w)_|_(?!\w)""",
    re.MULTILINE | re.VERBOSE,
)
_LABEL = re.compile("\x0e([0-9]+)\x0f")
# What an author defines for the whole of a text: notes and the addresses of links.
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
_DEFINITION = re.compile(r"^( {0,3})\[([^\[\]^][^\[\]]*)\]:", re.MULTILINE)
_REFERENCE = re.compile(r"(\[([^\[\]]+)\])(?:\[([^\[\]]*)\])?")
_WORDS_A_MINUTE = 200  # reading aloud or slowly; French prose silently is nearer 250


@dataclass(frozen=True, slots=True)
class Files:
    """What addresses may name, by names of which every way of writing an accent is the same."""

    pictures: Mapping[str, str] = field(default_factory=dict)  # where each is published
    others: Mapping[str, str] = field(default_factory=dict)  # the path of files on the disk
    address: Callable[[str], str] = str  # where the page at a path is published


@dataclass(frozen=True, slots=True)
class Way:
    """From the page that a text was written for to the one that it is printed in."""

    old: str
    new: str
    files: Files
    reprinted: frozenset[str] = (
        frozenset()
    )  # places that the text brings along: « #place-passage-1 »

    def led(self, text: str) -> str:
        """Return a piece of the text whose addresses lead from the new page where they led."""
        if "](" in text or "]:" in text:
            text = _ADDRESS.sub(lambda match: match[1] + self._to_file(match[2]), text)
        if "href" in text or "cite" in text:
            text = _IN_HTML.sub(self._in_html, text)
        return text

    def _to_file(self, written: str) -> str:
        if written in self.reprinted or (_ELSEWHERE.match(written) and not self._picture(written)):
            return written
        up = "../" * self.new.count("/")
        path, rest = _apart_from_place(written)
        if not path:
            return written if self.old == self.new else f"{up}{self.old}{rest}"
        if picture := self._picture(written):
            return up + picture
        there = joined(self.old, normal(unquote(path)))
        found = self.files.others.get(there)
        if found is not None and found != there:
            return up + quote(found) + rest  # as it is on disk
        if self.old.rpartition("/")[0] == self.new.rpartition("/")[0] or not there:
            return written
        return up + joined(self.old, path) + rest

    def _in_html(self, match: re.Match[str]) -> str:
        quoted = match[2]
        written = html.unescape(quoted[1:-1])
        if written in self.reprinted or (_ELSEWHERE.match(written) and not self._picture(written)):
            return match[0]
        here = self.files.address(self.new)
        up = "../" * here.count("/")
        path, rest = _apart_from_place(written)
        there = self._picture(written)
        if not there:
            home = self.files.address(self.old)
            # What climbs out of the site stays as it was, and is told.
            there = joined(home, unquote(path)) if path else home
            found = self.files.others.get(normal(there), there)
            if (self.old == self.new and found == there) or not there:
                return match[0]
            there = quote(found) + ("/" if path.endswith("/") else "")
        led = html.escape(up + there + rest)
        return f"{match[1]}{quoted[0]}{led}{quoted[0]}"

    def _picture(self, written: str) -> str:
        name = unquote(_apart_from_place(written)[0]).rpartition("/")[2]
        if _SCHEMED.match(written):
            return ""
        return self.files.pictures.get(normal(name), "") if name else ""


def _apart_from_place(written: str) -> tuple[str, str]:
    """Return the path of an address, and what follows it."""
    end = min((at for at in map(written.find, "?#") if at >= 0), default=len(written))
    return written[:end], written[end:]


def body(
    entry: Entry,
    graph: Graph,
    *,
    path: str,
    note: Note | None = None,
    explain: Explain | None = None,
    deeper: int = 0,
    files: Files | None = None,
) -> str:
    """Return the text of *entry* as Markdown for the page at *path*.

    Each passage becomes a span that `#passage-1`, `#passage-2`… address, and *note* may set
    something round its paragraph. *explain* may replace words. Headings go *deeper* by so many
    levels. Its addresses lead from there to what they led to from its own page, with what *files*
    tells.
    """
    text = entry.body
    anchors = [f"{entry.id}-passage-{number + 1}" for number in range(len(entry.passages))]
    way = Way(entry.path, path, files or Files(), frozenset(f"#{anchor}" for anchor in anchors))
    edits: list[tuple[int, int, str]] = []
    up = "../" * path.count("/")
    for mention in entry.mentions:
        target = graph.mention_targets.get((entry.key, mention.start))
        if mention.is_path:
            continue
        written = escape(mention.label or (target.title if target else mention.target))
        if target is not None:
            place = f"#{target.anchor}" if target.anchor else ""
            written = f"[{written}]({up}{target.path}{place})"
        edits.append((mention.start, mention.end, written))
    for passage, anchor in zip(entry.passages, anchors, strict=True):
        targets = [k.target for k in graph.out(entry, "passage") if k.place == passage.place]
        state = "" if targets else " pp-passage--dream"
        opening = f'<span class="pp-passage{state}" id="{anchor}">'
        edits.append((passage.start, passage.text_start, opening))
        edits.append((passage.text_end, passage.end, "</span>"))
        if note is not None:
            before, after = note(passage, targets)
            first, last = _paragraph(text, passage)
            edits.append((first, first, f"{before}\n\n" if before else ""))
            edits.append((last, last, f"\n\n{after}" if after else ""))
    if explain is not None:
        taken = [(mention.start, mention.end) for mention in entry.mentions] + [
            span
            for passage in entry.passages
            for span in ((passage.start, passage.text_start), (passage.text_end, passage.end))
        ]
        edits += (
            (start, end, written)
            for start, end, written in explain(text)
            if not any(first < end and start < last for first, last in taken)
        )
    edits.sort(key=lambda edit: (edit[0], edit[1]))
    parts: list[str] = []
    position = 0
    for start, end, written in edits:
        parts += [way.led(text[position:start]), written]
        position = end
    text = "".join([*parts, way.led(text[position:])])
    if deeper:
        text = _apart(text, entry.id)
    return typeset(lowered(text, deeper)).strip()


def typeset(text: str) -> str:
    """Return Markdown with French typography, code and addresses left alone."""
    parts = _PROTECTED.split(text)
    for index in range(0, len(parts), 2):
        parts[index] = grammar.typeset(parts[index])
        # « l'<b>eau</b> » : what follows an elision stands in the next part.
        if parts[index].endswith("'") and _OPENS.match("".join(parts[index + 1 : index + 2])):
            parts[index] = _ELIDED.sub(grammar.APOSTROPHE, parts[index])
    return "".join(parts)


def escape(text: str) -> str:
    """Return plain text as Markdown that reads the same."""
    # Angle brackets and ampersands cannot be escaped by a backslash.
    return _SPECIAL.sub(r"\\\1", html.escape(text, quote=False))


@lru_cache(maxsize=4096)  # a site says the same meanings on many pages
def inert(text: str) -> Markup:
    """Return plain text as HTML that means nothing to Markdown, whatever its extensions."""
    coded = _MARK.sub(lambda match: f"&#{ord(match[0])};", grammar.typeset(text))
    return Markup(coded)


def plain(text: str, graph: Graph) -> str:
    """Return a piece of Markdown as plain text, with the titles of what it links to."""
    labels: list[str] = []

    def label(match: re.Match[str]) -> str:
        found = graph.resolver.find(match[1].strip())
        labels.append(match[2] or (found[0].title if found else match[1]))
        return f"\x0e{len(labels) - 1}\x0f"  # no author can write these

    # Titles are no Markdown: they come back once the rest is plain.
    text = _LINKED.sub(r"\1", _PASSAGE.sub(r"\1", _WIKI_LINK.sub(label, text)))
    text = html.unescape(_MARKUP.sub(r"\1", text))
    return grammar.typeset(_LABEL.sub(lambda match: labels[int(match[1])], text))


def adopted(entry: Entry, graph: Graph) -> str:
    """Return the adopted words of *entry* as plain text."""
    # A page has them from its text, which is Markdown; an objective from a field, which is not.
    return grammar.typeset(entry.adopted) if entry.container else plain(entry.adopted, graph)


def first_words(entry: Entry, graph: Graph) -> str:
    """Return the sentence of *entry*, or else the first paragraph of its text, as plain text."""
    paragraph = _BLANK.split(entry.body.strip(), maxsplit=1)[0]
    if entry.summary or not _PLAIN_LINE.match(paragraph):
        return grammar.typeset(entry.summary)
    return plain(" ".join(paragraph.split()), graph)


def minutes(entry: Entry) -> int:
    """Return how long the text takes to read, at least one minute."""
    return max(1, round(len(entry.body.split()) / _WORDS_A_MINUTE))


def lowered(text: str, levels: int) -> str:
    """Return *text* with its headings so many levels lower, code left alone."""
    if not levels:
        return text
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence and _UNDERLINE.match(line) and lines and _PLAIN_LINE.match(lines[-1]):
            lines[-1] = "#" * (levels + (1 if line.startswith("=") else 2)) + f" {lines[-1]}"
            continue
        elif not fence and (heading := _HEADING.match(line)):
            # There is no seventh level.
            line = "#" * min(levels, 6 - len(heading[1])) + line
        lines.append(line)
    return "\n".join(lines)


def _apart(text: str, name: str) -> str:
    """Return *text* with its own footnotes and references, for a page that holds several texts."""
    if "]:" not in text:
        return text
    parts = _PROTECTED.split(text)
    defined = {match[2].casefold() for part in parts[::2] for match in _DEFINITION.finditer(part)}

    def named(match: re.Match[str]) -> str:
        label = match[3] or match[2]
        if label.casefold() not in defined:
            return match[0]
        # After a bracket, what it names stands in another part: code, or a tag.
        follows = match.start() and match.string[match.start() - 1] == "]"
        return f"{'' if follows else match[1]}[{name} {label}]"

    for index in range(0, len(parts), 2):
        part = _FOOTNOTE.sub(rf"[^{name}-\1]", parts[index])
        part = _DEFINITION.sub(rf"\1[{name} \2]:", part)
        parts[index] = _REFERENCE.sub(named, part)
    return "".join(parts)


def _paragraph(text: str, passage: Passage) -> tuple[int, int]:
    """Return where the paragraph of *passage* starts and ends, or the whole list that holds it."""
    blocks = []
    start = 0
    for blank in _BLANK.finditer(text):
        blocks.append((start, blank.start()))
        start = blank.end()
    blocks.append((start, len(text.rstrip())))
    first = next(i for i, (_, end) in enumerate(blocks) if passage.start <= end)
    last = next(i for i, (_, end) in enumerate(blocks) if passage.end <= end)
    if _LISTED.match(text, blocks[first][0]):
        while first and _LISTED.match(text, blocks[first - 1][0]):
            first -= 1
        while last + 1 < len(blocks) and _LISTED.match(text, blocks[last + 1][0]):
            last += 1
    return blocks[first][0], blocks[last][1]

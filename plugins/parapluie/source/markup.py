"""What authors' Markdown may become: text, links and harmless elements; nothing active.

Content comes from web forms and pull requests, so what could run, load or hide something is refused
where it was written, never cleaned in silence: the page must say what its author wrote. The verdict
is on the parsed result, as Govspeak's is, and it names what is allowed: an element, an attribute or
an address that stands in no list here is refused.

Most texts hold no HTML, no attribute list and plain addresses, which a look at their characters
tells; only the others are converted.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, islice
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from parapluie.vocabulary import messages
from parapluie.vocabulary.hidden_signs import HIDDEN, hidden
from parapluie.vocabulary.web_addresses import UNPLAIN, is_whole, misleading

from .entry_text import code_spans
from .ids_and_classes import is_class, is_id

if TYPE_CHECKING:
    from markdown import Markdown

# What MkDocs always converts with, and we with it.
EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list")
# Begins the names that Markdown gives by itself; no author can write it.
_OF_ITSELF = "\x0e"

# Elements without which HTML could say as much but not as well.
_INLINE = "a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q s samp small span strong"
_BLOCKS = (
    "sub sup time u var wbr blockquote caption col colgroup dd details div dl dt figcaption figure "
    "h1 h2 h3 h4 h5 h6 hr li ol p pre section summary table tbody td tfoot th thead tr ul img"
)
_ELEMENTS = frozenset((_INLINE + " " + _BLOCKS).split())
_VOID = frozenset("br col hr img wbr".split())
_ATTRIBUTES = frozenset(
    "abbr align alt aria-current aria-describedby aria-hidden aria-label aria-labelledby "
    "aria-level class cite colspan datetime dir headers height href id lang open rel reversed role "
    "rowspan scope span src start summary title translate type value width".split()
)
# What tells a program that reads aloud, or that follows links, of something that is not so.
_VALUES = {
    "aria-hidden": frozenset(("true", "false")),
    "rel": frozenset(
        "author bookmark external help license next nofollow noopener noreferrer prev tag".split()
    ),
    "role": frozenset(
        "cell definition figure group heading img list listitem none note presentation region row "
        "rowgroup rowheader separator table term".split()
    ),
    "translate": frozenset(("yes", "no")),
}
_ADDRESSES = frozenset(("href", "src", "cite"))
# What else reads these looks for quotes.
_QUOTED = _ADDRESSES | {"class", "id"}
_SCHEMES = frozenset(("https", "http", "mailto", "tel"))

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_IGNORED_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff]")
# A tag written with quotes round every value, but for plain words: all parsers read it alike.
_BARE = r"[a-zA-Z0-9_%.-]+(?=[\s>])"
_TAG = re.compile(
    r"<(?P<close>/)?(?P<name>[a-zA-Z][a-zA-Z0-9]*)"
    r"(?P<attributes>(?:\s+[a-zA-Z][a-zA-Z0-9-]*"
    rf"(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|{_BARE}))?)*)"
    r"\s*(?P<alone>/)?>"
)
_UNQUOTED = re.compile(r"<[a-zA-Z][a-zA-Z0-9]*\s[^<>]*=\s*[^\s\"'<>=]")
_AUTOLINK = re.compile(r"<(?:[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>]*|[^\s<>@]+@[^\s<>]+)>")
_OPENER = re.compile(r"<[a-zA-Z/!?]")
_ATTRIBUTE = re.compile(
    r"(?P<name>[a-zA-Z][a-zA-Z0-9-]*)"
    r"(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"']+)))?"
)
# As browsers end one, which is sooner than some parsers do.
_COMMENT = re.compile(r"<!--(?!-?>)(?:(?!--!?>|<!--)[\s\S])*+-->")
# What needs a closer look: markup, attribute lists, and links whose address is not plain.
_SUSPECT = re.compile(
    r"<[a-zA-Z/!?]|^ {0,3}(?:```|~~~)|&[#a-zA-Z]"
    # Words in brackets before braces are a passage, unless what is in the braces says otherwise.
    r"|(?<!\])\{|(?<!\])\]\]\{|\{[^}\n]*(?:=|[ \t][#.:])|\{[#.:]"
    r"|\]\(\s*(?!https://|/(?!/)|[\w.#-])"
    r"|\]\([^)]*[][\\:*<\x00-\x08\x0e-\x1f](?<!https:)|^ {0,3}\[[^\]\n]*\]:"
    r"|!\[[^\]\n]*\]\([^)]*//"
    # An address whose host is not plain.
    rf"|{UNPLAIN}",
    re.MULTILINE,
)
# One of these stands in whatever is suspect; most texts have none.
_SIGNS = ("<", "{", "&", "](", "]:", "```", "~~~")

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
_PROGRAMS = ("{%", "{{")  # another program would fill these in
_BRACES = re.compile(r"\{:?[ ]*([^}\n ][^}\n]*)\}")
_WIKI_LINK = re.compile(r"\[\[[^\[\]\n]+\]\](?!\()")
_BLOCK = re.compile(r"(?:[^\n]|\n(?![ \t]*\n))+")
_HEADING = re.compile(
    r"^ {0,3}(?:#{1,6}|`{3,}|~{3,}|=+[ \t]*$|-+[ \t]*$|(?:[-*_][ \t]*){3,}$)", re.MULTILINE
)
_MARK = re.compile(r"[\[\]()*_`<>\\&#|~]")
_PAIRS = (("[", "]"), ("](", ")"), ("<", ">"))


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that a text may not hold."""

    offset: int  # in characters from the start of the text
    reason: str  # key of a sentence in the vocabulary
    words: str  # what the author wrote, or the part of it that says most
    is_error: bool = True


def sentence(refusal: Refusal) -> str:
    """Return the sentence for an author."""
    words = refusal.words
    tag = _TAG.match(words)
    return messages.MARKUP_REASONS[refusal.reason].format(
        words=words,
        advice=messages.ELEMENT_ADVICE.get(words.lower(), messages.ELEMENT_UNKNOWN),
        name=tag["name"] if tag else words,
    )


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
            if len(rows) == 1 or _OPENER.search(words):
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
    processor = _converter()[0].parser.blockprocessors["table"]
    return processor.test(None, words.rstrip("\n"))  # type: ignore[arg-type]


def refusals(text: str) -> list[Refusal]:
    """Return what *text* may not hold, in the order of the text."""
    if not any(sign in text for sign in _SIGNS) or not _SUSPECT.search(text):
        return []
    # The words of these links are escaped where they are printed.
    text = _WIKI_LINK.sub(lambda match: f"[{'x' * (len(match[0]) - 5)}](#)", text)
    converter, seen = _converter()
    converter.reset()
    seen.clear()
    result = converter.convert(text)
    found = [*_in_braces(text, _in_elements(seen)), *_in_stash(converter.htmlStash.rawHtmlBlocks)]
    unfinished = list(_unfinished(text))
    # A block of code that never closes is the whole reason for what is then out of balance.
    if not found and all(refusal.reason != "fence" for refusal in unfinished):
        found = list(_unbalanced(result))
    placed = {refusal.offset: refusal for refusal in _placed(text, found)}
    for refusal in unfinished:
        placed.setdefault(refusal.offset, refusal)
    return [placed[offset] for offset in sorted(placed)]


@lru_cache(maxsize=1)
def _converter() -> "tuple[Markdown, list[Element]]":
    """Return a converter, and the list that it adds each finished tree to."""
    # Here, since most texts do without.
    from markdown import Markdown
    from markdown.treeprocessors import Treeprocessor

    roots: list[Element] = []

    class Seen(Treeprocessor):
        def run(self, root: Element) -> None:
            roots.append(root)

    numbers = count()
    configurations: dict[str, dict[str, Any]] = {
        "toc": {
            "slugify": lambda _, __: f"{_OF_ITSELF}{next(numbers)}",
            "toc_class": _OF_ITSELF,
        },
        "tables": {"use_align_attribute": True},
    }
    converter = Markdown(extensions=list(EXTENSIONS), extension_configs=configurations)
    converter.treeprocessors.register(Seen(), "seen", -100)
    return converter, roots


_Found = tuple[str, str, bool]  # reason, words, whether it is an error


def _in_elements(roots: Sequence[Element]) -> Iterator[_Found]:
    """Look at what Markdown made: links, images and what attribute lists gave them."""
    for element in (element for root in roots for element in root.iter()):
        name = str(element.tag)
        if name not in _ELEMENTS:
            yield "element", name, True
        for attribute, value in element.attrib.items():
            yield from _of_attribute(name, attribute, _unstashed(str(value)))


def _in_braces(text: str, found: Iterable[_Found]) -> Iterator[_Found]:
    """Give the attributes that braces make of words those words, as their author sees them."""
    said: dict[str, str] | None = None
    told: set[str] = set()
    for reason, words, is_error in found:
        if reason == "attribute" and said is None:
            said = dict(_words_in_braces(text))
        braces = said.get(words) if said and reason == "attribute" else None
        if braces is None:
            yield reason, words, is_error
        elif braces not in told:
            told.add(braces)
            yield ("template" if braces.startswith(_PROGRAMS) else "braces"), braces, True


def _words_in_braces(text: str) -> Iterator[tuple[str, str]]:
    from markdown.extensions.attr_list import AttrListTreeprocessor

    for braces in _BRACES.finditer(text):
        if not braces[0].startswith(_PROGRAMS) and ("=" in braces[0] or braces[0].startswith("{:")):
            continue  # an attribute list, as its author knows
        for word in re.findall(r"[^ =}]+", braces[1]):
            yield AttrListTreeprocessor.NAME_RE.sub("_", word).lower(), braces[0]


def _unstashed(value: str) -> str:
    """Return a value as it will be printed: Markdown keeps mail addresses as code points."""
    return value.replace("\x02amp\x03", "&")


def _of_attribute(element: str, name: str, value: str) -> Iterator[_Found]:
    name = name.lower()
    if name.startswith("on"):
        yield "event", name, True
    elif name not in _ATTRIBUTES:
        yield "attribute", name, True
    elif name in _VALUES and not set(value.lower().split()) <= _VALUES[name]:
        yield "value", value, True
    elif name in _ADDRESSES:
        yield from _of_address(element, value)
    elif name == "id" and not value.startswith(_OF_ITSELF):
        if not is_id(said := _as_read(value)):
            yield "id", said, True
    elif name == "class":
        for said in _as_read(value).split():
            if not said.startswith(_OF_ITSELF) and not is_class(said):
                yield "class", said, True


def _as_read(value: str) -> str:
    """Return a value with its entities resolved, as a browser does after Markdown may have."""
    return html.unescape(html.unescape(value))


def as_read(written: str) -> str:
    """Return an address as a browser reads it: entities resolved, spaces and controls dropped."""
    return _IGNORED_IN_ADDRESSES.sub("", _as_read(written))


def _of_address(element: str, written: str) -> Iterator[_Found]:
    address = as_read(written)
    scheme = _SCHEME.match(address)
    if "\\" in address:
        yield "backslash", written, True
    elif address.startswith("//"):
        yield "address", written, True
    elif not is_whole(address) or not is_whole(written):
        yield "broken_address", written, True
    elif scheme and scheme[1].lower() not in _SCHEMES:
        yield "scheme", written, True
    elif scheme and element == "img":
        yield "outside_image", written, True
    elif scheme and misleading(address):
        yield "misleading", written, False
    elif any(True for _ in hidden(address)) and not HIDDEN.search(written):
        yield "hidden", written, False
    elif scheme and scheme[1].lower() == "http":
        yield "http", written, False


def _in_stash(blocks: Sequence[str | Element]) -> Iterator[_Found]:
    """Look at the HTML that Markdown keeps as it was written."""
    for block in blocks:
        if not isinstance(block, str):
            yield from _in_elements([block])
            continue
        position = 0
        while position < len(block):
            opening = block.find("<", position)
            if opening < 0:
                break
            comment = _COMMENT.match(block, opening)
            tag = _TAG.match(block, opening)
            if comment:
                position = comment.end()
            elif tag is None:
                yield _malformed(block, opening), block[opening : opening + 40].split("\n")[0], True
                break
            else:
                yield from _of_tag(tag)
                position = tag.end()


def _malformed(text: str, opening: int) -> str:
    """Return which reason suits what is no tag."""
    return "unquoted" if _UNQUOTED.match(text, opening) else "markup"


def _of_tag(tag: re.Match[str]) -> Iterator[_Found]:
    name = tag["name"].lower()
    if tag["close"]:
        return  # what opened it is told, or nothing did
    if name not in _ELEMENTS:
        yield "element", name, True
    elif name == "img":
        yield "image", tag[0], True
    elif tag["alone"] and name not in _VOID:
        yield "alone", tag[0], True
    for attribute in _ATTRIBUTE.finditer(tag["attributes"] or ""):
        value = attribute["double"] or attribute["single"] or attribute["bare"] or ""
        if attribute["bare"] and attribute["name"].lower() in _QUOTED:
            yield "unquoted", tag[0], True
        yield from _of_attribute(name, attribute["name"], value)


def _unfinished(text: str) -> Iterator[Refusal]:
    """Look for what would go on into the rest of the page, where other texts and ours follow."""
    code, unclosed = code_spans(text)
    if unclosed is not None:
        yield Refusal(unclosed, "fence", text[unclosed:].split("\n", 1)[0].strip())
        return
    for sign in _OPENER.finditer(text):
        start = sign.start()
        if any(first <= start < last for first, last in code):
            continue
        if not any(form.match(text, start) for form in (_TAG, _COMMENT, _AUTOLINK)):
            words = text[start : start + 40].split("\n")[0]
            yield Refusal(start, _malformed(text, start), words)
            return


def _unbalanced(result: str) -> Iterator[_Found]:
    """Look for elements that end before they begin, or never: they would break the page."""
    opened: list[str] = []
    for tag in _TAG.finditer(_COMMENT.sub("", result)):
        name = tag["name"].lower()
        if name in _VOID:
            continue
        if not tag["close"]:
            opened.append(name)
        elif opened and opened[-1] == name:
            opened.pop()
        else:
            yield "unopened", f"</{name}>", True
            return
    if opened:
        yield "unclosed", f"<{opened[-1]}>", True


def _placed(text: str, found: Sequence[_Found]) -> Iterator[Refusal]:
    """Give each finding its place in the text: where its words stand, one after the other."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a capital that makes two signs would move what follows
        lowered = "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
    named = _named(lowered) if any(reason in _NAMES for reason, *_ in found) else {}
    after: dict[str, int] = {}
    told: set[tuple[int, str]] = set()
    for reason, words, is_error in found:
        key = words.lower()
        if reason in _NAMES and named.get(key):
            offset = named[key].pop()
        else:
            places = (look(lowered, key, after.get(key, 0)) for look in _LOOKS)
            offset = next((place for place in places if place >= 0), 0)
            after[key] = offset + 1
        if (offset, reason) not in told:
            told.add((offset, reason))
            yield Refusal(offset, reason, words, is_error)


def _named(text: str) -> dict[str, list[int]]:
    """Return where ids and classes are given: in tags, or in braces that follow a text; backwards.

    Not in what code shows, though it may look like it.
    """
    shown = _unshown(text)
    found: dict[str, list[int]] = {}
    for given in _GIVEN.finditer(shown):
        start, end = given.span()
        line = shown.rfind("\n", 0, start)
        if given["braces"] and not shown[shown.rfind("\n", 0, max(0, line)) + 1 : start].strip(
            _BLANKS
        ):
            continue  # words that open a block
        for name in _WORD.finditer(shown, start + 1, end - 1):
            found.setdefault(_as_read(name[1]), []).append(name.start(1))
    for places in found.values():
        places.reverse()
    return found


def _unshown(text: str) -> str:
    """Return *text* with blanks in the place of what code shows, but for what opens a block."""
    pieces: list[str] = []
    position = 0
    for start, end in sorted(code_spans(text)[0]):
        first = text.find("\n", start, end) if text.startswith(_FENCES, start) else start
        if position <= first:
            pieces += [text[position:first], " " * (end - first)]
            position = end
    return "".join([*pieces, text[position:]])


def _tag_at(text: str, words: str, after: int) -> int:
    return text.find(f"<{words}", after)


def _words_at(text: str, words: str, after: int) -> int:
    return text.find(words, after)


def _closing_at(text: str, words: str, after: int) -> int:
    return text.find(words.rstrip(">"), after)


def _escaped_at(text: str, words: str, after: int) -> int:
    """Find an address that was written with entities or spaces: by what opens its link."""
    match = _ESCAPED.search(text, after)
    return match.start() if match else -1


_GIVEN = re.compile(r"<[a-z][^<>]*>|(?P<braces>\{[^{}\n]*\})")
_WORD = re.compile(r"[.#:]*([^\s\"'=<>{}]+)")
_BLANKS = " \t\n>"
_ESCAPED = re.compile(r"\]\(\s*[^)\n]*[&\\]|<[^>]*&|\{[^}\n]*&|\]:\s*\S*&")
_NAMES = ("id", "class")
_FENCES = ("```", "~~~")
_LOOKS: tuple[Callable[[str, str, int], int], ...] = (
    _tag_at,
    _words_at,
    _closing_at,
    _escaped_at,
)

"""What authors' Markdown may become: text, links and harmless elements; nothing active.

Content comes from web forms and pull requests, so what could run, load or hide something is refused
where it was written, never cleaned in silence: the page must say what its author wrote. The verdict
is on the parsed result, as Govspeak's is, and it names what is allowed: an element, an attribute or
an address that stands in no list here is refused.

Most texts hold no HTML, no attribute list and plain addresses, which a look at their characters
tells; only the others are converted.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from parapluie.vocabulary import messages
from parapluie.vocabulary.hidden_signs import HIDDEN, hidden
from parapluie.vocabulary.web_addresses import UNPLAIN, is_whole, misleading

from .costly_text import OPENER
from .entry_text import code_spans
from .ids_and_classes import is_class, is_id
from .parsed_markup import OF_ITSELF, as_read, trial_converter, unescaped
from .refusal_places import Found, Refusal, placed_in

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
_PROGRAMS = ("{%", "{{")  # another program would fill these in
_BRACES = re.compile(r"\{:?[ ]*([^}\n ][^}\n]*)\}")
_WIKI_LINK = re.compile(r"\[\[[^\[\]\n]+\]\](?!\()")


def sentence(refusal: Refusal) -> str:
    """Return the sentence for an author."""
    words = refusal.words
    tag = _TAG.match(words)
    return messages.MARKUP_REASONS[refusal.reason].format(
        words=words,
        advice=messages.ELEMENT_ADVICE.get(words.lower(), messages.ELEMENT_UNKNOWN),
        name=tag["name"] if tag else words,
    )


def refusals(text: str) -> list[Refusal]:
    """Return what *text* may not hold, in the order of the text."""
    if not any(sign in text for sign in _SIGNS) or not _SUSPECT.search(text):
        return []
    # The words of these links are escaped where they are printed.
    text = _WIKI_LINK.sub(lambda match: f"[{'x' * (len(match[0]) - 5)}](#)", text)
    converter, seen = trial_converter()
    converter.reset()
    seen.clear()
    result = converter.convert(text)
    found = [*_in_braces(text, _in_elements(seen)), *_in_stash(converter.htmlStash.rawHtmlBlocks)]
    unfinished = list(_unfinished(text))
    # A block of code that never closes is the whole reason for what is then out of balance.
    if not found and all(refusal.reason != "fence" for refusal in unfinished):
        found = list(_unbalanced(result))
    placed = {refusal.offset: refusal for refusal in placed_in(text, found)}
    for refusal in unfinished:
        placed.setdefault(refusal.offset, refusal)
    return [placed[offset] for offset in sorted(placed)]


def _in_elements(roots: Sequence[Element]) -> Iterator[Found]:
    """Look at what Markdown made: links, images and what attribute lists gave them."""
    for element in (element for root in roots for element in root.iter()):
        name = str(element.tag)
        if name not in _ELEMENTS:
            yield "element", name, True
        for attribute, value in element.attrib.items():
            yield from _of_attribute(name, attribute, _unstashed(str(value)))


def _in_braces(text: str, found: Iterable[Found]) -> Iterator[Found]:
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


def _of_attribute(element: str, name: str, value: str) -> Iterator[Found]:
    name = name.lower()
    if name.startswith("on"):
        yield "event", name, True
    elif name not in _ATTRIBUTES:
        yield "attribute", name, True
    elif name in _VALUES and not set(value.lower().split()) <= _VALUES[name]:
        yield "value", value, True
    elif name in _ADDRESSES:
        yield from _of_address(element, value)
    elif name == "id" and not value.startswith(OF_ITSELF):
        if not is_id(said := unescaped(value)):
            yield "id", said, True
    elif name == "class":
        for said in unescaped(value).split():
            if not said.startswith(OF_ITSELF) and not is_class(said):
                yield "class", said, True


def _of_address(element: str, written: str) -> Iterator[Found]:
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


def _in_stash(blocks: Sequence[str | Element]) -> Iterator[Found]:
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


def _of_tag(tag: re.Match[str]) -> Iterator[Found]:
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
    for sign in OPENER.finditer(text):
        start = sign.start()
        if any(first <= start < last for first, last in code):
            continue
        if not any(form.match(text, start) for form in (_TAG, _COMMENT, _AUTOLINK)):
            words = text[start : start + 40].split("\n")[0]
            yield Refusal(start, _malformed(text, start), words)
            return


def _unbalanced(result: str) -> Iterator[Found]:
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

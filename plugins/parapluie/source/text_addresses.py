"""The addresses that a text leads to, as Markdown finds them.

A look at the signs tells those of most texts; the others are converted, since only Markdown knows
what it takes for a link.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from .entry_text import code_spans
from .parsed_markup import EXTENSIONS

if TYPE_CHECKING:
    from markdown import Markdown


class Form(Enum):
    """How an address is written, which says what it is relative to."""

    LINK = "link"  # to a file, in Markdown
    IMAGE = "image"
    HTML = "html"  # as browsers read it, from where the page is published


@dataclass(frozen=True, slots=True)
class Address:
    """An address of a text."""

    form: Form
    written: str  # as it will be printed


_PLAIN = re.compile(
    r"(?P<image>!?)\[[^\[\]]*\]\((?P<address>[^()\s<>\\&]+)(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?\)"
)
# An address in HTML, in a list of attributes, or defined for the whole of a text.
_HIDDEN = re.compile(
    r"[<{][^<>{}]*(?:href|src|cite)\s*=|^[ \t>*+-]*\[[^\[\]]+\]:", re.IGNORECASE | re.MULTILINE
)
_WIKI_LINK = re.compile(r"\[\[[^\[\]\n]+\]\](?!\()")
_IN_TAGS = re.compile(r"<[a-zA-Z][^<>]*>")
_IN_ATTRIBUTES = re.compile(
    # An image in HTML is refused for itself.
    r"[\s\"'](?:href|cite)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')",
    re.IGNORECASE,
)
_SPOT = re.compile(
    r"\]\(\s*<?\s*|^[ \t>*+-]*\[[^\[\]\n]+\]:[ \t]*\n?[ \t]*<?|(?:href|src|cite)\s*=\s*[\"']?\s*",
    re.IGNORECASE | re.MULTILINE,
)
_FOLLOWED = (("a", "href", Form.LINK), ("img", "src", Form.IMAGE))
_OTHERS = ("href", "src", "cite")


def plain_addresses(text: str) -> list[Address] | None:
    """Return the addresses of a text that writes them plainly, or `None` where it may not."""
    found = []
    if "](" in text:
        found = list(_PLAIN.finditer(text))
        if len(found) != text.count("]("):
            return None
    if ("=" in text or "]:" in text) and _HIDDEN.search(text):
        return None
    return [Address(Form.IMAGE if one["image"] else Form.LINK, one["address"]) for one in found]


def addresses(text: str) -> list[Address]:
    """Return the addresses of a text, each once."""
    converter, seen = _converter()
    converter.reset()
    seen.clear()
    converter.convert(_WIKI_LINK.sub(lambda match: "x" * len(match[0]), text))
    found = [address for root in seen for address in _of_elements(root)]
    for block in converter.htmlStash.rawHtmlBlocks:
        found += _of_markup(block) if isinstance(block, str) else _of_elements(block)
    return list(dict.fromkeys(found))


def spots(text: str, address: Address) -> list[int]:
    """Return where an address stands in a text: at the link, or at the address in HTML."""
    code, _ = code_spans(text)
    found: dict[bool, list[int]] = {True: [], False: []}
    for match in _SPOT.finditer(text):
        start = match.start()
        if any(first <= start < last for first, last in code):
            continue
        rest = text[match.end() : match.end() + len(address.written) * 6 + 1]
        if _begins(rest, address.written) or _begins(html.unescape(rest), address.written):
            in_html = match[0][0] != "]" and "]:" not in match[0]
            at = _opening(text, start) if match[0][0] == "]" else start
            found[in_html].append(at)
    is_html = address.form is Form.HTML
    # An attribute list gives a link in Markdown another address.
    return found[is_html] or found[not is_html] or [0]


def _begins(rest: str, written: str) -> bool:
    after = rest[len(written) :]
    return rest.startswith(written) and (not after or after[0] in " \t\n)>\"'")


def _opening(text: str, closing: int) -> int:
    """Return where the brackets of a link open."""
    depth = 0
    for place in range(closing, -1, -1):
        depth += {"]": 1, "[": -1}.get(text[place], 0)
        if not depth:
            return place - (place > 0 and text[place - 1] == "!")
    return closing


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

    converter = Markdown(extensions=list(EXTENSIONS))
    converter.treeprocessors.register(Seen(), "seen", -100)
    return converter, roots


def _of_elements(root: Element) -> Iterator[Address]:
    for element in root.iter():
        for name in _OTHERS:
            value = element.get(name)
            # A note is a link where the town's Markdown has none.
            if value is None or (element.text or "").startswith("^") or "\x02" in value:
                continue
            form = next((f for tag, key, f in _FOLLOWED if (tag, key) == (element.tag, name)), None)
            yield Address(form or Form.HTML, value)


def _of_markup(block: str) -> Iterator[Address]:
    for tag in _IN_TAGS.findall(block):
        for groups in _IN_ATTRIBUTES.findall(tag):
            yield Address(Form.HTML, html.unescape("".join(groups)))

"""The gate for SVG drawings: what could be active is refused, what nobody sees is left out.

A drawing is shown by `<img>`, where browsers run no script and fetch nothing, but its own address
opens it as a page of the town's site. So the elements are those of the list below and no other,
and whatever it refers to stands in it. What drawing programs add for themselves (comments,
metadata, elements and attributes of their own) may name a person, a computer and its folders: the
copy that is published is then written anew from what was judged, and the author is told.
"""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesNSImpl, InputSource

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from parapluie.problems import Problem, problem
from parapluie.vocabulary import messages
from parapluie.vocabulary.grammar import enumerate_words
from parapluie.vocabulary.words import NOR

from .drawing_copy import SVG, XLINK, XML, Attributes, Copy
from .drawing_styles import ASKED, ASKS_FOR_DATA, fetches, moves, without_escapes
from .drawing_uses import MAX_ELEMENTS, Uses
from .originals import Original, too_heavy

MAX_BYTES = 2 << 20  # residents receive it whole
_MAX_DEPTH = 200
_ELEMENTS = frozenset(
    """
    a circle clipPath defs desc ellipse feBlend
    feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence filter font font-face g glyph hkern line linearGradient marker
    mask metadata missing-glyph path pattern polygon polyline radialGradient rect stop
    style svg switch symbol text textPath title tspan use view vkern
    """.split()
)
# Names that a browser, or a program beside it, may make something of; others are a program's own.
_MEANT = frozenset(
    {
        SVG,
        "http://www.w3.org/1999/xhtml",
        "http://www.w3.org/1998/Math/MathML",
        "http://www.w3.org/2001/XInclude",
        "http://www.w3.org/2001/xml-events",
        "http://www.w3.org/1999/XSL/Transform",
        "http://www.mozilla.org/xbl",
    }
)
_ADOBE = "http://ns.adobe.com/"
# What these programs write among the elements of SVG, and no browser draws.
_UNSEEN = frozenset({"metadata", "midPointStop", "flowRoot"})
_FLOW = frozenset("flowDiv flowLine flowPara flowRegion flowRegionExclude flowSpan".split())
# What programs write without a name of their own; the last, of diagrams.net, is the whole diagram.
_EDITORS = frozenset({"absref", "docbase", "docname", "export-filename", "content"})
# What was left out of a copy, in the order in which it is told.
_COMMENTS, _METADATA, _DATA = "comments", "metadata", "data"
# A DOCTYPE as drawing programs write it: W3C's or none, and entities that stand for plain words.
_DOCTYPE = re.compile(
    rb"\s*+(?:(?:<\?.*?\?>|<!--.*?-->)\s*+)*+<!DOCTYPE\s+[\w:]+(?P<outside>\s+PUBLIC\s+"
    rb"(?:\"-//W3C//DTD SVG [^\"]*\"|'-//W3C//DTD SVG [^']*')\s+"
    rb"(?:\"https?://www\.w3\.org/[^\"]*\"|'https?://www\.w3\.org/[^']*'))?\s*+"
    rb"(?:\[(?:\s++|<!--.*?-->|<!ENTITY\s+[\w.-]+\s+(?:\"[^\"%&<]*\"|'[^'%&<]*')\s*+>)*+\]\s*+)?>",
    re.DOTALL,
)
_ENTITY = re.compile(rb"<!ENTITY\s+[\w.-]+\s+[\"']([^\"'%&<]*)")
_DECLARED_ENCODING = re.compile(rb"\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']*)")
_MOVING = frozenset("animate animateColor animateMotion animateTransform mpath set".split())
# CSS 2.1, 4.3.2; a font's units are left out, since the page's size of text is not the drawing's.
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
}
_LENGTH = re.compile(r"\s*\+?(\d*\.?\d+(?:[eE][+-]?\d+)?)(px|pt|pc|in|cm|mm)?\s*")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that passed, as it is published, and the size it is shown at."""

    content: bytes
    width: int
    height: int
    told: Problem | None = None  # what was left out of it


def read(original: Original) -> Drawing | Problem:
    """Return a drawing, or why it is refused, with the line where that stands."""
    illustration = original.illustration
    try:
        with original.path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError:
        return original.unreadable()
    if len(content) > MAX_BYTES:
        return too_heavy(illustration, original.path.stat().st_size, MAX_BYTES)
    try:
        gate = _passed(content)
    except _Refused as refused:
        reason = refused.reason
        if refused.line:
            reason = messages.DRAWING_AT_LINE.format(reason=reason, line=refused.line)
        return problem("P219", illustration.place, file=illustration.file, reason=reason)
    told = None
    if gate.left_out:
        lost = (words for key, words in messages.DRAWING_LOST.items() if key in gate.left_out)
        told = problem(
            "P230", illustration.place, file=illustration.file, lost=enumerate_words(lost, NOR)
        )
    if gate.left_out or gate.has_doctype:
        content = gate.copy.content()
        if len(content) > MAX_BYTES:
            return too_heavy(illustration, len(content), MAX_BYTES)
    return Drawing(content, *gate.size, told)


class _Refused(Exception):  # noqa: N818 - it is an answer
    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.line = reason, line


class _Parser(DefusedExpatParser):
    """The defused parser, which also tells of comments and of a DOCTYPE."""

    _parser: Any  # expat's own

    def __init__(self, gate: "_Gate") -> None:
        # Entities are those of `_DOCTYPE`.
        super().__init__(namespaceHandling=1, forbid_entities=False)
        self.gate = gate
        self.setContentHandler(gate)

    def reset(self) -> None:
        super().reset()
        gate = self.gate
        self._parser.CommentHandler = gate.comment
        self._parser.StartDoctypeDeclHandler = gate.doctype


def _passed(content: bytes) -> "_Gate":
    """Return what was seen of a drawing that holds nothing but itself, or raise `_Refused`."""
    if not _is_utf8(content):
        # A browser and our parser must read the same characters.
        raise _Refused(messages.DRAWING_ENCODING)
    gate = _Gate()
    content, gate.knows_doctype = _without_outside(content)
    parser = _Parser(gate)
    source = InputSource()
    source.setEncoding("utf-8")
    source.setByteStream(io.BytesIO(content))
    try:
        parser.parse(source)
    except DefusedXmlException:
        raise _Refused(messages.DRAWING_DOCTYPE, gate.line) from None
    except SAXParseException as error:
        raise _Refused(messages.DRAWING_NOT_XML, error.getLineNumber() or 0) from None
    if gate.uses.drawn() > MAX_ELEMENTS:
        raise _Refused(messages.DRAWING_TOO_MANY.format(limit=MAX_ELEMENTS))
    return gate


def _without_outside(content: bytes) -> tuple[bytes, bool]:
    """Return a drawing whose DOCTYPE names no file elsewhere, and whether it is one we know.

    With such a file, a parser keeps silent about entities that nothing declares.
    """
    found = _DOCTYPE.match(content.removeprefix(codecs.BOM_UTF8))
    if not found:
        return content, False
    longest = max((len(value) for value in _ENTITY.findall(found[0])), default=0)
    if longest * content.count(b"&") > MAX_BYTES:
        return content, False
    start, end = (len(content) - len(found.string) + place for place in found.span("outside"))
    if found["outside"]:
        blank = re.sub(rb"[^\n]", b" ", found["outside"])
        content = content[:start] + blank + content[end:]
    return content, True


def _is_utf8(content: bytes) -> bool:
    """Tell whether a drawing is UTF-8 and does not say otherwise."""
    declared = _DECLARED_ENCODING.match(content.removeprefix(codecs.BOM_UTF8))
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii"):
        return False
    try:
        # XML has no NUL: one is the half of a character in UTF-16.
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


class _Gate(ContentHandler):
    """Raise `_Refused` at the first thing that may not stand in a drawing; copy what is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.size = (0, 0)
        self.uses = Uses()
        self.copy = Copy()
        self.left_out: set[str] = set()
        self.knows_doctype = self.has_doctype = False
        self._locator: Any = None
        self._open: list[tuple[str, int]] = []  # local names and numbers
        self._skipped: list[str] = []  # local names of those left out that are open
        self._style: list[str] = []
        self._style_line = 0

    @property
    def line(self) -> int:
        """The line that is being read."""
        return int(self._locator.getLineNumber() or 0) if self._locator else 0

    def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802 - SAX's names
        """Keep what knows the line."""
        self._locator = locator

    def doctype(self, *_: object) -> None:
        """Refuse a DOCTYPE that is not one of those that say nothing."""
        self.has_doctype = True
        if not self.knows_doctype:
            self._refuse(messages.DRAWING_DOCTYPE)

    def comment(self, _: str) -> None:
        """Leave out a comment."""
        self.left_out.add(_COMMENTS)

    def startElementNS(  # noqa: N802
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        """Refuse the element, or what its attributes ask for; or leave it out."""
        space, local = name[0] or "", name[1]
        attributes: Attributes = [(key[0] or "", key[1], text) for key, text in attrs.items()]
        if len(self._open) + len(self._skipped) >= _MAX_DEPTH:
            self._refuse(messages.DRAWING_TOO_DEEP)
        if not self._open and (space, local) != (SVG, "svg"):
            self._refuse(messages.DRAWING_NOT_SVG)
        if self._skipped or _is_for_a_program(space, local, attributes):
            self._skip(space, local)
            return
        if space != SVG or local not in _ELEMENTS:
            moves = space == SVG and local in _MOVING
            said = messages.DRAWING_MOVES if moves else messages.DRAWING_ELEMENT
            self._refuse(said.format(name=local))
        for reason in _faults(attributes):
            self._refuse(reason)
        shown = [attribute for attribute in attributes if not self._leaves_out(*attribute)]
        if not self._open:
            self.size = self._size({key: value for ns, key, value in attributes if not ns})
        if local == "style":
            self._style, self._style_line = [], self.line
        self._enter(local, shown)
        self.copy.start(local, shown)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802
        """Judge a style sheet once it is whole."""
        if self._skipped:
            self._skipped.pop()
            return
        local, number = self._open.pop()
        self.copy.end(local)
        if self._open:
            self.uses.own[self._open[-1][1]] += self.uses.own[number]
            self.uses.used[self._open[-1][1]] += self.uses.used[number]
        if local == "style":
            sheet = "".join(self._style)
            if fetches(sheet):
                raise _Refused(messages.DRAWING_STYLE, self._style_line)
            if moves(sheet) and ASKED not in sheet.lower():
                raise _Refused(messages.DRAWING_MOVES, self._style_line)
            if ASKS_FOR_DATA.search(without_escapes(sheet)):
                raise _Refused(messages.DRAWING_DATA, self._style_line)

    def characters(self, content: str) -> None:
        """Keep what is written, and the text of style sheets."""
        if self._skipped:
            if self._skipped[0] == "flowRoot" and content.strip():
                self._refuse(messages.DRAWING_FLOW)
            return
        if not self._open:
            return
        if self._open[-1][0] == "style":
            self._style.append(content)
        self.copy.text(content)

    def processingInstruction(self, target: str, data: str) -> None:  # noqa: N802
        """Refuse what links style sheets; what speaks to a program is left out."""
        if target.lower().startswith("xml"):
            self._refuse(messages.DRAWING_INSTRUCTION.format(name=target))
        self.left_out.add(_METADATA)

    def skippedEntity(self, name: str) -> None:  # noqa: N802
        """Refuse an entity that nothing declares."""
        self._refuse(messages.DRAWING_DOCTYPE)

    def _skip(self, space: str, local: str) -> None:
        """Leave out an element with all it holds, unless a browser would make something of it."""
        is_flow = self._skipped[:1] == ["flowRoot"] and space == SVG
        if self._skipped and space in _MEANT and not (is_flow and local in _ELEMENTS | _FLOW):
            self._refuse(messages.DRAWING_ELEMENT.format(name=local))
        self._skipped.append(local)
        self.left_out.add(_METADATA)

    def _leaves_out(self, space: str, local: str, _: str) -> bool:
        """Tell whether an attribute is for a program or a script, and note it."""
        if not space and local.lower().startswith("data-"):
            self.left_out.add(_DATA)
            return True
        is_program = local in _EDITORS if not space else space not in (XML, XLINK)
        if is_program:
            self.left_out.add(_METADATA)
        return is_program

    def _enter(self, local: str, attributes: Attributes) -> None:
        number = len(self.uses.own)
        self._open.append((local, number))
        self.uses.own[number] = 1
        self.uses.used[number] = []
        for space, key, value in attributes:
            if key == "id" and not space:
                self.uses.by_id.setdefault(value, number)
            elif key == "href" and local == "use":
                self.uses.used[number].append(value.strip().removeprefix("#"))

    def _size(self, attributes: dict[str, str]) -> tuple[int, int]:
        """Return the size that a browser gives the drawing: its lengths, or else its view box."""
        stated = [_pixels(attributes.get(key, "")) for key in ("width", "height")]
        box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
        boxed = [_pixels(part) for part in box[2:]] if len(box) == 4 else []
        for width, height in (stated, boxed or [0, 0]):
            if width > 0 and height > 0:
                return max(1, round(width)), max(1, round(height))
        self._refuse(messages.DRAWING_NO_SIZE)

    def _refuse(self, reason: str) -> NoReturn:
        raise _Refused(reason, self.line)


def _is_for_a_program(space: str, local: str, attributes: Attributes) -> bool:
    """Tell whether an element is what a drawing program keeps for itself."""
    if space != SVG:
        return space not in _MEANT
    # Illustrator's own data, beside the drawing, for readers that know its extensions.
    wants = [value for ns, key, value in attributes if (ns, key) == ("", "requiredExtensions")]
    illustrators = local == "foreignObject" and bool(wants) and wants[0].startswith(_ADOBE)
    return local in _UNSEEN or illustrators


def _faults(attributes: Attributes) -> Iterator[str]:
    """Yield what is wrong with the attributes of an element."""
    for space, local, value in attributes:
        name = local.lower()
        if name.startswith("on"):
            yield messages.DRAWING_EVENT.format(name=local)
        elif space not in ("", XML, XLINK):
            continue  # a program's own, and left out
        elif name in ("href", "src") and not value.strip().startswith("#"):
            yield messages.DRAWING_REFERENCE.format(name=local)
        elif space == XML and name == "base":
            yield messages.DRAWING_ATTRIBUTE.format(name=local)
        elif name not in _EDITORS and fetches(value):
            yield messages.DRAWING_REFERENCE.format(name=local)
        elif name == "style" and moves(value):
            yield messages.DRAWING_MOVES


def _pixels(length: str) -> float:
    """Return a length in pixels, or 0 for what is none."""
    found = _LENGTH.fullmatch(length)
    number = float(found[1]) * _PIXELS[found[2] or ""] if found else 0.0
    return number if number < 1e6 else 0.0

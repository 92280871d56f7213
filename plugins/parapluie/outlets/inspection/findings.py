"""What an element of a finished page leads to, asks for, or would do."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from parapluie.vocabulary import inspection_words as words

from .tags import read


class Address(NamedTuple):
    """An address of the site, as far as it can be known without the page that it stands in."""

    written: str
    ups: int  # folders to climb; -1 from the top of the host, -2 for the page itself
    path: str  # from there, decoded
    place: str  # in the page that it leads to, or nothing
    is_sure: bool = True  # it is of this site, not of another that its host may hold


class Findings(NamedTuple):
    """What there is to look at in an element."""

    addresses: tuple[Address, ...] = ()
    outside: tuple[str, ...] = ()  # what it would ask another site for
    active: tuple[tuple[str, str], ...] = ()  # words of the page, what they are
    is_of_site: bool = False  # it says where the page stands, as our templates do


NOTHING = Findings()
FROM_TOP, ITSELF = -1, -2

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_IGNORED = re.compile(r"[\t\n\r]")
_SPACES = "".join(map(chr, range(33)))
_HARMLESS_SCHEMES = frozenset(("https", "http", "mailto", "tel"))
_LINKS = ("href", "src", "poster", "cite", "action", "formaction", "xlink:href", "longdesc")
# What our scripts load or follow by an attribute.
_OF_SCRIPTS = ("data-index", "data-source", "data-scope")
_OF_CARDS = ("og:url", "og:image")
_SETS = ("srcset", "imagesrcset")
_SOURCES = frozenset(("src", "poster", "srcset", "imagesrcset", "data"))
_OF_LINKS = frozenset(
    "stylesheet icon preload prefetch preconnect dns-prefetch modulepreload manifest".split()
)
_CANDIDATE = re.compile(r"[\s,]*([^\s,][^\s]*[^\s,]|[^\s,])(?:\s+[^\s,]+)?\s*(?:,|\Z)")
_REFRESH = re.compile(r"[\s\d.]*[;,]?\s*(?:url\s*=\s*)?[\"']?([^\"']*)", re.IGNORECASE)
_IN_STYLES = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)|@import\s+(?:"([^"]+)"|'([^']+)')""",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Not within a text, where quotation marks follow a backslash.
_RELATIVE_IN_DATA = re.compile(r'(?<!\\)"((?:\.\.?/)+[^"\\\s]*)"')
_BY_AUTHORS = frozenset("a area blockquote q del ins".split())
_NEVER = frozenset("iframe frame frameset object embed applet base portal fencedframe".split())
_ALIGNED = re.compile(r"\s*text-align:\s*(?:left|right|center)\s*;?\s*")
_DATA = re.compile(r"application/(?:ld\+)?json", re.IGNORECASE)


# One of these stands in whatever is looked at; most elements hold none.
_SIGNS = (
    *("href", "src", "cite", "style", "script", "refresh", "og:url", "og:image", "mermaid"),
    *("action", "poster", "data-index", "data-source", "data-scope", "longdesc", "form", "<base"),
    *("<frame", "<iframe", "<embed", "<object", "<applet", "<portal", "<fencedframe"),
)
_NEVER_LOOKED_AT = ("<title>",)
_EVENT = re.compile(r"[\s\"'/]on[a-z]")


# What most elements of ours are: one address, and nothing that does anything.
_HARMLESS = (
    r"(?: (?:class|title|alt|width|height|loading|decoding|type|aria-current)=\"[^\"]*+\")*+"
)
_PLAIN = re.compile(rf"<(?:a|img){_HARMLESS} (?:href|src)=\"([^\"&:\\\s]++)\"{_HARMLESS}>")
_PLAIN_HEAD = re.compile(
    r"<(?:link rel=\"canonical\" href|(meta) property=\"og:(?:url|image)\" content)"
    r"=\"([^\"&\\\s]++)\">"
)
_PLAIN_TITLE = re.compile(r"<h[1-6] id=\"[^\"]*+\">")


def findings(tag: str, site_url: str) -> Findings:
    """Return what there is to look at in an element, wherever it stands."""
    plain = _PLAIN.fullmatch(tag)
    if plain and "mermaid" not in tag and (address := parsed(plain[1], site_url)):
        return Findings((address,))
    head = _PLAIN_HEAD.fullmatch(tag)
    if head and (address := parsed(head[2], site_url)):
        return Findings((address,), is_of_site=head[1] is not None)
    if tag.startswith(_NEVER_LOOKED_AT) or _PLAIN_TITLE.fullmatch(tag):
        return NOTHING
    lowered = tag.lower()
    if not any(map(lowered.__contains__, _SIGNS)) and not _EVENT.search(lowered):
        return NOTHING
    name, attributes, content = read(tag)
    written = list(_written(name, attributes, content))
    found = [address for _, text in written if (address := parsed(text, site_url))]
    if name in _BY_AUTHORS:
        # Written in full, it is the author's word that it is of this site.
        found = [one._replace(is_sure=not one.written.startswith("http")) for one in found]
    outside = [text for asked, text in written if asked and _is_elsewhere(text, site_url)]
    active = tuple(_active(name, attributes, written))
    is_of_site = name == "meta" or (name == "link" and "alternate" in _rel(attributes))
    if name == "script" and _is_data(attributes):
        found += in_data(content, site_url)
        is_of_site = True
    if not found and not outside and not active:
        return NOTHING
    return Findings(tuple(found), tuple(outside), active, is_of_site)


@lru_cache(maxsize=65536)
def parsed(written: str, site_url: str) -> Address | None:
    """Return an address of the site, or `None` for one of elsewhere."""
    text = _IGNORED.sub("", written.strip(_SPACES)).replace("\\", "/")
    if site_url and text.startswith(site_url):
        text = _path_of(text)
    elif _SCHEME.match(text) or text.startswith("//"):
        return None
    text, _, place = text.partition("#")
    path = unquote(text.partition("?")[0])
    place = unquote(place.partition(":~:")[0])
    if not path:
        return Address(written, ITSELF, "", place)
    ups, down = _climbed(path)
    return Address(written, FROM_TOP if path.startswith("/") else ups, down, place)


def _path_of(address: str) -> str:
    """Return what stands after the host."""
    rest = address.partition("://")[2]
    return rest[rest.find("/") :] if "/" in rest else "/"


def _climbed(path: str) -> tuple[int, str]:
    """Return how many folders a relative path climbs first, and what it then goes down to."""
    ups, down = 0, list[str]()
    *folders, last = path.split("/")
    if last in (".", ".."):
        folders, last = [*folders, last], ""
    for folder in folders:
        if folder == "..":
            if down:
                down.pop()
            else:
                ups += 1
        elif folder not in ("", "."):
            down.append(folder)
    return ups, "/".join([*down, last])


def in_data(text: str, site_url: str) -> list[Address]:
    """Return the addresses of the site in JSON: what begins as one does.

    Names of linked data are addresses of pages, and what stands after « # » there is no place.
    """
    found = _RELATIVE_IN_DATA.findall(text)
    if site_url:
        found += re.findall(rf'(?<!\\)"({re.escape(site_url)}[^"\\\s]*)"', text)
    return [
        address._replace(place="")
        for written in dict.fromkeys(found)
        if (address := parsed(written, site_url))
    ]


def in_styles(text: str) -> Iterator[str]:
    """Yield the addresses that a style sheet asks for."""
    for groups in _IN_STYLES.findall(_COMMENT.sub("", text)):
        written = next(filter(None, groups), "")
        if written and not written.startswith("#"):
            yield written


def _rel(attributes: Mapping[str, str]) -> list[str]:
    return attributes.get("rel", "").lower().split()


def _written(name: str, attributes: Mapping[str, str], content: str) -> Iterator[tuple[bool, str]]:
    """Yield each address of an element, and whether a browser asks for it by itself."""
    asked_by_link = name == "link" and not _OF_LINKS.isdisjoint(_rel(attributes))
    for key in (*_LINKS, *_OF_SCRIPTS):
        if key in attributes:
            asked = key in _SOURCES or asked_by_link or (name in ("use", "image") and "href" in key)
            yield asked, attributes[key]
    if name == "object" and "data" in attributes:
        yield True, attributes["data"]
    for key in _SETS:
        for match in _CANDIDATE.finditer(attributes.get(key, "")):
            yield True, match[1]
    if name == "meta":
        content_of = attributes.get("content", "")
        if attributes.get("http-equiv", "").lower() == "refresh":
            refresh = _REFRESH.fullmatch(content_of.strip().rstrip("\"'"))
            if refresh is not None and refresh[1]:
                yield False, refresh[1]
        elif attributes.get("property") in _OF_CARDS:
            yield False, content_of
    for address in in_styles(attributes.get("style", "")):
        yield True, address
    if name == "style":
        for address in in_styles(content):
            yield True, address


def _is_elsewhere(text: str, site_url: str) -> bool:
    text = text.strip(_SPACES)
    if site_url and text.startswith(site_url):
        return False
    return text.lower().startswith(("http://", "https://", "//"))


def _active(
    name: str, attributes: Mapping[str, str], addresses: list[tuple[bool, str]]
) -> Iterator[tuple[str, str]]:
    """Yield what no text of an author may give a page."""
    if name in _NEVER or (name == "form" and not attributes.get("class", "").startswith("pp-")):
        yield f"<{name}>", words.ELEMENT
    elif name == "script" and not _is_data(attributes):
        yield f"<script {attributes.get('src', '')}".rstrip() + ">", words.SCRIPT
    elif name == "style":
        yield "<style>", words.STYLE
    for key, value in attributes.items():
        if key.startswith("on"):
            yield key, words.EVENT
        elif key == "srcdoc":
            yield key, words.ELEMENT
        elif key == "style" and not (name in ("td", "th") and _ALIGNED.fullmatch(value)):
            yield f'style="{value}"', words.STYLE
        elif key == "class" and "mermaid" in value.split():
            yield f'class="{value}"', words.RESERVED
    for asked, text in addresses:
        scheme = _SCHEME.match(_IGNORED.sub("", text.strip(_SPACES)))
        harmless = scheme is None or scheme[1].lower() in _HARMLESS_SCHEMES
        if not harmless and not (asked and text.lower().startswith("data:image/")):
            yield text, words.SCHEME


def _is_data(attributes: Mapping[str, str]) -> bool:
    return _DATA.fullmatch(attributes.get("type", "").strip()) is not None

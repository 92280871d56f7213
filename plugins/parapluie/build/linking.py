"""Where the addresses that authors write lead, before any engine follows them.

Markdown names files; HTML names what is published, from where the page is. Pages and files that the
content alone tells are found without making any; the others, and places within pages, are looked
for in the pages themselves, made for the few that a text names.
"""

import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from parapluie.meaning.content_paths import normal
from parapluie.meaning.graph import Graph
from parapluie.model import Content, Entry, Place
from parapluie.problems import Problem, errors, judged, problem, suggestion
from parapluie.site.publication import is_choice, page_address
from parapluie.source.options import Options
from parapluie.source.text_addresses import Address, Form, addresses, plain_addresses, spots
from parapluie.vocabulary import messages
from parapluie.vocabulary.exports_words import DATA_FOLDER, ID_FOLDER
from parapluie.vocabulary.kinds import KINDS

if TYPE_CHECKING:
    from parapluie.site.site_file import SiteFile

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|\\")
_HEADER = re.compile(r"---\n.*?^---$", re.DOTALL | re.MULTILINE)
_PLACE = re.compile(r"<[^<>]*?\s(?:id|name)=\"([^\"]*)\"")
# What engines publish by themselves.
_OF_ENGINES = ("404.html", "sitemap.xml")


# Faults of a text or a picture: the entries are all there, and pages can be made of them.
_HARMLESS = frozenset(
    "P108 P110 P208 P210 P212 P213 P215 P216 P217 P218 P219 P220 P223 P224".split()
)
# Pages of ours that stand among those of entries.
_AMONG_ENTRIES = (*(name for kind in KINDS for name in kind.own_pages), "index")


def check(
    graph: Graph, content: Content, options: Options, before: Iterable[Problem]
) -> list[Problem]:
    """P208, P225 and P226: addresses of texts that lead nowhere.

    With errors *before* that keep pages from being made, what only pages can tell waits.
    """
    wrong = errors(judged(before, options.severities))
    links = _Links(graph, content, options, is_sound=all(p.code in _HARMLESS for p in wrong))
    found = [fault for entry in graph.entries for fault in links.of_text(entry)]
    return found + [fault for entry in graph.entries for fault in links.of_fields(entry)]


class _Links:
    """What the site publishes, as far as anyone asked."""

    def __init__(self, graph: Graph, content: Content, options: Options, *, is_sound: bool) -> None:
        self.graph, self.content, self.options = graph, content, options
        self.is_sound = is_sound
        self.top = urlsplit(options.site_url or "").path.strip("/")
        # By the form that two ways of writing an accent have in common.
        self.known = {
            normal(path): path
            for path in (
                # Of frameworks, only those that something corresponds to have pages.
                *(e.path for e in graph.entries if not e.anchor and not e.kind.is_foreign),
                *content.assets,
                *content.incomplete,
            )
        }
        self.pictures = {normal(name) for name in content.pictured}
        self._places: dict[str, set[str]] = {}

    # --- Texts ---

    def of_text(self, entry: Entry) -> Iterator[Problem]:
        text = entry.text
        if not any(sign in text for sign in ("](", "]:", "=")):
            return
        found = plain_addresses(text)
        if found is not None and not any(self.fault(entry, one) for one in found):
            return
        # Only Markdown knows what is a link and what is shown as code.
        for address in addresses(text):
            fault = self.fault(entry, address)
            for offset in spots(text, address) if fault else ():
                yield _problem(fault, _placed(entry, offset), address.written)

    def of_fields(self, entry: Entry) -> Iterator[Problem]:
        """Tell addresses of this site that the header writes in full."""
        base = self.options.site_url
        if not base or not self.is_sound:
            return
        for key, value in entry.fields.items():
            for written in _texts(value):
                if written.startswith(base) and (fault := self.in_full(written)):
                    yield _problem(fault, entry.places.get(key, entry.place), written)

    # --- Addresses ---

    def fault(self, entry: Entry, address: Address) -> "tuple[str, str] | None":
        """Return the code and the words of what is wrong with an address, if anything."""
        written = html.unescape(address.written).strip()
        base = self.options.site_url
        if address.form is not Form.IMAGE and base and written.startswith(base):
            return self.in_full(written) if self.is_sound else None
        if _SCHEME.match(written):
            return None  # of another site, or refused for itself
        path, place = _split(written)
        name = normal(path.rpartition("/")[2])
        if name in self.pictures:
            return None  # what is published of it takes its place
        if address.form is Form.IMAGE:
            return "P226", suggestion(name, self.pictures)
        if not written:
            return "P208", messages.LINK_EMPTY
        if not path:
            return self.at_place(entry.path, place)
        if not self.is_sound and (address.form is Form.HTML or path.startswith("/")):
            return None
        if path.startswith("/"):
            return self.published(path, place)
        if address.form is Form.HTML:
            base = page_address(entry.path, directory_urls=self.options.directory_urls)
            up = posixpath.normpath(posixpath.join("/at", posixpath.dirname(base), path))
            if not up.startswith("/at"):
                return "P208", messages.LINK_OUT
            slash = "/" if path.endswith(("/", "/.", "/..")) or path in (".", "..") else ""
            return self.published(f"/{self.top}{up[3:]}{slash}", place)
        return self.to_file(entry, path, place)

    def to_file(self, entry: Entry, path: str, place: str) -> "tuple[str, str] | None":
        """Follow an address that Markdown takes for that of a file."""
        target = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), path))
        if target.startswith(".."):
            return "P208", messages.LINK_OUT
        found = self.source(target)
        if found is not None:
            return self.at_place(found, place)
        if not self.is_sound and self.may_be_made(target):
            return None
        return "P208", self.instead(entry, target)

    def may_be_made(self, target: str) -> bool:
        """Tell whether a path may be that of a page or a file of ours."""
        folder, _, name = target.rpartition("/")
        if name.endswith(".md") and folder in self.graph.vocabulary.folders:
            return name.removesuffix(".md") in _AMONG_ENTRIES
        suffix = posixpath.splitext(name)[1].lower()
        return suffix in (".md", "") or target.startswith((f"{ID_FOLDER}/", f"{DATA_FOLDER}/"))

    def published(self, path: str, place: str) -> "tuple[str, str] | None":
        """Follow an address from the top of the host."""
        inside = path.strip("/") if not self.top else path.lstrip("/")
        if self.top:
            if not f"{inside}/".startswith(f"{self.top}/"):
                return "P208", messages.LINK_OUT
            inside = inside[len(self.top) :].strip("/")
        found = self.by_address.get(normal(inside))
        if found is not None:
            return self.at_place(found, place)
        if inside.endswith(".md"):
            return "P208", messages.LINK_TO_SOURCE
        return "P208", messages.LINK_WRONG

    def in_full(self, written: str) -> "tuple[str, str] | None":
        """Follow an address of this site that is written in full."""
        path, place = _split(written)
        inside = path[len(self.options.site_url or "") :].strip("/")
        found = self.by_address.get(normal(inside))
        if found is None or self.at_place(found, place):
            return "P225", ""
        return None

    def at_place(self, source: str, place: str) -> "tuple[str, str] | None":
        """Look for a place in the page of a file."""
        if (
            not place
            or is_choice(place)
            or not self.is_sound
            or not source.endswith((".md", ".html"))
        ):
            return None
        if source in self.content.incomplete or place in self.places(source):
            return None
        reason = messages.LINK_NO_PLACE.format(page=source, place=place)
        return "P208", reason + suggestion(place, self.places(source))

    # --- What there is ---

    def source(self, path: str) -> str | None:
        """Return the file, of the content or of ours, that engines find at a path."""
        path = normal(path)
        return self.known.get(path) or self.every.get(path)

    @cached_property
    def files(self) -> "Mapping[str, SiteFile]":
        """Every file of the site, made when asked for."""
        if not self.is_sound:
            return {}
        # Here, since most contents name none but their own.
        from parapluie.pages import Writer

        writer = Writer(self.graph, self.content, self.options, {})
        made = [*writer.write(), *writer.exports.files]
        return {file.path: file for file in (*made, *writer.redirects(made))}

    @cached_property
    def every(self) -> Mapping[str, str]:
        paths = (*self.files, *_OF_ENGINES)
        return {normal(path): path for path in paths}

    @cached_property
    def by_address(self) -> Mapping[str, str]:
        """Each file by where it is published, without a last slash."""
        found: dict[str, str] = {}
        for path in (*self.every.values(), *self.content.assets, *self.content.incomplete):
            if not path.endswith(".md"):
                addresses = [path]
                if path.endswith("/index.html"):
                    addresses.append(path.removesuffix("/index.html"))
            else:
                at = page_address(path, directory_urls=self.options.directory_urls)
                addresses = [at.rstrip("/")]
                if at.endswith("/") or not at:
                    addresses.append(f"{at}index.html")
                elif at.endswith("index.html"):
                    addresses.append(at.removesuffix("index.html").rstrip("/"))
            for address in addresses:
                found.setdefault(normal(address), path)
        return found

    def places(self, source: str) -> set[str]:
        """Return the places of a page, as engines will give them."""
        found = self._places.get(source)
        if found is None:
            file = self.files.get(source)
            found = self._places[source] = _places_of(file) if file else set()
        return found

    # --- What to write instead ---

    def instead(self, entry: Entry, target: str) -> str:
        """Return the file that an author may have meant."""
        folder = posixpath.dirname(entry.path)
        stem = target.removesuffix("/").removesuffix(".html")
        for path in (f"{stem}.md", posixpath.normpath(f"{stem}/index.md")):
            if found := self.source(path):
                return messages.LINK_WRITE.format(value=posixpath.relpath(found, folder or "."))
        name = posixpath.basename(target).casefold()
        near = get_close_matches(name, self.by_name, n=1, cutoff=0.75)
        if not near:
            return messages.LINK_NO_FILE
        found = self.by_name[near[0]]
        return messages.DID_YOU_MEAN.format(value=posixpath.relpath(found, folder or "."))

    @cached_property
    def by_name(self) -> Mapping[str, str]:
        """The files of the content by their names alone."""
        return {posixpath.basename(path).casefold(): path for path in self.known.values()}


def _split(written: str) -> tuple[str, str]:
    """Return the path of an address, decoded, and the place that it names."""
    before, _, place = written.partition("#")
    return unquote(before.partition("?")[0]), unquote(place.partition(":~:")[0])


def _placed(entry: Entry, offset: int) -> Place:
    before = entry.text[:offset]
    line = before.count("\n") + 1 + entry.body_offset
    return Place(entry.file, line, offset - before.rfind("\n"))


def _problem(fault: tuple[str, str] | None, place: Place, written: str) -> Problem:
    """Return a fault as a problem."""
    assert fault is not None
    code, words = fault
    return problem(code, place, value=written, suggestion=words)


def _texts(value: object) -> Iterator[str]:
    """Yield every text of a value, those of its records too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif hasattr(value, "__dict__"):
        yield from _texts(list(vars(value).values()))


def _places_of(file: "SiteFile") -> set[str]:
    """Return the places of a page, once converted as engines do."""
    from markdown import Markdown

    from parapluie.site.fragments import anchors, condensed
    from parapluie.source.parsed_markup import EXTENSIONS
    from parapluie.vocabulary.grammar import slug

    content, spans = file.made
    text = content if isinstance(content, str) else ""
    if not file.path.endswith(".md"):
        return set(_PLACE.findall(text))
    text, fragments = condensed(text, spans)
    header = _HEADER.match(text)
    converter = Markdown(extensions=list(EXTENSIONS), extension_configs={"toc": {"slugify": slug}})
    made = converter.convert(text[header.end() if header else 0 :])
    return {html.unescape(name) for name in _PLACE.findall(made)} | {
        html.unescape(name) for name in anchors(fragments)
    }

"""How pages are converted under MkDocs and ProperDocs: one converter for all, nothing twice.

Does what the engine's `Page.render` does, with its own processors, but sets Python-Markdown up once
instead of once a page, and takes from the cache what was converted before. Two processes convert
where there may be two.
"""

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import FunctionType
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import (
    Page,
    _ExtractAnchorsTreeprocessor,
    _ExtractTitleTreeprocessor,
    _RawHTMLPreprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.structure.toc import get_toc

from parapluie.source.settings import KNOWN_EXTENSIONS
from parapluie.speed.earlier_results import Remembered, digest, line_of, running
from parapluie.speed.reasons import CONVERSION, Reason
from parapluie.speed.second_process import Ahead
from parapluie.vocabulary.web_addresses import is_whole

# Of these, the ones that leave alone a text without a mark; others look at every text.
_MARKED = KNOWN_EXTENSIONS - {"abbr", "extra", "nl2br", "smarty"}
_MARK = re.compile(r"[\\`\[<&*_\x02]|  \n")
_OTHER_MARK = re.compile(r"[\\`\[<&_\x02]|  \n")
# Words between asterisks, where nothing but words is near: no rule about what opens or closes is
# asked. Asterisks elsewhere in the text are for Python-Markdown.
_STRESSED = re.compile(r"(?<!\w)(\*\*?)(?![*])(?=\w)([^*]*\w)\1(?![\w*])")


# A block whose lines all begin with a letter, and one that stands for a fragment of ours.
_PLAIN = re.compile(r"(?:[^\W\d_][^\n]*(?:\n(?=[^\W\d_])|\Z))+\Z|\x0e[0-9]+\x0f\Z")


class _Plain(ParagraphProcessor):
    """Spare blocks that can only be paragraphs the look for each other kind of block."""

    def test(self, parent: Element, block: str) -> bool:
        """Tell whether a block is a paragraph whatever stands before it."""
        return _PLAIN.match(block) is not None


class _Unmarked(Treeprocessor):
    """Spare most texts the search of each mark: they have none, or stress a few words."""

    def run(self, root: Element) -> None:
        """Tell Python-Markdown which texts of a page hold nothing to convert any more."""
        for parent in list(root.iter()):
            for place, element in reversed(list(enumerate(parent))):
                if element.tail and (pieces := _stressed(element.tail)):
                    element.tail, *stressed = pieces
                    parent[place + 1 : place + 1] = stressed
                if element.text and (pieces := _stressed(element.text)):
                    element.text, *stressed = pieces
                    element[:0] = stressed


def _stressed(text: str) -> tuple[AtomicString, *tuple[Element, ...]] | None:
    """Return the start of a text and its stressed words, each with what follows it.

    `None` where a text may hold more than words to stress.
    """
    if isinstance(text, AtomicString) or _OTHER_MARK.search(text):
        return None
    start, *rest = _STRESSED.split(text)
    stressed = []
    for stars, words, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        if "*" in after:
            return None
        element = Element("em" if len(stars) == 1 else "strong")
        element.text, element.tail = AtomicString(words), AtomicString(after)
        stressed.append(element)
    return None if "*" in start else (AtomicString(start), *stressed)


def _stated(value: Any) -> Any:
    """Return settings whose functions are said by their names: where they are in memory changes."""
    if isinstance(value, Mapping):
        return {key: _stated(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_stated(item) for item in value]
    if isinstance(value, partial):
        return [_stated(value.func), _stated(value.args), _stated(value.keywords)]
    if isinstance(value, FunctionType):
        return f"{value.__module__}.{value.__qualname__}"
    return value


class _Links(_RelativePathTreeprocessor):
    """The engine's processor of addresses, which also tells those it met."""

    def __init__(self, page: Page, files: Files, config: MkDocsConfig) -> None:
        super().__init__(page.file, files, config)
        self.met: list[str] = []

    def path_to_url(self, url: str) -> str:
        """Note an address, then do as the engine does."""
        self.met.append(url)
        # What cannot be taken apart would end the build of a town that lowers the rule.
        return str(super().path_to_url(url)) if is_whole(url) else url


class Conversions:
    """Convert the pages of one build."""

    def __init__(self, config: MkDocsConfig, files: Files, cache: Path) -> None:
        """Remember in *cache*; what is remembered holds for these settings and these files."""
        extensions = [str(name) for name in config.markdown_extensions]
        short = {name.removeprefix("markdown.extensions.") for name in extensions}
        self.markdown: markdown.Markdown | None = None
        self._toc: Any = None
        toc: Any
        if short <= KNOWN_EXTENSIONS:
            self.markdown = markdown.Markdown(
                extensions=extensions, extension_configs=config.mdx_configs or {}
            )
            parser = self.markdown.parser
            parser.blockprocessors.register(_Plain(parser), "plain", 200)  # before all others
            if short <= _MARKED:
                # Just before the processor of what stands within a text.
                self.markdown.treeprocessors.register(_Unmarked(), "unmarked", 20.5)
            self._toc = toc = self.markdown.treeprocessors["toc"]
            self._marker, build = toc.marker, toc.build_toc_div
            # Printed where the text asks for it; the theme has its own.
            toc.build_toc_div = lambda tokens: build(tokens) if toc.marker else Element("div")
        self._cache = cache
        self.remembered = Remembered(cache / "conversions.json")
        self._ahead: Ahead | None = None
        # Where links lead: a page that comes or goes may change any other.
        every = sorted((file.src_uri, file.url, file.inclusion.name) for file in files)
        self._of_all: dict[Reason, object] = {
            Reason.CODE: running(),
            Reason.EXTENSIONS: digest(extensions, _stated(config.mdx_configs)),
            Reason.ADDRESSES: digest(every),
        }

    def begin(self, config: MkDocsConfig, files: Files) -> None:
        """Have a second process convert pages, where most are to be converted.

        It reads them as they stand: no plugin may give a page another text than its file's.
        """
        converter, pages = self.markdown, files.documentation_pages()
        if converter is None or len(self.remembered) > len(pages) // 2:
            return
        by_name = {file.src_uri: file for file in pages}

        def convert(name: str) -> bytes:
            file = by_name[name]
            page = file.page or Page(None, file, config)
            page.read_source(config)
            made = self._convert(converter, page, config, files, _Links(page, files, config))
            key, page.markdown = self._key(page), None  # the engine holds all pages
            return line_of(key, made)

        self._ahead = Ahead(list(reversed(by_name)), convert, self._cache)

    def close(self) -> None:
        """Keep what was converted, once all is."""
        if self._ahead is not None:
            self._ahead.close()
        self.remembered.close()

    def _key(self, page: Page) -> str:
        own: dict[Reason, object] = {
            Reason.PAGE_TEXT: page.markdown,
            Reason.PAGE_PATH: page.file.src_uri,
        }
        return digest(*CONVERSION.parts(self._of_all | own))

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Do what `Page.render` does."""
        if self.markdown is None:
            Page.render(page, config, files)
            return
        links = _Links(page, files, config)
        key = self._key(page)
        made = self.remembered.get(key)
        if made is None and self._ahead and (line := self._ahead.take(page.file.src_uri)):
            made = self.remembered.take(key, line)
        if made is None:
            made = self._convert(self.markdown, page, config, files, links)
            self.remembered.keep(key, made)
        else:
            # The engine's warnings about links are part of every build.
            for address in made["links"]:
                links.path_to_url(address)
        page.content = made["html"]
        page.toc = get_toc(made["toc"])
        page._title_from_render = made["title"]
        page.present_anchor_ids = set(made["anchors"])
        page.links_to_anchors = links.links_to_anchors

    def _convert(
        self,
        converter: markdown.Markdown,
        page: Page,
        config: MkDocsConfig,
        files: Files,
        links: _Links,
    ) -> dict[str, Any]:
        converter.reset()
        html = _RawHTMLPreprocessor()
        anchors = _ExtractAnchorsTreeprocessor(page.file, files, config)
        title = _ExtractTitleTreeprocessor()
        for processor in (html, anchors, links, title):
            processor._register(converter)  # in the place of that of the page before
        # A table of contents in the text is looked for where there is one.
        self._toc.marker = self._marker if self._marker in (page.markdown or "") else ""
        return {
            "html": converter.convert(page.markdown or ""),
            "toc": getattr(converter, "toc_tokens", []),
            "title": title.title,
            "anchors": sorted(anchors.present_anchor_ids | html.present_anchor_ids),
            "links": links.met,
        }

"""How pages are converted under MkDocs and ProperDocs: by the engine, in two processes.

What the engine's own `Page.render` makes of a page is taken from the second process as it is.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from parapluie.mkdocs.shortcuts import CONVERSION
from parapluie.speed.second_process import Ahead
from parapluie.vocabulary.web_addresses import is_whole

ADDRESSES = f"{__name__}:SparedAddresses"  # as a setting names the extension
_ADDRESS = {"a": "href", "img": "src"}
_log = logging.getLogger(Page.__module__)  # where the engine says what it thinks of links


class SparedAddresses(Extension):
    """Hide from the engine the addresses that cannot be taken apart.

    They would end the build of a town that lowers the rule.
    """

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - as Python-Markdown calls it
        """Stand round the engine's processor of addresses, whose priority is 0."""
        spared: list[tuple[Element, str]] = []
        md.treeprocessors.register(_Hidden(spared), "parapluie_hidden", 0.5)
        md.treeprocessors.register(_Shown(spared), "parapluie_shown", -0.5)


class _Hidden(Treeprocessor):
    def __init__(self, spared: list[tuple[Element, str]]) -> None:
        super().__init__()
        self._spared = spared

    def run(self, root: Element) -> None:
        """Give another name to what holds such an address."""
        self._spared.clear()
        for element in root.iter():
            address = element.get(_ADDRESS.get(element.tag, ""))
            if address is not None and not is_whole(address):
                self._spared.append((element, element.tag))
                element.tag = "spared"


class _Shown(Treeprocessor):
    def __init__(self, spared: list[tuple[Element, str]]) -> None:
        super().__init__()
        self._spared = spared

    def run(self, root: Element) -> None:
        """Give them back their names."""
        for element, tag in self._spared:
            element.tag = tag


class Conversions:
    """The conversions of one build, of which a second process makes the last."""

    def __init__(self, config: MkDocsConfig, files: Files, cache: Path) -> None:
        """Begin. No plugin may give a page another text than its file's."""
        pages = {file.src_uri: file for file in files.documentation_pages()}

        def convert(name: str) -> bytes:
            page = pages[name].page or Page(None, pages[name], config)
            page.read_source(config)
            with _heard() as said:
                page.render(config, files)
            made = _made(page, said)
            page.content = page.markdown = None  # the engine holds all pages
            return made

        self._ahead = Ahead(list(reversed(pages)), convert, cache)

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Do what `Page.render` does."""
        made = json.loads(self._ahead.take(page.file.src_uri) or b"null")
        if made is None:
            Page.render(page, config, files)
            return
        page.content = made["html"]
        page.toc = CONVERSION["get_toc"](made["toc"])
        page.present_anchor_ids = set(made["anchors"])
        page.links_to_anchors = {files.src_uris[uri]: found for uri, found in made["links"]}
        for level, message in made["said"]:
            _log.log(level, "%s", message)

    def close(self) -> None:
        """End the second process, once all is converted."""
        self._ahead.close()


def _made(page: Page, said: list[tuple[int, str]]) -> bytes:
    """Return what a conversion gave a page.

    A page whose title is not in its header takes it from its text: that is left to the engine.
    """
    if "title" not in page.meta:
        return b"null"
    links = page.links_to_anchors or {}
    made = {
        "html": page.content,
        "toc": _tokens(page.toc),
        "anchors": sorted(page.present_anchor_ids or ()),
        "links": [(file.src_uri, found) for file, found in links.items()],
        "said": said,
    }
    return json.dumps(made).encode("ascii")


def _tokens(items: Any) -> list[dict[str, Any]]:
    """Return a table of contents as Python-Markdown gives it."""
    return [
        {
            "name": item.title,
            "id": item.id,
            "level": item.level,
            "children": _tokens(item.children),
        }
        for item in items
    ]


@contextmanager
def _heard() -> Iterator[list[tuple[int, str]]]:
    """Keep what the engine says, in a process that nobody hears, for the first to say."""
    said: list[tuple[int, str]] = []
    ear = logging.Handler()
    ear.emit = lambda record: said.append(  # type: ignore[method-assign]
        (record.levelno, record.getMessage())
    )
    _log.addHandler(ear)
    _log.setLevel(logging.INFO)
    _log.propagate = False
    logging.disable(logging.NOTSET)
    try:
        yield said
    finally:
        logging.disable()
        _log.removeHandler(ear)

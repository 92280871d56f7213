"""Follow every address of a built site as a browser would, from where it is published.

Addresses are resolved against those of the pages, under `/` or under a path of the host, and each
must lead to a file of the site and, where it names one, to a place of it.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from site_tools import Element, parse

HOST = "https://hote.exemple.invalid"
_CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)""")
_ATTRIBUTES = ("href", "src", "poster", "action", "data", "xlink:href")
_SETS = ("srcset", "imagesrcset")
# What our scripts load, or follow, by an attribute.
_OF_SCRIPTS = ("data-index", "data-source", "data-scope")
# Attributes of elements that name another by its id.
_NAMED = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget", "list")


def broken(folder: Path, under: str = "/", *, without: tuple[str, ...] = ()) -> list[str]:
    """Return what leads nowhere in the site of *folder*, published *under* a path of a host.

    *without* names pages to leave out.
    """
    return sorted(set(_broken(folder, under, without)))


def _broken(folder: Path, under: str, without: tuple[str, ...]) -> Iterator[str]:
    top = f"{HOST}{under}"
    trees = {
        path: parse(file.read_text("utf-8"))
        for file in sorted(folder.rglob("*.html"))
        if (path := file.relative_to(folder).as_posix()) not in without
    }
    places = {path: _places(tree) for path, tree in trees.items()}
    for path, tree in trees.items():
        for address in addresses(tree):
            for fault in _faults(folder, places, top, path, address):
                yield f"{path}: {address}: {fault}"
        for name in _named(tree):
            if name not in places[path]:
                yield f"{path}: #{name}: names no element"
    for file in sorted(folder.rglob("*.css")):
        path = file.relative_to(folder).as_posix()
        for match in _CSS_ADDRESS.finditer(_uncommented(file.read_text("utf-8"))):
            for fault in _faults(folder, places, top, path, match[1] or match[2]):
                yield f"{path}: {match[0]}: {fault}"
    for address in found_by_search(folder):
        # The script resolves them against the folder of the site.
        for fault in _faults(folder, places, top, "index.html", address):
            yield f"search: {address}: {fault}"


def addresses(tree: Element) -> Iterator[str]:
    """Yield every address in a page, those that scripts use too."""
    for element in tree.all():
        for name in (*_ATTRIBUTES, *_OF_SCRIPTS):
            if name in element.attributes and (name != "data" or element.tag == "object"):
                yield element.attributes[name]
        for name in _SETS:
            for candidate in element.attributes.get(name, "").split(", "):
                if candidate.strip():
                    yield candidate.split()[0]
        if element.attributes.get("http-equiv") == "refresh":
            yield element.attributes["content"].partition("url=")[2]
        if element.attributes.get("property") in ("og:image", "og:url"):
            yield element.attributes["content"]
        for match in _CSS_ADDRESS.finditer(element.attributes.get("style", "")):
            yield match[1] or match[2]


def found_by_search(folder: Path) -> Iterator[str]:
    """Yield where the results of the search lead."""
    for file in folder.rglob("search-index.js"):
        written = file.read_text("utf-8").partition(" = ")[2].removesuffix(";\n")
        yield from json.loads(written)["addresses"].split("\n")


def _faults(
    folder: Path, places: dict[str, set[str]], top: str, path: str, address: str
) -> Iterator[str]:
    scheme = urlsplit(address).scheme
    if scheme and not address.startswith(HOST):
        return
    whole, fragment = urldefrag(urljoin(_published(top, path), unescape(address).strip()))
    if not whole.startswith(top) and whole + "/" != top:
        yield "leaves the site"
        return
    target = unquote(urlsplit(whole).path)[len(urlsplit(top).path) :]
    if target == "" or target.endswith("/") or (folder / target).is_dir():
        target = f"{target.rstrip('/')}/index.html".lstrip("/")
    if not (folder / target).is_file():
        yield "no such file"
    # With a sign of equality, it is a choice that a script reads, and no place; « top » is one of
    # any page, as HTML has it.
    elif (
        fragment not in ("", "top")
        and "=" not in fragment
        and unquote(fragment) not in places.get(target, set())
    ):
        yield "no such place"


def _published(top: str, path: str) -> str:
    return top + (path.removesuffix("index.html") if path.endswith("/index.html") else path)


def _places(tree: Element) -> set[str]:
    return {
        element.attributes[name]
        for element in tree.all()
        for name in ("id", "name")
        if name in element.attributes
    }


def _named(tree: Element) -> Iterator[str]:
    for element in tree.all():
        for name in _NAMED:
            yield from element.attributes.get(name, "").split()


def _uncommented(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)

"""What Markdown makes of a text, for a look at it, and what a browser reads in that."""

import html
import re
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from markdown import Markdown

# What MkDocs always converts with, and we with it.
EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list")
# Begins the names that Markdown gives by itself; no author can write it.
OF_ITSELF = "\x0e"
_IGNORED_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff]")


@lru_cache(maxsize=1)
def trial_converter() -> "tuple[Markdown, list[Element]]":
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
            "slugify": lambda _, __: f"{OF_ITSELF}{next(numbers)}",
            "toc_class": OF_ITSELF,
        },
        "tables": {"use_align_attribute": True},
    }
    converter = Markdown(extensions=list(EXTENSIONS), extension_configs=configurations)
    converter.treeprocessors.register(Seen(), "seen", -100)
    return converter, roots


def unescaped(value: str) -> str:
    """Return a value with its entities resolved, as a browser does after Markdown may have."""
    return html.unescape(html.unescape(value))


def as_read(written: str) -> str:
    """Return an address as a browser reads it: entities resolved, spaces and controls dropped."""
    return _IGNORED_IN_ADDRESSES.sub("", unescaped(written))

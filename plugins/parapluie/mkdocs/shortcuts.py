"""Every name of an engine, a theme or Python-Markdown that we use and nobody promises to keep.

None begins with an underscore. These are public in the code and stand in no reference: where one is
missing, what asks for it is switched off, as a line of the log says, and the site is the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from parapluie.vocabulary import messages


@dataclass(frozen=True, slots=True)
class Shortcut:
    """What a build does without where a name is missing."""

    names: tuple[str, ...]  # as Python imports them from the engine
    buys: str  # of the processor's time, for 1,000 entries
    without: str  # what the log says then

    @property
    def missing(self) -> tuple[str, ...]:
        """The names that the engine has no more."""
        return tuple(name for name in self.names if _found(name) is None)

    def __getitem__(self, name: str) -> Any:
        """Return what has a name of the shortcut, without its module."""
        (whole,) = (one for one in self.names if one.rpartition(".")[2] == name)
        return _found(whole)


CONVERSION = Shortcut(
    ("mkdocs.structure.pages.Page.render", "mkdocs.structure.toc.get_toc"),
    buys="5 %, half of what conversion takes, on a second core",
    without=messages.WITHOUT_CONVERSION,
)
PRINTING = Shortcut(
    ("mkdocs.commands.build.get_context",),
    buys="5 %, half of what printing takes, on a second core",
    without=messages.WITHOUT_PRINTING,
)
PREVIEW = Shortcut(
    (
        "mkdocs.commands.build.get_context",
        "mkdocs.livereload.LiveReloadServer.serve_request",
        "mkdocs.structure.files.Files.add_files_from_theme",
        "mkdocs.structure.files.get_files",
        "mkdocs.structure.nav.get_navigation",
    ),
    buys="after a change, the pages that nobody looks at: nearly all of the engine's time",
    without=messages.WITHOUT_PREVIEW,
)

# Of Material, what our templates extend or include; a part that is missing is left out.
TEMPLATES = (
    "base.html",  # the blocks that Material's guide lists
    "partials/logo.html",
    "partials/alternate.html",
    ".icons/material/magnify.svg",
    ".icons/material/menu.svg",
    ".icons/material/theme-light-dark.svg",
)

# Of Python-Markdown, where texts are read: no shortcut, and `requirements.txt` pins its version.
MARKDOWN = (
    "markdown.extensions.attr_list.AttrListTreeprocessor.NAME_RE",  # what braces name
    "markdown.extensions.toc.unique",  # two headings of the same words
    "markdown.util.HtmlStash.rawHtmlBlocks",  # what stands in HTML
)


def notices(shortcuts: tuple[Shortcut, ...]) -> Iterator[str]:
    """Yield what the log says of shortcuts whose names are missing."""
    for shortcut in shortcuts:
        if shortcut.missing:
            yield messages.SHORTCUT_OFF.format(
                names=", ".join(shortcut.missing), without=shortcut.without
            )


def _found(name: str) -> Any:
    """Return what has a dotted name, or `None`."""
    module, _, rest = name.rpartition(".")
    held = [rest]
    while module:
        try:
            found: Any = import_module(module)
        except ImportError:
            module, _, rest = module.rpartition(".")
            held.insert(0, rest)
            continue
        for one in held:
            found = getattr(found, one, None)
        return found
    return None

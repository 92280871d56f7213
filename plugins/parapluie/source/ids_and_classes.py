"""Which ids and classes authors may give: none that a script, a style or a link of the page takes.

The theme's script believes what stands under the ids and classes that it looks for: its settings, a
drawing to be made by a program of another site. So do ours, and labels and links of our pages.
"""

import re
from functools import lru_cache
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_PAGES = (("templates", "*.jinja"), ("theme", "**/*.html"))
_ID = re.compile(r"[^\W_][\w.:-]{0,99}")
_CLASS = re.compile(r"[^\W\d_][\w-]{0,99}")
# Of the theme and of ours.
_PREFIXES = ("__", "md-", "pp-")
_THEME_CLASSES = (*_PREFIXES, "critic", "footnote", "highlight", "key-", "tabbed-", "task-list")
# An element is found under its id as a name in scripts, where nothing else has that name.
_SCRIPT_NAMES = frozenset(
    "applyfocusvisiblepolyfill asynciterator define exports mermaid module parapluiepersona "
    "parapluiesearch require".split()
)
# What the theme's styles and script know, without a prefix.
_THEME_WORDS = frozenset(
    "admonition admonition-title annotate arithmatex block card cards code comment copy emojione "
    "end filename focus-visible gemoji giscus grid headerlink hll inline js js-focus-visible "
    "katex-html keys lg linenodiv linenos mermaid middle no-copy no-js no-select result select "
    "tags twemoji xl xxl xxxl".split()
)
# Colours of the theme for what unfolds (« details »), and our button: what the guide names.
ADMITTED_CLASSES = (
    "pp-button",
    *"note abstract info tip success question warning failure danger bug example quote".split(),
)
# What a block of code says of its language.
_LANGUAGE = re.compile(r"language-[\w#.+-]+")


def is_id(name: str) -> bool:
    """Tell whether an author may give an id; that it stands once in a page is not said."""
    lowered = name.lower()
    return (
        _ID.fullmatch(name) is not None
        and not lowered.startswith(_PREFIXES)
        and "--" not in lowered  # our pages that hold several texts part names so
        and lowered not in _SCRIPT_NAMES
        and lowered not in _page_ids()
    )


def is_class(name: str) -> bool:
    """Tell whether an author may give a class: one of a few, or a word of the town's own."""
    lowered = name.lower()
    return name in ADMITTED_CLASSES or (
        (_LANGUAGE if lowered.startswith("language-") else _CLASS).fullmatch(name) is not None
        and not lowered.startswith(_THEME_CLASSES)
        and len(name) > _SHORT
        and lowered not in _THEME_WORDS
    )


# Shorter ones are those that programs give to words of code.
_SHORT = 3


@lru_cache(maxsize=1)
def _page_ids() -> frozenset[str]:
    """Return the ids that our templates print, but for those made of an entry's own words."""
    found: set[str] = set()
    for folder, pattern in _PAGES:
        for file in (_PACKAGE / folder).glob(pattern):
            found.update(re.findall(r'\bid="([^"{]+)"', file.read_text("utf-8")))
    return frozenset(found)

"""The tags of finished pages, read as browsers read them.

An expression does it, since a parser in Python takes longer over a page than all else that is done
with it. What a browser does not take for a tag is none here: comments, what scripts, styles and
titles hold, values with « > » in them.
"""

import html
import re

# Quotes count after « = » alone; nothing is tried twice.
_ATTRIBUTES = r"(?:[^=>]*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'>][^\s>]*+)?+)*+[^=>]*+>"
# Elements whose content is no markup, up to their end tag.
_RAW = "script|style|textarea|title|xmp|iframe|noembed|noframes"
_RAW_NAMES = frozenset(_RAW.split("|"))
_TAG = rf"[a-zA-Z][^\s/>]*+(?=[\s/]){_ATTRIBUTES}"
_TAGS = re.compile(
    # Most begin like none of these, and are not asked which they are.
    rf"<(?:(?![sStTxXiInN]){_TAG}"
    + "".join(
        rf"|(?i:{raw})(?=[\s/>]){_ATTRIBUTES}(?:.*?</(?i:{raw})(?=[\s/>])|.*\Z)"
        for raw in _RAW.split("|")
    )
    + rf"|{_TAG}|!--(?:-?>|.*?--!?>))",
    re.DOTALL,
)
_NAME = re.compile(r"<([a-zA-Z][^\s/>]*)")
_IS_RAW = re.compile(rf"<(?:{_RAW})(?=[\s/>]){_ATTRIBUTES}", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([^\s/>=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"'][^\s>]*))?)?")
_VALUE = r"\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))"
_PLACE = re.compile(rf"[\s\"'/](?:id|name){_VALUE}", re.IGNORECASE)
_ID = re.compile(rf"[\s\"'/]id{_VALUE}", re.IGNORECASE)


def tags(text: str) -> list[str]:
    """Return each start tag that has attributes, and each raw element whole."""
    return _TAGS.findall(text)


def read(tag: str) -> tuple[str, dict[str, str], str]:
    """Return the name of an element, its attributes, and what it holds where that is raw."""
    name = _NAME.match(tag)
    if name is None:  # a comment
        return "", {}, ""
    content = ""
    if name[1].lower() in _RAW_NAMES and (raw := _IS_RAW.match(tag)):
        tag, content = raw[0], tag[raw.end() :].rpartition("</")[0]
    found: dict[str, str] = {}
    for key, double, single, bare in _ATTRIBUTE.findall(tag, name.end()):
        value = double or single or bare
        # The first of two counts.
        found.setdefault(key.lower(), html.unescape(value) if "&" in value else value)
    return name[1].lower(), found, content


def places(markup: str) -> set[str]:
    """Return the places of a page that tags name."""
    lowered = markup.lower()
    return _values(_PLACE, markup) if "id" in lowered or "name" in lowered else set()


def ids(markup: str) -> set[str]:
    """Return the ids that tags give."""
    return _values(_ID, markup)


def _values(form: re.Pattern[str], markup: str) -> set[str]:
    return {
        html.unescape(double or single or bare) for double, single, bare in form.findall(markup)
    }

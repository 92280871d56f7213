"""The policy that browsers hold each page to: no script in it, nothing of another site.

It stands in the pages, so that it holds wherever they are read, from a disk too; a host may send it
as a header besides, which alone can say who may show the pages in a frame.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from parapluie.model import Place
from parapluie.problems import Problem, problem

_OURS = "'self'"
_NONE = "'none'"
_DIRECTIVES: Mapping[str, tuple[str, ...]] = {
    "default-src": (_NONE,),
    "script-src": (_OURS,),
    "style-src": (_OURS,),
    "img-src": (_OURS,),
    "font-src": (_OURS,),
    "connect-src": (_OURS,),
    "form-action": (_OURS,),
    "base-uri": (_NONE,),
}
# What a page may ask of an origin that the settings name for its scripts, or for its styles.
_OF_SCRIPTS = ("script-src", "style-src", "img-src", "font-src", "connect-src")
_OF_STYLES = ("style-src", "img-src", "font-src")
_OF_PICTURES = ("img-src",)
# What a page cannot say of itself.
_HEADER = {"frame-ancestors": (_OURS,)}
SETTING = "parapluie_policy"  # in the `extra` settings: the policy that pages print


def _written(directives: Mapping[str, Iterable[str]]) -> str:
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


# For hosts, whole.
POLICY = _written({**_DIRECTIVES, **_HEADER})


def in_page(
    scripts: Iterable[str] = (), styles: Iterable[str] = (), pictures: Iterable[str] = ()
) -> str:
    """Return the policy that stands in a page; the addresses are those that the settings name."""
    # From a disk, not every browser takes the files beside a page for its own. On the Web, none
    # lets a page ask for a file of the disk. The theme's styles hold their icons as data.
    allowed = {
        name: [*sources, "file:"] if _OURS in sources else [*sources]
        for name, sources in _DIRECTIVES.items()
    }
    allowed["img-src"].append("data:")
    named = ((_OF_SCRIPTS, scripts), (_OF_STYLES, styles), (_OF_PICTURES, pictures))
    for names, addresses in named:
        for origin in filter(None, map(_origin, addresses)):
            for name in names:
                if origin not in allowed[name]:
                    allowed[name].append(origin)
    return _written(allowed)


def of_settings(settings: Mapping[str, Any], theme: Mapping[str, Any]) -> str:
    """Return the policy of the pages, from what an engine's settings say."""
    extra = settings.get("extra") or {}
    scripts = (*(settings.get("extra_javascript") or ()), *(extra.get("polyfills") or ()))
    return in_page(
        map(_address, scripts),
        map(_address, settings.get("extra_css") or ()),
        (str(theme.get(name) or "") for name in ("logo", "favicon")),
    )


def held_to(policy: str, page: str) -> str:
    """Return a finished page with the policy that a town's own template has not printed."""
    if _META in page[:_HEAD]:
        return page
    return page.replace("<head>", f'<head>\n{_META} content="{policy}">', 1)


def has_policy(folder: str | Path | None) -> bool:
    """Tell whether the town has, in the folder of its templates, a policy of its own."""
    return bool(folder) and (Path(str(folder)) / "partials" / "policy.html").is_file()


_META = '<meta http-equiv="Content-Security-Policy"'
_HEAD = 1_000  # signs of a page, where the template prints it


def _address(written: Any) -> str:
    """Return the address of a script or a style sheet: settings may say more of it."""
    if isinstance(written, Mapping):
        return str(written.get("path") or "")
    return str(getattr(written, "path", written) or "")


_HOST = re.compile(
    r"(?:[\w-]+\.)*[\w-]+(?::\d+)?|\[[0-9a-f:]+\](?::\d+)?", re.ASCII | re.IGNORECASE
)


def _origin(address: str) -> str:
    """Return the origin of an address of another site, as a policy names it, or nothing."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    host = parts.netloc.rpartition("@")[2].lower()
    if not host.isascii():
        host = host.encode("idna").decode()
    if parts.scheme not in ("", "http", "https") or not _HOST.fullmatch(host):
        return ""
    return f"{parts.scheme}://{host}" if parts.scheme else host


# --- What a town has that the policy would stop ---

_COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
_STOPPED = re.compile(
    r"<script\b(?![^>]*\b(?:src\s*=|type\s*=\s*[\"']?application/))[^>]*>"
    r"|<style\b[^>]*>|<iframe\b[^>]*>|<[a-z][^<>]*\s(?:on[a-z]+|style)\s*=\s*[\"'][^<>\"']*"
    r"|<(?:script|img|link\b[^>]*\bstylesheet)\b[^>]*\b(?:src|href)\s*=\s*[\"']?"
    r"(?P<address>(?:https?:)?//[^\"'\s>]+)",
    re.IGNORECASE,
)
_ICONS = ("admonition", "annotation", "tag")  # the theme writes a style for these in each page


def stopped(
    policy: str, settings: Mapping[str, Any], theme: Mapping[str, Any], base: Path, name: str
) -> Iterator[Problem]:
    """Yield what of a town's own templates and settings browsers will not run or show.

    *policy* is that of the pages; the settings stand in the file *name* of the folder *base*.
    Nothing where the town has a policy of its own.
    """
    folder = base / str(theme["custom_dir"]) if theme.get("custom_dir") else None
    if has_policy(folder):
        return
    icons = theme.get("icon") or {}
    for icon in _ICONS:
        if isinstance(icons, Mapping) and icons.get(icon):
            yield problem("P115", Place(name), value=f"theme.icon.{icon}")
    # Drawings that the theme's script has made by a program of another site.
    if "mermaid" in repr((settings.get("markdown_extensions"), settings.get("mdx_configs"))):
        yield problem("P115", Place(name), value="mermaid")
    for file in sorted(folder.rglob("*.html")) if folder is not None else ():
        text = file.read_text("utf-8", "replace")
        text = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
        for match in _STOPPED.finditer(text):
            address = match["address"]
            if address and _origin(address) in policy.split():
                continue
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - text.rfind("\n", 0, match.start())
            where = file.relative_to(base).as_posix() if file.is_relative_to(base) else file.name
            yield problem("P115", Place(where, line, column), value=" ".join(match[0].split())[:60])


_IN_PAGE = re.compile(
    r"<script(?![^>]*\b(?:src|type=[\"']?application/))[^>]*>|<style\b[^>]*>", re.IGNORECASE
)


def stopped_in(page: str, path: str) -> Problem | None:
    """Return what of a finished page another plugin wrote that browsers will not run, if any."""
    found = _IN_PAGE.search(page)
    return found and problem("P115", Place(path, 1), value=found[0])

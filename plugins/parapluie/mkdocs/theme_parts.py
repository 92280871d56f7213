"""Parts of the Material theme that are the same on many pages, printed once.

Pages that the menu does not name, which is most of them, carry the same menu, search box and footer
as their neighbours in the folder. Printing those again for each page takes half of its time.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment
from jinja2.runtime import Context

_Render = Callable[[Context], Iterator[str]]

_PARTIALS = ("menu", "tabs", "palette", "footer", "top")
_BLOCKS = ("styles", "config")


def share_parts(environment: Environment, custom_dir: str | None) -> None:
    """Have the parts of the theme printed once; not where a town has parts of its own."""
    if custom_dir and (Path(custom_dir) / "partials").exists():
        return
    printed: dict[object, list[str]] = {}
    for name in _PARTIALS:
        template = environment.get_template(f"partials/{name}.html")
        template.root_render_func = _once(name, template.root_render_func, printed)
    blocks = environment.get_template("base.html").blocks
    for name in _BLOCKS:
        blocks[name] = _once(f"block {name}", blocks[name], printed)


def _once(part: str, render: _Render, printed: dict[object, list[str]]) -> _Render:
    def render_once(context: Context, *rest: Any, **named: Any) -> Iterator[str]:
        page, menu = context.get("page"), context.get("nav")
        if page is None or page.parent is not None or page in menu.items:
            yield from render(context, *rest, **named)
            return
        # Relative addresses are right for every page of a folder, at one depth.
        folder = page.url.rstrip("/").rpartition("/")[0]
        key = (part, id(menu), folder, context.get("base_url"))
        if key not in printed:
            text = "".join(render(context, *rest, **named))
            printed[key] = [_as_neighbours_write(text, page.url)]
        yield from printed[key]

    return render_once


def _as_neighbours_write(text: str, url: str) -> str:
    """Return what is printed on the page at *url*, its links to itself right for its neighbours."""
    if not url.endswith("/"):
        return text
    # The engine writes « ./ » there, which would lead each of them to itself.
    return text.replace('"./', f'"../{url.rstrip("/").rpartition("/")[2]}/')

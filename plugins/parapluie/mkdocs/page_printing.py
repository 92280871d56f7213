"""Pages printed by two processes, where there may be two: each the template of half of them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment
from jinja2.runtime import Context
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from parapluie.speed.second_process import Ahead

_TEMPLATE = "main.html"  # of every theme


def print_ahead(
    environment: Environment,
    config: MkDocsConfig,
    files: Files,
    nav: Navigation,
    complete: Callable[..., Any],
    cache: Path,
) -> Ahead:
    """Have a second process print pages, which the template gives back; to be closed at the end.

    *complete* does with the context of a page what plugins do. Only pages are asked for of which no
    plugin but ours changes what is printed.
    """
    pages = files.documentation_pages()
    by_name = {
        file.src_uri: file.page
        for file in reversed(pages)
        if file.page is not None and "template" not in file.page.meta
    }
    template = environment.get_template(_TEMPLATE)
    render = template.root_render_func

    def printed(name: str) -> bytes:
        page = by_name[name]
        page.active = True
        context = complete(get_context(nav, pages, config, page), page=page, config=config, nav=nav)
        text = template.render(context)
        page.active = False
        page.content = ""  # the engine holds all pages
        return text.encode("utf-8", "xmlcharrefreplace")

    ahead = Ahead(list(by_name), printed, cache)

    def root(context: Context, *rest: Any, **named: Any) -> Iterator[str]:
        page = context.get("page")
        made = ahead.take(page.file.src_uri) if page else None
        if made is None:
            yield from render(context, *rest, **named)
        else:
            yield made.decode()

    template.root_render_func = root
    return ahead

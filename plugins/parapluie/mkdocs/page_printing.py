"""Pages printed by two processes, where there may be two: each the template of half of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from parapluie.build.making import THEME
from parapluie.mkdocs.shortcuts import PRINTING
from parapluie.speed.second_process import Ahead

_TEMPLATE = "main.html"  # of every theme


class Printed:
    """The pages that a second process prints, and how the template gives them back."""

    def __init__(
        self,
        environment: Environment,
        config: MkDocsConfig,
        files: Files,
        nav: Navigation,
        complete: Callable[..., Any],
        cache: Path,
    ) -> None:
        """Begin. *complete* does with the context of a page what plugins do.

        No plugin but ours may change what is printed.
        """
        pages = files.documentation_pages()
        by_name = {
            file.src_uri: file.page
            for file in reversed(pages)
            if file.page is not None and "template" not in file.page.meta
        }
        template = environment.get_template(_TEMPLATE)
        # That of a town does not know what is printed already.
        names = list(by_name) if _is_ours(template) else []

        def printed(name: str) -> bytes:
            page = by_name[name]
            page.active = True
            context = PRINTING["get_context"](nav, pages, config, page)
            text = template.render(complete(context, page=page, config=config, nav=nav))
            page.active = False
            page.content = ""  # the engine holds all pages
            return text.encode("utf-8", "xmlcharrefreplace")

        self._as_it_is = environment.from_string("{{ parapluie_printed }}")
        self._ahead = Ahead(names, printed, cache)

    def give(self, page: Page, context: TemplateContext) -> bool:
        """Have the template print a page as it is printed already; tell whether it is."""
        made = self._ahead.take(page.file.src_uri)
        if made is not None:
            # See `theme/main.html`.
            given = {"parapluie_layout": self._as_it_is, "parapluie_printed": made.decode()}
            cast(dict[str, Any], context).update(given)
        return made is not None

    def close(self) -> None:
        """End the second process."""
        self._ahead.close()


def _is_ours(template: Template) -> bool:
    return template.filename is not None and Path(template.filename).parent == THEME

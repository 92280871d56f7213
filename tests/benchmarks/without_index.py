"""Build a site with MkDocs, but for the search index; arguments are those of `mkdocs`."""

from mkdocs.__main__ import cli
from parapluie.pages import search_page

if __name__ == "__main__":
    search_page.packed_index = lambda *_: ""
    cli()

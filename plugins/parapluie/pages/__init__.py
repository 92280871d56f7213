"""Pages: finished Markdown, with fragments of HTML, from entries, the graph and templates.

What a page shows is gathered here, as data; how it reads is in `templates/`, one template per kind.
Addresses in fragments are relative, so that the site works under any path and from a disk.
"""

from .page_data import Made, SiteFile, Told
from .resources import Asked
from .story import coverage
from .writer import Writer

__all__ = ["Asked", "Made", "SiteFile", "Told", "Writer", "coverage"]

"""What `verifier` says: every problem that would keep a site from being published.

Apart from what makes pages, which most contents are checked without: importing it takes as long as
checking.
"""

from pathlib import Path

from parapluie.build.understanding import understand
from parapluie.problems import Problem, errors, judged
from parapluie.source.content_files import Roots
from parapluie.source.options import Options


def verify(
    roots: Roots, options: Options, *, cache: Path | None = None
) -> tuple[list[Problem], int]:
    """Return every problem of the content, sorted by place, and the number of entries read.

    With a folder for what is remembered, photographs that passed once are not decoded again.
    """
    content, graph, problems = understand(roots, options)
    if content.illustrations:
        # Here, since it brings Pillow with it, which a town without pictures does without.
        from parapluie import pictures

        problems += pictures.check(content.illustrations.values(), roots.illustrations, cache)
    if not errors(problems) and any(e.fields.get("anciennes_adresses") for e in graph.entries):
        # What the site has there, only what makes it knows.
        from parapluie.build.making import taken_addresses

        problems += taken_addresses(content, graph, options)
    return judged(problems, options.severities), len(graph.entries)

"""Read, relate, check and write a site: no engine, no open data, no search index.

Prints how long each phase took, as JSON.

python tests/benchmarks/core.py FOLDER
"""

import json
import sys
from datetime import date
from pathlib import Path

from parapluie.build.making import build
from parapluie.pages import search_page
from parapluie.source.content_files import Roots
from parapluie.source.options import Options
from parapluie.speed.phases import seconds


def main(folder: Path) -> None:
    """Build once."""
    roots = Roots(folder / "contenu", folder / "illustrations")
    options = Options(organisation="la Ville", today=date(2026, 12, 15), exports=())
    search_page.packed_index = lambda *_: ""
    site = build(roots, options)
    print(json.dumps({"pages": len(site.files), "secondes": seconds()}, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Read, relate, check and write a site: no engine, no open data, no search index.

Prints how long each phase took, as JSON.

python tests/benchmarks/core.py FOLDER
"""

import json
import sys
from datetime import date
from pathlib import Path

from parapluie.build import build
from parapluie.options import Options
from parapluie.pages import search
from parapluie.phases import seconds
from parapluie.reader import Roots


def main(folder: Path) -> None:
    """Build once."""
    roots = Roots(folder / "contenu", folder / "illustrations")
    options = Options(organisation="la Ville", today=date(2026, 12, 15), exports=())
    search.packed_index = lambda *_: ""
    site = build(roots, options)
    print(json.dumps({"pages": len(site.files), "secondes": seconds()}, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

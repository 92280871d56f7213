"""Build a site of ours without any engine, and print the processor time of each phase as JSON.

python tests/benchmarks/core.py FOLDER
"""

import json
import sys
from datetime import date
from pathlib import Path
from time import process_time

from parapluie.build import build
from parapluie.checks import check
from parapluie.graph import Graph
from parapluie.options import Options
from parapluie.reader import Roots, read


def main(folder: Path) -> None:
    """Time the phases one by one, then the whole."""
    roots = Roots(folder / "contenu", folder / "illustrations")
    options = Options(organisation="la Ville", today=date(2026, 12, 15))
    times: dict[str, float] = {}
    start = process_time()
    site = build(roots, options)
    times["tout"] = process_time() - start
    start = process_time()
    content, _ = read(roots, options.vocabulary)
    times["lecture"] = process_time() - start
    start = process_time()
    graph = Graph(content, options.vocabulary)
    times["graphe"] = process_time() - start
    start = process_time()
    check(graph, options)
    times["vérifications"] = process_time() - start
    times["pages"] = times["tout"] - sum(times[name] for name in times if name != "tout")
    print(json.dumps({"pages": len(site.files), "secondes": times}, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

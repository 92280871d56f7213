"""Change one action of a previewed site and make every page that names it anew; print what it took.

python tests/benchmarks/preview.py FOLDER FILE TITLE

Prints JSON: the number of pages, and seconds of processor time from the save to the last page.
"""

import json
import re
import sys
from pathlib import Path
from time import process_time

from parapluie.mkdocs.preview import Preview


def main(folder: Path, file: Path, title: str) -> None:
    """Look at every page once, then save and look again at those that name the action."""
    preview = Preview(folder / "mkdocs.yml", lambda problems, entries: None)
    try:
        address = f"{file.stem}.html"
        naming = []
        for path in sorted(preview.pages):
            preview.make(path)
            if path.endswith(address) or address in (preview.folder / path).read_text("utf-8"):
                naming.append(path)
        text = file.read_text("utf-8")
        file.write_text(re.sub(r"^titre: .*$", f'titre: "{title}"', text, flags=re.M), "utf-8")
        start = process_time()
        preview.refresh()
        for path in naming:
            preview.make(path)
        seconds = process_time() - start
        (own,) = (path for path in naming if path.endswith(address))
        assert title in (preview.folder / own).read_text("utf-8")
    finally:
        preview.close()
    print(json.dumps({"pages": len(naming), "secondes": seconds}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])

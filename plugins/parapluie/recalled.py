"""A whole site of an earlier run, when nothing that it was made from has changed.

What a site is made from: every file of the content and of the illustrations, the options, the day,
our own code, and the packages and the Python it runs with.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any

from parapluie.build import Site, build
from parapluie.model import Place
from parapluie.options import Options
from parapluie.problems import Problem
from parapluie.reader import Roots
from parapluie.remembered import Remembered, digest, digest_of_file, running
from parapluie.site_file import Made, SiteFile
from parapluie.vocabulary.rules import Severity

# Reading back more than this would take more memory than it saves time.
_MOST_CHARACTERS = 64_000_000


def build_or_recall(roots: Roots, options: Options, cache: Path) -> Site:
    """Return what `build` returns, without building where *cache* holds it."""
    parts = [*_tree(roots.content), *_tree(roots.illustrations)]
    if None in parts:  # something that is no file: the reader has a word to say about it
        return build(roots, options, cache=cache)
    key = digest(running(), repr(roots), repr(options), str(cache.resolve()), parts)
    remembered = Remembered(cache / "site.json")
    found = remembered.get(key)
    site = _site(found) if found is not None else None
    if site is None:
        site = build(roots, options, cache=cache)
        written = _written(site)
        if written is not None:
            remembered.keep(key, written)
    remembered.close()
    return site


def _tree(root: Path) -> Iterator[tuple[str, str] | None]:
    """Yield the path and the hash of each file under *root*, and `None` for what is none."""
    waiting = [root] if root.is_dir() else []
    while waiting:
        folder = waiting.pop()
        for path in sorted(folder.iterdir()):
            mode = path.lstat().st_mode
            if S_ISDIR(mode):
                waiting.append(path)
            else:
                yield (str(path), digest_of_file(path)) if S_ISREG(mode) else None


def _written(site: Site) -> dict[str, Any] | None:
    """Return a site as JSON can hold it, unless it is too large or has errors."""
    size = sum(len(file.content) for file in site.files if isinstance(file.content, str))
    if not site.files or size > _MOST_CHARACTERS:
        return None
    return {
        "files": [[file.path, file.origin, *_content(file)] for file in site.files],
        "assets": site.assets,
        "menu": site.menu,
        "problems": [
            [p.place.file, p.place.line, p.place.column, p.code, p.message, p.severity.value]
            for p in site.problems
        ],
        "entries": site.entries,
        "stamp": site.stamp,
    }


def _content(file: SiteFile) -> tuple[str, Any, Any]:
    match file.content:
        case Path() as path:
            return "path", str(path), digest_of_file(path)
        case bytes() as data:
            return "bytes", b64encode(data).decode("ascii"), None
        case str() as text:
            return "text", text, file.html


def _site(found: dict[str, Any]) -> Site | None:
    """Return the site that `_written` wrote, unless a file that it names is no more what it was."""
    files = []
    for path, origin, kind, content, more in found["files"]:
        if kind == "text":
            made = Made(content, tuple((start, end) for start, end in more))
        elif kind == "bytes":
            made = Made(b64decode(content))
        else:
            kept = Path(content)
            try:
                if digest_of_file(kept) != more:
                    return None
            except OSError:
                return None
            made = Made(kept)
        files.append(SiteFile(path, made, origin))
    return Site(
        tuple(files),
        tuple(found["assets"]),
        found["menu"],
        tuple(
            Problem(Place(file, line, column), code, message, Severity(severity))
            for file, line, column, code, message, severity in found["problems"]
        ),
        found["entries"],
        found["stamp"],
    )

"""A whole site of an earlier run, when nothing that it was made from has changed.

What a site is made from, `speed.reasons` lists.

What its files hold is one file of the cache, and a list says which part of it is whose.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any

from parapluie.build.making import Site, build
from parapluie.model import Place
from parapluie.problems import Problem
from parapluie.site.site_file import Kept, SiteFile, Store
from parapluie.source.content_files import Roots
from parapluie.source.options import Options
from parapluie.speed.earlier_results import Remembered, digest, digest_of_file, running, written
from parapluie.speed.reasons import SITE, Reason
from parapluie.vocabulary.rules import Severity

_STORE = "site.bin"


def build_or_recall(roots: Roots, options: Options, cache: Path) -> Site:
    """Return what `build` returns, without building where *cache* holds it."""
    files = [*_tree(roots.content), *_tree(roots.illustrations)]
    if None in files:  # something that is no file: the reader has a word to say about it
        return build(roots, options, cache=cache)
    key = digest(*made_from(roots, options, cache, files))
    remembered = Remembered(cache / "site.json")
    found = remembered.get(key)
    site = _site(found, cache / _STORE) if found is not None else None
    if site is None:
        site = build(roots, options, cache=cache)
        if site.files and site.store and written(cache / _STORE, site.store.file):
            remembered.keep(key, _list(site))
    remembered.close()
    return site


def made_from(roots: Roots, options: Options, cache: Path, files: list[Any]) -> tuple[Any, ...]:
    """Return what a site is made from, of which *files* are those of both folders."""
    return SITE.parts(
        {
            Reason.FILES: files,
            Reason.OPTIONS: repr(replace(options, today=date.min)),
            Reason.DAY: options.today,
            Reason.CODE: running(),
            Reason.FOLDERS: repr(roots),
            Reason.CACHE: str(cache.resolve()),
        }
    )


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


def _opened(file: Path, digest: str) -> Store | None:
    """Return what holds what the files of a site hold, where it still is that."""
    try:
        store = Store(file.open("rb"))
        return store if store.holds(digest) else None
    except OSError:
        return None


def _list(site: Site) -> dict[str, Any]:
    """Return a site as JSON can hold it, but for what its files hold."""
    assert site.store is not None
    return {
        "files": [[file.path, file.origin, *_content(file)] for file in site.files],
        "assets": site.assets,
        "menu": site.menu,
        "problems": [
            [*p.place, p.code, p.message, p.severity.value, p.stops_nothing] for p in site.problems
        ],
        "entries": site.entries,
        "stamp": site.stamp,
        "store": site.store.digest,
    }


def _content(file: SiteFile) -> tuple[Any, ...]:
    if file.kept is not None:
        return file.kept[1:]
    path = file.content
    assert isinstance(path, Path)  # all else is kept
    return str(path), digest_of_file(path)


def _site(found: dict[str, Any], file: Path) -> Site | None:
    """Return the site that `_list` tells, unless a file that it names is no more what it was."""
    store = _opened(file, found["store"])
    if store is None:
        return None
    files = []
    for path, origin, *held in found["files"]:
        content: Kept | Path
        if len(held) == len(Kept._fields) - 1:
            start, length, is_text, html = held
            spans = tuple((first, last) for first, last in html)
            content = Kept(store, start, length, is_text, spans)
        else:
            content = Path(held[0])
            try:
                if digest_of_file(content) != held[1]:
                    return None
            except OSError:
                return None
        files.append(SiteFile(path, content, origin))
    return Site(
        tuple(files),
        tuple(found["assets"]),
        found["menu"],
        tuple(
            Problem(Place(file, line, column), code, message, Severity(severity), stops_nothing)
            for file, line, column, code, message, severity, stops_nothing in found["problems"]
        ),
        found["entries"],
        found["stamp"],
        store,
    )

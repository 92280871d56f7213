"""Put a new site in the place of the last good one, in one step and only when it is whole.

The new site is made in a folder beside the old one, on the same file system, and the two are
exchanged: who reads the folder sees all of the old site or all of the new one. Linux and macOS
exchange two folders in one call (`renameat2(2)`, `renamex_np(2)`); elsewhere the old folder is
renamed away and the new one into its place, which leaves an instant without a site, and the old one
is put back if the second step fails.
"""

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from parapluie.speed.phases import SWAP, phase
from parapluie.vocabulary.exports_words import ID_FOLDER

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # <linux/fs.h>
_RENAME_SWAP = 2  # <sys/stdio.h> of macOS
_MARK = ".parapluie-"  # in the names of folders that are ours to remove
_HOMES = ("index.html", "404.html")  # a folder that holds files but neither is no site


class BusyError(Exception):
    """Another build of the same site is under way."""


class NotASiteError(Exception):
    """The folder holds files, and they are no site: it is not ours to replace."""


class LossError(Exception):
    """The new site would have less than half of the pages of the old one."""

    def __init__(self, before: int, after: int) -> None:
        super().__init__(before, after)
        self.before, self.after = before, after


def publish(site: Path, make: Callable[[Path], bool], *, force: bool = False) -> int | None:
    """Make a new site with *make* and put it in the place of the folder *site*.

    *make* writes the whole site into the empty folder it is given and says whether it is good.
    Returns the number of pages published, or `None` where the site was not good; it is then gone,
    and the old one as it was. Raises `BusyError`, `NotASiteError`, `LossError` (unless *force*)
    and `OSError`, all of which leave the old site as it was.
    """
    site = site.resolve()  # through a symbolic link, to what it names
    site.parent.mkdir(parents=True, exist_ok=True)
    with _alone(site):
        _sweep(site)
        if site.exists() and not _is_site(site):
            raise NotASiteError(str(site))
        staging = Path(tempfile.mkdtemp(prefix=f".{site.name}{_MARK}", dir=site.parent))
        try:
            # Made for us alone, but published for everyone.
            staging.chmod(site.stat().st_mode & 0o777 if site.exists() else 0o777 & ~_umask())
            if not make(staging):
                return None
            after = _pages(staging)
            before = _pages(site) if site.exists() else 0
            if after * 2 < before and not force:
                raise LossError(before, after)
            with phase(SWAP):
                _replace(staging, site)
            return after
        finally:
            shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _alone(site: Path) -> Iterator[None]:
    """Hold the one right to replace *site*. The system lets go of it when a process dies."""
    lock = FileLock(site.parent / f".{site.name}.lock", blocking=False)
    try:
        lock.acquire()
    except Timeout:
        raise BusyError(str(site)) from None
    try:
        yield
    finally:
        lock.release()


def _sweep(site: Path) -> None:
    """Remove what builds that were ended have left. Called with the lock held."""
    for left in site.parent.glob(f".{site.name}{_MARK}*"):
        shutil.rmtree(left, ignore_errors=True)


def _is_site(folder: Path) -> bool:
    return folder.is_dir() and (
        any((folder / name).is_file() for name in _HOMES) or not any(folder.iterdir())
    )


def _pages(folder: Path) -> int:
    """Return how many pages there are; what stands at permanent addresses says nothing more."""
    apart = folder / ID_FOLDER
    return sum(1 for page in folder.rglob("*.html") if apart not in page.parents)


def _replace(new: Path, site: Path) -> None:
    """Put *new* in the place of *site*; what was there is then at *new*."""
    if not site.exists():
        new.rename(site)
    elif not _exchange(new, site):
        away = Path(tempfile.mkdtemp(prefix=f".{site.name}{_MARK}", dir=site.parent))
        away.rmdir()
        site.rename(away)
        try:
            new.rename(site)
        except OSError:
            away.rename(site)
            raise
        away.rename(new)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return whether this system can."""
    paths = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = library.renamex_np(*paths, _RENAME_SWAP)
        else:
            failed = library.renameat2(
                _AT_FDCWD, paths[0], _AT_FDCWD, paths[1], ctypes.c_uint(_RENAME_EXCHANGE)
            )
    except (AttributeError, OSError, TypeError):  # another system, or an old C library
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM):  # an old kernel or disk
        return False
    raise OSError(code, os.strerror(code), str(other))


def _umask() -> int:
    """Return the process's mask, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask

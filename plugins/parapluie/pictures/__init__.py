"""Pictures for the site: drawings that pass a gate, photographs made light, no metadata.

A derived file is named by the hash of its original and of the recipe, so that nothing ever needs
to be invalidated. Originals are not published, but for drawings that hold nothing unseen.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import PIL

from parapluie.model import Illustration, Picture, Rendition
from parapluie.problems import Problem
from parapluie.speed.earlier_results import Remembered
from parapluie.speed.reasons import DECODED, Reason

from . import cache as kept
from . import drawings
from .cache import prune
from .generated import Card, Landscape, draw
from .originals import UNREADABLE, Original, find, quietly, refusal
from .variants import Derivation, Derived, clean, derive, digest

__all__ = ["Card", "Landscape", "check", "draw", "make", "prune"]

Given = TypeVar("Given")
Result = TypeVar("Result")

_FOLDER = "illustrations"  # in the site
_SHORT = 12  # digits of a digest that an address shows


def check(
    illustrations: Iterable[Illustration], root: Path, cache: Path | None = None
) -> list[Problem]:
    """Return the problems of the originals in *root*, those that `make` would meet.

    A photograph is decoded, since its head says nothing of what follows, unless *cache*, where one
    is given, remembers that it was. Nothing else is written.
    """
    known = Remembered(cache / "decoded.json") if cache else None
    found: list[Problem] = []
    photographs: list[Original] = []
    with quietly():
        for illustration in illustrations:
            original = find(illustration, root)
            if isinstance(original, Problem):
                found.append(original)
            elif original.is_drawing:
                drawing = drawings.read(original)
                told = drawing if isinstance(drawing, Problem) else drawing.told
                found += [told] if told else []
            elif not _is_known(original, known):
                photographs.append(original)
        for original, problem in zip(photographs, _each(_decoded, photographs), strict=True):
            if problem:
                found.append(problem)
            elif known is not None:
                known.keep(_name(original.path.read_bytes()), 1)
    if known is not None:
        known.close()
    return found


def _is_known(original: Original, known: Remembered | None) -> bool:
    """Tell whether a photograph is known to be good. Raises `OSError`."""
    return known is not None and known.get(_name(original.path.read_bytes())) is not None


def _name(content: bytes) -> str:
    original = hashlib.sha256(content).hexdigest()
    return " ".join(DECODED.parts({Reason.PILLOW: PIL.__version__, Reason.ORIGINAL: original}))


def _decoded(original: Original) -> Problem | None:
    """Return why a photograph is refused, from all that it holds."""
    problem = refusal(original)
    if problem is None:
        try:
            clean(original.path.read_bytes())
        except UNREADABLE:
            return original.unreadable()
    return problem


def make(
    illustrations: Iterable[Illustration],
    root: Path,
    cache: Path | None,
    *,
    avif: bool = False,
    workers: int | None = None,
) -> tuple[dict[str, Picture], list[Problem]]:
    """Return a picture per illustration, by its id, and the problems of those refused.

    *cache* is a folder for derived files, made when needed; renditions then hold paths in it, and
    without it bytes. *workers* is how many are made at once, by default one per core. Raises
    `OSError` when the cache cannot be written.
    """
    wanted = list(illustrations)
    pictures: dict[str, Picture] = {}
    problems: list[Problem] = []
    jobs: list[_Job] = []
    with quietly():
        for illustration in wanted:
            original = find(illustration, root)
            if isinstance(original, Problem):
                problems.append(original)
            elif original.is_drawing:
                drawing = drawings.read(original)
                if isinstance(drawing, Problem):
                    problems.append(drawing)
                else:
                    pictures[illustration.id] = _drawn(illustration, drawing)
                    problems += [drawing.told] if drawing.told else []
            else:
                jobs.append(_Job(original, cache, avif))
        for job, made in zip(jobs, _all_done(jobs, workers), strict=True):
            if isinstance(made, Problem):
                problems.append(made)
            else:
                illustration = job.original.illustration
                pictures[illustration.id] = _photographed(illustration, *made)
    return {i.id: pictures[i.id] for i in wanted if i.id in pictures}, problems


@dataclass(frozen=True, slots=True)
class _Job:
    original: Original
    cache: Path | None
    avif: bool


def _all_done(jobs: Sequence[_Job], workers: int | None) -> list[tuple[str, Derivation] | Problem]:
    """Return what each job gives, in order.

    Threads, since Pillow decodes, resizes and encodes without Python's lock: as fast as processes,
    with none of their conditions on the program that runs us, and no copies of pictures.
    """
    return _each(_done, jobs, workers)


def _each(
    do: Callable[[Given], Result], given: Sequence[Given], workers: int | None = None
) -> list[Result]:
    count = min(workers or os.cpu_count() or 1, len(given))
    if count <= 1:
        return list(map(do, given))
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(do, given))


def _done(job: _Job) -> tuple[str, Derivation] | Problem:
    """Return the digest and what is derived of an original, from the cache if it holds it."""
    original = job.original
    focus = original.illustration.focus
    try:
        content = original.path.read_bytes()
        name = digest(content, focus, avif=job.avif)
        made = kept.fetch(job.cache, name) if job.cache else None
        if made:
            return name, made
        # What is kept has passed before.
        problem = refusal(original)
        if problem:
            return problem
        made = derive(content, focus, avif=job.avif)
    except UNREADABLE:
        return original.unreadable()
    return name, kept.keep(job.cache, name, made) if job.cache else made


def _drawn(illustration: Illustration, drawing: drawings.Drawing) -> Picture:
    name = hashlib.sha256(drawing.content).hexdigest()[:_SHORT]
    shown = Rendition(
        f"{_FOLDER}/{illustration.id}-{name}.svg",
        drawing.width,
        drawing.height,
        "image/svg+xml",
        drawing.content,
    )
    return Picture(illustration, shown)


def _photographed(illustration: Illustration, name: str, made: Derivation) -> Picture:
    def rendition(derived: Derived) -> Rendition:
        path = f"{_FOLDER}/{illustration.id}-{name[:_SHORT]}-{derived.name}"
        return Rendition(path, *derived.size, derived.encoding.type, derived.content)

    return Picture(
        illustration,
        rendition(made.fallback),
        tuple(rendition(derived) for derived in made.whole),
        tuple(rendition(derived) for derived in made.card),
        made.colour,
    )

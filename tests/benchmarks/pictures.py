"""Bring 100 photographs of 1600×1000 to three widths, and print what it took as JSON.

    python tests/benchmarks/pictures.py [NUMBER]

What was made is kept in `.cache/photographies` of the current folder: a second run finds it there.
"""

import json
import random
import sys
import tempfile
from os import times
from pathlib import Path

from parapluie.model import Illustration, Place
from parapluie.pictures import make
from PIL import Image


def main(number: int) -> None:
    """Make *number* photographs, then what a site shows of them; the latter counts."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        illustrations = [_photograph(root, index) for index in range(number)]
        before = sum(times()[:4])
        pictures, problems = make(illustrations, root, Path(".cache/photographies"))
        seconds = sum(times()[:4]) - before
    files = sum(len(picture.files) for picture in pictures.values())
    print(json.dumps({"files": files, "problems": len(problems), "secondes": seconds}))


def _photograph(root: Path, index: int) -> Illustration:
    """Write a photograph of soft shapes with the grain of a camera."""
    chance = random.Random(index)
    shapes = Image.frombytes("L", (40, 25), chance.randbytes(1000))
    shapes = shapes.resize((1600, 1000), Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", (1600, 1000), chance.randbytes(1_600_000))
    light = Image.blend(shapes, grain, 0.1)
    mirrored = light.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    file = f"photo-{index}.jpg"
    Image.merge("RGB", (light, shapes, mirrored)).save(root / file, quality=90)
    place = Place("illustrations/illustrations.yml")
    centre = (50.0, 50.0)
    return Illustration(
        f"photo-{index}", file, "", "", "", "", "", centre, decorative=True, place=place
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)

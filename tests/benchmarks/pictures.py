"""Time 100 photographs of 1600×1000 to three widths, first without a cache, then with it.

    python tests/benchmarks/pictures.py [NUMBER]

Prints the cold and the warm time, and their ratio, which should be at most 5 %.
"""

import sys
import tempfile
from pathlib import Path
from time import perf_counter

from parapluie.model import Illustration, Place
from parapluie.pictures import make
from PIL import Image


def main(number: int) -> None:
    """Make *number* photographs twice."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "illustrations"
        root.mkdir()
        illustrations = [_photograph(root, index) for index in range(number)]
        weight = sum(file.stat().st_size for file in root.iterdir())
        print(f"{number} originals of 1600×1000, {weight / 1e6:.0f} MB")
        times = []
        for label in ("cold", "warm"):
            start = perf_counter()
            pictures, problems = make(illustrations, root, Path(name) / "cache")
            times.append(perf_counter() - start)
            files = sum(len(picture.files) for picture in pictures.values())
            print(f"{label}: {times[-1]:.2f} s, {files} files, {len(problems)} problems")
        kept = sum(file.stat().st_size for file in (Path(name) / "cache").iterdir())
        print(f"cache: {kept / 1e6:.0f} MB")
        print(f"warm is {times[1] / times[0]:.1%} of cold")


def _photograph(root: Path, index: int) -> Illustration:
    """Write a photograph of soft shapes with the grain of a camera."""
    shapes = Image.effect_noise((40, 25), 90).resize((1600, 1000), Image.Resampling.BICUBIC)
    grain = Image.effect_noise((1600, 1000), 12)
    light = Image.blend(shapes, grain, 0.25)
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

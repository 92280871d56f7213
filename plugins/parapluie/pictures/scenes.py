"""A landscape for every entry without an illustration: the same every time, its own for each.

The identifier chooses the place, the season, the hour and where everything stands; the palette is
the one of the entry's principle.
"""

from dataclasses import dataclass

from PIL import Image

from parapluie.pictures.landscape.canvas import Canvas, Dice
from parapluie.pictures.landscape.mood import mood_of
from parapluie.pictures.landscape.places import PLACES
from parapluie.pictures.palettes import Palette


@dataclass(frozen=True, slots=True)
class Plan:
    """What an identifier chooses: a place (a key of `PLACES`), a season, an hour, a side."""

    place: str
    season: str
    hour: str
    mirrored: bool

    @property
    def focus(self) -> tuple[float, float]:
        """Where to look, in parts of the width and of the height."""
        x, y = PLACES[self.place].focus
        return (1 - x if self.mirrored else x), y


def plan(identifier: str) -> Plan:
    """Return what the landscape of an identifier will show."""
    dice = Dice(identifier, "plan")
    place = dice.pick(sorted(PLACES))
    season = dice.pick(PLACES[place].seasons)
    hour = dice.pick(PLACES[place].hours)
    return Plan(place, season, hour, dice.chance(0.5))


def scene(
    identifier: str,
    palette: Palette,
    size: tuple[int, int] = (960, 600),
    *,
    chosen: Plan | None = None,
) -> Image.Image:
    """Return the landscape of an identifier, or of it at a *chosen* place and time."""
    chosen = chosen or plan(identifier)
    canvas = Canvas(size)
    mood = mood_of(palette, chosen.season, chosen.hour)
    PLACES[chosen.place].paint(canvas, mood, Dice(identifier, "scene"))
    return canvas.finish(mirrored=chosen.mirrored)

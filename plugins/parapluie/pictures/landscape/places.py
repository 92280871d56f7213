"""The places that a landscape can show.

Each is composed with what matters on its right; half of the pictures are mirrored.
"""

from collections.abc import Callable
from dataclasses import dataclass

from parapluie.pictures.landscape.canvas import Canvas, Dice
from parapluie.pictures.landscape.country_places import harvest, hilltop, valley
from parapluie.pictures.landscape.mood import Mood
from parapluie.pictures.landscape.water_places import estuary, fjord, lake, marsh, waterfall
from parapluie.pictures.landscape.wooded_places import clearing, maples, northern_lights, rink

SEASONS = ("spring", "summer", "summer", "autumn", "autumn", "winter")


HOURS = ("morning", "day", "day", "evening", "evening", "night")


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of landscape: how it is painted, where to look, when it is beautiful."""

    paint: Callable[[Canvas, Mood, Dice], None]
    focus: tuple[float, float]
    seasons: tuple[str, ...] = SEASONS
    hours: tuple[str, ...] = HOURS


PLACES = {
    "fjord": Place(fjord, (0.66, 0.5)),
    "lake": Place(lake, (0.6, 0.5)),
    "valley": Place(valley, (0.62, 0.55)),
    "hilltop": Place(hilltop, (0.62, 0.5)),
    "clearing": Place(clearing, (0.6, 0.62)),
    "northern lights": Place(northern_lights, (0.66, 0.55), ("winter",), ("night",)),
    "harvest": Place(
        harvest, (0.64, 0.58), ("summer", "autumn", "autumn"), ("morning", "day", "day", "evening")
    ),
    "marsh": Place(marsh, (0.62, 0.6), ("spring", "summer", "summer", "autumn")),
    "waterfall": Place(waterfall, (0.62, 0.56)),
    "rink": Place(
        rink, (0.57, 0.66), ("winter",), ("morning", "day", "evening", "evening", "night")
    ),
    "estuary": Place(estuary, (0.62, 0.48)),
    "maples": Place(maples, (0.6, 0.62), ("spring", "summer", "autumn", "autumn", "winter")),
}

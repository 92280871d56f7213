"""Landscapes are the same every time, each its own, and of every kind."""

import os
import subprocess
import sys
from itertools import combinations

import pytest
from parapluie.pictures.landscape.canvas import Dice
from parapluie.pictures.landscape.mood import mood_of
from parapluie.pictures.landscape.places import PLACES
from parapluie.pictures.palettes import PALETTES, palette_for
from parapluie.pictures.scenes import Plan, plan, scene
from PIL import Image, ImageChops, ImageStat

SMALL = (320, 200)
PRINT = """
import hashlib

from parapluie.pictures.palettes import palette_for
from parapluie.pictures.scenes import scene
for name in ("budget-participatif", "forêt", "patinoire"):
    picture = scene(name, palette_for(name), (320, 200))
    print(name, hashlib.sha256(picture.tobytes()).hexdigest())
"""


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return how far apart two pictures are, in levels of 255 on average."""
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


def test_a_landscape_has_the_same_pixels_in_every_process() -> None:
    said = set()
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", PRINT],
            capture_output=True,
            check=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        )
        said.add(run.stdout)
    assert len(said) == 1
    assert len(set(said.pop().split())) == 6


def test_dice_fall_as_they_did_when_the_pictures_were_approved() -> None:
    dice = Dice("budget-participatif", "plan")
    fallen = [dice.whole(0, 999) for _ in range(6)]
    assert fallen == [645, 530, 813, 515, 590, 227]


def test_pictures_of_one_palette_differ_from_each_other() -> None:
    pictures = [scene(f"entry-{index}", PALETTES[0], SMALL) for index in range(12)]
    for one, other in combinations(pictures, 2):
        assert difference(one, other) > 3


def test_two_entries_at_the_same_place_and_time_still_differ() -> None:
    chosen = Plan("lake", "summer", "day", mirrored=False)
    one, other = (scene(name, PALETTES[1], SMALL, chosen=chosen) for name in ("a", "b"))
    assert difference(one, other) > 2


@pytest.mark.parametrize("size", [(960, 600), (480, 300), (1200, 630), (400, 400), (300, 450)])
def test_a_landscape_has_the_size_asked_for(size: tuple[int, int]) -> None:
    picture = scene("taille", PALETTES[2], size)
    assert (picture.size, picture.mode) == (size, "RGB")


@pytest.mark.parametrize("place", sorted(PLACES))
def test_a_wide_landscape_is_painted_from_side_to_side(place: str) -> None:
    chosen = Plan(place, PLACES[place].seasons[0], PLACES[place].hours[0], mirrored=False)
    picture = scene("large", PALETTES[3], (480, 120), chosen=chosen)
    colours = picture.crop((440, 0, 480, 120)).getcolors(4800)
    assert colours is not None
    assert not [count for count, colour in colours if max(colour) < 4]


@pytest.mark.parametrize("place", sorted(PLACES))
def test_every_place_is_painted_to_its_edges_at_every_season_and_hour(place: str) -> None:
    seasons, hours = (
        list(dict.fromkeys(each)) for each in (PLACES[place].seasons, PLACES[place].hours)
    )
    for index in range(max(len(seasons), len(hours))):
        season, hour = seasons[index % len(seasons)], hours[index % len(hours)]
        chosen = Plan(place, season, hour, mirrored=bool(index % 2))
        picture = scene(f"{place}-{index}", PALETTES[index % 8], SMALL, chosen=chosen)
        colours = picture.getcolors(SMALL[0] * SMALL[1])
        assert colours is not None
        # What nothing was painted on stays black, which no palette holds.
        assert not [count for count, colour in colours if colour == (0, 0, 0)]
        assert len(colours) > 1500


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_night_is_darker_than_evening_and_evening_than_day(palette: object) -> None:
    assert palette in PALETTES
    index = [known is palette for known in PALETTES].index(True)
    light = []
    for hour in ("night", "evening", "day"):
        chosen = Plan("fjord", "summer", hour, mirrored=False)
        picture = scene("lumière", PALETTES[index], SMALL, chosen=chosen)
        light.append(ImageStat.Stat(picture.convert("L")).mean[0])
    assert light == sorted(light)
    assert light[0] < 90 < light[2]


def test_plans_reach_every_place_and_both_sides() -> None:
    plans = [plan(f"entry-{index}") for index in range(300)]
    assert {found.place for found in plans} == set(PLACES)
    assert {found.mirrored for found in plans} == {False, True}
    for found in plans:
        assert found.season in PLACES[found.place].seasons
        assert found.hour in PLACES[found.place].hours
        assert all(0.2 <= part <= 0.8 for part in found.focus)


def test_the_focus_follows_a_mirrored_picture() -> None:
    straight = Plan("fjord", "summer", "day", mirrored=False)
    mirrored = Plan("fjord", "summer", "day", mirrored=True)
    assert straight.focus[0] + mirrored.focus[0] == pytest.approx(1)
    one, other = (scene("miroir", PALETTES[0], SMALL, chosen=each) for each in (straight, mirrored))
    turned = other.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    assert difference(one, turned) < 2 < difference(one, other)


def test_principles_share_the_eight_palettes() -> None:
    found = [palette_for(f"principle-{index}") for index in range(200)]
    assert {palette.name for palette in found} == {palette.name for palette in PALETTES}
    assert len(PALETTES) == 8
    assert palette_for("équité") is palette_for("équité")


def test_snow_is_light_by_day_and_blue_at_night() -> None:
    for palette in PALETTES:
        day, night = (mood_of(palette, "winter", hour).meadow for hour in ("day", "night"))
        assert min(day) > 215
        assert sum(night) < sum(day) - 150

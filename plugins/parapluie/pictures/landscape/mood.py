"""The colours of a landscape at its season and hour, mixed from its palette."""

from dataclasses import dataclass, replace

from parapluie.pictures.palettes import BLACK, WHITE, Palette, mix
from parapluie.source.colours import Rgb


@dataclass(frozen=True, slots=True)
class Mood:
    """The colours of one landscape at its season and hour; the nearest things have these."""

    season: str
    hour: str
    sky: tuple[Rgb, Rgb, Rgb]
    glow: Rgb
    haze: Rgb
    far: Rgb
    forest: Rgb
    meadow: Rgb
    water: tuple[Rgb, Rgb]
    light: Rgb
    roof: Rgb
    wall: Rgb
    trunk: Rgb
    leaves: tuple[Rgb, ...]
    snow: Rgb

    @property
    def winter(self) -> bool:
        """Whether everything is under snow."""
        return self.season == "winter"

    @property
    def dark(self) -> bool:
        """Whether lamps are lit."""
        return self.hour in ("evening", "night")

    def at(self, colour: Rgb, distance: float) -> Rgb:
        """Return a colour as it is seen through air, from 0 near to 1 at the horizon."""
        return mix(colour, self.haze, distance)


def _lit(p: Palette, hour: str) -> tuple[tuple[Rgb, Rgb, Rgb], float, Rgb, Rgb]:
    """Return the sky at an hour, how far it dims what it lights, with what tint, and its glow."""
    if hour == "night":
        sky = (mix(p.night, BLACK, 0.3), mix(p.night, p.sky, 0.16), mix(p.night, p.horizon, 0.36))
        dim, tint, glow = 0.58, mix(p.night, p.sky, 0.08), mix(p.horizon, WHITE, 0.5)
    elif hour == "evening":
        low = mix(p.light, p.roof, 0.16)
        sky = (mix(p.sky, p.night, 0.52), mix(mix(p.horizon, p.sky, 0.45), p.roof, 0.16), low)
        dim, tint, glow = 0.24, mix(p.night, p.roof, 0.3), mix(p.light, WHITE, 0.25)
    elif hour == "morning":
        sky = (mix(p.sky, WHITE, 0.12), mix(p.horizon, WHITE, 0.1), mix(p.light, WHITE, 0.45))
        dim, tint, glow = 0.06, p.light, mix(p.light, WHITE, 0.5)
    else:
        sky = (mix(p.sky, p.water, 0.3), mix(p.sky, p.horizon, 0.4), mix(p.horizon, WHITE, 0.3))
        dim, tint, glow = 0.0, p.light, mix(p.light, WHITE, 0.35)
    return sky, dim, tint, glow


def _leaves(p: Palette, season: str) -> tuple[Rgb, ...]:
    """Return the colours of leaves at a season."""
    green = mix(p.forest, p.meadow, 0.45)
    return {
        "spring": (green, mix(p.meadow, (196, 214, 120), 0.45), mix(p.meadow, WHITE, 0.25)),
        "summer": (green, mix(p.meadow, p.forest, 0.25), mix(p.meadow, p.light, 0.12)),
        "autumn": (
            mix(p.roof, (190, 72, 44), 0.4),
            mix(p.light, (214, 120, 50), 0.7),
            mix(p.light, (226, 168, 60), 0.6),
            (204, 107, 52),
        ),
        "winter": (green, p.forest, p.far),
    }[season]


def mood_of(palette: Palette, season: str, hour: str) -> Mood:
    """Return the palette's colours at a season and an hour."""
    p = palette
    sky, dim, tint, glow = _lit(palette, hour)

    def seen(colour: Rgb) -> Rgb:
        return mix(colour, tint, dim)

    snow = mix(mix(WHITE, p.sky, 0.14), mix(p.night, p.sky, 0.3), min(0.5, dim))
    if season == "autumn":
        meadow = mix(p.meadow, (214, 172, 92), 0.45)
    elif season == "spring":
        meadow = mix(p.meadow, (176, 200, 112), 0.4)
    else:
        meadow = p.meadow
    forest = mix(p.forest, p.far, 0.22) if season == "winter" else p.forest
    haze = mix(sky[2], sky[1], 0.35)
    return Mood(
        season=season,
        hour=hour,
        sky=sky,
        glow=glow,
        haze=haze,
        far=mix(seen(p.far), haze, 0.25),
        forest=seen(forest),
        meadow=snow if season == "winter" else mix(meadow, tint, dim * 0.75),
        water=(mix(sky[2], seen(p.water), 0.4), mix(seen(p.water), p.night, 0.22)),
        light=mix(p.light, (255, 226, 150), 0.35),
        roof=seen(p.roof),
        wall=seen(WHITE),
        trunk=seen(mix(p.forest, (84, 58, 44), 0.7)),
        leaves=tuple(mix(leaf, tint, dim * 0.75) for leaf in _leaves(palette, season)),
        snow=snow,
    )


def shadowed(mood: Mood, part: float = 0.22) -> Mood:
    """Return the mood for what is nearest, which stands darker against the light."""
    dark = mix(mood.forest, BLACK, part)
    return replace(
        mood,
        glow=mix(mood.glow, dark, 0.3),
        forest=dark,
        wall=mix(mood.wall, mood.forest, 0.12),
        trunk=mix(mood.trunk, BLACK, 0.15),
        leaves=tuple(mix(leaf, dark, 0.2) for leaf in mood.leaves),
        snow=mix(mood.snow, mood.sky[0], 0.18),
    )

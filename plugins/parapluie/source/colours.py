"""The look's colours: one token a role, in light and in dark, and what contrast they owe.

The style sheet names roles only; a town's `palette` option gives other colours to some of them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

Rgb = tuple[int, int, int]

_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "primary": "#12324a",  # header, buttons
        "primary-deep": "#0c2536",
        "primary-soft": "#2b5876",
        "on-primary": "#fdfaf3",
        "on-primary-soft": "#d5e0e8",
        "accent": "#a8402c",  # kickers, dates, numbers
        "highlight": "#e2a33c",  # rules and marks, never text
        "paper": "#fdfaf3",
        "card": "#ffffff",
        "sand": "#f3ebda",
        "line": "#dccfb4",
        "ink": "#1f2a30",
        "ink-soft": "#4d5a62",
        "link": "#1a5276",
    }
)
DARK: Mapping[str, str] = MappingProxyType(
    {
        "primary": "#2b5876",
        "primary-deep": "#0c2536",
        "primary-soft": "#3a6d90",
        "on-primary": "#fdfaf3",
        "on-primary-soft": "#d5e0e8",
        "accent": "#f2a48f",
        "highlight": "#e2a33c",
        "paper": "#10191f",
        "card": "#18242c",
        "sand": "#1c2a33",
        "line": "#35464f",
        "ink": "#ece5d8",
        "ink-soft": "#b9c2c6",
        "link": "#8ec5ea",
    }
)

# Text on its grounds: WCAG 2.2, 1.4.3. What shows a state (focus) is in `accent`, which so has more
# than the 3 of 1.4.11.
TEXT = 4.5
MARK = 3.0  # WCAG 2.2, 1.4.11
PAIRS: tuple[tuple[str, str, float], ...] = (
    *(
        (text, ground, TEXT)
        for text in ("ink", "ink-soft", "link", "accent")
        for ground in ("paper", "card", "sand")
    ),
    *(
        (text, ground, TEXT)
        for text in ("on-primary", "on-primary-soft")
        for ground in ("primary", "primary-deep")
    ),
    ("on-primary", "primary-soft", TEXT),
)


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a town, by token."""

    light: Mapping[str, str] = field(default_factory=lambda: LIGHT)
    dark: Mapping[str, str] = field(default_factory=lambda: DARK)

    def with_colours(self, light: Mapping[str, str], dark: Mapping[str, str]) -> "Palette":
        """Return this palette with some of its colours replaced."""
        return replace(self, light={**self.light, **light}, dark={**self.dark, **dark})

    def faults(self, *, dark: bool) -> list[tuple[str, str, float, float]]:
        """Return each pair that falls short: text, ground, what it has and what it owes."""
        colours = self.dark if dark else self.light
        return [
            (text, ground, ratio, owed)
            for text, ground, owed in PAIRS
            if (ratio := contrast(rgb(colours[text]), rgb(colours[ground]))) < owed
        ]

    def style(self) -> str:
        """Return the tokens as custom properties, dark ones under Material's dark scheme."""
        light = "".join(f"  --pp-{name}: {colour};\n" for name, colour in self.light.items())
        dark = "".join(f"  --pp-{name}: {colour};\n" for name, colour in self.dark.items())
        return f':root {{\n{light}}}\n\n[data-md-color-scheme="slate"] {{\n{dark}}}\n\n'


def hues(colours: Iterable[tuple[str, str, str]]) -> str:
    """Return the colour of each part of a vocabulary, in light and in dark, as style rules."""
    return "".join(
        f".pp-hue--{name} {{ --pp-hue: {light}; }}\n"
        f'[data-md-color-scheme="slate"] .pp-hue--{name} {{ --pp-hue: {dark}; }}\n'
        for name, light, dark in colours
        if light
    )


def is_colour(text: str) -> bool:
    """Tell whether *text* is a colour as `#rrggbb`."""
    return bool(_COLOUR.fullmatch(text))


def rgb(colour: str) -> Rgb:
    """Return the colour written « #rrggbb »."""
    value = int(colour.removeprefix("#"), 16)
    return value >> 16, value >> 8 & 255, value & 255


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two colours, from 1 to 21.

    Source: WCAG 2.2, « contrast ratio » and « relative luminance ».
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (
        level / 255 / 12.92 if level <= 10 else ((level / 255 + 0.055) / 1.055) ** 2.4
        for level in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

"""The look: every colour is a token, and every text stands out from its ground."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from case_files import read_blocks, read_test_options, write
from parapluie.build.making import STYLE_SHEET, build, style_sheet
from parapluie.source.colours import DARK, LIGHT, PAIRS, TEXT, Palette, contrast

SCHEMES = {"light": LIGHT, "dark": DARK}
TOWN = "=== groupes/aines.md\n---\ntitre: Aînés\nen_bref: Qui a vécu.\n---\n"
WHITE = "#ffffff"
NO_COLOURS = ("rouge", "#fff", "#12345g", "rgb(1, 2, 3)", "#1234567", "12324a")

# What shows where one is owes 3 to the ground round it: WCAG 2.2, 1.4.11.
SHOWN = 3.0
GROUNDS = ("paper", "card", "sand")
# Colours that need no token, by the at-rule and the selector that have them, with their ground:
# over a picture nothing follows the scheme, and print is ink on white.
FIXED = {
    ("", ".md-typeset .pp-map__spot"): {"color": ("#fff", "#8f2f1d")},
    ("", ".pp-map__label"): {"color": ("#fff", "#0c2536")},
}
_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(", re.IGNORECASE)


@dataclass(frozen=True)
class Style:
    """A rule of the sheet, inside what it stands in."""

    at: str
    selector: str
    declarations: tuple[tuple[str, str], ...]

    def get(self, *names: str) -> list[str]:
        return [value for name, value in self.declarations if name in names]


def styles(sheet: str, at: str = "") -> Iterator[Style]:
    """Yield the rules of a style sheet as plain as ours."""
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    position = 0
    while match := re.compile(r"\s*([^{}]+?)\s*\{").match(sheet, position):
        depth, end = 1, match.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(sheet[end], 0)
            end += 1
        head, inside = " ".join(match[1].split()), sheet[match.end() : end - 1]
        position = end
        if "{" in inside:
            yield from styles(inside, head)
            continue
        parts = (part.partition(":") for part in inside.split(";") if part.strip())
        yield Style(at, head, tuple((name.strip(), value.strip()) for name, _, value in parts))
    assert not sheet[position:].strip(), sheet[position:]


@pytest.fixture(scope="module")
def sheet() -> list[Style]:
    found = list(styles(style_sheet()))
    assert len(found) > 150
    return found


def on_screen(sheet: list[Style]) -> Iterator[Style]:
    return (style for style in sheet if style.at != "@media print")


def tokens(values: list[str]) -> set[str]:
    return {name for value in values for name in re.findall(r"var\(--pp-([\w-]+)\)", value)}


def ratio(one: str, other: str) -> float:
    """Return a contrast by a formula of the test's own (WCAG 2.2, « contrast ratio »)."""

    def luminance(colour: str) -> float:
        digits = colour.removeprefix("#")
        digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
        levels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in levels]
        return sum(part * v for part, v in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


# --- Contrast ---


def test_both_schemes_have_the_same_tokens_each_a_colour() -> None:
    assert list(LIGHT) == list(DARK)
    assert all(re.fullmatch(r"#[0-9a-f]{6}", c) for c in [*LIGHT.values(), *DARK.values()])


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_pair_of_tokens_has_the_contrast_that_it_owes(scheme: str) -> None:
    colours = SCHEMES[scheme]
    short = [
        f"{text} on {ground}: {found:.2f}, owes {owed}"
        for text, ground, owed in PAIRS
        if (found := ratio(colours[text], colours[ground])) < owed
    ]
    assert short == []
    assert min(owed for _, _, owed in PAIRS) >= SHOWN


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    # The nearest greys on either side of 4.5 on white.
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


def test_every_token_that_colours_text_owes_contrast_to_every_ground(sheet: list[Style]) -> None:
    owed = {(text, ground) for text, ground, least in PAIRS if least >= TEXT}
    texts = tokens([v for style in on_screen(sheet) for v in style.get("color")])
    assert texts <= {text for text, _ in owed}
    for text in texts & {"ink", "ink-soft", "link", "accent"}:
        assert {(text, ground) for ground in GROUNDS} <= owed, text


def test_a_rule_that_sets_text_and_ground_sets_a_pair(sheet: list[Style]) -> None:
    owed = {(text, ground) for text, ground, least in PAIRS if least >= TEXT}
    for style in on_screen(sheet):
        texts = tokens(style.get("color"))
        grounds = tokens(style.get("background", "background-color"))
        assert {(t, g) for t in texts for g in grounds} <= owed, style.selector


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_shows_the_focus_stands_out_from_every_ground(sheet: list[Style], scheme: str) -> None:
    colours = SCHEMES[scheme]
    outlines = tokens([v for style in sheet for v in style.get("outline", "outline-color")])
    assert outlines
    short = [
        f"{mark} on {ground}: {found:.2f}"
        for mark in sorted(outlines)
        for ground in GROUNDS
        if (found := ratio(colours[mark], colours[ground])) < SHOWN
    ]
    assert short == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_dots_that_lead_to_chapters_stand_out_from_the_paper(
    sheet: list[Style], scheme: str
) -> None:
    dots = [style for style in sheet if style.selector.startswith(".pp-dots")]
    marks = tokens([v for style in dots for v in style.get("background", "background-color")])
    assert marks
    colours = SCHEMES[scheme]
    short = {m: round(ratio(colours[m], colours["paper"]), 2) for m in marks}
    assert {m: found for m, found in short.items() if found < SHOWN} == {}


# --- Tokens and nothing else ---


def test_every_property_of_ours_that_the_sheet_uses_exists(sheet: list[Style]) -> None:
    used = tokens([value for style in sheet for _, value in style.declarations])
    own = {n.removeprefix("--pp-") for s in sheet for n, _ in s.declarations if n[:5] == "--pp-"}
    own.add("hue")  # of a part of a kind, where a town gives it a colour: see `look.hues`
    assert used - own - set(LIGHT) == set()
    assert len(used) > len(LIGHT)


def test_every_token_is_used_by_the_sheet(sheet: list[Style]) -> None:
    used = tokens([value for style in sheet for _, value in style.declarations])
    assert set(LIGHT) - used == set()


def test_no_text_has_a_colour_of_its_own_but_where_listed(sheet: list[Style]) -> None:
    found: dict[tuple[str, str], dict[str, str]] = {}
    for style in sheet:
        for name, value in style.declarations:
            sets_text = name in ("color", "-webkit-text-fill-color") or (
                name.startswith("--") and not re.search("shadow|bg-color|paper|card|sand", name)
            )
            if style.at.startswith(("@media print", "@page")):
                # Ink on white paper, whatever the scheme; lines and fills owe less.
                if name in ("color", "--pp-ink", "--pp-ink-soft", "--pp-link", "--pp-accent"):
                    colour = _COLOUR.match(value)
                    assert colour is None or ratio(value, WHITE) >= TEXT, (style.selector, value)
            elif sets_text and (_COLOUR.search(value) or value in ("white", "black")):
                found.setdefault((style.at, style.selector), {})[name] = value
    listed = {
        place: {name: colour for name, (colour, _) in values.items()}
        for place, values in FIXED.items()
    }
    assert found == listed
    for values in FIXED.values():
        assert all(ratio(*pair) >= TEXT for pair in values.values())


@pytest.mark.parametrize("place", [place for place in FIXED if not place[0]])
def test_a_listed_colour_stands_on_the_ground_it_is_listed_with(
    sheet: list[Style], place: tuple[str, str]
) -> None:
    (style,) = (s for s in sheet if (s.at, s.selector) == place and s.get("background"))
    assert style.get("background") == [FIXED[place]["color"][1]]


# --- A town's own colours ---


def made(folder: Path, **options: Any) -> dict[str, Mapping[str, str]]:
    """Return the properties that the published sheet gives each scheme before our rules."""
    read, problems = read_test_options(options)
    assert problems == []
    files, _ = read_blocks(TOWN)
    site = build(write(files, folder), read)
    text = next(str(file.content) for file in site.files if file.path == STYLE_SHEET)
    light, dark = list(styles(text))[:2]
    assert (light.selector, dark.selector) == (":root", '[data-md-color-scheme="slate"]')
    return {"light": dict(light.declarations), "dark": dict(dark.declarations)}


def test_the_sheet_opens_with_the_tokens(tmp_path: Path) -> None:
    found = made(tmp_path)
    for scheme, colours in SCHEMES.items():
        assert found[scheme] == {f"--pp-{name}": colour for name, colour in colours.items()}


def test_the_colours_of_a_town_reach_the_sheet_each_in_its_scheme(tmp_path: Path) -> None:
    found = made(
        tmp_path,
        palette={
            "principale": "#1B4D3E",
            "accent": "#8a1f4d",
            "rehaut": "#1b4d3e",
            "papier": "#fffdf5",
            "lien": "#0b4f8a",
        },
        palette_sombre={"lien": "#9fd0ff"},
    )
    changed = {
        scheme: {n: c for n, c in found[scheme].items() if c != colours[n.removeprefix("--pp-")]}
        for scheme, colours in SCHEMES.items()
    }
    assert changed == {
        "light": {
            "--pp-primary": "#1b4d3e",
            "--pp-primary-deep": "#1b4d3e",
            "--pp-accent": "#8a1f4d",
            "--pp-highlight": "#1b4d3e",
            "--pp-paper": "#fffdf5",
            "--pp-link": "#0b4f8a",
        },
        "dark": {"--pp-link": "#9fd0ff"},
    }


def problems_of(**options: Any) -> list[str]:
    return list(map(str, read_test_options(options)[1]))


@pytest.mark.parametrize("colour", NO_COLOURS)
@pytest.mark.parametrize("option", ["palette", "palette_sombre"])
def test_what_is_no_colour_is_said_and_left_out(option: str, colour: str) -> None:
    options, problems = read_test_options({option: {"accent": colour}})
    assert list(map(str, problems)) == [
        f"mkdocs.yml:1: P401 « {option}.accent » : « {colour} » n’est pas une couleur comme #12324a"
    ]
    assert options.palette == Palette()


def test_a_colour_that_cannot_be_read_is_said_once_for_each_ground() -> None:
    problems = problems_of(palette={"accent": "#e2a33c"})
    assert len(problems) == len(set(problems)) == len(GROUNDS)
    for line in problems:
        assert re.fullmatch(
            r"mkdocs\.yml:1: P401 « palette » : « accent » sur « [^»]+ » n’a qu’un contraste de "
            r"[12],\d; il faut 4,5 pour que tout le monde puisse lire",
            line,
        )


def test_a_colour_that_cannot_be_read_in_the_dark_is_said_of_the_dark() -> None:
    problems = problems_of(palette_sombre={"accent": "#5a1010"})
    assert len(problems) == 3
    assert all("P401 « palette_sombre » : " in line for line in problems)


def test_contrast_is_told_in_the_words_of_the_options() -> None:
    problems = problems_of(palette={"papier": "#777777"})
    assert problems
    english = [token for token in LIGHT if token != "accent"]
    assert [line for line in problems for token in english if f"« {token} »" in line] == []


def test_an_unknown_colour_is_told_with_the_nearest() -> None:
    assert problems_of(palette={"principal": "#12324a"}) == [
        "mkdocs.yml:1: P401 « palette.principal » : cette option n’existe pas "
        "(vouliez-vous dire « principale » ?)"
    ]

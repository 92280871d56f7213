"""The card that a shared page shows elsewhere: title, sentence, town and picture, 1200×630.

Everything is measured before it is drawn: nothing ever runs out of its column.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from PIL import Image, ImageDraw, ImageFont

from parapluie.pictures.palettes import BLACK, WHITE, Palette, mix
from parapluie.source.colours import Rgb, contrast
from parapluie.vocabulary.grammar import NO_BREAK_SPACE, typeset

SIZE = (1200, 630)
MARGIN = 60
READABLE = 4.5  # WCAG 2.2, success criterion 1.4.3: the contrast of text, level AA
ELLIPSIS = "…"
SENTENCE_LINES = 3
Box = tuple[int, int, int, int]
Face = tuple[str, str]  # a package, and a file in it

_PICTURE = 1200 - 512  # where the picture starts
_BESIDE = 568  # pixels of text beside a picture
_ALONE = 900
_TITLE_SIZES = (76, 70, 64, 58, 53, 48, 44, 40, 36, 33, 30)
_TITLE_LINES = 6
_LEAN = 4
SERIF: Face = ("font_source_serif_pro", "SourceSerifPro-Semibold.ttf")
SANS: Face = ("font_source_sans_pro", "SourceSansPro-Regular.ttf")
BOLD: Face = ("font_source_sans_pro", "SourceSansPro-Semibold.ttf")
# Spaces at which no line may end; the second is narrow.
_UNBREAKABLE = "\u00a0\u202f"
_CLOSING = re.compile(" (?=[:;!?%$€])")


@dataclass(frozen=True, slots=True)
class Colours:
    """What a card is painted in; texts are darkened or lightened until they can be read."""

    paper: Rgb = WHITE
    ink: Rgb = (18, 50, 74)
    soft: Rgb = (61, 85, 102)
    accent: Rgb = (226, 163, 60)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: where it starts on its baseline, and the pixels that it covers."""

    text: str
    place: tuple[int, int]
    box: Box


@dataclass(frozen=True, slots=True)
class Block:
    """Lines in one font, in one colour."""

    role: str
    font: ImageFont.FreeTypeFont
    colour: Rgb
    lines: tuple[Line, ...]


def colours_of(palette: Palette) -> Colours:
    """Return a card's colours that go with a landscape's."""
    return Colours(WHITE, palette.night, mix(palette.night, WHITE, 0.2), palette.roof)


def card(
    title: str,
    sentence: str,
    town: str,
    picture: Image.Image | None,
    notice: str = "",
    *,
    focus: tuple[float, float] = (0.5, 0.5),
    colours: Colours | None = None,
) -> Image.Image:
    """Return a card; *focus* is where to look in the picture, in parts of its width and height."""
    colours = colours or Colours()
    image = Image.new("RGB", SIZE, colours.paper)
    if picture is not None:
        room = (SIZE[0] - _PICTURE, SIZE[1])
        image.paste(cropped(picture, room, focus), (_PICTURE, 0))
        for strip, colour in zip(_edge(), (colours.accent, colours.paper), strict=True):
            image.paste(colour, (_PICTURE, 0), strip)
    else:
        for part, strip in zip((0.22, 0.5, 1.0), _hills(), strict=True):
            image.paste(mix(colours.paper, colours.accent, part), (0, 0), strip)
    draw = ImageDraw.Draw(image)
    blocks = layout(title, sentence, town, notice, beside=picture is not None, colours=colours)
    for block in blocks:
        for line in block.lines:
            draw.text(line.place, line.text, fill=block.colour, font=block.font, anchor="ls")
    if blocks:
        top = blocks[0].lines[0].box[1] - 28
        draw.rounded_rectangle((MARGIN, top, MARGIN + 72, top + 7), 3, fill=colours.accent)
    return image


def layout(
    title: str, sentence: str, town: str, notice: str, *, beside: bool, colours: Colours
) -> list[Block]:
    """Return what is written on a card, from top to bottom; *beside* a picture or alone."""
    width = _BESIDE if beside else _ALONE
    bottom = SIZE[1] - (44 if beside else 52)
    ink = readable(colours.ink, colours.paper)
    soft = readable(colours.soft, colours.paper)

    foot: list[Block] = []
    for role, text, face, size, colour, most in (
        ("notice", notice, SANS, 20, soft, 2),
        ("town", town, BOLD, 29, ink, 2),
    ):
        font = _font(face, size)
        lines = wrapped(written(text, face), width, _ruler(font), most)
        if lines:
            block = _set(role, font, colour, lines, bottom, from_bottom=True)
            foot.insert(0, block)
            bottom = block.lines[0].box[1] - (12 if role == "notice" else 34)

    top = MARGIN + 28
    sentence_font = _font(SANS, 30)
    said = wrapped(written(sentence, SANS), width, _ruler(sentence_font), SENTENCE_LINES)
    said_height = len(said) * _leading(sentence_font) + (22 if said else 0)
    title_font, named = _titled(title, width, bottom - top - said_height)
    free = bottom - top - said_height - len(named) * _leading(title_font)
    top += max(0, free) * 2 // 5
    head = []
    if named:
        head.append(_set("title", title_font, ink, named, top))
        top += len(named) * _leading(title_font) + 22
    if said:
        head.append(_set("sentence", sentence_font, soft, said, top))
    return head + foot


def _titled(title: str, width: int, height: int) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest font in which a title fits, and its lines, of about the same length."""
    text = written(title, SERIF)
    for size in _TITLE_SIZES:
        font = _font(SERIF, size)
        ruler = _ruler(font)
        most = min(_TITLE_LINES, height // _leading(font))
        lines = wrapped(text, width, ruler, most + 1)
        whole = all(ruler(word) <= width for word in _words(text))
        if whole and len(lines) <= most:
            # A large title stays short; a small one may run to more lines.
            if size > 58 and len(lines) > 3:
                continue
            return font, balanced(text, width, ruler, len(lines))
    return font, wrapped(text, width, ruler, max(1, most))


# Text


def written(text: str, face: Face) -> str:
    """Return a text as French sets it, in signs that the font has.

    Spaces inside « » and before : ; ! ? become unbreakable, apostrophes typographic; a sign that
    the font lacks is replaced by its plain equivalent or left out.
    """
    kept: list[str] = []
    for sign in unicodedata.normalize("NFC", text):
        if sign in _UNBREAKABLE:
            kept.append(sign)
        elif sign.isspace():
            kept.append(" ")
        elif has(face, sign):
            kept.append(sign)
        else:
            plain = unicodedata.normalize("NFKD", sign)
            kept += [part for part in plain if part != sign and has(face, part)]
    text = re.sub(" +", " ", "".join(kept)).strip()
    return _CLOSING.sub(NO_BREAK_SPACE, typeset(text))


@lru_cache(maxsize=4096)
def has(face: Face, sign: str) -> bool:
    """Return whether a font has a glyph for a sign."""
    if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"):
        return False
    # A font draws every sign that it lacks alike; this one is in none.
    missing, glyph = (_font(face, 24).getmask(drawn) for drawn in ("\U0010ffff", sign))
    return bool(glyph.size != missing.size or bytes(glyph) != bytes(missing))


def wrapped(text: str, width: int, ruler: Callable[[str], float], most: int) -> list[str]:
    """Return a text in at most so many lines that fit, the last one cut with « … » if need be."""
    lines: list[str] = []
    for word in _words(text):
        for piece in _pieces(word, width, ruler):
            joined = lines[-1] + piece if lines else piece
            if lines and ruler(joined.rstrip(" ")) <= width:
                lines[-1] = joined
            else:
                lines.append(piece)
    lines = [line.rstrip(" ") for line in lines]
    if len(lines) <= most:
        return lines
    if most < 1:
        return []
    last = lines[most - 1]
    while last and ruler(last.rstrip(" ,;:.-–—" + _UNBREAKABLE) + ELLIPSIS) > width:
        shorter = last.rpartition(" ")[0]
        last = shorter or last[:-1]
    return [*lines[: most - 1], last.rstrip(" ,;:.-–—" + _UNBREAKABLE) + ELLIPSIS]


def balanced(text: str, width: int, ruler: Callable[[str], float], count: int) -> list[str]:
    """Return a text in *count* lines, the longest of which is as short as it can be."""
    low, high = width // 3, width
    while high - low > 4:
        middle = (low + high) // 2
        whole = all(ruler(word.rstrip(" ")) <= middle for word in _words(text))
        if whole and len(wrapped(text, middle, ruler, count + 1)) <= count:
            high = middle
        else:
            low = middle
    return wrapped(text, high, ruler, count)


def _words(text: str) -> list[str]:
    """Return the words of a text, each with the space after it."""
    return re.findall("[^ ]+ ?", text)


def _pieces(word: str, width: int, ruler: Callable[[str], float]) -> list[str]:
    """Return a word in pieces that fit on a line, in one when it does."""
    pieces = []
    while ruler(word.rstrip(" ")) > width and len(word) > 1:
        end, over = 1, len(word)
        while over - end > 1:
            middle = (end + over) // 2
            end, over = (middle, over) if ruler(word[:middle] + "-") <= width else (end, middle)
        hyphen = word.rfind("-", 0, end) + 1
        pieces.append(word[:hyphen] if hyphen else word[:end] + "-")
        word = word[hyphen or end :]
    return [*pieces, word]


def _ruler(font: ImageFont.FreeTypeFont) -> Callable[[str], float]:
    # A letter may lean out of its width by a little.
    return lru_cache(maxsize=2048)(lambda text: font.getlength(_drawn(text)) + _LEAN)


def _drawn(text: str) -> str:
    return text.replace("\u202f", "\u00a0")


@lru_cache(maxsize=32)
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    package, name = face
    with resources.as_file(resources.files(package) / "files" / name) as path:
        return ImageFont.truetype(path, size)


def _leading(font: ImageFont.FreeTypeFont) -> int:
    return round(font.size * (1.14 if font.size > 32 else 1.3))


def _set(
    role: str,
    font: ImageFont.FreeTypeFont,
    colour: Rgb,
    texts: list[str],
    edge: int,
    *,
    from_bottom: bool = False,
) -> Block:
    """Return lines set under an edge, or over it."""
    leading = _leading(font)
    ascent = round(font.size * 0.92)
    top = edge - len(texts) * leading if from_bottom else edge
    lines = []
    for index, text in enumerate(texts):
        place = (MARGIN, top + index * leading + ascent)
        left, high, right, low = font.getbbox(_drawn(text), anchor="ls")
        x, y = place
        box = (x + int(left), y + int(high), x + int(right), y + int(low))
        lines.append(Line(_drawn(text), place, box))
    return Block(role, font, colour, tuple(lines))


# Colours


def readable(colour: Rgb, paper: Rgb) -> Rgb:
    """Return a text's colour, moved away from the paper's until it can be read on it."""
    goal = max((BLACK, (255, 255, 255)), key=lambda end: contrast(end, paper))
    for step in range(21):
        found = mix(colour, goal, step / 20)
        if contrast(found, paper) >= READABLE:
            return found
    return goal


# Pictures


def cropped(picture: Image.Image, size: tuple[int, int], focus: tuple[float, float]) -> Image.Image:
    """Return the largest part of a picture that has this shape, around its focus, at this size."""
    scale = min(picture.width / size[0], picture.height / size[1])
    width, height = size[0] * scale, size[1] * scale
    left = min(max(focus[0] * picture.width - width / 2, 0), picture.width - width)
    top = min(max(focus[1] * picture.height - height / 2, 0), picture.height - height)
    box = (left, top, left + width, top + height)
    return picture.convert("RGB").resize(size, Image.Resampling.BICUBIC, box, reducing_gap=2.0)


@lru_cache(maxsize=1)
def _edge() -> tuple[Image.Image, Image.Image]:
    """Return the masks of the curve between picture and paper: its coloured line, the paper."""
    width, height = SIZE[0] - _PICTURE, SIZE[1]
    curve = []
    for step in range(64):
        part = step / 63
        # A slow S, like the bank of a river.
        curve.append((26 + 84 * part * part * (3 - 2 * part) * (1 - part) * 1.6, part * height))
    masks = []
    for shift in (7, 0):
        mask = Image.new("L", (width * 4, height * 4))
        points = [((x + shift) * 4, y * 4) for x, y in curve]
        ImageDraw.Draw(mask).polygon([(0, 0), *points, (0, height * 4)], fill=255)
        masks.append(mask.reduce(4))
    return masks[0], masks[1]


@lru_cache(maxsize=1)
def _hills() -> tuple[Image.Image, ...]:
    """Return the masks of the hills that close a card without picture at its right."""
    masks = []
    for left, high, curve in ((760, 200, 0.6), (880, 330, 0.8), (980, 470, 1.0)):
        mask = Image.new("L", (SIZE[0] * 2, SIZE[1] * 2))
        points = []
        for step in range(41):
            part = step / 40
            rise = part * part * (3 - 2 * part) * curve + part * (1 - curve)
            x = left + (SIZE[0] + 4 - left) * part
            points.append((x * 2, (SIZE[1] + (high - SIZE[1]) * rise) * 2))
        corner = (SIZE[0] * 2 + 8, SIZE[1] * 2)
        ImageDraw.Draw(mask).polygon([*points, corner], fill=255)
        masks.append(mask.reduce(2))
    return tuple(masks)

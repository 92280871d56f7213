"""Pictures: what is published of an original, and what is refused before it is opened."""

import io
import struct
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from parapluie.model import Illustration, Picture, Place, Rendition
from parapluie.pictures import check, make, originals, variants
from parapluie.source import alternative_texts
from parapluie.source.content_files import Roots
from parapluie.source.reading import read
from parapluie.vocabulary.local_words import Vocabulary
from PIL import ExifTags, Image, ImageCms, ImageDraw, PngImagePlugin

FILE = "illustrations/illustrations.yml"
SECRET = b"Rue-du-Quai-48.2134"
XMP = (
    b'<?xpacket begin="\xef\xbb\xbf"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><secret>%s</secret>'
    b'</x:xmpmeta><?xpacket end="w"?>' % SECRET
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 100"{0}>\n{1}\n</svg>\n'
XLINK = ' xmlns:xlink="http://www.w3.org/1999/xlink"'


def illustration(file: str, focus: tuple[float, float] = (50.0, 50.0)) -> Illustration:
    stem = file.rpartition("/")[2].partition(".")[0]
    place = Place(FILE, 7)
    return Illustration(stem, file, "", "", "", "", "", focus, decorative=True, place=place)


def one(root: Path, file: str, cache: Path | None = None, **options: bool) -> Picture:
    pictures, problems = make([illustration(file)], root, cache, **options)
    assert problems == []
    return next(iter(pictures.values()))


def codes(root: Path, *files: str) -> list[str]:
    return [problem.code for problem in check([illustration(file) for file in files], root)]


def refused(root: Path, file: str) -> str:
    """Return the message that both commands give of the only problem of a file."""
    wanted = [illustration(file)]
    checked = check(wanted, root)
    pictures, made = make(wanted, root, None)
    assert checked == made
    assert pictures == {}
    (problem,) = made
    assert (problem.place.file, problem.place.line) == (FILE, 7)
    return f"{problem.code} {problem.message}"


def content(rendition: Rendition) -> bytes:
    kept = rendition.content
    return kept.read_bytes() if isinstance(kept, Path) else kept


def opened(rendition: Rendition) -> Image.Image:
    return Image.open(io.BytesIO(content(rendition)))


def published(picture: Picture) -> dict[str, bytes]:
    return {file.path: content(file) for file in picture.files}


def landscape(size: tuple[int, int] = (320, 200), mode: str = "RGB") -> Image.Image:
    """Return a picture whose four quarters tell which way is up."""
    image = Image.new("RGB", size, "#1f6f8b")
    draw = ImageDraw.Draw(image)
    width, height = size[0] // 2, size[1] // 2
    draw.rectangle((width, 0, size[0], height), "#e2a33c")
    draw.rectangle((0, height, width, size[1]), "#2c6e49")
    draw.rectangle((width, height, size[0], size[1]), "#a8402c")
    return image.convert(mode)


# --- Metadata ---


def exif_with_gps() -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = SECRET.decode()
    exif[ExifTags.Base.ImageDescription] = SECRET.decode()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = SECRET
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {1: "N", 2: (48.0, 12.0, 48.2), 3: "W", 4: (70.0, 2.0, 13.4), 29: SECRET.decode()}
    )
    return exif


def exif_with_thumbnail() -> bytes:
    """Return EXIF whose second directory holds a JPEG, as cameras write it (CIPA DC-008, 4.5.4)."""
    thumbnail = io.BytesIO()
    landscape((32, 20)).save(thumbnail, "JPEG", comment=SECRET)
    data = thumbnail.getvalue()
    first = struct.pack(">H", 0) + struct.pack(">I", 14)
    second = struct.pack(">H", 2)
    second += struct.pack(">HHII", 0x0201, 4, 1, 14 + 2 + 24 + 4)
    second += struct.pack(">HHII", 0x0202, 4, 1, len(data)) + struct.pack(">I", 0)
    return b"Exif\0\0MM\0*" + struct.pack(">I", 8) + first + second + data


def png_texts() -> PngImagePlugin.PngInfo:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", SECRET.decode())
    texts.add_text("Author", SECRET.decode(), zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    texts.add_itxt("Location", SECRET.decode(), zip=True)
    return texts


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def dirty_pictures() -> Iterator[tuple[str, Callable[[Path], None]]]:
    """Yield a name and what writes it, for twenty pictures that tell where they were taken."""
    gps = exif_with_gps().tobytes()
    plants: dict[str, dict[str, object]] = {
        "gps": {"exif": gps},
        "thumbnail": {"exif": exif_with_thumbnail()},
        "xmp": {"xmp": XMP},
        "profile": {"icc_profile": profile()},
        "everything": {"exif": gps, "xmp": XMP, "icc_profile": profile()},
    }
    for suffix, more in (
        ("jpg", {"comment": SECRET, "dpi": (300, 300)}),
        ("webp", {}),
        ("avif", {"speed": 10}),
    ):
        for name, plant in plants.items():
            options = {**plant, **more}
            yield f"{name}.{suffix}", lambda path, o=options: landscape().save(path, **o)
    for name, options in {
        "gps": {"exif": gps},
        "texts": {"pnginfo": png_texts()},
        "profile": {"icc_profile": profile(), "dpi": (300, 300)},
        "everything": {"exif": gps, "pnginfo": png_texts(), "icc_profile": profile()},
    }.items():
        yield f"{name}.png", lambda path, o=options: landscape().save(path, **o)
    yield "comment.gif", lambda path: landscape((64, 40), "P").save(path, comment=SECRET)


DIRTY = dict(dirty_pictures())


def parts(data: bytes) -> list[bytes]:
    """Return the marks of the segments, chunks or boxes that a published file is made of."""
    found = []
    if data.startswith(b"\xff\xd8"):
        position = 2
        while data[position + 1] != 0xDA:
            found.append(data[position : position + 2])
            position += 2 + int.from_bytes(data[position + 2 : position + 4])
    elif data.startswith(b"\x89PNG"):
        position = 8
        while position < len(data):
            found.append(data[position + 4 : position + 8])
            position += 12 + int.from_bytes(data[position : position + 4])
    elif data[8:12] == b"WEBP":
        position = 12
        while position < len(data):
            found.append(data[position : position + 4])
            size = int.from_bytes(data[position + 4 : position + 8], "little")
            position += 8 + size + size % 2
    return found


def test_the_twenty_pictures_do_hold_what_should_go(tmp_path: Path) -> None:
    assert len(DIRTY) == 20
    for name, save in DIRTY.items():
        save(tmp_path / name)
        data = (tmp_path / name).read_bytes()
        assert any(mark in data for mark in (SECRET, b"acsp", b"iCCP", b"MM\0*")), name


@pytest.mark.parametrize("name", DIRTY)
def test_a_picture_comes_out_without_metadata(name: str, tmp_path: Path) -> None:
    DIRTY[name](tmp_path / name)
    picture = one(tmp_path, name, avif=True)
    assert {file.type for file in picture.files} == {"image/avif", "image/webp", "image/jpeg"}
    allowed = {b"VP8 ", b"\xff\xe0", b"\xff\xdb", b"\xff\xc2", b"\xff\xc4"}
    for file in picture.files:
        data = content(file)
        assert set(parts(data)) <= allowed, file.path
        for mark in (SECRET, b"Exif", b"EXIF", b"GPS", b"xmp", b"XMP", b"MM\0*", b"II*\0", b"acsp"):
            assert mark not in data, (file.path, mark)
        with opened(file) as image:
            assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"} | {
                "progressive",
                "progression",
                "loop",
                "background",
                "timestamp",
                "duration",
            }
            assert not image.getexif()


def test_a_png_with_texts_and_alpha_keeps_pixels_alone(tmp_path: Path) -> None:
    image = landscape(mode="RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    image.save(tmp_path / "a.png", pnginfo=png_texts(), exif=exif_with_gps(), dpi=(300, 300))
    picture = one(tmp_path, "a.png")
    assert set(parts(content(picture.fallback))) == {b"IHDR", b"IDAT", b"IEND"}
    for file in picture.renditions:
        assert set(parts(content(file))) == {b"VP8X", b"ALPH", b"VP8 "}


# --- Pixels ---


def is_close(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 12 for a, b in zip(one, other, strict=True))


def quarters(image: Image.Image) -> list[tuple[int, ...]]:
    small = image.convert("RGB")
    width, height = small.size
    return [
        small.getpixel((round(width * x), round(height * y)))  # type: ignore[misc]
        for y in (0.25, 0.75)
        for x in (0.25, 0.75)
    ]


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "avif"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_published_upright(orientation: int, suffix: str, tmp_path: Path) -> None:
    upright = landscape((320, 200))
    back = {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    turn = back.get(orientation, variants._TURNS.get(orientation))
    stored = upright if turn is None else upright.transpose(turn)
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    stored.save(tmp_path / f"a.{suffix}", exif=exif, quality=95)
    picture = one(tmp_path, f"a.{suffix}")
    assert (picture.width, picture.height) == (320, 200)
    for file in picture.files:
        with opened(file) as image:
            assert image.size == (file.width, file.height)
            for found, wanted in zip(quarters(image), quarters(upright), strict=True):
                assert is_close(found, wanted)


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (2000, [480, 960, 1440]),
        (1440, [480, 960, 1440]),
        (1200, [480, 960, 1200]),
        (700, [480, 700]),
        (480, [480]),
        (90, [90]),
        (1, [1]),
    ],
)
def test_a_picture_is_never_enlarged(width: int, widths: list[int], tmp_path: Path) -> None:
    height = max(1, width * 5 // 8)
    landscape((width, height)).save(tmp_path / "a.png")
    picture = one(tmp_path, "a.png")
    assert [file.width for file in picture.renditions] == widths
    assert picture.width == widths[-1]
    assert all(file.width <= width and file.height <= height for file in picture.files)
    assert picture.fallback.width == max([w for w in widths if w <= 960], default=widths[0])


@pytest.mark.parametrize("size", [(90, 3000), (6000, 40), (1, 900), (900, 1), (1, 1)])
def test_a_strip_is_a_picture_too(size: tuple[int, int], tmp_path: Path) -> None:
    landscape(size).save(tmp_path / "a.png")
    picture = one(tmp_path, "a.png")
    for file in picture.files:
        assert file.width <= size[0]
        assert file.height <= size[1]
        with opened(file) as image:
            assert image.size == (file.width, file.height)


def test_what_shows_through_still_does(tmp_path: Path) -> None:
    image = landscape(mode="RGBA")
    ImageDraw.Draw(image).rectangle((0, 0, 160, 200), (0, 0, 0, 0))
    image.save(tmp_path / "a.png")
    picture = one(tmp_path, "a.png")
    assert picture.fallback.type == "image/png"
    for file in picture.files:
        with opened(file) as found:
            assert found.convert("RGBA").getpixel((3, 3))[3] == 0  # type: ignore[index]
            right = found.convert("RGBA").getpixel((found.width - 3, 3))
            assert right[3] == 255  # type: ignore[index]


def test_an_alpha_channel_where_nothing_shows_through_is_left_out(tmp_path: Path) -> None:
    landscape(mode="RGBA").save(tmp_path / "a.png")
    assert one(tmp_path, "a.png").fallback.type == "image/jpeg"


@pytest.mark.parametrize(
    ("mode", "file"),
    [
        ("CMYK", "a.jpg"),
        ("L", "a.jpg"),
        ("L", "a.png"),
        ("1", "a.png"),
        ("LA", "a.png"),
        ("P", "a.png"),
        ("P", "a.gif"),
        ("I;16", "a.png"),
    ],
)
def test_every_way_to_store_pixels_is_published_as_srgb(
    mode: str, file: str, tmp_path: Path
) -> None:
    image = landscape()
    wanted = image.convert("L").convert("RGB") if mode in ("L", "LA", "I;16") else image
    if mode == "I;16":
        data = b"".join(struct.pack("<H", value * 257) for value in image.convert("L").tobytes())
        stored = Image.frombytes("I;16", image.size, data)
    elif mode == "P":
        stored = image.convert("P", palette=Image.Palette.ADAPTIVE, colors=8)
    else:
        stored = image.convert(mode)
    if mode == "1":
        wanted = stored.convert("RGB")
    stored.save(tmp_path / file)
    picture = one(tmp_path, file)
    for rendition in picture.files:
        with opened(rendition) as found:
            assert found.mode == "RGB"
            if mode != "1":
                for one_quarter, other in zip(quarters(found), quarters(wanted), strict=True):
                    assert is_close(one_quarter, other)


def test_a_transparent_palette_keeps_its_holes(tmp_path: Path) -> None:
    image = landscape().convert("P", palette=Image.Palette.ADAPTIVE, colors=8)
    image.save(tmp_path / "a.png", transparency=image.getpixel((3, 3)))
    picture = one(tmp_path, "a.png")
    with opened(picture.fallback) as found:
        assert found.getpixel((3, 3))[3] == 0  # type: ignore[index]


def test_colours_go_through_the_profile(tmp_path: Path) -> None:
    """With a profile whose red and blue are exchanged, what is stored as blue is seen as red."""
    swapped = bytearray(profile())
    count = struct.unpack(">I", swapped[128:132])[0]
    tags = {bytes(swapped[132 + 12 * i : 136 + 12 * i]): 132 + 12 * i for i in range(count)}
    red, blue = tags[b"rXYZ"] + 4, tags[b"bXYZ"] + 4
    swapped[red : red + 8], swapped[blue : blue + 8] = (
        swapped[blue : blue + 8],
        swapped[red : red + 8],
    )
    Image.new("RGB", (60, 40), "#2040c0").save(tmp_path / "a.png", icc_profile=bytes(swapped))
    with opened(one(tmp_path, "a.png").fallback) as found:
        assert is_close(found.getpixel((9, 9)), (0xC0, 0x40, 0x20))  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [b"no profile", b"\0" * 200, profile()[:300]])
def test_a_profile_that_is_none_is_left_out(wrong: bytes, tmp_path: Path) -> None:
    landscape().save(tmp_path / "a.jpg", icc_profile=wrong, quality=95)
    with opened(one(tmp_path, "a.jpg").fallback) as found:
        assert is_close(quarters(found)[0], quarters(landscape())[0])


def test_a_card_is_cut_round_the_focus_point(tmp_path: Path) -> None:
    image = Image.new("RGB", (1600, 500), "white")
    ImageDraw.Draw(image).rectangle((1400, 0, 1599, 499), "#a8402c")
    image.save(tmp_path / "a.png")
    wanted = illustration("a.png", (95.0, 50.0))
    picture = make([wanted], tmp_path, None)[0]["a"]
    assert [(file.width, file.height) for file in picture.card] == [(480, 320), (750, 500)]
    with opened(picture.card[-1]) as found:
        assert is_close(found.getpixel((745, 250)), (0xA8, 0x40, 0x2C))  # type: ignore[arg-type]
    (left,) = make([replace(wanted, focus=(0.0, 50.0))], tmp_path, None)[0].values()
    with opened(left.card[-1]) as found:
        assert found.convert("L").getextrema()[0] > 240


def test_a_picture_of_the_shape_of_a_card_needs_no_crop(tmp_path: Path) -> None:
    landscape((1200, 800)).save(tmp_path / "a.jpg")
    picture = one(tmp_path, "a.jpg")
    assert [file.width for file in picture.card] == [480, 960]
    assert set(picture.card) <= set(picture.renditions)
    assert len(picture.files) == 4


def test_the_colour_is_the_most_frequent_one(tmp_path: Path) -> None:
    image = Image.new("RGB", (300, 200), "#1f6f8b")
    ImageDraw.Draw(image).rectangle((0, 0, 90, 200), "#e2a33c")
    image.save(tmp_path / "a.png")
    colour = one(tmp_path, "a.png").colour
    assert colour.startswith("#")
    assert is_close(tuple(bytes.fromhex(colour[1:])), (0x1F, 0x6F, 0x8B))


def test_a_template_finds_the_lightest_type_first(tmp_path: Path) -> None:
    landscape((1600, 1000)).save(tmp_path / "a.jpg")
    picture = one(tmp_path, "a.jpg", avif=True)
    assert [(kind, [r.width for r in found]) for kind, found in picture.sources] == [
        ("image/avif", [480, 960, 1440]),
        ("image/webp", [480, 960, 1440]),
    ]
    assert [kind for kind, _ in picture.card_sources] == ["image/avif", "image/webp"]
    assert picture.path.endswith("960x600.jpg")


# --- What is refused ---


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few kilobytes that claims a size, with the data to decode it all."""
    row = zlib.compressobj(9)
    squeezed = b"".join(row.compress(bytes(1 << 20)) for _ in range(64)) + row.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", squeezed)
        + chunk(b"IEND", b"")
    )


def gif_bomb(width: int, height: int) -> bytes:
    screen = struct.pack("<HHBBB", width, height, 0, 0, 0)
    return b"GIF89a" + screen + b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02D\x01\0;"


def webp_bomb(width: int, height: int) -> bytes:
    frame = (height << 14 | width).to_bytes(4, "little")
    body = b"VP8L" + struct.pack("<I", 10) + b"\x2f" + frame + bytes(5)
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def jpeg_bomb(width: int, height: int) -> bytes:
    out = io.BytesIO()
    landscape((16, 16)).save(out, "JPEG")
    data = bytearray(out.getvalue())
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(data)


BOMBS = {
    "just-over.png": png_bomb(10_000, 6_001),
    "over-pillow-s-limit.png": png_bomb(12_000, 10_000),
    "huge.png": png_bomb(100_000, 100_000),
    "largest.png": png_bomb(2**31 - 1, 2**31 - 1),
    "strip.png": png_bomb(40_000, 10),
    "just-over.jpg": jpeg_bomb(10_000, 6_001),
    "largest.jpg": jpeg_bomb(65_535, 65_535),
    "largest.gif": gif_bomb(65_535, 65_535),
    "largest.webp": webp_bomb(16_383, 16_383),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_once(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BOMBS[name])
    landscape((8, 8)).save(tmp_path / "warm-up.png")
    assert codes(tmp_path, "warm-up.png") == []
    tracemalloc.start()
    start = time.perf_counter()
    message = refused(tmp_path, name)
    elapsed = time.perf_counter() - start
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert message.startswith("P217 ")
    assert name in message
    assert elapsed < 1
    assert peak < 8 << 20


def test_a_bomb_says_its_size_and_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png_bomb(10_000, 6_001))
    assert refused(tmp_path, "a.png") == (
        "P217 l’image « a.png » mesure 10000 × 6001 pixels; la limite est de 60 millions de "
        "pixels, et 30000 pixels de côté"
    )


def test_a_bomb_between_pillow_s_two_limits_says_its_size(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png_bomb(12_000, 10_000))
    assert "mesure 12000 × 10000 pixels;" in refused(tmp_path, "a.png")


def test_a_heavy_file_is_not_even_read(tmp_path: Path) -> None:
    for name in ("a.jpg", "a.svg"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(originals.MAX_BYTES + 1)
        start = time.perf_counter()
        assert refused(tmp_path, name) == (
            f"P216 l’image « {name} » pèse 26 Mo; la limite est de 25 Mo"
        )
        assert time.perf_counter() - start < 1


def test_a_drawing_must_be_light(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(SVG.format("", "<!--" + "x" * (2 << 20) + "-->"), "utf-8")
    assert refused(tmp_path, "a.svg") == ("P216 l’image « a.svg » pèse 3 Mo; la limite est de 2 Mo")


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "avif", "gif"])
def test_a_picture_that_was_cut_is_refused(suffix: str, tmp_path: Path) -> None:
    noise = Image.effect_noise((300, 200), 80)
    noise.convert("P" if suffix == "gif" else "RGB").save(
        tmp_path / "whole.bin", suffix.replace("jpg", "jpeg")
    )
    data = (tmp_path / "whole.bin").read_bytes()
    for part in (0, 7, len(data) // 3, len(data) * 2 // 3):
        (tmp_path / f"a.{suffix}").write_bytes(data[:part])
        pictures, problems = make([illustration(f"a.{suffix}")], tmp_path, None)
        assert [problem.code for problem in problems] == ["P215"], part
        assert pictures == {}
        assert codes(tmp_path, f"a.{suffix}") == ["P215"], part


def test_a_thumbnail_does_not_hide_that_a_photograph_was_cut(tmp_path: Path) -> None:
    noise = Image.effect_noise((300, 200), 80)
    noise.save(tmp_path / "a.jpg", exif=exif_with_thumbnail())
    assert codes(tmp_path, "a.jpg") == []
    (tmp_path / "a.jpg").write_bytes((tmp_path / "a.jpg").read_bytes()[:-3000])
    assert codes(tmp_path, "a.jpg") == ["P215"]


def test_a_photograph_is_decoded_once_for_all_checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    Image.effect_noise((300, 200), 80).save(tmp_path / "a.jpg")
    shown = [illustration("a.jpg")]
    assert check(shown, tmp_path, cache) == []
    decoded: list[bytes] = []
    monkeypatch.setattr("parapluie.pictures.clean", decoded.append)
    assert check(shown, tmp_path, cache) == []
    assert decoded == []
    # Another byte, and it is another photograph.
    whole = (tmp_path / "a.jpg").read_bytes()
    (tmp_path / "a.jpg").write_bytes(whole[:-1])
    check(shown, tmp_path, cache)
    assert decoded == [whole[:-1]]


def test_what_was_refused_is_not_remembered_as_good(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    Image.effect_noise((300, 200), 80).save(tmp_path / "a.jpg")
    whole = (tmp_path / "a.jpg").read_bytes()
    (tmp_path / "a.jpg").write_bytes(whole[: len(whole) // 2])
    for _ in range(2):
        (problem,) = check([illustration("a.jpg")], tmp_path, cache)
        assert (problem.code, problem.place.file, problem.place.line) == ("P215", FILE, 7)


@pytest.mark.parametrize("suffix", ["gif", "png", "webp", "avif"])
def test_an_animation_is_refused(suffix: str, tmp_path: Path) -> None:
    first, second = landscape((60, 40)), landscape((60, 40)).rotate(180)
    first.save(tmp_path / f"a.{suffix}", save_all=True, append_images=[second])
    assert refused(tmp_path, f"a.{suffix}") == (
        f"P218 l’image « a.{suffix} » est animée; enregistrez-en une seule image"
    )


def test_a_photograph_with_a_second_view_is_a_photograph(tmp_path: Path) -> None:
    first, second = landscape(), landscape().rotate(180)
    first.save(tmp_path / "a.jpg", "MPO", save_all=True, append_images=[second])
    picture = one(tmp_path, "a.jpg")
    with opened(picture.fallback) as found:
        assert is_close(quarters(found)[0], quarters(landscape())[0])


def test_a_picture_is_what_its_bytes_say_but_a_drawing_has_its_name(tmp_path: Path) -> None:
    landscape().save(tmp_path / "a.jpg", "PNG")
    assert one(tmp_path, "a.jpg").fallback.type == "image/jpeg"
    landscape().save(tmp_path / "b.svg", "PNG")
    (tmp_path / "c.png").write_text(SVG.format("", ""), "utf-8")
    landscape().save(tmp_path / "d.png", "TIFF")
    landscape().save(tmp_path / "e.png", "BMP")
    (tmp_path / "f.png").write_bytes(b"")
    (tmp_path / "g.png").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n")
    found = codes(tmp_path, "b.svg", "c.png", "d.png", "e.png", "f.png", "g.png")
    assert found == ["P219", "P215", "P215", "P215", "P215", "P215"]


def test_nothing_outside_of_the_folder_is_read(tmp_path: Path) -> None:
    root = tmp_path / "illustrations"
    root.mkdir()
    landscape().save(tmp_path / "secret.png")
    (root / "link.png").symlink_to(tmp_path / "secret.png")
    (root / "circle.png").symlink_to(root / "circle.png")
    (root / "folder.png").mkdir()
    for file in (
        "../secret.png",
        str(tmp_path / "secret.png"),
        "link.png",
        "circle.png",
        "folder.png",
        "absent.png",
        "a\0b.png",
        "x" * 5000,
    ):
        assert refused(root, file).startswith("P213 ")


# --- Drawings ---

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "script file": '<script href="x.js"/>',
    "script by namespace": '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
    "html script": '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
    "html frame": '<iframe xmlns="http://www.w3.org/1999/xhtml" src="#a"/>',
    "event": '<rect onclick="alert(1)"/>',
    "event in capitals": '<rect OnLoad="alert(1)"/>',
    "event of an animation": '<set onbegin="alert(1)"/>',
    "event in a namespace": '<rect xmlns:e="urn:e" e:onclick="alert(1)"/>',
    "foreign object": "<foreignObject><p/></foreignObject>",
    "image": '<image href="#a"/>',
    "link": '<a href="https://example.org/"><rect/></a>',
    "javascript link": '<a href="javascript:alert(1)"><rect/></a>',
    "javascript with a line end": '<a xlink:href="java&#10;script:alert(1)"><rect/></a>',
    "use of another file": '<use href="other.svg#a"/>',
    "use by xlink": '<use xlink:href="//example.org/x.svg#a"/>',
    "use by another prefix": '<use xmlns:q="http://www.w3.org/1999/xlink" q:href="x.svg#a"/>',
    "data": '<use href="data:image/svg+xml;base64,PHN2Zy8+#a"/>',
    "space before data": '<use href=" &#9;data:image/svg+xml,x#a"/>',
    "fill": '<rect fill="url(https://example.org/x.svg#a)"/>',
    "filter": "<rect filter=\"url('x.svg#a')\"/>",
    "second url": '<rect mask="url(#a) url( x.svg#b )"/>',
    "style attribute": '<rect style="background:url(//example.org/x.png)"/>',
    "wholly escaped url": r'<rect fill="u\72l\28//example.org/x\29"/>',
    "needlessly escaped url": r'<rect fill="\url(x.svg#a)"/>',
    "url escaped to its end": r'<rect fill="ur\00006c(x.svg#a)"/>',
    "escapes that are no character": r'<rect fill="\110000 \0 url(x.svg#a)"/>',
    "escaped url": r'<rect style="fill:\75 rl(x.svg#a)"/>',
    "url in capitals": '<rect style="fill:URL(&quot;x.svg#a&quot;)"/>',
    "comment in url": '<rect style="fill:url(/*#a*/x.svg)"/>',
    "character references": '<rect style="fill:&#117;&#x72;l(x.svg)"/>',
    "image set": "<rect style=\"background:image-set('x.png' 1x)\"/>",
    "import": "<style>@import 'x.css';</style>",
    "import in CDATA": "<style><![CDATA[ @IMPORT url(x.css); ]]></style>",
    "escaped import": r"<style>@\69mport 'x.css';</style>",
    "font": "<style>@font-face{font-family:a;src:url(data:font/woff2;base64,AA)}</style>",
    "style in a group": "<g><style>rect{fill:url(x.svg#a)}</style></g>",
    "binding": '<rect style="-moz-binding:url(#a)"/>',
    "animated link": '<a href="#a"><animate attributeName="href" to="javascript:alert(1)"/></a>',
    "set link": '<a><set attributeName="xlink:href" to="https://example.org"/></a>',
    "animated event": '<rect><set attributeName="onclick" to="alert(1)"/></rect>',
    "animated fill": '<rect><animate attributeName="fill" values="red;url(x.svg#a)"/></rect>',
    "animation": '<rect><animate attributeName="opacity" values="0;1" dur="2s"/></rect>',
    "motion on a path": '<rect><animateMotion path="M0 0h9" dur="2s"/></rect>',
    "motion by a style": "<style>g{animation:a 9s}@keyframes a{to{opacity:0}}</style>",
    "motion by a name": "<style>g{animation-name:a}</style>",
    "motion spelt otherwise": r"<style>g{\61nimation/**/ : a 9s}</style>",
    "motion of an element": '<rect style="ANIMATION: a 9s"/>',
    "base": '<g xml:base="https://example.org/"><use href="#a"/></g>',
    "handler": '<handler type="application/ecmascript">alert(1)</handler>',
    "embedded": '<embed src="x.svg"/>',
    "effect": '<filter><feImage href="https://example.org/x.png"/></filter>',
    "inclusion": '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="#a"/>',
    "instruction": '<?xml-stylesheet href="x.css"?>',
    "uses by the billion": "".join(
        f'<g id="a{n}">' + f'<use href="#a{n + 1}"/>' * 10 + "</g>" for n in range(9)
    )
    + '<g id="a9"><rect/></g>',
    "use of itself": '<g id="a"><use href="#a"/></g>',
    "groups without end": "<g>" * 300 + "</g>" * 300,
    "unfinished": "<g>",
    "unknown entity": "<text>&unknown;</text>",
}
HOSTILE_WHOLE = {
    "doctype": '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">' + SVG.format("", ""),
    "laughs": (
        '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        + SVG.format("", "<text>&b;</text>")
    ),
    "external entity": (
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        + SVG.format("", "<text>&a;</text>")
    ),
    "style sheet": '<?xml-stylesheet href="https://example.org/x.css"?>' + SVG.format("", ""),
    "event of the root": SVG.format(' onload="alert(1)"', ""),
    "another root": '<html xmlns="http://www.w3.org/1999/xhtml"><script/></html>',
    "no namespace": '<svg viewBox="0 0 9 9"/>',
    "no size": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "no size but per cents": '<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="9em"/>',
    "a size of nothing": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9"/>',
    "another encoding": '<?xml version="1.0" encoding="UTF-7"?>' + SVG.format("", ""),
    "nothing": "",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_drawing_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(SVG.format(XLINK, HOSTILE[name]), "utf-8")
    start = time.perf_counter()
    assert refused(tmp_path, "a.svg").startswith("P219 le dessin « a.svg » est refusé : ")
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("name", HOSTILE_WHOLE)
def test_a_file_that_is_no_drawing_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(HOSTILE_WHOLE[name], "utf-8")
    assert refused(tmp_path, "a.svg").startswith("P219 le dessin « a.svg » est refusé : ")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1"])
def test_a_drawing_in_another_encoding_is_refused(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(SVG.format("", "<title>Forêt</title>").encode(encoding))
    assert refused(tmp_path, "a.svg").startswith("P219 ")


def test_a_refusal_says_what_and_on_which_line(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(SVG.format("", '<g>\n<rect onclick="a()"/>\n</g>'), "utf-8")
    assert refused(tmp_path, "a.svg") == (
        "P219 le dessin « a.svg » est refusé : l’attribut « onclick » lance un script (ligne 3 du "
        "dessin)"
    )


REASONS = [
    ("<rect/>\n<image/>", "l’élément « image » n’est pas admis", 3),
    ('<set onbegin="a"/>', "il bouge", 2),
    ('<g>\n<rect xml:base="#a"/></g>', "l’attribut « base » n’est pas admis", 3),
    ('<use href="b.svg"/>', "l’attribut « href » mène hors du dessin", 2),
    ('\n<rect fill="url(b.svg)"/>', "l’attribut « fill » mène hors du dessin", 3),
    ("\n<style>\n\n@import 'b';</style>", "la feuille de style mène hors du dessin", 3),
    ("\n<style>\ng{animation:a 9s}</style>", "il bouge", 3),
    ('\n<rect style="animation:a 9s"/>', "il bouge", 3),
    ("<?xml-a b?>", "l’instruction « xml-a » n’est pas admise", 2),
    ("\n<metadata><g/></metadata>", "l’élément « g » n’est pas admis", 3),
    ("\n<style>[data-a]{fill:red}</style>", "la feuille de style choisit par", 3),
    ("<flowRoot><flowPara>\na</flowPara></flowRoot>", "le texte coulé « flowRoot »", 3),
    ("<g>\n" * 201, "ses groupes sont trop imbriqués", 201),
    ("<g>\n</h>", "ce n’est pas du XML valide", 3),
]


@pytest.mark.parametrize(("drawing", "reason", "line"), REASONS)
def test_each_refusal_names_what_is_refused(
    drawing: str, reason: str, line: int, tmp_path: Path
) -> None:
    (tmp_path / "a.svg").write_text(SVG.format(XLINK, drawing), "utf-8")
    said = refused(tmp_path, "a.svg")
    assert said.startswith(f"P219 le dessin « a.svg » est refusé : {reason}")
    assert said.endswith(f" (ligne {line} du dessin)")


@pytest.mark.parametrize(
    ("drawing", "reason"),
    [
        (SVG.format("", "").replace("viewBox", "box"), "il ne dit ni « viewBox »"),
        ('<!DOCTYPE svg SYSTEM "x">' + SVG.format("", ""), "il a un DOCTYPE"),
        ('<g xmlns="http://www.w3.org/2000/svg"/>', "ce n’est pas un dessin SVG"),
        (SVG.format("", "\0"), "il n’est pas en UTF-8"),
        (SVG.format("", '<g id="a"><use href="#a"/></g>'), "il ferait dessiner plus de 200000 "),
    ],
)
def test_a_refusal_of_the_whole_says_why(drawing: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(drawing, "utf-8")
    assert refused(tmp_path, "a.svg").startswith(f"P219 le dessin « a.svg » est refusé : {reason}")


BENIGN = {
    "spaces kept": '<text xml:space="preserve">a</text>',
    "an escape": r'<rect style="fill:\72 ed"/>',
    "numbers of parts": '<rect fill="url(#a)" clip-path="url( #b )"/>',
    "shapes": '<g id="a"><rect width="9" height="9"/><path d="M0 0h9"/></g><use href="#a"/>',
    "gradients": (
        '<linearGradient id="b" xlink:href="#a"><stop stop-color="red"/></linearGradient>'
        '<rect fill="url(#b)" style="stroke:url( \'#b\' );filter:url(#c)"/>'
    ),
    "style": "<style>.a{fill:url(#b)} @media print{.a{fill:none}}</style>",
    "motion where it is wanted": (
        "<style>@media (prefers-reduced-motion: no-preference){g{animation:a 9s}}</style>"
    ),
    "a name that animates nothing": "<style>.animation{fill:red}</style>",
    "texts": "<title>Forêt : l’image (1)</title><desc>Une @import de rêve.</desc>",
    "link inside": '<a href="#a"><rect/></a>',
    "filters": '<filter id="f"><feGaussianBlur stdDeviation="2"/><feOffset/></filter>',
    "many uses": '<rect id="a"/>' + '<use href="#a"/>' * 5000,
}


@pytest.mark.parametrize("name", BENIGN)
def test_a_benign_drawing_is_published_as_it_is(name: str, tmp_path: Path) -> None:
    drawing = SVG.format(XLINK, BENIGN[name])
    (tmp_path / "a.svg").write_text(drawing, "utf-8")
    assert codes(tmp_path, "a.svg") == []
    picture = one(tmp_path, "a.svg")
    assert list(published(picture).values()) == [drawing.encode()]
    assert picture.fallback.type == "image/svg+xml"
    assert picture.path.endswith(".svg")
    assert (picture.sources, picture.card, picture.colour) == ((), (), "")


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 160 100"', (160, 100)),
        ('viewBox="-5,-5, 160.4,1e2"', (160, 100)),
        ('width="320" height="200" viewBox="0 0 160 100"', (320, 200)),
        ('width="100%" height="100%" viewBox="0 0 160 100"', (160, 100)),
        ('width="320" viewBox="0 0 160 100"', (160, 100)),
        ('width="2in" height="25.4mm"', (192, 96)),
        ('width="9pt" height="6pt"', (12, 8)),
    ],
)
def test_the_size_of_a_drawing_is_the_one_browsers_give_it(
    attributes: str, size: tuple[int, int], tmp_path: Path
) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'
    (tmp_path / "a.svg").write_text(
        f'\ufeff<?xml version="1.0" encoding="utf-8"?>{drawing}', "utf-8"
    )
    picture = one(tmp_path, "a.svg")
    assert (picture.width, picture.height) == size


def test_the_drawings_of_this_repository_pass() -> None:
    root = Path(__file__).parent.parent / "illustrations"
    files = [file.name for file in root.glob("*.svg")]
    assert files
    assert codes(root, *files) == []


# --- Cache ---


def several(root: Path) -> list[Illustration]:
    for number in range(6):
        landscape((700 + number, 400)).save(root / f"p{number}.jpg")
    return [illustration(f"p{number}.jpg") for number in range(6)]


def test_two_runs_give_the_same_bytes_under_the_same_names(tmp_path: Path) -> None:
    wanted = several(tmp_path)
    runs = [
        make(wanted, tmp_path, cache, avif=True, workers=workers)[0]
        for cache, workers in (
            (None, 1),
            (None, 2),
            (tmp_path / "cache", 2),
            (tmp_path / "cache", None),
        )
    ]
    first, *others = [
        {path: data for picture in run.values() for path, data in published(picture).items()}
        for run in runs
    ]
    assert len(first) == 54
    assert all(other == first for other in others)
    assert [list(run) for run in runs] == [[f"p{number}" for number in range(6)]] * 4


def test_a_second_run_decodes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted, cache = several(tmp_path), tmp_path / "cache"
    make(wanted, tmp_path, cache)
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("opened"))
    pictures, problems = make(wanted, tmp_path, cache)
    assert (len(pictures), problems) == (6, [])
    kept = [file.content for picture in pictures.values() for file in picture.files]
    assert all(isinstance(path, Path) and path.parent == cache for path in kept)


@pytest.mark.parametrize("damage", ["flipped", "emptied", "cut", "removed"])
def test_a_damaged_file_of_the_cache_is_made_again(damage: str, tmp_path: Path) -> None:
    landscape((700, 400)).save(tmp_path / "a.jpg")
    cache = tmp_path / "cache"
    before = published(one(tmp_path, "a.jpg", cache))
    files = sorted(cache.iterdir())
    assert len(files) == len(before) + 1
    for file in files:
        data = file.read_bytes()
        if damage == "removed":
            file.unlink()
        elif damage == "flipped":
            file.write_bytes(data[:-2] + bytes([data[-2] ^ 1]) + data[-1:])
        else:
            file.write_bytes(b"" if damage == "emptied" else data[: len(data) // 2])
        assert published(one(tmp_path, "a.jpg", cache)) == before
        assert file.read_bytes() == data
    assert sorted(cache.iterdir()) == files


def test_a_name_says_what_made_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    landscape((700, 400)).save(tmp_path / "a.jpg")
    names = [set(published(one(tmp_path, "a.jpg")))]
    moved = replace(illustration("a.jpg"), focus=(10.0, 50.0))
    names.append(set(published(make([moved], tmp_path, None)[0]["a"])))
    monkeypatch.setattr(variants, "_RECIPE", 2)
    names.append(set(published(one(tmp_path, "a.jpg"))))
    landscape((700, 401)).save(tmp_path / "a.jpg")
    names.append(set(published(one(tmp_path, "a.jpg"))))
    assert len(set.union(*names)) == sum(map(len, names))
    assert all(name.startswith("illustrations/a-") for name in names[0])


def test_the_original_is_not_published(tmp_path: Path) -> None:
    landscape((320, 200)).save(tmp_path / "a.jpg", quality=97)
    original = (tmp_path / "a.jpg").read_bytes()
    assert original not in published(one(tmp_path, "a.jpg")).values()


# --- What is said of illustrations ---


@pytest.mark.parametrize(
    ("alt", "said"),
    [
        ("parc.jpg", "est un nom de fichier"),
        ("parc-de-la.croix", "est un nom de fichier"),
        ("IMG_2041.HEIC", "est un nom de fichier"),
        ("IMG_2041", "est un nom de fichier"),
        ("20230614_101512", "est un nom de fichier"),
        ("Image de la rivière", "commence par « Image de »"),
        ("Une image du parc", "commence par « Une image du »"),
        ("photo de groupe", "commence par « photo de »"),
        ("Photographie d’un pont", "commence par « Photographie d’ »"),
        ("Illustration de la forêt", "commence par « Illustration de »"),
        ("L’illustration : une forêt", "commence par « L’illustration : »"),
        ("x" * 151, "compte 151 caractères (au plus 150)"),
    ],
)
def test_an_alternative_text_that_says_nothing_is_refused(alt: str, said: str) -> None:
    fault = alternative_texts.fault(alt, "parcs/parc-de-la.croix.svg")
    assert fault.replace("\u00a0", " ").startswith(said)


@pytest.mark.parametrize(
    "alt",
    [
        "",
        "Le parc sous la neige.",
        "Parc",
        "Imagerie de la rivière : des gens regardent une carte.",
        "Des gens prennent une photo de famille.",
        "Photographes au bord de l’eau",
        "2023, année du virage",
        "x" * 150,
    ],
)
def test_an_alternative_text_that_says_what_is_seen_passes(alt: str) -> None:
    assert alternative_texts.fault(alt, "parc.svg") == ""


def test_the_reader_says_what_illustrations_lack(tmp_path: Path) -> None:
    contenu, folder = tmp_path / "contenu", tmp_path / "illustrations"
    contenu.mkdir()
    folder.mkdir()
    for name in ("a", "b", "c", "d", "lost"):
        (folder / f"{name}.svg").write_text(SVG.format("", ""), "utf-8")
    (folder / "notes.txt").write_text("", "utf-8")
    (folder / "illustrations.yml").write_text(
        "a: {fichier: a.svg, alt: Le parc., credit: Marie}\n"
        "b: {fichier: b.svg, alt: Photo du parc., credit: Marie}\n"
        "c: {fichier: c.svg, alt: Le pont.}\n"
        "d: {fichier: d.svg, alt: Le lac., credit: Marie}\n",
        "utf-8",
    )
    (contenu / "index.md").write_text(
        "---\ntitre: Accueil\nillustration: a\n---\n\n![Le parc.](illustrations/b.svg)\n"
        "![image de parc](photo.jpg)\n",
        "utf-8",
    )
    (contenu / "parc.md").write_text("---\ntitre: ''\nillustration: c\n---\n", "utf-8")
    _, problems = read(Roots(contenu, folder), Vocabulary())
    found = sorted((p.place.file, p.place.line, p.code) for p in problems if p.code >= "P212")
    assert found == [
        ("contenu/index.md", 7, "P220"),
        ("illustrations/illustrations.yml", 2, "P220"),
        ("illustrations/illustrations.yml", 3, "P221"),
        ("illustrations/illustrations.yml", 4, "P222"),
        ("illustrations/lost.svg", 1, "P223"),
    ]

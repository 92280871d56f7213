"""A card holds what it is given, in a font that can write it, and can be read."""

import io
from itertools import pairwise

import pytest
from parapluie.pictures.cards import (
    BOLD,
    ELLIPSIS,
    MARGIN,
    READABLE,
    SANS,
    SENTENCE_LINES,
    SERIF,
    SIZE,
    Block,
    Colours,
    card,
    colours_of,
    contrast,
    cropped,
    has,
    layout,
    readable,
    written,
)
from parapluie.pictures.palettes import PALETTES
from PIL import Image, ImageChops, ImageStat

FRENCH = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ’«»“”–—…·•!?.,;:()[]/&%$€°№+×−ªº@#*"
)
LONG = (
    "Les principes doivent être pris en compte dans toutes les décisions de la municipalité. " * 4
)
TITLES = [
    "",
    "É",
    "Eau",
    "Équité",
    "Sobriété",
    "Budget participatif",
    "Participation citoyenne",
    "Politique familiale",
    "L’école du vallon",
    "L'arbre à souhaits",
    "Où vit-on bien ?",
    "« Vivre ici » : un rêve !",
    "Œuvrer à L’Anse-Saint-Jean",
    "Saint-Louis-du-Ha! Ha!",
    "Plan d’action 2025 – 2035",
    "Rendre la municipalité accessible",
    "Une forêt nourricière pour tout le village",
    "Reconnaître l’apport des personnes aînées",
    "Le comité du développement durable et de la participation",
    "Politique de développement durable de Petit-Saguenay",
    "Des dés pour parler de la transition écologique au tournoi de la patinoire",
    "Décider ensemble de ce qui nous touche, du premier café-causerie jusqu’au vote du conseil",
    "Politique de participation citoyenne et de développement durable, 2025 – 2035",
    "Ce que nous voulons laisser à nos enfants : une eau propre, une forêt vivante "
    "et un village où ils resteront",
    "Accompagner les jeunes, les familles et les personnes aînées dans les transitions "
    "sociales, écologiques et culturelles",
    "Anticonstitutionnellement",
    "Anticonstitutionnellement" * 3,
    "W" * 120,
    "Saint-" * 20 + "Jean",
    "mot " * 60,
    "🌲🍎",
    "La forêt 🌲 nourricière \u200d\ufe0f日本",
    "Eau\u00a0: 60\u202f000 m³ d’e\u0301conomie\n\t½",
]
TOWNS = ["Petit-Saguenay", "Sainte-Marguerite-du-Lac-Masson-et-de-l’Estérel-sur-la-Rivière"]
NOTICE = "Démonstration non officielle, faite de sources publiques"


def blocks_of(
    title: str, sentence: str = "", town: str = "", notice: str = "", *, beside: bool = True
) -> list[Block]:
    return layout(title, sentence, town, notice, beside=beside, colours=Colours())


def lines_of(block: Block) -> list[str]:
    return [line.text for line in block.lines]


@pytest.mark.parametrize("beside", [True, False], ids=["beside a picture", "alone"])
@pytest.mark.parametrize("title", TITLES, ids=range(len(TITLES)))
def test_every_line_is_inside_its_column_and_over_the_next(title: str, *, beside: bool) -> None:
    right = MARGIN + (568 if beside else 900)
    for rest in (("", "", ""), ("Phrase.", TOWNS[0], NOTICE), (LONG, TOWNS[1], NOTICE * 4)):
        blocks = blocks_of(title, *rest, beside=beside)
        boxes = [line.box for block in blocks for line in block.lines]
        for left, top, end, bottom in boxes:
            # The tail of a « j » hangs a little out of the column.
            assert MARGIN - 8 <= left <= end <= right
            assert MARGIN <= top <= bottom <= SIZE[1] - 30
        for block, following in pairwise(blocks):
            assert block.lines[-1].box[3] < following.lines[0].box[1]


def test_what_is_measured_is_what_is_drawn() -> None:
    """Outside the boxes and the stroke over the title, a card is bare paper."""
    for title in ("Ça pâlit", "Politique de participation citoyenne à L’Anse-Saint-Jean"):
        picture = card(title, LONG, "Québec", None, NOTICE)
        paper = Image.new("RGB", SIZE, Colours().paper)
        blocks = blocks_of(title, LONG, "Québec", NOTICE, beside=False)
        for block in blocks:
            for line in block.lines:
                left, top, right, bottom = line.box
                drawn = ImageStat.Stat(picture.crop(line.box)).stddev
                assert max(drawn) > 20
                paper.paste(picture.crop(line.box), (left, top))
                assert right > left
                assert bottom > top
        top = blocks[0].lines[0].box[1]
        rest = ImageChops.difference(picture, paper).crop((0, top, 740, SIZE[1]))
        assert rest.getbbox() is None


def test_a_long_sentence_is_cut_after_three_lines() -> None:
    sentence = blocks_of("Titre", LONG)[1]
    assert (sentence.role, len(sentence.lines)) == ("sentence", SENTENCE_LINES)
    assert sentence.lines[-1].text.endswith(ELLIPSIS)
    assert LONG.startswith(" ".join(lines_of(sentence)).removesuffix(ELLIPSIS))


def test_a_title_of_120_signs_is_whole() -> None:
    for title in TITLES:
        if len(title) <= 120 and " " in title and title.isprintable():
            shown = " ".join(lines_of(blocks_of(title, LONG, "Ville", NOTICE)[0]))
            assert shown.replace("\u00a0", " ") == written(title, SERIF).replace("\u00a0", " ")


def test_short_titles_are_large_and_lines_are_of_about_the_same_length() -> None:
    short, long = (blocks_of(title, LONG, "Ville", NOTICE)[0] for title in ("Équité", TITLES[24]))
    assert short.font.size > 70 > 58 > long.font.size
    widths = [line.box[2] - line.box[0] for line in long.lines]
    assert min(widths) > max(widths) / 2


def test_no_line_begins_or_ends_where_french_does_not_break() -> None:
    hard = "Oui : « on » y va ! Où ? « Ici » ; là : « non » ! " * 3
    for block in blocks_of(hard, hard, "Saint-Louis-du-Ha ! Ha !"):
        for line in block.lines:
            assert line.text[0] not in ":;!?»…"
            assert line.text[-1] != "«"


def test_a_word_too_long_is_cut_at_its_hyphens_first() -> None:
    lines = lines_of(blocks_of("Saint-" * 20 + "Jean")[0])
    assert len(lines) > 1
    assert all(line.endswith("Saint-") for line in lines[:-1])
    assert "".join(lines) == "Saint-" * 20 + "Jean"


@pytest.mark.parametrize("face", [SERIF, SANS, BOLD], ids=lambda face: face[1])
def test_the_fonts_have_every_french_sign(face: tuple[str, str]) -> None:
    assert [sign for sign in FRENCH if not has(face, sign)] == []
    assert not any(has(face, sign) for sign in "🌲日\u200d\U0010fffe")


def test_no_line_ends_at_an_unbreakable_space() -> None:
    for space in "\u00a0\u202f":
        sentence = f"tout{space}un{space}bloc " * 30
        for line in lines_of(blocks_of("Titre", sentence)[1]):
            assert line.rstrip(ELLIPSIS).split(" ")[-1].count("\u00a0") == 2


def test_unbreakable_spaces_are_drawn_as_spaces() -> None:
    ((line,),) = [block.lines for block in blocks_of("60\u202f000 : a\u00a0b")]
    ((plain,),) = [block.lines for block in blocks_of("60 000 : a b")]
    assert line.box[1] == plain.box[1]
    assert abs(line.box[2] - plain.box[2]) < 8


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("L'eau", "L’eau"),
        ("Où ? Là !", "Où\u00a0? Là\u00a0!"),
        ("« ici » : là", "«\u00a0ici\u00a0»\u00a0: là"),
        ("e\u0301te\u0301", "été"),
        ("La forêt 🌲 d’ici", "La forêt d’ici"),
        ("  deux\n\tlignes ", "deux lignes"),
        ("20 ㎏ de blé", "20 kg de blé"),
        ("🌲", ""),
    ],
)
def test_a_text_is_written_as_french_sets_it(given: str, expected: str) -> None:
    assert written(given, SERIF) == expected


@pytest.mark.parametrize("picture", [None, (960, 600), (300, 1200), (2000, 100), (8, 8)])
def test_a_card_is_1200_by_630_with_any_picture(picture: tuple[int, int] | None) -> None:
    image = picture and Image.new("RGBA", picture, "#a8402c")
    made = card("Titre", "Phrase.", "Ville", image, focus=(1.0, 0.0))
    assert (made.size, made.mode) == (SIZE, "RGB")
    corner = made.getpixel((SIZE[0] - 1, 0))
    assert corner == ((0xA8, 0x40, 0x2C) if picture else Colours().paper)


def test_a_card_of_nothing_is_still_a_card() -> None:
    assert card("", "", "", None).size == SIZE


def test_the_crop_keeps_the_focus() -> None:
    picture = Image.new("L", (900, 300))
    picture.paste(255, (700, 100, 740, 140))
    for size, place in (((300, 300), (150, 120)), ((100, 200), (50, 80)), ((400, 100), (320, 50))):
        seen = cropped(picture, size, (0.8, 0.4))
        assert seen.size == size
        assert seen.getpixel(place) == (255, 255, 255)
    # Where the picture ends, it is not stretched: the crop moves inwards.
    assert cropped(picture, (300, 300), (1.0, 0.4)).getpixel((120, 120)) == (255, 255, 255)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.005)
    assert contrast((255, 0, 0), (255, 255, 255)) == pytest.approx(4.0, abs=0.005)
    assert contrast((5, 5, 5), (0, 0, 0)) == pytest.approx(1.03, abs=0.001)


def test_texts_can_be_read_whatever_the_colours() -> None:
    odd = [
        Colours(paper, ink, soft)
        for paper in ((255, 255, 255), (0, 0, 0), (128, 128, 128), (226, 163, 60))
        for ink, soft in (((130, 130, 130), (200, 200, 200)), ((226, 163, 60), (168, 64, 44)))
    ]
    for colours in [Colours(), *map(colours_of, PALETTES), *odd]:
        for block in layout("T", "Phrase.", "Ville", "Avis", beside=True, colours=colours):
            assert contrast(block.colour, colours.paper) >= READABLE


def test_a_colour_that_can_be_read_is_left_alone() -> None:
    assert readable((18, 50, 74), (253, 250, 243)) == (18, 50, 74)


def test_a_card_holds_no_metadata() -> None:
    source = Image.new("RGB", (960, 600), "#12324a")
    source.info["exif"] = b"Exif\0\0secret"
    made = card("Titre", "", "Ville", source)
    assert made.info == {}
    file = io.BytesIO()
    made.save(file, "PNG")
    assert b"secret" not in file.getvalue()

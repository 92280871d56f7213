"""Posters, coupons and cards: what they hold, what their codes say, how they print."""

import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import cv2
import numpy
import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Town
from parapluie.pages.handouts import card
from parapluie.pages.qr_codes import code
from parapluie.source.colours import LIGHT
from PIL import Image
from playwright.sync_api import Browser
from pypdf import PdfReader
from site_tools import OTHER_WORDS, copy_site, made_once, parapluie, parse, window

ADDRESS = "https://bourg.exemple.invalid/politiques/"
WITH_ADDRESS = {"docs_dir: contenu": f"docs_dir: contenu\nsite_url: {ADDRESS}"}
POSTER = "id/action/jardin/affiche.html"
COUPON = "id/action/jardin/coupon.html"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the test site with an address, built once."""

    def make(folder: Path) -> None:
        copy_site(OTHER_WORDS, folder, WITH_ADDRESS)
        done = parapluie("construire", cwd=folder)
        assert done.returncode == 0, done.stdout + done.stderr

    return made_once(tmp_path_factory, "with-address", make) / "site"


def in_modules(drawn: str) -> Image.Image:
    """Return a code as a picture, four pixels to a module."""
    size, _, path = drawn.partition(" ")
    picture = Image.new("L", (int(size), int(size)), 255)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)", path):
        for column in range(int(x), int(x) + int(length)):
            picture.putpixel((column, int(y)), 0)
    return picture.resize((int(size) * 4, int(size) * 4), Image.Resampling.NEAREST)


def read(picture: Image.Image) -> str:
    """Return what a code says to a library other than the one that makes them."""
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(numpy.asarray(picture.convert("L")))
    return text


@pytest.mark.parametrize("length", [10, 40, 120, 300])
def test_a_code_says_its_address(length: int) -> None:
    address = f"{ADDRESS}{'a' * length}/"
    assert read(in_modules(code(address))) == address


def test_every_principle_and_action_has_a_poster_and_a_coupon(folder: Path) -> None:
    for kind in ("principe", "action"):
        entries = [data.stem for data in (folder / "id" / kind).glob("*.json")]
        assert entries
        for name in entries:
            for page in ("affiche.html", "coupon.html"):
                tree = parse((folder / "id" / kind / name / page).read_text("utf-8"))
                assert next(tree.all("html")).attributes["lang"] == "fr"
                assert len(list(tree.all("h1"))) == 1
                assert not list(tree.all("script", "style"))
                assert not [e for e in tree.all() if "style" in e.attributes]
            assert f"{kind}/{name}" in tree.text


def test_a_card_needs_nothing_else(folder: Path) -> None:
    cards = list((folder / "id").rglob("*.svg"))
    assert cards
    for file in cards:
        drawing = file.read_text("utf-8")
        assert not re.search(r"<(?:script|image|use|style|foreignObject)\b|href|url\(", drawing)


def test_a_card_shows_hostile_words_as_words(town: Town) -> None:
    title = "</text><script>alert(1)</script> ' & ]]>"
    graph = town(f"=== actions/a.md\n---\ntitre: {json.dumps(title)}\n---\n")
    drawing = ElementTree.fromstring(card(graph.of("action")[0], title, LIGHT))
    names = {element.tag.rpartition("}")[2] for element in drawing.iter()}
    assert names == {"svg", "title", "rect", "text"}
    assert "".join(drawing.itertext()).count("alert(1)") == 3


def test_the_code_to_copy_is_a_picture_in_a_link(folder: Path) -> None:
    tree = parse((folder / "mesures" / "jardin.html").read_text("utf-8"))
    (code,) = tree.with_class("pp-share__code")
    copied = parse(code.text)
    (link,) = copied.all("a")
    (picture,) = copied.all("img")
    assert link.attributes["href"] == f"{ADDRESS}id/action/jardin/"
    assert picture.attributes["src"] == f"{ADDRESS}id/action/jardin.svg"
    assert picture.attributes["alt"]
    assert not list(copied.all("script", "iframe", "style"))


@pytest.mark.parametrize("path", [POSTER, COUPON])
@pytest.mark.parametrize("width", [1280, 360, 320])
def test_a_sheet_serves_everyone_on_screen_and_its_code_is_read(
    browser: Browser, guarded_address: str, path: str, width: int
) -> None:
    with window(browser, width=width) as page:
        said: list[str] = []
        # Browsers ask a host for its icon, which is not ours to have.
        page.on(
            "console",
            lambda message: (
                None if "favicon" in message.location["url"] else said.append(message.text)
            ),
        )
        page.goto(guarded_address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response
        assert [violation["id"] for violation in found["violations"]] == []
        shot = page.locator("svg.code").first.screenshot()
        assert (
            read(Image.open(io.BytesIO(shot)).resize((600, 600))) == f"{ADDRESS}id/action/jardin/"
        )
        assert said == []


@pytest.mark.parametrize(
    ("what", "form", "sheets", "words"),
    [
        ("action:jardin", "affiche", 1, "Pour en lire plus"),
        ("action/jardin", "coupon", 1, "action/jardin"),
        ("mesures/jardin.html", "page", None, ""),
    ],
)
def test_a_page_prints_as_tagged_french_pdf(
    folder: Path, tmp_path: Path, what: str, form: str, sheets: int | None, words: str
) -> None:
    file = tmp_path / "feuille.pdf"
    done = parapluie("imprimer", what, file, "--forme", form, cwd=folder.parent)
    assert done.returncode == 0, done.stderr
    pdf = PdfReader(file)
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "fr"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert sheets is None or len(pdf.pages) == sheets
    assert words in "".join(page.extract_text() for page in pdf.pages).replace("\u00a0", " ")
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("jardn", "vouliez-vous dire « jardin »"),
        ("../mkdocs.yml", "n’est ni une entrée, ni une page"),
        ("/etc/passwd", "n’est ni une entrée, ni une page"),
    ],
)
def test_what_names_no_page_of_the_site_is_refused(
    folder: Path, tmp_path: Path, what: str, said: str
) -> None:
    done = parapluie("imprimer", what, tmp_path / "x.pdf", cwd=folder.parent)
    assert done.returncode == 2
    assert said in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_site_that_is_not_built_is_told(tmp_path: Path) -> None:
    town = copy_site(OTHER_WORDS, tmp_path / "bourg")
    done = parapluie("imprimer", "action:jardin", tmp_path / "x.pdf", cwd=town)
    assert done.returncode == 2
    assert "construisez-le d’abord" in done.stderr

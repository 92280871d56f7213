"""The form that runs a project through the framework, from a disk, by keyboard alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from council_site import COUNCIL, COUNCIL_DAY, council_site
from pdf_text import sheets
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject
from site_tools import PATIENCE, article, core_site, parse, run, window

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return council_site(tmp_path_factory)


def fill(page: Page) -> None:
    """Answer every lens with the keyboard, from the first field on."""
    keys = page.keyboard
    page.get_by_label("Nom du projet").focus()
    keys.type('La serre « d’hiver »: "oui"')
    keys.press("Tab")
    keys.type("Une serre derrière l’école.")
    page.get_by_label("Ce qui est examiné (s’il a déjà sa page)").focus()
    for steps in (0, 1, 2):  # contributes, neutral, in tension
        keys.press("Tab")
        keys.press("Space")
        for _ in range(steps):
            keys.press("ArrowRight")
        keys.press("Tab")
        keys.type("Parce que\nc'est : ainsi \\ # oui")
        keys.press("Tab")
        if steps == 1:  # what is typed of a tension and taken back leaves no trace
            keys.press("Shift+Tab")
            keys.press("Shift+Tab")
            keys.press("ArrowRight")
            for _ in range(3):
                keys.press("Tab")
            keys.type("Rien à trancher.")
            for _ in range(3):
                keys.press("Shift+Tab")
            keys.press("ArrowLeft")
            for _ in range(2):
                keys.press("Tab")
        if steps == 2:
            keys.press("Tab")
            keys.type("On répare d’abord.")
            keys.press("Tab")
            keys.type("Conseil m")
            keys.press("Tab")
            page.locator(":focus").fill("2029-01-31")


def test_the_form_makes_a_file_that_the_site_shows(
    browser: Browser, folder: Path, tmp_path: Path
) -> None:
    with window(browser, accept_downloads=True) as page:
        page.context.set_offline(True)
        page.goto(f"file://{folder}/suivi/passer-au-crible.html")
        fill(page)
        with page.expect_download() as found:
            button = page.get_by_role("button", name="Télécharger le fichier")
            button.focus()
            page.keyboard.press("Enter")
        assert found.value.suggested_filename == "la-serre-d-hiver-oui.md"
        expect(page.locator("output")).to_contain_text("Mettez-le dans contenu/decisions/.")
        town = tmp_path / "ville"
        shutil.copytree(COUNCIL, town, ignore=shutil.ignore_patterns("site", ".cache"))
        found.value.save_as(town / "contenu" / "decisions" / found.value.suggested_filename)
        assert page.evaluate("localStorage.length") == 0
    done = run("-m", "parapluie", "verifier", "--strict", cwd=town, day=COUNCIL_DAY)
    assert done.returncode == 0, done.stdout
    assert "Rien à trancher" not in (town / "contenu/decisions/la-serre-d-hiver-oui.md").read_text(
        "utf-8"
    )
    files = {file.path: file for file in core_site(town, COUNCIL_DAY).files}
    text = parse(str(files["decisions/la-serre-d-hiver-oui/fiche.md"].content)).text
    for words in (
        'La serre « d’hiver »: "oui"',
        "Écoute Contribue",
        "Équité Neutre",
        "Sobriété En tension",
        "Parce que c’est : ainsi \\ # oui",
        "Arbitrage : On répare d’abord. Tranché par Conseil municipal.",
        "à revoir le 31 janvier 2029",
    ):
        assert words in text, words


def test_what_is_left_out_is_said_and_a_draft_is_kept_only_when_asked(
    browser: Browser, folder: Path
) -> None:
    with window(browser) as page:
        page.goto(f"file://{folder}/suivi/passer-au-crible.html")
        said = page.locator("output")
        page.get_by_label("Nom du projet").fill("Serre")
        tension = page.get_by_label("En tension").first
        settled = page.get_by_label("Comment la tension est tranchée").first
        expect(settled).to_be_hidden()
        tension.check()
        expect(settled).to_be_visible()
        with page.expect_download():
            page.get_by_role("button", name="Télécharger le fichier").click()
        expect(said).to_contain_text("2 lentille(s) sans réponse et 1 tension(s) sans arbitrage")
        page.reload()
        expect(page.get_by_label("Nom du projet")).to_have_value("")
        page.get_by_label("Nom du projet").fill("Serre")
        page.get_by_role("button", name="Garder ce brouillon").click()
        page.reload()
        expect(page.get_by_label("Nom du projet")).to_have_value("Serre")
        page.get_by_role("button", name="Effacer le brouillon").click()
        page.reload()
        expect(page.get_by_label("Nom du projet")).to_have_value("")
        assert page.evaluate("localStorage.length") == 0


def headings(node: DictionaryObject) -> Iterator[str]:
    """Return the titles that the tags of a PDF announce, in order."""
    if node.get("/S") in ("/H1", "/H2", "/H3"):
        yield node["/S"]
    below = node.get("/K", ArrayObject())
    for one in below if isinstance(below, ArrayObject) else (below,):
        inner = one.get_object()
        if isinstance(inner, DictionaryObject):
            yield from headings(inner)


@pytest.mark.parametrize("named", [(), ("feuilles/parc.pdf",)])
def test_the_command_prints_the_file_of_a_council(
    folder: Path, tmp_path: Path, named: tuple[str, ...]
) -> None:
    configuration = folder.parent / "mkdocs.yml"
    command = ("-m", "parapluie", "dossier", "action:parc", *named, "--config", configuration)
    done = run(*command, cwd=tmp_path, day=COUNCIL_DAY)
    assert done.returncode == 0, done.stderr
    (name,) = named or ("dossier-parc.pdf",)
    assert done.stdout == f"{name} est prêt.\n"
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [tmp_path / name]
    pdf = PdfReader(tmp_path / name)
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "fr"
    assert root["/MarkInfo"]["/Marked"]
    found = list(headings(root["/StructTreeRoot"]))
    page = (folder / "actions" / "parc" / "dossier.html").read_text("utf-8")
    titles = list(article(page).all("h2"))
    assert found.count("/H1") == 1
    assert found[0] == "/H1"
    assert found.count("/H2") == len(titles) >= 4
    text = "".join(sheet.extract_text() for sheet in pdf.pages).replace("\u00a0", " ")
    assert "Parc du ruisseau" in text
    assert "Qui est touché, qui a été consulté" in text
    assert len(pdf.pages) <= 2


@pytest.mark.parametrize(
    "path", ["decisions/le-parc-au-crible/fiche.html", "actions/parc/dossier.html"]
)
def test_what_a_council_prints_is_short_tagged_and_in_french(
    browser: Browser, folder: Path, path: str
) -> None:
    with window(browser) as page:
        page.goto(f"file://{folder}/{path}")
        titles = page.locator("article h2").count()
        paper = page.pdf(format="A4", tagged=True)
    assert 1 <= len(sheets(paper)) <= 2
    assert b"/StructTreeRoot" in paper
    assert b"/Lang (fr)" in paper
    assert paper.count(b"/S /H1") == 1
    assert paper.count(b"/S /H2") == titles >= 4


def test_what_is_cited_stands_under_the_text(browser: Browser, address: str, folder: Path) -> None:
    paths = [p for p in sorted(folder.rglob("*.html")) if 'pp-cite"' in p.read_text("utf-8")]
    seen = 0
    with window(browser, width=1280) as page:
        for path in paths[:12]:
            page.goto(address + path.relative_to(folder).as_posix())
            edges = page.evaluate(
                """() => [".pp-cite", ".pp-section"].map((name) => {
                  const inner = document.querySelector(".md-content__inner");
                  const element = inner.querySelector(`:scope > ${name}`);
                  const box = element?.getBoundingClientRect();
                  return box && [box.left, box.right];
                })"""
            )
            if all(edges):
                seen += 1
                assert edges[0] == edges[1], path
    assert seen

"""Slides of a plan: 16:9, numbered, and nothing that overflows, however long the texts."""

from pathlib import Path

import pytest
from council_site import COUNCIL, COUNCIL_DAY
from parapluie.meaning.graph import Graph
from parapluie.pages.slides import STYLE, slides_page, style
from parapluie.source.reading import read
from pdf_text import sheets
from playwright.sync_api import Browser
from site_tools import copy_site, core_arguments, run, window

LONG = "Une allée piétonne bordée d’érables, de la bibliothèque jusqu’au quai municipal rénové "
# What stands lower than the bottom of its slide, or under its number.
OVERFLOWING = """() => [...document.querySelectorAll('.slide')].filter(slide => {
  const last = slide.querySelector('ul:last-of-type, .brief');
  const number = slide.querySelector('.number');
  const bottom = number ? number.getBoundingClientRect().top
    : slide.getBoundingClientRect().bottom;
  return slide.scrollHeight > slide.clientHeight || slide.scrollWidth > slide.clientWidth
    || (last && last.getBoundingClientRect().bottom > bottom);
}).map(slide => slide.innerText)"""

SIZES = """() => [...document.querySelectorAll('li')].map(
  item => parseFloat(getComputedStyle(item).fontSize))"""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a town whose plan has many objectives, actions and long words."""
    folder = copy_site(COUNCIL, tmp_path_factory.mktemp("crowded") / "town")
    for number in range(25):
        (folder / "contenu" / "actions" / f"longue-{number}.md").write_text(
            f"---\ntitre: {LONG * (1 + number % 3)}{number}\nstatut: en-cours\n"
            "periode: 2025/2027\nresponsable: loisirs\nrealise: [familles-et-aines#bouger]\n"
            "attend: {quoi: " + LONG + ", qui: conseil, d_ici: 2027-03-15}\n---\n",
            "utf-8",
        )
    file = folder / "contenu" / "politiques" / "familles-et-aines.md"
    text = file.read_text("utf-8")
    file.write_text(text.replace("titre: Bouger dehors", f"titre: {LONG * 2}"), "utf-8")
    return folder


def test_the_command_makes_slides_in_16_9_that_are_numbered(tmp_path: Path) -> None:
    given = ("-m", "parapluie", "diapos", "politique:familles-et-aines")
    done = run(*given, "--config", COUNCIL / "mkdocs.yml", cwd=tmp_path, day=COUNCIL_DAY)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "diapos-familles-et-aines.pdf est prêt.\n"
    found = sheets((tmp_path / "diapos-familles-et-aines.pdf").read_bytes())
    assert {sheet.size for sheet in found} == {(320, 180)}
    assert [sheet.text.endswith(f"{n}/{len(found)}") for n, sheet in enumerate(found, 1)][1:] == [
        True
    ] * (len(found) - 1)
    text = " ".join(sheet.text for sheet in found)
    for words in (
        "Politiquedesfamillesetdesaînés",
        "Cettepolitiqueapplique",
        "Navetteduvillage",
        "d’icile15mars2027",
        "Àquienparler",
    ):
        assert words in text, words


def test_nothing_overflows_a_slide(browser: Browser, crowded: Path, tmp_path: Path) -> None:
    roots, options = core_arguments(crowded, COUNCIL_DAY)
    content, _ = read(roots, options.vocabulary)
    graph = Graph(content, options.vocabulary)
    policy = graph.get(("politique", "familles-et-aines"))
    assert policy is not None
    page_text = slides_page(graph, options, policy)
    assert page_text is not None
    assert page_text.count("(suite)") > 5
    (tmp_path / "diapos.html").write_text(page_text, "utf-8")
    (tmp_path / STYLE).write_text(style(options), "utf-8")
    with window(browser, width=1280) as page:
        page.goto((tmp_path / "diapos.html").as_uri())
        assert page.evaluate(OVERFLOWING) == []
        assert min(page.evaluate(SIZES)) >= 30  # pixels: 24 points or so


def test_what_has_nothing_under_it_has_no_slides(tmp_path: Path) -> None:
    def diapos(name: str) -> tuple[int, str]:
        given = ("-m", "parapluie", "diapos", name, "--config", COUNCIL / "mkdocs.yml")
        done = run(*given, cwd=tmp_path, day=COUNCIL_DAY)
        return done.returncode, done.stderr

    assert diapos("familiale-2015")[0] == 2
    code, said = diapos("politique:familles")
    assert code == 2
    assert "« politique:familles » n’est pas une politique ni un plan d’ici" in said

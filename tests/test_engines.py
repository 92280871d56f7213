"""MkDocs, ProperDocs and Zensical publish the same site, and a mistake costs none of it."""

import importlib.util
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from PIL import Image
from site_tools import (
    Element,
    addresses,
    article,
    broken_links,
    build_with,
    built_site,
    contents,
    pages,
    parse,
)

PLUGIN_ENGINES = ("mkdocs", "properdocs")
ENGINES = (*PLUGIN_ENGINES, "zensical")
EVERY_SITE = [(engine, urls) for engine in ENGINES for urls in ("files", "folders")]

# What our menu has beside lists, principles and policies: the guide, then pages about the whole.
GUIDE = (
    "index premiere-heure cles mots recit illustrations recherche regles publier lisibilite".split()
)
SECTIONS = (
    "donnees/index.html",
    "failles.html",
    "et-pour-moi.html",
    "angles-morts.html",
    "demarche/vous-avez-dit.html",
    "le-cadre-en-vingt-minutes.html",
    "suivi/index.html",
    "suivi/passer-au-crible.html",
    "suivi/tableau.html",
    "suivi/tensions.html",
    "themes/index.html",
)

Built = Callable[[str, str], Path]


@pytest.fixture
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the folder that holds `site`, built by an engine with addresses of a form."""

    def get(engine: str, urls: str) -> Path:
        if importlib.util.find_spec(engine) is None:
            pytest.skip(f"{engine} is not installed here")

        return built_site(tmp_path_factory, engine, urls)

    return get


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / "contenu" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def without_buttons(element: Element) -> Element:
    """Return an article but for the engine's own « edit this page »."""
    element.children = [
        child
        for child in element.children
        if isinstance(child, str) or "md-content__button" not in child.attributes.get("class", "")
    ]
    return element


def menu(home: str) -> list[str]:
    """Return the pages of the site that the menu of the home page leads to."""
    (navigation,) = (
        nav
        for nav in parse(home).all("nav")
        if "pp-menu__panel" in nav.attributes.get("class", "").split()
    )
    found = [a.attributes["href"] for a in navigation.all("a") if "href" in a.attributes]
    return [address for address in found if address.endswith((".html", "/", "."))]


@pytest.mark.parametrize("urls", ["files", "folders"])
@pytest.mark.parametrize("engine", ["properdocs", "zensical"])
def test_an_engine_publishes_the_same_pages_as_mkdocs(built: Built, engine: str, urls: str) -> None:
    assert set(pages(built(engine, urls) / "site")) == set(pages(built("mkdocs", urls) / "site"))


@pytest.mark.parametrize("urls", ["files", "folders"])
def test_mkdocs_and_properdocs_publish_the_same_content_of_each_page(
    built: Built, urls: str
) -> None:
    ours, theirs = (pages(built(engine, urls) / "site") for engine in PLUGIN_ENGINES)
    assert [path for path in ours if "article" not in ours[path]] != []  # redirects
    with_content = [path for path in ours if "<article" in ours[path]]
    assert len(with_content) > 40
    assert [p for p in with_content if article(ours[p]) != article(theirs[p])] == []


@pytest.mark.parametrize("urls", ["files", "folders"])
def test_zensical_publishes_the_same_text_and_links_of_each_page(built: Built, urls: str) -> None:
    ours, theirs = (pages(built(engine, urls) / "site") for engine in ("mkdocs", "zensical"))
    different = []
    for path in ours:
        if "<article" not in ours[path]:
            continue
        one, other = (without_buttons(article(html[path])) for html in (ours, theirs))
        if one.text != other.text:
            different.append((path, one.text, other.text))
        # An engine may write `.` for `./`: what counts is where a link leads.
        links = [
            [urljoin(f"https://x/{path}", link) for link in addresses(e)] for e in (one, other)
        ]
        if links[0] != links[1]:
            different.append((path, *map(str, links)))
    assert different == []


@pytest.mark.parametrize(("engine", "urls"), EVERY_SITE)
def test_every_link_anchor_and_picture_leads_somewhere(
    built: Built, engine: str, urls: str
) -> None:
    assert broken_links(built(engine, urls) / "site") == []


def test_the_link_checker_sees_a_missing_page_a_missing_place_and_a_way_out(
    tmp_path: Path,
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text(
        '<a href="a/b.html#ici">1</a> <a href="a/c.html">2</a> <a href="a/b.html#non">3</a>'
        '<img src="x.png" srcset="y.png 2x"> <a href="https://exemple.invalid/">4</a>'
    )
    (tmp_path / "a" / "b.html").write_text(
        '<p id="ici"><a href="../../index.html">5</a> <a href="..">6</a>'
    )
    assert broken_links(tmp_path) == [
        "a/b.html: ../../index.html",
        "index.html: a/c.html",
        "index.html: a/b.html#non",
        "index.html: x.png",
        "index.html: y.png",
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_former_id_leads_to_the_page_of_today(built: Built, engine: str) -> None:
    for urls, page, target in (
        ("files", "facteurs/coup-de-main.html", "../facteurs/entraide.html"),
        ("folders", "facteurs/coup-de-main/index.html", "../../facteurs/entraide/"),
    ):
        html = (built(engine, urls) / "site" / page).read_text("utf-8")
        metas = parse(html).all("meta")
        (refresh,) = (e for e in metas if e.attributes.get("http-equiv") == "refresh")
        assert refresh.attributes["content"] == f"0; url={target}"


@pytest.mark.parametrize(("engine", "urls"), EVERY_SITE)
def test_nothing_is_published_as_authors_wrote_it_but_other_files(
    built: Built, engine: str, urls: str
) -> None:
    published = contents(built(engine, urls) / "site")
    ours = [
        path
        for path in published
        if not path.endswith(".html")
        and not path.startswith(("assets/", "search/", "sitemap", "objects.inv", "search.json"))
    ]
    made = ("illustrations/", "partage/", "donnees/", "id/", "schemas/")
    assert [path for path in ours if not path.startswith(made)] == ["depliant.txt"]
    originals = {"pont.svg", "place.jpg", "dessin.svg"}
    assert [path for path in ours if path.rpartition("/")[2] in originals] == []
    # The guide shows what to type.
    theirs = {p: text for p, text in published.items() if not p.startswith(("guide/", "search"))}
    raw = (b"en_bref:", b"Un brouillon qui ne se publie pas", b"definition:", b"_defauts")
    assert [(p, r) for p, text in theirs.items() for r in raw if r in text] == []


@pytest.mark.parametrize("engine", ENGINES)
def test_only_sections_principles_and_policies_stand_in_the_menu(built: Built, engine: str) -> None:
    home = (built(engine, "files") / "site" / "index.html").read_text("utf-8")
    found = [address for address in menu(home) if not address.startswith("https:")]
    sections = [f"{s}/index.html" for s in "scenes mesures demarche clienteles porteurs".split()]
    others = "decisions indicateurs concordance referentiels glossaire".split()
    assert {address.removeprefix("./") for address in found} - {"index.html", "."} == {
        *sections,
        *(f"{section}/index.html" for section in others),
        *(f"rouages/{page}.html" for page in ("index", "regles-du-jeu", "vision")),
        *(f"facteurs/{page}.html" for page in ("index", "entraide", "sobriete", "voisinage")),
        *(f"leviers/{page}.html" for page in ("index", "bien-vieillir", "cadre-vivre-ici")),
        *(f"orientations/{page}.html" for page in ("index", "eau")),
        "a-propos.html",
        *(f"guide/{page}.html" for page in GUIDE),
        *SECTIONS,
    }


@pytest.mark.parametrize("engine", PLUGIN_ENGINES)
@pytest.mark.parametrize(
    ("page", "file"),
    [
        ("index.html", "index.md"),
        ("mesures/jardin.html", "mesures/jardin.md"),
        ("demarche/2030/veillee.html", "demarche/2030/veillee.md"),
        ("scenes/index.html", "scenes/index.md"),
        ("leviers/index.html", None),
        ("guide/regles.html", None),
    ],
)
def test_edit_this_page_leads_to_the_file_that_an_author_wrote(
    built: Built, engine: str, page: str, file: str | None
) -> None:
    html = (built(engine, "files") / "site" / page).read_text("utf-8")
    links = [
        a.attributes["href"]
        for a in parse(html).all("a")
        if "/edit/" in a.attributes.get("href", "")
    ]
    wanted = [f"https://depot.exemple.invalid/bourg/edit/main/contenu/{file}"] if file else []
    assert links == wanted


@pytest.mark.parametrize("engine", ENGINES)
def test_a_photograph_is_published_upright_and_without_its_metadata(
    built: Built, engine: str
) -> None:
    folder = built(engine, "files")
    (picture,) = (folder / "site" / "illustrations").glob("place-*-40x64.webp")
    with Image.open(folder / "illustrations" / "place.jpg") as original:
        assert original.size == (64, 40)
        assert original.getexif()
    with Image.open(io.BytesIO(picture.read_bytes())) as published:
        assert published.size == (40, 64)
        assert not published.getexif()
        red, green, blue = published.convert("RGB").getpixel((20, 5))  # the sky is on top
        assert blue > green > red


@pytest.mark.parametrize("engine", PLUGIN_ENGINES)
def test_an_error_stops_the_build_and_leaves_the_old_site_as_it_was(
    built: Built, engine: str, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    shutil.copytree(built(engine, "files"), folder)
    before = contents(folder / "site")
    change(folder, "mesures/jardin.md", "principes: [sobriete]", "principes: [sobriéte]")
    done = build_with(engine, folder)
    assert done.returncode == 1
    assert "contenu/mesures/jardin.md:7: P202" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(folder / "site") == before


@pytest.mark.parametrize("engine", PLUGIN_ENGINES)
@pytest.mark.parametrize("options", [("--strict",), ("--strict", "--quiet")])
def test_a_warning_stops_a_strict_build_and_leaves_the_old_site_as_it_was(
    built: Built, engine: str, options: tuple[str, ...], tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    shutil.copytree(built(engine, "files"), folder)
    before = contents(folder / "site")
    change(folder, "mesures/jardin.md", "statut: en-continu", "statut: realisee")
    done = build_with(engine, folder, *options)
    assert done.returncode == 1
    assert ("contenu/mesures/jardin.md:4: P309" in done.stderr) == ("--quiet" not in options)
    assert contents(folder / "site") == before


def test_a_gap_is_said_and_stops_nothing_be_it_strict(built: Built, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(built("mkdocs", "files"), folder)
    change(folder, "mesures/jardin.md", "statut: en-continu", "statut: realisee")
    change(folder, "facteurs/voisinage.md", "en_bref: On connaît les gens d’à côté.\n", "")
    done = build_with("mkdocs", folder)
    assert done.returncode == 0
    told = [re.sub(" +", " ", line) for line in done.stderr.splitlines() if ": P" in line]
    assert [line.split(": P")[0] for line in told] == [
        "WARNING - contenu/mesures/jardin.md:4",
        "LACUNE - contenu/facteurs/voisinage.md:2",
    ]
    change(folder, "mesures/jardin.md", "statut: realisee", "statut: en-continu")
    assert build_with("mkdocs", folder, "--strict").returncode == 0
    page = (folder / "site" / "facteurs" / "voisinage.html").read_text("utf-8")
    assert "On connaît les gens" not in article(page).text


def test_the_rendered_folder_asks_nothing_of_parapluie(built: Built) -> None:
    folder = built("zensical", "files") / "rendu"
    assert "parapluie:" not in (folder / "mkdocs.yml").read_text("utf-8")
    page = (folder / "docs" / "mesures" / "jardin.md").read_text("utf-8")
    assert "[[" not in page
    assert "Pourquoi le Bourg fait ça" in page

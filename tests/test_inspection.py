"""What leads nowhere or is active in a finished site is found before it is published."""

import re
import shutil
from pathlib import Path

import pytest
from hamlet_site import hamlet
from parapluie.outlets.inspection import Town, inspect
from parapluie.problems import Problem
from parapluie.vocabulary import inspection_words as words
from parapluie.vocabulary.rules import Severity
from site_tools import built_site, demonstration, parapluie, share_pictures

HOME = "https://hote.exemple.invalid/villes/bourg/"
ABOUT = Town(site_url=HOME)
PAGE = "actions/puits/index.html"

# What is added to the text of a page, with the address that must then be told.
ADDED = {
    '<a href="rien-1.html">': "rien-1.html",
    "<a href='rien-2.html'>": "rien-2.html",
    "<a href=rien-3.html>": "rien-3.html",
    '<A HREF="rien-4.html">': "rien-4.html",
    '<a\n href\n =\n "rien-5.html">': "rien-5.html",
    '<a title="a > b" href="rien-6.html">': "rien-6.html",
    '<a title=\'x" href="../\' href="rien-7.html">': "rien-7.html",
    '<a href="rien-8.html"class="x">': "rien-8.html",
    '<a href="&#114;ien-9.html">': "rien-9.html",
    '<a href="rien-10.html?a=1&amp;b=2">': "rien-10.html?a=1&b=2",
    '<a href="rien-%311.html">': "rien-%311.html",
    '<a href=" rien-12.html ">': "rien-12.html",
    '<a href="ri\ten-13.html">': "ri en-13.html",
    '<a href="../rien-14/">': "../rien-14/",
    '<a href="../../rien-15">': "../../rien-15",
    '<a href="../../../rien-16/">': "../../../rien-16/",
    '<a href="/rien-17/">': "/rien-17/",
    '<a href="/villes/bourg/rien-18/">': "/villes/bourg/rien-18/",
    f'<a href="{HOME}rien-19/">': f"{HOME}rien-19/",
    '<a href="./rien-20.html">': "./rien-20.html",
    '<a href="rien-21.html#ici">': "rien-21.html#ici",
    '<a href="?a=1#rien-22">': "?a=1#rien-22",
    '<a href="#rien-23">': "#rien-23",
    '<a href="#rien%2D24">': "#rien%2D24",
    '<a href="../../politiques/eau/#rien-25">': "../../politiques/eau/#rien-25",
    '<a href="../../politiques/eau/index.html#rien-26">': "politiques/eau/index.html#rien-26",
    '<a href="../#rien-27">': "../#rien-27",
    '<a href="/villes/bourg/#rien-28">': "/villes/bourg/#rien-28",
    f'<a href="{HOME}#rien-29">': f"{HOME}#rien-29",
    '<a href="../../politiques/eau/?q#rien-30">': "../../politiques/eau/?q#rien-30",
    '<a href="../../politiques/EAU/">': "../../politiques/EAU/",
    '<a href="../../politiques/eau.html">': "../../politiques/eau.html",
    '<a href="../../politiques/eau.md">': "../../politiques/eau.md",
    '<a href="../../schemas/">': "../../schemas/",
    '<a href="../../documents/rien-35.pdf">': "../../documents/rien-35.pdf",
    '<a href="../../politiques/e\u0301au/">': "../../politiques/e\u0301au/",
    '<a href="..\\rien-37">': "..\\rien-37",
    '<a href="../../a/../rien-38">': "../../a/../rien-38",
    '<a href="#PUITS">': "#PUITS",
    '<a href="rien-40.html" href="../">': "rien-40.html",
    '<area href="rien-41.html">': "rien-41.html",
    '<img src="rien-42.png">': "rien-42.png",
    '<img srcset="rien-43.webp 1x">': "rien-43.webp",
    '<img srcset="../index.html 1x, rien-44.webp 2x">': "rien-44.webp",
    '<source srcset="rien-45.avif 480w,../ 960w">': "rien-45.avif",
    '<source srcset="../ 480w,rien-46.avif 960w">': "rien-46.avif",
    '<link rel="preload" imagesrcset="rien-47.webp 9w">': "rien-47.webp",
    '<video poster="rien-48.jpg">': "rien-48.jpg",
    '<audio src="rien-49.mp3">': "rien-49.mp3",
    '<track src="rien-50.vtt">': "rien-50.vtt",
    '<blockquote cite="rien-51.html">': "rien-51.html",
    '<q cite="rien-52.html">': "rien-52.html",
    '<form class="pp-x" action="rien-53.html">': "rien-53.html",
    '<button formaction="rien-54.html">': "rien-54.html",
    '<svg><use href="rien-55.svg#a"/></svg>': "rien-55.svg#a",
    '<svg><use xlink:href="rien-56.svg#a"/></svg>': "rien-56.svg#a",
    '<svg><image href="rien-57.png"/></svg>': "rien-57.png",
    '<td style="background: url(rien-58.png)">': "rien-58.png",
    "<style>a { background: url('rien-59.png') }</style>": "rien-59.png",
    '<style>@import "rien-60.css";</style>': "rien-60.css",
    "<meta http-equiv=refresh content=\"0;URL='rien-61.html'\">": "rien-61.html",
    '<script type="application/ld+json">{"@id":"../../id/rien-62"}</script>': "../../id/rien-62",
    f'<script type="application/ld+json">{{"@id":"{HOME}rien-63"}}</script>': f"{HOME}rien-63",
    '<div data-index="rien-64.js">': "rien-64.js",
    '<div data-source="rien-65.js">': "rien-65.js",
    '<!--><a href="rien-66.html">-->': "rien-66.html",
    '<!-- <p> --!><a href="rien-67.html">': "rien-67.html",
    '<textarea><a href="tu-67.html"></textarea><a href="rien-68.html">': "rien-68.html",
    '<noscript><img src="rien-69.png"></noscript>': "rien-69.png",
    '<template><a href="rien-70.html"></template>': "rien-70.html",
    '<p title=it\'s><a href="rien-71.html">': "rien-71.html",
    '<iframe src="rien-72.html"></iframe>': "rien-72.html",
    '<object data="rien-73.pdf"></object>': "rien-73.pdf",
    '<a name="x" href="rien-74.html">': "rien-74.html",
    '<a href="rien-75.html"/>': "rien-75.html",
    '<a / href="rien-76.html">': "rien-76.html",
}
# What is changed in other files: the file, what stands there, what is put in its place, and what
# must then be told.
CHANGED = [
    ("404.html", 'href="/villes/bourg/principes/', 'href="/villes/bourg/rien-101/', "rien-101/"),
    ("404.html", 'href="/villes/bourg/actions/', 'href="actions/', "« actions/ »"),
    ("404.html", 'src="/villes/bourg/assets/', 'src="/assets/', "« /assets/"),
    ("id/principe/eau/index.html", "0; url=../../..", "0; url=../../../rien-104", "rien-104"),
    ("id/principe/eau/index.html", '<a href="', '<a href="rien-105/', "rien-105"),
    ("id/principe/eau/affiche.html", "papier.css", "rien-106.css", "rien-106.css"),
    ("id/principe/eau/affiche.html", 'class="screen"><a href="', "\\g<0>rien-107/", "rien-107"),
    ("id/principe/eau/coupon.html", "papier.css", "rien-108.css", "rien-108.css"),
    ("id/principe/eau.atom", f'text/html" href="{HOME}', "\\g<0>rien-109/", "rien-109"),
    ("id/principe/eau.atom", f"<id>{HOME}id/action", f"<id>{HOME}rien-110", "rien-110"),
    ("id/principe/eau.atom", f'xml" href="{HOME}', 'xml" href="../rien-111/', "rien-111"),
    ("sitemap.xml", f"<loc>{HOME}principes", f"<loc>{HOME}rien-112", "rien-112"),
    ("id/action/puits.json", '"page":"actions', '"page":"rien-113', "rien-113"),
    ("id/action/puits.json", f'schema":"{HOME}', 'schema":"../../rien-114/', "rien-114"),
    ("donnees/parapluie.json", '"page":"principes', '"page":"rien-115', "rien-115"),
    ("donnees/parapluie.jsonld", f'"{HOME}id/principe', f'"{HOME}rien-116', "rien-116"),
    ("donnees/catalogue.jsonld", "parapluie.xlsx", "rien-117.xlsx", "rien-117.xlsx"),
    ("donnees/tableaux/action.csv", f"{HOME}actions", "rien-118", "rien-118"),
    ("donnees/tableaux/principe.csv", f"{HOME}principes", f"{HOME}rien-119", "rien-119"),
    ("donnees/stratml.xml", f"{HOME}<", f"{HOME}rien-120<", "rien-120"),
    ("assets/parapluie/search-index.js", '"addresses":"', "\\g<0>rien-121\\\\n", "rien-121"),
    ("assets/parapluie.css", "\\A", "a { background: url(rien-122.png) }", "rien-122.png"),
    ("assets/parapluie/papier.css", "\\A", "@import 'rien-123.css';", "rien-123.css"),
    ("principes/eau/index.html", f'og:url" content="{HOME}', "\\g<0>rien-124/", "rien-124"),
    ("principes/eau/index.html", f'og:image" content="{HOME}', "\\g<0>rien-125/", "rien-125"),
    ("principes/eau/index.html", f'canonical" href="{HOME}', "\\g<0>rien-126/", "rien-126"),
    ("principes/eau/index.html", 'json" href="', "\\g<0>rien-127/", "rien-127"),
    ("principes/eau/index.html", 'stylesheet" href="', "\\g<0>rien-128/", "rien-128"),
    ("principes/eau/index.html", 'srcset="', "\\g<0>rien-129.webp 9w, ", "rien-129.webp"),
    ("politiques/eau/index.html", 'id="puits"', 'id="puit"', "#puits »"),
    ("politiques/index.html", 'pp-menu__panel.*?href="', "\\g<0>rien-131.html?", "rien-131"),
    ("politiques/index.html", '<script src="', "\\g<0>rien-132/", "rien-132"),
    ("politiques/index.html", 'rel="icon" href="', "\\g<0>rien-133/", "rien-133"),
    ("politiques/index.html", 'href="#__contenu', 'href="#rien-134', "#rien-134"),
]
REMOVED = {
    "principes/index.html": "../../principes/",
    "politiques/eau/index.html": "../../politiques/eau/",
    "assets/parapluie.css": "assets/parapluie.css",
    "assets/images/favicon.png": "favicon.png",
    "illustrations/place-7a937dab8390-40x64.webp": "place-7a937dab8390-40x64.webp",
    "donnees/parapluie.xlsx": "parapluie.xlsx",
    "id/action/puits/index.html": "id/action/puits",
    "id/action/puits.json": "puits.json",
}
ACTIVE = {
    "<script>alert(1)</script>": words.SCRIPT,
    '<SCRIPT SRC="../../assets/parapluie/start.js"></SCRIPT>': words.SCRIPT,
    '<script type="text/javascript">1</script>': words.SCRIPT,
    "<svg><script>alert(2)</script></svg>": words.SCRIPT,
    '<p onclick="x()">': words.EVENT,
    "<p title='a>b' ONCLICK=x()>": words.EVENT,
    '<img src="../" onerror="x()">': words.EVENT,
    '<a href="javascript:x()">': words.SCHEME,
    '<a href=" java\nscript:x()">': words.SCHEME,
    '<a href="&#106;avascript:x()">': words.SCHEME,
    '<a href="data:text/html,x">': words.SCHEME,
    '<a href="vbscript:x">': words.SCHEME,
    '<svg><a xlink:href="javascript:x()"></a></svg>': words.SCHEME,
    '<form action="">': words.ELEMENT,
    '<iframe src="../"></iframe>': words.ELEMENT,
    '<iframe srcdoc="x"></iframe>': words.ELEMENT,
    '<object data="../"></object>': words.ELEMENT,
    '<embed src="../">': words.ELEMENT,
    '<base href="../">': words.ELEMENT,
    '<p style="color: red">': words.STYLE,
    "<style>a { color: red }</style>": words.STYLE,
    '<div id="__config">': words.RESERVED,
    "<div id=__contenu>": words.RESERVED,
    '<pre class="mermaid">': words.RESERVED,
    '<img src="https://ailleurs.exemple.invalid/a.png">': words.OUTSIDE,
    '<img srcset="//ailleurs.exemple.invalid/a.png 2x">': words.OUTSIDE,
    '<link rel="stylesheet" href="https://ailleurs.exemple.invalid/a.css">': words.OUTSIDE,
    "<style>@import url(https://ailleurs.exemple.invalid/a.css)</style>": words.OUTSIDE,
    '<audio src="https://ailleurs.exemple.invalid/a.mp3">': words.OUTSIDE,
}
HARMLESS = [
    '<a href="https://ailleurs.exemple.invalid/">',
    '<a href="mailto:mairie@exemple.invalid">',
    '<a href="tel:+15815550100">',
    '<a href="#top">',
    '<a href="../">',
    '<a href="?a=1">',
    '<a href="">',
    '<a href="../../politiques/eau/#:~:text=eau">',
    '<a href="../../politiques/eau/#%70uits">',
    '<a href="/villes/bourg/politiques/eau">',
    '<!-- <a href="rien.html"> <script> -->',
    "<title><a href=rien.html></title>",
    '<p>&lt;a href="rien.html"&gt; href="rien.html"',
    "<p title='<a href=\"rien.html\">'>",
    '<script type="application/json">"<a href=\'rien.html\'>"</script>',
    '<td style="text-align: right;">',
    '<a href="../../politiques/eau/#groupe=ici">',
]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    town = hamlet(tmp_path_factory.mktemp("inspected") / "town")
    file = town / "mkdocs.yml"
    file.write_text(f"site_url: {HOME}\n{file.read_text('utf-8')}", "utf-8")
    share_pictures(town)
    done = parapluie("construire", "--strict", cwd=town)
    assert done.returncode == 0, done.stdout + done.stderr
    return town / "site"


def copied(finished: Path, folder: Path) -> Path:
    return Path(shutil.copytree(finished, folder))


def add_to(site: Path, text: str) -> None:
    file = site / PAGE
    page = file.read_text("utf-8")
    at = page.rindex("</article>")
    file.write_text(f"{page[:at]}\n{text}\n{page[at:]}", "utf-8")


@pytest.fixture(scope="module")
def broken(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    """What is found in a site broken in all of these ways at once."""
    site = copied(finished, tmp_path_factory.mktemp("broken") / "site")
    add_to(site, "\n".join(ADDED))
    for path, old, new, _ in CHANGED:
        file = site / path
        text = file.read_text("utf-8")
        pattern = old if old == "\\A" or ".*?" in old else re.escape(old)
        changed, number = re.subn(pattern, new, text, count=1, flags=re.DOTALL)
        assert number, (path, old)
        file.write_text(changed, "utf-8")
    return inspect(site, ABOUT)


def test_a_hundred_ways_to_break_a_link_are_tried() -> None:
    assert len(ADDED) + len(CHANGED) + len(REMOVED) >= 100


@pytest.mark.parametrize("html", ADDED)
def test_an_address_that_leads_nowhere_is_found(broken: list[Problem], html: str) -> None:
    found = [p for p in broken if p.code == "P503" and f"{ADDED[html]} »" in p.message]
    # Another site may stand at an address that is written in full.
    told = Severity.WARNING if ADDED[html].startswith(HOME) and "<a" in html else Severity.ERROR
    assert [p.severity for p in found] == [told]
    assert found[0].place.file == f"site/{PAGE}"
    assert found[0].place.line > 100


@pytest.mark.parametrize(("path", "old", "new", "value"), CHANGED)
def test_a_broken_address_of_any_file_is_found(
    broken: list[Problem], path: str, old: str, new: str, value: str
) -> None:
    told = [p for p in broken if p.code == "P503" and value in p.message]
    assert told
    assert all(p.severity is Severity.ERROR for p in told)
    assert value == "#puits »" or {p.place.file for p in told} == {f"site/{path}"}


def test_nothing_else_is_told_of_the_broken_site(broken: list[Problem]) -> None:
    values = [f"{value} »" for value in ADDED.values()] + [value for *_, value in CHANGED]
    links = [p for p in broken if p.code == "P503"]
    assert [str(p) for p in links if not any(value in p.message for value in values)] == []


@pytest.mark.parametrize("path", REMOVED)
def test_what_leads_to_a_file_that_is_gone_is_found(
    finished: Path, tmp_path: Path, path: str
) -> None:
    site = copied(finished, tmp_path / "site")
    (site / path).unlink()
    assert any(REMOVED[path] in p.message for p in inspect(site, ABOUT))


def test_what_is_active_in_a_page_is_found(finished: Path, tmp_path: Path) -> None:
    site = copied(finished, tmp_path / "site")
    add_to(site, "\n".join(ACTIVE))
    lines = (site / PAGE).read_text("utf-8").splitlines()
    told: dict[str, set[str]] = {}
    for one in inspect(site, ABOUT):
        assert one.severity is Severity.ERROR
        if one.code == "P504":
            told.setdefault(lines[one.place.line - 1], set()).add(one.message)
    for html, reason in ACTIVE.items():
        line = html.splitlines()[0]
        assert any(reason in message for message in told.get(line, ())), html


def test_two_processes_see_what_one_sees(
    finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = copied(finished, tmp_path / "site")
    add_to(site, "\n".join([*ADDED, *ACTIVE]))
    (site / "assets" / "images" / "favicon.png").unlink()
    alone = inspect(site, ABOUT)
    monkeypatch.setattr("parapluie.outlets.inspection.finished_site._MANY", 1)
    for share in (1, 7):
        monkeypatch.setattr("parapluie.outlets.inspection.finished_site._SHARE", share)
        assert inspect(site, ABOUT) == alone
    assert len(alone) > 100


@pytest.mark.parametrize("html", HARMLESS)
def test_what_is_harmless_is_told_by_nobody(finished: Path, tmp_path: Path, html: str) -> None:
    site = copied(finished, tmp_path / "site")
    add_to(site, html)
    assert list(map(str, inspect(site, ABOUT))) == []


@pytest.mark.parametrize("urls", ["files", "folders"])
def test_nothing_is_told_of_a_site_without_an_address(
    tmp_path_factory: pytest.TempPathFactory, urls: str
) -> None:
    assert inspect(built_site(tmp_path_factory, "mkdocs", urls) / "site", Town()) == []


def test_nothing_is_told_of_the_demonstration(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert inspect(demonstration(tmp_path_factory), Town()) == []


def test_a_site_with_a_fault_takes_no_place(finished: Path, tmp_path: Path) -> None:
    """The command stops where the engine's site has a fault, names it, and keeps the old one."""
    town = hamlet(tmp_path / "town")
    share_pictures(town)
    copied(finished, town / "site")
    templates = town / "gabarits"
    templates.mkdir()
    (templates / "main.html").write_text(
        '{% extends "base.html" %}{% block content %}{{ super() }}'
        '<a href="rien.html">Rien</a>{% endblock %}',
        "utf-8",
    )
    file = town / "mkdocs.yml"
    written = file.read_text("utf-8")
    own = "theme: {custom_dir: gabarits, name"
    file.write_text(written.replace("theme: {name", own), "utf-8")
    before = (town / "site" / PAGE).read_bytes()
    done = parapluie("construire", cwd=town)
    assert done.returncode == 1
    assert f"site/{PAGE}" in done.stdout
    assert "P503 « rien.html » ne mène à aucun fichier du site" in done.stdout
    assert "corrigez contenu/actions/puits.md" in done.stdout
    assert "Rien n’a été publié" in done.stderr
    assert (town / "site" / PAGE).read_bytes() == before


def test_what_a_town_adds_round_its_pages_is_told_and_stops_nothing(
    finished: Path, tmp_path: Path
) -> None:
    site = copied(finished, tmp_path / "site")
    page = site / PAGE
    added = '<a href="rien.html"></a><script src="//a.invalid/b.js"></script>'
    page.write_text(page.read_text("utf-8").replace("</footer>", added, 1), "utf-8")
    own = Town(site_url=HOME, has_own_look=True)
    found = inspect(site, own)
    assert {(p.code, p.severity) for p in found} == {
        ("P503", Severity.WARNING),
        ("P504", Severity.WARNING),
    }
    assert all("mkdocs.yml" in p.message for p in found)
    assert {p.severity for p in inspect(site, ABOUT)} == {Severity.ERROR}
    named = Town(site_url=HOME, has_own_look=True, settings="extra_javascript: [//a.invalid/b.js]")
    assert {p.code for p in inspect(site, named)} == {"P503"}


def test_what_another_plugin_adds_to_a_page_is_told_and_stops_nothing(
    finished: Path, tmp_path: Path
) -> None:
    site = copied(finished, tmp_path / "site")
    add_to(site, "<script>1</script>")
    (found,) = inspect(site, Town(site_url=HOME, has_others=True))
    assert found.severity is Severity.WARNING


def test_what_the_theme_repeats_is_told_once_with_the_number_of_pages(
    finished: Path, tmp_path: Path
) -> None:
    site = copied(finished, tmp_path / "site")
    (site / "assets" / "images" / "favicon.png").unlink()
    found = [p for p in inspect(site, ABOUT) if "favicon" in p.message]
    assert len(found) <= 5
    assert any("autres pages" in p.message for p in found)

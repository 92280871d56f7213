"""What leads nowhere or is active in a finished site is found before it is published."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from case_files import read_blocks
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


# What a finished site is made of, no more of each than is looked at.
SMALL = f"""\
=== index.html
<head><link rel="canonical" href="{HOME}"></head>
<article class="md-content__inner"><a href="actions/">a</a></article>
=== actions/index.html
<main role="main"><a href="puits/#la-suite">a</a></main>
=== {PAGE}
<div id="__config"></div><div id="__contenu"></div><a href="#la-suite">a</a>
<article class="md-content__inner md-typeset">
<h2 id="la-suite">La suite</h2><a href="../../politiques/eau/#puits">a</a>
</article>
=== politiques/eau/index.html
<article class="md-content__inner"><h3 id="puits">Un puits</h3><a name="groupe">a</a></article>
=== schemas/a.json
{{}}
=== 404.html
<main role="main"><a href="/villes/bourg/">a</a></main>
"""


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


def small(folder: Path, added: str = "", blocks: str = "") -> Path:
    """Write the small site, with what is *added* to a page and other files."""
    for name, file in read_blocks(SMALL + blocks)[0].items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(file.content)
    add_to(folder, added)
    return folder


def add_to(site: Path, text: str) -> None:
    file = site / PAGE
    page = file.read_text("utf-8")
    at = page.rindex("</article>")
    file.write_text(f"{page[:at]}\n{text}\n{page[at:]}", "utf-8")


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    """What is found in a page with all of these addresses at once."""
    return inspect(small(tmp_path_factory.mktemp("added"), "\n".join(ADDED)), ABOUT)


@pytest.fixture(scope="module")
def changed(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    """What is found in a site broken in all of these ways at once."""
    site = copied(finished, tmp_path_factory.mktemp("broken") / "site")
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


@pytest.mark.parametrize("element", ADDED)
def test_an_address_that_leads_nowhere_is_found(added: list[Problem], element: str) -> None:
    found = [p for p in added if p.code == "P503" and f"{ADDED[element]} »" in p.message]
    # Another site may stand at an address that is written in full.
    told = (
        Severity.WARNING if ADDED[element].startswith(HOME) and "<a" in element else Severity.ERROR
    )
    assert [p.severity for p in found] == [told]
    page = SMALL.partition(f"=== {PAGE}\n")[2].partition("</article>")[0]
    before = "\n".join([page, *ADDED]).partition(f"\n{element}")[0]
    # Some stand after another element on their line.
    lines = range(before.count("\n") + 2, before.count("\n") + 3 + element.count("\n"))
    assert found[0].place.file == f"site/{PAGE}"
    assert found[0].place.line in lines


@pytest.mark.parametrize(("path", "old", "new", "value"), CHANGED)
def test_a_broken_address_of_any_file_is_found(
    changed: list[Problem], path: str, old: str, new: str, value: str
) -> None:
    told = [p for p in changed if p.code == "P503" and value in p.message]
    assert told
    assert all(p.severity is Severity.ERROR for p in told)
    assert value == "#puits »" or {p.place.file for p in told} == {f"site/{path}"}


def test_nothing_else_is_told_of_the_broken_sites(
    added: list[Problem], changed: list[Problem]
) -> None:
    values = [f"{value} »" for value in ADDED.values()] + [value for *_, value in CHANGED]
    links = [p for p in added + changed if p.code == "P503"]
    assert [str(p) for p in links if not any(value in p.message for value in values)] == []


@pytest.mark.parametrize("path", REMOVED)
def test_what_leads_to_a_file_that_is_gone_is_found(
    finished: Path, tmp_path: Path, path: str
) -> None:
    site = copied(finished, tmp_path / "site")
    (site / path).unlink()
    assert any(REMOVED[path] in p.message for p in inspect(site, ABOUT))


def test_what_is_active_in_a_page_is_found(tmp_path: Path) -> None:
    site = small(tmp_path, "\n".join(ACTIVE))
    lines = (site / PAGE).read_text("utf-8").splitlines()
    told: dict[str, set[str]] = {}
    for one in inspect(site, ABOUT):
        assert one.severity is Severity.ERROR
        if one.code == "P504":
            told.setdefault(lines[one.place.line - 1], set()).add(one.message)
    for html, reason in ACTIVE.items():
        line = html.splitlines()[0]
        assert any(reason in message for message in told.get(line, ())), html


def test_two_processes_see_what_one_sees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    icon = '<link rel="icon" href="rien.png">'
    blocks = "".join(f"=== page-{number}.html\n{icon}\n" for number in range(20))
    site = small(tmp_path, "\n".join([*ADDED, *ACTIVE]), blocks)
    alone = inspect(site, ABOUT)
    monkeypatch.setattr("parapluie.outlets.inspection.finished_site._MANY", 1)
    for share in (1, 7):
        monkeypatch.setattr("parapluie.outlets.inspection.finished_site._SHARE", share)
        assert inspect(site, ABOUT) == alone
    assert len(alone) > 100


@pytest.mark.parametrize("element", HARMLESS)
def test_what_is_harmless_is_told_by_nobody(tmp_path: Path, element: str) -> None:
    assert list(map(str, inspect(small(tmp_path, element), ABOUT))) == []


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


# An element of a page, with all that must be told of it.
LOOKED_AT: dict[str, list[str]] = {
    '<p data-scope="rien.html">': [f"rien.html {words.NO_FILE}"],
    '<img longdesc="rien.html">': [f"rien.html {words.NO_FILE}"],
    '<p data="rien.html" content="rien.html">': [],
    '<meta property="og:image" content="rien.png">': [f"rien.png {words.NO_FILE}"],
    '<meta content="rien.png" property="og:url">': [f"rien.png {words.NO_FILE}"],
    '<meta property="og:title" content="rien.png">': [],
    '<p property="og:image" content="rien.png">': [],
    '<meta http-equiv="REFRESH" content="5; url = rien.html">': [f"rien.html {words.NO_FILE}"],
    '<meta http-equiv="refresh" content="0;rien.html ">': [f"rien.html {words.NO_FILE}"],
    '<meta http-equiv="refresh" content="5">': [],
    '<meta http-equiv="refresh">': [],
    '<meta http-equiv="x-refresh" content="0; url=rien.html">': [],
    '<link rel="ICON" href="//e.invalid/a">': [f"//e.invalid/a {words.OUTSIDE}"],
    '<link rel="me preload" href=" HTTP://e.invalid/a">': [f" HTTP://e.invalid/a {words.OUTSIDE}"],
    '<link rel="canonical" href="https://e.invalid/a">': [],
    '<p rel="stylesheet" cite="https://e.invalid/a">': [],
    '<use href="https://e.invalid/a">': [f"https://e.invalid/a {words.OUTSIDE}"],
    '<image xlink:href="//e.invalid/a">': [f"//e.invalid/a {words.OUTSIDE}"],
    '<use cite="https://e.invalid/a">': [],
    '<svg xlink:href="https://e.invalid/a">': [],
    '<img src="a/../../index.html" srcset="//e.invalid/a, //e.invalid/b 2x">': [
        f"//e.invalid/a {words.OUTSIDE}",
        f"//e.invalid/b {words.OUTSIDE}",
    ],
    f'<img src="{HOME}actions/">': [],
    f'<img src="{HOME}rien.png">': [f"{HOME}rien.png {words.NO_FILE}"],
    '<object data="https://e.invalid/a"></object>': [
        f"<object> {words.ELEMENT}",
        f"https://e.invalid/a {words.OUTSIDE}",
    ],
    '<td style="background: url(//e.invalid/a)">': [
        f"//e.invalid/a {words.OUTSIDE}",
        f'style="background: url(//e.invalid/a)" {words.STYLE}',
    ],
    '<td style="text-align: center"><th style=" text-align:left; ">': [],
    '<td style="text-align: center; top: 0">': [
        f'style="text-align: center; top: 0" {words.STYLE}'
    ],
    '<p style="text-align: center">': [f'style="text-align: center" {words.STYLE}'],
    "<style>/* url(rien.png)\n*/ a { background: url(#rien) }</style>": [f"<style> {words.STYLE}"],
    "<STYLE>a { background: URL( rien.png ) }</STYLE>": [
        f"<style> {words.STYLE}",
        f"rien.png {words.NO_FILE}",
    ],
    "<style>@import  'rien.css'; a { b: url(\"rien.png\") }</style>": [
        f"<style> {words.STYLE}",
        f"rien.css {words.NO_FILE}",
        f"rien.png {words.NO_FILE}",
    ],
    '<form class="pp-filtres" action="../">': [],
    '<form class="x pp-filtres" action="../">': [f"<form> {words.ELEMENT}"],
    "<form>": [],
    '<script type=" Application/JSON "></script>': [],
    '<script type="application/jsonp">1</script>': [f"<script> {words.SCRIPT}"],
    '<script src="https://e.invalid/a.js"></script>': [
        f"<script https://e.invalid/a.js> {words.SCRIPT}",
        f"https://e.invalid/a.js {words.OUTSIDE}",
    ],
    '<script type="application/json">["./rien.html", "rien.html", "\\"../x\\""]</script>': [
        f"./rien.html {words.NO_FILE}"
    ],
    f'<script type="application/ld+json">["../#rien", "{HOME}#rien", "x{HOME}rien"]</script>': [],
    f'<p data-x="../rien" data-y=\'"../rien" "{HOME}rien"\' href="">': [],
    '<a href="MAILTO:a@e.invalid"><a href="HTTP://e.invalid/"><a href="Tel:1">': [],
    '<a href="ftp://e.invalid/">': [f"ftp://e.invalid/ {words.SCHEME}"],
    '<a href="\x01java\tscript:x()">': [f"\x01java script:x() {words.SCHEME}"],
    '<img src="DATA:image/png,A">': [],
    '<img src="data:text/html,A">': [f"data:text/html,A {words.SCHEME}"],
    '<a href="data:image/png,A">': [f"data:image/png,A {words.SCHEME}"],
    '<a class="a mermaid b" href="../">': [f'class="a mermaid b" {words.RESERVED}'],
    '<a class="mermaids" href="../">': [],
    '<p title="mermaid" class="">': [],
    '<p srcdoc="x">': [f"srcdoc {words.ELEMENT}"],
    '<p onclick="x()" style="top: 0">': [
        f"onclick {words.EVENT}",
        f'style="top: 0" {words.STYLE}',
    ],
    '<p on="x"/onload=x>': [f"on {words.EVENT}", f"onload {words.EVENT}"],
    '<p title="x" aon="x">': [],
    '<frame src="../">': [f"<frame> {words.ELEMENT}"],
    '<a href="//e.invalid/rien"><a href="\\\\e.invalid/rien"><a href="https:rien">': [],
    '<a href="/rien/">': [f"/rien/ {words.LEAVES}"],
    '<a href="/villes/bourgade/">': [f"/villes/bourgade/ {words.LEAVES}"],
    '<a href="/villes/bourg"><a href="/villes/bourg/index.html"><a href="/villes/bourg/./">': [],
    '<a href="../../../">': [f"../../../ {words.LEAVES}"],
    '<a href="../.."><a href="."><a href="./"><a href="..//puits/">': [],
    '<a href="../..#rien">': [f"../..#rien {words.NO_PLACE.format(place='rien')}"],
    '<a href="#TOP"><a href="../#a=1"><a href="#__config"><a href="?a#la-suite">': [],
    '<a href="../../schemas/a.json#rien">': [],
    '<a href="../../politiques/eau/#groupe"><a href="../../politiques/eau#puits:~:text=a">': [],
    '<p id=a><p ID=\'b\'><a name="c&amp;d"><a href="#a"><a href="#b"><a href="#c%26d">': [],
    '<p data-id="a"><a href="#a">': [f"#a {words.NO_PLACE.format(place='a')}"],
    f'<a href="{"a" * 300}">': [f"{'a' * 200} {words.NO_FILE}"],
    '<a href="rien  \n deux.html">': [f"rien deux.html {words.NO_FILE}"],
    '<p id="__config"><p id="a"><p name="__contenu">': [f'id="__config" {words.RESERVED}'],
    "<xmp><a href=rien></xmp><noembed><a href=rien></noembed >": [],
    "<noframes><a href=rien></noframes>": [],
    "<iframe><a href=rien></iframe>": [f"<iframe> {words.ELEMENT}"],
    "<title><a href=rien></TITLE><a href=rien-2>": [f"rien-2 {words.NO_FILE}"],
    "<titles><a href=rien></title>": [f"rien {words.NO_FILE}"],
    "<!----><a href=rien><!-- <a href=non> -->": [f"rien {words.NO_FILE}"],
    "<a href>": [],
    "<a href = rien x>": [f"rien {words.NO_FILE}"],
    "<1 href=rien>": [],
    "<textarea><a href=rien>": [],
    '<p Style="top: 0"><p SRCDOC="x"><FORM action="">': [
        f'style="top: 0" {words.STYLE}',
        f"srcdoc {words.ELEMENT}",
        f"<form> {words.ELEMENT}",
    ],
    '<th style="top: 0">': [f'style="top: 0" {words.STYLE}'],
    '<form action="../">': [f"<form> {words.ELEMENT}"],
    '<img src=" https://e.invalid/a\x01">': [f"https://e.invalid/a\x01 {words.OUTSIDE}"],
    f'<a href="{HOME[:-1]}">': [],
    '<meta http-equiv="refresh" content="0; url=//e.invalid/a">': [],
    '<meta property="og:image" content="//e.invalid/a">': [],
    "<iframe><a href=rien></p></iframe>": [f"<iframe> {words.ELEMENT}"],
    "<style>a::after { content: '</' } b { c: url(rien) }</style>": [
        f"<style> {words.STYLE}",
        f"rien {words.NO_FILE}",
    ],
    '<SCRIPT type="application/json">"./rien"</SCRIPT>': [f"./rien {words.NO_FILE}"],
    '<p title="&amp;amp;"><a href="&amp;amp;"><a href="a&b">': [
        f"&amp; {words.NO_FILE}",
        f"a&b {words.NO_FILE}",
    ],
}


def told(site: Path, about: Town = ABOUT) -> list[str]:
    """Return what is wrong, and where: the words without the advice."""
    return [
        f"{p.place.file.removeprefix('site/')}:{p.place.line}:{p.place.column} "
        + p.message.rpartition("; ")[0].replace("« ", "", 1).replace(" »", "", 1)
        for p in inspect(site, about)
    ]


@pytest.mark.parametrize("element", LOOKED_AT)
def test_all_that_an_element_does_is_told(tmp_path: Path, element: str) -> None:
    found = told(small(tmp_path, element))
    assert sorted(one.partition(" ")[2] for one in found) == sorted(
        " ".join(one.split()) for one in LOOKED_AT[element]
    )
    assert all(one.startswith(f"{PAGE}:") for one in found)


MISSING = words.NO_FILE
# Other files, with all that must be told of them, and where.
OF_FILES: dict[str, list[str]] = {
    "a.htm\n<a href=rien>": [f"a.htm:1:1 rien {MISSING}"],
    "a/b/c.HTML\n\n  <a href=../rien>": [f"a/b/c.HTML:2:3 ../rien {MISSING}"],
    "a.txt\n<a href=rien>": [],
    "a.html\n<meta http-equiv='refresh' content='0; url=a/'>": [f"a.html:1:1 a/ {MISSING}"],
    "a.html\n<meta http-equiv=refresh content='0; url=.'><p onclick=x>": [
        f"a.html:1:45 onclick {words.EVENT}"
    ],
    "id/a.html\n<p onclick=x>": [f"id/a.html:1:1 onclick {words.EVENT}"],
    "a.html\n<p onclick=x>": [],
    'a.html\n<main role="main">\n<p onclick=x></main>': [f"a.html:2:1 onclick {words.EVENT}"],
    'a.html\n</main><a href=rien><p onclick=x><p role="main">': [f"a.html:1:8 rien {MISSING}"],
    'a.html\n<a href=rien><b role="main"><a href=rien></main><a href=rien>': [
        f"a.html:1:29 rien {MISSING}",
        f"a.html:1:1 rien {MISSING}",
    ],
    'a.html\n<b id="a"><main role="main"><a href="#a"><b id="c"></main><a href="#c">': [],
    'a.html\n<b id="a"><main role="main"><i id="a" class="md-x"></main>': [
        f'a.html:1:29 id="a" {words.RESERVED}'
    ],
    'a.html\n<i id="a"><main role="main"><a href="#b"></main>': [
        f"a.html:1:29 #b {words.NO_PLACE.format(place='b')}"
    ],
    '404.html\n<main role="main"><a href="index.html"><a href="#a"></main>': [
        f"404.html:1:40 #a {words.NO_PLACE.format(place='a')}",
        f"404.html:1:19 index.html {words.NOT_FROM_ANYWHERE}",
    ],
    "a.css\na { b: url(rien.png) }": [f"a.css:1:12 rien.png {MISSING}"],
    "c/a.css\n\n@import 'c/rien.css';\na { b: url(../a.txt) }\n=== a.txt\n": [
        f"c/a.css:2:10 c/rien.css {MISSING}"
    ],
    "a.css\na { b: url(../rien.png) url(//e.invalid/a) }": [
        f"a.css:1:12 ../rien.png {words.LEAVES}"
    ],
    f"sitemap.xml\n<loc>{HOME}</loc>\n<loc>{HOME}rien</loc>": [
        f"sitemap.xml:2:6 {HOME}rien {MISSING}"
    ],
    f"a.xml\n<loc>{HOME}rien</loc><a href='rien'/>": [],
    f"id/a.atom\n<a href='rien'/><b>{HOME}actions/#rien</b>": [f"id/a.atom:1:1 rien {MISSING}"],
    "id/a.svg\n<a href='#rien'/><a href='rien'/>": [f"id/a.svg:1:18 rien {MISSING}"],
    "donnees/a.xml\n<a href='../rien'/>": [f"donnees/a.xml:1:1 ../rien {MISSING}"],
    "assets/parapluie.svg\n<a href='rien'/>": [f"assets/parapluie.svg:1:1 rien {MISSING}"],
    "a.svg\n<a href='rien'/>": [],
    'id/b/a.json\n{"page":"rien/","b":"../../rien"}': [
        f"id/b/a.json:1:22 ../../rien {MISSING}",
        f"id/b/a.json:1:10 rien/ {MISSING}",
    ],
    'donnees/a.jsonld\n{"page":"actions/","page":"/rien","page":"","b":"../"}': [
        f"donnees/a.jsonld:1:28 /rien {words.LEAVES}"
    ],
    'donnees/a.json\n{"page":"act\\u0069ons/#rien"}': [
        f"donnees/a.json:1:1 actions/#rien {words.NO_PLACE.format(place='rien')}"
    ],
    'a.json\n{"page":"rien/","b":"./rien"}': [],
    "donnees/a.csv\n\ufeffx;adresse\n1;rien/\n2\n3;actions/\n4;\n": [
        f"donnees/a.csv:2:3 rien/ {MISSING}"
    ],
    f"id/a.csv\nx;y\n1;rien\n2;{HOME}rien": [f"id/a.csv:3:3 {HOME}rien {MISSING}"],
    "donnees/a.csv\n": [],
    "a.csv\nadresse\nrien": [],
    f"donnees/a.ics\nURL:{HOME}act\r\n ions/\r\nURL:{HOME}rien": [
        f"donnees/a.ics:3:5 {HOME}rien {MISSING}"
    ],
    f"donnees/b.ics\nadresse\nrien;{HOME}": [],
    f"a.ics\n{HOME}rien": [],
    'assets/parapluie/search-index.js\nx = {"addresses":"rien/\\nactions/\\nactions/#a"}': [
        f"assets/parapluie/search-index.js:1:36 actions/#a {words.NO_PLACE.format(place='a')}",
        f"assets/parapluie/search-index.js:1:19 rien/ {MISSING}",
    ],
    'assets/parapluie/a.js\nx = {"addresses":"rien/"}': [],
    "donnees/a.css\n@import 'rien.css'": [f"donnees/a.css:1:10 rien.css {MISSING}"],
}


@pytest.mark.parametrize("block", OF_FILES)
def test_all_that_a_file_leads_to_is_told_at_its_place(tmp_path: Path, block: str) -> None:
    site = small(tmp_path, blocks=f"=== {block}")
    assert sorted(told(site)) == sorted(OF_FILES[block])


def test_a_page_is_read_whatever_its_bytes(tmp_path: Path) -> None:
    (small(tmp_path) / "a.html").write_bytes(b"\xff<a href='rien\xe9'>")
    assert told(tmp_path) == [f"a.html:1:2 rien\ufffd {MISSING}"]


@pytest.mark.parametrize(
    ("head", "top"),
    [
        ('<link rel="canonical" href="https://h.invalid/a/b/">', "/a/b/"),
        ("<link rel=canonical href=https://h.invalid/a/b>", "/a/b/"),
        ('<link rel="canonical" href="https://h.invalid/a&amp;b/">', "/a&b/"),
        ("", "/"),
    ],
)
def test_where_the_site_is_published_is_read_in_its_first_page(
    tmp_path: Path, head: str, top: str
) -> None:
    page = f"{head}\n<a href='{top}a.html'><a href='{top}rien'>"
    (tmp_path / "a.html").write_text(page, "utf-8")
    assert len(told(tmp_path, Town())) == (1 if top == "/" else 2)
    (tmp_path / "index.html").write_text(head, "utf-8")
    assert [one.split()[1] for one in told(tmp_path, Town())] == [f"{top}rien"]


def test_what_is_let_go_of_is_seen_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = small(tmp_path, "\n".join([*ADDED, *ACTIVE]))
    before = told(site)
    monkeypatch.setattr("parapluie.outlets.inspection.finished_site._MOST_KEPT", 0)
    assert told(site) == before


BROKEN, SCRIPT, FAR = "<a href=rien>", "<script>1</script>", f"<a href={HOME}rien>"
OURS_TOO = '<meta property="og:url" content="rien">'
OWN, OTHERS = {"has_own_look": True}, {"has_others": True}
ENTRY = "corrigez contenu/actions/puits.md"


@pytest.mark.parametrize(
    ("about", "within", "element", "severity", "advice"),
    [
        ({}, True, BROKEN, Severity.ERROR, ENTRY),
        ({}, True, FAR, Severity.WARNING, ENTRY),
        ({}, False, BROKEN, Severity.ERROR, words.IN_SETTINGS),
        ({}, False, OURS_TOO, Severity.ERROR, ENTRY),
        (OWN, True, BROKEN, Severity.ERROR, ENTRY),
        (OWN, True, SCRIPT, Severity.ERROR, ENTRY),
        (OWN, False, BROKEN, Severity.WARNING, words.IN_SETTINGS),
        (OWN, False, OURS_TOO, Severity.ERROR, ENTRY),
        (OTHERS, True, BROKEN, Severity.ERROR, ENTRY),
        (OTHERS, True, SCRIPT, Severity.WARNING, ENTRY),
        (OTHERS, False, BROKEN, Severity.ERROR, words.IN_SETTINGS),
        ({"content": None}, True, BROKEN, Severity.ERROR, words.IN_CONTENT),
        ({"content": None, **OTHERS}, True, BROKEN, Severity.WARNING, words.IN_CONTENT),
        ({}, False, '<script type="application/json">"../rien"</script>', Severity.ERROR, ENTRY),
        ({}, False, '<link rel="alternate" href="rien">', Severity.ERROR, ENTRY),
        ({}, False, '<link rel="icon" href="rien">', Severity.ERROR, words.IN_SETTINGS),
        ({}, False, '<link rel="canonical" href="../rien">', Severity.ERROR, words.IN_SETTINGS),
    ],
)
@pytest.mark.parametrize("name", ["puits.md", "puits/index.md"])
def test_who_can_mend_it_is_told_and_what_the_town_added_stops_nothing(
    tmp_path: Path,
    about: dict[str, Any],
    element: str,
    severity: Severity,
    advice: str,
    name: str,
    *,
    within: bool,
) -> None:
    content = tmp_path / "contenu"
    (content / "actions/puits").mkdir(parents=True)
    (content / "actions" / name).touch()
    site = small(tmp_path / "site", element if within else "")
    if not within:
        page = (site / PAGE).read_text("utf-8")
        (site / PAGE).write_text(element + page, "utf-8")
    known = {"site_url": HOME, "content": content, "content_name": "contenu", "name": "ici"}
    (found,) = inspect(site, Town(**{**known, **about}))
    wanted = advice if advice != ENTRY else f"corrigez contenu/actions/{name}"
    assert (found.severity, found.message.rpartition("; ")[2]) == (severity, wanted)
    assert found.place.file == f"ici/{PAGE}"


@pytest.mark.parametrize(
    ("pages", "also"), [(1, ""), (2, words.ALSO_ONE), (4, words.ALSO.format(number=3))]
)
def test_what_is_round_pages_is_told_once_on_the_first(
    tmp_path: Path, pages: int, also: str
) -> None:
    added = "".join(f"=== p/{number}/a.html\n<a href=rien>\n" for number in range(pages))
    site = small(tmp_path, blocks=added)
    assert told(site) == [f"p/0/a.html:1:1 rien {MISSING}{also}"]
    within = added.replace("<a href=rien>", '<main role="main"><a href=rien></main>')
    assert len(told(small(tmp_path, blocks=within))) == pages


@pytest.mark.parametrize(
    ("settings", "number"), [("x: https://e.invalid/b", 0), ("x: e.invalide", 0), ("x: e.inv", 1)]
)
def test_sites_that_the_settings_name_are_admitted(
    tmp_path: Path, settings: str, number: int
) -> None:
    site = small(tmp_path, '<img src=" https://e.invalid/a ">')
    assert len(told(site, Town(site_url=HOME, settings=settings))) == number

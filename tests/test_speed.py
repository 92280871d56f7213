"""What a page costs does not grow with the number of pages, and what is remembered changes nothing.

Operations are counted, not timed: times belong to the benchmark (`./faire mesure`).
"""

import random
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from mkdocs.commands.build import build as build_of_mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from parapluie.build import making as building
from parapluie.build import unchanged_site
from parapluie.build.making import Site, build
from parapluie.meaning.graph import Graph
from parapluie.meaning.resolving import Resolver
from parapluie.meaning.screening import Tension
from parapluie.pages.press import Press
from parapluie.pages.resources import Resources
from parapluie.source.options import Options
from parapluie.speed import second_process
from parapluie.speed.earlier_results import Remembered, digest
from rounds import rounds
from site_tools import OTHER_WORDS, ROOT, build_with, contents, copy_site, core_arguments

sys.path.append(str(ROOT / "tests" / "benchmarks"))

from corpus import corpus, write_entry, write_ours

CONFIGURATION = """\
site_name: Nos politiques
docs_dir: contenu
use_directory_urls: false
theme: {name: material, language: fr, font: false, features: [navigation.tabs, navigation.indexes]}
plugins:
  - search: {lang: fr}
  - parapluie: {images_generees: false, publier_outils: oui}
"""


def large_town(folder: Path, size: int) -> Path:
    write_ours(corpus(size), folder)
    (folder / "mkdocs.yml").write_text(CONFIGURATION, "utf-8")
    return folder


def counted(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Counter[str]:
    """Build a site without an engine and count what that takes."""
    counts: Counter[str] = Counter()

    def count(owner: type, name: str) -> None:
        method: Callable[..., object] = getattr(owner, name)

        def counting(*arguments: object, **named: object) -> object:
            counts[name] += 1
            return method(*arguments, **named)

        monkeypatch.setattr(owner, name, counting)

    with monkeypatch.context():
        for owner, name in (
            (Press, "render"),
            (Resources, "linked"),
            (Resources, "address"),
            (Graph, "_chains"),
            (Graph, "_shortest"),
            (Graph, "_reachable"),
            (Graph, "out"),
            (Graph, "into"),
            (Resolver, "find"),
            (Tension, "is_open"),
        ):
            count(owner, name)
        # What a second process does is not counted here.
        monkeypatch.setattr(second_process, "_has_room", lambda: False)
        roots, options = core_arguments(folder)
        site = building.build(roots, options)
        monkeypatch.undo()
    counts["characters"] = sum(len(f.content) for f in site.files if isinstance(f.content, str))
    return counts


def test_twice_the_entries_ask_for_twice_the_work(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    one, two = (
        counted(monkeypatch, large_town(tmp_path / str(size), size)) for size in (500, 1000)
    )
    assert one["render"] > 500
    assert {name: two[name] / one[name] for name in one if two[name] > 2.2 * one[name]} == {}


def council_town(folder: Path, size: int) -> Path:
    """Write a town whose council argues: half the actions are projects, one in ten was examined."""
    large_town(folder, size)
    content = folder / "contenu"
    principles = sorted((content / "principes").glob("principe-*.md"))
    actions = sorted((content / "actions").rglob("action-*.md"))
    carriers = max(1, size // 40)
    for name in ("acteurs", "groupes", "decisions"):
        (content / name).mkdir()
    for number in range(carriers):
        (content / "acteurs" / f"service-{number}.md").write_text(f"---\ntitre: S{number}\n---\n")
    for name in ("familles", "jeunes"):
        (content / "groupes" / f"{name}.md").write_text(f"---\ntitre: {name}\n---\n")
    for number, file in enumerate(actions):
        more = f"responsable: service-{number % carriers}\ngroupes: [familles, jeunes]\n"
        if number % 2:
            more += "genre: projet\nbilans: [{annee: 2025, prevu: Un., resultat: fait}]\n"
        if number % 10 == 0:
            other = actions[(number + 5) % len(actions)].stem
            more += f"tensions:\n  - {{avec: action:{other}, arbitrage: Oui., jusqu_au: 2040}}\n"
            answers = "".join(
                f"  - {{principe: {one.stem}, reponse: tension, arbitrage: Oui.}}\n"
                for one in principles[:3]
            )
            (content / "decisions" / f"crible-{number}.md").write_text(
                f"---\ntitre: Crible {number}\nquand: 2026\ngenre: crible\n"
                f"examine: action:{file.stem}\ncrible:\n{answers}---\n"
            )
        file.write_text(file.read_text("utf-8").replace("\n---\n", f"\n{more}---\n", 1), "utf-8")
    for file in principles[:3]:
        text = file.read_text("utf-8").replace("\n---\n", "\nquestions: [Pour qui?]\n---\n", 1)
        file.write_text(text, "utf-8")
    return folder


def test_what_a_council_asks_for_grows_with_the_entries_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    one, two = (counted(monkeypatch, council_town(tmp_path / str(n), n)) for n in (80, 160))
    assert one["is_open"] > 10
    assert {name: two[name] / one[name] for name in one if two[name] > 2.3 * one[name]} == {}


def test_a_page_outside_of_the_menu_has_a_menu_of_one_size(tmp_path: Path) -> None:
    menus = []
    for size in (60, 200):
        folder = large_town(tmp_path / str(size), size)
        assert build_with("mkdocs", folder).returncode == 0
        page = (folder / "site/actions/politique-001/action-00001.html").read_text("utf-8")
        (menu,) = re.findall(r'<nav class="pp-menu__panel.*?</nav>', page, re.DOTALL)
        menus.append(menu)
        home = (folder / "site/index.html").read_text("utf-8")
        assert home.count("politiques/politique-") >= max(5, size // 20)
    assert menus[0] == menus[1]
    assert "politiques/index.html" in menus[0]
    assert "politique-001" not in menus[0]


# --- What is remembered ---


def test_what_is_remembered_comes_back_and_what_is_not_asked_for_goes(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "x.json"
    first = Remembered(file)
    first.keep("a", {"html": "« é » \ud800"[:-1]})
    first.keep("b", {"html": "b"})
    first.close()
    second = Remembered(file)
    assert second.get("a") == {"html": "« é » "}
    second.close()
    assert Remembered(file).get("b") is None
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize(("old", "new"), [(b"vrai", b"faux"), (b'"}', b""), (b"{", b"\xff")])
def test_a_damaged_cache_is_as_good_as_none(tmp_path: Path, old: bytes, new: bytes) -> None:
    file = tmp_path / "x.json"
    made = Remembered(file)
    made.keep("a", {"html": "vrai"})
    made.close()
    assert old in file.read_bytes()
    file.write_bytes(file.read_bytes().replace(old, new))
    assert Remembered(file).get("a") is None


def test_a_damaged_line_of_a_cache_takes_nothing_else_with_it(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    made = Remembered(file)
    for key in "abc":
        made.keep(key, {"html": f"valeur {key}"})
    made.close()
    file.write_bytes(file.read_bytes().replace(b"valeur b", b"valeur x"))
    again = Remembered(file)
    assert [again.get(key) and again.get(key)["html"] for key in "abc"] == [
        "valeur a",
        None,
        "valeur c",
    ]
    again.keep("b", "refait")
    again.close()
    last = Remembered(file)
    assert [bool(last.get(key)) for key in "abc"] == [True] * 3


def test_a_site_is_recalled_only_while_all_that_it_was_made_from_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy_site(OTHER_WORDS, tmp_path / "site")
    roots, options = core_arguments(folder)
    cache = tmp_path / "cache"
    built: list[object] = []

    def building_counted(*arguments: Any, **named: Any) -> Site:
        built.append(arguments)
        return build(*arguments, **named)

    monkeypatch.setattr(unchanged_site, "build", building_counted)

    def site(options: Options = options) -> dict[str, bytes]:
        return contents_of(unchanged_site.build_or_recall(roots, options, cache))

    first = site()
    assert (site(), len(built)) == (first, 1)
    assert site(replace(options, today=date(2033, 1, 1))) != first
    assert (site(), len(built)) == (first, 3)  # one site is remembered
    entry = roots.content / "mesures" / "navette.md"
    text = entry.read_text("utf-8")
    entry.write_text(text.replace("titre: ", "titre: Autre "), "utf-8")
    assert (site() != first, len(built)) == (True, 4)
    entry.write_text(text, "utf-8")
    assert (site(), len(built)) == (first, 5)
    next((cache / "pictures").glob("*.webp")).write_bytes(b"ruined")
    assert (site(), len(built)) == (first, 6)
    (roots.illustrations / "illustrations.yml").touch()
    assert (site(), len(built)) == (first, 6)
    kept = cache / "site.json"
    kept.write_bytes(kept.read_bytes()[:-9])
    assert (site(), len(built)) == (first, 7)
    held = cache / "site.bin"
    held.write_bytes(held.read_bytes().replace(b"titre", b"TITRE", 1))
    assert (site(), len(built)) == (first, 8)
    held.unlink()
    assert (site(), len(built)) == (first, 9)
    assert (site(), len(built)) == (first, 9)


def contents_of(site: Site) -> dict[str, bytes]:
    found = {}
    for file in site.files:
        content = file.content
        if isinstance(content, Path):
            content = content.read_bytes()
        found[file.path] = (
            content.encode() + repr(file.html).encode() if isinstance(content, str) else content
        )
    return found


HOOK = """
def on_page_content(html, page, **_):
    assert "\\x0e" not in html
    if page.file.src_uri == "actions/index.md":
        assert "<article" in html or "<ul" in html
    return html
"""


def test_a_plugin_that_reads_pages_early_finds_them_whole_and_changes_nothing(
    tmp_path: Path,
) -> None:
    folder = large_town(tmp_path / "ville", 40)
    assert build_with("mkdocs", folder).returncode == 0
    alone = contents(folder / "site")
    (folder / "crochet.py").write_text(HOOK, "utf-8")
    (folder / "mkdocs.yml").write_text(f"{CONFIGURATION}hooks: [crochet.py]\n", "utf-8")
    done = build_with("mkdocs", folder)
    assert done.returncode == 0, done.stderr
    watched = contents(folder / "site")
    assert watched.keys() == alone.keys()
    assert [path for path in alone if alone[path] != watched[path]] == []


def test_each_page_says_its_own_address_on_paper(tmp_path: Path) -> None:
    folder = large_town(tmp_path / "ville", 40)
    configuration = f"{CONFIGURATION}site_url: https://exemple.invalid/ville/\n"
    (folder / "mkdocs.yml").write_text(configuration, "utf-8")
    assert build_with("mkdocs", folder).returncode == 0
    said = {
        page.relative_to(folder / "site").as_posix(): re.findall(
            r'class="pp-printed">([^<]*)<', page.read_text("utf-8")
        )
        for page in (folder / "site").rglob("*.html")
        if "md-footer" in page.read_text("utf-8")
    }
    said.pop("404.html")
    assert len(said) > 40
    home = "https://exemple.invalid/ville/"
    assert said == {path: [home + path] for path in said}


def test_a_site_does_not_stay_in_memory(tmp_path: Path) -> None:
    site = build(*core_arguments(large_town(tmp_path / "ville", 40)))
    whole = sum(len(file.content) for file in site.files if not isinstance(file.content, Path))
    held = [file for file in site.files if file.kept is None]
    assert whole > 500_000
    assert all(isinstance(file.content, Path) for file in held)


def test_a_site_is_built_where_the_cache_cannot_be_written(tmp_path: Path) -> None:
    roots, options = core_arguments(large_town(tmp_path / "ville", 40))
    options = replace(options, drawn_pictures=False)
    (tmp_path / "file").write_text("")
    made = unchanged_site.build_or_recall(roots, options, tmp_path / "file" / "cache")
    assert contents_of(made) == contents_of(build(roots, options))


def test_pages_wait_in_a_file_until_they_are_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy_site(OTHER_WORDS, tmp_path / "site")
    monkeypatch.chdir(folder)
    config = load_config("mkdocs.yml")
    held: list[tuple[str | None, str | None]] = []

    def look(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        pages = [file.page for file in files.documentation_pages()]
        held.extend((page.content, page.markdown) for page in pages if page)
        return env

    config.plugins.events["env"].append(look)
    build_of_mkdocs(config)
    assert len(held) > 50
    assert set(held) == {("", "")}
    assert (folder / "site" / "index.html").stat().st_size > 5000


def test_a_hash_tells_its_parts_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")


def test_after_any_edits_a_rebuild_equals_a_build_from_nothing(tmp_path: Path) -> None:
    folder = large_town(tmp_path / "ville", 60)
    files = sorted((folder / "contenu").rglob("*-*.md"))
    dice = random.Random(6)
    assert build_with("mkdocs", folder).returncode == 0
    for _ in range(rounds(5, 50)):
        for _ in range(4):
            edit(dice, folder, files)
        done = build_with("mkdocs", folder)
        assert done.returncode == 0, done.stderr
    warm = contents(folder / "site")
    remembered = folder / ".cache" / "parapluie"
    assert {"site.json", "site.bin"} <= {f.name for f in remembered.iterdir()}
    shutil.rmtree(remembered)
    assert build_with("mkdocs", folder).returncode == 0
    cold = contents(folder / "site")
    assert [path for path in cold if cold[path] != warm.get(path)] == []
    assert warm.keys() == cold.keys()


def edit(dice: random.Random, folder: Path, files: list[Path]) -> None:
    """Change a title, a text, a link or a status, or add a page."""
    file = dice.choice(files)
    text = file.read_text("utf-8")
    number = dice.randrange(1000)
    match dice.randrange(4):
        case 0:
            file.write_text(re.sub(r'titre: "', f'titre: "{number} ', text, count=1), "utf-8")
        case 1:
            file.write_text(f"{text}\nUne ligne de plus : {number}.\n", "utf-8")
        case 2:
            other = dice.choice(files).stem
            file.write_text(f"{text}\nVoir [[{other}]].\n", "utf-8")
        case _:
            actions = [item for item in corpus(60) if item.kind == "action"]
            write_entry(replace(dice.choice(actions), id=f"action-9{number}"), folder)

"""Two towns share what they have in common: pinned, shown as foreign, counted nowhere."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from parapluie.build import Site, build
from parapluie.exports import exports
from parapluie.federation import is_fetched, neighbour
from parapluie.graph import Graph
from parapluie.publication import Publication
from parapluie.reader import read
from site_tools import DEMONSTRATION_DAY, OTHER_WORDS, ROOT, copy_site, core_arguments, parapluie

Serve = Callable[[Path], AbstractContextManager[str]]
# The frameworks that both know.
SHARED = {"referentiels: [charte]": "referentiels: [charte, odd, ldd]"}
ADDRESS = "https://village.exemple.invalid/"


def data_of(folder: Path) -> bytes:
    roots, options = core_arguments(folder)
    options = replace(options, site_url=ADDRESS, today=DEMONSTRATION_DAY)
    content, _ = read(roots, options.vocabulary)
    made = exports(Publication(Graph(content, options.vocabulary), content, options))
    (found,) = (file.content for file in made.files if file.path == "donnees/parapluie.json")
    assert isinstance(found, str)
    return found.encode()


@pytest.fixture(scope="module")
def village() -> bytes:
    return data_of(ROOT)


def built(town: Path) -> Site:
    return build(*core_arguments(town))


def pages(site: Site) -> dict[str, str]:
    return {file.path: str(file.content) for file in site.files if file.path.endswith(".md")}


def test_two_sites_federate_and_count_only_their_own(
    village: bytes, tmp_path: Path, serve: Serve
) -> None:
    town = copy_site(OTHER_WORDS, tmp_path / "bourg", SHARED)
    before = built(town)
    (tmp_path / "servi" / "donnees").mkdir(parents=True)
    (tmp_path / "servi" / "donnees" / "parapluie.json").write_bytes(village)
    with serve(tmp_path / "servi") as address:
        done = parapluie("federer", f"{address}donnees/parapluie.json", cwd=town)
    assert done.returncode == 0, done.stderr
    assert "Petit-Saguenay, le village en commun est épinglé" in done.stdout
    # The server is gone: the build needs no network.
    after = built(town)
    assert after.problems == ()
    assert after.entries == before.entries
    old, new = pages(before), pages(after)
    changed = {path for path in new if new[path] != old[path]}
    assert changed
    shared = json.loads(village)
    items = {
        link["entree"].split("/", 1)[1]
        for entry in shared["entrees"]
        for link in entry["liens"]
        if link["type"] == "referentiels"
    }
    expected = {
        path
        for path in new
        if path.startswith("referentiels/")
        and path.removeprefix("referentiels/").removesuffix(".md") in items
    }
    assert expected
    assert {path for path in changed if "Aussi ailleurs" in new[path]} - {
        "donnees/index.md"
    } >= expected
    told = new[sorted(expected)[0]]
    assert "rien n’en est compté ici" in told
    assert f'<a href="{ADDRESS}id/' in told
    # What we count, chart or list is as it was.
    for path in ("suivi/index.md", "suivi/tableau.md", "index.md"):
        if path in new:
            assert new[path] == old[path]
    data = {file.path: file.content for file in after.files}
    mine = {file.path: file.content for file in before.files}
    assert data["donnees/parapluie.json"] == mine["donnees/parapluie.json"]


def test_both_ways_and_twice_the_pins_are_the_last(village: bytes, tmp_path: Path) -> None:
    town = copy_site(OTHER_WORDS, tmp_path / "bourg")
    (tmp_path / "a.json").write_bytes(village)
    (tmp_path / "b.json").write_bytes(village.replace(b'"version":"1.0"', b'"version":"1.7"', 1))
    for name in ("a.json", "b.json"):
        assert parapluie("federer", tmp_path / name, cwd=town).returncode == 0
    pins = (town / "contenu" / "federation.yml").read_text("utf-8")
    assert pins.count("empreinte:") == 1
    assert built(town).problems == ()
    copy = town / "contenu" / "_federation" / "petit-saguenay-le-village-en-commun.json"
    copy.write_bytes(copy.read_bytes().replace(b"Participation", b"Manipulation", 1))
    assert [problem.code for problem in built(town).problems] == ["P502"]
    assert not any("_federation" in path for path in built(town).assets)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("http://exemple.invalid/donnees/parapluie.json", "https://"),
        ("ftp://exemple.invalid/parapluie.json", "https://"),
        ("absent.json", "ne se lit pas"),
        ("mkdocs.yml", "n’est pas le fichier JSON d’un site Parapluie"),
    ],
)
def test_what_is_no_data_of_a_town_is_refused_and_nothing_is_pinned(
    tmp_path: Path, source: str, said: str
) -> None:
    town = copy_site(ROOT / "tests" / "pages" / "ville", tmp_path / "ville")
    done = parapluie("federer", source, cwd=town)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (town / "contenu" / "federation.yml").exists()


def test_only_encrypted_addresses_and_this_machine_are_asked() -> None:
    for address in ("https://a.exemple.invalid/x", "http://127.0.0.1:80/x", "http://localhost/x"):
        assert is_fetched(address)
    for address in (
        "http://a.exemple.invalid/",
        "http://127.0.0.1.exemple.invalid/",
        "file:///etc/passwd",
        "https://a b/",
        "javascript:alert(1)",
    ):
        assert not is_fetched(address)


def described(**changes: Any) -> bytes:
    entry = {
        "id": "action/parc",
        "type": "action",
        "nom": "action",
        "titre": "<script>alert(1)</script>",
        "liens": [{"type": "referentiels", "entree": "reference/odd/11"}],
    }
    town = {
        "format": "parapluie",
        "version": "1.0",
        "site": {"nom": "Ailleurs", "url": "https://a.exemple.invalid/"},
        "entrees": [{**entry, **changes.pop("entry", {})}],
    }
    return json.dumps({**town, **changes}).encode()


def test_a_hostile_town_gives_text_and_web_addresses_or_nothing() -> None:
    assert neighbour("a", described(), "") is not None
    for changes in (
        {"entry": {"id": "action/../../x"}},
        {"entry": {"id": 'action/x"onclick'}},
        {"version": "2.0"},
        {"format": "autre"},
        {"entrees": "non"},
    ):
        assert neighbour("a", described(**changes), "") is None, changes
    wrong = {"nom": "Ailleurs", "url": "javascript:alert(1)//", "licence": {"url": "data:x"}}
    found = neighbour("a", described(site=wrong), "")
    assert found is not None
    assert (found.address, found.licence) == ("", ("", ""))
    assert found.by_reference["reference/odd/11"][0].address == ""


def test_themes_are_shared_by_their_title() -> None:
    entries = [
        {"id": "theme/l-eau", "type": "theme", "nom": "thème", "titre": "L’Été"},
        {
            "id": "action/parc",
            "type": "action",
            "nom": "action",
            "titre": "Parc",
            "liens": [{"type": "themes", "entree": "theme/l-eau"}] * 2,
        },
    ]
    found = neighbour("a", described(entrees=entries), "")
    assert found is not None
    assert [each.title for each in found.by_theme["l’ete"]] == ["Parc"]
    assert found.by_theme["l’ete"][0].address == "https://a.exemple.invalid/id/action/parc/"


def test_foreign_words_are_escaped_where_they_are_shown(tmp_path: Path) -> None:
    town = copy_site(OTHER_WORDS, tmp_path / "bourg", SHARED)
    hostile = tmp_path / "hostile.json"
    site = {"nom": "<b>Ailleurs</b>", "avis": "<i>a</i>", "url": "https://a.exemple.invalid/"}
    hostile.write_bytes(described(site=site))
    assert parapluie("federer", hostile, cwd=town).returncode == 0
    told = {path: page for path, page in pages(built(town)).items() if "Aussi ailleurs" in page}
    assert "referentiels/odd/11.md" in told
    for page in told.values():
        assert "<script>alert" not in page
        assert "<b>" not in page
        assert "<i>a" not in page

"""Two towns share what they have in common: pinned, shown as foreign, counted nowhere."""

import gzip
import json
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from command_tools import command
from parapluie.build.making import Site, build
from parapluie.exports import exports
from parapluie.meaning.graph import Graph
from parapluie.site.publication import Publication
from parapluie.source.other_towns import has_unseen, is_fetched, neighbour
from parapluie.source.reading import read
from site_tools import (
    DEMONSTRATION_DAY,
    OTHER_WORDS,
    ROOT,
    contents,
    copy_site,
    core_arguments,
    parapluie,
)

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
        "https://nom:secret@a.exemple.invalid/",
        "https://nom@a.exemple.invalid/",
        "http://localhost:80@a.exemple.invalid/",
        "https://a.exemple.invalid:99999/",
        "https://a.exemple.invalid:x/",
        "https://[a/",
        "https://vаl.exemple.invalid/",  # a Cyrillic letter
        "https:///x",
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


# Signs of control and of direction, and some that nobody sees.
HIDDEN = (
    "\0\x07\x1b\x7f\x85\x9b\u061c\u200b\u200e\u200f\u202a\u202e\u2066\u2069\u2060\ufeff\U000e0041"
)


@pytest.mark.parametrize("sign", HIDDEN)
def test_signs_that_nobody_sees_are_refused_in_all_that_is_shown(sign: str) -> None:
    hostile = f"A{sign}B"
    site = {"nom": "Ailleurs", "url": "https://a.exemple.invalid/"}
    for changes in (
        {"site": {**site, "nom": hostile}},
        {"site": {**site, "avis": hostile}},
        {"site": {**site, "licence": {"nom": hostile}}},
        {"entry": {"titre": hostile}},
        {"entry": {"nom": hostile}},
        {"entry": {"champs": {"en_bref": hostile}}},
    ):
        assert neighbour("a", described(**changes), "") is None, changes
        assert has_unseen(described(**changes))
    found = neighbour("a", described(site={**site, "url": f"https://a{sign}.exemple.invalid/"}), "")
    assert found is not None
    assert found.address == ""
    assert not is_fetched(f"https://a{sign}.exemple.invalid/x")


def test_words_of_others_stand_on_one_line_and_pictures_of_letters_stay_whole() -> None:
    site = {"nom": " Ail\nleurs\t👩\u200d🌾 "}
    found = neighbour("a", described(site=site), "")
    assert found is not None
    assert found.name == "Ail leurs 👩\u200d🌾"
    assert not has_unseen(described(site=site))
    assert not has_unseen(b"{}")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Con", "con-2"),
        ("../../mkdocs.yml", "mkdocs-yml"),
        ("日本", "federation"),
        ("Val " * 400, ("val-" * 15).strip("-")),
    ],
)
def test_a_copy_has_a_name_that_every_disk_takes(tmp_path: Path, name: str, file: str) -> None:
    town = copy_site(ROOT / "tests" / "pages" / "ville", tmp_path / "ville")
    (tmp_path / "a.json").write_bytes(described(site={"nom": name}))
    done = command("federer", tmp_path / "a.json", cwd=town)
    assert (done.code, done.err) == (0, "")
    assert [path.name for path in (town / "contenu/_federation").iterdir()] == [f"{file}.json"]


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    town = copy_site(ROOT / "tests" / "pages" / "ville", tmp_path / "ville")
    (tmp_path / "a.json").write_bytes(described())
    outside = tmp_path / "dehors"
    outside.mkdir()
    (town / "contenu/_federation").symlink_to(outside)
    done = command("federer", tmp_path / "a.json", cwd=town)
    assert done.code == 2
    assert "et non un lien" in done.err
    (town / "contenu/_federation").unlink()
    (outside / "a.yml").write_text("autre: {empreinte: a}\n", "utf-8")
    (town / "contenu/federation.yml").symlink_to(outside / "a.yml")
    assert command("federer", tmp_path / "a.json", cwd=town).code == 0
    assert (outside / "a.yml").read_text("utf-8") == "autre: {empreinte: a}\n"
    assert "autre:" in (town / "contenu/federation.yml").read_text("utf-8")


@pytest.mark.parametrize("written", ["a: &a [b]\nc: [*a, *a]", "[" * 5000, "- a", "a: 'b", "a: \0"])
def test_pins_that_cannot_be_read_are_left_as_they_are(tmp_path: Path, written: str) -> None:
    town = copy_site(ROOT / "tests" / "pages" / "ville", tmp_path / "ville")
    (tmp_path / "a.json").write_bytes(described())
    (town / "contenu/federation.yml").write_text(written, "utf-8")
    done = command("federer", tmp_path / "a.json", cwd=town)
    assert done.code == 2
    assert "ne se lit pas" in done.err
    assert (town / "contenu/federation.yml").read_text("utf-8") == written


# --- Servers that mean no good ---

OK = b"HTTP/1.1 200 OK\r\n"
Script = Callable[[str], Iterator[bytes]]


def forever(raw: bytes, *, each: float = 0.0) -> Iterator[bytes]:
    while True:
        yield raw
        time.sleep(each)


def moved(target: str) -> Script:
    return lambda here: iter(
        [
            f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".format(
                here=here
            ).encode()
        ]
    )


SERVERS: dict[str, tuple[Script, str]] = {
    "silence": (lambda _: forever(b"", each=0.1), "trop lent"),
    "head by drops": (lambda _: chain([OK], forever(b"X: y\r\n", each=0.02)), "trop lent"),
    "body by drops": (lambda _: chain([OK, b"\r\n"], forever(b" ", each=0.05)), "trop lent"),
    "chunks by drops": (
        lambda _: chain(
            [OK, b"Transfer-Encoding: chunked\r\n\r\n"], forever(b"1\r\n \r\n", each=0.05)
        ),
        "trop lent",
    ),
    "wait a little": (lambda _: forever(b"HTTP/1.1 100 Continue\r\n\r\n", each=0.01), "trop lent"),
    "endless body": (lambda _: chain([OK, b"\r\n"], forever(b" " * (1 << 16))), "dépasse 32 Mo"),
    "endless head": (lambda _: chain([OK], forever(b"X" * (1 << 16))), "ne se comprend pas"),
    "no web": (lambda _: iter([b"SSH-2.0-x\x1b[2J\r\n"]), "ne se comprend pas"),
    "cut": (lambda _: iter([OK, b"Content-Length: 99\r\n\r\n{"]), "n’est pas le fichier JSON"),
    "nothing": (lambda _: iter([]), "n"),
    "gone": (
        lambda _: iter([b"HTTP/1.1 410 \x1b[2J\xe2\x80\xae\r\n\r\n"]),
        "le serveur répond 410",
    ),
    "packed": (
        lambda _: iter([OK, b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b" " * (8 << 20))]),
        "n’est pas le fichier JSON",
    ),
    "round and round": (moved("{here}"), "le serveur répond 302"),
    "another name": (
        lambda here: moved(here.replace("127.0.0.1", "localhost"))(here),
        "renvoie ailleurs",
    ),
    "another port": (moved("http://127.0.0.1:9/x"), "renvoie ailleurs"),
    "another scheme": (moved("https://127.0.0.1/x"), "renvoie ailleurs"),
    "another host": (moved("https://mal.exemple.invalid/x"), "renvoie ailleurs"),
    "a password": (moved("http://a:b@127.0.0.1/x"), "renvoie ailleurs"),
    "no name": (moved("//mal.exemple.invalid/x"), "renvoie ailleurs"),
    "a file": (moved("file:///etc/passwd"), "le serveur répond 302"),
    "another way": (moved("ftp://127.0.0.1/x"), "renvoie ailleurs"),
}


class _Scripted(socketserver.StreamRequestHandler):
    """Sends what the server's script says, until the other side leaves."""

    def handle(self) -> None:
        while self.rfile.readline().strip():
            pass
        server = self.server
        assert isinstance(server, _Hostile)
        with suppress(OSError):
            for raw in server.script(server.address):
                if server.over.is_set():
                    return
                self.wfile.write(raw)


class _Hostile(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, script: Script) -> None:
        super().__init__(("127.0.0.1", 0), _Scripted)
        self.script, self.over = script, threading.Event()
        self.address = f"http://127.0.0.1:{self.server_address[1]}/donnees/parapluie.json"


@contextmanager
def serving(script: Script) -> Iterator[str]:
    with _Hostile(script) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield server.address
        finally:
            server.over.set()
            server.shutdown()


@pytest.mark.parametrize("name", SERVERS)
def test_no_server_holds_the_command_or_sends_it_elsewhere(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is tried is that it ends by the time it has, not how long that is.
    monkeypatch.setattr(
        "parapluie.cli.federation_command._WHOLE", 1.0 if "lent" in SERVERS[name][1] else 60
    )
    town = copy_site(ROOT / "tests" / "pages" / "ville", tmp_path / "ville")
    before = contents(town / "contenu")
    script, said = SERVERS[name]
    with serving(script) as address:
        done = command("federer", address, cwd=town)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert set(done.err) & set(HIDDEN) == set()
    assert contents(town / "contenu") == before


def test_a_server_may_send_from_one_of_its_addresses_to_another(tmp_path: Path) -> None:
    town = copy_site(ROOT / "tests" / "pages" / "ville", tmp_path / "ville")
    asked: list[str] = []

    def script(here: str) -> Iterator[bytes]:
        asked.append(here)
        yield from (
            moved("/ailleurs.json")(here) if len(asked) == 1 else iter([OK, b"\r\n", described()])
        )

    with serving(script) as address:
        done = command("federer", address, cwd=town)
    assert (done.code, done.err) == (0, "")
    assert len(asked) == 2

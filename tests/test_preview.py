"""The preview: pages made when asked for equal those of a build, and faults are shown over them."""

import random
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from parapluie.mkdocs.preview import OtherPluginsError, Preview, faults_panel
from parapluie.problems import errors
from parapluie.site.security_policy import in_page
from playwright.sync_api import Browser
from raw_requests import asked, hosts_of_others, request
from site_tools import DAY, OTHER_WORDS, ROOT, build_with, contents, copy_site, environment, window

sys.path.append(str(ROOT / "tests" / "benchmarks"))

from test_speed import edit, large_town

ACTION = "mesures/jardin"
PLAIN = "mesures/navette"  # nobody gave it a picture


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_site(OTHER_WORDS, tmp_path / "site")


@contextmanager
def previewed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Preview]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", environment(DAY)["SOURCE_DATE_EPOCH"])
    preview = Preview(folder / "mkdocs.yml", lambda problems, entries: None)
    try:
        yield preview
    finally:
        preview.close()


def made(preview: Preview, path: str) -> str:
    preview.make(path)
    return (preview.folder / path).read_text("utf-8")


def differing(preview: Preview, folder: Path) -> list[str]:
    """Return the pages of the preview that differ from those of a build from nothing."""
    assert build_with("mkdocs", folder).returncode == 0
    built = [path for path in contents(folder / "site") if path.endswith(".html")]
    built.remove("404.html")  # served when something is missing
    # Their own policy would refuse the script by which a preview is loaded again.
    policy = f'<meta http-equiv="Content-Security-Policy" content="{in_page()}">'

    def of_build(path: str) -> str:
        return (folder / "site" / path).read_text("utf-8").replace(policy, "")

    return [path for path in built if of_build(path) != made(preview, path).replace(policy, "")]


def test_every_page_of_a_preview_is_that_of_a_build(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with previewed(site, monkeypatch) as preview:
        assert differing(preview, site) == []


def test_after_any_edits_every_page_is_that_of_a_build_from_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = large_town(tmp_path / "ville", 60)
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("  - search: {lang: fr}\n", ""), "utf-8")
    files = sorted((folder / "contenu").rglob("*-*.md"))
    dice = random.Random(10)
    with previewed(folder, monkeypatch) as preview:
        for _ in range(3):
            for _ in range(3):
                edit(dice, folder, files)
            preview.refresh()
            made(preview, "index.html")
        assert errors(preview.problems) == []
        assert differing(preview, folder) == []


def drawn(preview: Preview, path: str) -> tuple[str, ...]:
    """Return the place of the first picture of a page, once it is made."""
    picture = re.search(r'srcset="(?:\.\./)*([^ ",]+)', made(preview, path))
    assert picture is not None
    preview.make(picture[1])
    return Path(picture[1]).parts


def test_only_the_pages_that_are_asked_for_are_made(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with previewed(site, monkeypatch) as preview:
        page = made(preview, f"{ACTION}.html")
        assert [str(p.relative_to(preview.folder)) for p in preview.folder.rglob("*.html")] == [
            f"{ACTION}.html"
        ]
        assert preview.folder.joinpath(*drawn(preview, "index.html")).stat().st_size > 50
        assert preview.folder.joinpath(*drawn(preview, f"{PLAIN}.html")).stat().st_size > 500
        rule = re.search(r"pp-focus-[0-9-]+", page)
        assert rule is not None
        assert f".{rule[0]} " in made(preview, "assets/parapluie.css")


def test_a_fault_is_shown_over_the_last_good_page_until_it_is_mended(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = site / "contenu" / f"{ACTION}.md"
    good = file.read_text("utf-8")
    with previewed(site, monkeypatch) as preview:
        before = made(preview, f"{ACTION}.html")
        file.write_text(good.replace("principes: [sobriete]", "principes: [sobrete]"), "utf-8")
        preview.refresh()
        assert made(preview, f"{ACTION}.html") == before
        # A page that nobody had looked at yet is that of the last good site too.
        assert "<h1" in made(preview, "index.html")
        panel = faults_panel(preview.problems)
        assert "contenu/mesures/jardin.md:7: P202" in panel
        assert "&lt;" not in faults_panel([])
        file.write_text(good.replace("\ntitre: ", "\ntitre: Nouveau "), "utf-8")
        preview.refresh()
        assert faults_panel(preview.problems) == ""
        assert "<h1>Nouveau " in made(preview, f"{ACTION}.html").replace(' class="pp-title"', "")


def test_a_town_that_uses_another_plugin_is_told_to_use_the_engine_s_preview(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = site / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("plugins:\n", "plugins:\n  - search\n"))
    with pytest.raises(OtherPluginsError, match="search"), previewed(site, monkeypatch):
        pass


# --- The command ---


@contextmanager
def command(site: Path, host: str = "127.0.0.1") -> Iterator[tuple[str, subprocess.Popen[str]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"{host}:{free.getsockname()[1]}"
    process = subprocess.Popen(
        [sys.executable, "-m", "parapluie", "servir", "--adresse", address],
        cwd=site,
        env=environment(DAY) | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        # Who runs the tests in the background may have it ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if line.startswith("Aperçu à "):
                break
        yield f"http://{address}/", process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(60)
        finally:
            process.kill()


def test_the_browser_shows_what_was_saved_and_what_is_wrong(site: Path, browser: Browser) -> None:
    file = site / "contenu" / f"{ACTION}.md"
    good = file.read_text("utf-8")
    with command(site) as (address, process), window(browser) as page:
        page.goto(f"{address}{ACTION}.html")
        file.write_text(good.replace("\ntitre: ", "\ntitre: Le tout nouveau "), "utf-8")
        page.get_by_role("heading", level=1, name=re.compile("Le tout nouveau")).wait_for()
        file.write_text(good.replace("principes: [sobriete]", "principes: [sobrete]"), "utf-8")
        fault = page.get_by_role("alert")
        fault.wait_for()
        assert "P202" in fault.inner_text()
        assert "sobriete" in fault.inner_text()
        assert "Le tout nouveau" in page.locator("h1").inner_text()
        file.write_text(good, "utf-8")
        fault.wait_for(state="detached")
        assert "nouveau" not in page.locator("h1").inner_text()
        answer = urllib.request.urlopen(f"{address}assets/parapluie.css", timeout=60)
        assert answer.headers["Content-Type"] == "text/css"
        busy = subprocess.run(
            [sys.executable, "-m", "parapluie", "servir", "--adresse", address.split("/")[2]],
            cwd=site,
            env=environment(DAY),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert busy.returncode == 3
        assert "est déjà prise" in busy.stderr
    assert process.returncode == 0


def test_the_preview_answers_to_its_own_address_alone(site: Path) -> None:
    with command(site) as (address, _):
        port = int(address.removesuffix("/").rpartition(":")[2])
        for path in ("/", "/index.html", "/livereload/0/1", f"/{ACTION}.html"):
            for host in hosts_of_others(port):
                code, body = asked(port, request(f"GET {path} HTTP/1.1", host))
                assert (code, b"<h1>" in body and b"servir" not in body) == (403, False), host
            for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}"):
                assert asked(port, request(f"GET {path} HTTP/1.1", {"Host": host}))[0] == 200
        own = {"Host": f"127.0.0.1:{port}"}
        for line in ("GET http://mal.exemple.invalid/ HTTP/1.1", "GET * HTTP/1.1"):
            assert asked(port, request(line, own))[0] == 403
        assert asked(port, request("GET / HTTP/1.0", {}))[0] == 403
        script = "GET /assets/parapluie.css HTTP/1.1"
        for told, code in (
            ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
            ({"Sec-Fetch-Site": "same-site"}, 403),
            ({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "no-cors"}, 200),
            ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200),
        ):
            assert asked(port, request(script, own | told))[0] == code, told


def test_a_preview_for_the_whole_network_answers_to_the_address_where_it_is_reached(
    site: Path,
) -> None:
    with command(site, "0.0.0.0") as (address, _):
        port = int(address.removesuffix("/").rpartition(":")[2])
        for reached, host, code in (
            ("127.0.0.1", "127.0.0.1", 200),
            ("127.0.0.1", "0.0.0.0", 200),
            ("127.0.0.1", "mal.exemple.invalid", 403),
            ("127.0.0.1", socket.gethostname(), 403),  # a name may be made to lead elsewhere
            ("127.0.0.1", "127.0.0.2", 403),
            ("127.0.0.2", "127.0.0.2", 200),
        ):
            raw = request("GET / HTTP/1.1", {"Host": f"{host}:{port}"})
            assert asked(port, raw, reached)[0] == code, (reached, host)


@pytest.mark.parametrize("written", ["8000", "ici:port", "127.0.0.1:99999"])
def test_an_address_that_is_none_is_refused(site: Path, written: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "parapluie", "servir", "--adresse", written],
        cwd=site,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert "--adresse" in done.stderr

"""What several tests share: a town, from the text of its files to its graph."""

import functools
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from case_files import read_blocks, read_test_options, write
from parapluie.graph import Graph
from parapluie.reader import read
from playwright.sync_api import Browser, sync_playwright

Town = Callable[[str], Graph]

# Any of these, as `faire` looks for them.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """Return what makes a graph of blocks written as in a case file, which must read well."""

    def make(blocks: str) -> Graph:
        files, written = read_blocks(blocks)
        options, wrong = read_test_options(written)
        content, problems = read(write(files, tmp_path), options.vocabulary)
        assert [*map(str, wrong), *map(str, problems)] == []
        return Graph(content, options.vocabulary)

    return make


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    executable = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield found
        found.close()

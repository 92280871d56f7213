"""What several tests share: a town, from the text of its files to its graph."""

import functools
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from case_files import read_blocks, read_test_options, write
from parapluie.meaning.graph import Graph
from parapluie.site.security_policy import POLICY
from parapluie.source.reading import read
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


class _Handler(SimpleHTTPRequestHandler):
    # One connection for many files: a new one each is what a busy machine drops.
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Guarded(_Handler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


class _SlowPictures(_Handler):
    def do_GET(self) -> None:
        if self.path.endswith((".webp", ".jpg", ".png", ".svg")):
            time.sleep(0.15)
        super().do_GET()


class _Server(ThreadingHTTPServer):
    request_queue_size = 128


@contextmanager
def _served(folder: Path, handler: type[_Handler]) -> Iterator[str]:
    asked = functools.partial(handler, directory=str(folder))
    with _Server(("127.0.0.1", 0), asked) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Return where the files of `folder` are served."""
    with _served(folder, _Handler) as found:
        yield found


@pytest.fixture
def serve_guarded() -> Callable[[Path], AbstractContextManager[str]]:
    """Return what serves the files of a folder with the policy that hosts are told to send."""
    return lambda folder: _served(folder, _Guarded)


@pytest.fixture
def serve() -> Callable[[Path], AbstractContextManager[str]]:
    """Return what serves the files of a folder."""
    return lambda folder: _served(folder, _Handler)


@pytest.fixture(scope="module")
def guarded_address(folder: Path) -> Iterator[str]:
    """Return where they are served with the policy that hosts are told to send.

    The console of a page says what it does beyond. Playwright's `wait_for_function` is refused too.
    """
    with _served(folder, _Guarded) as found:
        yield found


@pytest.fixture(scope="module")
def slow_address(folder: Path) -> Iterator[str]:
    """Return where they are served as on a slow line: pictures come long after the text."""
    with _served(folder, _SlowPictures) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield found
        found.close()

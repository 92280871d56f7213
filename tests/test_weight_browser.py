"""What a first visit costs: 150 kB of text at most, pictures apart, and six screens to read."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response
from site_tools import demonstration, window

BUDGET = 150_000  # bytes, compressed as a host does
TEXTS = ("document", "stylesheet", "script", "fetch", "xhr", "font")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstration(tmp_path_factory)


def test_the_heaviest_principle_opens_within_its_budget(
    browser: Browser, address: str, folder: Path
) -> None:
    principles = [p for p in (folder / "principes").glob("*.html") if p.stem != "index"]
    heaviest = max(principles, key=lambda path: len(gzip.compress(path.read_bytes())))
    with window(browser) as page:
        answers: list[Response] = []
        page.on("response", lambda answer: answers.append(answer))
        page.goto(f"{address}principes/{heaviest.name}", wait_until="networkidle")
        weights = {
            answer.url.removeprefix(address): len(gzip.compress(answer.body()))
            for answer in answers
            if answer.request.resource_type in TEXTS
        }
    # The page, its style sheets and its scripts were all asked for.
    assert len(weights) >= 5
    assert sum(weights.values()) <= BUDGET, weights


def test_a_principle_is_read_in_six_screens_of_a_phone(
    browser: Browser, address: str, folder: Path
) -> None:
    heights = {}
    with window(browser, width=360, height=740) as page:
        for path in sorted((folder / "principes").glob("*.html")):
            if path.stem != "index":
                page.goto(f"{address}principes/{path.name}")
                heights[path.stem] = page.evaluate("document.documentElement.scrollHeight") / 740
    # Faces are those of the reader's own system, a little wider here or there.
    assert max(heights.values()) <= 6 * 1.05, heights

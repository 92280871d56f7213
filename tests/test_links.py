"""No address of a site leads nowhere, wherever the site is published."""

import os
from pathlib import Path
from urllib.parse import urljoin

import pytest
from hamlet_site import hamlet
from links import HOST, broken
from site_tools import OTHER_WORDS, build_with, built_site, copy_site, demonstration, parse

UNDER = "/villes/bourg/"


@pytest.mark.parametrize("urls", ["files", "folders"])
def test_no_address_of_a_site_at_the_top_of_its_host_leads_nowhere(
    tmp_path_factory: pytest.TempPathFactory, urls: str
) -> None:
    assert broken(built_site(tmp_path_factory, "mkdocs", urls) / "site") == []


@pytest.mark.parametrize("folders", ["false", "true"])
def test_no_address_of_a_site_under_a_path_leads_nowhere(tmp_path: Path, folders: str) -> None:
    changes = {
        "use_directory_urls: false": f"use_directory_urls: {folders}",
        "site_name:": f"site_url: {HOST}{UNDER}\nsite_name:",
        "organisation: le Bourg": "organisation: le Bourg\n      images_generees: false",
    }
    town = copy_site(OTHER_WORDS, tmp_path / "town", changes)
    done = build_with("mkdocs", town)
    assert done.returncode == 0, done.stderr
    assert broken(town / "site", UNDER) == []


@pytest.mark.parametrize("under", ["/", UNDER])
def test_no_address_of_the_demonstration_leads_nowhere(
    tmp_path_factory: pytest.TempPathFactory, under: str
) -> None:
    # Without `site_url`, an engine cannot know from where its page for missing pages is shown.
    without = () if under == "/" else ("404.html",)
    assert broken(demonstration(tmp_path_factory), under, without=without) == []


def test_the_foot_of_every_page_leads_to_the_same_pages(tmp_path: Path) -> None:
    town = hamlet(tmp_path / "town")
    kept = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    try:
        if kept:  # two processes print in an order that chance decides
            os.sched_setaffinity(0, {min(kept)})
        assert build_with("mkdocs", town).returncode == 0
    finally:
        if kept:
            os.sched_setaffinity(0, kept)
    led: dict[str, set[str]] = {}
    for file in (town / "site").rglob("index.html"):
        page = file.relative_to(town / "site").parent.as_posix()
        for link in parse(file.read_text("utf-8")).all("a"):
            if link.text in ("Accessibilité", "Confidentialité"):
                address = urljoin(f"{HOST}/{page}/", link.attributes["href"])
                led.setdefault(link.text, set()).add(address)
    assert led == {
        "Accessibilité": {f"{HOST}/accessibilite/"},
        "Confidentialité": {f"{HOST}/confidentialite/"},
    }


BROKEN = {
    '<a href="b.html">': "no such file",
    '<a href="../b.html">': "leaves the site",
    '<a href="/b.html">': "leaves the site",
    '<a href="#là">': "no such place",
    '<a href="d/#ici">': "no such place",
    '<img srcset="a.webp 1x, b.webp 2x">': "no such file",
    '<link rel="preload" imagesrcset="b.webp 9w">': "no such file",
    '<form data-source="b.js">': "no such file",
    '<label for="x">': "names no element",
    '<meta http-equiv="refresh" content="0; url=b.html">': "no such file",
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "index.html").write_text('<p id="là">')
    (tmp_path / "a.webp").write_bytes(b"")
    (tmp_path / "a.css").write_text("/* url(b) */ a{b:url('a.webp')}")
    return tmp_path


@pytest.mark.parametrize("html", BROKEN)
def test_these_tests_see_what_leads_nowhere(small: Path, html: str) -> None:
    (small / "a.html").write_text(f'<p id="ici"><a href="d/#l%C3%A0"><a href="#ici">{html}')
    (fault,) = broken(small, "/sous/")
    assert fault.endswith(BROKEN[html])


def test_these_tests_see_what_a_style_sheet_asks_for(small: Path) -> None:
    (small / "a.css").write_text("@import 'c.css'; a{b:url(c.woff2#d)}")
    assert [fault.rpartition(": ")[2] for fault in broken(small)] == ["no such file"] * 2

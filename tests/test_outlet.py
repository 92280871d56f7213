"""A site on disk for an engine without us: every file whole, the town's settings kept."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from parapluie.build.making import STAMP, THEME, Site
from parapluie.outlets.folder import anchored, is_ours, options_here, render
from parapluie.site.security_policy import SETTING, in_page
from parapluie.site.site_file import SiteFile
from parapluie.source.options import read_options
from parapluie.source.settings import Settings

# Tables that write no style into the page.
ALIGNED = {"tables": {"use_align_attribute": True}}


def town(folder: Path, **written: Any) -> tuple[Site, Settings]:
    (folder / "contenu" / "plans").mkdir(parents=True)
    (folder / "contenu" / "plans" / "plan.pdf").write_bytes(b"%PDF")
    (folder / "drawn.webp").write_bytes(b"RIFF")
    files = (
        SiteFile("index.md", "---\ntitle: A\n---\n\n# L’œuvre\n"),
        SiteFile("a/b/c.md", "## Été\n"),
        SiteFile("a/data.json", '"# Été"\n'),
        SiteFile("a/code.png", b"\x89PNG"),
        SiteFile("a/d/drawn.webp", folder / "drawn.webp"),
    )
    menu: Any = [("Accueil", "index.md"), ("Eau & forêt", [("C", "a/b/c.md")])]
    site = Site(files, ("plans/plan.pdf",), menu, (), 2, "abcd")
    return site, Settings(folder, {"docs_dir": "contenu", **written})


def configuration(folder: Path, **written: Any) -> dict[str, Any]:
    site, settings = town(folder, **written)
    render(site, settings, folder / "out")
    read = yaml.safe_load((folder / "out" / "mkdocs.yml").read_text("utf-8"))
    assert isinstance(read, dict)
    return read


def test_every_file_is_written_whole(tmp_path: Path) -> None:
    site, settings = town(tmp_path)
    out = tmp_path / "new" / "folder"
    render(site, settings, out)
    found = {
        path.relative_to(out / "docs").as_posix(): path.read_bytes()
        for path in (out / "docs").rglob("*")
        if path.is_file()
    }
    assert found == {
        "index.md": "---\ntitle: A\n---\n\n# L’œuvre {#l-oeuvre}\n".encode(),
        "a/b/c.md": "## Été {#ete}\n".encode(),
        "a/data.json": '"# Été"\n'.encode(),
        "a/code.png": b"\x89PNG",
        "a/d/drawn.webp": b"RIFF",
        "plans/plan.pdf": b"%PDF",
    }
    assert [path.name for path in out.parent.iterdir()] == ["folder"]  # nothing left beside


def test_what_was_written_before_is_replaced_as_a_whole(tmp_path: Path) -> None:
    site, settings = town(tmp_path)
    out = tmp_path / "out"
    render(site, settings, out)
    (out / "docs" / "gone.md").write_text("", "utf-8")
    render(site, settings, out)
    assert not (out / "docs" / "gone.md").exists()
    assert (out / "docs" / "index.md").is_file()


def test_only_a_folder_that_is_new_empty_or_ours_may_be_written(tmp_path: Path) -> None:
    site, settings = town(tmp_path / "town")
    out = tmp_path / "out"
    assert is_ours(out)
    out.mkdir()
    assert is_ours(out)
    (out / "thesis.txt").write_text("")
    assert not is_ours(out)
    assert not is_ours(out / "thesis.txt")
    (out / "thesis.txt").unlink()
    render(site, settings, out)
    assert is_ours(out)


def test_a_town_that_sets_nothing_gets_what_the_pages_need(tmp_path: Path) -> None:
    assert configuration(tmp_path) == {
        "docs_dir": "docs",
        "theme": {
            "palette": [
                {"media": "(prefers-color-scheme: light)", "scheme": "default"},
                {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
            ],
            "variant": "classic",
            "name": "mkdocs",
            "custom_dir": "overrides",
        },
        "site_dir": "site",
        "plugins": ["search"],
        "extra_css": ["assets/parapluie.css?abcd"],
        "extra": {STAMP: "abcd", SETTING: in_page()},
        "markdown_extensions": ["attr_list", ALIGNED],
        "nav": [{"Accueil": "index.md"}, {"Eau &amp; forêt": [{"C": "a/b/c.md"}]}],
    }


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("tables", ALIGNED),
        ({"tables": {"use_align_attribute": False}}, {"tables": {"use_align_attribute": False}}),
        ("extra", {"extra": ALIGNED}),
        ({"extra": {"footnotes": {"A": 1}}}, {"extra": {**ALIGNED, "footnotes": {"A": 1}}}),
    ],
)
def test_columns_are_aligned_without_a_style_in_the_page(
    written: Any, expected: Any, tmp_path: Path
) -> None:
    assert expected in configuration(tmp_path, markdown_extensions=[written])["markdown_extensions"]


@pytest.mark.parametrize("extension", ["attr_list", {"attr_list": {}}])
def test_what_a_town_sets_is_kept(extension: Any, tmp_path: Path) -> None:
    found = configuration(
        tmp_path,
        site_name="Ville d’Été",
        site_dir="public",
        theme={"name": "material", "palette": {"scheme": "slate"}, "language": "fr"},
        plugins=["parapluie", {"parapluie": {"a": 1}}, {"tags": {"b": 2}}, "meta"],
        extra_css=["town.css"],
        extra_javascript=["https://a.exemple/x.js"],
        extra={"mail": "a@b.ca"},
        markdown_extensions=[extension, "footnotes"],
        nav=[{"A": "a.md"}],
    )
    assert found == {
        "docs_dir": "docs",
        "site_name": "Ville d’Été",
        "site_dir": "site",
        "theme": {
            "palette": {"scheme": "slate"},
            "variant": "classic",
            "name": "material",
            "language": "fr",
            "custom_dir": "overrides",
        },
        "plugins": [{"tags": {"b": 2}}, "meta"],
        "extra_css": ["town.css", "assets/parapluie.css?abcd"],
        "extra": {
            "mail": "a@b.ca",
            STAMP: "abcd",
            SETTING: in_page(["https://a.exemple/x"]),
        },
        "extra_javascript": ["https://a.exemple/x.js"],
        "markdown_extensions": [extension, "footnotes", ALIGNED],
        "nav": [{"A": "a.md"}],
    }


def test_the_town_s_templates_are_over_ours(tmp_path: Path) -> None:
    own = tmp_path / "gabarits"
    (own / "partials").mkdir(parents=True)
    (own / "main.html").write_text("de la ville", "utf-8")
    (own / "partials" / "own.html").write_text("", "utf-8")
    configuration(tmp_path, theme={"name": "material", "custom_dir": "gabarits"})
    written = tmp_path / "out" / "overrides"
    assert (written / "main.html").read_text("utf-8") == "de la ville"
    assert (written / "partials" / "own.html").is_file()
    assert (written / "404.html").read_bytes() == (THEME / "404.html").read_bytes()


def test_pages_are_told_that_the_engine_moves_addresses() -> None:
    options, _ = read_options({}, site_name="A", today=date(2026, 1, 1), directory_urls=True)
    here = options_here(options)
    assert not options.engine_moves_addresses
    assert here.engine_moves_addresses
    assert here.site_name == "A"


@pytest.mark.parametrize(
    ("written", "anchored_as"),
    [
        ("# A\n## A\n### A ###\n", "# A {#a}\n## A {#a_1}\n### A {#a_2}\n"),
        ("Deux mots\n=========\n\nb\n---\n", "Deux mots {#deux-mots}\n=========\n\nb {#b}\n---\n"),
        ("# Un *mot* &amp; `code`\n", "# Un *mot* &amp; `code` {#un-mot-code}\n"),
        # A line under another paragraph's last is no heading; after a fence, one may begin.
        ("un\ndeux\n---\n", "un\ndeux\n---\n"),
        ("```\na\n```\nb\n---\n", "```\na\n```\nb {#b}\n---\n"),
        ("# a\nb\n---\n", "# a {#a}\nb {#b}\n---\n"),
        ("a\n---\nb\n---\n", "a {#a}\n---\nb {#b}\n---\n"),
        ("````\n```\n# a\n````\n# b", "````\n```\n# a\n````\n# b {#b}"),
        ("~~~\n# a\n~~~\n# b\n", "~~~\n# a\n~~~\n# b {#b}\n"),
    ],
)
def test_headings_say_how_they_are_addressed(written: str, anchored_as: str) -> None:
    assert anchored(written) == anchored_as

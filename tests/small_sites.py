"""A site of a few entries written in the test, made by the core, and read as one hears it."""

from pathlib import Path

from case_files import read_blocks, write
from parapluie.build.making import Site
from site_tools import core_site, parse

SETTINGS = "site_name: X\ndocs_dir: contenu\n"


def small_town(blocks: str, folder: Path, plugin: str = "parapluie", settings: str = "") -> Path:
    """Write a town of blocks as in a case file; *plugin* is ours with its options, as YAML."""
    write(read_blocks(blocks)[0], folder)
    text = f"{SETTINGS}{settings}plugins: [{plugin}]\n"
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    return folder


def small_site(blocks: str, folder: Path, plugin: str = "parapluie", settings: str = "") -> Site:
    """Return what the core makes of it."""
    return core_site(small_town(blocks, folder, plugin, settings))


def texts(site: Site) -> dict[str, str]:
    """Return the files of a site by path, as text."""
    return {file.path: str(file.content) for file in site.files}


def heard(html: str) -> str:
    """Return the words of a page, with plain spaces."""
    return " ".join(parse(html).text.replace("\u00a0", " ").split())

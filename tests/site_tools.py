"""What several tests share: a site to build, the engines that build it, and a reader of pages."""

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from parapluie.build.making import Site, build
from parapluie.source.content_files import Roots
from parapluie.source.options import CACHE_FOLDER, Options, read_options
from parapluie.source.settings import read_settings
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
OTHER_WORDS = ROOT / "tests" / "sites" / "autres-mots"
# Where the copies of a site find what another drew; has the name of the folder that leads here.
DRAWN = ROOT / ".cache" / "tests" / "pictures"
# The contents of the test sites are of 2030, and that of the demonstration of 2026; fixed days keep
# what is said of dates from changing.
DAY = date(2031, 1, 1)
DEMONSTRATION_DAY = date(2026, 12, 15)
# Far more than any page needs: a busy machine is slow, not wrong.
PATIENCE = 120_000  # milliseconds
_WITH_TOOLS = ("- parapluie:\n", "- parapluie:\n      publier_outils: oui\n")
# Elements that have no end tag.
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# Elements that do not end a word.
INLINE = frozenset("a abbr b code em i mark s small span strong sub sup".split())


def environment(day: date) -> dict[str, str]:
    """Return the variables of a process that takes *day* for today."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "SOURCE_DATE_EPOCH": str(int(noon.timestamp())),
    }


def run(
    *command: str | Path, cwd: Path = ROOT, day: date = DAY, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a Python module or a script with the tests' interpreter."""
    return subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=cwd,
        env=environment(day) | variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def parapluie(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    return run("-m", "parapluie", *arguments, cwd=cwd)


def copy_site(
    source: Path,
    target: Path,
    changes: Mapping[str, str] | None = None,
    *,
    cold: bool = False,
    tools: bool = True,
) -> Path:
    """Copy a test site, with *changes* in its configuration; each must find its text.

    What its builds draw, they share with those of other copies, unless it is *cold*: drawing is
    most of what a small site costs. With *tools*, the pages of the staff are published too, so that
    what is looked at on each page is looked at there.
    """
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("site", ".cache"))
    if not cold:
        share_pictures(target)
    file = target / "mkdocs.yml"
    text = file.read_text("utf-8")
    if tools:
        text = text.replace(*_WITH_TOOLS)
    for old, new in (changes or {}).items():
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text, "utf-8")
    return target


def share_pictures(town: Path) -> None:
    """Have the builds of a town find what those of others drew."""
    DRAWN.mkdir(parents=True, exist_ok=True)
    cache = town / CACHE_FOLDER
    cache.mkdir(parents=True)
    (cache / DRAWN.name).symlink_to(DRAWN)


def core_site(folder: Path, day: date = DAY) -> Site:
    """Return what the core makes of a site, without any engine."""
    return build(*core_arguments(folder, day))


def core_arguments(folder: Path, day: date = DAY) -> tuple[Roots, Options]:
    """Return what the core asks for, as a configuration says it, with the pages of the staff."""
    settings, problems = read_settings(folder / "mkdocs.yml")
    assert settings is not None
    options, found = read_options(
        settings.plugin_options or {},
        site_name=settings.site_name,
        today=day,
        directory_urls=settings.directory_urls,
    )
    assert [*problems, *found] == []
    options = replace(options, shows_tools=True)
    return Roots(settings.content, folder / options.illustrations), options


# --- Reading pages ---


@dataclass(slots=True)
class Element:
    """An element of a page, with the elements and the text inside it."""

    tag: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator["Element"]:
        """Yield this element and those inside it, in order; only those with one of *tags*."""
        if not tags or self.tag in tags:
            yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.all(*tags)

    def with_class(self, name: str) -> Iterator["Element"]:
        """Yield the elements of a class."""
        return (e for e in self.all() if name in e.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        """The text, on one line, with plain spaces."""
        return " ".join("".join(self._pieces()).split())

    def _pieces(self) -> Iterator[str]:
        if self.tag in ("script", "style"):
            return
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                edge = "" if child.tag in INLINE else " "
                yield edge
                yield from child._pieces()
                yield edge


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.top = Element("", {})
        self.open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index].tag == tag:
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Element:
    """Return the tree of a page."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.top


def is_data(element: Element) -> bool:
    """Tell whether an element holds the linked data of a page, read here as programs do."""
    if element.attributes.get("type") != "application/ld+json":
        return False
    return "@context" in json.loads("".join(map(str, element.children)))


def article(html: str) -> Element:
    """Return the content of a page that an engine built."""
    found = [e for e in parse(html).all("article") if "md-content__inner" in e.attributes["class"]]
    assert len(found) == 1
    return found[0]


def pages(folder: Path, *, every: bool = False) -> dict[str, str]:
    """Return the pages of a built site, by path; not the engine's own « not found ».

    With *every*, also what stands at permanent addresses: redirects, and sheets to print.
    """
    return {
        path: file.read_text("utf-8")
        for file in sorted(folder.rglob("*.html"))
        if (path := file.relative_to(folder).as_posix()) != "404.html"
        and (every or not path.startswith("id/"))
    }


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, by path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def broken_links(folder: Path) -> list[str]:
    """Return what, in a built site, leads to no file of it or to no place of a page."""
    html = pages(folder, every=True)
    trees = {path: parse(text) for path, text in html.items()}
    places = {
        path: {
            e.attributes[name]
            for e in tree.all()
            for name in ("id", "name")
            if name in e.attributes
        }
        for path, tree in trees.items()
    }
    broken = []
    for path, tree in trees.items():
        for address in addresses(tree):
            target, fragment = _target(path, address)
            if target is None:
                continue
            if (folder / target).is_dir():
                target = f"{target}/index.html".lstrip("/")
            # With a sign of equality, it is a choice that a script reads, and no place.
            if not (folder / target).is_file() or (
                fragment and "=" not in fragment and fragment not in places.get(target, {fragment})
            ):
                broken.append(f"{path}: {address}")
    return broken


def addresses(tree: Element) -> Iterator[str]:
    """Yield every address in a page."""
    for element in tree.all():
        for name in ("href", "src"):
            if name in element.attributes:
                yield element.attributes[name]
        for candidate in element.attributes.get("srcset", "").split(","):
            if candidate.strip():
                yield candidate.split()[0]
        if element.attributes.get("http-equiv") == "refresh":
            yield element.attributes["content"].partition("url=")[2]


def _target(path: str, address: str) -> tuple[str | None, str]:
    """Return the file of the site that *address* leads to from *path*, and the place in it."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None, ""
    if not parts.path:
        return path, unquote(parts.fragment)
    steps = path.split("/")[:-1]
    for step in unquote(parts.path).split("/"):
        if step == "..":
            # Above the site: kept, so that it is found missing.
            steps = steps[:-1] if steps and steps[-1] != ".." else [*steps, ".."]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps), unquote(parts.fragment)


def words(text: str, wanted: Sequence[str]) -> list[str]:
    """Return those of the *wanted* words that stand in *text*, whatever their capitals."""
    pattern = re.compile(rf"\b(?:{'|'.join(wanted)})\b", re.IGNORECASE)
    return pattern.findall(text)


# --- Making a folder once ---


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder that *make* fills, made by the parallel worker that comes first."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder = base / name
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            partial = base / f"{name}.partial"
            make(partial)
            partial.rename(folder)
    return folder


# --- Sites that engines built ---

_WITH_FOLDERS = {"use_directory_urls: false": "use_directory_urls: true"}


def build_with(engine: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build the site of *folder* into its `site`."""
    if engine != "zensical":
        return run("-m", engine, "build", "-f", "mkdocs.yml", *options, cwd=folder)
    rendered = parapluie("rendre", "rendu", cwd=folder)
    if rendered.returncode:
        return rendered
    done = run("-m", "zensical", "build", "-f", "mkdocs.yml", cwd=folder / "rendu")
    (folder / "rendu" / "site").rename(folder / "site")
    return done


def built_site(factory: pytest.TempPathFactory, engine: str, urls: str) -> Path:
    """Return a copy of the test site with its `site`, built once for every test.

    *urls* says what addresses are: « files » or « folders ».
    """

    def make(folder: Path) -> None:
        copy_site(OTHER_WORDS, folder, _WITH_FOLDERS if urls == "folders" else None)
        done = build_with(engine, folder)
        assert done.returncode == 0, done.stderr

    return made_once(factory, f"{engine}-{urls}", make)


def demonstration(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the demonstration with its staff's pages, built strictly, once."""

    def make(folder: Path) -> None:
        town = factory.mktemp("demonstration-town")
        for name in ("contenu", "illustrations"):
            shutil.copytree(ROOT / name, town / name)
        share_pictures(town)
        settings = (ROOT / "mkdocs.yml").read_text("utf-8")
        (town / "mkdocs.yml").write_text(settings.replace(*_WITH_TOOLS), "utf-8")
        command = ("-m", "mkdocs", "build", "--strict", "-d", folder)
        done = run(*command, cwd=town, day=DEMONSTRATION_DAY)
        assert done.returncode == 0, done.stderr

    return made_once(factory, "demonstration", make)


@contextmanager
def window(
    browser: Browser, width: int = 1280, height: int = 800, **options: Any
) -> Iterator[Page]:
    """Open a window of a browser; *options* are those of its context."""
    size = {"width": width, "height": height}
    with browser.new_context(viewport=size, **options) as context:  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        yield context.new_page()

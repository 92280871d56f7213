"""The files of a finished site, each read once: where they lead, and what they would do."""

import csv
import html
import json
import os
import pickle
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from parapluie.problems import Problem
from parapluie.site.publication import is_choice
from parapluie.speed.second_process import Ahead
from parapluie.vocabulary import inspection_words as words
from parapluie.vocabulary.exports_words import DATA_FOLDER, ID_FOLDER

from .faults import Faults, Spot, Town
from .findings import (
    FROM_TOP,
    ITSELF,
    NOTHING,
    Address,
    Findings,
    findings,
    in_data,
    in_styles,
    parsed,
)
from .tags import ids, places, tags

_HOME = "index.html"
_LOST = "404.html"  # shown in the place of any page
# What we write for programs, at addresses where nothing of an author's goes.
_OURS = (f"{ID_FOLDER}/", f"{DATA_FOLDER}/", "assets/parapluie")
_SEARCH = "assets/parapluie/search-index.js"
# What stands between these is the page's own; the rest is the theme's.
_MAIN = (('<article class="md-content__inner', "</article>"), ('role="main"', "</main>"))
_REFRESH = re.compile(r"http-equiv\s*=\s*[\"']?refresh", re.IGNORECASE)
_CANONICAL = re.compile(r"<link rel=\"?canonical\"? href=\"?([^\s\">]+)")
_PAGE = re.compile(r'"page":("(?:[^"\\]|\\.)*")')
_FOUND = re.compile(r'"addresses":("(?:[^"\\]|\\.)*")')
_END = r"[^\s\"'<>;,\\)]*"
_COLUMN = "adresse"  # of tables, from the top of the site
_MOST_KEPT = 50_000
# Files that go to one of two processes at once, and how many are worth a second one.
_SHARE, _MANY = 64, 512
_NONE: frozenset[str] = frozenset()


def inspect(folder: Path, town: Town) -> list[Problem]:
    """Return what leads nowhere in the site of *folder*, and what of it is active.

    What the content did is an error; what the settings, templates of the town or another plugin
    may have brought, a warning. Raises `OSError`.
    """
    found = _Inspection(folder, town)
    found.read()
    return found.faults.problems(found.locate)


class _Inspection:
    """One look at one site."""

    def __init__(self, folder: Path, town: Town) -> None:
        self.folder, self.town = str(folder), town
        self.faults = Faults(town)
        self.files = set(_files(self.folder))
        # Where the settings say it through a variable, the engine alone knows what it was.
        address = town.site_url or self.canonical()
        self.site_url = f"{address.rstrip('/')}/" if address else ""
        self.top = urlsplit(self.site_url).path.lstrip("/")
        self.seen: dict[str, Findings] = {}  # by the text of an element
        self.plain: set[str] = set()  # elements in which there is nothing to look at
        self.good: set[str] = set()  # elements that lead somewhere from all pages of a folder
        self.near = ""  # that folder
        self.nameless: set[str] = set()  # elements that are no place of a page
        self.alive: dict[str, str] = {}  # by a path of the site, the file that is read there
        # The places of other pages that are asked for, by their file.
        self.wanted: dict[str, dict[tuple[str, bool, str], tuple[Spot, Address]]] = {}

    def read(self) -> None:
        paths = sorted(self.files)
        shares = {str(at): paths[at : at + _SHARE] for at in range(0, len(paths), _SHARE)}
        names = list(shares) if len(paths) >= _MANY else []
        with closing(Ahead(names, lambda name: self.seen_of(shares[name]), None)) as ahead:
            for name in reversed(shares):
                if seen := ahead.take(name):
                    self.add(seen)
                else:
                    self.read_all(shares[name])
        self.look_for_places()

    def seen_of(self, paths: Sequence[str]) -> bytes:
        """Return what is seen in files, for `add`."""
        self.faults, self.wanted = Faults(self.town), {}
        self.read_all(paths)
        return pickle.dumps((self.faults, self.wanted))

    def add(self, seen: bytes) -> None:
        """Add what another process saw."""
        faults, wanted = pickle.loads(seen)
        self.faults.update(faults)
        for file, asked in wanted.items():
            self.wanted.setdefault(file, {}).update(asked)

    def read_all(self, paths: Iterable[str]) -> None:
        for path in paths:
            suffix = path[path.rfind(".") :].lower()
            ours = path.startswith(_OURS)
            if suffix in (".html", ".htm"):
                self.page(path)
            elif suffix == ".css":
                self.style(path)
            elif suffix in (".xml", ".atom", ".svg") and (ours or path == "sitemap.xml"):
                text = self.text(path)
                self.elements(path, set(tags(text)), _NONE, is_main=True)
                self.named(path, text)
            elif suffix in (".json", ".jsonld") and ours:
                self.data(path)
            elif suffix in (".csv", ".ics") and ours:
                self.table(path)
            elif path == _SEARCH:
                for written in _FOUND.findall(self.text(path)):
                    self.from_home(path, json.loads(written).split("\n"))
            self.forget()

    def canonical(self) -> str:
        """Return where the engine says that the site is published."""
        found = _CANONICAL.search(self.text(_HOME)) if _HOME in self.files else None
        return html.unescape(found[1]) if found else ""

    def text(self, path: str) -> str:
        with open(f"{self.folder}/{path}", "rb") as file:
            return file.read().decode("utf-8", "replace")

    def locate(self, spot: Spot) -> tuple[int, int]:
        """Return the line and the column of an element."""
        text = self.text(spot.path)
        at = max(text.find(spot.element, _main(text)[0] if spot.is_main else 0), 0)
        return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)

    def forget(self) -> None:
        """Let go of what was seen, when it weighs: pages repeat what their neighbours hold."""
        for known in (self.seen, self.plain, self.nameless):
            if len(known) > _MOST_KEPT:
                known.clear()

    # --- Kinds of files ---

    def page(self, path: str) -> None:
        text = self.text(path)
        start, end = _main(text)
        if not end:
            # Ours without the theme: pages at permanent addresses, and those that lead elsewhere.
            # Another theme than Material may stand round the page of the data, as round any.
            ours = path.startswith(f"{ID_FOLDER}/") or bool(_REFRESH.search(text))
            found = set(tags(text))
            self.elements(path, found, self.places(found), is_main=ours)
            return
        around = {*tags(text[:start]), *tags(text[end:])}
        within = set(tags(text[start:end]))
        outer, inner = self.places(around), self.places(within)
        self.elements(path, around, outer | inner, is_main=False)
        self.elements(path, within, outer | inner, is_main=True)
        if twice := inner & outer:
            twice &= ids("\n".join(around))
            for tag in within - self.nameless:
                for name in twice & ids(tag):
                    self.faults.add("P504", Spot(path, tag), f'id="{name}"', words.RESERVED)

    def places(self, found: set[str]) -> set[str]:
        """Return the places that elements are."""
        here = set()
        for tag in found - self.nameless:
            if names := places(tag):
                here |= names
            else:
                self.nameless.add(tag)
        return here

    def elements(self, path: str, found: set[str], here: Set[str], *, is_main: bool) -> None:
        folder = path.rpartition("/")[0]
        if folder != self.near:
            # Neighbours repeat the links of the menu, which lead to the same from each of them.
            self.near, self.good = folder, set()
        for tag in found - self.plain - self.good:
            seen = self.seen.get(tag)
            if seen is None:
                seen = self.seen[tag] = findings(tag, self.site_url)
                if seen is NOTHING:
                    self.plain.add(tag)
                    continue
            spot = Spot(path, tag, is_main, is_main or seen.is_of_site)
            are_good = [self.follow(spot, address, here) for address in seen.addresses]
            for written in seen.outside:
                if urlsplit(written.strip()).netloc not in self.town.settings:
                    self.faults.add("P504", spot, written, words.OUTSIDE)
            for written, reason in seen.active if is_main else ():
                self.faults.add("P504", spot, written, reason)
            if all(are_good) and not seen.outside and not seen.active and path != _LOST:
                self.good.add(tag)

    def style(self, path: str) -> None:
        ours = path.startswith(_OURS)
        for written in in_styles(self.text(path)):
            self.named_one(Spot(path, written, ours, ours), written)

    def data(self, path: str) -> None:
        text = self.text(path)
        for address in in_data(text, self.site_url):
            self.follow(Spot(path, address.written), address)
        self.from_home(path, map(json.loads, dict.fromkeys(_PAGE.findall(text))))

    def table(self, path: str) -> None:
        # Calendars fold their long lines (RFC 5545, 3.1).
        text = self.text(path).replace("\r\n ", "")
        self.named(path, text)
        lines = text.lstrip("\ufeff").splitlines(keepends=True)
        if path.endswith(".csv") and lines:
            head, *rows = csv.reader(lines, delimiter=";")
            if _COLUMN in head:
                column = head.index(_COLUMN)
                self.from_home(path, (row[column] for row in rows if len(row) > column))

    def named(self, path: str, text: str) -> None:
        """Follow the addresses that are written in full."""
        if self.site_url:
            for written in set(re.findall(re.escape(self.site_url) + _END, text)):
                self.named_one(Spot(path, written), written)

    def named_one(self, spot: Spot, written: str) -> None:
        # What ends the name of a thing is no place.
        if address := parsed(written, self.site_url):
            self.follow(spot, address._replace(place=""))

    def from_home(self, path: str, found: Iterable[str]) -> None:
        """Follow addresses that are written from the top of the site."""
        for written in found:
            address = parsed(written, self.site_url)
            if address and address.ups != ITSELF:
                if address.ups == 0:
                    address = address._replace(ups=path.count("/"))
                self.follow(Spot(path, written), address)

    # --- Addresses ---

    def follow(self, spot: Spot, address: Address, here: Set[str] = _NONE) -> bool:
        """Tell whether an address leads somewhere, from any page of the folder; add what is wrong.

        *here* are the places of the page that it stands in. The others are looked for later.
        """
        file, reason = self.target(spot.path, address)
        if not file:
            self.faults.add("P503", spot._replace(is_sure=address.is_sure), address.written, reason)
            return False
        if not address.place or not file.endswith(".html") or is_choice(address.place):
            return address.ups != ITSELF
        if file != spot.path:
            asked = self.wanted.setdefault(file, {})
            asked.setdefault((spot.path, spot.is_main, address.written), (spot, address))
        elif address.place not in here:
            self.misses(spot, address)
        return False

    def target(self, path: str, address: Address) -> tuple[str, str]:
        """Return the file that an address of the file at *path* leads to, or why there is none."""
        ups = address.ups
        if ups == ITSELF:
            return path, ""
        if ups == FROM_TOP:
            if not f"{address.path}/".startswith(self.top):
                return "", words.LEAVES
            return self.file_at(address.path[len(self.top) :]), words.NO_FILE
        if path == _LOST:
            return "", words.NOT_FROM_ANYWHERE
        depth = path.count("/")
        if ups > depth:
            return "", words.LEAVES
        base = path.rsplit("/", ups + 1)[0] + "/" if ups < depth else ""
        return self.file_at(base + address.path), words.NO_FILE

    def file_at(self, path: str) -> str:
        """Return the file that is read at a path of the site, or nothing."""
        found = self.alive.get(path)
        if found is None:
            home = f"{path.rstrip('/')}/{_HOME}".lstrip("/")
            found = path if path in self.files else home if home in self.files else ""
            self.alive[path] = found
        return found

    def look_for_places(self) -> None:
        for file, asked in self.wanted.items():
            here = places("\n".join(tags(self.text(file))))
            for spot, address in asked.values():
                if address.place not in here:
                    self.misses(spot, address)

    def misses(self, spot: Spot, address: Address) -> None:
        reason = words.NO_PLACE.format(place=address.place)
        self.faults.add("P503", spot._replace(is_sure=address.is_sure), address.written, reason)


def _main(text: str) -> tuple[int, int]:
    """Return where what is the page's own begins and ends, or zeros where nothing says it."""
    for opening, end_tag in _MAIN:
        start, end = text.find(opening), text.rfind(end_tag)
        if 0 <= start < end:
            return text.rfind("<", 0, start + 1), end
    return 0, 0


def _files(folder: str) -> Iterator[str]:
    """Yield the path of every file of a site."""
    start = len(folder) + 1
    for top, _, names in os.walk(folder):
        prefix = top[start:].replace(os.sep, "/")
        prefix = f"{prefix}/" if prefix else ""
        for name in names:
            yield prefix + name

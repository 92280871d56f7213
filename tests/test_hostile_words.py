"""Whatever words a town writes, its pages say them and are built as with any other words.

Two towns are built that differ only by the words in every text of every entry: hostile ones, and
tokens. Element by element, the pages must be the same but for the words.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from parapluie.vocabulary.fields import Field, FieldType
from parapluie.vocabulary.file_fields import ILLUSTRATION_FIELDS
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.kinds.term import TERM
from site_tools import OTHER_WORDS, Element, build_with, copy_site, made_once, parse

HOSTILE = (
    "</script><script>alert(1)</script>",
    'un "guillemet" et une apostrophe\' fin',
    "]]> <![CDATA[ fin",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "=HYPERLINK(1;2)+1",
    "&lt;b&gt; &amp;amp; &#60; & fin",
    "<!-- jamais fermé",
    "{{ 7 * 7 }} {% raw %} {# rien #}",
    "`code` *gras* _souligné_ ~~barré~~ ==marqué==",
    "[lien](javascript:alert(1)) ![a](b) [[c]] [^1]",
    "a | b | c",
    "$x^2$ :smile: @tous #titre",
    "C:\\dossier\\<nom>.md",
    "%3Cscript%3E \\u003cscript\\u003e",
    "{: onclick=alert(1) .classe #ancre}",
    "</title></head><body onload=alert(1)>",
    "<style>*{display:none}</style>",
)
# Texts with a meaning for the code, or that are judged by what they say.
APART = frozenset("alt cle courriel fichier source telephone unite nom licence organisme".split())
TOKEN = "mot{:03}fin"
# Ends in a sign, so that no sentence goes on with a letter of it.
PREFIX = "X{:03} "


def texts(fields: tuple[Field, ...]) -> Iterator[str]:
    for item in fields:
        if item.type in (FieldType.LINE, FieldType.TEXT) and item.key not in APART:
            yield item.key
        yield from texts(item.fields)


KEYS = {key for kind in KINDS for key in texts(kind.fields)}
KEYS |= set(texts(ILLUSTRATION_FIELDS)) | set(texts(TERM.fields))


class Words:
    """Replace the texts of a town, one after the other."""

    def __init__(self, *, hostile: bool) -> None:
        self.hostile = hostile
        self.number = 0

    def next(self) -> str:
        number, self.number = self.number, self.number + 1
        words = HOSTILE[number % len(HOSTILE)] if self.hostile else TOKEN.format(number)
        return PREFIX.format(number) + words

    def replaced(self, value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: self.replaced(item, str(name)) for name, item in value.items()}
        if isinstance(value, list):
            return [self.replaced(item, key) for item in value]
        return self.next() if key in KEYS and isinstance(value, str) else value


def rewrite(site: Path, *, hostile: bool) -> int:
    """Replace the words of every entry and return how many there are."""
    words = Words(hostile=hostile)
    for file in sorted(site.glob("contenu/**/*.md")):
        _, header, text = re.split(r"^---\n", file.read_text("utf-8"), maxsplit=2, flags=re.M)
        data = yaml.load(header, Loader=yaml.BaseLoader)
        file.write_text(f"---\n{written(words.replaced(data))}---\n{text}", "utf-8")
    for file in (site / "contenu" / "glossaire.yml", site / "illustrations" / "illustrations.yml"):
        data = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
        file.write_text(written(words.replaced(data)), "utf-8")
    return words.number


def written(data: Any) -> str:
    return str(yaml.safe_dump(data, allow_unicode=True, width=10_000, sort_keys=False))


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, int]:
    """Return the town of tokens and the hostile one, both built by MkDocs."""

    def make(folder: Path) -> None:
        for hostile in (False, True):
            changes = {"organisation: le Bourg": "images_generees: false"}
            site = copy_site(OTHER_WORDS, folder / "sources" / str(hostile), changes)
            number = rewrite(site, hostile=hostile)
            done = build_with("mkdocs", site)
            assert done.returncode == 0, done.stderr
            (site / "site").rename(folder / ("hostile" if hostile else "plain"))
            (folder / "number").write_text(str(number))

    found = made_once(tmp_path_factory, "hostile-words", make)
    return found / "plain", found / "hostile", int((found / "number").read_text())


def plain(text: str) -> str:
    """Return a text without what typography changes."""
    text = re.sub(r"[\u00a0\u202f]", " ", text)
    return " ".join(text.replace("’", "'").split())


def said(number: int) -> Callable[[str], str]:
    """Return what makes a text of tokens that of the hostile town."""
    pairs = {TOKEN.format(n): HOSTILE[n % len(HOSTILE)] for n in range(number)}
    pattern = re.compile("mot[0-9]{3}fin")
    return lambda text: plain(pattern.sub(lambda match: pairs[match[0]], text))


def leaves(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield str(key)
            yield from leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value)
    else:
        yield str(data)


def shape(tree: Element, replace: Callable[[str], str]) -> Iterator[tuple[str, ...]]:
    """Yield each element with its attributes, and each text, in order."""
    for child in tree.children:
        if isinstance(child, Element) and "pp-net" in child.attributes.get("class", ""):
            continue  # its lines are cut where words end; it has a test of its own
        if tree.tag == "script" and tree.attributes.get("type") == "application/ld+json":
            # Words are written otherwise there: read, they are the same.
            yield from (("", replace(leaf)) for leaf in leaves(json.loads(str(child))))
            continue
        if isinstance(child, Element):
            attributes = (f"{k}={replace(v)}" for k, v in sorted(child.attributes.items()))
            yield (child.tag, *attributes)
            yield from shape(child, replace)
            yield (f"/{child.tag}",)
        elif child.strip():
            yield ("", replace(child))


def test_pages_are_the_same_element_by_element_but_for_the_words(
    towns: tuple[Path, Path, int],
) -> None:
    plain_town, hostile_town, number = towns
    assert number > 100
    paths = {file.relative_to(plain_town) for file in plain_town.rglob("*.html")}
    assert paths == {file.relative_to(hostile_town) for file in hostile_town.rglob("*.html")}
    # The one judges words, the other tells how large files of them are.
    apart = {Path("guide/lisibilite.html"), Path("donnees/index.html")}
    for path in sorted(paths - apart):
        expected = joined(shape(parse((plain_town / path).read_text("utf-8")), said(number)))
        found = joined(shape(parse((hostile_town / path).read_text("utf-8")), plain))
        for one, other in zip(found, expected, strict=True):
            assert one == other, path


def joined(pieces: Iterator[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the pieces of a page; neighbouring texts, which entities part, are one."""
    found: list[tuple[str, ...]] = []
    for piece in pieces:
        if found and found[-1][0] == "" == piece[0]:
            found[-1] = ("", plain(f"{found[-1][1]} {piece[1]}"))
        else:
            found.append(piece)
    return found


def test_files_of_words_say_the_same_but_for_the_words(towns: tuple[Path, Path, int]) -> None:
    plain_town, hostile_town, number = towns
    path = "assets/parapluie/search-index.js"
    data = []
    for town in (plain_town, hostile_town):
        text = (town / path).read_text("utf-8")
        assert not re.search(r"[<\u2028\u2029]", text)
        data.append(json.loads(text.partition(" = ")[2].removesuffix(";\n")))
    replace = said(number)
    for column in ("titles", "summaries"):
        pairs = zip(*(town[column].split("\n") for town in data), strict=True)
        for one, other in pairs:
            # What was cut is cut elsewhere.
            assert "…" in (one[-1:], other[-1:]) or plain(other) == replace(one)
    for column in ("addresses", "noun", "nouns", "group", "groups", "status", "statuses"):
        assert data[0][column] == data[1][column]


def test_no_hostile_word_is_left_out(towns: tuple[Path, Path, int]) -> None:
    _, hostile_town, _ = towns
    everything = plain(
        " ".join(parse(f.read_text("utf-8")).text for f in hostile_town.rglob("*.html"))
    )
    assert [words for words in HOSTILE if plain(words) not in everything] == []

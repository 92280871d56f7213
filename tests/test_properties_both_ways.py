"""Laws of the pages: what a principle lists names it, and what names it is listed, of any kind."""

import posixpath
import random
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from parapluie.problems import Severity
from parapluie.vocabulary.fields import Field
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.kinds.facts import Kind
from rounds import law
from site_tools import Element, parse
from small_sites import small_site

# How many of each, by key; those that only others use have none.
_NUMBERS = {"principe": 5, "politique": 4, "action": 5, "decision": 4}
_STATUSES = {
    "politique": ("", "en-vigueur", "en-vigueur", "remplacee", "echue", "en-preparation"),
    "action": ("", "en-cours", "realisee", "non-retenue", "abandonnee", "a-venir"),
}
_YEARS = range(2015, 2029)


def _carrying(kind: Kind) -> list[Field]:
    return [f for f in kind.fields if f.link is not None and f.link.carries_dependence]


# A town may add kinds that depend on principles: all are tried.
_KINDS = [kind for kind in KINDS if kind.folder and (_carrying(kind) or kind.key in _NUMBERS)]


def _town(seed: int) -> str:
    some = random.Random(seed)
    names = {
        kind.key: [f"{kind.key}-{n}" for n in range(_NUMBERS.get(kind.key, 2))] for kind in _KINDS
    }
    names["objectif"] = [f"{policy}#o{n}" for policy in names["politique"] for n in range(2)]
    return "".join(
        f"=== {kind.folder}/{name}.md\n---\n{_header(some, kind, name, names)}---\nTexte.\n"
        for kind in _KINDS
        for name in names[kind.key]
    )


def _header(some: random.Random, kind: Kind, name: str, names: dict[str, list[str]]) -> str:
    lines = [f"titre: Titre de {name}", "en_bref: Une phrase.", *_dated(some, kind, names)]
    lines += _links(some, kind, name, names)
    if kind.key == "politique":
        lines.append("objectifs:")
        for number in range(2):
            lines += [f"  - id: o{number}", f"    titre: But {number} de {name}"]
            objective = next(one for one in KINDS if one.key == "objectif")
            inner = _links(some, objective, f"{name}#o{number}", names)
            lines += [f"    {line}" for line in inner]
        if some.random() < 0.2:
            lines.append("s_impose_a_tout: oui")
    return "\n".join(lines) + "\n"


def _dated(some: random.Random, kind: Kind, names: dict[str, list[str]]) -> list[str]:
    lines = []
    status = some.choice(_STATUSES.get(kind.key, ("",)))
    if status:
        lines.append(f"statut: {status}")
    if kind.field("quand"):
        lines.append(f"quand: {some.choice(_YEARS)}")
    elif kind.field("adoption") and some.random() < 0.6:
        lines.append(f"adoption: {some.choice(_YEARS)}")
    elif kind.field("periode") and some.random() < 0.6:
        year = some.choice(_YEARS)
        # What is in force has no end: what is past would be over without a word.
        end = ".." if kind.field("adoption") else year + some.randrange(4)
        lines.append(f"periode: {year}/{end}")
    if kind.key == "decision" and some.random() < 0.5:
        lines.append("crible:")
        for principle in some.sample(names["principe"], 2):
            answer = some.choice(("contribue", "neutre", "tension", "sans-objet"))
            lines += [f"  - principe: {principle}", f"    reponse: {answer}", "    constat: Un."]
    return lines


def _rank(key: str) -> int:
    """Return a number that grows from what others depend on to what depends on them."""
    order = ("principe", "politique", "objectif", "action")
    return 1 if key == "objectif" else order.index(key) if key in order else 9


def _links(some: random.Random, kind: Kind, name: str, names: dict[str, list[str]]) -> list[str]:
    lines = []
    for item in _carrying(kind):
        if item.link is None or item.link.sibling:
            continue
        possible = [
            f"{target}:{one}"
            for target in item.link.targets
            for one in names.get(target, ())
            # No loop: what is named comes before, among those of a kind.
            if _rank(target) < _rank(kind.key) or one.partition("#")[0] < name.partition("#")[0]
        ]
        if possible and some.random() < 0.5:
            chosen = some.sample(possible, min(len(possible), some.randrange(1, 3)))
            said = [
                f"{{vers: '{one}', parce_que: Un mot., depuis: {some.choice(_YEARS)}}}"
                if item.fields and some.random() < 0.2
                else f"'{one}'"
                for one in chosen
            ]
            written = f"[{', '.join(said)}]" if item.many else said[0]
            lines.append(f"{item.key}: {written}")
    return lines


_Pairs = set[tuple[str, str]]


def _led_to(part: Element, path: str) -> set[str]:
    """Return the pages that links in a part of the page *path* lead to."""
    home = posixpath.dirname(path)
    return {
        posixpath.normpath(posixpath.join(home, link.attributes["href"].partition("#")[0] or "."))
        for link in part.all("a")
    }


def _without(element: Element, *names: str) -> Element:
    """Return an element without the parts of some classes."""
    kept = [
        _without(child, *names) if isinstance(child, Element) else child
        for child in element.children
        if isinstance(child, str) or not {*names} & {*child.attributes.get("class", "").split()}
    ]
    return Element(element.tag, element.attributes, kept)


def _says(pages: dict[str, Element]) -> tuple[_Pairs, _Pairs, _Pairs]:
    """Return what depends on what: as principles list it, apart too, and as others say it."""
    down, apart, up = set(), set(), set()
    for path, page in pages.items():
        here = path.removesuffix(".md") + ".html"
        for section in page.with_class("pp-dependents"):
            # What ended or came before is told, and does not count.
            counted = _without(section, "pp-apart", "pp-because", "pp-imposing")
            down |= {(other, here) for other in _led_to(counted, path)}
            for part in section.with_class("pp-apart"):
                titles = part.with_class("pp-rows__title")
                apart |= {(other, here) for one in titles for other in _led_to(one, path)}
        top = _without(page, "pp-apart", "pp-network", "pp-share", "pp-relations", "pp-because")
        up |= {(here, other) for part in _up(top) for other in _led_to(part, path)}
    made = _html(pages)
    return tuple(  # type: ignore[return-value]
        {
            (one, other)
            for one, other in found
            if other.startswith("principes/") and {one, other} <= made and one != other
        }
        for found in (down, apart, up)
    )


def _html(pages: dict[str, Element]) -> set[str]:
    return {path.removesuffix(".md") + ".html" for path in pages}


def _up(page: Element) -> list[Element]:
    """Return the parts of a page that say what it depends on, but for what binds everything."""
    titles = ("pourquoi", "principes", "objectifs")
    sections = [
        part
        for part in page.with_class("pp-section")
        if any(title.attributes.get("id") in titles for title in part.all("h2"))
    ]
    # A principle says what it specifies over its sections, in lines.
    rest = _without(page, "pp-section")
    lines = [*rest.with_class("pp-aside"), *rest.with_class("pp-why")]
    return [part for one in (*sections, *lines) for part in _bound_aside(one)]


def _bound_aside(part: Element) -> list[Element]:
    if part.tag == "details" and any("impose" in one.text for one in part.all("summary")):
        return []
    if not any(one.tag == "details" for one in part.all()):
        return [part]
    inner = [child for child in part.children if isinstance(child, Element)]
    own = [Element("", {}, [child for child in inner if child.tag == "a"])]
    return [*own, *(found for child in inner for found in _bound_aside(child))]


@law(4)
@given(seed=st.integers(0, 10**6))
def test_what_a_principle_lists_says_so_and_the_other_way_round(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = "use_directory_urls: false\n"
        site = small_site(_town(seed), Path(folder), settings=settings)
        files = {f.path: str(f.content) for f in site.files if f.path.endswith(".md")}
    assert files, [str(p) for p in site.problems if p.severity is Severity.ERROR]
    folders = {kind.folder for kind in _KINDS}
    pages = {
        path: parse(text)
        for path, text in files.items()
        if path.count("/") == 1 and path.partition("/")[0] in folders and "index" not in path
    }
    down, apart, up = _says(pages)
    assert down, "nothing depends on anything"
    assert down - up == set()
    # What is over says what it applied, and is told apart.
    assert {(one, other) for one, other in up - down if not _is_over(files, one)} == set()
    assert up - down - apart == set()


def _is_over(files: dict[str, str], page: str) -> bool:
    path = page.removesuffix(".html") + ".md"
    labels = ("Remplacé", "Échu", "Non retenu", "Abandonné")
    return any(f">{label}" in files[path] for label in labels)

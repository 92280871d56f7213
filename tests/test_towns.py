"""Three towns and two plans, each in its own words: built strictly, and true to what they say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from parapluie.build import Site
from parapluie.graph import Graph
from parapluie.reader import read
from parapluie.vocabulary.kinds import KINDS, PAGE, REFERENCE, TERM
from site_tools import (
    DEMONSTRATION_DAY,
    ROOT,
    article,
    broken_links,
    copy_site,
    core_arguments,
    core_site,
    demonstration,
    made_once,
    pages,
    parse,
    run,
)

SITES = ROOT / "tests" / "sites"
TOWNS = ("candiac", "victoriaville", "montreal-2030", "neo-terra")
# The towns whose words are held against one another; the first is ours, in the standard words.
SPOKEN = ("contenu", "candiac", "victoriaville")
TEMPLATES = ROOT / "plugins" / "parapluie" / "templates"
WITHOUT_LANDSCAPES = {"  - parapluie:\n": "  - parapluie:\n      images_generees: false\n"}


def folder_of(site: str) -> Path:
    return ROOT if site == "contenu" else SITES / site


def built(factory: pytest.TempPathFactory, site: str) -> Path:
    """Return the folder that `mkdocs build --strict` makes of a site, once for every test."""
    if site == "contenu":
        return demonstration(factory)

    def make(folder: Path) -> None:
        copy_site(SITES / site, folder, WITHOUT_LANDSCAPES)
        done = run(
            "-m", "mkdocs", "build", "--strict", "-f", "mkdocs.yml",
            cwd=folder, day=DEMONSTRATION_DAY,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr

    return made_once(factory, f"town-{site}", make) / "site"


def text_of(html: str) -> str:
    return article(html).text.replace("\u00a0", " ")


# --- What they say that they do ---


def statements() -> Iterator[tuple[str, str, str, str]]:
    text = (SITES / "LISEZMOI.md").read_text("utf-8")
    for section in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        name, *lines = section.splitlines()
        for line in lines:
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if line.startswith("| ") and cells[1].endswith(".html"):
                yield (name, *cells)  # type: ignore[misc]


STATEMENTS = list(statements())


def test_each_town_says_something() -> None:
    assert {town for town, *_ in STATEMENTS} == {"contenu", *TOWNS}


@pytest.mark.parametrize(("town", "said", "path", "wanted"), STATEMENTS)
def test_a_page_does_what_the_town_says(
    tmp_path_factory: pytest.TempPathFactory, town: str, said: str, path: str, wanted: str
) -> None:
    html = (built(tmp_path_factory, town) / path).read_text("utf-8")
    assert wanted in text_of(html), said


@pytest.mark.parametrize("town", TOWNS)
def test_a_town_site_has_no_problem_and_no_broken_link(
    tmp_path_factory: pytest.TempPathFactory, town: str
) -> None:
    assert core_site(SITES / town, DEMONSTRATION_DAY).problems == ()
    assert broken_links(built(tmp_path_factory, town)) == []


@pytest.mark.parametrize("town", TOWNS)
def test_every_page_says_that_it_is_unofficial(
    tmp_path_factory: pytest.TempPathFactory, town: str
) -> None:
    notice = "Démonstration non officielle, faite de sources publiques."
    silent = [p for p, h in pages(built(tmp_path_factory, town)).items() if notice not in h]
    assert silent == []


@pytest.mark.parametrize("town", TOWNS)
def test_every_entry_of_a_town_gives_its_sources(town: str) -> None:
    without = [
        file.relative_to(SITES).as_posix()
        for file in sorted((SITES / town / "contenu").rglob("*.md"))
        if "\nsources:\n" not in file.read_text("utf-8")
    ]
    assert without == []


# --- Words ---

GENRES = {
    word
    for kind in KINDS
    for item in kind.fields
    for choice in item.choices
    if choice.noun
    for word in (choice.noun.singular, choice.noun.plural)
}


@cache
def graph(site: str) -> Graph:
    roots, options = core_arguments(folder_of(site))
    content, _ = read(roots, options.vocabulary)
    return Graph(content, options.vocabulary)


def nouns(site: str, *, used: bool) -> set[str]:
    """Return what a site calls its entries: those that it has, or those that it has none of."""
    town = graph(site)
    return {
        word.casefold()
        for subkind in town.vocabulary.subkinds
        if subkind.kind not in (PAGE, TERM, REFERENCE) and (subkind.key in town.used) is used
        for word in (subkind.noun.singular, subkind.noun.plural)
    }


@cache
def ordinary() -> str:
    """Return what our own texts say whatever the words of a town."""
    return " ".join(
        re.sub(r"\{[{%#].*?[}%#]\}", " ", file.read_text("utf-8"), flags=re.DOTALL)
        for file in sorted(TEMPLATES.glob("*.jinja"))
        if not file.name.startswith("guide")
    ).casefold()


def tokens(text: str) -> list[str]:
    return re.findall(r"[\w-]+", text.casefold().replace("’", " "))


def pairs(words: Sequence[str]) -> set[tuple[str, str]]:
    return set(pairwise(words))


@cache
def written(site: str) -> set[tuple[str, str]]:
    """Return every two words that the authors of a site wrote side by side."""
    folder = folder_of(site)
    files = [
        folder / "mkdocs.yml",
        *sorted((folder / "contenu").rglob("*.md")),
        *sorted((folder / "contenu").rglob("*.yml")),
        *sorted((folder / "illustrations").glob("*.yml")),
        *sorted((ROOT / "plugins" / "parapluie" / "referentiels").glob("*.yml")),
    ]
    return set().union(*(pairs(tokens(file.read_text("utf-8"))) for file in files))


def foreign(site: str, text: str, wanted: set[str]) -> list[str]:
    """Return where *text* says one of the *wanted* words without the authors having written it."""
    known, said = written(site), tokens(text)
    found = []
    for word in wanted:
        parts = tokens(word)
        for start in range(len(said) - len(parts) + 1):
            if said[start : start + len(parts)] != parts:
                continue
            around = said[max(start - 1, 0) : start + len(parts) + 1]
            if not pairs(around) & known:
                found.append(" ".join(around))
    return found


@pytest.mark.parametrize("town", SPOKEN)
def test_no_page_says_the_words_of_another_town_or_of_a_level_that_nobody_uses(
    tmp_path_factory: pytest.TempPathFactory, town: str
) -> None:
    own = nouns(town, used=True)
    others = set().union(*(nouns(other, used=True) for other in SPOKEN if other != town))
    wanted = (others | nouns(town, used=False)) - own
    # A word that our texts use for something else (« étape ») is no sign of another town, nor is
    # the name of a genre that any town may give (« plan »).
    wanted = {
        word for word in wanted - GENRES if not re.search(rf"\b{re.escape(word)}\b", ordinary())
    }
    assert len(wanted) >= 8
    found = {
        path: said
        for path, html in pages(built(tmp_path_factory, town)).items()
        if not path.startswith("guide/") and (said := foreign(town, text_of(html), wanted))
    }
    assert found == {}


# --- One to four levels ---

LEVELS = {
    "principe": ("phare", "phares", "m"),
    "politique": ("boussole", "boussoles", "f"),
    "objectif": ("escale", "escales", "f"),
    "action": ("geste", "gestes", "m"),
    "groupe": ("équipage", "équipages", "m"),
    "theme": ("fanal", "fanaux", "m"),
    "acteur": ("matelot", "matelots", "m"),
    "activite": ("veillée", "veillées", "f"),
    "chapitre": ("brasse", "brasses", "f"),
    "indicateur": ("sonde", "sondes", "f"),
    "decision": ("manœuvre", "manœuvres", "f"),
    "mesure_ancienne": ("vieille ancre", "vieilles ancres", "f"),
}
BLOCKS = {
    "principe": ("phare/un.md", "---\ntitre: Un\nen_bref: Un.\n---\n"),
    "politique": (
        "boussole/deux.md",
        "---\ntitre: Deux\nen_bref: Deux.\nstatut: en-vigueur\nadoption: 2030\n{up}{records}---\n",
    ),
    "action": (
        "geste/trois.md",
        "---\ntitre: Trois\nen_bref: Trois.\nstatut: en-cours\n{up}---\n",
    ),
}
CHAINS = {
    1: ("action",),
    2: ("principe", "action"),
    3: ("principe", "politique", "action"),
    4: ("principe", "politique", "objectif", "action"),
}


def levelled(folder: Path, levels: Sequence[str]) -> Site:
    """Build a site with those levels alone, each hanging on the one over it."""
    words = "\n".join(
        f"        {key}: {{singulier: {one}, pluriel: {many}, genre: {gender}, dossier: {key_of}}}"
        for key, (one, many, gender) in LEVELS.items()
        for key_of in ([one] if key in BLOCKS else [f"d{len(key)}-{key[:3]}"])
    )
    (folder / "contenu").mkdir(parents=True)
    (folder / "illustrations").mkdir()
    (folder / "mkdocs.yml").write_text(
        "site_name: Essai\ndocs_dir: contenu\nplugins:\n  - parapluie:\n"
        f"      regles: {{P305: ignorer}}\n      guide: false\n      vocabulaire:\n{words}\n",
        "utf-8",
    )
    records = "objectifs: [{id: ici, titre: Ici}]\n" if "objectif" in levels else ""
    target = "realise: [deux#ici]\n" if "objectif" in levels else "realise: [deux]\n"
    ups = {
        "politique": "principes: [un]\n",
        "action": target if "politique" in levels else "principes: [un]\n",
    }
    for level in levels:
        if level in BLOCKS:
            path, text = BLOCKS[level]
            up = ups.get(level, "") if level != levels[0] else ""
            file = folder / "contenu" / path
            file.parent.mkdir()
            file.write_text(text.replace("{up}", up).replace("{records}", records), "utf-8")
    return core_site(folder)


@pytest.mark.parametrize("number", CHAINS)
def test_a_level_that_nobody_uses_leaves_no_trace(tmp_path: Path, number: int) -> None:
    used = CHAINS[number]
    site = levelled(tmp_path / "site", used)
    assert site.problems == ()
    unused = [
        word for key, (one, many, _) in LEVELS.items() if key not in used for word in (one, many)
    ]
    pattern = re.compile(rf"\b(?:{'|'.join(unused)})\b", re.IGNORECASE)
    texts: Mapping[str, str] = {
        file.path: parse(str(file.content)).text for file in site.files if file.path.endswith(".md")
    }
    found = {path: pattern.findall(text) for path, text in texts.items()}
    assert {path: words for path, words in found.items() if words} == {}
    assert not pattern.search(str(site.menu))
    every = " ".join(texts.values())
    assert all(LEVELS[key][1] in every or LEVELS[key][0] in every for key in used)


@pytest.mark.parametrize("number", [3, 4])
def test_a_chain_of_levels_is_one_sentence(tmp_path: Path, number: int) -> None:
    site = levelled(tmp_path / "site", CHAINS[number])
    (page,) = (str(f.content) for f in site.files if f.path == "phare/un.md")
    whys = [e.text for e in parse(page).with_class("pp-why")]
    through = "l’escale Ici de la boussole Deux" if number == 4 else "la boussole Deux"
    assert f"Ce geste compte ici parce qu’il réalise {through}, qui applique ce phare." in whys


def test_every_kind_with_a_word_of_its_own_is_tried_here() -> None:
    assert set(LEVELS) == {kind.key for kind in KINDS} - {PAGE.key, TERM.key, REFERENCE.key}

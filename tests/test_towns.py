"""Three towns and two plans, each in its own words: built strictly, and true to what they say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from case_files import read_blocks, read_test_options, write
from conftest import Town
from parapluie.build.making import Site
from parapluie.build.verdict import verify
from parapluie.meaning import sentences
from parapluie.meaning.checks import check
from parapluie.meaning.graph import Graph
from parapluie.pages.crossing import cross
from parapluie.problems import stops
from parapluie.source.options import Options, read_options
from parapluie.source.reading import read
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.kinds.page import PAGE
from parapluie.vocabulary.kinds.reference import REFERENCE
from parapluie.vocabulary.kinds.term import TERM
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
    # Keys and permanent addresses are the same for every town.
    html = re.sub(
        r"<code.*?</code>|<a class=\"pp-share__address.*?</a>", " ", html, flags=re.DOTALL
    )
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
    assert not stops(core_site(SITES / town, DEMONSTRATION_DAY).problems, strict=True)
    assert broken_links(built(tmp_path_factory, town)) == []


@pytest.mark.parametrize("folder", [ROOT, *(SITES / town for town in TOWNS)])
def test_no_day_that_passes_stops_a_site_that_nobody_changed(folder: Path) -> None:
    for years in (1, 5, 20):
        day = DEMONSTRATION_DAY.replace(year=DEMONSTRATION_DAY.year + years)
        problems, _ = verify(*core_arguments(folder, day))
        assert not stops(problems, strict=True), [str(p) for p in problems]


DATED = """\
=== actions/quai.md
---
titre: Quai
en_bref: Il sera refait.
statut: {status}
periode: 2028-05/2029
verifie_le: 2026-11
---
"""


@pytest.mark.parametrize("status", ["a-venir", "en-cours", "en-continu", "reportee"])
def test_what_is_late_stops_no_publication(tmp_path: Path, status: str) -> None:
    files, written = read_blocks(DATED.format(status=status))
    options, _ = read_test_options(written)
    roots = write(files, tmp_path)
    for year in (2028, 2029, 2031):
        problems, _ = verify(roots, replace(options, today=date(year, 6, 15)))
        assert not stops(problems, strict=True), [str(p) for p in problems]
    late = {p.code for p in problems} & {"P307", "P308"}
    assert late == ({"P307"} if status == "reportee" else {"P307", "P308"})


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


# What explains every key, whether the town has a use for it or not.
DOCUMENTATION = ("guide/",)


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
        if not path.startswith(DOCUMENTATION) and (said := foreign(town, text_of(html), wanted))
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
    "besoin": ("soif", "soifs", "f"),
    "question": ("devinette", "devinettes", "f"),
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
        f"      guide: false\n      vocabulaire:\n{words}\n",
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
    assert not stops(site.problems, strict=True)
    unused = [
        word for key, (one, many, _) in LEVELS.items() if key not in used for word in (one, many)
    ]
    pattern = re.compile(rf"\b(?:{'|'.join(unused)})\b", re.IGNORECASE)
    texts: Mapping[str, str] = {
        file.path: parse(str(file.content)).text
        for file in site.files
        if file.path.endswith(".md") and not file.path.startswith(DOCUMENTATION)
    }
    found = {path: pattern.findall(text) for path, text in texts.items()}
    assert {path: words for path, words in found.items() if words} == {}
    assert not pattern.search(str(site.menu))
    every = " ".join(texts.values())
    assert all(LEVELS[key][1] in every or LEVELS[key][0] in every for key in used)


@pytest.mark.parametrize("number", [3, 4])
def test_a_chain_of_levels_is_one_sentence(tmp_path: Path, number: int) -> None:
    site = levelled(tmp_path / "site", CHAINS[number])
    (page,) = (str(f.content) for f in site.files if f.path == "geste/trois.md")
    (shared,) = [e.text for e in parse(page).with_class("pp-share")]
    through = "réalise l’escale « Ici » de la boussole « Deux »"
    verb = through if number == 4 else "met en œuvre la boussole « Deux »"
    assert f"Parce qu’il {verb}, qui applique le phare « Un »." in shared.replace("\u00a0", " ")


def test_every_kind_with_a_word_of_its_own_is_tried_here() -> None:
    assert set(LEVELS) == {kind.key for kind in KINDS} - {PAGE.key, TERM.key, REFERENCE.key}


# --- Two dimensions ---

TWO = """\
=== mkdocs.yml
vocabulaire:
  principe:
    sous_types:
      orientation: {genre: f}
      echelle: {singulier: échelle, genre: f}
  objectif: {singulier: priorité, genre: f}
=== orientation/nature.md
---
titre: Nature
---
=== orientation/justice.md
---
titre: Justice
---
=== echelle/rue.md
---
titre: Rue
---
=== echelle/ville.md
---
titre: Ville
---
=== politiques/plan.md
---
titre: Plan
principes: [nature, justice, rue, ville]
objectifs:
  - {id: arbres, titre: Arbres, principes: [nature, rue]}
  - {id: bus, titre: Autobus, principes: [nature, justice, ville]}
---
"""


def test_what_crosses_stands_in_its_cell_and_nowhere_else(town: Town) -> None:
    made = town(TWO)
    rows, columns = (
        [e for e in made.of("principe") if e.subkind.key == key]
        for key in ("orientation", "echelle")
    )
    crossing = cross(made, rows, columns)
    found = {
        (row.id, column.id): [one.title for one in crossing.at(row, column)]
        for row in rows
        for column in columns
    }
    assert found == {
        ("justice", "rue"): [],
        ("justice", "ville"): ["Autobus"],
        ("nature", "rue"): ["Arbres"],
        ("nature", "ville"): ["Autobus"],
    }


@pytest.mark.parametrize("written", [["orientation"], ["orientation", "politique"], ["un", "deux"]])
def test_only_two_lists_of_one_kind_cross(written: list[str]) -> None:
    words = {"principe": {"sous_types": {"orientation": {}, "echelle": {}}}}
    _, problems = read_options(
        {"vocabulaire": words, "croisement": written},
        site_name="",
        today=DEMONSTRATION_DAY,
        directory_urls=False,
    )
    assert [str(problem) for problem in problems] == [
        "mkdocs.yml:1: P401 « croisement » : on attend deux mots qui partagent les orientations et "
        "echelles, comme [orientation, echelle]"
    ]


@pytest.mark.parametrize(
    ("colours", "wrong"),
    [
        ({"couleur": "#12324a"}, 1),
        ({"couleur": "#2f7a55", "couleur_sombre": "#5fbf8f"}, 0),
        ({"couleur": "#b0551d"}, 0),
        ({"couleur": "#ffeeaa"}, 1),
        ({"couleur": "vert"}, 1),
    ],
)
def test_the_colour_of_a_word_must_be_seen_in_light_and_in_dark(
    colours: dict[str, str], wrong: int
) -> None:
    words = {"principe": {"sous_types": {"rouage": colours}}}
    _, problems = read_options(
        {"vocabulaire": words}, site_name="", today=DEMONSTRATION_DAY, directory_urls=False
    )
    assert len(problems) == wrong, problems


# --- Levels within levels ---

NESTED = """\
=== principes/un.md
---
titre: Un
---
=== politiques/plan.md
---
titre: Plan
principes: un
annonce: {objectif: 5, action: 9}
objectifs:
  - {id: vert, titre: Vert}
  - {id: arbre, titre: Arbre, dans: vert}
  - {id: feuille, titre: Feuille, dans: arbre, annonce: 3}
  - {id: bleu, titre: Bleu}
---
=== actions/pousser.md
---
titre: Pousser
realise: plan#feuille
---
"""


def test_records_stand_in_one_another_as_deep_as_need_be(town: Town) -> None:
    made = town(NESTED)
    (plan,) = made.of("politique")
    assert [(one.id, depth) for one, depth in made.inside(plan)] == [
        ("plan#vert", 1),
        ("plan#arbre", 2),
        ("plan#feuille", 3),
        ("plan#bleu", 1),
    ]
    assert [(s.key, here, all_) for s, here, all_ in made.announced(plan)] == [
        ("objectif", 4, 5),
        ("action", 1, 9),
    ]
    wanting = [str(p) for p in check(made, Options()) if p.code == "P304"]
    assert ["« Bleu »" in text.replace("\u00a0", " ") for text in wanting] == [True]
    (action,) = made.of("action")
    (reason,) = sentences.up(next(d for d in made.leads_to(action, "principe")))
    assert sentences.plain(reason) == (
        "Parce qu’elle réalise l’objectif *Feuille* de l’objectif *Arbre* de l’objectif *Vert* du "
        "*Plan*, qui applique le principe *Un*."
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("dans: arbre", "dans: arbe", "P202 « dans » : aucune entrée « plan#arbe »"),
        ("{id: vert, titre: Vert}", "{id: vert, titre: Vert, dans: feuille}", "P301"),
        ("{id: bleu, titre: Bleu}", "{id: bleu, titre: Bleu, type: action}", "P106"),
    ],
)
def test_a_record_that_hangs_badly_is_told(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    files, written = read_blocks(NESTED.replace(old, new))
    options, _ = read_test_options(written)
    content, problems = read(write(files, tmp_path), options.vocabulary)
    found = [*problems, *Graph(content, options.vocabulary).problems]
    assert [expected in str(problem) for problem in found] == [True]

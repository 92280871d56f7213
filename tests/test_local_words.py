"""A town in other words reads in its own words alone, with their gender, number and elision."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from parapluie.build.making import Menu, Site
from parapluie.build.understanding import understand
from parapluie.meaning.sentences import plain
from parapluie.meaning.standing import Standings
from parapluie.pages.upward import ladders
from site_tools import (
    OTHER_WORDS,
    Element,
    copy_site,
    core_arguments,
    core_site,
    parapluie,
    parse,
    words,
)

# What the test town never says: its content is written in other words, so that these could only
# come from us.
STANDARD = (
    "principes?",
    "politiques?",
    "objectifs?",
    "actions?",
    "chapitres?",
    "groupes?",
    "acteurs?",
    "mesures? anciennes?",
)


@pytest.fixture(scope="module")
def site() -> Site:
    found = core_site(OTHER_WORDS)
    assert found.problems == ()
    return found


@pytest.fixture(scope="module")
def pages(site: Site) -> Mapping[str, Element]:
    return {
        file.path: parse(body(str(file.content)))
        for file in site.files
        if file.path.endswith((".md", ".html"))
    }


def body(page: str) -> str:
    page = page.split("---\n", 2)[2] if page.startswith("---\n") else page
    # What is to be copied word for word is the same for every town.
    return re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)


def header(page: str) -> Mapping[str, str]:
    found = yaml.safe_load(page.split("---\n", 2)[1])
    assert isinstance(found, dict)
    return found


ADDRESS = "pp-share__address"


def without_code(page: Element) -> str:
    """Return the text of a page but for keys and addresses, the same for every town."""
    return " ".join(
        child if isinstance(child, str) else without_code(child)
        for child in page.children
        if isinstance(child, str)
        or (child.tag not in ("code", "script") and child.attributes.get("class") != ADDRESS)
    )


def labels(menu: Menu) -> list[str]:
    return [
        text
        for label, below in menu
        for text in [label, *(labels(below) if isinstance(below, list) else [])]
    ]


def heard(pages: Mapping[str, Element], path: str, name: str) -> list[str]:
    """Return the texts of the elements of a class in a page."""
    return [element.text for element in pages[path].with_class(name)]


def test_the_core_makes_every_kind_of_page_of_this_town(site: Site) -> None:
    folders = {file.path.split("/")[0] for file in site.files if file.path.endswith(".md")}
    assert folders >= set(
        "scenes rouages facteurs leviers orientations mesures clienteles porteurs demarche "
        "decisions indicateurs concordance referentiels glossaire guide index.md".split()
    )


def test_no_page_says_a_standard_word(pages: Mapping[str, Element]) -> None:
    said = {path: words(without_code(page), STANDARD) for path, page in pages.items()}
    assert {path: found for path, found in said.items() if found} == {}


def test_no_title_description_menu_or_label_for_readers_says_a_standard_word(
    site: Site, pages: Mapping[str, Element]
) -> None:
    said = labels(site.menu)
    for file in site.files:
        if file.path.endswith(".md"):
            said += (
                header(str(file.content)).get("title", ""),
                header(str(file.content)).get("description", ""),
            )
    for page in pages.values():
        for element in page.all():
            said += [element.attributes.get(name, "") for name in ("alt", "aria-label", "title")]
    assert words(" ".join(said), STANDARD) == []


def test_the_menu_names_each_part_of_a_split_kind(site: Site) -> None:
    assert [label for label, _ in site.menu] == [
        "Accueil",
        "Et pour moi?",
        "Le récit du Bourg",
        "Rouages",
        "Facteurs",
        "Leviers",
        "Orientations",
        "Mesures",
        "Activités",
        "Repères",
        "Suivi",
        "Pour l’équipe",
        "À propos",
    ]


@pytest.mark.parametrize(
    ("path", "kicker"),
    [
        ("scenes/la-place.md", "Scène 1 sur 2 · 1 min de lecture"),
        ("rouages/regles-du-jeu.md", "Rouage"),
        ("facteurs/entraide.md", "Facteur · Valeur"),
        ("facteurs/sobriete.md", "Facteur"),
        ("leviers/bien-vieillir.md", "Levier En vigueur"),
        ("leviers/cadre-vivre-ici.md", "Cadre En vigueur"),
        ("orientations/eau.md", "Orientation"),
        ("mesures/jardin.md", "Mesure En continu"),
        ("mesures/compost.md", "Mesure Réalisée"),
        ("clienteles/aines.md", "Clientèle"),
        ("concordance/banc.md", "Engagement ancien"),
    ],
)
def test_a_page_says_what_its_entry_is_called_here(
    pages: Mapping[str, Element], path: str, kicker: str
) -> None:
    assert heard(pages, path, "pp-kicker") == [kicker]


@pytest.mark.parametrize(
    ("path", "title", "presentation"),
    [
        ("rouages/index.md", "Rouages", "Ce qui fait tourner le Bourg."),
        ("facteurs/index.md", "Facteurs", "Ce qui compte ici."),
        ("leviers/index.md", "Leviers", "Les engagements que la municipalité a pris par écrit."),
        ("porteurs/index.md", "Porteurs", "qui portent les mesures."),
        (
            "clienteles/index.md",
            "Clientèles",
            "Les personnes à qui s’adressent les leviers et les orientations; on fait souvent "
            "partie de plusieurs clientèles.",
        ),
    ],
)
def test_a_list_is_introduced_in_local_words(
    pages: Mapping[str, Element], path: str, title: str, presentation: str
) -> None:
    assert next(pages[path].all("h1")).text == title
    assert heard(pages, path, "pp-brief")[0].endswith(presentation)


@pytest.mark.parametrize(
    ("identifier", "sentence"),
    [
        ("puits", "Parce qu’elle met en œuvre l’orientation Eau partagée, qui applique"),
        (
            "jardin",
            "Parce qu’elle réalise le chantier Décider ensemble du cadre Vivre ici, qui applique "
            "les rouages Règles du jeu et Vision des gens d’ici, ainsi que la valeur Entraide.",
        ),
    ],
)
def test_a_reason_has_the_articles_pronouns_and_elisions_of_local_words(
    identifier: str, sentence: str
) -> None:
    _, graph, _ = understand(*core_arguments(OTHER_WORDS))
    (entry,) = graph.resolver.find(identifier, ["action"])
    reasons = [plain(ladder.sentence) for ladder in ladders(Standings(graph), entry)]
    assert [reason for reason in reasons if sentence in reason.replace("*", "")]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("rouages/regles-du-jeu.md", "Ce qu’encadre le cadre Vivre ici"),
        ("facteurs/sobriete.md", "Par l’orientation Eau partagée"),
        ("facteurs/entraide.md", "Ce qui précise cette valeur"),
    ],
)
def test_the_groups_of_what_depends_have_the_articles_of_local_words(
    pages: Mapping[str, Element], path: str, words: str
) -> None:
    (section,) = heard(pages, path, "pp-dependents")
    assert words in section


def test_what_depends_is_counted_by_the_names_of_here(pages: Mapping[str, Element]) -> None:
    (total,) = pages["facteurs/entraide.md"].with_class("pp-total")
    assert [span.text for span in total.all("span")] == [
        "2 leviers",
        "1 orientation",
        "4 chantiers",
        "5 mesures",
        "1 facteur",
    ]


def test_announced_counts_agree_with_local_words(pages: Mapping[str, Element]) -> None:
    counts = heard(pages, "leviers/cadre-vivre-ici.md", "pp-count")
    assert [count.split(" ici")[0] for count in counts] == [
        "2 sur 12 mesures documentées",
        "2 sur 3 chantiers documentés",
    ]
    assert heard(pages, "facteurs/entraide.md", "pp-count")[0].startswith(
        "1 sur 4 facteurs documentés"
    )


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("leviers/bien-vieillir.md", "Les rouages et les facteurs appliqués"),
        ("leviers/bien-vieillir.md", "Les chantiers"),
        ("leviers/bien-vieillir.md", "Ce qu’il encadre"),
        ("scenes/la-place.md", "Ce que cette scène raconte"),
        ("clienteles/aines.md", "Leviers"),
        ("clienteles/aines.md", "Mesures"),
        ("referentiels/charte/un.md", "Ce qui y correspond ici : facteurs"),
    ],
)
def test_a_heading_is_in_local_words(pages: Mapping[str, Element], path: str, heading: str) -> None:
    assert heading in [element.text for element in pages[path].all("h2")]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "mesures/jardin.md",
            "principes: [sobriete]",
            "principes: [navette]",
            "contenu/mesures/jardin.md:7: P205 « principes » doit mener à un rouage ou à un "
            "facteur, mais « navette » est une mesure",
        ),
        (
            "orientations/eau.md",
            "principes: [sobriete]",
            "principe: [sobriete]",
            "contenu/orientations/eau.md:5: P201 « principe » n’est pas une clé d’une orientation "
            "(vouliez-vous dire « principes » ?)",
        ),
        (
            "orientations/eau.md",
            "releve_de: [bien-vieillir]\nprincipes: [sobriete]",
            "statut: en-vigueur",
            "contenu/orientations/eau.md:2: P303 l’orientation « Eau partagée » n’applique aucun "
            "rouage ni aucun facteur, ni directement ni par ce qui l’encadre",
        ),
        (
            "mesures/compost.md",
            "fait_partie_de: [jardin]",
            "ordre: 3",
            "contenu/mesures/compost.md:2: P305 la mesure « Compost du jardin » ne mène à aucun "
            "rouage ni aucun facteur; ajoutez « realise » ou « principes »",
        ),
        (
            "leviers/bien-vieillir.md",
            "    titre: Rester chez soi\n",
            "    titre: Rester chez soi\n  - {id: marcher, titre: Marcher}\n",
            "contenu/leviers/bien-vieillir.md:11: P304 rien ne réalise encore le chantier "
            "« Marcher »",
        ),
        (
            "facteurs/voisinage.md",
            "titre: Voisinage",
            "type: mesure\ntitre: Voisinage",
            "contenu/facteurs/voisinage.md:2: P106 « type » dit « mesure », mais le dossier est "
            "celui des facteurs",
        ),
    ],
)
def test_a_message_is_in_local_words(
    tmp_path: Path, file: str, old: str, new: str, expected: str
) -> None:
    folder = copy_site(OTHER_WORDS, tmp_path / "site")
    page = folder / "contenu" / file
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new), "utf-8")
    found = parapluie("verifier", cwd=folder)
    assert expected in found.stdout.replace("\u00a0", " ").splitlines()
    assert words(re.sub(r"« [^»]* »", "", found.stdout), STANDARD) == []

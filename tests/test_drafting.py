"""New entries: what they are filled with, what is refused, and that nothing is written over."""

import re
from pathlib import Path

import pytest
from command_tools import Said, command
from parapluie.source.entry_text import split
from parapluie.source.yaml_nodes import read_yaml
from parapluie.vocabulary.file_names import name_for
from site_tools import OTHER_WORDS, contents, copy_site

# What the command always leaves to its author, in what it writes.
LEFT = {
    "scène": ["P306"],
    "facteur": ["P306", "P302"],
    "levier": ["P306", "P303"],
    "mesure": ["P306", "P305"],
    "clientèle": ["P306"],
    "theme": [],
    "porteur": ["P306"],
    "activite": ["P204"],
    "decision": ["P306", "P204"],
    "indicateur": ["P306"],
    "mesure_ancienne": ["P606"],
    "page": [],
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_site(OTHER_WORDS, tmp_path / "bourg")


def new(site: Path, *arguments: str) -> Said:
    return command("nouveau", *arguments, cwd=site)


def written(site: Path, done: Said) -> str:
    assert done.err == ""
    assert done.code == 0
    name = done.out.splitlines()[0].removesuffix(" est écrit.")
    return (site / name).read_text("utf-8")


@pytest.mark.parametrize("kind", LEFT)
def test_every_kind_is_prepared_and_what_is_left_is_told(kind: str, site: Path) -> None:
    done = new(site, kind, "--titre", "L’été à l’étang : 2 idées")
    text = written(site, done)
    assert 'titre: "L’été à l’étang : 2 idées"' in text
    told = re.findall(r" (P\d+) ", done.out)
    # A missing required key hides what else could be said of the entry.
    assert set(told) <= set(LEFT[kind])
    assert bool(told) == bool(LEFT[kind])
    assert ("P204" in told) == ("P204" in LEFT[kind])
    everything = command("verifier", "--format", "json", cwd=site)
    assert all(code in everything.out for code in told)
    assert "l-ete-a-l-etang-2-idees.md" in done.out


def test_an_entry_given_all_that_it_needs_has_no_problem_but_its_sentence(site: Path) -> None:
    done = new(site, "mesure", "--titre", "Un banc de plus", "--realise", "bien-vieillir")
    assert re.findall(r" (P\d+) ", done.out) == ["P306"]
    filled = new(site, "mesure", "--titre", "Un arbre", "--realise", "bien-vieillir", "--avec",
                 "en_bref=Un arbre à l’ombre.")  # fmt: skip
    assert "aucun problème" in filled.out
    assert command("verifier", cwd=site).code == 0


def test_a_town_s_own_words_name_the_kind_and_its_folder(site: Path) -> None:
    done = new(site, "orientation", "--titre", "Nos rives", "--dans", "eau")
    assert done.out.startswith("contenu/orientations/eau/nos-rives.md est écrit.")
    assert "Ce que demandent" not in written(site, done)


def test_a_policy_is_told_what_it_inherits_and_asked_the_questions_of_its_principles(
    site: Path,
) -> None:
    factor = site / "contenu/facteurs/entraide.md"
    text = factor.read_text("utf-8").replace("titre:", "questions: [Qui aide qui?]\ntitre:", 1)
    factor.write_text(text, "utf-8")
    done = new(site, "levier", "--titre", "Jardin des aînés", "--releve-de", "cadre-vivre-ici")
    text = written(site, done)
    assert "releve_de:\n  - vers: cadre-vivre-ici\n    parce_que:\n" in text
    inherited = re.search(r"# Déjà reçus de ce qui précède, sans les écrire : (.*)", text)
    assert inherited
    for name in ("regles-du-jeu", "vision", "entraide"):
        assert f"{name} (" in inherited[1]
    assert "# Déjà visés par ce qui précède : aines (" in text
    assert re.search(r"# Scènes qui racontent ces principes.*\n#   la-place : ", text)
    alike = text.partition("# Mesures qui se ressemblent")[2].splitlines()[1:3]
    assert alike == [
        "#   compost : Compost du jardin (mots communs : jardin)",
        "#   jardin : Jardin de la place (mots communs : jardin)",
    ]
    assert "## Ce que demandent les rouages et les facteurs" in text
    assert re.search(r"### \[\[facteur:entraide\|Entraide\]\]\n\n- Qui aide qui\?\n", text)
    assert "## Pourquoi" in text


def test_umbrellas_are_named_to_a_policy_that_stands_under_none(site: Path) -> None:
    text = written(site, new(site, "levier", "--titre", "Nos rives"))
    assert re.search(r"# Ce qui encadre déjà d’autres .* : .*cadre-vivre-ici \(Vivre ici\)", text)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("levié", "--titre", "A"), "(vouliez-vous dire « levier » ?)"),
        (
            ("objectif", "--titre", "A"),
            "Un chantier s’écrit dans sa page, sous la clé « objectifs »",
        ),
        (("terme", "--titre", "A"), "glossaire.yml"),
        (("levier", "--titre", "?"), "contient au moins une lettre"),
        (("levier",), "Il manque un titre"),
        (("levier", "--titre", "A", "--identifiant", "É"), "« É » ne convient pas"),
        (("levier", "--titre", "A", "--dans", "../.."), "« .. » ne convient pas"),
        (("levier", "--titre", "A", "--releve-de", "cadre"), "aucune entrée « cadre »"),
        (("levier", "--titre", "A", "--releve-de", "jardin"), "aucune entrée « jardin »"),
        (("porteur", "--titre", "A", "--groupe", "aines"), "Un porteur n’a pas de clé « groupes »"),
        (("levier", "--titre", "A", "--avec", "statut"), "n’a pas la forme clé=valeur"),
        (
            ("levier", "--titre", "A", "--avec", "statut=vigueur"),
            "« vigueur » n’est pas une valeur",
        ),
        (
            ("mesure", "--titre", "A", "--identifiant", "jardin"),
            "celui de contenu/mesures/jardin.md",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_written(
    arguments: tuple[str, ...], said: str, site: Path
) -> None:
    before = contents(site)
    done = new(site, *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert contents(site) == before


def test_a_file_that_exists_is_never_written_over(site: Path) -> None:
    # It cannot be read, so that its id is not known to be taken.
    (site / "contenu/mesures/corvee.md").write_text("brouillon", "utf-8")
    before = contents(site)
    done = new(site, "mesure", "--titre", "Corvée")
    assert done.code == 2
    assert "« contenu/mesures/corvee.md » existe déjà" in done.err
    assert contents(site) == before


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("L’été à l’étang", "l-ete-a-l-etang"),
        ("Cœur & œuvre, n° 2", "coeur-oeuvre-n-2"),
        ("mot " * 40, "-".join(["mot"] * 15)),
    ],
)
def test_a_title_gives_an_id_that_the_reader_takes(title: str, expected: str) -> None:
    assert name_for(title) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Cadre : vie",
        "a # b",
        "« Ici »",
        "- tiret",
        "12:30",
        "l'eau",
        "[x]",
        "# x",
        "oui",
        "x:",
        "*a",
    ],
)
def test_a_title_is_read_back_as_it_was_typed(title: str, site: Path) -> None:
    new(site, "theme", "--titre", title, "--identifiant", "essai")
    checked = command("verifier", cwd=site)
    assert checked.code == 0, checked.out
    source, _ = split((site / "contenu/themes/essai.md").read_text("utf-8"), "")
    assert source is not None
    document, problems = read_yaml(source.header, "")
    assert problems == []
    assert document is not None
    assert document.data["titre"] == title

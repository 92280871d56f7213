"""What is cited: the words as adopted, what adopted them, its day and its number."""

from pathlib import Path

import pytest
from conftest import Town
from site_tools import parse
from small_sites import small_site, texts

ADOPTED_ONCE = "numero: 2023-12\nadopte: {}"
DISPUTED = """adoption:
  - {valeur: 2023-02-06, source: a}
  - {valeur: 2023-03, source: b}
sources: [{cle: a, titre: A}, {cle: b, titre: B}]"""


@pytest.mark.parametrize(
    ("kind", "header", "decided", "words"),
    [
        (
            "politiques",
            DISPUTED,
            ADOPTED_ONCE,
            "La politique « Eau », adoptée le 6 février 2023 ou en mars 2023, selon les sources"
            " (résolution 2023-12)",
        ),
        (
            "politiques",
            DISPUTED,
            "",
            "La politique « Eau », adoptée le 6 février 2023 ou en mars 2023, selon les sources",
        ),
        # Less is known of the day there; it is the same.
        (
            "politiques",
            "adoption: 2023",
            ADOPTED_ONCE,
            "La politique « Eau », adoptée le 6 février 2023 (résolution 2023-12)",
        ),
        (
            "politiques",
            "adoption: 2022-12",
            ADOPTED_ONCE,
            "La politique « Eau », adoptée le 6 février 2023 ou en décembre 2022, selon les sources"
            " (résolution 2023-12)",
        ),
        (
            "politiques",
            "adoption: 2020~",
            "modifie: {}",
            "La politique « Eau », adoptée vers 2020; modifiée le 6 février 2023",
        ),
        ("politiques", "genre: plan\nadoption: 2020", "", "Le plan « Eau », adopté en 2020"),
        (
            "actions",
            "genre: projet",
            ADOPTED_ONCE,
            "Le projet « Eau », adopté le 6 février 2023 (résolution 2023-12)",
        ),
        (
            "principes",
            "",
            ADOPTED_ONCE,
            "Le principe « Eau », adopté le 6 février 2023 (résolution 2023-12)",
        ),
        ("principes", "", "", ""),
    ],
)
def test_the_day_and_the_number_of_what_adopted_it_are_cited(
    tmp_path: Path, kind: str, header: str, decided: str, words: str
) -> None:
    adopted = "\n\n## Texte adopté\n\nL’eau est à tous.\n" if words else ""
    files = (
        f"=== {kind}/eau.md\n---\ntitre: Eau\n{header}\nen_bref: L’eau.\n---\n\nTexte.{adopted}\n"
    )
    if decided:
        files += (
            "=== decisions/oui.md\n---\ntitre: Oui\nquand: 2023-02-06\n"
            f"{decided.format('eau')}\n---\nOui.\n"
        )
    page = texts(small_site(files, tmp_path))[f"{kind}/eau.md"]
    blocks = list(parse(page).with_class("pp-cite"))
    assert len(blocks) == bool(words)
    for block in blocks:
        said = " ".join(block.text.replace("\u00a0", " ").split())
        assert f"{words} : « L’eau est à tous. »" in said
        assert "L’eau. »" not in said
    if "(" in words:
        assert f"Texte {'adopté' if 'adopté' in words else 'modifié'} le 6 février 2023" in str(
            page
        ).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Politique de l’eau", "de la Politique de l’eau, adoptée en 2023"),
        ("Plan de l’eau", "du Plan de l’eau, adopté en 2023"),
        ("Eau vive", "de la politique Eau vive, adoptée en 2023"),
    ],
)
def test_an_objective_is_cited_with_what_holds_it(tmp_path: Path, title: str, words: str) -> None:
    files = (
        f"=== politiques/eau.md\n---\ntitre: {title}\nadoption: 2023\nobjectifs:\n"
        "  - {id: rives, titre: Planter les rives, numero: 1.2, texte_adopte: On plante.}\n---\n"
    )
    page = texts(small_site(files, tmp_path))["politiques/eau.md"]
    said = list(parse(page).with_class("pp-cite"))[-1].text.replace("\u00a0", " ")
    assert f"L’objectif 1.2 « Planter les rives » {words} : « On plante. »" in said


def test_an_id_alone_names_the_policy_that_is_adopted_and_its_kind_the_principle(
    town: Town,
) -> None:
    files = (
        "=== principes/eau.md\n---\ntitre: Eau\n---\n=== politiques/eau.md\n---\ntitre: Eau\n---\n"
        "=== decisions/a.md\n---\ntitre: A\nquand: 2023\nadopte: {}\n---\n"
    )
    for written, kind in (("eau", "politique"), ("principe:eau", "principe")):
        graph = town(files.format(written))
        (decision,) = graph.of("decision")
        assert [k.target.kind.key for k in graph.out(decision, "adopte")] == [kind]

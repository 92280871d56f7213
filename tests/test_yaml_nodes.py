"""Front matter as YAML: where each part stands, and what is said of each way to write it wrong."""

import pytest
from parapluie.model import Place
from parapluie.source.yaml_nodes import Document, read_yaml

OFFSET = 4  # lines before the YAML


def read(text: str) -> Document:
    document, problems = read_yaml(text, "a.md", OFFSET)
    assert problems == []
    assert document is not None
    return document


def at(line: int, column: int) -> Place:
    return Place("a.md", line + OFFSET, column)


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("- a\n  b: c", 2, 3, "le retrait de cette ligne"),
        ("a: b\n c: d", 2, 2, "le retrait de cette ligne"),
        ("a: b\n\n  \n c: d", 4, 2, "le retrait de cette ligne"),
        ("x: 1\n- a", 2, 1, "le retrait ou un caractère"),
        ("a:\n  b: c\n d: e", 3, 2, "le retrait ou un caractère"),
        ("a: {b: c}}", 1, 10, "le retrait ou un caractère"),
        ("titre\nb: c", 1, 1, "il manque un deux-points"),
        ("a: b\ntitre\nb: c", 2, 1, "il manque un deux-points"),
        ("a: b\ntitre\n\nb: c", 2, 1, "il manque un deux-points"),
        ("a: b\nc:d\ne: f", 2, 2, "il manque un espace après le deux-points"),
        ("a: b\n\nc:d\n\n", 3, 2, "il manque un espace après le deux-points"),
        ("a:\n  - b:d\n    e: f", 2, 6, "il manque un espace après le deux-points"),
        ("a: b: c", 1, 5, "un deux-points suivi d’un espace"),
        ("é: à: c", 1, 5, "un deux-points suivi d’un espace"),
        ("a: [b: c: d]", 1, 9, "un deux-points suivi d’un espace"),
        ('a: "b', 1, 4, "un guillemet droit ouvert"),
        ('a: "b\nc: d\ne: f', 1, 4, "un guillemet droit ouvert"),
        ("a: [b\nc: d", 1, 4, "un crochet [ ouvert"),
        ("a: [b, c\ntitre: d", 1, 4, "un crochet [ ouvert"),
        ("x: y\na: {b: c\nd", 2, 4, "une accolade { ouverte"),
        ("x: y\na: {b: c,\nd: e\nf: g", 2, 4, "une accolade { ouverte"),
        ("a: [b,\n  c: d: e]", 2, 7, "un deux-points suivi d’un espace"),
        ("a: 'l'eau'", 1, 7, "une apostrophe ferme le texte trop tôt"),
        ('a: "x" y', 1, 8, "du texte suit un guillemet fermant"),
        ("\ta: b", 1, 1, "une tabulation"),
        ("a: >\n\tb", 2, 1, "une tabulation"),
        ("a: - b", 1, 4, "un tiret commence la valeur"),
        ("a: *x", 1, 4, "une étoile commence la valeur"),
        ("a: b\nc: @d", 2, 4, "ce caractère ne peut pas commencer une valeur"),
        ('a: "\\q"', 1, 4, "une barre oblique inverse"),
        ("a: |x", 1, 5, "le texte va à la ligne suivante"),
        ('a: b\nc: "\\0"', 2, 4, "un caractère de contrôle (code 0000)"),
        ("a: b\nc: !!python d", 2, 4, "les étiquettes YAML (tag:yaml.org,2002:python)"),
        ("a: &x b\nc: *x", 1, 4, "les ancres et les alias"),
        ("? [a]\n: b", 1, 3, "une clé doit être un mot simple"),
        ("a: b\nc\u00a0: d", 2, 1, "un espace, souvent insécable, touche la clé « c »"),
        ("'a ': b", 1, 1, "un espace, souvent insécable, touche la clé « a »"),
        ("\n- a", 2, 1, "on attend des lignes « clé: valeur »"),
        ("a", 1, 1, "on attend des lignes « clé: valeur »"),
        ("%YAML 9\n---\na: b", 1, 8, "ce n’est pas du YAML valide"),
        ("a: " + "[" * 13 + "b" + "]" * 13, 1, 16, "trop imbriqués"),
        ("x: 1\na: " + "[" * 3000, 2, 15, "trop imbriqués"),
    ],
)
def test_a_mistake_is_told_where_an_author_should_look(
    text: str, line: int, column: int, said: str
) -> None:
    document, problems = read_yaml(text, "a.md", OFFSET)
    assert document is None
    assert [(problem.code, problem.place) for problem in problems] == [("P102", at(line, column))]
    assert said in problems[0].message


def test_one_mistake_hides_no_other() -> None:
    text = "a: &x 1\nb: *x\na: 2\n? [c]\n: d\nf: !!set g\na: 3"
    document, problems = read_yaml(text, "a.md", OFFSET)
    assert document is None
    found = [(problem.code, problem.place) for problem in problems]
    assert found == [
        ("P102", at(1, 4)),
        ("P104", at(3, 1)),
        ("P102", at(4, 3)),
        ("P102", at(6, 4)),
        ("P104", at(7, 1)),
    ]


def test_the_first_of_the_same_keys_speaks_and_what_follows_is_read() -> None:
    document, problems = read_yaml("a: 1\nb: 2\na: 3\nc: 4\nb: 5\nd: 6", "a.md", OFFSET)
    assert document is not None
    assert document.data == {"a": "1", "b": "2", "c": "4", "d": "6"}
    assert [(p.code, p.place.line - OFFSET) for p in problems] == [("P104", 3), ("P104", 5)]
    assert ["la ligne 5)" in problems[0].message, "la ligne 6)" in problems[1].message] == [
        True,
        True,
    ]


@pytest.mark.parametrize("text", ["", "# une remarque"])
def test_what_says_nothing_holds_nothing_and_stands_at_its_opening(text: str) -> None:
    document = read(text)
    assert document.data == {}
    assert document.place(["titre"]).line in (OFFSET, OFFSET + 1)
    whole, _ = read_yaml("", "a.yml")
    assert whole is not None
    assert whole.place(["titre"]) == Place("a.yml", 1)


def test_nothing_is_what_yaml_says_is_nothing_and_only_where_it_is_bare() -> None:
    document = read("a:\nb: ~\nc: null\nd: Null\ne: NULL\nf: ''\ng: 'null'\nh: \"~\"\ni: nULL")
    assert document.data == dict.fromkeys("abcde") | {"f": "", "g": "null", "h": "~", "i": "nULL"}


TEXT = """\
titre: Parc
  des Érables
etapes:
  - titre: Un
    quand: 2024
  - titre: Deux
    sources: [a, b]
lieu: {nom: Ici, adresse: Là}
principes: equite
"""


@pytest.mark.parametrize(
    ("path", "line", "column", "key_column"),
    [
        (["titre"], 1, 8, 1),
        (["etapes"], 4, 3, None),
        (["etapes", 0], 4, 5, 5),
        (["etapes", 0, "quand"], 5, 12, 5),
        (["etapes", 1, "titre"], 6, 12, 5),
        (["etapes", 1, "sources", 1], 7, 18, 18),
        (["lieu", "adresse"], 8, 27, 18),
        # A single value stands for a list of one.
        (["principes", 0], 9, 12, 12),
        (["lieu", 0, "nom"], 8, 13, 8),
        # What is absent stands where what would hold it does.
        (["etapes", 1, "quand"], 6, 5, 5),
        (["lieu", "nom", "x"], 8, 13, 13),
        (["absent"], 1, 1, 1),
    ],
)
def test_each_part_stands_where_it_is_written(
    path: list[str | int], line: int, column: int, key_column: int | None
) -> None:
    document = read(TEXT)
    assert document.place(path) == at(line, column)
    if key_column is None:
        line, key_column = 3, 1
    assert document.place(path, of_key=True) == at(line, key_column)


def test_places_are_those_of_each_value() -> None:
    document = read(TEXT)
    expected = {"titre": at(1, 8), "etapes": at(4, 3), "lieu": at(8, 7), "principes": at(9, 12)}
    assert document.places() == expected
    assert document.over([read("titre: Autre")]).places() == expected


def test_a_part_of_a_document_keeps_its_places() -> None:
    document = read(TEXT)
    step = document.child("etapes", 1)
    assert step.data == {"titre": "Deux", "sources": ["a", "b"]}
    assert step.place(["sources", 0]) == at(7, 15)
    assert document.child("lieu").places() == {"nom": at(8, 13), "adresse": at(8, 27)}
    assert document.child("titre").data == {}
    only = document.only(("titre", "lieu", "absent"))
    assert only.data == {"titre": "Parc des Érables", "lieu": {"nom": "Ici", "adresse": "Là"}}
    assert only.place(["lieu", "nom"]) == at(8, 13)


def test_a_value_by_default_stands_in_the_file_that_gives_it() -> None:
    near, _ = read_yaml("statut: prevu\nperiode: 2020\nlieu:\n  nom: Près", "near.yml")
    far, _ = read_yaml("\nstatut: fini\ntheme:\n  - nature\nlieu: {nom: Loin}", "far.yml")
    assert near is not None
    assert far is not None
    document = read("titre: A\nperiode:").over([near, far])
    assert document.data == {
        "titre": "A",
        "statut": "prevu",
        "periode": "2020",
        "theme": ["nature"],
        "lieu": {"nom": "Près"},
    }
    assert document.place(["titre"]) == at(1, 8)
    assert document.place(["periode"]) == Place("near.yml", 2, 10)
    assert document.place(["statut"], of_key=True) == Place("near.yml", 1, 1)
    assert document.place(["theme", 0]) == Place("far.yml", 4, 5)
    assert document.place(["absent"]) == at(1, 1)
    assert document.child("lieu").place(["nom"]) == Place("near.yml", 4, 8)
    assert document.child("theme", 0).place([]) == Place("far.yml", 4, 5)
    assert document.places()["theme"] == Place("far.yml", 4, 3)
    # What speaks nowhere is asked for in the entry.
    assert document.place(["absent"], of_key=True) == at(1, 1)

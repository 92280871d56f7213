"""Changes to authors' files: what is asked is done, and not a byte more."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parapluie.source.all_or_none import ChangedError, WriteError, write
from parapluie.source.editing import opened
from parapluie.source.key_paths import EditError
from parapluie.vocabulary.kinds.action import ACTION
from parapluie.vocabulary.kinds.term import TERM
from rounds import law

FIELDS = ACTION.fields
PAGE = """\
---
# En tête.
titre: "Le jardin"   # un nom court
en_bref: >-
  On y plante
  ensemble.
statut: a-venir
principes: [sobriete, 'entraide']  # deux
groupes:
  # les plus jeunes d'abord
  - enfants   # dès 4 ans
  - aines

  # et les autres
etapes:
  - quand: 2030-04
    titre: Semis   # si le sol le permet
  - {quand: 2030-09, titre: Récolte}
verifie_le: 2030-01-15
---

Le texte, où  principes: [sobriete]  n'est pas une clé.
"""


def put(text: str, *changes: tuple[tuple[str | int, ...], Any]) -> str:
    file = opened(text.encode(), page=True)
    for path, value in changes:
        file = file.put(path, value, FIELDS)
    return file.raw.decode()


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines that only one of the two texts has, in order."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize(
    ("path", "value", "gone", "come"),
    [
        (
            ("titre",),
            "Le potager",
            ['titre: "Le jardin"   # un nom court'],
            ['titre: "Le potager"   # un nom court'],
        ),
        # In a block, the comment would be a part of the text.
        (
            ("titre",),
            "Un\ndeux",
            ['titre: "Le jardin"   # un nom court'],
            ['titre: "Un\\ndeux"   # un nom court'],
        ),
        (("statut",), "en-cours", ["statut: a-venir"], ["statut: en-cours"]),
        (("statut",), "NO", ["statut: a-venir"], ['statut: "NO"']),
        (("statut",), "a: b # c", ["statut: a-venir"], ['statut: "a: b # c"']),
        (("verifie_le",), "2031-02", ["verifie_le: 2030-01-15"], ["verifie_le: 2031-02"]),
        (
            ("en_bref",),
            "On y plante.",
            ["  On y plante", "  ensemble."],
            ["  On y plante."],
        ),
        (
            ("principes", 0),
            "partage",
            ["principes: [sobriete, 'entraide']  # deux"],
            ["principes: [partage, 'entraide']  # deux"],
        ),
        (
            ("principes",),
            ["entraide", "partage"],
            ["principes: [sobriete, 'entraide']  # deux"],
            ["principes: ['entraide', partage]  # deux"],
        ),
        (
            ("principes",),
            ["sobriete", "entraide", "partage"],
            ["principes: [sobriete, 'entraide']  # deux"],
            ["principes: [sobriete, 'entraide', partage]  # deux"],
        ),
        (("groupes",), ["aines"], ["  - enfants   # dès 4 ans"], []),
        (("groupes",), ["enfants", "familles", "aines"], [], ["  - familles"]),
        (("groupes", 1), None, ["  - aines"], []),
        (
            ("etapes", 0, "titre"),
            "Semis : le sol est prêt",
            ["    titre: Semis   # si le sol le permet"],
            ['    titre: "Semis : le sol est prêt"   # si le sol le permet'],
        ),
        (
            ("etapes", 1, "quand"),
            "2030-10",
            ["  - {quand: 2030-09, titre: Récolte}"],
            ["  - {quand: 2030-10, titre: Récolte}"],
        ),
        (
            ("etapes", 1, "source"),
            "plan",
            ["  - {quand: 2030-09, titre: Récolte}"],
            ["  - {quand: 2030-09, titre: Récolte, source: plan}"],
        ),
        (("etapes", 0, "source"), "plan", [], ["    source: plan"]),
        (
            ("etapes", 0, "quand"),
            None,
            ["  - quand: 2030-04", "    titre: Semis   # si le sol le permet"],
            ["  - titre: Semis   # si le sol le permet"],
        ),
        (("statut",), None, ["statut: a-venir"], []),
        (("responsable",), "chorale", [], ["responsable: chorale"]),
        (("anciens_ids",), ["jardinet"], [], ["anciens_ids: [jardinet]"]),
        (
            ("realise",),
            ["eau#sans-gaspiller", "eau"],
            [],
            ["realise: [eau#sans-gaspiller, eau]"],
        ),
    ],
)
def test_a_change_touches_its_own_lines_alone(
    path: tuple[str | int, ...], value: Any, gone: list[str], come: list[str]
) -> None:
    assert changed_lines(PAGE, put(PAGE, (path, value))) == (gone, come)


def test_a_new_key_stands_after_those_that_the_schema_puts_before_it() -> None:
    lines = put(PAGE, (("responsable",), "chorale"), (("periode",), "2030/..")).splitlines()
    assert lines[lines.index("statut: a-venir") + 1] == "periode: 2030/.."
    # The comment over the next key stays with it.
    assert lines[lines.index("  - aines") + 1] == "responsable: chorale"
    assert lines[lines.index("responsable: chorale") + 3] == "etapes:"


def test_records_are_added_where_the_list_ends() -> None:
    value = [
        {"quand": "2030-04", "titre": "Semis"},
        {"quand": "2030-09", "titre": "Récolte"},
        {"quand": "2031", "titre": "On recommence : c’est l’hiver"},
    ]
    assert changed_lines(PAGE, put(PAGE, (("etapes",), value))) == (
        [],
        ["  - quand: 2031", '    titre: "On recommence : c’est l’hiver"'],
    )


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("---\n---\nCorps.", ("titre",), "Un", "---\ntitre: Un\n---\nCorps."),
        ("---\n{titre: Un}\n---\n", ("ordre",), "4", "---\n{titre: Un, ordre: 4}\n---\n"),
        ("---\ntitre: Un\n---", ("ordre",), "4", "---\ntitre: Un\nordre: 4\n---"),
        ("---\ntitre:\nordre: 4\n---\n", ("titre",), "Un", "---\ntitre: Un\nordre: 4\n---\n"),
        (
            "---\ntitre: # ?\nordre: 4\n---\n",
            ("titre",),
            "Un",
            "---\ntitre: Un # ?\nordre: 4\n---\n",
        ),
        (
            "---\ntitre: A\ngroupes:\n- a\n- b\nordre: 1\n---\n",
            ("groupes",),
            ["b", "c"],
            "---\ntitre: A\ngroupes:\n- b\n- c\nordre: 1\n---\n",
        ),
        (
            "---\ntitre: A\ngroupes: # qui\n  - a\n---\n",
            ("groupes",),
            [],
            "---\ntitre: A\ngroupes: [] # qui\n---\n",
        ),
        (
            "---\ntitre: !!str 12\navis: |+\n  Un.\n\n\nordre: 1\n---\n",
            ("verifie_le",),
            "2030",
            "---\ntitre: !!str 12\navis: |+\n  Un.\n\n\nverifie_le: 2030\nordre: 1\n---\n",
        ),
        (
            "---\ntitre: A\ngroupes:\n  -\n    a\n  - # qui\n    b\n---\n",
            ("groupes", 1),
            "c",
            None,
        ),
    ],
)
def test_odd_yaml_is_changed_where_it_stands(
    before: str, path: tuple[str | int, ...], value: Any, after: str | None
) -> None:
    if after is None:
        done = put(before, (path, value))
        assert opened(done.encode(), page=True).data["groupes"] == ["a", "c"]
        assert "  -\n    a\n" in done
    else:
        assert put(before, (path, value)) == after


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("opening", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_line_ends_and_the_first_and_last_bytes_stay(newline: str, opening: str, end: str) -> None:
    before = (opening + PAGE.removesuffix("\n") + end).replace("\n", newline)
    after = put(before, (("statut",), "en-cours"), (("responsable",), "chorale"))
    expected = before.replace("a-venir", "en-cours").replace(
        f"  - aines{newline}", f"  - aines{newline}responsable: chorale{newline}"
    )
    assert after == expected


def test_a_file_without_pages_is_changed_without_its_last_line_end() -> None:
    text = "# Les mots\nparc:\n  titre: Parc\n  definition: Un lieu."
    file = opened(text.encode(), page=False)
    assert file.put(("parc", "aussi_nomme"), ["square"]).raw.decode() == (
        f"{text}\n  aussi_nomme: [square]"
    )
    assert file.put(("banc", "titre"), "Banc").raw.decode() == f"{text}\nbanc:\n  titre: Banc"
    assert file.rename_key(("parc",), "no").raw.decode() == text.replace("parc:", '"no":')


def test_values_are_swapped_at_their_places() -> None:
    file = opened(PAGE.encode(), page=True).swap({(8, 13): "partage", (8, 23): "joie"})
    assert changed_lines(PAGE, file.raw.decode()) == (
        ["principes: [sobriete, 'entraide']  # deux"],
        ["principes: [partage, 'joie']  # deux"],
    )


@pytest.mark.parametrize("place", [(8, 14), (1, 1), (99, 1)])
def test_nothing_is_swapped_where_no_value_begins(place: tuple[int, int]) -> None:
    with pytest.raises(EditError):
        opened(PAGE.encode(), page=True).swap({place: "partage"})


@pytest.mark.parametrize("raw", [b"\xff", b"titre: A\n", b"---\ntitre: A\n"])
def test_what_is_no_page_is_refused(raw: bytes) -> None:
    with pytest.raises(EditError):
        opened(raw, page=True)


# --- Properties ---

TEXTS = st.one_of(
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Cn")), min_size=1),
    st.text("ab:#-\n \"'[]{},&*!|>%@`?~é’\\😀", min_size=1, max_size=12),
    st.sampled_from(
        ["NO", "oui", "null", "~", "2026-10-05", "12:30", "0123", "1.10", "<<", "=", "---", "..."]
    ),
).filter(lambda text: "\ufeff" not in text and "\ufffe" not in text and "\uffff" not in text)
VALUES = st.recursive(
    TEXTS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.sampled_from(["quand", "titre", "source", "x"]), inner, min_size=1)
    ),
    max_leaves=6,
)
KEYS = st.sampled_from([item.key for item in FIELDS])


@law(150)
@given(KEYS, VALUES, st.sampled_from(["\n", "\r\n"]))
def test_reading_gives_back_what_was_put(key: str, value: Any, newline: str) -> None:
    file = opened(PAGE.replace("\n", newline).encode(), page=True)
    done = file.put((key,), value, FIELDS)
    assert opened(done.raw, page=True).data == file.data | {key: value}
    assert done.after == file.after
    # And what was there before comes back, with its comments where only it changed.
    back = done.put((key,), file.data.get(key), FIELDS)
    assert opened(back.raw, page=True).data == file.data


@law(100)
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4), KEYS, VALUES)
def test_what_we_wrote_ourselves_can_be_changed(
    entry: dict[str, Any], key: str, value: Any
) -> None:
    file = opened(b"---\n---\n", page=True)
    for name, item in entry.items():
        file = file.put((name,), item, FIELDS)
    assert file.data == entry
    file = file.put((key,), value, FIELDS)
    assert file.data == entry | {key: value}
    file = file.put((key,), None, FIELDS)
    assert file.data == {name: item for name, item in entry.items() if name != key}


@law(100)
@given(
    old=st.lists(st.sampled_from("abcdef"), min_size=1, max_size=5),
    new=st.lists(st.sampled_from("abcdef"), min_size=1, max_size=5),
    flow=st.booleans(),
)
def test_items_that_stay_in_a_list_keep_their_comments(
    old: list[str], new: list[str], *, flow: bool
) -> None:
    if flow:
        listed = " [" + ",  ".join(old) + "]  # fin"
    else:
        listed = "".join(f"\n  # sur {item}\n  - {item}  # {item}{item}" for item in old)
    file = opened(f"---\ntitre: A\ngroupes:{listed}\n---\n".encode(), page=True)
    done = file.put(("groupes",), new, FIELDS)
    assert done.data["groupes"] == new
    if flow:
        assert done.text.endswith("  # fin")
    elif old == new:
        assert done == file
    else:
        # What is a part of both, in order at one end, keeps its note.
        assert new[0] != old[0] or f"- {old[0]}  # {old[0]}{old[0]}" in done.text


@law(60)
@given(st.dictionaries(TEXTS.map(str.strip).filter(bool), TEXTS, min_size=1, max_size=3), TEXTS)
def test_a_glossary_of_any_words_takes_another(words: dict[str, str], value: str) -> None:
    file = opened(b"# Mots\n", page=False)
    for word, said in words.items():
        file = file.put((word, "definition"), said, TERM.fields)
    assert file.data == {word: {"definition": said} for word, said in words.items()}
    word = next(iter(words))
    done = file.put((word, "titre"), value, TERM.fields)
    assert done.data == file.data | {word: {"definition": words[word], "titre": value}}
    assert done.text.startswith("# Mots\n")


# --- Writing ---


@pytest.fixture
def two(tmp_path: Path) -> dict[Path, bytes | None]:
    files: dict[Path, bytes | None] = {tmp_path / "a.md": b"a", tmp_path / "b.md": b"b"}
    for path, raw in files.items():
        assert raw is not None
        path.write_bytes(raw)
    (tmp_path / "a.md").chmod(0o640)
    return files


def test_files_are_written_removed_and_made_with_their_folders(
    two: dict[Path, bytes | None], tmp_path: Path
) -> None:
    new = tmp_path / "c" / "d" / "e.md"
    write({tmp_path / "a.md": b"A", tmp_path / "b.md": None, new: b"e"}, two)
    assert (tmp_path / "a.md").read_bytes() == b"A"
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o640
    assert not (tmp_path / "b.md").exists()
    assert new.read_bytes() == b"e"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.md", "c"]


def test_a_file_that_changed_meanwhile_is_left_alone(
    two: dict[Path, bytes | None], tmp_path: Path
) -> None:
    (tmp_path / "b.md").write_bytes(b"someone else")
    with pytest.raises(ChangedError):
        write({tmp_path / "a.md": b"A", tmp_path / "b.md": b"B"}, two)
    assert (tmp_path / "a.md").read_bytes() == b"a"


def test_when_one_file_cannot_be_written_the_others_are_put_back(
    two: dict[Path, bytes | None], tmp_path: Path
) -> None:
    # A folder stands where the last file should go.
    wall = tmp_path / "c.md"
    (wall / "inside").mkdir(parents=True)
    with pytest.raises(WriteError) as caught:
        write(
            {tmp_path / "n" / "new.md": b"n", tmp_path / "a.md": b"A", wall: b"C"},
            {**two, wall: None},
        )
    assert caught.value.left == ()
    assert (tmp_path / "a.md").read_bytes() == b"a"
    assert sorted(os.listdir(tmp_path)) == ["a.md", "b.md", "c.md"]

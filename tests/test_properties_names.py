"""Laws of names: ids and anchors that stay, paths that lead nowhere else, names that collide."""

import os
import posixpath
import re
import string
import sys
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from case_files import Case, File, problems_of, roots_in
from hypothesis import example, given
from hypothesis import strategies as st
from parapluie.build.verdict import verify
from parapluie.meaning.content_paths import joined
from parapluie.model import Illustration, Place
from parapluie.outlets.folder import anchored
from parapluie.pictures import check
from parapluie.pictures.originals import Original, find
from parapluie.problems import Problem
from parapluie.source.options import Options
from parapluie.source.reading import read
from parapluie.source.validators import IDENTIFIER
from parapluie.vocabulary.file_names import fault, name_for
from parapluie.vocabulary.grammar import fold, slug
from parapluie.vocabulary.kinds.page import PAGE
from parapluie.vocabulary.local_words import Vocabulary
from rounds import law
from site_tools import parse

LETTERS = "aâàbcçdeéèêëfghiîïjklmnoôœpqrstuùûüvwxyÿzæÉÀŒ"
FRENCH = st.text(LETTERS + " '’-«»:,.!?0123456789", max_size=40)
DEVICES = st.sampled_from(("con", "Aux", "NUL.é", "com1", "lpt9 ?", "prn.", "console", "com10"))
ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
EXAMPLES = {
    "L'œuvre commune": "l-oeuvre-commune",
    "L’œuvre commune": "l-oeuvre-commune",
    "Décider ensemble : pourquoi?": "decider-ensemble-pourquoi",
    "« Vous avez dit »": "vous-avez-dit",
    "2030–2035, et après": "2030-2035-et-apres",
    "Ça, là-bas, à Noël": "ca-la-bas-a-noel",
    "ÉTÉ": "ete",
}


# --- Ids and anchors ---


@pytest.mark.parametrize("heading", EXAMPLES)
def test_an_anchor_is_what_a_reader_would_write(heading: str) -> None:
    assert slug(heading) == EXAMPLES[heading]


@law(150)
@given(text=ANY | FRENCH)
@example(text="ßﬁ²Ⅷ\u0345ﬄ")
@example(text="Aux")
def test_a_name_made_of_a_text_is_an_identifier_and_stays(text: str) -> None:
    found = name_for(text)
    assert not found or IDENTIFIER.fullmatch(found)
    assert name_for(found) == slug(found) == found


@law(150)
@given(text=FRENCH)
def test_a_name_does_not_depend_on_how_accents_capitals_and_apostrophes_are_typed(
    text: str,
) -> None:
    ways = [unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKC", "NFKD")]
    ways += [text.upper(), text.lower(), text.replace("'", "’"), text.replace(" ", "\u00a0")]
    assert {slug(way) for way in ways} == {slug(text)}


@law(100)
@given(text=ANY | FRENCH)
@example(text="İ")
@example(text="\u1e9e\u0390")
def test_folding_is_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@law(30)
@given(name=(FRENCH | DEVICES).map(str.strip).filter(lambda name: name and name[0] not in "._-"))
def test_the_name_that_is_proposed_is_accepted(name: str, tmp_path: Path) -> None:
    def told(written: str) -> list[Problem]:
        for file in (tmp_path / "contenu").rglob("*.md"):
            file.unlink()
        page = File(b"---\ntitre: A\nen_bref: B.\n---\n")
        found = problems_of(Case("", {f"groupes/{written}.md": page}, {}, ()), tmp_path)
        return [problem for problem in found if problem.code == "P105"]

    found = told(name)
    assert len(found) == (not IDENTIFIER.fullmatch(name) or bool(fault(name)))
    for problem in found:
        proposed = re.findall(r"« ([^»]*)\.md »", problem.message)[-1]
        assert told(proposed) == []


FORMS = (
    "## {}\n\n",
    "{}\n---\n\n",
    "du texte\n\n{}\n======\nsuite\n\n",
    "# Encore\n{}\n-\n",
    "```\nde code\n```\n{}  \n-- \n\n",
)
HEADINGS = st.lists(
    st.text(LETTERS + " '’*_`!?&", max_size=16).map(str.strip).filter(str.strip), max_size=5
)


@law(60)
@given(headings=HEADINGS, forms=st.lists(st.sampled_from(FORMS), min_size=5, max_size=5))
@example(headings=["A", "A", "A_1", "a"], forms=FORMS)
@example(headings=["A"] * 5, forms=FORMS[::-1])
def test_the_anchors_written_for_other_engines_are_those_of_ours(
    headings: list[str], forms: Sequence[str]
) -> None:
    import markdown

    page = "".join(map(str.format, forms, (f"x{heading}" for heading in headings)))
    extensions = ["toc", "attr_list", "fenced_code"]
    ours = markdown.Markdown(extensions=extensions, extension_configs={"toc": {"slugify": slug}})
    theirs = markdown.Markdown(extensions=extensions)

    def ids(html: str) -> list[tuple[str, str]]:
        return [(e.attributes["id"], e.text) for e in parse(html).all("h1", "h2")]

    assert ids(theirs.convert(anchored(page))) == ids(ours.convert(page))


def test_what_is_no_heading_is_left_alone_by_the_anchors() -> None:
    page = "```\n# code\n```\n\n#hors\n\n## Là {#ici}\n\n    # plus de code\n\n####### sept"
    assert anchored(page).split("\n") == [
        *("```", "# code", "```", "", "# hors {#hors}", "", "## Là {#ici}", ""),
        *("    # plus de code", "", "####### sept"),
    ]
    # The header of a page, code, a rule, what has its anchor, a table.
    page = (
        "---\n\ntitle: a\n---\n\n```\n\ncode\n---\n```\n\nun\ndeux\n\n---\n\nlà {#ici}\n===\n\n"
        "    code\n    ---\n\na | b\n--|--\nc | d\n"
    )
    assert anchored(page) == page


# --- Paths ---

STEPS = st.lists(st.sampled_from(("..", ".", "", "a", "b", "c.md", "é", "...")), max_size=8)


@law(200)
@given(folder=st.lists(st.sampled_from("ab"), max_size=3), relative=STEPS)
@example(folder=[], relative=["..", "a"])
def test_a_relative_path_never_leads_above_the_content(
    folder: list[str], relative: list[str]
) -> None:
    found = joined("/".join([*folder, "x.md"]), "/".join(relative))
    expected = posixpath.normpath("/".join(["", "top", *folder, *filter(None, relative)]))
    rises, depth = False, len(folder)
    for step in relative:
        depth += {"..": -1, ".": 0, "": 0}.get(step, 1)
        rises = rises or depth < 0
    assert found == ("" if rises else expected.removeprefix("/top").removeprefix("/"))


@contextmanager
def opened() -> Iterator[list[Path]]:
    """Collect every file that is opened for reading, by whatever opens it."""
    _WATCHED.clear()
    _WATCHED.append([])
    try:
        yield _WATCHED[0]
    finally:
        _WATCHED.clear()


_WATCHED: list[list[Path]] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if _WATCHED and event == "open" and isinstance(arguments[0], str | bytes):
        _WATCHED[0].append(Path(os.fsdecode(arguments[0])))


sys.addaudithook(_watch)

# Where a link of a hostile content may lead, from one of its folders.
TARGETS = st.sampled_from(
    (
        *("../secret.md", "../../secret.md", "../../secret", "{root}/secret.md", "{root}/secret"),
        *("/etc/passwd", "a.md", ".", "..", "lien.md", "../contenu-bis/b.md", "{root}/contenu-bis"),
    )
)
NAMES = st.sampled_from(("lien.md", "actions", "actions/lien.md", "groupes/a.md", "glossaire.yml"))
PICTURES = st.sampled_from(("photo.jpg", "illustrations.yml", "dessin.svg"))


@law(60)
@given(
    links=st.dictionaries(NAMES, TARGETS, max_size=4),
    pictures=st.dictionaries(PICTURES, TARGETS, max_size=2),
)
@example(links={"actions": "{root}/contenu-bis"}, pictures={"photo.jpg": "../secret.md"})
def test_nothing_outside_of_the_folders_is_opened(
    links: dict[str, str], pictures: dict[str, str], tmp_path: Path
) -> None:
    root = Path(tempfile.mkdtemp(dir=tmp_path))
    for folder in ("contenu", "contenu-bis", "illustrations", "secret"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    page = "---\ntitre: SECRET\nen_bref: SECRET.\n---\nSECRET\n"
    for file in ("secret.md", "secret/b.md", "contenu-bis/b.md"):
        (root / file).write_text(page, "utf-8")
    (root / "contenu" / "index.md").write_text("---\ntitre: A\nen_bref: B.\n---\n", "utf-8")
    made = 0
    for top, found in (("contenu", links), ("illustrations", pictures)):
        for name, target in found.items():
            path = root / top / name
            if path.parent.is_symlink() or path.is_symlink() or path.exists():
                continue
            path.parent.mkdir(exist_ok=True)
            path.symlink_to(target.format(root=root))
            made += top == "contenu"
    roots = roots_in(root)
    with opened() as files:
        content, problems = read(roots, Vocabulary())
        problems += check(content.illustrations.values(), roots.illustrations)
    inside = [file for file in files if file.is_relative_to(root)]
    assert inside
    for file in inside:
        real = file.resolve()
        assert real.is_relative_to(root / "contenu") or real.is_relative_to(root / "illustrations")
        assert not file.is_symlink()
    assert sum(problem.code == "P107" for problem in problems) == made
    assert not any("SECRET" in str(problem) for problem in problems)
    assert [entry.title for entry in content.entries if entry.kind is PAGE] == ["A"]


@law(150)
@given(
    name=st.one_of(
        STEPS.map("/".join),
        st.sampled_from(
            ("/etc/passwd", "~/a", "a\0b", "photo.jpg", "./photo.jpg", "../in/photo.jpg")
        ),
        st.sampled_from(
            ("dehors.jpg", "dossier/photo.jpg", "cercle", "../out/dehors.jpg", ".", "")
        ),
        ANY,
    )
)
def test_an_original_stands_in_its_folder_or_is_not_found(name: str, tmp_path: Path) -> None:
    root, outside = tmp_path / "in", tmp_path / "out"
    if not root.exists():
        (root / "dossier").mkdir(parents=True)
        outside.mkdir()
        (root / "photo.jpg").write_bytes(b"in")
        (outside / "dehors.jpg").write_bytes(b"out")
        (root / "dehors.jpg").symlink_to(outside / "dehors.jpg")
        (root / "dossier" / "photo.jpg").symlink_to("../../out/dehors.jpg")
        (root / "cercle").symlink_to("cercle")
    picture = Illustration("a", name, "", "", "", "", "", (50.0, 50.0), False, Place("a.yml"))  # noqa: FBT003
    found = find(picture, root)
    if isinstance(found, Original):
        assert found.path.read_bytes() == b"in"
    else:
        assert found.code == "P213"


# --- Names that collide ---

ODD = st.text("aAéÉe\u0301ßsSﬁfiİi\u0307KkKſǰΐ\u0390\u0345", min_size=1, max_size=3)


def caseless(name: str) -> str:
    """Return what two names have in common where a disk tells neither case nor accents' form.

    Unicode 15, 3.13, D145: canonical caseless matching.
    """
    decomposed = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", decomposed).casefold())


@law(100)
@given(one=ODD, other=ODD)
@example(one="\u0390", other="\u1fd3")
@example(one="ǰ", other="ǰ")
def test_two_names_that_a_disk_may_hold_to_be_one_are_told(
    one: str, other: str, tmp_path: Path
) -> None:
    folder = tmp_path / "contenu"
    folder.mkdir(exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    for name in {one, other}:
        (folder / f"_{name}.txt").write_bytes(b"")
    found, _ = verify(roots_in(tmp_path), Options())
    told = any(problem.code == "P114" for problem in found)
    assert told == (one != other and caseless(one) == caseless(other))


def test_these_laws_see_a_file_that_is_opened(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(string.digits)
    with opened() as files:
        (tmp_path / "a").read_text()
    assert files == [tmp_path / "a"]

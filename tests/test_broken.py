"""Broken variations of valid entries: each gives its problem, in French, and never a traceback.

`broken_town.txt` holds a valid entry of each kind. The mutations are applied to the pages of its
kinds in turn, and a wrong value is derived for every field of the vocabulary from its type.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import cycle
from pathlib import Path

import pytest
from case_files import Case, File, problems_of, read_blocks, write
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from parapluie.problems import Problem
from parapluie.source.entry_text import adopted_section, inline, split
from parapluie.source.validators import IDENTIFIER
from parapluie.source.yaml_nodes import read_yaml
from parapluie.vocabulary.dates import parse_date, parse_period
from parapluie.vocabulary.fields import Field, FieldType
from parapluie.vocabulary.grammar import fold
from parapluie.vocabulary.kinds import KINDS
from parapluie.vocabulary.kinds.facts import Kind
from parapluie.vocabulary.kinds.page import PAGE
from parapluie.vocabulary.rules import RULE_BY_CODE

Mutation = Callable[[str], str | bytes]


@cache
def valid_town() -> dict[str, File]:
    text = Path(__file__).with_name("broken_town.txt").read_text(encoding="utf-8")
    return read_blocks(text)[0]


PAGES = {
    kind.key: next(path for path in valid_town() if path.startswith(f"{kind.folder}/"))
    for kind in KINDS
    if kind.folder
} | {PAGE.key: "index.md"}


# --- The mutations, by name, with the codes that they must give ---


def header(line: str) -> Mutation:
    """Return what adds a line, or several, at the top of the header."""
    return lambda text: text.replace("---\n", f"---\n{line}\n", 1)


def title(line: str) -> Mutation:
    """Return what puts another line in the place of the title's."""
    return lambda text: re.sub(r"^titre: .*\n", lambda _: line, text, count=1, flags=re.MULTILINE)


def body(added: str) -> Mutation:
    return lambda text: text + added


MUTATIONS: dict[str, tuple[Mutation, set[str]]] = {
    "no opening fence": (lambda text: text.removeprefix("---\n"), {"P103"}),
    "no closing fence": (lambda text: text.replace("\n---\n", "\n", 1), {"P103"}),
    "no fence at all": (lambda text: text.replace("---\n", ""), {"P103"}),
    "a blank line first": (lambda text: "\n" + text, {"P103"}),
    "four dashes": (lambda text: text.replace("---\n", "----\n", 1), {"P103"}),
    "an empty file": (lambda text: "", {"P103"}),
    "Latin-1": (lambda text: text.encode("latin-1", "replace"), {"P101"}),
    "UTF-16": (lambda text: text.encode("utf-16"), {"P101"}),
    "a picture renamed": (lambda text: b"\x89PNG\r\n\x1a\n\x00\x00", {"P101"}),
    "a NUL byte": (body("\x00"), {"P101"}),
    "a bell": (title("titre: Un\x07 titre\n"), {"P101"}),
    "a C1 control": (title("titre: Un\x9f titre\n"), {"P101"}),
    "a line separator": (title("titre: Un\u2028titre\n"), {"P101"}),
    "more than a megabyte": (body("été " * 300_000), {"P101"}),
    "a colon in the title": (title("titre: Cadre : vie\n"), {"P102"}),
    "a stuck colon": (title("titre:Cadre\n"), {"P102"}),
    "no colon": (title("titre Cadre\n"), {"P102"}),
    "a no-break space after the colon": (title("titre:\u00a0Cadre\n"), {"P102"}),
    "a no-break space before the colon": (title("titre\u00a0: Cadre\n"), {"P102"}),
    "a thin space before the colon": (title("titre\u202f: Cadre\n"), {"P102"}),
    "an open quote": (title('titre: "Cadre\n'), {"P102"}),
    "an open apostrophe": (title("titre: 'Cadre\n"), {"P102"}),
    "an apostrophe within": (title("titre: 'Cadre de l'eau'\n"), {"P102"}),
    "text after a quote": (title('titre: "Cadre" de vie\n'), {"P102"}),
    "an open bracket": (header("aussi_nomme: [a, b"), {"P102"}),
    "an open brace": (header("faits: {libelle: a"), {"P102"}),
    "a bracket too many": (header("aussi_nomme: [a]]"), {"P102"}),
    "two commas": (header("aussi_nomme: [a,, b]"), {"P102"}),
    "a tab": (header("aussi_nomme:\n\t- a"), {"P102"}),
    "a tab before a key": (header("\tordre: 2"), {"P102"}),
    "an indent": (header("  ordre: 2"), {"P102"}),
    "an indent too far": (title("titre: Cadre\n  de: vie\n"), {"P102"}),
    "a list that loses its indent": (header("faits:\n  - libelle: a\n valeur: b"), {"P102"}),
    "a list on the key's line": (header("aussi_nomme: - a"), {"P102"}),
    "an alias to nothing": (header("avis: *rien"), {"P102"}),
    "italics": (header("avis: *important* à savoir"), {"P102"}),
    "an alias": (header("avis: &a Un\naussi_nomme: *a"), {"P102"}),
    "a loop of aliases": (header("faits: &a [*a]"), {"P102"}),
    "an ampersand": (header("avis: & puis"), {"P102"}),
    "a tag": (header("avis: !important lire"), {"P102"}),
    "a tag that would run code": (header("avis: !!python/object:os.system ls"), {"P102"}),
    "a binary value": (header("avis: !!binary aGE="), {"P102"}),
    "an at sign": (header("avis: @tous"), {"P102"}),
    "a backquote": (header("avis: `code`"), {"P102"}),
    "a percent sign": (header("avis: %"), {"P102"}),
    "a bad escape": (header(r'avis: "a\q"'), {"P102"}),
    "a NUL by escape": (header(r'avis: "a\0b"'), {"P102"}),
    "text after a bar": (header("avis: | texte"), {"P102"}),
    "a key that is a list": (header("? [a, b]\n: c"), {"P102"}),
    "a merge key": (header("<<: {a: b}"), {"P201"}),
    "a second document": (header("--- a: b"), {"P102"}),
    "a scalar for a header": (lambda text: "---\nUn titre\n---\n", {"P102"}),
    "a list for a header": (lambda text: "---\n- Un titre\n---\n", {"P102"}),
    "brackets a thousand deep": (header("avis: " + "[" * 900 + "]" * 900), {"P102"}),
    "brackets deep enough to crash": (header("avis: " + "[" * 100_000), {"P102"}),
    "dashes deep enough to crash": (header("avis:\n  " + "- " * 60_000 + "a"), {"P102"}),
    "more than 128 kB": (header(f"avis: {'a' * 140_000}"), {"P102"}),
    "a key twice": (title("titre: Un\ntitre: Deux\n"), {"P104"}),
    "a key twice in a record": (header("faits: [{libelle: a, libelle: b, valeur: c}]"), {"P104"}),
    "a key misspelt": (title("titer: Un\n"), {"P201", "P204"}),
    "a key with a capital": (title("Titre: Un\n"), {"P201", "P204"}),
    "an unknown key": (header("couleur: bleu"), {"P201"}),
    "an empty key": (header('"": bleu'), {"P201"}),
    "a null key": (header("~: bleu"), {"P201"}),
    "a very long key": (header("cle" * 300 + ": bleu"), {"P201"}),
    "no title": (title(""), {"P204"}),
    "an empty title": (title("titre:\n"), {"P204"}),
    "a null title": (title("titre: ~\n"), {"P204"}),
    "a title that is only a comment": (title("titre: # Cadre\n"), {"P204"}),
    "a title between empty quotes": (title('titre: ""\n'), {"P204"}),
    "a title of spaces": (title('titre: "  "\n'), {"P203"}),
    "a title in a list": (title("titre: [a, b]\n"), {"P203"}),
    "a title in braces": (title("titre: {{ nom }}\n"), {"P102"}),
    "a huge number": (header("ordre: " + "9" * 5000), {"P203"}),
    "a number in words": (header("ordre: deux"), {"P203"}),
    "a number with a comma": (header("ordre: 1,5"), {"P203"}),
    "a number with an underscore": (header("ordre: 1_0"), {"P203"}),
    "a date in words": (header("verifie_le: 6 février 2023"), {"P203"}),
    "a date with slashes": (header("verifie_le: 06/02/2023"), {"P203"}),
    "a day that is not": (header("verifie_le: 2023-02-30"), {"P203"}),
    "a month that is not": (header("verifie_le: 2023-13"), {"P203"}),
    "the year 0": (header("verifie_le: 0000"), {"P203"}),
    "a period for a date": (header("verifie_le: 2022/2023"), {"P203"}),
    "digits from elsewhere": (header("verifie_le: ٢٠٢٣"), {"P203"}),
    "a list for a date": (header("verifie_le: [2023]"), {"P203"}),
    "no picture of that name": (header("illustration: foret"), {"P210"}),
    "a path for a picture": (header("illustration: ../parc.svg"), {"P203"}),
    "facts without a value": (header("faits: [{libelle: Votes}]"), {"P204"}),
    "facts that are text": (header("faits: beaucoup"), {"P203"}),
    "a value of an unknown source": (
        header("faits: [{libelle: Votes, valeur: {valeur: 2, source: radio}}]"),
        {"P211"},
    ),
    "a value with a stray key": (
        header("faits: [{libelle: Votes, valeur: {valeur: 2, srce: journal}}]"),
        {"P203"},
    ),
    "a source without a title": (
        lambda text: text.replace("titre: Le journal", "note: Le journal"),
        {"P204"},
    ),
    "a source at no address": (
        lambda text: text.replace("cle: journal", "cle: journal, url: exemple.ca"),
        {"P203"},
    ),
    "a source that would run code": (
        lambda text: text.replace("cle: journal", 'cle: journal, url: "javascript:alert(1)"'),
        {"P203"},
    ),
    "a type that is not": (header("type: axtion"), {"P106"}),
    "a type of another folder": (header("type: terme"), {"P106"}),
    "a former id with a capital": (header("anciens_ids: [Ancien]"), {"P203"}),
    "a dead link in the text": (body("\nVoir [[rien-du-tout]].\n"), {"P208"}),
    "a dead relative link": (body("\nVoir [ici](../nulle-part/page.md).\n"), {"P208"}),
    "a link out of the content": (body("\nVoir [ici](../../../../etc/passwd.md).\n"), {"P208"}),
    "a picture without words": (body("\n![](parc.svg)\n"), {"P212"}),
}
# Each on one kind: the reader treats them alike, and all on all takes half a minute.
GENERAL = list(zip(cycle(PAGES), MUTATIONS, strict=False))


# --- A wrong value for each type of field ---

WRONG: dict[FieldType, tuple[tuple[str, str], ...]] = {
    FieldType.LINE: (("{a: b}", "P203"),),
    FieldType.TEXT: (("[[a]]", "P203"), ("{a: b}", "P203")),
    FieldType.INTEGER: (("beaucoup", "P203"), ("1.5", "P203")),
    FieldType.AMOUNT: (("-500", "P203"), ("240.000", "P203"), ("12 €", "P203"), ("1e9", "P203")),
    FieldType.DAYS: (("-1", "P203"), ("nan", "P203")),
    FieldType.PERCENT: (("101 %", "P203"), ("-1", "P203"), ("la moitié", "P203")),
    FieldType.BOOLEAN: (("peut-être", "P203"),),
    FieldType.DATE: (("hier", "P203"), ("{a: b}", "P203")),
    FieldType.PERIOD: (("l’an dernier", "P203"), ("2025/2020", "P203"), ("../..", "P203")),
    FieldType.CHOICE: (("n-importe-quoi", "P203"), ("[a]", "P203")),
    FieldType.LINK: (("inconnu-au-bataillon", "P202"), ("deux mots", "P203"), ("{a: b}", "P203")),
    FieldType.SOURCED: (("[[a]]", "P203"), ("{source: journal}", "P203"), ("[]", "P203")),
    FieldType.COUNTS: (("plusieurs", "P203"), ("-1", "P203"), ("{zzz: 3}", "P203")),
    FieldType.PICTURE: (("inconnue", "P210"), ("Le Parc", "P203")),
    FieldType.IDENTIFIER: (("Élan", "P203"), ("a--b", "P203"), ("{a: b}", "P203")),
    FieldType.URL: (("exemple.ca", "P203"),),
    FieldType.ADDRESS: (("../ailleurs", "P203"), ("deux mots", "P203")),
    FieldType.RECORD: (("du texte", "P203"), ("{zzz: 1}", "P201")),
}


def wrong_values() -> Iterator[tuple[str, str, str, str]]:
    """Yield kind, key, value and code for every field, on one of the kinds that share it."""
    seen = []
    for kind in KINDS:
        if kind.key in PAGES:
            for item in kind.fields:
                if item.key != "type" and item not in seen:
                    seen.append(item)
                    for value, code in WRONG[item.type]:
                        # A mapping may say why a link stands: what is wrong is its key.
                        is_reason = (
                            item.type is FieldType.LINK and item.fields and value == "{a: b}"
                        )
                        yield kind.key, item.key, value, "P201" if is_reason else code


def with_value(text: str, key: str, value: str) -> str:
    """Return the page with *value* under *key*, in the place of what is there."""
    text = re.sub(rf"^{key}:.*\n(?:  .*\n)*", "", text, count=1, flags=re.MULTILINE)
    return text.replace("---\n", f"---\n{key}: {value}\n", 1)


def required_keys() -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        if kind.key in PAGES:
            yield from ((kind.key, item.key) for item in kind.fields if item.required)


# --- Running them ---


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds the valid town."""
    made = tmp_path_factory.mktemp("town")
    write(valid_town(), made)
    return made


def problems_with(path: str, changed: str | bytes, folder: Path) -> list[Problem]:
    """Return the problems of the town with one file changed, which is then put back."""
    raw = changed.encode() if isinstance(changed, str) else changed
    files = {**valid_town(), path: File(raw)}
    try:
        found = problems_of(Case("", {path: files[path]}, {}, ()), folder)
    finally:
        name = path if path.startswith("illustrations/") else f"contenu/{path}"
        (folder / name).unlink()
        if path in valid_town():
            write({path: valid_town()[path]}, folder)
    for problem in found:
        name = problem.place.file
        written = files[name if name in files else name.removeprefix("contenu/")].content
        lines = re.split(rb"\r\n|\r|\n", written)
        assert 1 <= problem.place.line <= len(lines), problem
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1, problem
        assert in_our_words(problem), problem
    return found


def in_our_words(problem: Problem) -> bool:
    """Tell whether a message is that of its rule, with no word of a library in it."""
    template = re.escape(RULE_BY_CODE[problem.code].message)
    pattern = re.sub(r"\\\{\w+\\\}", ".*", template)
    foreign = re.search(
        r"\b(?:expected|found|while|Input|should|Error|None|Mark)\b", problem.message
    )
    return re.fullmatch(pattern, problem.message, re.DOTALL) is not None and foreign is None


def codes_at(path: str, found: list[Problem]) -> set[str]:
    return {p.code for p in found if p.place.file.endswith(path)}


def text_of(path: str) -> str:
    return valid_town()[path].content.decode()


WARNINGS = {code for code, rule in RULE_BY_CODE.items() if rule.severity != "erreur"}


def test_the_town_that_is_broken_here_is_valid_and_has_every_kind(folder: Path) -> None:
    assert problems_of(Case("", {}, {}, ()), folder) == []
    assert len(PAGES) == len([kind for kind in KINDS if kind.folder or kind is PAGE])


@pytest.mark.parametrize(("kind", "name"), GENERAL)
def test_a_broken_page_gives_its_problem_and_no_dead_link_elsewhere(
    kind: str, name: str, folder: Path
) -> None:
    path = PAGES[kind]
    mutate, expected = MUTATIONS[name]
    found = problems_with(path, mutate(text_of(path)), folder)
    assert codes_at(path, found) - WARNINGS == expected
    elsewhere = {p.code for p in found if not p.place.file.endswith(path)}
    assert elsewhere <= WARNINGS


@pytest.mark.parametrize(("kind", "key", "value", "code"), list(wrong_values()))
def test_a_wrong_value_is_reported_on_its_line(
    kind: str, key: str, value: str, code: str, folder: Path
) -> None:
    path = PAGES[kind]
    found = problems_with(path, with_value(text_of(path), key, value), folder)
    assert code in codes_at(path, found)
    assert {p.place.line for p in found if p.code == code} == {2}
    assert {p.code for p in found} - WARNINGS <= {code, "P204", "P211", "P606"}


@pytest.mark.parametrize(("kind", "key"), list(required_keys()))
def test_a_required_key_that_is_missing_is_asked_for(kind: str, key: str, folder: Path) -> None:
    path = PAGES[kind]
    text = re.sub(rf"^{key}:.*\n", "", text_of(path), count=1, flags=re.MULTILINE)
    found = problems_with(path, text, folder)
    assert [p.code for p in found if p.code not in WARNINGS] == ["P204"]
    assert f"« {key} »" in next(p.message for p in found if p.code == "P204")


@pytest.mark.parametrize(
    ("path", "changed", "code"),
    [
        ("glossaire.yml", "ecoquartier: Un quartier", "P204"),
        ("glossaire.yml", "ecoquartier: {titre: Écoquartier, definition: }", "P204"),
        ("glossaire.yml", "ecoquartier: {titre: E, definiton: D, definition: D}", "P201"),
        ("glossaire.yml", "- ecoquartier", "P102"),
        ("glossaire.yml", "Éco quartier: {titre: E, definition: D}", "P105"),
        ("glossaire.yml", "\x00", "P101"),
        ("glossaire.yml", "a: {titre: A, definition: B}\n---\nb: {}", "P102"),
        ("referentiels/mada.yml", "titre: Champs", "P204"),
        ("referentiels/mada.yml", "cle: mada\ntitre: Champs\nelements: habitat", "P203"),
        ("referentiels/mada.yml", "cle: mada\ntitre: Champs\nelements: [{id: Habitat}]", "P203"),
        ("referentiels/mada.yml", "cle: M A\ntitre: Champs\nelements: []", "P203"),
        ("illustrations/illustrations.yml", "parc: parc.svg", "P204"),
        ("illustrations/illustrations.yml", "parc: {fichier: parc.svg}", "P212"),
        ("illustrations/illustrations.yml", "parc: {fichier: neige.svg, alt: A}", "P213"),
        ("illustrations/illustrations.yml", f"parc: {{fichier: {'a' * 400}, alt: A}}", "P213"),
        ("illustrations/illustrations.yml", "parc: {fichier: /etc/passwd, alt: A}", "P213"),
        ("illustrations/illustrations.yml", "parc: {fichier: parc.svg, alt: A, foyer: 5}", "P203"),
        ("illustrations/illustrations.yml", "parc: [", "P102"),
        ("actions/_defauts.yml", "genre: fini", "P203"),
        ("actions/_defauts.yml", "statu: realisee", "P201"),
        ("actions/_defauts.yml", "statut: [", "P102"),
        ("actions/_defauts.yml", "realise: [inconnue]\ngroupes: [inconnu]", "P202"),
        ("actions/Le Parc.md", "---\ntitre: Parc\n---\n", "P105"),
        ("actions/.md/parc.md", "", ""),
        ("projet/parc.md", "---\ntitre: Parc\n---\n", "P106"),
        ("actions/ete/parc.md", "---\ntitre: Parc\nprincipes: equite\n---\n", "P206"),
    ],
)
def test_a_broken_file_beside_the_pages_gives_its_problem(
    path: str, changed: str, code: str, folder: Path
) -> None:
    found = problems_with(path, changed, folder)
    assert code in codes_at(path, found) | ({""} if not found else set())


# --- Whatever authors write ---

ANY_TEXT = st.text(max_size=200)
YAML_LIKE = st.text(alphabet="ab:-[]{}\"'#&*!|>%@`?,~ \n\t\u00a0é=<.0/\\", max_size=80)
QUICK = settings(
    max_examples=150,
    deadline=None,  # a busy machine is slow, not wrong
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@QUICK
@given(text=ANY_TEXT | YAML_LIKE)
@example(text="? - - ? :")
@example(text="- " * 3000)
@example(text="\x80")
@example(text="---")
def test_no_yaml_raises_and_every_place_is_inside_of_it(text: str) -> None:
    document, problems = read_yaml(text, "a.yml")
    assert document is not None or problems
    for problem in problems:
        assert 1 <= problem.place.line <= len(re.split(r"\r\n|[\r\n\x85\u2028\u2029]", text))


@settings(QUICK, max_examples=60)
@given(header_text=YAML_LIKE, rest=ANY_TEXT | YAML_LIKE)
@example(header_text="a: b", rest="[[" * 50 + "`" * 50)
def test_no_page_raises(header_text: str, rest: str, tmp_path: Path) -> None:
    page = f"---\n{header_text}\n---\n{rest}".encode("utf-8", "surrogatepass")
    problems_of(Case("", {"actions/a.md": File(page)}, {}, ()), tmp_path)


@QUICK
@given(text=st.text(alphabet="[]()!`~|a#.\n md:é#", max_size=120))
def test_a_link_of_the_text_stands_where_it_says(text: str) -> None:
    mentions, images = inline(text, "a.md", 3)
    for mention in mentions:
        line, column = mention.place.line - 3, mention.place.column
        assert text.split("\n")[line - 1][column - 1] == "["
        assert text[mention.start : mention.end].endswith(("]]", ")"))
        assert mention.target in text
    for image in images:
        assert text.split("\n")[image.place.line - 4][image.place.column - 1] == "!"


@QUICK
@given(
    text=st.text(alphabet="#` TXtexadopté\n", max_size=80) | st.just("# Texte adopté\na\n# B\nc")
)
def test_taking_the_adopted_wording_out_keeps_every_line_in_its_place(text: str) -> None:
    kept, _ = adopted_section(text)
    assert kept.count("\n") == text.count("\n")
    for before, after in zip(text.split("\n"), kept.split("\n"), strict=True):
        assert after in (before, "")


@QUICK
@given(
    year=st.integers(1, 9999),
    month=st.none() | st.integers(1, 12) | st.integers(21, 24),
    day=st.none() | st.integers(1, 28),
    about=st.booleans(),
)
def test_a_date_keeps_what_was_written_and_holds_its_own_bounds(
    year: int, month: int | None, day: int | None, *, about: bool
) -> None:
    written = f"{year:04}"
    if month is not None:
        written += f"-{month:02}"
        if day is not None and month <= 12:
            written += f"-{day:02}"
    written += "~" if about else ""
    found = parse_date(written)
    assert found.text == written
    assert found.first <= found.last
    assert found.approximate == about
    assert str(year) in str(found)
    assert parse_period(written).start == found
    assert parse_period(f"{written}/{written}").end == found


@QUICK
@given(text=ANY_TEXT)
def test_an_identifier_is_what_folding_leaves_alone(text: str) -> None:
    if IDENTIFIER.fullmatch(text):
        assert fold(text) == text
        assert text.isascii()
        assert not text.startswith("-")
        assert not text.endswith("-")


@QUICK
@given(text=ANY_TEXT)
def test_splitting_a_page_loses_nothing(text: str) -> None:
    source, problems = split(text, "a.md")
    assert (source is None) == bool(problems)
    if source is not None:
        lines = text.split("\n")
        header_lines = source.header.split("\n") if source.text_offset > 2 else []
        assert lines[1 : source.text_offset - 1] == header_lines
        assert "\n".join(lines[source.text_offset :]) == source.text


def kinds_and_fields() -> Iterator[tuple[Kind, Field]]:
    return ((kind, item) for kind in KINDS for item in kind.fields)


def test_every_type_of_field_that_a_kind_uses_has_a_wrong_value_here() -> None:
    assert {item.type for _, item in kinds_and_fields()} <= set(WRONG)

"""Laws of the front matter: what is written arrives, and is found again where it stands."""

import re
import string
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from case_files import Case, File, problems_of, roots_in
from hypothesis import assume, example, given
from hypothesis import strategies as st
from parapluie.build.understanding import understand
from parapluie.source.entry_text import split
from parapluie.source.options import read_options
from parapluie.source.yaml_nodes import CONTROL, Document, read_yaml
from rounds import law

# What editors show and YAML accepts: no control character, no half of a character.
WORDS = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\ufeff").filter(
        lambda sign: not CONTROL.match(sign)
    ),
    max_size=30,
)
KEYS = st.text(string.ascii_lowercase + "_", min_size=1, max_size=8)
DATA = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
MAPPINGS = st.dictionaries(KEYS, DATA, min_size=1, max_size=5)
STYLES = st.fixed_dictionaries(
    {
        "default_flow_style": st.booleans(),
        "default_style": st.sampled_from(("'", '"', None)),
        # Folding is not tried: PyYAML writes some folded texts wrong.
        "width": st.just(10_000),
        "allow_unicode": st.booleans(),
        "indent": st.sampled_from((2, 4)),
    }
)


def dumped(data: Any, **style: Any) -> str:
    """Return data as YAML; written in C, since the properties write much."""
    return str(yaml.dump(data, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), **style))


def quoting(style: dict[str, Any]) -> dict[str, Any]:
    """Return a style that loses nothing: what YAML would take for a null needs its quotes."""
    return style | {"default_style": style["default_style"] or '"'}


@law(120)
@given(data=MAPPINGS, style=STYLES)
def test_what_is_written_as_yaml_in_any_style_is_read_as_it_was(
    data: dict[str, Any], style: dict[str, Any]
) -> None:
    written = dumped(data, sort_keys=False, **quoting(style))
    document, problems = read_yaml(written, "a.yml")
    assert [str(problem) for problem in problems] == []
    assert document is not None
    assert document.data == data


TYPED = st.one_of(
    st.sampled_from("NO no oui Oui yes on off y n true False 0123 0o17 0x1F 12:30 1:20:30".split()),
    st.sampled_from("1.10 1e3 .5 -0 +7 1_000 .inf .nan -.INF 2026-11-23 2026-02-30 = <".split()),
    st.integers().map(str),
    st.floats(allow_nan=False).map(str),
    st.dates(date(1, 1, 1), date(9999, 12, 31)).map(str),
)


@law(100)
@given(
    value=TYPED, data=st.sampled_from(("a: {}", "a: [{}]", "- {}", "a:\n  - b: {}", "a: {} # c"))
)
@example(value="NO", data="a: {}")
def test_a_value_arrives_as_it_was_typed(value: str, data: str) -> None:
    document, problems = read_yaml(
        f"top:\n  {data.format(value)}".replace("\n  - ", "\n    - "), ""
    )
    assert problems == []
    assert document is not None
    leaf: Any = document.data
    while not isinstance(leaf, str):
        leaf = next(iter(leaf.values())) if isinstance(leaf, dict) else leaf[0]
    assert leaf == value


@law(100)
@given(data=MAPPINGS, style=STYLES, offset=st.integers(0, 9))
def test_a_key_stands_where_its_place_says(
    data: dict[str, Any], style: dict[str, Any], offset: int
) -> None:
    written = dumped(data, sort_keys=False, **style | {"default_style": '"'})
    document, _ = read_yaml(written, "a.md", offset)
    assert document is not None
    rows = written.split("\n")
    for key in data:
        place = document.place([key], of_key=True)
        assert rows[place.line - 1 - offset][place.column - 1 :].startswith(f'"{key}"')
        value = document.place([key])
        assert (value.line, value.column) > (place.line, place.column)


@law(80)
@given(keys=st.lists(KEYS, min_size=1, max_size=6, unique=True), number=st.integers(0, 99))
def test_a_key_written_twice_is_told_with_both_lines(keys: list[str], number: int) -> None:
    again = keys[number % len(keys)]
    written = "".join(f"{key}: a\n" for key in [*keys, again])
    document, problems = read_yaml(written, "a.md", 1)
    assert [problem.code for problem in problems] == ["P104"]
    assert problems[0].place.line == len(keys) + 2
    assert f" {keys.index(again) + 2}" in problems[0].message
    assert document is not None
    assert document.data == dict.fromkeys(keys, "a")


@law(60)
@given(depth=st.integers(1, 40), sequence=st.booleans())
@example(depth=3000, sequence=True)
@example(depth=100_000, sequence=False)
def test_nesting_is_admitted_to_a_depth_and_refused_beyond(depth: int, sequence: bool) -> None:  # noqa: FBT001
    opening, closing = ("[", "]") if sequence else ("{a: ", "}")
    document, problems = read_yaml(f"a: {opening * depth}b{closing * depth}", "a.md")
    assert (document is not None) == (depth < 12)
    assert [problem.code for problem in problems] == ([] if depth < 12 else ["P102"])


@law(80)
@given(
    own=st.dictionaries(KEYS, WORDS.map(str.strip).filter(bool), max_size=5),
    defaults=st.lists(st.dictionaries(KEYS, WORDS.map(str.strip).filter(bool)), max_size=3),
)
def test_the_nearest_defaults_speak_where_an_entry_is_silent(
    own: dict[str, Any], defaults: list[dict[str, Any]]
) -> None:
    def document(data: dict[str, Any], file: str) -> Document:
        found, _ = read_yaml(dumped(data, default_style='"'), file)
        assert found is not None
        return found

    layers = [document(own, "own"), *(document(d, str(n)) for n, d in enumerate(defaults))]
    layered = layers[0].over(layers[1:])
    for key in {key for layer in layers for key in layer.data}:
        speaker = next(layer for layer in layers if key in layer.data)
        assert layered.data[key] == speaker.data[key]
        assert layered.place([key]).file == speaker.file


@law(80)
@given(
    header=st.lists(WORDS.filter(lambda text: "\n" not in text), max_size=5),
    text=WORDS,
    ending=st.sampled_from(("---", "...", "--- ", "---\t")),
)
def test_a_page_is_split_at_its_first_closing_line(
    header: list[str], text: str, ending: str
) -> None:
    assume(not any(re.fullmatch(r"(?:---|\.\.\.)[ \t]*", line) for line in header))
    source, problems = split("\n".join(["---", *header, ending, text]), "a.md")
    assert problems == []
    assert source is not None
    assert (source.header, source.text) == ("\n".join(header), text)
    assert source.text_offset == len(header) + 2


@law(25)
@given(
    title=WORDS.map(str.strip).filter(lambda text: text and "\n" not in text and "\r" not in text),
    newline=st.sampled_from(("\n", "\r\n", "\r")),
    bom=st.booleans(),
    final=st.booleans(),
)
def test_the_ends_of_lines_and_the_byte_order_mark_change_nothing(
    title: str, newline: str, tmp_path: Path, *, bom: bool, final: bool
) -> None:
    header = dumped({"titre": title}, default_style='"', allow_unicode=True, width=10_000)
    page = f"---\n{header}---" + ("\n" if final else "")
    written = (b"\xef\xbb\xbf" if bom else b"") + page.replace("\n", newline).encode()
    folder = tmp_path / "contenu"
    folder.mkdir(exist_ok=True)
    (folder / "a.md").write_bytes(written)
    options, _ = read_options({}, site_name="", today=date(2026, 1, 1), directory_urls=False)
    content, _, problems = understand(roots_in(tmp_path), options)
    assert [problem.code for problem in problems if problem.severity == "erreur"] == []
    entry = next(entry for entry in content.entries if entry.id == "a")
    assert entry.title == " ".join(title.split())
    assert entry.place.line == 2


# Each line with the code of what is wrong in it; all of them on keys of an action.
WRONG = {
    "statut: fermee": "P203",
    "couleur: bleu": "P201",
    "periode: 2030/2020": "P203",
    "ordre: un": "P203",
    "verifie_le: 2026-02-30": "P203",
    "realise: inconnu-au-bataillon": "P202",
    "sources: texte": "P203",
}


@law(25)
@given(lines=st.lists(st.sampled_from(sorted(WRONG)), unique=True))
def test_no_mistake_hides_another(lines: list[str], tmp_path: Path) -> None:
    page = "".join(f"{line}\n" for line in ("---", "titre: A", *lines, "---"))
    files = {"actions/a.md": File(page.encode())}
    found = problems_of(Case("", files, {}, ()), tmp_path)
    told = sorted((p.place.line, p.code) for p in found if p.code in WRONG.values())
    assert told == [(number, WRONG[line]) for number, line in enumerate(lines, start=3)]

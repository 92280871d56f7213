"""Laws of the search and of the words that pages explain."""

import json
import re
import unicodedata
from collections.abc import Mapping

from hypothesis import example, given
from hypothesis import strategies as st
from parapluie.meaning.lexicon import Lexicon, is_acronym, stands_for
from parapluie.model import Entry
from parapluie.pages.search_index import _CARRIES as CARRIES
from parapluie.pages.search_index import (
    _FINALS,
    _LEVELS,
    _SIGNS,
    TITLE,
    Analyser,
    Found,
    _beginning,
    _column,
    _packed,
    _shortened,
    packed_index,
)
from parapluie.vocabulary.acronyms import ACRONYMS, Acronym
from parapluie.vocabulary.grammar import fold
from parapluie.vocabulary.local_words import Vocabulary
from rounds import law

LETTERS = "aàâbcçdeéèêëfghiîïjlmnoôœpqrstuùûvxyz"
FRENCH = st.text(f"{LETTERS}{LETTERS.upper()} '’-.", max_size=60)
ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@law(120)
@given(text=FRENCH)
@example(text="L’été, il a été décidé d'aller là-bas")
def test_how_a_word_is_typed_does_not_keep_it_from_being_found(text: str) -> None:
    found = Analyser().counts(text)
    for way in (
        unicodedata.normalize("NFD", text),
        text.upper().lower() if text.upper().lower() == text.lower() else text,
        text.replace("'", "’"),
        text.replace("’", "\u02bc"),
        text.replace("-", "\u2011"),
        f"  {text}\n",
        f"({text})",
    ):
        assert Analyser().counts(way) == found, way


@law(120)
@given(text=ANY | FRENCH)
def test_every_form_that_the_index_knows_is_folded_and_comes_from_the_text(text: str) -> None:
    analyser = Analyser()
    analyser.counts(text)
    for stem, forms in analyser.forms.items():
        assert fold(stem) == stem
        for form in forms:
            assert len(form) > 1
            assert fold(form) == form
            assert not re.search(r"[\s\W]", form)


def unpacked(packed: str) -> dict[int, int]:
    """Return the level of each page, as `search-engine.js` reads it."""
    found: dict[int, int] = {}
    level, page, carried = 0, -1, 0
    for sign in packed:
        number = _SIGNS.index(sign)
        if number < _LEVELS:
            level, page, carried = number, -1, 0
        elif number < _LEVELS + CARRIES:
            carried = carried * CARRIES + number - _LEVELS
        else:
            page += carried * _FINALS + number - _LEVELS - CARRIES + 1
            found[page] = level
            carried = 0
    return found


@law(150)
@given(weights=st.dictionaries(st.integers(0, 200_000), st.floats(0.01, 60), max_size=40))
@example(weights={0: 0.35, 64: 1.0, 65: 1.0, 1361: 1.0, 100_000: 99.0})
def test_what_is_packed_can_be_unpacked_and_heavier_words_stay_heavier(
    weights: Mapping[int, float],
) -> None:
    found = unpacked(_packed(weights))
    assert found.keys() == weights.keys()
    ordered = sorted(weights, key=lambda page: weights[page])
    assert [found[page] for page in ordered] == sorted(found.values())
    assert all(0 <= level < _LEVELS for level in found.values())


TERMS = st.lists(
    st.sets(st.text("aeéstr", min_size=1, max_size=50), min_size=1, max_size=4), max_size=8
)


@law(120)
@given(terms=TERMS)
def test_the_forms_of_terms_come_back_from_their_lines(terms: list[set[str]]) -> None:
    lines = sorted((_beginning(forms), sorted(forms)) for forms in terms)
    before, found = "", []
    for line in _shortened(lines):
        start, *endings = line.split(" ")
        before = before[: int(start[0], 36)] + start[1:]
        found.append(sorted(before + ending.replace("-", "") for ending in endings or [""]))
    assert found == [forms for _, forms in lines]


@law(60)
@given(titles=st.lists(ANY | st.sampled_from(("</script>", "a\u2028b", "]]>", '"', "\\u003c"))))
def test_titles_come_back_from_the_file_of_the_search_which_nothing_can_break(
    titles: list[str],
) -> None:
    pages = [
        Found(title, "a.html", "", "Page", "page", ("", ""), ((TITLE, title),)) for title in titles
    ]
    written = packed_index(pages, {})
    assert not re.search(r"[<\u2028\u2029]", written)
    assert written.count("\n") == 1
    data = json.loads(written.removeprefix("window.parapluieSearch = ").removesuffix(";\n"))
    read = data["titles"].split("\n") if titles else []
    assert read == [_column([title]) for title in titles]
    assert [" ".join(title.split()) for title in read] == [" ".join(t.split()) for t in titles]


# --- Words that pages explain ---

(TERM,) = Vocabulary().of(next(s.kind for s in Vocabulary().subkinds if s.key == "terme"))


def term(number: int, title: str) -> Entry:
    fields = {"titre": title, "definition": "Un sens.", "aussi_nomme": ()}
    return Entry(TERM, f"t{number}", "g.yml", "glossaire/index.md", f"t{number}", fields, {})


NAMES = st.text(f"{LETTERS} -’+.()[]*?\\|^$", min_size=3, max_size=24).map(
    lambda text: " ".join(text.split())
)


@law(10)
@given(names=st.lists(NAMES.filter(lambda n: re.fullmatch(r"\w.*\w", n)), min_size=1, max_size=4))
@example(names=["eau", "eau vive"])
@example(names=["a.b(c", "x[y", "\\d+z"][:1])
def test_a_term_of_a_town_is_found_as_it_is_written_whatever_its_signs(names: list[str]) -> None:
    lexicon = Lexicon([term(number, name) for number, name in enumerate(names)])
    for name in names:
        text = f"Ici, {name} compte."
        spans = lexicon.spans(text)
        assert (5, 5 + len(name)) in spans, (text, spans)


@law(15)
@given(text=FRENCH | ANY, names=st.lists(NAMES.filter(lambda n: n[:1].isalpha()), max_size=3))
def test_whatever_the_text_uses_stand_in_order_and_each_word_once(
    text: str, names: list[str]
) -> None:
    lexicon = Lexicon([term(number, name) for number, name in enumerate(names)])
    found = lexicon.uses(text, set())
    assert [use.start for use in found] == sorted({use.start for use in found})
    assert len({use.word.key for use in found}) == len(found)
    for use in found:
        assert text[use.start : use.end] == use.text


INITIALS = [known for known in ACRONYMS if stands_for(known.short, known.singular)]


@law(60)
@given(known=st.sampled_from(INITIALS), other=st.sampled_from(INITIALS))
def test_an_acronym_stands_for_words_that_hold_its_own_and_for_none_that_lack_a_letter(
    known: Acronym, other: Acronym
) -> None:
    assert is_acronym(known.short)
    assert stands_for(known.short, f"{other.singular} {known.singular}")
    assert not stands_for(known.short + "Z", known.singular)

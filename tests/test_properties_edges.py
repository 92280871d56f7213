"""Laws of the edges: problems as others read them, options, caches, the exchange of sites."""

import json
import os
import random
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from parapluie.model import Place
from parapluie.outlets.exchange import LossError, publish
from parapluie.pictures import cache as pictures
from parapluie.pictures.variants import JPEG, WEBP, Derivation, Derived
from parapluie.problems import Problem, as_github, as_json, as_text, judged, suggestion
from parapluie.source.options import read_options
from parapluie.source.settings import read_settings, write_settings
from parapluie.speed.earlier_results import Remembered
from parapluie.vocabulary.hidden_signs import HIDDEN
from parapluie.vocabulary.rules import RULES, Severity
from rounds import law

ANY = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
HARD = st.text("a:,%\r\n\"\\'«é» 0DA", max_size=20)
PLACES = st.builds(Place, ANY | HARD, st.integers(1, 9), st.integers(1, 9))
CODES = st.sampled_from([rule.code for rule in RULES])
PROBLEMS = st.lists(
    st.builds(Problem, PLACES, CODES, ANY | HARD, st.sampled_from(Severity)), max_size=6
)
JUDGED = PROBLEMS.map(lambda problems: judged(problems, {}))

# --- Problems ---


@law(80)
@given(problems=JUDGED)
def test_json_gives_every_problem_back(problems: list[Problem]) -> None:
    read = json.loads(as_json(problems))
    assert [(r["file"], r["line"], r["column"], r["code"], r["message"]) for r in read] == [
        (p.place.file, p.place.line, p.place.column, p.code, p.message) for p in problems
    ]


def unescaped(text: str, *, of_property: bool) -> str:
    """Undo the escapes of a workflow command as GitHub's runner does."""
    pairs = [("%0D", "\r"), ("%0A", "\n")]
    pairs += [("%3A", ":"), ("%2C", ",")] if of_property else []
    for code, sign in pairs:
        text = text.replace(code, sign)
    return text.replace("%25", "%")


@law(120)
@given(problems=JUDGED)
def test_github_reads_a_command_a_problem_whatever_its_words(problems: list[Problem]) -> None:
    lines = as_github(problems).split("\n")[:-1]
    assert len(lines) == len(problems)
    for line, problem in zip(lines, problems, strict=True):
        match = re.fullmatch(
            r"::(error|warning|notice) file=([^:,]*),line=(\d+),col=(\d+),title=([^:,]*)::(.*)",
            line,
            re.DOTALL,
        )
        assert match is not None
        assert "\r" not in line
        assert (match[1] == "error") == (problem.severity is Severity.ERROR)
        assert (match[1] == "notice") == (problem.severity is Severity.GAP)
        assert unescaped(match[2], of_property=True) == problem.place.file
        assert (int(match[3]), int(match[4])) == (problem.place.line, problem.place.column)
        assert unescaped(match[6], of_property=False) == problem.message


@law(80)
@given(problems=PROBLEMS, severities=st.dictionaries(CODES, st.sampled_from(Severity)))
def test_judging_is_done_once_in_whatever_order(
    problems: list[Problem], severities: dict[str, Severity]
) -> None:
    found = judged(problems, severities)
    assert judged(reversed(problems), severities) == found
    assert judged(found, {}) == found
    assert all(p.severity is severities.get(p.code, p.severity) for p in found)
    assert not any(p.severity is Severity.IGNORED for p in found)
    assert as_text(found, whole=True).count("\n") >= len(found)


@law(80)
@given(word=ANY, known=st.lists(ANY))
def test_what_is_suggested_is_known(word: str, known: list[str]) -> None:
    said = suggestion(word, known)
    assert not said or any(f"« {name} »" in said for name in known)
    assert word not in known or f"« {word} »" in said or word == ""


# --- Options ---

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY, inner, max_size=3),
    max_leaves=6,
)
OPTIONS = (
    "organisation avis contact illustrations verification_mois referentiels palette regles guide "
    "palette_sombre vocabulaire lisibilite avif images_generees inconnue"
).split()
GOOD = {"organisation": "la Ville", "verification_mois": 12, "guide": False}


@law(120)
@given(written=st.dictionaries(st.sampled_from(OPTIONS) | ANY, VALUES, max_size=5) | VALUES)
def test_no_option_raises_and_each_problem_is_of_the_configuration(written: Any) -> None:
    _, problems = read_options(written, site_name="", today=date(2026, 1, 1), directory_urls=False)
    said = json.dumps(written, ensure_ascii=False, default=str)
    # What nobody sees, and addresses, are looked for where there may be some.
    may_hold = {"P401": True, "P116": HIDDEN.search(said), "P117": "@" in said or "http" in said}
    codes = [code for code, may in may_hold.items() if may]
    assert {(p.code, p.place.file) for p in problems} <= {(code, "mkdocs.yml") for code in codes}


@law(60)
@given(name=st.sampled_from(OPTIONS), value=VALUES)
def test_a_wrong_option_does_not_cost_the_others(name: str, value: Any) -> None:
    written = {**GOOD, name: value}
    options, _ = read_options(written, site_name="", today=date(2026, 1, 1), directory_urls=False)
    if name not in GOOD:
        assert (options.organisation, options.review_months, options.guide) == (
            *("la Ville", 12),
            False,
        )


# Who writes `mkdocs.yml` is trusted: no control character there.
LINES = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufffe\uffff"),
    max_size=30,
)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | LINES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LINES, inner, max_size=3),
    max_leaves=6,
)


@law(60)
@given(data=st.dictionaries(LINES.filter(lambda key: key not in ("docs_dir", "plugins")), PLAIN))
def test_a_configuration_that_is_written_again_says_the_same(
    data: dict[str, Any], tmp_path: Path
) -> None:
    data["site_name"] = "Val"
    file = tmp_path / "mkdocs.yml"
    file.write_text(write_settings(data), "utf-8", newline="")
    settings, problems = read_settings(file)
    assert {problem.code for problem in problems} <= {"P403"}
    assert settings is not None
    assert settings.written == data


# --- What is remembered ---

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | ANY,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY, inner, max_size=3),
    max_leaves=6,
)
KEPT = st.dictionaries(ANY, JSON.filter(lambda value: value is not None), min_size=1, max_size=4)


@law(60)
@given(kept=KEPT, flip=st.integers(0, 10_000), bit=st.integers(0, 7), cut=st.integers(0, 2000))
def test_what_is_remembered_is_right_or_forgotten_never_wrong(
    kept: dict[str, Any], flip: int, bit: int, cut: int, tmp_path: Path
) -> None:
    file = tmp_path / "a.json"
    file.unlink(missing_ok=True)
    memory = Remembered(file)
    for key, value in kept.items():
        memory.keep(key, value)
    memory.close()
    again = Remembered(file)
    assert {key: again.get(key) for key in kept} == kept
    content = bytearray(file.read_bytes())
    content[flip % len(content)] ^= 1 << bit
    for damaged in (bytes(content), file.read_bytes()[: cut % len(content)]):
        file.write_bytes(damaged)
        found = Remembered(file)
        assert all(found.get(key) in (None, value) for key, value in kept.items())


def derivation(number: int) -> Derivation:
    whole = tuple(
        Derived((width, 10), WEBP, f"{number}-{width}".encode()) for width in (10, 20, 30)
    )
    return Derivation(f"#{number:06x}", whole, whole[:1], Derived((10, 10), JPEG, b"jpeg"))


def contents(made: Derivation | None) -> Any:
    if made is None:
        return None
    pieces = (*made.whole, *made.card, made.fallback)
    return made.colour, [(p.name, Path(str(p.content)).read_bytes()) for p in pieces]


@law(60)
@given(seed=st.integers(0, 1 << 32), ruins=st.integers(1, 6))
def test_a_picture_from_the_cache_is_the_one_that_was_kept_or_none(
    seed: int, ruins: int, tmp_path: Path
) -> None:
    shutil.rmtree(tmp_path / "cache", ignore_errors=True)
    cache, chance = tmp_path / "cache", random.Random(seed)
    names = [f"{n:032x}" for n in range(3)]
    kept = {
        name: contents(pictures.keep(cache, name, derivation(n))) for n, name in enumerate(names)
    }
    assert {name: contents(pictures.fetch(cache, name)) for name in names} == kept
    for _ in range(ruins):
        file = chance.choice(sorted(cache.iterdir()))
        other = chance.choice(sorted(cache.iterdir())).read_bytes()
        content = file.read_bytes()
        file.write_bytes(chance.choice((content[:-1], content + b"a", b"", other, b"{}\n{}")))
    for name in names:
        assert contents(pictures.fetch(cache, name)) in (None, kept[name])


def test_a_record_of_another_picture_is_not_believed(tmp_path: Path) -> None:
    pictures.keep(tmp_path, "a", derivation(1))
    pictures.keep(tmp_path, "b", derivation(2))
    for file in list(tmp_path.glob("b*")):
        shutil.copyfile(file, tmp_path / file.name.replace("b", "a", 1))
    assert pictures.fetch(tmp_path, "b") is not None
    assert pictures.fetch(tmp_path, "a") is None


def test_a_cache_is_made_where_it_stands_and_a_file_that_cannot_be_placed_leaves_nothing(
    tmp_path: Path,
) -> None:
    cache = tmp_path / "not" / "yet"
    first = pictures.keep(cache, "a", derivation(1))
    assert contents(first) == contents(pictures.fetch(cache, "a")) == contents_of(derivation(1))
    # What a cache gives may be kept in another.
    assert contents(pictures.keep(tmp_path / "other", "a", first)) == contents(first)
    before = sorted(cache.iterdir())
    (cache / "b.json").mkdir()
    with pytest.raises(OSError, match=r"b\.json"):
        pictures.keep(cache, "b", derivation(2))
    assert [path for path in cache.iterdir() if path.suffix == ".tmp"] == []
    assert pictures.fetch(cache, "b") is None
    assert all(path in cache.iterdir() for path in before)


def contents_of(made: Derivation) -> Any:
    pieces = (*made.whole, *made.card, made.fallback)
    return made.colour, [(p.name, p.content) for p in pieces]


DAY = 86_400


def test_what_was_looked_at_within_a_day_is_not_looked_at_again(tmp_path: Path) -> None:
    now = 2_000_000_000.0
    pictures.prune(tmp_path, now)
    pictures.prune(tmp_path, now + 2 * DAY)
    (tmp_path / "x.tmp").write_bytes(b"left by a build that was ended")
    os.utime(tmp_path / "x.tmp", (now, now))
    pictures.prune(tmp_path, now + 2.5 * DAY)
    assert (tmp_path / "x.tmp").exists()
    pictures.prune(tmp_path, now + 3 * DAY)
    assert not (tmp_path / "x.tmp").exists()


def test_what_no_build_asked_for_in_a_month_goes_in_two_steps(tmp_path: Path) -> None:
    now = 2_000_000_000.0
    for name in ("old", "new"):
        pictures.keep(tmp_path, name, derivation(1))
    (tmp_path / "x.tmp").write_bytes(b"left by a build that was ended")
    for file in tmp_path.iterdir():
        age = 31 if file.name.startswith(("old", "x")) else 2
        os.utime(file, (now - age * DAY, now - age * DAY))
    pictures.prune(tmp_path, now)
    # A build that had begun may still need the files.
    assert not (tmp_path / "old.json").exists()
    assert len(list(tmp_path.glob("old-*"))) == 4
    assert not (tmp_path / "x.tmp").exists()
    pictures.prune(tmp_path, now + 0.5 * DAY)
    assert len(list(tmp_path.glob("old-*"))) == 4
    pictures.prune(tmp_path, now + 1.1 * DAY)
    assert list(tmp_path.glob("old*")) == []
    assert pictures.fetch(tmp_path, "new") is not None


def test_what_a_build_asks_for_stays(tmp_path: Path) -> None:
    pictures.keep(tmp_path, "a", derivation(1))
    for file in tmp_path.iterdir():
        os.utime(file, (1, 1))
    assert pictures.fetch(tmp_path, "a") is not None
    pictures.prune(tmp_path)
    assert pictures.fetch(tmp_path, "a") is not None
    assert len(list(tmp_path.glob("a-*"))) == 4


# --- The exchange ---

BUILDS = st.lists(
    st.tuples(st.sampled_from(("good", "bad", "raises", "forced")), st.integers(1, 9)), max_size=6
)


@law(40)
@given(builds=BUILDS)
@example(builds=[("good", 9), ("good", 4), ("forced", 4), ("good", 2), ("raises", 9)])
def test_after_any_builds_the_site_is_the_last_good_one(
    builds: list[tuple[str, int]], tmp_path: Path
) -> None:
    shutil.rmtree(tmp_path / "www", ignore_errors=True)
    site = tmp_path / "www" / "site"
    expected: dict[str, str] = {}
    for number, (how, pages) in enumerate(builds):
        wanted = {"index.html": str(number), **{f"{n}.html": str(number) for n in range(pages - 1)}}

        def make(folder: Path, how: str = how, wanted: dict[str, str] = wanted) -> bool:
            for name, text in wanted.items():
                (folder / name).write_text(text)
            if how == "raises":
                raise OSError(28, "full")
            return how != "bad"

        shrinks = len(expected) > 2 * pages
        if how == "raises":
            with pytest.raises(OSError, match="full"):
                publish(site, make)
        elif how == "good" and shrinks:
            with pytest.raises(LossError):
                publish(site, make)
        else:
            made = publish(site, make, force=how == "forced")
            assert made == (None if how == "bad" else pages)
            expected = expected if how == "bad" else wanted
        found = {file.name: file.read_text() for file in site.glob("*")} if site.exists() else {}
        assert found == expected
        assert {path.name for path in site.parent.iterdir()} <= {"site", ".site.lock"}

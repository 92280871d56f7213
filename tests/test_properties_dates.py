"""Laws of dates, periods and figures: what is written is what is said."""

import re
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from parapluie.source.validators import validate
from parapluie.source.yaml_nodes import read_yaml
from parapluie.vocabulary.dates import (
    PartialDate,
    from_date,
    months_before,
    on_date,
    parse_date,
    parse_period,
)
from parapluie.vocabulary.grammar import MONTHS, SEASONS, figure, spell
from parapluie.vocabulary.kinds.action import ACTION
from rounds import law

NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)}
QUARTERS = {name: number for number, name in SEASONS.items()}


@st.composite
def written_dates(draw: st.DrawFn) -> str:
    year = f"{draw(st.integers(1, 9999)):04}"
    month = draw(st.none() | st.integers(1, 12) | st.integers(21, 24))
    text = year if month is None else f"{year}-{month:02}"
    if month is not None and month <= 12 and draw(st.booleans()):
        text += f"-{draw(st.integers(1, monthrange(int(year), month)[1])):02}"
    return text + draw(st.sampled_from(("", "", "~")))


DATES = written_dates()


def from_words(words: str) -> str:
    """Return the date that French words say, as EDTF writes it."""
    match = re.fullmatch(r"(vers )?(?:(?:(\d+|1er)\u00a0)?([a-zéû]+) )?(\d+)", words)
    assert match is not None, words
    about, day, name, year = match.groups()
    text = f"{int(year):04}"
    if name:
        text += f"-{NUMBERS.get(name) or QUARTERS[name]:02}"
    if day:
        text += f"-{int(day.removesuffix('er')):02}"
    return text + ("~" if about else "")


@law(150)
@given(written=DATES)
@example(written="2024-02-29")
@example(written="0001-01-01~")
def test_the_words_of_a_date_say_all_of_it_and_no_other(written: str) -> None:
    assert from_words(str(parse_date(written))) == written


@law(150)
@given(text=st.text("0123456789-~/. ", max_size=12) | DATES.map(lambda d: d + "0"))
@example(text="2023-02-29")
@example(text="2023-04-31")
@example(text="2023-1-1")
def test_what_is_accepted_as_a_date_is_in_the_calendar(text: str) -> None:
    try:
        found = parse_date(text)
    except ValueError:
        return
    assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?~?", text)
    if found.precision == "day":
        assert found.first == found.last == date.fromisoformat(text.rstrip("~"))


@law(100)
@given(day=st.dates())
def test_a_day_lies_within_its_month_its_season_and_its_year(day: date) -> None:
    exact = parse_date(day.isoformat())
    for wider in (day.isoformat()[:7], day.isoformat()[:4]):
        found = parse_date(wider)
        assert found.first <= exact.first <= exact.last <= found.last
    seasons = [parse_date(f"{day.year:04}-{n}") for n in QUARTERS.values()]
    within = [season for season in seasons if season.first <= day <= season.last]
    # The winter of a year ends with March, in which its spring begins.
    assert len(within) == {12: 0, 3: 2}.get(day.month, 1)
    month = parse_date(day.isoformat()[:7])
    after = month.last + timedelta(days=1) if month.last < date.max else date.max
    assert after.day == 1 or after == date.max


PERIODS = st.one_of(
    DATES,
    st.tuples(DATES, DATES).map("/".join),
    DATES.map(lambda day: f"{day}/.."),
    DATES.map(lambda day: f"../{day}"),
    DATES.map(lambda day: f"/{day}"),
)


@law(200)
@given(written=PERIODS)
def test_a_period_is_refused_only_when_it_ends_before_it_starts(written: str) -> None:
    start, _, end = written.partition("/")
    parts = [None if part in ("", "..") else parse_date(part) for part in (start, end or start)]
    backwards = all(parts) and parts[1].last < parts[0].first  # type: ignore[union-attr]
    if backwards:
        with pytest.raises(ValueError, match=re.escape(written)):
            parse_period(written)
        return
    found = parse_period(written)
    assert parse_period(found.text) == found
    assert (found.start, found.end) == tuple(parts)


@law(200)
@given(written=PERIODS)
@example(written="2022-12/2023-01")
def test_a_period_says_each_of_its_years_and_its_doubts(written: str) -> None:
    try:
        found = parse_period(written)
    except ValueError:
        return
    words = str(found)
    ends: list[PartialDate] = [day for day in (found.start, found.end) if day]
    for day in ends:
        assert str(day.first.year) in words
    doubts = sum(day.approximate for day in dict.fromkeys(ends))
    assert words.count("environ") + words.count("vers ") == doubts
    assert not re.search(r"\b(?:de le|de les|à le|à les|de [aeéiouâ]|  )", words)


@law(60)
@given(written=PERIODS, day=DATES, year=st.integers(1, 99999))
@example(written="1900/2100", day="2100-12-31~", year=1900)
@example(written="1899/2101", day="1899-24", year=2101)
def test_a_year_that_a_town_can_hardly_mean_is_told_wherever_it_is_written(
    written: str, day: str, year: int
) -> None:
    text = f"titre: A\nperiode: {written}\nverifie_le: {day}\nbilans: [{{annee: {year}}}]"
    document, _ = read_yaml(text, "a.md")
    assert document is not None
    _, problems = validate(ACTION.fields, document, "")
    assume(not any(problem.code == "P203" for problem in problems))  # a period that runs backwards
    years = [[int(y) for y in re.findall(r"(?:^|/)(\d{4})", one)] for one in (written, day)]
    far = [
        (line, one)
        for line, found in enumerate((*years, [year]), start=2)
        for one in dict.fromkeys(found)
        if not 1900 <= one <= 2100
    ]
    told = [(p.place.line, int(re.findall(r"année (\d+)", p.message)[0])) for p in problems]
    assert sorted(told) == sorted(far)
    assert {problem.code for problem in problems} <= {"P229"}


@law(120)
@given(written=DATES)
def test_a_date_in_a_sentence_keeps_its_words_and_contracts_its_articles(written: str) -> None:
    found = parse_date(written)
    for words in (from_date(found), on_date(found)):
        assert found.words in words or found.words.replace("é", "é") in words
        assert not re.search(r"\b(?:de le|à le|de [aéo]\w|le été|le automne)", words)


@law(120)
@given(day=st.dates(), months=st.integers(0, 1200), more=st.integers(0, 1200))
def test_going_back_by_months_goes_back_by_months(day: date, months: int, more: int) -> None:
    found = months_before(day, months)
    assert found.day == 1
    assert found <= day
    assert months_before(found, more) == months_before(day, months + more)
    apart = (day.year - found.year) * 12 + day.month - found.month
    assert apart == months or found == date(1, 1, 1)


@law(120)
@given(number=st.decimals(allow_nan=False, allow_infinity=False, places=4) | st.integers())
def test_a_figure_in_french_is_the_number(number: Decimal | int) -> None:
    words = figure(Decimal(number))
    assert Decimal(words.replace("\u00a0", "").replace(",", ".")) == number
    assert re.fullmatch(r"-?\d{1,3}(\u00a0\d{3})*(,\d*[1-9])?", words)
    assert spell(int(number)) == figure(Decimal(int(number)))

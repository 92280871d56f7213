"""Partial dates and periods: what authors may write, and how French says it."""

from datetime import date

import pytest
from parapluie.vocabulary.dates import from_date, parse_date, parse_period

NO_BREAK_SPACE = "\u00a0"


def said(words: object) -> str:
    """Return the words with ordinary spaces, as the tables below have them."""
    return str(words).replace(NO_BREAK_SPACE, " ")


@pytest.mark.parametrize(
    ("written", "words", "from_words", "first", "last"),
    [
        ("2023", "2023", "de 2023", (2023, 1, 1), (2023, 12, 31)),
        ("2023-02", "février 2023", "de février 2023", (2023, 2, 1), (2023, 2, 28)),
        ("2024-02", "février 2024", "de février 2024", (2024, 2, 1), (2024, 2, 29)),
        ("2023-04", "avril 2023", "d’avril 2023", (2023, 4, 1), (2023, 4, 30)),
        ("2023-08", "août 2023", "d’août 2023", (2023, 8, 1), (2023, 8, 31)),
        ("2023-10", "octobre 2023", "d’octobre 2023", (2023, 10, 1), (2023, 10, 31)),
        ("2023-12", "décembre 2023", "de décembre 2023", (2023, 12, 1), (2023, 12, 31)),
        ("2023-03-01", "1er mars 2023", "du 1er mars 2023", (2023, 3, 1), (2023, 3, 1)),
        ("2023-02-06", "6 février 2023", "du 6 février 2023", (2023, 2, 6), (2023, 2, 6)),
        ("2023-08-11", "11 août 2023", "du 11 août 2023", (2023, 8, 11), (2023, 8, 11)),
        ("2022-21", "printemps 2022", "du printemps 2022", (2022, 3, 1), (2022, 5, 31)),
        ("2022-22", "été 2022", "de l’été 2022", (2022, 6, 1), (2022, 8, 31)),
        ("2022-23", "automne 2022", "de l’automne 2022", (2022, 9, 1), (2022, 11, 30)),
        ("2022-24", "hiver 2022", "de l’hiver 2022", (2022, 1, 1), (2022, 3, 31)),
        ("2016~", "vers 2016", "de 2016 environ", (2016, 1, 1), (2016, 12, 31)),
        ("2016-03~", "vers mars 2016", "de mars 2016 environ", (2016, 3, 1), (2016, 3, 31)),
    ],
)
def test_a_date_is_said_and_bounded(
    written: str,
    words: str,
    from_words: str,
    first: tuple[int, int, int],
    last: tuple[int, int, int],
) -> None:
    found = parse_date(written)
    assert (said(found), said(from_date(found))) == (words, from_words)
    assert (found.first, found.last) == (date(*first), date(*last))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        # A single date is a period.
        ("2023-02-06", "6 février 2023"),
        ("2022-22", "été 2022"),
        ("2022/2022", "2022"),
        # Years.
        ("2023/2028", "2023 à 2028"),
        ("2016~/2018", "2016 environ à 2018"),
        ("2016/2018~", "2016 à 2018 environ"),
        # Open at the end.
        ("2018/..", "depuis 2018"),
        ("2018/", "depuis 2018"),
        ("2016~/..", "depuis 2016 environ"),
        ("2023-04/..", "depuis avril 2023"),
        ("2023-03-01/..", "depuis le 1er mars 2023"),
        ("2022-21/..", "depuis le printemps 2022"),
        ("2022-22/..", "depuis l’été 2022"),
        # Open at the start.
        ("../2028", "jusqu’en 2028"),
        ("/2028", "jusqu’en 2028"),
        ("../2018~", "jusqu’en 2018 environ"),
        ("../2023-03", "jusqu’en mars 2023"),
        ("../2023-03-01", "jusqu’au 1er mars 2023"),
        ("../2022-21", "jusqu’au printemps 2022"),
        ("../2022-23", "jusqu’à l’automne 2022"),
        # Days.
        ("2023-02-06/2023-02-12", "du 6 au 12 février 2023"),
        ("2023-02-01/2023-02-06", "du 1er au 6 février 2023"),
        ("2023-02-06/2023-03-01", "du 6 février au 1er mars 2023"),
        ("2022-12-06/2023-01-12", "du 6 décembre 2022 au 12 janvier 2023"),
        # Months.
        ("2022-02/2022-05", "de février à mai 2022"),
        ("2021-10/2021-12", "d’octobre à décembre 2021"),
        ("2021-04/2022-03", "d’avril 2021 à mars 2022"),
        ("2016-03~/2018-04", "de mars 2016 environ à avril 2018"),
        # Seasons.
        ("2021-23/2022-24", "de l’automne 2021 à l’hiver 2022"),
        ("2022-21/2022-23", "du printemps à l’automne 2022"),
        ("2021-22/2022-21", "de l’été 2021 au printemps 2022"),
        # Mixed.
        ("2018/2022-03", "de 2018 à mars 2022"),
        ("2022-02/2028", "de février 2022 à 2028"),
        ("2023-02-06/2023-05", "du 6 février à mai 2023"),
        ("2022-22/2023-02-06", "de l’été 2022 au 6 février 2023"),
    ],
)
def test_a_period_is_said_as_quebec_says_it(written: str, words: str) -> None:
    found = parse_period(written)
    assert said(found) == words
    assert found.text == written


def test_a_day_and_its_month_stay_on_one_line() -> None:
    assert str(parse_date("2023-03-01")) == f"1er{NO_BREAK_SPACE}mars 2023"


@pytest.mark.parametrize(
    "written",
    [
        *("", "23", "02-2023", "2023-2", "2023-13", "2023-00", "2023-02-30", "2023-02-6", "0000"),
        *("2023-25", "2023-21-05", "2023/02/06", "6 février 2023", " 2023", "2023?", "~2016"),
        *("2023-02-06T10:00", "٢٠٢٣", "12023", "-0044"),
    ],
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_date(written)


@pytest.mark.parametrize(
    "written", ["/", "../..", "..", "2025/2020", "2023-03/2023-02", "2020/2021/2022", "a/2023"]
)
def test_what_is_no_period_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_period(written)


def test_a_period_may_begin_within_its_own_end() -> None:
    assert said(parse_period("2022-05/2022")) == "de mai 2022 à 2022"

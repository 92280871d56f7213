"""No cell of our tables is computed, however they are opened, and each gives back what it holds."""

import csv
import io
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from naive_tables import HOSTILE, computed
from parapluie.exports.csv_tables import Table, as_csv, inert
from parapluie.exports.formulas import asleep, awake
from rounds import VARIABLE, law

TEXTS = st.text("=+-@,;:|\"'\t\n\r \u00a0\u200b\u2028\uff1d15a", max_size=12) | st.text(max_size=12)


@law(300)
@given(text=TEXTS)
@example(text="'=")
@example(text=",''=")
@example(text="'\n'=1")
def test_what_was_put_to_sleep_comes_back(text: str) -> None:
    assert awake(asleep(text)) == text
    assert awake(inert(text)) == text or text == inert(text)


@law(150)
@given(cells=st.lists(TEXTS | st.sampled_from(HOSTILE), min_size=1, max_size=4))
@example(cells=list(HOSTILE))
@example(cells=["a,", "=1"])
@example(cells=["a ", "-5", "=1"])
def test_no_spreadsheet_computes_a_cell_wherever_it_cuts(cells: list[str]) -> None:
    names = tuple(f"c{number}" for number in range(len(cells)))
    table = Table("a", "A", ("id", *names), (("action/a", *cells),))
    written = as_csv(table)
    assert computed(written) == []
    rows = list(csv.reader(io.StringIO(written, newline=""), delimiter=";"))
    assert [awake(cell) for cell in rows[1][1:]] == cells


def test_words_and_numbers_are_left_as_they_are() -> None:
    for cell in ("a=b", "5 - 3", "«\u00a0=\u00a0»", "l’eau, l’air", "https://a.ca/?a=b&c=-1"):
        assert asleep(cell) == cell
    for cell in ("-5", "+3,5", "-12 %"):
        assert inert(cell) == cell


# --- In a real spreadsheet, which is heavy: under endurance alone ---

OFFICE = shutil.which("soffice")
LOCALES = {"fr_CA": 3084, "en_US": 1033, "de_DE": 1031}
real = pytest.mark.skipif(
    VARIABLE not in os.environ or OFFICE is None, reason="LibreOffice serves endurance alone"
)


def opened(folder: Path, read: str, *files: Path, form: str = "fods") -> list[str]:
    """Return what LibreOffice makes of files, read with these options of its filter."""
    assert OFFICE is not None
    out = folder / re.sub(r"\W+", "-", read)
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = [OFFICE, profile, "--headless", f"--infilter=CSV:{read}", "--convert-to", form]
    subprocess.run(
        [*command, "--outdir", out, *files], capture_output=True, timeout=600, check=True
    )
    made = [out / f"{file.stem}.{form.partition(':')[0]}" for file in files]
    return [file.read_text("utf-8-sig") for file in made]


@real
@pytest.mark.parametrize("locale", LOCALES)
def test_libreoffice_computes_nothing_of_our_tables(locale: str, tmp_path: Path) -> None:
    rows = tuple((f"action/{number}", text) for number, text in enumerate(HOSTILE))
    ours = tmp_path / "tableau.csv"
    ours.write_text("\ufeff" + as_csv(Table("a", "A", ("id", "titre"), rows)), "utf-8", newline="")
    theirs = tmp_path / "brut.csv"
    with theirs.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)
    woken = 0
    for between in ("44", "59", "9", "124", "32", "44/59/9/124/32"):
        for trimmed in ("false", "true"):
            # What sets apart, the quote, UTF-8, from the first line, the language; numbers are
            # looked for, spaces taken off or not, and formulas computed.
            read = f"{between},34,76,1,,{LOCALES[locale]},false,true,false,false,{trimmed},0,true"
            formulas = [
                re.findall('table:formula="[^"]*"', found)
                for found in opened(tmp_path, read, ours, theirs)
            ]
            assert formulas[0] == [], read
            woken += len(formulas[1])
    # The same without our care is computed: what is tried here can be seen.
    assert woken > 20


@real
def test_libreoffice_gives_back_what_our_tables_hold(tmp_path: Path) -> None:
    # It ends lines in its own way.
    texts = [text for text in HOSTILE if "\r" not in text]
    ours = tmp_path / "tableau.csv"
    rows = tuple((f"action/{number}", text) for number, text in enumerate(texts))
    ours.write_text("\ufeff" + as_csv(Table("a", "A", ("id", "titre"), rows)), "utf-8", newline="")
    form = "csv:Text - txt - csv (StarCalc):59,34,76,1"
    read_as = "59,34,76,1,,3084,false,false,false,false,false,0,true"
    (saved,) = opened(tmp_path, read_as, ours, form=form)
    _, *read = csv.reader(io.StringIO(saved, newline=""), delimiter=";")
    assert [awake(text) for _, text in read] == texts

"""`eshram honours` and `eshram officer` as commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Eshram

pytestmark = pytest.mark.usefixtures("sample")
TURKAULIA = ("--block", "turkaulia, purbi champaran")


def test_the_rule_is_printed_above_the_honours(eshram: Eshram) -> None:
    out = eshram("honours", "--state", "bihar", "--since", "14.12.2021").out
    assert (
        "After 14.12.2021 up to 28.12.2021 (14 days); only those who reported on at least 80.00 % of the days." in out
    )
    first = json.loads(eshram("honours", "--state", "bihar", "--since", "14.12.2021", "--format", "json").out)
    best = {(section["of"], section["by"]): section["rows"][0]["name"] for section in first["sections"]}
    assert best["district", "gain"] == best["district", "registered"] == "Purbi Champaran"
    assert best["district", "percent"] == "Sheikhpura"


def test_honours_and_bands_bear_hindi_names_in_hindi(eshram: Eshram) -> None:
    lines = eshram("honours", "--state", "bihar", "--top", "1", "--lang", "hi").out.splitlines()
    heading = next(line.split() for line in lines if line.startswith("क्रम"))
    assert heading[:2] == ["क्रम", "नाम"]
    assert any("पूर्वी चंपारण" in line and line.endswith("Purbi Champaran") for line in lines)
    bands = eshram("rank", "--state", "bihar", "--bands", "--lang", "hi").out
    assert any(line.startswith("50-75 %") and "पूर्वी चंपारण" in line for line in bands.splitlines())


def test_those_left_out_are_named_in_hindi_too(eshram: Eshram) -> None:
    out = eshram("honours", "--district", "khagaria", "--lang", "hi").out
    assert "परबत्ता" in out.splitlines()[-1]


def test_officers_are_assigned_and_listed(eshram: Eshram) -> None:
    eshram("officer", "assign", "A. Kumar", *TURKAULIA, "--from", "01.12.2021")
    ran = eshram("officer", "assign", "B. Devi", *TURKAULIA, "--from", "20.12.2021")
    assert "Terms stored: 1" in ran.err
    rows = json.loads(eshram("officer", "list", "--format", "json").out)["rows"]
    assert [(row["officer"], row["place"], row["since"], row["until"]) for row in rows] == [
        ("A. Kumar", "Turkaulia", "2021-12-01", "2021-12-19"),
        ("B. Devi", "Turkaulia", "2021-12-20", None),
    ]
    on_day = json.loads(eshram("officer", "list", "--as-on", "05.12.2021", "--format", "json").out)["rows"]
    assert [row["officer"] for row in on_day] == ["A. Kumar"]


def test_a_sheet_of_officers_keeps_its_good_rows(eshram: Eshram, tmp_path: Path) -> None:
    """Problems: `officer-number`, `officer-missing`, `officer-place`, `officer-date`, `officer-dates`."""
    rows = [
        "पदाधिकारी,प्रखंड,कब से,कब तक,Mobile",
        "C. Lal,Raxaul,01.12.2021,,9876543210",
        "D 98765 43210,Raxaul,01.12.2021,,",
        ",Raxaul,01.12.2021,,",
        "E,Nowhere,01.12.2021,,",
        "F,Raxaul,soon,,",
        "G,Raxaul,02.12.2021,01.12.2021,",
    ]
    sheet = tmp_path / "officers.csv"
    sheet.write_text("\n".join(rows), encoding="utf-8")
    ran = eshram("officer", "load", sheet, "--district", "purbi champaran", "--format", "json")
    told = json.loads(ran.out)
    assert (ran.code, told["accepted"], told["rejected"]) == (1, 1, 5)
    assert [problem["code"] for problem in told["problems"]] == [
        "officer-number",
        "officer-missing",
        "officer-place",
        "officer-date",
        "officer-dates",
    ]
    assert "98765" not in ran.out + ran.err


def test_a_sheet_that_lists_no_officers(eshram: Eshram, tmp_path: Path) -> None:
    """`officer-columns`"""
    sheet = tmp_path / "other.csv"
    sheet.write_text("Block,Registered\nRaxaul,5\n", encoding="utf-8")
    ran = eshram("officer", "load", sheet)
    assert (ran.code, ran.out) == (3, "")
    assert "headings of a list of officers" in ran.err


@pytest.mark.parametrize(
    ("asked", "code", "sentence"),
    [
        (
            ("honours", "--state", "bihar", "--since", "28.12.2021", "--as-on", "28.12.2021"),
            2,
            "there is nothing to show",
        ),
        (("honours", "--state", "goa", "--as-on", "28.12.2021"), 1, "Nothing has been reported for Goa"),
        (("officer", "assign", "9876543210", *TURKAULIA, "--from", "1.12.2021"), 2, "contains a long number"),
    ],
)
def test_what_cannot_be_answered(eshram: Eshram, asked: tuple[str, ...], code: int, sentence: str) -> None:
    """`since-after` where there is no day to count."""
    ran = eshram(*asked)
    assert (ran.code, ran.out) == (code, "")
    assert sentence in ran.err


def test_a_table_that_is_left_out_has_its_reason(eshram: Eshram, sample: Path) -> None:
    """The blocks of Purbi Champaran reported on the 28th alone: nothing to compare with, and nobody by departments."""
    asked = ("honours", "--district", "purbi champaran", "--since", "27.12.2021")
    said = eshram(*asked).out
    assert "Blocks by gain: no table, because none has a figure of 27.12.2021 or before to compare with." in said
    assert "Departments: no table, because no figures are known of any." in said
    answer = json.loads(eshram(*asked, "--format", "json").out)
    assert {"of": "block", "by": "gain", "reason": "no-first-figure"} in answer["without"]

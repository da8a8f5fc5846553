"""`eshram by`: figures by channel and the like, as a command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eshram_cli.dimensions import DIMENSIONS
from eshram_cli.language.words import has
from tests.conftest import Eshram

BILASPUR = ("by", "channel", "--district", "bilaspur, himachal pradesh")
pytestmark = pytest.mark.usefixtures("sample")


def test_the_channels_of_bilaspur(eshram: Eshram) -> None:
    result = json.loads(eshram(*BILASPUR, "--format", "json").out)
    assert (result["schema"], result["place"], result["cut"], result["as_on"]) == (
        "eshram.by/1",
        "Bilaspur",
        "channel",
        "2022-02-12",
    )
    rows = [(row["member"], row["registered"], round(row["share"], 2)) for row in result["rows"]]
    assert rows == [("csc", 73557, 63.34), ("self", 42567, 36.66)]
    assert (result["total"]["registered"], result["total"]["difference"], result["notes"]) == (116124, 0, [])


def test_a_count_that_the_channels_miss_by_one_is_a_line(eshram: Eshram, tmp_path: Path) -> None:
    sheet = tmp_path / "doctored.csv"
    sheet.write_text("District,Registered,CSC,Self\nBilaspur,116125,73557,42567\n", encoding="utf-8")
    eshram("ingest", sheet, "--state", "himachal pradesh", "--as-on", "2022-02-12")
    ran = eshram(*BILASPUR)
    assert "Not in any of these           1" in ran.out
    assert "difference between the sum by Channel and the count of 12.02.2022: -1 person." in ran.out


@pytest.mark.parametrize(("language", "gender"), [("en", "Gender"), ("hi", "लिंग")])
def test_men_and_women_stand_on_the_card(eshram: Eshram, tmp_path: Path, language: str, gender: str) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text("District,Registered,Male,Female\nAraria,100,60,40\nArwal,50,30,20\n", encoding="utf-8")
    eshram("ingest", sheet, "--state", "bihar", "--as-on", "2022-02-20")
    ran = eshram("show", "araria", "--lang", language)
    assert (ran.code, ran.err) == (0, "")
    assert gender in ran.out.splitlines()


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_dimension_has_a_heading(dimension: str) -> None:
    assert has(f"column-{dimension}")


def test_a_table_of_blocks_and_channels(eshram: Eshram) -> None:
    table = eshram(*BILASPUR, "--level", "block").out
    assert "Place             CSC/VLE    Self       Sum  Registered" in table
    assert "Jhandutta          17,293  10,603    27,896      27,896" in table
    lines = eshram(*BILASPUR, "--level", "block", "--format", "csv").out.splitlines()
    assert len(lines) == 1 + 4 * 2
    assert lines[0].startswith("place,place_hi,member,registered,share,new,pace7")


def test_own_targets_of_a_channel_are_shown(eshram: Eshram) -> None:
    eshram("target", "set", "bilaspur, himachal pradesh", "80000", "--channel", "csc")
    rows = json.loads(eshram(*BILASPUR, "--format", "json").out)["rows"]
    assert [(row["target"], row["percent"]) for row in rows] == [(80000, pytest.approx(91.94625)), (None, None)]


def test_hindi(eshram: Eshram) -> None:
    assert "वसुधा केन्द्र (CSC)" in eshram(*BILASPUR, "--lang", "hi").out


@pytest.mark.parametrize(
    ("asked", "code", "sentence"),
    [
        (("by", "officer", "--state", "bihar"), 1, "Bihar has no figures by officer up to 28.12.2021."),
        (("by", "channel", "--state", "bihar", "--as-on", "2021-01-01"), 1, "Nothing has been reported for Bihar"),
        (("by", "channel", "--state", "biharr"), 2, "biharr"),
        (("by", "colour", "--state", "bihar"), 2, "colour"),
    ],
)
def test_what_cannot_be_answered(eshram: Eshram, asked: tuple[str, ...], code: int, sentence: str) -> None:
    """`nothing-by` where there are figures, but none of this cut."""
    ran = eshram(*asked)
    assert (ran.code, ran.out) == (code, "")
    assert sentence in ran.err

"""`eshram share` on the sample data: the picture and the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import Eshram

CHAMPARAN = ("share", "--district", "purbi champaran")
pytestmark = pytest.mark.usefixtures("sample")


def test_a_picture_as_wide_as_a_phone_and_a_text(eshram: Eshram, tmp_path: Path) -> None:
    out = tmp_path / "out" / "champaran.png"
    ran = eshram(*CHAMPARAN, "-o", out)
    assert (ran.code, ran.err) == (0, "")
    with Image.open(out) as picture:
        assert picture.width == 1080
    lines = ran.out.splitlines()
    assert lines[0] == "Figures as on 28.12.2021; 27 of 27 blocks reported; percent of target"
    assert lines[1] == "Purbi Champaran: 9,88,912 registered, 57.69 % of the target 17,14,038"
    assert "Rank in Bihar: 5 of 38 by percent of target (=)" in lines
    assert "Rank in Bihar: 1 of 38 by persons registered (▲1)" in lines


def test_the_same_in_hindi(eshram: Eshram, tmp_path: Path) -> None:
    ran = eshram(*CHAMPARAN, "--lang", "hi", "-o", tmp_path / "champaran.svg")
    assert "बिहार में क्रम: 38 में से 1, आधार निबंधित व्यक्ति (▲1)" in ran.out
    assert (tmp_path / "champaran.svg").read_bytes().startswith(b"<?xml")


def test_who_did_not_report_is_named(eshram: Eshram) -> None:
    ran = eshram("share", "--state", "bihar", "--as-on", "15.12.2021")
    assert "Not reported, 1 of 38 districts: Kishanganj." in ran.out
    assert ran.out.startswith("Figures as on 15.12.2021; 37 of 38 districts reported; ")


def test_the_text_goes_into_a_file_of_text_too(eshram: Eshram, tmp_path: Path) -> None:
    ran = eshram(*CHAMPARAN, "-o", tmp_path / "champaran.txt")
    assert ran.out == ""
    assert "9,88,912" in (tmp_path / "champaran.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("measure", ["percent", "registered", "new", "pace7", "balance"])
def test_by_every_measure(measure: str, eshram: Eshram, tmp_path: Path) -> None:
    ran = eshram(*CHAMPARAN, "--by", measure, "-o", tmp_path / "page.png")
    assert (ran.code, ran.err) == (0, "")


def test_a_place_without_figures(eshram: Eshram) -> None:
    ran = eshram("share", "--state", "kerala")
    assert ran.code == 1
    assert "Nothing has been reported for Kerala" in ran.err

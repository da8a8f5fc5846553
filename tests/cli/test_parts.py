"""Parts never become the whole: what departments, camps, officers, lists and some of the channels change, and what not.

Khagaria had 1,000 persons on 10 December 2021, in every case; a second sheet then brings figures of a cut.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Eshram

Rows = Sequence[Sequence[object]]

WHOLE = 1_000
PLACE = ("--district", "khagaria")


def book(path: Path, *rows: Sequence[object]) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.create_sheet(index=0)
    for row in rows:
        sheet.append(list(row))
    del workbook["Sheet"]
    workbook.save(path)
    return path


@pytest.fixture
def khagaria(eshram: Eshram, tmp_path: Path) -> Eshram:
    """The district's count of 10 December, from its blocks."""
    blocks = [["Alauli", 400], ["Gogri", 350], ["Mansi", 250], ["कुल", WHOLE]]
    title = "जिला खगड़िया: ई-श्रम निबंधन दिनांक 10.12.2021"
    assert eshram("ingest", book(tmp_path / "10.xlsx", [title], ["प्रखंड", "निबंधन"], *blocks)).code == 0
    return eshram


def asked(eshram: Eshram, *arguments: str) -> Any:
    ran = eshram(*arguments, "--format", "json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def count(eshram: Eshram, place: str = "khagaria", *more: str) -> int | None:
    found: int | None = asked(eshram, "show", place, *more)["registered"]
    return found


def by(eshram: Eshram, dimension: str, *more: str) -> dict[str, int]:
    return {row["member"]: row["registered"] for row in asked(eshram, "by", dimension, *PLACE, *more)["rows"]}


TITLE = "जिला खगड़िया: {} ई-श्रम निबंधन दिनांक 12.12.2021"
DEPARTMENTS: Rows = [["विभाग", "निबंधन"], ["कृषि विभाग", 300], ["मनरेगा", 200], ["कुल", 500]]
CAMPS: Rows = [["शिविर का नाम", "निबंधन"], ["हाट", 30], ["मेला", 20]]
CHANNELS: Rows = [["माध्यम", "निबंधन"], ["CSC", 600], ["स्वयं", 300]]
WIDE: Rows = [["जिला", "पुरुष", "महिला", "कुल निबंधन"], ["खगड़िया", 300, 250, 550]]
GENDERS: Rows = [["लिंग", "निबंधन"], ["पुरुष", 300], ["महिला", 250], ["योग", 550]]
TRADES: Rows = [["कामगार की श्रेणी", "निबंधन"], ["कृषि", 450], ["निर्माण", 350]]


@pytest.mark.parametrize(
    ("rows", "dimension", "members"),
    [
        (DEPARTMENTS, "department", {"कृषि विभाग": 300, "मनरेगा": 200}),
        (CAMPS, "camp", {"हाट": 30, "मेला": 20}),
        (CHANNELS, "channel", {"csc": 600, "self": 300}),
        (GENDERS, "gender", {"male": 300, "female": 250}),
        (TRADES, "category", {"कृषि": 450, "निर्माण": 350}),
    ],
)
def test_a_part_is_kept_shown_and_told_and_changes_no_count(
    khagaria: Eshram, tmp_path: Path, rows: Rows, dimension: str, members: dict[str, int]
) -> None:
    ran = khagaria("ingest", book(tmp_path / "part.xlsx", [TITLE.format("")], *rows))
    assert ran.code == 0
    assert "only a part came for 12.12.2021" in ran.err  # `part-alone`
    assert "1,000 of 10.12.2021" in ran.err
    assert by(khagaria, dimension) == members
    assert count(khagaria) == WHOLE
    ranking = asked(khagaria, "rank", "--state", "bihar", "--by", "registered")
    assert [(row["place"], row["registered"]) for row in ranking["rows"] if row["registered"]] == [("Khagaria", WHOLE)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["माध्यम", "निबंधन"], ["CSC", 800], ["स्वयं", 300]], 1_100),
        ([["लिंग", "निबंधन"], ["पुरुष", 600], ["महिला", 450], ["योग", 1_050]], 1_050),
        ([["जिला", "माध्यमवार", ""], ["", "CSC", "स्वयं"], ["खगड़िया", 700, 350]], 1_050),
    ],
)
def test_a_whole_is_the_count_and_nothing_is_said(khagaria: Eshram, tmp_path: Path, rows: Rows, expected: int) -> None:
    ran = khagaria("ingest", book(tmp_path / "whole.xlsx", [TITLE.format("")], *rows))
    assert (ran.code, "warning" in ran.err) == (0, False), ran.err
    assert count(khagaria) == expected


def test_departments_are_the_whole_where_the_title_says_that_they_are_all(khagaria: Eshram, tmp_path: Path) -> None:
    rows: Rows = [["विभाग", "निबंधन"], ["कृषि विभाग", 700], ["मनरेगा", 400]]
    some = khagaria("ingest", book(tmp_path / "some.xlsx", [TITLE.format("विभागवार")], *rows))
    assert "only a part" in some.err
    assert count(khagaria) == WHOLE
    every = khagaria("ingest", book(tmp_path / "all.xlsx", [TITLE.format("सभी विभागों का")], *rows))
    assert "only a part" not in every.err
    assert count(khagaria) == 1_100


def test_a_sheet_of_the_same_day_corrects_all_departments_without_the_word(khagaria: Eshram, tmp_path: Path) -> None:
    rows: Rows = [["विभाग", "निबंधन"], ["कृषि विभाग", 700], ["मनरेगा", 400]]
    khagaria("ingest", book(tmp_path / "all.xlsx", [TITLE.format("सभी विभागों का")], *rows))
    khagaria("ingest", book(tmp_path / "more.xlsx", [TITLE.format("विभागवार")], rows[0], ["मनरेगा", 450]))
    assert count(khagaria) == 700 + 450


def test_all_departments_that_are_fewer_than_before_are_a_part(khagaria: Eshram, tmp_path: Path) -> None:
    ran = khagaria("ingest", book(tmp_path / "all.xlsx", [TITLE.format("सभी विभागों का")], *DEPARTMENTS))
    assert "only a part" in ran.err
    assert count(khagaria) == WHOLE


def test_a_part_after_the_count_of_its_day_is_nothing_to_tell(khagaria: Eshram, tmp_path: Path) -> None:
    whole = book(tmp_path / "12.xlsx", [TITLE.format("")], ["जिला", "निबंधन"], ["खगड़िया", 1_200])
    khagaria("ingest", whole)
    ran = khagaria("ingest", book(tmp_path / "part.xlsx", [TITLE.format("विभागवार")], *DEPARTMENTS))
    assert (ran.code, "warning" in ran.err) == (0, False), ran.err
    assert count(khagaria) == 1_200


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["प्रखंड", "विभागवार निबंधन", "", ""],
            ["", "कृषि", "जीविका", "कुल"],
            ["Alauli", 90, 60, 150],
            ["Gogri", 70, 30, 100],
            ["Mansi", 20, 10, 30],
        ],
        [
            ["प्रखंड", "विभाग", "निबंधन"],
            *(["Alauli", "कृषि", 90], ["Alauli", "जीविका", 60], ["Alauli", "कुल", 150]),
            *(["Gogri", "कृषि", 70], ["Gogri", "जीविका", 30], ["Gogri", "कुल", 100]),
            *(["Mansi", "कृषि", 20], ["Mansi", "जीविका", 10], ["Mansi", "कुल", 30]),
        ],
    ],
)
def test_a_total_beside_or_below_departments_is_theirs(khagaria: Eshram, tmp_path: Path, rows: Rows) -> None:
    ran = khagaria("ingest", book(tmp_path / "part.xlsx", [TITLE.format("")], *rows))
    assert "(3 such places)" in ran.err
    assert [count(khagaria, "alauli, khagaria"), count(khagaria, "gogri, khagaria")] == [400, 350]
    assert by(khagaria, "department") == {"कृषि": 180, "जीविका": 100}


def test_a_total_that_is_more_than_the_departments_beside_it_is_the_count(khagaria: Eshram, tmp_path: Path) -> None:
    rows: Rows = [
        ["प्रखंड", "विभागवार निबंधन", "", ""],
        ["", "कृषि", "जीविका", "कुल"],
        ["Alauli", 90, 60, 450],
        ["Gogri", 70, 30, 380],
        ["Mansi", 20, 10, 260],
    ]
    ran = khagaria("ingest", book(tmp_path / "whole.xlsx", [TITLE.format("")], *rows))
    assert (ran.code, "warning" in ran.err) == (0, False), ran.err
    assert [count(khagaria, "alauli, khagaria"), count(khagaria, "gogri, khagaria")] == [450, 380]


def test_some_of_men_and_women_with_their_total_are_a_part(khagaria: Eshram, tmp_path: Path) -> None:
    heads = [["जिला", "निबंधन", "", ""], ["", "CSC", "स्वयं", "कुल"]]
    ran = khagaria("ingest", book(tmp_path / "part.xlsx", [TITLE.format("")], *heads, ["खगड़िया", 300, 250, 550]))
    assert "only a part" in ran.err
    assert count(khagaria) == WHOLE


def test_channels_and_their_total_may_be_corrected_on_their_day(khagaria: Eshram, tmp_path: Path) -> None:
    heads = [["जिला", "निबंधन", "", ""], ["", "CSC", "स्वयं", "कुल"]]
    for name, csc in (("first", 900), ("corrected", 890)):
        rows: Rows = [*heads, ["खगड़िया", csc, 250, csc + 250]]
        ran = khagaria("ingest", book(tmp_path / f"{name}.xlsx", [TITLE.format("")], *rows))
        assert "only a part" not in ran.err
        assert count(khagaria) == csc + 250


def test_an_officer_on_each_row_has_the_figure_of_the_block(khagaria: Eshram, tmp_path: Path) -> None:
    rows: Rows = [
        ["प्रखंड", "पदाधिकारी", "निबंधन"],
        ["Alauli", "रमेश कुमार", 450],
        ["Gogri", "सीमा देवी", 380],
        ["Mansi", "रमेश कुमार", 260],
    ]
    ran = khagaria("ingest", book(tmp_path / "12.xlsx", [TITLE.format("")], *rows))
    assert (ran.code, "warning" in ran.err) == (0, False), ran.err
    assert count(khagaria) == 450 + 380 + 260
    assert by(khagaria, "officer") == {"रमेश कुमार": 710, "सीमा देवी": 380}


def test_a_corrected_figure_with_an_officer_is_told_once(khagaria: Eshram, tmp_path: Path) -> None:
    heads: Rows = [[TITLE.format("")], ["प्रखंड", "पदाधिकारी", "निबंधन"]]
    khagaria("ingest", book(tmp_path / "first.xlsx", *heads, ["Alauli", "रमेश कुमार", 450]))
    ran = khagaria("ingest", book(tmp_path / "second.xlsx", *heads, ["Alauli", "रमेश कुमार", 460]))
    assert ran.err.count("from 450 to 460") == 1
    assert count(khagaria, "alauli, khagaria") == by(khagaria, "officer")["रमेश कुमार"] == 460


def test_camps_tell_what_they_yielded_by_day_and_window(khagaria: Eshram, tmp_path: Path) -> None:
    rows: Rows = [
        ["प्रखंड", "शिविर का नाम", "दिनांक", "पाली", "आज का निबंधन"],
        ["Alauli", "हाट", "11.12.2021", "सुबह", 12],
        ["Alauli", "हाट", "11.12.2021", "रात", 30],
        ["Alauli", "हाट", "12.12.2021", "सुबह", 15],
        ["Gogri", "मेला", "12.12.2021", "दिन", 40],
    ]
    ran = khagaria("ingest", book(tmp_path / "camps.xlsx", ["जिला खगड़िया: शिविरों में निबंधन"], *rows))
    assert ran.code == 0, ran.err
    assert by(khagaria, "camp") == {"मेला (दिन)": 40, "हाट (रात)": 30, "हाट (सुबह)": 12 + 15}
    assert by(khagaria, "camp", "--as-on", "11.12.2021") == {"हाट (रात)": 30, "हाट (सुबह)": 12}
    assert count(khagaria) == WHOLE


def test_a_list_counted_as_a_part_is_shown_and_changes_nothing(khagaria: Eshram, tmp_path: Path) -> None:
    lines = ["Name of Worker,Father Name,Mobile No,Block,Registration Date"]
    lines += [
        f"Worker {letter},Father {letter},98765432{at}0,Alauli,{11 + at}.12.2021" for at, letter in enumerate("ABC")
    ]
    path = tmp_path / "mela.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    ran = khagaria("ingest", path, "--count-only", "--as", "part", *PLACE)
    assert (ran.code, "warning" in ran.err) == (0, False), ran.err
    assert list(by(khagaria, "list").values()) == [3]
    assert count(khagaria, "alauli, khagaria") == 400

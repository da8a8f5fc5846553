"""Sheets whose dates and places stand where other systems put them: each read through the command line without a word,
and its twin that must not be read refused."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.conftest import Eshram, Ran

Row = Sequence[str | int | dt.date | None]
TITLE = "e-Shram registration, Block Beldaur, District Khagaria (Bihar)"


def as_csv(path: Path, rows: Sequence[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def as_workbook(path: Path, rows: Sequence[Row], *, number_format: str = "dd.mm.yyyy") -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, dt.date):
                cell.number_format = number_format
    book.save(path)
    return path


def problems(ran: Ran) -> list[str]:
    return [one["code"] for submission in json.loads(ran.out)["submissions"] for one in submission["problems"]]


def standing(eshram: Eshram, day: str, *where: str) -> dict[str, int]:
    """The registered of the places that have a figure, as on that day."""
    ran = eshram("rank", *where, "--by", "registered", "--as-on", day, "--format", "json")
    return {row["place"]: row["registered"] for row in json.loads(ran.out)["rows"] if row["registered"] is not None}


def test_a_daily_register_with_weekdays_and_a_total(eshram: Eshram, tmp_path: Path) -> None:
    days = [dt.date(2021, 12, day) for day in (6, 7, 8)]
    rows: list[Row] = [
        [TITLE],
        ["S.No.", "Date", "Day", "Registered on the day", "Cumulative registration", "Remarks"],
        [1, days[0], "Monday", 310, 28310, None],
        [2, days[1], "Tuesday", 295, 28605, "camp at the market"],
        [3, days[2], "Wednesday", 402, 29007, None],
        ["Total", None, None, 1007, None, None],
    ]
    ran = eshram("ingest", as_workbook(tmp_path / "register.xlsx", rows), "--format", "json")
    assert (ran.code, problems(ran)) == (0, [])
    assert standing(eshram, "2021-12-07", "--district", "khagaria") == {"Beldaur": 28605}
    assert standing(eshram, "2021-12-08", "--district", "khagaria") == {"Beldaur": 29007}


def test_a_register_of_a_panchayat_is_not_its_blocks(eshram: Eshram, tmp_path: Path) -> None:
    rows: list[Row] = [[f"Panchayat Maheshkhut, {TITLE}"], ["Date", "Registered"], [dt.date(2021, 12, 6), 310]]
    ran = eshram("ingest", as_workbook(tmp_path / "register.xlsx", rows), "--format", "json")
    assert ran.code == 3
    assert "so nothing was stored" in ran.err


def test_states_by_their_letters(eshram: Eshram, tmp_path: Path) -> None:
    rows: list[Row] = [
        ["State", "District", "Registered"],
        ["BR", "Araria", 3100],
        ["OD", "Puri", 2900],
        ["RJ", "Ajmer", 1500],
        ["UK", "Almora", 700],
    ]
    path = as_csv(tmp_path / "india.csv", rows)
    ran = eshram("ingest", path, "--as-on", "2021-12-14", "--format", "json")
    assert (ran.code, problems(ran)) == (0, [])
    assert standing(eshram, "2021-12-14", "--level", "district", "--state", "odisha") == {"Puri": 2900}
    assert standing(eshram, "2021-12-14", "--level", "district", "--state", "uttarakhand") == {"Almora": 700}


@pytest.mark.parametrize(
    ("heads", "october", "november"),
    [
        (("fin_year", "month"), ("2021-2022", "Oct"), ("2021-2022", "Nov")),
        (("Year", "Month"), (2021, 10), (2021, 11)),
        (("वित्तीय वर्ष", "माह"), ("2021-22", "अक्टूबर"), ("2021-22", "नवंबर")),
        (("Sl", "Month"), (1, dt.date(2021, 10, 1)), (2, dt.date(2021, 11, 1))),
    ],
)
def test_months_and_their_year(eshram: Eshram, tmp_path: Path, heads: Row, october: Row, november: Row) -> None:
    rows: list[Row] = [
        [*heads, "District", "Registered"],
        *[
            [*october, "Araria", 3100],
            [*october, "Arwal", 900],
            [*november, "Araria", 4100],
            [*november, "Arwal", 1200],
        ],
    ]
    path = as_workbook(tmp_path / "months.xlsx", rows, number_format="mmm-yy")
    ran = eshram("ingest", path, "--state", "bihar", "--format", "json")
    assert (ran.code, problems(ran)) == (0, [])
    where = ("--level", "district", "--state", "bihar")
    assert standing(eshram, "2021-10-31", *where) == {"Araria": 3100, "Arwal": 900}
    assert standing(eshram, "2021-11-30", *where) == {"Araria": 4100, "Arwal": 1200}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("14/12/2021 17:02:11", "14/12/2021 17:05:42"),
        ("14/12/2021 5:02:11 PM", "14/12/2021 5:05:42 PM"),
        ("2021/12/14 5:02:11 PM GMT+5:30", "2021/12/14 5:05:42 PM GMT+5:30"),
        ("2021-12-14T11:32:11.000Z", "2021-12-13T21:35:42.000Z"),
    ],
)
def test_answers_of_a_form(eshram: Eshram, tmp_path: Path, first: str, second: str) -> None:
    rows: list[Row] = [["Timestamp", "Block", "Registered"], [first, "Beldaur", 28605], [second, "Alauli", 31250]]
    ran = eshram("ingest", as_csv(tmp_path / "form.csv", rows), "--district", "khagaria", "--format", "json")
    assert (ran.code, problems(ran)) == (0, [])
    assert standing(eshram, "2021-12-14", "--district", "khagaria") == {"Beldaur": 28605, "Alauli": 31250}


def test_a_date_column_that_cannot_be_read_is_named(eshram: Eshram, tmp_path: Path) -> None:
    rows: list[Row] = [["Date", "Block", "Registered"], ["evening of 14", "Beldaur", 28605], ["same", "Alauli", 31250]]
    ran = eshram("ingest", as_csv(tmp_path / "dates.csv", rows), "--district", "khagaria")
    assert ran.code == 1
    assert 'dates.csv, A2: The dates in column A "Date" cannot be read' in ran.err


def test_question_marks_for_hindi_say_how_to_save(eshram: Eshram, tmp_path: Path) -> None:
    rows: list[Row] = [["???? ??????: 14.12.2021"], ["??????", "???????"], ["?????", 28605], ["?????", 31250]]
    ran = eshram("ingest", as_csv(tmp_path / "lost.csv", rows), "--district", "khagaria")
    assert ran.code == 3
    assert "CSV UTF-8" in ran.err

"""Calendar sheets of three kinds, as offices make them: a list in English with merged weeks and days, one in Hindi with
ranges and rules, rosters with a column a day."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

if TYPE_CHECKING:
    from tests.conftest import Eshram

ENGLISH: list[list[object]] = [
    ["Week", "Date", "Block", "Panchayat", "Venue", "Time", "Type", "Sponsor", "Expected", "Contact", "Mobile"],
    ["Week 1", "06.12.2021", "Motihari", "Chhatauni", "School", "06:00-12:00", "", "CSC", 150, "Ram", "9876543210"],
    [None, None, "Motihari", "Chhatauni", "School", "04 PM - 10 PM", "Night", "CSC", 120, "Ram", "9876543211"],
    [None, "07.12.2021 to 09.12.2021", "Raxaul", "Bhelahi", "", "सुबह", "Camp", "Union", 80, "S", "9876543212"],
    ["Week 2", "Every Sunday", "Motihari", "", "Maidan", "6 am to 12 noon", "Mega", "DM", 1000, "x", "9876543213"],
]  # fmt: skip
HINDI: list[list[object]] = [
    ["क्रम", "तिथि", "प्रखंड", "शिविर स्थल", "समय", "प्रकार", "आयोजक", "अनुमानित", "पदाधिकारी", "मोबाइल"],
    [1, "०६.१२.२०२१ से ०८.१२.२०२१", "मोतिहारी", "सदर अस्पताल", "सुबह 6 से 12", "", "श्रम विभाग", "१५०", "राम", "9876543210"],
    [2, "प्रत्येक रविवार", "रक्सौल", "", "सुबह", "महाशिविर", "ऑटो संघ 9876543219", "1,000", "x", "9876543211"],
    [3, "14.12.2021 एवं 16.12.2021", "चकिया", "पंचायत भवन", "रात 4 से 10", "रात्रि", "सीएससी", "", "x", "9876543212"],
    ["योग", None, None, None, None, None, None, "1,150", None, None],
]  # fmt: skip
WEEKS: list[list[object]] = [
    ["Week", "Time", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    ["06.12.2021 to 12.12.2021", "morning", "Motihari", "", "", "Chakia (night)", "", "", "Motihari\nRaxaul"],
    [None, "night", "Raxaul", "", "", "", "", "", ""],
    ["13.12.2021 to 19.12.2021", "06:00-12:00", "Motihari", "", "", "", "", "", "Areraj"],
]
DATES: list[list[object]] = [
    ["Block", "Sponsor", dt.date(2021, 12, 6), dt.date(2021, 12, 7), dt.date(2021, 12, 8), dt.date(2021, 12, 12)],
    ["Motihari", "CSC", "सुबह", "", "रात", "Mega"],
    ["Raxaul", "Fishermen union", "✓", "06:00-12:00", "", ""],
]


def sheet(path: Path, title: str, rows: Sequence[Sequence[object]], merges: Sequence[str] = ()) -> Path:
    """A workbook with a title above the rows."""
    book = Workbook()
    page = book.worksheets[0]
    page.append([title])
    for row in rows:
        page.append([None if cell == "" else cell for cell in row])
    for span in merges:
        page.merge_cells(span)
    book.save(path)
    return path


def listed(eshram: Eshram, *arguments: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(eshram("camp", "list", *arguments, "--format", "json").out)["rows"]
    return rows


def brief(rows: list[dict[str, Any]]) -> list[str]:
    return [f"{row['as_on'][8:]} {row['place']} {row['window']} {row['kind']}".strip() for row in rows]


def test_a_list_with_merged_weeks_and_days(eshram: Eshram, home: Path) -> None:
    file = sheet(home / "camps.xlsx", "Camps, District East Champaran, December 2021", ENGLISH, ["A3:A5", "B3:B4"])
    ran = eshram("camp", "load", file, "--yes")
    assert ran.code == 0
    assert "J, K" in ran.err and "98765" not in ran.out + ran.err
    assert brief(listed(eshram)) == [
        "05 Motihari morning mega",
        "06 Chhatauni morning",
        "06 Chhatauni night night",
        "07 Bhelahi morning Camp",
        "08 Bhelahi morning Camp",
        "09 Bhelahi morning Camp",
        "12 Motihari morning mega",
        "19 Motihari morning mega",
        "26 Motihari morning mega",
    ]
    assert "Ram" not in (home / "eshram.db").read_bytes().decode("latin-1")


def test_a_list_in_hindi_with_ranges_and_rules(eshram: Eshram, home: Path) -> None:
    file = sheet(home / "शिविर.xlsx", "ई-श्रम शिविर कैलेंडर, जिला पूर्वी चम्पारण, दिसंबर 2021", HINDI)
    ran = eshram("camp", "load", file)
    assert ran.code == 0 and "`person-number`" not in ran.err
    rows = listed(eshram)
    assert len(rows) == 9
    assert {row["sponsor"] for row in rows} == {"श्रम विभाग", "ऑटो संघ", "csc"}
    assert [row["as_on"] for row in rows if row["kind"] == "mega"] == [
        f"2021-12-{day}" for day in ("05", "12", "19", "26")
    ]
    assert [row["expected"] for row in rows if row["place"] == "Motihari"] == [150] * 3
    assert {row["hours"] for row in rows if row["kind"] == "night"} == {"16:00-22:00"}
    # The same again changes nothing, and says so.
    again = json.loads(eshram("camp", "load", file, "--format", "json").out)
    assert (again["accepted"], again["unchanged"]) == (0, 9)


def test_a_roster_of_weekdays_names_places_in_its_cells(eshram: Eshram, home: Path) -> None:
    file = sheet(home / "roster.xlsx", "Roster of camps, East Champaran", WEEKS, ["A3:A4"])
    assert eshram("camp", "load", file).code == 0
    assert brief(listed(eshram)) == [
        "06 Motihari morning",
        "06 Raxaul night night",
        "09 Chakia (Pipra) night night",
        "12 Motihari morning",
        "12 Raxaul morning",
        "13 Motihari morning",
        "19 Areraj morning",
    ]


def test_a_roster_of_dates_tells_windows_or_ticks(eshram: Eshram, home: Path) -> None:
    file = sheet(home / "roster.xlsx", "Camp schedule, Purbi Champaran", DATES)
    assert eshram("camp", "load", file).code == 0
    assert brief(listed(eshram)) == [
        "06 Motihari morning",
        "06 Raxaul",
        "07 Raxaul morning",
        "08 Motihari night night",
        "12 Motihari  mega",
    ]


def test_figures_beside_the_plan_are_kept_by_camp(eshram: Eshram, home: Path) -> None:
    rows: list[list[object]] = [
        ["Date", "Block", "Time", "Expected", "Registered"],
        ["06.12.2021", "Motihari", "morning", 100, 82],
    ]
    ran = eshram("camp", "load", sheet(home / "camps.xlsx", "East Champaran", rows), "--format", "json")
    assert json.loads(ran.out)["figures"] == 1
    by = json.loads(eshram("by", "camp", "motihari", "--format", "json").out)
    assert [(row["member"], row["registered"]) for row in by["rows"]] == [("motihari (morning)", 82)]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["32.12.2021", "Motihari", "morning", 1, None], "camp-date"),
        (["every Sunday", "Motihari", "morning", 1, None], "camp-rule-endless"),
        (["06.12.2021 (Sunday)", "Motihari", "morning", 1, None], "camp-weekday"),
        (["daily 01.01.2021 to 31.12.2029", "Motihari", "morning", 1, None], "camp-days-many"),
        (["06.12.2021", "Motihary", "morning", 1, None], "row-place-unknown"),
        (["06.12.2021", "Motihari", "4 to 10", 1, None], "camp-window"),
        (["06.12.2021", "Motihari", "morning", "many", None], "camp-count"),
        (["06.12.2021 to 08.12.2021", "Motihari", "morning", 1, 50], "camp-figure-days"),
        (["06.12.2021", "", "morning", 1, None], "camp-place-missing"),
    ],
)
def test_a_row_that_cannot_be_right_is_left_out_and_told(
    eshram: Eshram, home: Path, row: list[object], code: str
) -> None:
    good: list[object] = ["07.12.2021", "Raxaul", "morning", 5, None]
    rows: list[list[object]] = [["Date", "Block", "Time", "Expected", "Registered"], good, row]
    ran = eshram("camp", "load", sheet(home / "camps.xlsx", "East Champaran", rows), "--format", "json")
    (problem,) = json.loads(ran.out)["problems"]
    assert ran.code == 1 and (problem["code"], problem["row"]) == (code, 4)
    assert len(listed(eshram)) == 1


def test_unknown_panchayats_are_asked_for(eshram: Eshram, home: Path) -> None:
    file = sheet(home / "camps.xlsx", "Camps, District East Champaran, December 2021", ENGLISH, ["A3:A5", "B3:B4"])
    ran = eshram("camp", "load", file, "--format", "json")
    codes = [problem["code"] for problem in json.loads(ran.out)["problems"]]
    assert ran.code == 1 and codes == ["camp-persons-dropped", *["camp-place-new"] * 3]
    assert len(listed(eshram)) == 4


def test_the_same_camp_twice_and_clashes_are_told(eshram: Eshram, home: Path) -> None:
    rows: list[list[object]] = [
        ["Date", "Block", "Venue", "Time", "Sponsor"],
        ["06.12.2021", "Motihari", "Haat", "06:00-12:00", "CSC"],
        ["06.12.2021", "Motihari", "Haat", "06:00-11:00", "Union"],
        ["06.12.2021", "Motihari", "Station", "10:00-16:00", "Union"],
    ]
    file = sheet(home / "camps.xlsx", "East Champaran", rows)
    ran = eshram("camp", "load", file)
    codes = [
        problem["code"] for problem in json.loads(eshram("camp", "load", file, "--format", "json").out)["problems"]
    ]
    assert codes == ["camp-twice", "camp-clash"]
    assert "2 camps overlap in time: Haat 06:00-11:00; Station 10:00-16:00" in ran.err
    assert [row["site"] for row in listed(eshram, "--clashes")] == ["Haat", "Station"]


def test_a_list_of_workers_is_refused(eshram: Eshram, home: Path) -> None:
    rows: list[list[object]] = [
        ["Date", "Block", "Venue", "Father's name", "Aadhaar"],
        ["06.12.2021", "Motihari", "Haat", "Ram", "234567890123"],
    ]
    ran = eshram("camp", "load", sheet(home / "camps.xlsx", "East Champaran", rows))
    assert ran.code == 3 and "234567890123" not in ran.err


def test_what_is_no_calendar_is_refused(eshram: Eshram, home: Path) -> None:
    """`camp-no-table`, what the reader of sheets refuses anyway, and `camp-title-place`."""
    assert eshram("camp", "load", sheet(home / "x.xlsx", "Bihar", [["District", "Registered"], ["Patna", 5]])).code == 3
    (home / "empty.csv").write_text("", encoding="utf-8")
    assert eshram("camp", "load", home / "empty.csv").code == 3
    assert eshram("camp", "load", home / "none.xlsx").code == 3
    wrong: list[list[object]] = [["Date", "Block", "Venue"], ["06.12.2021", "X", "Y"]]
    ran = eshram("camp", "load", sheet(home / "camps.xlsx", "Camps, District: Motiharipur", wrong))
    assert ran.code == 2 and '"Motiharipur"' in ran.err and not (home / "eshram.db").exists()


def test_a_calendar_among_returns_is_passed_over(eshram: Eshram, home: Path) -> None:
    """`camp-calendar`, a warning."""
    folder = home / "in"
    folder.mkdir()
    sheet(folder / "camps.xlsx", "Calendar of camps, East Champaran", DATES)
    (folder / "bihar 04.12.2021.csv").write_text("District,Registered\nPatna,5\nGaya,6\n", encoding="utf-8")
    ran = eshram("ingest", folder)
    assert ran.code == 0 and "eshram camp load FILE" in ran.err
    assert eshram("ingest", folder / "camps.xlsx").code == 3


def test_what_is_expected_of_camps_is_no_target_of_their_places(eshram: Eshram, home: Path) -> None:
    rows: list[list[object]] = [
        ["Date", "Block", "Venue", "Time", "Target"],
        ["06.12.2021", "Motihari", "Haat", "morning", 90],
    ]
    ran = eshram("ingest", sheet(home / "x.xlsx", "Special camps, East Champaran", rows))
    assert ran.code == 3 and "eshram camp load FILE" in ran.err


def test_a_formula_without_a_value_and_struck_rows_are_left_out(eshram: Eshram, home: Path) -> None:
    """Never the date of the row above; `camp-cell`, and `camps-struck` for what an office crossed out."""
    rows: list[list[object]] = [
        ["Date", "Block", "Time"],
        ["06.12.2021", "Motihari", "morning"],
        ["=A3+1", "Raxaul", "morning"],
        ["08.12.2021", "Areraj", "morning"],
    ]
    file = sheet(home / "camps.xlsx", "East Champaran", rows)
    book = load_workbook(file)
    for cell in book.worksheets[0][5]:
        cell.font = Font(strike=True)
    book.save(file)
    ran = eshram("camp", "load", file, "--format", "json")
    found = [(problem["code"], problem["row"]) for problem in json.loads(ran.out)["problems"]]
    assert sorted(found) == [("camp-cell", 4), ("camps-struck", 5)]
    assert [row["place"] for row in listed(eshram)] == ["Motihari"]


def test_a_long_list_with_one_date_is_read(eshram: Eshram, home: Path) -> None:
    rows: list[list[object]] = [["Date", "Block", "Venue", "Time"]]
    rows += [["06.12.2021" if not at else "", "Motihari", f"Site {at}", "morning"] for at in range(1500)]
    ran = eshram("camp", "load", sheet(home / "camps.xlsx", "East Champaran", rows), "--quiet", "--format", "json")
    assert json.loads(ran.out)["accepted"] == 1500

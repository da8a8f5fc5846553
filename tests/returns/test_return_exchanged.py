"""Dates that could be two days: day and month exchanged by a PC with American dates, and sources that disagree."""

from __future__ import annotations

import datetime as dt

import pytest

from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.returns.model import Return
from eshram_cli.returns.read import Hints, inspect_book, read_returns
from eshram_cli.sheets.model import Book, Cell, Grid

SEPTEMBER, OCTOBER, DECEMBER = (dt.date(2021, month, 12) for month in (9, 10, 12))
TITLE: list[Cell] = ["District Khagaria e-Shram"]
HEAD: list[Cell] = ["Date", "Block", "Registered"]


def read(*grids: list[list[Cell]], file: str = "sheet.xlsx", sheets: str = "", as_on: str = "") -> list[Return]:
    names = sheets.split("|") if sheets else [""] * len(grids)
    made = tuple(Grid(file, name, rows) for name, rows in zip(names, grids, strict=True))
    hints = Hints(as_on=dt.date.fromisoformat(as_on) if as_on else None)
    return read_returns(Book(file, "0" * 64, "xlsx", made), Gazetteer.bundled(), hints)


def register(*dates: Cell) -> list[list[Cell]]:
    """A block's count on each of these dates."""
    return [TITLE, HEAD, *([day, "Gogri", 42_000 + at] for at, day in enumerate(dates))]


def days(found: list[Return]) -> list[str]:
    return [figure.as_on.strftime("%d.%m") for ret in found for figure in ret.figures]


def codes(found: list[Return]) -> list[str]:
    return [f"{problem.code} {problem.where.cell}".strip() for ret in found for problem in ret.problems]


@pytest.mark.parametrize(
    "dates",
    [
        (SEPTEMBER, OCTOBER, DECEMBER, "13/12/2021", "14/12/2021"),
        ("2021-09-12", "2021-10-12", "2021-12-12", "13/12/2021", "14/12/2021"),
        ("12-Sep-21", "12-Oct-21", "12-Dec-21", "13-12-2021", "14-12-2021"),
        (44451, 44481, 44542, "13/12/2021", "14/12/2021"),
    ],
)
def test_dates_that_the_pc_exchanged_are_read_as_the_typed_ones_prove(dates: tuple[Cell, ...]) -> None:
    found = read(register(*dates))
    assert days(found) == ["09.12", "10.12", "12.12", "13.12", "14.12"]
    assert codes(found) == ["dates-exchanged A3"]
    (problem,) = found[0].problems
    assert "12.09.2021 was read as 09.12.2021 (2 dates in all)" in problem.message()


@pytest.mark.parametrize(
    "dates",
    [
        (dt.date(2021, 12, 5), dt.date(2021, 12, 6), "13/12/2021", "14/12/2021"),
        (SEPTEMBER, OCTOBER, dt.date(2021, 11, 12), DECEMBER),
        (dt.date(2021, 12, 9), dt.date(2021, 12, 13), "14/12/2021"),
        (dt.date(2021, 12, 5), "06/12/2021", "13/12/2021"),
        (DECEMBER, "13/12/2021", "14/12/2021"),
        ("09/12/2021", "10/12/2021", "13/12/2021"),
        (dt.date(2021, 9, 12), "15/09/2021", "16/09/2021"),
    ],
)
def test_dates_that_nothing_speaks_against_are_read_as_they_are(dates: tuple[Cell, ...]) -> None:
    found = read(register(*dates))
    assert len(days(found)) == len(dates)
    assert codes(found) == []
    assert days(found)[0] == (f"{dates[0]:%d.%m}" if isinstance(dates[0], dt.date) else "09.12")


def test_dates_that_stay_open_are_asked_and_the_sure_ones_are_kept() -> None:
    found = read(register(dt.date(2021, 10, 12), dt.date(2021, 9, 12), "13/11/2021", "14/11/2021"))
    assert days(found) == ["13.11", "14.11"]
    assert codes(found) == ["date-two-days A3"]
    assert found[0].rejected == 2


def test_beside_a_date_that_needs_its_month_first_real_dates_are_unsure() -> None:
    found = read(register(SEPTEMBER, "12/13/2021", "12/14/2021"))
    assert days(found) == []
    assert {code.split()[0] for code in codes(found)} == {"date-two-days", "date-month-first"}


def wide(*dates: Cell) -> list[list[Cell]]:
    return [TITLE, ["Block", *dates], *[[name, *range(base, base + len(dates))] for name, base in BLOCKS]]


BLOCKS = [("Alauli", 100), ("Beldaur", 200), ("Gogri", 300), ("Mansi", 400), ("Parbatta", 500), ("Chautham", 600)]


def test_headings_are_judged_as_the_cells_of_a_column() -> None:
    found = read(wide(SEPTEMBER, OCTOBER, "13/12/2021", "14/12/2021"))
    assert sorted(set(days(found))) == ["09.12", "10.12", "13.12", "14.12"]
    assert codes(found) == ["dates-exchanged B2"]
    clean = read(wide(dt.date(2021, 12, 9), dt.date(2021, 12, 10), "13/12/2021", "14/12/2021"))
    assert sorted(set(days(clean))) == ["09.12", "10.12", "13.12", "14.12"]
    assert codes(clean) == []


def test_a_date_above_a_heading_against_the_files_name_is_asked() -> None:
    rows: list[list[Cell]] = [[*TITLE, SEPTEMBER], ["Block", "Registered"], ["Gogri", 42_650], ["Mansi", 11_964]]
    found = read(rows, file="Khagaria 09-12-2021.xlsx")
    assert days(found) == []
    assert codes(found) == ["date-exchanged B1"]
    assert days(read(rows, file="Khagaria 12-09-2021.xlsx")) == ["12.09", "12.09"]


def titled(day: Cell, label: str = "As on") -> list[list[Cell]]:
    return [[*TITLE, None, label, day], ["S.No", "Block", "Target", "Registered"], [1, "Gogri", 91_000, 42_650]]


@pytest.mark.parametrize(
    ("day", "file", "sheets"),
    [
        (SEPTEMBER, "Khagaria 09-12-2021.xlsx", ""),
        (SEPTEMBER, "sheet.xlsx", "9.12.2021"),
        ("12/09/2021", "Khagaria 2021-12-09.xlsx", ""),
    ],
)
def test_a_title_against_a_name_with_day_and_month_exchanged_is_asked(day: Cell, file: str, sheets: str) -> None:
    found = read(titled(day), file=file, sheets=sheets)
    assert days(found) == []
    assert codes(found) == ["date-exchanged D1"]
    assert days(read(titled(day), file=file, sheets=sheets, as_on="2021-12-09")) == ["09.12"]


@pytest.mark.parametrize(
    ("day", "file", "sheets"),
    [
        (SEPTEMBER, "Khagaria.xlsx", ""),
        (SEPTEMBER, "Khagaria 12-09-2021.xlsx", "12 Sep 2021"),
        ("12 September 2021", "Khagaria.xlsx", "12.9.2021"),
    ],
)
def test_a_title_that_its_names_do_not_contradict_is_read(day: Cell, file: str, sheets: str) -> None:
    found = read(titled(day), file=file, sheets=sheets)
    assert (days(found), codes(found)) == (["12.09"], [])


def test_a_name_that_gives_another_date_is_told() -> None:
    found = read(titled("14.12.2021"), file="Khagaria 15-12-2021.xlsx")
    assert (days(found), codes(found)) == (["14.12"], ["dates-differ D1"])
    found = read(titled("14.12.2021"), sheets="13-12-2021")
    assert (days(found), codes(found)) == (["14.12"], ["dates-differ D1"])


def test_the_files_name_may_be_the_date_of_another_sheet() -> None:
    found = read(titled("14.12.2021"), titled("15.12.2021"), file="Khagaria 15-12-2021.xlsx", sheets="a|b")
    assert (days(found), codes(found)) == (["14.12", "15.12"], [])


def test_titles_of_several_sheets_are_judged_by_one_another() -> None:
    found = read(titled(SEPTEMBER), titled(OCTOBER), titled("13/12/2021"), sheets="a|b|c")
    assert days(found) == ["09.12", "10.12", "13.12"]
    assert [code.split()[0] for code in codes(found)] == ["dates-exchanged"] * 2
    clean = read(titled(dt.date(2021, 12, 9)), titled("13/12/2021"), sheets="a|b")
    assert (days(clean), codes(clean)) == (["09.12", "13.12"], [])


def test_a_column_of_one_date_against_the_title_is_asked() -> None:
    found = read([["District Khagaria as on 09.12.2021"], HEAD, [SEPTEMBER, "Gogri", 5], [SEPTEMBER, "Mansi", 6]])
    assert days(found) == []
    assert codes(found) == ["date-two-days A3"]


def test_inspect_tells_the_same() -> None:
    grid = Grid("sheet.xlsx", "", register(SEPTEMBER, OCTOBER, "13/12/2021", "14/12/2021"))
    table = inspect_book(Book("sheet.xlsx", "0" * 64, "xlsx", (grid,)), Gazetteer.bundled()).tables[0]
    assert [problem.code for problem in table.problems] == ["dates-exchanged"]
    assert table.as_on == dt.date(2021, 12, 14)

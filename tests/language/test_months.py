"""A month that one or two cells name, financial years, and days whose day and month were exchanged."""

from __future__ import annotations

import datetime as dt

import pytest

from eshram_cli.language.dates import (
    exchanged,
    financial_years,
    is_weekday,
    looks_like_date,
    month_end,
    month_first,
    read_date,
)
from eshram_cli.language.written import short_date

NAN = float("nan")
DECEMBER = dt.date(2021, 12, 31)


def day(text: str | None) -> dt.date | None:
    return dt.datetime.strptime(text, "%d.%m.%Y").date() if text else None  # noqa: DTZ007 - a day has no zone


@pytest.mark.parametrize(
    ("cell", "end"),
    [
        ("Dec-21", "31.12.2021"),
        ("Dec 2021", "31.12.2021"),
        ("Dec'21", "31.12.2021"),
        ("Dec (2021)", "31.12.2021"),
        ("दिसंबर २०२१", "31.12.2021"),
        ("Feb-24", "29.02.2024"),
        ("Feb-23", "28.02.2023"),
        ("Dec 2021-22", "31.12.2021"),
        ("Jan 2021-22", "31.01.2022"),
        ("12/2021", "31.12.2021"),
        ("12.2021", "31.12.2021"),
        ("2021-12", "31.12.2021"),
        ("2021 / 12", "31.12.2021"),
        ("202112", "31.12.2021"),
        (202112, "31.12.2021"),
        (202112.0, "31.12.2021"),
        ("1/2021", "31.01.2021"),
        (dt.date(2021, 12, 1), "31.12.2021"),
        (dt.date(2021, 12, 2), None),
        ("2021-13", None),
        ("2021-00", None),
        ("13.2021", None),
        ("2021-1x", None),
        ("Dec ab", None),
        ("Dec", None),
        ("Dec 211", None),
        ("Jan 2021-25", None),
        ("Feb-2100", None),
        ("Decc 21", None),
        ("hello", None),
        (12.5, None),
        (True, None),
        (NAN, None),
        (None, None),
    ],
)
def test_a_month_with_its_year_in_one_cell(cell: object, end: str | None) -> None:
    assert month_end(cell) == month_end(cell, "") == day(end)


@pytest.mark.parametrize(
    ("month", "year", "end"),
    [
        ("Oct", 2021, "31.10.2021"),
        ("Oct", "2021", "31.10.2021"),
        ("Oct", 2021.0, "31.10.2021"),
        ("Oct", "2021-22", "31.10.2021"),
        ("Oct", "2021-2022", "31.10.2021"),
        ("Jan", "2021/22", "31.01.2022"),
        ("Mar", "2021-22", "31.03.2022"),
        ("Apr", "2021-22", "30.04.2021"),
        ("Apr", "FY 2021-22", "30.04.2021"),
        ("Apr", "f.y. 2021-22", "30.04.2021"),
        ("Apr", "वित्तीय वर्ष 2021-22", "30.04.2021"),
        ("Apr", "वित्तीय वर्ष2021-22", "30.04.2021"),
        ("Apr", "2099-00", "30.04.2099"),
        ("Apr", "2021-23", None),
        ("Apr", "2021-20", None),
        ("Apr", 2021.5, None),
        ("Apr", "1921", None),
        ("Apr", "2021-20x2", None),
        ("Apr", "2021-2x", None),
        ("Apr", "20x1-22", None),
        (1, 2021, "31.01.2021"),
        ("1 ", 2021, "31.01.2021"),
        (12, "2021", "31.12.2021"),
        (0, 2021, None),
        (13, 2021, None),
        (100000, 2021, None),
        (1e9, 2021, None),
        (1, "2021-22", None),
        ("12", "2021-22", None),
        (True, 2021, None),
        (NAN, 2021, None),
        (None, 2021, None),
        (dt.date(2021, 12, 1), 2021, "31.12.2021"),
        (dt.date(2021, 12, 1), 2022, None),
        ("Dec-21", 2021, "31.12.2021"),
        ("Dec-21", 2022, None),
        ("Dec-21", "2021-22", "31.12.2021"),
    ],
)
def test_a_month_and_its_year_in_two_cells(month: object, year: object, end: str | None) -> None:
    assert month_end(month, year) == day(end)


def test_a_bare_year_under_the_heading_of_financial_years_is_not_sure() -> None:
    assert month_end("Oct", 2021, financial=True) is None
    assert month_end("Oct", "2021-22", financial=True) == dt.date(2021, 10, 31)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("e-Shram 2021-22", {"2021-22"}),
        ("2021-2022", {"2021-2022"}),
        ("FY2021-22", {"2021-22"}),
        ("2021-22में", {"2021-22"}),
        ("20a1-22", set()),
        ("FY 2021/22 and 2022 - 23", {"2021/22", "2022 - 23"}),
        ("2021-23", set()),
        ("2021-12-04", set()),
        ("04-2021-22", set()),
        ("2021-22-1", set()),
        ("12021-22", set()),
        ("1999-00", set()),
    ],
)
def test_the_financial_years_of_a_title(text: str, years: set[str]) -> None:
    assert financial_years(text) == years


@pytest.mark.parametrize(
    ("cell", "other"),
    [
        ("04/12/2021", "12.04.2021"),
        ("04.12.21", "12.04.2021"),
        (" ०४-१२-२०२१ ", "12.04.2021"),
        ("12/13/2021", "13.12.2021"),
        ("13/12/2021", None),
        ("12/12/2021", None),
        ("2021-12-04", None),
        ("04_12_2021", None),
        ("As on 04/12/2021", None),
        (5, None),
        (None, None),
    ],
)
def test_the_date_that_a_cell_would_be_with_its_month_first(cell: object, other: str | None) -> None:
    assert month_first(cell) == day(other)


def test_day_and_month_exchanged() -> None:
    assert exchanged(dt.date(2021, 12, 9)) == dt.date(2021, 9, 12)
    assert exchanged(dt.date(2021, 12, 13)) is None


@pytest.mark.parametrize("text", ["Monday", "tue", "SUN", "सोमवार", "शुक्र", "बृहस्पतिवार"])
def test_a_day_of_the_week(text: str) -> None:
    assert is_weekday(text)


@pytest.mark.parametrize("text", ["", "Mon 4", "December", "दिसंबर", "day"])
def test_no_day_of_the_week(text: str) -> None:
    assert not is_weekday(text)


def test_a_day_without_its_year() -> None:
    assert short_date(dt.date(2021, 2, 3)) == "03.02"


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("04.12.2021", True),
        ("4/12/21", True),
        ("4.1.2021 18:30", True),
        ("2021-12-4", True),
        ("2021-12-04 18:30", True),
        ("04.12.2021T18", True),
        ("45.12.2021", True),
        ("4 दिसंबर 2021", True),
        ("Dec 4", True),
        ("Dec", False),
        ("4 persons of may", False),
        ("4 persons 2021", False),
        ("1.2.3", False),
        ("04.12.20211", False),
        ("4-12-ab", False),
        ("9,88,912", False),
    ],
)
def test_what_looks_like_a_date_where_a_count_is_expected(text: str, like: bool) -> None:
    assert looks_like_date(text) is like


@pytest.mark.parametrize("text", ["202112ab", "2021-12-ab", "14/12/2021 5:02 PM GMT+5:60"])
def test_letters_for_days_and_minutes_that_are_none_are_no_date(text: str) -> None:
    assert read_date(text) is None

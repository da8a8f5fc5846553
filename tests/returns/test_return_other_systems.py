"""Dates where other systems put them: months beside years, timestamps of forms, paths of questions."""

from __future__ import annotations

import pytest

from tests.returns.conftest import Read

KHAGARIA = "d202"


@pytest.mark.parametrize(
    "table",
    [
        "Year|Month|Block|Registered\n2021|Oct|Gogri|150\n2021|Nov|Gogri|210",
        "fin_year|month|Block|Registered\n2021-2022|Oct|Gogri|150\n2021-2022|Nov|Gogri|210",
        "वित्तीय वर्ष|माह|प्रखंड|निबंधित\n2021-22|अक्टूबर|गोगरी|150\n2021-22|नवंबर|गोगरी|210",
        "Block|Month|Calendar Year|Registered\nGogri|10|2021|150\nGogri|11|2021|210",
        "Month|Block|Registered\nOct-21|Gogri|150\nNov-21|Gogri|210",
        "Month|Year|Block|Registered\nOct|2021-22|Gogri|150\nNov||Gogri|210",
        "periodname|organisationunitname|Registered\nOctober 2021|Gogri|150\nNovember 2021|Gogri|210",
        "Registration by month, FY 2021-22\nMonth|Block|Registered\nOctober|Gogri|150\nNovember|Gogri|210",
    ],
)
def test_a_month_stands_for_its_last_day(read: Read, table: str) -> None:
    said = read(table, within=KHAGARIA)
    assert said.records == ["Gogri registered 150 2021-10-31", "Gogri registered 210"]
    assert str(said.first.as_on) == "2021-11-30"
    assert said.problems == []


def test_the_last_months_of_a_financial_year_lie_in_the_next_calendar_year(read: Read) -> None:
    said = read("FY|Month|Block|Registered\n2021-22|Dec|Gogri|150\n2021-22|Jan|Gogri|210", within=KHAGARIA)
    assert said.records == ["Gogri registered 150 2021-12-31", "Gogri registered 210"]
    assert str(said.first.as_on) == "2022-01-31"


def test_a_month_that_is_not_over_ends_on_the_date_of_the_title(read: Read) -> None:
    title = "As on 14.12.2021\nYear|Month|Block|Registered\n2021|Nov|Gogri|150\n2021|Dec|Gogri|210"
    said = read(title, within=KHAGARIA)
    assert said.records == ["Gogri registered 150 2021-11-30", "Gogri registered 210"]
    assert str(said.first.as_on) == "2021-12-14"


def test_a_word_that_is_no_month_is_named(read: Read) -> None:
    rows = "2021|Oct|Gogri|150\n2021|Smarch|Gogri|180\n2021|Nov|Gogri|210"
    said = read(f"Year|Month|Block|Registered\n{rows}", within=KHAGARIA)
    assert said.records == ["Gogri registered 150 2021-10-31", "Gogri registered 210"]
    assert said.problems == ["date-not-date B3"]


@pytest.mark.parametrize(
    "table",
    [
        "Month|Block|Registered\nOct|Gogri|150\nNov|Gogri|210",
        "FY|Month|Block|Registered\n2021|Oct|Gogri|150\n2021|Nov|Gogri|210",
        "FY|Month|Block|Registered\n2021-22|1|Gogri|150\n2021-22|2|Gogri|210",
        "Year|Month|Block|Registered\n2021-23|Oct|Gogri|150\n2021-23|Nov|Gogri|210",
        "2020-21 and 2021-22\nMonth|Block|Registered\nOct|Gogri|150\nNov|Gogri|210",
    ],
)
def test_a_month_without_a_sure_year_gives_no_date(read: Read, table: str) -> None:
    said = read(table, within=KHAGARIA)
    assert said.records == []
    assert said.problems == ["no-date"]


def test_a_column_of_days_stands_beside_its_month(read: Read) -> None:
    said = read("Month|Date|Block|Registered\nDec-21|14.12.2021|Gogri|150", within=KHAGARIA)
    assert said.roles == "other date place:block registered"
    assert str(said.first.as_on) == "2021-12-14"


@pytest.mark.parametrize(
    "stamp",
    [
        "14/12/2021 17:02:11",
        "14/12/2021 5:02:11 PM",
        "2021/12/14 5:02:11 PM GMT+5:30",
        "2021-12-14T17:02:11",
        "2021-12-14T11:32:11Z",
        "2021-12-13T20:02:11.000Z",
        "2021-12-14T17:02:11.123+05:30",
        "2021-12-14 17:02:11 +0530",
    ],
)
def test_the_timestamp_of_a_form_is_its_date_in_india(read: Read, stamp: str) -> None:
    said = read(f"Timestamp|Block|Registered\n{stamp}|Gogri|42650\n{stamp}|Alauli|36741", within=KHAGARIA)
    assert said.records == ["Gogri registered 42650", "Alauli registered 36741"]
    assert str(said.first.as_on) == "2021-12-14"
    assert said.problems == []


@pytest.mark.parametrize("heading", ["Date", "group/as_on", "As On: Day", "Day"])
def test_the_date_that_was_typed_stands_before_the_timestamp(read: Read, heading: str) -> None:
    said = read(f"Timestamp|{heading}|Block|Registered\n14/12/2021 00:02:11|13/12/2021|Gogri|42650", within=KHAGARIA)
    assert str(said.first.as_on) == "2021-12-13"
    assert said.problems == []


def test_the_date_of_the_title_stands_before_the_timestamp(read: Read) -> None:
    form = "As on 13.12.2021\nTimestamp|Block|Registered\n14/12/2021 00:02:11|Gogri|42650"
    assert str(read(form, within=KHAGARIA).first.as_on) == "2021-12-13"


@pytest.mark.parametrize(
    "heads", ["Timestamp|Of which day are they?|Block|Registered", "Start time|Completion time|Block|Registered"]
)
def test_two_columns_of_dates_that_may_be_the_one_ask(read: Read, heads: str) -> None:
    said = read(f"{heads}\n14/12/2021 00:02:11|13/12/2021 23:50|Gogri|42650", within=KHAGARIA)
    assert said.records == []
    assert said.problems == ["no-date"]


def test_a_form_of_questions_in_groups(read: Read) -> None:
    heads = "start|end|info/as_on|info/block|figures/registered"
    times = "2021-12-14T09:02:11.123+05:30|2021-12-14T09:04:11.123+05:30"
    said = read(f"{heads}\n{times}|2021-12-13|Gogri|42650\n{times}|2021-12-13|Alauli|36741", within=KHAGARIA)
    assert said.records == ["Gogri registered 42650", "Alauli registered 36741"]
    assert str(said.first.as_on) == "2021-12-13"


def test_timestamps_of_which_some_need_their_month_first_are_named(read: Read) -> None:
    rows = "12/04/2021 17:05:42|Alauli|36741\n12/14/2021 17:02:11|Gogri|42650"
    said = read(f"Timestamp|Block|Registered\n{rows}", within=KHAGARIA)
    assert said.records == []
    assert said.problems == ["date-column-unread A3"]


def test_timestamps_that_lie_months_apart_unless_their_month_is_first_ask(read: Read) -> None:
    rows = "12/04/2021 17:05:42|Alauli|36741\n12/05/2021 17:02:11|Gogri|42650"
    said = read(f"Timestamp|Block|Registered\n{rows}", within=KHAGARIA)
    assert said.records == []
    assert said.problems == ["no-date"]


def test_the_date_of_the_title_stands_beside_a_blank_date_column(read: Read) -> None:
    said = read("As on 14.12.2021\nDate|Block|Registered\n|Gogri|150\n|Alauli|210", within=KHAGARIA)
    assert said.records == ["Gogri registered 150", "Alauli registered 210"]
    assert str(said.first.as_on) == "2021-12-14"

"""Dates as offices write them, day first; dates in titles and file names; refused where they leave a doubt."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.language.dates import Found, Moment, date_or_reason, find_date, found_or_reason, read_date
from eshram_cli.language.unread import Unread
from eshram_cli.language.written import deva, show_date

SATURDAY = dt.date(2021, 12, 4)

SAME_DAY = """
04.12.2021; 4.12.2021; 04-12-2021; 4/12/2021; 04/12-2021; 04 12 2021; 04_12_2021; 04.12.21; 2021-12-04; 2021/12/04;
20211204; 04122021; ०४.१२.२०२१; ०४/१२/२०२१; 4 दिसम्बर 2021; 4 दिसंबर, 2021; 4 दिसंबर२०२१; ४ डिसेंबर २०२१; 04-Dec-2021;
4th December 2021; Dec 4, 2021; December 4th, 2021; 4-Dec-21; 04.12.2021 तक; दिनांक 04.12.2021; 04.12.2021 (शनिवार);
Saturday, 4 December 2021; 04–12–2021; 04.12.2021.; 04.12.2021 தேதி; 2021-12-04 00:00:00; 04.12.2021\u00a0
"""


@pytest.mark.parametrize("text", [text.strip("\n ") for text in SAME_DAY.split(";")])
def test_one_day_in_every_writing(text: str) -> None:
    assert read_date(text) == Moment(SATURDAY)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("04.12.2021 18:30", dt.time(18, 30)),
        ("04.12.2021 18:30:59", dt.time(18, 30)),
        ("2021-12-04T18:30:00", dt.time(18, 30)),
        ("2021-12-04T13:00:00Z", dt.time(18, 30)),
        ("2021-12-04T18:30:00+05:30", dt.time(18, 30)),
        ("04.12.2021 6 PM", dt.time(18)),
        ("04.12.2021, 6.30 p.m.", dt.time(18, 30)),
        ("04.12.2021 12 AM", None),
        ("04.12.2021 12:15 AM", dt.time(0, 15)),
        ("04.12.2021 12 PM", dt.time(12)),
        ("04.12.2021 शाम 6 बजे", dt.time(18)),
        ("04.12.2021 को शाम के 6 बजे तक", dt.time(18)),
        ("०४.१२.२०२१ सुबह ९ बजे", dt.time(9)),
        ("04.12.2021 दोपहर 12 बजे", dt.time(12)),
        ("04.12.2021 दोपहर 2:30 बजे", dt.time(14, 30)),
        ("04.12.2021 रात 9 बजे", dt.time(21)),
        ("04.12.2021 रात 2 बजे", dt.time(2)),
        ("4 दिसंबर 2021 6:00 बजे", dt.time(6)),
        ("04.12.2021 18 hrs", dt.time(18)),
        ("2021/12/04 5:02:11 PM GMT+5:30", dt.time(17, 2)),
        ("2021/12/04 5:02 PM GMT +5:30", dt.time(17, 2)),
        ("2021-12-04 11:32:11 UTC", dt.time(17, 2)),
        ("2021-12-03 18:30 Z", None),
        ("2021-12-03T18:31:00Z", dt.time(0, 1)),
        ("2021-12-03T18:30:00-0330", dt.time(3, 30)),
        ("2021-12-03 18:30 GMT-3", dt.time(3)),
        ("2021-12-04T18:30:00+14:30", dt.time(9, 30)),
        ("2021-12-04T18:30:00+14:59", dt.time(9, 1)),
    ],
)
def test_a_time_of_day(text: str, time: dt.time | None) -> None:
    assert read_date(text) == Moment(SATURDAY, time)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31.02.2022", "date-impossible"),
        ("00.12.2021", "date-impossible"),
        ("29.02.2021", "date-impossible"),
        ("2021-28-12", "date-impossible"),
        ("31 सितंबर 2021", "date-impossible"),
        ("04.12.0021", "date-impossible"),
        ("2021-13-45T10:00:00Z", "date-impossible"),
        ("12/28/2021", "date-month-first"),
        ("04.13.2021", "date-month-first"),
        ("14 Dec", "date-no-year"),
        ("Dec 14", "date-no-year"),
        ("4 दिसंबर 18:30", "date-no-year"),
        ("04.12.2021, 06.12.2021", "date-several"),
        ("44534", "date-number"),
        ("9876543210", "date-number"),
        ("hello", "date-not-date"),
        ("December 2021", "date-not-date"),
        ("9,88,912", "date-not-date"),
        ("04.12.2021 27 blocks", "date-not-date"),
        ("04.12.2021 Khagaria", "date-not-date"),
        ("04.12.2021 25:00", "date-time"),
        ("04.12.2021 रात 12 बजे", "date-time"),
        ("04.12.2021 13 AM", "date-time"),
        ("2021-12-14 18:30 GMT+15", "date-not-date"),
        ("2021-12-14T18:30:00+05:75", "date-time"),
        ("2021-12-14 UTC", "date-not-date"),
        ("hello 5:00 UTC", "date-not-date"),
        ("2021-12-04 13:00 UTC report", "date-not-date"),
        ("2021-12-04 13:00 GMT+ab", "date-not-date"),
        ("31.12.1899", "date-impossible"),
        ("01.01.2101", "date-impossible"),
    ],
)
def test_a_cell_that_is_no_sure_date_is_refused_with_its_reason(text: str, code: str) -> None:
    read = date_or_reason(text)
    assert isinstance(read, Unread)
    assert read.code == code
    assert read_date(text) is None
    assert "9876543210" not in read.problem().line()


def test_the_advice_for_a_month_first_date_shows_the_day_first_one() -> None:
    read = date_or_reason("12/28/2021")
    assert isinstance(read, Unread)
    assert "28.12.2021" in read.problem().hint()


@pytest.mark.parametrize("cell", [None, "", "-", " ", float("nan")])
def test_a_blank_is_no_date_and_no_problem(cell: object) -> None:
    assert date_or_reason(cell) is None


def test_cells_that_hold_dates_and_numbers() -> None:
    assert read_date(SATURDAY) == Moment(SATURDAY)
    assert read_date(dt.datetime(2021, 12, 4)) == Moment(SATURDAY)  # noqa: DTZ001  a cell has no zone
    assert read_date(dt.datetime(2021, 12, 4, 18, 30, 9)) == Moment(SATURDAY, dt.time(18, 30))  # noqa: DTZ001
    assert read_date(dt.datetime(2021, 12, 3, 20, tzinfo=dt.UTC)) == Moment(SATURDAY, dt.time(1, 30))
    assert read_date(dt.datetime(2021, 12, 4, 18, 30, 9, 250_000)) == Moment(SATURDAY, dt.time(18, 30))  # noqa: DTZ001
    assert read_date(20211204) == Moment(SATURDAY)
    for number in (44534, 44534.75, 12, True):
        assert isinstance(date_or_reason(number), Unread)
    assert read_date(b"04.12.2021") is None


def test_a_serial_number_is_a_date_only_when_told() -> None:
    assert read_date(44534, serial=True) == Moment(SATURDAY)
    assert read_date(44534.75, serial=True) == Moment(SATURDAY, dt.time(18))
    assert isinstance(date_or_reason(988912, serial=True), Unread)
    assert read_date(44534.9999, serial=True) == Moment(dt.date(2021, 12, 5))
    assert read_date(1, serial=True) == Moment(dt.date(1899, 12, 31))
    assert read_date(73_414, serial=True) == Moment(dt.date(2100, 12, 30))
    for number in (0, 0.4, -1, 73_415, 1e9, 2**70, float("inf")):
        read = date_or_reason(number, serial=True)
        assert isinstance(read, Unread)
        assert read.code == "date-number"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("As on 04.12.2021", SATURDAY),
        ("दिनांक 04-12-2021", SATURDAY),
        ("दिनांक-04-12-2021", SATURDAY),
        ("दिनांक- ०४.१२.२०२१ तक", SATURDAY),
        ("ई-श्रम निबंधन की स्थिति, 4 दिसम्बर 2021", SATURDAY),
        ("eshram_14dec2021.xlsx", dt.date(2021, 12, 14)),
        ("eshram-04-12-2021.csv", SATURDAY),
        ("eshram20211204v2.xlsx", SATURDAY),
        ("04_12_2021.xls", SATURDAY),
        ("return-2021-12-04 (2).xlsx", SATURDAY),
        ("27 blocks 14 Dec 2021 report", dt.date(2021, 12, 14)),
        ("14 Dec 21.xlsx", dt.date(2021, 12, 14)),
        ("IMG-20211204-WA0001.jpg", SATURDAY),
        ("Print 04.12.2021, as on 04.12.2021", SATURDAY),
        ("खगड़िया: 9,88,912 में से 2,07,528, दिनांक 04.12.2021", SATURDAY),
        ("01.01.1900", dt.date(1900, 1, 1)),
        ("31.12.2100", dt.date(2100, 12, 31)),
        ("4th of December 2021", SATURDAY),
        ("3rd of December 2021", dt.date(2021, 12, 3)),
        ("Dec.4,2021", SATURDAY),
        ("Dec 4 2021", SATURDAY),
        ("4 Dec '21", SATURDAY),
        ("3 04.12.2021", SATURDAY),
        ("Dt.04.12.2021", SATURDAY),
        ("04 . 12 . 2021", SATURDAY),
    ],
)
def test_the_date_of_a_title_or_a_file_name(text: str, day: dt.date) -> None:
    found = find_date(text)
    assert found is not None
    assert (found.date, found.since) == (day, None)


def test_a_title_tells_the_time_and_where_the_date_stands() -> None:
    title = "जिला खगड़िया दिनांक 04.12.2021 शाम 6 बजे तक"
    found = find_date(title)
    assert found is not None
    assert found.time == dt.time(18)
    assert title[found.start : found.end] == "04.12.2021"
    assert find_date("WhatsApp Image 2021-12-04 at 10.12.25.jpeg") == Found(SATURDAY, dt.time(10, 12), 15, 25)


@pytest.mark.parametrize(
    ("text", "since", "day"),
    [
        ("01-12-2021 to 04-12-2021", dt.date(2021, 12, 1), SATURDAY),
        ("दिनांक 01-12-2021 से 04-12-2021 तक", dt.date(2021, 12, 1), SATURDAY),
        ("01.12.2021 - 04.12.2021", dt.date(2021, 12, 1), SATURDAY),
        ("between 01.12.2021 and 04.12.2021", dt.date(2021, 12, 1), SATURDAY),
        ("01.12.2021 और 04.12.2021 के बीच", dt.date(2021, 12, 1), SATURDAY),
        ("01.12.2021और04.12.2021 के बीच", dt.date(2021, 12, 1), SATURDAY),
        ("1-4 दिसंबर 2021", dt.date(2021, 12, 1), SATURDAY),
        ("01 से 04 दिसंबर 2021 तक", dt.date(2021, 12, 1), SATURDAY),
        ("1 Dec to 4 Dec 2021", dt.date(2021, 12, 1), SATURDAY),
        ("28 Dec to 3 Jan 2022", dt.date(2021, 12, 28), dt.date(2022, 1, 3)),
        ("1st to 4th Dec 2021", dt.date(2021, 12, 1), SATURDAY),
        ("1.12.2021-4.12.2021", dt.date(2021, 12, 1), SATURDAY),
        ("01.12.2021 till 04.12.2021", dt.date(2021, 12, 1), SATURDAY),
        ("01.12.2021 upto 04.12.2021", dt.date(2021, 12, 1), SATURDAY),
        ("01.12.2021 up to 04.12.2021", dt.date(2021, 12, 1), SATURDAY),
        ("01.12.2021 through 04.12.2021", dt.date(2021, 12, 1), SATURDAY),
        ("01.12.2021 से दिनांक: 04.12.2021", dt.date(2021, 12, 1), SATURDAY),
        ("01.12.2021 ते 04.12.2021", dt.date(2021, 12, 1), SATURDAY),
        ("01.12.2021 & 04.12.2021 के मध्य", dt.date(2021, 12, 1), SATURDAY),
        ("01.12.2021 एवं 04.12.2021 के बीच", dt.date(2021, 12, 1), SATURDAY),
        ("01.12.2021 तथा 04.12.2021 के बीच", dt.date(2021, 12, 1), SATURDAY),
        ("4-4 Dec 2021", None, SATURDAY),
        ("0-4 Dec 2021", None, SATURDAY),
        ("5-4 Dec 2021", None, SATURDAY),
        ("04.12.2021 to 04.12.2021", None, SATURDAY),
        ("4 Dec to 4 Dec 2021", None, SATURDAY),
    ],
)
def test_a_period_speaks_of_its_last_day(text: str, since: dt.date | None, day: dt.date) -> None:
    found = find_date(text)
    assert found is not None
    assert (found.since, found.date) == (since, day)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("पत्रांक 12 दिनांक 01.12.2021, as on 04.12.2021", "date-several"),
        ("01.12.2021 and 04.12.2021", "date-several"),
        ("04.12.2021 to 01.12.2021", "date-several"),
        ("As on 31.02.2022, printed 01.03.2022", "date-impossible"),
        ("As on 12/28/2021", "date-month-first"),
        ("Camp of 14 Dec", "date-no-year"),
        ("14 Dec 2021, then 15 Dec", "date-no-year"),
        ("14 dec 27 blocks.xlsx", "date-no-year"),
        ("4 Dec 21 persons", "date-no-year"),
        ("4 Dec 21:30", "date-no-year"),
        ("4 Dec 21 pm", "date-no-year"),
        ("4 Dec 21 बजे", "date-no-year"),
        ("4 Dec 20211", "date-no-year"),
        ("Dec 14 21", "date-no-year"),
        ("14 Dec to 28 Dec", "date-no-year"),
        ("1 Dec, 14 Dec 2021", "date-no-year"),
        ("between 01.12.2021, 04.12.2021", "date-several"),
        ("03.12.2021 to 04.12.2021 to 05.12.2021", "date-several"),
        ("1 Dec to 31 Feb 2021", "date-impossible"),
    ],
)
def test_a_doubtful_title_has_no_date_and_says_why(text: str, code: str) -> None:
    found = found_or_reason(text)
    assert isinstance(found, Unread)
    assert found.code == code
    assert find_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "E-Shram 2021-22",
        "9,88,912",
        "report 41550655 persons",
        "4 मे 2021",
        "December 2021",
        "भाग 3.04.12.2021",
        "12 at 04.12.2021",
        "As 12 2021",
        "20ab1204",
        "04./12./2021",
        "20211304",
        "20211345",
        "41122021",
        "27.5.1.2",
    ],
)
def test_a_title_without_a_date(text: str) -> None:
    assert found_or_reason(text) is None


days = st.dates(min_value=dt.date(2000, 1, 1), max_value=dt.date(2099, 12, 31))


@given(days)
def test_every_day_reads_back_from_what_is_shown(day: dt.date) -> None:
    for language in ("en", "hi"):
        for long in (False, True):
            text = show_date(day, language, long=long)
            assert read_date(text) == Moment(day)
            assert read_date(deva(text)) == Moment(day)
            found = find_date(f"As on {text} (27 blocks)")
            assert found is not None
            assert found.date == day


@given(days, st.sampled_from([".", "-", "/"]))
def test_the_month_is_never_read_first(day: dt.date, sign: str) -> None:
    read = read_date(f"{day.month}{sign}{day.day}{sign}{day.year}")
    assert read == (Moment(dt.date(day.year, day.day, day.month)) if day.day <= 12 else None)


@given(st.text(alphabet="0123456789./-_: तकसेदिसंबरDecJanपmaT०१", max_size=24))
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    found = found_or_reason(text)
    if isinstance(found, Found):
        assert 0 <= found.start < found.end <= len(text)
    date_or_reason(text)


WORDS_BESIDE = """
as on of at upto up to till date dated time the day report updated and ist hrs
दिनांक दि तिथि तारीख समय तक को की का के स्थिति अद्यतन दिन बजे ई से ते
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
सोमवार मंगलवार बुधवार गुरुवार गुरूवार बृहस्पतिवार वीरवार शुक्रवार शनिवार रविवार सोम मंगल बुध गुरु शुक्र शनि रवि
""".split()


@pytest.mark.parametrize("word", WORDS_BESIDE)
def test_words_that_may_stand_beside_a_date_in_its_cell(word: str) -> None:
    assert read_date(f"04.12.2021 {word}") == read_date(f"{word} 04.12.2021") == Moment(SATURDAY)


def test_of_two_dates_that_share_a_number_the_first_is_meant() -> None:
    found = find_date("2021-12-04 Jan 2022")
    assert found is not None
    assert (found.date, found.start, found.end) == (SATURDAY, 0, 10)


def test_two_times_of_day_leave_it_open() -> None:
    for text, time in (("04.12.2021 10:00, 11:00", None), ("04.12.2021 10:00, printed 10:00", dt.time(10))):
        found = find_date(text)
        assert found is not None
        assert (found.date, found.time) == (SATURDAY, time)


def test_of_days_without_a_year_the_first_is_told() -> None:
    found = found_or_reason("14 Dec to 28 Dec")
    assert isinstance(found, Unread)
    assert found.words["text"] == "14 Dec"


def test_several_dates_are_all_told() -> None:
    found = found_or_reason("1 Jan 2022, 31.12.2021 and 01.01.2022")
    assert isinstance(found, Unread)
    assert found.words["dates"] == "01.01.2022, 31.12.2021"


def test_where_a_period_stands_in_its_title() -> None:
    for period in ("01.12.2021 to 04.12.2021", "1-4 दिसंबर 2021", "1 Dec to 4 Dec 2021", "Dec 1 to Dec 4, 2021"):
        title = f"Camps {period} (27)"
        found = find_date(title)
        assert found is not None
        assert (title[found.start : found.end], found.since) == (period, dt.date(2021, 12, 1))


def test_show_date() -> None:
    assert show_date(SATURDAY) == show_date(SATURDAY, "hi") == "04.12.2021"
    assert show_date(dt.date(2021, 12, 28), "en", long=True) == "28 December 2021"
    assert show_date(dt.date(2021, 12, 28), "hi", long=True) == "28 दिसंबर 2021"


@pytest.mark.parametrize("language", ["en", "hi"])
@pytest.mark.parametrize("month", range(1, 13))
def test_months_are_written_as_unicode_has_them(language: str, month: int) -> None:
    day = dt.date(2021, month, 9)
    assert show_date(day, language, long=True) == format_date(day, "d MMMM y", locale=f"{language}_IN")

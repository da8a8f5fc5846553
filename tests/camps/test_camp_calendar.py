"""The calendar in its formats: iCalendar that a library reads back, a workbook to print, a page, a table."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

if TYPE_CHECKING:
    from tests.conftest import Eshram

SITE = "टाउन हॉल, मुख्य मार्ग; मोतिहारी शहर के बीच में, पुराने बस पड़ाव और डाकघर के सामने वाला भवन"


@pytest.fixture
def planned(eshram: Eshram, home: Path) -> Path:
    """A week with a morning and a night, a camp without hours, and one that was called off."""
    eshram("camp", "add", "motihari", "06.12.2021", "--window", "सुबह 6 से 12", "--site", SITE, "--sponsor", "a, b; c\\d")
    eshram("camp", "add", "motihari", "07.12.2021", "--window", "night", "--kind", "mega")
    eshram("camp", "add", "raxaul", "08.12.2021")
    eshram("camp", "add", "raxaul", "09.12.2021", "--window", "evening")
    eshram("camp", "cancel", "raxaul", "09.12.2021", "--why", "rain")
    return home


def test_the_calendar_is_read_back_by_a_library(eshram: Eshram, planned: Path) -> None:
    file = planned / "camps.ics"
    assert eshram("camp", "calendar", "-o", file).code == 0
    raw = file.read_bytes()
    # Lines end in CR LF and are folded at 75 bytes (RFC 5545, 3.1), never inside a letter.
    assert raw.count(b"\n") == raw.count(b"\r\n") and max(map(len, raw.split(b"\r\n"))) <= 75
    raw.decode("utf-8")
    events = Calendar.from_ical(raw).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [
        dt.datetime(2021, 12, 6, 0, 30, tzinfo=dt.UTC),
        dt.datetime(2021, 12, 7, 10, 30, tzinfo=dt.UTC),
        dt.date(2021, 12, 8),
        dt.datetime(2021, 12, 9, 10, 30, tzinfo=dt.UTC),
    ]
    assert [str(event["status"]) for event in events] == ["TENTATIVE", "TENTATIVE", "TENTATIVE", "CANCELLED"]
    assert str(events[0]["location"]) == f"{SITE}, Motihari" and str(events[0]["description"]) == "a, b; c\\d"
    assert all({"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(event) for event in events)
    assert len({str(event["uid"]) for event in events}) == 4


def test_the_same_ledger_gives_the_same_bytes_and_identities_stay(eshram: Eshram, planned: Path) -> None:
    first, second, third = (planned / f"{number}.ics" for number in range(3))
    eshram("camp", "calendar", "-o", first)
    eshram("camp", "calendar", "-o", second)
    assert first.read_bytes() == second.read_bytes()
    eshram("camp", "add", "raxaul", "08.12.2021", "--sponsor", "Union")
    eshram("camp", "calendar", "-o", third)
    uids = [{str(e["uid"]) for e in Calendar.from_ical(file.read_bytes()).walk("VEVENT")} for file in (first, third)]
    assert uids[0] == uids[1] and first.read_bytes() != third.read_bytes()


def test_in_hindi_its_words_are_hindi(eshram: Eshram, planned: Path) -> None:
    eshram("camp", "calendar", "-o", planned / "camps.ics", "--lang", "hi")
    calendar = Calendar.from_ical((planned / "camps.ics").read_bytes())
    assert str(calendar.walk("VEVENT")[1]["summary"]) == "ई-श्रम शिविर: मोतिहारी"
    assert str(calendar.walk("VEVENT")[1]["description"]) == "महाशिविर"


def test_a_workbook_has_the_list_and_a_column_a_day(eshram: Eshram, planned: Path) -> None:
    assert eshram("camp", "calendar", "--week", "--from", "08.12.2021", "-o", planned / "camps.xlsx").code == 0
    book = load_workbook(planned / "camps.xlsx")
    assert book.sheetnames[:2] == ["Camps", "By day"]
    cells = [cell for row in book["By day"].iter_rows(values_only=True) for cell in row if cell]
    assert "16:00-22:00" in cells and {"06.12", "07.12", "08.12"} <= set(map(str, cells))


def test_a_week_begins_on_monday_and_counts_its_camps(eshram: Eshram, planned: Path) -> None:
    text = eshram("camp", "calendar", "--week", "--from", "08.12.2021").out
    assert "06.12.2021 to 12.12.2021" in text
    week = next(line for line in text.splitlines() if line.startswith("06.12-12.12"))
    assert week.split() == ["06.12-12.12", "1", "1", "1", "0", "0", "0", "0", "3"]
    assert eshram("camp", "calendar", "--month", "--from", "08.12.2021", "-o", planned / "camps.html").code == 0
    assert "01.12.2021 to 31.12.2021" in (planned / "camps.html").read_text(encoding="utf-8")
    assert "No camp is planned" in eshram("camp", "calendar", "--week", "--from", "20.12.2021").out

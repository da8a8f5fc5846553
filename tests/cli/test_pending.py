"""`eshram pending`: the list, the calendar, the reminder."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, PlaceId

if TYPE_CHECKING:
    from tests.conftest import Eshram


def asked(eshram: Eshram, *arguments: str) -> Any:
    ran = eshram("pending", *arguments, "--format", "json")
    assert ran.code == 0
    return json.loads(ran.out)


def office(path: Path, sent: dict[str, tuple[int, int]]) -> None:
    """A ledger begun on 1 December 2021, in which each place sent a figure of the 5th on that day and hour of India."""
    with Ledger.open(path) as ledger:
        for place, (day, hour) in {"s10": (1, 9), **sent}.items():
            moment = dt.datetime(2021, 12, day, hour, tzinfo=ZoneInfo("Asia/Kolkata"))
            as_on = dt.date(2021, 12, 1 if place == "s10" else 5)
            ledger.enter(PlaceId(place), 1000, as_on, who="BDO", received_at=moment, tool_version="0")


@pytest.mark.usefixtures("sample")
def test_nobody_owes_on_a_day_when_all_have_reported(eshram: Eshram) -> None:
    found = asked(eshram, "--state", "bihar")
    assert (found["as_on"], found["rows"], found["places"]) == ("2021-12-28", [], 38)
    assert "All 38 districts have reported." in eshram("pending", "--state", "bihar").out


@pytest.mark.usefixtures("sample")
def test_a_figure_carried_forward_is_no_report(eshram: Eshram) -> None:
    """Khagaria's blocks reported on the 4th; rankings carry that figure, which here counts for nothing."""
    found = asked(eshram, "--district", "khagaria", "--as-on", "8.12.2021")
    assert {row["status"] for row in found["rows"]} == {"stale"}
    assert {(row["place"], row["last_as_on"], row["days_late"]) for row in found["rows"]} >= {
        ("Gogri", "2021-12-04", 4)
    }
    assert (found["since"], found["completeness"]) == ("2021-12-04", 20)


@pytest.mark.usefixtures("sample")
def test_a_sum_of_its_blocks_is_no_report_of_the_district(eshram: Eshram, home: Path) -> None:
    with Ledger.open(home / "eshram.db") as ledger:
        now = dt.datetime.now(dt.UTC)
        ledger.enter(PlaceId("b1817"), 50_000, dt.date(2021, 12, 29), who="BDO", received_at=now, tool_version="0")
    found = asked(eshram, "--state", "bihar", "--as-on", "29.12.2021")
    assert len(found["rows"]) == 38
    # The standings add the block up, and so it is told.
    assert [(note["code"], note.get("count")) for note in found["notes"]] == [("from-within", 1)]


def test_districts_whose_blocks_all_reported_are_not_told_to_be_silent(eshram: Eshram, home: Path) -> None:
    """In a state whose returns come from the blocks the standings say that a district reported; so does its absence."""
    with Ledger.open(home / "eshram.db") as ledger:
        now, day = dt.datetime(2021, 12, 5, 12, tzinfo=dt.UTC), dt.date(2021, 12, 5)
        for block in Gazetteer.bundled().descendants(PlaceId("d219"), Level.block):
            ledger.enter(block.id, 100, day, who="BDO", received_at=now, tool_version="0")
    ranking = json.loads(eshram("rank", "--state", "bihar", "--format", "json").out)
    assert ranking["reported"] == 1
    english, hindi = (eshram("pending", "--state", "bihar", "--lang", one).out for one in ("en", "hi"))
    assert "1 of them has figures of 05.12.2021 all the same: places in them sent returns" in english
    assert "फिर भी इनमें से 1 के 05.12.2021 के आँकड़े हैं" in hindi
    assert "nothing has been reported" not in english
    found = json.loads(eshram("report", "--state", "bihar", "--since", "04.12.2021", "--format", "json").out)[
        "findings"
    ]
    assert any("38 of 38 districts owe a return of their own" in one and "1 of them has" in one for one in found["en"])
    assert any("38 में से 38 का अपना प्रतिवेदन शेष" in one and "इनमें से 1 के" in one for one in found["hi"])


@pytest.mark.usefixtures("sample")
def test_the_calendar_shows_every_place_and_day(eshram: Eshram) -> None:
    ran = eshram("pending", "--district", "khagaria", "--as-on", "6.12.2021", "--calendar")
    line = next(line for line in ran.out.splitlines() if line.startswith("Gogri"))
    assert line.split()[:4] == ["Gogri", "+", "x", "x"]
    ran = eshram("pending", "--district", "khagaria", "--as-on", "6.12.2021", "--calendar", "--format", "csv")
    row = next(csv.DictReader(ran.out.splitlines()))
    assert (row["place"], row["2021-12-04"], row["2021-12-06"]) == ("Alauli", "reported", "missing")


@pytest.mark.usefixtures("sample")
def test_the_reminder_is_in_both_languages(eshram: Eshram) -> None:
    out = eshram("pending", "--district", "khagaria", "--as-on", "6.12.2021", "--reminder").out
    assert "Not received from 7 of 7 blocks: Alauli (last 04.12.2021), " in out
    assert "अलौली (अंतिम 04.12.2021), " in out
    thanks = eshram("pending", "--state", "bihar", "--reminder", "--lang", "hi").out
    assert "All 38 districts have reported. Thank you." in thanks


@pytest.mark.usefixtures("sample")
def test_the_settings_say_how_often_a_level_reports(eshram: Eshram, home: Path) -> None:
    (home / "settings.toml").write_text(
        '[cadence]\nblock = "weekly"\nweekday = "friday"\nby = "18:30"\n', encoding="utf-8"
    )
    found = asked(eshram, "--district", "khagaria", "--as-on", "13.12.2021")
    assert (found["cadence"], found["by"], found["due"], found["rows"]) == ("weekly", "18:30", "2021-12-10", [])


def test_places_of_a_day_that_have_sent_nothing_are_missing(eshram: Eshram, home: Path) -> None:
    file = home / "gogri.csv"
    file.write_text("Block,Registered\nGogri,1000\n", encoding="utf-8")
    eshram("ingest", file, "--district", "khagaria", "--as-on", "5.12.2021")
    found = asked(eshram, "--district", "khagaria")
    assert {row["place"] for row in found["rows"]} == {"Alauli", "Beldaur", "Chautham", "Khagaria", "Mansi", "Parbatta"}
    assert {(row["status"], row["last_as_on"], row["days_late"]) for row in found["rows"]} == {("missing", None, None)}


def test_a_return_that_came_after_the_hour_is_late(eshram: Eshram, home: Path) -> None:
    office(home / "eshram.db", {"b1817": (5, 21), "b1814": (5, 19)})
    found = asked(eshram, "--district", "khagaria", "--as-on", "5.12.2021", "--since", "5.12.2021")
    told = {row["place"]: (row["status"], row["days_late"], row["timeliness"]) for row in found["rows"]}
    assert told["Gogri"] == ("late", 1, 0)
    assert "Alauli" not in told
    assert found["late"] == 1


@pytest.mark.usefixtures("sample")
def test_before_any_return_everybody_is_missing_and_it_says_so(eshram: Eshram) -> None:
    ran = eshram("pending", "--state", "bihar", "--as-on", "1.11.2021")
    assert (ran.code, "nothing has been reported up to 01.11.2021" in ran.out) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (("--state", "bihaar x"), 2, "No state of India"),
        (("--state", "goa"), 1, "Nothing has been reported for Goa."),
        (
            ("--state", "bihar", "--since", "30.12.2021"),
            2,
            "The first day, 30.12.2021, is after the last day",
        ),  # "since-after"
        ((), 2, "No place was given."),
    ],
)
@pytest.mark.usefixtures("sample")
def test_what_cannot_be_answered_is_told(eshram: Eshram, arguments: tuple[str, ...], code: int, text: str) -> None:
    ran = eshram("pending", *arguments)
    assert (ran.code, text in ran.err, ran.out) == (code, True, "")


def test_without_a_ledger(eshram: Eshram, home: Path) -> None:
    assert eshram("pending", "--state", "bihar").code == 4


@pytest.mark.usefixtures("sample")
def test_before_any_return_a_day_is_due_and_no_more(eshram: Eshram) -> None:
    found = asked(eshram, "--state", "bihar", "--as-on", "01.01.2020")
    assert {(row["status"], row["last_as_on"], row["due"]) for row in found["rows"]} == {("missing", None, 1)}
    assert (
        "Bihar: nothing has been reported up to 01.01.2020."
        in eshram("pending", "--state", "bihar", "--as-on", "01.01.2020").out
    )

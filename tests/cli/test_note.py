"""`eshram note`: kept, shown where the day is told of, taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Eshram

SLOW = "portal slow 12-16"


def note(eshram: Eshram, *arguments: str, text: str = SLOW) -> int:
    ran = eshram("note", "add", text, *arguments, "--format", "json")
    assert ran.code == 0
    return int(json.loads(ran.out)["rows"][-1]["number"])


@pytest.mark.usefixtures("sample")
def test_a_note_is_shown_with_the_place_and_everything_within_it(eshram: Eshram) -> None:
    note(eshram, "--state", "bihar", "--as-on", "28.12.2021")
    assert f"28.12.2021, Bihar: {SLOW}." in eshram("rank", "--state", "bihar").out
    assert f"28.12.2021, Bihar: {SLOW}." in eshram("rank", "--district", "purbi champaran").out
    assert SLOW in eshram("pending", "--district", "purbi champaran").out
    assert SLOW not in eshram("rank", "--state", "rajasthan").out


@pytest.mark.usefixtures("sample")
def test_a_move_is_told_with_the_notes_of_the_days_it_compares(eshram: Eshram) -> None:
    note(eshram, "--district", "khagaria", "--as-on", "24.12.2021")
    assert SLOW not in eshram("rank", "--state", "bihar").out
    assert SLOW in eshram("rank", "--state", "bihar", "--since", "24.12.2021").out


@pytest.mark.usefixtures("sample")
def test_the_history_of_a_card_marks_the_day(eshram: Eshram) -> None:
    note(eshram, "--state", "bihar", "--as-on", "26.12.2021")
    card = json.loads(eshram("show", "khagaria", "--format", "json").out)
    assert {day["as_on"]: day["note"] for day in card["history"] if day["note"]} == {"2021-12-26": SLOW}


@pytest.mark.usefixtures("sample")
def test_a_note_is_an_act_of_the_log_and_can_be_undone(eshram: Eshram) -> None:
    number = note(eshram, "--state", "bihar", "--as-on", "28.12.2021")
    log = json.loads(eshram("log", "--format", "json").out)["rows"]
    assert (log[-1]["number"], log[-1]["kind"], log[-1]["source"]) == (number, "note", SLOW)
    assert (log[-1]["place"], log[-1]["place_hi"]) == ("Bihar", "बिहार")
    eshram("undo", str(number))
    assert "There are no notes" in eshram("note", "list", "--state", "bihar").out


@pytest.mark.usefixtures("sample")
def test_notes_of_the_places_above_and_within_bear_on_a_place(eshram: Eshram) -> None:
    for place, text in (("--india", "all India server"), ("--state=bihar", SLOW), ("--state=goa", "feast")):
        note(eshram, place, "--as-on", "28.12.2021", text=text)
    note(eshram, "--district", "khagaria", "--as-on", "27.12.2021", text="mega camp")
    rows = json.loads(eshram("note", "list", "--state", "bihar", "--format", "json").out)["rows"]
    assert [row["note"] for row in rows] == ["mega camp", "all India server", SLOW]
    rows = json.loads(eshram("note", "list", "--state", "bihar", "--since", "28.12.2021", "--format", "json").out)[
        "rows"
    ]
    assert len(rows) == 2


def test_a_note_may_come_before_any_return(eshram: Eshram, home: Path) -> None:
    assert note(eshram, "--state", "bihar", "--as-on", "1.12.2021", text="शुभारंभ") == 1
    assert "शुभारंभ" in eshram("note", "list", "--state", "bihar", "--lang", "hi").out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((" ", "--state", "bihar"), 2),
        (("x",), 2),
        (("x", "--state", "atlantis"), 2),
        (("x", "--state", "goa", "--as-on", "?"), 2),
    ],
)
def test_what_is_no_note_is_told(eshram: Eshram, home: Path, arguments: tuple[str, ...], code: int) -> None:
    """A blank one is `note-empty`."""
    ran = eshram("note", "add", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.strip().endswith((".", "?"))


def test_without_a_ledger_there_are_no_notes(eshram: Eshram, home: Path) -> None:
    assert eshram("note", "list", "--state", "bihar").code == 4


def test_without_a_place_all_notes_are_listed(eshram: Eshram, sample: Path) -> None:
    eshram("note", "add", "portal slow", "--district", "patna", "--as-on", "28.12.2021")
    eshram("note", "add", "holiday", "--state", "rajasthan", "--as-on", "10.2.2022")
    ran = eshram("note", "list")
    assert ran.code == 0
    assert "portal slow" in ran.out
    assert "holiday" in ran.out

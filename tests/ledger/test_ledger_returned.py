"""Notes on days, and when returns first arrived."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.model import PlaceId

if TYPE_CHECKING:
    from tests.ledger.conftest import Office


def day(number: int) -> dt.date:
    return dt.date(2021, 12, number)


def arrived(office: Office, *places: str) -> dict[str, dict[int, dt.datetime]]:
    found = office.ledger.returned(places, day(1), day(31))
    return {place: {on.day: moment for on, moment in days.items()} for place, days in found.items() if days}


def test_a_correction_does_not_make_a_return_late(office: Office) -> None:
    office.send("raxaul 4 100")
    first = office.clock
    office.send("raxaul 4 120")
    assert arrived(office, "raxaul", "sugauli") == {"raxaul": {4: first}}


def test_any_cut_and_measure_is_a_return(office: Office) -> None:
    office.send("raxaul 4 100 cut=channel:csc, sugauli 5 7 new")
    assert {place: list(days) for place, days in arrived(office, "raxaul", "sugauli").items()} == {
        "raxaul": [4],
        "sugauli": [5],
    }


def test_of_many_places_those_that_returned_are_found(office: Office) -> None:
    office.send("raxaul 4 100")
    assert arrived(office, *(f"panchayat-{number}" for number in range(300)), "raxaul") == {"raxaul": {4: office.clock}}


def test_what_was_undone_is_no_return(office: Office) -> None:
    number = office.send("raxaul 4 100").submission
    office.undo(number)
    assert arrived(office, "raxaul") == {}
    assert office.ledger.first_date(["raxaul"]) is None


def test_the_first_date_of_any_figure(office: Office) -> None:
    office.send("raxaul 4 100, raxaul 6 150")
    assert office.ledger.first_date(["sugauli", "raxaul"]) == day(4)


@settings(max_examples=20, deadline=None)
@given(st.permutations([f"{place} 4 {count}" for place, count in (("a", 1), ("b", 2), ("c", 3))]), st.integers(1, 2))
def test_in_which_order_or_how_many_files_a_day_comes_changes_nothing(
    new_office: Callable[[], Office], figures: list[str], cut: int
) -> None:
    whole, parts = new_office(), new_office()
    whole.send(", ".join(sorted(figures)))
    for file in (figures[:cut], figures[cut:], figures):
        parts.send(", ".join(file))
    days = [{place: list(found) for place, found in arrived(one, "a", "b", "c").items()} for one in (whole, parts)]
    assert days[0] == days[1] == {"a": [4], "b": [4], "c": [4]}


def test_notes_are_kept_undone_and_known_on(office: Office) -> None:
    first = office.ledger.add_note(PlaceId("raxaul"), day(4), "portal slow", who="DLS", received_at=office.now())
    office.ledger.add_note(PlaceId("raxaul"), day(5), "camp", who="DLS", received_at=office.now())
    notes = office.ledger.notes(["raxaul"], day(1), day(9))
    assert [(note.as_on.day, note.text) for note in notes] == [(4, "portal slow"), (5, "camp")]
    assert len(office.ledger.notes(["raxaul"], day(1), day(9), known=first)) == 1
    office.undo(first)
    assert [note.text for note in office.ledger.notes(["raxaul"], day(1), day(9))] == ["camp"]


def test_a_ledger_made_before_there_were_notes_grows_when_it_is_written(office: Office, path: Path) -> None:
    office.send("raxaul 4 100")
    office.ledger.close()
    old = sqlite3.connect(path)
    old.execute("DROP TABLE notes")
    old.commit()
    old.close()
    with Ledger.open(path, readonly=True) as ledger:
        assert ledger.notes(["raxaul"], day(1), day(9)) == []
    with Ledger.open(path) as ledger:
        ledger.add_note(PlaceId("raxaul"), day(4), "portal slow", who="DLS", received_at=office.now())
        assert len(ledger.notes(["raxaul"], day(1), day(9))) == 1
        assert len(ledger.figures(["raxaul"], [day(9)])) == 1

"""The whole course of many places is what their histories are, figure by figure."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.ledger.conftest import Office

PLACES = ("raxaul", "sugauli", "turkaulia")


def day(number: int) -> dt.date:
    return dt.date(2021, 12, number)


def courses(office: Office, until: int) -> dict[str, dict[str, int]]:
    found = office.ledger.courses(PLACES, day(until))
    return {place: dict(zip(course.days, course.counts.tolist(), strict=True)) for place, course in found.items()}


def histories(office: Office, until: int) -> dict[str, dict[str, int]]:
    table = office.ledger.history(PLACES, day(1), day(until))
    found: dict[str, dict[str, int]] = {}
    for place, on, value in zip(table["place"], table["as_on"], table["value"], strict=True):
        found.setdefault(place, {})[on.date().isoformat()] = int(value)
    return found


@pytest.mark.parametrize("until", [1, 3, 4, 9])
def test_restated_undone_and_worked_out_counts(office: Office, until: int) -> None:
    office.send("raxaul 2 100, raxaul 3 110, sugauli 2 50, sugauli 3 60")
    wrong = office.send("raxaul 3 999, sugauli 4 998")
    office.send("raxaul 3 115, raxaul 4 120, sugauli 4 70")
    office.undo(wrong.submission)
    office.send("turkaulia 3 40, turkaulia 4 5 new")
    assert courses(office, until) == histories(office, until)


def test_of_one_day_the_last_accepted_stands(office: Office) -> None:
    office.send("raxaul 2 100, raxaul 3 110, sugauli 3 60")
    office.send("raxaul 3 120, sugauli 3 61")
    assert courses(office, 9) == {"raxaul": {"2021-12-02": 100, "2021-12-03": 120}, "sugauli": {"2021-12-03": 61}}


def test_a_place_of_which_all_was_undone_has_no_course(office: Office) -> None:
    office.undo(office.send("raxaul 2 100").submission)
    assert courses(office, 9) == {}


def test_the_last_day_of_any_figure_whatever_it_counts(office: Office) -> None:
    office.send("raxaul 2 100, sugauli 3 7 new")
    assert office.ledger.latest_date(PLACES) == day(3)
    assert office.ledger.latest_date(["raxaul"]) == day(2)
    office.undo(office.send("raxaul 5 130").submission)
    assert office.ledger.latest_date(["raxaul"]) == day(2)
    assert office.ledger.latest_date(["nowhere"]) is None


def test_figures_are_read_along_the_key_and_sorted_by_nothing_else(office: Office) -> None:
    """The last of the figures of one date is the last accepted only while this holds."""
    office.send("raxaul 2 100, raxaul 3 110, sugauli 3 60")
    asked: list[str] = []
    db = office.ledger._db
    db.set_trace_callback(asked.append)
    courses(office, 9)
    db.set_trace_callback(None)
    [question] = [one for one in asked if "group_concat" in one]
    plan = " ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {question}"))
    assert "SEARCH figures USING PRIMARY KEY (place=? AND cut=? AND measure=? AND as_on<?)" in plan
    assert "TEMP B-TREE FOR" not in plan

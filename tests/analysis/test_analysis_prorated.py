"""The target prorated to the day: percent of what should be done by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.analysis.lines import due
from eshram_cli.analysis.standing import rank
from eshram_cli.analysis.workdays import EVERY_DAY, Workdays
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Ranking
from eshram_cli.drive import DRIVE_START

if TYPE_CHECKING:
    from tests.analysis.conftest import Drive

On = Callable[[int], dt.date]
TREE = {"B": ["D1", "D2"]}
FIGURES = {"D1": {4: 100, 14: 340}, "D2": {4: 200, 14: 400}}


def ranking(drive: type[Drive], on: On, day: int, **options: object) -> Ranking:
    asked = drive(TREE, FIGURES, targets={"D1": 900, "D2": 1000}, **options)  # type: ignore[arg-type]
    return rank(asked.counts, "B", 2, on(day), by=Measure.prorated)


def told(found: Ranking) -> list[tuple[str, int | None, float | None, str | None]]:
    return [(row.id, row.rank, row.prorated, row.reason) for row in found.rows]


def test_what_was_done_at_the_start_is_not_asked_for_twice(drive: type[Drive], on: On) -> None:
    found = ranking(drive, on, 14, set_on=4, deadline=24)  # half the days have passed: 100 + 400, 200 + 400
    assert told(found) == [("D1", 1, 68.0, None), ("D2", 2, pytest.approx(200 / 3), None)]


def test_after_the_deadline_all_of_it_is_due(drive: type[Drive], on: On) -> None:
    assert told(ranking(drive, on, 14, set_on=4, deadline=10))[0][2] == pytest.approx(40)  # 400 of 1000


def test_working_days_leave_out_sundays_and_holidays(drive: type[Drive], on: On) -> None:
    working = Workdays(True, frozenset({on(6), on(7), on(8)}))
    found = ranking(drive, on, 14, set_on=4, deadline=24, workdays=working)  # 5 of 14 days, of all days 10 of 20
    assert found.rows[0].prorated == pytest.approx(340 / (100 + 800 * 5 / 14) * 100)


def test_a_target_from_the_start_of_the_drive_counts_from_its_first_day(drive: type[Drive], on: On) -> None:
    found = ranking(drive, on, 14, deadline=31)
    passed, whole = (on(14) - DRIVE_START).days, (on(31) - DRIVE_START).days
    assert found.rows[0].prorated == pytest.approx(400 / (1000 * passed / whole) * 100)


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"set_on": 4}, "no-deadline"),
        ({"set_on": 14, "deadline": 24}, "not-due"),
        ({"set_on": 2, "deadline": 24}, "not-due"),
    ],
)
def test_why_a_place_has_no_rank(drive: type[Drive], on: On, options: dict[str, int], reason: str) -> None:
    """Without a deadline; on the day itself; without a count of the day on which the target was set."""
    assert {row[1:] for row in told(ranking(drive, on, 14, **options))} == {(None, None, reason)}


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(0, 400), st.integers(1, 400), st.booleans())
def test_what_is_due_grows_from_the_start_count_to_the_target(
    target: int, start_count: int, passed: int, whole: int, working: bool
) -> None:
    end, days = DRIVE_START + dt.timedelta(days=whole), Workdays(working)
    today = due(target, start_count, DRIVE_START, end, DRIVE_START + dt.timedelta(days=passed), days)
    tomorrow = due(target, start_count, DRIVE_START, end, DRIVE_START + dt.timedelta(days=passed + 1), days)
    assert min(target, start_count) <= today <= tomorrow <= target
    assert due(target, start_count, DRIVE_START, end, end, EVERY_DAY) == target

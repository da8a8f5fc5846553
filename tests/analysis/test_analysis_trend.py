"""Courses of places: which days are points, what a gap does, how ranks go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from eshram_cli.analysis.trend import trend as trend_of
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.trend import Course, Trend

TREE = {"Bihar": ["D1", "D2", "D3"], "D1": ["b1", "b2"]}
FIGURES = {
    "D1": {1: 100, 2: 110, 3: 120, 6: 180, 7: 200, 8: 240},
    "D2": {1: 150, 2: 160, 3: 170, 4: 180, 5: 190, 6: 200, 7: 210, 8: 220},
    "D3": {5: 10},
}
On = Callable[[int], dt.date]


@pytest.fixture
def trend(drive: Any, on: On) -> Trend:
    shots = drive(TREE, FIGURES, targets={"D1": 1000, "D2": 2000}).counts
    return trend_of(shots, "Bihar", on(1), on(8), level=2, by=Measure.registered)


def course(trend: Trend, place: str) -> Course:
    return next(course for course in trend.courses if course.now.place == place)


def test_courses_stand_in_the_order_of_the_last_day(trend: Trend) -> None:
    assert [(item.now.place, item.now.rank, item.now.move) for item in trend.courses] == [
        ("D1", 1, 1),
        ("D2", 2, -1),
        ("D3", 3, None),
    ]
    assert (trend.reported, trend.places, trend.within, trend.level) == (2, 3, "BIHAR", "district")


def test_days_without_a_figure_carry_the_last_one_and_are_no_points(trend: Trend) -> None:
    days = course(trend, "D1").points
    assert [point.stale_days for point in days] == [0, 0, 0, 1, 2, 0, 0, 0]
    assert [point.registered for point in days[3:5]] == [120, 120]
    assert [point.new for point in days] == [None, 10, 10, None, None, None, 20, 40]
    assert len(course(trend, "D1").fresh) == 6


def test_the_gain_after_a_gap_has_its_days(trend: Trend, on: On) -> None:
    after = next(point for point in course(trend, "D1").points if point.as_on == on(6))
    assert (after.new, after.gain, after.gain_days) == (None, 60, 3)


def test_a_place_has_no_points_before_its_first_figure(trend: Trend, on: On) -> None:
    points = course(trend, "D3").points
    assert points[0].as_on == on(5)
    assert [point.rank for point in points] == [3, 3, 3, 3]


def test_percent_and_pace_are_those_of_the_day(trend: Trend) -> None:
    last = course(trend, "D1").points[-1]
    assert last.percent == pytest.approx(24.0)
    assert last.pace7 == pytest.approx((240 - 100) / 7)


def test_empty_days_before_the_first_figure_of_all_are_left_out(drive: Any, on: On) -> None:
    shots = drive(TREE, FIGURES).counts
    found = trend_of(shots, "Bihar", on(-20), on(8), level=2)
    assert found.since == on(1)
    assert found.days == tuple(on(day) for day in range(1, 9))


def test_one_place_is_ranked_among_those_beside_it(drive: Any, on: On) -> None:
    shots = drive(TREE, FIGURES).counts
    found = trend_of(shots, "D1", on(1), on(8))
    assert found.alone
    assert [item.now.place for item in found.courses] == ["D1"]
    assert [point.rank for point in found.courses[0].points] == [2, 2, 2, 2, 2, 2, 2, 1]
    assert found.measure is Measure.registered


def test_the_topmost_place_has_a_course_too(drive: Any, on: On) -> None:
    """Bihar is the sum of its districts, from the day on which each has a figure."""
    found = trend_of(drive(TREE, FIGURES).counts, "Bihar", on(1), on(8))
    assert (found.within, found.places) == ("", 1)
    assert found.courses[0].points[-1].registered == 240 + 220 + 10


def test_a_district_is_missing_from_days_before_its_life(drive: Any, on: On) -> None:
    shots = drive(TREE, FIGURES, lives={"D2": (4, None)}).counts
    found = trend_of(shots, "Bihar", on(1), on(8), level=2, by=Measure.registered)
    assert course(found, "D2").points[0].as_on == on(4)
    assert course(found, "D1").points[0].rank == 1


def test_nobody_has_a_figure(drive: Any, on: On) -> None:
    found = trend_of(drive(TREE, {}).counts, "Bihar", on(1), on(3), level=2)
    assert all(not item.points for item in found.courses)

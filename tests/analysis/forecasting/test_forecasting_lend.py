"""A place with hardly a figure goes at the pace of the place above it, and says so."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from eshram_cli.analysis.forecasting import Forecast, History, Note, forecast, forecast_all
from eshram_cli.analysis.forecasting.history import Floats

START = date(2021, 11, 1)
DISTRICT = np.cumsum(np.where(np.arange(60) % 7 == 6, 2000.0, 9000.0))


def few(days: int, count: float = 48_000.0) -> Floats:
    """Figures on the last days only."""
    column = np.full(60, np.nan)
    column[60 - days :] = count - 100.0 * np.arange(days)[::-1]
    return column


def of(counts: Floats, place: int = 0, above: Floats | None = None, target: float | None = None) -> Forecast:
    table = counts if counts.ndim == 2 else counts[:, None]
    goals = None if target is None else np.full(table.shape[1], target)
    return forecast(History(START, table, None, above), place, goals)


def width(made: Forecast, day: int = 14) -> float:
    return float((made.paths[day - 1, 5] - made.paths[day - 1, 1]) / (made.paths[day - 1, 3] - (made.reached or 0)))


def test_a_single_figure_grows_in_its_share_of_the_district() -> None:
    made, district = of(few(1), above=DISTRICT), of(DISTRICT)
    share = 48_000 / DISTRICT[-1]
    np.testing.assert_allclose(made.paths[:, 3], district.paths[:, 3] * share, rtol=0.01)
    assert made.borrowed and not district.borrowed
    assert Note("borrowed", {"days": 1}) in made.notes
    assert "one-day" not in [note.code for note in made.notes]


def test_the_range_is_wider_than_the_districts() -> None:
    made, district = of(few(1), above=DISTRICT), of(DISTRICT)
    assert width(made) > 1.2 * width(district)


def test_nothing_is_told_of_a_past_that_it_has_not() -> None:
    made = of(few(1), above=DISTRICT)
    assert made.backtest is None
    assert made.pace.last_day is made.pace.seven_day is made.pace.since_start is None


@pytest.mark.parametrize(("days", "borrowed"), [(1, True), (4, True), (5, False), (30, False)])
def test_five_days_of_its_own_are_enough(days: int, borrowed: bool) -> None:
    assert of(few(days), above=DISTRICT).borrowed is borrowed


def test_its_own_target_slows_it() -> None:
    near, far = (of(few(1), above=DISTRICT, target=target) for target in (52_000.0, 400_000.0))
    assert near.paths[29, 3] < 60_000 < far.paths[29, 3]


def test_without_a_course_above_its_siblings_lend() -> None:
    made = of(np.column_stack([few(1), DISTRICT, 2 * DISTRICT]))
    assert made.borrowed
    assert made.paths[6, 3] / 48_000 == pytest.approx(of(DISTRICT).paths[6, 3] / DISTRICT[-1], rel=0.01)


@pytest.mark.parametrize("above", [np.full(60, np.nan), few(3, 400_000.0), np.zeros(60), None])
def test_where_nobody_can_lend_the_convention_stands(above: Floats | None) -> None:
    made = of(few(1), above=above)
    assert not made.borrowed
    assert made.notes[1] == Note("one-day")
    assert (made.paths[:, 3] == 48_000).all()


def test_a_figure_of_last_week_goes_on_from_its_day() -> None:
    column = few(1)
    column[54], column[59] = column[59], np.nan
    made = of(column, above=DISTRICT)
    assert made.reached == 48_000
    assert made.borrowed and Note("stale", {"days": 5}) in made.notes
    assert made.paths[0, 3] > 48_000 * DISTRICT[59] / DISTRICT[54]


def test_what_came_later_is_not_looked_at() -> None:
    both = History(START, few(20)[:, None], None, DISTRICT)
    early = forecast(both, 0, as_on=date(2021, 12, 12))
    cut = History(START, few(20)[:42, None], None, DISTRICT[:42])
    assert early.borrowed
    np.testing.assert_array_equal(early.paths, forecast(cut, 0).paths)


def test_ten_times_the_counts_are_ten_times_the_answer() -> None:
    one, ten = of(few(1), above=DISTRICT, target=90_000.0), of(10 * few(1), above=10 * DISTRICT, target=900_000.0)
    np.testing.assert_allclose(10 * one.paths, ten.paths)


def test_those_with_a_history_of_their_own_borrow_nothing() -> None:
    table = np.column_stack([few(1), DISTRICT / 3, DISTRICT / 2])
    assert [one.borrowed for one in forecast_all(History(START, table, None, DISTRICT))] == [True, False, False]


def test_above_has_a_count_a_day() -> None:
    with pytest.raises(ValueError, match="above"):
        History(START, DISTRICT[:, None], None, DISTRICT[:5])

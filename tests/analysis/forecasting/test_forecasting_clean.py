"""Counts that need no cleaning are taken as they are; they come out as if each window had been cleaned."""

from __future__ import annotations

import numpy as np
import pytest

from eshram_cli.analysis.forecasting.clean import (
    cleaned_gains,
    day_gains,
    last_report,
    last_reports,
    reported_before,
    smooth,
    windows,
)
from eshram_cli.analysis.forecasting.history import Floats


def counts(seed: int) -> Floats:
    """Forty days of six places: two whole, one late, one silent in the end, one with a gap, one that falls."""
    made = np.cumsum(np.random.default_rng(seed).integers(0, 50, (40, 6)), axis=0).astype(np.float64)
    made[:7, 2], made[30:, 3], made[20:23, 4] = np.nan, np.nan, np.nan
    made[25, 5] = made[24, 5] - 30
    return made


def test_whole_and_late_and_silent_places_are_smooth() -> None:
    assert smooth(counts(1), day_gains(counts(1))).tolist() == [True, True, True, True, False, False]
    never = np.full((5, 1), np.nan)
    assert smooth(never, day_gains(never)).tolist() == [True]


@pytest.mark.parametrize("seed", range(5))
def test_windows_are_those_that_cleaning_each_would_give(seed: int) -> None:
    ends = np.array([40, 33, 26, 9, 1])
    np.testing.assert_array_equal(windows(counts(seed), None, ends, 14), cleaned_gains(counts(seed), ends, 14))


def test_the_last_report_before_a_row() -> None:
    made, ends = counts(1), np.array([40, 22, 5])
    np.testing.assert_array_equal(reported_before(made, ends), last_reports(made)[ends - 1])
    np.testing.assert_array_equal(reported_before(made[:, :2], ends), last_reports(made[:, :2])[ends - 1])
    np.testing.assert_array_equal(last_report(made), last_reports(made)[-1])

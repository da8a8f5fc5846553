"""The forecast beside the pencil, on the place's own past."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from eshram_cli.analysis.forecasting import History, forecast
from eshram_cli.analysis.forecasting.backtest import METHODS
from eshram_cli.analysis.forecasting.history import Floats

START = date(2021, 8, 26)


def of(gains: Floats, target: float) -> History:
    return History(START, np.cumsum(gains)[:, None])


def test_errors_of_a_steady_drive_are_nil() -> None:
    test = forecast(of(np.full(120, 500.0), 0), 0).backtest
    assert test is not None
    assert set(test.errors) == set(METHODS)
    assert all(error == pytest.approx(0, abs=1e-5) for by in test.errors.values() for error in by.values())
    assert set(test.errors["seven_day"]) == {7, 28} and test.origins == 13


def test_it_says_when_a_naive_pace_was_better() -> None:
    gains = np.full(120, 500.0)
    made = forecast(of(gains, 0), 0, np.array([61_000.0]))
    assert made.backtest is not None and made.backtest.naive_better is not None
    assert "naive-better" in [note.code for note in made.notes]


def test_it_beats_the_last_day_where_sundays_rest() -> None:
    gains = np.where(np.arange(150) % 7 == 6, 0.0, 1000.0)
    test = forecast(of(gains, 0), 0).backtest
    assert test is not None
    assert test.errors["forecast"][28] <= test.errors["last_day"][28]
    assert test.errors["seven_day"][7] == pytest.approx(0, abs=1e-6)


def test_error_in_persons_by_hand() -> None:
    gains = np.append(np.full(50, 100.0), np.full(7, 300.0))
    test = forecast(of(gains, 0), 0).backtest
    assert test is not None
    first = (300 - 100) * 7
    assert test.errors["seven_day"][7] == pytest.approx(first / test.origins)


def test_too_short_to_judge() -> None:
    made = forecast(of(np.full(20, 500.0), 0), 0)
    assert made.backtest is None
    assert "unproven" in [note.code for note in made.notes]

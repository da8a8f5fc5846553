"""Histories made by hand, and the forecasts of places that never were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from eshram_cli.analysis.forecasting import History, forecast_all
from eshram_cli.analysis.forecasts import PlaceForecast
from eshram_cli.analysis.race import Start
from eshram_cli.answers.trend import DayNote
from eshram_cli.problems import Language, catalogue

FIRST = dt.date(2021, 11, 1)
NAMES = (("Purbi Champaran", "पूर्वी चंपारण"), ("Khagaria", "खगड़िया"), ("Siwan", "सिवान"), ("Patna", "पटना"))


def tells(err: str, code: str) -> bool:
    """Whether what was said is the problem of that code, by its hint."""
    return catalogue()[code].hint[Language.en].partition("{")[0] in err


def steady(paces: Sequence[float], days: int = 58, start: float = 1000.0) -> History:
    """Places that register so many persons every day."""
    return History(FIRST, start + np.arange(days)[:, None] * np.array(paces)[None, :])


def forecasts(
    history: History,
    targets: Sequence[float | None],
    *,
    deadline: dt.date | None = None,
    notes: tuple[DayNote, ...] = (),
    horizon: int = 120,
) -> list[PlaceForecast]:
    """The forecasts of all columns, named after districts of Bihar."""
    goals = np.array([np.nan if target is None else target for target in targets], dtype=np.float64)
    made = forecast_all(history, goals, horizon=horizon)
    return [
        PlaceForecast(
            id=f"d{at}",
            place=NAMES[at % len(NAMES)][0],
            place_hi=NAMES[at % len(NAMES)][1],
            code=at,
            level="district",
            reported_as=NAMES[at % len(NAMES)][0],
            known_on=None,
            deadline=deadline,
            made=one,
            first=history.first,
            series=history.counts[:, at],
            day_notes=notes,
        )
        for at, one in enumerate(made)
    ]


def start_of(history: History, targets: Sequence[float]) -> Start:
    """The same places at the start of a race."""
    aims = np.array(targets, dtype=np.float64)
    return Start(forecasts(history, targets), history, aims, np.zeros_like(aims), aims)

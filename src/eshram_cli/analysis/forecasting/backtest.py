"""The forecast scored on the place's own past, beside the paces anyone can work out with a pencil."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from eshram_cli.analysis.forecasting.constants import FOUR_WEEKS, WEEK
from eshram_cli.analysis.forecasting.pace import mean_gain
from eshram_cli.analysis.forecasting.trials import HORIZONS, Trials

OURS = "forecast"
NAIVE = ("last_day", "seven_day", "four_weeks", "since_start")
METHODS = (OURS, *NAIVE)
FEWEST_ORIGINS = 3


@dataclass(frozen=True)
class Backtest:
    """Mean absolute error in persons by method and horizon, over `origins` past forecasts of this place.

    `best` is the method with the least error summed over the horizons, `naive_better` the naive one that beats the
    forecast by at least a person, if any.
    """

    origins: int
    errors: Mapping[str, Mapping[int, float]]
    best: str
    naive_better: str | None


def backtest(past: Trials, place: int) -> Backtest | None:
    """The backtest of one of the places; None with fewer than three origins judged at every horizon kept.

    A horizon that fewer than three origins can judge is left out; the methods always meet on the same cases.
    """
    ours = past.medians[:, place]
    came = past.came[: len(ours), place]
    known = np.isfinite(ours) & np.isfinite(came)
    kept = [k for k in range(len(HORIZONS)) if int(known[:, k].sum()) >= FEWEST_ORIGINS]
    if not kept:
        return None
    start = past.then.since_start[: len(ours), place]
    gains = past.then.gains[: len(ours), :, place : place + 1]
    last_day, week, month = (mean_gain(gains, days, start[:, None])[:, 0] for days in (1, WEEK, FOUR_WEEKS))
    naive = np.stack([last_day, week, month, start])[..., None] * np.array(HORIZONS)
    wrong = np.abs(np.concatenate([ours[None], naive]) - came)
    table = {
        method: {HORIZONS[k]: float(wrong[m, known[:, k], k].mean()) for k in kept} for m, method in enumerate(METHODS)
    }
    totals = {method: sum(by.values()) for method, by in table.items()}
    best = min(METHODS, key=lambda method: totals[method])
    better = best if round(totals[best]) < round(totals[OURS]) else None
    return Backtest(int(known[:, kept[0]].sum()), table, best, better)

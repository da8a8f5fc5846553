"""One other method, run in a Python of its own by `peers.py`; it needs numpy, pandas and the method's package only.

    python benchmarks/peer.py METHOD [CASES OUT]      METHOD: AutoETS, AutoTheta, AutoCES, Prophet

CASES is a JSON list of {state, unit, origin, last, gains}: the count and the cleaned daily gains up to the origin. OUT
becomes a CSV in the scorer's form, 120 days by seven quantiles a case. Printed, as JSON: import_s, ms (median a
series), failed (cases in which the seven-day pace stood in); without CASES, import_s alone.

From the daily gains to the count: the median is the sum of the method's point forecasts. statsforecast gives intervals
a day at a time; with w(j) the distance of a day's quantile from its point forecast, w(1)^2 is taken as noise that each
day draws anew and v(j) = w(j)^2 - w(1)^2, never falling, as the variance of a level that wanders on; the distance of
the sum over h days is then

    W(h)^2 = h w(1)^2 + sum over j <= h of v(j) (2 (h - j) + 1)

that is, square-root growth where a method's daily interval stays as wide, and faster where it widens. Prophet draws
whole paths itself; their running sums are ranked. No quantile falls or lies below the count at the origin.
"""

from __future__ import annotations

import contextlib
import csv
import json
import logging
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

QUANTILES = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
NORMAL = np.array([-1.95996, -1.28155, -0.67449, 0.0, 0.67449, 1.28155, 1.95996])
LEVELS = (95, 80, 50)
DAYS, SEASON, PATHS = 120, 7, 300

Method = Callable[[np.ndarray, str], np.ndarray]
"""Daily gains and the origin to quantiles of the gain since the origin [days, 7]."""


def sums(middle: np.ndarray, daily: np.ndarray) -> np.ndarray:
    """Daily point forecasts [days] and quantiles [days, 7] to quantiles of the running sum, by the docstring's rule."""
    wide = np.abs(daily - middle[:, None]) ** 2
    wander = np.maximum.accumulate(np.maximum(wide - wide[0], 0), axis=0)
    ahead = np.arange(1, len(middle) + 1)
    lag = ahead[:, None] - ahead[None, :]
    weight = np.where(lag >= 0, 2 * lag + 1, 0)
    spread = np.sqrt(ahead[:, None] * wide[0] + weight @ wander)
    return np.cumsum(middle)[:, None] + np.sign(NORMAL) * spread


def statsforecast(name: str) -> Method:
    """A model of statsforecast with its own intervals."""
    from statsforecast import models

    model = getattr(models, name)(season_length=SEASON)

    def run(gains: np.ndarray, _origin: str) -> np.ndarray:
        made = model.forecast(y=gains, h=DAYS, level=list(LEVELS))
        low = [made[f"lo-{level}"] for level in LEVELS]
        high = [made[f"hi-{level}"] for level in reversed(LEVELS)]
        return sums(made["mean"], np.column_stack([*low, made["mean"], *high]))

    return run


def prophet() -> Method:
    """Prophet with a weekly season and its defaults; its own simulated paths."""
    import pandas as pd
    from prophet import Prophet

    for name in ("prophet", "cmdstanpy"):
        logging.getLogger(name).setLevel(logging.CRITICAL)

    def run(gains: np.ndarray, origin: str) -> np.ndarray:
        days = pd.date_range(end=origin, periods=len(gains))
        model = Prophet(
            weekly_seasonality=True, yearly_seasonality=False, daily_seasonality=False, uncertainty_samples=PATHS
        )
        model.fit(pd.DataFrame({"ds": days, "y": gains}), seed=1)
        np.random.seed(1)  # the generator that Prophet draws from
        paths = model.predictive_samples(model.make_future_dataframe(DAYS, include_history=False))["yhat"]
        return np.quantile(np.cumsum(paths, axis=0), QUANTILES, axis=1).T

    return run


def seven_day_pace(gains: np.ndarray) -> np.ndarray:
    """Stands in for a failed fit: the last week's pace, the last month's daily scatter growing as the square root."""
    ahead = np.arange(1, DAYS + 1)[:, None]
    return gains[-7:].mean() * ahead + NORMAL * gains[-28:].std() * np.sqrt(ahead)


def never_falling(gains: np.ndarray) -> np.ndarray:
    """Quantiles in order, none below nothing, none falling."""
    return np.maximum.accumulate(np.maximum(np.sort(gains, axis=1), 0), axis=0)


def answer(method: Method, gains: np.ndarray, origin: str) -> tuple[np.ndarray, bool]:
    """The method's quantiles of the gain, and whether it gave any."""
    try:
        made = method(gains, origin)
    except Exception:  # whatever a peer stumbles over on a series, it is counted and the series scored
        return never_falling(seven_day_pace(gains)), False
    if not np.isfinite(made).all():
        return never_falling(seven_day_pace(gains)), False
    return never_falling(made), True


def work(method: Method, cases: list[dict[str, Any]], out: Path) -> tuple[list[float], int]:
    """Write the forecasts of every case; the seconds of each, and how many failed."""
    seconds, failed = [], 0
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("state", "unit", "origin", "horizon", "quantile", "value"))
        for case in cases:
            began = time.perf_counter()
            made, good = answer(method, np.asarray(case["gains"], dtype=float), case["origin"])
            seconds.append(time.perf_counter() - began)
            failed += not good
            key = (case["state"], case["unit"], case["origin"])
            for day, row in enumerate(made + case["last"], start=1):
                writer.writerows((*key, day, quantile, f"{v:.1f}") for quantile, v in zip(QUANTILES, row, strict=True))
    return seconds, failed


def main() -> None:
    """Import, run, tell."""
    name, *files = sys.argv[1:]
    warnings.filterwarnings("ignore")
    began = time.perf_counter()
    method = prophet() if name == "Prophet" else statsforecast(name)
    imported = time.perf_counter() - began
    if not files:
        print(json.dumps({"import_s": imported}))
        return
    asked = json.loads(Path(files[0]).read_text(encoding="utf-8"))
    with contextlib.redirect_stdout(sys.stderr):
        seconds, failed = work(method, asked, Path(files[1]))
    print(json.dumps({"import_s": imported, "ms": 1000 * statistics.median(seconds), "failed": failed}))


if __name__ == "__main__":
    main()

"""One other method, run in a Python of its own by `peers.py`; it needs numpy, pandas and the method's package only.

    python benchmarks/peer.py METHOD [CASES OUT]  METHOD: AutoARIMA, AutoETS, AutoTheta, AutoCES, Prophet, LightGBM

CASES is a JSON list of {state, unit, origin, last, target, gains}: the count and the cleaned daily gains up to the
origin. OUT becomes a CSV in the scorer's form, 120 days by seven quantiles a case. Printed, as JSON: import_s, ms
(median a series), failed (cases in which the seven-day pace stood in); without CASES, import_s alone.

From the daily gains to the count: the median is the sum of the method's point forecasts. statsforecast gives intervals
a day at a time; with w(j) the distance of a day's quantile from its point forecast, w(1)^2 is taken as noise that each
day draws anew and v(j) = w(j)^2 - w(1)^2, never falling, as the variance of a level that wanders on; the distance of
the sum over h days is then

    W(h)^2 = h w(1)^2 + sum over j <= h of v(j) (2 (h - j) + 1)

that is, square-root growth where a method's daily interval stays as wide, and faster where it widens. Prophet draws
whole paths itself; their running sums are ranked. No quantile falls or lies below the count at the origin.

LightGBM is one model for all districts of all states: at each origin it learns, a model a quantile, from every seventh
day of their pasts what the gain over 1 to 112 days was, as a multiple of the four-week pace. It sees the days ahead,
the paces of a day to twelve weeks and since the start as multiples of the four-week pace, the four-week pace and the
count as parts of the target, and the weekday. AutoARIMA searches stepwise with approximated likelihoods, as R does.
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

REACHES = (1, 3, 7, 14, 28, 42, 56, 84, 112)
"""Days ahead that LightGBM learns and forecasts; straight lines lie between them."""
WINDOWS = (1, 7, 14, 28, 56, 84)
FIRST = 42  # days of figures that a lesson must have had, as the scored cases have

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

    options = {"approximation": True} if name == "AutoARIMA" else {}
    model = getattr(models, name)(season_length=SEASON, **options)

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


def sights(case: dict[str, Any], day: int) -> tuple[float, list[float]]:
    """The four-week pace of a case after so many of its days, and what LightGBM sees of it beside the days ahead."""
    gains = case["gains"][:day]
    pace = float(gains[-28:].mean()) + 1
    target = case["target"] or float("nan")
    count = case["last"] - float(case["gains"][day:].sum())
    paces = [float(gains[-days:].mean()) / pace for days in WINDOWS]
    return pace, [*paces, float(gains.mean()) / pace, pace / target, count / target, float((case["day"] + day) % 7)]


def lightgbm(cases: list[dict[str, Any]]) -> list[np.ndarray]:
    """All cases of one origin, learnt together: quantiles of the gain [days, 7] of each."""
    from lightgbm import Dataset, train

    seen, came = [], []
    for case in cases:
        for day in range(len(case["gains"]) - 1, FIRST, -7):
            pace, facts = sights(case, day)
            for reach in REACHES:
                if day + reach <= len(case["gains"]):
                    seen.append([float(reach), *facts])
                    came.append(np.log1p(float(case["gains"][day : day + reach].sum()) / (reach * pace)))
    now = [sights(case, len(case["gains"])) for case in cases]
    asked = np.array([[float(reach), *facts] for _, facts in now for reach in REACHES])
    made = np.empty((len(cases), len(REACHES), len(QUANTILES)))
    for at, quantile in enumerate(QUANTILES):
        options = {"objective": "quantile", "alpha": quantile, "learning_rate": 0.05, "num_threads": 1, "verbose": -1}
        model = train(options, Dataset(np.array(seen), np.array(came)), num_boost_round=200)
        made[..., at] = np.expm1(model.predict(asked)).reshape(len(cases), -1)
    made *= np.array(REACHES)[None, :, None] * np.array([pace for pace, _ in now])[:, None, None]
    knots, days = np.array([0, *REACHES]), np.arange(1, DAYS + 1)
    whole = [np.vstack([np.zeros(len(QUANTILES)), one, one[-1] * DAYS / REACHES[-1]]) for one in made]
    return [
        np.column_stack([np.interp(days, [*knots, DAYS], one[:, k]) for k in range(len(QUANTILES))]) for one in whole
    ]


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
            write(writer, case, made)
    return seconds, failed


def work_together(cases: list[dict[str, Any]], out: Path) -> tuple[list[float], int]:
    """The same of the method that learns from all cases of an origin; an origin's time is shared among them."""
    seconds = []
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("state", "unit", "origin", "horizon", "quantile", "value"))
        for origin in sorted({case["origin"] for case in cases}):
            some = [
                {**case, "gains": np.asarray(case["gains"], dtype=float), "day": -len(case["gains"])}
                for case in cases
                if case["origin"] == origin
            ]
            began = time.perf_counter()
            made = lightgbm(some)
            seconds += [(time.perf_counter() - began) / len(some)] * len(some)
            for case, gains in zip(some, made, strict=True):
                write(writer, case, never_falling(gains))
    return seconds, 0


def write(writer: Any, case: dict[str, Any], made: np.ndarray) -> None:
    """The rows of one case: its count at the origin and the quantiles of the gain."""
    key = (case["state"], case["unit"], case["origin"])
    for day, row in enumerate(made + case["last"], start=1):
        writer.writerows((*key, day, quantile, f"{v:.1f}") for quantile, v in zip(QUANTILES, row, strict=True))


def main() -> None:
    """Import, run, tell."""
    name, *files = sys.argv[1:]
    warnings.filterwarnings("ignore")
    began = time.perf_counter()
    if name == "LightGBM":
        import lightgbm  # noqa: F401  # its import is timed

        method = None
    else:
        method = prophet() if name == "Prophet" else statsforecast(name)
    imported = time.perf_counter() - began
    if not files:
        print(json.dumps({"import_s": imported}))
        return
    asked = json.loads(Path(files[0]).read_text(encoding="utf-8"))
    with contextlib.redirect_stdout(sys.stderr):
        out = Path(files[1])
        seconds, failed = work_together(asked, out) if method is None else work(method, asked, out)
    print(json.dumps({"import_s": imported, "ms": 1000 * statistics.median(seconds), "failed": failed}))


if __name__ == "__main__":
    main()

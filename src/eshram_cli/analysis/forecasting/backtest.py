"""The forecast scored on the place's own past, beside the paces anyone can work out with a pencil."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from eshram_cli.analysis.forecasting.clean import Snapshot, clean, first_reports, snapshots
from eshram_cli.analysis.forecasting.constants import FOUR_WEEKS, WEEK
from eshram_cli.analysis.forecasting.history import EVERY, Flags, Floats, History, Ints, floats
from eshram_cli.analysis.forecasting.pace import expected_gain, mean_gain

OURS = "forecast"
NAIVE = ("last_day", "seven_day", "four_weeks", "since_start")
METHODS = (OURS, *NAIVE)
HORIZONS = (7, 28)
STEP, ORIGINS = 7, 13
FEWEST_ORIGINS = 3
YOUNGEST = 14  # days of history a past origin must have


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


@dataclass(frozen=True)
class Scores:
    """Absolute errors [origins, methods, horizons, places scored], NaN where a past forecast cannot be judged."""

    absolute: Floats

    def of(self, place: int) -> Backtest | None:
        """The backtest of one of the places scored; None with fewer than three origins judged at every horizon kept.

        A horizon that fewer than three origins can judge is left out; the methods always meet on the same cases.
        """
        mine = self.absolute[..., place]
        judged: Flags = np.asarray(np.isfinite(mine).all(axis=1))
        kept = [k for k in range(len(HORIZONS)) if int(judged[:, k].sum()) >= FEWEST_ORIGINS]
        if not kept:
            return None
        table = {
            method: {HORIZONS[k]: float(mine[:, m, k][judged[:, k]].mean()) for k in kept}
            for m, method in enumerate(METHODS)
        }
        totals = {method: sum(by.values()) for method, by in table.items()}
        best = min(METHODS, key=lambda method: totals[method])
        better = best if round(totals[best]) < round(totals[OURS]) else None
        return Backtest(int(judged[:, kept[0]].sum()), table, best, better)


def score(history: History, targets: Floats, some: slice = EVERY) -> Scores:
    """Weekly past origins, at most 13, judged a week and four weeks later against the clean counts of today; `some` of
    the places are scored."""
    counts, ahead = history.counts, np.array(HORIZONS)
    ends = len(counts) - WEEK - STEP * np.arange(ORIGINS)
    ends = ends[ends > YOUNGEST]
    if not len(ends):
        return Scores(np.empty((0, len(METHODS), len(HORIZONS), counts[:, some].shape[1])))
    now = snapshots(counts, history.masked, first_reports(counts), ends)
    ours = expected_gain(now, targets, max(HORIZONS), some=some)[..., ahead - 1]
    gains = np.stack([ours, *(pace[..., some, None] * ahead for pace in naive_paces(now))], axis=1)
    actual = came(clean(counts[:, some]), ends[:, None] - 1 + ahead, now.days[:, some])
    return Scores(floats(np.abs(now.reached[:, None, None, some] + np.swapaxes(gains, 2, 3) - actual[:, None])))


def came(truth: Floats, rows: Ints, days: Ints) -> Floats:
    """The counts [origins, horizons, places] on the rows asked for; NaN beyond the last and for places too young by
    their `days` [origins, places] of history."""
    known = (rows < len(truth))[..., None] & (days >= YOUNGEST)[:, None, :]
    return np.where(known, truth[np.minimum(rows, len(truth) - 1)], np.nan)


def naive_paces(now: Snapshot) -> tuple[Floats, Floats, Floats, Floats]:
    """Last day, seven days, four weeks, since the start: persons a day per place."""
    start = now.since_start
    return (
        mean_gain(now.gains, 1, start),
        mean_gain(now.gains, WEEK, start),
        mean_gain(now.gains, FOUR_WEEKS, start),
        start,
    )

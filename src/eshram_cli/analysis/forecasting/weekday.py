"""The week's rhythm of a state: offices rest on Sundays, camps are held on Saturdays."""

from __future__ import annotations

import numpy as np

from eshram_cli.analysis.forecasting.constants import FOUR_WEEKS, WEEK
from eshram_cli.analysis.forecasting.history import Floats


def profile(gains: Floats) -> Floats:
    """Seven factors with mean 1 for the seven days after the last row of `gains` [days, places].

    Each is the median over four weeks of (gain of the day in all places) / (mean of its week). With less than four
    whole weeks, or none with any gain, every day counts the same. A masked day counts as an ordinary one.
    """
    recent = gains[-FOUR_WEEKS:]
    known = ~np.isnan(recent)
    if len(recent) < FOUR_WEEKS or known.any(axis=1).sum() < FOUR_WEEKS - 4 or not known[:3].any():
        return np.ones(WEEK)
    total = np.where(known.any(axis=1), np.where(known, recent, 0.0).sum(axis=1), np.nan)
    weeks = total.reshape(4, WEEK)
    days = np.maximum((~np.isnan(weeks)).sum(axis=1, keepdims=True), 1)
    mean = np.nansum(weeks, axis=1, keepdims=True) / days
    share = np.where(np.isnan(weeks) | (mean <= 0), 1.0, weeks / np.where(mean > 0, mean, 1.0))
    middle = np.asarray(np.median(share, axis=0), dtype=np.float64)
    return middle / middle.mean() if middle.mean() > 0 else np.ones(WEEK)

"""The week's rhythm of a state: offices rest on Sundays, camps are held on Saturdays."""

from __future__ import annotations

import numpy as np

from eshram_cli.analysis.forecasting.constants import FOUR_WEEKS, WEEK
from eshram_cli.analysis.forecasting.history import Flags, Floats


def profile(gains: Floats) -> Floats:
    """Seven factors with mean 1 for the seven days after the last row of `gains` [..., days, places]: [..., 7].

    Each is the median over four weeks of (gain of the day in all places) / (mean of its week). With less than four
    whole weeks, or none with any gain, every day counts the same. A masked day counts as an ordinary one.
    """
    together, told = whole_gains(gains[..., -FOUR_WEEKS:, :])
    weeks = together.reshape(*told.shape[:-1], -1, WEEK)
    days = told.reshape(weeks.shape)
    mean = weeks.sum(axis=-1, keepdims=True) / np.maximum(days.sum(axis=-1, keepdims=True), 1)
    share = np.where(days & (mean > 0), weeks / np.where(mean > 0, mean, 1.0), 1.0)
    middle = np.sort(share, axis=-2)[..., 1:3, :].sum(axis=-2) / 2
    level = middle.mean(axis=-1, keepdims=True)
    whole = (told.sum(axis=-1) >= FOUR_WEEKS - 4) & told[..., :3].any(axis=-1)
    return np.where(whole[..., None] & (level > 0), middle / np.where(level > 0, level, 1.0), 1.0)


def whole_gains(gains: Floats) -> tuple[Floats, Flags]:
    """The known gains of all places together, and whether any is known, by day [..., days]."""
    together = gains.sum(axis=-1)
    if not np.isnan(together).any():
        return together, np.ones(together.shape, np.bool_)
    known = ~np.isnan(gains)
    return np.where(known, gains, 0.0).sum(axis=-1), np.asarray(known.any(axis=-1))

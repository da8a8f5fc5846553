"""Forecasts made anew from past days with what was known then, and what came of them.

From every week of the last half year the method and two plain paces forecast 7 and 28 days. Their errors weigh the
paces against the method; how the forecasts so weighed did is the backtest, and says how wide the range must be.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eshram_cli.analysis.forecasting.clean import Snapshot, clean, first_reports, snapshots
from eshram_cli.analysis.forecasting.constants import (
    CLEAREST,
    OFFSET,
    ORIGINS,
    PRIOR,
    PROOF,
    SHARPNESS,
    WEEK,
    YOUNGEST,
)
from eshram_cli.analysis.forecasting.history import Flags, Floats, floats
from eshram_cli.analysis.forecasting.pace import Paces, expected_gains, paces

HORIZONS = (7, 28)


@dataclass(frozen=True)
class Trials:
    """Past forecasts, weekly, the newest first: twice as many as are judged, so that each is weighed by those before.

    `then` the snapshots of the origins and `speed` their paces; `gains` [origins, 3, places, horizons] as in
    `pace.expected_gains`; `came` [origins, places, horizons] the gains that came, NaN where that is not known yet or
    the place had less than 14 days of figures; `undisturbed` [origins, horizons] whether no noted day lay in between.
    """

    then: Snapshot
    speed: Paces
    gains: Floats
    came: Floats
    undisturbed: Flags

    def weights(self, origin: int = -1) -> Floats:
        """The weight of the method and of the two paces [3, places], by the trials that were over on the day of a past
        origin; by all of them today.

        Proportional to (1, 0.1, 0.05) exp(-12 rho); rho is the log ratio of the mean errors a day to the method's, the
        mean of the place's own ratio and of all places' together, times n / (n + 4) with n origins.
        """
        errors = np.abs(self.gains - self.came[:, None]) / np.array(HORIZONS)
        over = [errors[origin + days // WEEK : origin + 1 + ORIGINS, ..., k] for k, days in enumerate(HORIZONS)]
        sums = floats(np.sum([np.nansum(part, axis=0) for part in over], axis=0))
        number = np.isfinite(over[0][:, 0]).sum(axis=0)
        rho = (log_ratio(sums) + log_ratio(sums.sum(axis=1, keepdims=True))) / 2 * number / (number + PROOF)
        weight = np.array(PRIOR)[:, None] * np.exp(-SHARPNESS * rho)
        return floats(weight / weight.sum(axis=0))

    @cached_property
    def medians(self) -> Floats:
        """The gains that the forecast would have named [origins judged, places, horizons]."""
        return np.stack([mix(gains, self.weights(at)) for at, gains in enumerate(self.gains[:ORIGINS])])


def log_ratio(errors: Floats) -> Floats:
    """ln of each error to the method's, the first of [3, places], within 2; 0 where both are 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log(errors / errors[0])
    return np.clip(np.where(np.isnan(ratio), 0.0, ratio), -CLEAREST, CLEAREST)


def mix(gains: Floats, weights: Floats) -> Floats:
    """The weighted geometric middle [places, n] of gains [3, places, n]; 0 where the method's, the first, is 0.

    Each is raised by 2 % of the method's, so that a pace of 0 does not decide alone.
    """
    method = np.where(gains[0] > 0, gains[0], 1.0)
    middle = np.exp((weights[..., None] * np.log(gains / method + OFFSET + (gains[0] <= 0))).sum(axis=0))
    return np.where(gains[0] > 0, method * np.maximum(middle - OFFSET, 0.0), 0.0)


def trials(counts: Floats, masked: Flags | None, targets: Floats, lent: Flags | None = None) -> Trials:
    """The trials of all places of `counts` [days, places]; of a history of less than three weeks there are none.

    A course that is `lent` [places] proves nothing: it never met the place's own target.
    """
    rows, ahead = len(counts), np.array(HORIZONS)
    ends = rows - WEEK * np.arange(1, 2 * ORIGINS + 1)
    # A history too short for any has one of today, of which nothing can have come.
    ends = ends[ends > YOUNGEST] if rows > WEEK + YOUNGEST else np.array([rows])
    then = snapshots(counts, masked, first_reports(counts), ends)
    speed = paces(then)
    gains = np.moveaxis(expected_gains(then, targets, max(HORIZONS), speed)[..., ahead - 1], 0, 1)
    days = ends[:, None] - 1 + ahead
    own = then.days >= YOUNGEST if lent is None else (then.days >= YOUNGEST) & ~lent
    known = (days < rows)[:, None] & own[..., None]
    truth = np.moveaxis(clean(counts)[np.minimum(days, rows - 1)], 1, 2)
    came = np.where(known, truth - then.reached[..., None], np.nan)
    noted = np.append(0, np.cumsum(np.zeros(rows) if masked is None else masked))
    undisturbed = noted[np.minimum(days + 1, rows)] == noted[ends][:, None]
    return Trials(then, speed, gains, came, undisturbed)

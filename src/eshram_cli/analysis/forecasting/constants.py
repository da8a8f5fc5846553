"""What the method holds fixed: chosen windows, and the few numbers that benchmarks/fit_forecast.py has fitted."""

from __future__ import annotations

from dataclasses import dataclass

from eshram_cli.analysis.forecasting import fitted

QUANTILES = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
MEDIAN = 3
SIGMAS = (-1.959964, -1.281552, -0.674490, 0.0, 0.674490, 1.281552, 1.959964)
FINISH = (0.1, 0.5, 0.9)

WEEK, FOUR_WEEKS, LONG = 7, 28, 70
PEAK = 3.5  # a day counts for at most this many times the place's four-week mean
RECENT = 0.75  # weight of the last week in a place's share of the state
REVERSION = 75.0  # days over which the state's pace goes back to its ten-week pace
CATCH_UP = 0.5  # how much of that return counts when the pace has been falling
SHARE_REVERSION = 60.0  # days over which shares go back to the ten-week share and the remaining share
HEADROOM = 1.05  # registration ends a little above the target, not exactly on it
OWN_ROOM = 0.6  # weight of the place's own remaining share against the state's
LEAST_ROOM = 0.05
LEAST_DAYS = 15.0  # days of the present pace for which there is room at least, whatever the target
GROWTH = 0.025  # a day's growth of the pace per unit of remaining share above GROWTH_FROM
GROWTH_FROM = 0.4
GROWTH_DAYS = 60.0
LONGEST = 365  # days within which a finish date is looked for
FEWEST_DAYS = 5
LENT = 1.25  # how much wider the range of a borrowed course is (benchmarks/borrowed.py)
STANDING_SHARED = 0.6  # usual part of a place's luck that its whole state shares


@dataclass(frozen=True)
class Side:
    """One side of the spread: log error at 80 % = exp(level + growth x + pace c + both c x + short s).

    x = ln(h / 20) with h held to 7..120 days; s = ln(7 / h) below a week, else 0; c = ln(pace now / pace since start).
    `half` and `far` are the 50 % and 95 % errors as multiples of it.
    """

    level: float
    growth: float
    pace: float
    both: float
    short: float
    half: float
    far: float


@dataclass(frozen=True)
class Spread:
    """Both sides of the spread, and how far the places' own recent errors may stretch it."""

    lower: Side
    upper: Side


WITH_TARGET = Spread(Side(*fitted.TARGET_LOWER), Side(*fitted.TARGET_UPPER))
WITHOUT_TARGET = Spread(Side(*fitted.OPEN_LOWER), Side(*fitted.OPEN_UPPER))

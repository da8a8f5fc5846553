"""What the method holds fixed. Each number has its reason; few are fitted (benchmarks/fit_forecast.py)."""

from __future__ import annotations

from dataclasses import dataclass

from eshram_cli.analysis.forecasting import fitted

QUANTILES = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
MEDIAN = 3
SIGMAS = (-1.959964, -1.281552, -0.674490, 0.0, 0.674490, 1.281552, 1.959964)
FINISH = (0.1, 0.5, 0.9)

WEEK, FOUR_WEEKS, LONG = 7, 28, 70
LONGEST = 365  # days within which a finish date is looked for: a drive is planned by the year
FEWEST_DAYS = 5  # fewer show no pace: a Sunday and a camp are half of them

# The pace
PEAK = 3.5  # a day counts for at most this many times the four-week mean: one mega-camp is not a pace
RECENT = (
    0.75  # weight of the last week in a place's share of the state, beside the last four: nearly all camps are weekly
)
REVERSION = 75.0  # days over which pace and shares return to those of ten weeks: a drive's wave lasts about a quarter

# The room toward the target
BEYOND = 0.03  # registration ends this part above the target, not on it: a place that nears its target also reaches it
LEAST_DAYS = 15.0  # days of the present pace for which there is room at least: a target may have been set too low

# The weight of plain paces beside the method, by their errors on the place's own past
ORIGINS = 13  # weekly past forecasts, a quarter of a year
YOUNGEST = 14  # days of figures that a past forecast must have had
PRIOR = (1.0, 0.1, 0.05)  # the method, the seven-day pace, the pace since the start, where the past says nothing
SHARPNESS = 12.0  # a method with errors a tenth larger counts a third
PROOF = 4.0  # past forecasts at which half of what they say is believed
CLEAREST = 2.0  # a log ratio of errors is held to this: more than seven times better is not better proven

# The range
OFFSET = 0.02  # lets a day without any gain have a finite error; no range is narrower than this part of the usual one
HALF_LIFE = 20.0  # days after which a past error counts half
OWN_WEIGHT = 4.0  # a place's own error counts as much as four of its siblings'
STRETCH = 0.75  # exponent on the ratio of the errors seen to the errors expected: three quarters of it last
NARROWING = (
    10  # past forecasts whose largest error is the widest that the range needs to be: a quarter has so many of 28 days
)
LENT = 1.1  # how much wider the range of a borrowed course is (benchmarks/borrowed.py)
LONE_DAY = (0.0, 0.0, 0.0, 0.0, 0.005, 0.02, 0.05)  # of the count a day, where one figure shows no pace: a convention

# The ceiling by people on what lies above the median
ADULTS = 0.7  # of the people are of an age to register
SOONEST = 0.015  # of those still to come a day: the fastest that a whole district has been reached
TWICE, QUARTER_MORE = 2.0, 1.25  # times the median gain that the ceilings always leave room for

# The sentence
RECORD = 3.3  # times the pace of ten weeks: after such a week the next four brought .45 of its pace, not all of it

# Races
STANDING_SHARED = 0.6  # usual part of a place's luck that its whole state shares


@dataclass(frozen=True)
class Side:
    """One side of the range at 80 %: ln of the log error at 20 days, and its growth per ln of the days.

    `half` and `far` are the 50 % and 95 % errors as multiples of it.
    """

    level: float
    growth: float
    half: float
    far: float


@dataclass(frozen=True)
class Spread:
    """Both sides of the range; `short` widens the lower one below a week, `tempo` the upper one in a lull."""

    lower: Side
    upper: Side
    short: float
    tempo: float


WITH_TARGET = Spread(Side(*fitted.TARGET_LOWER), Side(*fitted.TARGET_UPPER), *fitted.TARGET_SHORT_TEMPO)
WITHOUT_TARGET = Spread(Side(*fitted.OPEN_LOWER), Side(*fitted.OPEN_UPPER), *fitted.OPEN_SHORT_TEMPO)

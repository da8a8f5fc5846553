"""How wrong the median tends to be: past log errors by horizon, stretched by the places' own recent ones.

Gain = median gain x (1.02 exp(e) - 0.02), never below 0; e is a two-piece error with a power law in the horizon
(split conformal prediction, Vovk et al. 2005; the scaling by a known difficulty follows Lei et al. 2018).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from eshram_cli.analysis.forecasting.clean import Snapshot, later_lowest, snapshots
from eshram_cli.analysis.forecasting.constants import (
    FEWEST_DAYS,
    SIGMAS,
    WEEK,
    Side,
    Spread,
)
from eshram_cli.analysis.forecasting.history import EVERY, Flags, Floats, Ints, floats
from eshram_cli.analysis.forecasting.pace import Paces, expected_gain, paces

OFFSET = 0.02  # lets a day without any gain have a finite error
STEP, ORIGINS = 4, 15  # past origins looked back at: every fourth day, sixty days
HALF_LIFE = 20.0  # days after which a past error counts half
OWN_WEIGHT = 4.0  # a place's own error counts as much as four of its siblings'
STRETCH = 0.5  # exponent on the ratio of the errors seen to the errors expected
ENOUGH = 1.5  # weighted past origins at which half of that exponent is used
NARROWEST, WIDEST = 0.5, 2.5
FULL_HISTORY = 28.0  # days of history below which the spread is widened by sqrt(28 / days)
UNSEEN = 0.06  # per ln(h / 7): what the fit has seen less of than it seems, for many places share one calendar
FLOOR = 0.02  # a standing place may start again: at 2 % of its pace since the start, or of its siblings'


def log_error(gain: Floats, expected: Floats) -> Floats:
    """ln((gain + 0.02 expected) / (1.02 expected)); NaN where nothing was expected."""
    safe = np.where(expected > 0, expected, np.nan)
    return np.log((np.maximum(gain, 0.0) / safe + OFFSET) / (1 + OFFSET))


def with_error(expected: Floats, error: Floats) -> Floats:
    """The gain that has this log error; not below 0."""
    return expected * np.maximum((1 + OFFSET) * np.exp(error) - OFFSET, 0.0)


def tempo(now: Snapshot, speed: Paces | None = None) -> Floats:
    """ln(present pace / pace since the start) [..., places], within -2.5..2.5; 0 where either is 0.

    In a lull the pace can multiply, at a peak it cannot.
    """
    pace, since = (speed or paces(now)).present, now.since_start
    both = (pace > 0) & (since > 0)
    ratio = np.where(both, pace, 1.0) / np.where(both, since, 1.0)
    return np.clip(np.log(ratio), -2.5, 2.5)


def scale(side: Side, tempo_: Floats, horizons: Floats) -> Floats:
    """The 80 % log error of one side [..., places, n]; formula at constants.Side. `horizons` [places or 1, n], days."""
    x = np.log(np.clip(horizons, WEEK, 120) / 20)
    short = np.log(np.maximum(WEEK / horizons, 1.0))
    c = tempo_[..., None]
    return np.exp(
        np.clip(side.level + side.growth * x + side.pace * c + side.both * x * c + side.short * short, -4, 1.5)
    )


def errors(spread: Spread, tempo_: Floats, horizons: Floats, factor: Floats) -> Floats:
    """Log errors at the seven quantiles [places, n, 7]; `factor` [places] stretches; `horizons` [places or 1, n].

    Both are widened by 1 + 0.06 ln(h / 7) beyond a week: the amount by which blocks of time left out of the fit missed.
    """
    wider = factor[:, None] * (1 + UNSEEN * np.log(np.clip(horizons / WEEK, 1, None)))
    low, high = (scale(side, tempo_, horizons) * wider for side in (spread.lower, spread.upper))
    below = [-low * spread.lower.far, -low, -low * spread.lower.half]
    above = [high * spread.upper.half, high, high * spread.upper.far]
    return np.stack([*below, np.zeros_like(low), *above], axis=2)


@dataclass(frozen=True)
class Past:
    """Errors of forecasts a week ahead made in the last sixty days, as signed multiples of the 80 % error expected.

    `signed` [origins, places] (NaN where unknown), `age` [origins] days since the week was over.
    """

    signed: Floats
    age: Floats


def past_errors(counts: Floats, masked: Flags | None, first: Ints, targets: Floats, spread: Spread) -> Past:
    """Forecast anew from each past origin with what was known then, and compare with the clean counts of today."""
    rows = len(counts)
    ends = rows - WEEK - STEP * np.arange(ORIGINS)
    ends = ends[ends > FEWEST_DAYS]
    if not len(ends):
        return Past(np.empty((0, counts.shape[1])), np.empty(0))
    return Past(week_errors(counts, masked, first, targets, spread, ends), floats(rows - WEEK - ends))


def week_errors(
    counts: Floats, masked: Flags | None, first: Ints, targets: Floats, spread: Spread, ends: Ints
) -> Floats:
    """log error / expected 80 % error of the forecasts made after `ends` rows for a week on; NaN where not countable.

    What came is the lowest count reported on the day or later: a passing peak is taken back.
    """
    then = snapshots(counts, masked, first, ends)
    first_end = int(ends.min())
    came = later_lowest(counts[first_end:])[ends + WEEK - 1 - first_end]
    actual = np.where(np.isinf(came), np.nan, came) - then.reached
    speed = paces(then)
    error = log_error(actual, expected_gain(then, targets, WEEK, speed)[..., -1])
    slow, week = tempo(then, speed), np.array([[float(WEEK)]])
    below, above = (scale(side, slow, week)[..., 0] for side in (spread.lower, spread.upper))
    known = (then.stale == 0) & (then.days >= FEWEST_DAYS)
    if masked is not None:
        known &= ~masked[ends[:, None] + np.arange(WEEK)].any(axis=1)[:, None]
    return np.where(known, error / np.where(error < 0, below, above), np.nan)


def stretch(past: Past, some: slice = EVERY) -> Floats:
    """Factor on the spread of `some` places: (80 % point of the weighted past multiples) ^ (0.5 n / (n + 1.5)), in
    0.5..2.5.

    The multiples of all places count, a place's own four times; n is the weighted number of past origins.
    """
    places = np.arange(past.signed.shape[1])[some]
    known = ~np.isnan(past.signed)
    if known.sum() < 4:
        return np.ones(len(places))
    weight = np.exp2(-past.age / HALF_LIFE)
    number = float(weight[known.any(axis=1)].sum())
    seen = eighty(np.abs(past.signed[known]), np.broadcast_to(weight[:, None], known.shape), known, places)
    return np.clip(seen ** (STRETCH * number / (number + ENOUGH)), NARROWEST, WIDEST)


def eighty(values: Floats, weight: Floats, known: Flags, places: Ints) -> Floats:
    """Weighted 80 % point of the values for each of the places, the place's own rows weighted OWN_WEIGHT."""
    order = np.argsort(values, kind="stable")
    ranked, base = values[order], weight[known][order]
    owner = np.nonzero(known)[1][order]
    own = base[:, None] * (1 + (OWN_WEIGHT - 1) * (owner[:, None] == places[None, :]))
    cumulative = np.cumsum(own, axis=0)
    at = (cumulative < 0.8 * cumulative[-1]).sum(axis=0)
    return floats(ranked[np.minimum(at, len(ranked) - 1)])


def widen_young(days: Ints) -> Floats:
    """sqrt(28 / days of history), at least 1: few days say little."""
    return np.sqrt(np.maximum(FULL_HISTORY / np.maximum(days, 1), 1.0))


def floor_gain(now: Snapshot, days: int, some: slice = EVERY) -> Floats:
    """Gain per place and day ahead that the spread is measured on at least [some of the places, days].

    2 % of the place's pace since its start, or, if it has none, of the mean pace since the start of its siblings.
    """
    active = now.since_start > 0
    typical = now.since_start[active].mean() if active.any() else 0.0
    daily = FLOOR * np.where(active, now.since_start, typical)[some]
    return daily[:, None] * np.arange(1, days + 1)[None, :]


def quantile_gains(median: Floats, floor: Floats, error: Floats) -> Floats:
    """Gains at the seven quantiles [places, days, 7], rising over the quantiles and never falling over the days.

    Below the median the errors act on the median gain itself, above it on no less than the floor.
    """
    lower = with_error(median[:, :, None], error[:, :, :3])
    excess = with_error(np.maximum(median, floor)[:, :, None], error[:, :, 4:]) - np.maximum(median, floor)[:, :, None]
    gains = np.concatenate([lower, median[:, :, None], median[:, :, None] + excess], axis=2)
    return np.maximum.accumulate(gains, axis=1)


def probability(level: Floats, quantiles: Floats) -> Floats:
    """P(count >= level) from the seven quantiles [..., 7]: straight lines in normal deviates, the tails drawn on.

    `level` broadcasts against the leading axes. Where quantiles coincide the upper one decides.
    """
    sigma = np.asarray(SIGMAS)
    step = np.diff(quantiles, axis=-1)
    at = np.clip((quantiles <= np.asarray(level)[..., None]).sum(axis=-1) - 1, 0, len(SIGMAS) - 2)
    base = np.take_along_axis(quantiles, at[..., None], axis=-1)[..., 0]
    width = np.take_along_axis(step, at[..., None], axis=-1)[..., 0]
    way = np.where(width > 0, (level - base) / np.where(width > 0, width, 1.0), np.sign(level - base) * 9.0)
    deviate = sigma[at] + way * np.diff(sigma)[at]
    return 1 - normal(deviate)


def normal(deviate: Floats) -> Floats:
    """The standard normal distribution function (Abramowitz and Stegun 26.2.17, error below 1e-7)."""
    x = np.abs(np.clip(deviate, -12, 12))
    t = 1 / (1 + 0.2316419 * x)
    series = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
    tail = np.exp(-x * x / 2) / np.sqrt(2 * np.pi) * series
    return floats(np.where(deviate >= 0, 1 - tail, tail))

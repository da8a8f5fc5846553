"""How wrong the median tends to be: past log errors by horizon, stretched by the places' own recent ones.

Gain = median gain x (1.02 exp(e) - 0.02), never below 0; e is a two-piece error with a power law in the horizon
(split conformal prediction, Vovk et al. 2005; the scaling by a known difficulty follows Lei et al. 2018).
"""

from __future__ import annotations

import numpy as np

from eshram_cli.analysis.forecasting.clean import Snapshot
from eshram_cli.analysis.forecasting.constants import (
    ADULTS,
    FOUR_WEEKS,
    HALF_LIFE,
    LONG,
    NARROWING,
    OFFSET,
    OWN_WEIGHT,
    PROOF,
    QUARTER_MORE,
    SIGMAS,
    SOONEST,
    STRETCH,
    TWICE,
    WEEK,
    Spread,
)
from eshram_cli.analysis.forecasting.history import EVERY, Flags, Floats, Ints, floats
from eshram_cli.analysis.forecasting.pace import Paces, paces
from eshram_cli.analysis.forecasting.trials import HORIZONS, Trials


def log_error(gain: Floats, expected: Floats) -> Floats:
    """ln((gain + 0.02 expected) / (1.02 expected)); NaN where nothing was expected."""
    safe = np.where(expected > 0, expected, np.nan)
    return np.log((np.maximum(gain, 0.0) / safe + OFFSET) / (1 + OFFSET))


def with_error(expected: Floats, error: Floats) -> Floats:
    """The gain that has this log error; not below 0."""
    return expected * np.maximum((1 + OFFSET) * np.exp(error) - OFFSET, 0.0)


def tempo(now: Snapshot, speed: Paces | None = None) -> Floats:
    """c = ln(present pace / pace since the start) [..., places], within -2.5..2.5; 0 where either is 0.

    In a lull the pace can multiply, at a peak it cannot.
    """
    pace, since = (speed or paces(now)).present, now.since_start
    both = (pace > 0) & (since > 0)
    ratio = np.where(both, pace, 1.0) / np.where(both, since, 1.0)
    return np.clip(np.log(ratio), -2.5, 2.5)


def scales(spread: Spread, tempo_: Floats, horizons: Floats) -> tuple[Floats, Floats]:
    """The log error at 80 % below and above the median [..., places, n]; `horizons` [places or 1, n] in days.

    ln = level + growth x, and below the median + short s, above it + tempo c; x = ln(h / 20) with h held to 7..120
    days; s = ln(7 / h) below a week, else 0; c as in `tempo`.
    """
    x = np.log(np.clip(horizons, WEEK, 120) / 20)
    short = np.log(np.maximum(WEEK / horizons, 1.0))
    low = np.exp(spread.lower.level + spread.lower.growth * x + spread.short * short)
    high = np.exp(spread.upper.level + spread.upper.growth * x + spread.tempo * tempo_[..., None])
    return floats(low), floats(high)


def errors(spread: Spread, tempo_: Floats, horizons: Floats, factor: Floats) -> Floats:
    """Log errors at the seven quantiles [places, n, 7], widened by `factor` [places, n]; `horizons` as in `scales`."""
    low, high = (side * factor for side in scales(spread, tempo_, horizons))
    below = [-low * spread.lower.far, -low, -low * spread.lower.half]
    above = [high * spread.upper.half, high, high * spread.upper.far]
    return np.stack([*below, np.zeros_like(low), *above], axis=2)


def past_errors(past: Trials, spread: Spread) -> Floats:
    """Past errors of the weighted forecast as signed multiples of the 80 % error expected [origins, places, horizons].

    NaN where not known, where the place was silent on the day, and across days with a note.
    """
    median = past.medians
    judged = slice(len(median))
    error = log_error(past.came[judged], median)
    below, above = scales(spread, tempo(past.then, past.speed)[judged], floats([HORIZONS]))
    fair = (past.then.stale[judged] == 0)[..., None] & past.undisturbed[judged, None]
    return np.where(fair, error / np.where(error < 0, below, above), np.nan)


def stretch(past: Floats, some: slice = EVERY) -> Floats:
    """Factors on the spread of `some` places at the horizons of the trials [places, horizons], from `past_errors`.

    The 80 % point of the multiples of all places, a place's own counting four times and each half after 20 days, to the
    power 0.75 n / (n + 4) with n the weighted number of origins; but no wider than the largest of the place's own ten
    last errors, if there are ten, and never less than 0.02. A horizon of which too little is known takes the factor of
    the shorter one.
    """
    places = np.arange(past.shape[1])[some]
    factors = [np.ones(len(places))]
    for k, days in enumerate(HORIZONS):
        sizes = np.abs(past[..., k])
        known = ~np.isnan(sizes)
        if known.sum() < 4:
            factors.append(factors[-1])
            continue
        weight = np.exp2(-(WEEK * np.arange(1, len(sizes) + 1) - days) / HALF_LIFE)
        number = float(weight[known.any(axis=1)].sum())
        seen = eighty(sizes[known], np.broadcast_to(weight[:, None], known.shape), known, places)
        usual = seen ** (STRETCH * number / (number + PROOF))
        last = known & (np.cumsum(known, axis=0) <= NARROWING)
        enough = last.sum(axis=0) == NARROWING
        largest = np.where(enough, np.where(last, sizes, 0.0).max(axis=0), np.inf)[some]
        factors.append(np.maximum(np.minimum(usual, largest), OFFSET))
    return np.stack(factors[1:], axis=1)


def eighty(values: Floats, weight: Floats, known: Flags, places: Ints) -> Floats:
    """Weighted 80 % point of the values for each of the places, the place's own rows weighted OWN_WEIGHT."""
    order = np.argsort(values, kind="stable")
    ranked, base = values[order], weight[known][order]
    owner = np.nonzero(known)[1][order]
    own = base[:, None] * (1 + (OWN_WEIGHT - 1) * (owner[:, None] == places[None, :]))
    cumulative = np.cumsum(own, axis=0)
    at = (cumulative < 0.8 * cumulative[-1]).sum(axis=0)
    return floats(ranked[np.minimum(at, len(ranked) - 1)])


def at_days(factor: Floats, horizons: Floats) -> Floats:
    """The factors [places, 2] at a week and four weeks on the days ahead [places, days]: a straight line in logarithms
    between the two, and beyond them as at the nearer one."""
    way = np.clip(np.log(horizons / HORIZONS[0]) / np.log(HORIZONS[1] / HORIZONS[0]), 0.0, 1.0)
    return floats(factor[:, :1] ** (1 - way) * factor[:, 1:] ** way)


def widen_young(now: Snapshot) -> Floats:
    """(28 / days of history) ^ (sqrt(s) / 2), at least 1: few days say little of a launch.

    s = 1 - first count / last count: a place that was only reported late had a drive before, and s is small.
    """
    gained = now.since_start * now.days
    share = np.sqrt(gained / np.where(gained > 0, now.reached, 1.0))
    return floats(np.maximum(FOUR_WEEKS / np.maximum(now.days, 1), 1.0) ** (share / 2))


def ceiling(median: Floats, reached: Floats, people: Floats) -> Floats:
    """The most that can be gained [places, days] above a median gain [places, days], from the count and the `people`
    who live there [places]; infinite where they are not known.

    A drive reaches the adults at 1.5 % a day of those still to come at the fastest, or twice as many as expected; and
    nobody twice: not more than the people not yet registered, but for a quarter more than expected, since people are
    registered where they work and a census grows old.
    """
    ahead = np.arange(1, median.shape[1] + 1)
    soonest = np.maximum(ADULTS * people[:, None] * -np.expm1(-SOONEST * ahead), TWICE * median)
    left = np.maximum((people - reached)[:, None], QUARTER_MORE * median)
    most = np.minimum(soonest, left)
    return np.where(np.isnan(most), np.inf, most)


def at_its_best(median: Floats, now: Snapshot, speed: Paces, some: slice = EVERY) -> Floats:
    """The most that a place that has slowed down can gain [places, days] above a median gain [places, days]: all days
    like those of the best week of its last ten, or twice as many as expected.

    Infinite where the last week was no slower than the ten. A drive that has fallen may come back; a range that is
    learnt from a fall would let it come back at many times what it ever did.
    """
    gains = np.nan_to_num(now.gains[:, some])
    best = np.lib.stride_tricks.sliding_window_view(gains, WEEK, axis=0).mean(axis=-1).max(axis=0)
    most = np.maximum(best[:, None] * np.arange(1, median.shape[1] + 1), TWICE * median)
    return np.where(((now.days >= LONG) & (speed.week < speed.long))[some, None], most, np.inf)


def floor_gain(now: Snapshot, days: int, some: slice = EVERY) -> Floats:
    """Gain per place and day ahead that the spread is measured on at least [some of the places, days].

    2 % of the place's pace since its start, or, if it has none, of the mean pace since the start of its siblings.
    """
    active = now.since_start > 0
    typical = now.since_start[active].mean() if active.any() else 0.0
    daily = OFFSET * np.where(active, now.since_start, typical)[some]
    return daily[:, None] * np.arange(1, days + 1)[None, :]


def quantile_gains(median: Floats, floor: Floats, error: Floats, most: Floats) -> Floats:
    """Gains at the seven quantiles [places, days, 7], rising over the quantiles and never falling over the days.

    Below the median the errors act on the median gain itself, above it on no less than the floor; none above it
    passes the `most` that can be gained [places, days].
    """
    lower = with_error(median[:, :, None], error[:, :, :3])
    excess = with_error(np.maximum(median, floor)[:, :, None], error[:, :, 4:]) - np.maximum(median, floor)[:, :, None]
    upper = np.minimum(median[:, :, None] + excess, most[:, :, None])
    gains = np.concatenate([lower, median[:, :, None], upper], axis=2)
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

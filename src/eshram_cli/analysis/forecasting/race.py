"""Who will stand where on a day: all places run on together, many times, under shared luck.

A path is a place's forecast read at one random quantile: the deviate of a place is root(shared) times the state's
plus the root of (1 - shared) times its own, so that a good month lifts all and a camp lifts one. The shared part is
measured on the past: the mean correlation of the places' weekly errors. Each place's marginal stays its own forecast.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np

from eshram_cli.analysis.forecasting import spread
from eshram_cli.analysis.forecasting.constants import SIGMAS, STANDING_SHARED
from eshram_cli.analysis.forecasting.engine import forecast_all, spread_for, target_array
from eshram_cli.analysis.forecasting.history import Floats, History, Ints
from eshram_cli.analysis.forecasting.trials import trials

Measure = Literal["percent", "registered", "new", "balance"]
DRAWS, SEED = 2000, 20211204
CHANCES = (0.5, 0.8, 0.95)
FARTHEST = 2.8  # deviates are held within the part of the curve that the errors can speak for


@dataclass(frozen=True)
class Race:
    """The standings on the day over all draws.

    `chance` [places, ranks] of every rank (1 = first column; ties share the better rank: 1, 2, 2, 4), rows sum to 1 for
    places that can be ranked and to 0 for those without a count or (by percent, balance) a target. `now` today's rank,
    0 for the unranked. `ahead` [places, places]: chance that the row's place is above the column's.
    """

    now: Ints
    chance: Floats
    ahead: Floats


@dataclass(frozen=True)
class Field:
    """The draws all answers come from: counts on the day [draws, places], today's counts and targets [places]."""

    as_on: date
    day: date
    final: Floats
    reached: Floats
    targets: Floats

    def less(self, bases: Floats, targets: Floats) -> Field:
        """The same without the persons of the places' bases, held against other targets: of a drive, those registered
        before it and the drive's own targets."""
        return replace(self, final=self.final - bases, reached=self.reached - bases, targets=targets)

    def standing(self, counts: Floats, measure: Measure) -> Floats:
        """What is ranked, higher is better; NaN where the place cannot be ranked."""
        if measure == "percent":
            return 100 * counts / self.targets
        if measure == "balance":
            return counts - self.targets
        return counts - self.reached if measure == "new" else counts


def run(
    history: History,
    targets: Floats | None,
    day: date,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Field:
    """Draw the counts of all places on `day` (ValueError unless after the day of the forecast)."""
    goals = target_array(targets, history.counts.shape[1])
    ahead = (day - history.last).days
    if ahead < 1:
        raise ValueError("the day of the race must lie after the figures")
    made = forecast_all(history, goals, horizon=ahead)
    quantiles = np.array([one.paths[ahead - 1] for one in made])
    reached = np.array([np.nan if one.reached is None else one.reached for one in made])
    # Whose luck is whose depends on the figures alone, so that the order of the columns does not matter.
    order = np.lexsort(([one.paths[-1, -1] for one in made], np.where(np.isnan(reached), -1.0, reached)))
    position = np.argsort(order).astype(np.int64)
    final = draw(quantiles, shared_part(history, goals), draws, seed, position)
    return Field(history.last, day, np.maximum(final, reached), reached, goals)


def draw(quantiles: Floats, shared: float, draws: int, seed: int, position: Ints) -> Floats:
    """Counts [draws, places] from seven quantiles [places, 7]; `position` says which stream of luck is whose."""
    luck = np.random.default_rng(seed)
    common = luck.standard_normal((draws, 1))
    own = luck.standard_normal((draws, len(quantiles)))[:, position]
    deviate = np.clip(np.sqrt(shared) * common + np.sqrt(1 - shared) * own, -FARTHEST, FARTHEST)
    return np.column_stack([at_deviate(deviate[:, place], quantiles[place]) for place in range(len(quantiles))])


def at_deviate(deviate: Floats, quantiles: Floats) -> Floats:
    """The count at a normal deviate: straight lines between the seven quantiles, drawn on beyond them."""
    sigma = np.asarray(SIGMAS)
    inside = np.interp(deviate, sigma, quantiles)
    low = (quantiles[1] - quantiles[0]) / (sigma[1] - sigma[0]) * np.minimum(deviate - sigma[0], 0)
    high = (quantiles[-1] - quantiles[-2]) / (sigma[-1] - sigma[-2]) * np.maximum(deviate - sigma[-1], 0)
    return np.asarray(inside + low + high, dtype=np.float64)


def shared_part(history: History, targets: Floats) -> float:
    """Mean pairwise correlation of the places' past weekly errors, mixed half and half with a usual one; 0 to 0.9.

    The mean of squares of the state's mean error over the mean of squares of all, freed of the part that chance gives.
    """
    past = trials(history.counts, history.masked, targets)
    weekly = spread.past_errors(past, spread_for(targets))[..., 0]
    full = weekly[:, ~np.isnan(weekly).any(axis=0)]
    if len(full) < 5 or full.shape[1] < 3:
        return STANDING_SHARED
    between = float((full.mean(axis=1) ** 2).mean() / max(float((full**2).mean()), 1e-12))
    places = full.shape[1]
    measured = (between * places - 1) / (places - 1)
    return float(np.clip((measured + STANDING_SHARED) / 2, 0.0, 0.9))


def ranks(standing: Floats) -> Ints:
    """Competition ranks along the last axis (1, 2, 2, 4), higher is better; 0 for NaN."""
    known = ~np.isnan(standing)
    value = np.where(known, standing, -np.inf)
    order = np.sort(-value, axis=-1)
    flat, sorted_ = value.reshape(-1, value.shape[-1]), order.reshape(-1, value.shape[-1])
    found = np.array([np.searchsorted(row, -line, side="left") for row, line in zip(sorted_, flat, strict=True)])
    return np.where(known, found.reshape(value.shape) + 1, 0).astype(np.int64)


def race(field: Field, measure: Measure = "percent") -> Race:
    """Chance of every rank on the day."""
    final = field.standing(field.final, measure)
    found = ranks(final)
    places = final.shape[1]
    chance = np.stack([(found == rank).mean(axis=0) for rank in range(1, places + 1)], axis=1)
    above = np.array([(final[:, [place]] > final).mean(axis=0) for place in range(places)])
    today = ranks(field.standing(field.reached, "registered" if measure == "new" else measure)[None, :])[0]
    return Race(today, chance, above)


def needed(field: Field, place: int, rank: int, measure: Measure = "percent") -> dict[float, float | None]:
    """Persons a day from tomorrow on for a place to stand at `rank` or better while its rivals go on as forecast.

    In each draw the rival standing `rank`-th among the others is the one to draw level with; the pace that is enough in
    each of `CHANCES`. 0 where standing still is enough, None where no pace would do.
    """
    days = (field.day - field.as_on).days
    rivals = np.delete(field.standing(field.final, measure), place, axis=1)
    rivals = rivals[:, ~np.isnan(rivals).any(axis=0)]
    own = field.standing(field.reached[None, :], measure)[0, place]
    if np.isnan(own):
        return dict.fromkeys(CHANCES)
    if rank > rivals.shape[1]:
        return dict.fromkeys(CHANCES, 0.0)
    bar = np.sort(rivals, axis=1)[:, -rank]
    unit = field.targets[place] / 100 if measure == "percent" else 1.0
    gap = np.maximum((bar - own) * unit, 0.0) / days
    return {p: float(np.quantile(gap, p, method="higher")) for p in CHANCES}

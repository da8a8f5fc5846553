"""What a camp day adds: days with a camp beside like days without one, in pairs.

- A place's camp day is compared with its like days: the same day of the week, at most four weeks before or after, with
  a figure of the day itself and without a camp or a note. Noted days are left out on either side.
- A like day serves one camp day only, so that no day counts twice and pairs are apart. They are dealt out in rounds:
  in each, every camp day that still finds one gets one, those first that lie nearest to one another, of equals the
  earlier.
- The pairs of one date are one: new persons a place on it less the mean of its places' like days. A mega camp lifts all
  blocks of a Sunday at once, which is one thing learned and not twenty-seven.
- The uplift is the mean over the dates. Its 80 % range is that of the bootstrap-t (Efron and Tibshirani 1993, 12.5):
  the dates are drawn again `RESAMPLES` times, each mean is held against its own standard error, and the 10th and 90th
  of these are laid off from the uplift. With fewer than `LEAST` dates there is no range. The seed is fixed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

LEAST = 6
"""Dates below which a range of differences is not worth its name."""
RESAMPLES = 2000
WEEKS = 4
SEED = 20210826
_TAILS = (0.1, 0.9)


@dataclass(frozen=True, slots=True)
class Pair:
    """A date with camps: places that have like days, like days in all, new persons a place on it and on these, and
    whether one of these days lies after it."""

    as_on: dt.date
    places: int
    like_days: int
    new: float
    usual: float
    after: bool

    @property
    def difference(self) -> float:
        """What the date has more than its like days."""
        return self.new - self.usual


@dataclass(frozen=True, slots=True)
class Paired:
    """The pairs, by date, and how many camp days of places were left out: noted, and without a like day."""

    pairs: tuple[Pair, ...]
    noted: int
    alone: int


@dataclass(frozen=True, slots=True)
class Range:
    """The uplift with the bounds of its 80 % range; None where there is too little to tell."""

    uplift: float | None
    low: float | None = None
    high: float | None = None


def like_days(
    new: Mapping[dt.date, float], camp_days: Collection[dt.date], noted: Collection[dt.date]
) -> dict[dt.date, list[dt.date]]:
    """For each camp day of a place that has a figure and no note, the like days that it is compared with."""
    asked = sorted(day for day in set(camp_days) if day in new and day not in noted)
    free = {day for day in new if day not in noted and day not in camp_days}
    given: dict[dt.date, list[dt.date]] = {day: [] for day in asked}
    while True:
        served: set[dt.date] = set()
        around = ((day, day + dt.timedelta(weeks=week)) for day in asked for week in range(-WEEKS, WEEKS + 1))
        near = sorted((abs((one - day).days), day, one) for day, one in around if one in free)
        for _, day, one in near:
            if day not in served and one in free:
                given[day].append(one)
                served.add(day)
                free.discard(one)
        if not served:
            return given


def pairs(
    new: Mapping[str, Mapping[dt.date, float]],
    camp_days: Mapping[str, Collection[dt.date]],
    noted: Mapping[str, Collection[dt.date]],
) -> Paired:
    """The pairs of places, from new persons by place and day, the days with a camp, and the days with a note."""
    by_date: dict[dt.date, list[tuple[float, list[float], bool]]] = {}
    left_out = alone = 0
    for place, days in camp_days.items():
        of, notes = new.get(place, {}), noted.get(place, ())
        left_out += sum(day in notes and day in of for day in set(days))
        for day, like in like_days(of, days, notes).items():
            if like:
                after = any(one > day for one in like)
                by_date.setdefault(day, []).append((of[day], [of[one] for one in like], after))
            else:
                alone += 1
    made = tuple(
        Pair(
            day,
            len(found),
            sum(len(like) for _, like, _ in found),
            float(np.mean([on for on, _, _ in found])),
            float(np.mean([np.mean(like) for _, like, _ in found])),
            any(after for *_, after in found),
        )
        for day, found in sorted(by_date.items())
    )
    return Paired(made, left_out, alone)


def uplift_of(differences: npt.ArrayLike, seed: int = SEED) -> Range:
    """The mean of the differences with its 80 % range."""
    given = np.asarray(differences, dtype=np.float64)
    count = len(given)
    if not count:
        return Range(None)
    mean = float(given.mean())
    if count < LEAST:
        return Range(mean)
    error = float(given.std(ddof=1)) / count**0.5
    if not error:
        return Range(mean, mean, mean)
    drawn = given[np.random.default_rng(seed).integers(0, count, (RESAMPLES, count))]
    errors = drawn.std(axis=1, ddof=1) / count**0.5
    # A draw of one date again and again has no error to be held against.
    kept = errors > 0
    held = (drawn.mean(axis=1)[kept] - mean) / errors[kept]
    first, last = np.quantile(held, _TAILS)
    return Range(mean, mean - float(last) * error, mean - float(first) * error)

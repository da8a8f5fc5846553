"""Counts of places by day as arrays, each day by the rule of `rollup`: own return, else the sum of the parts.

A place's count on a day is its own return of that day; else the sum of its parts' latest counts, if one of them is of
that day, each has one, and none is older than the place's own last return. A day that has neither is NaN: between
returns nothing is invented. A place without any return of its own, some of whose parts never reported, is the sum of
those that did, from the day on which all of these had begun.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from eshram_cli.analysis.forecasting.history import Floats, Ints


@dataclass(frozen=True)
class Calendar:
    """The days that arrays speak of, one row each; the last is the day of the forecast."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    def row(self, day: dt.date) -> int:
        """The row of a day."""
        return (day - self.first).days

    def series(self, days: Sequence[str], counts: Sequence[int] | Ints) -> Floats:
        """Counts by date (ISO) as an array; NaN where there is none."""
        made = np.full(self.days, np.nan)
        made[self._rows_of(tuple(days))] = counts
        return made

    def _rows_of(self, days: tuple[str, ...]) -> Ints:
        """The rows of the days; looked up once for all places that reported on the same ones."""
        found = self._looked_up.get(days)
        if found is None:
            dates = np.array(days, dtype="datetime64[D]")
            found = self._looked_up[days] = (dates - np.datetime64(self.first, "D")).astype(np.int64)
        return found

    @cached_property
    def _looked_up(self) -> dict[tuple[str, ...], Ints]:
        return {}


def carried(counts: Floats) -> Floats:
    """The last known count on every day; NaN before the first. [days, places]."""
    last = last_rows(counts)
    return np.where(last < 0, np.nan, np.take_along_axis(counts, np.maximum(last, 0), axis=0))


def last_rows(counts: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """The row of the last known count on every day, -1 before the first."""
    rows = np.arange(len(counts)).reshape(-1, *[1] * (counts.ndim - 1))
    return np.maximum.accumulate(np.where(np.isnan(counts), -1, rows), axis=0)


def rolled(own: Floats, parts: Floats, *, whole: bool) -> Floats:
    """A place's counts [days] from its own [days] and those of its parts [days, parts]; see the module.

    `whole`: every part alive has reported at some time. Otherwise parts are summed only where there is no own return.
    """
    begun = parts[:, ~np.isnan(parts).all(axis=0)]
    if not begun.shape[1] or not (whole or np.isnan(own).all()):
        return own
    fresh = ~np.isnan(begun).all(axis=1)
    total = carried(begun).sum(axis=1)
    in_time = last_rows(begun).min(axis=1) >= last_rows(own)
    return np.where(np.isnan(own) & fresh & in_time, total, own)

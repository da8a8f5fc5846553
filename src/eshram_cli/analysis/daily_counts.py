"""Counts of places by day as arrays, for forecasts: of each day the count that speaks of that very day.

They are those of `rollup`. A day without a figure of its own is NaN: between returns nothing is invented. A sum counts
from the day on which it covers as many places as on the last day, so that a place that begins late makes no jump.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]


class DailyCounts:
    """The counts by day of all places that were added, each once."""

    def __init__(self) -> None:
        self.first: dt.date | None = None
        self.places: set[str] = set()
        self._series: dict[str, tuple[npt.NDArray[np.datetime64], Floats]] = {}
        self._own_days: dict[str, int] = {}

    def add(self, own: pd.DataFrame, counts: pd.DataFrame) -> None:
        """Adds places: `own` what stands by their own figures (`frames.STANDING`), `counts` these rolled up
        (`frames.COUNTS`), both of every day up to the last."""
        if own.empty:
            return
        fresh = own[own["as_on"] == own["day"]]
        self._own_days |= {str(place): int(days) for place, days in fresh.groupby("place").size().items()}
        began = fresh["day"].min().date()
        self.first = min(self.first or began, began)
        self.places |= set(counts["place"].tolist())
        last = counts.loc[counts["day"] == counts["day"].max(), ["place", "missing"]]
        table = counts[counts["as_on"] == counts["day"]].merge(last, on="place", suffixes=("", "_last"))
        table = table[(table["origin"] == "own") | (table["missing"] == table["missing_last"])]
        days, values = table["day"].to_numpy("datetime64[D]"), table["registered"].to_numpy(np.float64)
        for place, rows in table.reset_index(drop=True).groupby("place").indices.items():
            self._series[str(place)] = (days[rows], values[rows])

    def own_days(self, place: str) -> int:
        """On how many days the place has a figure of its own."""
        return self._own_days.get(place, 0)

    def series(self, place: str, first: dt.date, last: dt.date) -> Floats:
        """Its counts from the first to the last day; NaN where there is none."""
        made = np.full((last - first).days + 1, np.nan)
        if place in self._series:
            days, counts = self._series[place]
            made[(days - np.datetime64(first, "D")).astype(np.int64)] = counts
        return made

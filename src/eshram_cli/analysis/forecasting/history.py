"""Counts as the engine takes them: one row a day, one column a place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Ints: TypeAlias = npt.NDArray[np.int64]


EVERY = slice(None)
"""All the places of an array."""


def floats(values: npt.ArrayLike) -> Floats:
    """The values as an array of floats; nothing is copied that is one already."""
    return np.asarray(values, dtype=np.float64)


def or_zero(values: Floats) -> Floats:
    """The values, with 0 for those unknown."""
    return np.where(np.isnan(values), 0.0, values)


@dataclass(frozen=True)
class History:
    """Cumulative persons registered, [days, places], contiguous days from `first`; NaN where nothing was reported.

    The columns are places that share one drive (the districts of a state, the blocks of a district). `masked` [days]
    marks days whose gain says nothing about the pace (portal down); the count of such a day stays valid. `above` [days]
    are the counts of the place that these lie in, where it has any: it lends its course to those with hardly a figure.
    """

    first: date
    counts: Floats
    masked: Flags | None = None
    above: Floats | None = None
    people: Floats | None = None

    def __post_init__(self) -> None:
        """Refuse shapes that would be read wrongly (ValueError)."""
        if self.counts.ndim != 2:
            raise ValueError("counts must be [days, places]")
        if self.masked is not None and self.masked.shape != (len(self.counts),):
            raise ValueError("masked must have one flag a day")
        if self.above is not None and self.above.shape != (len(self.counts),):
            raise ValueError("above must have one count a day")
        if self.people is not None and self.people.shape != self.counts.shape[1:]:
            raise ValueError("people must have one number a place")

    @property
    def last(self) -> date:
        """The date of the last row."""
        return self.first + timedelta(days=len(self.counts) - 1)

    def until(self, as_on: date | None) -> History:
        """The history with nothing after `as_on`; days up to `as_on` without any row are added as not reported."""
        if as_on is None or as_on == self.last:
            return self
        days = max((as_on - self.first).days + 1, 0)
        missing = max(days - len(self.counts), 0)
        counts = np.vstack([self.counts[:days], np.full((missing, self.counts.shape[1]), np.nan)])
        masked = None if self.masked is None else np.append(self.masked[:days], np.zeros(missing, bool))
        above = None if self.above is None else np.append(self.above[:days], np.full(missing, np.nan))
        return replace(self, counts=counts, masked=masked, above=above)

    def of(self, columns: Ints) -> History:
        """The history of some of the places, in the order asked for."""
        people = None if self.people is None else self.people[columns]
        return replace(self, counts=self.counts[:, columns], people=people)

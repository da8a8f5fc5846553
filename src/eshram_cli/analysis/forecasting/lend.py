"""A place with less than five days of figures borrows a course: that of the place above, else its siblings' together.

It is taken to have had all along the share of that course which its last figure has: what a block with one figure has
in common with its district is the drive, not the size.
"""

from __future__ import annotations

import numpy as np

from eshram_cli.analysis.forecasting.clean import clean, fill, first_reports, last_report, last_reports
from eshram_cli.analysis.forecasting.constants import FEWEST_DAYS
from eshram_cli.analysis.forecasting.history import Flags, Floats, History, Ints


def lend(history: History) -> tuple[Floats, Flags]:
    """The counts [days, places] with the borrowed courses in them, and who borrowed [places].

    A place that nobody can lend to keeps its own figures: no course of five days up to its last figure, or one of 0.
    """
    counts = history.counts
    lent = np.zeros(counts.shape[1], np.bool_)
    poor, last = young(counts), last_report(counts)
    if not poor.any():
        return counts, lent
    filled, courses = counts.copy(), lenders(history, poor)
    for place in np.flatnonzero(poor):
        course = next((one for one in courses if lends(one, last[place])), None)
        if course is not None:
            upto = slice(None, last[place] + 1)
            filled[upto, place] = course[upto] * (counts[last[place], place] / course[last[place]])
            lent[place] = True
    return filled, lent


def young(counts: Floats) -> Flags:
    """Which places have figures, but of less than five days from the first to the last [places]."""
    last = last_report(counts)
    return np.asarray((last >= 0) & (last - first_reports(counts) < FEWEST_DAYS - 1))


def lenders(history: History, poor: Flags) -> list[Floats]:
    """The courses [days] that can be lent, the best first: clean, bridged, and carried on after their last figure."""
    known = ~np.isnan(history.counts).all(axis=0) & ~poor
    siblings = [carried(history.counts[:, known]).sum(axis=1)] if known.any() else []
    above = [] if history.above is None else [carried(history.above[:, None])[:, 0]]
    return [*above, *siblings]


def carried(counts: Floats) -> Floats:
    """Clean counts [days, places] without gaps from each place's first figure on."""
    level = fill(clean(counts))
    rows = last_reports(level)
    return np.where(rows < 0, np.nan, np.take_along_axis(level, np.maximum(rows, 0), axis=0))


def lends(course: Floats, last: Ints) -> bool:
    """Whether a course [days] has five days and a count up to that row."""
    known = ~np.isnan(course[: last + 1])
    return int(known.sum()) >= FEWEST_DAYS and bool(course[last] > 0)

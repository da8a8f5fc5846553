"""From counts as reported to counts that a cumulative series can have, and the gains between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from eshram_cli.analysis.forecasting.constants import LONG
from eshram_cli.analysis.forecasting.history import Flags, Floats, Ints


@dataclass(frozen=True)
class Snapshot:
    """What is known of every place at the end of one day.

    `reached` [places] last count after cleaning, NaN when never reported; `stale` days since it was reported; `days`
    days from the first to the last report; `since_start` gain a day over them; `gains` [70, places] gain of each of the
    days up to the place's own last report (the last row), NaN before the first report and on masked days; `calendar`
    the same gains on common days (the last row is the day of the snapshot).
    """

    reached: Floats
    stale: Ints
    days: Ints
    since_start: Floats
    gains: Floats
    calendar: Floats


def clean(counts: Floats) -> Floats:
    """Reverse running minimum: a count is never above a later one, so a passing peak is taken back, not a fall.

    `counts` [days, places]; NaN stays NaN and does not bind. A correction downward therefore lowers the days before it.
    """
    held = np.where(np.isnan(counts), np.inf, counts)
    lowest = np.minimum.accumulate(held[::-1], axis=0)[::-1]
    return np.where(np.isnan(counts), np.nan, lowest)


def fill(counts: Floats) -> Floats:
    """Straight lines across unreported days between two reports; NaN before the first and after the last."""
    if not np.isnan(counts).any():
        return counts
    filled = counts.copy()
    days = np.arange(len(counts))
    for column in np.flatnonzero(np.isnan(counts).any(axis=0)):
        known = np.flatnonzero(~np.isnan(counts[:, column]))
        if len(known):
            filled[:, column] = np.interp(days, known, counts[known, column], left=np.nan, right=np.nan)
    return filled


def first_reports(counts: Floats) -> Ints:
    """Row of each place's first report; the number of rows where there is none."""
    seen = ~np.isnan(counts)
    return np.where(seen.any(axis=0), seen.argmax(axis=0), len(counts)).astype(np.int64)


def last_reports(counts: Floats) -> Ints:
    """Row of each place's last report; -1 where there is none."""
    seen = ~np.isnan(counts)
    return np.where(seen.any(axis=0), len(counts) - 1 - seen[::-1].argmax(axis=0), -1).astype(np.int64)


def window(counts: Floats, masked: Flags | None, length: int) -> Floats:
    """Gains [length, places] of the last days, cleaned and filled; padded with NaN at the top."""
    tail = counts[-(length + 1) :]
    pad = np.full((length + 1 - len(tail), counts.shape[1]), np.nan)
    level = np.vstack([pad, fill(clean(tail))])
    gains = np.diff(level, axis=0)
    if masked is not None:
        flags = np.append(np.zeros(len(pad), bool), masked[-(length + 1) :])[1:]
        gains[flags] = np.nan
    return gains


def snapshot(counts: Floats, masked: Flags | None, first: Ints) -> Snapshot:
    """The state of affairs on the last row of `counts`; `first` from first_reports (rows after the last row: none yet).

    A place silent for more than ten weeks keeps its last count and its pace since the start.
    """
    rows, places = counts.shape
    last = last_reports(counts)
    calendar = window(counts, masked, LONG)
    stale = np.where(last < 0, 0, rows - 1 - last)
    columns = np.arange(places)
    reached = np.where(last < 0, np.nan, counts[np.maximum(last, 0), columns])
    began = np.where(last < 0, np.nan, counts[np.minimum(first, rows - 1), columns])
    days = np.where(last < 0, 0, last - first)
    since = np.maximum(reached - np.minimum(began, reached), 0) / np.maximum(days, 1)
    return Snapshot(reached, stale, days, np.nan_to_num(since), ending_at_report(calendar, stale), calendar)


def ending_at_report(gains: Floats, stale: Ints) -> Floats:
    """Each column moved down so that its last row is the day of the place's last report."""
    if not stale.any():
        return gains
    rows = np.arange(len(gains))[:, None] - stale[None, :]
    moved = np.take_along_axis(gains, np.maximum(rows, 0), axis=0)
    return np.where(rows >= 0, moved, np.nan)

"""From counts as reported to counts that a cumulative series can have, and the gains between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from eshram_cli.analysis.forecasting.constants import LONG
from eshram_cli.analysis.forecasting.history import Flags, Floats, Ints, floats, or_zero


@dataclass(frozen=True)
class Snapshot:
    """What is known of every place at the end of one day; of several days at once, which are then the first axis.

    `reached` [..., places] last count after cleaning, NaN when never reported; `stale` days since it was reported;
    `days` days from the first to the last report; `since_start` gain a day over them; `gains` [..., 70, places] gain of
    each of the days up to the place's own last report (the last row), NaN before the first report and on masked days;
    `calendar` the same gains on common days (the last row is the day of the snapshot).
    """

    reached: Floats
    stale: Ints
    days: Ints
    since_start: Floats
    gains: Floats
    calendar: Floats


def clean(counts: Floats) -> Floats:
    """Reverse running minimum: a count is never above a later one, so a passing peak is taken back, not a fall.

    `counts` [..., days, places]; NaN stays NaN and does not bind. A correction downward therefore lowers the days
    before it.
    """
    unknown = np.isnan(counts)
    if not unknown.any():
        return lowest_from_here(counts)
    return np.where(unknown, np.nan, lowest_from_here(np.where(unknown, np.inf, counts)))


def lowest_from_here(counts: Floats) -> Floats:
    """The lowest of each count and those after it [..., days, places]; all are known."""
    return floats(np.minimum.accumulate(counts[..., ::-1, :], axis=-2)[..., ::-1, :])


def fill(counts: Floats) -> Floats:
    """Straight lines across unreported days between two reports; NaN before the first and after the last."""
    unknown = np.isnan(counts)
    if not unknown.any():
        return counts
    days = np.arange(counts.shape[-2])[:, None]
    before = np.maximum.accumulate(np.where(unknown, -1, days), axis=-2)
    after = np.minimum.accumulate(np.where(unknown, len(days), days)[..., ::-1, :], axis=-2)[..., ::-1, :]
    between = unknown & (before >= 0) & (after < len(days))
    start = np.take_along_axis(counts, np.maximum(before, 0), axis=-2)
    end = np.take_along_axis(counts, np.minimum(after, len(days) - 1), axis=-2)
    slope = (end - start) / np.maximum(after - before, 1)
    return np.where(between, slope * (days - before) + start, counts)


def first_reports(counts: Floats) -> Ints:
    """Row of each place's first report; the number of rows where there is none."""
    seen = ~np.isnan(counts)
    return np.where(seen.any(axis=0), seen.argmax(axis=0), len(counts)).astype(np.int64)


def last_report(counts: Floats) -> Ints:
    """Row of each place's last report; -1 where there is none [places]."""
    seen = ~np.isnan(counts)
    return np.where(seen.any(axis=0), len(counts) - 1 - seen[::-1].argmax(axis=0), -1).astype(np.int64)


def last_reports(counts: Floats) -> Ints:
    """Row of each place's last report up to each row; -1 where there is none [days, places]."""
    rows = np.where(np.isnan(counts), -1, np.arange(len(counts))[:, None])
    return np.maximum.accumulate(rows, axis=0)


def reported_before(counts: Floats, ends: Ints) -> Ints:
    """Row of each place's last report before each of the rows; -1 where there is none [ends, places]."""
    if not np.isnan(counts[ends - 1]).any():
        return np.repeat(ends[:, None] - 1, counts.shape[1], axis=1)
    return np.asarray(last_reports(counts)[ends - 1])


def windows(counts: Floats, masked: Flags | None, ends: Ints, length: int) -> Floats:
    """Gains [ends, length, places] of the last days before each of the rows, cleaned and filled; NaN before the first.

    Of each window only what was known at its end is looked at. What was reported day by day and never fell is clean
    whenever one looks; only the others are cleaned anew for each window.
    """
    # Not a row more than the windows hold: the months before them would cost as much again.
    start = max(int(ends.min()) - length - 1, 0)
    seen = counts[start : int(ends.max())]
    daily = day_gains(seen)
    rows = ends[:, None] - start + np.arange(-length, 0)
    gains: Floats = daily[np.maximum(rows, 0)]
    rough: Flags = ~smooth(seen, daily)
    if rough.any():
        gains[..., rough] = cleaned_gains(counts[:, rough], ends, length)
    if masked is not None:
        gains[(rows >= 0) & masked[np.maximum(rows + start, 0)]] = np.nan
    return gains


def day_gains(counts: Floats) -> Floats:
    """The gain of each day since the day before; NaN on the first row and where either is unknown [days, places]."""
    gains = np.empty(counts.shape)
    gains[:1] = np.nan
    np.subtract(counts[1:], counts[:-1], out=gains[1:])
    return gains


def smooth(counts: Floats, gains: Floats) -> Flags:
    """Which places never fell and never missed a day from their first report to their last [places], by their
    `day_gains`: one gain less than reports. One that never reported is smooth."""
    reports = (~np.isnan(counts)).sum(axis=0)
    known = (~np.isnan(gains)).sum(axis=0)
    return np.asarray((known >= reports - 1) & ~(gains < 0).any(axis=0))


def cleaned_gains(counts: Floats, ends: Ints, length: int) -> Floats:
    """Gains as in `windows`, each window cleaned and filled by itself."""
    rows = ends[:, None] + np.arange(-length - 1, 0)
    levels = floats(counts[np.maximum(rows, 0)])
    if ends.min() <= length:
        levels[rows < 0] = np.nan
    cleaned = fill(clean(levels))
    return floats(cleaned[:, 1:] - cleaned[:, :-1])


def snapshot(counts: Floats, masked: Flags | None, first: Ints) -> Snapshot:
    """The state of affairs on the last row of `counts`; `first` from first_reports."""
    every = snapshots(counts, masked, first, np.array([len(counts)]))
    return Snapshot(*(value[0] for value in vars(every).values()))


def snapshots(counts: Floats, masked: Flags | None, first: Ints, ends: Ints) -> Snapshot:
    """The state of affairs when only so many rows were known, for each of `ends` (each at least 1).

    A place silent for more than ten weeks keeps its last count and its pace since the start.
    """
    last = reported_before(counts, ends)
    none, columns = last < 0, np.arange(counts.shape[1])
    calendar = windows(counts, masked, ends, LONG)
    stale = np.where(none, 0, ends[:, None] - 1 - last)
    reached = np.where(none, np.nan, counts[np.maximum(last, 0), columns])
    began = np.where(none, np.nan, counts[np.minimum(first, ends[:, None] - 1), columns])
    days = np.where(none, 0, last - first)
    since = np.maximum(reached - np.minimum(began, reached), 0) / np.maximum(days, 1)
    return Snapshot(reached, stale, days, or_zero(since), ending_at_report(calendar, stale), calendar)


def ending_at_report(gains: Floats, stale: Ints) -> Floats:
    """Each column moved down so that its last row is the day of the place's last report."""
    if not stale.any():
        return gains
    rows = np.arange(gains.shape[-2])[:, None] - stale[..., None, :]
    moved = np.take_along_axis(gains, np.maximum(rows, 0), axis=-2)
    return np.where(rows >= 0, moved, np.nan)

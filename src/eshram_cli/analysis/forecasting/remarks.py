"""Which notes a place's forecast carries."""

from __future__ import annotations

import numpy as np

from eshram_cli.analysis.forecasting.backtest import OURS, Backtest
from eshram_cli.analysis.forecasting.clean import Snapshot
from eshram_cli.analysis.forecasting.constants import FOUR_WEEKS, PEAK, WEEK
from eshram_cli.analysis.forecasting.history import History
from eshram_cli.analysis.forecasting.notes import Note


def remarks(
    history: History, now: Snapshot, place: int, target: float | None, test: Backtest | None, borrowed: bool
) -> tuple[Note, ...]:
    """All notes of one place, the gravest first; `now` is of its own figures."""
    reached = float(now.reached[place])
    if np.isnan(reached):
        return (Note("no-figure"),)
    notes = []
    if target is None:
        notes.append(Note("no-target"))
    elif reached >= target:
        notes.append(Note("finished"))
    days, stale = int(now.days[place]), int(now.stale[place])
    if borrowed:
        notes.append(Note("borrowed", {"days": days + 1}))
    elif days == 0:
        notes.append(Note("one-day"))
    elif days < FOUR_WEEKS:
        notes.append(Note("short", {"days": days + 1}))
    if stale > 0:
        notes.append(Note("stale", {"days": stale}))
    return (*notes, *series_notes(history, now, place), *proof_notes(test))


def series_notes(history: History, now: Snapshot, place: int) -> list[Note]:
    """What the figures themselves show: standing still, falls, masked days, a day that counts only in part."""
    gains, notes = now.gains[:, place], []
    week, month = gains[-WEEK:], gains[-FOUR_WEEKS:]
    if now.days[place] >= WEEK and not np.isnan(week).all() and np.nansum(week) == 0:
        notes.append(Note("standing", {"days": WEEK}))
    counts = history.counts[:, place]
    falls = int((np.diff(counts[~np.isnan(counts)]) < 0).sum())
    if falls:
        notes.append(Note("fallen", {"days": falls}))
    if history.masked is not None and history.masked[-FOUR_WEEKS:].any():
        notes.append(Note("masked", {"days": int(history.masked[-FOUR_WEEKS:].sum())}))
    if not np.isnan(week).all():
        held, highest = PEAK * float(np.nanmean(month)), float(np.nanmax(week))
        if highest > held > 0:
            notes.append(Note("peak", {"gain": round(highest), "held": round(held)}))
    return notes


def proof_notes(test: Backtest | None) -> tuple[Note, ...]:
    """Honest about the backtest: too short for one, or beaten by a naive pace."""
    if test is None:
        return (Note("unproven"),)
    if test.naive_better is None:
        return ()
    ours, theirs = (sum(test.errors[method].values()) for method in (OURS, test.naive_better))
    return (Note("naive-better", {"method": test.naive_better, "ours": round(ours), "theirs": round(theirs)}),)

"""Which notes a place's forecast carries."""

from __future__ import annotations

import numpy as np

from eshram_cli.analysis.forecasting.backtest import OURS, Backtest
from eshram_cli.analysis.forecasting.clean import Snapshot
from eshram_cli.analysis.forecasting.constants import FOUR_WEEKS, PEAK, WEEK
from eshram_cli.analysis.forecasting.history import Floats, History
from eshram_cli.analysis.forecasting.notes import Note

SHORT = 28


def remarks(
    history: History, now: Snapshot, place: int, target: float | None, test: Backtest | None, borrowed: bool
) -> tuple[Note, ...]:
    """All notes of one place, the gravest first; `now` is of its own figures."""
    if np.isnan(now.reached[place]):
        return (Note("no-figure"),)
    found = (
        *target_notes(float(now.reached[place]), target),
        *age_notes(now, place, borrowed),
        *series_notes(history, now, place),
        *proof_notes(test),
    )
    return tuple(found)


def target_notes(reached: float, target: float | None) -> tuple[Note, ...]:
    """No target; or finished."""
    if target is None:
        return (Note("no-target"),)
    return (Note("finished"),) if reached >= target else ()


def age_notes(now: Snapshot, place: int, borrowed: bool) -> tuple[Note, ...]:
    """A borrowed course, one day, a short history, a stale last figure."""
    days, stale = int(now.days[place]), int(now.stale[place])
    notes = []
    if borrowed:
        notes.append(Note("borrowed", {"days": days + 1}))
    elif days == 0:
        notes.append(Note("one-day"))
    elif days < SHORT:
        notes.append(Note("short", {"days": days + 1}))
    if stale > 0:
        notes.append(Note("stale", {"days": stale}))
    return tuple(notes)


def series_notes(history: History, now: Snapshot, place: int) -> tuple[Note, ...]:
    """What the figures themselves show: standing still, falls, masked days, a held peak."""
    gains, notes = now.gains[:, place], []
    week = gains[-WEEK:]
    if now.days[place] >= WEEK and not np.isnan(week).all() and np.nansum(week) == 0:
        notes.append(Note("standing", {"days": WEEK}))
    counts = history.counts[:, place]
    falls = int((np.diff(counts[~np.isnan(counts)]) < 0).sum())
    if falls:
        notes.append(Note("fallen", {"days": falls}))
    if history.masked is not None and history.masked[-FOUR_WEEKS:].any():
        notes.append(Note("masked", {"days": int(history.masked[-FOUR_WEEKS:].sum())}))
    return (*notes, *peak_note(gains))


def peak_note(gains: Floats) -> tuple[Note, ...]:
    """The highest day of the last week, if it counts only in part."""
    month = gains[-FOUR_WEEKS:]
    if np.isnan(month).all() or np.isnan(gains[-WEEK:]).all():
        return ()
    held, highest = PEAK * float(np.nanmean(month)), float(np.nanmax(gains[-WEEK:]))
    return (Note("peak", {"gain": round(highest), "held": round(held)}),) if highest > held > 0 else ()


def proof_notes(test: Backtest | None) -> tuple[Note, ...]:
    """Honest about the backtest: too short for one, or beaten by a naive pace."""
    if test is None:
        return (Note("unproven"),)
    if test.naive_better is None:
        return ()
    ours, theirs = (sum(test.errors[method].values()) for method in (OURS, test.naive_better))
    return (Note("naive-better", {"method": test.naive_better, "ours": round(ours), "theirs": round(theirs)}),)

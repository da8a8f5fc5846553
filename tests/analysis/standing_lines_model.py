"""A district's line and rank once more, in plain Python, from its own returns and target alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
BANDS = ((100, "100+"), (75, "75-100"), (50, "50-75"), (25, "25-50"), (0, "0-25"))


class Told(NamedTuple):
    """What an office knows: counts and new persons by day, and the target."""

    counts: Mapping[dt.date, int]
    new: Mapping[dt.date, int]
    target: int | None


class Line(NamedTuple):
    """The place's line on a day."""

    registered: int | None = None
    as_on: dt.date | None = None
    stale_days: int | None = None
    percent: float | None = None
    balance: int | None = None
    new: int | None = None
    gain: int | None = None
    gain_days: int | None = None
    pace7: float | None = None
    needed_per_day: float | None = None
    prorated: float | None = None
    delta: float | None = None
    silent: bool = False


def last(told: Told, day: dt.date) -> dt.date | None:
    """The date of the last count at or before the day."""
    return max((on for on in told.counts if on <= day), default=None)


def line(told: Told, day: dt.date, deadline: dt.date, set_on: dt.date, since: dt.date) -> Line:
    """The line of a place, with all measures; of the target, the day on which it was set and its deadline."""
    on = last(told, day)
    if on is None:
        return Line()
    count, before, week = told.counts[on], last(told, on - DAY), last(told, on - WEEK)
    new, gain, gain_days = told.new.get(on), None, None
    if new is None and before == on - DAY:
        new = count - told.counts[before]
    if on < day:
        new = None
    elif new is None and before:
        gain, gain_days = count - told.counts[before], (on - before).days
    pace7 = (count - told.counts[week]) / (on - week).days if week else None
    found = Line(count, on, (day - on).days, new=new, gain=gain, gain_days=gain_days, pace7=pace7, silent=on <= since)
    if told.target is None:
        return found
    balance, left = told.target - count, (deadline - day).days
    needed = 0.0 if balance <= 0 else balance / left if left > 0 else None
    found = found._replace(balance=balance, needed_per_day=needed)
    if told.target == 0:
        return found
    start, base = last(told, set_on), last(told, since)
    due: float | None = None
    if start and day > set_on:
        passed, whole = (day - set_on).days, (deadline - set_on).days
        due = told.target if day >= deadline or told.target <= told.counts[start] else told.counts[start]
        if due != told.target:
            due += (told.target - told.counts[start]) * passed / whole
    delta = (count - told.counts[base]) / told.target * 100 if base and on > since else None
    return found._replace(percent=count / told.target * 100, prorated=count / due * 100 if due else None, delta=delta)


def reason(told: Told, found: Line, measure: str) -> str | None:
    """Why a place has no value of the measure."""
    if getattr(found, measure) is not None:
        return None
    if found.registered is None:
        return "never-reported"
    if measure in {"new", "pace7"}:
        return "no-week" if measure == "pace7" else "stale" if found.stale_days else "gap"
    if not told.target:
        return "no-target" if told.target is None else "zero-target"
    return "not-due" if measure == "prorated" else "silent" if found.silent else "no-start"


def ranks(values: Mapping[str, float | None], lowest_first: bool) -> dict[str, int]:
    """One more than the number of places that are better."""
    known = {place: -value if lowest_first else value for place, value in values.items() if value is not None}
    return {place: 1 + sum(other > mine for other in known.values()) for place, mine in known.items()}


def band(percent: float | None) -> str | None:
    """The band of achievement."""
    return None if percent is None else next(label for low, label in BANDS if percent >= low)

"""Days on which a place gained far more than it does on that day of the week."""

from __future__ import annotations

import datetime as dt

import numpy as np

from eshram_cli.analysis.ledger_checks import Course, Finding, Register, name_words
from eshram_cli.language.written import group
from eshram_cli.problems import Problem

WEEKS = 8
"""A place's habit is that of its last weeks: a drive rises and ebbs over months, and all of it at once has a spread in
which nothing stands out."""

FEWEST = 5
"""So many gains of one weekday say what is usual on it: one of them that is wild does not move their median far."""

SPREADS = 3.0
SPREAD = 0.25
"""The least spread of log gains: a place that gains the same every day may still gain a quarter more."""

BEST = 2
"""So many times the best of its other days: a place that has such days now and then is not told of them."""

LEAST = 200
"""A day of fewer persons is not worth a line."""

MANY = 0.25
"""Where a quarter of the places beside it have such a day at once, it was a day of camps or the portal's backlog."""


def check(register: Register) -> list[Finding]:
    """One warning for each place: its most unusual day of those looked at.

    Gains g from one day to the next in the last eight weeks, taken as log(1 + g); m the median of the gains of the same
    weekday, of which five are needed, s the larger of 1.4826 x the median distance of all gains from their weekday's
    median and 0.25. A day is told where log(1 + g) > m + 3 s, g >= 200 and g > 2 x the best of the other gains.
    """
    found = []
    for group_ in register.siblings():
        worst = [(node, day) for node in group_ if (day := _worst(register.courses[node.place], register)) is not None]
        days: dict[dt.date, int] = {}
        for _, (at, *_rest) in worst:
            days[at] = days.get(at, 0) + 1
        for node, (at, gain, usual) in worst:
            if days[at] > max(1, MANY * len(group_)):
                continue
            words = {"place": name_words(node), "day": at, "gain": group(gain), "usual": group(usual)}
            found.append(Finding(node.place, at, Problem("day-unusual", words=words)))
    return found


def _worst(course: Course, register: Register) -> tuple[dt.date, int, int] | None:
    """Its most unusual day, the gain of that day and the usual one, in persons."""
    end = np.datetime64(register.day, "D")
    gains, days = np.diff(course.counts), course.days[1:]
    usable = (np.diff(course.days) == np.timedelta64(1, "D")) & (gains >= 0) & (days > end - 7 * WEEKS)
    days, gains = days[usable], gains[usable]
    logs = np.log1p(gains)
    weekday = (days.astype(np.int64) + 3) % 7
    usual = np.full(len(logs), np.nan)
    for one in range(7):
        of_day = np.flatnonzero(weekday == one)
        if len(of_day) >= FEWEST:
            usual[of_day] = np.median(logs[of_day])
    known = ~np.isnan(usual)
    if not known.any():
        return None
    spread = max(SPREAD, 1.4826 * float(np.median(np.abs(logs[known] - usual[known]))))
    at = int(np.argmax(gains))
    others = np.delete(gains, at)
    if days[at] < np.datetime64(register.since) or gains[at] < LEAST or gains[at] <= BEST * others.max(initial=0):
        return None
    if not logs[at] > usual[at] + SPREADS * spread:
        return None
    return days[at].item(), int(gains[at]), round(float(np.expm1(usual[at])))

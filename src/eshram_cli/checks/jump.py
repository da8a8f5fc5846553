"""A gain far out of what the place gains in a day: a digit too many, a row too low, or a big camp."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from eshram_cli.checks._figures import of_one_day, where
from eshram_cli.checks._history import Count, History
from eshram_cli.language.written import group, show_date
from eshram_cli.problems import Problem
from eshram_cli.returns.model import Figure, Return

CODE = "count-jumps"

GAINS = 8
"""Fewer gains than these say nothing of a place's habit."""

SPREADS = 6.0
SPREAD = 0.25
"""The least spread of a place's log gains: a place that gains the same every day may still gain a quarter more."""

MANY = 8.0
"""A jump is more than so many times the place's best day, whatever its spread."""

LEAST = 200
"""A jump of fewer persons a day is not worth a line."""


@dataclass(frozen=True, slots=True)
class Jump:
    """A gain a day that is out of the place's own history, and the best and the usual one of that history."""

    figure: Figure
    before: Count
    gain: float
    usual: float


def check(ret: Return, history: History) -> list[Problem]:
    """One warning: the place that jumps furthest, with how many others do.

    Gains a day g of the last fortnight, taken as log(1 + g) since gains are skewed; m their median, s the larger of
    1.4826 x their median distance from m and 0.25. A jump is log(1 + g) > m + 6 s and g > 8 times the best of them and
    g > 200 persons a day. Silent with fewer than eight gains, and where half of the places jump at once: a day of
    camps, or the portal's backlog, is no slip of the keyboard.
    """
    counts = of_one_day(ret)
    lasts = ((figure, history.before.get(figure.place)) for figure in counts)
    # Only of the counts that rose at all far since the last one is the history asked for.
    risen = [figure for figure, last in lasts if last and figure.value - last[1] > LEAST]
    jumps = [jump for one in risen if one.place in history.recent and (jump := _jump(one, history.recent[one.place]))]
    if not jumps or (len(counts) > 2 and len(jumps) * 2 > len(counts)):
        return []
    worst = max(jumps, key=lambda jump: jump.gain / (1 + jump.usual))
    words = {
        "place": worst.figure.written,
        "old": group(worst.before.value),
        "old_date": show_date(worst.before.as_on),
        "new": group(worst.figure.value),
        "usual": group(round(worst.usual)),
        "count": len(jumps),
    }
    return [Problem("count-jumps" if len(jumps) == 1 else "counts-jump", where(ret, worst.figure), words)]


def _jump(figure: Figure, recent: Sequence[Count]) -> Jump | None:
    if len(recent) <= GAINS:
        return None
    last = recent[0]
    gain = _gain(Count(figure.as_on, figure.value), last)
    if gain <= LEAST:
        return None
    gains = [_gain(newer, older) for newer, older in pairwise(recent)]
    if gain <= MANY * max(gains):
        return None
    logs = [math.log1p(max(one, 0.0)) for one in gains]
    middle = statistics.median(logs)
    spread = max(SPREAD, 1.4826 * statistics.median(abs(log - middle) for log in logs))
    if math.log1p(gain) <= middle + SPREADS * spread:
        return None
    return Jump(figure, last, gain, statistics.median(gains))


def _gain(newer: Count, older: Count) -> float:
    """Persons a day between two counts; the later date is never the earlier one."""
    return (newer.value - older.value) / max((newer.as_on - older.as_on).days, 1)

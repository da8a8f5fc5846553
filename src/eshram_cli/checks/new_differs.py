"""The day's figures that are not what the counts have gained since yesterday: of another day, or of slipped rows."""

from __future__ import annotations

import datetime as dt

from eshram_cli.checks._figures import of_one_day, where
from eshram_cli.checks._history import History
from eshram_cli.language.numerals import group
from eshram_cli.problems import Problem
from eshram_cli.returns.model import Figure, Return

_DAY = dt.timedelta(days=1)

PLACES = 3
MOST = 0.5
FAR = 2.0
"""A day's figure that is more than twice, or less than half, of what was gained; between them lie other hours of
counting, late entries and corrections."""

LEAST = 20
"""Differences of fewer persons say nothing."""


def check(ret: Return, history: History) -> list[Problem]:
    """One warning where for most places (three at least) the new figure is far from today's count less yesterday's."""
    new = {one.place: one for one in ret.new_counts}
    counts = [one for one in of_one_day(ret) if _is_next_day(one, history)] if new else []
    if not counts:
        return []
    pairs = [(one, new[one.place]) for one in counts if one.place in new]
    wrong = [(one, day) for one, day in pairs if _far(day.value, one.value - history.before[one.place][1])]
    if len(wrong) < PLACES or len(wrong) <= MOST * len(pairs):
        return []
    whole, day = wrong[0]
    words = {
        "place": day.written,
        "new": group(day.value),
        "gain": group(whole.value - history.before[whole.place][1]),
        "count": len(wrong),
        "places": len(pairs),
    }
    return [Problem("new-differs", where(ret, day), words)]


def _is_next_day(figure: Figure, history: History) -> bool:
    before = history.before.get(figure.place)
    return before is not None and before[1] <= figure.value and figure.as_on - before[0] == _DAY


def _far(new: int, gain: int) -> bool:
    low, high = sorted((new, gain))
    return high - low >= LEAST and high > FAR * low

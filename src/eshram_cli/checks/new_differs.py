"""The day's figures that are not what the counts have gained since yesterday: of another day, or of slipped rows."""

from __future__ import annotations

import datetime as dt

from eshram_cli.checks._figures import where
from eshram_cli.checks._history import History
from eshram_cli.language.written import group
from eshram_cli.problems import Problem
from eshram_cli.returns.model import Figure, Return

CODE = "new-differs"

_DAY = dt.timedelta(days=1)

PLACES = 3
MOST = 0.5
FAR = 2.0
"""A day's figure that is more than twice, or less than half, of what was gained; between them lie other hours of
counting, late entries and corrections."""

LEAST = 20
"""Differences of fewer persons say nothing."""


ROW = 5.0
ROW_LEAST = 100
"""Of a single place a day's figure is told that is five times, or a fifth, of what was gained, and 100 persons off."""


def check(ret: Return, history: History) -> list[Problem]:
    """One warning where for most places (three at least) the new figure is far from today's count less yesterday's;
    else one for the places, of a minority, whose new figure is very far from it.

    Yesterday's count is the return's own where it has that day too, else the ledger's.
    """
    new = {(one.place, one.as_on): one for one in ret.new_counts}
    if not new:
        return []
    own = {(one.place, one.as_on): one.value for one in ret.counts}
    pairs = []
    for one in ret.counts:
        yesterday, before = one.as_on - _DAY, history.before.get(one.place)
        last = own.get((one.place, yesterday), before[1] if before is not None and before[0] == yesterday else None)
        if (one.place, one.as_on) in new and last is not None and last <= one.value:
            pairs.append((new[one.place, one.as_on], one.value - last))
    wrong = [(day, gain) for day, gain in pairs if _far(day.value, gain, FAR, LEAST)]
    if len(wrong) >= PLACES and len(wrong) > MOST * len(pairs):
        return [_told(ret, wrong, "new-differs", len(pairs))]
    rows = [(day, gain) for day, gain in wrong if _far(day.value, gain, ROW, ROW_LEAST)]
    return [_told(ret, rows, "new-row-differs", len(pairs))] if rows else []


def _told(ret: Return, wrong: list[tuple[Figure, int]], code: str, places: int) -> Problem:
    day, gain = wrong[0]
    words = {
        "place": day.written,
        "new": group(day.value),
        "gain": group(gain),
        "count": len(wrong),
        "places": places,
    }
    return Problem(code, where(ret, day), words)


def _far(new: int, gain: int, times: float, least: int) -> bool:
    low, high = sorted((new, gain))
    return high - low >= least and high > times * low

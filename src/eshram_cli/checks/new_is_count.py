"""The day's figures as large as all that was registered before: a cumulative column under the day's heading."""

from __future__ import annotations

from eshram_cli.checks._figures import listed, where
from eshram_cli.checks._history import History
from eshram_cli.language.written import group
from eshram_cli.problems import Problem
from eshram_cli.returns.model import Return

CODE = "new-is-count"

LEAST = 100
"""In the first days of a drive a day may well double a small count."""

MOST = 0.5


def check(ret: Return, history: History) -> list[Problem]:
    """One warning where a return gives no cumulative count, and the day's figure of most of its places (two at least)
    reaches the last count of the place."""
    if any(one.measure == "registered" for one in ret.figures):
        return []
    new = [one for one in ret.figures if not one.cut]
    known = [(one, history.before[one.place][1]) for one in new if one.place in history.before]
    known = [(one, before) for one, before in known if before >= LEAST]
    large = [(one, before) for one, before in known if one.value >= before]
    if len(large) < 2 or len(large) <= MOST * len(known):
        return []
    first, before = large[0]
    words = {
        "place": first.written,
        "new": group(first.value),
        "before": group(before),
        "count": len(large),
        "places": listed(one.written for one, _ in large),
    }
    return [Problem("new-is-count", where(ret, first), words)]

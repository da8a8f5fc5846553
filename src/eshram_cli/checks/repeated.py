"""Yesterday's figures sent again under today's date."""

from __future__ import annotations

from eshram_cli.checks._figures import of_one_day, where
from eshram_cli.checks._history import History
from eshram_cli.language.dates import show_date
from eshram_cli.problems import Problem
from eshram_cli.returns.model import Record, Return

PLACES = 3
"""Of fewer places nobody can say whether they gained nothing or sent nothing."""

MOST = 0.9
"""The share of the places with an earlier count that have to repeat it."""


def check(ret: Return, history: History) -> list[Problem]:
    """One warning where at least 90 % of the places that gained before state the count of their last date again.

    Only places count that have an earlier count, are not at 0, and gained between the two dates before: the rest has
    come to rest and may well stay where it is. At least three of them are needed.
    """
    moving = [record for record in of_one_day(ret) if record.value and _moved(record, history)]
    same = [record for record in moving if record.value == history.before[record.place][1]]
    if len(moving) < PLACES or len(same) < MOST * len(moving):
        return []
    words = {
        "same": len(same),
        "places": len(moving),
        "date": show_date(max(history.before[record.place][0] for record in same)),
        "today": show_date(same[0].as_on),
    }
    return [Problem("figures-repeated", where(ret, same[0]), words)]


def _moved(record: Record, history: History) -> bool:
    before = history.before.get(record.place)
    recent = history.recent.get(record.place, ())
    gained = len(recent) < 2 or recent[0].value != recent[1].value
    return before is not None and before[0] < record.as_on and gained

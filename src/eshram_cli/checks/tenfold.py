"""A count ten times the last one of a place whose habit is not known yet: a digit too many."""

from __future__ import annotations

from eshram_cli.checks._figures import listed, of_one_day, where
from eshram_cli.checks._history import History
from eshram_cli.checks.jump import GAINS
from eshram_cli.language.written import group, show_date
from eshram_cli.problems import Problem
from eshram_cli.returns.model import Return

CODE = "count-tenfold"

TIMES = 8
"""A digit typed twice makes a figure nine to eleven times as large, and one of 1 day later a little more."""

LEAST = 100
"""In the first days of a drive a small count may grow tenfold in a day."""

DAYS = 7
"""After a longer gap the place may have grown so far."""


def check(ret: Return, history: History) -> list[Problem]:
    """One warning: the first place whose count is eight times its last one of 100 or more, a week old at most, with how
    many are. Places with the eight gains that `jump` needs are its own. Silent where half of the places grow so."""
    counts = of_one_day(ret)
    found = []
    for figure in counts:
        before = history.before.get(figure.place)
        if before is None or before[1] < LEAST or figure.value < TIMES * before[1]:
            continue
        recent = history.recent.get(figure.place, ())
        if 0 < (figure.as_on - before[0]).days <= DAYS and len(recent) <= GAINS:
            found.append(figure)
    if not found or (len(counts) > 2 and len(found) * 2 > len(counts)):
        return []
    day, last = history.before[found[0].place]
    words = {
        "place": found[0].written,
        "old": group(last),
        "old_date": show_date(day),
        "new": group(found[0].value),
        "count": len(found),
        "places": listed(figure.written for figure in found),
    }
    return [Problem("count-tenfold" if len(found) == 1 else "counts-tenfold", where(ret, found[0]), words)]

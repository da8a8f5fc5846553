"""Yesterday's figures sent again under today's date."""

from __future__ import annotations

from eshram_cli.checks._figures import of_one_day, where
from eshram_cli.checks._history import History
from eshram_cli.language.written import show_date
from eshram_cli.problems import Problem
from eshram_cli.returns.model import Return

CODE = "figures-repeated"

PLACES = 3
"""Of fewer places nobody can say whether they gained nothing or sent nothing."""

MOST = 0.9
"""The share of the places with an earlier count that have to repeat it."""


def check(ret: Return, history: History) -> list[Problem]:
    """One warning where at least 90 % of the places that gained before state the count of their last date again.

    Only places count that have an earlier count and are not at 0; of those that repeat it, only those that gained
    between the two dates before: the rest has come to rest and may well stay where it is. At least three are needed.
    """
    lasts = ((figure, history.before.get(figure.place)) for figure in of_one_day(ret) if figure.value)
    known = [(figure, last) for figure, last in lasts if last is not None and last[0] < figure.as_on]
    equal = [figure for figure, last in known if figure.value == last[1]]
    if len(equal) < MOST * len(known):
        return []
    recent = {figure.place: history.recent.get(figure.place, ()) for figure in equal}
    same = [
        figure
        for figure in equal
        if len(recent[figure.place]) < 2 or recent[figure.place][0].value != recent[figure.place][1].value
    ]
    moving = len(known) - len(equal) + len(same)
    if moving < PLACES or len(same) < MOST * moving:
        return []
    words = {
        "same": len(same),
        "places": moving,
        "date": show_date(max(history.before[figure.place][0] for figure in same)),
        "today": show_date(same[0].as_on),
    }
    return [Problem("figures-repeated", where(ret, same[0]), words)]

"""A cumulative count cannot fall: a lower figure corrects a higher one, or one of the two is wrong."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from eshram_cli.checks._figures import FEW, listed, where
from eshram_cli.checks._history import History
from eshram_cli.language.written import group, show_date
from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Problem
from eshram_cli.returns.model import Figure, Return

CODE = "count-falls"


@dataclass(frozen=True, slots=True)
class Fall:
    """A count that is lower than the place's count of an earlier date."""

    old_date: dt.date
    old: int
    new: Figure


def check(ret: Return, history: History) -> list[Problem]:
    """One warning for each of a few places whose registered count (all cuts together) falls from one date to a later
    one, within the return or against the ledger's last date before it or first date after it; one for all of many.

    It names the first fall's cell and how many there are. The figures are stored all the same.
    """
    counts = sorted(ret.counts, key=attrgetter("as_on"))
    falls: dict[PlaceId, list[Fall]] = defaultdict(list)
    last = dict(history.before)
    for figure in counts:
        before = last.get(figure.place)
        # Two figures of one date are not a fall.
        if before and figure.value < before[1] and before[0] < figure.as_on:
            falls[figure.place].append(Fall(*before, figure))
        last[figure.place] = (figure.as_on, figure.value)
    above: list[Fall] = []
    for figure in {figure.place: figure for figure in counts}.values():
        after = history.after.get(figure.place)
        if after and after[1] < figure.value and after[0] > figure.as_on:
            above.append(Fall(*after, figure))
    problems = []
    if len(falls) > FEW:
        # One sentence for all: so many places at once have one cause.
        problems.append(_told(ret, [one[0] for one in falls.values()], "counts-fall"))
    else:
        problems += [_told(ret, one, "count-falls" if len(one) == 1 else "count-falls-often") for one in falls.values()]
    if len(above) > FEW:
        problems.append(_told(ret, above, "counts-above-later"))
    else:
        problems += [_told(ret, [one], "count-above-later") for one in above]
    return problems


def _told(ret: Return, falls: Sequence[Fall], code: str) -> Problem:
    """The first of the falls, with how many there are and of which places."""
    first = falls[0]
    words = {
        "place": first.new.written,
        "old": group(first.old),
        "old_date": show_date(first.old_date),
        "new": group(first.new.value),
        "new_date": show_date(first.new.as_on),
        "count": len(falls),
        "places": listed(one.new.written for one in falls),
    }
    return Problem(code, where(ret, first.new), words)

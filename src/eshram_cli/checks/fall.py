"""A cumulative count cannot fall: a lower figure corrects a higher one, or one of the two is wrong."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter

from eshram_cli.checks._figures import FEW, listed, where
from eshram_cli.checks._history import History
from eshram_cli.language.dates import show_date
from eshram_cli.language.numerals import group
from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Problem
from eshram_cli.returns.model import Figure, Return


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
    falls = list(_falls(counts, history).values())
    above = _above_later(counts, history)
    return [
        *(_many(ret, falls, "counts-fall") if len(falls) > FEW else [_problem(ret, one) for one in falls]),
        *(
            _many(ret, above, "counts-above-later")
            if len(above) > FEW
            else [_told(ret, one[0], "count-above-later") for one in above]
        ),
    ]


def _falls(counts: list[Figure], history: History) -> dict[PlaceId, list[Fall]]:
    """The falls of each place; two figures of one date are not a fall. `counts` are in the order of their dates."""
    falls: dict[PlaceId, list[Fall]] = defaultdict(list)
    last = dict(history.before)
    for figure in counts:
        before = last.get(figure.place)
        if before and figure.value < before[1] and before[0] < figure.as_on:
            falls[figure.place].append(Fall(*before, figure))
        last[figure.place] = (figure.as_on, figure.value)
    return falls


def _above_later(counts: list[Figure], history: History) -> list[list[Fall]]:
    """The last count of each place that is above the ledger's next one."""
    last = {figure.place: figure for figure in counts}
    later = ((figure, history.after.get(place)) for place, figure in last.items()) if history.after else ()
    return [
        [Fall(*after, figure)]
        for figure, after in later
        if after and after[1] < figure.value and after[0] > figure.as_on
    ]


def _words(fall: Fall) -> dict[str, object]:
    return {
        "place": fall.new.written,
        "old": group(fall.old),
        "old_date": show_date(fall.old_date),
        "new": group(fall.new.value),
        "new_date": show_date(fall.new.as_on),
    }


def _told(ret: Return, fall: Fall, code: str, **more: object) -> Problem:
    return Problem(code, where(ret, fall.new), {**_words(fall), **more})


def _problem(ret: Return, falls: list[Fall]) -> Problem:
    if len(falls) == 1:
        return _told(ret, falls[0], "count-falls")
    return _told(ret, falls[0], "count-falls-often", count=len(falls))


def _many(ret: Return, falls: list[list[Fall]], code: str) -> list[Problem]:
    """One sentence for all: so many places at once have one cause."""
    places = listed(one[0].new.written for one in falls)
    return [_told(ret, falls[0][0], code, count=len(falls), places=places)]

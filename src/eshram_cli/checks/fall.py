"""A cumulative count cannot fall: a lower figure corrects a higher one, or one of the two is wrong."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from operator import attrgetter
from typing import NamedTuple

from eshram_cli.checks._history import History
from eshram_cli.language.dates import show_date
from eshram_cli.language.numerals import group
from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Problem, Where
from eshram_cli.returns.model import Figure, Return


class Fall(NamedTuple):
    """A count that is lower than the place's count of an earlier date."""

    old_date: dt.date
    old: int
    new: Figure


def check(ret: Return, history: History) -> list[Problem]:
    """One warning per place whose registered count (all cuts together) falls from one date to a later one.

    It names the first fall's cell and how many there are. The figures are stored all the same.
    """
    counts = sorted(ret.counts, key=attrgetter("as_on"))
    return [_problem(ret, falls) for falls in _falls(counts, history).values()]


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


def _problem(ret: Return, falls: list[Fall]) -> Problem:
    first = falls[0]
    where = Where(ret.file, ret.sheet, first.new.row or None, first.new.column or None)
    words = {
        "place": first.new.written,
        "old": group(first.old),
        "old_date": show_date(first.old_date),
        "new": group(first.new.value),
        "new_date": show_date(first.new.as_on),
    }
    if len(falls) == 1:
        return Problem("count-falls", where, words)
    return Problem("count-falls-often", where, {**words, "count": len(falls)})

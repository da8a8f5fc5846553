"""A cumulative count cannot fall: a lower figure corrects a higher one, or one of the two is wrong."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

from eshram_cli.checks._history import History
from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Problem, Where
from eshram_cli.returns.model import Record, Return


class Point(NamedTuple):
    """One count of a place; `record` is None for the ledger's own figure."""

    as_on: dt.date
    value: int
    record: Record | None


def check(ret: Return, history: History) -> list[Problem]:
    """One warning per place whose registered count (all cuts together) falls from one date to a later one.

    It names the first fall's cell and how many more there are. The figures are stored all the same.
    """
    return [
        _problem(ret, falls)
        for place, series in _series(ret).items()
        if (falls := _falls(_with_history(place, series, history)))
    ]


def _series(ret: Return) -> dict[PlaceId, list[Point]]:
    series: dict[PlaceId, list[Point]] = defaultdict(list)
    for record in ret.records:
        if record.measure == "registered" and not record.cut:
            series[record.place].append(Point(record.as_on, record.value, record))
    return series


def _with_history(place: PlaceId, series: list[Point], history: History) -> list[Point]:
    before = history.before.get(place)
    return [Point(*before, None), *series] if before else series


def _falls(series: list[Point]) -> list[tuple[Point, Point]]:
    ordered = sorted(series, key=lambda point: point.as_on)
    return [(old, new) for old, new in pairwise(ordered) if old.as_on < new.as_on and new.value < old.value]


def _problem(ret: Return, falls: list[tuple[Point, Point]]) -> Problem:
    old, new = falls[0]
    record = new.record
    where = Where(ret.file, ret.sheet, record.row, record.column) if record else Where(ret.file, ret.sheet)
    words = {
        "place": record.written if record else "",
        "old": old.value,
        "old_date": old.as_on.isoformat(),
        "new": new.value,
        "new_date": new.as_on.isoformat(),
    }
    if len(falls) == 1:
        return Problem("count-falls", where, words)
    return Problem("count-falls-often", where, {**words, "count": len(falls)})

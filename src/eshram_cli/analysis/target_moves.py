"""Ranks that a changed target has moved, and no person registered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from eshram_cli.analysis.counts import Counts
from eshram_cli.analysis.lines import Standing
from eshram_cli.analysis.measures import Measure, value_of
from eshram_cli.analysis.notes import Note, note
from eshram_cli.analysis.ranks import competition
from eshram_cli.described import replace


def target_moves(counts: Counts, rows: Sequence[Standing], then: dt.date, measure: Measure) -> Iterator[Note]:
    """One note that names the places whose rank would be another one had the targets stayed as on `then`.

    Of rankings by percent or balance; a place without a target on either day has no rank to be moved.
    """
    if measure not in {Measure.percent, Measure.balance}:
        return
    as_before = [_as_before(counts, row, then) for row in rows]
    changed = tuple(row.place for row, old in zip(rows, as_before, strict=True) if old is not row)
    if not changed:
        return
    ranks = competition({row.id: value_of(row, measure) for row in as_before}, lowest_first=measure.lowest_first)
    moved = tuple(row.place for row in rows if row.rank is not None and ranks.get(row.id, row.rank) != row.rank)
    if moved:
        yield note("target-moves", names=moved, changed=changed, since=then)


def _as_before(counts: Counts, row: Standing, then: dt.date) -> Standing:
    """The row with the target of that day, itself where that is the same."""
    goal = counts.goal(row.id, then)
    if goal is None or not goal.target or row.registered is None or row.percent is None or goal.target == row.target:
        return row
    return replace(row, percent=row.registered / goal.target * 100, balance=goal.target - row.registered)

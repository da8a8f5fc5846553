"""What a rank rests on: how far the next place is, and whether the places still missing could change the order.

- gap_next: persons that the place lacks to draw level with the next better value; of several that share it, the first.
  By percent these are persons of its own target. Null for the first, for a rank by pace, and without a rank.
- days_next = gap_next / (own 7-day pace - that of the place ahead), both in persons of the own target; null unless the
  gap is closing.
- rank_at_pace: the rank that a place with an old figure would have if all such places had gone on at their own 7-day
  pace up to the day asked. A ranking is not final while that differs from the rank of any of them, or while a place has
  never reported or has no known pace.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eshram_cli.analysis.lines import Standing
from eshram_cli.analysis.measures import Measure, value_of
from eshram_cli.analysis.notes import Note, note
from eshram_cli.analysis.ranks import competition
from eshram_cli.described import replace


def with_gaps(rows: Sequence[Standing], measure: Measure) -> list[Standing]:
    """The rows, in the order of their ranks, with the gap to the next place."""
    return [_with_gap(row, ahead, measure) for row, ahead in zip(rows, _ahead(rows), strict=True)]


def _ahead(rows: Sequence[Standing]) -> Iterator[Standing | None]:
    """For each row the first of those who share the next better rank."""
    ahead: Standing | None = None
    first: Standing | None = None
    for row in rows:
        if first is None or row.rank != first.rank:
            ahead, first = first, row
        yield ahead if row.rank is not None else None


def _with_gap(row: Standing, ahead: Standing | None, measure: Measure) -> Standing:
    gap = _gap(row, ahead, measure) if ahead else None
    if ahead is None or gap is None:
        return row
    closing = _closing(row, ahead, measure)
    return replace(row, gap_next=gap, days_next=gap / closing if closing and closing > 0 else None)


def _gap(row: Standing, ahead: Standing, measure: Measure) -> int | None:
    if measure is Measure.percent and row.target and ahead.target:
        level = -(-_known(ahead.registered) * row.target // ahead.target)
        return level - _known(row.registered)
    if measure in {Measure.registered, Measure.new, Measure.balance}:
        return round(abs((value_of(ahead, measure) or 0) - (value_of(row, measure) or 0)))
    return None


def _closing(row: Standing, ahead: Standing, measure: Measure) -> float | None:
    """Persons a day by which the gap shrinks."""
    if row.pace7 is None or ahead.pace7 is None or measure is Measure.new:
        return None
    if measure is Measure.percent and row.target and ahead.target:
        return row.pace7 - ahead.pace7 * row.target / ahead.target
    return row.pace7 - ahead.pace7


def _known(count: int | None) -> int:
    """A ranked place has a count."""
    return count or 0


def with_ranks_at_pace(rows: Sequence[Standing], measure: Measure) -> list[Standing]:
    """The rows with the rank that those with an old figure would have, had they gone on at their own pace."""
    expected = {row.id: _expected(row, measure) if row.stale_days else value_of(row, measure) for row in rows}
    ranks = competition(expected, lowest_first=measure.lowest_first)
    return [replace(row, rank_at_pace=ranks.get(row.id)) if row.stale_days else row for row in rows]


def _expected(row: Standing, measure: Measure) -> float | None:
    if row.pace7 is None or row.registered is None:
        return None
    more = row.pace7 * (row.stale_days or 0)
    match measure:
        case Measure.registered:
            return row.registered + more
        case Measure.percent:
            return (row.registered + more) / row.target * 100 if row.target and row.percent is not None else None
        case Measure.balance:
            return row.balance - more if row.balance is not None else None
        case Measure.prorated:
            return row.prorated * (1 + more / row.registered) if row.prorated and row.registered else None
        case _:
            return row.pace7


def not_final(rows: Sequence[Standing]) -> Iterator[Note]:
    """What could still change the order: places that would change rank, and places of which nothing can be told."""
    late = [row for row in rows if row.stale_days or row.registered is None]
    shifted = [row for row in late if row.rank_at_pace is not None and row.rank_at_pace != row.rank]
    if shifted:
        furthest = max(abs((row.rank_at_pace or 0) - (row.rank or len(rows))) for row in shifted)
        yield note("not-final", names=tuple(row.place for row in shifted), furthest=furthest)
    if unknown := tuple(row.place for row in late if row.rank_at_pace is None and _could_rank(row)):
        yield note("not-final-unknown", names=unknown)


def _could_rank(row: Standing) -> bool:
    """A place without a target has no rank by percent whatever it reports, without a deadline none by what is due."""
    return row.reason not in {"no-target", "zero-target", "no-deadline"}

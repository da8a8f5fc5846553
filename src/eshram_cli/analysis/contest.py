"""What a rank rests on: its band, how far the next place is, whether late places or new targets would change the order.

- Bands of achievement: below 25 percent of the target, 25 to 50 and so on. A band holds its lower end and not its upper
  one: 25.0 percent is in 25-50. The fastest of a band is the place whose 7-day pace is the largest share of its own
  target, in percentage points a day; several where they tie. A place without a percentage is in no band.
- gap_next: persons that the place lacks to draw level with the next better value; of several that share it, the first.
  By percent and delta these are persons of its own target. Null for the first, for a rank by pace or a composite, and
  without a rank. Where ranks are within groups, the next place is the next of the group.
- days_next = gap_next / (own 7-day pace - that of the place ahead), both in persons of the own target; null unless the
  gap is closing.
- rank_at_pace: the rank that a place with an old figure would have if all such places had gone on at their own 7-day
  pace up to the day asked. A ranking is not final while that differs from the rank of any of them, or while a place has
  never reported or has no known pace.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence

from eshram_cli.analysis.counts import Counts
from eshram_cli.analysis.measures import competition, value_of
from eshram_cli.analysis.notes import note
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.notes import Note
from eshram_cli.answers.ranking import BandLine, Standing
from eshram_cli.described import replace
from eshram_cli.settings import Band

_UNRANKABLE = {"no-target", "zero-target", "no-deadline"}
"""A place without a target has no rank by percent whatever it reports, without a deadline none by what is due."""


BANDS = (*(Band(low=low, high=low + 25) for low in (0, 25, 50, 75)), Band(low=100))
"""The bands where nobody has set others."""


def band_of(percent: float | None, bands: Sequence[Band]) -> str | None:
    """The label of the band that holds the percentage; None without one."""
    if percent is None:
        return None
    return next((band.label for band in bands if band.holds(percent)), None)


def band_lines(rows: Sequence[Standing], bands: Sequence[Band]) -> Iterator[BandLine]:
    """A line for each band, the lowest first, those without a place too; nothing where no place has a percentage."""
    known = [row for row in rows if row.percent is not None]
    for band in bands if known else ():
        inside = [row for row in known if row.percent is not None and band.holds(row.percent)]
        fastest, points = fastest_of(inside)
        yield BandLine(band=band.label, places=len(inside), fastest=fastest, points=points)


def fastest_of(rows: Sequence[Standing]) -> tuple[tuple[str, ...], float | None]:
    """Who gains the largest share of the own target a day, and how many percentage points; several where they tie."""
    paced = [(row.place, row.pace7 / row.target * 100) for row in rows if row.pace7 is not None and row.target]
    most = max((points for _, points in paced), default=None)
    return tuple(place for place, points in paced if points == most), most


def with_gaps(rows: Sequence[Standing], measure: Measure) -> list[Standing]:
    """The rows, in the order of their ranks, with the gap to the next place."""
    found = []
    ahead: Standing | None = None
    first: Standing | None = None
    for row in rows:
        if first is None or row.group != first.group:
            ahead, first = None, row
        elif row.rank != first.rank:
            # The first of those who share the next better rank.
            ahead, first = first, row
        gap = _gap(row, ahead, measure) if ahead and row.rank is not None else None
        if ahead is not None and gap is not None:
            closing = _closing(row, ahead, measure)
            days = gap / closing if closing and closing > 0 else None
            found.append(replace(row, gap_next=gap, days_next=days))
        else:
            found.append(row)
    return found


def _gap(row: Standing, ahead: Standing, measure: Measure) -> int | None:
    if measure is Measure.percent and row.target and ahead.target:
        # A ranked place has a count.
        return -(-(ahead.registered or 0) * row.target // ahead.target) - (row.registered or 0)
    if measure is Measure.delta and row.target:
        # Less a millionth of a person: 0.1 point of 1000 persons is one of them, not 1.0000000000000009.
        return math.ceil(((ahead.delta or 0) - (row.delta or 0)) / 100 * row.target - 1e-6)
    if measure in {Measure.registered, Measure.new, Measure.balance}:
        return round(abs((value_of(ahead, measure) or 0) - (value_of(row, measure) or 0)))
    return None


def _closing(row: Standing, ahead: Standing, measure: Measure) -> float | None:
    """Persons a day by which the gap shrinks."""
    if row.pace7 is None or ahead.pace7 is None or measure is Measure.new:
        return None
    if measure in {Measure.percent, Measure.delta} and row.target and ahead.target:
        return row.pace7 - ahead.pace7 * row.target / ahead.target
    return row.pace7 - ahead.pace7


def with_ranks_at_pace(
    rows: Sequence[Standing], measure: Measure, groups: Mapping[str, str] | None = None
) -> list[Standing]:
    """The rows with the rank that those with an old figure would have, had they gone on at their own pace."""
    expected = {row.id: _expected(row, measure) if row.stale_days else value_of(row, measure) for row in rows}
    ranks = competition(expected, lowest_first=measure.lowest_first, groups=groups)
    return [replace(row, rank_at_pace=ranks.get(row.id)) if row.stale_days else row for row in rows]


def _expected(row: Standing, measure: Measure) -> float | None:
    if row.pace7 is None or row.registered is None:
        return None
    more = row.pace7 * (row.stale_days or 0)
    expected: float | None = row.pace7
    match measure:
        case Measure.registered:
            expected = row.registered + more
        case Measure.percent:
            expected = (row.registered + more) / row.target * 100 if row.target and row.percent is not None else None
        case Measure.balance:
            expected = row.balance - more if row.balance is not None else None
        case Measure.prorated:
            expected = row.prorated * (1 + more / row.registered) if row.prorated and row.registered else None
        case Measure.delta:
            # What a silent place had when it fell silent is what its points count from.
            points = 0.0 if row.silent else row.delta
            expected = points + more / row.target * 100 if points is not None and row.target else None
        case Measure.composite:
            # Of a place that goes on every measure moves, and with it the scale of all others.
            expected = None
    return expected


def not_final(rows: Sequence[Standing]) -> Iterator[Note]:
    """What could still change the order: places that would change rank, and places of which nothing can be told."""
    late = [row for row in rows if row.stale_days or row.registered is None]
    shifted = [row for row in late if row.rank_at_pace is not None and row.rank_at_pace != row.rank]
    if shifted:
        furthest = max(abs((row.rank_at_pace or 0) - (row.rank or len(rows))) for row in shifted)
        yield note("not-final", names=tuple(row.place for row in shifted), furthest=furthest)
    open_ranks = [row for row in late if row.rank_at_pace is None and row.reason not in _UNRANKABLE]
    if reckoned := tuple(row.place for row in open_ranks if row.composite is not None):
        yield note("not-final-composite", names=reckoned)
    if unknown := tuple(row.place for row in open_ranks if row.composite is None):
        yield note("not-final-unknown", names=unknown)


def target_moves(
    counts: Counts,
    rows: Sequence[Standing],
    then: dt.date,
    measure: Measure,
    groups: Mapping[str, str] | None = None,
) -> Iterator[Note]:
    """One note that names the places whose rank would be another one had the targets stayed as on `then`.

    Of rankings by percent or balance; a place without a target on either day has no rank to be moved.
    """
    if measure not in {Measure.percent, Measure.balance}:
        return
    as_before, changed = [], []
    for row in rows:
        goal, old = counts.goal(row.id, then), row
        if (
            goal
            and goal.target
            and goal.target != row.target
            and row.registered is not None
            and row.percent is not None
        ):
            percent, balance = row.registered / goal.target * 100, goal.target - row.registered
            old = replace(row, percent=percent, balance=balance)
            changed.append(row.place)
        as_before.append(old)
    if not changed:
        return
    before = {row.id: value_of(row, measure) for row in as_before}
    ranks = competition(before, lowest_first=measure.lowest_first, groups=groups)
    moved = tuple(row.place for row in rows if row.rank is not None and ranks.get(row.id, row.rank) != row.rank)
    if moved:
        yield note("target-moves", names=moved, changed=tuple(changed), since=then)

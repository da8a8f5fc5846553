"""Who stands where: the ranking of the places within a place, as on a day.

Ranks are competition ranks (1, 2, 2, 4); the highest value is first, of the balance the lowest. A place without a value
is unranked and last, with the reason. move = rank on the day compared with less the rank now, both by the same rules,
with the figures and targets of their day; +1 is one place up; null where one of the two ranks is missing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from eshram_cli.analysis.contest import (
    BANDS,
    band_lines,
    band_of,
    not_final,
    target_moves,
    with_gaps,
    with_ranks_at_pace,
)
from eshram_cli.analysis.counts import WEEK, Counts
from eshram_cli.analysis.lines import lines
from eshram_cli.analysis.measures import competition, moves, reason_of, value_of
from eshram_cli.analysis.remarks import remarks
from eshram_cli.analysis.tree import LEVELS
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Ranking, Standing
from eshram_cli.described import KnownOn, replace
from eshram_cli.settings import Band

_DAY = dt.timedelta(days=1)


def rank(
    counts: Counts,
    within: str,
    level: int,
    as_on: dt.date,
    *,
    by: Measure | None = None,
    since: dt.date | None = None,
    known_on: KnownOn | None = None,
    bands: Sequence[Band] = BANDS,
    history: int = 0,
) -> Ranking:
    """Ranks the places of `level` in `within` that are alive on `as_on`, with their ranks on the last `history` days.

    `by` None: percent where any of them has a target, else registered. Moves compare with `since`, else the day before.
    """
    places = [node.place for node in counts.tree.within(within, level, as_on)]
    then = since or as_on - _DAY
    counts.need((as_on, then, as_on - WEEK), [*places, within], goals=(as_on, then))
    *now, total = lines(counts, [*places, within], as_on, prorated=by is Measure.prorated)
    measure = by or default_measure(now)
    days = tuple(as_on - _DAY * back for back in range(history - 1, -1, -1))
    contest = ranked(now, measure, ranks_on(counts, places, then, measure))
    rows = compared(contest, measure, bands)
    if days:
        weeks = [day - WEEK for day in days] if measure is Measure.pace7 else []
        counts.need((*days, *weeks), places, goals=days)
        then_ranked = [ranks_on(counts, places, day, measure) for day in days]
        rows = [replace(row, ranks=tuple(ranks.get(row.id) for ranks in then_ranked)) for row in rows]
    unsettled = tuple(not_final(rows))
    node = counts.tree.nodes[within]
    return Ranking(
        within=node.name,
        within_hi=node.name_hi,
        within_id=within,
        level=LEVELS[level],
        measure=measure,
        as_on=as_on,
        since=then,
        known_on=known_on,
        rows=tuple(rows),
        total=total,
        reported=sum(row.stale_days == 0 for row in rows),
        places=len(rows),
        notes=(
            *unsettled,
            *target_moves(counts, rows, then, measure),
            *remarks(counts, rows, total, as_on, by_default=by is None),
        ),
        bands=tuple(band_lines(rows, bands)),
        final=not unsettled,
        days=days,
        names_hi={node.name: node.name_hi for node in counts.tree.nodes.values() if node.name_hi},
    )


def compared(rows: Sequence[Standing], measure: Measure, bands: Sequence[Band] = BANDS) -> list[Standing]:
    """The ranked rows with their band, the gap to the next place and the rank at pace."""
    banded = [replace(row, band=band_of(row.percent, bands)) for row in rows]
    return with_ranks_at_pace(with_gaps(banded, measure), measure)


def default_measure(rows: Sequence[Standing]) -> Measure:
    """Percent where targets exist, else the count."""
    return Measure.percent if any(row.target for row in rows) else Measure.registered


def ranked(rows: Sequence[Standing], measure: Measure, before: Mapping[str, int]) -> tuple[Standing, ...]:
    """The rows with rank, move and reason, in the order of rank and name."""
    ranks = competition({row.id: value_of(row, measure) for row in rows}, lowest_first=measure.lowest_first)
    moved = moves(ranks, before)
    placed = [
        replace(row, rank=ranks.get(row.id), move=moved.get(row.id), reason=reason_of(row, measure)) for row in rows
    ]
    last = len(rows) + 1
    return tuple(sorted(placed, key=lambda row: (row.rank or last, row.place, row.parent, row.id)))


def ranks_on(counts: Counts, places: Sequence[str], day: dt.date, measure: Measure) -> dict[str, int]:
    """The rank of each of the places that had a value on a day, among those alive on it."""
    alive = [place for place in places if counts.tree.nodes[place].alive(day)]
    rows = lines(counts, alive, day, paced=measure is Measure.pace7, prorated=measure is Measure.prorated)
    return competition({row.id: value_of(row, measure) for row in rows}, lowest_first=measure.lowest_first)

"""Who stands where: the ranking of the places within a place, as on a day.

Ranks are competition ranks (1, 2, 2, 4); the highest value is first, of the balance the lowest. A place without a value
is unranked and last, with the reason. move = rank on the day compared with less the rank now, both by the same rules,
with the figures and targets of their day; +1 is one place up; null where one of the two ranks is missing. By delta, the
points gained since that day, the rank then is by what was gained in as many days before it. Within groups each place is
ranked, on every day, among those that are in its group on the day asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eshram_cli.analysis.composite import Weights, shares_of, with_composite
from eshram_cli.analysis.contest import (
    BANDS,
    band_lines,
    band_of,
    not_final,
    target_moves,
    with_gaps,
    with_ranks_at_pace,
)
from eshram_cli.analysis.counts import Counts
from eshram_cli.analysis.groups import group_lines, groups_of
from eshram_cli.analysis.lines import lines
from eshram_cli.analysis.measures import competition, moves, reason_of, value_of
from eshram_cli.analysis.remarks import remarks
from eshram_cli.analysis.tree import LEVELS
from eshram_cli.analysis.workdays import DAY, WEEK
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Grouping, Ranking, Standing
from eshram_cli.described import KnownOn, replace
from eshram_cli.settings import Band


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
    grouping: Grouping | None = None,
    weights: Weights | None = None,
) -> Ranking:
    """Ranks the places of `level` in `within` that are alive on `as_on`, with their ranks on the last `history` days.

    `by` None: percent where any of them has a target, else registered. Moves compare with `since`, else the day before;
    delta counts from the same day. `weights` are those of a composite, `grouping` ranks within groups (see `groups`).
    """
    places = [node.place for node in counts.tree.within(within, level, as_on)]
    then = since or as_on - DAY
    counts.need((as_on, then, as_on - WEEK), [*places, within], goals=(as_on, then))
    measures = frozenset(weights or ([by] if by else []))
    order = Order(measures, as_on - then, weights)
    *now, total = order.lines(counts, [*places, within], as_on)
    measure = by or (Measure.composite if weights else default_measure(now))
    now = order.scored(now)
    if grouping:
        order = replace(order, groups=groups_of(now, grouping, bands))
    contest = ranked(now, measure, ranks_on(counts, places, then, measure, order), order.groups)
    rows = compared(contest, measure, bands, order.groups)
    days = tuple(as_on - DAY * back for back in range(history - 1, -1, -1))
    if days:
        weeks = [day - WEEK for day in days] if measure is Measure.pace7 else []
        counts.need((*days, *weeks), places, goals=days)
        then_ranked = [ranks_on(counts, places, day, measure, order) for day in days]
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
            *target_moves(counts, rows, then, measure, order.groups),
            *remarks(counts, rows, total, as_on, by_default=by is None and not weights),
        ),
        bands=tuple(band_lines(rows, bands)),
        grouping=grouping,
        groups=tuple(group_lines(rows, order.groups)) if order.groups else (),
        weights=shares_of(weights) if weights else {},
        final=not unsettled,
        days=days,
        names_hi={node.name: node.name_hi for node in counts.tree.nodes.values() if node.name_hi},
    )


@dataclass(frozen=True)
class Order:
    """What a ranking needs beside its measure, the same on every day: the measures that are computed only when asked
    for, the days over which delta counts, the weights of a composite, and the groups, which are those of the last day:
    a place that has left its band is held against the places of its new one."""

    measures: frozenset[Measure] = frozenset()
    span: dt.timedelta = DAY
    weights: Weights | None = None
    groups: Mapping[str, str] | None = None

    def lines(self, counts: Counts, places: Sequence[str], day: dt.date, *, paced: bool = True) -> list[Standing]:
        """The lines of the places with the measures asked for."""
        return lines(
            counts,
            places,
            day,
            paced=paced or Measure.pace7 in self.measures,
            prorated=Measure.prorated in self.measures,
            since=day - self.span if Measure.delta in self.measures else None,
        )

    def scored(self, rows: Sequence[Standing]) -> list[Standing]:
        """The lines with their composite, where there are weights."""
        return with_composite(rows, self.weights) if self.weights else list(rows)


def compared(
    rows: Sequence[Standing],
    measure: Measure,
    bands: Sequence[Band] = BANDS,
    groups: Mapping[str, str] | None = None,
) -> list[Standing]:
    """The ranked rows with their band, the gap to the next place and the rank at pace."""
    banded = [replace(row, band=band_of(row.percent, bands)) for row in rows]
    return with_ranks_at_pace(with_gaps(banded, measure), measure, groups)


def default_measure(rows: Sequence[Standing]) -> Measure:
    """Percent where targets exist, else the count."""
    return Measure.percent if any(row.target for row in rows) else Measure.registered


def ranked(
    rows: Sequence[Standing], measure: Measure, before: Mapping[str, int], groups: Mapping[str, str] | None = None
) -> tuple[Standing, ...]:
    """The rows with rank, move and reason, in the order of rank and name; group by group where there are groups, the
    unranked last. A place that is in no group is there for the reason for which it has no percentage."""
    values = {row.id: value_of(row, measure) for row in rows}
    ranks = competition(values, lowest_first=measure.lowest_first, groups=groups)
    moved = moves(ranks, before)
    placed = []
    for row in rows:
        outside = groups is not None and row.id not in groups
        reason = reason_of(row, measure) or (reason_of(row, Measure.percent) if outside else None)
        group = groups.get(row.id) if groups else None
        placed.append(replace(row, rank=ranks.get(row.id), move=moved.get(row.id), reason=reason, group=group))
    last, order = len(rows) + 1, {label: at for at, label in enumerate(dict.fromkeys((groups or {}).values()))}

    def key(row: Standing) -> tuple[object, ...]:
        """The unranked behind all groups."""
        place = order.get(row.group or "", 0) if row.rank else last
        return place, row.rank or last, row.place, row.parent, row.id

    return tuple(sorted(placed, key=key))


def ranks_on(
    counts: Counts, places: Sequence[str], day: dt.date, measure: Measure, order: Order | None = None
) -> dict[str, int]:
    """The rank of each of the places that had a value on a day, among those alive on it."""
    alive = [place for place in places if counts.tree.nodes[place].alive(day)]
    order = order or Order(frozenset({measure}))
    rows = order.scored(order.lines(counts, alive, day, paced=measure is Measure.pace7))
    values = {row.id: value_of(row, measure) for row in rows}
    return competition(values, lowest_first=measure.lowest_first, groups=order.groups)

"""How figures went day by day: of one place beside those of its level, or of all places within a place.

A day's line follows the rules of `lines`, its rank those of `standing`, with the figures and targets of that day. A day
on which a place sent nothing has its last figure, marked by `stale_days`; it is no point of a curve, though its rank
moves as the others do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from eshram_cli.analysis.counts import Counts
from eshram_cli.analysis.lines import lines
from eshram_cli.analysis.standing import default_measure, ranked
from eshram_cli.analysis.tree import LEVELS
from eshram_cli.analysis.workdays import WEEK, days_between
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Standing
from eshram_cli.answers.trend import Course, Point, Trend
from eshram_cli.described import KnownOn


def trend(
    counts: Counts,
    place: str,
    asked: dt.date,
    as_on: dt.date,
    *,
    level: int | None = None,
    by: Measure | None = None,
    known_on: KnownOn | None = None,
) -> Trend:
    """The course of a place from the day `asked` to `as_on`, ranked among the places of its level in its parent; with
    `level` the courses of all places of that level in it that are alive on `as_on`."""
    node, alone = counts.tree.nodes[place], level is None
    level, within = (node.level, counts.tree.nodes.get(node.parent or "")) if level is None else (level, node)
    beside = [one.place for one in counts.tree.within(within.place, level, as_on)] if within else []
    ids = list(dict.fromkeys([place, *beside])) if alone else beside
    days = days_between(asked, as_on)
    alive = {day: [place for place in ids if counts.tree.nodes[place].alive(day)] for day in days}
    counts.need([day - back for day in days for back in (WEEK, WEEK * 0)], ids, goals=days)
    now = lines(counts, ids, as_on)
    measure = by or default_measure(now)
    tables = {day: ranked(lines(counts, places, day), measure, {}) for day, places in alive.items()}
    since = next((day for day, table in tables.items() if any(row.registered is not None for row in table)), asked)
    tables = {day: table for day, table in tables.items() if day >= since}
    rows = ranked(now, measure, {row.id: row.rank for row in tables[since] if row.rank})
    by_day = {day: {line.id: line for line in table} for day, table in tables.items()}
    return Trend(
        within=within.name if within else "",
        within_hi=within.name_hi if within else "",
        level=LEVELS[level],
        measure=measure,
        since=since,
        as_on=as_on,
        known_on=known_on,
        courses=tuple(_course(row, by_day) for row in rows if row.id == place or not alone),
        reported=sum(row.stale_days == 0 for row in rows),
        places=len(rows),
        alone=alone,
    )


def _course(now: Standing, lines_of: Mapping[dt.date, Mapping[str, Standing]]) -> Course:
    """A place's points: the days on which it had a figure, its own or carried."""
    found = ((day, table[now.id]) for day, table in lines_of.items() if now.id in table)
    return Course(
        now=now,
        points=tuple(
            Point(
                as_on=day,
                registered=line.registered,
                new=line.new if line.stale_days == 0 else None,
                gain=line.gain,
                gain_days=line.gain_days,
                percent=line.percent,
                pace7=line.pace7,
                rank=line.rank,
                stale_days=line.stale_days or 0,
            )
            for day, line in found
            if line.registered is not None
        ),
    )

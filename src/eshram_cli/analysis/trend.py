"""How figures went day by day: of one place beside those of its level, or of all places within a place.

A day's line follows the rules of `lines`, its rank those of `standing`, with the figures and targets of that day. A day
on which a place sent nothing has its last figure, marked by `stale_days`; it is no point of a curve, though its rank
moves as the others do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eshram_cli.analysis.counts import WEEK, Counts
from eshram_cli.analysis.lines import Standing, lines
from eshram_cli.analysis.measures import Measure
from eshram_cli.analysis.standing import default_measure, ranked
from eshram_cli.analysis.tree import LEVELS, Node

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Point:
    """A place on one day: persons so far, persons of that day (null after a gap, then `gain` in `gain_days` days),
    percent of that day's target, persons a day over seven days, rank. `stale_days` 0: a figure of that very day."""

    as_on: dt.date
    registered: int
    new: int | None
    gain: int | None
    gain_days: int | None
    percent: float | None
    pace7: float | None
    rank: int | None
    stale_days: int


@dataclass(frozen=True)
class Course:
    """One place over the days, oldest first, from the first day on which it had a figure.

    `now` is its line on the last day, with its rank and with `move` since the first day asked.
    """

    now: Standing
    points: tuple[Point, ...]

    @property
    def fresh(self) -> tuple[Point, ...]:
        """The days on which it had a figure of that very day."""
        return tuple(point for point in self.points if not point.stale_days)


@dataclass(frozen=True)
class DayNote:
    """What somebody noted about a day: the portal was slow, a camp was held."""

    as_on: dt.date
    text: str


@dataclass(frozen=True)
class Trend:
    """The courses, in the order of the last day's ranking. `within` is the place that ranks are in, blank for none.

    `since` is the first day asked, or the first on which any of the places had a figure where that is later. `alone`:
    one place was asked for, so `courses` holds it only. `reported` of `places` have a figure of the last day.
    """

    within: str
    within_hi: str
    level: str
    measure: Measure
    since: dt.date
    as_on: dt.date
    known_on: dt.datetime | None
    courses: tuple[Course, ...]
    reported: int
    places: int
    alone: bool = False
    day_notes: tuple[DayNote, ...] = ()

    @property
    def days(self) -> tuple[dt.date, ...]:
        """Every day from the first to the last."""
        return tuple(self.since + _DAY * step for step in range((self.as_on - self.since).days + 1))


def trend_of(
    counts: Counts,
    place: str,
    since: dt.date,
    as_on: dt.date,
    *,
    by: Measure | None = None,
    known_on: dt.datetime | None = None,
) -> Trend:
    """The course of one place from `since` to `as_on`, ranked among the places of its level in its parent."""
    node = counts.tree.nodes[place]
    within = counts.tree.nodes.get(node.parent or "")
    beside = counts.tree.within(within.place, node.level, as_on) if within else []
    ids = list(dict.fromkeys([place, *(one.place for one in beside)]))
    return _trend(counts, ids, within, node.level, (since, as_on), by, known_on, only=place)


def trend_within(
    counts: Counts,
    within: str,
    level: int,
    since: dt.date,
    as_on: dt.date,
    *,
    by: Measure | None = None,
    known_on: dt.datetime | None = None,
) -> Trend:
    """The courses of all places of `level` in `within` that are alive on `as_on`."""
    ids = [node.place for node in counts.tree.within(within, level, as_on)]
    return _trend(counts, ids, counts.tree.nodes[within], level, (since, as_on), by, known_on)


def _trend(
    counts: Counts,
    ids: Sequence[str],
    within: Node | None,
    level: int,
    span: tuple[dt.date, dt.date],
    by: Measure | None,
    known_on: dt.datetime | None,
    only: str = "",
) -> Trend:
    asked, as_on = span
    days = [asked + _DAY * step for step in range((as_on - asked).days + 1)]
    alive = {day: [place for place in ids if counts.tree.nodes[place].alive(day)] for day in days}
    counts.need([day - back for day in days for back in (WEEK, WEEK * 0)], ids)
    counts.need_goals(days, ids)
    now = lines(counts, ids, as_on)
    measure = by or default_measure(now)
    tables = {day: ranked(lines(counts, places, day), measure, {}) for day, places in alive.items()}
    since = next((day for day, table in tables.items() if any(row.registered is not None for row in table)), asked)
    tables = {day: table for day, table in tables.items() if day >= since}
    rows = ranked(now, measure, {row.id: row.rank for row in tables[since] if row.rank})
    return Trend(
        within=within.name if within else "",
        within_hi=within.name_hi if within else "",
        level=LEVELS[level],
        measure=measure,
        since=since,
        as_on=as_on,
        known_on=known_on,
        courses=tuple(_courses(rows, tables, only)),
        reported=sum(row.stale_days == 0 for row in rows),
        places=len(rows),
        alone=bool(only),
    )


def _courses(rows: Iterable[Standing], tables: dict[dt.date, tuple[Standing, ...]], only: str) -> Iterable[Course]:
    by_day = {day: {line.id: line for line in table} for day, table in tables.items()}
    for row in rows:
        if only in {"", row.id}:
            found = ((day, table.get(row.id)) for day, table in by_day.items())
            yield Course(row, tuple(_point(day, line) for day, line in found if line and line.registered is not None))


def _point(day: dt.date, line: Standing) -> Point:
    """The line is known to have a figure."""
    fresh = line.stale_days == 0
    return Point(
        as_on=day,
        registered=line.registered or 0,
        new=line.new if fresh else None,
        gain=line.gain,
        gain_days=line.gain_days,
        percent=line.percent,
        pace7=line.pace7,
        rank=line.rank,
        stale_days=line.stale_days or 0,
    )

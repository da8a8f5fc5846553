"""How figures went day by day."""

from __future__ import annotations

import datetime as dt

from eshram_cli.analysis.trend import trend as analysed
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.trend import DayNote, Trend
from eshram_cli.described import KnownOn, replace
from eshram_cli.errors import EshramError
from eshram_cli.jobs.questions.daynotes import day_notes
from eshram_cli.jobs.questions.views import counts, day_of, level_below, nothing_reported, refuse_late_start
from eshram_cli.jobs.session import Session
from eshram_cli.places.model import Level, Place

DAYS = 30
OF_ONE, OF_MANY = ("trend", "daily"), ("bump", "multiples", "calendar")
"""Kinds of charts of one place, and of several; the first is drawn where none is named."""


def chart_kind(asked: str | None, *, many: bool) -> str:
    """The kind of chart to draw. Raises `chart-kind` for one that does not fit the places asked for."""
    kinds = OF_MANY if many else OF_ONE
    if asked is not None and asked not in kinds:
        raise EshramError("chart-kind-one" if many else "chart-kind-many", kind=asked, kinds=", ".join(kinds))
    return asked or kinds[0]


def trend(
    session: Session,
    place: Place,
    *,
    level: Level | None = None,
    by: Measure | None = None,
    as_on: dt.date | None = None,
    since: dt.date | None = None,
    days: int | None = None,
    known_on: KnownOn | None = None,
) -> Trend:
    """The course of a place, or with `level` of all places of that level within it, from `since` to `as_on`.

    `since` None: the last `days` days, by default `DAYS`; both raise `usage-either`. Raises `nothing-reported`,
    `since-after` where the span ends before it starts.
    """
    known = session.known(known_on)
    day = day_of(session, place, as_on, known)
    if since and days:
        raise EshramError("usage-either", one="--since", other="--days")
    first = since or day - dt.timedelta(days=(days or DAYS) - 1)
    refuse_late_start(first, day)
    rows_at = None if level is None else level_below(session.gazetteer, place, level)
    # One place is ranked among those beside it.
    top = session.gazetteer.get(place.parent) if level is None and place.parent else place
    asked = counts(session, top, known)
    found = analysed(asked, place.id, first, day, level=rows_at, by=by, known_on=known_on)
    if not any(course.points for course in found.courses):
        raise nothing_reported(place, day)
    told = day_notes(session, [place], first, day, known)
    return session.told(replace(found, day_notes=tuple(DayNote(as_on=one.as_on, text=one.note) for one in told)))

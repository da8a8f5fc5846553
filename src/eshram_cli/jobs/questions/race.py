"""The race of the places within a place to a day."""

from __future__ import annotations

import datetime as dt

from eshram_cli.analysis.forecasting.race import Measure
from eshram_cli.analysis.race import Start, in_order, measure_of, path_of, run
from eshram_cli.answers.race import RaceTable
from eshram_cli.described import KnownOn
from eshram_cli.errors import EshramError
from eshram_cli.jobs.questions.forecast import ForecastRequest, Futures
from eshram_cli.jobs.questions.views import day_of, level_below, nothing_reported
from eshram_cli.jobs.session import Session
from eshram_cli.places.model import Place
from eshram_cli.places.words import name_words

AHEAD = dt.timedelta(days=28)


def race(
    session: Session,
    place: Place,
    *,
    runner: Place | None = None,
    to: int = 1,
    deadline: dt.date | None = None,
    by: Measure | None = None,
    as_on: dt.date | None = None,
    known_on: KnownOn | None = None,
) -> RaceTable:
    """The race of the places right below a place up to the deadline, default four weeks ahead.

    `runner`: the place whose way to the rank `to` is asked. Raises `nothing-reported`, `deadline-passed`,
    `race-no-target`, `race-rank`, `race-silent`.
    """
    level = level_below(session.gazetteer, place, None)
    day = day_of(session, place, as_on, session.known(known_on))
    until = deadline or day + AHEAD
    if until <= day:
        raise EshramError("deadline-passed", deadline=until, as_on=day)
    futures = Futures(session, day, ForecastRequest(until, horizon=(until - day).days, known_on=known_on))
    futures.read(place)
    beside = futures.siblings(place)
    if not beside.places:
        raise nothing_reported(place, day)
    ahead = [one for one in map(futures.of, beside.places) if one is not None]
    start = Start(ahead, beside.history, beside.targets, beside.bases, beside.aims)
    measure = by or measure_of(start.aims)
    field, runners, passing = run(start, until, measure)
    if all(one.rank is None for one in runners):
        raise EshramError("race-no-target", place=name_words(place))
    path = None
    if runner is not None:
        if not 1 <= to <= len(runners):
            raise EshramError("race-rank", rank=to, places=len(runners))
        path = path_of(field, runners, start, runner.id, to, measure, until)
        if path is None:
            raise EshramError("race-silent", place=name_words(runner), within=name_words(place))
    alive = sum(one.alive(day) for one in session.gazetteer.descendants(place.id, level))
    found = RaceTable(
        within=place.name,
        within_hi=place.name_hi,
        level=level.name,
        measure=measure,
        as_on=day,
        known_on=known_on,
        day=until,
        places=len(runners),
        runners=in_order(runners),
        passing=passing,
        needed=path,
        absent=alive - len(runners),
    )
    return session.told(found)

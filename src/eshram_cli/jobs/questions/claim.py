"""Public claims: judged, filed as promises, and looked at again when their day has come."""

from __future__ import annotations

import datetime as dt
from math import ceil

import numpy as np

from eshram_cli.analysis.claims import judge
from eshram_cli.analysis.forecasting.clean import clean
from eshram_cli.analysis.workdays import DAY
from eshram_cli.answers.claims import Judged, Promises, Scored
from eshram_cli.described import KnownOn, replace
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import acting
from eshram_cli.jobs.questions.forecast import ForecastRequest, Futures, forecast
from eshram_cli.jobs.questions.views import day_of
from eshram_cli.jobs.session import Session
from eshram_cli.language.claims import Claim, Meaning, is_of_rank, read_claim
from eshram_cli.ledger.registers import Promise
from eshram_cli.places.model import Place, PlaceId
from eshram_cli.places.words import name_words


def claim(
    session: Session,
    place: Place,
    text: str,
    *,
    target: int | None = None,
    deadline: dt.date | None = None,
    meaning: Meaning | None = None,
    as_on: dt.date | None = None,
    known_on: KnownOn | None = None,
) -> Judged:
    """A claim in words, or a target with its deadline, judged by the forecast of the place.

    Raises `claim-missing` where there is neither, `claim-rank`, `claim-unreadable`, `claim-no-target` where a share of
    the target is claimed of a place without one, `nothing-reported`, `deadline-passed`.
    """
    day = day_of(session, place, as_on, session.known(known_on))
    said = _said(session, place, text, target, deadline, day)
    if meaning is not None:
        said = replace(said, meanings=(meaning,))
    request = ForecastRequest(said.deadline, horizon=max((said.deadline - day).days, 1), known_on=known_on)
    found = forecast(session, place, as_on=day, request=request)
    if said.share is not None:
        if not found.target:
            raise EshramError("claim-no-target", text=text, place=name_words(place))
        # No part of a person: 90 % of 15 is reached with 14.
        said = replace(said, persons=ceil(round(found.target * said.share / 100, 6)))
    return session.told(judge(text, said, found))


def _said(
    session: Session, place: Place, text: str, target: int | None, deadline: dt.date | None, day: dt.date
) -> Claim:
    if target is not None and deadline is not None:
        return Claim(target, deadline, ("total",))
    if not text:
        raise EshramError("claim-missing")
    if is_of_rank(text):
        raise EshramError("claim-rank", text=text)
    found = read_claim(text, day, session.gazetteer.names(place.id))
    if found is None:
        raise EshramError("claim-unreadable", text=text)
    return found


def file_claim(session: Session, judged: Judged) -> Judged:
    """Files the claim as a promise. Raises `claim-meaning` where it can be read in two ways."""
    if len(judged.readings) > 1:
        raise EshramError("claim-meaning", text=judged.claim or "")
    (reading,) = judged.readings
    made = Promise(PlaceId(judged.id), judged.claim or "", judged.as_on, reading.goal, judged.deadline)
    number = session.ledger.promise(made, **acting())
    return replace(judged, promise=number)


def promises(
    session: Session,
    place: Place | None = None,
    *,
    as_on: dt.date | None = None,
    known_on: KnownOn | None = None,
) -> Promises:
    """The promises about a place and those within it (None: all), each with what became of it up to the day."""
    known = session.known(known_on)
    filed = [
        promise
        for promise in session.ledger.promises(known=known)
        if place is None or promise.place == place.id or session.gazetteer.within(promise.place, place.id)
    ]
    rows = []
    for promise in filed:
        day = day_of(session, session.gazetteer.get(promise.place), as_on, known)
        rows.append(scored(session, promise, Futures(session, day, ForecastRequest(known_on=known_on))))
    return Promises(as_on=as_on, rows=tuple(rows))


def scored(session: Session, promise: Promise, futures: Futures) -> Scored:
    """The promise and what became of it up to the day of the forecasts: kept from the day on which the goal was
    reached, broken once a figure of the deadline or later falls short."""
    place = session.gazetteer.get(promise.place)
    found = futures.of(place)
    row = Scored(
        number=promise.number,
        place=place.name,
        place_hi=place.name_hi,
        text=promise.text,
        made_on=promise.made_on,
        goal=promise.goal,
        deadline=promise.deadline,
    )
    if found is None:
        return row
    held = clean(found.series[:, None])[:, 0]
    days = [found.first + int(at) * DAY for at in np.flatnonzero(~np.isnan(held))]
    in_time = [day for day in days if day <= row.deadline]
    if not in_time:
        return row
    counts = {day: round(float(held[(day - found.first).days])) for day in in_time}
    kept_on = next((day for day in in_time if counts[day] >= row.goal), None)
    last = in_time[-1]
    row = replace(row, count=counts[last], count_on=last, kept_on=kept_on, short=max(row.goal - counts[last], 0))
    if kept_on is not None:
        return replace(row, status="kept")
    if days[-1] >= row.deadline:
        return replace(row, status="broken")
    return replace(row, chance=found.made.chance_by(row.deadline, row.goal) if found.proven else None)

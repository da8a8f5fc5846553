"""A plan for a place: its parts with what they lack and what they have shown, and the quotas."""

from __future__ import annotations

import datetime as dt

from eshram_cli.analysis.camp_plan import with_calendar
from eshram_cli.analysis.camps import usual_yields
from eshram_cli.analysis.plan import Part, Terms, plan
from eshram_cli.answers.camps import CampLine
from eshram_cli.answers.plan import Plan
from eshram_cli.described import KnownOn
from eshram_cli.errors import EshramError
from eshram_cli.jobs.questions.camps import lines_of
from eshram_cli.jobs.questions.daynotes import FIRST
from eshram_cli.jobs.questions.forecast import ForecastRequest, Futures
from eshram_cli.jobs.questions.views import day_of, level_below, nothing_reported, standing
from eshram_cli.jobs.session import Session
from eshram_cli.places.model import Place, PlaceId
from eshram_cli.places.words import name_words


def make_plan(
    session: Session,
    place: Place,
    terms: Terms,
    *,
    target: int | None = None,
    as_on: dt.date | None = None,
    known_on: KnownOn | None = None,
    calendar: bool = False,
    futures: Futures | None = None,
) -> Plan:
    """The plan of a place for the places right below it; with `calendar` a CampPlan, whose quotas are shared among the
    planned camps. `futures`: what has been worked out of that day already, without a target or deadline asked for.

    Raises `nothing-reported`, `deadline-passed`, `plan-no-target`, `plan-done`, `no-places-below`, `plan-no-camps`.
    """
    level_below(session.gazetteer, place, None)
    known = session.known(known_on)
    day = day_of(session, place, as_on, known)
    if terms.deadline <= day:
        raise EshramError("deadline-passed", deadline=terms.deadline, as_on=day)
    if futures is None:
        ahead = (terms.deadline - day).days
        futures = Futures(session, day, ForecastRequest(terms.deadline, target, ahead, known_on=known_on), place.id)
    found = futures.of(place)
    if found is None:
        raise nothing_reported(place, day)
    if found.target is None:
        raise EshramError("plan-no-target", place=name_words(place))
    made = plan(found, found.target, parts_of(session, futures, place, known), terms)
    return session.told(_with_calendar(session, place, made, known) if calendar else made)


def _with_calendar(session: Session, place: Place, made: Plan, known: int | None) -> Plan:
    """The plan with the camps that are planned after its day, up to the deadline."""
    lines = lines_of(session, place, FIRST, made.deadline, made.as_on, known)
    ahead = [line for line in lines if line.as_on > made.as_on and line.status == "planned"]
    gazetteer, camps = session.gazetteer, dict[str, list[CampLine]]()
    for line in ahead:
        above = [PlaceId(line.id), *(one.id for one in gazetteer.parents(PlaceId(line.id)))]
        part = next((row.id for row in made.rows if row.id in above), "")
        camps.setdefault(part, []).append(line)
    own = len(camps.pop("", []))
    if not camps:
        raise EshramError("plan-no-camps", place=name_words(place), since=made.as_on, until=made.deadline)
    return with_calendar(made, camps, usual_yields(lines), own)


def parts_of(session: Session, futures: Futures, place: Place, known: int | None) -> list[Part]:
    """The places right below that are alive; the best of each is that of its best week, else its last new figure.

    Where only that is known of a part, its usual pace is to it as the whole's is to the whole's last day, at most 1.
    """
    below = [one for one in session.gazetteer.children(place.id) if one.alive(futures.day)]
    table = standing(session, [one.id for one in below], [futures.day], known).dropna(subset="new")
    last_new = {str(one): int(new) for one, new in zip(table["place"], table["new"], strict=True)}
    whole, calm = futures.of(place), 1.0
    if whole and whole.made.pace.last_day and whole.made.pace.seven_day is not None:
        calm = min(whole.made.pace.seven_day / whole.made.pace.last_day, 1.0)
    parts = []
    for one in below:
        found, new, target = futures.of(one), last_new.get(one.id), futures.target(one)
        registered = best = usual = stale = None
        if found is not None:
            registered, stale, usual = found.registered, found.stale_days, found.made.pace.seven_day
            best = found.records.week or found.records.day
        if usual is None and new is not None:
            usual = calm * new
        parts.append(Part(one.id, one.name, one.name_hi, one.code, registered, target, best or new, usual, stale))
    return [part for part in parts if part.registered is not None or part.target is not None] or parts

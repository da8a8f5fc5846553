"""Camps asked about: listed, as a calendar, what they yielded, what a camp day adds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eshram_cli.analysis.workdays import DAY, days_between
from eshram_cli.answers.camps import By, CampCalendar, CampDay, CampLine, CampList, CampUplift, CampYields, Verdict
from eshram_cli.described import KnownOn
from eshram_cli.drive import DRIVE_START
from eshram_cli.jobs.questions.daynotes import FIRST, LAST
from eshram_cli.jobs.questions.views import counts, day_of, tree
from eshram_cli.jobs.session import Session
from eshram_cli.places.model import Level, Place, PlaceId

if TYPE_CHECKING:
    from eshram_cli.analysis.uplift import Pair

BEGAN = dt.datetime.combine(DRIVE_START, dt.time(), dt.UTC)
"""The first day of the drive: the stamp of what an empty ledger answers."""


@dataclass(frozen=True)
class CampFilter:
    """Which camps: the first and the last day, of one status alone."""

    since: dt.date | None = None
    until: dt.date | None = None
    clashes: bool = False
    open: bool = False


def list_camps(
    session: Session,
    place: Place,
    asked: CampFilter | None = None,
    *,
    as_on: dt.date | None = None,
    known_on: KnownOn | None = None,
) -> CampList:
    """The camps of a place and of those within it. `as_on` None is the latest date reported within the place: camps of
    an earlier or that day without a figure are ones of which nothing was told."""
    asked, known = asked or CampFilter(), session.known(known_on)
    day = as_on or session.ledger.latest_date(session.gazetteer.branch(place.id), known=known)
    lines = lines_of(session, place, asked.since or FIRST, asked.until or LAST, day, known)
    if asked.clashes:
        lines = [line for line in lines if line.clash]
    if asked.open:
        lines = [line for line in lines if line.status in {"nothing-told", "no-figure"}]
    return CampList(within=place.name, within_hi=place.name_hi or None, as_on=day, known_on=known_on, rows=tuple(lines))


def calendar(
    session: Session,
    place: Place,
    span: str = "",
    asked: CampFilter | None = None,
    *,
    as_on: dt.date | None = None,
    known_on: KnownOn | None = None,
) -> CampCalendar:
    """The calendar of a place: of all its camps, or of the week (from Monday) or month of `span` that holds the first
    day asked for, else the latest date reported, else the first camp."""
    asked = asked or CampFilter()
    first, last = asked.since, asked.until
    if span:
        listed = list_camps(session, place, as_on=as_on, known_on=known_on)
        start = first or listed.as_on or next((line.as_on for line in listed.rows), BEGAN.date())
        first = start - DAY * start.weekday() if span == "week" else start.replace(day=1)
        last = first + DAY * 6 if span == "week" else (first + DAY * 31).replace(day=1) - DAY
    found = list_camps(session, place, CampFilter(first, last), as_on=as_on, known_on=known_on)
    days = [line.as_on for line in found.rows] or [first or last or found.as_on or BEGAN.date()]
    return CampCalendar(
        **dict(found),
        since=first or min(days),
        until=last or max(days),
        stamped=session.ledger.last_moment(known=session.known(known_on)) or BEGAN,
    )


def lines_of(
    session: Session, place: Place, since: dt.date, until: dt.date, as_on: dt.date | None, known: int | None
) -> list[CampLine]:
    """The camps within a place from `since` to `until`, each with what it yielded on its day."""
    from eshram_cli.analysis.camps import Yield, camp_lines, yields
    from eshram_cli.analysis.counts import standing_table

    camped = session.ledger.camp_places()
    places = [one for one in session.gazetteer.branch(place.id) if one in camped]
    camps = session.ledger.camps(places, since, until, known=known)
    yielded: list[Yield] = []
    if told := session.ledger.camp_figures(places, known=known):
        days, cuts = sorted({day for *_, day in told}), sorted({cut for _, cut, _ in told})
        table = standing_table(session.ledger.figures(places, days, known=known, cuts=cuts), days)
        yielded = [one for one in yields(table) if since <= one.as_on <= until]
    return camp_lines(camps, yielded, tree(session.gazetteer, place), as_on)


def camp_yield(
    session: Session,
    place: Place,
    by: By = "camp",
    *,
    since: dt.date | None = None,
    as_on: dt.date | None = None,
    known_on: KnownOn | None = None,
) -> CampYields:
    """What the camps within a place yielded up to a day, default the latest date reported.

    Raises `nothing-reported`; a place without a camp has no rows.
    """
    from eshram_cli.analysis.camps import yields_by

    known = session.known(known_on)
    day = day_of(session, place, as_on, known)
    lines = lines_of(session, place, since or FIRST, day, day, known)
    rows, total = yields_by(lines, by, day)
    in_cut = None
    if since is None:
        asked = counts(session, place, known, cuts="camp=")
        asked.need([day], [place.id])
        in_cut = sum(part.registered for part in asked.parts(place.id, day).values())
    return CampYields(
        within=place.name,
        within_hi=place.name_hi or None,
        by=by,
        as_on=day,
        since=since,
        known_on=known_on,
        rows=tuple(rows),
        total=total,
        registered=total.registered,
        in_cut=in_cut,
        difference=None if in_cut is None else in_cut - total.registered,
        open_camps=tuple(line for line in lines if line.status in {"nothing-told", "no-figure"}),
    )


def uplift(
    session: Session,
    place: Place,
    *,
    level: Level | None = None,
    as_on: dt.date | None = None,
    since: dt.date | None = None,
    known_on: KnownOn | None = None,
) -> CampUplift:
    """What a camp day adds in the places of a level within a place, or in itself; see `analysis.uplift`.

    `level` None is the lowest one at which camp days have like days. Raises `nothing-reported`.
    """
    from eshram_cli.analysis.uplift import LEAST, WEEKS, Paired, pairs, uplift_of

    known = session.known(known_on)
    day = day_of(session, place, as_on, known)
    lines = lines_of(session, place, since or FIRST, day, day, known)
    held = [line for line in lines if line.status in {"held", "unplanned", "no-figure"}]
    paired, chosen = Paired((), 0, 0), level or place.level
    levels = [level] if level else [one for one in sorted(Level, reverse=True) if one >= place.level]
    if held:
        first = min(line.as_on for line in held) - DAY * 7 * WEEKS
        last = min(max(line.as_on for line in held) + DAY * 7 * WEEKS, day)
        for one in levels:
            camp_days: dict[str, set[dt.date]] = {}
            for line in held:
                if (at := session.gazetteer.above(PlaceId(line.id), one)) is not None:
                    camp_days.setdefault(at.id, set()).add(line.as_on)
            new = _new_by_day(session, place, list(camp_days), first, last, known)
            # Days with a note on the place or on one that it lies in.
            noted = {}
            for camped in camp_days:
                bearing = [camped, *(above.id for above in session.gazetteer.parents(PlaceId(camped)))]
                noted[camped] = {said.as_on for said in session.ledger.notes(bearing, first, last, known=known)}
            paired, chosen = pairs(new, camp_days, noted), one
            if paired.pairs:
                break
    found = uplift_of([pair.difference for pair in paired.pairs])
    usual = sum(pair.usual for pair in paired.pairs) / len(paired.pairs) if paired.pairs else 0
    verdict: Verdict = "too-little"
    if found.low is not None and found.high is not None:
        verdict = "adds" if found.low > 0 else "lowers" if found.high < 0 else "unclear"
    return CampUplift(
        within=place.name,
        within_hi=place.name_hi or None,
        level=chosen.name,
        as_on=day,
        known_on=known_on,
        rows=tuple(
            CampDay(
                as_on=pair.as_on,
                weekday=str(pair.as_on.weekday()),
                places=pair.places,
                like_days=pair.like_days,
                new=pair.new,
                usual=pair.usual,
                difference=pair.difference,
            )
            for pair in paired.pairs
        ),
        uplift=found.uplift,
        low=found.low,
        high=found.high,
        percent=found.uplift / usual * 100 if found.uplift is not None and usual else None,
        verdict=verdict,
        least=LEAST,
        noted=paired.noted,
        alone=paired.alone,
        yielded=_yielded(held, paired.pairs),
        before_only=bool(paired.pairs) and not any(pair.after for pair in paired.pairs),
    )


def _yielded(held: Sequence[CampLine], paired: Sequence[Pair]) -> float | None:
    """What the camps of the dates told themselves, persons a place and date."""
    told: dict[dt.date, int] = {}
    for line in held:
        if line.registered is not None:
            told[line.as_on] = told.get(line.as_on, 0) + line.registered
    found = [told[pair.as_on] / pair.places for pair in paired if pair.as_on in told]
    return sum(found) / len(found) if found else None


def _new_by_day(
    session: Session, top: Place, places: list[str], first: dt.date, last: dt.date, known: int | None
) -> dict[str, dict[dt.date, float]]:
    """The new persons of the places on the days on which a count of the very day says them."""
    if not places:
        return {}
    days = days_between(first, last)
    asked = counts(session, top, known)
    asked.need(days, places)
    found: dict[str, dict[dt.date, float]] = {place: {} for place in places}
    for place in places:
        for day in days:
            count = asked.count(place, day)
            if count is not None and count.as_on == count.oldest == day and count.new is not None and not count.missing:
                found[place][day] = count.new
    return found

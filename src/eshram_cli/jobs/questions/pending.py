"""Who has not reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from eshram_cli.analysis import pending as analysis
from eshram_cli.analysis.notes import note
from eshram_cli.analysis.pending import Pending, Rhythm
from eshram_cli.analysis.workdays import DAY, Workdays
from eshram_cli.described import KnownOn, replace
from eshram_cli.jobs.questions.daynotes import as_remarks, day_notes
from eshram_cli.jobs.questions.views import day_of, level_below, refuse_late_start, standing, tree
from eshram_cli.jobs.session import Session
from eshram_cli.places.model import Level, Place, PlaceId
from eshram_cli.settings import Settings

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def pending(
    session: Session,
    place: Place,
    settings: Settings,
    *,
    level: Level | None = None,
    as_on: dt.date | None = None,
    since: dt.date | None = None,
    known_on: KnownOn | None = None,
) -> Pending:
    """The places of a level within a place that owe a return; see `analysis.pending` for the rules.

    `level` None is the one right below the place, `as_on` None the latest date reported within it. `since` None is two
    weeks (of weekly returns eight), not before the first return of all. The settings say how often a level reports.
    Raises `nothing-reported` where no date was asked for and nothing has come yet, `since-after`.
    """
    rows_at = level_below(session.gazetteer, place, level)
    known = session.known(known_on)
    day = day_of(session, place, as_on, known)
    refuse_late_start(since, day)
    rhythm = rhythm_of(settings, rows_at)
    places = session.gazetteer.descendants(place.id, rows_at)
    ids = [one.id for one in places]
    start = since or rhythm.start(day)
    first = min(start, rhythm.last(day)) - rhythm.span + DAY
    returned = session.ledger.returned(ids, first, day, known=known)
    if since is None:
        start = _start(session, ids, start, day, returned, known)
    found = analysis.pending(
        tree(session.gazetteer, place),
        place.id,
        int(rows_at),
        day,
        returned=returned,
        last=lambda owing: _last(session, owing, day, known),
        rhythm=rhythm,
        since=start,
        begun=session.ledger.begun(),
        known_on=known_on,
    )
    # Of how many places that owe a return of their own places in them sent one of the day.
    below = [session.gazetteer.branch(PlaceId(row.id))[1:] for row in found.rows if row.status != "late"]
    told = session.ledger.returned([one for ids in below for one in ids], day, day, known=known)
    within = sum(any(told.get(one) for one in ids) for ids in below)
    notes = [note("from-within", count=within, as_on=day)] if within else []
    if not within and all(row.last_as_on is None for row in found.everyone):
        notes = [note("nobody", name=place.name)]
    remarks = as_remarks(day_notes(session, [place, *places], day, day, known))
    return replace(found, notes=(*notes, *remarks))


def _last(session: Session, places: Sequence[str], day: dt.date, known: int | None) -> dict[str, tuple[dt.date, int]]:
    """The date and the persons of the last figure of each place by its own returns."""
    if not places:
        return {}
    rows = standing(session, places, [day], known)
    columns = (rows["place"], rows["as_on"], rows["registered"])
    return {str(place): (as_on.date(), int(count)) for place, as_on, count in zip(*columns, strict=True)}


def _start(
    session: Session,
    places: Sequence[PlaceId],
    start: dt.date,
    day: dt.date,
    returned: Mapping[str, Mapping[dt.date, dt.datetime]],
    known: int | None,
) -> dt.date:
    """Nobody missed a return before returns began."""
    if any(on <= start for days in returned.values() for on in days):
        return start
    first = session.ledger.first_date(places, known=known)
    return max(start, min(first, day)) if first else start


def rhythm_of(settings: Settings, level: Level) -> Rhythm:
    """How often the places of a level report, as the settings say; a country reports like a state."""
    cadence = settings.cadence
    kind = getattr(cadence, level.name, cadence.state)
    workdays = Workdays(kind == "working", frozenset(settings.holidays))
    return Rhythm(kind, cadence.by, WEEKDAYS.index(cadence.weekday), workdays)

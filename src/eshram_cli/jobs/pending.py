"""Who has not reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from eshram_cli.analysis import pending as analysis
from eshram_cli.analysis.notes import note
from eshram_cli.analysis.pending import Pending, Rhythm
from eshram_cli.analysis.workdays import DAY, Workdays
from eshram_cli.errors import EshramError
from eshram_cli.jobs.daynotes import as_remarks, day_notes
from eshram_cli.jobs.session import Session
from eshram_cli.jobs.views import day_of, level_below, tree
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
    known_on: dt.datetime | None = None,
) -> Pending:
    """The places of a level within a place that owe a return; see `analysis.pending` for the rules.

    `level` None is the one right below the place, `as_on` None the latest date reported within it. `since` None is two
    weeks (of weekly returns eight), not before the first return of all. The settings say how often a level reports.
    Raises `nothing-reported` where no date was asked for and nothing has come yet, `since-after`.
    """
    rows_at = level_below(session.gazetteer, place, level)
    known = session.known(known_on)
    day = day_of(session, place, as_on, known)
    if since is not None and since > day:
        raise EshramError("since-after", since=f"{since:%d.%m.%Y}", as_on=f"{day:%d.%m.%Y}")
    rhythm = rhythm_of(settings, rows_at)
    places = session.gazetteer.descendants(place.id, rows_at)
    ids = [one.id for one in places]
    start = since or _start(session, ids, rhythm, day, known)
    first = min(start, rhythm.last(day)) - rhythm.span + DAY
    found = analysis.pending(
        tree(session.gazetteer, place),
        place.id,
        int(rows_at),
        day,
        returned=session.ledger.returned(ids, first, day, known=known),
        last=session.ledger.latest(ids, day, known=known),
        rhythm=rhythm,
        since=start,
        begun=session.ledger.begun(),
        known_on=known_on,
    )
    silent = all(row.last_as_on is None for row in found.everyone)
    remarks = as_remarks(day_notes(session, [place, *places], day, day, known))
    return replace(found, notes=(*([note("nobody", name=place.name)] if silent else []), *remarks))


def _start(session: Session, places: Sequence[PlaceId], rhythm: Rhythm, day: dt.date, known: int | None) -> dt.date:
    """Nobody missed a return before returns began."""
    first = session.ledger.first_date(places, known=known)
    return max(rhythm.start(day), first) if first and first <= day else rhythm.start(day)


def rhythm_of(settings: Settings, level: Level) -> Rhythm:
    """How often the places of a level report, as the settings say; a country reports like a state."""
    cadence = settings.cadence
    kind = getattr(cadence, level.name, cadence.state)
    workdays = Workdays(kind == "working", frozenset(settings.holidays))
    return Rhythm(kind, cadence.by, WEEKDAYS.index(cadence.weekday), workdays)

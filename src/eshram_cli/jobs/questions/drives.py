"""Drives, with what was registered in each."""

from __future__ import annotations

import datetime as dt

from eshram_cli.analysis.lines import gained
from eshram_cli.answers.drives import DriveLine, DriveList
from eshram_cli.described import KnownOn
from eshram_cli.jobs.questions.views import counts
from eshram_cli.jobs.session import FIRST_DRIVE, Session
from eshram_cli.ledger.drives import Drive


def list_drives(session: Session, *, known_on: KnownOn | None = None) -> DriveList:
    """The drives, with the counts of their places up to the latest date reported."""
    known = session.known(known_on)
    rows = [_line(session, drive, known) for drive in [FIRST_DRIVE, *session.ledger.drives(known=known)]]
    return DriveList(known_on=known_on, rows=tuple(rows))


def _line(session: Session, drive: Drive, known: int | None) -> DriveLine:
    place = session.gazetteer.get(drive.place)
    first = drive == FIRST_DRIVE
    latest = session.ledger.latest_date(session.gazetteer.branch(place.id), known=known)
    day = min(latest, drive.until or latest) if latest else None
    base, registered, missing, target = 0 if first else None, None, None, drive.target
    if day is not None and day >= drive.since:
        before = drive.since - dt.timedelta(days=1)
        shots = counts(session, place, known)
        shots.need([day, before], [place.id])
        now, then = shots.count(place.id, day), shots.count(place.id, before)
        missing = now.missing if now else None
        if first:
            # Before it nobody was registered, and the targets of the ledger are its own.
            goal = shots.goal(place.id, day)
            registered, target = now.registered if now else None, goal.target if goal else None
        else:
            base, registered = then.registered if then else None, gained(now, then)
    return DriveLine(
        name=drive.name,
        place=place.name,
        since=drive.since,
        until=drive.until,
        base=base,
        registered=registered,
        missing=missing,
        as_on=day,
        target=target,
        percent=registered / target * 100 if target and registered is not None else None,
        balance=target - registered if target is not None and registered is not None else None,
        number=drive.number or None,
        place_hi=place.name_hi or None,
    )

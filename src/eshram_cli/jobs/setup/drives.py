"""Drives: added and cancelled."""

from __future__ import annotations

import datetime as dt

from eshram_cli.answers.drives import DriveList
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import acting
from eshram_cli.jobs.questions.drives import list_drives
from eshram_cli.jobs.session import FIRST_DRIVE, Session
from eshram_cli.jobs.typed import persons
from eshram_cli.language.personal import kind_of_number
from eshram_cli.language.text import fold
from eshram_cli.ledger.drives import Drive
from eshram_cli.places.model import Place

LONGEST = 60


def add_drive(
    session: Session,
    name: str,
    place: Place,
    since: dt.date,
    until: dt.date | None = None,
    target: str | None = None,
) -> DriveList:
    """Keep a drive of a place, and list all. `target`: the persons to register in it, as typed.

    Raises `drive-name`, `drive-taken`, `drive-dates`, `count-unreadable`.
    """
    words = " ".join(name.split())
    if not any(map(str.isalpha, words)) or len(words) > LONGEST or kind_of_number(words):
        raise EshramError("drive-name", name=words)
    if any(fold(one.name) == fold(words) for one in session.drives()):
        raise EshramError("drive-taken", name=words)
    if since <= FIRST_DRIVE.since or (until is not None and until < since):
        raise EshramError("drive-dates", since=since, until=until or "…")
    session.ledger.add_drive(Drive(words, place.id, since, until, persons(target)), **acting())
    return list_drives(session)


def cancel_drive(session: Session, name: str) -> DriveList:
    """Note that a drive does not take place, and list the others. Raises `drive-unknown`, `drive-first`."""
    found = session.drive_named(name)
    if found == FIRST_DRIVE:
        raise EshramError("drive-first", name=found.name)
    session.ledger.add_drive(found, cancelled=True, **acting())
    return list_drives(session)

"""Drives: a name, first and last day, and what was to be reached in them.

A drive is added under the acceptance number of its act and undone with it; to cancel one is an act of its own, and
undone like any.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Unpack

from eshram_cli.ledger.accepting import Act, Acting, add_rows
from eshram_cli.ledger.figures import POSITION, STANDS
from eshram_cli.ledger.opened import Opened, date_of, limit
from eshram_cli.places.model import PlaceId

_DRIVES = (
    "SELECT name, place, since, until, target, submission, cancelled FROM drives f "
    f"WHERE submission <= ? AND {STANDS} ORDER BY {POSITION}"
)


@dataclass(frozen=True, slots=True)
class Drive:
    """A drive from its first day to its last, where it has one. `target`: persons to register in it in its place, not
    counting those before; None where none was set. `number`: its act, 0 for one that needs none."""

    name: str
    place: PlaceId
    since: dt.date
    until: dt.date | None = None
    target: int | None = None
    number: int = 0


class Drives(Opened):
    """The chapter of a ledger about drives."""

    def drives(self, *, known: int | None = None) -> list[Drive]:
        """The drives that stand and were not cancelled, in the order in which they were added."""
        with self._reading():
            rows = self._db.execute(_DRIVES, (limit(known),) * 2).fetchall()
        found: dict[str, Drive] = {}
        for name, place, since, until, target, number, cancelled in rows:
            found.pop(name, None)
            if not cancelled:
                first = dt.date.fromisoformat(since)
                found[name] = Drive(name, PlaceId(place), first, date_of(until), target, number)
        return list(found.values())

    def add_drive(self, drive: Drive, *, cancelled: bool = False, **by: Unpack[Acting]) -> int:
        """Keeps a drive, or (`cancelled`) that it does not take place; the acceptance number."""
        with self._writing():
            act = Act("drive-cancelled" if cancelled else "drive", source=drive.name, **by)
            columns = ("name", "place", "since", "until", "target", "cancelled")
            row = (drive.name, drive.place, drive.since, drive.until, drive.target, int(cancelled))
            return add_rows(self._db, act, "drives", columns, [row], drive.since)

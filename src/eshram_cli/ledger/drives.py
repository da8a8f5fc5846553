"""Drives: a name, first and last day, and what was to be reached in them.

A drive is added under the acceptance number of its act and undone with it; to cancel one is an act of its own, and
undone like any. A ledger made before there was such a table has none until it is written to.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from eshram_cli.ledger.accepting import Act, add_submission
from eshram_cli.ledger.figures import POSITION, STANDS
from eshram_cli.ledger.opened import Opened, limit
from eshram_cli.ledger.schema import tables
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
            rows = self._db.execute(_DRIVES, (limit(known),) * 2).fetchall() if "drives" in tables(self._db) else []
        found: dict[str, Drive] = {}
        for name, place, since, until, target, number, cancelled in rows:
            found.pop(name, None)
            if not cancelled:
                last = dt.date.fromisoformat(until) if until else None
                found[name] = Drive(name, PlaceId(place), dt.date.fromisoformat(since), last, target, number)
        return list(found.values())

    def add_drive(
        self, drive: Drive, *, cancelled: bool = False, who: str, received_at: dt.datetime, tool_version: str = ""
    ) -> int:
        """Keeps a drive, or (`cancelled`) that it does not take place; the acceptance number."""
        with self._writing():
            act = Act("drive-cancelled" if cancelled else "drive", who, received_at, tool_version, drive.name)
            number = add_submission(self._db, act, as_on=drive.since.isoformat(), accepted=1)
            until = drive.until.isoformat() if drive.until else None
            self._db.execute(
                "INSERT INTO drives (submission, name, place, since, until, target, cancelled) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (number, drive.name, drive.place, drive.since.isoformat(), until, drive.target, int(cancelled)),
            )
        return number

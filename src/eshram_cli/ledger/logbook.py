"""The acts in the ledger: read, found by moment, undone. An undo is itself an act and can be undone."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable
from typing import Any, Unpack

from eshram_cli.errors import EshramError
from eshram_cli.ledger.accepting import Act, Acting, add_submission
from eshram_cli.ledger.figures import LAST, POSITION, STANDS, UNDONE_BY
from eshram_cli.ledger.opened import Opened, date_of, limit
from eshram_cli.ledger.receipt import Submission
from eshram_cli.places.model import PlaceId

_KNOWN = (
    "SELECT max(id) FROM submissions WHERE received_at <= ? "
    "AND NOT EXISTS (SELECT 1 FROM origins o WHERE o.submission = submissions.id)"
)
"""What came from another ledger was known here when it was merged."""
_SELECT = (
    "SELECT id, uid, kind, file, sheet, received_at, as_on, who, source, tool_version, accepted, rejected, "
    f"({UNDONE_BY}) FROM submissions s"
)
_SUBJECTS = {
    "figures": "enter", "targets": "target", "places": "place", "aliases": "alias", "notes": "note",
    "promises": "promise", "officers": "officer", "silences": "silence", "follows": "follow",
    "tasks": "task", "drives": "drive",
}  # fmt: skip
"""Where the places of each kind of act stand that is no sheet."""
_LATEST = (
    "SELECT submission FROM figures f WHERE place = :place AND cut = '' AND measure = 'registered' "
    f"AND as_on <= :until AND submission <= :known AND {STANDS.replace('?', ':known')} "
    f"ORDER BY as_on DESC, {POSITION} DESC LIMIT :most"
)
TAKEN_BACK, STANDS_AGAIN, TAKEN_BACK_AGAIN = 1, 0, 2
"""What `undone` says of an act: an undo took it back; that undo was taken back; and what took that undo back was."""
_STATES = (
    f"SELECT NOT {STANDS.replace('?', ':known')}, EXISTS (SELECT 1 FROM (SELECT act AS submission FROM undone "
    f"WHERE submission = :act AND undone = {TAKEN_BACK}) f WHERE {STANDS.replace('?', ':known')}) "
    "FROM (SELECT :act AS submission) f"
)
"""Whether an act is known as taken back, and whether an undo of it stands."""
LOOKED_BACK = 30
"""The returns of so many last figures are looked through for a name: figures told by telephone bear none."""
_WRITTEN = "SELECT min(written) FROM spellings WHERE submission = ? AND place = ?"
_ALL_WRITTEN = "SELECT place, min(written) FROM spellings WHERE submission = ? GROUP BY place"


class Logbook(Opened):
    """The chapter of a ledger about its own acts."""

    def log(self, *, known: int | None = None) -> list[Submission]:
        """Every act in the ledger, the first accepted first."""
        with self._reading():
            rows = self._db.execute(f"{_SELECT} WHERE id <= :known ORDER BY id", {"known": limit(known)})
            return list(map(_submission, rows))

    def subjects(self) -> dict[int, PlaceId]:
        """The place of each act that is about one place alone and came without a sheet, by acceptance number."""
        found: dict[int, PlaceId] = {}
        with self._reading():
            for table, kind in _SUBJECTS.items():
                place = "id" if table == "places" else "place"
                query = (
                    f"SELECT submission, min({place}) FROM {table} WHERE submission IN (SELECT id FROM submissions "
                    f"WHERE kind = ?) GROUP BY submission HAVING min({place}) = max({place})"
                )
                found |= {number: PlaceId(one) for number, one in self._db.execute(query, (kind,))}
        return found

    def places_of(self, submission: int) -> dict[str, str]:
        """The places of which that submission had figures, each with its name as written there."""
        with self._reading():
            return dict(self._db.execute(_ALL_WRITTEN, (submission,)))

    def places_of_act(self, submission: int) -> list[str]:
        """The places of which that act brought figures or targets; of an undo those of the acts that it took back, of a
        merge those of the acts that came with it."""
        acts = (
            "(SELECT :act UNION SELECT submission FROM undone WHERE act = :act "
            "UNION SELECT submission FROM origins WHERE merge = :act)"
        )
        with self._reading():
            rows = self._db.execute(
                f"SELECT DISTINCT place FROM figures WHERE submission IN {acts} "
                f"UNION SELECT DISTINCT place FROM targets WHERE submission IN {acts} ORDER BY place",
                {"act": submission},
            )
            return [place for (place,) in rows]

    def known_number(self, moment: dt.datetime) -> int:
        """The acceptance number that the ledger had reached at a moment (with a time zone); 0 before the first."""
        until = moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
        with self._reading():
            row = self._db.execute(_KNOWN, (until,)).fetchone()
        return row[0] or 0

    def last_moment(self, *, known: int | None = None) -> dt.datetime | None:
        """When the last act was kept, in UTC; None in an empty ledger."""
        with self._reading():
            row = self._db.execute("SELECT max(received_at) FROM submissions WHERE id <= ?", (limit(known),)).fetchone()
        return dt.datetime.fromisoformat(row[0]) if row[0] else None

    def known_act(self, number: int) -> int:
        """The number of an act, which is what the ledger knew after it. Raises no-such-submission (exit 2)."""
        with self._reading():
            if self._submission(number) is None:
                raise EshramError("no-such-submission", number=number)
        return number

    def name_written(self, place: str, until: dt.date, *, known: int | None = None) -> str:
        """The name of a place as it was last written in a return up to `until`; blank where none of the last did."""
        asked = {"place": place, "until": until.isoformat(), "known": limit(known), "most": LOOKED_BACK}
        with self._reading():
            for (number,) in self._db.execute(_LATEST, asked):
                if name := self._db.execute(_WRITTEN, (number, place)).fetchone()[0]:
                    return str(name)
        return ""

    def undo(self, number: int, **by: Unpack[Acting]) -> int:
        """Takes the submission of that acceptance number back, a merge with all that came with it: what it superseded
        stands again. Nothing is lost, and an undo can be undone. Raises no-such-submission, already-undone (exit 2)."""
        with self._writing():
            found = self._submission(number)
            if found is None:
                raise EshramError("no-such-submission", number=number)
            if found.undone is not None:
                raise EshramError("already-undone", number=number, by=found.undone)
            act = add_submission(self._db, Act("undo", **by), accepted=0)
            brought = self._db.execute("SELECT submission FROM origins WHERE merge = ?", (number,)).fetchall()
            take_back(self._db, act, [number, *(one for (one,) in brought)])
            return act

    def _submission(self, number: int) -> Submission | None:
        asked = {"known": LAST, "number": number}
        row = self._db.execute(f"{_SELECT} WHERE id = :number", asked).fetchone()
        return _submission(row) if row else None


def take_back(db: sqlite3.Connection, act: int, acts: Iterable[int]) -> None:
    """Stores that the undo `act` took these acts back, and what follows for the acts that they, undos themselves, had
    taken back.

    An act stands where no undo of it stands. So it does not depend on the order in which undos became known, as when
    two offices took the same act back.
    """
    insert = "INSERT INTO undone (submission, act, undone) VALUES (?, ?, ?)"
    taken = set(acts)
    db.executemany(insert, [(one, act, TAKEN_BACK) for one in taken])
    # An undo has a greater number than what it took back: from the greatest down each is decided once, after its undos.
    doubtful = {target for one in taken for target in _targets(db, one)}
    while doubtful:
        one = max(doubtful)
        doubtful.remove(one)
        was, now = db.execute(_STATES, {"act": one, "known": act}).fetchone()
        if was != now:
            db.execute(insert, (one, act, TAKEN_BACK_AGAIN if now else STANDS_AGAIN))
            doubtful.update(_targets(db, one))


def _targets(db: sqlite3.Connection, act: int) -> list[int]:
    """What that act, if it is an undo, took back itself."""
    rows = db.execute("SELECT submission FROM undone WHERE act = ? AND undone = ?", (act, TAKEN_BACK))
    return [one for (one,) in rows]


def _submission(row: tuple[Any, ...]) -> Submission:
    number, uid, kind, file, sheet, received_at, as_on, *rest = row
    moment = dt.datetime.fromisoformat(received_at)
    return Submission(number, uid, kind, file, sheet, moment, date_of(as_on), *rest)

"""The acts in the ledger: read, found by moment, undone. An undo is itself an act and can be undone."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator

from eshram_cli.errors import EshramError
from eshram_cli.ledger.accepting import Act, add_submission
from eshram_cli.ledger.figures import LAST, STANDS
from eshram_cli.ledger.receipt import Source, Submission
from eshram_cli.ledger.store import tables
from eshram_cli.places.model import PlaceId
from eshram_cli.problems import NOWHERE

_UNDONE_BY = (
    "SELECT u.act FROM undone u WHERE u.submission = s.id AND u.act <= :known AND u.undone = 1 AND NOT EXISTS "
    "(SELECT 1 FROM undone v WHERE v.submission = s.id AND v.act > u.act AND v.act <= :known) LIMIT 1"
)
_SELECT = (
    "SELECT id, uid, kind, file, sheet, received_at, as_on, who, source, tool_version, accepted, rejected, "
    f"({_UNDONE_BY}) FROM submissions s"
)
_LAST_DATE = (
    "SELECT max(as_on) FROM submissions s WHERE kind IN ('return', 'enter') AND id <= :known "
    f"AND ({_UNDONE_BY}) IS NULL"
)
_SUBJECTS = {
    "figures": "enter", "targets": "target", "places": "place", "aliases": "alias", "notes": "note",
    "promises": "promise", "officers": "officer",
}  # fmt: skip
"""Where the places of each kind of act stand that is no sheet."""
_CELL = (
    "SELECT time, value, quality, row, col FROM figures "
    "WHERE place = ? AND cut = ? AND measure = ? AND as_on = ? AND submission = ?"
)
_LATEST = (
    "SELECT submission FROM figures f WHERE place = :place AND cut = '' AND measure = 'registered' "
    f"AND as_on <= :until AND submission <= :known AND {STANDS.replace('?', ':known')} "
    "ORDER BY as_on DESC, submission DESC LIMIT :most"
)
LOOKED_BACK = 30
"""The returns of so many last figures are looked through for a name: figures told by telephone bear none."""
_WRITTEN = "SELECT min(written) FROM spellings WHERE submission = ? AND place = ?"
_ALL_WRITTEN = "SELECT place, min(written) FROM spellings WHERE submission = ? GROUP BY place"


def log(db: sqlite3.Connection, known: int = LAST) -> list[Submission]:
    """Every act, the first accepted first."""
    return [_submission(row) for row in db.execute(f"{_SELECT} WHERE id <= :known ORDER BY id", {"known": known})]


def subjects(db: sqlite3.Connection) -> dict[int, PlaceId]:
    """The place of each act that is about one place alone; a sheet is not asked, it has a name of its own."""
    found: dict[int, PlaceId] = {}
    for table, kind in _SUBJECTS.items():
        if table in tables(db):
            place = "id" if table == "places" else "place"
            query = (
                f"SELECT submission, min({place}) FROM {table} WHERE submission IN (SELECT id FROM submissions "
                f"WHERE kind = ?) GROUP BY submission HAVING min({place}) = max({place})"
            )
            found |= {number: PlaceId(one) for number, one in db.execute(query, (kind,))}
    return found


def submission(db: sqlite3.Connection, number: int, known: int = LAST) -> Submission | None:
    """One act, or None where there is none of that number."""
    row = db.execute(f"{_SELECT} WHERE id = :number", {"known": known, "number": number}).fetchone()
    return _submission(row) if row else None


def written_in(db: sqlite3.Connection, number: int) -> dict[str, str]:
    """The places that a submission named, each with its name as written there."""
    return dict(db.execute(_ALL_WRITTEN, (number,)))


def known_number(db: sqlite3.Connection, moment: dt.datetime) -> int:
    """The last acceptance number that the ledger had at the moment; 0 before the first."""
    limit = moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
    row = db.execute("SELECT max(id) FROM submissions WHERE received_at <= ?", (limit,)).fetchone()
    return row[0] or 0


def last_date(db: sqlite3.Connection, known: int = LAST) -> str | None:
    """The latest date (ISO) that any standing return of the ledger speaks of."""
    row = db.execute(_LAST_DATE, {"known": known}).fetchone()
    return row[0] if row else None


def undo(db: sqlite3.Connection, number: int, act: Act) -> int:
    """Takes an act back; the number of the undo. Raises no-such-submission or already-undone."""
    found = submission(db, number)
    if found is None:
        raise EshramError("no-such-submission", NOWHERE, (), number=number)
    if found.undone is not None:
        raise EshramError("already-undone", NOWHERE, (), number=number, by=found.undone)
    undone = add_submission(db, act, accepted=0)
    marks = [(number, undone, 1), *((again, undone, 0) for again in _taken_back(db, found))]
    db.executemany("INSERT INTO undone (submission, act, undone) VALUES (?, ?, ?)", marks)
    return undone


def source(db: sqlite3.Connection, place: str, as_on: str, cut: str, measure: str, number: int) -> Source | None:
    """Where the figure of that key came from, with the name as written in that return."""
    row = db.execute(_CELL, (place, cut, measure, as_on, number)).fetchone()
    found = submission(db, number)
    if found is None or row is None:
        return None
    time, value, quality, at_row, at_column = row
    written = db.execute(_WRITTEN, (number, place)).fetchone()[0] or ""
    at = dt.time.fromisoformat(time) if time else None
    day = dt.date.fromisoformat(as_on)
    return Source(PlaceId(place), day, at, value, quality, found, at_row, at_column, written)


def name_written(db: sqlite3.Connection, place: str, until: str, known: int = LAST) -> str:
    """The place's name in its last return up to `until` (ISO) that wrote one; blank where none of the last ones did."""
    for (number,) in db.execute(_LATEST, {"place": place, "until": until, "known": known, "most": LOOKED_BACK}):
        if name := db.execute(_WRITTEN, (number, place)).fetchone()[0]:
            return str(name)
    return ""


def _taken_back(db: sqlite3.Connection, found: Submission) -> Iterator[int]:
    """What stands again when this act, an undo, is undone itself."""
    for number, was in db.execute("SELECT submission, undone FROM undone WHERE act = ?", (found.number,)):
        if was:
            yield number


def _submission(row: tuple[object, ...]) -> Submission:
    number, uid, kind, file, sheet, received_at, as_on, *rest = row
    return Submission(
        int(str(number)),
        str(uid),
        str(kind),
        str(file),
        str(sheet),
        dt.datetime.fromisoformat(str(received_at)),
        dt.date.fromisoformat(str(as_on)) if as_on else None,
        *rest,  # type: ignore[arg-type]
    )

"""The counts given next to a date: what the rules at the door hold a return against.

Rows and no frames: a folder of 500 sheets asks for the last and the next count of each place 500 times. Only counts of
all persons that a return gave itself are counts here; where something newer was given of a place, channels or the new
persons of a day, what stands for it is worked out from `figures`.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eshram_cli.ledger.figures import LAST, STANDS
from eshram_cli.places.model import PlaceId

_GIVEN = (
    "SELECT as_on, value, submission FROM figures f WHERE place = ? AND cut = '' AND measure = 'registered' "
    f"AND as_on BETWEEN ? AND ? AND {STANDS} "
)
_LAST = _GIVEN + "ORDER BY as_on DESC, submission DESC LIMIT 1"
_NEXT = _GIVEN + "ORDER BY as_on, submission DESC LIMIT 1"
_EACH = _GIVEN + "ORDER BY as_on DESC, submission DESC"
_NEWER = (
    "WITH RECURSIVE cuts (cut) AS (SELECT min(cut) FROM figures WHERE place = :place UNION ALL "
    "SELECT (SELECT min(cut) FROM figures WHERE place = :place AND cut > cuts.cut) FROM cuts WHERE cut IS NOT NULL) "
    "SELECT 1 FROM cuts CROSS JOIN (VALUES ('new'), ('registered')) CROSS JOIN figures f ON f.place = :place "
    "AND f.cut = cuts.cut AND f.measure = column1 AND f.as_on > :after AND f.as_on <= :until "
    f"WHERE instr(cuts.cut, '|') = 0 AND {STANDS.replace('?', ':known')} LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Given:
    """A count of all persons that a return gave: its date, the persons, the acceptance number."""

    as_on: dt.date
    value: int
    submission: int


def last_before(db: sqlite3.Connection, places: Iterable[PlaceId], until: dt.date) -> dict[PlaceId, Given]:
    """Of each place the last count up to that day; places without any are left out."""
    return _found(db, _LAST, places, "", until.isoformat())


def next_after(
    db: sqlite3.Connection, places: Iterable[PlaceId], since: dt.date, until: dt.date
) -> dict[PlaceId, Given]:
    """Of each place the first count from one day to another; places without any are left out."""
    return _found(db, _NEXT, places, since.isoformat(), until.isoformat())


def between(db: sqlite3.Connection, place: PlaceId, since: dt.date, until: dt.date) -> list[Given]:
    """The counts of a place from one day to another, one a date, the latest first."""
    once: dict[dt.date, Given] = {}
    for row in db.execute(_EACH, (place, since.isoformat(), until.isoformat(), LAST)):
        given = _given(row)
        once.setdefault(given.as_on, given)
    return list(once.values())


def with_newer(
    db: sqlite3.Connection, places: Iterable[PlaceId], last: Mapping[PlaceId, Given], until: dt.date
) -> list[PlaceId]:
    """The places of which channels, departments or new persons were given after the count in `last`, if they have one
    there, and up to `until`."""
    asked = {"until": until.isoformat(), "known": LAST}
    dated = ((place, last[place].as_on.isoformat() if place in last else "") for place in places)
    return [place for place, on in dated if db.execute(_NEWER, asked | {"place": place, "after": on}).fetchone()]


def _found(
    db: sqlite3.Connection, query: str, places: Iterable[PlaceId], since: str, until: str
) -> dict[PlaceId, Given]:
    rows = ((place, db.execute(query, (place, since, until, LAST)).fetchone()) for place in places)
    return {place: _given(row) for place, row in rows if row}


def _given(row: tuple[str, int, int]) -> Given:
    return Given(dt.date.fromisoformat(row[0]), row[1], row[2])
